//! The other end: a client for asking a server how it behaves. It keeps count of what would let two visits be linked.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rustls::client::{ClientSessionMemoryCache, ClientSessionStore, Resumption};
use rustls::client::{Tls12ClientSessionValue, Tls13ClientSessionValue};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, HandshakeKind, NamedGroup, ProtocolVersion, SupportedProtocolVersion, version};
use rustls_platform_verifier::Verifier;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::Protocol;
use super::cryptography::{HTTP1, HTTP2, provider};

/// How long a server may take to answer a connection or a handshake.
const PATIENCE: Duration = Duration::from_secs(20);

/// An encrypted connection to a server.
pub type CallerStream = tokio_rustls::client::TlsStream<TcpStream>;

/// Connects to servers, as one visitor who comes again and again: a session that a server offers is taken up.
#[derive(Debug)]
pub struct Caller {
    verifier: Arc<Verifier>,
    sessions: Arc<Sessions>,
}

/// Why nothing can be called.
#[derive(Debug, thiserror::Error)]
pub enum CallerError {
    /// The certificate that is to be trusted cannot be read.
    #[error("cannot read the certificates in `{path}` that are to be trusted")]
    Unreadable {
        /// The file.
        path: String,
    },
    /// The system's certificates cannot be used.
    #[error("this system's list of certificate authorities cannot be used")]
    System(#[source] rustls::Error),
    /// The server's name is none that a certificate could be for.
    #[error("`{name}` is not a name that a certificate could be for")]
    Name {
        /// The name.
        name: String,
    },
    /// The server does not answer, or not with a certificate that is trusted.
    #[error("cannot connect to {to} as {name}")]
    Connect {
        /// Where to.
        to: SocketAddr,
        /// As whom it was asked.
        name: String,
        /// Why not.
        source: io::Error,
    },
}

/// What a client offers in its handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The HTTP that it wants.
    pub protocol: Protocol,
    /// Whether it is a client of before TLS 1.3.
    pub old: bool,
}

/// A connection that was accepted.
#[derive(Debug)]
pub struct Called {
    /// What is said goes here.
    pub stream: CallerStream,
    /// The HTTP agreed on; none where the server agreed to none.
    pub protocol: Option<Protocol>,
    /// Whether the key exchange also withstands a quantum computer.
    pub post_quantum: bool,
    /// Whether TLS 1.3 is spoken.
    pub newest: bool,
    /// Whether the server took up an earlier session.
    pub resumed: bool,
    /// The address that the server sees.
    pub from: SocketAddr,
}

impl Caller {
    /// A client that trusts this system's authorities and, where the file is there, those in `authority`.
    pub fn new(authority: Option<&Path>) -> Result<Self, CallerError> {
        let mut extra = Vec::new();
        if let Some(path) = authority {
            let unreadable = || CallerError::Unreadable { path: path.display().to_string() };
            for certificate in CertificateDer::pem_file_iter(path).map_err(|_| unreadable())? {
                extra.push(certificate.map_err(|_| unreadable())?);
            }
        }
        let verifier =
            Verifier::new_with_extra_roots(extra, Arc::new(provider())).map_err(CallerError::System)?;
        Ok(Self { verifier: Arc::new(verifier), sessions: Arc::default() })
    }

    /// How many sessions servers have offered to come back with: tickets, and identifiers of TLS 1.2.
    pub fn sessions_offered(&self) -> usize {
        self.sessions.offered.load(Ordering::Relaxed)
    }

    /// Connects to `to` as the host `name`, from this machine's address `from` where one is given.
    pub async fn call(
        &self,
        to: SocketAddr,
        from: Option<IpAddr>,
        name: &str,
        offer: Offer,
    ) -> Result<Called, CallerError> {
        let server = ServerName::try_from(name.trim_matches(['[', ']']).to_owned())
            .map_err(|_| CallerError::Name { name: name.to_owned() })?;
        let refused = |source| CallerError::Connect { to, name: name.to_owned(), source };
        let tcp = reach(to, from).await.map_err(refused)?;
        let from = tcp.local_addr().map_err(refused)?;
        let connecting = TlsConnector::from(Arc::new(self.config(offer))).connect(server, tcp);
        let stream = in_time(connecting).await.map_err(refused)?;
        let session = stream.get_ref().1;
        let protocol = match session.alpn_protocol() {
            Some(HTTP2) => Some(Protocol::Http2),
            Some(HTTP1) => Some(Protocol::Http1),
            _ => None,
        };
        let group = session.negotiated_key_exchange_group().map(rustls::crypto::SupportedKxGroup::name);
        let (post_quantum, newest, resumed) = (
            group == Some(NamedGroup::X25519MLKEM768),
            session.protocol_version() == Some(ProtocolVersion::TLSv1_3),
            session.handshake_kind() == Some(HandshakeKind::Resumed),
        );
        Ok(Called { stream, protocol, post_quantum, newest, resumed, from })
    }

