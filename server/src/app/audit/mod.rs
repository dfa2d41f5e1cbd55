//! Audits a running server: visits it with words that exist nowhere else, and looks for them in what it writes.
//!
//! `visits` asks, `checks` judges the answers, `transport` the connections, `search` looks for the words of `canary`,
//! and `report` says what came of it.

mod canary;
mod checks;
mod report;
mod search;
mod transport;
mod visits;

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::site::Addresses;
use crate::clock::Clock;
use crate::config::{Database, Origin, Settings};
use crate::store::{BackupError, OpenError, Store};
use crate::tls::{Caller, CallerError, Protocol};

use canary::Canaries;
use checks::finding;
pub use report::{Canary, Finding, Report, Verdict};
pub use search::LookError;
use search::{Looked, Search};
use visits::{Place, Question, Visit, Visitor, questions, words};

/// How long a server is given to write what it would write: its own rounds are a second apart.
const SETTLES: Duration = Duration::from_secs(3);

/// What is to be audited.
#[derive(Clone, Debug)]
pub struct Audit {
    /// The server's own settings: where it listens, and where it writes.
    pub settings: Settings,
    /// Another address to ask than the settings say.
    pub server: Option<Origin>,
    /// Files that the server's log goes to.
    pub logs: Vec<PathBuf>,
    /// The unit of systemd whose journal the log is in.
    pub journal: Option<String>,
}

