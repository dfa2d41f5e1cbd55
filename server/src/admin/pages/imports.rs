//! Reading people in: a file or pasted text, a verdict for each row, and nothing written before somebody has seen it.

use std::sync::Arc;

use askama::Template;
use directory::{Act, Name, Strength};
use tokio::sync::Semaphore;

use super::applying::apply;
use super::form::{Choice, Faults, Field, Typed};
use super::layout::Frame;
use super::markup::Markup;
use super::previews::{Preview, Stage, Uploaded};
use super::visit::{Answered, Reply, Visit, nothing_here};
use crate::http::Problem;
use crate::import::{self, Line, Options, Report, Source};
use crate::secret::Random;

/// One file is read at a time; whoever asks meanwhile waits.
static PLANNING: Semaphore = Semaphore::const_new(1);

/// How many rows one import by a page has. More are imported on the server's console.
pub(super) const ROWS: usize = 1_000;
/// How many letters of a row's verdict a page shows. A row may have a hundred thousand cells that are not taken.
const VERDICT_LETTERS: usize = 500;

#[derive(Template)]
#[template(path = "staff/import.html")]
struct Import {
    frame: Frame,
    fields: Vec<Markup>,
}

#[derive(Template)]
#[template(path = "staff/import_preview.html")]
struct ImportPreview {
    frame: Frame,
    handle: String,
    file: String,
    publish: bool,
    total: String,
    is_nothing: bool,
    lines: Vec<Verdict>,
}

struct Verdict {
    word: &'static str,
    is_refused: bool,
    text: String,
}

#[derive(Template)]
#[template(path = "staff/import_progress.html")]
struct ImportProgress {
    frame: Frame,
    settled: usize,
    rows: usize,
    done: Option<Vec<String>>,
}

/// `GET /import`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let typed = Typed::default().with("source", "csv");
    Reply::page(&form(visit, &typed, Faults::default()))
}

fn form(visit: &Visit<'_>, typed: &Typed, faults: Faults) -> Import {
    let chosen = typed.one("source");
    let choice = |value: &'static str, words, hint| Choice::new(value, words, value == chosen).hint(hint);
    let sources = vec![
        choice("csv", "A table (CSV)", "With a header row: name, title, outlet, email, signal_number, …"),
        choice("vcard", "Address-book cards (vCard)", "Versions 2.1 to 4.0, several in one file."),
        choice("json", "Profiles as JSON", "As /v1/profiles gives them."),
        choice("byline", "The end of an article", "“You can contact Ada securely on Signal at …”"),
    ];
    let fields = [
        Field::radios("source", "What it is", sources).faults(&faults),
        Field::file("file", "File", ".csv,.vcf,.json,.txt,text/csv,text/vcard,application/json,text/plain")
            .hint("At most 8 MB.")
            .optional()
            .faults(&faults),
        Field::lines("text", "Or paste it here", 6).optional().typed(typed, &faults),
        Field::line("outlet", "Outlet of people who name none").optional().typed(typed, &faults),
        Field::boxes(
            "publish",
            "Publishing",
            vec![
                Choice::new("yes", "Propose to publish new people too", typed.has("publish"))
                    .hint("Otherwise they wait as drafts. Each waits for a second person."),
            ],
        ),
    ];
    let fields = fields.iter().map(Field::markup).collect();
    Import { fields, frame: visit.frame("Import", "/import").faults(faults) }
}

/// `POST /import`: keeps the file for a while, and shows what would become of it.
pub(super) async fn upload(visit: &Visit<'_>) -> Answered {
    let upload = match read(visit) {
        Ok(upload) => upload,
        Err(faults) => return Reply::again(&form(visit, visit.typed, faults)),
    };
    if let Ok(handle) = visit.admin.previews.keep(visit.by.account_id(), upload, visit.now()) {
        return Reply::see(format!("/import/{handle}"));
    }
    let faults = Faults::whole("Several imports wait to be confirmed already. Try again in ten minutes");
    Reply::again(&form(visit, visit.typed, faults))
}

fn read(visit: &Visit<'_>) -> Result<Uploaded, Faults> {
    let typed = visit.typed;
    let mut faults = Faults::default();
    let source = match typed.one("source") {
        "csv" => Some(Source::Csv),
        "vcard" => Some(Source::Vcard),
        "json" => Some(Source::Json),
        "byline" => Some(Source::Byline),
        _ => None,
    };
    if source.is_none() {
        faults.add("source", "Choose what it is");
    }
    let outlet = typed.has("outlet").then(|| Name::parse(typed.one("outlet"))).transpose();
    let outlet = faults.take("outlet", "The outlet", outlet);
    let pasted = typed.raw("text");
    let (name, octets) = match visit.file {
        Some(file) => (file.name.clone(), file.octets.to_vec()),
        None => ("pasted text".to_owned(), pasted.as_bytes().to_vec()),
    };
    if octets.iter().all(u8::is_ascii_whitespace) {
        faults.add("file", "Choose a file, or paste what is to be read");
    }
    match (source, outlet) {
        (Some(source), Some(outlet)) if faults.is_empty() => {
            Ok(Uploaded { source, name, octets, publish: typed.has("publish"), outlet })
        }
        _ => Err(faults),
    }
}

