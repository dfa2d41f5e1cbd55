//! Pages of running text: advice, and the answers that name nobody.

use askama::Template;
use directory::{ChannelKind, DeskReference, Timestamp};

use super::Look;
use super::channel::ShownKind;
use super::document::{Page, Place};
use super::markup::rendered;
use super::words;

#[derive(Template)]
#[template(path = "safety.html")]
struct Safety<'a> {
    page: Page,
    look: &'a Look,
    kinds: Vec<ShownKind>,
}

#[derive(Template)]
#[template(path = "verify.html")]
struct Verify<'a> {
    page: Page,
    look: &'a Look,
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
    desk: Option<&'a DeskReference>,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    page: Page,
    look: &'a Look,
    headline: &'a str,
    detail: &'a str,
}

/// What each of `kinds` of channel hides and reveals, and which to choose: `/safety`.
pub fn safety_page(look: &Look, kinds: &[ChannelKind]) -> String {
    let kinds = kinds.iter().copied().map(ShownKind).collect();
    rendered(&Safety { page: Page::new("Safety", Place::Safety), look, kinds })
}

/// How to check a contact, or somebody who wrote first: `/verify`.
pub fn verify_page(look: &Look) -> String {
    rendered(&Verify { page: Page::new("Check a contact", Place::Verify), look })
}

/// What is recorded, and what is not: `/privacy`.
pub fn privacy_page(look: &Look) -> String {
    rendered(&Privacy { page: Page::new("Privacy", Place::Privacy), look })
}

/// The answer to an address that is nobody's.
pub fn not_found_page(look: &Look) -> String {
    rendered(&NotFound { page: Page::new("Contact", Place::Elsewhere), look })
}

/// The answer for a withdrawn profile. It names the desk to turn to and not the person who was here.
pub fn gone_page(look: &Look, desk: Option<&DeskReference>) -> String {
    rendered(&Gone { page: Page::new("Contact", Place::Elsewhere), look, desk })
}

/// The answer to a request that could not be served.
pub fn problem_page(look: &Look, headline: &str, detail: &str) -> String {
    rendered(&ProblemPage { page: Page::new("Contact", Place::Elsewhere), look, headline, detail })
}

/// What stands over every page of an edition that is past its validity, which was published at `published_at`.
pub fn stale_notice(published_at: Timestamp) -> String {
    rendered(&StaleNotice { published: words::day(published_at) })
}

#[derive(Template)]
#[template(path = "stale_notice.html")]
struct StaleNotice {
    published: String,
}
