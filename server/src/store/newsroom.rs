//! The newsroom's side of the store: one way to write, and what is read.

pub(super) mod chain;
pub(super) mod from_rows;
mod refreshing;
pub(super) mod step;
mod to_rows;
pub(super) mod work;
mod writes;

use directory::{AccountId, PhotoHash, ProfileId, ProposalId, SessionId, Timestamp};

use super::error::CorruptRow;
use super::records::{
    Account, AnsweredRecord, AuthenticatorRecord, CLOSED, CeremonyRecord, HistoryEntry, HistoryQuery,
    HistoryVerdict, LetterRecord, LinkRecord, PasskeyRecord, Proposal, RefreshRecord, SessionRecord,
    SigningKeyRecord, Stage, TokenHash, TokenRecord, Work,
};
use super::rows::{AccountRow, HistoryEntryRow, PhotoRow, ReminderRow};
use super::sql::{accounts, history, keeping, proposals, sessions};
use super::{CommitError, ReadError, Store, detached, postgres, sqlite, within};
use step::{Parameter, parameters};

/// How many entries of the history, or proposals, one question brings.
const MAX_ENTRIES: usize = 500;
/// How many proposals that wait one question brings: more than `editing` lets wait.
const MAX_WAITING: i64 = 1_000;

impl Store {
    /// Writes `work` in one transaction: all of it or nothing. Returns the directory's revision then.
    pub async fn write(&self, work: Work) -> Result<u64, CommitError> {
        let work = work::work(work)?;
        let revision =
            detached!(self, pool in writer, queries => queries::newsroom::working::write(&pool, &work))?;
        Ok(revision.unsigned_abs())
    }

    /// Every account, by name.
    pub async fn accounts(&self) -> Result<Vec<Account>, ReadError> {
        let mut accounts = self.all(accounts::ACCOUNTS, Vec::new(), from_rows::account).await?;
        accounts.sort_by(|one, other| (one.name.as_str(), &one.id).cmp(&(other.name.as_str(), &other.id)));
        Ok(accounts)
    }

    /// The account of that identifier.
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>, ReadError> {
        self.one(accounts::ACCOUNT, parameters![id.to_string()], from_rows::account).await
    }

    /// The account that signs in with this address, folded.
    pub async fn account_by_email(&self, email: &str) -> Result<Option<Account>, ReadError> {
        let email = to_rows::folded(email);
        self.one(accounts::ACCOUNT_BY_EMAIL, parameters![email], from_rows::account).await
    }

    /// The session with this cookie, and its account: whether both still hold is the caller's to judge.
    pub async fn session(&self, hash: &TokenHash) -> Result<Option<(SessionRecord, Account)>, ReadError> {
        let statements = [sessions::SESSION_BY_HASH, accounts::ACCOUNT_OF_SESSION_BY_HASH];
        self.with_account(statements, hash.0.clone(), from_rows::session).await
    }

    /// The same, by the session's identifier.
    pub async fn session_by_id(&self, id: &SessionId) -> Result<Option<(SessionRecord, Account)>, ReadError> {
        let statements = [sessions::SESSION, accounts::ACCOUNT_OF_SESSION];
        self.with_account(statements, id.to_string(), from_rows::session).await
    }

    /// The sessions of an account that have not ended, newest first.
    pub async fn sessions_of(&self, account: &AccountId) -> Result<Vec<SessionRecord>, ReadError> {
        self.all(sessions::SESSIONS_OF, parameters![account.to_string()], from_rows::session).await
    }

    /// The passkeys of an account, oldest first.
    pub async fn passkeys_of(&self, account: &AccountId) -> Result<Vec<PasskeyRecord>, ReadError> {
        self.all(accounts::PASSKEYS_OF, parameters![account.to_string()], from_rows::passkey).await
    }

    /// The authenticator app of an account.
    pub async fn authenticator_of(
        &self,
        account: &AccountId,
    ) -> Result<Option<AuthenticatorRecord>, ReadError> {
        self.one(accounts::AUTHENTICATOR_OF, parameters![account.to_string()], from_rows::authenticator).await
    }

    /// How many recovery codes an account has left.
    pub async fn recovery_codes_left(&self, account: &AccountId) -> Result<u64, ReadError> {
        self.count(accounts::RECOVERY_CODES_LEFT, parameters![account.to_string()]).await
    }

