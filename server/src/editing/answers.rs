//! Answers to requests that may come again, kept beside what they did.

use directory::ProfileId;

use super::Editing;
use crate::auth::Permission;
use crate::store::records::{AnsweredRecord, HistoryQuery, TokenHash, Work, Write};
use crate::store::{CommitError, ReadError};

impl Editing {
    /// What this account was answered to a request with that key.
    pub async fn answered(
        &self,
        by: &Permission,
        hash: &TokenHash,
    ) -> Result<Option<AnsweredRecord>, ReadError> {
        self.store.answered(by.account_id(), hash).await
    }

    /// Keeps an answer.
    pub async fn keep_answer(&self, by: &Permission, answer: AnsweredRecord) -> Result<(), CommitError> {
        let mut work = Work::new(by.actor(), by.at());
        work.writes.push(Write::AddAnswer(answer));
        self.store.write(work).await.map(|_| ())
    }

    /// The profile that an entry of the history is about, if this permission covers it.
    pub async fn profile_of_entry(
        &self,
        by: &Permission,
        number: u64,
    ) -> Result<Option<ProfileId>, ReadError> {
        let before = number.checked_add(1);
        let query = HistoryQuery { before, limit: 1, ..HistoryQuery::default() };
        let entry = self.store.history(query).await?.into_iter().find(|entry| entry.number == number);
        Ok(entry.and_then(|entry| entry.profile).filter(|profile| by.covers(profile).is_ok()))
    }
}
