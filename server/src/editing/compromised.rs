//! "My number is compromised": hide it now, propose the replacement, in one act.

use directory::{Act, Change, ChannelId, Door, NewChannel, Profile, ProfileId, Timestamp, Visibility};

use super::judging::{Judged, Vouching};
use super::preview::shown;
use super::proposals::Drawn;
use super::submit::{accepted, found, may_edit, may_open, overtaken, owns, still_holds};
use super::{Editing, OVERTAKEN_AT_MOST, Outcome, SubmitError};
use crate::alerts::Event;
use crate::auth::{Permission, Refusal};
use crate::store::records::{Account, Entry, Proposal, Proposed, Work};
use crate::store::{Accepted, Stored};

/// What became of a replacement.
enum Replacement {
    None,
    /// It opens no door, and is done.
    Done(Box<Judged>),
    /// It waits.
    Waits(Box<Proposal>),
}

impl Editing {
    /// Hides a channel whose number is compromised, and proposes its replacement, if there is one. A profile that is
    /// left without a channel shows its desk by itself.
    pub async fn compromised(
        &self,
        by: &Permission,
        profile: &ProfileId,
        channel: &ChannelId,
        replacement: Option<NewChannel>,
    ) -> Result<Outcome, SubmitError> {
        may_edit(by, profile)?;
        if replacement.is_some() {
            // Hiding needs no more than signing in; naming another number does.
            if by.act() == Act::CloseDoors {
                return Err(Refusal::Forbidden.into());
            }
            may_open(by)?;
        }
        for _ in 0..OVERTAKEN_AT_MOST {
            let stored = self.directory().await?;
            let accounts = self.store.accounts().await?;
            still_holds(by, &accounts)?;
            let (work, outcome) =
                self.closing_now(by, profile, channel, replacement.as_ref(), &stored, &accounts).await?;
            if self.write(work).await? {
                return Ok(outcome);
            }
        }
        Err(overtaken())
    }

    async fn closing_now(
        &self,
        by: &Permission,
        profile: &ProfileId,
        channel: &ChannelId,
        replacement: Option<&NewChannel>,
        stored: &Stored,
        accounts: &[Account],
    ) -> Result<(Work, Outcome), SubmitError> {
        let at = self.clock.now();
        let before = found(stored, profile)?;
        let is_there = before.channels.iter().any(|known| known.id == *channel);
        if !is_there {
            return Err(SubmitError::Unknown);
        }
        let hide = Change::HideChannel { profile: profile.clone(), channel: channel.clone() };
        let hidden = Judged::of(&stored.directory, profile, vec![hide], at)?;
        let mut work = accepted(by, at, stored, hidden.accepted.clone());
        work.entries.push(Entry {
            profile: Some(profile.clone()),
            detail: serde_json::json!({ "channel": channel }),
            ..Entry::new("compromised")
        });
        if hidden.door == Door::Closes {
            work.entries.push(self.closing(by, profile, at).await?);
        }
        let replaced = match replacement {
            Some(new) => self.replace(by, before, channel, new, &hidden, stored, accounts, &mut work).await?,
            None => Replacement::None,
        };
        let (revision, waits) = match replaced {
            Replacement::None => (hidden.after.revision, None),
            Replacement::Done(judged) => {
                work.accepted.extend(judged.accepted);
                (judged.after.revision, None)
            }
            Replacement::Waits(proposal) => (hidden.after.revision, Some(proposal)),
        };
        let event =
            Event::Compromised { profile: before, channel, replacement: waits.as_deref(), by: &by.actor() };
        work.writes.extend(self.told(&event, accounts, at));
        let outcome = match waits {
            Some(waiting) => Outcome::Both { revision, waiting },
            None => Outcome::Applied { revision },
        };
        Ok((work, outcome))
    }

    /// The replacement, in the old one's place, as the directory is once the old one is hidden.
    #[expect(clippy::too_many_arguments, reason = "each is one side of the same act, and none is kept")]
    async fn replace(
        &self,
        by: &Permission,
        before: &Profile,
        channel: &ChannelId,
        new: &NewChannel,
        hidden: &Judged,
        stored: &Stored,
        accounts: &[Account],
        work: &mut Work,
    ) -> Result<Replacement, SubmitError> {
        let at = work.at;
        let mut directory = stored.directory.clone();
        for Accepted { applied, .. } in &hidden.accepted {
            directory.absorb(applied.clone());
        }
        let changes = vec![self.added(by, before, channel, new, at)];
        let judged = Judged::of(&directory, &before.id, changes.clone(), at)?;
        if judged.door != Door::Opens {
            return Ok(Replacement::Done(Box::new(judged)));
        }
        let shown = shown(&self.site, &directory, &hidden.after, &judged.after, &changes, at)?;
        let drawn = Drawn {
            proposed: Proposed::Profile { profile: before.id.clone(), changes },
            base_revision: hidden.after.revision,
            shown: shown.hash,
            by: by.actor(),
            profile: Some(&hidden.after),
            account: None,
            accounts,
            undoes: None,
        };
        Ok(Replacement::Waits(Box::new(self.propose(drawn, work).await?)))
    }

    /// The change that adds it, shown where the old one was.
    fn added(
        &self,
        by: &Permission,
        before: &Profile,
        channel: &ChannelId,
        new: &NewChannel,
        at: Timestamp,
    ) -> Change {
        let place = before.channels.iter().position(|known| known.id == *channel).unwrap_or_default();
        let shown = before.channels.get(place).map_or(Visibility::Listed, |old| old.visibility);
        let visibility = if new.visibility == Visibility::Hidden { shown } else { new.visibility };
        let channel = Box::new(NewChannel { visibility, ..new.clone() });
        let add = Change::AddChannel { profile: before.id.clone(), channel, rank: place };
        let vouching = Vouching { by_owner: owns(by.account(), &before.id), customs: self.customs, at };
        vouching.dated(vec![add.clone()], Some(before)).pop().unwrap_or(add)
    }
}
