//! Certificates that change under a running server, and the authority that makes them.

use std::fs;

use directory::Timestamp;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::UnixTime;

use super::*;

fn moment() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-22T18:00:00Z").unwrap()
}

const DAY: i64 = 24 * 60 * 60;

fn shown(stream: &TlsStream<TcpStream>) -> CertificateDer<'static> {
    stream.get_ref().1.peer_certificates().unwrap()[0].clone().into_owned()
}

#[tokio::test]
async fn a_new_pair_is_used_without_ending_a_connection() {
    let site = Site::open(ListenerLimits::default());
    let open = site.connect(&["http/1.1"]).await;
    assert_eq!(site.identity.reload_if_changed(), Reload::Unchanged);
    fs::remove_file(site.local().files().certificate).unwrap();
    assert_eq!(site.local().prepare().unwrap(), Outcome::Renewed);
    assert_eq!(site.identity.reload_if_changed(), Reload::Unchanged, "seen once: it may still be changing");
    assert_eq!(site.identity.reload_if_changed(), Reload::Replaced);
    assert_eq!(site.identity.reload_if_changed(), Reload::Unchanged);
    assert_ne!(shown(&site.connect(&[]).await), shown(&open));
    assert!(ask(open).await.starts_with("HTTP/1.1 200 OK"));
}

#[tokio::test]
async fn a_bad_pair_is_refused_once_and_the_old_one_stays() {
    let site = Site::open(ListenerLimits::default());
    let before = shown(&site.connect(&[]).await);
    let other = tempfile::tempdir().unwrap();
    let stranger = LocalAuthority::new(other.path(), &[], Clock::system());
    stranger.prepare().unwrap();
    fs::copy(stranger.files().key, site.local().files().key).unwrap();
    site.identity.reload_if_changed();
    assert_eq!(site.identity.reload_if_changed(), Reload::Refused);
    assert_eq!(site.identity.reload_if_changed(), Reload::Unchanged, "it has not changed since");
    assert_eq!(shown(&site.connect(&[]).await), before);
    fs::copy(stranger.files().certificate, site.local().files().certificate).unwrap();
    assert_eq!(site.identity.reload(), Reload::Replaced);
}

/// A folder with a local authority, and a clock to move.
fn home() -> (TempDir, Clock, LocalAuthority) {
    let folder = tempfile::tempdir().unwrap();
    let clock = Clock::fixed(moment());
    let local = LocalAuthority::new(folder.path(), &["Contact.Paper.example".to_owned()], clock.clone());
    (folder, clock, local)
}

#[test]
fn a_local_certificate_is_renewed_at_two_thirds_of_its_life_by_the_same_authority() {
    let (_folder, clock, local) = home();
    assert_eq!(local.prepare().unwrap(), Outcome::Created);
    let authority = fs::read(local.authority_file()).unwrap();
    let first = fs::read(local.files().certificate).unwrap();
    clock.advance(59 * DAY);
    assert_eq!(local.prepare().unwrap(), Outcome::Kept);
    clock.advance(DAY);
    assert_eq!(local.prepare().unwrap(), Outcome::Renewed);
    assert_eq!(local.prepare().unwrap(), Outcome::Kept);
    assert_ne!(fs::read(local.files().certificate).unwrap(), first);
    assert_eq!(fs::read(local.authority_file()).unwrap(), authority);
    let ends = local.files().check(&["contact.paper.example".to_owned()], &clock).unwrap().expires_at;
    assert!(ends < clock.now().plus_seconds(90 * DAY));
}

#[test]
fn a_local_authority_is_replaced_before_it_expires_and_for_a_host_it_may_not_vouch_for() {
    let (folder, clock, local) = home();
    local.prepare().unwrap();
    let more = LocalAuthority::new(folder.path(), &["other.example".to_owned()], clock.clone());
    assert_eq!(more.prepare().unwrap(), Outcome::Replaced);
    clock.advance(3_600 * DAY);
    assert_eq!(more.prepare().unwrap(), Outcome::Replaced);
    assert_eq!(more.prepare().unwrap(), Outcome::Kept);
}

#[test]
fn a_local_authority_cannot_vouch_for_other_hosts() {
    let (_folder, clock, local) = home();
    local.prepare().unwrap();
    let key = rcgen::KeyPair::from_pem(&fs::read_to_string(local.files().key).unwrap()).unwrap();
    let authority_key = fs::read_to_string(local.authority_file().with_file_name("ca-key.pem")).unwrap();
    let authority = CertificateDer::from_pem_file(local.authority_file()).unwrap();
    let (_, parsed) = x509_parser::parse_x509_certificate(&authority).unwrap();
    let name = parsed.subject().iter_common_name().next().unwrap().as_str().unwrap();
    let mut params = rcgen::CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    let issuer = rcgen::Issuer::new(params, rcgen::KeyPair::from_pem(&authority_key).unwrap());
    for (host, accepted) in [("contact.paper.example", true), ("bank.example", false), ("192.0.2.1", false)] {
        let params = rcgen::CertificateParams::new([host.to_owned()]).unwrap();
        let forged = params.signed_by(&key, &issuer).unwrap();
        let verdict = verify(&authority, forged.der(), host, clock.now());
        assert_eq!(verdict.is_ok(), accepted, "{host}: {verdict:?}");
    }
}

