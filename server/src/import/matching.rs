//! Which profile of the directory a read person is.

use directory::{Directory, Name, Profile, Slug, Status};

use super::person::{Fault, Person};

/// Which profile a person is.
pub(super) enum Match<'a> {
    /// Certain: by UID or by another system's identifier.
    Same(&'a Profile),
    /// Somebody of that slug, or of that name at that outlet: good enough to see that nothing changes.
    Alike(&'a Profile),
}

impl<'a> Match<'a> {
    /// The profile, however it was found.
    pub(super) fn profile(&self) -> &'a Profile {
        let (Self::Same(profile) | Self::Alike(profile)) = *self;
        profile
    }

    /// The profile, if it is certain enough to be changed.
    pub(super) fn certain(&self) -> Result<&'a Profile, Vec<Fault>> {
        match *self {
            Self::Same(profile) => Ok(profile),
            Self::Alike(profile) => Err(vec![slug_taken(&profile.slug)]),
        }
    }
}

/// The profile that a person is, if they are there already.
pub(super) fn find<'a>(
    person: &Person,
    name: &Name,
    directory: &'a Directory,
) -> Result<Option<Match<'a>>, Vec<Fault>> {
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
        if profile.status == Status::Withdrawn && person.status != Some(Status::Withdrawn) {
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
    Ok(directory.namesake(name, person.outlet.as_ref()).map(Match::Alike))
}

/// The address is another profile's, or was.
pub(super) fn slug_taken(slug: &Slug) -> Fault {
    Fault::new(
        "slug",
        format!(
            "{slug} belongs to another profile, or did once: give this person another slug, or the uid or external id of the profile that is meant"
        ),
    )
}
