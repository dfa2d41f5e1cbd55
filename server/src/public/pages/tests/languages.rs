//! The pages in each of their languages.

use super::*;
use crate::i18n;

#[test]
fn every_page_in_every_language_is_filled_in_to_the_end() {
    let ids: Vec<&str> = i18n::ids().filter(|id| id.contains('-')).collect();
    for language in Locale::ALL {
        for (name, page) in pages_in(language) {
            let control = |letter: char| letter.is_control() && letter != '\n';
            assert!(!page.contains(control), "{name} in {} holds the call of a phrase", language.code());
            let text = markup_check::text(&page);
            for word in text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')) {
                assert!(!ids.contains(&word), "{name} in {} says {word}", language.code());
            }
            assert!(!text.contains("{ $") && !text.contains("<strong"), "{name} in {}", language.code());
        }
    }
}

#[test]
fn every_page_but_the_file_to_keep_leads_to_itself_in_every_language() {
    for (name, page) in pages_in(Locale::Fa) {
        let foot = page.rsplit_once("<footer").unwrap().1;
        let addresses = markup_check::attributes(foot, "href");
        if name == "take-along" {
            assert!(addresses.is_empty(), "a kept file leads nowhere: {addresses:?}");
            continue;
        }
        let address = match name {
            "directory" | "index" | "not-found" | "gone" | "problem" | "broken" => "/",
            "safety" => "/safety",
            "verify" | "verify-without-handles" => "/verify",
            "privacy" => "/privacy",
            "page-1" => "/all/1",
            "page-2" => "/all/2",
            "person" | "stale" => "/r/ada-ferris",
            _ => "/r/",
        };
        assert_eq!(addresses.len(), Locale::ALL.len(), "{name}");
        for (own, language) in addresses.iter().zip(Locale::ALL) {
            let root = if language == Locale::En { String::new() } else { format!("/{}", language.code()) };
            assert!(own.starts_with(&format!("/contact{root}{address}")), "{name}: {own}");
            let link = format!("lang=\"{0}\" hreflang=\"{0}\"", language.code());
            assert!(foot.contains(&link), "{name}: {link}");
        }
    }
}

#[test]
fn a_page_in_another_language_links_to_pages_in_that_language() {
    for (name, page) in pages_in(Locale::Ar) {
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{name}");
        let body = page.rsplit_once("<footer").unwrap().0;
        for address in markup_check::attributes(body, "href") {
            // Cards and lists for programs have no language.
            let machine = address.starts_with("/contact/v1/");
            assert!(
                !address.starts_with("/contact/") || machine || address.starts_with("/contact/ar/"),
                "{name}: {address}"
            );
        }
    }
}

#[test]
fn numbers_run_from_left_to_right_in_every_language() {
    for language in [Locale::En, Locale::Ar] {
        for worded in [directory_row(&person()), profile_page(&look(), &person()), take_along(&look())] {
            let page = filled(&worded, language);
            assert!(page.contains("<bdi dir=\"ltr\">+44 20 7946 0123</bdi>"), "{page}");
            assert!(page.contains(&format!("<bdi dir=\"ltr\">{}</bdi>", sample::ONION)));
        }
    }
}

#[test]
fn in_a_language_that_nobody_has_checked_the_english_stands_beside_the_advice() {
    let catalog = Catalog::built_in().unwrap();
    for language in Locale::ALL {
        let page = filled(&safety_page(&look(), &ChannelKind::ALL), language);
        let originals = page.matches("class=\"original\"").count();
        if catalog.is_reviewed(language) {
            assert_eq!(originals, 0, "{}", language.code());
        } else {
            assert!(originals > 60, "{}: {originals}", language.code());
        }
    }
}

#[test]
fn the_file_to_keep_holds_the_advice_on_safety_and_links_to_no_page() {
    for language in [Locale::En, Locale::Ar] {
        let page = filled(&take_along(&look()), language);
        for address in markup_check::attributes(&page, "href") {
            assert!(!address.starts_with('/'), "{address} leads nowhere from a kept file");
        }
        assert!(page.contains("id=\"_freedom\"") && page.contains("id=\"_kinds\""));
    }
}