fn preview(visit: &Visit<'_>) -> Result<Preview, Problem> {
    let found = visit.admin.previews.find(visit.by.account_id(), visit.piece(0), visit.now());
    found.ok_or_else(nothing_here)
}

/// `GET /import/{preview}`: what would become of each row, how far it is, or what became of it.
pub(super) async fn show_preview(visit: &Visit<'_>) -> Answered {
    let preview = preview(visit)?;
    match preview.stage {
        Stage::Waiting => {
            let stored = visit.directory().await?;
            let (upload, at) = (Arc::clone(&preview.upload), visit.now());
            match aside(move || plan(&upload, &stored.directory, at)).await? {
                Ok((lines, report)) => Reply::page(&preview_page(visit, &preview, &lines, &report)),
                Err(faults) => Reply::again(&form(visit, &Typed::default().with("source", "csv"), faults)),
            }
        }
        Stage::Applying { settled, rows } => Reply::page(&ImportProgress {
            settled,
            rows,
            done: None,
            frame: visit.frame("Importing", "/import").reloading(),
        }),
        Stage::Applied(lines) => Reply::page(&ImportProgress {
            settled: lines.len(),
            rows: lines.len(),
            done: Some(lines),
            frame: visit.frame("Imported", "/import"),
        }),
    }
}

/// Reads a file on a thread of its own: many megabytes are work for the processor, which others would wait for.
pub(super) async fn aside<T: Send + 'static>(
    read: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Problem> {
    // Nobody takes all processors by asking for the same page a hundred times.
    let turn = PLANNING.acquire().await.map_err(|closed| Problem::internal(&closed))?;
    let done = tokio::task::spawn_blocking(move || {
        // Whoever hangs up meanwhile makes no room for the next before this one is done.
        let _turn = turn;
        read()
    });
    done.await.map_err(|cause| Problem::internal(&cause))
}

/// What would become of each row; nothing is written.
fn plan(
    upload: &Uploaded,
    directory: &directory::Directory,
    at: directory::Timestamp,
) -> Result<(Vec<Line>, Report), Faults> {
    let rows = rows(upload, directory)?;
    let (mut lines, mut report) = (Vec::new(), Report::default());
    let mut random = || Random::system().octets();
    import::admit(rows, directory, &upload.options(), &mut random, at, &mut |line| {
        report.count(&line);
        lines.push(line);
    });
    Ok((lines, report))
}

/// The rows of a file, if it has no more than a page may import.
pub(super) fn rows(upload: &Uploaded, directory: &directory::Directory) -> Result<Vec<import::Row>, Faults> {
    let rows = import::read(upload.source, &upload.name, &mut upload.octets.as_slice(), directory)
        .map_err(|_| Faults::of("file", "The file cannot be read"))?;
    if rows.len() > ROWS {
        return Err(Faults::of(
            "file",
            format!("The file has more than {ROWS} rows. Import it on the server: masthead import"),
        ));
    }
    Ok(rows)
}

impl Uploaded {
    /// How the rows are planned.
    pub(super) fn options(&self) -> Options {
        Options { publish: self.publish, resume: false, outlet: self.outlet.clone() }
    }
}

fn preview_page(visit: &Visit<'_>, preview: &Preview, lines: &[Line], report: &Report) -> ImportPreview {
    let in_full = preview.upload.source == Source::Byline;
    let lines = lines.iter().map(|line| Verdict {
        word: match line.outcome() {
            None => "refused",
            Some(import::Outcome::Added(_)) => "new",
            Some(import::Outcome::Updated(_)) => "changes",
            Some(import::Outcome::Unchanged(_)) => "unchanged",
        },
        is_refused: line.is_refused(),
        text: short(if in_full { line.in_full() } else { line.to_string() }),
    });
    ImportPreview {
        handle: preview.handle.clone(),
        file: preview.upload.name.clone(),
        publish: preview.upload.publish,
        total: report.to_string(),
        is_nothing: report.added + report.updated == 0,
        lines: lines.collect(),
        frame: visit.frame("Import: preview", "/import"),
    }
}

/// A verdict as a page shows it.
pub(super) fn short(mut verdict: String) -> String {
    if let Some((end, _)) = verdict.char_indices().nth(VERDICT_LETTERS) {
        verdict.truncate(end);
        verdict.push_str(" … (and more)");
    }
    verdict
}

/// `POST /import/{preview}`: applies it, row after row, while the page shows how far it is.
pub(super) async fn confirm(visit: &Visit<'_>) -> Answered {
    let preview = preview(visit)?;
    let by = visit.by.visitor().permit(Act::Import, Strength::Recent)?;
    if visit.admin.previews.begin(visit.by.account_id(), &preview.handle, visit.now()) {
        let (admin, handle) = (Arc::clone(visit.admin), preview.handle.clone());
        // Whoever closes the page does not stop it half-way.
        tokio::spawn(async move { apply(&admin, &by, &handle, preview.upload).await });
    }
    Reply::see(format!("/import/{}", visit.piece(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_of_a_row_with_endless_cells_is_cut_on_a_page() {
        let verdict = short("column é is not taken; ".repeat(100_000));
        assert_eq!(verdict.chars().count(), VERDICT_LETTERS + " … (and more)".chars().count());
        assert_eq!(short("people.csv:2: new".to_owned()), "people.csv:2: new");
    }
}
