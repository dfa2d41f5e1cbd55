//! Tokens for automation: what they may do, until when, and when they were last used.

use askama::Template;
use directory::{Act, Name, Reach, TokenId};

use super::form::{Choice, Faults, Field, Typed};
use super::layout::Frame;
use super::markup::Markup;
use super::stranger::of_account;
use super::visit::{Answered, Reply, Visit, nothing_here};
use super::words;
use crate::http::Problem;
use crate::store::records::TokenRecord;

/// What a token may be made for: never for accounts, decisions or tokens.
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
/// How long a token is good, as choices.
const DAYS: [(&str, &str, i64); 4] =
    [("7", "a week", 7), ("30", "30 days", 30), ("90", "90 days", 90), ("365", "a year", 365)];

#[derive(Template)]
#[template(path = "staff/tokens.html")]
struct Tokens {
    frame: Frame,
    made: Option<String>,
    rows: Vec<Token>,
    fields: Vec<Markup>,
}

struct Token {
    id: String,
    name: String,
    scopes: Vec<&'static str>,
    until: String,
    used: String,
    is_over: bool,
}

/// `GET /tokens`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    Reply::page(&page(visit, &Typed::default().with("days", "90"), Faults::default(), None).await?)
}

/// `POST /tokens`: makes one, shown in this one answer and nowhere else.
pub(super) async fn make(visit: &Visit<'_>) -> Answered {
    let typed = visit.typed;
    let mut faults = Faults::default();
    let name = faults.take("name", "The name", Name::parse(typed.one("name")));
    let scopes: Vec<Act> =
        offered(visit).filter(|act| typed.all("scopes").any(|name| name == scope(*act))).collect();
    if scopes.is_empty() {
        faults.add("scopes", "Tick at least one thing that it may do");
    }
    let days = DAYS.iter().find(|(value, _, _)| *value == typed.one("days")).map(|(_, _, days)| *days);
    let (Some(name), Some(days), true) = (name, days, faults.is_empty()) else {
        return Reply::again(&page(visit, typed, faults, None).await?);
    };
    let until = visit.now().plus_seconds(days * 86_400);
    match visit.staff.auth.make_token(visit.by, name, scopes, until).await {
        Ok((_, secret)) => {
            let typed = Typed::default().with("days", "90");
            Reply::page(&page(visit, &typed, Faults::default(), Some(secret.expose().clone())).await?)
        }
        Err(error) => {
            let faults = of_account(error, &["name", "scopes", "days"])?;
            Reply::again(&page(visit, typed, faults, None).await?)
        }
    }
}

/// `POST /tokens/revoke`.
pub(super) async fn revoke(visit: &Visit<'_>) -> Answered {
    let token = TokenId::parse(visit.typed.one("token")).map_err(|_| nothing_here())?;
    visit.staff.auth.revoke_token(visit.by, &token).await?;
    Reply::see("/tokens?done=revoked")
}

/// What this visitor's tokens may be for: no more than they may do themself.
fn offered(visit: &Visit<'_>) -> impl Iterator<Item = Act> {
    let role = visit.by.account().role;
    SCOPES.into_iter().filter(move |act| role.reaches(*act) > Reach::Nothing)
}

/// An act by its name in JSON.
fn scope(act: Act) -> String {
    serde_json::to_value(act).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

async fn page(
    visit: &Visit<'_>,
    typed: &Typed,
    faults: Faults,
    made: Option<String>,
) -> Result<Tokens, Problem> {
    let tokens = visit.staff.auth.tokens(visit.by).await?;
    let scopes = offered(visit).map(|act| {
        let name = scope(act);
        let is_chosen = typed.all("scopes").any(|chosen| chosen == name);
        Choice::new(name, words::act(act), is_chosen)
    });
    let days = DAYS.iter().map(|(value, label, _)| Choice::new(*value, *label, *value == typed.one("days")));
    let fields = [
        Field::line("name", "What it is for")
            .hint("Such as “nightly import from the CMS”.")
            .typed(typed, &faults),
        Field::boxes("scopes", "What it may do", scopes.collect()).faults(&faults),
        Field::select("days", "For how long", days.collect()).faults(&faults),
    ];
    Ok(Tokens {
        made,
        rows: tokens.iter().map(|token| shown(token, visit)).collect(),
        fields: fields.iter().map(Field::markup).collect(),
        frame: visit.frame("Tokens", "/tokens").faults(faults),
    })
}

fn shown(token: &TokenRecord, visit: &Visit<'_>) -> Token {
    let used =
        token.used_day.map(|day| words::day(directory::Timestamp::from_seconds(day.saturating_mul(86_400))));
    Token {
        id: token.id.to_string(),
        name: token.name.to_string(),
        scopes: token.scopes.iter().map(|act| words::act(*act)).collect(),
        until: words::day(token.expires_at),
        used: used.unwrap_or_else(|| "never".to_owned()),
        is_over: token.revoked_at.is_some()
            || token.expires_at <= visit.now()
            || token.account_version != visit.by.account().version,
    }
}
