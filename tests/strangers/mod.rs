//! TLS and headers as tools judge them that are not ours: Mozilla's TLS profiles by sslyze, and Mozilla's HTTP
//! Observatory. `install` puts both into `target/strangers`; `tests/run` calls it.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::harness::{Server, free_port};
use crate::layers::root;

/// The most that a page without cookies can get.
const OBSERVATORY_BEST: u64 = 130;

#[test]
fn the_transport_fits_mozillas_modern_profile() {
    let server = Server::empty();
    assert_eq!(departures(&server, "modern"), Value::Object(serde_json::Map::new()));
}

#[test]
fn with_tls_1_2_the_transport_fits_mozillas_intermediate_profile_and_no_longer_the_modern_one() {
    let server = Server::empty_with(&[("TLS__MINIMUM", "1.2")]);
    assert_eq!(departures(&server, "intermediate"), Value::Object(serde_json::Map::new()));
    let modern = departures(&server, "modern");
    assert!(modern["tls_versions"].as_str().is_some_and(|words| words.contains("TLSv1.2")), "{modern}");
}

#[test]
fn every_kind_of_page_gets_the_best_grade_of_mozillas_observatory() {
    let (server, pages) = newsroom("");
    for (page, graded) in pages.iter().zip(observe(&server, &pages)) {
        let lost: Vec<&Value> =
            graded["tests"].as_array().unwrap().iter().filter(|t| t["pass"] != true).collect();
        assert!(lost.is_empty(), "{page}: {lost:?}");
        assert_eq!(graded["verified"], true, "{page}: our certificate was not believed");
        assert_eq!(
            (graded["score"].as_u64(), graded["grade"].as_str()),
            (Some(OBSERVATORY_BEST), Some("A+")),
            "{page}: {graded}"
        );
    }
}

#[test]
fn under_a_path_only_what_the_main_site_decides_is_missing() {
    let (server, pages) = newsroom("/contact");
    for (page, graded) in pages.iter().zip(observe(&server, &pages)) {
        let lost: Vec<&str> = graded["tests"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|test| test["pass"] != true)
            .filter_map(|test| test["name"].as_str())
            .collect();
        assert_eq!(lost, ["strict-transport-security"], "{page}: {graded}");
    }
}

/// A server that is sure of its host, as a newsroom's own is, and pages of each kind.
fn newsroom(base_path: &str) -> (Server, Vec<String>) {
    let port = free_port();
    let origin = format!("https://localhost:{port}");
    let server = Server::demo_on(port, &[("PUBLIC__ORIGIN", &origin), ("PUBLIC__BASE_PATH", base_path)]);
    let listed = server.get(&format!("{base_path}/v1/profiles?limit=1")).json();
    let person = listed["profiles"][0]["slug"].as_str().unwrap().to_owned();
    let pages = [
        "/",
        "/take-along.html",
        "/safety",
        "/verify",
        "/privacy",
        "/ar/",
        &format!("/fa/r/{person}"),
        &format!("/r/{person}"),
    ]
    .map(|page| format!("{base_path}{page}"));
    (server, pages.into())
}

fn departures(server: &Server, profile: &str) -> Value {
    let judged = Command::new(tools().join("python/bin/python"))
        .arg(root().join("tests/strangers/tls.py"))
        .args([profile, &server.port().to_string()])
        .arg(&server.authority)
        .output()
        .unwrap();
    assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stderr));
    serde_json::from_slice(&judged.stdout).unwrap()
}

fn observe(server: &Server, pages: &[String]) -> Vec<Value> {
    let node = tools().join("node");
    let graded = Command::new(node.join("node"))
        .arg(root().join("tests/strangers/observatory.mjs"))
        .arg(&node)
        .arg(server.port().to_string())
        .args(pages)
        .env("NODE_EXTRA_CA_CERTS", &server.authority)
        .output()
        .unwrap();
    assert!(graded.status.success(), "{}", String::from_utf8_lossy(&graded.stderr));
    let lines = String::from_utf8(graded.stdout).unwrap();
    let graded: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(graded.len(), pages.len(), "{lines}");
    graded
}

fn tools() -> PathBuf {
    let tools = root().join("target/strangers");
    assert!(tools.join("installed").exists(), "install the tools first: tests/strangers/install");
    tools
}
