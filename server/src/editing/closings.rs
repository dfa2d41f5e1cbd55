//! How many doors of others one account may close. Closing takes one person, and so it is what one stolen account can do.

use directory::{ProfileId, Timestamp};

use super::{Editing, SubmitError};
use crate::auth::Permission;
use crate::store::ReadError;
use crate::store::records::{CLOSED, Entry, HistoryQuery};

/// How many other profiles one account closes within [`WITHIN_SECONDS`]; its own it closes always.
const OTHERS_AT_MOST: u64 = 5;
/// The hour that closings are counted over. It rolls.
const WITHIN_SECONDS: i64 = 3_600;

impl Editing {
    /// The entry of the history for closing a door of `profile`, if this account may close one more. To be asked after
    /// the directory was read: a closing that comes between makes the write stale, so that six at once do not pass.
    pub(super) async fn closing(
        &self,
        by: &Permission,
        profile: &ProfileId,
        at: Timestamp,
    ) -> Result<Entry, SubmitError> {
        let own = by.account().profile.as_ref();
        if own != Some(profile) {
            let since = at.plus_seconds(-WITHIN_SECONDS);
            let closed = self.store.closed_since(by.account_id(), own, since).await?;
            if closed >= OTHERS_AT_MOST && !self.has_closed(by, profile, since).await? {
                return Err(SubmitError::TooManyClosings);
            }
        }
        Ok(Entry { profile: Some(profile.clone()), ..Entry::new(CLOSED) })
    }

    /// Whether this account closed a door of this very profile since then: closing another one of it is no further
    /// profile. Only the newest entries are looked at; whoever wrote more within the hour waits.
    async fn has_closed(
        &self,
        by: &Permission,
        profile: &ProfileId,
        since: Timestamp,
    ) -> Result<bool, ReadError> {
        let query = HistoryQuery {
            profile: Some(profile.clone()),
            account: Some(by.account_id().clone()),
            before: None,
            limit: 500,
        };
        let entries = self.store.history(query).await?;
        Ok(entries.iter().any(|entry| {
            entry.act == CLOSED && entry.at >= since && entry.actor.account() == Some(by.account_id())
        }))
    }
}
