//! Which certificate each side shows.

use std::path::PathBuf;
use std::sync::Arc;

use super::follow::chain;
use super::site::certified_hosts;
use crate::clock::Clock;
use crate::config::{Origin, Settings, TlsVersion};
use crate::tls::{AuthorityError, CertificateError, Identity, LocalAuthority, Oldest, TlsFiles};

/// Why a side has no certificate to show.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
#[expect(missing_docs, reason = "each variant is the error of the part it names")]
pub enum IdentityError {
    Authority(#[from] AuthorityError),
    Certificate(#[from] CertificateError),
}

/// A side's files, and the hosts that they must be for.
struct Side {
    files: TlsFiles,
    hosts: Vec<String>,
}

/// The files of both sides, and the local authority where one is needed.
///
/// A configured certificate is for the public side, and for the admin side's host where one is set. Without a set
/// host the admin side is reached on loopback, for which no public authority vouches: there the local one does.
struct Plan {
    public: Side,
    admin: Side,
    local: Option<LocalAuthority>,
}

impl Plan {
    fn of(settings: &Settings, clock: &Clock) -> Self {
        let mut public_hosts = certified_hosts(settings);
        let admin_host = settings.admin.origin.as_ref().map(|origin: &Origin| origin.host().to_owned());
        let admin_hosts = vec![admin_host.clone().unwrap_or_else(|| "localhost".to_owned())];
        let configured = settings.tls.certificate.clone().zip(settings.tls.key.clone());
        let configured = configured.map(|(certificate, key)| TlsFiles { certificate, key });
        match configured {
            Some(files) if admin_host.is_some() => Self {
                public: Side { files: files.clone(), hosts: public_hosts },
                admin: Side { files, hosts: admin_hosts },
                local: None,
            },
            Some(files) => {
                let local = LocalAuthority::new(&settings.data, &[], clock.clone());
                let admin = Side { files: local.files(), hosts: admin_hosts };
                Self { public: Side { files, hosts: public_hosts }, admin, local: Some(local) }
            }
            None => {
                public_hosts.extend(admin_host);
                let local = LocalAuthority::new(&settings.data, &public_hosts, clock.clone());
                let side = |hosts| Side { files: local.files(), hosts };
                Self { public: side(public_hosts), admin: side(admin_hosts), local: Some(local) }
            }
        }
    }
}

/// Makes the local authority and its certificate where one is needed; its file is what clients are told to trust.
pub fn prepare(settings: &Settings, clock: &Clock) -> Result<Option<PathBuf>, AuthorityError> {
    let Some(local) = Plan::of(settings, clock).local else { return Ok(None) };
    local.prepare()?;
    Ok(Some(local.authority_file()))
}

/// The file of the local authority, where there is one.
pub(super) fn authority(settings: &Settings) -> Option<PathBuf> {
    let file = LocalAuthority::new(&settings.data, &[], Clock::system()).authority_file();
    file.exists().then_some(file)
}

/// Checks both sides' certificates and says until when they are valid. Changes nothing.
pub fn check(settings: &Settings, clock: &Clock) -> Result<String, CertificateError> {
    let plan = Plan::of(settings, clock);
    if plan.local.as_ref().is_some_and(|local| !local.authority_file().exists()) {
        return Ok("none yet; `masthead serve` or `masthead init` makes a local one".to_owned());
    }
    let mut until = Vec::new();
    for (name, side) in [("public", plan.public), ("admin", plan.admin)] {
        let report = side.files.check(&side.hosts, clock)?;
        until.push(format!("{name} side valid until {}", report.expires_at.rfc3339()));
        until.extend(report.warnings.iter().map(ToString::to_string));
    }
    Ok(until.join(", "))
}

/// The certificates of both sides, as long as they are served.
pub(super) struct Identities {
    pub(super) public: Arc<Identity>,
    pub(super) admin: Arc<Identity>,
    local: Option<LocalAuthority>,
}

impl Identities {
    /// Makes what is missing, then reads and checks both.
    pub(super) fn load(settings: &Settings, clock: &Clock) -> Result<Self, IdentityError> {
        let Plan { public, admin, local } = Plan::of(settings, clock);
        let prepared = local.as_ref().map_or(Ok(()), |local| local.prepare().map(drop));
        let load = |side: Side, oldest| Identity::load(side.files, &side.hosts, oldest, clock.clone());
        let oldest = match settings.tls.minimum {
            TlsVersion::Tls12 => Oldest::Tls12,
            TlsVersion::Tls13 => Oldest::Tls13,
        };
        // Staff bring browsers of today.
        let (public, admin) = match (load(public, oldest), load(admin, Oldest::Tls13), prepared) {
            (Ok(public), Ok(admin), Ok(())) => (public, admin),
            // A certificate is renewed long before it expires: one that cannot be, on a disk that broke, is still good.
            (Ok(public), Ok(admin), Err(refused)) => {
                tracing::error!(cause = %chain(&refused), "cannot renew the certificate; the one that is there is served");
                (public, admin)
            }
            (_, _, Err(refused)) => return Err(refused.into()),
            (Err(refused), _, Ok(())) | (_, Err(refused), Ok(())) => return Err(refused.into()),
        };
        Ok(Self { public, admin, local })
    }

    /// What clients are told to trust, where a local authority vouches.
    pub(super) fn authority_file(&self) -> Option<PathBuf> {
        self.local.as_ref().map(LocalAuthority::authority_file)
    }

    /// Follows the files of both for ever, and renews what the local authority made.
    pub(super) fn watch(&self) -> impl Future<Output = ()> + Send + 'static {
        let public = Arc::clone(&self.public).watch(self.local.clone());
        let admin = Arc::clone(&self.admin).watch(None);
        async move {
            tokio::join!(public, admin);
        }
    }

    /// Reads the files of both again.
    pub(super) fn reload(&self) {
        self.public.reload();
        self.admin.reload();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_cannot_be_renewed_is_served_for_as_long_as_it_is_good() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { data: folder.path().to_owned(), ..Settings::default() };
        let clock = Clock::system();
        let authority = prepare(&settings, &clock).unwrap().unwrap();
        std::fs::write(&authority, "not an authority").unwrap();
        assert!(prepare(&settings, &clock).is_err());
        assert!(Identities::load(&settings, &clock).is_ok());
        for entry in std::fs::read_dir(authority.parent().unwrap()).unwrap().flatten() {
            if entry.path() != authority {
                std::fs::remove_file(entry.path()).unwrap();
            }
        }
        let refused = Identities::load(&settings, &clock).err();
        assert!(
            matches!(refused, Some(IdentityError::Authority(_))),
            "the reason why there is none: {refused:?}"
        );
    }
}
