//! What a connection may not exceed.

use std::time::Duration;

use super::*;

const SOON: Duration = Duration::from_millis(50);

#[tokio::test]
async fn connections_beyond_the_limit_are_closed_before_the_handshake() {
    let site = Site::open(ListenerLimits { connections_per_address: 1, ..ListenerLimits::default() });
    let first = site.connect(&[]).await;
    assert_eq!(until_closed(site.tcp().await).await, b"");
    assert_eq!((site.counts.accepted(), site.counts.refused(), site.counts.failed()), (2, 1, 0));
    assert!(ask(first).await.starts_with("HTTP/1.1 200 OK"));
}

#[tokio::test]
async fn a_proxy_may_connect_as_often_as_it_likes() {
    let site = Site::open(ListenerLimits {
        connections_per_address: 1,
        exempt_addresses: vec![[127, 0, 0, 1].into()],
        ..ListenerLimits::default()
    });
    let _first = site.connect(&[]).await;
    assert!(ask(site.connect(&[]).await).await.starts_with("HTTP/1.1 200 OK"));
}

#[tokio::test]
async fn a_client_that_never_shakes_hands_is_closed() {
    let site = Site::open(ListenerLimits { handshake: SOON, ..ListenerLimits::default() });
    assert_eq!(until_closed(site.tcp().await).await, b"");
    assert_eq!(site.counts.failed(), 1);
}

#[tokio::test]
async fn a_head_that_never_ends_is_closed() {
    let site = Site::open(ListenerLimits { request_head: SOON, ..ListenerLimits::default() });
    let mut stream = site.connect(&["http/1.1"]).await;
    stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ").await.unwrap();
    let mut answer = Vec::new();
    let _closed = stream.read_to_end(&mut answer).await;
    assert!(!answer.starts_with(b"HTTP/1.1 200"));
}

#[tokio::test]
async fn a_client_of_http2_that_asks_nothing_is_sent_away() {
    let site =
        Site::open(ListenerLimits { request_head: SOON, silent_farewell: SOON, ..ListenerLimits::default() });
    let (_requests, connection) = h2::client::handshake(site.connect(&["h2"]).await).await.unwrap();
    connection.await.unwrap();
    let mut mute = site.connect(&["h2"]).await;
    let mut answer = Vec::new();
    let _closed = mute.read_to_end(&mut answer).await;
}

#[tokio::test]
async fn a_connection_idle_for_too_long_is_ended() {
    let site = Site::open(ListenerLimits { idle: SOON, ..ListenerLimits::default() });
    let (mut requests, connection) = h2::client::handshake(site.connect(&["h2"]).await).await.unwrap();
    let ended = tokio::spawn(connection);
    let request = hyper::Request::get("https://localhost/").body(()).unwrap();
    // On a busy machine the end may come before the request.
    if let Ok((answer, _)) = requests.send_request(request, true) {
        let _answer = answer.await;
    }
    let _ended = ended.await.unwrap();
}

#[tokio::test]
async fn a_connection_that_lived_long_enough_is_ended() {
    let site = Site::open(ListenerLimits { lifetime: SOON, ..ListenerLimits::default() });
    let mut stream = site.connect(&["http/1.1"]).await;
    let mut answer = Vec::new();
    let _closed = stream.read_to_end(&mut answer).await;
    assert_eq!(answer, b"");
}

#[tokio::test]
async fn the_last_answer_of_a_connection_says_so() {
    let site = Site::open(ListenerLimits { requests: 2, ..ListenerLimits::default() });
    let mut stream = site.connect(&["http/1.1"]).await;
    stream.write_all(&[REQUEST, REQUEST, REQUEST].concat()).await.unwrap();
    let mut answers = String::new();
    let _closed = stream.read_to_string(&mut answers).await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2);
    assert_eq!(answers.matches("connection: close").count(), 1);
}

#[tokio::test]
async fn an_http2_connection_ends_after_its_last_request() {
    let site = Site::open(ListenerLimits { requests: 3, ..ListenerLimits::default() });
    let (requests, connection) = h2::client::handshake(site.connect(&["h2"]).await).await.unwrap();
    let ended = tokio::spawn(connection);
    for _ in 0..3 {
        let request = hyper::Request::get("https://localhost/").body(()).unwrap();
        let mut ready = requests.clone().ready().await.unwrap();
        let answer = ready.send_request(request, true).unwrap().0.await.unwrap();
        assert_eq!(answer.status(), 200);
    }
    ended.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused() {
    let site = Site::open(ListenerLimits::default());
    let mut stream = site.connect(&["http/1.1"]).await;
    let head = format!("GET / HTTP/1.1\r\nhost: localhost\r\nx: {}\r\n\r\n", "x".repeat(20_000));
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let _closed = stream.read_to_end(&mut answer).await;
    assert!(answer.starts_with(b"HTTP/1.1 431"));
}

#[test]
fn a_busy_port_is_named_in_one_sentence() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _guard = runtime.enter();
    let first = Listener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let error = Listener::bind(first.address()).unwrap_err();
    let expected = format!(
        "cannot listen on {}: another program already does; stop it, or choose another port with --listen or --admin-listen",
        first.address()
    );
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn one_socket_takes_both_families_where_the_machine_has_both() {
    let listener = Listener::bind("[::]:0".parse().unwrap()).unwrap();
    let port = listener.address().port();
    assert!(TcpStream::connect(("127.0.0.1", port)).await.is_ok());
}
