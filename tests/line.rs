//! A client on a line that somebody watches: a proxy on the loopback address that passes TLS on as it is and counts the
//! server's octets after the handshake.

use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::{HeaderMap, Request};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::harness::Server;

/// What a client speaks, and whether it takes gzip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Manner {
    pub(crate) http2: bool,
    pub(crate) gzip: bool,
}

impl Manner {
    pub(crate) const ALL: [Self; 4] = [
        Self { http2: false, gzip: false },
        Self { http2: false, gzip: true },
        Self { http2: true, gzip: false },
        Self { http2: true, gzip: true },
    ];
}

/// An answer, and what it took on the line.
pub(crate) struct Watched {
    /// The server's octets after the handshake, to the end of the answer.
    pub(crate) octets: usize,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The body, out of its envelope.
    pub(crate) body: Vec<u8>,
}

/// Clients of one server.
#[derive(Clone)]
pub(crate) struct Line {
    port: u16,
    configs: [Arc<ClientConfig>; 2],
}

impl Line {
    pub(crate) fn to(server: &Server) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(&server.authority).unwrap()).unwrap();
        let configs = ["http/1.1", "h2"].map(|protocol| {
            let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
            let mut config = ClientConfig::builder_with_provider(provider)
                .with_protocol_versions(&[&rustls::version::TLS13])
                .unwrap()
                .with_root_certificates(roots.clone())
                .with_no_client_auth();
            config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
            Arc::new(config)
        });
        Self { port: server.port(), configs }
    }

    /// Shakes hands through a proxy that counts.
    pub(crate) async fn connect(&self, http2: bool) -> (TlsStream<TcpStream>, Arc<AtomicUsize>) {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let counted = Arc::new(AtomicUsize::new(0));
        tokio::spawn(pass_on(listener, self.port, Arc::clone(&counted)));
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let connector = TlsConnector::from(Arc::clone(&self.configs[usize::from(http2)]));
        let name = ServerName::try_from("localhost").unwrap();
        (connector.connect(name, stream).await.unwrap(), counted)
    }

    /// Asks once, as the first request of a connection.
    pub(crate) async fn ask(&self, manner: Manner, path: &str) -> Watched {
        let (stream, counted) = self.connect(manner.http2).await;
        let (status, headers, body) = if manner.http2 {
            self.ask_http2(stream, manner, path).await
        } else {
            self.ask_http1(stream, manner, path).await
        };
        let octets = counted.load(Ordering::SeqCst);
        let packed = headers.get("content-encoding").is_some();
        assert_eq!(packed, manner.gzip, "{path}");
        let body = if packed { unpacked(&body) } else { body };
        Watched { octets, status, headers, body }
    }

    async fn ask_http1(
        &self,
        mut stream: TlsStream<TcpStream>,
        manner: Manner,
        path: &str,
    ) -> (u16, HeaderMap, Vec<u8>) {
        let coding = if manner.gzip { "Accept-Encoding: gzip\r\n" } else { "" };
        let port = self.port;
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{coding}Connection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let body = answer.split_off(end + 4);
        let head = String::from_utf8(answer).unwrap();
        let mut lines = head.trim_end().lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = HeaderMap::new();
        for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
            let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
            headers.append(name, value.parse().unwrap());
        }
        let length: usize = headers["content-length"].to_str().unwrap().parse().unwrap();
        assert_eq!(body.len(), length, "{path}");
        (status, headers, body)
    }

    async fn ask_http2(
        &self,
        stream: TlsStream<TcpStream>,
        manner: Manner,
        path: &str,
    ) -> (u16, HeaderMap, Vec<u8>) {
        // As browsers and curl have it; the crate's own default is 16 KiB.
        let mut builder = h2::client::Builder::new();
        builder.max_header_list_size(256 * 1024);
        let (mut requests, mut connection) = builder.handshake::<_, Bytes>(stream).await.unwrap();
        let mut pings = connection.ping_pong().unwrap();
        let connection = tokio::spawn(connection);
        let mut request = Request::get(format!("https://localhost:{}{path}", self.port));
        if manner.gzip {
            request = request.header("accept-encoding", "gzip");
        }
        let (answer, _) = requests.send_request(request.body(()).unwrap(), true).unwrap();
        let (head, mut stream) = answer.await.unwrap().into_parts();
        let mut body = Vec::new();
        while let Some(data) = stream.data().await {
            let data = data.unwrap();
            stream.flow_control().release_capacity(data.len()).unwrap();
            body.extend_from_slice(&data);
        }
        // Whatever else the server sends unasked has come when the answer to this has.
        pings.ping(h2::Ping::opaque()).await.unwrap();
        connection.abort();
        (head.status.as_u16(), head.headers, body)
    }
}

