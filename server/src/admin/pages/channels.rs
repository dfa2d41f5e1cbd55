//! The channels of a profile: adding, changing, hiding, showing, ordering, removing.

use directory::{
    Change, Channel, ChannelId, ChannelKind, ChannelValue, Label, NewChannel, Note, Profile, Visibility,
};

use super::edit::{Edit, Standing};
use super::form::{Choice, Faults, Field, Typed};
use super::stranger::in_query;
use super::visit::{Answered, Reply, Tried, Visit, done_word, nothing_here, tried};
use crate::auth::Refusal;
use crate::editing::SubmitError;
use crate::http::Problem;
use crate::secret::Random;
use crate::store::Stored;

const ADD_DECK: &str = "A new channel is something that a source may act on: it waits for a second person, who makes sure \
with the reporter that it is true. On a draft it is saved at once.";
const CHANGE_DECK: &str = "Another value, or showing it to more people, waits for a second person; until then the old value \
serves. Showing it to fewer people, the label and the note change at once.";

/// `GET /profiles/{slug}/channels/new`.
pub(super) async fn show_new(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let typed = Typed::default().with("visibility", "listed");
    form(visit, profile, None, Standing::fresh(typed)).answer()
}

/// `POST /profiles/{slug}/channels/new`.
pub(super) async fn add(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let id = ChannelId::from_random(Random::system().octets());
    if !visit.is_recent() {
        return form(visit, profile, None, Standing::faulty(visit.typed, Faults::code_needed())).answer();
    }
    match read(visit.typed, id, None) {
        Ok(channel) => {
            let (profile_id, rank) = (profile.id.clone(), usize::MAX);
            let changes = vec![Change::AddChannel { profile: profile_id, channel: Box::new(channel), rank }];
            visit.save(&stored, profile, changes, |standing| form(visit, profile, None, standing)).await
        }
        Err(faults) => form(visit, profile, None, Standing::faulty(visit.typed, faults)).answer(),
    }
}

/// `GET /profiles/{slug}/channels/{channel}`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let (profile, channel) = visit.channel(&stored)?;
    form(visit, profile, Some(channel), Standing::fresh(present(channel))).answer()
}

/// `POST /profiles/{slug}/channels/{channel}`.
pub(super) async fn save(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let (profile, channel) = visit.channel(&stored)?;
    let again = |standing| form(visit, profile, Some(channel), standing);
    if !visit.is_recent() {
        return again(Standing::faulty(visit.typed, Faults::code_needed())).answer();
    }
    match read(visit.typed, channel.id.clone(), Some(channel)) {
        Ok(new) if is_same(&new, channel) => Reply::see(format!("/profiles/{}", profile.slug)),
        Ok(new) => {
            let changes = vec![Change::ChangeChannel { profile: profile.id.clone(), channel: Box::new(new) }];
            visit.save(&stored, profile, changes, again).await
        }
        Err(faults) => again(Standing::faulty(visit.typed, faults)).answer(),
    }
}

/// `POST …/hide`.
pub(super) async fn hide(visit: &Visit<'_>) -> Answered {
    press(visit, |profile, channel| Change::HideChannel {
        profile: profile.id.clone(),
        channel: channel.id.clone(),
    })
    .await
}

/// `POST …/show`.
pub(super) async fn show_again(visit: &Visit<'_>) -> Answered {
    press(visit, |profile, channel| Change::ShowChannel {
        profile: profile.id.clone(),
        channel: channel.id.clone(),
        visibility: Visibility::Listed,
    })
    .await
}

/// `POST …/up`.
pub(super) async fn up(visit: &Visit<'_>) -> Answered {
    press(visit, |profile, channel| ranked(profile, channel, |place| place.saturating_sub(1))).await
}

/// `POST …/down`.
pub(super) async fn down(visit: &Visit<'_>) -> Answered {
    press(visit, |profile, channel| ranked(profile, channel, |place| place.saturating_add(1))).await
}

