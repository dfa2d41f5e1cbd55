//! A change in plain words, for whoever must decide about it. Values stand here in full: an approver compares every
//! digit. Mails have words of their own, which show no value.

use directory::{
    Change, Channel, ChannelId, Directory, NewChannel, OldSlug, Profile, ProfileEdit, ProfileId, ProfileKind,
    Visibility,
};

use crate::store::records::{Account, AccountChange};

/// What a change does to `before`, as a phrase that a person's name can stand before.
pub(super) fn change(change: &Change, before: &Profile, directory: &Directory) -> String {
    match change {
        Change::SetBeat(beat) => format!("calls the beat {} “{}”", beat.slug, beat.name),
        Change::SetOutlet(outlet) => format!("adds the outlet {}", outlet.name),
        Change::AddProfile(new) => format!("makes a draft of {}", new.name),
        Change::EditProfile { edit, .. } => edited(edit, before, directory),
        Change::MoveProfile { slug, old_slug, .. } => {
            let then = match old_slug {
                OldSlug::Redirects => "the old one leads to it",
                OldSlug::Gone => "the old one leads nowhere",
            };
            format!("changes the address from {} to {slug}; {then}", before.slug)
        }
        Change::AddChannel { channel, rank, .. } => {
            let rank = rank.saturating_add(1).min(before.channels.len().saturating_add(1));
            format!("adds {} as number {rank}, {}", in_full(channel), shown(channel.visibility))
        }
        Change::ChangeChannel { channel, .. } => changed(channel, before),
        Change::RankChannel { channel, rank, .. } => {
            format!("moves {} to place {}", named(before, channel), rank.saturating_add(1))
        }
        Change::RemoveChannel { channel, .. } => format!("removes {}", named(before, channel)),
        Change::HideChannel { channel, .. } => format!("hides {}", named(before, channel)),
        Change::ShowChannel { channel, visibility, .. } => {
            format!("has {} {}", named(before, channel), shown(*visibility))
        }
        Change::DateChannel { channel, .. } => {
            format!("sets a date by which {} must be confirmed", named(before, channel))
        }
        Change::ConfirmChannel { channel, .. } => {
            format!("confirms that {} is right", named(before, channel))
        }
        Change::SetPhoto { photo: Some(_), .. } => "sets another portrait".to_owned(),
        Change::SetPhoto { photo: None, .. } => "removes the portrait".to_owned(),
        Change::Shield { .. } => {
            "shields the profile: no telephone number, no portrait, in no list".to_owned()
        }
        Change::Unshield { .. } => {
            "ends the shield: telephone numbers, portrait and lists as before".to_owned()
        }
        Change::SetMembers { members, .. } => {
            format!(
                "sets the members of the desk to {}",
                list(members.iter().map(|id| name_of(directory, id)))
            )
        }
        Change::SetEnd { ends_at: Some(end), .. } => {
            format!("sets the end of the engagement to {}", end.rfc3339())
        }
        Change::SetEnd { ends_at: None, .. } => "removes the end of the engagement".to_owned(),
        Change::Publish { .. } => "publishes the profile".to_owned(),
        Change::Pause { .. } => "pauses the profile".to_owned(),
        Change::Withdraw { .. } => "withdraws the profile for good".to_owned(),
    }
}

/// What a change of an account does, as a phrase.
pub(super) fn account_change(
    change: &AccountChange,
    account: Option<&Account>,
    directory: &Directory,
) -> String {
    let whose =
        account.map_or_else(|| "an account that is not there".to_owned(), |account| account.name.to_string());
    let of_their_own = |profile: &Option<ProfileId>| match profile {
        Some(profile) => format!(", with {} as their own profile", name_of(directory, profile)),
        None => String::new(),
    };
    match change {
        AccountChange::Invite { email, name, role, profile } => {
            format!("lets {name} ({}) sign in as {role}{}", email.as_str(), of_their_own(profile))
        }
        AccountChange::SetRole { role, profile } => {
            let former = account.map_or_else(String::new, |account| format!(" from {}", account.role));
            format!("changes the role of {whose}{former} to {role}{}", of_their_own(profile))
        }
        AccountChange::Reset => format!("lets {whose} set up password and second factors anew"),
        AccountChange::Enable => format!("lets {whose} sign in again"),
        AccountChange::SetAlertAddress { address } => {
            let former = account
                .map_or_else(String::new, |account| format!(" from {}", account.alert_address.as_str()));
            format!("changes where alerts to {whose} go{former} to {}", address.as_str())
        }
    }
}