fn verify(
    authority: &CertificateDer<'static>,
    leaf: &CertificateDer<'_>,
    host: &str,
    now: Timestamp,
) -> Result<(), rustls::Error> {
    let mut roots = RootCertStore::empty();
    roots.add(authority.clone()).unwrap();
    let now = UnixTime::since_unix_epoch(std::time::Duration::from_secs(now.seconds().cast_unsigned()));
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::new(provider()))
        .build()
        .unwrap()
        .verify_server_cert(leaf, &[], &ServerName::try_from(host.to_owned()).unwrap(), &[], now)
        .map(|_verified| ())
}

#[cfg(unix)]
#[test]
fn keys_are_readable_by_their_owner_alone_and_an_open_key_is_warned_about() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, clock, local) = home();
    local.prepare().unwrap();
    let key = local.files().key;
    for path in [&key, &local.authority_file().with_file_name("ca-key.pem")] {
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(local.files().check(&[], &clock).unwrap().warnings.is_empty());
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    let warnings = local.files().check(&[], &clock).unwrap().warnings;
    assert!(warnings[0].contains("server-key.pem` is open to every account"), "{warnings:?}");
}

#[test]
fn what_we_did_not_make_is_not_replaced() {
    let (_folder, _clock, local) = home();
    local.prepare().unwrap();
    fs::copy(local.files().certificate, local.authority_file()).unwrap();
    let error = local.prepare().unwrap_err().to_string();
    assert!(error.contains("ca.pem` does not hold a local authority"), "{error}");
}

#[test]
fn a_lost_authority_key_is_named_and_nothing_is_replaced_in_silence() {
    let (_folder, clock, local) = home();
    local.prepare().unwrap();
    fs::remove_file(local.authority_file().with_file_name("ca-key.pem")).unwrap();
    assert_eq!(local.prepare().unwrap(), Outcome::Kept);
    clock.advance(60 * DAY);
    let error = local.prepare().unwrap_err().to_string();
    assert!(error.contains("ca-key.pem` does not hold the key of the local authority"), "{error}");
}

#[test]
fn each_bad_pair_is_refused_in_a_sentence_that_names_the_file() {
    let (folder, clock, local) = home();
    local.prepare().unwrap();
    let files = local.files();
    let refusal = |files: &TlsFiles, hosts: &[&str]| {
        let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
        files.check(&hosts, &clock).unwrap_err().to_string()
    };
    let path = |name: &str| folder.path().join(name);
    fs::write(path("empty.pem"), "").unwrap();
    fs::write(path("broken.pem"), "-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n").unwrap();
    fs::write(path("no-key.pem"), "-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n").unwrap();
    fs::write(path("huge.pem"), vec![b'A'; 2 << 20]).unwrap();

    let certificate = |name| TlsFiles { certificate: path(name), key: files.key.clone() };
    let key = |name| TlsFiles { certificate: files.certificate.clone(), key: path(name) };
    assert!(refusal(&certificate("missing.pem"), &[]).contains("missing.pem`: No such file"));
    assert!(refusal(&certificate("empty.pem"), &[]).contains("empty.pem` holds no certificate"));
    assert!(refusal(&certificate("broken.pem"), &[]).contains("broken.pem` is broken"));
    assert!(refusal(&certificate("huge.pem"), &[]).contains("huge.pem` is larger than a megabyte"));
    assert!(refusal(&key("empty.pem"), &[]).contains("empty.pem` holds no private key"));
    assert!(refusal(&key("no-key.pem"), &[]).contains("no-key.pem` is broken"));
    assert!(
        refusal(&key("certificates/ca-key.pem"), &[]).contains("does not belong to the first certificate")
    );
    assert!(refusal(&files, &["localhost", "other.example"]).contains("is not for `other.example`"));
    assert!(files.check(&["localhost".to_owned(), "[::1]".to_owned()], &clock).is_ok());
    clock.advance(90 * DAY);
    assert!(refusal(&files, &[]).contains("server.pem` expired at 2027-02-20T16:59:59Z: renew it"));
    clock.advance(-180 * DAY);
    assert!(refusal(&files, &[]).contains("server.pem` is valid only from 2026-11-22T17:00:00Z"));
}
