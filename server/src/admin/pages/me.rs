//! One's own account: ways to confirm that it is oneself, password, sessions, and where alerts go.

use askama::Template;
use directory::channel::EmailAddress;
use directory::{Act, PasskeyId, SessionId};

use super::form::{Faults, Field, Typed};
use super::layout::Frame;
use super::markup::Markup;
use super::set_up::PASSWORD_RULES;
use super::stranger::of_account;
use super::visit::{Answered, Reply, Tried, Visit, nothing_here, tried};
use super::words;
use crate::auth::AccountError;
use crate::editing::Outcome;
use crate::http::Problem;
use crate::secret::Secret;
use crate::store::records::{AccountChange, SessionKind};

#[derive(Template)]
#[template(path = "staff/me.html")]
struct Me {
    frame: Frame,
    email: String,
    role: &'static str,
    role_words: &'static str,
    own_page: Option<String>,
    counts_from: Option<String>,
    passkeys: Vec<Passkey>,
    authenticator_since: Option<String>,
    has_password: bool,
    recovery_codes: u64,
    sessions: Vec<Session>,
    alert_address: String,
    former: Option<(String, String)>,
    address: Markup,
}

struct Passkey {
    id: String,
    name: String,
    added: String,
    used: Option<String>,
}

struct Session {
    id: String,
    kind: &'static str,
    how: &'static str,
    since: String,
    seen: String,
    is_this: bool,
}

#[derive(Template)]
#[template(path = "staff/password.html")]
struct Password {
    frame: Frame,
    email: String,
    fields: Vec<Markup>,
}

/// `GET /me`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    Reply::page(&page(visit, &Typed::default(), Faults::default()).await?)
}

async fn page(visit: &Visit<'_>, typed: &Typed, faults: Faults) -> Result<Me, Problem> {
    let (visitor, account) = (visit.by.visitor(), visit.by.account());
    let factors = visit.staff.auth.factors(&account.id).await?;
    let sessions = visit.staff.auth.sessions(visitor).await?;
    let own_page = match &account.profile {
        Some(id) => visit.directory().await?.directory.profile(id).map(|own| own.slug.to_string()),
        None => None,
    };
    let this = visitor.session().map(|session| &session.id);
    Ok(Me {
        email: account.email.as_str().to_owned(),
        role: account.role.as_str(),
        role_words: words::role(account.role),
        own_page,
        counts_from: (account.counts_from > visit.now()).then(|| words::moment(account.counts_from)),
        passkeys: factors
            .passkeys
            .iter()
            .map(|passkey| Passkey {
                id: passkey.id.to_string(),
                name: passkey.name.to_string(),
                added: words::day(passkey.added_at),
                used: passkey.used_at.map(words::day),
            })
            .collect(),
        authenticator_since: factors.authenticator_since.map(words::day),
        has_password: factors.has_password,
        recovery_codes: factors.recovery_codes,
        sessions: sessions
            .iter()
            .map(|session| Session {
                id: session.id.to_string(),
                kind: match session.kind {
                    SessionKind::Browser => "browser",
                    SessionKind::Api => "program",
                },
                how: words::means(session.how),
                since: words::moment(session.made_at),
                seen: words::moment(session.seen_at),
                is_this: Some(&session.id) == this,
            })
            .collect(),
        alert_address: account.alert_address.as_str().to_owned(),
        former: account
            .former_alert_address
            .as_ref()
            .filter(|(_, until)| *until > visit.now())
            .map(|(address, until)| (address.as_str().to_owned(), words::day(*until))),
        address: Field::kind("address", "Another address for alerts", "email")
            .hint("A second person confirms it. For a while, alerts go to both addresses.")
            .autocomplete("email")
            .typed(typed, &faults)
            .markup(),
        frame: visit.frame("Your account", "/me").faults(faults),
    })
}

/// `POST /me/sessions/end`: one session, or all but this one.
pub(super) async fn end_sessions(visit: &Visit<'_>) -> Answered {
    let session = match visit.typed.one("session") {
        "" => None,
        id => Some(SessionId::parse(id).map_err(|_| nothing_here())?),
    };
    visit.staff.auth.end_session(visit.by.visitor(), session.as_ref()).await?;
    let is_this = session.is_some() && visit.by.visitor().session().map(|own| &own.id) == session.as_ref();
    if is_this { Ok(Reply::Forgotten("/sign-in".to_owned())) } else { Reply::see("/me?done=ended") }
}

