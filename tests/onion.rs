//! The public side on a Unix socket, as a Tor daemon asks it: the same pages, and nothing that belongs to TLS.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::harness::{Answer, Server, free_port, program, run};
use crate::layers::root;

/// The Tor Project’s own website: an address whose checksum is right.
const ONION: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
/// How long a raw connection may stay silent before a test gives up.
const SILENCE: Duration = Duration::from_secs(20);

/// A server with a socket in a folder of its own, as a `RuntimeDirectory` is.
struct Site {
    folder: tempfile::TempDir,
    server: Server,
}

impl Site {
    fn demo(settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("onion.sock");
        let mut all = vec![("ONION__SOCKET", socket.to_str().unwrap()), ("ONION__ADDRESS", ONION)];
        all.extend(settings);
        let server = Server::demo_with(&all);
        Self { folder, server }
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("onion.sock")
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("http://{ONION}{path}"), &[])
    }

    fn ask(&self, url: &str, arguments: &[&str]) -> Answer {
        let socket = self.socket();
        let mut all = vec!["--unix-socket", socket.to_str().unwrap()];
        all.extend(arguments);
        self.server.curl(url, &all)
    }
}

/// Without the blanks that make up a length.
fn written(answer: &Answer) -> &[u8] {
    answer.body.trim_ascii_end()
}

#[test]
fn everything_is_the_same_over_tor_as_over_tls() {
    let site = Site::demo(&[]);
    let person = site.server.person();
    let mut paths: Vec<String> =
        ["/", "/safety", "/verify", "/privacy", "/take-along.html", "/ar/", "/nothing"]
            .map(str::to_owned)
            .to_vec();
    paths.extend(
        ["/v1/directory.json", "/v1/directory.vcf", "/v1/profiles?limit=2", "/openapi.json"]
            .map(str::to_owned),
    );
    paths.extend([format!("/r/{person}"), format!("/fa/r/{person}"), "/r/nobody".to_owned()]);
    paths.extend([".json", ".vcf", ".png", ".html"].map(|form| format!("/v1/profiles/{person}{form}")));
    for path in paths {
        let (over_tls, over_tor) = (site.server.get(&path), site.get(&path));
        assert_eq!(over_tor.status, over_tls.status, "{path}");
        assert_eq!(over_tor.version, "HTTP/1.1", "{path}");
        assert!(written(&over_tor) == written(&over_tls), "{path} differs");
        // Packed or not, it unpacks to the same.
        let packed = site.ask(&format!("http://{ONION}{path}"), &["--compressed"]);
        assert!(written(&packed) == written(&over_tls), "{path} differs when it was asked for packed");
    }
}

#[test]
fn browsers_are_told_of_the_onion_service_over_tls_and_of_tls_nowhere_on_it() {
    let certificate_host = "paper.example";
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("onion.sock");
    let server = Server::demo_with(&[
        ("ONION__SOCKET", socket.to_str().unwrap()),
        ("ONION__ADDRESS", ONION),
        ("PUBLIC__ORIGIN", "https://paper.example"),
    ]);
    let there = format!("{certificate_host}:443:127.0.0.1:{}", server.port());
    let over_tls =
        |path: &str| server.curl(&format!("https://{certificate_host}{path}"), &["--connect-to", &there]);
    let over_tor = |path: &str| {
        server.curl(&format!("http://{ONION}{path}"), &["--unix-socket", socket.to_str().unwrap()])
    };
    let person = over_tls("/v1/profiles?limit=1").json()["profiles"][0]["slug"].as_str().unwrap().to_owned();
    let pages =
        ["/", "/safety", "/ar/privacy", "/take-along.html", "/nothing", "/r/nobody", &format!("/r/{person}")];
    for path in pages {
        let (tls, tor) = (over_tls(path), over_tor(path));
        // One value for all: an address with a slug would be as long as the slug.
        assert_eq!(tls.header("onion-location"), Some(format!("http://{ONION}/").as_str()), "{path}");
        assert!(tls.header("strict-transport-security").is_some(), "{path}");
        assert_eq!(tor.header("onion-location"), None, "{path}");
        assert_eq!(tor.header("strict-transport-security"), None, "{path}");
        // What makes up a length, or counts it, may differ.
        let named = |answer: &Answer| {
            let made_up =
                ["onion-location", "strict-transport-security", "masthead-padding", "content-length", "etag"];
            let kept = answer.headers.iter().filter(|(name, _)| !made_up.contains(&name.as_str()));
            kept.map(|(name, value)| (name.clone(), value.clone())).collect::<Vec<_>>()
        };
        assert_eq!(named(&tor), named(&tls), "{path}");
    }
    let card = over_tls(&format!("/v1/profiles/{person}.vcf"));
    assert_eq!(card.header("onion-location"), None, "cards are for programs");
    let card = over_tor(&format!("/v1/profiles/{person}.json"));
    assert_eq!(card.header("strict-transport-security"), None);
    let page = card.json()["links"]["page"].as_str().unwrap().to_owned();
    assert!(page.starts_with("https://paper.example/"), "addresses in documents stay the origin's: {page}");
}

