//! Nothing is left of a visit: in no log at any level, no file, no counter, and, a while later, not in memory.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::process::{Command, Output};

use crate::harness::{Server, free_port, program};

/// Every word of these visits begins so, and nothing else does.
const CANARY: &str = "zqcanary";
/// Where the visits come from.
const ADDRESS: &str = "127.113.117.119";

#[test]
fn nothing_of_a_visit_is_left_anywhere() {
    let server = Server::demo_with(&[("LOG", "trace")]);
    let unvisited = sockets(server.process());
    let person = server.person();
    for protocol in ["--http1.1", "--http2"] {
        for path in [
            format!("/r/{CANARY}-slug"),
            format!("/r/{person}"),
            format!("/{CANARY}-path"),
            "/".to_owned(),
            format!("/v1/profiles/{CANARY}-slug.vcf"),
            format!("/v1/profiles/{person}.json"),
            format!("/v1/profiles?ids={CANARY}-slug,{person}"),
        ] {
            visit(&server, protocol, &path);
        }
    }
    assert!(
        in_memory(server.process(), b"Harbour Courier"),
        "a word that must be in memory was not found there"
    );
    assert_forgotten(&server, unvisited);

    let none: &[&str] = &[];
    let metrics = server.curl(&format!("{}/metrics", server.admin), none);
    assert_clean("/metrics", &metrics.body);
    for line in
        metrics.text().lines().filter(|line| line.starts_with("masthead_") && line.contains("_total{"))
    {
        assert!(line.ends_with('0'), "a counter that is not rounded to tens: {line}");
    }
    for name in ["environ", "cmdline", "status", "comm"] {
        let path = format!("/proc/{}/{name}", server.process());
        assert_clean(&path, &fs::read(&path).unwrap());
    }
    assert_clean_folder(&server.data);
    assert_clean_folder(&server.temporary());
    let greeting = server.greeting.clone();
    assert_clean("what the program prints", greeting.as_bytes());
    let (code, log) = server.stop();
    assert_eq!(code, Some(0));
    assert!(log.contains("INFO"), "the log is empty: {log}");
    assert_clean("the log", log.as_bytes());
}

#[test]
fn a_visit_that_makes_no_sense_leaves_nothing_either() {
    let server = Server::demo_with(&[("LOG", "trace")]);
    let unvisited = sockets(server.process());
    let port = server.port().to_string();
    for request in [
        format!("GET /r/{CANARY}-slug HTTP/9.9\r\nHost: {CANARY}\r\n\r\n"),
        format!("{CANARY}\r\n\r\n"),
        format!("GET /r/{CANARY}-slug HTTP/1.1\r\nHost: {CANARY}.example\r\n\r\n"),
        format!("GET /r/{CANARY}-slug HTTP/1.1\r\nHost: localhost:{port}\r\nX-{CANARY}: a\r\n b\r\n\r\n"),
        format!(
            "POST /r/{CANARY}-slug HTTP/1.1\r\nHost: localhost:{port}\r\nTransfer-Encoding: chunked\r\n\r\n{CANARY}"
        ),
    ] {
        say(&server, &["-servername", "localhost"], &request);
    }
    // A name in the handshake that is not ours, and words without TLS.
    say(&server, &["-servername", &format!("{CANARY}.example")], "");
    let plain = format!("http://127.0.0.1:{port}/r/{CANARY}-slug");
    let _ = Command::new("curl").args(["--silent", "--max-time", "20", &plain]).status().unwrap();
    assert_forgotten(&server, unvisited);
    assert_clean_folder(&server.data);
    let (_, log) = server.stop();
    assert_clean("the log", log.as_bytes());
}

