//! The chain of the history: the hash of an entry covers the hash of the entry before it.
//!
//! The hash is SHA-256, in lower-case hexadecimal, over the hash of the entry before (64 characters; nothing before the
//! first entry) followed by the entry in its canonical form: JSON without spaces, the members of every object in the
//! order of their names, whole numbers in digits, texts escaped no more than JSON demands. Its members are `account`,
//! `act`, `actor`, `at`, `detail`, `number`, `profile`, `proposal` and `revision`, each always there. A line of the
//! exported history is that form with `hash` among them, so whoever has the lines can compute every hash again.
//! `docs/HISTORY.md` says the same to them.

use std::fmt::Write as _;

use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::store::records::{Actor, CHANGED, HistoryEntry, HistoryVerdict};
use crate::store::rows::{HeadRow, HistoryEntryRow, HistoryRow, StandingRow};

/// An entry that has no place in the chain yet.
#[derive(Clone)]
pub(in crate::store) struct Pending {
    pub(in crate::store) at: i64,
    pub(in crate::store) actor: String,
    pub(in crate::store) act: String,
    pub(in crate::store) profile_id: Option<String>,
    pub(in crate::store) account_id: Option<String>,
    pub(in crate::store) proposal_id: Option<String>,
    pub(in crate::store) revision: Option<i64>,
    /// In the canonical form.
    pub(in crate::store) detail: String,
}

impl HeadRow {
    /// Before the first entry.
    pub(in crate::store) const fn beginning() -> Self {
        Self { history_number: 0, history_hash: String::new() }
    }

    /// Gives an entry the place after this one, which is then the newest.
    pub(in crate::store) fn append(&mut self, pending: Pending) -> HistoryEntryRow {
        let Pending { at, actor, act, profile_id, account_id, proposal_id, revision, detail } = pending;
        let number = self.history_number.saturating_add(1);
        let mut row = HistoryEntryRow {
            number,
            at,
            actor,
            act,
            profile_id,
            account_id,
            proposal_id,
            revision,
            detail,
            hash: String::new(),
        };
        row.hash = hash(&self.history_hash, &row);
        *self = Self { history_number: number, history_hash: row.hash.clone() };
        row
    }
}

/// What an older program wrote about a change, as an entry.
pub(in crate::store) fn adopted(row: HistoryRow) -> Pending {
    let HistoryRow { revision, place: _, changed_at, actor, profile_id, change } = row;
    let change = serde_json::from_str(&change).unwrap_or(Value::String(change));
    let (actor, change) = match Actor::try_from(actor.clone()) {
        Ok(actor) => (actor.to_string(), change),
        // Nobody that we know. What stood there is kept as it is.
        Err(_) => ("console".to_owned(), serde_json::json!({ "actor": actor, "change": change })),
    };
    Pending {
        at: changed_at,
        actor,
        act: CHANGED.to_owned(),
        profile_id,
        account_id: None,
        proposal_id: None,
        revision: Some(revision),
        detail: canonical(&change),
    }
}

/// What is said of a backup that took the place of all there was. Whoever kept that history can tell what was lost.
pub(in crate::store) fn restored(at: i64, standing: &StandingRow, replaced: &HeadRow) -> Pending {
    let detail = serde_json::json!({
        "replaced_entries": replaced.history_number,
        "replaced_hash": replaced.history_hash,
    });
    Pending {
        at,
        actor: Actor::Console.to_string(),
        act: "restored".to_owned(),
        profile_id: None,
        account_id: None,
        proposal_id: None,
        revision: Some(standing.revision),
        detail: canonical(&detail),
    }
}

/// Recomputes the chain from its beginning, entry by entry.
pub(in crate::store) struct Check {
    at: HeadRow,
}

impl Check {
    /// Before the first entry.
    pub(in crate::store) const fn begin() -> Self {
        Self { at: HeadRow::beginning() }
    }

