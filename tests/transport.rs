//! TLS and nothing but TLS, and HTTP without the laxities that attacks are made of.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::harness::Server;

/// How long a raw connection may stay silent before a test gives up.
const SILENCE: Duration = Duration::from_secs(20);

#[test]
fn a_plain_http_request_is_closed_without_an_http_answer() {
    let server = Server::empty();
    for address in [&server.public, &server.admin] {
        let mut connection = TcpStream::connect(address.trim_start_matches("https://")).unwrap();
        connection.set_read_timeout(Some(SILENCE)).unwrap();
        connection.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        // A reset counts as closed; a time-out does not.
        if let Err(error) = connection.read_to_end(&mut answer) {
            assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{address}");
        }
        assert!(
            !answer.windows(5).any(|part| part == b"HTTP/"),
            "{address}: {}",
            String::from_utf8_lossy(&answer)
        );
    }
}

#[test]
fn tls_1_2_is_refused() {
    let server = Server::empty();
    assert_eq!(curl_exit(&server, &["--tlsv1.2", "--tls-max", "1.2"]), 35);
    assert_eq!(curl_exit(&server, &["--tlsv1.3"]), 0);
}

#[test]
fn the_certificate_convinces_a_client_that_trusts_only_the_local_authority() {
    let server = Server::empty();
    assert_eq!(server.get("/").status, 200);
    let untrusted =
        Command::new("curl").args(["--silent", "--output", "/dev/null", &server.public]).status().unwrap();
    assert_eq!(untrusted.code(), Some(60), "a client that does not know the authority must refuse it");
    let by_address = server.curl(&format!("https://127.0.0.1:{}/", server.port()), &[] as &[&str]);
    assert!([200, 421].contains(&by_address.status), "{}", by_address.status);
}

#[test]
fn the_protocol_is_chosen_by_alpn() {
    let server = Server::empty();
    for (flag, version) in [("--http2", "HTTP/2"), ("--http1.1", "HTTP/1.1")] {
        let answer = server.curl(&format!("{}/", server.public), &[flag]);
        assert_eq!((answer.status, answer.version.as_str()), (200, version));
    }
}

#[test]
fn no_ticket_links_two_visits_of_one_client() {
    let server = Server::empty();
    let said = raw(&server, &[], "GET / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n");
    assert!(said.contains("HTTP/1.1 200"), "{said}");
    assert!(!said.contains("New Session Ticket arrived"), "{said}");
}

#[test]
fn a_request_names_exactly_one_host_and_one_of_ours() {
    let server = Server::empty();
    for (request, expected) in [
        ("GET / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", "200"),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "400"),
        (
            "GET / HTTP/1.1\r\nHost: localhost:PORT\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n",
            "400",
        ),
        ("GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n", "421"),
        ("GET https://elsewhere.example/ HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n", "4"),
    ] {
        let said = raw(&server, &[], request);
        assert!(said.contains(&format!("HTTP/1.1 {expected}")), "{request:?} got {said}");
    }
    let no_name = raw(
        &server,
        &["-noservername"],
        "GET / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n",
    );
    assert!(no_name.contains("HTTP/1.1 200"), "a client without SNI is served by its authority: {no_name}");
}

