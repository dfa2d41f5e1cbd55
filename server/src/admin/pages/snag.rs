//! Why a button did not do what it says. A button keeps nothing that was typed, so it has no form to come back to.

use askama::Template;
use directory::Profile;
use http::StatusCode;

use super::edit::Standing;
use super::layout::Frame;
use super::markup::rendered;
use super::visit::{Answered, Reply, Visit, short};

#[derive(Template)]
#[template(path = "staff/snag.html")]
struct Snag {
    frame: Frame,
    name: String,
    address: String,
    meanwhile: Option<Vec<String>>,
}

/// The page that says what is wrong, and leads back to the profile.
#[expect(clippy::unnecessary_wraps, reason = "handlers end with it")]
pub(super) fn page(visit: &Visit<'_>, profile: &Profile, standing: Standing) -> Answered {
    let status =
        if standing.meanwhile.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let snag = Snag {
        frame: visit.frame(format!("Not done: {}", short(&profile.name)), "").faults(standing.faults),
        name: profile.name.to_string(),
        address: format!("/profiles/{}", profile.slug),
        meanwhile: standing.meanwhile,
    };
    Ok(Reply::Page(status, rendered(&snag)))
}
