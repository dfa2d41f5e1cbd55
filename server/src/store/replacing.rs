//! What becomes of the numbers when one directory takes another's place.

use super::rows::StandingRow;

/// More commits than anybody makes between a backup and its restoring: nodes may have seen some that neither
/// the backup nor the database knows of, and must not take the restored directory for the one they have.
const REVISIONS_PASSED_OVER: i64 = 1_000_000;

/// What becomes of the numbers that a restored directory brings along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Revision and edition go on above the higher of both, and every profile waits for a new edition's
    /// number. The history goes on with an entry about it.
    GoOn {
        /// When.
        at: i64,
    },
    /// Everything stays as it is: a backup is a copy.
    Keep,
}

/// Whether nothing was ever written.
pub(super) fn is_empty(standing: &StandingRow) -> bool {
    standing.revision == 0 && standing.edition == 0
}

/// Where the directory stands after another was brought in.
pub(super) fn above(there: &StandingRow, brought: &StandingRow) -> StandingRow {
    let revision = there.revision.max(brought.revision).saturating_add(REVISIONS_PASSED_OVER);
    StandingRow {
        revision,
        edition: there.edition.max(brought.edition),
        published_at: there.published_at.max(brought.published_at),
        replaced_revision: revision,
    }
}
