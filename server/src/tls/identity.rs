//! Who we are in the handshake: the certificate in use, replaced while connections go on.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwap;
use directory::Timestamp;
use rustls::ServerConfig;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::authority::{LocalAuthority, Outcome};
use super::certificate::{CertificateError, CertificateReport, TlsFiles};
use super::cryptography::{self, Oldest};
use crate::clock::Clock;

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);
const DAY_SECONDS: i64 = 24 * 60 * 60;
/// Certificates from files are renewed by somebody else, who should hear of it if that has stopped.
const EXPIRY_WARNING_SECONDS: i64 = 10 * DAY_SECONDS;

/// The certificate a listener shows, and the names it answers to.
#[derive(Debug)]
pub struct Identity {
    files: TlsFiles,
    hosts: Vec<String>,
    clock: Clock,
    shown: Arc<Shown>,
    post_quantum: Arc<ServerConfig>,
    classical: Arc<ServerConfig>,
    seen: Mutex<Seen>,
}

/// What came of looking at the files again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reload {
    /// Nothing new.
    Unchanged,
    /// New connections get the new certificate; the others go on.
    Replaced,
    /// The new pair is no good, so the old one stays in use. The log has the reason.
    Refused,
}

#[derive(Debug)]
struct Shown {
    key: ArcSwap<CertifiedKey>,
    report: ArcSwap<CertificateReport>,
}

impl ResolvesServerCert for Shown {
    /// Names were looked at before the handshake went this far.
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.key.load_full())
    }
}

/// How the files looked at the last look, and when they were last read. Certificate and key are two files that
/// change one after the other: they are read once they have looked the same twice.
#[derive(Debug)]
struct Seen {
    looked: [Look; 2],
    tried: [Look; 2],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    changed: Option<SystemTime>,
    octets: u64,
    inode: u64,
}

impl Identity {
    /// Reads and checks the files. `hosts` are the names this listener answers to; the certificate must be for each.
    pub fn load(
        files: TlsFiles,
        hosts: &[String],
        oldest: Oldest,
        clock: Clock,
    ) -> Result<Arc<Self>, CertificateError> {
        // Looked at before they are read: what changes in between is read again.
        let look = look_at(&files);
        let checked = files.read(hosts, &clock)?;
        for warning in &checked.report.warnings {
            tracing::warn!("{warning}");
        }
        let shown = Arc::new(Shown {
            key: ArcSwap::from_pointee(checked.key),
            report: ArcSwap::from_pointee(checked.report),
        });
        let resolver: Arc<dyn ResolvesServerCert> = Arc::clone(&shown) as _;
        let [post_quantum, classical] = cryptography::configs(&resolver, oldest);
        let hosts = hosts.iter().map(|host| host.to_ascii_lowercase()).collect();
        let seen = Mutex::new(Seen { looked: look, tried: look });
        Ok(Arc::new(Self { files, hosts, clock, shown, post_quantum, classical, seen }))
    }

    /// The last moment at which the certificate in use is valid.
    pub fn expires_at(&self) -> Timestamp {
        self.shown.report.load().expires_at
    }

    /// Reads the files again, whether they look changed or not: what SIGHUP asks for.
    pub fn reload(&self) -> Reload {
        let look = look_at(&self.files);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Seen { looked: look, tried: look };
        match self.files.read(&self.hosts, &self.clock) {
            Ok(checked) => {
                for warning in &checked.report.warnings {
                    tracing::warn!("{warning}");
                }
                tracing::info!("new certificate in use, valid until {}", checked.report.expires_at.rfc3339());
                self.shown.key.store(Arc::new(checked.key));
                self.shown.report.store(Arc::new(checked.report));
                Reload::Replaced
            }
            Err(error) => {
                tracing::error!("the certificate in use stays, because {error}");
                Reload::Refused
            }
        }
    }

    /// Reads the files again if they have changed, and have then looked the same at two calls in a row. A pair that
    /// was refused is not tried, and not logged, again until it changes.
    pub fn reload_if_changed(&self) -> Reload {
        let look = look_at(&self.files);
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let settled = seen.looked == look;
            seen.looked = look;
            if !settled || seen.tried == look {
                return Reload::Unchanged;
            }
        }
        self.reload()
    }

    /// Follows the files for as long as it is polled, and renews what `local` made. Where two listeners share one
    /// local certificate, one of them renews it and the other follows: give `local` to one only.
    pub async fn watch(self: Arc<Self>, local: Option<LocalAuthority>) {
        let mut daily = self.clock.now();
        let mut looks = tokio::time::interval(LOOK_EVERY);
        looks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            looks.tick().await;
            let due = self.clock.now() >= daily;
            if due {
                daily = self.clock.now().plus_seconds(DAY_SECONDS);
            }
            let identity = Arc::clone(&self);
            let renewing = local.clone().filter(|_| due);
            // Reading files may take its time, on a network disk for one: not on a thread that serves.
            let look = tokio::task::spawn_blocking(move || {
                if let Some(local) = renewing {
                    identity.renew(&local);
                }
                if due {
                    identity.warn_of_expiry();
                }
                identity.reload_if_changed();
            });
            if look.await.is_err() {
                tracing::error!(
                    "a look at the certificate's files broke off; the next one is due in {LOOK_EVERY:?}"
                );
            }
        }
    }

    fn renew(&self, local: &LocalAuthority) {
        match local.prepare() {
            Ok(Outcome::Kept) => {}
            Ok(Outcome::Renewed | Outcome::Created | Outcome::Replaced) => {
                self.reload();
            }
            Err(error) => tracing::error!("cannot renew the local certificate: {error}"),
        }
    }

    fn warn_of_expiry(&self) {
        let expires_at = self.expires_at();
        if self.clock.now().plus_seconds(EXPIRY_WARNING_SECONDS) > expires_at {
            tracing::warn!(
                "the certificate in `{}` is valid only until {}",
                self.files.certificate.display(),
                expires_at.rfc3339()
            );
        }
    }

    pub(super) fn config(&self, post_quantum: bool) -> Arc<ServerConfig> {
        Arc::clone(if post_quantum { &self.post_quantum } else { &self.classical })
    }

    pub(super) fn answers_to(&self, name: &str) -> bool {
        self.hosts.iter().any(|host| host.eq_ignore_ascii_case(name))
    }
}

fn look_at(files: &TlsFiles) -> [Look; 2] {
    [&files.certificate, &files.key].map(|path| look_at_file(path))
}

/// Follows links, because renewal tools change where a link leads.
fn look_at_file(path: &Path) -> Look {
    let Ok(found) = std::fs::metadata(path) else { return Look { changed: None, octets: 0, inode: 0 } };
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&found);
    #[cfg(not(unix))]
    let inode = 0;
    Look { changed: found.modified().ok(), octets: found.len(), inode }
}
