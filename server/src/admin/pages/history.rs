//! Who did what and when: filtered, one entry in full with the way back, checked, and taken away as a file.

use askama::Template;
use directory::{Act, Directory, Reach, Slug, Strength};

use super::difference::{Difference, differences};
use super::layout::Frame;
use super::people::Names;
use super::telling;
use super::visit::{Answered, Reply, Tried, Visit, nothing_here, tried};
use super::words;
use crate::editing::Outcome;
use crate::http::Problem;
use crate::store::records::{HistoryEntry, HistoryQuery, HistoryVerdict};

/// How many entries stand on one page.
const ON_A_PAGE: usize = 50;
/// How many earlier entries are looked at for what stood there before.
const LOOKED_AT: usize = 500;
/// The most octets of the file that is taken away; the rest is taken by asking again from a later number.
const FILE_OCTETS: usize = 64 * 1024 * 1024;

#[derive(Template)]
#[template(path = "staff/history.html")]
struct History {
    frame: Frame,
    of: Option<(String, String)>,
    entries: Vec<EntryRow>,
    earlier: Option<String>,
    may_export: bool,
    may_check: bool,
    verdict: Option<(bool, String)>,
}

struct EntryRow {
    number: u64,
    at: String,
    actor: String,
    subject: Option<(String, String)>,
    lines: Vec<String>,
}

/// `GET /history`.
pub(super) async fn show_all(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let names = visit.names().await?;
    let of = match visit.query.one("profile") {
        "" => None,
        slug => {
            let slug = Slug::parse(slug).map_err(|_| nothing_here())?;
            let profile = stored.directory.by_slug(&slug).ok_or_else(nothing_here)?;
            visit.by.covers(&profile.id)?;
            Some(profile)
        }
    };
    let query = HistoryQuery {
        profile: of.map(|profile| profile.id.clone()),
        account: directory::AccountId::parse(visit.query.one("account")).ok(),
        before: visit.query.one("before").parse().ok(),
        limit: ON_A_PAGE,
    };
    let account = query.account.clone();
    let entries = visit.staff.editing.history(visit.by, query).await?;
    let verdict = match visit.query.one("check") {
        "" => None,
        _ => Some(verdict(&visit.staff.editing.check_history(visit.by).await?)),
    };
    let earlier = entries.last().filter(|last| entries.len() == ON_A_PAGE && last.number > 1).map(|last| {
        let profile = of.map_or_else(String::new, |profile| format!("&profile={}", profile.slug));
        let account = account.as_ref().map_or_else(String::new, |account| format!("&account={account}"));
        format!("/history?before={}{profile}{account}", last.number)
    });
    let whose = account.as_ref().map(|account| (names.account(account), format!("/accounts/{account}")));
    let of = of.map(|profile| (profile.name.to_string(), format!("/profiles/{}", profile.slug))).or(whose);
    Reply::page(&History {
        of,
        entries: entries.iter().map(|entry| row(entry, &stored.directory, &names)).collect(),
        earlier,
        may_export: visit.may(Act::Export),
        may_check: visit.by.reach() == Reach::Everything,
        verdict,
        frame: visit.frame("History", "/history"),
    })
}

fn row(entry: &HistoryEntry, directory: &Directory, names: &Names) -> EntryRow {
    let subject = entry.profile.as_ref().and_then(|id| directory.profile(id));
    EntryRow {
        number: entry.number,
        at: words::moment(entry.at),
        actor: names.actor(&entry.actor),
        subject: subject.map(|profile| (profile.name.to_string(), profile.slug.to_string())),
        lines: telling::entry(entry, directory, names),
    }
}

/// Whether the chain holds, in words.
fn verdict(verdict: &HistoryVerdict) -> (bool, String) {
    match verdict {
        HistoryVerdict::Sound { entries } => {
            (true, format!("The chain holds: all {entries} entries are as they were written."))
        }
        HistoryVerdict::Broken { number, fault } => (
            false,
            format!(
                "The chain is broken: entry {number} {fault}. Somebody changed the database by hand. Keep a copy of \
                 it, and compare it with your last export."
            ),
        ),
    }
}

