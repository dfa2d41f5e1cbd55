//! A certificate authority of one's own, for the first try: good for this newsroom's hosts and nothing else.
//!
//! Its key stays in the data folder, because the server renews its certificate with it. A thief of that key can
//! pretend to be the hosts the authority is limited to, which a thief of the server's own key can as well.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use directory::Timestamp;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, NameConstraints, PublicKeyData, SerialNumber,
};
use rustls::RootCertStore;
use rustls::client::verify_server_cert_signed_by_trust_anchor;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::ParsedCertificate;

use super::certificate::TlsFiles;
use super::cryptography::provider;
use super::host::Host;
use super::whole_file::{self, Readers};
use crate::clock::Clock;
use crate::secret::Random;

const DAY_SECONDS: i64 = 24 * 60 * 60;
const AUTHORITY_SECONDS: i64 = 3_650 * DAY_SECONDS;
/// What browsers and scanners take for up to date. The last second counts (RFC 5280, 4.1.2.5), hence one less.
const CERTIFICATE_SECONDS: i64 = 90 * DAY_SECONDS - 1;
/// Valid a little before it is made: other machines' clocks are behind.
const BACKDATED_SECONDS: i64 = 60 * 60;
/// What works on this machine whatever else is configured.
const OWN_HOSTS: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// The local authority and the certificate it issues, as files in `certificates/` of the data folder.
#[derive(Clone, Debug)]
pub struct LocalAuthority {
    folder: PathBuf,
    hosts: Vec<String>,
    clock: Clock,
}

/// What [`LocalAuthority::prepare`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was there and good.
    Kept,
    /// A new certificate from the same authority: nobody has to do anything.
    Renewed,
    /// A first authority and certificate.
    Created,
    /// A new authority, because the old one had expired or was not good for a host: clients must trust the new one.
    Replaced,
}

/// Why there is no local certificate.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// A file or the folder cannot be read or written.
    #[error("cannot use `{}`: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The authority's file holds something else.
    #[error("`{}` does not hold a local authority that this program made; move it away to have one made", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The authority's key is missing, broken or another's.
    #[error(
        "`{}` does not hold the key of the local authority in `{}`; remove both to have new ones made, which every client must then trust anew",
        key.display(),
        authority.display()
    )]
    NoKey {
        /// The key's file.
        key: PathBuf,
        /// The authority's file.
        authority: PathBuf,
    },
    /// A host is neither a name nor an address.
    #[error("`{host}` is neither a host name nor an IP address, so no certificate can be made for it")]
    Host {
        /// The host.
        host: String,
    },
    /// The certificate could not be made.
    #[error("cannot make a certificate: {0}")]
    Making(#[from] rcgen::Error),
}

/// An authority read from its file.
struct Authority {
    der: CertificateDer<'static>,
    name: String,
    expires_at: Timestamp,
    permitted: Vec<Host>,
}

impl LocalAuthority {
    /// The authority in the data folder `data`, for this machine and `hosts`.
    pub fn new(data: &Path, hosts: &[String], clock: Clock) -> Self {
        let own = OWN_HOSTS.iter().map(|host| (*host).to_owned());
        let mut all: Vec<String> = own.collect();
        for host in hosts {
            let host = host.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
            if !all.contains(&host) {
                all.push(host);
            }
        }
        Self { folder: data.join("certificates"), hosts: all, clock }
    }

    /// The certificate that clients are told to trust.
    pub fn authority_file(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }

    /// The server's certificate and key.
    pub fn files(&self) -> TlsFiles {
        TlsFiles { certificate: self.folder.join("server.pem"), key: self.folder.join("server-key.pem") }
    }

    /// Makes what is missing and renews what has lived two thirds of its life. One process at a time.
    pub fn prepare(&self) -> Result<Outcome, AuthorityError> {
        let parsed =
            |host: &String| Host::parse(host).ok_or_else(|| AuthorityError::Host { host: host.clone() });
        let hosts = self.hosts.iter().map(parsed).collect::<Result<Vec<_>, _>>()?;
        fs::create_dir_all(&self.folder).map_err(|source| file_error(&self.folder, source))?;
        let found = self.read_authority()?;
        match &found {
            Some(authority) if authority.serves(&hosts, self.clock.now()) => {
                if self.certificate_is_good(authority) {
                    return Ok(Outcome::Kept);
                }
                self.issue(&authority.name, &self.authority_key()?, &hosts)?;
                Ok(Outcome::Renewed)
            }
            _ => {
                let (name, key) = self.found(&hosts)?;
                self.issue(&name, &key, &hosts)?;
                Ok(if found.is_some() { Outcome::Replaced } else { Outcome::Created })
            }
        }
    }

