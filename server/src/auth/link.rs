//! One-time links: the first owner's, invitations, resets. Whoever opens one sets an account up.

use directory::channel::EmailAddress;
use directory::{AccountId, Act, Name, Role, Timestamp};
use serde_json::json;

use super::own_account::moved_on;
use super::session::{about, is_drawn};
use super::sign_in::folded;
use super::{AccountError, AddressClass, Auth, LinkTarget, MadeLink, Opened, Permission, SignInError, drawn};
use crate::secret::{Random, Secret};
use crate::store::ReadError;
use crate::store::records::{
    Account, AccountState, Actor, Entry, LinkPurpose, LinkRecord, SignInMeans, TokenHash, Work, Write,
};

/// How long the first owner's link works: it stands in the server's log.
const FIRST_OWNER_SECONDS: i64 = 24 * 60 * 60;
/// How long any other works: a weekend and a day.
const OTHERS_SECONDS: i64 = 72 * 60 * 60;
/// How long the word of an account does not count that was set up by a colleague's link. Whoever made the link could
/// have used it: whom it was for has as long to miss it, and the owners to read that it was made.
const COUNTS_AFTER_SECONDS: i64 = 72 * 60 * 60;

impl Auth {
    /// A link that makes the first owner, while there is no account; earlier ones end.
    pub async fn first_owner_link(&self) -> Result<Option<MadeLink>, AccountError> {
        if !self.store.accounts().await?.is_empty() {
            return Ok(None);
        }
        let mut work = Work::new(Actor::Console, self.clock.now());
        let made = add_link(&mut work, LinkPurpose::FirstOwner, None);
        self.store.write(work).await?;
        Ok(Some(made))
    }

    /// A link that sets up an invited or reset account; earlier ones end. By an owner (`KeepAccounts`).
    pub async fn make_link(
        &self,
        permission: &Permission,
        account: &AccountId,
    ) -> Result<MadeLink, AccountError> {
        if permission.act() != Act::KeepAccounts {
            return Err(AccountError::Unknown);
        }
        self.link_for(account, permission.actor()).await
    }

    /// The same, on the server's console.
    pub async fn make_link_on_console(&self, account: &AccountId) -> Result<MadeLink, AccountError> {
        self.link_for(account, Actor::Console).await
    }

    /// What a link leads to; nothing when it is unknown, used or expired.
    pub async fn link_target(&self, secret: &str) -> Result<Option<LinkTarget>, ReadError> {
        Ok(self.target(secret).await?.map(|(_, target)| target))
    }

    /// Uses a link: sets name and address (first owner only) and the password, if one is wanted, and opens a session in
    /// which nothing but setting up a second factor is permitted until there is one.
    pub async fn use_link(
        &self,
        secret: &str,
        identity: Option<(Name, EmailAddress)>,
        password: Option<Secret<String>>,
        from: AddressClass,
    ) -> Result<Opened, AccountError> {
        self.admit(from)?;
        let (link, target) = self.target(secret).await?.ok_or(AccountError::Unknown)?;
        let mut work = Work::new(Actor::Console, self.clock.now());
        // Whoever comes second with the same link finds it used, and nothing of theirs is written.
        work.writes.push(Write::UseLink { hash: link.hash, at: work.at });
        work.writes.push(Write::EndLinks {
            account: target.account.as_ref().map(|account| account.id.clone()),
            at: work.at,
        });
        let account = match target.account {
            None => self.first_owner(identity, password, &mut work).await?,
            Some(account) => {
                let account = at_first_unproven(account, &link.made_by, work.at);
                self.set_up(account, target.purpose, password, &mut work).await?
            }
        };
        let detail = json!({ "for": words(target.purpose), "made_by": link.made_by });
        work.entries.push(Entry { detail, ..about(&account, "link_used") });
        let opened = self.open_session(account, SignInMeans::Link, work).await;
        match opened {
            Ok(opened) => {
                self.throttle.succeeded_from(from);
                Ok(opened)
            }
            Err(SignInError::Commit(error)) => Err(moved_on(error)),
            Err(error) => Err(error.into()),
        }
    }

    async fn link_for(&self, account: &AccountId, by: Actor) -> Result<MadeLink, AccountError> {
        let account = self.store.account(account).await?.ok_or(AccountError::Unknown)?;
        if !self.waits_for_link(&account).await? {
            return Err(AccountError::Unknown);
        }
        let mut work = Work::new(by, self.clock.now());
        let made = add_link(&mut work, purpose_of(&account), Some(&account));
        self.store.write(work).await?;
        Ok(made)
    }

    /// Whether an account may be set up by a link: one that nobody signs in to. A link for any other would hand it to
    /// whoever made the link.
    async fn waits_for_link(&self, account: &Account) -> Result<bool, ReadError> {
        match account.state {
            AccountState::Invited => Ok(true),
            // Used its link and went away before there was a second factor: it can do nothing, and not sign in either.
            AccountState::Active => Ok(!self.has_second_factor(&account.id).await?),
            AccountState::Disabled | AccountState::Left => Ok(false),
        }
    }

