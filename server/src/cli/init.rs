//! `masthead init`.

use clap::Args;

use super::{Common, Failure, say, wait_for};
use crate::app;
use crate::clock::Clock;
use crate::store::Store;

/// Make what is missing in the data folder, and do no more.
///
/// The database with its tables, the key that seals what is secret in it and, unless certificates are configured, a
/// local certificate authority with a certificate for this machine. What is there already is kept.
#[derive(Args)]
#[command(
    after_help = "Example, to look at the certificates before anything is served:\n  masthead init --data /srv/masthead"
)]
pub(super) struct Init {}

impl Init {
    pub(super) fn run(common: &Common) -> Result<(), Failure> {
        let settings = common.settings(Vec::new())?;
        app::prepare_folder(&settings.data)?;
        if let Some(file) = app::prepare_certificates(&settings, &Clock::system())? {
            say(format_args!("trust     {}", file.display()));
        }
        let key = app::prepare_sealing_key(&settings)?;
        say(format_args!("secrets   {}", key.display()));
        let database = settings.database();
        wait_for(async { Ok(Store::open(&database).await?) })?;
        say(format_args!("database  {database}"));
        Ok(())
    }
}
