//! A newsroom's own words: a folder with a file for each language of which it replaces messages.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::Locale;
use super::refusal::CatalogError;

/// The most octets that a file may have: ten times what all of ours have in the longest language.
const FILE_OCTETS_MAX: u64 = 1 << 20;

/// The most that a folder may hold, with what is not for us.
const ENTRIES_MAX: usize = 1000;

/// A file of a newsroom's folder.
pub(super) struct Texts {
    pub(super) path: PathBuf,
    pub(super) locale: Locale,
    pub(super) source: String,
}

/// Every file of messages in `folder`, in the order of their names. What has another ending is not for us; a file whose
/// name is no language is refused, because it would otherwise be silently off.
pub(super) fn read(folder: &Path) -> Result<Vec<Texts>, CatalogError> {
    let unreadable = |source| CatalogError::Unreadable { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)?.take(ENTRIES_MAX) {
        let path = entry.map_err(unreadable)?.path();
        let is_hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
        if !is_hidden && path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ftl")) {
            paths.push(path);
        }
    }
    paths.sort();
    paths.into_iter().map(read_file).collect()
}

fn read_file(path: PathBuf) -> Result<Texts, CatalogError> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let locale = name.strip_suffix(".ftl").and_then(Locale::of_code);
    let Some(locale) = locale else { return Err(CatalogError::NoLanguage { path }) };
    match octets(&path) {
        Err(source) => Err(CatalogError::Unreadable { path, source }),
        Ok(octets) if octets.len() as u64 > FILE_OCTETS_MAX => {
            Err(CatalogError::NoText { path, problem: "is longer than 1 MiB" })
        }
        Ok(octets) => match String::from_utf8(octets) {
            Ok(source) => Ok(Texts { path, locale, source }),
            Err(_) => Err(CatalogError::NoText { path, problem: "is not text in UTF-8" }),
        },
    }
}

fn octets(path: &Path) -> io::Result<Vec<u8>> {
    let mut octets = Vec::new();
    File::open(path)?.take(FILE_OCTETS_MAX + 1).read_to_end(&mut octets)?;
    Ok(octets)
}