    /// Takes the next entry, in the order of their numbers. The first that is wrong ends it.
    pub(in crate::store) fn take(&mut self, row: &HistoryEntryRow) -> Result<(), HistoryVerdict> {
        let due = self.at.history_number.saturating_add(1);
        if row.number < due {
            return Err(broken(row.number, "was added"));
        }
        if row.number > due {
            return Err(broken(due, "is missing"));
        }
        if row.hash != hash(&self.at.history_hash, row) {
            return Err(broken(due, "was edited"));
        }
        self.at = HeadRow { history_number: due, history_hash: row.hash.clone() };
        Ok(())
    }

    /// Compares the end with what the directory says is the newest entry.
    pub(in crate::store) fn end(self, head: &HeadRow) -> HistoryVerdict {
        let last = self.at.history_number;
        if last < head.history_number {
            return broken(last.saturating_add(1), "was cut off");
        }
        if last > head.history_number {
            return broken(head.history_number.saturating_add(1), "was added");
        }
        // Every entry follows from the one before it, and the last is not the one that was written last: it, or one
        // before it, was edited, and every hash since was computed anew.
        if self.at.history_hash != head.history_hash {
            return broken(last, "was edited");
        }
        HistoryVerdict::Sound { entries: last.unsigned_abs() }
    }
}

fn broken(number: i64, fault: &'static str) -> HistoryVerdict {
    HistoryVerdict::Broken { number: number.unsigned_abs(), fault }
}

fn hash(previous: &str, row: &HistoryEntryRow) -> String {
    let mut sha256 = Sha256::new();
    sha256.update(previous);
    sha256.update(line(row, None));
    HEXLOWER.encode(&sha256.finalize())
}

fn line(row: &HistoryEntryRow, hash: Option<&str>) -> String {
    let text = |text: &str| Value::from(text).to_string();
    let optional = |stored: Option<&String>| stored.map_or_else(|| "null".to_owned(), |stored| text(stored));
    let hash = hash.map(|hash| format!("\"hash\":{},", text(hash))).unwrap_or_default();
    format!(
        "{{\"account\":{},\"act\":{},\"actor\":{},\"at\":{},\"detail\":{},{hash}\"number\":{},\"profile\":{},\
         \"proposal\":{},\"revision\":{}}}",
        optional(row.account_id.as_ref()),
        text(&row.act),
        text(&row.actor),
        row.at,
        row.detail,
        row.number,
        optional(row.profile_id.as_ref()),
        optional(row.proposal_id.as_ref()),
        row.revision.map_or_else(|| "null".to_owned(), |revision| revision.to_string()),
    )
}

/// Whether there is no number in it but whole ones, which everybody writes alike.
pub(in crate::store) fn is_whole(value: &Value) -> bool {
    match value {
        Value::Number(number) => !number.is_f64(),
        Value::Array(items) => items.iter().all(is_whole),
        Value::Object(members) => members.values().all(is_whole),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// JSON in its one form.
pub(in crate::store) fn canonical(value: &Value) -> String {
    let mut json = String::new();
    write(&mut json, value);
    json
}

fn write(json: &mut String, value: &Value) {
    match value {
        Value::Array(items) => {
            json.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    json.push(',');
                }
                write(json, item);
            }
            json.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            json.push('{');
            for (place, (name, member)) in members.into_iter().enumerate() {
                if place > 0 {
                    json.push(',');
                }
                write(json, &Value::from(name.as_str()));
                json.push(':');
                write(json, member);
            }
            json.push('}');
        }
        plain => {
            // A text takes whatever is written to it.
            let _ = write!(json, "{plain}");
        }
    }
}

impl HistoryEntry {
    /// The entry as a line of the exported history, from which its hash can be computed again: see `docs/HISTORY.md`.
    pub fn json_line(&self) -> String {
        let row = HistoryEntryRow {
            number: crate::store::to_rows::number(self.number),
            at: self.at.seconds(),
            actor: self.actor.to_string(),
            act: self.act.clone(),
            profile_id: self.profile.as_ref().map(ToString::to_string),
            account_id: self.account.as_ref().map(ToString::to_string),
            proposal_id: self.proposal.as_ref().map(ToString::to_string),
            revision: self.revision.map(crate::store::to_rows::number),
            detail: canonical(&self.detail),
            hash: String::new(),
        };
        line(&row, Some(&self.hash))
    }
}