#[test]
fn an_audit_of_a_server_as_it_should_be_finds_nothing() {
    for base_path in ["", "/contact"] {
        let port = free_port();
        let origin = format!("https://localhost:{port}");
        let settings = [("PUBLIC__ORIGIN", origin.as_str()), ("PUBLIC__BASE_PATH", base_path)];
        let server = Server::demo_on(port, &settings);
        let log = server.data.with_file_name("log");
        fs::write(&log, "nothing to see\n").unwrap();
        let audited = audit(&server, &settings, &["--log", log.to_str().unwrap()]);
        let report = String::from_utf8(audited.stdout).unwrap();
        assert_eq!(audited.status.code(), Some(0), "{report}{}", String::from_utf8_lossy(&audited.stderr));
        for promised in
            ["pass: data", "pass: log", "pass: metrics", "pass: tickets", "pass: query", "over HTTP/2: 404"]
        {
            assert!(report.contains(promised), "{promised}: {report}");
        }
        let last = report.trim_end().lines().last().unwrap();
        assert!(last.starts_with("SHA-256 of everything above this line: "), "{last}");
        let json = audit(&server, &settings, &["--json", "--server", &origin]);
        let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
        assert!(json["report"]["findings"].as_array().unwrap().len() > 15, "{json}");
        assert!(json["report"]["findings"].to_string().contains("not_looked"), "nobody named a log: {json}");
    }
}

#[test]
fn an_audit_of_an_indiscreet_server_names_what_it_keeps() {
    let folder = tempfile::tempdir().unwrap();
    let made = program(folder.path()).args(["init", "--data", "data"]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let port = free_port();
    let log = File::create(folder.path().join("data/access.log")).unwrap();
    let mut server = Command::new("/usr/bin/python3")
        .args(["-c", INDISCREET, &port.to_string()])
        .current_dir(folder.path().join("data/certificates"))
        .stderr(log)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut ready = [0; 1];
    server.stdout.as_mut().unwrap().read_exact(&mut ready).unwrap();
    let listen = format!("127.0.0.1:{port}");
    let audited = program(folder.path())
        .args(["audit-privacy", "--data", "data", "--log", "data/access.log"])
        .env("MASTHEAD_PUBLIC__LISTEN", &listen)
        .env("MASTHEAD_ADMIN__LISTEN", "127.0.0.1:1")
        .output()
        .unwrap();
    let _ = server.kill();
    let _ = server.wait();
    let report = String::from_utf8_lossy(&audited.stdout);
    assert_eq!(audited.status.code(), Some(3), "{report}{}", String::from_utf8_lossy(&audited.stderr));
    for found in [
        "visits",
        "cookies",
        "date",
        "server-name",
        "not-stored",
        "referrer",
        "echo",
        "tickets",
        "data",
        "log",
    ] {
        assert!(report.contains(&format!("FAIL: {found}\n")), "{found}: {report}");
    }
    assert!(report.contains("the slug stands as it is in data/access.log"), "{report}");
    assert!(report.contains("the address stands as it is in data/access.log"), "{report}");
    assert!(report.contains("not looked at: metrics"), "{report}");
}

#[test]
fn an_audit_of_nobody_could_not_be_done() {
    let folder = tempfile::tempdir().unwrap();
    let audited = program(folder.path())
        .args(["audit-privacy", "--data", "data"])
        .env("MASTHEAD_PUBLIC__LISTEN", format!("127.0.0.1:{}", free_port()))
        .output()
        .unwrap();
    assert_eq!(audited.status.code(), Some(1));
    assert!(audited.stdout.is_empty(), "half a report is none");
    assert!(String::from_utf8_lossy(&audited.stderr).contains("cannot connect to 127.0.0.1"), "{audited:?}");
}

/// Keeps a log of addresses and paths, sets cookies, hands out tickets, and repeats what it is asked: what most servers do.
const INDISCREET: &str = r#"
import http.server, ssl, sys

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        text = "<p>" + self.path
        if path == "/v1/edition":
            text = '{"edition": 1, "published_at": "2026", "profiles": 0, "sha256": "00"}'
        self.send_response(200)
        self.send_header("Set-Cookie", "visit=1")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text.encode())

    do_HEAD = do_POST = do_GET

class Server(http.server.ThreadingHTTPServer):
    def finish_request(self, request, client_address):
        super().finish_request(context.wrap_socket(request, server_side=True), client_address)

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("server.pem", "server-key.pem")
server = Server(("127.0.0.1", int(sys.argv[1])), Handler)
print("ready", flush=True)
server.serve_forever()
"#;

