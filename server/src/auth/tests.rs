//! Accounts and sign-ins, on a real database, by a clock that stands still until it is moved.

mod accounts;
mod api;
mod links;
mod sessions;
mod signing_in;
mod tidying;
mod tokens;

use directory::channel::EmailAddress;
use directory::{Act, Name, Role, Strength, Timestamp};

use super::totp::AppSecret;
use super::*;
use crate::config::{Database, Origin};
use crate::store::records::{
    Account, AccountState, Actor, HistoryEntry, HistoryQuery, LinkPurpose, TokenHash,
};

const NOON: Timestamp = Timestamp::from_seconds(1_800_000_000);
const HERE: AddressClass = AddressClass(1);
const PASSWORD: &str = "harbour velvet ostrich nine";

/// A newsroom's server: its database, its clock, and whoever signs in.
struct Newsroom {
    auth: Auth,
    store: Store,
    clock: Clock,
    _folder: tempfile::TempDir,
}

/// Somebody with a telephone.
struct Person {
    account: Account,
    app: AppSecret,
}

impl Newsroom {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::sqlite(folder.path().join("masthead.sqlite"))).await.unwrap();
        let clock = Clock::fixed(NOON);
        let auth = another_node(&store, &clock);
        Self { auth, store, clock, _folder: folder }
    }

    /// The first owner, set up with password and authenticator app.
    async fn owner(&self) -> Person {
        let link = self.auth.first_owner_link().await.unwrap().unwrap();
        self.set_up(&link, Some(("Olga Owner", "olga@paper.example"))).await
    }

    /// Somebody whom the console let in.
    async fn person(&self, name: &str, email: &str, role: Role) -> Person {
        let (_, link) =
            self.auth.add_account_on_console(address(email), named(name), role, None).await.unwrap();
        self.set_up(&link, None).await
    }

    async fn set_up(&self, link: &MadeLink, identity: Option<(&str, &str)>) -> Person {
        let identity = identity.map(|(name, email)| (named(name), address(email)));
        let opened =
            self.auth.use_link(link.secret.expose(), identity, Some(secret(PASSWORD)), HERE).await.unwrap();
        let app = self.add_app(&opened.visitor).await;
        Person { account: opened.visitor.account.clone(), app }
    }

    async fn add_app(&self, visitor: &Visitor) -> AppSecret {
        let begun = self.auth.begin_authenticator(visitor).await.unwrap();
        let app = AppSecret::typed_in(begun.secret.expose());
        let code = secret(&app.code(self.clock.now()));
        self.auth.finish_authenticator(visitor, begun.handle.expose(), code).await.unwrap();
        // The code was used; the next one comes in half a minute.
        self.clock.advance(30);
        app
    }

    fn credentials(&self, person: &Person) -> Credentials {
        let code = person.app.code(self.clock.now());
        credentials(person.account.email.as_str(), PASSWORD, Some(&code))
    }

    async fn sign_in(&self, person: &Person) -> Opened {
        let opened = self.auth.sign_in(self.credentials(person), HERE).await.unwrap();
        self.clock.advance(30);
        opened
    }

    async fn sign_in_api(&self, person: &Person) -> Tokens {
        let tokens = self.auth.sign_in_api(self.credentials(person), HERE).await.unwrap();
        self.clock.advance(30);
        tokens
    }

    async fn by_cookie(&self, opened: &Opened) -> Option<Visitor> {
        self.auth.visitor_of_cookie(opened.cookie.expose()).await.unwrap()
    }

    async fn by_bearer(&self, token: &Secret<String>) -> Option<Visitor> {
        self.auth.visitor_of_bearer(token.expose()).await.unwrap()
    }

    /// The acts in the history, oldest first.
    async fn acts(&self) -> Vec<String> {
        self.history().await.into_iter().map(|entry| entry.act).collect()
    }

    async fn history(&self) -> Vec<HistoryEntry> {
        let query = HistoryQuery { limit: 500, ..HistoryQuery::default() };
        let mut entries = self.store.history(query).await.unwrap();
        entries.reverse();
        entries
    }

    async fn entry(&self, act: &str) -> HistoryEntry {
        self.history().await.into_iter().rfind(|entry| entry.act == act).expect(act)
    }

    async fn account(&self, person: &Person) -> Account {
        self.store.account(&person.account.id).await.unwrap().unwrap()
    }

    /// Writes an account as somebody else changed it.
    async fn change(&self, person: &Person, change: impl FnOnce(&mut Account)) {
        use crate::store::records::{Work, Write};
        let mut account = self.account(person).await;
        account.version += 1;
        account.revision += 1;
        change(&mut account);
        let mut work = Work::new(Actor::Console, self.clock.now());
        work.writes.push(Write::ChangeAccount(Box::new(account)));
        self.store.write(work).await.unwrap();
    }
}

/// Another node with the same database, whose hashes cost next to nothing.
fn another_node(store: &Store, clock: &Clock) -> Auth {
    let sealing = Sealing::new(Secret::new([7; 32]));
    let origin = Origin::parse("https://edit.paper.example").unwrap();
    Auth::with(store.clone(), clock.clone(), sealing, &origin, Hasher::cheap())
}

fn credentials(email: &str, password: &str, code: Option<&str>) -> Credentials {
    Credentials { email: email.to_owned(), password: secret(password), code: code.map(secret) }
}

fn secret(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

fn named(name: &str) -> Name {
    Name::parse(name).unwrap()
}

fn address(email: &str) -> EmailAddress {
    EmailAddress::parse(email).unwrap()
}

fn permission(visitor: &Visitor, act: Act) -> Permission {
    visitor.permit(act, Strength::SignedIn).unwrap()
}
