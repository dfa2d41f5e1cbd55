//! What a read person changes in the directory. Nothing is applied here.

use std::collections::BTreeSet;

use directory::{
    Change, ChannelId, ChannelKind, ConsentTopic, Directory, Name, NewChannel, NewProfile, Outlet, Profile,
    ProfileId, ProfileKind, Slug, Status, Uid, Visibility,
};

use super::known::{resolved, sort_name};
use super::merge::update;
use super::person::{Fault, Person, ReadChannel, Remark};

/// Gives sixteen fresh random octets each time it is called.
pub type RandomOctets<'a> = dyn FnMut() -> [u8; 16] + 'a;

/// What the person at the terminal asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Publish drafts at once.
    pub publish: bool,
    /// The outlet of those who name none. Without it, the directory's only outlet is taken.
    pub outlet: Option<Name>,
}

/// The changes that one person needs.
#[derive(Clone)]
pub struct Planned {
    /// In the order in which they must be applied; empty when nothing changes.
    pub changes: Vec<Change>,
    /// What they amount to.
    pub outcome: Outcome,
    /// What a person should look at.
    pub remarks: Vec<Remark>,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new profile.
    Added(Slug),
    /// An existing profile changes.
    Updated(Slug),
    /// The directory says the same already.
    Unchanged(Slug),
}

impl Outcome {
    /// The profile's address.
    pub fn slug(&self) -> &Slug {
        match self {
            Self::Added(slug) | Self::Updated(slug) | Self::Unchanged(slug) => slug,
        }
    }
}

/// Plans one person against `directory` as it is. Nothing is applied.
pub fn plan(
    person: &Person,
    directory: &Directory,
    options: &Options,
    random: &mut RandomOctets<'_>,
) -> Result<Planned, Vec<Fault>> {
    let person = &resolved(person, directory);
    let name = person.name.as_ref().ok_or_else(|| vec![Fault::new("name", "is missing")])?;
    let mut remarks = person.remarks.clone();
    let mut changes = list_changes(person, directory, options);
    if let Some(found) = find(person, name, directory)? {
        let outcome = update(person, &found, directory, options, random, &mut changes, &mut remarks)?;
        return Ok(Planned { changes, outcome, remarks });
    }
    let new = add(person, name, directory, options, random, &mut remarks)?;
    let (id, slug) = (new.id.clone(), new.slug.clone());
    changes.push(Change::AddProfile(Box::new(new)));
    publish(&mut changes, &id, Status::Draft, person, options);
    Ok(Planned { changes, outcome: Outcome::Added(slug), remarks })
}

/// Which profile a person is.
pub(super) enum Match<'a> {
    /// Certain: by UID or by another system's identifier.
    Same(&'a Profile),
    /// Somebody of that slug, or of that name at that outlet: good enough to see that nothing changes.
    Alike(&'a Profile),
}

fn find<'a>(person: &Person, name: &Name, directory: &'a Directory) -> Result<Option<Match<'a>>, Vec<Fault>> {
    let by_uid = person.uid.as_ref().and_then(|uid| directory.by_uid(uid));
    let mut external: Vec<&Profile> = Vec::new();
    for (system, id) in person.external_ids.iter().flatten() {
        if let Some(profile) = directory.by_external_id(system, id)
            && !external.iter().any(|known| known.id == profile.id)
        {
            external.push(profile);
        }
    }
    let certain = match (by_uid, external.as_slice()) {
        (Some(profile), []) => Some(profile),
        (Some(profile), [other]) if other.id == profile.id => Some(profile),
        (None, [profile]) if person.uid.is_none_or(|uid| uid == profile.uid) => Some(*profile),
        (None, []) => None,
        _ => {
            return Err(vec![Fault::new(
                "external_ids",
                "belong to another profile than the uid, or to several profiles",
            )]);
        }
    };
    if let Some(profile) = certain {
        if profile.status == Status::Withdrawn {
            return Err(vec![Fault::new(
                "uid",
                "is that of a withdrawn profile: an import does not bring anybody back",
            )]);
        }
        return Ok(Some(Match::Same(profile)));
    }
    if person.uid.is_some() {
        return Ok(None);
    }
    if let Some(slug) = &person.slug {
        return Ok(directory.by_slug(slug).filter(|profile| profile.name == *name).map(Match::Alike));
    }
    let same_place = |profile: &&Profile| {
        profile.name == *name
            && profile.status != Status::Withdrawn
            && person.outlet.as_ref().is_none_or(|outlet| *outlet == profile.outlet)
    };
    Ok(directory.alike(name).find(same_place).map(Match::Alike))
}

