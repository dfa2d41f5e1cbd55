//! What a row's status does: closing a door (a pause, a withdrawal) is done at once, opening one only with
//! `--publish` or `--resume`, and what cannot be is refused by name.

use directory::{Change, ProfileId, Status};

use super::matching::Match;
use super::outcome::{Options, Step};
use super::person::{Fault, Person, Remark};

/// A wrong identifier in one row would otherwise take somebody else away, whom no import can bring back.
const OTHER_NAME: &str = "is another than that of the profile with this uid or external id, and nobody is withdrawn unless both agree; that profile is";

const AN_EXPORT: &str = "an export says so of everybody without a channel to show, and this profile is listed and has one: to pause it, give a table of name, uid and status";

/// The changes of status around a row's other changes.
#[derive(Default)]
pub(super) struct Steps {
    /// Before the other changes: a door closes first.
    pub(super) before: Vec<Change>,
    /// After them: somebody is published as they are then.
    pub(super) after: Vec<Change>,
    /// What the report says of them.
    pub(super) told: Vec<Step>,
}

/// What a row makes of the status of somebody new, who begins as a draft.
pub(super) fn of_new(id: &ProfileId, person: &Person, options: &Options) -> Result<Steps, Vec<Fault>> {
    match person.status {
        Some(Status::Withdrawn) => {
            Err(refused("is withdrawn, but nobody is known by this uid or external id"))
        }
        said => Ok(published(id, said, options)),
    }
}

/// What a row makes of the status of a known profile. `is_shown`: the public sees a channel of it now.
pub(super) fn of_known(
    found: &Match<'_>,
    person: &Person,
    options: &Options,
    is_shown: bool,
    remarks: &mut Vec<Remark>,
) -> Result<Steps, Vec<Fault>> {
    let profile = found.profile();
    let id = || profile.id.clone();
    // An export says paused also of whoever showed nothing when it was made, and was never paused.
    let says_nothing = person.is_export && person.channels.is_empty();
    let mut steps = Steps::default();
    match (person.status, profile.status) {
        (Some(said @ (Status::Listed | Status::Paused)), Status::Draft) if !options.publish => {
            remarks.push(unchanged(said, "the profile is a draft, and --publish publishes it"));
        }
        (None | Some(Status::Draft | Status::Listed | Status::Paused), Status::Draft) => {
            steps = published(&profile.id, person.status, options);
        }
        (Some(Status::Listed), Status::Paused) if options.resume => {
            steps.after.push(Change::Publish { profile: found.certain()?.id.clone() });
            steps.told.push(Step::Resumed);
        }
        (Some(Status::Listed), Status::Paused) => {
            remarks.push(unchanged(Status::Listed, "the profile is paused, and --resume brings it back"));
        }
        (Some(Status::Paused), Status::Listed) if !says_nothing => {
            found.certain()?;
            steps.before.push(Change::Pause { profile: id(), until: None });
            steps.told.push(Step::Paused);
        }
        (Some(Status::Paused), Status::Listed) if is_shown => {
            remarks.push(unchanged(Status::Paused, AN_EXPORT));
        }
        (Some(Status::Withdrawn), Status::Draft | Status::Listed | Status::Paused) => {
            found.certain()?;
            if person.name.as_ref() != Some(&profile.name) {
                return Err(vec![Fault::new("name", format!("{OTHER_NAME} {}", profile.slug))]);
            }
            steps.before.push(Change::Withdraw { profile: id() });
            steps.told.push(Step::Withdrawn);
        }
        (Some(Status::Draft), Status::Listed | Status::Paused) => {
            return Err(refused("is draft, but the profile has been published: pause or withdraw it"));
        }
        (Some(said), Status::Withdrawn) if said != Status::Withdrawn => {
            return Err(refused(
                "is not withdrawn, but the profile is: an import does not bring anybody back",
            ));
        }
        _ => {}
    }
    Ok(steps)
}

/// The steps that publish a draft.
fn published(id: &ProfileId, said: Option<Status>, options: &Options) -> Steps {
    let mut steps = Steps::default();
    if options.publish && !matches!(said, Some(Status::Draft | Status::Withdrawn)) {
        steps.after.push(Change::Publish { profile: id.clone() });
        steps.told.push(Step::Published);
        if said == Some(Status::Paused) {
            steps.after.push(Change::Pause { profile: id.clone(), until: None });
            steps.told.push(Step::Paused);
        }
    }
    steps
}

fn refused(reason: &str) -> Vec<Fault> {
    vec![Fault::new("status", reason)]
}

fn unchanged(said: Status, why: &str) -> Remark {
    let text = if said == Status::Paused { "paused" } else { "listed" };
    Remark { field: Some("status"), text: text.to_owned(), reason: format!("not changed: {why}") }
}
