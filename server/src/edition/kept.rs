//! The newest edition on disk: a node starts from it at once, and reads on without its database.
//!
//! The file is the answers themselves behind an index, so that loading it is one read and some slicing. Its hash is
//! checked before anything is served: a flipped bit could be a digit of somebody's number. It is written and read as a
//! stream: whole in memory beside the edition, it would double what a publication needs.

use std::borrow::Cow;
use std::fs::{File, TryLockError};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use directory::{Beat, Slug};
use serde::{Deserialize, Serialize};

use super::document::{DocumentBody, KeptDocument};
use super::entry::{Entry, KeptEntry};
use super::limit::longest;
use super::listing::{KeptLists, Sharing};
use super::pack::Dictionaries;
use super::sheet::{KeptSheet, SheetBody, measure};
use super::slugs::{Place, Slugs};
use super::{Document, Edition, Imprint, LeftOut, Opening, Phrases};

/// The file's name in the data folder.
pub const FILE_NAME: &str = "edition";

/// The first octets of the file. The number changes with the layout; an older file is then rendered anew.
const MAGIC: &[u8; 20] = b"masthead edition 06\n";

/// How long a program waits for another that keeps an edition. Readers wait for it too, and a number that was burned must
/// not stay because somebody's program stands still.
const LOCK_ATTEMPTS: u32 = 400;
const LOCK_INTERVAL: Duration = Duration::from_millis(25);

/// How much is read or written, and hashed, at once.
const STEP_OCTETS: usize = 256 * 1024;

/// Why the kept edition cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// It cannot be read or written.
    #[error("cannot {act} the kept edition {}", path.display())]
    File {
        /// What was tried.
        act: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It is not what was written: damaged, or of another version.
    #[error("the kept edition {} is damaged or of another version; a new one is made from the database", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
}

/// What stands before everything else.
struct Start {
    /// The edition's number.
    number: u64,
    /// Of all that follows, and then of the other numbers here.
    hash: [u8; 32],
    /// Of the entries, which come first.
    entries: u64,
    /// Of the head, which comes next.
    head: u64,
    /// Of the sheets' compressed chunks, which come next. The answers, and the words of documents and sheets, are the rest.
    chunks: u64,
}

impl Start {
    const OCTETS: usize = MAGIC.len() + 32 + 4 * 8;

    fn numbers(&self) -> Vec<u8> {
        [self.number, self.entries, self.head, self.chunks].map(u64::to_le_bytes).concat()
    }

    fn to_octets(&self) -> Vec<u8> {
        [&MAGIC[..], &self.hash, &self.numbers()].concat()
    }

    /// `None` where no edition of this layout begins.
    fn parse(octets: &[u8; Self::OCTETS]) -> Option<Self> {
        let rest = octets.strip_prefix(MAGIC)?;
        let (hash, rest) = rest.split_first_chunk()?;
        let (number, rest) = rest.split_first_chunk()?;
        let (entries, rest) = rest.split_first_chunk()?;
        let (head, rest) = rest.split_first_chunk()?;
        let (chunks, []) = rest.split_first_chunk()? else { return None };
        let [number, entries, head, chunks] = [*number, *entries, *head, *chunks].map(u64::from_le_bytes);
        Some(Self { hash: *hash, number, entries, head, chunks })
    }

    fn read(mut file: &File) -> std::io::Result<Option<Self>> {
        let mut octets = [0; Self::OCTETS];
        file.read_exact(&mut octets)?;
        Ok(Self::parse(&octets))
    }
}

/// What is said once. The entries are written and read one by one: together they would take up much memory twice.
#[derive(Serialize, Deserialize)]
struct Head<'a> {
    imprint: Imprint,
    rendered_by: [u8; 32],
    style: [u8; 32],
    sha256: [u8; 32],
    beats: Cow<'a, [Beat]>,
    other_slugs: Vec<(Slug, Place)>,
    dictionaries: Cow<'a, Dictionaries>,
    phrases: Cow<'a, Phrases>,
    #[serde(borrow)]
    opening: Cow<'a, [u8]>,
    lists: KeptLists,
    left_out: Cow<'a, [LeftOut]>,
    documents: Vec<KeptDocument<'a>>,
    sheets: Vec<KeptSheet<'a>>,
    entries: usize,
}

