//! A profile's portrait: decoded, cut and encoded again before it is kept, so that nothing that was hidden in the file
//! comes along.

use askama::Template;
use data_encoding::BASE64;
use directory::{Change, ConsentTopic, Profile};

use super::edit::Standing;
use super::form::{Faults, Field, Typed};
use super::layout::Frame;
use super::markup::Markup;
use super::visit::{Answered, Reply, Tried, Visit, done_word, short, tried};
use crate::http::Problem;

#[derive(Template)]
#[template(path = "staff/photo.html")]
struct PhotoPage {
    frame: Frame,
    slug: String,
    name: String,
    revision: u64,
    has_consent: bool,
    present: Option<String>,
    file: Markup,
}

/// `GET /profiles/{slug}/photo`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    Reply::page(&page(visit, profile, Standing::fresh(Typed::default())).await?)
}

/// `POST /profiles/{slug}/photo`.
pub(super) async fn set(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let Some(file) = visit.file else {
        return again(visit, profile, Faults::of("file", "Choose a file first")).await;
    };
    let portrait = match visit.admin.portrait(&file.octets).await {
        Ok(portrait) => portrait,
        Err(problem) => {
            let reason = problem.errors.first().map(|error| format!("The picture {}", error.detail));
            let reason = reason.unwrap_or_else(|| problem.detail.clone().into_owned());
            return again(visit, profile, Faults::of("file", reason)).await;
        }
    };
    let submitted = visit.staff.editing.set_photo(visit.by, &profile.id, visit.revision(), portrait).await;
    match tried(submitted)? {
        Tried::Done(outcome) => {
            Reply::see(format!("/profiles/{}?done={}", profile.slug, done_word(&outcome)))
        }
        Tried::Faulty(faults) => again(visit, profile, faults).await,
        Tried::Stale => {
            let standing = visit.overtaken(&stored, profile).await?;
            super::snag::page(visit, profile, standing)
        }
    }
}

/// `POST /profiles/{slug}/photo/remove`.
pub(super) async fn remove(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let changes = vec![Change::SetPhoto { profile: profile.id.clone(), photo: None }];
    visit.press(&stored, profile, changes).await
}

async fn again(visit: &Visit<'_>, profile: &Profile, faults: Faults) -> Answered {
    Reply::again(&page(visit, profile, Standing::faulty(&Typed::default(), faults)).await?)
}

async fn page(visit: &Visit<'_>, profile: &Profile, standing: Standing) -> Result<PhotoPage, Problem> {
    let present = match &profile.photo {
        Some(hash) => visit.staff.editing.photo(visit.by, hash).await?.map(|octets| BASE64.encode(&octets)),
        None => None,
    };
    Ok(PhotoPage {
        slug: profile.slug.to_string(),
        name: profile.name.to_string(),
        revision: profile.revision,
        has_consent: profile.consents.contains_key(&ConsentTopic::Photo),
        present,
        file: Field::file("file", "Picture", "image/jpeg,image/png,image/webp")
            .hint("JPEG, PNG or WebP of at most 2 MB. The middle square is kept; the place and camera that the file may name are dropped.")
            .faults(&standing.faults)
            .markup(),
        frame: visit.frame(format!("Photo of {}", short(&profile.name)), "").faults(standing.faults),
    })
}
