//! Who did what: read by whoever may, checked by recomputing its chain.

use directory::Act;

use super::Editing;
use crate::auth::Permission;
use crate::store::ReadError;
use crate::store::records::{HistoryEntry, HistoryQuery, HistoryVerdict};

impl Editing {
    /// Entries that this permission covers, newest first.
    pub async fn history(
        &self,
        by: &Permission,
        mut query: HistoryQuery,
    ) -> Result<Vec<HistoryEntry>, ReadError> {
        if by.act() != Act::ReadHistory {
            return Ok(Vec::new());
        }
        if by.reach() != directory::Reach::Everything {
            // Whoever reaches their own profile only reads of it, whatever they ask for.
            let Some(own) = by.account().profile.clone() else { return Ok(Vec::new()) };
            if query.profile.as_ref().is_some_and(|asked| *asked != own) {
                return Ok(Vec::new());
            }
            query.profile = Some(own);
        }
        self.store.history(query).await
    }

    /// Recomputes the chain of the history.
    pub async fn check_history(&self, _by: &Permission) -> Result<HistoryVerdict, ReadError> {
        self.store.check_history().await
    }
}
