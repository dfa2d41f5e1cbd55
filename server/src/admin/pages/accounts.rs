//! Who signs in: all accounts, one account, inviting, and letting somebody go.

use askama::Template;
use directory::channel::EmailAddress;
use directory::{AccountId, Act, Directory, Name, ProfileId, ProfileKind, Role, Slug, Status};

use super::edit::{Edit, Standing};
use super::form::{Choice, Faults, Field, Typed};
use super::layout::Frame;
use super::markup::{Markup, rendered};
use super::telling;
use super::visit::{Answered, Reply, Tried, Visit, nothing_here, short, tried};
use super::words;
use crate::editing::Outcome;
use crate::http::Problem;
use crate::store::records::{Account, AccountChange, AccountState};

#[derive(Template)]
#[template(path = "staff/accounts.html")]
struct Accounts {
    frame: Frame,
    rows: Vec<AccountRow>,
    may_keep: bool,
    is_alone: bool,
    cool_off_hours: u32,
}

struct AccountRow {
    id: String,
    name: String,
    email: String,
    role: &'static str,
    state: &'static str,
    is_active: bool,
    counts_from: Option<String>,
}

/// `GET /accounts`.
pub(super) async fn show_all(visit: &Visit<'_>) -> Answered {
    let accounts = visit.staff.auth.accounts(visit.by).await?;
    let counting = accounts.iter().filter(|account| counts(account, visit)).count();
    Reply::page(&Accounts {
        rows: accounts
            .iter()
            .map(|account| AccountRow {
                id: account.id.to_string(),
                name: account.name.to_string(),
                email: account.email.as_str().to_owned(),
                role: account.role.as_str(),
                state: words::account_state(account.state),
                is_active: account.state == AccountState::Active,
                counts_from: counts_from(account, visit),
            })
            .collect(),
        may_keep: visit.may(Act::KeepAccounts),
        is_alone: counting <= 1,
        cool_off_hours: visit.staff.settings.newsroom.cool_off_hours,
        frame: visit.frame("Accounts", "/accounts"),
    })
}

/// Whether an account's word counts as a second person's for everybody's profiles, now.
fn counts(account: &Account, visit: &Visit<'_>) -> bool {
    account.state == AccountState::Active
        && account.role.reaches(Act::DecideProposals) == directory::Reach::Everything
        && account.counts_from <= visit.now()
}

fn counts_from(account: &Account, visit: &Visit<'_>) -> Option<String> {
    (account.counts_from > visit.now()).then(|| words::moment(account.counts_from))
}

#[derive(Template)]
#[template(path = "staff/account.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one condition of the template")]
struct OneAccount {
    frame: Frame,
    id: String,
    name: String,
    facts: Vec<(&'static str, String)>,
    profile: Option<(String, String)>,
    is_invited: bool,
    is_active: bool,
    is_disabled: bool,
    has_left: bool,
    is_self: bool,
    may_keep: bool,
    role: Markup,
    own_profile: Markup,
    link: Option<(String, String)>,
}

/// `GET /accounts/{account}`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let account = account(visit).await?;
    Reply::page(&page(visit, &account, Faults::default()).await?)
}

async fn account(visit: &Visit<'_>) -> Result<Account, Problem> {
    let id = AccountId::parse(visit.piece(0)).map_err(|_| nothing_here())?;
    Ok(visit.staff.auth.account(visit.by, &id).await?)
}

async fn page(visit: &Visit<'_>, account: &Account, faults: Faults) -> Result<OneAccount, Problem> {
    let stored = visit.directory().await?;
    let profile = account.profile.as_ref().and_then(|id| stored.directory.profile(id));
    let mut facts = vec![
        ("Signs in with", account.email.as_str().to_owned()),
        ("Role", format!("{}: {}", account.role, words::role(account.role))),
        ("State", words::account_state(account.state).to_owned()),
        ("Made", words::day(account.created_at)),
        ("Alerts go to", account.alert_address.as_str().to_owned()),
    ];
    facts.extend(counts_from(account, visit).map(|moment| ("Second person", format!("from {moment} on"))));
    Ok(OneAccount {
        id: account.id.to_string(),
        name: account.name.to_string(),
        facts,
        profile: profile.map(|profile| (profile.name.to_string(), profile.slug.to_string())),
        is_invited: account.state == AccountState::Invited,
        is_active: account.state == AccountState::Active,
        is_disabled: account.state == AccountState::Disabled,
        has_left: account.state == AccountState::Left,
        is_self: account.id == *visit.by.account_id(),
        may_keep: visit.may(Act::KeepAccounts),
        role: role_field(account.role.as_str(), &faults).markup(),
        own_profile: profile_field(
            &stored.directory,
            account.profile.as_ref().map_or("", ProfileId::as_str),
            &faults,
        )
        .markup(),
        link: None,
        frame: visit.frame(format!("Account of {}", short(&account.name)), "/accounts").faults(faults),
    })
}

