use directory::{Role, SessionId, Timestamp, channel::EmailAddress};
use serde_json::{Value, json};

use super::super::Means;
use super::authenticator::Authenticator;
use super::*;
use crate::clock::Clock;
use crate::config::{Database, Origin};
use crate::secret::Sealing;
use crate::store::Store;
use crate::store::records::{AuthenticatorRecord, HistoryEntry, HistoryQuery};

pub(super) const ORIGIN: &str = "https://desk.paper.example:8444";
const NETWORK: AddressClass = AddressClass(7);

pub(super) fn account(number: u8) -> Account {
    let email = EmailAddress::parse(&format!("reporter{number}@paper.example")).unwrap();
    let at = Timestamp::parse_rfc3339("2026-11-01T09:00:00Z").unwrap();
    Account {
        id: AccountId::from_random([number; 16]),
        email: email.clone(),
        name: Name::parse("Ada Ferris").unwrap(),
        role: Role::Editor,
        profile: None,
        state: AccountState::Active,
        password: None,
        version: 1,
        counts_from: at,
        decider_until: None,
        reset_by: None,
        alert_address: email,
        former_alert_address: None,
        created_at: at,
        created_by: Actor::Console,
        revision: 1,
    }
}

/// A newsroom of two, and the moment it is there.
struct Newsroom {
    auth: Auth,
    clock: Clock,
    _folder: tempfile::TempDir,
}

impl Newsroom {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::sqlite(folder.path().join("masthead.sqlite"))).await.unwrap();
        let clock = Clock::fixed(Timestamp::parse_rfc3339("2026-11-22T18:00:00Z").unwrap());
        let mut work = Work::new(Actor::Console, clock.now());
        work.writes.extend([1, 2].map(|number| Write::AddAccount(Box::new(account(number)))));
        store.write(work).await.unwrap();
        let sealing = Sealing::new(Secret::new([7; 32]));
        let auth = Auth::new(store, clock.clone(), sealing, &Origin::parse(ORIGIN).unwrap());
        Self { auth, clock, _folder: folder }
    }

    /// Somebody who came by a one-time link.
    async fn visitor(&self, number: u8) -> Visitor {
        let work = Work::new(Actor::Console, self.clock.now());
        self.auth.open_session(account(number), SignInMeans::Link, work).await.unwrap().visitor
    }

    async fn add(&self, visitor: &Visitor, authenticator: &mut Authenticator) -> Result<(), AccountError> {
        let ceremony = self.auth.begin_passkey(visitor).await?;
        let answer = authenticator.make(&ceremony.options);
        let name = Name::parse("Telephone").unwrap();
        self.auth.finish_passkey(visitor, ceremony.handle.expose(), name, &answer).await
    }

    /// A visitor, and an authenticator with their passkey.
    async fn with_passkey(&self, number: u8) -> (Visitor, Authenticator) {
        let visitor = self.visitor(number).await;
        let mut authenticator = Authenticator::new(ORIGIN);
        self.add(&visitor, &mut authenticator).await.unwrap();
        (visitor, authenticator)
    }

    async fn finish(&self, ceremony: &Ceremony, answer: &Value) -> Result<Opened, SignInError> {
        self.auth.finish_passkey_sign_in(ceremony.handle.expose(), answer, NETWORK).await
    }

    async fn sign_in(&self, authenticator: &mut Authenticator) -> Result<Opened, SignInError> {
        let ceremony = self.auth.begin_passkey_sign_in(NETWORK).await?;
        self.finish(&ceremony, &authenticator.show(&ceremony.options)).await
    }

    async fn passkeys(&self, number: u8) -> Vec<PasskeyRecord> {
        self.auth.store.passkeys_of(&account(number).id).await.unwrap()
    }

    /// What the history says of an act, newest first.
    async fn said(&self, act: &str) -> Vec<HistoryEntry> {
        let query = HistoryQuery { limit: 100, ..HistoryQuery::default() };
        let mut entries = self.auth.store.history(query).await.unwrap();
        entries.retain(|entry| entry.act == act);
        entries
    }

    async fn write(&self, writes: Vec<Write>) {
        let work = Work { writes, ..Work::new(Actor::Console, self.clock.now()) };
        self.auth.store.write(work).await.unwrap();
    }
}

fn session(visitor: &Visitor) -> SessionId {
    visitor.session().unwrap().id.clone()
}

fn is_refused<T>(result: &Result<T, SignInError>) -> bool {
    matches!(result, Err(SignInError::Refused))
}

