//! The handshake: only for names we answer to, and with a post-quantum key exchange for whoever can.

use std::io;

use rustls::NamedGroup;
use rustls::crypto::SupportedKxGroup;
use rustls::server::Acceptor;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::server::TlsStream;

use super::cryptography::HTTP2;
use super::identity::Identity;
use super::wire::Wire;
use super::{Peer, Protocol};

/// A fatal `unrecognized_name` alert as it stands on the wire (RFC 8446, 5.1 and 6.2). rustls itself would answer
/// an unknown name with `access_denied`, which tells a template's author nothing.
const UNRECOGNIZED_NAME: [u8; 7] = [21, 3, 3, 0, 2, 2, 112];

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
    let server_name = session.server_name().map(str::to_ascii_lowercase);
    let peer = Peer { server_name, protocol, address_class: None };
    let group = session.negotiated_key_exchange_group().map(SupportedKxGroup::name);
    Ok(Greeted { stream, peer, post_quantum: group == Some(NamedGroup::X25519MLKEM768) })
}
