//! Applies an import row by row, through the one door for edits: what opens a door waits for a second person, here as
//! anywhere.

use std::sync::Arc;

use directory::{Change, Directory, Timestamp};

use super::form::Faults;
use super::imports::{aside, rows, short};
use super::previews::{Stage, Uploaded};
use crate::admin::Admin;
use crate::auth::Permission;
use crate::editing::{Editing, Outcome, SubmitError};
use crate::import::{self, Admission};
use crate::secret::Random;

/// Applies a file, and notes after each row how far it is.
pub(super) async fn apply(admin: &Admin, by: &Permission, handle: &str, upload: Arc<Uploaded>) {
    let note = |stage| admin.previews.note(handle, stage, admin.clock.now());
    let lines = match admin.staff() {
        Ok(staff) => rows_of(admin, &staff.editing, by, handle, upload).await,
        Err(problem) => vec![problem.detail.into_owned()],
    };
    note(Stage::Applied(lines));
    admin.staff.edited();
}

async fn rows_of(
    admin: &Admin,
    editing: &Editing,
    by: &Permission,
    handle: &str,
    upload: Arc<Uploaded>,
) -> Vec<String> {
    let stored = match editing.directory().await {
        Ok(stored) => stored,
        Err(error) => return vec![error.to_string()],
    };
    let at = admin.clock.now();
    let (admitted, mut lines) = match aside(move || admitted(&upload, &stored.directory, at)).await {
        Ok(Ok(read)) => read,
        Ok(Err(faults)) => return faults.iter().map(|fault| fault.words.clone()).collect(),
        Err(problem) => return vec![problem.detail.into_owned()],
    };
    let all = admitted.len();
    for (index, row) in admitted.into_iter().enumerate() {
        let words = match one(editing, by, &row).await {
            Ok(words) => words.to_owned(),
            Err(error) => format!("not taken: {error}"),
        };
        lines.push(format!("{}: {words}", row.line));
        let stage = Stage::Applying { settled: index + 1, rows: all };
        admin.previews.note(handle, stage, admin.clock.now());
    }
    lines
}

/// The rows that are taken, and a line for each that is refused.
fn admitted(
    upload: &Uploaded,
    directory: &Directory,
    at: Timestamp,
) -> Result<(Vec<Admission>, Vec<String>), Faults> {
    let read = rows(upload, directory)?;
    let mut lines = Vec::new();
    let mut refused = |line: import::Line| {
        if line.is_refused() {
            lines.push(short(line.to_string()));
        }
    };
    let mut random = || Random::system().octets();
    let admitted = import::admit(read, directory, &upload.options(), &mut random, at, &mut refused);
    Ok((admitted, lines))
}

/// One row: the newsroom's lists first, then a draft where it is new, then the rest.
async fn one(editing: &Editing, by: &Permission, row: &Admission) -> Result<&'static str, SubmitError> {
    let (lists, rest): (Vec<Change>, Vec<Change>) = row
        .changes
        .iter()
        .cloned()
        .partition(|change| matches!(change, Change::SetBeat(_) | Change::SetOutlet(_)));
    if !lists.is_empty() {
        editing.submit_lists(by, lists).await?;
    }
    let mut changes = Vec::new();
    let mut new = None;
    for change in rest {
        match change {
            Change::AddProfile(profile) => {
                new = Some(profile.id.clone());
                editing.make_profile(by, *profile).await?;
            }
            other => changes.push(other),
        }
    }
    let Some(profile) = new.or_else(|| changes.first().and_then(Change::profile).cloned()) else {
        return Ok("done");
    };
    if changes.is_empty() {
        return Ok("done, as a draft");
    }
    let stored = editing.directory().await?;
    let expected = stored.directory.profile(&profile).ok_or(SubmitError::Unknown)?.revision;
    Ok(match editing.submit(by, &profile, expected, changes).await? {
        Outcome::Applied { .. } => "done",
        Outcome::Waiting(_) | Outcome::Both { .. } => "waits for a second person",
    })
}