/// Why an audit could not be done.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The server cannot be reached.
    #[error(transparent)]
    Call(#[from] CallerError),
    /// The server does not speak HTTP/2.
    #[error("the server does not speak HTTP/2")]
    NoHttp2,
    /// An answer is no HTTP.
    #[error("the server did not answer")]
    Http(#[from] hyper::Error),
    /// An answer broke off.
    #[error("an answer broke off, or was endless")]
    BrokenOff(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A request cannot be made.
    #[error("the server's address makes no request")]
    Request(#[from] hyper::http::Error),
    /// What answers is no Masthead.
    #[error("what answers at {address} is no Masthead: /v1/edition says {status}")]
    NotMasthead {
        /// Where.
        address: SocketAddr,
        /// What it said.
        status: u16,
    },
    /// A name leads nowhere.
    #[error("{host} has no address")]
    NoAddress {
        /// The name.
        host: String,
    },
    /// Something could not be searched.
    #[error(transparent)]
    Look(#[from] LookError),
    /// The database could not be read.
    #[error("cannot read the database")]
    Open(#[from] OpenError),
    /// The database could not be copied, to be searched.
    #[error("cannot copy the database to search it")]
    Copy(#[from] BackupError),
    /// The journal could not be read.
    #[error("cannot read the journal of {unit}: {why}")]
    Journal {
        /// Of which unit.
        unit: String,
        /// Why not.
        why: String,
    },
    /// The connection without TLS could not be made.
    #[error("cannot connect to the server")]
    Connect(#[from] std::io::Error),
}

/// Audits.
pub async fn audit(audit: &Audit) -> Result<Report, AuditError> {
    let clock = Clock::system();
    let begun = clock.now();
    let place = place(audit)?;
    let canaries = Canaries::new(place.address.ip() == IpAddr::V4(Ipv4Addr::LOCALHOST));
    let mut visitor = visitor(audit, place.clone(), &canaries)?;
    let edition = edition(&mut visitor).await?;
    let known = known_slug(&mut visitor).await?;

    let mut findings = Vec::new();
    let (visits, spoken) = visit_all(&mut visitor, known.as_deref(), &canaries).await?;
    findings.push(spoken);
    findings.extend(checks::answers(&visits, &canaries));
    findings.extend(transport::look(&mut visitor, &audit.settings, &canaries).await?);
    tokio::time::sleep(SETTLES).await;

    let search = Search::new(canaries.needles(&visitor.ends));
    findings.push(in_data(&audit.settings, &search).await?);
    findings.push(in_logs(audit, begun.seconds(), &search)?);
    findings.extend(in_metrics(audit, &canaries, &search).await);
    findings.push(in_publications(&visits, &search));
    let mut lines: Vec<String> = visits.iter().map(Visit::line).collect();
    lines.push("a handshake for another host, an unfinished request, and words without TLS".to_owned());
    let canary = |(stands_for, word)| Canary { stands_for, word };
    Ok(Report {
        program: format!("masthead {}", env!("CARGO_PKG_VERSION")),
        server: format!("{}{}", place.origin, place.base_path),
        address: place.address.to_string(),
        edition,
        begun: begun.rfc3339(),
        ended: clock.now().rfc3339(),
        canaries: canaries.words().into_iter().map(canary).collect(),
        visits: lines,
        findings,
    })
}

/// Where the server is asked: where its settings say that it listens, or where the name given leads.
fn place(audit: &Audit) -> Result<Place, AuditError> {
    let Settings { public, .. } = &audit.settings;
    let addresses = Addresses::new(&audit.settings, public.listen.port(), audit.settings.admin.listen.port());
    let base_path = public.base_path.as_str().to_owned();
    let (origin, address) = match &audit.server {
        Some(origin) => (origin.clone(), look_up(origin)?),
        None => (addresses.public, reachable(public.listen)),
    };
    Ok(Place { origin, base_path, address })
}

/// Every address of this machine is listened on: the loopback is one of them.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        // `[::]` takes IPv4 as well.
        ip if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::LOCALHOST) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

fn look_up(origin: &Origin) -> Result<SocketAddr, AuditError> {
    use std::net::ToSocketAddrs as _;
    let host = origin.host().trim_matches(['[', ']']);
    let found: Vec<SocketAddr> = (host, origin.port()).to_socket_addrs()?.collect();
    let first = found.iter().find(|address| address.is_ipv4()).or(found.first()).copied();
    first.ok_or_else(|| AuditError::NoAddress { host: host.to_owned() })
}

fn visitor(audit: &Audit, place: Place, canaries: &Canaries) -> Result<Visitor, AuditError> {
    let authority = super::certificates::authority(&audit.settings);
    let caller = Caller::new(authority.as_deref())?;
    let from = canaries.address.map(IpAddr::V4);
    Ok(Visitor { caller, place, from, ends: BTreeSet::new(), resumed: 0, post_quantum: false })
}

fn plain(path: &str) -> Question {
    Question {
        method: hyper::Method::GET,
        path: path.to_owned(),
        protocol: Protocol::Http1,
        headers: Vec::new(),
        body: String::new(),
    }
}

async fn edition(visitor: &mut Visitor) -> Result<String, AuditError> {
    let visit = visitor.ask(plain("/v1/edition")).await?;
    let said: Option<Value> = serde_json::from_slice(&visit.body).ok();
    let words = said.as_ref().filter(|_| visit.status.is_success()).and_then(|said| {
        let (number, published) = (said.get("edition")?, said.get("published_at")?.as_str()?);
        let (profiles, hash) = (said.get("profiles")?, said.get("sha256")?.as_str()?);
        Some(format!("{number} of {published}, {profiles} profiles, SHA-256 {hash}"))
    });
    let (address, status) = (visitor.place.address, visit.status.as_u16());
    words.ok_or(AuditError::NotMasthead { address, status })
}

/// Somebody who is in the directory, so that what is there is asked for too.
async fn known_slug(visitor: &mut Visitor) -> Result<Option<String>, AuditError> {
    let visit = visitor.ask(plain("/v1/profiles?limit=1")).await?;
    let said: Value = serde_json::from_slice(&visit.body).unwrap_or_default();
    Ok(said.pointer("/profiles/0/slug").and_then(Value::as_str).map(str::to_owned))
}

async fn visit_all(
    visitor: &mut Visitor,
    known: Option<&str>,
    canaries: &Canaries,
) -> Result<(Vec<Visit>, Finding), AuditError> {
    let (mut visits, mut unspoken) = (Vec::new(), Vec::new());
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for question in questions(known, protocol, canaries) {
            match visitor.ask(question).await {
                Err(AuditError::NoHttp2) => {
                    unspoken.push(format!("{} is not spoken", words(protocol)));
                    break;
                }
                visit => visits.push(visit?),
            }
        }
    }
    let mut promise = format!("{} visits were made and answered, by HTTP/1.1 and by HTTP/2.", visits.len());
    if known.is_none() {
        promise.push_str(" The directory is empty, so nobody who is in it was asked for.");
    }
    Ok((visits, finding("visits", &promise, &unspoken)))
}

fn seen(looked: &Looked) -> Vec<String> {
    let line = |sighting: &search::Sighting| {
        format!("the {} stands {} in {}", sighting.what, sighting.form, sighting.place)
    };
    looked.sightings.iter().map(line).collect()
}

/// Searches everything that the server writes to disk. A database elsewhere is searched through a copy of its tables.
async fn in_data(settings: &Settings, search: &Search) -> Result<Finding, AuditError> {
    let mut looked = Looked::default();
    search.look_at_folder(&settings.data, &mut looked)?;
    let database = settings.database();
    let elsewhere = match &database {
        Database::Sqlite(file) => {
            for name in ["", "-wal", "-shm", "-journal"] {
                let mut path = file.clone().into_os_string();
                path.push(name);
                let path = PathBuf::from(path);
                if !path.starts_with(&settings.data) && path.exists() {
                    search.look_at_file(&path, &mut looked)?;
                }
            }
            ""
        }
        Database::Postgres(_) => {
            let copy = settings.data.join(format!("audit-{}.sqlite", std::process::id()));
            let copied = copy_of(&database, &copy).await;
            let searched = copied.and_then(|()| Ok(search.look_at_file(&copy, &mut looked)?));
            // It holds every contact: it goes whatever became of the search.
            let _ = std::fs::remove_file(&copy);
            searched?;
            " Of the PostgreSQL database, every table of Masthead was searched in a copy; the database server's own \
             files and logs were not."
        }
    };
    let promise = format!(
        "None of the words is in what the server keeps on disk: {} files with {} octets in {}, the database with its \
         write-ahead log, the kept edition, certificates and keys among them.{elsewhere}",
        looked.files,
        looked.octets,
        settings.data.display(),
    );
    Ok(finding("data", &promise, &seen(&looked)))
}

async fn copy_of(database: &Database, to: &Path) -> Result<(), AuditError> {
    let store = Store::open_existing(database).await?;
    Ok(store.backup(to).await?)
}

fn in_logs(audit: &Audit, since: i64, search: &Search) -> Result<Finding, AuditError> {
    if audit.logs.is_empty() && audit.journal.is_none() {
        let words = "Nobody said where the server's log goes: --log FILE or --journal UNIT does.".to_owned();
        return Ok(Finding { name: "log", outcome: Verdict::NotLooked, words });
    }
    let mut looked = Looked::default();
    for log in &audit.logs {
        search.look_at_file(log, &mut looked)?;
    }
    if let Some(unit) = &audit.journal {
        search.look_at("the journal", &journal(unit, since)?, &mut looked);
    }
    let promise = format!("None of the words is in the log: {} octets were searched.", looked.octets);
    Ok(finding("log", &promise, &seen(&looked)))
}

/// What the journal has of a unit, every field of it, since a moment.
fn journal(unit: &str, since: i64) -> Result<Vec<u8>, AuditError> {
    let refused = |why: String| AuditError::Journal { unit: unit.to_owned(), why };
    let output = Command::new("journalctl")
        .args(["--unit", unit, "--output", "export", "--no-pager", "--quiet"])
        .arg(format!("--since=@{since}"))
        .output()
        .map_err(|error| refused(error.to_string()))?;
    if !output.status.success() {
        return Err(refused(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    Ok(output.stdout)
}

/// Reads the counters from the side for staff, which answers on this machine or is not looked at.
async fn in_metrics(audit: &Audit, canaries: &Canaries, search: &Search) -> Vec<Finding> {
    let Settings { public, admin, .. } = &audit.settings;
    let addresses = Addresses::new(&audit.settings, public.listen.port(), admin.listen.port());
    let place = Place { origin: addresses.admin, base_path: String::new(), address: reachable(admin.listen) };
    let said = async {
        // Staff are no visitors: this one comes without the words.
        let mut staff = Visitor { from: None, ..visitor(audit, place, canaries)? };
        staff.ask(plain("/metrics")).await
    };
    match said.await {
        Ok(visit) if visit.status.is_success() => {
            let mut looked = Looked::default();
            search.look_at("/metrics", &visit.body, &mut looked);
            let text = String::from_utf8_lossy(&visit.body);
            let promise = "None of the words is in /metrics.";
            vec![finding("metrics", promise, &seen(&looked)), checks::metrics(&text)]
        }
        _ => {
            let words = "The side for staff does not answer here, so its counters were not read.".to_owned();
            vec![Finding { name: "metrics", outcome: Verdict::NotLooked, words }]
        }
    }
}

/// What the server publishes to everybody must not tell of a visit either.
fn in_publications(visits: &[Visit], search: &Search) -> Finding {
    let mut looked = Looked::default();
    for visit in visits.iter().filter(|visit| visit.is_page() && visit.status.is_success()) {
        search.look_at(&visit.question.path, &visit.body, &mut looked);
    }
    let promise = "None of the words is on a page that later visitors were given.";
    finding("publications", promise, &seen(&looked))
}
