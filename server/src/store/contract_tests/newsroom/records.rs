//! Invented accounts, and what they sign in with.

use directory::channel::EmailAddress;
use directory::{
    AccountId, Act, Change, LetterId, PasskeyId, ProposalId, Role, SessionId, Timestamp, TokenId,
};

use super::super::samples::{id, name, now, octets};
use crate::secret::Secret;
use crate::store::records::{
    Account, AccountState, Actor, AuthenticatorRecord, CeremonyRecord, Decision, Entry, LetterRecord,
    LetterState, LinkPurpose, LinkRecord, PasskeyRecord, Proposal, ProposalState, Proposed, RefreshRecord,
    SessionKind, SessionRecord, ShownHash, SignInMeans, SigningKeyRecord, TokenHash, TokenRecord, Work,
    Write,
};
use crate::store::{CommitError, Store};

pub(in super::super) fn account_id(number: u32) -> AccountId {
    AccountId::from_random(octets(number))
}

pub(in super::super) fn later(seconds: i64) -> Timestamp {
    now().plus_seconds(seconds)
}

pub(in super::super) fn account(number: u32) -> Account {
    let address = EmailAddress::parse(&format!("staff-{number}@courier.example")).unwrap();
    Account {
        id: account_id(number),
        email: address.clone(),
        name: name(&format!("Staff {number}")),
        role: Role::Editor,
        profile: None,
        state: AccountState::Active,
        password: Some(Secret::new("$argon2id$v=19$m=65536,t=3,p=1$invented".to_owned())),
        version: 1,
        counts_from: now(),
        decider_until: None,
        reset_by: Some(Actor::Console),
        alert_address: address.clone(),
        former_alert_address: Some((address, later(60))),
        created_at: now(),
        created_by: Actor::Console,
        revision: 1,
    }
}

pub(in super::super) fn session(number: u32, of: u32) -> SessionRecord {
    SessionRecord {
        id: SessionId::from_random(octets(number)),
        hash: Some(TokenHash::of(&format!("cookie {number}"))),
        account: account_id(of),
        account_version: 1,
        kind: SessionKind::Browser,
        how: SignInMeans::PasswordAndRecoveryCode,
        made_at: later(i64::from(number)),
        seen_at: now(),
        strong_at: now(),
        ends_at: later(8 * 3_600),
        ended_at: None,
    }
}

pub(in super::super) fn refresh(number: u32, of: u32) -> RefreshRecord {
    RefreshRecord {
        hash: TokenHash::of(&format!("refresh {number}")),
        session: SessionId::from_random(octets(of)),
        made_at: now(),
        expires_at: later(3_600),
        used_at: None,
    }
}

pub(in super::super) fn token(number: u32, of: u32) -> TokenRecord {
    TokenRecord {
        id: TokenId::from_random(octets(number)),
        hash: TokenHash::of(&format!("token {number}")),
        account: account_id(of),
        account_version: 1,
        name: name("Nightly export"),
        scopes: vec![Act::ReadProfiles, Act::Export],
        made_at: later(i64::from(number)),
        expires_at: later(86_400),
        used_day: None,
        revoked_at: None,
    }
}

pub(in super::super) fn passkey(number: u32, of: u32) -> PasskeyRecord {
    PasskeyRecord {
        id: PasskeyId::from_random(octets(number)),
        account: account_id(of),
        name: name("Blue key"),
        credential_id: format!("credential-{number}"),
        credential: Secret::new("{\"counter\":1}".to_owned()),
        added_at: now(),
        used_at: None,
    }
}

pub(in super::super) fn authenticator(of: u32) -> AuthenticatorRecord {
    AuthenticatorRecord { account: account_id(of), secret: vec![0, 1, 255], last_step: 7, added_at: now() }
}

pub(in super::super) fn link(number: u32, account: Option<AccountId>) -> LinkRecord {
    LinkRecord {
        hash: TokenHash::of(&format!("link {number}")),
        purpose: LinkPurpose::Invitation,
        account,
        made_by: Actor::Console,
        made_at: now(),
        expires_at: later(3_600),
        used_at: None,
    }
}

pub(in super::super) fn ceremony(number: u32) -> CeremonyRecord {
    CeremonyRecord {
        hash: TokenHash::of(&format!("ceremony {number}")),
        account: None,
        state: Secret::new("{}".to_owned()),
        expires_at: later(300 + i64::from(number)),
    }
}

pub(in super::super) fn signing_key(number: u32) -> SigningKeyRecord {
    SigningKeyRecord {
        kid: format!("key-{number}"),
        sealed: vec![9, 0, 9],
        made_at: later(i64::from(number)),
    }
}

pub(in super::super) fn proposal(number: u32, by: u32) -> Proposal {
    Proposal {
        id: ProposalId::from_random(octets(number)),
        proposed: Proposed::Profile { profile: id(3), changes: vec![Change::Publish { profile: id(3) }] },
        base_revision: 4,
        shown: ShownHash("ab".repeat(32)),
        proposed_by: Actor::Account(account_id(by)),
        proposed_at: later(i64::from(number)),
        expires_at: later(7 * 86_400),
        cool_off_until: Some(later(86_400)),
        state: ProposalState::Waiting,
        decision: None,
    }
}

pub(in super::super) fn decision(by: u32) -> Decision {
    Decision {
        by: Actor::Account(account_id(by)),
        at: later(60),
        checked: Some(crate::store::records::Checked::Other),
        remark: Some("Asked her mother.".to_owned()),
    }
}

pub(in super::super) fn letter(number: u32) -> LetterRecord {
    LetterRecord {
        id: LetterId::from_random(octets(number)),
        sealed: vec![1, 2, 3],
        made_at: now(),
        next_try_at: later(i64::from(number)),
        tries: 0,
        state: LetterState::Waiting,
    }
}

/// An act of an account, with something said about it in the history.
pub(in super::super) fn act(writes: Vec<Write>) -> Work {
    Work { writes, entries: vec![Entry::new("acted")], ..Work::new(Actor::Account(account_id(1)), now()) }
}

/// Does `writes` on their own.
pub(in super::super) async fn does(store: &Store, writes: Vec<Write>) -> Result<(), CommitError> {
    store.write(act(writes)).await.map(drop)
}

/// Whether a condition does not hold.
pub(in super::super) async fn is_stale(store: &Store, write: Write) -> bool {
    matches!(does(store, vec![write]).await, Err(CommitError::Stale))
}

/// A store with a newsroom and two accounts.
pub(in super::super) async fn staffed(store: Store) -> Store {
    let newsroom = super::super::samples::Newsroom::filled(store).await;
    let accounts = [1, 2].map(|number| Write::AddAccount(Box::new(account(number)))).to_vec();
    does(&newsroom.store, accounts).await.unwrap();
    newsroom.store
}
