//! Tokens for automation: a site's build that reads profiles, an import at night. Each may do less than whoever made it.

use directory::{Act, Name, Reach, Timestamp, TokenId};
use serde_json::json;

use super::session::{NOTED_WITHIN, about, is_drawn};
use super::{AccountError, Auth, Means, Permission, Visitor, drawn};
use crate::secret::{Random, Secret};
use crate::store::records::{AccountState, Actor, Entry, TokenHash, TokenRecord, Work, Write};
use crate::store::{CommitError, ReadError};

/// What a token starts with, so that scanners of repositories find one that was left there.
const PREFIX: &str = "mst_";
/// How long a token may be good.
const MAX_SECONDS: i64 = 366 * SECONDS_OF_A_DAY;
const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;
/// How many an account may have at a time.
const MAX_TOKENS: usize = 20;
/// What a program may be trusted with. Never with who signs in, with being a second person, or with more tokens.
const SCOPES: [Act; 9] = [
    Act::ReadProfiles,
    Act::MakeProfiles,
    Act::EditProfiles,
    Act::CloseDoors,
    Act::ConfirmChannels,
    Act::ReadProposals,
    Act::Import,
    Act::Export,
    Act::ReadHistory,
];

impl Auth {
    /// Makes a token for automation, shown once. Its scopes are acts that its maker may do.
    pub async fn make_token(
        &self,
        permission: &Permission,
        name: Name,
        scopes: Vec<Act>,
        expires_at: Timestamp,
    ) -> Result<(TokenRecord, Secret<String>), AccountError> {
        let account = keeps_tokens(permission)?.account();
        let mut work = Work::new(permission.actor(), self.clock.now());
        let scopes = checked_scopes(account.role, scopes)?;
        if expires_at <= work.at || expires_at > work.at.plus_seconds(MAX_SECONDS) {
            return Err(field("expires_at", "is not within a year from now"));
        }
        let held = self.store.tokens(Some(&account.id)).await?;
        if held.iter().filter(|token| is_good(token, work.at)).count() >= MAX_TOKENS {
            return Err(field("name", "would be one token too many: revoke one that is not used"));
        }
        let secret = Secret::new(format!("{PREFIX}{}", drawn().expose()));
        let token = TokenRecord {
            id: TokenId::from_random(Random::system().octets()),
            hash: TokenHash::of(secret.expose()),
            account: account.id.clone(),
            account_version: account.version,
            name,
            scopes,
            made_at: work.at,
            expires_at,
            used_day: None,
            revoked_at: None,
        };
        let detail = json!({ "token": token.id, "name": token.name, "scopes": token.scopes, "expires_at": expires_at });
        work.entries.push(Entry { detail, ..about(account, "token_made") });
        work.writes.push(Write::AddToken(token.clone()));
        self.store.write(work).await?;
        Ok((token, secret))
    }

    /// The visitor's tokens for automation.
    pub async fn tokens(&self, permission: &Permission) -> Result<Vec<TokenRecord>, ReadError> {
        self.store.tokens(Some(permission.account_id())).await
    }

    /// Ends one.
    pub async fn revoke_token(&self, permission: &Permission, token: &TokenId) -> Result<(), AccountError> {
        let account = keeps_tokens(permission)?.account();
        let mut work = Work::new(permission.actor(), self.clock.now());
        let write = Write::RevokeToken { id: token.clone(), account: account.id.clone(), at: work.at };
        work.writes.push(write);
        work.entries.push(Entry { detail: json!({ "token": token }), ..about(account, "token_revoked") });
        match self.store.write(work).await {
            Ok(_) => Ok(()),
            Err(CommitError::Stale) => Err(AccountError::Unknown),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) async fn visitor_of_token(&self, secret: &str) -> Result<Option<Visitor>, ReadError> {
        let at = self.clock.now();
        let found = self.store.token(&TokenHash::of(secret)).await?;
        let Some((mut token, account)) = found else { return Ok(None) };
        let holds = is_good(&token, at)
            && token.account == account.id
            && token.account_version == account.version
            && account.state == AccountState::Active;
        if !holds {
            return Ok(None);
        }
        let day = at.seconds() / SECONDS_OF_A_DAY;
        if token.used_day != Some(day) {
            let mut work = Work::new(Actor::Account(account.id.clone()), at);
            work.writes.push(Write::UseToken { id: token.id.clone(), day });
            // The day is for whoever wonders whether the token is used. Without it, it still is.
            if let Ok(Ok(_)) = tokio::time::timeout(NOTED_WITHIN, self.store.write(work)).await {
                token.used_day = Some(day);
            }
        }
        // Only somebody with a second factor makes tokens.
        Ok(Some(Visitor { account, means: Means::Token(token), at, is_set_up: true }))
    }
}

/// Whether a bearer token is one for automation, and not one that a session signed.
pub(super) fn is_one(token: &str) -> bool {
    token.strip_prefix(PREFIX).is_some_and(is_drawn)
}

/// Only a permission to keep tokens makes any, and only a person has one.
fn keeps_tokens(permission: &Permission) -> Result<&Permission, AccountError> {
    let is_person = permission.visitor().session().is_some();
    if permission.act() == Act::KeepTokens && is_person { Ok(permission) } else { Err(AccountError::Unknown) }
}

fn checked_scopes(role: directory::Role, mut scopes: Vec<Act>) -> Result<Vec<Act>, AccountError> {
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        return Err(field("scopes", "is empty: choose what the token may do"));
    }
    let is_too_much = |act: &Act| !SCOPES.contains(act) || role.reaches(*act) == Reach::Nothing;
    if scopes.iter().any(is_too_much) {
        return Err(field("scopes", "holds an act that no token, or not your account, may do"));
    }
    Ok(scopes)
}

fn is_good(token: &TokenRecord, now: Timestamp) -> bool {
    token.revoked_at.is_none() && now < token.expires_at
}

fn field(field: &'static str, reason: &str) -> AccountError {
    AccountError::Field { field, reason: reason.to_owned() }
}