#[tokio::test]
async fn a_passkey_alone_signs_its_account_in_and_the_history_says_so() {
    let newsroom = Newsroom::open().await;
    let (_, mut authenticator) = newsroom.with_passkey(1).await;
    newsroom.clock.advance(60);
    let opened = newsroom.sign_in(&mut authenticator).await.unwrap();
    assert_eq!(opened.visitor.account().id, account(1).id);
    assert!(opened.visitor.is_set_up());
    assert!(matches!(opened.visitor.means(), Means::Browser(session) if session.how == SignInMeans::Passkey));
    let returning = newsroom.auth.visitor_of_cookie(opened.cookie.expose()).await.unwrap().unwrap();
    assert_eq!(session(&returning), session(&opened.visitor));
    assert_eq!(newsroom.passkeys(1).await[0].used_at, Some(newsroom.clock.now()));
    let [added] = &newsroom.said("passkey_added").await[..] else { panic!("said once") };
    assert_eq!(added.actor, Actor::Account(account(1).id));
    assert_eq!(added.account, Some(account(1).id));
    let signed_in = newsroom.said("signed_in").await;
    assert_eq!(signed_in[0].detail["how"], "passkey");
}

#[tokio::test]
async fn the_same_answer_signs_in_once() {
    let newsroom = Newsroom::open().await;
    let (_, mut authenticator) = newsroom.with_passkey(1).await;
    let ceremony = newsroom.auth.begin_passkey_sign_in(NETWORK).await.unwrap();
    let answer = authenticator.show(&ceremony.options);
    assert!(newsroom.finish(&ceremony, &answer).await.is_ok());
    assert!(is_refused(&newsroom.finish(&ceremony, &answer).await));
    // Nor does a better one to the same question.
    authenticator.counter = 90;
    assert!(is_refused(&newsroom.finish(&ceremony, &authenticator.show(&ceremony.options)).await));
}

#[tokio::test]
async fn a_wrong_answer_uses_the_question_up() {
    let newsroom = Newsroom::open().await;
    let (_, mut authenticator) = newsroom.with_passkey(1).await;
    let ceremony = newsroom.auth.begin_passkey_sign_in(NETWORK).await.unwrap();
    assert!(is_refused(&newsroom.finish(&ceremony, &json!({})).await));
    assert!(is_refused(&newsroom.finish(&ceremony, &authenticator.show(&ceremony.options)).await));
}

#[tokio::test]
async fn an_answer_that_takes_longer_than_five_minutes_signs_nobody_in() {
    for (seconds, signs_in) in [(299, true), (300, false), (3600, false)] {
        let newsroom = Newsroom::open().await;
        let (visitor, mut authenticator) = newsroom.with_passkey(1).await;
        let ceremony = newsroom.auth.begin_passkey_sign_in(NETWORK).await.unwrap();
        let adding = newsroom.auth.begin_passkey(&visitor).await.unwrap();
        newsroom.clock.advance(seconds);
        let answer = authenticator.show(&ceremony.options);
        assert_eq!(newsroom.finish(&ceremony, &answer).await.is_ok(), signs_in, "{seconds}");
        let answer = Authenticator::new(ORIGIN).make(&adding.options);
        let name = Name::parse("Late").unwrap();
        let added = newsroom.auth.finish_passkey(&visitor, adding.handle.expose(), name, &answer).await;
        assert_eq!(added.is_ok(), signs_in, "{seconds}");
    }
}

#[tokio::test]
async fn what_is_not_right_about_an_answer_signs_nobody_in() {
    let newsroom = Newsroom::open().await;
    let (_, mut authenticator) = newsroom.with_passkey(1).await;
    authenticator.origin = "https://desk.paper.example.evil.example".to_owned();
    assert!(is_refused(&newsroom.sign_in(&mut authenticator).await), "another origin");
    authenticator.origin = ORIGIN.to_owned();
    authenticator.verifies = false;
    assert!(is_refused(&newsroom.sign_in(&mut authenticator).await), "nobody was checked");
    authenticator.verifies = true;
    let (first, second) = (
        newsroom.auth.begin_passkey_sign_in(NETWORK).await.unwrap(),
        newsroom.auth.begin_passkey_sign_in(NETWORK).await.unwrap(),
    );
    assert!(
        is_refused(&newsroom.finish(&second, &authenticator.show(&first.options)).await),
        "another challenge"
    );
    let known = authenticator.id.clone();
    authenticator.id = vec![9; 16];
    assert!(is_refused(&newsroom.sign_in(&mut authenticator).await), "an unknown credential");
    authenticator.id = known;
    let user = std::mem::replace(&mut authenticator.user, account(2).id.octets().to_vec());
    assert!(is_refused(&newsroom.sign_in(&mut authenticator).await), "another account's name on it");
    authenticator.user = vec![0; 16];
    assert!(is_refused(&newsroom.sign_in(&mut authenticator).await), "nobody's name on it");
    authenticator.user = user;
    assert!(newsroom.sign_in(&mut authenticator).await.is_ok(), "and all of it right again");
    assert!(is_refused(&newsroom.auth.finish_passkey_sign_in("no such handle", &json!({}), NETWORK).await));
}