fn role_field(chosen: &str, faults: &Faults) -> Field {
    let choices = Role::ALL.map(|role| {
        Choice::new(role.as_str(), role.as_str(), role.as_str() == chosen).hint(words::role(role))
    });
    Field::radios("role", "Role", choices.into()).faults(faults)
}

/// The profile that is an account's own. A reporter needs one; a desk belongs to nobody.
fn profile_field(directory: &Directory, chosen: &str, faults: &Faults) -> Field {
    let mut people: Vec<_> = directory
        .profiles()
        .filter(|profile| profile.kind == ProfileKind::Person && profile.status != Status::Withdrawn)
        .collect();
    people.sort_by_cached_key(|profile| profile.sort_name.as_str().to_lowercase());
    let people = people.into_iter().map(|profile| {
        let words = format!("{} ({})", profile.sort_name, profile.slug);
        Choice::new(profile.id.as_str(), words, profile.id.as_str() == chosen)
    });
    let choices = std::iter::once(Choice::new("", "None", chosen.is_empty())).chain(people).collect();
    Field::select("profile", "Their own profile", choices)
        .hint("A reporter edits this one and no other.")
        .faults(faults)
}

/// `GET /accounts/new`.
pub(super) async fn show_invite(visit: &Visit<'_>) -> Answered {
    let typed = Typed::default().with("role", "reporter");
    let typed = match Slug::parse(visit.query.one("profile")) {
        Ok(slug) => match visit.directory().await?.directory.by_slug(&slug) {
            Some(profile) => typed.with("profile", profile.id.as_str()).with("name", profile.name.as_str()),
            None => typed,
        },
        Err(_) => typed,
    };
    invite_form(visit, Standing::fresh(typed)).await?.answer()
}

/// `POST /accounts/new`.
pub(super) async fn invite(visit: &Visit<'_>) -> Answered {
    let typed = visit.typed;
    let mut faults = Faults::default();
    let email = faults.take("email", "The address", EmailAddress::parse(typed.one("email")));
    let name = faults.take("name", "The name", Name::parse(typed.one("name")));
    let (role, profile) = (read_role(typed, &mut faults), read_profile(typed, &mut faults));
    let (Some(email), Some(name), Some(role), Some(profile)) = (email, name, role, profile) else {
        return invite_form(visit, Standing::faulty(typed, faults)).await?.answer();
    };
    let change = AccountChange::Invite { email, name, role, profile };
    match tried(visit.staff.editing.change_account(visit.by, None, change).await)? {
        Tried::Done(_) => Reply::see("/proposals?done=proposed"),
        Tried::Faulty(faults) => invite_form(visit, Standing::faulty(typed, faults)).await?.answer(),
        Tried::Stale => {
            let faults = Faults::whole("Somebody else changed accounts at this moment. Send it again");
            invite_form(visit, Standing::faulty(typed, faults)).await?.answer()
        }
    }
}

async fn invite_form(visit: &Visit<'_>, standing: Standing) -> Result<Edit, Problem> {
    let stored = visit.directory().await?;
    let (typed, faults) = (&standing.typed, &standing.faults);
    let fields = [
        Field::line("name", "Name").typed(typed, faults),
        Field::kind("email", "E-mail address", "email")
            .hint("They sign in with it, and alerts go there.")
            .typed(typed, faults),
        role_field(typed.one("role"), faults),
        profile_field(&stored.directory, typed.one("profile"), faults),
    ];
    Ok(Edit {
        heading: "Invite somebody",
        of: Some(("Accounts".to_owned(), "/accounts".to_owned())),
        deck: "A second person confirms it. Then you make a one-time link on the account’s page, and hand it over \
               yourself. As a second person, their word counts after three days.",
        revision: 0,
        meanwhile: None,
        fields: fields.iter().map(Field::markup).collect(),
        button: "Propose the account",
        has_file: false,
        frame: visit.frame("Invite somebody", "/accounts").faults(standing.faults),
    })
}

fn read_role(typed: &Typed, faults: &mut Faults) -> Option<Role> {
    let role = Role::parse(typed.one("role"));
    if role.is_none() {
        faults.add("role", "Choose a role");
    }
    role
}

