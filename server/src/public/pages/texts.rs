//! Pages of running text: advice, and the answers that name nobody.

use askama::Template;
use directory::{ChannelKind, DeskReference, Timestamp};
use http::StatusCode;

use super::Look;
use super::document::{Page, Place};
use super::kinds::ShownKind;
use super::markup::{Markup, rendered};
use super::say::filters;
use super::{person, words};

#[derive(Template)]
#[template(path = "safety.html")]
struct Safety<'a> {
    page: Page,
    look: &'a Look,
    kinds: Vec<ShownKind>,
}

#[derive(Template)]
#[template(path = "verify_head.html")]
struct VerifyHead<'a> {
    page: Page,
    look: &'a Look,
    /// This site's address.
    address: &'a Markup,
    command: &'a Markup,
    month: &'a Markup,
    handles_here: bool,
}

#[derive(Template)]
#[template(path = "verify_foot.html")]
struct VerifyFoot<'a> {
    page: Page,
    look: &'a Look,
}

/// Where the contacts stand in which a reader of `/verify` searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handles {
    /// On that page.
    Here,
    /// In the file to take along, because there are too many for a page.
    InTheFile,
}

#[derive(Template)]
#[template(path = "privacy.html")]
struct Privacy<'a> {
    page: Page,
    look: &'a Look,
}

#[derive(Template)]
#[template(path = "not_found.html")]
struct NotFound<'a> {
    page: Page,
    look: &'a Look,
}

#[derive(Template)]
#[template(path = "gone.html")]
struct Gone<'a> {
    page: Page,
    look: &'a Look,
    desk: Option<&'a Markup>,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    page: Page,
    look: &'a Look,
    headline: &'static str,
    detail: &'static str,
}

#[derive(Template)]
#[template(path = "opening.html")]
struct Opening<'a> {
    page: Page,
    look: &'a Look,
}

/// How the page of one profile begins, down to the end of the masthead. So does each answer that there is none, to the
/// last octet.
pub fn opening(look: &Look) -> String {
    rendered(&Opening { page: Page::new(Place::Elsewhere), look })
}

/// What each of `kinds` of channel hides and reveals, and which to choose: `/safety`.
pub fn safety_page(look: &Look, kinds: &[ChannelKind]) -> String {
    let kinds = kinds.iter().copied().map(ShownKind).collect();
    rendered(&Safety { page: Page::new(Place::Safety), look, kinds })
}

/// How to check somebody who wrote first, or a contact that was kept: `/verify`, down to the list of all contacts.
pub fn verify_head(look: &Look, handles: Handles) -> String {
    // Any month will do: it says what a month means.
    let month = words::month(Timestamp::from_seconds(SAMPLE_SECONDS).month());
    rendered(&VerifyHead {
        page: Page::new(Place::Verify),
        look,
        address: &words::address(&format!("{}/", look.site)),
        command: &words::command("masthead check-handle"),
        month: &month,
        handles_here: handles == Handles::Here,
    })
}

/// The rest of `/verify`.
pub fn verify_foot(look: &Look) -> String {
    rendered(&VerifyFoot { page: Page::new(Place::Verify), look })
}

/// 22 November 2026.
const SAMPLE_SECONDS: i64 = 1_795_305_600;

/// What is recorded, and what is not: `/privacy`.
pub fn privacy_page(look: &Look) -> String {
    rendered(&Privacy { page: Page::new(Place::Privacy), look })
}

/// The answer to an address that is nobody's, after the opening.
pub fn not_found_page(look: &Look) -> String {
    rendered(&NotFound { page: Page::new(Place::Elsewhere), look })
}

/// The answer for a withdrawn profile, after the opening. It names the desk to turn to and not the person who was here.
pub fn gone_page(look: &Look, desk: Option<&DeskReference>) -> String {
    let desk = desk.map(person::desk_page);
    rendered(&Gone { page: Page::new(Place::Elsewhere), look, desk: desk.as_ref() })
}

/// The answer to a request that could not be served, after the opening.
pub fn problem_page(look: &Look, status: StatusCode) -> String {
    let (headline, detail) = match status {
        StatusCode::TOO_MANY_REQUESTS => ("problem-wait-title", "problem-wait"),
        StatusCode::SERVICE_UNAVAILABLE => ("problem-soon-title", "problem-soon"),
        status if status.is_server_error() => ("problem-ours-title", "problem-ours"),
        _ => ("problem-request-title", "problem-request"),
    };
    rendered(&ProblemPage { page: Page::new(Place::Elsewhere), look, headline, detail })
}

/// What stands over every page of an edition that is past its validity, which was published at `published_at`.
pub fn stale_notice(published_at: Timestamp) -> String {
    rendered(&StaleNotice { published: &words::day(published_at) })
}

#[derive(Template)]
#[template(path = "stale_notice.html")]
struct StaleNotice<'a> {
    published: &'a Markup,
}
