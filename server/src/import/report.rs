//! What an import did, line by line, for the person at the terminal. It shows contact details, because that person
//! gave them; it is never written to a log.

use std::fmt;

use super::outcome::{Outcome, Planned, Step};
use super::person::{Fault, Person, Place, Remark};

/// What became of one row.
#[derive(Clone)]
pub struct Line {
    place: Place,
    told: Told,
}

#[derive(Clone)]
enum Told {
    Refused(Vec<Fault>),
    Read {
        understood: Vec<(&'static str, String)>,
        outcome: Outcome,
        steps: Vec<Step>,
        remarks: Vec<Remark>,
        new: Vec<String>,
        fate: Fate,
    },
}

/// Whether all of a row was done, where it takes two people to open a door.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// All of it.
    #[default]
    Done,
    /// It waits for a second person.
    Waits {
        /// Whether something of the profile was changed at once.
        partly: bool,
    },
    /// What takes two people was left out.
    Left {
        /// Whether something of the profile was changed at once.
        partly: bool,
        /// Why it cannot wait.
        why: String,
    },
}

impl Line {
    /// A row of which nothing is kept.
    pub(super) fn refused(place: Place, faults: Vec<Fault>) -> Self {
        Self { place, told: Told::Refused(faults) }
    }

    /// A row that was taken. `new`: what it adds to the newsroom's lists.
    pub(super) fn read(place: Place, person: &Person, planned: Planned, new: Vec<String>) -> Self {
        let Planned { outcome, steps, remarks, .. } = planned;
        Self {
            place,
            told: Told::Read {
                understood: understood(person),
                outcome,
                steps,
                remarks,
                new,
                fate: Fate::Done,
            },
        }
    }

    /// The same row, and what became of it.
    #[must_use]
    pub fn with(mut self, its: Fate) -> Self {
        if let Told::Read { fate, .. } = &mut self.told {
            *fate = its;
        }
        self
    }

    /// The same row, refused after all.
    #[must_use]
    pub fn refuse(self, field: &str, reason: String) -> Self {
        Self::refused(self.place, vec![Fault::new(field, reason)])
    }

    /// Whether all of the row was done.
    pub fn fate(&self) -> &Fate {
        const DONE: &Fate = &Fate::Done;
        match &self.told {
            Told::Refused(_) => DONE,
            Told::Read { fate, .. } => fate,
        }
    }

    /// Where the row stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Whether the row was refused.
    pub fn is_refused(&self) -> bool {
        matches!(self.told, Told::Refused(_))
    }

    /// What became of it; `None` if it was refused.
    pub fn outcome(&self) -> Option<&Outcome> {
        match &self.told {
            Told::Refused(_) => None,
            Told::Read { outcome, .. } => Some(outcome),
        }
    }

    /// The row with everything that was understood of it, as a byline is shown.
    pub fn in_full(&self) -> String {
        let mut text = self.to_string();
        if let Told::Read { understood, .. } = &self.told {
            for (field, value) in understood {
                text.push_str(&format!("\n    {field}: {}", printable(value)));
            }
        }
        text
    }
}

impl fmt::Display for Line {
    /// `file:row: field: reason`, one line for each fault or remark.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = printable(&self.place.to_string());
        match &self.told {
            Told::Refused(faults) => {
                let lines: Vec<String> = faults
                    .iter()
                    .map(|fault| {
                        format!("{place}: {}: {}", printable(&fault.field), printable(&fault.reason))
                    })
                    .collect();
                formatter.write_str(&lines.join("\n"))
            }
            Told::Read { outcome, steps, remarks, new, fate, .. } => {
                let word = match (outcome, fate) {
                    (Outcome::Updated(_), Fate::Waits { partly: false }) => "proposed",
                    (Outcome::Updated(_), Fate::Left { partly: false, .. }) => "not changed:",
                    (Outcome::Added(_), _) => "added",
                    (Outcome::Updated(_), _) => "updated",
                    (Outcome::Unchanged(_), _) => "unchanged",
                };
                write!(formatter, "{place}: {word} {}", outcome.slug())?;
                let waits = match fate {
                    Fate::Done => None,
                    Fate::Waits { .. } => Some("waits for a second person".to_owned()),
                    Fate::Left { why, .. } if matches!(outcome, Outcome::Added(_)) => {
                        Some(format!("stays a draft: {}", printable(why)))
                    }
                    Fate::Left { why, .. } => Some(printable(why)),
                };
                // A pause right after the publishing waits with it.
                let is_opened = steps.iter().any(|step| !step.takes_one());
                let steps = steps.iter().filter(|_| waits.is_none() || !is_opened);
                let words = steps.map(|step| step.words().to_owned()).chain(waits.clone());
                for (index, words) in words.enumerate() {
                    write!(formatter, "{} {words}", if index == 0 { ":" } else { "," })?;
                }
                for entry in new {
                    write!(formatter, "\n{place}: new in the newsroom's list: {}", printable(entry))?;
                }
                for remark in remarks {
                    let field = remark.field.unwrap_or("not understood");
                    write!(
                        formatter,
                        "\n{place}: {field}: “{}” {}",
                        printable(&remark.text),
                        printable(&remark.reason)
                    )?;
                }
                Ok(())
            }
        }
    }
}