/// Writes the edition into `folder`: beside the old file, synced, then put in its place, so that a power cut
/// leaves the old one or the new one.
pub fn write(edition: &Edition, folder: &Path) -> Result<(), KeptError> {
    let path = folder.join(FILE_NAME);
    let unfinished = folder.join(format!("{FILE_NAME}.unfinished"));
    let failed = |source| KeptError::File { act: "write", path: path.clone(), source };
    let folder = File::open(folder).map_err(failed)?;
    lock(&folder).map_err(failed)?;
    if holds_later(&path, edition.imprint.number) {
        return Ok(());
    }
    if let Err(cause) = write_file(edition, &unfinished).and_then(|()| std::fs::rename(&unfinished, &path)) {
        // On a full disk, half an edition would be in the way of the database.
        let _ = std::fs::remove_file(&unfinished);
        return Err(failed(cause));
    }
    // The new name is durable only once its folder is.
    folder.sync_all().map_err(failed)
}

/// Lets only one program at a time write here: `masthead publish` beside a running server would otherwise mix its octets
/// with the server's. A file system without locks (a network disk) gets none; the hash finds the damage.
fn lock(folder: &File) -> std::io::Result<()> {
    for _ in 0..LOCK_ATTEMPTS {
        match folder.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_INTERVAL),
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                return Ok(());
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "another program holds the folder"))
}

/// Whether a later edition than `number` is kept already, by a program that rendered faster. It must be whole: a damaged
/// one is in nobody's way.
fn holds_later(path: &Path, number: u64) -> bool {
    let later = |file: &File| matches!(Start::read(file), Ok(Some(start)) if start.number > number);
    let Ok(mut file) = File::open(path) else { return false };
    later(&file) && file.rewind().is_ok() && matches!(read_file(file), Ok(Some(_)))
}

fn write_file(edition: &Edition, path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    // What stands first is known last.
    file.write_all(&[0; Start::OCTETS])?;
    let hashed = Hashed { file, context: Context::new(&SHA256), length: 0 };
    let mut writer = BufWriter::with_capacity(STEP_OCTETS, hashed);

    let mut sharing = Sharing::default();
    let mut octets = Vec::new();
    for entry in &edition.entries {
        octets.clear();
        octets = postcard::to_extend(&entry.to_kept(&mut sharing), octets).map_err(std::io::Error::other)?;
        writer.write_all(&octets)?;
    }
    writer.flush()?;
    let entries = writer.get_ref().length;
    let (documents, texts): (Vec<_>, Vec<_>) = edition.documents.iter().map(DocumentBody::to_kept).unzip();
    let (sheets, sheet_texts): (Vec<_>, Vec<_>) = edition.sheets.iter().map(SheetBody::to_kept).unzip();
    let head = Head {
        imprint: edition.imprint,
        rendered_by: edition.rendered_by,
        style: edition.style,
        sha256: edition.sha256,
        beats: Cow::Borrowed(&edition.beats),
        other_slugs: edition
            .slugs
            .others()
            .iter()
            .map(|(slug, place)| (slug.clone(), place.clone()))
            .collect(),
        dictionaries: Cow::Borrowed(&edition.dictionaries),
        phrases: Cow::Borrowed(&edition.phrases),
        opening: Cow::Borrowed(&edition.opening),
        lists: sharing.finish(),
        left_out: Cow::Borrowed(&edition.left_out),
        documents,
        sheets,
        entries: edition.entries.len(),
    };
    writer.write_all(&postcard::to_stdvec(&head).map_err(std::io::Error::other)?)?;
    writer.flush()?;
    let head = writer.get_ref().length - entries;
    for chunk in edition.sheets.iter().flat_map(super::sheet::SheetBody::chunks) {
        writer.write_all(chunk.octets())?;
    }
    writer.flush()?;
    let chunks = writer.get_ref().length - entries - head;
    for entry in &edition.entries {
        writer.write_all(entry.octets())?;
    }
    for text in texts.into_iter().chain(sheet_texts) {
        writer.write_all(text)?;
    }

    let Hashed { mut file, context, .. } =
        writer.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    let mut start = Start { hash: [0; 32], number: edition.imprint.number, entries, head, chunks };
    start.hash = finish(context, &start);
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&start.to_octets())?;
    file.sync_all()
}

