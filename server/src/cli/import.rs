//! `masthead import`.

mod saving;
mod summary;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use directory::Name;
use indicatif::{ProgressBar, ProgressStyle};

use super::{Common, Failure, report, say, wait_for};
use crate::alerts::Spool;
use crate::app::{self, Addresses};
use crate::clock::Clock;
use crate::config::{Database, Settings};
use crate::editing::{Actor, Batch, ConsoleRules, Remark};
use crate::import::{self, Line, Options, Report, Row, Source};
use crate::secret::Random;
use crate::store::{OpenError, Store};
use saving::{Saving, changes_something, settled_line};

/// Read people in, with a verdict for each row.
///
/// A row is taken whole or not at all, and a bad one never stops the next: the report names its file, row, field and
/// reason. What is ambiguous is reported and never stored. People are found again by uid or external id, so the same
/// file may be imported twice. Another import may run beside it: the one that others overtake too often ends with a
/// message that says what to do, and nothing is lost. A running server shows the result within two seconds.
///
/// As long as there is no account, everything is done at once: the first import. From the first account on, opening a
/// door takes two: what shows sources something new (a new person, number or name) waits until somebody confirms it
/// on the admin side, and the report names such rows. What shows nothing new, or less, is done at once all the same.
///
/// The exit code is 0 when every row was taken, also where it waits, and 1 when a row was refused, did not fit among what
/// waits, or a file could not be read.
#[derive(Args)]
#[command(after_help = "\
Examples:
  masthead import byline article.txt --dry-run
  masthead import csv people.csv --publish
  masthead import csv people.csv --publish --break-glass 'the only editor is on a plane; Ada called me herself'")]
pub(super) struct Import {
    /// What the files are written in.
    source: Format,
    /// The files; `-` is standard input.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Say what would happen, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Publish new people at once, who otherwise wait as drafts, and show channels again that are hidden here where the
    /// file says how they are shown. A file that says paused or withdrawn is obeyed at once, but for an export's row
    /// without a channel: an export says paused of everybody who shows none.
    #[arg(long)]
    publish: bool,
    /// Bring back whoever is paused here and listed in the file. Leave it out where the same file comes every night: it
    /// would undo a pause.
    #[arg(long)]
    resume: bool,
    /// In an emergency: do without a second person what takes one, and say why.
    ///
    /// The reason stands in the history with every profile that was changed so, and all owners are told by letter.
    #[arg(long, value_name = "WHY", value_parser = Remark::parse)]
    break_glass: Option<Remark>,
    /// The outlet of people who name none.
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The end of a published article: "You can contact Ada securely on Signal at …".
    Byline,
    /// A table with a header row; its columns are the fields of a profile and the kinds of channel.
    Csv,
    /// Address-book cards, versions 2.1 to 4.0.
    Vcard,
    /// Profiles as /v1/profiles gives them: a list, an object with a list, or one a line.
    Json,
}

/// A file cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}", path.display())]
struct Unreadable {
    path: PathBuf,
    source: std::io::Error,
}

