//! A browser without scripts, SVG and fonts of a page's own shows everything, and shows it whole.

use serde_json::Value;

use super::firefox::Firefox;
use super::pages::ARABIC;
use super::paper::{Printed, code_in};
use crate::cards::is_code_of;
use crate::harness::{Server, channel};

/// What another site might show.
const ANOTHER_SITE: &str = "<p>as it was sent</p><noscript><b>no scripts</b></noscript>\
    <script>document.querySelector('p').textContent = 'changed by a script'</script>\
    <svg width='50' height='50'><rect width='50' height='50'/></svg>";

#[test]
fn the_browser_is_shut_as_it_should_be() {
    let server = Server::empty();
    let mut firefox = Firefox::start(&server);
    let file = tempfile::Builder::new().suffix(".html").tempfile().unwrap();
    std::fs::write(file.path(), ANOTHER_SITE).unwrap();
    firefox.open(&format!("file://{}", file.path().display()));
    assert_eq!(firefox.text("p"), "as it was sent");
    assert!(firefox.is_seen("b"));
    assert_eq!(firefox.style("svg", "width"), "auto", "SVG is drawn");
}

#[test]
fn the_directory_shows_everyone_without_scripts() {
    let server = Server::demo();
    let mut firefox = Firefox::start(&server);
    for path in ["/", "/take-along.html"] {
        firefox.open(&format!("{}{path}", server.public));
        let page = firefox.text("main");
        for profile in server.directory()["profiles"].as_array().unwrap() {
            shows(&page, profile);
        }
    }
    assert!(firefox.count(".qr") > 30);
}

#[test]
fn a_profile_shows_every_contact_and_a_code_that_scans_without_scripts() {
    let server = Server::demo();
    let mut firefox = Firefox::start(&server);
    let person = server.person();
    let profile = server.get(&format!("/v1/profiles/{person}.json")).json();
    firefox.open(&format!("{}/r/{person}", server.public));
    shows(&firefox.text("main"), &profile);
    let wanted = preferred(&profile);
    let code = code_in(&firefox.picture(".qr"));
    assert!(is_code_of(&code, wanted), "{code} is not {wanted}");

    let printed = Printed::new(&firefox.print());
    assert!(printed.codes().contains(&code), "{:?}", printed.codes());
    let text = printed.text();
    for wanted in [&profile["name"], &channel(&profile, "signal_number").unwrap()["display"]] {
        assert!(text.contains(wanted.as_str().unwrap()), "{wanted} is not printed in {text}");
    }
}

#[test]
fn links_to_people_languages_and_keys_work_without_scripts() {
    let server = Server::demo();
    let mut firefox = Firefox::start(&server);
    let person = server.person();
    firefox.open(&format!("{}/#{person}", server.public));
    assert_eq!(firefox.style(&format!("#{person}"), "outline-style"), "solid", "she is not marked");
    firefox.click(&format!("#{person} h3 a"));
    assert_eq!(firefox.address(), format!("{}/r/{person}", server.public));

    firefox.click("nav [hreflang=ar]");
    assert_eq!(firefox.address(), format!("{}{ARABIC}/r/{person}", server.public));
    assert_eq!(firefox.style("main", "direction"), "rtl");

    let holder = server.slug_where(|profile| channel(profile, "pgp").is_some());
    firefox.open(&format!("{}/r/{holder}", server.public));
    assert!(!firefox.is_seen("details pre"));
    firefox.click("summary");
    assert!(firefox.text("details pre").starts_with("-----BEGIN PGP PUBLIC KEY BLOCK-----"));
}

/// Name and contacts, wherever lines are broken.
fn shows(page: &str, profile: &Value) {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let page = bare(page);
    let channels = profile["channels"].as_array().unwrap().iter().map(|channel| &channel["display"]);
    for wanted in channels.chain([&profile["name"]]) {
        let wanted = wanted.as_str().unwrap();
        assert!(page.contains(&bare(wanted)), "{wanted} is not shown");
    }
}

fn preferred(profile: &Value) -> &Value {
    let channels = profile["channels"].as_array().unwrap();
    channels.iter().find(|channel| channel["preferred"] == true).expect("one channel is the first choice")
}
