//! `masthead backup` and `masthead restore`.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Failure, say, wait_for};
use crate::app;
use crate::clock::Clock;
use crate::store::Store;

/// Write a consistent copy of the directory to a file, also while a server runs.
///
/// The copy is a SQLite file whatever the database is, readable by its owner alone, and checked after it was
/// written. It holds everything, hidden channels included: keep it like the database itself.
#[derive(Args)]
#[command(after_help = "Example:\n  masthead backup /var/backups/masthead/2026-11-22")]
pub(super) struct Backup {
    /// The file to write; it must not exist yet.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Backup {
    pub(super) fn run(self, common: &Common) -> Result<(), Failure> {
        let settings = common.settings(Vec::new())?;
        wait_for(async {
            let store = Store::open_existing(&settings.database()).await?;
            Ok(store.backup(&self.file).await?)
        })?;
        say(format_args!("backup written to {}", self.file.display()));
        Ok(())
    }
}

/// Put a backup in place of the directory.
///
/// Edition numbers go on above the highest that anybody has seen, and a running server shows the result within two
/// seconds. A backup from SQLite can be restored into PostgreSQL, and the other way round.
///
/// Everybody is signed out. Accounts, roles and passwords are the backup's again, so look through the accounts
/// afterwards; a token for automation that was revoked here since stays revoked.
#[derive(Args)]
#[command(
    after_help = "Example, to see that a backup can be read:\n  masthead restore /var/backups/masthead/2026-11-22 --data trial"
)]
pub(super) struct Restore {
    /// The file that `backup` wrote.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace a directory that is not empty.
    #[arg(long)]
    force: bool,
}

impl Restore {
    pub(super) fn run(self, common: &Common) -> Result<(), Failure> {
        let settings = common.settings(Vec::new())?;
        app::prepare_folder(&settings.data)?;
        let now = Clock::system().now();
        wait_for(async { Ok(Store::restore(&self.file, &settings.database(), self.force, now).await?) })?;
        say(format_args!("restored from {}", self.file.display()));
        Ok(())
    }
}
