//! Whether, and how, sources see a profile: publishing, pausing, withdrawing, shielding, and the end of an engagement.

use askama::Template;
use directory::{Act, Change, Profile, Status};

use super::edit::Standing;
use super::form::{Faults, Field, Typed};
use super::layout::Frame;
use super::markup::Markup;
use super::visit::{Answered, Reply, Visit, short};
use super::words;

#[derive(Template)]
#[template(path = "staff/status.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one condition of the template")]
struct StatusPage {
    frame: Frame,
    slug: String,
    name: String,
    revision: u64,
    is_draft: bool,
    is_listed: bool,
    is_paused: bool,
    is_withdrawn: bool,
    is_shielded: bool,
    may_edit: bool,
    until: Markup,
    ends_at: Markup,
}

/// `GET /profiles/{slug}/status`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    Reply::page(&page(visit, profile, Standing::fresh(Typed::default())))
}

fn page(visit: &Visit<'_>, profile: &Profile, standing: Standing) -> StatusPage {
    let (typed, faults) = (&standing.typed, &standing.faults);
    let ends_at = profile.ends_at.map(words::date).unwrap_or_default();
    StatusPage {
        slug: profile.slug.to_string(),
        name: profile.name.to_string(),
        revision: profile.revision,
        is_draft: profile.status == Status::Draft,
        is_listed: profile.status == Status::Listed,
        is_paused: profile.status == Status::Paused,
        is_withdrawn: profile.status == Status::Withdrawn,
        is_shielded: profile.shielded_at.is_some(),
        may_edit: visit.may(Act::EditProfiles),
        until: Field::kind("until", "Until", "date")
            .hint("If it is known. It ends by itself on that day; the date is not public.")
            .optional()
            .typed(typed, faults)
            .markup(),
        ends_at: Field::kind("ends_at", "Last day", "date")
            .hint("From then on the profile is shown as paused. Empty: it goes on.")
            .optional()
            .value(if typed.has("ends_at") { typed.one("ends_at").to_owned() } else { ends_at })
            .faults(faults)
            .markup(),
        frame: visit.frame(format!("Status of {}", short(&profile.name)), "").faults(standing.faults),
    }
}

/// `POST …/publish`: a draft, a paused or a withdrawn profile.
pub(super) async fn publish(visit: &Visit<'_>) -> Answered {
    press(visit, |profile| Ok(Change::Publish { profile: profile.id.clone() })).await
}

/// `POST …/pause`.
pub(super) async fn pause(visit: &Visit<'_>) -> Answered {
    press(visit, |profile| {
        let until = date(visit, "until")?;
        Ok(Change::Pause { profile: profile.id.clone(), until })
    })
    .await
}

/// `POST …/withdraw`.
pub(super) async fn withdraw(visit: &Visit<'_>) -> Answered {
    press(visit, |profile| {
        if visit.typed.has("sure") {
            Ok(Change::Withdraw { profile: profile.id.clone() })
        } else {
            Err(Faults::of("sure", "Tick that you mean it: a withdrawn profile is gone for sources at once"))
        }
    })
    .await
}

/// `POST …/shield`.
pub(super) async fn shield(visit: &Visit<'_>) -> Answered {
    press(visit, |profile| Ok(Change::Shield { profile: profile.id.clone() })).await
}

/// `POST …/unshield`.
pub(super) async fn unshield(visit: &Visit<'_>) -> Answered {
    press(visit, |profile| Ok(Change::Unshield { profile: profile.id.clone() })).await
}

/// `POST …/end`.
pub(super) async fn set_end(visit: &Visit<'_>) -> Answered {
    press(visit, |profile| {
        let ends_at = date(visit, "ends_at")?;
        Ok(Change::SetEnd { profile: profile.id.clone(), ends_at })
    })
    .await
}

fn date(visit: &Visit<'_>, field: &'static str) -> Result<Option<directory::Timestamp>, Faults> {
    let text = visit.typed.one(field);
    if text.is_empty() {
        return Ok(None);
    }
    words::read_date(text)
        .map(Some)
        .ok_or_else(|| Faults::of(field, "That is not a day; write it as 2026-11-30"))
}

async fn press(visit: &Visit<'_>, change: impl Fn(&Profile) -> Result<Change, Faults>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    match change(profile) {
        Ok(change) => visit.press(&stored, profile, vec![change]).await,
        Err(faults) => Reply::again(&page(visit, profile, Standing::faulty(visit.typed, faults))),
    }
}
