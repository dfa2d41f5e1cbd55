//! Writes what an import planned, in transactions of whole rows, beside whoever else edits.

use directory::ApplyError;

use crate::cli::Failure;
use crate::clock::Clock;
use crate::editing::{Batch, Settled};
use crate::import::{self, Admission, Fate, Line, Options, Outcome, Report};
use crate::secret::Random;
use crate::store::CommitError;

/// How many rows one transaction writes. A row is never torn between two.
const ROWS_A_TRANSACTION: usize = 500;

/// How often one transaction is planned again because another edit came first. Each time somebody else's was written, so
/// two imports beside each other usually both end; one that always comes second to a much larger one ends with
/// [`Overtaken`], and nothing that either of them wrote is lost.
const OVERTAKEN_AT_MOST: usize = 50;

/// Others edited the directory faster than this import could.
#[derive(Debug, thiserror::Error)]
#[error(
    "others changed the directory {OVERTAKEN_AT_MOST} times in a row meanwhile; {written} rows are in, and the same command brings in the rest"
)]
struct Overtaken {
    written: usize,
}

/// The writing of one file's rows.
pub(super) struct Saving<'a> {
    /// What is edited.
    pub(super) editing: &'a mut Batch,
    /// How the rows were planned, and are planned again.
    pub(super) options: &'a Options,
    /// The time of each transaction.
    pub(super) clock: &'a Clock,
    /// The sum, corrected where a row turns out otherwise.
    pub(super) total: &'a mut Report,
    /// Whether rows that change something are told of only once it is known what became of them.
    pub(super) tells_later: bool,
    /// Shows the line of a row that turned out otherwise than it was told.
    pub(super) tell: &'a mut dyn FnMut(&Line),
}

impl Saving<'_> {
    /// Writes `admitted`, telling `done` how many rows each transaction settled. Returns how many profiles were changed past
    /// the second person. When another edit came first, nothing
    /// of a transaction is written: its rows, and every later one, are planned again against what then stands.
    pub(super) async fn write(
        &mut self,
        admitted: Vec<Admission>,
        done: &mut dyn FnMut(usize),
    ) -> Result<usize, Failure> {
        let mut rows = admitted.into_iter();
        let (mut written, mut broken, mut outdated) = (0, 0, false);
        loop {
            let mut batch: Vec<Admission> = rows.by_ref().take(ROWS_A_TRANSACTION).collect();
            let length = batch.len();
            if length == 0 {
                return Ok(broken);
            }
            let mut overtaken = 0;
            loop {
                if outdated {
                    batch = self.plan_again(batch);
                }
                match self.save(&batch).await? {
                    Saved::Whole { past_two } => {
                        broken += past_two;
                        break;
                    }
                    Saved::Not if overtaken == OVERTAKEN_AT_MOST => return Err(Overtaken { written }.into()),
                    Saved::Not => {
                        overtaken += 1;
                        outdated = true;
                        self.editing.begin_again().await?;
                    }
                }
            }
            written += batch.len();
            done(length);
        }
    }

    async fn save(&mut self, batch: &[Admission]) -> Result<Saved, Failure> {
        let at = self.clock.now();
        self.editing.look_again(at).await?;
        let mut lines = Vec::new();
        for row in batch {
            let settled = self.editing.settle(row.changes.clone(), at);
            if self.editing.takes_two() {
                lines.push((&row.line, settled_line(row.line.clone(), settled)));
            } else {
                settled?;
            }
        }
        let past_two = match self.editing.save(at).await {
            Ok(past_two) => past_two,
            Err(CommitError::Stale) => return Ok(Saved::Not),
            Err(other) => return Err(other.into()),
        };
        for (former, line) in lines {
            self.total.correct(former, &line);
            if self.tells_later || line.is_refused() || *line.fate() != Fate::Done {
                (self.tell)(&line);
            }
        }
        Ok(Saved::Whole { past_two })
    }

    /// Plans rows against the directory as it now is, and says which of them turn out otherwise.
    fn plan_again(&mut self, batch: Vec<Admission>) -> Vec<Admission> {
        let mut random = || Random::system().octets();
        let mut compare = |former: Line, line: Line| {
            self.total.correct(&former, &line);
            if self.tells_later {
                if !changes_something(&line) {
                    (self.tell)(&line);
                }
            } else if line.to_string() != former.to_string() {
                (self.tell)(&line);
            }
        };
        let directory = self.editing.directory();
        import::admit_again(batch, directory, self.options, &mut random, self.clock.now(), &mut compare)
    }
}

/// What became of a transaction.
enum Saved {
    Whole {
        past_two: usize,
    },
    /// Another edit came first.
    Not,
}

/// Whether a row is written: what became of it is known only then.
pub(super) fn changes_something(line: &Line) -> bool {
    matches!(line.outcome(), Some(Outcome::Added(_) | Outcome::Updated(_)))
}