#[test]
fn a_body_gets_the_answer_that_is_true_of_it() {
    let server = Server::empty();
    let ask = |method: &str, rest: &str| {
        raw(&server, &[], &format!("{method} /v1/edition HTTP/1.1\r\nHost: localhost:PORT\r\n{rest}"))
    };
    // Whoever asks before sending hears at once what would become of it, and is not told to send.
    let asking = ask("POST", "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    assert!(asking.contains("HTTP/1.1 405") && !asking.contains("100 Continue"), "{asking}");
    let broken = ask("GET", "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n");
    assert!(broken.contains("HTTP/1.1 400"), "{broken}");
    let small = ask("GET", "Content-Length: 3\r\nConnection: close\r\n\r\nabc");
    assert!(small.contains("HTTP/1.1 200"), "{small}");
}

#[test]
fn a_request_smuggler_finds_no_second_reading() {
    let server = Server::empty();
    for head in [
        "Content-Length: 3\r\nContent-Length: 4",
        "Transfer-Encoding: xchunked",
        "Content-Length : 3",
        "Content-Length: +3",
        "X: a\r\n folded",
    ] {
        let request = format!(
            "POST /v1/profiles HTTP/1.1\r\nHost: localhost:PORT\r\n{head}\r\nConnection: close\r\n\r\nabc"
        );
        let said = raw(&server, &[], &request);
        assert!(!said.contains("HTTP/1.1 200"), "{head:?} got {said}");
        assert!(said.matches("HTTP/1.1 ").count() <= 1, "{head:?} got two answers: {said}");
    }
}

#[test]
fn a_body_that_nobody_asked_for_is_taken_and_the_answer_comes_whole() {
    let server = Server::empty();
    let folder = tempfile::tempdir().unwrap();
    let upload = folder.path().join("upload");
    std::fs::write(&upload, vec![b'x'; 60_000]).unwrap();
    for version in ["--http1.1", "--http2"] {
        let data = format!("@{}", upload.display());
        let answer =
            server.curl(&format!("{}/v1/profiles", server.public), &[version, "--data-binary", &data]);
        assert_eq!(answer.status, 405, "{version}");
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer.json()["status"], 405);
    }
}

#[test]
fn the_answer_to_head_ends_with_its_head() {
    let server = Server::empty();
    let said = raw(&server, &[], "HEAD / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n");
    assert!(said.contains("HTTP/1.1 200") && said.contains("content-length: "), "{said}");
    assert!(!said.contains("<html"), "{said}");
}

#[test]
fn a_renewed_certificate_is_shown_without_a_restart_and_a_bad_one_never() {
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = (folder.path().join("site.pem"), folder.path().join("site.key"));
    make_certificate(&certificate, &key, "first");
    let server = Server::demo_with(&[
        ("TLS__CERTIFICATE", certificate.to_str().unwrap()),
        ("TLS__KEY", key.to_str().unwrap()),
    ]);
    assert!(subject(&server).contains("first"));

    make_certificate(&certificate, &key, "second");
    server.signal("HUP");
    assert!((0..400).any(|_| subject(&server).contains("second")), "the renewed certificate never came");

    std::fs::write(&certificate, "-----BEGIN CERTIFICATE-----\nnonsense\n").unwrap();
    server.signal("HUP");
    assert!(
        (0..20).all(|_| subject(&server).contains("second")),
        "a bad certificate took the good one's place"
    );
}

/// The exit code of curl, asking for the first page with further flags.
fn curl_exit(server: &Server, flags: &[&str]) -> i32 {
    Command::new("curl")
        .args(["--silent", "--output", "/dev/null", "--max-time", "20", "--cacert"])
        .arg(&server.authority)
        .args(flags)
        .arg(&server.public)
        .status()
        .unwrap()
        .code()
        .unwrap()
}

/// Everything OpenSSL's client sees on a connection on which it says exactly `request`.
fn raw(server: &Server, flags: &[&str], request: &str) -> String {
    let port = server.port().to_string();
    let mut client = Command::new("openssl")
        .args(["s_client", "-connect", &format!("127.0.0.1:{port}"), "-ign_eof", "-CAfile"])
        .arg(&server.authority)
        .args(if flags.contains(&"-noservername") { vec![] } else { vec!["-servername", "localhost"] })
        .args(flags)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("openssl is installed");
    client.stdin.take().unwrap().write_all(request.replace("PORT", &port).as_bytes()).unwrap();
    let output = client.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The subject of the certificate that the server shows to a new connection.
fn subject(server: &Server) -> String {
    let output = Command::new("openssl")
        .args(["s_client", "-connect", &format!("127.0.0.1:{}", server.port()), "-servername", "localhost"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.lines().find(|line| line.starts_with("subject=")).unwrap_or_default().to_owned()
}

/// A self-signed certificate for localhost with `name` as its subject, made by a program that is not ours.
fn make_certificate(certificate: &Path, key: &Path, name: &str) {
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "30",
        ])
        .args(["-subj", &format!("/CN={name}"), "-addext", "subjectAltName=DNS:localhost"])
        .arg("-out")
        .arg(certificate)
        .arg("-keyout")
        .arg(key)
        .stderr(Stdio::null())
        .status()
        .expect("openssl is installed");
    assert!(made.success());
}