    /// The one-time link of this secret.
    pub async fn link(&self, hash: &TokenHash) -> Result<Option<LinkRecord>, ReadError> {
        self.one(sessions::LINK, parameters![hash.0.clone()], from_rows::link).await
    }

    /// The refresh token of this secret.
    pub async fn refresh_token(&self, hash: &TokenHash) -> Result<Option<RefreshRecord>, ReadError> {
        self.one(sessions::REFRESH, parameters![hash.0.clone()], from_rows::refresh).await
    }

    /// The automation token of this secret, and its account.
    pub async fn token(&self, hash: &TokenHash) -> Result<Option<(TokenRecord, Account)>, ReadError> {
        let statements = [sessions::TOKEN_BY_HASH, accounts::ACCOUNT_OF_TOKEN];
        self.with_account(statements, hash.0.clone(), from_rows::token).await
    }

    /// The automation tokens of an account, newest first; of everybody, for `None`.
    pub async fn tokens(&self, account: Option<&AccountId>) -> Result<Vec<TokenRecord>, ReadError> {
        match account {
            None => self.all(sessions::TOKENS, Vec::new(), from_rows::token).await,
            Some(account) => {
                self.all(sessions::TOKENS_OF, parameters![account.to_string()], from_rows::token).await
            }
        }
    }

    /// The keys that sign the API's tokens, newest first.
    pub async fn signing_keys(&self) -> Result<Vec<SigningKeyRecord>, ReadError> {
        self.all(sessions::SIGNING_KEYS, Vec::new(), from_rows::signing_key).await
    }

    /// The ceremony of this secret.
    pub async fn ceremony(&self, hash: &TokenHash) -> Result<Option<CeremonyRecord>, ReadError> {
        self.one(sessions::CEREMONY, parameters![hash.0.clone()], from_rows::ceremony).await
    }

    /// What waits for a second person, oldest first; at most 1,000.
    pub async fn proposals_waiting(&self) -> Result<Vec<Proposal>, ReadError> {
        self.all(proposals::PROPOSALS_WAITING, parameters![MAX_WAITING], from_rows::proposal).await
    }

    /// The newest proposals, decided ones too; of one profile, if it is given. At most `limit`, capped at 500.
    pub async fn proposals(
        &self,
        profile: Option<&ProfileId>,
        limit: usize,
    ) -> Result<Vec<Proposal>, ReadError> {
        let limit = capped(limit);
        match profile {
            None => self.all(proposals::PROPOSALS, parameters![limit], from_rows::proposal).await,
            Some(profile) => {
                let of = parameters![profile.to_string(), limit];
                self.all(proposals::PROPOSALS_OF, of, from_rows::proposal).await
            }
        }
    }

    /// The proposal of that identifier.
    pub async fn proposal(&self, id: &ProposalId) -> Result<Option<Proposal>, ReadError> {
        self.one(proposals::PROPOSAL, parameters![id.to_string()], from_rows::proposal).await
    }

    /// Entries of the history, newest first.
    pub async fn history(&self, query: HistoryQuery) -> Result<Vec<HistoryEntry>, ReadError> {
        let HistoryQuery { profile, account, before, limit } = query;
        let before = before.map_or(i64::MAX, super::to_rows::number);
        let limit = capped(limit);
        let (profile, account) = (profile.map(String::from), account.map(String::from));
        let (statement, asked) = match (profile, account) {
            (None, None) => (history::HISTORY_ENTRIES_BEFORE, parameters![before, limit]),
            (Some(profile), None) => {
                (history::HISTORY_ENTRIES_OF_PROFILE, parameters![profile, before, limit])
            }
            (None, Some(account)) => {
                (history::HISTORY_ENTRIES_OF_ACCOUNT, parameters![account, before, limit])
            }
            (Some(profile), Some(account)) => {
                (history::HISTORY_ENTRIES_OF_BOTH, parameters![profile, account, before, limit])
            }
        };
        self.all(statement, asked, from_rows::entry).await
    }

    /// Entries of the history from `after` on, oldest first, at most 500: for export.
    pub async fn history_after(&self, after: u64) -> Result<Vec<HistoryEntry>, ReadError> {
        let after = parameters![super::to_rows::number(after), capped(MAX_ENTRIES)];
        self.all::<HistoryEntryRow, _>(history::HISTORY_ENTRIES_AFTER, after, from_rows::entry).await
    }