/// A visit from [`ADDRESS`] on which everything that a browser tells is a canary.
fn visit(server: &Server, protocol: &str, path: &str) {
    let separator = if path.contains('?') { "&" } else { "?" };
    let machine = path.starts_with("/v1/");
    let query = if machine { String::new() } else { format!("{separator}q={CANARY}-query") };
    server.curl(
        &format!("{}{path}{query}", server.public),
        &[
            protocol,
            "--interface",
            ADDRESS,
            "--user-agent",
            &format!("Mozilla/5.0 ({CANARY}-agent)"),
            "--referer",
            &format!("https://{CANARY}.example/r/{CANARY}-referrer"),
            "--cookie",
            &format!("{CANARY}-cookie=1"),
            "--header",
            &format!("X-Forwarded-For: {ADDRESS}"),
        ],
    );
}

/// Says something over TLS by OpenSSL's client, and waits for the server to hang up.
fn say(server: &Server, flags: &[&str], words: &str) {
    use std::io::Write as _;
    let mut client = Command::new("openssl")
        .args(["s_client", "-quiet", "-connect", &format!("127.0.0.1:{}", server.port()), "-CAfile"])
        .arg(&server.authority)
        .args(flags)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // A server that hung up already reads no more.
    let _ = client.stdin.as_mut().unwrap().write_all(words.as_bytes());
    drop(client.stdin.take());
    client.wait().unwrap();
}

fn audit(server: &Server, settings: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = program(server.data.parent().unwrap());
    let listens = [("PUBLIC__LISTEN", &server.public), ("ADMIN__LISTEN", &server.admin)];
    for (name, address) in listens {
        command.env(format!("MASTHEAD_{name}"), address.replace("https://localhost", "127.0.0.1"));
    }
    for (name, value) in settings {
        command.env(format!("MASTHEAD_{name}"), value);
    }
    command.args(["audit-privacy", "--data"]).arg(&server.data).args(arguments).output().unwrap()
}

fn assert_clean(place: &str, octets: &[u8]) {
    for word in [CANARY.as_bytes(), ADDRESS.as_bytes()] {
        assert!(!contains(octets, word), "{place} has {}", String::from_utf8_lossy(word));
    }
}

fn assert_clean_folder(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_clean_folder(&path);
        } else if path.is_file() {
            assert_clean(&path.display().to_string(), &fs::read(&path).unwrap_or_default());
        }
    }
}

/// The standard library's own search is compiled for speed in every build.
fn contains(octets: &[u8], word: &[u8]) -> bool {
    String::from_utf8_lossy(octets).contains(std::str::from_utf8(word).unwrap())
}

/// Nothing else may be asked in between: what later visitors happen to write over proves nothing.
fn assert_forgotten(server: &Server, unvisited: usize) {
    let process = server.process();
    // The end of a connection reaches its task a little after it reaches the client.
    assert!((0..100_000).any(|_| sockets(process) <= unvisited), "a connection stays open");
    let forgotten = |word: &str| (0..5).any(|_| !in_memory(process, word.as_bytes()));
    for word in [CANARY, ADDRESS] {
        assert!(forgotten(word), "the process still has {word} in memory");
    }
}

/// How many sockets a process has open.
fn sockets(process: u32) -> usize {
    let open = fs::read_dir(format!("/proc/{process}/fd")).unwrap();
    let led = open.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
    led.filter(|to| to.to_string_lossy().starts_with("socket:")).count()
}

/// Whether a word stands in memory that a process can write to.
fn in_memory(process: u32, word: &[u8]) -> bool {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let writable =
        maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|rights| rights.starts_with("rw")));
    let mut read = 0;
    for line in writable {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [from, to] = [from, to].map(|end| u64::from_str_radix(end, 16).unwrap());
        let mut octets = vec![0; usize::try_from(to - from).unwrap()];
        memory.seek(SeekFrom::Start(from)).unwrap();
        // What the system keeps for itself cannot be read.
        if memory.read_exact(&mut octets).is_ok() {
            read += octets.len();
            if contains(&octets, word) {
                return true;
            }
        }
    }
    assert!(read > 0, "nothing of the memory could be read");
    false
}
