//! Every profile, as staff find it: searched, filtered, a hundred at a time.

use askama::Template;
use directory::{Act, Channel, Profile, ProfileId, ProfileKind, Reach, Status, Timestamp, Visibility};

use super::form::Field;
use super::layout::Frame;
use super::markup::Markup;
use super::stranger::in_query;
use super::visit::{Answered, Reply, Visit};
use super::words;
use crate::store::records::{Proposal, Proposed};

/// How many profiles stand on one page.
const ON_A_PAGE: usize = 100;
/// How long before its date a channel counts as due.
const DUE_SECONDS: i64 = 14 * 86_400;

#[derive(Template)]
#[template(path = "staff/roster.html")]
struct Roster {
    frame: Frame,
    search: Markup,
    filters: Vec<Filter>,
    filter: &'static str,
    rows: Vec<RosterRow>,
    count: String,
    earlier: Option<String>,
    later: Option<String>,
    may_make: bool,
    is_empty_newsroom: bool,
}

struct Filter {
    address: String,
    words: &'static str,
    number: usize,
    is_here: bool,
}

struct RosterRow {
    slug: String,
    name: String,
    is_desk: bool,
    outlet: String,
    status: &'static str,
    is_hot: bool,
    channels: String,
    due: Option<String>,
    is_waiting: bool,
}

/// Which profiles are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    Due,
    Waiting,
    Drafts,
    Paused,
    Withdrawn,
}

impl Show {
    const ALL: [Self; 6] = [Self::All, Self::Due, Self::Waiting, Self::Drafts, Self::Paused, Self::Withdrawn];

    const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Due => "due",
            Self::Waiting => "waiting",
            Self::Drafts => "drafts",
            Self::Paused => "paused",
            Self::Withdrawn => "withdrawn",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Due => "To be confirmed",
            Self::Waiting => "Waiting for a second person",
            Self::Drafts => "Drafts",
            Self::Paused => "Paused",
            Self::Withdrawn => "Withdrawn",
        }
    }

    fn takes(self, profile: &Profile, waiting: &[ProfileId], now: Timestamp) -> bool {
        match self {
            Self::All => profile.status != Status::Withdrawn,
            Self::Due => is_due(profile, now),
            Self::Waiting => waiting.contains(&profile.id),
            Self::Drafts => profile.status == Status::Draft,
            Self::Paused => profile.status == Status::Paused,
            Self::Withdrawn => profile.status == Status::Withdrawn,
        }
    }
}

/// `GET /`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let waiting = if visit.may(Act::ReadProposals) {
        visit.staff.editing.waiting(visit.by).await?.iter().filter_map(subject).cloned().collect()
    } else {
        Vec::new()
    };
    let mut profiles: Vec<&Profile> =
        stored.directory.profiles().filter(|profile| visit.by.covers(&profile.id).is_ok()).collect();
    // Whoever sees one profile alone is led straight to it.
    if let ([own], Reach::Own) = (profiles.as_slice(), visit.by.reach()) {
        return Reply::see(format!("/profiles/{}", own.slug));
    }
    profiles.sort_by_cached_key(|profile| (profile.sort_name.as_str().to_lowercase(), profile.slug.clone()));
    Reply::page(&page(visit, &profiles, &waiting))
}

fn subject(proposal: &Proposal) -> Option<&ProfileId> {
    match &proposal.proposed {
        Proposed::Profile { profile, .. } => Some(profile),
        Proposed::Account { .. } => None,
    }
}

fn page(visit: &Visit<'_>, profiles: &[&Profile], waiting: &[ProfileId]) -> Roster {
    let (now, sought) = (visit.now(), visit.query.one("q"));
    let show = Show::ALL.into_iter().find(|show| show.word() == visit.query.one("show"));
    let show = show.unwrap_or(Show::All);
    let found: Vec<&&Profile> = profiles.iter().filter(|profile| is_found(profile, sought)).collect();
    let filters = Show::ALL.map(|filter| Filter {
        address: address(filter, sought, 0),
        words: filter.label(),
        number: found.iter().filter(|profile| filter.takes(profile, waiting, now)).count(),
        is_here: filter == show,
    });
    let shown: Vec<&&&Profile> = found.iter().filter(|profile| show.takes(profile, waiting, now)).collect();
    let from: usize = visit.query.one("from").parse().unwrap_or(0);
    let from = if from < shown.len() { from } else { 0 };
    let rows: Vec<RosterRow> =
        shown.iter().skip(from).take(ON_A_PAGE).map(|profile| row(profile, waiting, now)).collect();
    let to = from + rows.len();
    Roster {
        search: Field::kind("q", "Search", "search")
            .hint("A name, an outlet, a beat or a slug.")
            .value(sought)
            .markup(),
        filter: show.word(),
        count: if rows.is_empty() {
            "Nobody".to_owned()
        } else {
            format!("{}–{to} of {}", from + 1, shown.len())
        },
        earlier: (from > 0).then(|| address(show, sought, from.saturating_sub(ON_A_PAGE))),
        later: (to < shown.len()).then(|| address(show, sought, to)),
        rows,
        filters: filters.into(),
        may_make: visit.may(Act::MakeProfiles),
        is_empty_newsroom: profiles.is_empty(),
        frame: visit.frame("Directory", "/"),
    }
}

fn address(show: Show, sought: &str, from: usize) -> String {
    let mut address = format!("/?show={}", show.word());
    if !sought.is_empty() {
        address.push_str(&format!("&q={}", in_query(sought)));
    }
    if from > 0 {
        address.push_str(&format!("&from={from}"));
    }
    address
}

/// Whether every word that is sought stands in the profile.
fn is_found(profile: &Profile, sought: &str) -> bool {
    let beats = profile.beats.iter().map(directory::BeatSlug::as_str);
    let text =
        [profile.name.as_str(), profile.sort_name.as_str(), profile.slug.as_str(), profile.outlet.as_str()]
            .into_iter()
            .chain(beats)
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
    sought.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

/// Whether one of its channels is to be confirmed by its owner now.
pub(super) fn is_due(profile: &Profile, now: Timestamp) -> bool {
    matches!(profile.status, Status::Listed | Status::Paused)
        && profile.channels.iter().any(|channel| channel_is_due(channel, now))
}

/// Whether a channel is to be confirmed now.
pub(super) fn channel_is_due(channel: &Channel, now: Timestamp) -> bool {
    channel.visibility != Visibility::Hidden
        && channel.confirm_by.is_some_and(|by| by <= now.plus_seconds(DUE_SECONDS))
}

fn row(profile: &Profile, waiting: &[ProfileId], now: Timestamp) -> RosterRow {
    let shown = profile.channels.iter().filter(|channel| channel.visibility != Visibility::Hidden).count();
    let due = profile.channels.iter().filter(|channel| channel_is_due(channel, now));
    let soonest = due.filter_map(|channel| channel.confirm_by).min();
    RosterRow {
        slug: profile.slug.to_string(),
        name: profile.name.to_string(),
        is_desk: profile.kind == ProfileKind::Desk,
        outlet: profile.outlet.to_string(),
        status: words::status(profile.status),
        is_hot: profile.status == Status::Listed && shown == 0,
        channels: words::number(shown, "channel shown", "channels shown"),
        due: soonest.map(|by| format!("confirm by {}", words::day(by))),
        is_waiting: waiting.contains(&profile.id),
    }
}
