//! `masthead export`.

use std::ffi::OsString;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use directory::Audience;

use super::{Common, Failure, wait_for};
use crate::app::Addresses;
use crate::clock::Clock;
use crate::edition::{Document, Imprint, build};
use crate::import;
use crate::public::Renderer;
use crate::store::Store;

/// Write the published directory out.
///
/// Only what the public sees is written: no drafts, no hidden channels, no private dates. `backup` writes everything.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  masthead export csv --out people.csv\n  masthead export json | jq '.profiles[].name'"
)]
pub(super) struct Export {
    /// The form to write.
    format: Format,
    /// The file to write; without it, standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The same document as /v1/directory.json.
    Json,
    /// A table that `import csv` reads back.
    Csv,
    /// vCards 3.0, one after the other.
    Vcard,
    /// A list of JSContact cards.
    Jscontact,
}

impl Export {
    pub(super) fn run(self, common: &Common) -> Result<(), Failure> {
        let settings = common.settings(Vec::new())?;
        let addresses =
            Addresses::new(&settings, settings.public.listen.port(), settings.admin.listen.port());
        let renderer = Renderer::new(&addresses.setting(&settings)?);
        let (stored, newest) = wait_for(async {
            let store = Store::open_existing(&settings.database()).await?;
            Ok((store.load().await?, store.standing().await?.newest))
        })?;
        let now = Clock::system().now();
        let octets = if let Format::Csv = self.format {
            let profiles: Vec<_> = stored
                .directory
                .profiles()
                .filter_map(|profile| stored.directory.published(&profile.id, now))
                .filter(|profile| !profile.is_shielded)
                .collect();
            let mut table = Vec::new();
            import::csv::write(&profiles, Audience::Everyone, &mut table)?;
            table
        } else {
            let imprint = Imprint {
                number: stored.position.edition,
                // A restored backup goes on above an edition that it does not hold.
                published_at: newest.as_ref().map_or(now, |row| row.published_at),
                revision: stored.revision,
                mark: newest.as_ref().map_or(0, |row| row.mark),
            };
            let edition = Arc::new(build(imprint, &stored.directory, &renderer, None));
            edition.pieces(self.format.document()).flatten().collect()
        };
        match self.out {
            None => match std::io::stdout().write_all(&octets) {
                // Whoever reads has seen enough.
                Err(cause) if cause.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
                written => {
                    Ok(written.map_err(|source| Unwritten { path: "standard output".into(), source })?)
                }
            },
            Some(path) => Ok(write(&path, &octets).map_err(|source| Unwritten { path, source })?),
        }
    }
}

/// The export cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}", path.display())]
struct Unwritten {
    path: PathBuf,
    source: std::io::Error,
}

/// Writes beside the file and then puts the result in its place: whoever reads it, or a full disk, never leaves half.
fn write(path: &Path, octets: &[u8]) -> std::io::Result<()> {
    if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
        // A pipe or a terminal keeps its place, and a folder says what is wrong.
        return std::fs::write(path, octets);
    }
    let mut beside = OsString::from(path);
    beside.push(".unfinished");
    let written =
        File::create(&beside).and_then(|mut file| file.write_all(octets).and_then(|()| file.sync_all()));
    written.and_then(|()| std::fs::rename(&beside, path)).inspect_err(|_| {
        let _ = std::fs::remove_file(&beside);
    })
}

impl Format {
    const fn document(self) -> Document {
        match self {
            Self::Json | Self::Csv => Document::Json,
            Self::Vcard => Document::Vcard3,
            Self::Jscontact => Document::Jscontact,
        }
    }
}
