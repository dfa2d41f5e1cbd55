//! Bringing a directory that is held in memory up to date.

use directory::Applied;

use crate::store::from_rows::{Contents, contents};
use crate::store::{ReadError, Store, Stored, detached, position, stored as whole, to_rows, within};

impl Store {
    /// Brings `stored`, which was read before, up to what the store holds now, reading no more than what changed.
    pub async fn refresh(&self, stored: Stored) -> Result<Stored, ReadError> {
        let Stored { position: before, mut directory, head, .. } = stored;
        let (revision, edition) = (to_rows::number(before.revision), to_rows::number(before.edition));
        let (standing, rows, head, goes_on) = detached!(self, pool in readers, queries => {
            within(async move { queries::reading::refresh(&pool, revision, edition, &head).await })
        })?;
        if !goes_on {
            return whole(&standing, head, &rows);
        }
        let position = position(standing.revision, standing.edition)?;
        let Contents { profiles, slugs, beats, outlets } = contents(&rows)?;
        // Twice, because one profile may have taken an external identifier over from another: whichever of both comes
        // first, the index of those knows the new owner after the second round.
        for profile in profiles.iter().chain(&profiles) {
            directory.absorb(Applied { profile: Some(profile.clone()), ..Applied::default() });
        }
        directory.absorb(Applied { slugs, ..Applied::default() });
        for beat in beats {
            directory.absorb(Applied { beat: Some(beat), ..Applied::default() });
        }
        for outlet in outlets {
            directory.absorb(Applied { outlet: Some(outlet), ..Applied::default() });
        }
        Ok(Stored { position, revision: position.revision, directory, head })
    }
}
