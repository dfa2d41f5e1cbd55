//! What TLS is spoken with here: version 1.3 and nothing else, post-quantum first, no tickets.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::crypto::aws_lc_rs::{self, kx_group};
use rustls::server::{NoServerSessionStorage, ResolvesServerCert};

/// HTTP/2 and HTTP/1.1, as ALPN names them.
pub(super) const HTTP2: &[u8] = b"h2";
const HTTP1: &[u8] = b"http/1.1";

/// Our cryptography: AWS-LC, and key exchanges in our order of preference.
pub(super) fn provider() -> CryptoProvider {
    CryptoProvider {
        kx_groups: vec![kx_group::X25519MLKEM768, kx_group::X25519, kx_group::SECP256R1, kx_group::SECP384R1],
        ..aws_lc_rs::default_provider()
    }
}

/// What handshakes are led by: one for clients that can withstand a quantum computer, one for the others. rustls
/// takes the group a client has sent a share of, to save a round trip; who records today and decrypts in ten years
/// would thank us. So who can, does.
pub(super) fn configs(resolver: &Arc<dyn ResolvesServerCert>) -> [Arc<ServerConfig>; 2] {
    let classical = provider();
    let post_quantum = CryptoProvider { kx_groups: vec![kx_group::X25519MLKEM768], ..classical.clone() };
    [post_quantum, classical].map(|provider| Arc::new(config(provider, Arc::clone(resolver))))
}

fn config(provider: CryptoProvider, resolver: Arc<dyn ResolvesServerCert>) -> ServerConfig {
    let mut config = ServerConfig::builder_with_provider(Arc::new(provider))
        // Named here although the `tls12` code is not compiled in: another crate could switch that feature on.
        .with_protocol_versions(&[&rustls::version::TLS13])
        .expect("the provider has suites and groups of TLS 1.3")
        .with_no_client_auth()
        .with_cert_resolver(resolver);
    config.alpn_protocols = vec![HTTP2.to_vec(), HTTP1.to_vec()];
    // A ticket is a cookie below HTTP: it tells us, and on paper anyone who takes our keys, that two visits were one
    // visitor's. It saves the server nothing worth having.
    config.send_tls13_tickets = 0;
    config.session_storage = Arc::new(NoServerSessionStorage {});
    // Early data can be replayed by who sits in between.
    config.max_early_data_size = 0;
    config
}
