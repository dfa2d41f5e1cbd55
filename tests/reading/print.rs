//! A page on paper is as good as on the screen: it can be read, scanned and handed on.

use serde_json::Value;

use super::devtools::{Look, Paper};
use super::pages::{ARABIC, CHINESE, ENGLISH};
use super::paper::Printed;
use crate::cards::is_code_of;
use crate::harness::Server;
use crate::webdriver::Browser;

/// What printers leave white at an edge, at most.
const EDGE_MILLIMETRES: f64 = 7.0;

#[test]
fn a_printed_profile_holds_her_name_every_contact_and_a_code_that_scans() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    let person = server.person();
    let profile = server.get(&format!("/v1/profiles/{person}.json")).json();
    for language in [ENGLISH, ARABIC, CHINESE] {
        browser.open(&format!("{}{language}/r/{person}", server.public));
        for paper in [Paper::A4, Paper::LETTER] {
            let printed = Printed::new(&browser.print(paper));
            holds(&printed, &profile);
            let preferred = preferred(&profile).unwrap();
            assert!(printed.codes().iter().any(|code| is_code_of(code, preferred)), "{:?}", printed.codes());
            has_margins(&printed);
        }
    }
}

#[test]
fn the_printed_file_to_take_along_holds_everyone_with_codes_that_scan() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    let directory = server.directory();
    browser.open(&format!("{}/take-along.html", server.public));
    for paper in [Paper::A4, Paper::LETTER] {
        let printed = Printed::new(&browser.print(paper));
        let codes = printed.codes();
        let mut scanned = 0;
        for profile in directory["profiles"].as_array().unwrap() {
            holds(&printed, profile);
            if let Some(preferred) = preferred(profile) {
                let found = codes.iter().any(|code| is_code_of(code, preferred));
                assert!(found, "{}: {preferred} is not in {codes:?}", profile["slug"]);
                scanned += 1;
            }
        }
        assert!(scanned > 30, "only {scanned} codes were printed");
        has_margins(&printed);
    }
}

#[test]
fn paper_is_white_wherever_it_was_printed_from() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    browser.look(Look::Dark);
    for path in ["/".to_owned(), "/safety".to_owned(), format!("/r/{}", server.person())] {
        browser.open(&format!("{}{path}", server.public));
        for lightness in Printed::new(&browser.print(Paper::A4)).lightness() {
            assert!(lightness > 80, "{path} is printed dark: {lightness}");
        }
    }
}

/// Name and contacts, wherever lines are broken.
fn holds(printed: &Printed, profile: &Value) {
    let bare = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let text = bare(&printed.text());
    let channels = profile["channels"].as_array().unwrap().iter().map(|channel| &channel["display"]);
    for wanted in channels.chain([&profile["name"]]) {
        let wanted = wanted.as_str().unwrap();
        assert!(text.contains(&bare(wanted)), "{wanted} is not printed in {text}");
    }
}

fn has_margins(printed: &Printed) {
    let words = printed.words();
    assert!(words.len() > 50, "only {} words are printed", words.len());
    for word in words {
        let [left, top, right, bottom] = word.margins;
        let nearest = left.min(top).min(right).min(bottom);
        assert!(nearest >= EDGE_MILLIMETRES, "{} stands {nearest} mm from the edge", word.text);
    }
}

fn preferred(profile: &Value) -> Option<&Value> {
    profile["channels"].as_array()?.iter().find(|channel| channel["preferred"] == true)
}
