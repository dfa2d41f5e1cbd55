//! Row after row, each against the directory as the rows before it leave it: all of a row, or nothing.

use std::collections::BTreeSet;

use directory::{Applied, ApplyError, Change, Directory, Outlet, Profile, ProfileKind, Status, Timestamp};

use super::outcome::{Options, Outcome, Planned, RandomOctets};
use super::person::{Fault, Person, Row, Verdict};
use super::plan::plan;
use super::report::Line;

/// One row that the directory accepted.
pub struct Admission {
    /// The row, to be planned again should somebody else change the directory before it is written.
    pub row: Row,
    /// What the report said of it.
    pub line: Line,
    /// The row's changes, in order.
    pub changes: Vec<Change>,
    /// What each of them writes.
    pub applied: Vec<Applied>,
}

/// Plans every good row, one after the other, each against the directory as the rows before it leave it, and tells
/// `done` what became of it. A row of which one change is refused changes nothing.
pub fn admit(
    rows: Vec<Row>,
    directory: &Directory,
    options: &Options,
    random: &mut RandomOctets<'_>,
    at: Timestamp,
    done: &mut dyn FnMut(Line),
) -> Vec<Admission> {
    let rows = rows.into_iter().map(|row| (row, ())).collect();
    admit_with(rows, directory, options, random, at, &mut |(), line| done(line))
}

/// Plans rows again that were planned against another directory, and tells `done` of each what was said of it then
/// and what is true now. A place would not tell them apart: two people may stand on one line of an article.
pub fn admit_again(
    admitted: Vec<Admission>,
    directory: &Directory,
    options: &Options,
    random: &mut RandomOctets<'_>,
    at: Timestamp,
    done: &mut dyn FnMut(Line, Line),
) -> Vec<Admission> {
    let rows = admitted.into_iter().map(|former| (former.row, former.line)).collect();
    admit_with(rows, directory, options, random, at, done)
}

/// Plans every row, and hands back with its line what came with it.
fn admit_with<With>(
    rows: Vec<(Row, With)>,
    directory: &Directory,
    options: &Options,
    random: &mut RandomOctets<'_>,
    at: Timestamp,
    done: &mut dyn FnMut(With, Line),
) -> Vec<Admission> {
    let mut scratch = Scratch { directory: directory.clone(), unearned: BTreeSet::new() };
    let mut admitted = Vec::new();
    for (row, with) in desks_first(rows, directory) {
        let (line, accepted) = match &row.verdict {
            Verdict::Refused(faults) => (Line::refused(row.place.clone(), faults.clone()), None),
            Verdict::Read(person) => match scratch.admit(person, options, random, at) {
                Ok((mut planned, applied)) => {
                    let new_list_entries = planned.changes.iter().filter_map(list_entry).collect();
                    let place = row.place.clone();
                    let changes = std::mem::take(&mut planned.changes);
                    let line = Line::read(place, person, planned, new_list_entries);
                    (line, (!applied.is_empty()).then_some((changes, applied)))
                }
                Err(faults) => (Line::refused(row.place.clone(), faults), None),
            },
        };
        done(with, line.clone());
        if let Some((changes, applied)) = accepted {
            admitted.push(Admission { row, line, changes, applied });
        }
    }
    admitted
}

fn list_entry(change: &Change) -> Option<String> {
    match change {
        Change::SetBeat(beat) => Some(format!("beat {} ({})", beat.name, beat.slug)),
        Change::SetOutlet(outlet) => Some(format!("outlet {}", outlet.name)),
        _ => None,
    }
}

/// Rows whose desk is not there yet wait until the others are in, and among them desks go before people: a desk may
/// name another as its own alternative.
fn desks_first<With>(rows: Vec<(Row, With)>, directory: &Directory) -> Vec<(Row, With)> {
    let (mut first, mut later): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(row, _)| match &row.verdict {
            Verdict::Read(person) => match &person.desk {
                Some(Some(slug)) => directory.by_slug(slug).is_some(),
                _ => true,
            },
            Verdict::Refused(_) => true,
        });
    let is_desk =
        |row: &Row| matches!(&row.verdict, Verdict::Read(person) if person.kind == Some(ProfileKind::Desk));
    later.sort_by_key(|(row, _)| !is_desk(row));
    first.append(&mut later);
    first
}

/// The directory as the rows so far would leave it.
struct Scratch {
    directory: Directory,
    /// Beats and outlets that only refused rows would have added: the next row that needs one adds it.
    unearned: BTreeSet<String>,
}

impl Scratch {
    fn admit(
        &mut self,
        person: &Person,
        options: &Options,
        random: &mut RandomOctets<'_>,
        at: Timestamp,
    ) -> Result<(Planned, Vec<Applied>), Vec<Fault>> {
        let mut planned = plan(person, &self.directory, options, random, at)?;
        self.earn(person, options, &mut planned);
        let refuse = |error: &ApplyError| vec![Fault::new(error.field().unwrap_or("row"), error.to_string())];
        let mut applied = Vec::new();
        let mut lists = Vec::new();
        // The profile's own changes are tried on a directory of its own, so that a refusal leaves no trace.
        let mut alone: Option<Directory> = None;
        for change in &planned.changes {
            let outcome = match (&alone, change) {
                (Some(alone), _) => alone.apply(change, at),
                (None, _) => self.directory.apply(change, at),
            };
            let one = match outcome {
                Ok(one) => one,
                Err(error) => {
                    self.unearned.extend(lists);
                    return Err(refuse(&error));
                }
            };
            match change {
                Change::SetBeat(_) | Change::SetOutlet(_) => {
                    lists.extend(list_entry(change));
                    self.directory.absorb(one.clone());
                }
                _ => alone = one.profile.as_ref().map(|profile| self.only(profile)),
            }
            applied.push(one);
        }
        for one in &applied {
            self.directory.absorb(one.clone());
        }
        for entry in lists {
            self.unearned.remove(&entry);
        }
        Ok((planned, applied))
    }

    /// Adds what an earlier, refused row would have put on the newsroom's lists.
    fn earn(&self, person: &Person, options: &Options, planned: &mut Planned) {
        let adds_nothing =
            person.status == Some(Status::Withdrawn) || matches!(planned.outcome, Outcome::Unchanged(_));
        if self.unearned.is_empty() || adds_nothing {
            return;
        }
        let beats = person.beats.iter().flatten().cloned().map(Change::SetBeat);
        let outlets = person.outlet.iter().chain(person.also_at.iter().flatten()).chain(&options.outlet);
        let all = beats.chain(outlets.map(|name| Change::SetOutlet(Outlet { name: name.clone() })));
        let needed: Vec<Change> = all
            .filter(|change| list_entry(change).is_some_and(|entry| self.unearned.contains(&entry)))
            .collect();
        planned.changes.splice(0..0, needed);
    }

    /// A directory of this profile, its desk and the lists.
    fn only(&self, profile: &Profile) -> Directory {
        let desk = profile.desk.as_ref().and_then(|desk| self.directory.profile(desk)).cloned();
        Directory::restore(
            desk.into_iter().chain([profile.clone()]),
            [],
            profile.beats.iter().filter_map(|beat| self.directory.beat(beat)).cloned(),
            self.directory
                .outlets()
                .filter(|outlet| outlet.name == profile.outlet || profile.also_at.contains(&outlet.name))
                .cloned(),
        )
    }
}
