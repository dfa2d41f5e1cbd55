//! `masthead serve`.

use std::net::SocketAddr;

use clap::Args;

use super::{Common, Failure, wait_for};
use crate::app;
use crate::config::{Newsroom, listen_address};

/// Serve the directory over TLS.
///
/// On an empty data folder this first makes what is missing: the database, a local certificate authority and a
/// certificate. The `ready` lines come when both listeners accept, and above them stands what to try first.
///
/// SIGHUP reads the certificate again, SIGTERM ends in good order. `MASTHEAD_LOG=debug` makes our own log lines more
/// talkative; no level logs who asked for whom (`masthead audit-privacy` proves it).
#[derive(Args)]
#[command(after_help = "\
Examples:
  masthead serve --demo                                         a first look, with invented people
  masthead serve --listen 127.0.0.1:9443                        on another port
  masthead serve --config /etc/masthead/masthead.toml           a newsroom's own
  curl --cacert masthead-data/certificates/ca.pem https://localhost:8443/v1/edition")]
pub(super) struct Serve {
    /// Fill an empty directory with the invented people of an invented newspaper.
    #[arg(long)]
    demo: bool,
    /// Where sources and site templates ask [default: [::]:8443].
    #[arg(long, value_name = "ADDRESS", value_parser = listen_address)]
    listen: Option<SocketAddr>,
    /// Where staff ask [default: 127.0.0.1:8444].
    #[arg(long, value_name = "ADDRESS", value_parser = listen_address)]
    admin_listen: Option<SocketAddr>,
}

/// The newspaper of the demo.
const DEMO_NEWSROOM: &str = "The Harbour Courier";

impl Serve {
    pub(super) fn run(self, common: &Common) -> Result<(), Failure> {
        let listen = self.listen.map(|address| ("public.listen", address.to_string()));
        let admin_listen = self.admin_listen.map(|address| ("admin.listen", address.to_string()));
        let mut settings = common.settings(listen.into_iter().chain(admin_listen).collect())?;
        if self.demo && settings.newsroom.name == Newsroom::default().name {
            DEMO_NEWSROOM.clone_into(&mut settings.newsroom.name);
        }
        wait_for(async { Ok(app::serve(settings, self.demo).await?) })
    }
}
