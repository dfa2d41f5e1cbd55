//! A certificate and its key, read from files and checked before anybody relies on them.

use std::io;
use std::path::{Path, PathBuf};

use directory::Timestamp;
use rustls::Error as TlsError;
use rustls::InconsistentKeys;
use rustls::client::verify_server_name;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::ParsedCertificate;
use rustls::sign::CertifiedKey;

use super::cryptography::provider;
use crate::clock::Clock;

/// Octets of a certificate chain or a key. Real ones have some thousand; a wrong path may lead to a disk image.
const MOST_OCTETS: u64 = 1024 * 1024;

/// Where the certificate and its key are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The chain in PEM, the server's own certificate first.
    pub certificate: PathBuf,
    /// The private key in PEM.
    pub key: PathBuf,
}

/// What is good to know about a certificate that may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateReport {
    /// The last moment it is valid.
    pub expires_at: Timestamp,
    /// What is not wrong but should be put right, one sentence each.
    pub warnings: Vec<String>,
}

/// Why a certificate cannot be used. Each message names the file and what to do about it, and never a key.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file is far larger than what it should be.
    #[error("`{}` is larger than a megabyte, so it holds no certificate or key", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// No certificate in the certificate's file.
    #[error("`{}` holds no certificate: expected `-----BEGIN CERTIFICATE-----`, the server's own first", path.display())]
    NoCertificate {
        /// The file.
        path: PathBuf,
    },
    /// The certificate is not one.
    #[error("the certificate in `{}` is broken", path.display())]
    BrokenCertificate {
        /// The file.
        path: PathBuf,
    },
    /// No key in the key's file.
    #[error("`{}` holds no private key: expected an unencrypted `-----BEGIN PRIVATE KEY-----`", path.display())]
    NoKey {
        /// The file.
        path: PathBuf,
    },
    /// The key is of no use.
    #[error("the private key in `{}` is broken or of a kind TLS 1.3 has no use for: expected ECDSA, Ed25519 or RSA", path.display())]
    BrokenKey {
        /// The file.
        path: PathBuf,
    },
    /// Certificate and key do not belong together.
    #[error("the key in `{}` does not belong to the first certificate in `{}`", key.display(), certificate.display())]
    Mismatch {
        /// The key's file.
        key: PathBuf,
        /// The certificate's file.
        certificate: PathBuf,
    },
    /// The certificate has expired.
    #[error("the certificate in `{}` expired at {}: renew it", path.display(), at.rfc3339())]
    Expired {
        /// The file.
        path: PathBuf,
        /// When it did.
        at: Timestamp,
    },
    /// The certificate is for later.
    #[error("the certificate in `{}` is valid only from {}: is this machine's clock right?", path.display(), from.rfc3339())]
    NotYetValid {
        /// The file.
        path: PathBuf,
        /// From when on.
        from: Timestamp,
    },
    /// The certificate is for another host.
    #[error("the certificate in `{}` is not for `{host}`, which the configuration names", path.display())]
    NotForHost {
        /// The file.
        path: PathBuf,
        /// The host it should be for.
        host: String,
    },
}

/// A certificate that has passed every check.
pub(super) struct Checked {
    pub(super) key: CertifiedKey,
    pub(super) valid_from: Timestamp,
    pub(super) report: CertificateReport,
}

impl TlsFiles {
    /// Reads and checks without using: for a look at the configuration.
    pub fn check(&self, hosts: &[String], clock: &Clock) -> Result<CertificateReport, CertificateError> {
        self.read(hosts, clock).map(|checked| checked.report)
    }

    pub(super) fn read(&self, hosts: &[String], clock: &Clock) -> Result<Checked, CertificateError> {
        let path = || self.certificate.clone();
        let chain = read_chain(&self.certificate)?;
        let Some(leaf) = chain.first() else {
            return Err(CertificateError::NoCertificate { path: path() });
        };
        let (valid_from, expires_at) =
            validity(leaf).ok_or_else(|| CertificateError::BrokenCertificate { path: path() })?;
        check_hosts(leaf, hosts, &self.certificate)?;
        let now = clock.now();
        if now > expires_at {
            return Err(CertificateError::Expired { path: path(), at: expires_at });
        }
        if now < valid_from {
            return Err(CertificateError::NotYetValid { path: path(), from: valid_from });
        }
        let key =
            CertifiedKey::from_der(chain, read_key(&self.key)?, &provider()).map_err(
                |error| match error {
                    TlsError::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                        CertificateError::Mismatch { key: self.key.clone(), certificate: path() }
                    }
                    TlsError::InvalidCertificate(_) => CertificateError::BrokenCertificate { path: path() },
                    _ => CertificateError::BrokenKey { path: self.key.clone() },
                },
            )?;
        let warnings = open_key_warning(&self.key).into_iter().collect();
        Ok(Checked { key, valid_from, report: CertificateReport { expires_at, warnings } })
    }
}

fn read_chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, CertificateError> {
    CertificateDer::pem_slice_iter(&read_file(path)?)
        .collect::<Result<_, _>>()
        .map_err(|_cause| CertificateError::BrokenCertificate { path: path.to_owned() })
}

/// The parser's own words stay here: they may quote the file.
fn read_key(path: &Path) -> Result<PrivateKeyDer<'static>, CertificateError> {
    PrivateKeyDer::from_pem_slice(&read_file(path)?)
        .map_err(|_cause| CertificateError::NoKey { path: path.to_owned() })
}

fn read_file(path: &Path) -> Result<Vec<u8>, CertificateError> {
    let unreadable = |source| CertificateError::Unreadable { path: path.to_owned(), source };
    if std::fs::metadata(path).map_err(unreadable)?.len() > MOST_OCTETS {
        return Err(CertificateError::TooLarge { path: path.to_owned() });
    }
    std::fs::read(path).map_err(unreadable)
}

fn validity(leaf: &CertificateDer<'_>) -> Option<(Timestamp, Timestamp)> {
    let (_rest, parsed) = x509_parser::parse_x509_certificate(leaf).ok()?;
    let validity = parsed.validity();
    Some((
        Timestamp::from_seconds(validity.not_before.timestamp()),
        Timestamp::from_seconds(validity.not_after.timestamp()),
    ))
}

fn check_hosts(leaf: &CertificateDer<'_>, hosts: &[String], path: &Path) -> Result<(), CertificateError> {
    let parsed = ParsedCertificate::try_from(leaf)
        .map_err(|_cause| CertificateError::BrokenCertificate { path: path.to_owned() })?;
    for host in hosts {
        let covered = ServerName::try_from(host.trim_start_matches('[').trim_end_matches(']'))
            .is_ok_and(|name| verify_server_name(&parsed, &name).is_ok());
        if !covered {
            return Err(CertificateError::NotForHost { path: path.to_owned(), host: host.clone() });
        }
    }
    Ok(())
}

/// A key that every account of the machine can read is a key that every account's intruder has.
#[cfg(unix)]
fn open_key_warning(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).ok()?.permissions().mode();
    (mode & 0o007 != 0).then(|| {
        format!("the key `{}` is open to every account of this machine: `chmod o-rwx` it", path.display())
    })
}

#[cfg(not(unix))]
fn open_key_warning(_path: &Path) -> Option<String> {
    None
}
