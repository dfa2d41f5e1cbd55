//! A small reader of our own HTML: elements close in order, identifiers are unique, and every `#…` leads somewhere.

use std::collections::BTreeSet;

use crate::i18n::Locale;

const VOID: [&str; 4] = ["meta", "link", "img", "br"];

/// Every value of that attribute in a page.
pub(super) fn attributes(page: &str, name: &str) -> Vec<String> {
    let mark = format!(" {name}=\"");
    page.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// What stands between the tags of a page, its style sheet left out.
pub(super) fn text(page: &str) -> String {
    let without_style = match (page.split_once("<style>"), page.split_once("</style>")) {
        (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
        _ => page.to_owned(),
    };
    let mut text = String::new();
    for (place, piece) in without_style.split('<').enumerate() {
        text.push_str(if place == 0 { piece } else { piece.split_once('>').unwrap().1 });
    }
    text
}

/// Checks a page.
pub(super) fn well_formed(name: &str, page: &str, language: Locale) {
    let starts =
        format!("<!doctype html>\n<html lang=\"{}\" dir=\"{}\">", language.code(), language.direction());
    assert!(page.starts_with(&starts), "{name}");
    let mut open: Vec<String> = Vec::new();
    let body = page.split_once('\n').unwrap().1;
    for tag in body.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "{name}: </{closed}>");
        } else if !tag.starts_with("!--") {
            let element = tag.split_whitespace().next().unwrap();
            if !VOID.contains(&element) {
                open.push(element.to_owned());
            }
        }
    }
    assert!(open.is_empty(), "{name}: {open:?} left open");
    let identifiers = attributes(page, "id");
    let unique: BTreeSet<&String> = identifiers.iter().collect();
    assert_eq!(unique.len(), identifiers.len(), "{name}: an id twice");
    for address in attributes(page, "href").iter().filter_map(|address| address.strip_prefix('#')) {
        assert!(identifiers.iter().any(|id| id == address), "{name}: #{address} leads nowhere");
    }
    for label in attributes(page, "aria-labelledby") {
        assert!(unique.contains(&label), "{name}: nothing is called {label}");
    }
    assert_eq!(page.matches("<h1>").count(), 1, "{name}");
}
