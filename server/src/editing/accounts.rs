//! Who signs in, and as what. Whatever lets an account do more, or gives it into other hands, is a proposal; whatever
//! takes something away is done at once.

mod done;
mod told;

use directory::{AccountId, Act, Reach, Role, Strength, Timestamp};

use super::preview::shown_of_account;
use super::proposals::Drawn;
use super::second::decides;
use super::submit::{overtaken, still_holds};
use super::{Editing, OVERTAKEN_AT_MOST, Outcome, SubmitError};
use crate::alerts::{AccountNews, Event};
use crate::auth::{Permission, Refusal};
use crate::secret::Random;
use crate::store::Stored;
use crate::store::records::{Account, AccountChange, AccountState, Actor, Entry, Proposed, Work, Write};

/// How many accounts one newsroom has, those that ended included.
const ACCOUNTS_AT_MOST: usize = 10_000;

impl Editing {
    /// Does a change of an account, or proposes it: inviting, raising a role, resetting, enabling, another alert
    /// address. Lowering a role is done at once.
    pub async fn change_account(
        &self,
        by: &Permission,
        account: Option<&AccountId>,
        change: AccountChange,
    ) -> Result<Outcome, SubmitError> {
        let of_their_own = by.act() == Act::KeepOwnAccount
            && account == Some(by.account_id())
            && matches!(change, AccountChange::SetAlertAddress { .. });
        if !of_their_own {
            keeps_accounts(by)?;
        }
        is_recent(by)?;
        for _ in 0..OVERTAKEN_AT_MOST {
            let accounts = self.store.accounts().await?;
            still_holds(by, &accounts)?;
            let stored = self.directory().await?;
            let (work, outcome) = match (account, &change) {
                (None, AccountChange::Invite { .. }) => {
                    self.propose_account(by, None, &change, &accounts, &stored).await?
                }
                (Some(id), AccountChange::SetRole { role, profile }) => {
                    let before = found(&accounts, id)?;
                    let after = Account { role: *role, profile: profile.clone(), ..before.clone() };
                    if is_raised(before, &after) {
                        self.propose_account(by, Some(before), &change, &accounts, &stored).await?
                    } else {
                        self.lower(by, before, after, &accounts)?
                    }
                }
                (
                    Some(id),
                    AccountChange::Reset | AccountChange::Enable | AccountChange::SetAlertAddress { .. },
                ) => {
                    let before = found(&accounts, id)?;
                    self.propose_account(by, Some(before), &change, &accounts, &stored).await?
                }
                (Some(_), AccountChange::Invite { .. }) | (None, _) => return Err(SubmitError::Unknown),
            };
            if self.write(work).await? {
                return Ok(outcome);
            }
        }
        Err(overtaken())
    }

    async fn propose_account(
        &self,
        by: &Permission,
        before: Option<&Account>,
        change: &AccountChange,
        accounts: &[Account],
        stored: &Stored,
    ) -> Result<(Work, Outcome), SubmitError> {
        makes_sense(before, change, accounts, stored)?;
        let at = self.clock.now();
        let base_revision = before.map_or(0, |before| before.revision);
        let id = before
            .map_or_else(|| AccountId::from_random(Random::system().octets()), |before| before.id.clone());
        let shown = shown_of_account(before, base_revision, change, &stored.directory)?;
        let drawn = Drawn {
            proposed: Proposed::Account { account: id, change: change.clone() },
            base_revision,
            shown: shown.hash,
            by: by.actor(),
            profile: None,
            account: before,
            accounts,
            undoes: None,
        };
        let mut work = Work::new(by.actor(), at);
        let proposal = self.propose(drawn, &mut work).await?;
        Ok((work, Outcome::Waiting(Box::new(proposal))))
    }

