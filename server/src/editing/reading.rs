//! What is read beside edits: portraits, decided proposals, and the history from its beginning.

use directory::{Act, PhotoHash, ProfileId, Reach, Strength};

use super::Editing;
use crate::auth::{Permission, Refusal};
use crate::store::ReadError;
use crate::store::records::{HistoryEntry, Proposal, Proposed};

/// Why something is not told.
#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    /// They may not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The history is being checked for somebody already.
    #[error("the history is being checked already; try again when that is done")]
    Busy,
    /// The database cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl Editing {
    /// A portrait, by the hash that a profile or a proposal names.
    pub async fn photo(&self, _by: &Permission, hash: &PhotoHash) -> Result<Option<Vec<u8>>, ReadError> {
        self.store.photo(hash).await
    }

    /// The newest proposals, decided ones too, of one profile or of all that this permission covers.
    pub async fn proposals(
        &self,
        by: &Permission,
        profile: Option<&ProfileId>,
        limit: usize,
    ) -> Result<Vec<Proposal>, ReadError> {
        let proposals = self.store.proposals(profile, limit).await?;
        let covered = |proposal: &Proposal| match &proposal.proposed {
            Proposed::Profile { profile, .. } => by.covers(profile).is_ok(),
            Proposed::Account { account, .. } => {
                by.reach() == Reach::Everything || account == by.account_id()
            }
        };
        Ok(proposals.into_iter().filter(covered).collect())
    }

    /// Entries after that number, oldest first, for taking away. For those who may export everything.
    pub async fn history_after(
        &self,
        by: &Permission,
        after: u64,
    ) -> Result<Vec<HistoryEntry>, ReadingError> {
        by.visitor().permit(Act::Export, Strength::SignedIn)?;
        Ok(self.store.history_after(after).await?)
    }
}
