//! Being set up by a one-time link: who somebody is, and their password. The second factor comes next.

use askama::Template;
use directory::Name;
use directory::channel::EmailAddress;
use http::StatusCode;

use super::form::{Faults, Field, Typed};
use super::layout::Frame;
use super::markup::{Markup, rendered};
use super::stranger::{Stranger, of_account};
use super::visit::{Answered, Reply};
use crate::auth::LinkTarget;
use crate::secret::Secret;
use crate::store::records::LinkPurpose;

/// What a new password must be, in words.
pub(super) const PASSWORD_RULES: &str = "At least 15 characters, spaces and all letters welcome: four or more words that \
do not belong together are good. Nothing that is in lists of common passwords, and not the newsroom’s name or yours. \
A password manager’s suggestion is best.";

#[derive(Template)]
#[template(path = "staff/set_up.html")]
struct SetUp {
    frame: Frame,
    is_first: bool,
    is_reset: bool,
    /// Whom the link sets up, if that is known.
    whom: Option<(String, String)>,
    identity: Vec<Markup>,
    password: Markup,
    again: Markup,
}

#[derive(Template)]
#[template(path = "staff/link_over.html")]
struct LinkOver {
    frame: Frame,
}

/// `GET /set-up/{secret}`.
pub(super) async fn show(asked: &Stranger<'_>) -> Answered {
    match target(asked).await? {
        Some(target) => Reply::page(&form(asked, &target, &Typed::default(), Faults::default())),
        None => over(asked),
    }
}

/// `POST /set-up/{secret}`.
pub(super) async fn set_up(asked: &Stranger<'_>) -> Answered {
    let Some(target) = target(asked).await? else { return over(asked) };
    let typed = asked.typed;
    let mut faults = Faults::default();
    let identity = if target.purpose == LinkPurpose::FirstOwner {
        let name = faults.take("name", "The name", Name::parse(typed.one("name")));
        let email = faults.take("email", "The address", EmailAddress::parse(typed.one("email")));
        name.zip(email)
    } else {
        None
    };
    let password = typed.raw("password");
    if password != typed.raw("again") {
        faults.add("again", "The two passwords are not the same; type both again");
    }
    if !faults.is_empty() {
        return Reply::again(&form(asked, &target, typed, faults));
    }
    let password = (!password.is_empty()).then(|| Secret::new(password.to_owned()));
    match asked.staff.auth.use_link(asked.piece(0), identity, password, asked.from).await {
        Ok(opened) => Ok(Reply::Opened(Box::new(opened), "/me/set-up".to_owned())),
        Err(crate::auth::AccountError::Unknown) => over(asked),
        Err(error) => {
            let faults = of_account(error, &["name", "email", "password"])?;
            Reply::again(&form(asked, &target, typed, faults))
        }
    }
}

async fn target(asked: &Stranger<'_>) -> Result<Option<LinkTarget>, crate::http::Problem> {
    Ok(asked.staff.auth.link_target(asked.piece(0)).await?)
}

#[expect(clippy::unnecessary_wraps, reason = "handlers end with it")]
fn over(asked: &Stranger<'_>) -> Answered {
    let page = LinkOver { frame: asked.frame("This link does not work") };
    Ok(Reply::Page(StatusCode::NOT_FOUND, rendered(&page)))
}

fn form(asked: &Stranger<'_>, target: &LinkTarget, typed: &Typed, faults: Faults) -> SetUp {
    let is_first = target.purpose == LinkPurpose::FirstOwner;
    let identity = if is_first {
        vec![
            Field::line("name", "Your name")
                .hint("As colleagues know you.")
                .autocomplete("name")
                .typed(typed, &faults)
                .markup(),
            Field::kind("email", "E-mail address", "email")
                .hint("You sign in with it, and alerts go there.")
                .autocomplete("username")
                .typed(typed, &faults)
                .markup(),
        ]
    } else {
        Vec::new()
    };
    SetUp {
        is_first,
        is_reset: target.purpose == LinkPurpose::Reset,
        whom: target
            .account
            .as_ref()
            .map(|account| (account.name.to_string(), account.email.as_str().to_owned())),
        identity,
        password: Field::kind("password", "New password", "password")
            .hint(format!("{PASSWORD_RULES} Leave it empty if you will sign in by passkey alone."))
            .autocomplete("new-password")
            .optional()
            .faults(&faults)
            .markup(),
        again: Field::kind("again", "The same password again", "password")
            .autocomplete("new-password")
            .optional()
            .faults(&faults)
            .markup(),
        frame: asked.frame("Set up your account").faults(faults),
    }
}