    fn lower(
        &self,
        by: &Permission,
        before: &Account,
        after: Account,
        accounts: &[Account],
    ) -> Result<(Work, Outcome), SubmitError> {
        if before.role == after.role && before.profile == after.profile {
            return Err(SubmitError::Account("the account has this role already"));
        }
        let at = self.clock.now();
        if after.role == Role::Reporter && after.profile.is_none() {
            return Err(SubmitError::Account("a reporter has a profile of their own: name it"));
        }
        let news = AccountNews::RoleSet(after.role);
        let mut work = self.lessened(by, before, after, news, accounts, at)?;
        work.writes.push(Write::EndSessions { account: before.id.clone(), except: None, at });
        Ok((work, Outcome::Applied { revision: before.revision.saturating_add(1) }))
    }

    /// Ends an account's sessions and tokens, and lets nobody sign in by it until it is enabled again.
    pub async fn disable_account(&self, by: &Permission, account: &AccountId) -> Result<(), SubmitError> {
        keeps_accounts(by)?;
        for _ in 0..OVERTAKEN_AT_MOST {
            let accounts = self.store.accounts().await?;
            let before = found(&accounts, account)?;
            if !matches!(before.state, AccountState::Active | AccountState::Invited) {
                return Err(SubmitError::Account("the account is disabled already"));
            }
            let at = self.clock.now();
            let after = Account { state: AccountState::Disabled, ..before.clone() };
            let mut work = self.lessened(by, before, after, AccountNews::Disabled, &accounts, at)?;
            work.writes.extend(ended(before, at));
            if self.write(work).await? {
                return Ok(());
            }
        }
        Err(overtaken())
    }

    /// Takes something away from an account, in one transaction with its history and letters. Whoever does it is written
    /// too, so that two owners who lower each other at once do not both succeed and leave the newsroom without one.
    pub(super) fn lessened(
        &self,
        by: &Permission,
        before: &Account,
        after: Account,
        news: AccountNews,
        accounts: &[Account],
        at: Timestamp,
    ) -> Result<Work, SubmitError> {
        let doer = found(accounts, by.account_id())?;
        if !is_owner(doer) {
            return Err(Refusal::Forbidden.into());
        }
        if is_owner(before) && !is_owner(&after) && is_last_owner(accounts, before) {
            return Err(SubmitError::Account(
                "this is the last owner who can sign in: make another one first",
            ));
        }
        let after = Account {
            version: before.version.saturating_add(1),
            revision: before.revision.saturating_add(1),
            decider_until: if decides(before) { Some(at) } else { before.decider_until },
            ..after
        };
        let mut work = Work::new(by.actor(), at);
        work.entries.push(entry(news, before, &after));
        if doer.id != before.id {
            let seen = Account { revision: doer.revision.saturating_add(1), ..doer.clone() };
            work.writes.push(Write::ChangeAccount(Box::new(seen)));
        }
        work.writes.push(Write::ChangeAccount(Box::new(after)));
        let event = Event::AccountChanged { account: before, news, by: &by.actor() };
        work.writes.extend(self.told(&event, accounts, at));
        Ok(work)
    }
}

/// What ends with an account: it is signed out everywhere, and what it proposed waits no more.
pub(super) fn ended(account: &Account, at: Timestamp) -> [Write; 4] {
    let id = || account.id.clone();
    [
        Write::EndSessions { account: id(), except: None, at },
        Write::RevokeTokens { account: id(), at },
        Write::EndLinks { account: Some(id()), at },
        Write::CancelProposals { by: Actor::Account(id()), at },
    ]
}

/// An entry of the history about an account.
fn entry(news: AccountNews, before: &Account, after: &Account) -> Entry {
    let act = match news {
        AccountNews::Invited => "invited",
        AccountNews::RoleSet(_) => "role_set",
        AccountNews::Reset => "reset",
        AccountNews::Enabled => "enabled",
        AccountNews::Disabled => "disabled",
        AccountNews::AlertAddressSet => "alert_address_set",
        AccountNews::LinkMade => "link_made",
        AccountNews::SignInChanged => "sign_in_changed",
    };
    let side = |account: &Account| serde_json::json!({ "role": account.role, "profile": account.profile, "state": account.state });
    let detail = serde_json::json!({ "before": side(before), "after": side(after) });
    Entry { account: Some(after.id.clone()), detail, ..Entry::new(act) }
}