    /// Recomputes the chain of the history from its beginning. `turn` is dropped when that is done, even where whoever
    /// asked has hung up before.
    pub async fn check_history(&self, turn: impl Send + 'static) -> Result<HistoryVerdict, ReadError> {
        Ok(detached!(self, pool in readers, queries => async {
            let _turn = turn;
            queries::newsroom::reading::check_history(&pool).await
        })?)
    }

    /// How many different profiles, other than `own`, this account closed a door of since then.
    pub async fn closed_since(
        &self,
        account: &AccountId,
        own: Option<&ProfileId>,
        since: Timestamp,
    ) -> Result<u64, ReadError> {
        let own = own.map(ToString::to_string).unwrap_or_default();
        self.count(
            history::CLOSED_SINCE,
            parameters![account.to_string(), since.seconds(), own, CLOSED.to_owned()],
        )
        .await
    }

    /// Letters that are due, oldest first, at most `limit`.
    pub async fn letters_due(&self, at: Timestamp, limit: usize) -> Result<Vec<LetterRecord>, ReadError> {
        self.all(keeping::LETTERS_DUE, parameters![at.seconds(), capped(limit)], from_rows::letter).await
    }

    /// What was answered to a request with this key.
    pub async fn answered(
        &self,
        account: &AccountId,
        hash: &TokenHash,
    ) -> Result<Option<AnsweredRecord>, ReadError> {
        self.one(keeping::ANSWER, parameters![account.to_string(), hash.0.clone()], from_rows::answer).await
    }

    /// A portrait's octets.
    pub async fn photo(&self, hash: &PhotoHash) -> Result<Option<Vec<u8>>, ReadError> {
        let octets = |row: &PhotoRow| Ok(row.octets.clone());
        self.one(keeping::PHOTO, parameters![hash.as_str().to_owned()], octets).await
    }

    /// Which reminders were sent about channels that must be confirmed by then or later.
    pub async fn reminders_since(
        &self,
        confirm_by: Timestamp,
    ) -> Result<Vec<(directory::ChannelId, Timestamp, Stage)>, ReadError> {
        let since = parameters![confirm_by.seconds()];
        self.all::<ReminderRow, _>(keeping::REMINDERS_SINCE, since, from_rows::reminder).await
    }

    async fn all<R: Readable, T>(
        &self,
        statement: &'static str,
        parameters: Vec<Parameter>,
        read: impl Fn(&R) -> Result<T, CorruptRow>,
    ) -> Result<Vec<T>, ReadError> {
        let rows: Vec<R> = detached!(self, pool in readers, queries => {
            within(async move { queries::newsroom::reading::rows(&pool, statement, &parameters).await })
        })?;
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }

    async fn one<R: Readable, T>(
        &self,
        statement: &'static str,
        parameters: Vec<Parameter>,
        read: impl Fn(&R) -> Result<T, CorruptRow>,
    ) -> Result<Option<T>, ReadError> {
        Ok(self.all(statement, parameters, read).await?.pop())
    }

    async fn with_account<R: Readable, T>(
        &self,
        statements: [&'static str; 2],
        key: String,
        read: impl Fn(&R) -> Result<T, CorruptRow>,
    ) -> Result<Option<(T, Account)>, ReadError> {
        let key = Parameter::from(key);
        let found: Option<(R, AccountRow)> = detached!(self, pool in readers, queries => {
            within(async move { queries::newsroom::reading::pair(&pool, statements, &key).await })
        })?;
        let Some((row, account)) = found else { return Ok(None) };
        Ok(Some((read(&row)?, from_rows::account(&account)?)))
    }

    async fn count(&self, statement: &'static str, parameters: Vec<Parameter>) -> Result<u64, ReadError> {
        let found = detached!(self, pool in readers, queries => {
            within(async move { queries::newsroom::reading::count(&pool, statement, &parameters).await })
        })?;
        Ok(i64::unsigned_abs(found))
    }
}

/// A row that both databases have.
trait Readable: sqlite::queries::tables::Stored + postgres::queries::tables::Stored + Send + 'static {}

impl<R> Readable for R where
    R: sqlite::queries::tables::Stored + postgres::queries::tables::Stored + Send + 'static
{
}

fn capped(limit: usize) -> i64 {
    i64::try_from(limit.min(MAX_ENTRIES)).unwrap_or_default()
}
