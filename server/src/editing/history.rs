//! Who did what: read by whoever may, checked by recomputing its chain.

use std::sync::Arc;

use directory::{Act, Reach};

use super::{Editing, ReadingError};
use crate::auth::{Permission, Refusal};
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
        if by.reach() != Reach::Everything {
            // Whoever reaches their own profile only reads of it, whatever they ask for.
            let Some(own) = by.account().profile.clone() else { return Ok(Vec::new()) };
            if query.profile.as_ref().is_some_and(|asked| *asked != own) {
                return Ok(Vec::new());
            }
            query.profile = Some(own);
        }
        self.store.history(query).await
    }

    /// Recomputes the chain of the history, for those who may read all of it. It reads every entry there is, so one is
    /// under way at a time: whoever asks meanwhile is told so.
    pub async fn check_history(&self, by: &Permission) -> Result<HistoryVerdict, ReadingError> {
        if by.act() != Act::ReadHistory || by.reach() != Reach::Everything {
            return Err(Refusal::Forbidden.into());
        }
        let turn = Arc::clone(&self.checking).try_acquire_owned().map_err(|_| ReadingError::Busy)?;
        // The store reads on when whoever asked has hung up, and the turn lasts for as long as it does.
        Ok(self.store.check_history(turn).await?)
    }
}
