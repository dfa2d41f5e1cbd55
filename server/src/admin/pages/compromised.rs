//! “My number is compromised”: hide it now, and propose what takes its place.

use askama::Template;
use directory::{Act, ChannelId, Directory, NewChannel, Profile, Strength, Visibility};

use super::channels::{kind_name, read_value, value_fields};
use super::form::{Choice, Faults, Field, Typed};
use super::layout::Frame;
use super::markup::Markup;
use super::profile::label;
use super::stranger::in_query;
use super::visit::{Answered, Reply, Tried, Visit, short, tried};
use crate::editing::Outcome;
use crate::secret::Random;

#[derive(Template)]
#[template(path = "staff/compromised.html")]
struct Compromised {
    frame: Frame,
    slug: String,
    name: String,
    is_own: bool,
    desk: Option<String>,
    channel: Markup,
    kind: Markup,
    value: Markup,
}

/// `GET /profiles/{slug}/compromised`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    Reply::page(&form(visit, &stored.directory, profile, &Typed::default(), Faults::default()))
}

/// `POST /profiles/{slug}/compromised`.
pub(super) async fn hide(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let typed = visit.typed;
    let mut faults = Faults::default();
    let channel = ChannelId::parse(typed.one("channel")).ok();
    let channel = channel.and_then(|id| profile.channels.iter().find(|channel| channel.id == id));
    if channel.is_none() {
        faults.add("channel", "Choose which one is compromised");
    }
    let replacement = if typed.has("value") { read_value(typed, &mut faults) } else { None };
    let Some(channel) = channel.filter(|_| faults.is_empty()) else {
        return Reply::again(&form(visit, &stored.directory, profile, typed, faults));
    };
    let visibility = match channel.visibility {
        Visibility::Hidden => Visibility::Listed,
        shown => shown,
    };
    let replacement = replacement.map(|value| NewChannel {
        id: ChannelId::from_random(Random::system().octets()),
        value,
        label: channel.label.clone(),
        note: channel.note.clone(),
        visibility,
        confirmed_at: None,
        confirm_by: None,
    });
    // Hiding never waits for a code. What takes its place does: it is typed again after the code.
    let strong = visit.by.visitor().permit(Act::EditProfiles, Strength::Recent).ok();
    let needs_code = replacement.is_some() && strong.is_none();
    let replacement = replacement.filter(|_| strong.is_some());
    let by = strong.as_ref().filter(|_| replacement.is_some()).unwrap_or(visit.by);
    let hidden = visit.staff.editing.compromised(by, &profile.id, &channel.id, replacement).await;
    match tried(hidden)? {
        Tried::Done(_) if needs_code => {
            let next = format!("/profiles/{}/channels/new?done=hidden", profile.slug);
            Reply::see(format!("/step-up?next={}", in_query(&next)))
        }
        Tried::Done(outcome) => {
            let done = match outcome {
                Outcome::Applied { .. } => "closed",
                Outcome::Waiting(_) => "waiting",
                Outcome::Both { .. } => "both",
            };
            Reply::see(format!("/profiles/{}?done={done}", profile.slug))
        }
        Tried::Faulty(faults) => Reply::again(&form(visit, &stored.directory, profile, typed, faults)),
        Tried::Stale => {
            let faults = Faults::whole("Somebody changed the profile at this moment. Press the button again");
            Reply::again(&form(visit, &stored.directory, profile, typed, faults))
        }
    }
}

fn form(
    visit: &Visit<'_>,
    directory: &Directory,
    profile: &Profile,
    typed: &Typed,
    faults: Faults,
) -> Compromised {
    let shown = profile.channels.iter().filter(|channel| channel.visibility != Visibility::Hidden);
    let only = shown.clone().count() == 1;
    let chosen = typed.one("channel");
    let choices = shown.map(|channel| {
        let is_chosen = only || channel.id.as_str() == chosen;
        let words = format!("{}: {}", label(channel), channel.value.display());
        Choice::new(channel.id.as_str(), words, is_chosen).hint(kind_name(channel.value.kind()))
    });
    let mut replacement = value_fields(typed, &faults).into_iter().map(Field::optional);
    let desk = profile.desk.as_ref().and_then(|desk| directory.profile(desk));
    Compromised {
        slug: profile.slug.to_string(),
        name: profile.name.to_string(),
        is_own: visit.by.account().profile.as_ref() == Some(&profile.id),
        desk: desk.map(|desk| desk.name.to_string()),
        channel: Field::radios("channel", "Which one?", choices.collect()).faults(&faults).markup(),
        kind: replacement.next().as_ref().map_or_else(Markup::nothing, Field::markup),
        value: replacement.next().as_ref().map_or_else(Markup::nothing, Field::markup),
        frame: visit.frame(format!("A number is compromised: {}", short(&profile.name)), "").faults(faults),
    }
}
