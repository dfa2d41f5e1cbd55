//! `masthead check-handle`.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use clap::Args;
use directory::Timestamp;
use serde_json::{Value, json};

use super::{Common, Failure, say};
use crate::clock::Clock;
use crate::handle::{Answer, Handle, HandleError, Listed, SAVED_OCTETS_MAX, Saved, SavedError, Verdict};

/// Say whether somebody who wrote to you did so from a contact that a saved directory lists.
///
/// It reads the file that you saved and asks nobody: neither the newsroom nor the network learns whom you asked about.
///
/// HANDLE is what wrote to you, in any spelling: a telephone number, a user name, an e-mail address, a Signal link, an
/// onion address, or a whole PGP fingerprint. What is not listed but could be taken for a listed contact is pointed
/// out.
///
/// "Listed" says whose the contact is, and not who wrote: numbers and sender's addresses can be forged. So write back
/// through a channel that you found in the directory yourself.
#[derive(Args)]
#[command(after_help = "\
Examples:
  masthead check-handle '+44 20 7946 0123' --in take-along.html
  masthead check-handle @zoe_n.42 --in directory.json
  masthead check-handle carly@paper.example --in - < directory.vcf

Exit codes: 0 listed, 3 not listed or only nearly, 2 wrong use, 1 the file cannot be read.")]
pub(super) struct CheckHandle {
    /// What wrote to you.
    #[arg(allow_hyphen_values = true)]
    handle: String,
    /// The saved file: take-along.html, directory.json, directory.vcf, or one card; `-` reads standard input.
    #[arg(long = "in", value_name = "FILE")]
    file: PathBuf,
    /// Answer as JSON, for programs.
    #[arg(long)]
    json: bool,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
enum CheckError {
    /// What was asked is no contact. It is not repeated: a terminal's history is no place for it.
    #[error("this {0}")]
    Handle(#[source] HandleError),
    /// The file cannot be read.
    #[error("cannot read {}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    /// The file cannot be searched.
    #[error("{}", path.display())]
    Unknown { path: PathBuf, source: SavedError },
}

impl CheckHandle {
    pub(super) fn run(self, _common: &Common) -> Result<(), Failure> {
        let asked = Handle::parse(&self.handle).map_err(|error| match error {
            HandleError::Empty => Failure::Use(Box::new(error)),
            other => Failure::Use(Box::new(CheckError::Handle(other))),
        })?;
        let path = || self.file.clone();
        let (octets, kept_since) =
            read(&self.file).map_err(|source| CheckError::Unreadable { path: path(), source })?;
        let saved = Saved::read(&octets).map_err(|source| CheckError::Unknown { path: path(), source })?;
        let age = Age::new(&saved, kept_since, Clock::system().now());
        let answer = saved.look_up(&asked);
        if self.json {
            say(as_json(&answer, &age));
        } else {
            let shown = plain(self.handle.trim());
            say(format_args!("{}\n{}", in_words(&answer, &shown), age.in_words()));
        }
        match answer.verdict {
            Verdict::Found | Verdict::FoundWithoutCountry => Ok(()),
            Verdict::Nearly(_) | Verdict::NotFound => Err(Failure::Found),
        }
    }
}

/// The file's octets, one more than is allowed at the most, and when it was saved, where the system knows.
fn read(path: &Path) -> std::io::Result<(Vec<u8>, Option<Timestamp>)> {
    let limit = u64::try_from(SAVED_OCTETS_MAX).unwrap_or(u64::MAX).saturating_add(1);
    let mut octets = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut octets)?;
        return Ok((octets, None));
    }
    let file = File::open(path)?;
    let saved = file.metadata()?.modified().ok().and_then(|moment| {
        let since = moment.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok().map(Timestamp::from_seconds)
    });
    file.take(limit).read_to_end(&mut octets)?;
    Ok((octets, saved))
}

/// How old the file is.
struct Age {
    /// When the directory was published that it holds.
    published_at: Option<Timestamp>,
    /// When it was saved here, which is never earlier.
    saved_at: Option<Timestamp>,
    now: Timestamp,
}

impl Age {
    const fn new(saved: &Saved, saved_at: Option<Timestamp>, now: Timestamp) -> Self {
        Self { published_at: saved.published_at(), saved_at, now }
    }

    fn check_again_at(&self) -> Option<Timestamp> {
        self.published_at.or(self.saved_at).map(Saved::check_again_at)
    }

    /// A file of unknown age is taken for an old one.
    fn is_outdated(&self) -> bool {
        self.check_again_at().is_none_or(|moment| moment < self.now)
    }

