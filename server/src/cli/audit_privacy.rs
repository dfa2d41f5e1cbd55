//! `masthead audit-privacy`.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Failure, say, wait_for};
use crate::app::{self, Audit};
use crate::config::Origin;

/// Prove what a running server keeps of its visitors.
///
/// Visits the server as a source's browser would, with words that exist nowhere else in place of a name, a page, a
/// user agent, a referrer, a cookie, a query and, on this machine, the visitor's address. Then searches everything the
/// server writes for them: the data folder with its database, the log, the counters. Looks at headers, at TLS, and
/// at whether a query changes anything. The report says in plain words what was done and what was found, and its
/// last line is the hash of all others, so that it can be filed.
///
/// Run it on the server's machine, as its user or as root, with its settings: they say where it listens and writes.
/// It asks nobody but that server, and changes nothing; the visits count in the server's own counters.
///
/// Exit code 0 means that nothing was found, 3 that something is not as promised, 1 that the audit could not be done.
#[derive(Args)]
#[command(after_help = "\
Examples:
  masthead audit-privacy --journal masthead                      with its log, in the journal
  masthead audit-privacy --log masthead.log > audit.txt          with its log; a report to file
  masthead audit-privacy --server https://paper.example          through what stands in front
  masthead audit-privacy --json | jq -cj .report | sha256sum     the hash that the JSON names")]
pub(super) struct AuditPrivacy {
    /// Visit this address instead of where the settings say that the server listens.
    #[arg(long, value_name = "URL", value_parser = Origin::parse)]
    server: Option<Origin>,
    /// A file that the server's log goes to; may be given more than once.
    #[arg(long, value_name = "FILE")]
    log: Vec<PathBuf>,
    /// The systemd unit whose journal has the server's log.
    #[arg(long, value_name = "UNIT")]
    journal: Option<String>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

impl AuditPrivacy {
    pub(super) fn run(self, common: &Common) -> Result<(), Failure> {
        let settings = common.settings(Vec::new())?;
        let audit = Audit { settings, server: self.server, logs: self.log, journal: self.journal };
        let report = wait_for(async { Ok(app::audit(&audit).await?) })?;
        say(if self.json { report.json() } else { report.text() });
        if report.is_clean() { Ok(()) } else { Err(Failure::Found) }
    }
}
