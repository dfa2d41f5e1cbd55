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
fn every_masthead_leads_to_the_languages_and_the_one_that_is_read_is_marked() {
    for language in Locale::ALL {
        for (name, page) in pages_in(language) {
            let leads = page.matches("href=\"#_languages\"").count();
            let marked = page.matches(" aria-current=\"true\"").count();
            if name == "take-along" {
                assert_eq!([leads, marked], [0, 0], "a kept file leads nowhere");
                continue;
            }
            assert_eq!([leads, marked], [1, 1], "{name} in {}", language.code());
            assert_eq!(page.matches("id=\"_languages\"").count(), 1, "{name} in {}", language.code());
            let link =
                format!("hreflang=\"{}\" dir=\"{}\" aria-current", language.code(), language.direction());
            assert!(page.contains(&link), "{name} in {}", language.code());
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

#[test]
fn nothing_that_people_type_can_hold_the_signs_of_a_call() {
    use directory::{Bio, ChannelValue, Label, Language, Name, Note, Pronouns, Slug, Title};
    for sign in ['\u{e}', '\u{f}', '\u{1f}'] {
        for text in [format!("{sign}Ada Ferris"), format!("Ada{sign}1{sign}Ferris"), format!("Ada{sign}")] {
            let taken = [
                Name::parse(&text).is_ok(),
                Title::parse(&text).is_ok(),
                Pronouns::parse(&text).is_ok(),
                Label::parse(&text).is_ok(),
                Bio::parse(&text).is_ok(),
                Note::parse(&text).is_ok(),
                Slug::parse(&text.to_lowercase().replace(' ', "-")).is_ok(),
                Language::parse(&format!("en{sign}")).is_ok(),
            ];
            assert!(!taken.contains(&true), "{text:?}: {taken:?}");
        }
        for channel in person().channels.iter().chain(&right_to_left().channels).chain(&mordant().channels) {
            let text = channel.value.as_str();
            for place in [0, 1, text.len() / 2, text.len()] {
                let Some((before, after)) = text.split_at_checked(place) else { continue };
                // What is taken all the same has lost the sign: a key's armor is written anew.
                if let Ok(value) = ChannelValue::parse(channel.kind(), &format!("{before}{sign}{after}")) {
                    let shown = [value.as_str().to_owned(), value.display(), value.value().clone()];
                    assert!(!shown.iter().any(|text| text.contains(sign)), "{:?}", channel.kind());
                }
            }
        }
        for kind in [ChannelKind::Post, ChannelKind::App] {
            assert!(ChannelValue::parse(kind, &format!("Open the{sign}app of the Courier")).is_err());
        }
    }
}
