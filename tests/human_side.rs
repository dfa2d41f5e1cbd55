//! What a source's browser is given: the same headers on every page, nothing from elsewhere, nothing kept.

use std::collections::BTreeSet;

use crate::harness::{Answer, Server};

/// What the scanner of the SecureDrop directory asks of a newsroom's page, for its best grade: header and value.
const SCANNER: &[(&str, &str)] = &[
    ("cache-control", "no-store"),
    ("cache-control", "no-cache"),
    ("cache-control", "must-revalidate"),
    ("cache-control", "no-transform"),
    ("cache-control", "private"),
    ("pragma", "no-cache"),
    ("expires", "-1"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("x-download-options", "noopen"),
    ("x-permitted-cross-domain-policies", "master-only"),
    ("x-xss-protection", "1; mode=block"),
];

#[test]
fn every_page_that_can_be_reached_is_there_and_loads_nothing_from_elsewhere() {
    let server = Server::demo();
    let mut waiting = vec!["/".to_owned(), "/r/nobody-here".to_owned()];
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = 0;
    while let Some(path) = waiting.pop() {
        let answer = server.get(&path);
        let expected = if path == "/r/nobody-here" { 404 } else { 200 };
        assert_eq!(answer.status, expected, "{path}");
        assert_eq!(answer.header("set-cookie"), None, "{path}");
        if !answer.header("content-type").unwrap_or_default().starts_with("text/html")
            || path.starts_with("/v1/")
        {
            continue;
        }
        pages += 1;
        assert_is_self_contained(&path, &answer, &server.public);
        for target in attributes(answer.text(), "href") {
            assert!(
                !target.contains(".onion"),
                "{path} links to an onion address, which the network would learn"
            );
            let target = target.strip_prefix(&server.public).unwrap_or(target);
            let target = target.split('#').next().unwrap_or_default().replace("&amp;", "&");
            if target.starts_with('/') && seen.insert(target.clone()) {
                waiting.push(target);
            }
        }
    }
    assert!(pages > 30, "only {pages} pages were reached from the first");
}

#[test]
fn every_page_passes_what_the_securedrop_scanner_checks() {
    let server = Server::demo();
    for path in ["/".to_owned(), "/take-along.html".to_owned(), format!("/r/{}", server.person())] {
        let answer = server.get(&path);
        for (name, part) in SCANNER {
            let value = answer.header(name).unwrap_or_default();
            let list = *name == "cache-control";
            assert!(
                value == *part || list && value.contains(part),
                "{path}: {name} is {value:?} and not {part:?}"
            );
        }
        assert_eq!(answer.header("server"), None, "{path}");
        for word in ["ga.js", "analytics.js", "quant.js", "chartbeat", "beacon.js", "krxd.net"] {
            assert!(!answer.text().contains(word), "{path} contains {word}");
        }
    }
}

#[test]
fn behind_a_path_every_link_and_page_stays_under_it() {
    let server = Server::demo_with(&[("PUBLIC__BASE_PATH", "/contact")]);
    assert_eq!(server.get("/").status, 404);
    assert_eq!(server.get("/v1/profiles").status, 404);
    let first = server.get("/contact/");
    assert_eq!(first.status, 200);
    assert_eq!(first.header("strict-transport-security"), None, "HSTS is the main site's to decide");
    assert_eq!(server.get("/contact/.well-known/security.txt").status, 404);
    let mut followed = 0;
    for target in attributes(first.text(), "href").chain(attributes(first.text(), "src")) {
        let target = target.strip_prefix(&server.public).unwrap_or(target);
        let target = target.split('#').next().unwrap_or_default();
        if target.starts_with('/') {
            assert!(target.starts_with("/contact/"), "{target} leaves the path");
            if followed < 10 {
                assert_eq!(server.get(target).status, 200, "{target}");
                followed += 1;
            }
        }
    }
    assert!(followed > 0);
    let list = server.get("/contact/v1/profiles").json();
    let card = list["profiles"][0]["links"]["vcard"].as_str().unwrap();
    assert!(card.starts_with(&format!("{}/contact/v1/profiles/", server.public)), "{card}");
    assert_eq!(server.get(card.trim_start_matches(server.public.as_str())).status, 200);
}

#[test]
fn the_side_for_staff_answers_whether_it_lives_and_nothing_about_anybody() {
    let server = Server::demo();
    let person = server.person();
    server.get(&format!("/r/{person}"));
    let none: &[&str] = &[];
    let health = server.curl(&format!("{}/healthz", server.admin), none);
    assert_eq!(health.status, 200);
    let metrics = server.curl(&format!("{}/metrics", server.admin), none);
    assert_eq!(metrics.status, 200);
    for counter in
        ["masthead_answers_total", "masthead_connections_total{listener=\"public\",outcome=\"post_quantum\"}"]
    {
        assert!(metrics.text().contains(counter), "{}", metrics.text());
    }
    assert!(!metrics.text().contains(&person), "the metrics name a profile");
    assert_eq!(server.get("/healthz").status, 404, "the public side does not tell");
    assert_eq!(server.get("/metrics").status, 404, "the public side does not tell");
}

/// No script, no cookie, no event handler; images and style sheets only from here or from within the page.
fn assert_is_self_contained(path: &str, answer: &Answer, origin: &str) {
    let page = answer.text();
    assert!(!page.contains("<script") && !page.contains("<iframe") && !page.contains("<object"), "{path}");
    assert!(!page.contains(" onclick=") && !page.contains(" onload="), "{path}");
    for source in attributes(page, "src") {
        let here = source.starts_with(origin) || source.starts_with('/') || source.starts_with("data:image/");
        assert!(here && !source.starts_with("//"), "{path} loads {source}");
    }
    for sheet in page.split("<link").skip(1).map(|rest| rest.split('>').next().unwrap_or_default()) {
        let loads = sheet.contains("stylesheet") || sheet.contains("preload") || sheet.contains("icon");
        assert!(!(loads && sheet.contains("://")), "{path} loads <link{sheet}>");
    }
    assert!(!page.contains("@import"), "{path}");
}

/// The values of an attribute in a page.
fn attributes<'a>(page: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!(" {name}=\"");
    let length = opening.len();
    page.match_indices(&opening)
        .map(|(at, _)| at)
        .collect::<Vec<_>>()
        .into_iter()
        .filter_map(move |at| page[at + length..].split_once('"').map(|(value, _)| value))
}
