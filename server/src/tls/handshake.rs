//! The handshake: TLS 1.3, post-quantum first, no tickets, and only for names we answer to.

use std::io;
use std::sync::Arc;

use rustls::crypto::aws_lc_rs::{self, kx_group};
use rustls::crypto::{CryptoProvider, SupportedKxGroup};
use rustls::server::{Acceptor, NoServerSessionStorage, ResolvesServerCert};
use rustls::{NamedGroup, ServerConfig};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;

use super::identity::Identity;
use super::wire::Wire;
use super::{Peer, Protocol};

/// A fatal `unrecognized_name` alert as it stands on the wire (RFC 8446, 5.1 and 6.2). rustls itself would answer
/// an unknown name with `access_denied`, which tells a template's author nothing.
const UNRECOGNIZED_NAME: [u8; 7] = [21, 3, 3, 0, 2, 2, 112];

const HTTP2: &[u8] = b"h2";
const HTTP1: &[u8] = b"http/1.1";

/// A connection after its handshake.
pub(super) struct Greeted {
    pub(super) stream: TlsStream<Wire>,
    pub(super) peer: Peer,
    pub(super) post_quantum: bool,
}

/// Leads the handshake. Takes as long as the client takes: the caller sets the limit.
pub(super) async fn greet(stream: TcpStream, identity: &Identity) -> io::Result<Greeted> {
    let mut start = LazyConfigAcceptor::new(Acceptor::default(), Wire::new(stream)).await?;
    if start.client_hello().server_name().is_some_and(|name| !identity.answers_to(name)) {
        start.io.write_all(&UNRECOGNIZED_NAME).await?;
        start.io.shutdown().await?;
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "asked for a name that is not ours"));
    }
    let groups = start.client_hello().named_groups().unwrap_or_default();
    let post_quantum = groups.contains(&NamedGroup::X25519MLKEM768);
    let mut stream = start.into_stream(identity.config(post_quantum)).await?;
    let (wire, session) = stream.get_mut();
    wire.handshake_ended();
    let protocol = if session.alpn_protocol() == Some(HTTP2) { Protocol::Http2 } else { Protocol::Http1 };
    let peer = Peer { server_name: session.server_name().map(str::to_ascii_lowercase), protocol };
    let group = session.negotiated_key_exchange_group().map(SupportedKxGroup::name);
    Ok(Greeted { stream, peer, post_quantum: group == Some(NamedGroup::X25519MLKEM768) })
}

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
