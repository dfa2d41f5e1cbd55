//! Saying that a channel still reaches its owner: of one's own profile, or of a desk that one is a member of.

use directory::{Act, Change, ChannelId, Profile, ProfileId};

use super::submit::Asked;
use super::{Editing, Outcome, SubmitError};
use crate::auth::{Permission, Refusal};

impl Editing {
    /// Says that channels still reach their owner: of one's own profile, or of a desk one is a member of.
    pub async fn confirm(
        &self,
        by: &Permission,
        profile: &ProfileId,
        channels: &[ChannelId],
    ) -> Result<Outcome, SubmitError> {
        if by.act() != Act::ConfirmChannels {
            return Err(Refusal::Forbidden.into());
        }
        let stored = self.directory().await?;
        let theirs = stored.directory.profile(profile).ok_or(SubmitError::Unknown)?;
        if by.covers(profile).is_err() && !is_member(by, theirs) {
            return Err(Refusal::NotYours.into());
        }
        let confirm = |channel: &ChannelId| Change::ConfirmChannel {
            profile: profile.clone(),
            channel: channel.clone(),
            confirm_by: None,
        };
        // One that had lapsed is shown again by this, which is opening a door like any other.
        let changes = channels.iter().map(confirm).collect();
        self.put(by, profile, Asked { changes, ..Asked::default() }).await
    }
}

fn is_member(by: &Permission, desk: &Profile) -> bool {
    by.account().profile.as_ref().is_some_and(|own| desk.members.contains(own))
}
