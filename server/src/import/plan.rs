//! What a read person changes in the directory. Nothing is applied here.

use std::collections::BTreeSet;

use directory::{
    Change, ChannelId, ConsentTopic, Directory, Name, NewProfile, Outlet, ProfileId, ProfileKind, Slug,
    Status, Timestamp, Uid,
};

use super::fields::{desk, new_channel, shown, with_consent};
use super::known::{resolved, sort_name};
use super::matching::{find, slug_taken};
use super::merge::update;
use super::outcome::{Options, Outcome, Planned, RandomOctets};
use super::person::{Fault, Person, Remark};
use super::status;

/// Plans one person against `directory` as it is at the moment `at`. Nothing is applied.
pub fn plan(
    person: &Person,
    directory: &Directory,
    options: &Options,
    random: &mut RandomOctets<'_>,
    at: Timestamp,
) -> Result<Planned, Vec<Fault>> {
    let person = &resolved(person, directory);
    let name = person.name.as_ref().ok_or_else(|| vec![Fault::new("name", "is missing")])?;
    let mut remarks = person.remarks.clone();
    let found = find(person, name, directory)?;
    // Whoever is withdrawn is taken away as they are: nothing else of the row may stand in the way of that.
    let is_leaving = person.status == Some(Status::Withdrawn);
    let mut changes = if is_leaving { Vec::new() } else { list_changes(person, directory, options) };
    if let Some(found) = found {
        let (outcome, steps) =
            update(person, &found, directory, options, random, at, &mut changes, &mut remarks)?;
        return Ok(Planned { changes, outcome, steps, remarks });
    }
    let new = add(person, name, directory, options, random, &mut remarks)?;
    let slug = new.slug.clone();
    let steps = status::of_new(&new.id, person, options)?;
    changes.push(Change::AddProfile(Box::new(new)));
    changes.extend(steps.after);
    Ok(Planned { changes, outcome: Outcome::Added(slug), steps: steps.told, remarks })
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

fn outlet(person: &Person, directory: &Directory, options: &Options) -> Result<Name, Vec<Fault>> {
    if let Some(outlet) = person.outlet.clone().or_else(|| options.outlet.clone()) {
        return Ok(outlet);
    }
    let mut outlets = directory.outlets();
    match (outlets.next(), outlets.next()) {
        (Some(only), None) => Ok(only.name.clone()),
        _ => Err(vec![Fault::new(
            "outlet",
            "is missing, and the newsroom's list does not have exactly one: name it, or give --outlet",
        )]),
    }
}
