//! The newsroom's own lists: beats and outlets.

use askama::Template;
use directory::{Act, Beat, BeatSlug, Change, Name, Outlet};

use super::form::{Faults, Field, Typed};
use super::layout::Frame;
use super::markup::Markup;
use super::visit::{Answered, Reply, Tried, Visit, tried};
use crate::editing::Outcome;

#[derive(Template)]
#[template(path = "staff/lists.html")]
struct Lists {
    frame: Frame,
    beats: Vec<(String, String)>,
    outlets: Vec<String>,
    may_edit: bool,
    beat: Markup,
    outlet: Markup,
}

/// `GET /lists`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    Reply::page(&page(visit, &Typed::default(), Faults::default()).await?)
}

/// `POST /lists`: one more beat, or one more outlet.
pub(super) async fn add(visit: &Visit<'_>) -> Answered {
    let change = match read(visit.typed) {
        Ok(change) => change,
        Err(faults) => return Reply::again(&page(visit, visit.typed, faults).await?),
    };
    let submitted = visit.staff.editing.submit_lists(visit.by, vec![change]).await;
    match tried(submitted.map(|()| Outcome::Applied { revision: 0 }))? {
        Tried::Done(_) => Reply::see("/lists?done=added"),
        Tried::Faulty(faults) => Reply::again(&page(visit, visit.typed, faults).await?),
        Tried::Stale => {
            let faults = Faults::whole("Somebody else edited the directory at this moment. Send it again");
            Reply::again(&page(visit, visit.typed, faults).await?)
        }
    }
}

fn read(typed: &Typed) -> Result<Change, Faults> {
    let mut faults = Faults::default();
    if typed.has("outlet") {
        let name = faults.take("outlet", "The outlet", Name::parse(typed.one("outlet")));
        return name.map(|name| Change::SetOutlet(Outlet { name })).ok_or(faults);
    }
    let name = faults.take("beat", "The beat", Name::parse(typed.one("beat")));
    let slug = name.as_ref().and_then(|name| faults.take("beat", "The beat", BeatSlug::from_name(name)));
    name.zip(slug).map(|(name, slug)| Change::SetBeat(Beat { slug, name })).ok_or(faults)
}

async fn page(visit: &Visit<'_>, typed: &Typed, faults: Faults) -> Result<Lists, crate::http::Problem> {
    let stored = visit.directory().await?;
    let beats = stored.directory.beats();
    Ok(Lists {
        beats: beats.map(|beat| (beat.name.to_string(), beat.slug.to_string())).collect(),
        outlets: stored.directory.outlets().map(|outlet| outlet.name.to_string()).collect(),
        may_edit: visit.may(Act::MakeProfiles),
        beat: Field::line("beat", "Another beat")
            .hint("Such as “Courts and prisons”.")
            .typed(typed, &faults)
            .markup(),
        outlet: Field::line("outlet", "Another outlet")
            .hint("A publication that people here work for.")
            .typed(typed, &faults)
            .markup(),
        frame: visit.frame("Beats and outlets", "/lists").faults(faults),
    })
}
