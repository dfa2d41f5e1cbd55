//! What is agreed on before HTTP begins, and with whom nothing is.

use std::sync::atomic::{AtomicUsize, Ordering};

use rustls::client::{ClientSessionStore, Resumption, Tls12ClientSessionValue, Tls13ClientSessionValue};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::{AlertDescription, NamedGroup};

use super::*;

#[tokio::test]
async fn a_handshake_is_post_quantum_when_the_client_can_do_it() {
    let site = Site::open(ListenerLimits::default());
    // The client likes the classical exchange better, and sends its share along; the server does not.
    let groups = [aws_lc_rs::kx_group::X25519, aws_lc_rs::kx_group::X25519MLKEM768];
    let stream = site.connect_as(with_groups(&site, &groups), "localhost").await.unwrap();
    assert_eq!(group(&stream), NamedGroup::X25519MLKEM768);
    ask(stream).await;
    assert_eq!((site.counts.post_quantum(), site.counts.classical()), (1, 0));
}

#[tokio::test]
async fn a_client_without_post_quantum_cryptography_is_served() {
    let site = Site::open(ListenerLimits::default());
    for offered in
        [aws_lc_rs::kx_group::X25519, aws_lc_rs::kx_group::SECP256R1, aws_lc_rs::kx_group::SECP384R1]
    {
        let stream = site.connect_as(with_groups(&site, &[offered]), "localhost").await.unwrap();
        assert_eq!(group(&stream), offered.name());
        ask(stream).await;
    }
    assert_eq!((site.counts.post_quantum(), site.counts.classical()), (0, 3));
}

fn with_groups(site: &Site, groups: &[&'static dyn rustls::crypto::SupportedKxGroup]) -> ClientConfig {
    let provider = CryptoProvider { kx_groups: groups.to_vec(), ..provider() };
    let mut config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    config.dangerous().set_certificate_verifier(trusting(site));
    config
}

fn trusting(site: &Site) -> Arc<rustls::client::WebPkiServerVerifier> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(site.local().authority_file()).unwrap()).unwrap();
    rustls::client::WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::new(provider()))
        .build()
        .unwrap()
}

fn group(stream: &TlsStream<TcpStream>) -> NamedGroup {
    stream.get_ref().1.negotiated_key_exchange_group().unwrap().name()
}

#[tokio::test]
async fn the_protocol_is_what_alpn_agreed_on() {
    let site = Site::open(ListenerLimits::default());
    let stream = site.connect(&["h2", "http/1.1"]).await;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let stream = site.connect(&["http/1.1"]).await;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
    assert!(ask(stream).await.ends_with("Http1 localhost"));
    let stream = site.connect(&[]).await;
    assert_eq!(stream.get_ref().1.alpn_protocol(), None);
    assert!(ask(stream).await.ends_with("Http1 localhost"));
    assert!(site.connect_as(site.client(&["spdy/1"]), "localhost").await.is_err());
}

#[tokio::test]
async fn the_service_learns_the_protocol_and_the_name_and_nothing_else() {
    let site = Site::open(ListenerLimits::default());
    let (mut requests, connection) = h2::client::handshake(site.connect(&["h2"]).await).await.unwrap();
    tokio::spawn(connection);
    let request = hyper::Request::get("https://localhost/").body(()).unwrap();
    let (answer, _) = requests.send_request(request, true).unwrap();
    let mut body = answer.await.unwrap().into_body();
    assert_eq!(body.data().await.unwrap().unwrap(), "Http2 localhost");
}

#[tokio::test]
async fn a_client_that_names_nobody_is_served() {
    let site = Site::open(ListenerLimits::default());
    let stream = site.connect_as(site.client(&[]), "127.0.0.1").await.unwrap();
    assert!(ask(stream).await.ends_with("Http1 nobody"));
}

#[tokio::test]
async fn a_name_that_is_not_ours_is_refused_by_its_alert() {
    let site = Site::open(ListenerLimits::default());
    let error = site.connect_as(site.client(&[]), "mallory.example").await.unwrap_err();
    let error = error.into_inner().unwrap().downcast::<rustls::Error>().unwrap();
    assert_eq!(*error, rustls::Error::AlertReceived(AlertDescription::UnrecognisedName));
}

#[tokio::test]
async fn no_ticket_is_sent_that_could_link_two_visits() {
    let site = Site::open(ListenerLimits::default());
    let tickets = Arc::new(Tickets::default());
    for _visit in 0..2 {
        let mut config = site.client(&["http/1.1"]);
        config.resumption = Resumption::store(Arc::clone(&tickets) as Arc<dyn ClientSessionStore>);
        config.enable_early_data = true;
        ask(site.connect_as(config, "localhost").await.unwrap()).await;
    }
    assert_eq!(tickets.0.load(Ordering::SeqCst), 0);
}

/// Counts the tickets that come in, and keeps none.
#[derive(Debug, Default)]
struct Tickets(AtomicUsize);

