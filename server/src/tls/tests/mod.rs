//! Tests through real connections on the loopback, with certificates of a local authority.

mod coalescing;
mod ending;
mod handshake;
mod limits;
mod renewal;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use http_body_util::Full;
use hyper::Response;
use hyper::body::Bytes;
use hyper::service::service_fn;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::cryptography::provider;
use super::*;
use crate::clock::Clock;

/// A listener that runs until it is stopped, and what its clients need.
struct Site {
    folder: TempDir,
    identity: Arc<Identity>,
    address: SocketAddr,
    counts: ListenerCounts,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Site {
    /// Answers each request with what it knows of the peer.
    fn open(limits: ListenerLimits) -> Self {
        Self::open_with(limits, |peer| {
            service_fn(move |_request| {
                let text = format!("{:?} {}", peer.protocol, peer.server_name.as_deref().unwrap_or("nobody"));
                async { Ok::<_, Infallible>(Response::new(Full::new(Bytes::from(text)))) }
            })
        })
    }

    fn open_with<F, S, B>(limits: ListenerLimits, make_service: F) -> Self
    where
        F: Fn(Peer) -> S + Send + Sync + 'static,
        S: hyper::service::Service<
                hyper::Request<hyper::body::Incoming>,
                Response = Response<B>,
                Error = Infallible,
            > + Send
            + 'static,
        S::Future: Send + 'static,
        B: hyper::body::Body<Data = Bytes> + Send + Unpin + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self::open_speaking(limits, Oldest::default(), make_service)
    }

    fn open_speaking<F, S, B>(limits: ListenerLimits, oldest: Oldest, make_service: F) -> Self
    where
        F: Fn(Peer) -> S + Send + Sync + 'static,
        S: hyper::service::Service<
                hyper::Request<hyper::body::Incoming>,
                Response = Response<B>,
                Error = Infallible,
            > + Send
            + 'static,
        S::Future: Send + 'static,
        B: hyper::body::Body<Data = Bytes> + Send + Unpin + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let folder = tempfile::tempdir().unwrap();
        let local = LocalAuthority::new(folder.path(), &[], Clock::system());
        local.prepare().unwrap();
        let hosts = ["localhost".to_owned()];
        let identity = Identity::load(local.files(), &hosts, oldest, Clock::system()).unwrap();
        let listener = Listener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        let address = listener.address();
        let counts = ListenerCounts::default();
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(serve(
            listener,
            Arc::clone(&identity),
            limits,
            counts.clone(),
            make_service,
            async move { stopped.await.unwrap_or(()) },
        ));
        Self { folder, identity, address, counts, stop, serving }
    }

    fn local(&self) -> LocalAuthority {
        LocalAuthority::new(self.folder.path(), &[], Clock::system())
    }

    async fn tcp(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// A client that trusts this site's authority and offers `protocols`.
    fn client(&self, protocols: &[&str]) -> ClientConfig {
        let authority = CertificateDer::from_pem_file(self.local().authority_file()).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(authority).unwrap();
        let mut config = ClientConfig::builder_with_provider(Arc::new(provider()))
            .with_protocol_versions(&[&rustls::version::TLS13])
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        config
    }

    async fn connect_as(
        &self,
        config: ClientConfig,
        name: &'static str,
    ) -> std::io::Result<TlsStream<TcpStream>> {
        let name = ServerName::try_from(name).unwrap();
        TlsConnector::from(Arc::new(config)).connect(name, self.tcp().await).await
    }

    async fn connect(&self, protocols: &[&str]) -> TlsStream<TcpStream> {
        self.connect_as(self.client(protocols), "localhost").await.unwrap()
    }
}

const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n";
const LAST_REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

/// Asks over HTTP/1.1, once, and returns everything that comes back.
async fn ask(mut stream: TlsStream<TcpStream>) -> String {
    stream.write_all(LAST_REQUEST).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

/// Everything a server sends until it closes, however it closes.
async fn until_closed(mut stream: TcpStream) -> Vec<u8> {
    let mut octets = Vec::new();
    let mut buffer = [0; 1024];
    while let Ok(count @ 1..) = stream.read(&mut buffer).await {
        octets.extend_from_slice(&buffer[..count]);
    }
    octets
}