/// `POST /me/passkeys/remove`.
pub(super) async fn remove_passkey(visit: &Visit<'_>) -> Answered {
    let passkey = PasskeyId::parse(visit.typed.one("passkey")).map_err(|_| nothing_here())?;
    let removed = visit.staff.auth.remove_passkey(visit.by.visitor(), &passkey).await;
    after_removal(visit, removed).await
}

/// `POST /me/authenticator/remove`.
pub(super) async fn remove_authenticator(visit: &Visit<'_>) -> Answered {
    let removed = visit.staff.auth.remove_authenticator(visit.by.visitor()).await;
    after_removal(visit, removed).await
}

async fn after_removal(visit: &Visit<'_>, removed: Result<(), AccountError>) -> Answered {
    match removed {
        Ok(()) => {
            visit.staff.editing.tell_of_own_sign_in(visit.by).await?;
            Reply::see("/me?done=removed")
        }
        Err(AccountError::LastFactor) => {
            let faults =
                Faults::whole("This is your last second factor. Add another one, then remove this one");
            Reply::again(&page(visit, &Typed::default(), faults).await?)
        }
        Err(error) => {
            let faults = of_account(error, &[])?;
            Reply::again(&page(visit, &Typed::default(), faults).await?)
        }
    }
}

/// `POST /me/alerts`: proposes another address for alerts.
pub(super) async fn set_alert_address(visit: &Visit<'_>) -> Answered {
    let address = match EmailAddress::parse(visit.typed.one("address")) {
        Ok(address) => address,
        Err(reason) => {
            let faults = Faults::of("address", format!("The address {reason}"));
            return Reply::again(&page(visit, visit.typed, faults).await?);
        }
    };
    let change = AccountChange::SetAlertAddress { address };
    let by = visit.by;
    match tried(visit.staff.editing.change_account(by, Some(by.account_id()), change).await)? {
        Tried::Done(Outcome::Applied { .. }) => Reply::see("/me?done=saved"),
        Tried::Done(_) => {
            Reply::see(if visit.may(Act::ReadProposals) { "/proposals?done=proposed" } else { "/me" })
        }
        Tried::Faulty(faults) => Reply::again(&page(visit, visit.typed, faults).await?),
        Tried::Stale => {
            let faults = Faults::whole("Your account changed meanwhile; look at it, and try again");
            Reply::again(&page(visit, visit.typed, faults).await?)
        }
    }
}

/// `GET /me/password`.
pub(super) async fn show_password(visit: &Visit<'_>) -> Answered {
    Reply::page(&password_form(visit, Faults::default()).await?)
}

/// `POST /me/password`.
pub(super) async fn change_password(visit: &Visit<'_>) -> Answered {
    let (current, new) = (visit.typed.raw("current"), visit.typed.raw("password"));
    if new != visit.typed.raw("again") {
        let faults = Faults::of("again", "The two new passwords are not the same; type them again");
        return Reply::again(&password_form(visit, faults).await?);
    }
    let current = (!current.is_empty()).then(|| Secret::new(current.to_owned()));
    let changed =
        visit.staff.auth.change_password(visit.by.visitor(), current, Secret::new(new.to_owned())).await;
    match changed {
        Ok(opened) => {
            visit.staff.editing.tell_of_own_sign_in(visit.by).await?;
            Ok(Reply::Opened(Box::new(opened), "/me?done=password".to_owned()))
        }
        Err(error) => {
            let faults = of_account(error, &["current", "password"])?;
            Reply::again(&password_form(visit, faults).await?)
        }
    }
}

async fn password_form(visit: &Visit<'_>, faults: Faults) -> Result<Password, Problem> {
    let factors = visit.staff.auth.factors(visit.by.account_id()).await?;
    let field =
        |name, label, complete| Field::kind(name, label, "password").autocomplete(complete).faults(&faults);
    let mut fields = Vec::new();
    if factors.has_password {
        fields.push(field("current", "Present password", "current-password").markup());
    }
    fields.push(field("password", "New password", "new-password").hint(PASSWORD_RULES).markup());
    fields.push(field("again", "The new password again", "new-password").markup());
    Ok(Password {
        email: visit.by.account().email.as_str().to_owned(),
        fields,
        frame: visit.frame("Change your password", "/me").faults(faults),
    })
}