#[expect(clippy::option_option, reason = "no profile is an answer, and a wrong one is none")]
fn read_profile(typed: &Typed, faults: &mut Faults) -> Option<Option<ProfileId>> {
    let profile = typed.has("profile").then(|| ProfileId::parse(typed.one("profile"))).transpose();
    faults.take("profile", "The profile", profile)
}

/// `POST /accounts/{account}/role`.
pub(super) async fn set_role(visit: &Visit<'_>) -> Answered {
    let account = account(visit).await?;
    let mut faults = Faults::default();
    let (role, profile) = (read_role(visit.typed, &mut faults), read_profile(visit.typed, &mut faults));
    let Some((role, profile)) = role.zip(profile) else {
        return Reply::again(&page(visit, &account, faults).await?);
    };
    change(visit, &account, AccountChange::SetRole { role, profile }).await
}

/// `POST /accounts/{account}/reset`.
pub(super) async fn reset(visit: &Visit<'_>) -> Answered {
    let account = account(visit).await?;
    change(visit, &account, AccountChange::Reset).await
}

/// `POST /accounts/{account}/enable`.
pub(super) async fn enable(visit: &Visit<'_>) -> Answered {
    let account = account(visit).await?;
    change(visit, &account, AccountChange::Enable).await
}

async fn change(visit: &Visit<'_>, account: &Account, change: AccountChange) -> Answered {
    match tried(visit.staff.editing.change_account(visit.by, Some(&account.id), change).await)? {
        Tried::Done(Outcome::Applied { .. }) => Reply::see(format!("/accounts/{}?done=saved", account.id)),
        Tried::Done(_) => Reply::see("/proposals?done=proposed"),
        Tried::Faulty(faults) => Reply::again(&page(visit, account, faults).await?),
        Tried::Stale => {
            let faults = Faults::whole("The account changed meanwhile. Look at it, and try again");
            Reply::again(&page(visit, account, faults).await?)
        }
    }
}

/// `POST /accounts/{account}/disable`.
pub(super) async fn disable(visit: &Visit<'_>) -> Answered {
    let account = account(visit).await?;
    let done = visit.staff.editing.disable_account(visit.by, &account.id).await;
    match tried(done.map(|()| Outcome::Applied { revision: 0 }))? {
        Tried::Done(_) => Reply::see(format!("/accounts/{}?done=disabled", account.id)),
        Tried::Faulty(faults) => Reply::again(&page(visit, &account, faults).await?),
        Tried::Stale => Reply::see(format!("/accounts/{}", account.id)),
    }
}

/// `POST /accounts/{account}/link`: a one-time link, shown in this one answer and nowhere else.
pub(super) async fn make_link(visit: &Visit<'_>) -> Answered {
    let account = account(visit).await?;
    match visit.staff.auth.make_link(visit.by, &account.id).await {
        Ok(made) => {
            visit.staff.editing.tell_of_link(visit.by, &account.id).await?;
            let mut page = page(visit, &account, Faults::default()).await?;
            let address = format!("{}/set-up/{}", visit.staff.origin, made.secret.expose());
            page.link = Some((address, words::moment(made.expires_at)));
            Reply::page(&page)
        }
        Err(error) => {
            let faults = super::stranger::of_account(error, &[])?;
            Reply::again(&page(visit, &account, faults).await?)
        }
    }
}

#[derive(Template)]
#[template(path = "staff/left.html")]
struct HasLeft {
    frame: Frame,
    name: String,
    approvals: Vec<(u64, String, String)>,
}

/// `POST /accounts/{account}/leave`: lets somebody go, and lists what they approved lately.
pub(super) async fn leave(visit: &Visit<'_>) -> Answered {
    let account = account(visit).await?;
    if !visit.typed.has("sure") {
        let faults = Faults::of("sure", "Tick that you mean it: it cannot be undone");
        return Reply::again(&page(visit, &account, faults).await?);
    }
    let approvals = visit.staff.editing.leave(visit.by, &account.id).await?;
    let stored = visit.directory().await?;
    let names = visit.names().await?;
    let told = approvals.iter().map(|entry| {
        let subject = entry.profile.as_ref().and_then(|id| stored.directory.profile(id));
        let subject = subject.map_or_else(String::new, |profile| format!("{}: ", profile.name));
        let words = telling::entry(entry, &stored.directory, &names).join("; ");
        (entry.number, words::moment(entry.at), format!("{subject}{words}"))
    });
    let left = HasLeft {
        name: account.name.to_string(),
        approvals: told.collect(),
        frame: visit.frame(format!("{} has left", short(&account.name)), "/accounts"),
    };
    Ok(Reply::Page(http::StatusCode::OK, rendered(&left)))
}
