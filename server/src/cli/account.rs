//! `masthead account`: who signs in, decided by whoever runs commands on the server.

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Subcommand};
use directory::channel::{ChannelError, EmailAddress};
use directory::{Name, ProfileId, Role, Slug, TextError};
use serde_json::json;

use super::{Common, Failure, say, wait_for};
use crate::alerts::{AccountNews, Audience, Event, Spool, letters};
use crate::app::{self, Addresses};
use crate::auth::{Auth, MadeLink};
use crate::clock::Clock;
use crate::config::{Origin, Settings};
use crate::store::Store;
use crate::store::records::{Account as AccountRecord, AccountState, Actor, Work};

/// Decide who signs in on the side for staff.
///
/// Whoever can run this is trusted: what it does needs no second person, stands in the history as the console's, and is
/// mailed to all owners. It works beside a running server.
#[derive(Args)]
#[command(after_help = "\
Examples:
  masthead account add ada@paper.example --name 'Ada Ferris' --role reporter --profile ada-ferris
  masthead account list
  masthead account reset ada@paper.example       a lost phone: a new link, and everything old ends
  masthead account disable ada@paper.example     at once, on every server")]
pub(super) struct Account {
    #[command(subcommand)]
    act: Act,
}

#[derive(Subcommand)]
enum Act {
    Add(Add),
    List(List),
    Reset(Reset),
    Disable(Disable),
    Enable(Enable),
}

/// Make an account, and print the one-time link that sets it up.
///
/// The link is shown once and works once. Hand it over in person, or by a way that you knew before.
#[derive(Args)]
#[command(after_help = "\
Examples:
  masthead account add olga@paper.example --name 'Olga Owner' --role owner
  masthead account add ada@paper.example --name 'Ada Ferris' --role reporter --profile ada-ferris")]
struct Add {
    /// What they sign in with, and where their alerts go.
    #[arg(value_name = "EMAIL", value_parser = email)]
    email: EmailAddress,
    /// As colleagues know them.
    #[arg(long, value_name = "NAME", value_parser = name)]
    name: Name,
    /// What they may do.
    #[arg(long, value_parser = PossibleValuesParser::new(Role::ALL.map(Role::as_str)).try_map(|text| role(&text)))]
    role: Role,
    /// The profile that is their own, by its slug. A reporter needs one.
    #[arg(long, value_name = "SLUG", value_parser = slug, required_if_eq("role", "reporter"))]
    profile: Option<Slug>,
}

/// Show all accounts.
#[derive(Args)]
#[command(after_help = "Examples:\n  masthead account list\n  masthead account list --json | jq '.[].email'")]
struct List {
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
}

/// Begin an account anew: sessions, tokens, password and second factors end, and a link sets it up again.
#[derive(Args)]
#[command(
    after_help = "Example, for somebody who lost their phone:\n  masthead account reset ada@paper.example"
)]
struct Reset {
    /// Whose.
    #[arg(value_name = "EMAIL", value_parser = email)]
    email: EmailAddress,
    /// The sealing key was lost too: forget the keys in the database that the present one does not open.
    ///
    /// Everybody who signs in with an authenticator app must then be reset. Never needed while another server, or a
    /// backup of the data folder, still has the key.
    #[arg(long)]
    lost_key: bool,
}

/// Let nobody sign in by an account, at once.
#[derive(Args)]
#[command(after_help = "Example:\n  masthead account disable ada@paper.example")]
struct Disable {
    /// Whose.
    #[arg(value_name = "EMAIL", value_parser = email)]
    email: EmailAddress,
}

/// Let a disabled account sign in again.
#[derive(Args)]
#[command(after_help = "Example:\n  masthead account enable ada@paper.example")]
struct Enable {
    /// Whose.
    #[arg(value_name = "EMAIL", value_parser = email)]
    email: EmailAddress,
}

/// Why an account cannot be changed so.
#[derive(Debug, thiserror::Error)]
enum AccountCommandError {
    #[error("there is no account {0}; `masthead account list` shows them")]
    NoAccount(String),
    #[error("there is no profile {0}")]
    NoProfile(Slug),
    #[error("the account is {is}, and cannot be {act}")]
    State { is: &'static str, act: &'static str },
}

impl Account {
    pub(super) fn run(self, common: &Common) -> Result<(), Failure> {
        let settings = common.settings(Vec::new())?;
        wait_for(async {
            match self.act {
                Act::Add(add) => add.run(&Console::open(&settings).await?).await,
                Act::List(list) => list.run(&Store::open_existing(&settings.database()).await?).await,
                Act::Reset(reset) => reset.run(&Console::open(&settings).await?).await,
                Act::Disable(disable) => disable.run(&Console::open(&settings).await?).await,
                Act::Enable(enable) => enable.run(&Console::open(&settings).await?).await,
            }
        })
    }
}

impl Add {
    async fn run(self, console: &Console) -> Result<(), Failure> {
        let profile = match self.profile {
            Some(slug) => Some(console.profile(slug).await?),
            None => None,
        };
        let added = console.auth.add_account_on_console(self.email, self.name, self.role, profile).await;
        let (account, link) = added?;
        console.tell(&account, AccountNews::Invited).await?;
        say(format_args!("account  {}, {}, {}", account.email.as_str(), account.role, account.name));
        console.show(&link);
        Ok(())
    }
}

