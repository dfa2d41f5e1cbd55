//! A profile as the newsroom keeps it, with everything that can be done about it.

use askama::Template;
use data_encoding::BASE64;
use directory::{
    Act, Bio, Channel, Directory, Language, Profile, ProfileId, ProfileKind, Pronouns, Status, Title,
    Visibility,
};

use super::layout::Frame;
use super::roster::{channel_is_due, is_due};
use super::telling;
use super::visit::{Answered, Reply, Visit, short};
use super::words;
use crate::http::Problem;
use crate::store::records::{Proposal, Proposed};

#[derive(Template)]
#[template(path = "staff/profile.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is one condition of the template")]
struct ProfilePage {
    frame: Frame,
    slug: String,
    revision: u64,
    name: String,
    sort_name: String,
    title: String,
    outlets: String,
    is_desk: bool,
    is_own: bool,
    status: &'static str,
    is_draft: bool,
    is_listed: bool,
    is_paused: bool,
    is_withdrawn: bool,
    paused_until: Option<String>,
    ends_at: Option<String>,
    shielded: Option<String>,
    public_page: String,
    bio: String,
    beats: String,
    languages: String,
    pronouns: String,
    consents: String,
    photo: Option<String>,
    desk: Option<(String, String)>,
    members: Vec<(String, String)>,
    channels: Vec<ShownChannel>,
    has_shown: bool,
    is_due: bool,
    /// Desks whose channels the visitor is to confirm as a member.
    desks_due: Vec<(String, String)>,
    waiting: Vec<WaitingProposal>,
    may_edit: bool,
    may_close: bool,
    may_confirm: bool,
    may_read_history: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "each is one condition of the template")]
struct ShownChannel {
    id: String,
    label: String,
    kind: &'static str,
    value: String,
    note: String,
    visibility: &'static str,
    is_hidden: bool,
    confirmed: String,
    is_due: bool,
    is_first: bool,
    is_last: bool,
}

/// A proposal, in a line.
pub(super) struct WaitingProposal {
    pub(super) id: String,
    pub(super) subject: String,
    pub(super) lines: Vec<String>,
    pub(super) by: String,
    pub(super) at: String,
    pub(super) next: String,
}

/// `GET /profiles/{slug}`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let waiting = waiting(visit, &stored.directory, &profile.id).await?;
    let photo = match &profile.photo {
        Some(hash) => visit.staff.editing.photo(visit.by, hash).await?.map(|octets| BASE64.encode(&octets)),
        None => None,
    };
    Reply::page(&page(visit, &stored.directory, profile, waiting, photo))
}

async fn waiting(
    visit: &Visit<'_>,
    directory: &Directory,
    profile: &ProfileId,
) -> Result<Vec<WaitingProposal>, Problem> {
    if !visit.may(Act::ReadProposals) {
        return Ok(Vec::new());
    }
    let names = visit.names().await?;
    let waiting = visit.staff.editing.waiting(visit.by).await?;
    let of_it = waiting.iter().filter(
        |proposal| matches!(&proposal.proposed, Proposed::Profile { profile: subject, .. } if subject == profile),
    );
    Ok(of_it.map(|proposal| WaitingProposal::of(visit, proposal, directory, &names)).collect())
}

impl WaitingProposal {
    pub(super) fn of(
        visit: &Visit<'_>,
        proposal: &Proposal,
        directory: &Directory,
        names: &super::people::Names,
    ) -> Self {
        let (subject, lines) = telling::proposed(&proposal.proposed, directory, names);
        Self {
            id: proposal.id.to_string(),
            subject,
            lines,
            by: names.actor(&proposal.proposed_by),
            at: words::moment(proposal.proposed_at),
            next: what_next(visit, proposal, directory),
        }
    }
}

/// What becomes of a proposal, and who can make it so.
pub(super) fn what_next(visit: &Visit<'_>, proposal: &Proposal, directory: &Directory) -> String {
    if let Proposed::Profile { profile, .. } = &proposal.proposed
        && directory.profile(profile).is_none_or(|now| now.revision != proposal.base_revision)
    {
        return "It cannot be confirmed any more, because the profile has moved on since: propose it again."
            .to_owned();
    }
    if let Some(until) = proposal.cool_off_until {
        return format!(
            "Nobody else could confirm it when it was proposed. It is done {}, on {}, unless somebody takes it back \
             or refuses it, or another account counts by then: it waits for that one.",
            words::until(visit.now(), until),
            words::moment(until)
        );
    }
    let who = match &proposal.proposed {
        Proposed::Profile { .. } => {
            "Another account confirms it: the reporter concerned, an editor, an approver or an owner."
        }
        Proposed::Account { .. } => "Another owner, editor or approver confirms it.",
    };
    format!("{who} It expires {}.", words::until(visit.now(), proposal.expires_at))
}