/// `POST …/remove`.
pub(super) async fn remove(visit: &Visit<'_>) -> Answered {
    press(visit, |profile, channel| Change::RemoveChannel {
        profile: profile.id.clone(),
        channel: channel.id.clone(),
    })
    .await
}

/// `POST …/confirm`.
pub(super) async fn confirm(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let (profile, channel) = visit.channel(&stored)?;
    visit.staff.editing.confirm(visit.by, &profile.id, std::slice::from_ref(&channel.id)).await?;
    Reply::see(format!("/profiles/{}?done=confirmed", profile.slug))
}

fn ranked(profile: &Profile, channel: &Channel, place: impl Fn(usize) -> usize) -> Change {
    let present = profile.channels.iter().position(|held| held.id == channel.id).unwrap_or_default();
    Change::RankChannel { profile: profile.id.clone(), channel: channel.id.clone(), rank: place(present) }
}

impl Visit<'_> {
    /// The profile and the channel that the path names.
    pub(super) fn channel<'s>(&self, stored: &'s Stored) -> Result<(&'s Profile, &'s Channel), Problem> {
        // A desk's member confirms its channels without reaching anything else of it.
        let profile = if self.by.act() == directory::Act::ConfirmChannels {
            self.confirmable(stored)?
        } else {
            self.profile(stored)?
        };
        let id = ChannelId::parse(self.piece(1)).map_err(|_| nothing_here())?;
        let channel = profile.channels.iter().find(|channel| channel.id == id).ok_or_else(nothing_here)?;
        Ok((profile, channel))
    }
}

/// Does what one button says, without a form to come back to.
async fn press(visit: &Visit<'_>, change: impl Fn(&Profile, &Channel) -> Change) -> Answered {
    let stored = visit.directory().await?;
    let (profile, channel) = visit.channel(&stored)?;
    let changes = vec![change(profile, channel)];
    visit.press(&stored, profile, changes).await
}

impl Visit<'_> {
    /// Submits what a button says. What comes back is shown on a page of its own, because a button keeps nothing.
    pub(super) async fn press(&self, stored: &Stored, profile: &Profile, changes: Vec<Change>) -> Answered {
        let page = format!("/profiles/{}", profile.slug);
        let submitted = self.staff.editing.submit(self.by, &profile.id, self.revision(), changes).await;
        if let Err(SubmitError::Refused(Refusal::StepUp)) = submitted {
            return Reply::see(format!("/step-up?next={}", in_query(&page)));
        }
        match tried(submitted)? {
            Tried::Done(outcome) => Reply::see(format!("{page}?done={}", done_word(&outcome))),
            Tried::Faulty(faults) => {
                super::snag::page(self, profile, super::edit::Standing::faulty(self.typed, faults))
            }
            Tried::Stale => {
                let standing = self.overtaken(stored, profile).await?;
                super::snag::page(self, profile, standing)
            }
        }
    }
}

fn present(channel: &Channel) -> Typed {
    Typed::default()
        .with("kind", channel.value.kind().as_str())
        .with("value", channel.value.as_str())
        .with("label", channel.label.as_ref().map_or("", Label::as_str))
        .with("note", channel.note.as_ref().map_or("", Note::as_str))
        .with("visibility", visibility_name(channel.visibility))
}

const fn visibility_name(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Hidden => "hidden",
        Visibility::Profile => "profile",
        Visibility::Listed => "listed",
    }
}

fn read_visibility(text: &str) -> Option<Visibility> {
    [Visibility::Hidden, Visibility::Profile, Visibility::Listed]
        .into_iter()
        .find(|visibility| visibility_name(*visibility) == text)
}

