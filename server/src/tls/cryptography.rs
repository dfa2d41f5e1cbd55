//! What TLS is spoken with here: version 1.3 unless a setting says otherwise, post-quantum first, no tickets.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs::{self, kx_group};
use rustls::server::{NoServerSessionStorage, ResolvesServerCert};
use rustls::{ServerConfig, SupportedProtocolVersion, version};

/// HTTP/2 and HTTP/1.1, as ALPN names them.
pub(super) const HTTP2: &[u8] = b"h2";
pub(super) const HTTP1: &[u8] = b"http/1.1";

/// Our cryptography: AWS-LC, and key exchanges in our order of preference.
pub(super) fn provider() -> CryptoProvider {
    CryptoProvider {
        kx_groups: vec![kx_group::X25519MLKEM768, kx_group::X25519, kx_group::SECP256R1, kx_group::SECP384R1],
        ..aws_lc_rs::default_provider()
    }
}

/// The oldest version of TLS that a listener speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Oldest {
    /// TLS 1.2, with ECDHE and AEAD suites, which is all that rustls has of it.
    Tls12,
    /// TLS 1.3.
    #[default]
    Tls13,
}

static FROM_TLS12: [&SupportedProtocolVersion; 2] = [&version::TLS13, &version::TLS12];
static FROM_TLS13: [&SupportedProtocolVersion; 1] = [&version::TLS13];

impl Oldest {
    fn versions(self) -> &'static [&'static SupportedProtocolVersion] {
        match self {
            Self::Tls12 => &FROM_TLS12,
            Self::Tls13 => &FROM_TLS13,
        }
    }
}

/// What handshakes are led by: one for clients that can withstand a quantum computer, one for the others. rustls
/// takes the group a client has sent a share of, to save a round trip; who records today and decrypts in ten years
/// would thank us. So who can, does.
pub(super) fn configs(resolver: &Arc<dyn ResolvesServerCert>, oldest: Oldest) -> [Arc<ServerConfig>; 2] {
    let classical = provider();
    let post_quantum = CryptoProvider { kx_groups: vec![kx_group::X25519MLKEM768], ..classical.clone() };
    // No key exchange of before TLS 1.3 withstands a quantum computer: who can, speaks it.
    [(post_quantum, Oldest::Tls13), (classical, oldest)]
        .map(|(provider, oldest)| Arc::new(config(provider, Arc::clone(resolver), oldest)))
}

fn config(provider: CryptoProvider, resolver: Arc<dyn ResolvesServerCert>, oldest: Oldest) -> ServerConfig {
    let mut config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(oldest.versions())
        .expect("the provider has suites and groups of each version")
        .with_no_client_auth()
        .with_cert_resolver(resolver);
    config.alpn_protocols = vec![HTTP2.to_vec(), HTTP1.to_vec()];
    // A ticket is a cookie below HTTP: it tells us, and on paper anyone who takes our keys, that two visits were one
    // visitor's. It saves the server nothing worth having.
    // TLS 1.2 has tickets only with a `ticketer`, and none is set.
    config.send_tls13_tickets = 0;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    // Early data can be replayed by who sits in between.
    config.max_early_data_size = 0;
    // Without it, TLS 1.2 has a handshake that two connections can be made to share (RFC 7627).
    config.require_ems = true;
    config
}