/// Keeps a file from moving the terminal's cursor or turning its writing direction.
fn printable(text: &str) -> String {
    const CHARACTERS: usize = 300;
    let shown = |character: char| match character {
        '\n' | '\t' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}' => '\u{fffd}',
        control if control.is_control() => '\u{fffd}',
        other => other,
    };
    let mut cut: String = text.chars().take(CHARACTERS).map(shown).collect();
    if text.chars().nth(CHARACTERS).is_some() {
        cut.push('…');
    }
    cut
}

/// What was understood, field by field.
fn understood(person: &Person) -> Vec<(&'static str, String)> {
    let mut fields: Vec<(&'static str, String)> = Vec::new();
    let mut say =
        |field: &'static str, value: Option<String>| fields.extend(value.map(|value| (field, value)));
    say("name", person.name.as_ref().map(ToString::to_string));
    say("title", person.title.iter().flatten().next().map(ToString::to_string));
    say("outlet", person.outlet.as_ref().map(ToString::to_string));
    let joined = |list: Vec<String>| (!list.is_empty()).then(|| list.join(", "));
    say("beats", joined(person.beats.iter().flatten().map(|beat| beat.name.to_string()).collect()));
    say("languages", joined(person.languages.iter().flatten().map(ToString::to_string).collect()));
    say("bio", person.bio.iter().flatten().next().map(ToString::to_string));
    for channel in &person.channels {
        say(channel.value.kind().as_str(), Some(channel.value.display()));
    }
    fields
}

/// The sum of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// New profiles.
    pub added: usize,
    /// Changed profiles.
    pub updated: usize,
    /// Profiles that say the same already.
    pub unchanged: usize,
    /// Rows of which nothing is kept.
    pub refused: usize,
    /// Rows that wait for a second person, all or some of what they say.
    pub waiting: usize,
    /// Rows of which something takes two people and cannot wait: too much waits already.
    pub left: usize,
}

impl Report {
    /// Counts one line.
    pub fn count(&mut self, line: &Line) {
        self.each(line, |counter| *counter += 1);
    }

    /// Counts `line` instead of the `former` one of the same row.
    pub fn correct(&mut self, former: &Line, line: &Line) {
        self.each(former, |counter| *counter = counter.saturating_sub(1));
        self.count(line);
    }

    fn each(&mut self, line: &Line, mut with: impl FnMut(&mut usize)) {
        match (line.outcome(), line.fate()) {
            (None, _) => with(&mut self.refused),
            (Some(Outcome::Added(_)), _) => with(&mut self.added),
            (Some(Outcome::Unchanged(_)), _) => with(&mut self.unchanged),
            // Nothing has changed yet.
            (Some(Outcome::Updated(_)), Fate::Waits { partly: false } | Fate::Left { partly: false, .. }) => {
            }
            (Some(Outcome::Updated(_)), _) => with(&mut self.updated),
        }
        match line.fate() {
            Fate::Done => {}
            Fate::Waits { .. } => with(&mut self.waiting),
            Fate::Left { .. } => with(&mut self.left),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { added, updated, unchanged, refused, waiting, left } = self;
        write!(formatter, "{added} added, {updated} updated, {unchanged} unchanged, {refused} refused")?;
        match waiting {
            0 => {}
            1 => formatter.write_str(", 1 waits for a second person")?,
            many => write!(formatter, ", {many} wait for a second person")?,
        }
        if *left > 0 {
            write!(formatter, ", {left} did not fit among what waits")?;
        }
        Ok(())
    }
}