fn form(visit: &Visit<'_>, profile: &Profile, channel: Option<&Channel>, standing: Standing) -> Edit {
    let (typed, faults) = (&standing.typed, &standing.faults);
    let mut fields = value_fields(typed, faults);
    let chosen = read_visibility(typed.one("visibility")).unwrap_or(Visibility::Listed);
    let choice =
        |visibility: Visibility, words| Choice::new(visibility_name(visibility), words, visibility == chosen);
    fields.extend([
        Field::radios(
            "visibility",
            "Where it is shown",
            vec![
                choice(Visibility::Listed, "Everywhere")
                    .hint("On the page, in the directory, under articles and in cards."),
                choice(Visibility::Profile, "On the profile’s own page only"),
                choice(Visibility::Hidden, "Nowhere for now"),
            ],
        )
        .faults(faults),
        Field::line("label", "Label")
            .hint("Instead of the kind’s name, such as “Signal, nights and weekends”.")
            .optional()
            .typed(typed, faults),
        Field::line("note", "Note")
            .hint("A sentence beside it, without any contact in it: “I read this on weekdays.”")
            .optional()
            .typed(typed, faults),
    ]);
    let fields = fields.iter().map(Field::markup).collect();
    match channel {
        None => visit.edit_form(profile, "Add a channel", standing, fields).deck(ADD_DECK).button("Add it"),
        Some(_) => visit.edit_form(profile, "Edit a channel", standing, fields).deck(CHANGE_DECK),
    }
}

/// The fields that say what a channel is.
pub(super) fn value_fields(typed: &Typed, faults: &Faults) -> Vec<Field> {
    let chosen = typed.one("kind");
    let kinds =
        ChannelKind::ALL.map(|kind| Choice::new(kind.as_str(), kind_name(kind), kind.as_str() == chosen));
    vec![
        Field::select("kind", "Kind", kinds.into()).faults(faults),
        Field::lines("value", "Number, address or key", 3)
            .hint(
                "Numbers with their country code: +44 20 7946 0123. For a PGP key, paste the whole public key block. \
                 It is checked for typing errors before it is saved.",
            )
            .typed(typed, faults),
    ]
}

/// The kinds of Signal contact share a label and need telling apart here.
pub(super) fn kind_name(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::SignalLink => "Signal: link",
        ChannelKind::SignalUsername => "Signal: username",
        ChannelKind::SignalNumber => "Signal: number",
        ChannelKind::App => "Another app, with instructions",
        kind => kind.label(),
    }
}

/// What was typed as the value of a channel.
pub(super) fn read_value(typed: &Typed, faults: &mut Faults) -> Option<ChannelValue> {
    let Some(kind) = ChannelKind::parse(typed.one("kind")) else {
        faults.add("kind", "Choose what kind of channel it is");
        return None;
    };
    faults.take("value", kind_name(kind), ChannelValue::parse(kind, typed.one("value")))
}

fn read(typed: &Typed, id: ChannelId, before: Option<&Channel>) -> Result<NewChannel, Faults> {
    let mut faults = Faults::default();
    let value = read_value(typed, &mut faults);
    let label = typed.has("label").then(|| Label::parse(typed.one("label"))).transpose();
    let label = faults.take("label", "The label", label);
    let note = typed.has("note").then(|| Note::parse(typed.one("note"))).transpose();
    let note = faults.take("note", "The note", note);
    let visibility = read_visibility(typed.one("visibility"));
    if visibility.is_none() {
        faults.add("visibility", "Choose where it is shown");
    }
    let (Some(value), Some(label), Some(note), Some(visibility)) = (value, label, note, visibility) else {
        return Err(faults);
    };
    // A confirmation is of a value: a new one has none yet.
    let kept = before.filter(|before| before.value == value);
    Ok(NewChannel {
        id,
        label,
        note,
        visibility,
        confirmed_at: kept.and_then(|before| before.confirmed_at),
        confirm_by: kept.and_then(|before| before.confirm_by),
        value,
    })
}

fn is_same(new: &NewChannel, channel: &Channel) -> bool {
    new.value == channel.value
        && new.label == channel.label
        && new.note == channel.note
        && new.visibility == channel.visibility
}
