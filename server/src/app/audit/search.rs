//! Searches files for many byte strings at once, in one pass and with little memory.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// Something to look for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Needle {
    /// What it is of: "slug".
    pub(super) what: &'static str,
    /// How it is written: "in Base64".
    pub(super) form: &'static str,
    /// At least eight octets: fewer would be found by chance.
    pub(super) octets: Vec<u8>,
}

/// How many octets of a needle it is first told by.
const START: usize = 8;
/// How much of a file is looked at at once.
const STEP_OCTETS: usize = 1024 * 1024;

/// Needles, ready to be looked for.
#[derive(Debug)]
pub(super) struct Search {
    needles: Vec<Needle>,
    by_start: HashMap<[u8; START], Vec<usize>>,
    /// Whether a needle begins with these two octets: most places are passed by on this alone.
    may_start: Vec<bool>,
    longest: usize,
}

/// What was found in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sighting {
    /// The file, or what else was looked at.
    pub(super) place: String,
    /// Which word, and in which form.
    pub(super) what: &'static str,
    /// How it was written there.
    pub(super) form: &'static str,
}

/// What a search has looked at, and what it has found.
#[derive(Clone, Debug, Default)]
pub(super) struct Looked {
    pub(super) files: usize,
    pub(super) octets: u64,
    pub(super) sightings: Vec<Sighting>,
}

/// A file that cannot be read cannot be vouched for.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}, and so cannot say what is in it", path.display())]
pub struct LookError {
    path: PathBuf,
    source: io::Error,
}

impl Search {
    pub(super) fn new(needles: Vec<Needle>) -> Self {
        let mut by_start: HashMap<[u8; START], Vec<usize>> = HashMap::new();
        let mut may_start = vec![false; 1 << 16];
        for (index, needle) in needles.iter().enumerate() {
            let Some(start) = needle.octets.first_chunk::<START>() else { continue };
            by_start.entry(*start).or_default().push(index);
            if let Some(may) = may_start.get_mut(two(*start)) {
                *may = true;
            }
        }
        let longest = needles.iter().map(|needle| needle.octets.len()).max().unwrap_or_default();
        Self { needles, by_start, may_start, longest }
    }

    /// The needles that stand somewhere in `octets`.
    pub(super) fn scan(&self, octets: &[u8]) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut rest = octets;
        while let Some(start) = rest.first_chunk::<START>() {
            if self.may_start.get(two(*start)).copied().unwrap_or_default() {
                for index in self.by_start.get(start).into_iter().flatten() {
                    if self.needles.get(*index).is_some_and(|needle| rest.starts_with(&needle.octets)) {
                        found.insert(*index);
                    }
                }
            }
            rest = rest.get(1..).unwrap_or_default();
        }
        found
    }

    /// Looks at octets that are in memory.
    pub(super) fn look_at(&self, place: &str, octets: &[u8], looked: &mut Looked) {
        let found = self.scan(octets);
        self.note(place, octets.len() as u64, &found, looked);
    }

    /// Looks at one file.
    pub(super) fn look_at_file(&self, path: &Path, looked: &mut Looked) -> Result<(), LookError> {
        let unreadable = |source| LookError { path: path.to_owned(), source };
        let mut file = File::open(path).map_err(unreadable)?;
        let (mut found, mut octets, mut window) = (BTreeSet::new(), 0_u64, Vec::new());
        loop {
            let before = window.len();
            let step = u64::try_from(STEP_OCTETS).unwrap_or(u64::MAX);
            let length = file.by_ref().take(step).read_to_end(&mut window).map_err(unreadable)?;
            if length == 0 {
                break;
            }
            octets += length as u64;
            found.extend(self.scan(&window));
            // The end is looked at again with what follows it.
            let kept = self.longest.min(before + length);
            window.drain(..before + length - kept);
        }
        self.note(&path.display().to_string(), octets, &found, looked);
        Ok(())
    }

    /// Looks at every file below a folder. Links are not followed; a file that vanishes meanwhile was temporary.
    pub(super) fn look_at_folder(&self, folder: &Path, looked: &mut Looked) -> Result<(), LookError> {
        let mut waiting = vec![folder.to_owned()];
        while let Some(folder) = waiting.pop() {
            let unreadable = |source| LookError { path: folder.clone(), source };
            for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
                let entry = entry.map_err(unreadable)?;
                let (path, kind) = (entry.path(), entry.file_type().map_err(unreadable)?);
                if kind.is_dir() {
                    waiting.push(path);
                } else if kind.is_file() {
                    match self.look_at_file(&path, looked) {
                        Err(LookError { source, .. }) if source.kind() == ErrorKind::NotFound => {}
                        result => result?,
                    }
                }
            }
        }
        Ok(())
    }

    fn note(&self, place: &str, octets: u64, found: &BTreeSet<usize>, looked: &mut Looked) {
        looked.files += 1;
        looked.octets += octets;
        for needle in found.iter().filter_map(|index| self.needles.get(*index)) {
            let sighting = Sighting { place: place.to_owned(), what: needle.what, form: needle.form };
            if !looked.sightings.contains(&sighting) {
                looked.sightings.push(sighting);
            }
        }
    }
}

fn two(start: [u8; START]) -> usize {
    let [first, second, ..] = start;
    usize::from(u16::from_be_bytes([first, second]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_across_two_steps_of_a_file_is_found_and_counted_once() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("inner");
        std::fs::create_dir(&inner).unwrap();
        let mut octets = vec![b'.'; STEP_OCTETS - 4];
        octets.extend(b"a-word-to-find");
        octets.extend(vec![b'.'; STEP_OCTETS]);
        octets.extend(b"a-word-to-find");
        std::fs::write(inner.join("log"), &octets).unwrap();
        std::fs::write(folder.path().join("clean"), "a-word-to-fin").unwrap();
        let needle = Needle { what: "slug", form: "as it is", octets: b"a-word-to-find".to_vec() };
        let mut looked = Looked::default();
        Search::new(vec![needle]).look_at_folder(folder.path(), &mut looked).unwrap();
        assert_eq!((looked.files, looked.octets), (2, octets.len() as u64 + 13));
        assert_eq!(looked.sightings.len(), 1, "{looked:?}");
        assert!(looked.sightings[0].place.ends_with("log"));
    }

    #[test]
    fn what_cannot_be_read_is_not_called_clean() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("nowhere");
        let needle = Needle { what: "slug", form: "as it is", octets: b"a-word-to-find".to_vec() };
        let search = Search::new(vec![needle]);
        assert!(search.look_at_folder(&nowhere, &mut Looked::default()).is_err());
        assert!(search.look_at_file(&nowhere, &mut Looked::default()).is_err());
    }
}