impl List {
    async fn run(self, store: &Store) -> Result<(), Failure> {
        let accounts = store.accounts().await?;
        let directory = store.load().await?.directory;
        let slug = |account: &AccountRecord| {
            let profile = account.profile.as_ref().and_then(|id| directory.profile(id));
            profile.map(|profile| profile.slug.as_str().to_owned())
        };
        if self.json {
            let rows: Vec<_> =
                accounts.iter().map(|account| row(account, slug(account).as_deref())).collect();
            say(serde_json::Value::Array(rows));
            return Ok(());
        }
        if accounts.is_empty() {
            say("nobody can sign in yet: `masthead serve` prints a link for the first owner");
        }
        let width = accounts.iter().map(|account| account.email.as_str().len()).max().unwrap_or_default();
        for account in &accounts {
            let (email, role, state) = (account.email.as_str(), account.role.as_str(), word(account.state));
            let own = slug(account).map(|slug| format!(", {slug}")).unwrap_or_default();
            say(format_args!("{email:width$}  {role:8}  {state:8}  {}{own}", account.name));
        }
        Ok(())
    }
}

impl Reset {
    async fn run(self, console: &Console) -> Result<(), Failure> {
        let account = console.account(&self.email).await?;
        if account.state == AccountState::Left {
            return Err(AccountCommandError::State { is: word(account.state), act: "reset" }.into());
        }
        if self.lost_key {
            console.auth.forget_keys_on_console().await?;
        }
        let link = console.auth.reset_on_console(&account.id).await?;
        console.tell(&account, AccountNews::Reset).await?;
        console.show(&link);
        Ok(())
    }
}

impl Disable {
    async fn run(self, console: &Console) -> Result<(), Failure> {
        let account = console.account(&self.email).await?;
        if !matches!(account.state, AccountState::Active | AccountState::Invited) {
            return Err(AccountCommandError::State { is: word(account.state), act: "disabled" }.into());
        }
        console.auth.disable_on_console(&account.id).await?;
        console.tell(&account, AccountNews::Disabled).await?;
        say("disabled: its sessions and tokens have ended");
        Ok(())
    }
}

impl Enable {
    async fn run(self, console: &Console) -> Result<(), Failure> {
        let account = console.account(&self.email).await?;
        if account.state != AccountState::Disabled {
            return Err(AccountCommandError::State { is: word(account.state), act: "enabled" }.into());
        }
        console.auth.enable_on_console(&account.id).await?;
        console.tell(&account, AccountNews::Enabled).await?;
        say("enabled");
        Ok(())
    }
}

/// What accounts are kept with.
struct Console {
    store: Store,
    auth: Auth,
    spool: Spool,
    clock: Clock,
    origin: Origin,
}

impl Console {
    /// Makes what is missing, so that the first account can be made before anything is served.
    async fn open(settings: &Settings) -> Result<Self, Failure> {
        app::prepare_folder(&settings.data)?;
        let sealing = app::load_sealing_key(settings)?;
        let store = Store::open(&settings.database()).await?;
        let origin =
            Addresses::new(settings, settings.public.listen.port(), settings.admin.listen.port()).admin;
        let clock = Clock::system();
        let spool = Spool::new(sealing.clone(), settings.mail.server.is_some());
        let auth = Auth::new(store.clone(), clock.clone(), sealing, &origin);
        Ok(Self { store, auth, spool, clock, origin })
    }

    async fn account(&self, email: &EmailAddress) -> Result<AccountRecord, Failure> {
        let folded = email.as_str().to_ascii_lowercase();
        let found = self.store.account_by_email(&folded).await?;
        found.ok_or_else(|| AccountCommandError::NoAccount(folded).into())
    }

    async fn profile(&self, slug: Slug) -> Result<ProfileId, Failure> {
        let directory = self.store.load().await?.directory;
        let found =
            directory.profiles().find(|profile| profile.slug == slug).map(|profile| profile.id.clone());
        found.ok_or_else(|| AccountCommandError::NoProfile(slug).into())
    }

    /// Writes letters to the owners and to the account. `account` is as it was before.
    async fn tell(&self, account: &AccountRecord, news: AccountNews) -> Result<(), Failure> {
        let at = self.clock.now();
        let event = Event::AccountChanged { account, news, by: &Actor::Console };
        let accounts = self.store.accounts().await?;
        let mut work = Work::new(Actor::Console, at);
        work.writes = self.spool.writes(letters(&event, &Audience { accounts: &accounts, at }), at);
        if !work.writes.is_empty() {
            self.store.write(work).await?;
        }
        Ok(())
    }

    fn show(&self, link: &MadeLink) {
        say(format_args!("link     {}/set-up/{}", self.origin, link.secret.expose()));
        say(format_args!(
            "\nWhoever opens it first sets the account up. It works once, until {}. Hand it over in person.",
            link.expires_at.rfc3339()
        ));
    }
}

/// An account for programs: who, and what they may do. Nothing that signs in.
fn row(account: &AccountRecord, slug: Option<&str>) -> serde_json::Value {
    json!({
        "id": account.id.as_str(),
        "email": account.email.as_str(),
        "name": account.name.as_str(),
        "role": account.role,
        "state": account.state,
        "profile": slug,
        "counts_from": account.counts_from.rfc3339(),
        "created_at": account.created_at.rfc3339(),
        "created_by": account.created_by,
    })
}

const fn word(state: AccountState) -> &'static str {
    match state {
        AccountState::Invited => "invited",
        AccountState::Active => "active",
        AccountState::Disabled => "disabled",
        AccountState::Left => "left",
    }
}

fn email(text: &str) -> Result<EmailAddress, ChannelError> {
    EmailAddress::parse(text)
}

fn name(text: &str) -> Result<Name, TextError> {
    Name::parse(text)
}

fn slug(text: &str) -> Result<Slug, directory::SlugError> {
    Slug::parse(text)
}

fn role(text: &str) -> Result<Role, &'static str> {
    Role::parse(text).ok_or("is not a role")
}
