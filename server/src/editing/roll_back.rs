//! Undoing what an entry of the history did: as a new change, through the same door as any other.

mod reverse;

use directory::{Change, Directory, Profile, ProfileId};

use super::submit::{Asked, may_edit};
use super::{Editing, Outcome, SubmitError};
use crate::auth::Permission;
use crate::store::records::{CHANGED, HistoryEntry, HistoryQuery};
use reverse::reverse;

/// How many pages of one profile's history are read to find out what it was.
const PAGES_AT_MOST: usize = 40;
/// How long one page is; the store gives no longer one.
const PAGE: usize = 500;

impl Editing {
    /// Proposes to undo what an entry of the history did, as a new change. What was changed since stays as it is, unless
    /// the entry had changed it too.
    pub async fn roll_back(&self, by: &Permission, entry: u64) -> Result<Outcome, SubmitError> {
        let query =
            HistoryQuery { before: Some(entry.saturating_add(1)), limit: 1, ..HistoryQuery::default() };
        let found = self.store.history(query).await?.into_iter().find(|found| found.number == entry);
        let undone = found.ok_or(SubmitError::Unknown)?;
        let profile = undone.profile.clone().ok_or(SubmitError::Unknown)?;
        may_edit(by, &profile)?;
        if undone.act != CHANGED {
            return Err(SubmitError::Account("this entry changed no profile"));
        }
        let (before, after) = self.sides(&undone, &profile).await?;
        let stored = self.directory().await?;
        let now = stored.directory.profile(&profile).ok_or(SubmitError::Unknown)?;
        let changes = reverse(&before, &after, now);
        if changes.is_empty() {
            return Err(SubmitError::Account("there is nothing to undo: it is again as it was before"));
        }
        let asked = Asked { expected: Some(now.revision), changes, undoes: Some(entry), ..Asked::default() };
        self.put(by, &profile, asked).await
    }

    /// The profile before an entry, and after it: everything that was ever done to it is done again, from its beginning.
    async fn sides(
        &self,
        undone: &HistoryEntry,
        profile: &ProfileId,
    ) -> Result<(Profile, Profile), SubmitError> {
        const UNKNOWN: SubmitError = SubmitError::Account("the history does not tell what was there before");
        let stored = self.directory().await?;
        // Names and lists as they are today; the others' slugs do not matter to what this profile was.
        let others = stored.directory.profiles().filter(|other| other.id != *profile).cloned();
        let beats = stored.directory.beats().cloned();
        let mut past = Directory::restore(others, [], beats, stored.directory.outlets().cloned());
        let (mut entries, mut before) = (Vec::new(), Some(undone.number.saturating_add(1)));
        for _ in 0..PAGES_AT_MOST {
            let query = HistoryQuery { profile: Some(profile.clone()), account: None, before, limit: PAGE };
            let page = self.store.history(query).await?;
            let Some(last) = page.last() else { break };
            before = Some(last.number);
            entries.extend(page.into_iter().filter(|entry| entry.act == CHANGED));
        }
        let mut earlier = None;
        for entry in entries.into_iter().rev() {
            earlier = past.profile(profile).cloned();
            let change: Change = serde_json::from_value(entry.detail).map_err(|_| UNKNOWN)?;
            let applied = past.apply(&change, entry.at).map_err(|_| UNKNOWN)?;
            past.absorb(applied);
        }
        match (earlier, past.profile(profile)) {
            (Some(before), Some(after)) => Ok((before, after.clone())),
            // It made the profile: there was nothing before.
            (None, Some(_)) => Err(SubmitError::Account("before this entry there was no such profile")),
            (_, None) => Err(UNKNOWN),
        }
    }
}
