//! Fields whose meaning depends on the directory or on recorded consent, the same for new and for known people.

use directory::{
    ChannelId, ChannelKind, ConsentTopic, Directory, NewChannel, ProfileId, Pronouns, Visibility,
};

use super::person::{Fault, Person, ReadChannel, Remark};

#[expect(
    clippy::option_option,
    reason = "outside: whether the source speaks of it; inside: whether it has a value"
)]
pub(super) fn desk(person: &Person, directory: &Directory) -> Result<Option<Option<ProfileId>>, Vec<Fault>> {
    match &person.desk {
        None => Ok(None),
        Some(None) => Ok(Some(None)),
        Some(Some(slug)) => match directory.by_slug(slug) {
            Some(profile) => Ok(Some(Some(profile.id.clone()))),
            None => Err(vec![Fault::new("desk", format!("no profile has the slug {slug}"))]),
        },
    }
}

/// The pronouns, where their owner agreed to show them.
pub(super) fn with_consent(person: &Person, consented: bool, remarks: &mut Vec<Remark>) -> Option<Pronouns> {
    let pronouns = person.pronouns.clone().flatten()?;
    if consented {
        return Some(pronouns);
    }
    remarks.push(Remark {
        field: Some("pronouns"),
        text: pronouns.as_str().to_owned(),
        reason: "not stored: no consent is recorded".to_owned(),
    });
    None
}

/// How a channel is shown: as the source says, or everywhere, but a telephone without recorded consent nowhere.
pub(super) fn shown(
    read: &ReadChannel,
    has_consent: impl Fn(ConsentTopic) -> bool,
    remarks: &mut Vec<Remark>,
) -> Visibility {
    let needed = match read.value.kind() {
        ChannelKind::Phone => Some(ConsentTopic::Phone),
        ChannelKind::Whatsapp => Some(ConsentTopic::Whatsapp),
        _ => None,
    };
    match (needed, read.visibility) {
        (Some(topic), None) if !has_consent(topic) => {
            remarks.push(Remark {
                field: Some(read.value.kind().as_str()),
                text: read.value.display(),
                reason: "stored hidden: no consent to show it is recorded".to_owned(),
            });
            Visibility::Hidden
        }
        (_, visibility) => visibility.unwrap_or(Visibility::Listed),
    }
}

/// The channel as it shall be; what the source does not say stays as `kept` has it.
pub(super) fn new_channel(
    read: &ReadChannel,
    id: ChannelId,
    visibility: Visibility,
    kept: Option<&directory::Channel>,
) -> NewChannel {
    let old_label = || kept.and_then(|old| old.label.clone());
    let label = match &read.label {
        None => old_label(),
        // An export shows the kind's own label for none, so a label of the same words is not taken away.
        Some(None) => old_label().filter(|label| label.as_str() == read.value.kind().label()),
        Some(said) => said.clone(),
    };
    NewChannel {
        id,
        value: read.value.clone(),
        label,
        note: read.note.clone().unwrap_or_else(|| kept.and_then(|old| old.note.clone())),
        visibility,
        confirmed_at: read.confirmed_at.or(kept.and_then(|old| old.confirmed_at)),
        confirm_by: read.confirm_by.or(kept.and_then(|old| old.confirm_by)),
    }
}