    async fn target(&self, secret: &str) -> Result<Option<(LinkRecord, LinkTarget)>, ReadError> {
        if !is_drawn(secret) {
            return Ok(None);
        }
        let hash = TokenHash::of(secret);
        let now = self.clock.now();
        let link = self.store.link(&hash).await?;
        let Some(link) = link.filter(|link| link.used_at.is_none() && now < link.expires_at) else {
            return Ok(None);
        };
        let account = match &link.account {
            None if self.store.accounts().await?.is_empty() => None,
            None => return Ok(None),
            Some(id) => match self.store.account(id).await? {
                Some(account) if self.waits_for_link(&account).await? => Some(account),
                Some(_) | None => return Ok(None),
            },
        };
        let purpose = link.purpose;
        Ok(Some((link, LinkTarget { purpose, account })))
    }

    async fn first_owner(
        &self,
        identity: Option<(Name, EmailAddress)>,
        password: Option<Secret<String>>,
        work: &mut Work,
    ) -> Result<Account, AccountError> {
        let needed = || AccountError::Field { field: "email", reason: "is needed, and a name".to_owned() };
        let (name, email) = identity.ok_or_else(needed)?;
        let mut account = new_account(&email, name, Role::Owner, Actor::Console, work.at);
        account.state = AccountState::Active;
        if let Some(password) = password {
            account.password = Some(self.hash_new(&account, &password).await?);
        }
        work.entries.push(made(&account));
        work.writes.push(Write::AddAccount(Box::new(account.clone())));
        Ok(account)
    }

    /// Begins an account anew: what could sign in to it before cannot any more.
    async fn set_up(
        &self,
        account: Account,
        purpose: LinkPurpose,
        password: Option<Secret<String>>,
        work: &mut Work,
    ) -> Result<Account, AccountError> {
        let password = match password {
            Some(password) => Some(self.hash_new(&account, &password).await?),
            None => None,
        };
        let account = Account {
            password,
            state: AccountState::Active,
            version: account.version + 1,
            revision: account.revision + 1,
            ..account
        };
        work.writes.push(Write::ChangeAccount(Box::new(account.clone())));
        if purpose == LinkPurpose::Reset {
            self.take_factors_away(&account.id, work).await?;
        }
        Ok(account)
    }

    /// Takes away whatever an account could be signed in to with, except its password, and ends what was signed in.
    pub(super) async fn take_factors_away(
        &self,
        account: &AccountId,
        work: &mut Work,
    ) -> Result<(), ReadError> {
        let passkeys = self.store.passkeys_of(account).await?;
        let at = work.at;
        work.writes.extend(
            passkeys
                .into_iter()
                .map(|passkey| Write::RemovePasskey { id: passkey.id, account: account.clone() }),
        );
        work.writes.extend([
            Write::RemoveAuthenticator(account.clone()),
            Write::SetRecoveryCodes { account: account.clone(), hashes: Vec::new() },
            Write::EndSessions { account: account.clone(), except: None, at },
            Write::RevokeTokens { account: account.clone(), at },
        ]);
        Ok(())
    }
}

/// The account as somebody's link begins it. The console is trusted, and what it made counts as it said.
fn at_first_unproven(account: Account, made_by: &Actor, at: Timestamp) -> Account {
    match made_by {
        Actor::Account(_) => {
            let counts_from = account.counts_from.max(at.plus_seconds(COUNTS_AFTER_SECONDS));
            Account { counts_from, ..account }
        }
        _ => account,
    }
}

/// Adds to `work` a new link; earlier ones for the same end.
pub(super) fn add_link(work: &mut Work, purpose: LinkPurpose, account: Option<&Account>) -> MadeLink {
    let secret = drawn();
    let id = account.map(|account| account.id.clone());
    let good_for = if account.is_none() { FIRST_OWNER_SECONDS } else { OTHERS_SECONDS };
    let expires_at = work.at.plus_seconds(good_for);
    work.writes.push(Write::EndLinks { account: id.clone(), at: work.at });
    work.writes.push(Write::AddLink(LinkRecord {
        hash: TokenHash::of(secret.expose()),
        purpose,
        account: id.clone(),
        made_by: work.actor.clone(),
        made_at: work.at,
        expires_at,
        used_at: None,
    }));
    let detail = json!({ "for": words(purpose), "expires_at": expires_at });
    work.entries.push(Entry { account: id, detail, ..Entry::new("link_made") });
    MadeLink { secret, expires_at }
}

/// What a link for that account is for.
pub(super) const fn purpose_of(account: &Account) -> LinkPurpose {
    if account.reset_by.is_some() { LinkPurpose::Reset } else { LinkPurpose::Invitation }
}

/// An account that waits for its link, and whose word counts at once.
pub(super) fn new_account(
    email: &EmailAddress,
    name: Name,
    role: Role,
    created_by: Actor,
    at: Timestamp,
) -> Account {
    Account {
        id: AccountId::from_random(Random::system().octets()),
        email: folded(email),
        name,
        role,
        profile: None,
        state: AccountState::Invited,
        password: None,
        version: 1,
        counts_from: at,
        decider_until: None,
        reset_by: None,
        alert_address: email.clone(),
        former_alert_address: None,
        created_at: at,
        created_by,
        revision: 1,
    }
}

/// The entry of the history that says an account was made.
pub(super) fn made(account: &Account) -> Entry {
    let detail = json!({ "name": account.name, "role": account.role, "profile": account.profile });
    Entry { detail, ..about(account, "account_made") }
}

const fn words(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::FirstOwner => "first_owner",
        LinkPurpose::Invitation => "invitation",
        LinkPurpose::Reset => "reset",
    }
}
