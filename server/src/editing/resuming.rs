//! Coming back: whoever paused a profile ends the pause alone, if nothing else was changed since.

use directory::{Change, Profile, Status};

use super::Editing;
use crate::auth::Permission;
use crate::store::ReadError;
use crate::store::records::{CHANGED, HistoryEntry, HistoryQuery};

/// How many pages of a profile's history are looked through for the beginning of its pause.
const PAGES_AT_MOST: usize = 4;
/// How long one page is; the store gives no longer one.
const PAGE: usize = 500;

/// What an entry of the history says about a pause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Paused,
    Published,
    OtherStatus,
    Edited,
}

impl Editing {
    /// Whether `changes` do nothing but end a pause that this very account began, of a profile that is as it was then:
    /// then sources see again what a second person had confirmed.
    ///
    /// A pause counts as theirs only if the profile was listed before it. Otherwise somebody could pause what another
    /// has paused, and open it by ending their own.
    pub(super) async fn resumes(
        &self,
        by: &Permission,
        profile: &Profile,
        changes: &[Change],
    ) -> Result<bool, ReadError> {
        let only_publishes = matches!(changes, [Change::Publish { .. }]);
        if !only_publishes || profile.status != Status::Paused {
            return Ok(false);
        }
        let (mut before, mut newest, mut paused) = (None, true, false);
        for _ in 0..PAGES_AT_MOST {
            let query =
                HistoryQuery { profile: Some(profile.id.clone()), account: None, before, limit: PAGE };
            let entries = self.store.history(query).await?;
            let Some(last) = entries.last() else { return Ok(false) };
            before = Some(last.number);
            for entry in entries.iter().filter(|entry| entry.act == CHANGED) {
                let is_theirs = entry.actor == by.actor();
                match word(entry) {
                    Word::Paused if !is_theirs => return Ok(false),
                    Word::Paused => paused = true,
                    // Something was changed after the pause.
                    Word::Edited if newest => return Ok(false),
                    Word::Edited => {}
                    Word::Published => return Ok(paused),
                    Word::OtherStatus => return Ok(false),
                }
                newest = false;
            }
        }
        Ok(false)
    }
}

fn word(entry: &HistoryEntry) -> Word {
    match entry.detail.get("change").and_then(serde_json::Value::as_str) {
        Some("pause") => Word::Paused,
        Some("publish") => Word::Published,
        Some("withdraw" | "add_profile") => Word::OtherStatus,
        _ => Word::Edited,
    }
}
