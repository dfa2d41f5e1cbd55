//! Every page passes what axe can check of WCAG 2.2 AA, in the browser that draws it.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::devtools::Look;
use super::pages::{ARABIC, CHINESE, ENGLISH, Site, out_of_date};
use crate::harness::Server;
use crate::layers::root;
use crate::webdriver::Browser;

/// Where `tests/run` puts axe.
const LIBRARY: &str = "target/reading/node_modules/axe-core/axe.min.js";

/// WCAG 2.0 to 2.2 at levels A and AA, and what its authors advise besides. The rule on the size of targets is switched
/// on by name, because axe leaves it out otherwise.
const EXAMINE: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const options = { runOnly: { type: 'tag', values: tags }, rules: { 'target-size': { enabled: true } } };
    axe.run(document, options).then(found, error => found(String(error)));
";

/// Rules that must have found something to examine on the pages: without them, a page would pass unread.
const EXAMINED: [&str; 10] = [
    "color-contrast",
    "document-title",
    "heading-order",
    "html-has-lang",
    "image-alt",
    "landmark-one-main",
    "link-name",
    "list",
    "region",
    "target-size",
];

#[test]
fn axe_finds_nothing_wrong_in_english() {
    passes_in(ENGLISH);
}

#[test]
fn axe_finds_nothing_wrong_in_arabic() {
    passes_in(ARABIC);
}

#[test]
fn axe_finds_nothing_wrong_in_chinese() {
    passes_in(CHINESE);
}

#[test]
fn axe_finds_nothing_wrong_with_an_edition_that_is_out_of_date() {
    let server = out_of_date();
    let person = server.person();
    let pages = [ENGLISH, ARABIC].map(|language| [format!("{language}/"), format!("{language}/r/{person}")]);
    let browser = Browser::start(&server, 1000);
    let mut found = Vec::new();
    for path in pages.as_flattened() {
        browser.open(&format!("{}{path}", server.public));
        browser.find(".notice");
        found.extend(examine(&browser, path, &mut BTreeSet::new()));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn axe_finds_what_is_wrong() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    browser.open(&server.public);
    browser.run("document.querySelector('h1').style.color = '#999'; document.documentElement.lang = ''");
    let faults = faults(&browser, &mut BTreeSet::new());
    for rule in ["color-contrast", "html-has-lang"] {
        assert!(faults.iter().any(|fault| fault.starts_with(rule)), "{rule} is not in {faults:?}");
    }
}

fn passes_in(language: &str) {
    let site = Site::start();
    let browser = Browser::start(&site.server, 1000);
    let (mut found, mut examined) = (Vec::new(), BTreeSet::new());
    for path in site.pages(language) {
        browser.open(&site.address(&path));
        found.extend(examine(&browser, &path, &mut examined));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    for rule in EXAMINED {
        assert!(examined.contains(rule), "{rule} is not among {examined:?}");
    }
}

/// What is wrong with the page that is open, in all colours.
pub(crate) fn examine(browser: &Browser, path: &str, examined: &mut BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for look in Look::ALL {
        browser.look(look);
        found.extend(faults(browser, examined).iter().map(|fault| format!("{path}, {look:?}: {fault}")));
    }
    found
}

/// What axe finds wrong with the page that is open. Works whatever the page's policy allows scripts.
fn faults(browser: &Browser, examined: &mut BTreeSet<String>) -> Vec<String> {
    if browser.run("return typeof axe") == "undefined" {
        let library = fs::read_to_string(root().join(LIBRARY))
            .unwrap_or_else(|error| panic!("{LIBRARY}: {error}; tests/run installs it"));
        browser.run(&library);
    }
    let report = browser.run_until_found(EXAMINE);
    let rules = |outcome: &str| -> Vec<Value> {
        let rules = report[outcome].as_array();
        rules.unwrap_or_else(|| panic!("axe says no {outcome}: {report}")).clone()
    };
    examined.extend(rules("passes").iter().filter_map(|rule| Some(rule["id"].as_str()?.to_owned())));
    rules("violations").iter().map(described).collect()
}

fn described(rule: &Value) -> String {
    let places: Vec<String> = rule["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| {
            format!(
                "    {}\n        {}",
                node["target"],
                node["failureSummary"].as_str().unwrap_or_default().replace('\n', "\n        ")
            )
        })
        .collect();
    format!("{}: {}\n{}", rule["id"].as_str().unwrap_or_default(), rule["help"], places.join("\n"))
}