#[test]
fn the_socket_answers_the_onion_address_and_no_other_host() {
    let site = Site::demo(&[]);
    for host in [ONION.to_owned(), ONION.to_uppercase(), format!("{ONION}:80")] {
        let header = format!("Host: {host}");
        assert_eq!(site.ask(&format!("http://{ONION}/"), &["--header", &header]).status, 200, "{host}");
    }
    for host in ["localhost", "127.0.0.1", "paper.example", &format!("www.{ONION}"), &format!("{ONION}:443")]
    {
        let header = format!("Host: {host}");
        let refused = site.ask(&format!("http://{ONION}/"), &["--header", &header]);
        assert_eq!(refused.status, 421, "{host}");
    }
    assert_eq!(site.ask(&format!("http://{ONION}/"), &["--header", "Host:"]).status, 400);
    let over_tls =
        site.server.curl(&format!("{}/", site.server.public), &["--header", &format!("Host: {ONION}")]);
    assert_eq!(over_tls.status, 421, "over TLS, the onion address is nobody's");
}

#[test]
fn the_onion_address_can_be_read_on_every_page_and_clicked_on_none() {
    let site = Site::demo(&[]);
    let person = site.server.person();
    for path in
        ["/", "/safety", "/verify", "/take-along.html", "/zh/privacy", "/r/nobody", &format!("/r/{person}")]
    {
        for answer in [site.server.get(path), site.get(path)] {
            assert!(answer.text().contains(ONION), "{path}");
            for link in answer.text().split("href=\"").skip(1) {
                assert!(!link.split('"').next().unwrap().contains(".onion"), "{path} links to {link:.80}");
            }
        }
    }
}

#[test]
fn below_a_path_the_onion_services_root_leads_there() {
    let site = Site::demo(&[("PUBLIC__BASE_PATH", "/contact")]);
    let root = site.get("/");
    assert_eq!((root.status, root.header("location")), (308, Some("/contact/")));
    assert_eq!(site.get("/contact/").status, 200);
    let over_tls = site.server.get("/contact/safety");
    assert_eq!(over_tls.header("onion-location"), Some(format!("http://{ONION}/contact/").as_str()));
}

#[test]
fn there_is_room_for_a_set_number_of_connections_and_no_more() {
    let site = Site::demo(&[("ONION__CONNECTIONS", "2")]);
    let ask = |stream: &mut UnixStream| {
        stream.set_read_timeout(Some(SILENCE)).unwrap();
        // Whoever is refused may find the connection closed before all is written.
        let _ = stream.write_all(format!("GET /safety HTTP/1.1\r\nHost: {ONION}\r\n\r\n").as_bytes());
        let mut start = [0; 12];
        stream.read_exact(&mut start).map(|()| start)
    };
    let mut open: Vec<UnixStream> = (0..2).map(|_| UnixStream::connect(site.socket()).unwrap()).collect();
    for stream in &mut open {
        assert_eq!(&ask(stream).unwrap(), b"HTTP/1.1 200");
    }
    let mut late = UnixStream::connect(site.socket()).unwrap();
    assert!(ask(&mut late).is_err(), "the third is closed");
    drop(open);
    // The server hears of the ends in its own time.
    let again = (0..).find_map(|_| ask(&mut UnixStream::connect(site.socket()).ok()?).ok());
    assert_eq!(again.as_ref(), Some(b"HTTP/1.1 200"));
}

