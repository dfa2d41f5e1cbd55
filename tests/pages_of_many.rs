//! A directory of more people than one page holds: an index, and numbered pages that are all of one length.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::harness::{Server, run};

const PEOPLE: usize = 250;
const PAGES: usize = 3;

/// The newsroom's own language, and one that runs from right to left.
const LANGUAGES: [&str; 2] = ["", "/ar"];

#[test]
fn everybody_stands_on_one_numbered_page_which_the_index_finds() {
    let server = newsroom();
    for language in LANGUAGES {
        let index = page(&server, &format!("{language}/"));
        let pages: Vec<String> =
            (1..=PAGES).map(|number| page(&server, &format!("{language}/all/{number}"))).collect();
        assert!(people_on(&index).is_empty(), "the index shows nobody, so that its length says nothing");
        let mut seen = BTreeSet::new();
        for (number, page) in (1..).zip(&pages) {
            let people = people_on(page);
            assert!(people.len() <= 100 && !people.is_empty(), "page {number}: {}", people.len());
            for slug in people {
                assert!(seen.insert(slug.to_owned()), "{slug} stands twice");
            }
            let leads_to = |target: usize| page.contains(&format!("href=\"{language}/all/{target}\">"));
            // The link to itself is that of its language, which has attributes.
            assert!(!leads_to(number));
            assert_eq!(leads_to(number + 1), number < PAGES, "page {number}");
            assert_eq!(number > 1 && leads_to(number - 1), number > 1, "page {number}");
            assert!(page.contains(&format!("href=\"{language}/\">")), "page {number} leads to the index");
            assert!(index.contains(&format!("href=\"{language}/all/{number}\">")));
        }
        assert_eq!(seen.len(), PEOPLE);
        let beats: Vec<&str> =
            attributes(&index, "href").filter(|target| target.contains("#_beat_")).collect();
        assert!(beats.len() >= PAGES, "{beats:?}");
        for target in pages.iter().chain([&index]).flat_map(|page| attributes(page, "href")) {
            assert_leads_somewhere(target, language, &pages);
        }
    }
}

#[test]
fn numbered_pages_are_of_one_length_and_other_numbers_are_no_pages() {
    let server = newsroom();
    for language in LANGUAGES {
        for coding in ["identity", "gzip"] {
            let header = format!("Accept-Encoding: {coding}");
            let lengths: BTreeSet<_> = (1..=PAGES)
                .map(|number| server.ask("GET", &format!("{language}/all/{number}"), &[&header]))
                .map(|answer| {
                    (answer.status, answer.header("content-encoding").map(str::to_owned), answer.body.len())
                })
                .collect();
            assert_eq!(lengths.len(), 1, "{language} {coding}: {lengths:?}");
            assert_eq!(lengths.first().map(|(status, ..)| *status), Some(200));
        }
        let missing =
            ["", "/", "/0", "/4", "/99", "/01", "/1x", "/+1", "/1/", "/%31", "/-1", "/18446744073709551617"];
        let missing: BTreeMap<_, _> = missing
            .iter()
            .map(|number| (number, server.get(&format!("{language}/all{number}"))))
            .map(|(number, answer)| (number, (answer.status, answer.body.len())))
            .collect();
        let kinds: BTreeSet<_> = missing.values().collect();
        assert_eq!(kinds.len(), 1, "{missing:?}");
        assert_eq!(kinds.first().map(|(status, _)| *status), Some(404));
    }
}

#[test]
fn a_contact_is_searched_for_in_the_file_that_holds_everybody() {
    let server = newsroom();
    for language in LANGUAGES {
        let verify = page(&server, &format!("{language}/verify"));
        assert!(!verify.contains("7700900"), "the list would be one more page whose length tells something");
        assert!(verify.contains(&format!("{language}/take-along.html")));
        let file = page(&server, &format!("{language}/take-along.html"));
        assert_eq!(people_on(&file).len(), PEOPLE);
        assert!(file.contains("+447700900249"), "the forms that a searcher may type are in it");
    }
}

/// A newsroom of 250 people on pages of a hundred.
fn newsroom() -> Server {
    Server::empty().crash_and_restart(|data| {
        let folder = data.parent().unwrap();
        let people: Vec<_> = (0..PEOPLE).map(person).collect();
        std::fs::write(folder.join("people.json"), serde_json::to_vec(&people).unwrap()).unwrap();
        std::fs::write(folder.join("masthead.toml"), "[public]\npeople_per_page = 100\n").unwrap();
        for command in [&["import", "json", "people.json", "--publish"][..], &["publish"]] {
            let done = run(folder, &[command, &["--data", "data"]].concat());
            assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        }
    })
}

fn person(number: usize) -> serde_json::Value {
    let letter = |number: usize| char::from(b'a' + u8::try_from(number % 26).unwrap());
    let family = format!("Tar{}{}no", letter(number / 26), letter(number));
    let beats = ["courts", "climate", "shipping"];
    json!({
        "slug": format!("imke-{}", family.to_lowercase()),
        "kind": "person",
        "name": format!("Imke {family}"),
        // Longer for later ones, so that the pages would differ in length.
        "title": "Reporter ".repeat(1 + number / 50).trim_end(),
        "outlet": "The Harbour Courier",
        "beats": [beats[number % 3]],
        "languages": ["en"],
        "channels": [{"kind": "signal_number", "value": format!("+447700900{number:03}")}],
        "external_ids": {"archive": number.to_string()},
    })
}

fn page(server: &Server, path: &str) -> String {
    let answer = server.get(path);
    assert_eq!(answer.status, 200, "{path}");
    answer.text().to_owned()
}

/// The slugs of those who stand on a page with their contacts.
fn people_on(page: &str) -> Vec<&str> {
    attributes(page, "id").filter(|id| id.starts_with("imke-")).collect()
}

/// A link within the directory leads to a page that has what it names.
fn assert_leads_somewhere(target: &str, language: &str, pages: &[String]) {
    let Some((path, anchor)) = target.split_once('#') else { return };
    let Some(number) = path.strip_prefix(&format!("{language}/all/")) else { return };
    let page = &pages[number.parse::<usize>().unwrap() - 1];
    assert!(page.contains(&format!(" id=\"{anchor}\"")), "{target}");
}

fn attributes<'a>(page: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!(" {name}=\"");
    page.split(&opening)
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(value, _)| value)
        .collect::<Vec<_>>()
        .into_iter()
}