#[derive(Template)]
#[template(path = "staff/entry.html")]
struct OneEntry {
    frame: Frame,
    row: EntryRow,
    facts: Vec<(&'static str, String)>,
    proposal: Option<String>,
    differences: Vec<Difference>,
    detail: Option<String>,
    hash: String,
    may_roll_back: bool,
}

/// `GET /history/{number}`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let entry = entry(visit).await?;
    Reply::page(&page(visit, &entry, super::form::Faults::default()).await?)
}

/// `POST /history/{number}/roll-back`.
pub(super) async fn roll_back(visit: &Visit<'_>) -> Answered {
    let entry = entry(visit).await?;
    match tried(visit.staff.editing.roll_back(visit.by, entry.number).await)? {
        Tried::Done(Outcome::Applied { .. }) => Reply::see("/history?done=saved"),
        Tried::Done(_) => Reply::see("/proposals?done=proposed"),
        Tried::Faulty(faults) => Reply::again(&page(visit, &entry, faults).await?),
        Tried::Stale => {
            let words = "The profile has moved on since: this cannot be undone by itself any more";
            Reply::again(&page(visit, &entry, super::form::Faults::whole(words)).await?)
        }
    }
}

async fn entry(visit: &Visit<'_>) -> Result<HistoryEntry, Problem> {
    let number: u64 = visit.piece(0).parse().map_err(|_| nothing_here())?;
    let by = visit.by.visitor().permit(Act::ReadHistory, Strength::SignedIn)?;
    let before = number.checked_add(1);
    let query = HistoryQuery { before, limit: 1, ..HistoryQuery::default() };
    let found = visit.staff.editing.history(&by, query).await?.into_iter().next();
    found.filter(|entry| entry.number == number).ok_or_else(nothing_here)
}

async fn page(
    visit: &Visit<'_>,
    entry: &HistoryEntry,
    faults: super::form::Faults,
) -> Result<OneEntry, Problem> {
    let stored = visit.directory().await?;
    let names = visit.names().await?;
    let row = row(entry, &stored.directory, &names);
    let mut facts = vec![("When", row.at.clone()), ("Who", row.actor.clone())];
    facts.extend(entry.account.as_ref().map(|account| ("Account", names.account(account))));
    facts.extend(entry.revision.map(|revision| ("Revision then", revision.to_string())));
    let earlier = match &entry.profile {
        Some(profile) => {
            let query = HistoryQuery {
                profile: Some(profile.clone()),
                before: Some(entry.number),
                limit: LOOKED_AT,
                ..HistoryQuery::default()
            };
            let by = visit.by.visitor().permit(Act::ReadHistory, Strength::SignedIn)?;
            visit.staff.editing.history(&by, query).await?
        }
        None => Vec::new(),
    };
    let is_change = telling::changed(entry).is_some() && entry.profile.is_some();
    Ok(OneEntry {
        facts,
        proposal: entry.proposal.as_ref().map(ToString::to_string),
        differences: differences(entry, &earlier),
        detail: (!entry.detail.is_null())
            .then(|| serde_json::to_string_pretty(&entry.detail).unwrap_or_default()),
        hash: entry.hash.clone(),
        may_roll_back: is_change && visit.may(Act::EditProfiles),
        frame: visit.frame(format!("History: entry {}", entry.number), "/history").faults(faults),
        row,
    })
}

/// `GET /history.jsonl`: every entry after `?after=`, oldest first, one a line.
pub(super) async fn export(visit: &Visit<'_>) -> Answered {
    let mut after: u64 = visit.query.one("after").parse().unwrap_or(0);
    let mut octets = Vec::new();
    while octets.len() < FILE_OCTETS {
        let entries = visit.staff.editing.history_after(visit.by, after).await?;
        let Some(last) = entries.last() else { break };
        after = last.number;
        for entry in &entries {
            octets.extend(line(entry).to_string().into_bytes());
            octets.push(b'\n');
        }
    }
    Ok(Reply::File { media_type: "application/jsonl", name: "history.jsonl", octets })
}

fn line(entry: &HistoryEntry) -> serde_json::Value {
    serde_json::json!({
        "number": entry.number,
        "at": entry.at.rfc3339(),
        "actor": entry.actor,
        "act": entry.act,
        "profile": entry.profile,
        "account": entry.account,
        "proposal": entry.proposal,
        "revision": entry.revision,
        "detail": entry.detail,
        "hash": entry.hash,
    })
}