#[test]
fn the_socket_is_for_owner_and_group_and_goes_with_the_server() {
    let site = Site::demo(&[]);
    let found = fs::symlink_metadata(site.socket()).unwrap();
    assert!(found.file_type().is_socket());
    assert_eq!(found.mode() & 0o7777, 0o660);
    let Site { folder, server } = site;
    let (code, errors) = server.stop();
    assert_eq!(code, Some(0), "{errors}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_socket_that_a_killed_server_left_is_replaced() {
    let site = Site::demo(&[]);
    let socket = site.socket();
    let Site { folder, server } = site;
    let kept = fs::symlink_metadata(&socket).unwrap().ino();
    let server = server.crash_and_restart(|_| assert!(socket.exists(), "a killed server cannot remove it"));
    drop(server);
    assert_eq!(
        fs::symlink_metadata(&socket).unwrap().ino(),
        kept,
        "a server without the setting leaves it alone"
    );
    let server = Server::demo_with(&[("ONION__SOCKET", socket.to_str().unwrap()), ("ONION__ADDRESS", ONION)]);
    let site = Site { folder, server };
    assert_eq!(site.get("/safety").status, 200);
}

#[test]
fn what_is_no_free_place_for_a_socket_is_said_by_check_and_by_serve() {
    let site = Site::demo(&[]);
    let folder = tempfile::tempdir().unwrap();
    let letter = folder.path().join("letter");
    fs::write(&letter, "Dear Ada").unwrap();
    let missing = folder.path().join("missing/onion.sock");
    for (socket, words) in [
        (letter.clone(), "a file that is no socket"),
        (missing, "there is no folder"),
        (site.socket(), "another program already does"),
    ] {
        let said = start(folder.path(), &socket, "serve");
        assert!(said.contains(words), "{said}");
        let is_live = socket == site.socket();
        let checked = start(folder.path(), &socket, "check");
        assert!(checked.contains(if is_live { "a server listens now" } else { words }), "{checked}");
    }
    assert_eq!(fs::read_to_string(&letter).unwrap(), "Dear Ada");
    assert_eq!(site.get("/safety").status, 200, "the one that listens goes on");
}

/// What the program says when it is started with that socket and comes to an end by itself.
fn start(folder: &Path, socket: &Path, command: &str) -> String {
    let output = program(folder)
        .args([command, "--data", "data"])
        .env("MASTHEAD_PUBLIC__LISTEN", format!("127.0.0.1:{}", free_port()))
        .env("MASTHEAD_ADMIN__LISTEN", format!("127.0.0.1:{}", free_port()))
        .env("MASTHEAD_ONION__SOCKET", socket)
        .env("MASTHEAD_ONION__ADDRESS", ONION)
        .output()
        .unwrap();
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn an_onion_address_with_a_typing_error_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("masthead.toml"),
        format!("[onion]\naddress = \"{}\"\n", ONION.replace('z', "a")),
    )
    .unwrap();
    let refused = run(folder.path(), &["check"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("masthead.toml:2:") && !said.contains(".onion\""), "{said}");
}

#[test]
fn tor_takes_the_example_settings() {
    let folder = tempfile::tempdir().unwrap();
    let example = fs::read_to_string(root().join("deploy/onion/torrc")).unwrap();
    let single_hop = example.replace("\n#Hidden", "\nHidden").replace("\n#Socks", "\nSocks");
    assert_ne!(single_hop, example);
    for variant in [example.clone(), single_hop] {
        let settings =
            variant.replace("/var/lib/tor/masthead/", &format!("{}/service/", folder.path().display()));
        assert_ne!(settings, variant, "the example names the folder of the key");
        let file = folder.path().join("torrc");
        fs::write(&file, format!("DataDirectory {}/tor\n{settings}", folder.path().display())).unwrap();
        let output = Command::new("tor")
            .args(["--defaults-torrc", "/dev/null", "--verify-config", "-f"])
            .arg(&file)
            .output();
        let output = output.expect("tor is installed");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("Configuration was valid"), "{said}");
    }
}
