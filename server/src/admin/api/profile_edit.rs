//! Changing what a profile says about itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use directory::{
    BeatSlug, Bio, Change, ConsentTopic, Directory, ExternalId, ExternalSystem, Language, Name, OldSlug,
    Profile, ProfileEdit, ProfileKind, Pronouns, Slug, Title,
};
use serde::Deserialize;

use super::super::Admin;
use super::super::call::Call;
use super::moment::{Moment, present};
use super::{Reply, outcome, profiles, strict};
use crate::auth::Permission;
use crate::http::Problem;

/// What changes. A member that is absent stays as it is, and `null` empties one that can be empty. Channels, portrait,
/// members and status have addresses of their own.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
#[expect(
    clippy::option_option,
    reason = "outside: whether the request speaks of it; inside: whether it has a value"
)]
struct Editing {
    slug: Option<Slug>,
    /// What the former address answers.
    old_slug: Option<OldSlug>,
    kind: Option<ProfileKind>,
    name: Option<Name>,
    sort_name: Option<Name>,
    #[serde(deserialize_with = "present")]
    title: Option<Option<Title>>,
    outlet: Option<Name>,
    also_at: Option<Vec<Name>>,
    beats: Option<Vec<BeatSlug>>,
    languages: Option<Vec<Language>>,
    #[serde(deserialize_with = "present")]
    pronouns: Option<Option<Pronouns>>,
    #[serde(deserialize_with = "present")]
    bio: Option<Option<Bio>>,
    #[serde(deserialize_with = "present")]
    desk: Option<Option<Slug>>,
    consents: Option<BTreeMap<ConsentTopic, Moment>>,
    external_ids: Option<BTreeMap<ExternalSystem, ExternalId>>,
    #[serde(deserialize_with = "present")]
    ends_at: Option<Option<Moment>>,
}

/// `PATCH /profiles/{slug}`
pub(super) async fn edit(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Editing = strict::read(call.body())?;
    outcome::submit(&admin, &call, &by, |profile, directory| changes(asked, profile, directory, &by)).await
}

fn changes(
    asked: Editing,
    profile: &Profile,
    directory: &Directory,
    by: &Permission,
) -> Result<Vec<Change>, Problem> {
    let id = profile.id.clone();
    let mut changes = Vec::new();
    if asked.old_slug.is_some() && asked.slug.is_none() {
        return Err(profiles::unprocessable(
            "/old_slug",
            "It says what the former address answers: name a new one too.",
        ));
    }
    if let Some(slug) = asked.slug.filter(|slug| *slug != profile.slug) {
        let old_slug = asked.old_slug.unwrap_or(OldSlug::Redirects);
        changes.push(Change::MoveProfile { profile: id.clone(), slug, old_slug });
    }
    if let Some(ends_at) = asked.ends_at {
        changes.push(Change::SetEnd { profile: id.clone(), ends_at: ends_at.map(|Moment(at)| at) });
    }
    let desk = match asked.desk {
        None => None,
        Some(None) => Some(None),
        Some(Some(slug)) => Some(Some(profiles::desk(&slug, directory, by)?)),
    };
    let consents = |consents: BTreeMap<ConsentTopic, Moment>| {
        consents.into_iter().map(|(topic, Moment(at))| (topic, at)).collect()
    };
    let edit = ProfileEdit {
        kind: asked.kind,
        name: asked.name,
        sort_name: asked.sort_name,
        title: asked.title,
        outlet: asked.outlet,
        also_at: asked.also_at,
        beats: asked.beats,
        languages: asked.languages,
        pronouns: asked.pronouns,
        bio: asked.bio,
        desk,
        consents: asked.consents.map(consents),
        external_ids: asked.external_ids,
        channels: None,
    };
    if edit != ProfileEdit::default() {
        changes.push(Change::EditProfile { profile: id, edit: Box::new(edit) });
    }
    if changes.is_empty() {
        return Err(profiles::unprocessable("", "Nothing in it changes anything."));
    }
    Ok(changes)
}
