//! From settings to a publisher, as soon as there is a store.

use std::sync::Arc;
use std::time::Duration;

use super::follow::chain;
use super::{Publisher, ServeError};
use crate::clock::Clock;
use crate::config::Settings;
use crate::edition::Editions;
use crate::public::Renderer;
use crate::store::Store;

/// How often a store that could not be opened is tried again.
const REOPEN_EVERY: Duration = Duration::from_secs(2);

/// The parts that a publisher is made of, kept until there is a store.
pub(super) struct Publishing {
    pub(super) settings: Settings,
    pub(super) editions: Arc<Editions>,
    pub(super) renderer: Arc<Renderer>,
    pub(super) clock: Clock,
}

impl Publishing {
    /// Opens the store, fills in the demo if asked, and makes the first edition. Whoever made it goes on: a disk that
    /// refused it is remembered.
    pub(super) async fn open(&self, demo: bool) -> Result<Publisher, ServeError> {
        let store = Store::open(&self.settings.database()).await?;
        if demo {
            super::fill_demo(&store, &self.clock).await?;
        }
        let publisher = self.publisher(store);
        publisher.catch_up().await?;
        Ok(publisher)
    }

    /// Opens the store however long it takes: readers are served meanwhile.
    pub(super) async fn open_patiently(&self) -> Publisher {
        let mut reported = false;
        loop {
            match Store::open(&self.settings.database()).await {
                Ok(store) => return self.publisher(store),
                Err(error) if !reported => {
                    reported = true;
                    tracing::error!(cause = %chain(&error), "the database is away; readers get the last edition");
                }
                Err(_) => {}
            }
            tokio::time::sleep(REOPEN_EVERY).await;
        }
    }

    fn publisher(&self, store: Store) -> Publisher {
        let render: Arc<dyn crate::edition::Render> = Arc::<Renderer>::clone(&self.renderer);
        let folder = self.settings.data.clone();
        Publisher::new(store, Arc::clone(&self.editions), render, folder, self.clock.clone())
    }
}