#[tokio::test]
async fn an_account_that_is_not_in_use_is_not_signed_in_by_its_passkey() {
    for state in [AccountState::Disabled, AccountState::Left, AccountState::Invited] {
        let newsroom = Newsroom::open().await;
        let (_, mut authenticator) = newsroom.with_passkey(1).await;
        let ended = Account { state, version: 2, revision: 2, ..account(1) };
        newsroom.write(vec![Write::ChangeAccount(Box::new(ended))]).await;
        assert!(is_refused(&newsroom.sign_in(&mut authenticator).await), "{state:?}");
    }
}

#[tokio::test]
async fn a_copy_of_a_passkey_is_refused_and_written_down() {
    let newsroom = Newsroom::open().await;
    let (visitor, mut authenticator) = newsroom.with_passkey(1).await;
    authenticator.counter = 40;
    newsroom.sign_in(&mut authenticator).await.unwrap();
    authenticator.counter = 20;
    assert!(is_refused(&newsroom.sign_in(&mut authenticator).await));
    let ceremony = newsroom.auth.begin_passkey_step_up(&visitor).await.unwrap();
    let answer = authenticator.show(&ceremony.options);
    let result = newsroom.auth.finish_passkey_step_up(&visitor, ceremony.handle.expose(), &answer).await;
    assert!(is_refused(&result));
    let refused = newsroom.said("passkey_refused").await;
    assert_eq!(refused.len(), 2);
    assert_eq!(refused[0].account, Some(account(1).id));
    assert_eq!(refused[0].detail["passkey"], newsroom.passkeys(1).await[0].id.as_str());
}

#[tokio::test]
async fn showing_a_passkey_again_makes_the_same_session_strong_under_a_new_cookie() {
    let newsroom = Newsroom::open().await;
    let (_, mut authenticator) = newsroom.with_passkey(1).await;
    let opened = newsroom.sign_in(&mut authenticator).await.unwrap();
    newsroom.clock.advance(20 * 60);
    let visitor = newsroom.auth.visitor_of_cookie(opened.cookie.expose()).await.unwrap().unwrap();
    assert_eq!(visitor.strength(), directory::Strength::SignedIn);
    let ceremony = newsroom.auth.begin_passkey_step_up(&visitor).await.unwrap();
    let answer = authenticator.show(&ceremony.options);
    let handle = ceremony.handle.expose();
    let renewed = newsroom.auth.finish_passkey_step_up(&visitor, handle, &answer).await.unwrap();
    assert_eq!(session(&renewed.visitor), session(&visitor));
    assert!(newsroom.auth.visitor_of_cookie(opened.cookie.expose()).await.unwrap().is_none());
    let strong = newsroom.auth.visitor_of_cookie(renewed.cookie.expose()).await.unwrap().unwrap();
    assert_eq!(strong.strength(), directory::Strength::Recent);
    assert!(is_refused(&newsroom.auth.finish_passkey_step_up(&strong, handle, &answer).await));
}

#[tokio::test]
async fn a_question_to_somebody_else_or_for_something_else_cannot_be_answered() {
    let newsroom = Newsroom::open().await;
    let (ada, mut adas) = newsroom.with_passkey(1).await;
    let (ben, mut bens) = newsroom.with_passkey(2).await;
    let auth = &newsroom.auth;
    let name = || Name::parse("Telephone").unwrap();

    let to_ada = auth.begin_passkey_step_up(&ada).await.unwrap();
    let (handle, answer) = (to_ada.handle.expose(), adas.show(&to_ada.options));
    assert!(is_refused(&auth.finish_passkey_step_up(&ben, handle, &answer).await), "another account");
    assert!(is_refused(&newsroom.finish(&to_ada, &answer).await), "signing in by it");
    assert!(
        matches!(auth.finish_passkey(&ada, handle, name(), &answer).await, Err(AccountError::Unknown)),
        "adding by it"
    );
    let to_bens = auth.begin_passkey_step_up(&ada).await.unwrap();
    let answer = bens.show(&to_bens.options);
    let result = auth.finish_passkey_step_up(&ada, to_bens.handle.expose(), &answer).await;
    assert!(is_refused(&result), "another account's passkey");

    let elsewhere = newsroom.visitor(1).await;
    let to_ada = auth.begin_passkey_step_up(&ada).await.unwrap();
    let answer = adas.show(&to_ada.options);
    let result = auth.finish_passkey_step_up(&elsewhere, to_ada.handle.expose(), &answer).await;
    assert!(is_refused(&result), "another session");

    let adding = auth.begin_passkey(&ada).await.unwrap();
    let answer = Authenticator::new(ORIGIN).make(&adding.options);
    let result = auth.finish_passkey(&ben, adding.handle.expose(), name(), &answer).await;
    assert!(matches!(result, Err(AccountError::Unknown)), "adding to another account");
    assert_eq!(newsroom.passkeys(2).await.len(), 1);
}