/// A connection of HTTP/1.1 that is asked again and again.
pub(crate) struct KeptAlive {
    stream: TlsStream<TcpStream>,
    port: u16,
    gzip: bool,
    read: Vec<u8>,
}

impl Line {
    /// A connection for many requests.
    pub(crate) async fn keep_alive(&self, gzip: bool) -> KeptAlive {
        let (stream, _counted) = self.connect(false).await;
        KeptAlive { stream, port: self.port, gzip, read: Vec::new() }
    }
}

impl KeptAlive {
    /// Asks, reads the answer to its end, and says its status.
    pub(crate) async fn ask(&mut self, path: &str) -> u16 {
        let coding = if self.gzip { "Accept-Encoding: gzip\r\n" } else { "" };
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n{coding}\r\n", self.port);
        self.stream.write_all(request.as_bytes()).await.unwrap();
        self.read.clear();
        let mut buffer = vec![0; 16 * 1024];
        loop {
            let count = self.stream.read(&mut buffer).await.unwrap();
            assert_ne!(count, 0, "{path}: the server closed");
            self.read.extend_from_slice(&buffer[..count]);
            let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(&self.read[..end]).unwrap();
            let length: usize =
                head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap().parse().unwrap();
            if self.read.len() >= end + 4 + length {
                return head[9..12].parse().unwrap();
            }
        }
    }
}

fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut decoder = flate2::bufread::GzDecoder::new(packed);
    let mut body = Vec::new();
    decoder.read_to_end(&mut body).unwrap();
    assert!(decoder.into_inner().is_empty(), "something stands behind the envelope");
    body
}

/// Passes one connection on to `port`, and counts what comes back once the client has finished its handshake.
async fn pass_on(listener: TcpListener, port: u16, counted: Arc<AtomicUsize>) {
    let (client, _) = listener.accept().await.unwrap();
    let server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    client.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    tokio::spawn(there(from_client, to_server, Arc::clone(&counted)));
    here(from_server, to_client, counted).await;
}

/// From the client to the server. The client's first encrypted record (RFC 8446, 5.2) is the end of its handshake, for
/// which it has needed all of the server's.
async fn there(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, counted: Arc<AtomicUsize>) {
    const ENCRYPTED: u8 = 23;
    let (mut records, mut handshaking) = (Vec::new(), true);
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        if handshaking {
            records.extend_from_slice(&buffer[..count]);
            while let [kind, _, _, high, low, ..] = *records {
                if kind == ENCRYPTED {
                    // It is not passed on yet, so the server cannot have answered it.
                    counted.store(0, Ordering::SeqCst);
                    handshaking = false;
                    break;
                }
                let length = 5 + usize::from(u16::from_be_bytes([high, low]));
                if records.len() < length {
                    break;
                }
                records.drain(..length);
            }
        }
        if to.write_all(&buffer[..count]).await.is_err() {
            return;
        }
    }
}

/// From the server to the client.
async fn here(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, counted: Arc<AtomicUsize>) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        counted.fetch_add(count, Ordering::SeqCst);
        if to.write_all(&buffer[..count]).await.is_err() {
            return;
        }
    }
}
