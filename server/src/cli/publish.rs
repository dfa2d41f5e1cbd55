//! `masthead publish`.

use std::sync::Arc;

use clap::Args;

use super::{Common, Failure, say, wait_for};
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
    after_help = "Example, after the name of the newsroom was changed in the settings file:\n  masthead publish --config /etc/masthead/masthead.toml --data /var/lib/masthead"
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
        let edition = wait_for(async {
            let store = Store::open_existing(&settings.database()).await?;
            let publisher = Publisher::new(store, editions, renderer, settings.data.clone(), Clock::system());
            Ok(publisher.publish().await?)
        })?;
        let imprint = edition.imprint();
        say(format_args!(
            "edition {} of {} with {} profiles",
            imprint.number,
            imprint.published_at.rfc3339(),
            edition.entries().len()
        ));
        Ok(())
    }
}
