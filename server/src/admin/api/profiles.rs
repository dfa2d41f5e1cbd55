//! Reading profiles, and making one.

use std::collections::BTreeMap;
use std::sync::Arc;

use directory::{
    BeatSlug, Bio, ConsentTopic, Directory, ExternalId, ExternalSystem, Language, Name, NewProfile, Profile,
    ProfileId, ProfileKind, Pronouns, Reach, Slug, Status, Title, Uid,
};
use http::header::LOCATION;
use http::{HeaderValue, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::call::Call;
use super::super::{Admin, problem};
use super::moment::Moment;
use super::{Reply, found, outcome, shown, strict};
use crate::auth::Permission;
use crate::http::{Problem, Query};
use crate::import;
use crate::secret::Random;

/// How many profiles one answer holds.
const LIMIT_MAX: usize = 100;

/// `GET /profiles`
pub(super) async fn list(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let known = ["status", "kind", "beat", "language", "outlet", "name", "limit", "cursor"];
    let query = call.asked().query(&known)?;
    let limit = limit(&query)?;
    let filter = Filter::read(&query)?;
    let stored = admin.staff()?.editing.directory().await?;
    let directory = &stored.directory;
    let mut profiles: Vec<&Profile> = match (by.reach(), &by.account().profile) {
        (Reach::Everything, _) => directory.profiles().collect(),
        (Reach::Own, Some(own)) => directory.profile(own).into_iter().collect(),
        (Reach::Own, None) | (Reach::Nothing, _) => Vec::new(),
    };
    profiles.retain(|profile| filter.takes(profile));
    profiles.sort_by(|one, other| one.slug.cmp(&other.slug));
    let more = profiles.len() > limit;
    profiles.truncate(limit);
    let next = profiles.last().filter(|_| more).map(|last| last.slug.as_str().to_owned());
    let profiles: Vec<Value> =
        profiles.into_iter().map(|profile| shown::profile(profile, directory)).collect();
    Ok(super::json(StatusCode::OK, &json!({ "profiles": profiles, "next": next })))
}

/// How many are asked for.
pub(super) fn limit(query: &Query) -> Result<usize, Problem> {
    let Some(text) = query.text("limit") else { return Ok(LIMIT_MAX) };
    let limit = text.parse().ok().filter(|limit| (1..=LIMIT_MAX).contains(limit));
    limit.ok_or_else(|| bad("limit is a number from 1 to 100."))
}

/// That the query cannot be read.
pub(super) fn bad(detail: &'static str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "bad_query", detail)
}

#[derive(Default)]
struct Filter {
    status: Option<Status>,
    kind: Option<ProfileKind>,
    beat: Option<BeatSlug>,
    language: Option<Language>,
    outlet: Option<Name>,
    name: Option<String>,
    after: Option<Slug>,
}

impl Filter {
    fn read(query: &Query) -> Result<Self, Problem> {
        let status = |text| match text {
            "draft" => Ok(Status::Draft),
            "listed" => Ok(Status::Listed),
            "paused" => Ok(Status::Paused),
            "withdrawn" => Ok(Status::Withdrawn),
            _ => Err(bad("status is draft, listed, paused or withdrawn.")),
        };
        let kind = |text| match text {
            "person" => Ok(ProfileKind::Person),
            "desk" => Ok(ProfileKind::Desk),
            _ => Err(bad("kind is person or desk.")),
        };
        let beat = |text| BeatSlug::parse(text).map_err(|_| bad("beat is the slug of a beat."));
        let language = |text| Language::parse(text).map_err(|_| bad("language is a BCP 47 tag."));
        let outlet = |text| Name::parse(text).map_err(|_| bad("outlet is the name of an outlet."));
        let after = |text| Slug::parse(text).map_err(|_| bad("cursor is the `next` of the page before."));
        Ok(Self {
            status: query.text("status").map(status).transpose()?,
            kind: query.text("kind").map(kind).transpose()?,
            beat: query.text("beat").map(beat).transpose()?,
            language: query.text("language").map(language).transpose()?,
            outlet: query.text("outlet").map(outlet).transpose()?,
            name: query.text("name").map(str::to_lowercase),
            after: query.text("cursor").map(after).transpose()?,
        })
    }

    fn takes(&self, profile: &Profile) -> bool {
        let of_outlet = |outlet: &Name| profile.outlet == *outlet || profile.also_at.contains(outlet);
        self.status.is_none_or(|status| profile.status == status)
            && self.kind.is_none_or(|kind| profile.kind == kind)
            && self.beat.as_ref().is_none_or(|beat| profile.beats.contains(beat))
            && self.language.as_ref().is_none_or(|language| profile.languages.contains(language))
            && self.outlet.as_ref().is_none_or(of_outlet)
            && self.name.as_ref().is_none_or(|name| profile.name.as_str().to_lowercase().contains(name))
            && self.after.as_ref().is_none_or(|after| profile.slug > *after)
    }
}

/// `GET /profiles/{slug}`
pub(super) async fn one(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    call.asked().query(&[])?;
    let stored = admin.staff()?.editing.directory().await?;
    let profile = found::profile(&call, &by, &stored.directory)?;
    Ok(outcome::profile_answer(StatusCode::OK, profile, &stored.directory))
}

/// A profile about to be made. Channels come afterwards, each by itself: they need a fresh second factor.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Making {
    name: Name,
    slug: Option<Slug>,
    kind: Option<ProfileKind>,
    sort_name: Option<Name>,
    title: Option<Title>,
    outlet: Option<Name>,
    #[serde(default)]
    also_at: Vec<Name>,
    #[serde(default)]
    beats: Vec<BeatSlug>,
    #[serde(default)]
    languages: Vec<Language>,
    pronouns: Option<Pronouns>,
    bio: Option<Bio>,
    desk: Option<Slug>,
    #[serde(default)]
    consents: BTreeMap<ConsentTopic, Moment>,
    #[serde(default)]
    external_ids: BTreeMap<ExternalSystem, ExternalId>,
}