/// The name given with `--outlet` is none.
#[derive(Debug, thiserror::Error)]
#[error("--outlet")]
struct BadOutlet(#[source] directory::TextError);

/// What an import came to.
#[derive(Default)]
struct Imported {
    total: Report,
    /// Whether a file could not be read.
    unread: bool,
    /// How many profiles were changed past the second person.
    past_two: usize,
}

impl Import {
    pub(super) fn run(self, common: &Common) -> Result<(), Failure> {
        let settings = common.settings(Vec::new())?;
        let outlet = self.outlet.as_deref().map(Name::parse).transpose();
        let outlet = outlet.map_err(|error| Failure::Use(Box::new(BadOutlet(error))))?;
        let options = Options { publish: self.publish, resume: self.resume, outlet };
        if !self.dry_run {
            app::prepare_folder(&settings.data)?;
        }
        let rules = self.rules(&settings)?;
        let is_mailed = rules.spool.is_on();
        let is_guessed = settings.public.origin.is_none();
        let Imported { total, unread, past_two } =
            wait_for(self.import_files(&settings.database(), rules, &options))?;
        say(format_args!("{total}{}", if self.dry_run { " (dry run: nothing was written)" } else { "" }));
        summary::tell(&total, past_two, is_mailed, is_guessed);
        if total.refused > 0 || total.left > 0 || unread { Err(Failure::Reported) } else { Ok(()) }
    }

    /// How it goes once somebody can sign in. A dry run tells nobody, and makes no key to seal letters with.
    fn rules(&self, settings: &Settings) -> Result<ConsoleRules, Failure> {
        let spool = if settings.mail.server.is_some() && !self.dry_run {
            Spool::new(app::load_sealing_key(settings)?, true)
        } else {
            Spool::off()
        };
        let addresses = Addresses::new(settings, settings.public.listen.port(), settings.admin.listen.port());
        Ok(ConsoleRules {
            site: addresses.site(settings)?,
            spool,
            customs: app::customs(settings),
            break_glass: self.break_glass.clone(),
        })
    }

    /// Imports one file after the other. One that cannot be read is named, and the others go on.
    async fn import_files(
        &self,
        database: &Database,
        rules: ConsoleRules,
        options: &Options,
    ) -> Result<Imported, Failure> {
        let mut editing = self.begin(database, rules).await?;
        let mut imported = Imported::default();
        for path in &self.files {
            match self.read(path, &editing) {
                Ok(rows) => self.import_rows(rows, &mut editing, options, &mut imported).await?,
                Err(unreadable) => {
                    report(&unreadable);
                    imported.unread = true;
                }
            }
        }
        Ok(imported)
    }

    /// Begins from what the database holds. A dry run makes nothing, not even a database or a table.
    async fn begin(&self, database: &Database, rules: ConsoleRules) -> Result<Batch, Failure> {
        if self.dry_run {
            match Store::check(database).await {
                Err(OpenError::Missing { .. }) => return Ok(Batch::trial(Actor::Console)),
                checked => checked?,
            };
        }
        let store = Store::open(database).await?;
        Ok(Batch::on_console(store, rules, Clock::system().now()).await?)
    }

    fn read(&self, path: &Path, editing: &Batch) -> Result<Vec<Row>, Unreadable> {
        let unreadable = |source| Unreadable { path: path.to_owned(), source };
        let (name, mut input): (String, Box<dyn BufRead>) = if path == Path::new("-") {
            ("standard input".to_owned(), Box::new(std::io::stdin().lock()))
        } else {
            let file = File::open(path).map_err(unreadable)?;
            (path.display().to_string(), Box::new(BufReader::new(file)))
        };
        import::read(self.source.source(), &name, &mut *input, editing.directory()).map_err(unreadable)
    }

    async fn import_rows(
        &self,
        rows: Vec<Row>,
        editing: &mut Batch,
        options: &Options,
        imported: &mut Imported,
    ) -> Result<(), Failure> {
        let clock = Clock::system();
        let total = &mut imported.total;
        let bar = progress_bar(rows.len(), "checking");
        let mut random = || Random::system().octets();
        let in_full = matches!(self.source, Format::Byline);
        let shown = |line: &Line| if in_full { line.in_full() } else { line.to_string() };
        // Whether a row waits for somebody is known once it is judged against what stands then.
        let tells_later = editing.takes_two();
        let mut tell = |line: Line| {
            total.count(&line);
            if !(tells_later && changes_something(&line)) {
                bar.suspend(|| say(shown(&line)));
            }
            bar.inc(1);
        };
        let admitted = import::admit(rows, editing.directory(), options, &mut random, clock.now(), &mut tell);
        bar.finish_and_clear();
        if self.dry_run {
            // Not saved, but known to the files that follow.
            let at = clock.now();
            for row in admitted {
                let settled = editing.settle(row.changes, at);
                if tells_later {
                    let line = settled_line(row.line.clone(), settled);
                    total.correct(&row.line, &line);
                    say(shown(&line));
                } else {
                    settled?;
                }
            }
            return Ok(());
        }
        let bar = progress_bar(admitted.len(), "writing");
        let mut tell = |line: &Line| bar.suspend(|| say(shown(line)));
        let mut saving = Saving { editing, options, clock: &clock, total, tells_later, tell: &mut tell };
        let settled = &mut |rows| bar.inc(u64::try_from(rows).unwrap_or(u64::MAX));
        imported.past_two += saving.write(admitted, settled).await?;
        bar.finish_and_clear();
        Ok(())
    }
}

/// A bar on a terminal, and nothing elsewhere.
fn progress_bar(rows: usize, doing: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} [{bar:40}] {pos}/{len} {eta}")
        .map(|style| style.progress_chars("=> "));
    let bar = ProgressBar::new(u64::try_from(rows).unwrap_or(u64::MAX)).with_message(doing);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

impl Format {
    const fn source(self) -> Source {
        match self {
            Self::Byline => Source::Byline,
            Self::Csv => Source::Csv,
            Self::Vcard => Source::Vcard,
            Self::Json => Source::Json,
        }
    }
}
