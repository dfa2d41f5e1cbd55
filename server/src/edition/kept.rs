//! The newest edition on disk: a node starts from it at once, and reads on without its database.
//!
//! The file is the answers themselves behind an index, so that loading it is one read and some slicing. Its hash is
//! checked before anything is served: a flipped bit could be a digit of somebody's number.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use directory::{Beat, Slug};
use serde::{Deserialize, Serialize};

use super::document::{DocumentBody, KeptDocument};
use super::entry::{Entry, KeptEntry, sha256};
use super::listing::{Shared, Sharing};
use super::pack::Dictionaries;
use super::{Document, Edition, Imprint, Place};

/// The file's name in the data folder.
pub const FILE_NAME: &str = "edition";

/// The first octets of the file. The number changes with the layout; an older file is then rendered anew.
const MAGIC: &[u8; 20] = b"masthead edition 04\n";

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

/// What stands before the entries, which follow one by one: together they would take up much memory twice.
#[derive(Serialize, Deserialize)]
struct Head {
    imprint: Imprint,
    rendered_by: [u8; 32],
    style: [u8; 32],
    sha256: [u8; 32],
    beats: Vec<Beat>,
    /// Those that lead elsewhere than to an entry, which says its own.
    other_slugs: Vec<(Slug, Place)>,
    dictionaries: Dictionaries,
    shared: Shared,
    documents: Vec<KeptDocument>,
    entries: usize,
}

/// Writes the edition into `folder`: beside the old file, synced, then put in its place, so that a power cut
/// leaves the old one or the new one.
pub fn write(edition: &Edition, folder: &Path) -> Result<(), KeptError> {
    let path = folder.join(FILE_NAME);
    let unfinished = folder.join(format!("{FILE_NAME}.unfinished"));
    let failed = |source| KeptError::File { act: "write", path: path.clone(), source };
    let folder = File::open(folder).map_err(failed)?;
    // Only one program at a time writes here: `masthead publish` beside a running server would otherwise mix its
    // octets with the server's. A file system without locks (a network disk) gets none; the hash finds the damage.
    match folder.lock() {
        Err(error) if error.kind() != std::io::ErrorKind::Unsupported => return Err(failed(error)),
        Ok(()) | Err(_) => {}
    }
    if let Err(cause) = write_file(edition, &unfinished).and_then(|()| std::fs::rename(&unfinished, &path)) {
        // On a full disk, half an edition would be in the way of the database.
        let _ = std::fs::remove_file(&unfinished);
        return Err(failed(cause));
    }
    // The new name is durable only once its folder is.
    folder.sync_all().map_err(failed)
}

fn write_file(edition: &Edition, path: &Path) -> std::io::Result<()> {
    let mut sharing = Sharing::default();
    let mut entries = Vec::new();
    for entry in &edition.entries {
        entries =
            postcard::to_extend(&entry.to_kept(&mut sharing), entries).map_err(std::io::Error::other)?;
    }
    let (documents, texts): (Vec<_>, Vec<_>) = edition.documents.iter().map(DocumentBody::to_kept).unzip();
    let head = Head {
        imprint: edition.imprint,
        rendered_by: edition.rendered_by,
        style: edition.style,
        sha256: edition.sha256,
        beats: edition.beats.clone(),
        other_slugs: edition
            .slugs
            .iter()
            .filter(|(_, place)| !matches!(place, Place::Profile(_)))
            .map(|(slug, place)| (slug.clone(), place.clone()))
            .collect(),
        dictionaries: (*edition.dictionaries).clone(),
        shared: sharing.finish(),
        documents,
        entries: edition.entries.len(),
    };
    let mut index = postcard::to_stdvec(&head).map_err(std::io::Error::other)?;
    index.append(&mut entries);
    drop(entries);
    let length = u64::try_from(index.len()).unwrap_or(u64::MAX).to_le_bytes();
    let mut parts: Vec<&[u8]> = vec![&length, &index];
    parts.extend(edition.entries.iter().map(|entry| entry.octets()));
    parts.extend(texts.into_iter().map(|text| &text[..]));
    let hash = sha256(&parts);

    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = std::io::BufWriter::with_capacity(256 * 1024, options.open(path)?);
    file.write_all(MAGIC)?;
    file.write_all(&hash)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
}

/// The kept edition of `folder`, or `None` where none was kept yet.
pub fn read(folder: &Path) -> Result<Option<Edition>, KeptError> {
    let path = folder.join(FILE_NAME);
    let octets = match std::fs::read(&path) {
        Ok(octets) => Bytes::from(octets),
        Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(KeptError::File { act: "read", path, source }),
    };
    parse(octets).map(Some).ok_or(KeptError::Damaged { path })
}

fn parse(octets: Bytes) -> Option<Edition> {
    let mut rest = octets;
    let mut take = |length: usize| (length <= rest.len()).then(|| rest.split_to(length));
    if take(MAGIC.len())? != MAGIC[..] {
        return None;
    }
    let hash = take(32)?;
    let length = take(8)?;
    let index_length = usize::try_from(u64::from_le_bytes(length.as_ref().try_into().ok()?)).ok()?;
    let index_octets = take(index_length)?;
    // Both take tens of milliseconds for a large directory, and a start waits for the longer of them.
    let (edition, found) = std::thread::scope(|scope| {
        let hashing = scope.spawn(|| sha256(&[&length, &index_octets, &rest]));
        (parse_index(&index_octets, rest.clone()), hashing.join().ok())
    });
    edition.filter(|_| found.is_some_and(|found| found[..] == hash[..]))
}

/// The edition of an index, whose answers and documents' words lie in `rest`.
fn parse_index(index: &[u8], mut rest: Bytes) -> Option<Edition> {
    let mut take = |length: usize| (length <= rest.len()).then(|| rest.split_to(length));
    let (head, mut index) = postcard::take_from_bytes::<Head>(index).ok()?;
    let mut entry = || {
        let (kept, after) = postcard::take_from_bytes::<KeptEntry>(index).ok()?;
        index = after;
        let octets = take(kept.octets)?;
        Entry::from_kept(kept, &head.shared, octets).map(Arc::new)
    };
    let entries: Vec<Arc<Entry>> = (0..head.entries).map(|_| entry()).collect::<Option<_>>()?;
    let document = |kept: KeptDocument| DocumentBody::from_kept(kept, &mut take);
    let documents = head.documents.into_iter().map(document).collect::<Option<Vec<_>>>()?;
    if documents.len() != Document::ALL.len() {
        return None;
    }
    let mut slugs: HashMap<Slug, Place> = HashMap::with_capacity(entries.len() + head.other_slugs.len());
    slugs.extend(
        (0..).zip(&entries).map(|(place, entry)| (entry.listing().slug.clone(), Place::Profile(place))),
    );
    slugs.extend(head.other_slugs);
    Some(Edition {
        imprint: head.imprint,
        rendered_by: head.rendered_by,
        style: head.style,
        entries,
        slugs,
        beats: head.beats,
        documents,
        dictionaries: Arc::new(head.dictionaries),
        sha256: head.sha256,
    })
}