/// `POST /profiles`
pub(super) async fn make(admin: Arc<Admin>, call: Call, by: Permission) -> Reply {
    let asked: Making = strict::read(call.body())?;
    let editing = &admin.staff()?.editing;
    let new = new_profile(asked, &editing.directory().await?.directory, &by)?;
    let id = new.id.clone();
    editing.make_profile(&by, new).await?;
    let stored = editing.directory().await?;
    let profile = stored.directory.profile(&id).ok_or_else(problem::unknown)?;
    let mut response = outcome::profile_answer(StatusCode::CREATED, profile, &stored.directory);
    let location = HeaderValue::try_from(format!("/api/v1/profiles/{}", profile.slug.as_str()));
    response.headers_mut().insert(LOCATION, location.expect("a slug is visible ASCII"));
    Ok(response)
}

fn new_profile(asked: Making, directory: &Directory, by: &Permission) -> Result<NewProfile, Problem> {
    let random = Random::system();
    let slug = match asked.slug {
        Some(slug) => slug,
        None => directory
            .free_slug_for(&asked.name)
            .map_err(|error| unprocessable("/slug", format!("{error}; choose one")))?,
    };
    let outlet = match asked.outlet {
        Some(outlet) => outlet,
        None => only_outlet(directory)?,
    };
    let kind = asked.kind.unwrap_or(ProfileKind::Person);
    Ok(NewProfile {
        id: ProfileId::from_random(random.octets()),
        uid: Uid::from_random(random.octets()),
        slug,
        kind,
        sort_name: asked.sort_name.unwrap_or_else(|| import::sort_name(&asked.name, Some(kind))),
        name: asked.name,
        title: asked.title,
        outlet,
        also_at: asked.also_at,
        beats: asked.beats,
        languages: asked.languages,
        pronouns: asked.pronouns,
        bio: asked.bio,
        channels: Vec::new(),
        desk: asked.desk.map(|slug| desk(&slug, directory, by)).transpose()?,
        consents: asked.consents.into_iter().map(|(topic, Moment(at))| (topic, at)).collect(),
        external_ids: asked.external_ids,
    })
}

/// The desk of that slug. For those who reach their own profile only there are those that sources see.
pub(super) fn desk(slug: &Slug, directory: &Directory, by: &Permission) -> Result<ProfileId, Problem> {
    let is_seen = |desk: &&Profile| {
        desk.kind == ProfileKind::Desk && matches!(desk.status, Status::Listed | Status::Paused)
    };
    let desk = directory.by_slug(slug).filter(|desk| by.reach() == Reach::Everything || is_seen(desk));
    desk.map(|desk| desk.id.clone()).ok_or_else(|| unprocessable("/desk", "There is no such desk."))
}

/// That one member of the body is refused.
pub(super) fn unprocessable(pointer: &str, detail: impl Into<String>) -> Problem {
    let problem = Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "bad_field",
        "Something in the body is not as it should be.",
    );
    problem.about(pointer, detail)
}

fn only_outlet(directory: &Directory) -> Result<Name, Problem> {
    let mut outlets = directory.outlets();
    match (outlets.next(), outlets.next()) {
        (Some(only), None) => Ok(only.name.clone()),
        _ => Err(unprocessable("/outlet", "Name the outlet: the newsroom's list does not have exactly one.")),
    }
}