#[tokio::test]
async fn a_passkey_belongs_to_one_account_and_an_account_has_at_most_ten() {
    let newsroom = Newsroom::open().await;
    let (ada, mut adas) = newsroom.with_passkey(1).await;
    let ben = newsroom.visitor(2).await;
    let result = newsroom.add(&ben, &mut adas).await;
    assert!(matches!(result, Err(AccountError::Field { field: "passkey", .. })), "another's passkey");
    let result = newsroom.add(&ada, &mut adas).await;
    assert!(matches!(result, Err(AccountError::Field { field: "passkey", .. })), "the same again");
    for _ in 1..PASSKEYS {
        newsroom.add(&ada, &mut Authenticator::new(ORIGIN)).await.unwrap();
    }
    let result = newsroom.auth.begin_passkey(&ada).await;
    assert!(matches!(result, Err(AccountError::Field { field: "passkey", .. })), "an eleventh");
    assert_eq!(newsroom.passkeys(1).await.len(), PASSKEYS);
}

#[tokio::test]
async fn a_passkey_that_was_taken_away_signs_nobody_in_and_ends_the_other_sessions() {
    let newsroom = Newsroom::open().await;
    let (ada, mut lost) = newsroom.with_passkey(1).await;
    newsroom.clock.advance(1);
    newsroom.add(&ada, &mut Authenticator::new(ORIGIN)).await.unwrap();
    let elsewhere = newsroom.sign_in(&mut lost).await.unwrap();
    let first = newsroom.passkeys(1).await[0].id.clone();
    newsroom.auth.remove_passkey(&ada, &first).await.unwrap();
    assert!(is_refused(&newsroom.sign_in(&mut lost).await));
    assert!(newsroom.auth.visitor_of_cookie(elsewhere.cookie.expose()).await.unwrap().is_none());
    assert_eq!(newsroom.auth.sessions(&ada).await.unwrap().len(), 1);
    assert_eq!(newsroom.said("passkey_removed").await.len(), 1);
    let again = newsroom.auth.remove_passkey(&ada, &first).await;
    assert!(matches!(again, Err(AccountError::Unknown)));
}

#[tokio::test]
async fn the_last_way_to_sign_in_is_not_taken_away_nor_is_anybody_elses() {
    let newsroom = Newsroom::open().await;
    let (ada, _) = newsroom.with_passkey(1).await;
    let (ben, _) = newsroom.with_passkey(2).await;
    let only = newsroom.passkeys(1).await[0].id.clone();
    let result = newsroom.auth.remove_passkey(&ben, &only).await;
    assert!(matches!(result, Err(AccountError::Unknown)));
    let result = newsroom.auth.remove_passkey(&ada, &only).await;
    assert!(matches!(result, Err(AccountError::LastFactor)));
    // An authenticator app is of no use without a password.
    let app = AuthenticatorRecord {
        account: account(1).id,
        secret: vec![1; 48],
        last_step: 0,
        added_at: newsroom.clock.now(),
    };
    newsroom.write(vec![Write::SetAuthenticator(app)]).await;
    let result = newsroom.auth.remove_passkey(&ada, &only).await;
    assert!(matches!(result, Err(AccountError::LastFactor)));
    let password = Some(Secret::new("$argon2id$".to_owned()));
    let with_password = Account { password, revision: 2, ..account(1) };
    newsroom.write(vec![Write::ChangeAccount(Box::new(with_password))]).await;
    newsroom.auth.remove_passkey(&ada, &only).await.unwrap();
    assert!(newsroom.passkeys(1).await.is_empty());
}

#[tokio::test]
async fn whoever_asks_too_often_without_signing_in_has_to_wait() {
    let newsroom = Newsroom::open().await;
    let (_, mut authenticator) = newsroom.with_passkey(1).await;
    for time in 0..30 {
        assert!(newsroom.sign_in(&mut authenticator).await.is_ok(), "{time}");
    }
    let mut asked = 0;
    while newsroom.auth.begin_passkey_sign_in(NETWORK).await.is_ok() {
        asked += 1;
        assert!(asked < 1_000, "nobody stops this");
    }
    let result = newsroom.auth.begin_passkey_sign_in(NETWORK).await;
    assert!(matches!(result, Err(SignInError::TooMany { .. })));
    assert!(newsroom.auth.begin_passkey_sign_in(AddressClass(8)).await.is_ok(), "another network");
}
