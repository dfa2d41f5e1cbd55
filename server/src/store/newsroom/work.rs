//! From what one act does to the statements that write it.

use directory::Timestamp;

use super::chain::{Pending, canonical, is_whole};
use super::step::Step;
use super::writes::steps;
use crate::store::error::CommitError;
use crate::store::records::{CHANGED, Entry, Work};
use crate::store::rows::Batch;
use crate::store::to_rows::{batch, number};

/// What one transaction writes, as rows and statements.
pub(in crate::store) struct WorkRows {
    /// The revision that the directory must have.
    pub(in crate::store) expected: Option<i64>,
    /// Whether the directory changes.
    pub(in crate::store) advances: bool,
    pub(in crate::store) batch: Batch,
    pub(in crate::store) steps: Vec<Step>,
    /// In order; each has the directory's new revision if it advances.
    pub(in crate::store) entries: Vec<Pending>,
}

/// The rows and statements of one act.
pub(in crate::store) fn work(work: Work) -> Result<WorkRows, CommitError> {
    let Work { actor, at, expected_revision, accepted, entries, writes } = work;
    let (actor, expected) = (actor.to_string(), expected_revision.map(number));
    let changed = accepted.iter().map(|accepted| {
        let detail = serde_json::to_value(&accepted.change).map_err(CommitError::History)?;
        let profile = accepted.applied.profile.as_ref().map(|profile| profile.id.clone());
        pending(Entry { profile, detail, ..Entry::new(CHANGED) }, &actor, at)
    });
    let said = entries.into_iter().map(|entry| pending(entry, &actor, at));
    let entries = changed.chain(said).collect::<Result<_, _>>()?;
    Ok(WorkRows {
        expected,
        advances: !accepted.is_empty(),
        batch: batch(accepted, expected.unwrap_or_default().saturating_add(1))?,
        steps: writes.into_iter().map(steps).collect::<Result<Vec<_>, _>>()?.concat(),
        entries,
    })
}

fn pending(entry: Entry, actor: &str, at: Timestamp) -> Result<Pending, CommitError> {
    let Entry { act, profile, account, proposal, detail } = entry;
    if !is_whole(&detail) {
        return Err(CommitError::History(serde::ser::Error::custom("a number in it is not whole")));
    }
    Ok(Pending {
        at: at.seconds(),
        actor: actor.to_owned(),
        act: act.to_owned(),
        profile_id: profile.map(String::from),
        account_id: account.map(String::from),
        proposal_id: proposal.map(String::from),
        revision: None,
        detail: canonical(&detail),
    })
}
