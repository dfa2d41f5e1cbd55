//! Who signs in, for those who may know: every account for owners and auditors, names alone for whoever reads what
//! colleagues did.

use std::collections::BTreeMap;

use directory::{AccountId, Name};

use super::{Auth, Permission, Refusal};
use crate::store::ReadError;
use crate::store::records::Account;

/// Why accounts are not told.
#[derive(Debug, thiserror::Error)]
pub enum PeopleError {
    /// They may not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such account.
    #[error("there is no such account")]
    Unknown,
    /// The database cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl Auth {
    /// Every account, by name. For those who may read accounts.
    pub async fn accounts(&self, permission: &Permission) -> Result<Vec<Account>, PeopleError> {
        permission.visitor().permit(directory::Act::ReadAccounts, directory::Strength::SignedIn)?;
        Ok(self.store.accounts().await?)
    }

    /// One account, for the same.
    pub async fn account(&self, permission: &Permission, id: &AccountId) -> Result<Account, PeopleError> {
        permission.visitor().permit(directory::Act::ReadAccounts, directory::Strength::SignedIn)?;
        self.store.account(id).await?.ok_or(PeopleError::Unknown)
    }

    /// What colleagues are called, by account, so that a page can say who proposed or did something.
    pub async fn names(&self, _permission: &Permission) -> Result<BTreeMap<AccountId, Name>, ReadError> {
        let accounts = self.store.accounts().await?;
        Ok(accounts.into_iter().map(|account| (account.id, account.name)).collect())
    }
}