/// The hash of what `context` has seen and of the numbers at the start.
fn finish(mut context: Context, start: &Start) -> [u8; 32] {
    context.update(&start.numbers());
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// What is written and hashed at once.
struct Hashed {
    file: File,
    context: Context,
    length: u64,
}

impl Write for Hashed {
    fn write(&mut self, octets: &[u8]) -> std::io::Result<usize> {
        let written = self.file.write(octets)?;
        self.context.update(octets.get(..written).unwrap_or_default());
        self.length += u64::try_from(written).unwrap_or(u64::MAX);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// The kept edition of `folder`, or `None` where none was kept yet.
pub fn read(folder: &Path) -> Result<Option<Edition>, KeptError> {
    let path = folder.join(FILE_NAME);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(KeptError::File { act: "read", path, source }),
    };
    match read_file(file) {
        Ok(Some(edition)) => Ok(Some(edition)),
        Ok(None) => Err(KeptError::Damaged { path }),
        Err(cut) if cut.kind() == std::io::ErrorKind::UnexpectedEof => Err(KeptError::Damaged { path }),
        Err(source) => Err(KeptError::File { act: "read", path, source }),
    }
}

fn read_file(file: File) -> std::io::Result<Option<Edition>> {
    let Some(start) = Start::read(&file)? else { return Ok(None) };
    // A damaged length may say anything: what is read for it ends with the file.
    let (mut entries, mut head, mut chunks) = (Vec::new(), Vec::new(), Vec::new());
    (&file).take(start.entries).read_to_end(&mut entries)?;
    (&file).take(start.head).read_to_end(&mut head)?;
    (&file).take(start.chunks).read_to_end(&mut chunks)?;
    // Reading on and hashing takes tens of milliseconds for a large directory, and so does understanding the entries.
    // A start waits for the longer of them. The entries are made here, because a program's first heap grows in larger
    // steps than those of further threads.
    let (index, answers) = std::thread::scope(|scope| {
        let answers = scope.spawn(|| read_answers(file, &start, &[&entries, &head, &chunks]));
        let index = Index::parse(&head, &entries);
        (index, answers.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    Ok(answers?.and_then(|answers| index?.into_edition(answers, &chunks)))
}

/// The rest of the file; `None` where the hash is not that of `before` and the rest.
fn read_answers(mut file: File, start: &Start, before: &[&[u8]]) -> std::io::Result<Option<Bytes>> {
    let length = file.metadata()?.len().saturating_sub(file.stream_position()?);
    let mut context = Context::new(&SHA256);
    for octets in before {
        context.update(octets);
    }
    let mut answers = Vec::with_capacity(usize::try_from(length).map_err(std::io::Error::other)?);
    loop {
        let from = answers.len();
        if (&file).take(STEP_OCTETS as u64).read_to_end(&mut answers)? == 0 {
            break;
        }
        context.update(answers.get(from..).unwrap_or_default());
    }
    Ok((finish(context, start) == start.hash).then(|| answers.into_boxed_slice().into()))
}

/// An edition that still lacks its answers.
struct Index<'a> {
    head: Head<'a>,
    entries: Vec<Arc<Entry>>,
}

impl<'a> Index<'a> {
    fn parse(head: &'a [u8], mut entries: &[u8]) -> Option<Self> {
        let mut head: Head<'_> = postcard::from_bytes(head).ok()?;
        let shared = std::mem::take(&mut head.lists).shared();
        let mut entry = || {
            let (kept, after) = postcard::take_from_bytes::<KeptEntry<'_>>(entries).ok()?;
            entries = after;
            Entry::from_kept(kept, &shared).map(Arc::new)
        };
        let entries = (0..head.entries).map(|_| entry()).collect::<Option<_>>()?;
        Some(Self { head, entries })
    }

    fn into_edition(self, mut answers: Bytes, mut chunks: &[u8]) -> Option<Edition> {
        let Self { head, mut entries } = self;
        let held = answers.len();
        for entry in &mut entries {
            Arc::get_mut(entry)?.take_answers(&mut answers)?;
        }
        let documents = head.documents.into_iter();
        let documents: Vec<_> =
            documents.map(|kept| DocumentBody::from_kept(kept, &mut answers)).collect::<Option<_>>()?;
        if documents.len() != Document::ALL.len() {
            return None;
        }
        let sheets = head.sheets.into_iter();
        let sheets = sheets.map(|kept| SheetBody::from_kept(kept, &mut answers, &mut chunks));
        let mut sheets: Vec<_> = sheets.collect::<Option<_>>()?;
        let phrases = head.phrases.into_owned();
        measure(&mut sheets, phrases.tongues().count());
        let openings = Opening::in_each(&head.opening, &phrases);
        Some(Edition {
            imprint: head.imprint,
            valid_until: head.imprint.valid_until_text(),
            rendered_by: head.rendered_by,
            style: head.style,
            slugs: Slugs::new(&entries, head.other_slugs.into_iter().collect()),
            left_out: head.left_out.into_owned(),
            longest: longest(entries.iter().map(Arc::as_ref)),
            listed: entries.iter().filter(|entry| !entry.listing().is_shielded).count(),
            entries,
            held,
            beats: head.beats.into_owned(),
            documents,
            sheets,
            dictionaries: Arc::new(head.dictionaries.into_owned()),
            phrases: Arc::new(phrases),
            opening: head.opening.into_owned().into(),
            openings,
            sha256: head.sha256,
        })
    }
}