impl ClientSessionStore for Tickets {
    fn set_kx_hint(&self, _name: ServerName<'static>, _group: NamedGroup) {}
    fn kx_hint(&self, _name: &ServerName<'_>) -> Option<NamedGroup> {
        None
    }
    fn set_tls12_session(&self, _name: ServerName<'static>, _value: Tls12ClientSessionValue) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
    fn tls12_session(&self, _name: &ServerName<'_>) -> Option<Tls12ClientSessionValue> {
        None
    }
    fn remove_tls12_session(&self, _name: &ServerName<'static>) {}
    fn insert_tls13_ticket(&self, _name: ServerName<'static>, _value: Tls13ClientSessionValue) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
    fn take_tls13_ticket(&self, _name: &ServerName<'static>) -> Option<Tls13ClientSessionValue> {
        None
    }
}

#[tokio::test]
async fn tls_1_2_is_refused_by_its_alert() {
    let site = Site::open(ListenerLimits::default());
    let mut tcp = site.tcp().await;
    tcp.write_all(&client_hello_of_tls_1_2()).await.unwrap();
    let answer = until_closed(tcp).await;
    // A fatal alert, `protocol_version`.
    assert_eq!(answer, [21, 3, 3, 0, 2, 2, 70]);
    assert_eq!(site.counts.failed(), 1);
}

#[tokio::test]
async fn a_newsroom_that_must_can_serve_tls_1_2_and_still_gives_no_session_to_come_back_with() {
    let hello = |_peer| {
        hyper::service::service_fn(|_request| async {
            Ok::<_, Infallible>(Response::new(Full::new(Bytes::from_static(b"hello"))))
        })
    };
    let site = Site::open_speaking(ListenerLimits::default(), Oldest::Tls12, hello);
    let tickets = Arc::new(Tickets::default());
    for versions in [&[&rustls::version::TLS12][..], &[&rustls::version::TLS13, &rustls::version::TLS12]] {
        let mut config = ClientConfig::builder_with_provider(Arc::new(provider()))
            .with_protocol_versions(versions)
            .unwrap()
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth();
        config.dangerous().set_certificate_verifier(trusting(&site));
        config.resumption = Resumption::store(Arc::clone(&tickets) as Arc<dyn ClientSessionStore>);
        let stream = site.connect_as(config, "localhost").await.unwrap();
        assert_eq!(stream.get_ref().1.protocol_version(), versions.first().map(|version| version.version));
        assert!(ask(stream).await.ends_with("hello"));
    }
    assert_eq!(tickets.0.load(Ordering::SeqCst), 0);
}

/// A hello as of 2008: no `supported_versions`, one suite, one signature scheme, one group.
fn client_hello_of_tls_1_2() -> Vec<u8> {
    let extensions = [
        [0, 10, 0, 4, 0, 2, 0, 23].as_slice(), // supported_groups: P-256
        &[0, 11, 0, 2, 1, 0],                  // ec_point_formats: uncompressed
        &[0, 13, 0, 4, 0, 2, 4, 3],            // signature_algorithms: ECDSA with P-256 and SHA-256
    ]
    .concat();
    let mut hello = vec![3, 3];
    hello.extend([7; 32]); // random
    hello.extend([0, 0, 2, 0xc0, 0x2b, 1, 0]); // no session; ECDHE-ECDSA-AES128-GCM-SHA256; no compression
    hello.extend([0, u8::try_from(extensions.len()).unwrap()]);
    hello.extend(extensions);
    let length = u8::try_from(hello.len()).unwrap();
    [[22, 3, 1, 0, length + 4, 1, 0, 0, length].as_slice(), &hello].concat()
}

#[tokio::test]
async fn plain_http_is_closed_without_a_word() {
    let site = Site::open(ListenerLimits::default());
    let mut tcp = site.tcp().await;
    tcp.write_all(REQUEST).await.unwrap();
    assert_eq!(until_closed(tcp).await, b"");
}

#[tokio::test]
async fn clients_that_say_nothing_hold_up_nobody() {
    let site = Site::open(ListenerLimits::default());
    let mut silent = Vec::new();
    for _ in 0..50 {
        silent.push(site.tcp().await);
    }
    assert!(ask(site.connect(&[]).await).await.starts_with("HTTP/1.1 200 OK"));
    assert_eq!(site.counts.failed(), 0);
}

#[tokio::test]
async fn a_service_learns_its_clients_class_only_where_it_is_asked_for() {
    let class = |peer: Peer| {
        hyper::service::service_fn(move |_request| {
            let text = peer.address_class.map_or("none".to_owned(), |class| format!("class {class}"));
            async { Ok::<_, Infallible>(Response::new(Full::new(Bytes::from(text)))) }
        })
    };
    let public = Site::open_with(ListenerLimits::default(), class);
    assert!(ask(public.connect(&[]).await).await.ends_with("none"));
    let admin = Site::open_with(ListenerLimits { address_classes: true, ..ListenerLimits::default() }, class);
    let (first, second) = (ask(admin.connect(&[]).await).await, ask(admin.connect(&[]).await).await);
    let of = |answer: &str| answer.rsplit_once("class ").map(|(_, class)| class.to_owned());
    assert!(of(&first).is_some());
    assert_eq!(of(&first), of(&second));
}
