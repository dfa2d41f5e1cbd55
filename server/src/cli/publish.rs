//! `masthead publish`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use super::{Common, Failure, say, wait_for, warn};
use crate::app::{Addresses, Publisher};
use crate::clock::Clock;
use crate::edition::{Editions, kept};
use crate::public::Renderer;
use crate::store::Store;

/// Make a new edition now, whether or not something changed.
///
/// A running server shows it within two seconds. Without one it is kept in the data folder, for the next start.
#[derive(Args)]
#[command(
    after_help = "Example:\n  masthead publish --data /var/lib/masthead\n\nChanged settings need no edition made by hand: `serve` makes one when it is started again."
)]
pub(super) struct Publish {}

impl Publish {
    pub(super) fn run(common: &Common) -> Result<(), Failure> {
        let settings = common.settings(Vec::new())?;
        let addresses =
            Addresses::new(&settings, settings.public.listen.port(), settings.admin.listen.port());
        let renderer = Arc::new(Renderer::new(&addresses.setting(&settings)?));
        let editions = Arc::new(Editions::default());
        if let Ok(Some(edition)) = kept::read(&settings.data) {
            editions.replace(&Arc::new(edition));
        }
        let (edition, has_kept) = wait_for(async {
            let store = Store::open_existing(&settings.database()).await?;
            let publisher = Publisher::new(store, editions, renderer, settings.data.clone(), Clock::system());
            Ok((publisher.publish().await?, publisher.has_kept()))
        })?;
        if !has_kept {
            return Err(Unkept { number: edition.imprint().number, folder: settings.data }.into());
        }
        let imprint = edition.imprint();
        say(format_args!(
            "edition {} of {} with {} profiles",
            imprint.number,
            imprint.published_at.rfc3339(),
            edition.entries().len()
        ));
        if edition.left_out().is_empty() {
            return Ok(());
        }
        for left in edition.left_out() {
            warn(format_args!("not published, because it is too long: {left}"));
        }
        Err(Failure::Reported)
    }
}

/// The edition has a number, which a running server goes by, but is not on this disk.
#[derive(Debug, thiserror::Error)]
#[error(
    "edition {number} cannot be kept in {}: a running server shows it, and a start without the database will not",
    folder.display()
)]
struct Unkept {
    number: u64,
    folder: PathBuf,
}