fn page(
    visit: &Visit<'_>,
    directory: &Directory,
    profile: &Profile,
    waiting: Vec<WaitingProposal>,
    photo: Option<String>,
) -> ProfilePage {
    let account = visit.by.account();
    let is_own = account.profile.as_ref() == Some(&profile.id);
    let is_member = account.profile.as_ref().is_some_and(|own| profile.members.contains(own));
    let other =
        |id: &ProfileId| directory.profile(id).map(|other| (other.name.to_string(), other.slug.to_string()));
    let outlets = std::iter::once(&profile.outlet).chain(&profile.also_at);
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    ProfilePage {
        slug: profile.slug.to_string(),
        revision: profile.revision,
        name: profile.name.to_string(),
        sort_name: profile.sort_name.to_string(),
        title: text(profile.title.as_ref().map(Title::as_str)),
        outlets: outlets.map(ToString::to_string).collect::<Vec<_>>().join(", "),
        is_desk: profile.kind == ProfileKind::Desk,
        is_own,
        status: words::status(profile.status),
        is_draft: profile.status == Status::Draft,
        is_listed: profile.status == Status::Listed,
        is_paused: profile.status == Status::Paused,
        is_withdrawn: profile.status == Status::Withdrawn,
        paused_until: profile.paused_until.map(words::day),
        ends_at: profile.ends_at.map(words::day),
        shielded: profile.shielded_at.map(words::day),
        public_page: format!(
            "{}{}/r/{}",
            visit.staff.public_origin,
            visit.staff.settings.public.base_path.as_str(),
            profile.slug
        ),
        bio: text(profile.bio.as_ref().map(Bio::as_str)),
        beats: beats(directory, profile),
        languages: profile.languages.iter().map(Language::name).collect::<Vec<_>>().join(", "),
        pronouns: text(profile.pronouns.as_ref().map(Pronouns::as_str)),
        consents: consents(profile),
        photo,
        desk: profile.desk.as_ref().and_then(other),
        members: profile.members.iter().filter_map(other).collect(),
        channels: channels(visit, profile),
        has_shown: profile.channels.iter().any(|channel| channel.visibility != Visibility::Hidden),
        is_due: is_due(profile, visit.now()),
        desks_due: if is_own { desks_due(visit, directory, profile) } else { Vec::new() },
        waiting,
        may_edit: visit.may(Act::EditProfiles),
        may_close: visit.may(Act::CloseDoors),
        may_confirm: visit.may(Act::ConfirmChannels) && (is_own || is_member),
        may_read_history: visit.may(Act::ReadHistory),
        frame: visit.frame(short(&profile.name), "/"),
    }
}

/// The desks that a person is a member of, with channels that are to be confirmed.
fn desks_due(visit: &Visit<'_>, directory: &Directory, person: &Profile) -> Vec<(String, String)> {
    let desks = directory.profiles().filter(|desk| desk.members.contains(&person.id));
    let due = desks.filter(|desk| is_due(desk, visit.now()));
    due.map(|desk| (desk.name.to_string(), desk.slug.to_string())).collect()
}

fn beats(directory: &Directory, profile: &Profile) -> String {
    let beats = profile.beats.iter().filter_map(|slug| directory.beat(slug));
    beats.map(|beat| beat.name.to_string()).collect::<Vec<_>>().join(", ")
}

fn consents(profile: &Profile) -> String {
    let words = |topic: &directory::ConsentTopic| match topic {
        directory::ConsentTopic::Phone => "telephone number",
        directory::ConsentTopic::Whatsapp => "WhatsApp number",
        directory::ConsentTopic::Photo => "photo",
        directory::ConsentTopic::Pronouns => "pronouns",
    };
    let given = profile.consents.iter();
    let given = given.map(|(topic, since)| format!("{} (since {})", words(topic), words::day(*since)));
    given.collect::<Vec<_>>().join(", ")
}

fn channels(visit: &Visit<'_>, profile: &Profile) -> Vec<ShownChannel> {
    let last = profile.channels.len().saturating_sub(1);
    let shown = profile.channels.iter().enumerate();
    shown.map(|(place, channel)| shown_channel(visit, channel, place == 0, place == last)).collect()
}

fn shown_channel(visit: &Visit<'_>, channel: &Channel, is_first: bool, is_last: bool) -> ShownChannel {
    let confirmed = channel.confirmed_at.map_or_else(
        || "not yet confirmed by its owner".to_owned(),
        |at| format!("confirmed {}", words::day(at)),
    );
    let again = channel.confirm_by.map_or_else(String::new, |by| format!(", again by {}", words::day(by)));
    ShownChannel {
        id: channel.id.to_string(),
        label: label(channel),
        kind: channel.value.kind().label(),
        value: channel.value.display(),
        note: channel.note.as_ref().map_or_else(String::new, ToString::to_string),
        visibility: words::visibility(channel.visibility),
        is_hidden: channel.visibility == Visibility::Hidden,
        confirmed: format!("{confirmed}{again}"),
        is_due: channel_is_due(channel, visit.now()),
        is_first,
        is_last,
    }
}

/// What a channel is called: the newsroom's own label, or the kind's.
pub(super) fn label(channel: &Channel) -> String {
    channel.label.as_ref().map_or_else(|| channel.value.kind().label().to_owned(), ToString::to_string)
}