    fn config(&self, offer: Offer) -> ClientConfig {
        let versions: &[&SupportedProtocolVersion] =
            if offer.old { &[&version::TLS12] } else { &[&version::TLS13, &version::TLS12] };
        let mut config = ClientConfig::builder_with_provider(Arc::new(provider()))
            .with_protocol_versions(versions)
            .expect("the provider has suites and groups of each version")
            .dangerous()
            .with_custom_certificate_verifier(Arc::clone(&self.verifier) as _)
            .with_no_client_auth();
        config.resumption = Resumption::store(Arc::clone(&self.sessions) as Arc<dyn ClientSessionStore>);
        config.alpn_protocols = match offer.protocol {
            Protocol::Http2 => vec![HTTP2.to_vec()],
            Protocol::Http1 => vec![HTTP1.to_vec()],
        };
        config
    }
}

/// Says `octets` to whoever listens there, without TLS, and gives back the first octets of the answer: none from a
/// server that hangs up.
pub async fn call_plainly(to: SocketAddr, from: Option<IpAddr>, octets: &[u8]) -> io::Result<Vec<u8>> {
    let mut tcp = reach(to, from).await?;
    tcp.write_all(octets).await?;
    let mut answer = vec![0; 64];
    // A server that resets the connection has said nothing.
    let length = in_time(tcp.read(&mut answer)).await.unwrap_or_default();
    answer.truncate(length);
    Ok(answer)
}

/// The first words of a client that knows no TLS newer than 1.`minor`: AES and ECDHE as of 2006, for `name`.
pub fn old_hello(minor: u8, name: &str) -> Vec<u8> {
    let wire_version = [3, minor.saturating_add(1)];
    let name = name.as_bytes();
    let length = |octets: usize| u16::try_from(octets).unwrap_or(u16::MAX).to_be_bytes();
    let mut extensions = Vec::new();
    // server_name
    extensions.extend([[0, 0], length(name.len() + 5), length(name.len() + 3)].concat());
    extensions.extend([&[0][..], &length(name.len()), name].concat());
    // supported_groups: X25519, P-256; ec_point_formats: uncompressed
    extensions.extend([0, 10, 0, 6, 0, 4, 0, 29, 0, 23, 0, 11, 0, 2, 1, 0]);
    let mut hello = wire_version.to_vec();
    hello.extend([7; 32]);
    // No session; ECDHE with AES-128-CBC and SHA-1 for ECDSA and for RSA, AES-128-CBC; no compression.
    hello.extend([0, 0, 6, 0xc0, 0x09, 0xc0, 0x13, 0, 0x2f, 1, 0]);
    hello.extend(length(extensions.len()));
    hello.extend(extensions);
    let mut record = vec![22, 3, 1];
    record.extend(length(hello.len() + 4));
    record.extend([1, 0]);
    record.extend(length(hello.len()));
    record.extend(hello);
    record
}

async fn reach(to: SocketAddr, from: Option<IpAddr>) -> io::Result<TcpStream> {
    let socket = if to.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    if let Some(from) = from {
        socket.bind(SocketAddr::new(from, 0))?;
    }
    in_time(socket.connect(to)).await
}

async fn in_time<T>(work: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    timeout(PATIENCE, work).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

/// Keeps the sessions that servers offer, as browsers do, and counts them.
#[derive(Debug)]
struct Sessions {
    kept: ClientSessionMemoryCache,
    offered: AtomicUsize,
}

impl Default for Sessions {
    fn default() -> Self {
        const SERVERS_MAX: usize = 8;
        Self { kept: ClientSessionMemoryCache::new(SERVERS_MAX), offered: AtomicUsize::new(0) }
    }
}

impl ClientSessionStore for Sessions {
    fn set_kx_hint(&self, name: ServerName<'static>, group: NamedGroup) {
        self.kept.set_kx_hint(name, group);
    }

    fn kx_hint(&self, name: &ServerName<'_>) -> Option<NamedGroup> {
        self.kept.kx_hint(name)
    }

    fn set_tls12_session(&self, name: ServerName<'static>, value: Tls12ClientSessionValue) {
        self.offered.fetch_add(1, Ordering::Relaxed);
        self.kept.set_tls12_session(name, value);
    }

    fn tls12_session(&self, name: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        self.kept.tls12_session(name)
    }

    fn remove_tls12_session(&self, name: &ServerName<'static>) {
        self.kept.remove_tls12_session(name);
    }

    fn insert_tls13_ticket(&self, name: ServerName<'static>, value: Tls13ClientSessionValue) {
        self.offered.fetch_add(1, Ordering::Relaxed);
        self.kept.insert_tls13_ticket(name, value);
    }

    fn take_tls13_ticket(&self, name: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        self.kept.take_tls13_ticket(name)
    }
}