/// Beats and outlets that the newsroom's lists lack.
fn list_changes(person: &Person, directory: &Directory, options: &Options) -> Vec<Change> {
    let beats = person
        .beats
        .iter()
        .flatten()
        .filter(|beat| directory.beat(&beat.slug).is_none())
        .cloned()
        .map(Change::SetBeat);
    let outlets = person
        .outlet
        .iter()
        .chain(person.also_at.iter().flatten())
        .chain(person.outlet.is_none().then_some(options.outlet.as_ref()).flatten());
    let unknown: BTreeSet<&Name> = outlets.filter(|name| directory.outlet(name).is_none()).collect();
    let outlets = unknown.into_iter().map(|name| Change::SetOutlet(Outlet { name: name.clone() }));
    beats.chain(outlets).collect()
}

fn add(
    person: &Person,
    name: &Name,
    directory: &Directory,
    options: &Options,
    random: &mut RandomOctets<'_>,
    remarks: &mut Vec<Remark>,
) -> Result<NewProfile, Vec<Fault>> {
    let slug = match &person.slug {
        Some(slug) if directory.slug_use(slug).is_some() => return Err(vec![slug_taken(slug)]),
        Some(slug) => slug.clone(),
        None => {
            let plain = Slug::from_name(name).map_err(|error| vec![Fault::new("slug", error.to_string())])?;
            match directory.by_slug(&plain) {
                Some(_) => return Err(vec![slug_taken(&plain)]),
                None => directory
                    .free_slug_for(name)
                    .map_err(|error| vec![Fault::new("slug", error.to_string())])?,
            }
        }
    };
    let consents = person.consents.clone().unwrap_or_default();
    let has_consent = |topic| consents.contains_key(&topic);
    let mut channels = Vec::new();
    for read in &person.channels {
        let allowed = shown(read, has_consent, remarks);
        channels.push(new_channel(read, ChannelId::from_random(random()), allowed, None));
    }
    Ok(NewProfile {
        id: ProfileId::from_random(random()),
        uid: person.uid.unwrap_or_else(|| Uid::from_random(random())),
        slug,
        kind: person.kind.unwrap_or(ProfileKind::Person),
        name: name.clone(),
        sort_name: person.sort_name.clone().unwrap_or_else(|| sort_name(name, person.kind)),
        title: person.title.clone().flatten(),
        outlet: outlet(person, directory, options)?,
        also_at: person.also_at.clone().unwrap_or_default(),
        beats: person.beats.iter().flatten().map(|beat| beat.slug.clone()).collect(),
        languages: person.languages.clone().unwrap_or_default(),
        pronouns: with_consent(person, has_consent(ConsentTopic::Pronouns), remarks),
        bio: person.bio.clone().flatten(),
        channels,
        desk: desk(person, directory)?.flatten(),
        consents,
        external_ids: person.external_ids.clone().unwrap_or_default(),
    })
}

pub(super) fn slug_taken(slug: &Slug) -> Fault {
    Fault::new(
        "slug",
        format!(
            "{slug} belongs to another profile, or did once: give this person another slug, or the uid or external id of the profile that is meant"
        ),
    )
}

fn outlet(person: &Person, directory: &Directory, options: &Options) -> Result<Name, Vec<Fault>> {
    if let Some(outlet) = person.outlet.clone().or_else(|| options.outlet.clone()) {
        return Ok(outlet);
    }
    let mut outlets = directory.outlets();
    match (outlets.next(), outlets.next()) {
        (Some(only), None) => Ok(only.name.clone()),
        _ => Err(vec![Fault::new("outlet", "is missing, and the newsroom's list does not have exactly one")]),
    }
}

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

pub(super) fn with_consent(
    person: &Person,
    consented: bool,
    remarks: &mut Vec<Remark>,
) -> Option<directory::Pronouns> {
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

pub(super) fn new_channel(
    read: &ReadChannel,
    id: ChannelId,
    visibility: Visibility,
    kept: Option<&directory::Channel>,
) -> NewChannel {
    NewChannel {
        id,
        value: read.value.clone(),
        label: read.label.clone().unwrap_or_else(|| kept.and_then(|old| old.label.clone())),
        note: read.note.clone().unwrap_or_else(|| kept.and_then(|old| old.note.clone())),
        visibility,
        confirmed_at: read.confirmed_at.or(kept.and_then(|old| old.confirmed_at)),
        confirm_by: read.confirm_by.or(kept.and_then(|old| old.confirm_by)),
    }
}

pub(super) fn publish(
    changes: &mut Vec<Change>,
    id: &ProfileId,
    stands: Status,
    person: &Person,
    options: &Options,
) {
    let wanted = !matches!(person.status, Some(Status::Draft | Status::Withdrawn));
    if options.publish && stands == Status::Draft && wanted {
        changes.push(Change::Publish { profile: id.clone() });
        if person.status == Some(Status::Paused) {
            changes.push(Change::Pause { profile: id.clone(), until: None });
        }
    }
}