    /// What is there and is no authority was not written by us, and is not ours to replace.
    fn read_authority(&self) -> Result<Option<Authority>, AuthorityError> {
        let path = self.authority_file();
        match fs::read(&path) {
            Ok(pem) => match Authority::parse(&pem) {
                Some(authority) => Ok(Some(authority)),
                None => Err(AuthorityError::NotOurs { path }),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(file_error(&path, source)),
        }
    }

    fn authority_key_file(&self) -> PathBuf {
        self.folder.join("ca-key.pem")
    }

    fn authority_key(&self) -> Result<KeyPair, AuthorityError> {
        let wrong =
            || AuthorityError::NoKey { key: self.authority_key_file(), authority: self.authority_file() };
        let pem = fs::read_to_string(self.authority_key_file()).map_err(|_cause| wrong())?;
        let key = KeyPair::from_pem(&pem).map_err(|_cause| wrong())?;
        let authority = fs::read(self.authority_file()).map_err(|_cause| wrong())?;
        let der = CertificateDer::from_pem_slice(&authority).map_err(|_cause| wrong())?;
        let (_rest, parsed) = x509_parser::parse_x509_certificate(&der).map_err(|_cause| wrong())?;
        if parsed.public_key().raw == key.subject_public_key_info() { Ok(key) } else { Err(wrong()) }
    }

    /// Makes a new authority. Its key is written first: a certificate whose key nobody has would be of no use.
    fn found(&self, hosts: &[Host]) -> Result<(String, KeyPair), AuthorityError> {
        let key = KeyPair::generate()?;
        let tag = data_encoding::HEXLOWER.encode(&Random::system().octets::<4>());
        // A name of its own: two newsrooms' authorities in one browser must not be taken for each other.
        let name = format!("Masthead local authority {tag}");
        let mut params = self.params(&name, AUTHORITY_SECONDS);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: hosts.iter().map(Host::subtree).collect(),
            excluded_subtrees: Vec::new(),
        });
        let certificate = params.self_signed(&key)?;
        write(&self.authority_key_file(), key.serialize_pem().as_bytes(), Readers::Owner)?;
        write(&self.authority_file(), certificate.pem().as_bytes(), Readers::Anyone)?;
        Ok((name, key))
    }

    /// Makes a certificate. A key that is there stays, so that a renewal is the replacement of one file.
    fn issue(&self, authority: &str, authority_key: &KeyPair, hosts: &[Host]) -> Result<(), AuthorityError> {
        let files = self.files();
        let kept = fs::read_to_string(&files.key).ok().and_then(|pem| KeyPair::from_pem(&pem).ok());
        let key = if let Some(key) = kept {
            key
        } else {
            let key = KeyPair::generate()?;
            write(&files.key, key.serialize_pem().as_bytes(), Readers::Owner)?;
            key
        };
        let mut params = self.params("Masthead", CERTIFICATE_SECONDS);
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.subject_alt_names =
            hosts.iter().map(Host::alternative_name).collect::<Result<_, rcgen::Error>>()?;
        let issuer = Issuer::new(self.params(authority, AUTHORITY_SECONDS), authority_key);
        let certificate = params.signed_by(&key, &issuer)?;
        write(&files.certificate, certificate.pem().as_bytes(), Readers::Anyone)
    }

    fn params(&self, name: &str, seconds: i64) -> CertificateParams {
        let begins = self.clock.now().plus_seconds(-BACKDATED_SECONDS);
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, name);
        params.serial_number = Some(SerialNumber::from_slice(&serial_number()));
        params.not_before = rcgen::date_time_ymd(1970, 1, 1) + since_epoch(begins);
        params.not_after = rcgen::date_time_ymd(1970, 1, 1) + since_epoch(begins.plus_seconds(seconds));
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params
    }

    /// Whether the certificate is this authority's, for every host, with its key, and in the first two thirds of its
    /// life.
    fn certificate_is_good(&self, authority: &Authority) -> bool {
        let now = self.clock.now();
        let Ok(checked) = self.files().read(&self.hosts, &self.clock) else { return false };
        let mut roots = RootCertStore::empty();
        let trusted = roots.add(authority.der.clone()).is_ok();
        let issued =
            checked.key.cert.first().and_then(|leaf| ParsedCertificate::try_from(leaf).ok()).is_some_and(
                |leaf| {
                    let moment = UnixTime::since_unix_epoch(since_epoch(now));
                    let algorithms = provider().signature_verification_algorithms.all;
                    verify_server_cert_signed_by_trust_anchor(&leaf, &roots, &[], moment, algorithms).is_ok()
                },
            );
        let life = checked.report.expires_at.seconds() - checked.valid_from.seconds();
        let renew_at = checked.valid_from.plus_seconds(life / 3 * 2);
        trusted && issued && now < renew_at
    }
}

impl Authority {
    fn parse(pem: &[u8]) -> Option<Self> {
        let der = CertificateDer::from_pem_slice(pem).ok()?;
        let (_rest, parsed) = x509_parser::parse_x509_certificate(&der).ok()?;
        let name = parsed.subject().iter_common_name().next()?.as_str().ok()?.to_owned();
        let expires_at = Timestamp::from_seconds(parsed.validity().not_after.timestamp());
        let constraints = parsed.name_constraints().ok()??.value;
        let permitted = constraints.permitted_subtrees.iter().flatten();
        let permitted = permitted.filter_map(|subtree| Host::permitted_by(&subtree.base)).collect();
        Some(Self { name, expires_at, permitted, der: der.clone() })
    }

    /// Whether it may issue a certificate for all of `hosts` that lives its full life.
    fn serves(&self, hosts: &[Host], now: Timestamp) -> bool {
        now.plus_seconds(CERTIFICATE_SECONDS) < self.expires_at
            && hosts.iter().all(|host| self.permitted.contains(host))
    }
}

fn write(path: &Path, octets: &[u8], readers: Readers) -> Result<(), AuthorityError> {
    whole_file::write(path, octets, readers).map_err(|source| file_error(path, source))
}

fn file_error(path: &Path, source: io::Error) -> AuthorityError {
    AuthorityError::File { path: path.to_owned(), source }
}

fn since_epoch(moment: Timestamp) -> Duration {
    Duration::from_secs(u64::try_from(moment.seconds()).unwrap_or_default())
}

/// A positive number of 127 random bits (RFC 5280, 4.1.2.2).
fn serial_number() -> [u8; 16] {
    let mut octets = Random::system().octets::<16>();
    if let Some(first) = octets.first_mut() {
        *first = *first & 0x7f | 0x40;
    }
    octets
}
