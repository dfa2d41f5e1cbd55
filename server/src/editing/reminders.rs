//! Reminding the owners of channels that these must be confirmed, before sources are told that nobody did.

use std::collections::BTreeSet;

use directory::{Channel, ChannelId, Directory, Freshness, Profile, Status, Timestamp};

use super::{Editing, SubmitError};
use crate::alerts::Event;
use crate::store::CommitError;
use crate::store::records::{Account, Actor, Stage, Work, Write};

/// How many profiles are reminded at a time; the others the next time.
const PROFILES_AT_A_TIME: usize = 100;
/// How long before a channel is hidden editors are warned.
const WARNED_BEFORE_SECONDS: i64 = 14 * 86_400;

/// A reminder about some channels of a profile.
struct Reminder<'a> {
    profile: &'a Profile,
    stage: Stage,
    channels: Vec<(ChannelId, Timestamp)>,
}

/// The reminders that were sent.
type Sent = BTreeSet<(ChannelId, Timestamp, u8)>;

impl Editing {
    /// Sends what reminders are due and were not sent. That one is sent, and the letter, are one transaction: of two nodes
    /// that try at once, one does.
    pub(super) async fn remind(&self) -> Result<(), SubmitError> {
        if !self.spool.is_on() {
            return Ok(());
        }
        let at = self.clock.now();
        let stored = self.directory().await?;
        let mut due = all_due(&stored.directory, at);
        if due.is_empty() {
            return Ok(());
        }
        let sent = self.sent_since(at.plus_seconds(-Freshness::HIDDEN_AFTER_SECONDS)).await?;
        for reminder in &mut due {
            let stage = number(reminder.stage);
            reminder.channels.retain(|(channel, by)| !sent.contains(&(channel.clone(), *by, stage)));
        }
        due.retain(|reminder| !reminder.channels.is_empty());
        if due.is_empty() {
            return Ok(());
        }
        let accounts = self.store.accounts().await?;
        for reminder in due.iter().take(PROFILES_AT_A_TIME) {
            self.send(reminder, &accounts, at).await?;
        }
        Ok(())
    }

    async fn sent_since(&self, since: Timestamp) -> Result<Sent, SubmitError> {
        let sent = self.store.reminders_since(since).await?;
        Ok(sent.into_iter().map(|(channel, by, stage)| (channel, by, number(stage))).collect())
    }

    async fn send(
        &self,
        reminder: &Reminder<'_>,
        accounts: &[Account],
        at: Timestamp,
    ) -> Result<(), SubmitError> {
        let Reminder { profile, stage, channels } = reminder;
        let mut work = Work::new(Actor::Clock, at);
        work.writes.extend(channels.iter().map(|(channel, confirm_by)| Write::AddReminder {
            channel: channel.clone(),
            confirm_by: *confirm_by,
            stage: *stage,
            at,
        }));
        let event = Event::ChannelsDue { profile, channels, stage: *stage };
        work.writes.extend(self.told(&event, accounts, at));
        match self.store.write(work).await {
            // Another node was faster.
            Ok(_) | Err(CommitError::Stale) => Ok(()),
            Err(cause) => Err(SubmitError::Commit(cause)),
        }
    }
}

/// Every reminder that it is time for, sent or not.
fn all_due(directory: &Directory, at: Timestamp) -> Vec<Reminder<'_>> {
    let mut due = Vec::new();
    for profile in directory.profiles().filter(|profile| profile.status == Status::Listed) {
        for stage in [Stage::Before, Stage::OnTheDay, Stage::After, Stage::Hiding] {
            let now = profile.channels.iter().filter(|channel| stage_of(profile, channel, at) == Some(stage));
            let channels: Vec<_> =
                now.filter_map(|channel| Some((channel.id.clone(), channel.confirm_by?))).collect();
            if !channels.is_empty() {
                due.push(Reminder { profile, stage, channels });
            }
        }
    }
    due
}

/// Which reminder it is time for. One that was missed is not sent late: the one after it says more.
fn stage_of(profile: &Profile, channel: &Channel, at: Timestamp) -> Option<Stage> {
    let confirm_by = channel.confirm_by?;
    if channel.visibility == directory::Visibility::Hidden {
        return None;
    }
    let hidden_at = confirm_by.plus_seconds(Freshness::HIDDEN_AFTER_SECONDS);
    if at >= hidden_at || at < confirm_by.plus_seconds(-Freshness::DUE_BEFORE_SECONDS) {
        return None;
    }
    let will_be_hidden = profile.freshness(channel, hidden_at) == Freshness::Lapsed;
    Some(if at < confirm_by {
        Stage::Before
    } else if at < confirm_by.plus_seconds(Freshness::MARKED_AFTER_SECONDS) {
        Stage::OnTheDay
    } else if will_be_hidden && at >= hidden_at.plus_seconds(-WARNED_BEFORE_SECONDS) {
        Stage::Hiding
    } else {
        Stage::After
    })
}

const fn number(stage: Stage) -> u8 {
    match stage {
        Stage::Before => 0,
        Stage::OnTheDay => 1,
        Stage::After => 2,
        Stage::Hiding => 3,
    }
}
