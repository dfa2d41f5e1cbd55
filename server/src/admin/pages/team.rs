//! A person's desk, and a desk's members.

use std::collections::BTreeSet;

use directory::{Change, Directory, Profile, ProfileEdit, ProfileId, ProfileKind, Reach, Status};

use super::edit::{Edit, Standing};
use super::form::{Choice, Faults, Field, Typed};
use super::visit::{Answered, Visit};

const DESK_DECK: &str = "The desk that is named to sources while this profile cannot be reached. One person changes it, at \
once.";
const MEMBERS_DECK: &str = "Any member confirms the desk’s channels, and the page says roughly how many people read it. A new \
member waits for a second person; taking one out happens at once. There is no shared sign-in: each member has an account.";

/// `GET /profiles/{slug}/team`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let typed = Typed::default().with("desk", profile.desk.as_ref().map_or("", ProfileId::as_str));
    let typed = profile.members.iter().fold(typed, |typed, member| typed.with("members", member.as_str()));
    form(visit, &stored.directory, profile, Standing::fresh(typed)).answer()
}

/// `POST /profiles/{slug}/team`.
pub(super) async fn save(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let again = |standing| form(visit, &stored.directory, profile, standing);
    match read(visit.typed, profile) {
        Ok(changes) => visit.save(&stored, profile, changes, again).await,
        Err(faults) => again(Standing::faulty(visit.typed, faults)).answer(),
    }
}

fn form(visit: &Visit<'_>, directory: &Directory, profile: &Profile, standing: Standing) -> Edit {
    if profile.kind == ProfileKind::Desk {
        let chosen: BTreeSet<&str> = standing.typed.all("members").collect();
        let people = of_kind(directory, profile, ProfileKind::Person).into_iter().map(|person| {
            let (id, is_chosen) = (person.id.as_str(), chosen.contains(person.id.as_str()));
            Choice::new(id, person.name.as_str(), is_chosen)
        });
        let fields =
            vec![Field::boxes("members", "Members", people.collect()).faults(&standing.faults).markup()];
        return visit.edit_form(profile, "Members", standing, fields).deck(MEMBERS_DECK);
    }
    let chosen = standing.typed.one("desk");
    let none = Choice::new("", "None", chosen.is_empty());
    let desks = of_kind(directory, profile, ProfileKind::Desk);
    // Drafts are nothing for those who reach their own profile only.
    let is_seen = |desk: &Profile| matches!(desk.status, Status::Listed | Status::Paused);
    let desks = desks
        .into_iter()
        .filter(|desk| visit.by.reach() == Reach::Everything || is_seen(desk) || desk.id.as_str() == chosen)
        .map(|desk| Choice::new(desk.id.as_str(), desk.name.as_str(), desk.id.as_str() == chosen));
    let choices = std::iter::once(none).chain(desks).collect();
    let fields = vec![Field::select("desk", "Desk", choices).faults(&standing.faults).markup()];
    visit.edit_form(profile, "Desk", standing, fields).deck(DESK_DECK)
}

fn of_kind<'d>(directory: &'d Directory, except: &Profile, kind: ProfileKind) -> Vec<&'d Profile> {
    let all = directory.profiles();
    let mut found: Vec<&Profile> = all
        .filter(|other| other.kind == kind && other.id != except.id && other.status != Status::Withdrawn)
        .collect();
    found.sort_by_cached_key(|other| other.sort_name.as_str().to_lowercase());
    found
}

fn read(typed: &Typed, profile: &Profile) -> Result<Vec<Change>, Faults> {
    if profile.kind == ProfileKind::Desk {
        let members: Result<Vec<ProfileId>, _> = typed.all("members").map(ProfileId::parse).collect();
        let members = members.map_err(|_| Faults::of("members", "That is no member of this list"))?;
        let same = members.iter().collect::<BTreeSet<_>>() == profile.members.iter().collect();
        let change = Change::SetMembers { profile: profile.id.clone(), members };
        return Ok(if same { Vec::new() } else { vec![change] });
    }
    let desk = typed.has("desk").then(|| ProfileId::parse(typed.one("desk"))).transpose();
    let desk = desk.map_err(|_| Faults::of("desk", "That is no desk of this list"))?;
    if desk == profile.desk {
        return Ok(Vec::new());
    }
    let edit = ProfileEdit { desk: Some(desk), ..ProfileEdit::default() };
    Ok(vec![Change::EditProfile { profile: profile.id.clone(), edit: Box::new(edit) }])
}
