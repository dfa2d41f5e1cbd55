//! Changes and entries of the history, in words for people.

use directory::{Change, ChannelId, Directory, Profile, ProfileEdit};

use super::people::Names;
use super::words;
use crate::store::records::{AccountChange, HistoryEntry, Proposed};

/// What a change did, or would do.
pub(super) fn change(change: &Change, directory: &Directory) -> String {
    match change {
        Change::SetBeat(beat) => format!("sets the beat “{}”", beat.name),
        Change::SetOutlet(outlet) => format!("sets the outlet “{}”", outlet.name),
        Change::AddProfile(new) => format!("makes the draft “{}”", new.name),
        Change::EditProfile { edit, .. } => format!("changes {}", edited(edit)),
        Change::MoveProfile { slug, .. } => format!("moves the page to /r/{slug}"),
        Change::AddChannel { channel, .. } => {
            format!("adds {}: {}", channel.value.kind().label(), channel.value.display())
        }
        Change::ChangeChannel { channel, .. } => {
            format!("changes a channel to {}: {}", channel.value.kind().label(), channel.value.display())
        }
        Change::RankChannel { profile, channel, rank } => {
            format!("moves {} to place {}", named(directory, profile, channel), rank.saturating_add(1))
        }
        Change::RemoveChannel { profile, channel } => {
            format!("removes {}", named(directory, profile, channel))
        }
        Change::HideChannel { profile, channel } => format!("hides {}", named(directory, profile, channel)),
        Change::ShowChannel { profile, channel, visibility } => {
            format!("sets {} to “{}”", named(directory, profile, channel), words::visibility(*visibility))
        }
        Change::DateChannel { profile, channel, confirm_by } => {
            format!(
                "asks for {} to be confirmed by {}",
                named(directory, profile, channel),
                words::day(*confirm_by)
            )
        }
        Change::ConfirmChannel { profile, channel, .. } => {
            format!("confirms {}", named(directory, profile, channel))
        }
        Change::Publish { .. } => "publishes".to_owned(),
        Change::Pause { until, .. } => {
            until.map_or_else(|| "pauses".to_owned(), |until| format!("pauses until {}", words::day(until)))
        }
        Change::Withdraw { .. } => "withdraws the profile".to_owned(),
        Change::SetPhoto { photo: Some(_), .. } => "sets another photo".to_owned(),
        Change::SetPhoto { photo: None, .. } => "removes the photo".to_owned(),
        Change::Shield { .. } => "shields the profile".to_owned(),
        Change::Unshield { .. } => "ends the shield".to_owned(),
        Change::SetMembers { members, .. } => {
            format!("sets the desk’s members: {}", words::number(members.len(), "person", "people"))
        }
        Change::SetEnd { ends_at: Some(at), .. } => format!("sets the last day to {}", words::day(*at)),
        Change::SetEnd { ends_at: None, .. } => "removes the last day".to_owned(),
    }
}

/// A channel by what it is; by its identifier, where it is gone.
fn named(directory: &Directory, profile: &directory::ProfileId, channel: &ChannelId) -> String {
    let held = directory.profile(profile).map(|profile: &Profile| profile.channels.as_slice());
    let found = held.unwrap_or_default().iter().find(|held| held.id == *channel);
    found.map_or_else(
        || "a channel that is gone since".to_owned(),
        |found| format!("{}: {}", found.value.kind().label(), found.value.display()),
    )
}

/// The fields that an edit changes.
fn edited(edit: &ProfileEdit) -> String {
    let fields = [
        (edit.kind.is_some(), "the kind"),
        (edit.name.is_some(), "the name"),
        (edit.sort_name.is_some(), "the name in the index"),
        (edit.title.is_some(), "the title"),
        (edit.outlet.is_some(), "the outlet"),
        (edit.also_at.is_some(), "the other outlets"),
        (edit.beats.is_some(), "the beats"),
        (edit.languages.is_some(), "the languages"),
        (edit.pronouns.is_some(), "the pronouns"),
        (edit.bio.is_some(), "the bio"),
        (edit.desk.is_some(), "the desk"),
        (edit.consents.is_some(), "the consents on record"),
        (edit.external_ids.is_some(), "the identifiers in other systems"),
        (edit.channels.is_some(), "all channels"),
    ];
    let changed: Vec<&str> = fields.iter().filter(|(is, _)| *is).map(|(_, words)| *words).collect();
    if changed.is_empty() { "nothing".to_owned() } else { changed.join(", ") }
}

/// What a change of an account would do.
pub(super) fn account_change(change: &AccountChange) -> String {
    match change {
        AccountChange::Invite { email, name, role, .. } => {
            format!("make an account for {name} ({}), as {role}", email.as_str())
        }
        AccountChange::SetRole { role, .. } => format!("make it {role}"),
        AccountChange::Reset => "let its password and second factor be set up anew".to_owned(),
        AccountChange::Enable => "let it sign in again".to_owned(),
        AccountChange::SetAlertAddress { address } => format!("send its alerts to {}", address.as_str()),
    }
}

/// What a proposal is about: its subject, and a line for each thing that it would do.
pub(super) fn proposed(proposed: &Proposed, directory: &Directory, names: &Names) -> (String, Vec<String>) {
    match proposed {
        Proposed::Profile { profile, changes } => {
            let subject = directory
                .profile(profile)
                .map_or_else(|| "a profile that is gone".to_owned(), |profile| profile.name.to_string());
            (subject, changes.iter().map(|one| change(one, directory)).collect())
        }
        Proposed::Account { account, change } => {
            let subject = match change {
                AccountChange::Invite { name, .. } => name.to_string(),
                AccountChange::SetRole { .. }
                | AccountChange::Reset
                | AccountChange::Enable
                | AccountChange::SetAlertAddress { .. } => names.account(account),
            };
            (format!("Account of {subject}"), vec![account_change(change)])
        }
    }
}

/// What an entry of the history says, one line for each thing.
pub(super) fn entry(entry: &HistoryEntry, directory: &Directory, names: &Names) -> Vec<String> {
    if let Some(done) = changed(entry) {
        return vec![change(&done, directory)];
    }
    let whose = entry.account.as_ref().filter(|account| entry.actor.account() != Some(account));
    let whose = whose.map_or_else(String::new, |account| format!(" (account of {})", names.account(account)));
    vec![format!("{}{whose}", entry.act.replace('_', " "))]
}

/// The change that an entry holds, if it holds one.
pub(super) fn changed(entry: &HistoryEntry) -> Option<Change> {
    (entry.act == "changed").then(|| serde_json::from_value(entry.detail.clone()).ok()).flatten()
}
