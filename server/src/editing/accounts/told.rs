//! Telling of what was done to an account elsewhere: a link that was made, another way to sign in.

use directory::{AccountId, Act};

use super::{found, keeps_accounts};
use crate::alerts::{AccountNews, Event};
use crate::auth::{Permission, Refusal};
use crate::editing::{Editing, SubmitError};
use crate::store::records::Work;

impl Editing {
    /// Tells whom it concerns, and the owners, that a one-time link to an account was made: whoever made it could use it.
    pub async fn tell_of_link(&self, by: &Permission, account: &AccountId) -> Result<(), SubmitError> {
        keeps_accounts(by)?;
        self.tell_of(by, account, AccountNews::LinkMade).await
    }

    /// Tells whoever has an account, and the owners, that it is signed in to by something else from now on: a thief's
    /// passkey would stay when the stolen session has ended.
    pub async fn tell_of_own_sign_in(&self, by: &Permission) -> Result<(), SubmitError> {
        if by.act() != Act::KeepOwnAccount {
            return Err(Refusal::Forbidden.into());
        }
        self.tell_of(by, by.account_id(), AccountNews::SignInChanged).await
    }

    /// What was done is written already, and in the history: only the letters are.
    async fn tell_of(
        &self,
        by: &Permission,
        account: &AccountId,
        news: AccountNews,
    ) -> Result<(), SubmitError> {
        let accounts = self.store.accounts().await?;
        let at = self.clock.now();
        let before = found(&accounts, account)?;
        let event = Event::AccountChanged { account: before, news, by: &by.actor() };
        let mut work = Work::new(by.actor(), at);
        work.writes.extend(self.told(&event, &accounts, at));
        self.write(work).await.map(drop)
    }
}