fn changed(new: &NewChannel, before: &Profile) -> String {
    let Some(old) = before.channels.iter().find(|old| old.id == new.id) else {
        return format!("changes a channel to {}", in_full(new));
    };
    let mut parts = Vec::new();
    if old.value != new.value {
        parts.push(format!("changes {} to {}", in_full_of(old), in_full(new)));
    }
    if old.visibility != new.visibility {
        parts.push(format!("has {} {}", in_full(new), shown(new.visibility)));
    }
    let text = |text: Option<&str>| text.map_or_else(|| "nothing".to_owned(), |text| format!("“{text}”"));
    if old.label != new.label {
        let label = text(new.label.as_ref().map(directory::Label::as_str));
        parts.push(format!("changes the label of {} to {label}", in_full(new)));
    }
    if old.note != new.note {
        let note = text(new.note.as_ref().map(directory::Note::as_str));
        parts.push(format!("changes the note of {} to {note}", in_full(new)));
    }
    if parts.is_empty() { format!("changes the dates of {}", in_full(new)) } else { parts.join("; ") }
}

fn edited(edit: &ProfileEdit, before: &Profile, directory: &Directory) -> String {
    let mut parts = Vec::new();
    let mut from_to = |field: &str, from: String, to: Option<String>| {
        if let Some(to) = to.filter(|to| *to != from) {
            parts.push(format!("changes the {field} from {} to {}", quoted(&from), quoted(&to)));
        }
    };
    from_to("kind", kind(before.kind), edit.kind.map(kind));
    from_to("name", before.name.to_string(), edit.name.as_ref().map(ToString::to_string));
    from_to(
        "name in an index",
        before.sort_name.to_string(),
        edit.sort_name.as_ref().map(ToString::to_string),
    );
    from_to("title", optional(before.title.as_ref()), edit.title.as_ref().map(|new| optional(new.as_ref())));
    from_to("outlet", before.outlet.to_string(), edit.outlet.as_ref().map(ToString::to_string));
    from_to("other outlets", list(&before.also_at), edit.also_at.as_ref().map(list));
    from_to("beats", list(&before.beats), edit.beats.as_ref().map(list));
    from_to("languages", list(&before.languages), edit.languages.as_ref().map(list));
    from_to(
        "pronouns",
        optional(before.pronouns.as_ref()),
        edit.pronouns.as_ref().map(|new| optional(new.as_ref())),
    );
    from_to("biography", optional(before.bio.as_ref()), edit.bio.as_ref().map(|new| optional(new.as_ref())));
    let desk = |desk: Option<&ProfileId>| desk.map_or_else(String::new, |desk| name_of(directory, desk));
    from_to("desk", desk(before.desk.as_ref()), edit.desk.as_ref().map(|new| desk(new.as_ref())));
    let external = |ids: &std::collections::BTreeMap<directory::ExternalSystem, directory::ExternalId>| {
        list(ids.iter().map(|(system, id)| format!("{system} {id}")))
    };
    from_to(
        "names in other systems",
        external(&before.external_ids),
        edit.external_ids.as_ref().map(external),
    );
    let consents = |all: &std::collections::BTreeMap<directory::ConsentTopic, directory::Timestamp>| {
        list(all.iter().map(|(topic, at)| format!("{} on {}", consent(*topic), at.rfc3339())))
    };
    from_to("recorded consents", consents(&before.consents), edit.consents.as_ref().map(consents));
    let described = |channels: &mut dyn Iterator<Item = (String, Visibility)>| {
        list(channels.map(|(channel, visibility)| format!("{channel} ({})", shown(visibility))))
    };
    let old = described(&mut before.channels.iter().map(|channel| (in_full_of(channel), channel.visibility)));
    let new = edit
        .channels
        .as_ref()
        .map(|all| described(&mut all.iter().map(|channel| (in_full(channel), channel.visibility))));
    from_to("channels", old, new);
    if parts.is_empty() { "changes nothing that is seen".to_owned() } else { parts.join("; ") }
}

const fn consent(topic: directory::ConsentTopic) -> &'static str {
    match topic {
        directory::ConsentTopic::Phone => "telephone",
        directory::ConsentTopic::Whatsapp => "WhatsApp",
        directory::ConsentTopic::Photo => "portrait",
        directory::ConsentTopic::Pronouns => "pronouns",
    }
}

fn kind(kind: ProfileKind) -> String {
    match kind {
        ProfileKind::Person => "a person".to_owned(),
        ProfileKind::Desk => "a desk".to_owned(),
    }
}

fn optional(text: Option<&impl ToString>) -> String {
    text.map(ToString::to_string).unwrap_or_default()
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "nothing".to_owned() } else { format!("“{text}”") }
}

fn list(items: impl IntoIterator<Item = impl ToString>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(", ")
}

fn name_of(directory: &Directory, id: &ProfileId) -> String {
    directory.profile(id).map_or_else(|| id.to_string(), |profile| profile.name.to_string())
}

fn named(before: &Profile, id: &ChannelId) -> String {
    let channel = before.channels.iter().find(|channel| channel.id == *id);
    channel.map_or_else(|| "the channel".to_owned(), in_full_of)
}

fn in_full(channel: &NewChannel) -> String {
    format!("{} {}", channel.value.kind().label(), channel.value.display())
}

fn in_full_of(channel: &Channel) -> String {
    format!("{} {}", channel.value.kind().label(), channel.value.display())
}

const fn shown(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Hidden => "shown nowhere",
        Visibility::Profile => "shown on the profile's own page only",
        Visibility::Listed => "shown everywhere",
    }
}
