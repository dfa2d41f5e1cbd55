//! Changes in words, for a letter: what kind of thing changed, and of a contact no more than its last two characters.

use directory::{Change, ChannelId, ChannelKind, ChannelValue, NewChannel, Profile, ProfileEdit, Visibility};

use crate::store::records::AccountChange;

/// How many changes a letter names.
const CHANGES_MAX: usize = 20;

/// What a letter repeats of a contact: its kind and its last two characters, by which its owner knows it again and
/// nobody else finds it.
pub(super) fn masked(value: &ChannelValue) -> String {
    ending(noun(value.kind()), value.as_str())
}

/// `noun`, known by the last two letters or digits of `text`.
fn ending(noun: &str, text: &str) -> String {
    let mut last: Vec<char> = text.chars().rev().filter(|letter| letter.is_alphanumeric()).take(2).collect();
    last.reverse();
    format!("{noun} ending in {}", last.into_iter().collect::<String>())
}

const fn noun(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::SignalLink => "Signal link",
        ChannelKind::SignalUsername => "Signal username",
        ChannelKind::SignalNumber => "Signal number",
        kind => kind.label(),
    }
}

/// A channel of the profile, masked.
pub(super) fn channel(profile: Option<&Profile>, id: &ChannelId) -> String {
    let found = profile.and_then(|profile| profile.channels.iter().find(|channel| channel.id == *id));
    found.map_or_else(|| "a channel".to_owned(), |channel| masked(&channel.value))
}

/// Changes of a profile as it was before them, one line each.
pub(super) fn of_profile(changes: &[Change], profile: Option<&Profile>) -> Vec<String> {
    let mut lines: Vec<String> =
        changes.iter().take(CHANGES_MAX).map(|change| of_change(change, profile)).collect();
    let more = changes.len().saturating_sub(CHANGES_MAX);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines
}

fn of_change(change: &Change, profile: Option<&Profile>) -> String {
    match change {
        Change::SetBeat(beat) => format!("beat in the newsroom's list: {}", beat.name),
        Change::SetOutlet(outlet) => format!("outlet in the newsroom's list: {}", outlet.name),
        Change::AddProfile(new) => format!("new profile: {}, a draft", new.name),
        Change::EditProfile { edit, .. } => of_edit(edit),
        Change::MoveProfile { slug, .. } => format!("another address: /r/{slug}"),
        Change::AddChannel { channel, .. } => format!("new channel: {}", masked(&channel.value)),
        Change::ChangeChannel { channel: new, .. } => of_changed_channel(new, profile),
        Change::RankChannel { channel: id, rank, .. } => {
            format!("another place: {} is now number {}", channel(profile, id), rank.saturating_add(1))
        }
        Change::RemoveChannel { channel: id, .. } => format!("removed: {}", channel(profile, id)),
        Change::HideChannel { channel: id, .. } => format!("hidden: {}", channel(profile, id)),
        Change::DateChannel { channel: id, .. } => {
            format!("to be confirmed by a date: {}", channel(profile, id))
        }
        Change::ConfirmChannel { channel: id, .. } => format!("confirmed: {}", channel(profile, id)),
        Change::ShowChannel { channel: id, visibility, .. } => {
            let place = match visibility {
                Visibility::Listed => "everywhere",
                Visibility::Profile => "on the profile's own page",
                Visibility::Hidden => "nowhere",
            };
            format!("shown {place}: {}", channel(profile, id))
        }
        Change::SetPhoto { photo: Some(_), .. } => "another portrait".to_owned(),
        Change::SetPhoto { photo: None, .. } => "the portrait is taken away".to_owned(),
        Change::Shield { .. } => "shielded: no telephone numbers, no portrait, in no list".to_owned(),
        Change::Unshield { .. } => "not shielded any more".to_owned(),
        Change::SetMembers { members, .. } => format!("who is behind the desk: {} people", members.len()),
        Change::SetEnd { ends_at: Some(_), .. } => "a date on which the engagement ends".to_owned(),
        Change::SetEnd { ends_at: None, .. } => "the engagement has no end any more".to_owned(),
        Change::Publish { .. } => "listed for everybody to see".to_owned(),
        Change::Pause { .. } => "paused: no channels are shown".to_owned(),
        Change::Withdraw { .. } => "withdrawn for good".to_owned(),
    }
}

fn of_changed_channel(new: &NewChannel, profile: Option<&Profile>) -> String {
    let old = profile.and_then(|profile| profile.channels.iter().find(|channel| channel.id == new.id));
    match old {
        Some(old) if old.value != new.value => {
            format!("changed: {} becomes {}", masked(&old.value), masked(&new.value))
        }
        _ => format!("changed in how it is shown: {}", masked(&new.value)),
    }
}

fn of_edit(edit: &ProfileEdit) -> String {
    let ProfileEdit {
        kind,
        name,
        sort_name,
        title,
        outlet,
        also_at,
        beats,
        languages,
        pronouns,
        bio,
        desk,
        consents,
        external_ids,
        channels,
    } = edit;
    let fields = [
        (kind.is_some(), "person or desk"),
        (sort_name.is_some(), "name in the index"),
        (title.is_some(), "title"),
        (outlet.is_some(), "outlet"),
        (also_at.is_some(), "other outlets"),
        (beats.is_some(), "beats"),
        (languages.is_some(), "languages"),
        (pronouns.is_some(), "pronouns"),
        (bio.is_some(), "biography"),
        (desk.is_some(), "desk"),
        (consents.is_some(), "consents"),
        (external_ids.is_some(), "identifiers in other systems"),
    ];
    let name = name.iter().map(|name| format!("name, now {name}"));
    let fields = fields.into_iter().filter(|(is_changed, _)| *is_changed).map(|(_, word)| word.to_owned());
    let channels = channels.iter().map(|channels| {
        let each: Vec<_> = channels.iter().take(CHANGES_MAX).map(|channel| masked(&channel.value)).collect();
        if each.is_empty() {
            "all channels, now none".to_owned()
        } else {
            format!("all channels, now {}", each.join(", "))
        }
    });
    let parts: Vec<_> = name.chain(fields).chain(channels).collect();
    format!("changed: {}", if parts.is_empty() { "nothing".to_owned() } else { parts.join("; ") })
}

/// A change of an account.
pub(super) fn of_account(change: &AccountChange) -> String {
    match change {
        AccountChange::Invite { name, role, .. } => format!("a new account for {name}, with the role {role}"),
        AccountChange::SetRole { role, .. } => format!("the role {role}"),
        AccountChange::Reset => "password and second factors are set up anew".to_owned(),
        AccountChange::Enable => "may sign in again".to_owned(),
        AccountChange::SetAlertAddress { address } => {
            format!("alerts go to another {}", ending("address", address.as_str()))
        }
    }
}