pub(super) fn keeps_accounts(by: &Permission) -> Result<(), Refusal> {
    if by.act() == Act::KeepAccounts && by.reach() == Reach::Everything {
        Ok(())
    } else {
        Err(Refusal::Forbidden)
    }
}

/// Whether a person is here, who showed a second factor lately.
fn is_recent(by: &Permission) -> Result<(), Refusal> {
    if by.visitor().session().is_none() {
        return Err(Refusal::Forbidden);
    }
    if by.visitor().strength() == Strength::Recent { Ok(()) } else { Err(Refusal::StepUp) }
}

pub(super) fn found<'a>(accounts: &'a [Account], id: &AccountId) -> Result<&'a Account, SubmitError> {
    accounts.iter().find(|account| account.id == *id).ok_or(SubmitError::Unknown)
}

pub(super) fn is_owner(account: &Account) -> bool {
    account.role == Role::Owner && account.state == AccountState::Active
}

pub(super) fn is_last_owner(accounts: &[Account], account: &Account) -> bool {
    !accounts.iter().any(|other| other.id != account.id && is_owner(other))
}

/// Whether an account would do anything that it does not do now: by another role, or of another profile.
fn is_raised(before: &Account, after: &Account) -> bool {
    let another_profile = after.profile.is_some() && after.profile != before.profile;
    another_profile || before.role.is_raised_by(after.role)
}

/// Whether a change of an account can be proposed.
fn makes_sense(
    before: Option<&Account>,
    change: &AccountChange,
    accounts: &[Account],
    stored: &Stored,
) -> Result<(), SubmitError> {
    let refuse = |words| Err(SubmitError::Account(words));
    if before.is_some_and(|before| before.state == AccountState::Left) {
        return refuse("whoever has left the newsroom does not come back by the same account");
    }
    match change {
        AccountChange::Invite { email, role, profile, .. } => {
            let taken = accounts.iter().any(|account| is_same_address(account, email.as_str()));
            if taken {
                return refuse("somebody signs in with this address already");
            }
            if accounts.len() >= ACCOUNTS_AT_MOST {
                return refuse("there are too many accounts");
            }
            fits(None, *role, profile.as_ref(), accounts, stored)
        }
        AccountChange::SetRole { role, profile } => fits(before, *role, profile.as_ref(), accounts, stored),
        AccountChange::Reset => match before {
            Some(before) if before.state == AccountState::Disabled => refuse("enable the account first"),
            _ => Ok(()),
        },
        AccountChange::Enable => match before {
            Some(before) if before.state != AccountState::Disabled => refuse("the account is not disabled"),
            _ => Ok(()),
        },
        AccountChange::SetAlertAddress { address } => match before {
            Some(before) if before.alert_address == *address => refuse("alerts go to this address already"),
            _ => Ok(()),
        },
    }
}

/// Whether a role and a profile fit each other, and nobody else.
fn fits(
    account: Option<&Account>,
    role: Role,
    profile: Option<&directory::ProfileId>,
    accounts: &[Account],
    stored: &Stored,
) -> Result<(), SubmitError> {
    let Some(profile) = profile else {
        return if role == Role::Reporter {
            Err(SubmitError::Account("a reporter has a profile of their own: name it"))
        } else {
            Ok(())
        };
    };
    let person = stored.directory.profile(profile).ok_or(SubmitError::Unknown)?;
    if person.kind != directory::ProfileKind::Person {
        return Err(SubmitError::Account("a desk has members, and no account of its own"));
    }
    let is_anothers = |other: &&Account| {
        other.state != AccountState::Left
            && other.profile.as_ref() == Some(profile)
            && account.is_none_or(|account| account.id != other.id)
    };
    match accounts.iter().find(is_anothers) {
        Some(_) => Err(SubmitError::Account("this profile is somebody else's own")),
        None => Ok(()),
    }
}

/// One address is one account, however it is written.
fn is_same_address(account: &Account, email: &str) -> bool {
    account.email.as_str().to_lowercase() == email.to_lowercase()
}