/// A row's line, with what became of it.
pub(super) fn settled_line(line: Line, settled: Result<Settled, ApplyError>) -> Line {
    match settled {
        Ok(Settled::Done) => line,
        Ok(Settled::Waits { partly }) => line.with(Fate::Waits { partly }),
        Ok(Settled::Left { partly, why }) => line.with(Fate::Left { partly, why: why.to_string() }),
        Err(refused) => line.refuse(refused.field().unwrap_or("row"), refused.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use directory::{Slug, Status, Timestamp};

    use super::*;
    use crate::config::Database;
    use crate::editing::Actor;
    use crate::store::Store;

    const AT: Timestamp = Timestamp::from_seconds(1_795_000_000);

    fn table(rows: &str) -> Vec<import::Row> {
        let table = format!("uid,slug,name,title,email\n{rows}");
        import::csv::read("people.csv", &mut table.as_bytes()).unwrap()
    }

    fn uid(number: usize) -> String {
        format!("urn:uuid:7d44a1c2-0f6e-4c61-9f3b-{number:012x}")
    }

    fn options() -> Options {
        Options {
            publish: true,
            resume: false,
            outlet: Some(directory::Name::parse("The Harbour Courier").unwrap()),
        }
    }

    fn planned(rows: Vec<import::Row>, editing: &Batch, total: &mut Report) -> Vec<Admission> {
        let mut random = || Random::system().octets();
        let mut count = |line: Line| total.count(&line);
        import::admit(rows, editing.directory(), &options(), &mut random, AT, &mut count)
    }

    async fn written(admitted: Vec<Admission>, editing: &mut Batch, total: &mut Report) -> Vec<String> {
        let (clock, mut lines) = (Clock::fixed(AT), Vec::new());
        let mut tell = |line: &Line| lines.push(line.to_string());
        let (options, tells_later) = (options(), editing.takes_two());
        let mut saving =
            Saving { editing, options: &options, clock: &clock, total, tells_later, tell: &mut tell };
        assert!(saving.write(admitted, &mut |_| ()).await.is_ok());
        lines
    }

    #[tokio::test]
    async fn an_import_that_another_overtook_plans_its_rows_again_and_keeps_both_edits() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::Sqlite(folder.path().join("masthead.sqlite"))).await.unwrap();
        let ada = |title: &str, email: &str| format!("{},ada-ferris,Ada Ferris,{title},{email}\n", uid(1));
        let many: Vec<String> = (2..700)
            .map(|number| format!("{},noor-{number},Noor Haddad,,n{number}@courier.example\n", uid(number)))
            .collect();

        let mut one = Batch::begin(store.clone(), Actor::Console).await.unwrap();
        let mut other = Batch::begin(store.clone(), Actor::Console).await.unwrap();
        let (mut total, mut others) = (Report::default(), Report::default());
        let rows = format!("{}{}", ada("Reporter", "ada@courier.example"), many.concat());
        let slow = planned(table(&rows), &one, &mut total);
        // The other import knows Ada too, and somebody under a slug that the slow one means to give.
        let fast = format!(
            "{}{},noor-5,Nils Holm,,nils@courier.example\n",
            ada("", "ada@courier.example"),
            uid(900)
        );
        let fast = planned(table(&fast), &other, &mut others);
        assert_eq!(written(fast, &mut other, &mut others).await, [""; 0]);
        let corrected = written(slow, &mut one, &mut total).await;

        assert_eq!(corrected.len(), 2, "{corrected:#?}");
        assert!(corrected[0].starts_with("people.csv:2: updated ada-ferris"), "{corrected:#?}");
        assert!(
            corrected.iter().any(|line| line.starts_with("people.csv:6: slug: noor-5 belongs")),
            "{corrected:#?}"
        );
        assert_eq!(total.to_string(), "697 added, 1 updated, 0 unchanged, 1 refused");
        let stored = store.load().await.unwrap().directory;
        assert_eq!(stored.profiles().len(), 699);
        assert!(
            stored.profiles().all(|profile| profile.status == Status::Listed && profile.channels.len() == 1)
        );
        let ada = stored.by_slug(&Slug::parse("ada-ferris").unwrap()).unwrap();
        assert_eq!(ada.title.as_ref().unwrap().as_str(), "Reporter");
    }

    #[tokio::test]
    async fn two_people_on_one_line_are_each_compared_with_what_was_said_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&Database::Sqlite(folder.path().join("masthead.sqlite"))).await.unwrap();
        let mut one = Batch::begin(store.clone(), Actor::Console).await.unwrap();
        let first = format!("{},nils-holm,Nils Holm,,nils@courier.example\n", uid(3));
        let first = planned(table(&first), &one, &mut Report::default());
        written(first, &mut one, &mut Report::default()).await;
        let mut other = Batch::begin(store.clone(), Actor::Console).await.unwrap();
        let ada = format!("{},ada-ferris,Ada Ferris,,ada@courier.example\n", uid(1));
        let noor = format!("{},noor-haddad,Noor Haddad,,noor@courier.example\n", uid(2));
        let (mut total, mut others) = (Report::default(), Report::default());
        let mut rows = table(&format!("{ada}{noor}"));
        rows[1].place = rows[0].place.clone();
        let slow = planned(rows, &one, &mut total);
        let fast = planned(table(&noor), &other, &mut others);
        assert_eq!(written(fast, &mut other, &mut others).await, [""; 0]);
        let corrected = written(slow, &mut one, &mut total).await;
        assert_eq!(corrected, ["people.csv:2: unchanged noor-haddad"]);
        assert_eq!(total.to_string(), "1 added, 0 updated, 1 unchanged, 0 refused");
    }
}
