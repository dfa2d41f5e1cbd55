//! Settings: read from a file, the environment and flags, checked once, then only passed on.
//!
//! `masthead.toml` is the ground; a variable `MASTHEAD_SECTION__NAME` goes over it, and a flag over both. Unknown
//! settings are refused with their line and column, because a misspelt one would otherwise be silently off.

mod colour;
mod database;
mod example;
mod limits;
mod listen;
mod look;
mod mail;
mod onion;
mod origin;
mod read;
mod transport;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use serde::Deserialize;

use crate::i18n::Locale;

pub use colour::{Colour, ColourError};
pub use database::{Database, DatabaseError};
pub use example::EXAMPLE;
pub use limits::Limits;
pub use listen::{ListenError, listen_address};
pub use look::LookSettings;
pub use mail::{Mail, MailPasswordError, MailTls};
pub use onion::Onion;
pub use origin::{BasePath, BasePathError, Origin, OriginError};
pub use read::{Overrides, SettingsError, read};
pub use transport::{StrictTransport, TlsVersion};

/// Everything that can be set.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The folder of the database, the certificates and the last edition.
    pub data: PathBuf,
    /// The side for sources and templates.
    pub public: Public,
    /// The public side once more, for a Tor daemon on this machine.
    pub onion: Onion,
    /// The side for staff.
    pub admin: Admin,
    /// Where the directory is kept.
    pub database: DatabaseSettings,
    /// Which certificate both sides show.
    pub tls: Tls,
    /// Who publishes.
    pub newsroom: Newsroom,
    /// What makes the pages the newsroom's own.
    pub look: LookSettings,
    /// How staff are told of changes.
    pub mail: Mail,
    /// What must stay secret.
    pub secrets: Secrets,
    /// How much is too much.
    pub limits: Limits,
}

/// The side for sources and templates.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Public {
    /// The address to listen on.
    #[serde(deserialize_with = "listen::deserialize")]
    pub listen: SocketAddr,
    /// What people type: scheme, host and, unless it is 443, port. Every link starts with it. Without it, links
    /// start with `https://localhost` and the port that is listened on: right for a first try, and only there.
    pub origin: Option<Origin>,
    /// The path under which a front proxy mounts this side: empty, or such as `/contact`.
    pub base_path: BasePath,
    /// How many people stand on one page at most. Where more are listed, pages of equal length hold them.
    pub people_per_page: usize,
    /// Other hosts that are answered, besides the origin's: `www.paper.example`.
    pub hosts: Vec<String>,
    /// Addresses of the newsroom's own front proxies, which no per-address limit applies to.
    pub proxies: Vec<IpAddr>,
    /// Whether browsers shall insist on TLS for every host below this one, too.
    pub strict_transport_subdomains: bool,
    /// Whether browsers may ship with that knowledge.
    pub strict_transport_preload: bool,
}

/// The side for staff.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Admin {
    /// The address to listen on: loopback unless chosen wider.
    #[serde(deserialize_with = "listen::deserialize")]
    pub listen: SocketAddr,
    /// What staff type. Never the public host, because cookies ignore ports.
    pub origin: Option<Origin>,
}

/// Where the directory is kept.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseSettings {
    /// `sqlite:FILE`, or `postgres://…`. Without it: the file `masthead.sqlite` in the data folder.
    pub url: Option<Database>,
}

/// Which certificate both sides show.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tls {
    /// The certificate chain, in PEM, the server's own first.
    pub certificate: Option<PathBuf>,
    /// Its private key, in PEM.
    pub key: Option<PathBuf>,
    /// The oldest version that is spoken.
    pub minimum: TlsVersion,
}

/// Who publishes.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Newsroom {
    /// The name on every page and in every card.
    pub name: String,
    /// Where to report a weakness of this server (RFC 9116): `mailto:…` or `https://…`. Without it there is no
    /// `/.well-known/security.txt`.
    pub security_contact: Option<String>,
    /// The language at the root of the public side: `/`. Each other stands under its own part of a path: `/ar/`.
    pub language: Locale,
    /// The newsroom's own words: a folder with files such as `ar.ftl`, whose messages replace ours one by one.
    pub texts: Option<PathBuf>,
    /// How long a change waits, in hours, that takes two people where there is only one.
    pub cool_off_hours: u32,
    /// After how many days a channel must be confirmed again by its owner.
    pub confirm_every_days: u32,
}

/// What must stay secret.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Secrets {
    /// The key that seals what is secret in the database, the same on each of several servers. Without it:
    /// `keys/sealing.key` in the data folder, made on the first start.
    pub sealing_key_file: Option<PathBuf>,
}

impl Settings {
    /// What browsers are told to remember about the public host. Nothing where it is not ours alone: without an
    /// origin it is localhost, and under a path it is the main site's.
    pub fn strict_transport(&self) -> StrictTransport {
        let public = &self.public;
        if public.origin.is_none() || !public.base_path.as_str().is_empty() {
            return StrictTransport::Off;
        }
        match (public.strict_transport_subdomains, public.strict_transport_preload) {
            (false, _) => StrictTransport::Host,
            (true, false) => StrictTransport::Subdomains,
            (true, true) => StrictTransport::Preload,
        }
    }

    /// Where the directory is kept, with the default filled in.
    pub fn database(&self) -> Database {
        self.database.url.clone().unwrap_or_else(|| Database::sqlite(self.data.join("masthead.sqlite")))
    }

    /// The file of the key that seals what is secret in the database, with the default filled in.
    pub fn sealing_key_file(&self) -> PathBuf {
        let made = || self.data.join("keys").join("sealing.key");
        self.secrets.sealing_key_file.clone().unwrap_or_else(made)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: PathBuf::from("./masthead-data"),
            public: Public::default(),
            onion: Onion::default(),
            admin: Admin::default(),
            database: DatabaseSettings::default(),
            tls: Tls::default(),
            newsroom: Newsroom::default(),
            look: LookSettings::default(),
            mail: Mail::default(),
            secrets: Secrets::default(),
            limits: Limits::default(),
        }
    }
}

impl Default for Public {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([0; 16], 8443)),
            origin: None,
            base_path: BasePath::default(),
            people_per_page: 2000,
            hosts: Vec::new(),
            proxies: Vec::new(),
            strict_transport_subdomains: false,
            strict_transport_preload: false,
        }
    }
}

impl Default for Admin {
    fn default() -> Self {
        Self { listen: SocketAddr::from(([127, 0, 0, 1], 8444)), origin: None }
    }
}

impl Default for Newsroom {
    fn default() -> Self {
        Self {
            name: "Our newsroom".to_owned(),
            security_contact: None,
            language: Locale::default(),
            texts: None,
            cool_off_hours: 24,
            confirm_every_days: 90,
        }
    }
}