    fn in_words(&self) -> String {
        let made = match (self.published_at, self.saved_at) {
            (Some(moment), _) => format!("The file was made on {}.", day(moment)),
            (None, Some(moment)) => {
                format!("The file does not say when it was made; it was saved here on {}.", day(moment))
            }
            (None, None) => "The file does not say when it was made.".to_owned(),
        };
        let again = match self.check_again_at() {
            Some(moment) if !self.is_outdated() => format!(
                "Save a new one after {}, and before you write to anyone for the first time: contacts change.",
                day(moment)
            ),
            _ => "IT IS OLD: save a new one and check again, because contacts change.".to_owned(),
        };
        format!("{made} {again}")
    }
}

fn day(moment: Timestamp) -> String {
    moment.rfc3339().chars().take(10).collect()
}

/// What to do whenever it is not certain that it was one of ours.
const DO_NOT_REPLY: &str = "\
Do not reply, open nothing that was sent to you, and say nothing about yourself. Ask through a channel that this
directory lists whether it was really somebody from there. Nobody there will ask you for a password, a code that was
sent to you, or money.";

const WRITE_BACK: &str = "\
This says whose the contact is, and not who wrote: numbers and sender's addresses can be forged, and telephones stolen.
Write back through a channel that you found here yourself, and only by the service that is named here.";

fn in_words(answer: &Answer, shown: &str) -> String {
    let mut listed = String::new();
    for one in &answer.listed {
        listed.push_str(&format!("  {}\n", line(one)));
    }
    match answer.verdict {
        Verdict::Found => format!("LISTED: {shown} is a contact of\n\n{listed}\n{WRITE_BACK}"),
        Verdict::FoundWithoutCountry => format!(
            "LISTED, IF THE COUNTRY IS RIGHT: {shown} came without a country code, and is the end of\n\n{listed}\n\
             Compare the whole number: the same digits in another country are somebody else's.\n{WRITE_BACK}"
        ),
        Verdict::Nearly(likeness) => format!(
            "WARNING! {shown} IS NOT LISTED, and could be taken for a contact that is:\n\n{listed}\n\
             {}. Somebody may be pretending to be them.\n{DO_NOT_REPLY}",
            sentence(likeness.words())
        ),
        Verdict::NotFound => format!("NOT LISTED: nobody in this file has {shown}.\n\n{DO_NOT_REPLY}"),
    }
}

fn line(listed: &Listed) -> String {
    let confirmed = listed
        .confirmed
        .as_ref()
        .map_or_else(String::new, |month| format!(" (confirmed in {})", plain(month)));
    format!("{}, {}: {}{confirmed}", plain(&listed.name), plain(&listed.channel), plain(&listed.contact))
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// On one line, and without what would steer a terminal or turn the order of letters around: somebody else wrote it.
fn plain(text: &str) -> String {
    let steers = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    let spaced: String = text.chars().map(|letter| if letter == '\n' { ' ' } else { letter }).collect();
    spaced.chars().filter(|letter| !steers(*letter)).collect()
}

fn as_json(answer: &Answer, age: &Age) -> Value {
    let (verdict, likeness) = match answer.verdict {
        Verdict::Found => ("listed", None),
        Verdict::FoundWithoutCountry => ("listed_if_country_is_right", None),
        Verdict::Nearly(likeness) => ("nearly_listed", Some(likeness.as_str())),
        Verdict::NotFound => ("not_listed", None),
    };
    let listed = answer.listed.iter().map(|listed| {
        json!({
            "name": listed.name,
            "channel": listed.channel,
            "contact": listed.contact,
            "confirmed": listed.confirmed,
        })
    });
    json!({
        "verdict": verdict,
        "likeness": likeness,
        "contacts": listed.collect::<Vec<Value>>(),
        "file": {
            "published_at": age.published_at.map(Timestamp::rfc3339),
            "saved_at": age.saved_at.map(Timestamp::rfc3339),
            "check_again_at": age.check_again_at().map(Timestamp::rfc3339),
            "outdated": age.is_outdated(),
        },
        "advice": match answer.verdict {
            Verdict::Found | Verdict::FoundWithoutCountry => WRITE_BACK,
            Verdict::Nearly(_) | Verdict::NotFound => DO_NOT_REPLY,
        }
        .replace('\n', " "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_wrote_cannot_steer_the_terminal() {
        assert_eq!(plain("Ada\u{1b}[2J\u{202e}\nFerris"), "Ada[2J Ferris");
    }

    #[test]
    fn a_file_of_unknown_age_is_taken_for_an_old_one() {
        let now = Timestamp::from_seconds(1_800_000_000);
        let age = |published_at, saved_at| Age { published_at, saved_at, now };
        assert!(age(None, None).is_outdated());
        assert!(!age(None, Some(now)).is_outdated());
        assert!(age(Some(now.plus_seconds(-31 * 24 * 3_600)), Some(now)).is_outdated());
        assert!(age(None, Some(now)).in_words().contains("saved here on 2027-01-15"));
    }
}
