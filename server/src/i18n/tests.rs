//! What is promised of the messages that are part of the program.

use std::collections::BTreeSet;

use super::*;

#[test]
fn the_messages_of_the_program_can_be_read() {
    let catalog = Catalog::built_in().unwrap_or_else(|refused| panic!("{refused}"));
    for locale in Locale::ALL {
        assert_eq!(catalog.messages(locale).len(), ids().len(), "{}", locale.code());
    }
}

/// What every file says, by language.
fn files() -> Vec<(Locale, Vec<file::Wording>)> {
    let read = |locale: Locale| {
        let wordings = file::read(locale.source());
        (locale, wordings.unwrap_or_else(|refused| panic!("{}: {refused:#?}", locale.code())))
    };
    Locale::ALL.into_iter().map(read).collect()
}

/// The English message of each translated one.
fn pairs() -> Vec<(Locale, file::Wording, file::Wording)> {
    let mut files = files();
    let (_, original) = files.remove(0);
    let pair = |locale: Locale, wording: file::Wording| {
        let english = original.iter().find(|english| english.id == wording.id)?.clone();
        Some((locale, wording, english))
    };
    let pairs = files.into_iter().flat_map(|(locale, own)| own.into_iter().map(move |own| (locale, own)));
    pairs.filter_map(|(locale, own)| pair(locale, own)).collect()
}

/// All of a message's own text.
fn text_of(wording: &file::Wording) -> String {
    let text = wording.pieces.iter().map(|piece| match piece {
        file::Piece::Text(text) => text.as_str(),
        file::Piece::Argument(_) => "…",
        file::Piece::Opens(_) | file::Piece::Closes(_) => "",
    });
    text.collect()
}

/// Each tag of a message with the one around it, in the order of their names.
fn nested_tags(wording: &file::Wording) -> Vec<(Tag, Option<Tag>)> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for piece in &wording.pieces {
        match piece {
            file::Piece::Opens(tag) => {
                found.push((*tag, open.last().copied()));
                open.push(*tag);
            }
            file::Piece::Closes(_) => {
                open.pop();
            }
            file::Piece::Text(_) | file::Piece::Argument(_) => {}
        }
    }
    found.sort_unstable();
    found
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_language_has_every_message_and_no_other() {
    let files = files();
    let ids = |wordings: &[file::Wording]| -> BTreeSet<String> {
        wordings.iter().map(|wording| wording.id.clone()).collect()
    };
    let english = ids(&files[0].1);
    let mut wrong = Vec::new();
    for (locale, wordings) in &files {
        let own = ids(wordings);
        wrong.extend(english.difference(&own).map(|id| format!("{}.ftl lacks {id}", locale.code())));
        wrong.extend(own.difference(&english).map(|id| format!("{}.ftl: what is {id}?", locale.code())));
    }
    assert_none(&wrong);
}

#[test]
fn every_language_gives_a_message_the_arguments_and_tags_of_the_original() {
    let mut wrong = Vec::new();
    for (locale, own, english) in pairs() {
        if own.arguments() != english.arguments() || nested_tags(&own) != nested_tags(&english) {
            wrong.push(format!("{}.ftl:{}: {}", locale.code(), own.line, own.id));
        }
    }
    assert_none(&wrong);
}

#[test]
fn quotes_and_brackets_come_in_pairs() {
    let brackets = ["()", "[]", "（）", "«»", "‹›", "「」", "『』", "《》"];
    let mut wrong = Vec::new();
    for (locale, wording) in
        files().into_iter().flat_map(|(locale, all)| all.into_iter().map(move |own| (locale, own)))
    {
        let text = text_of(&wording);
        let count = |letter| text.matches(letter).count();
        // A German quotation ends with the sign that begins an English one.
        let is_quoted = if text.contains('„') {
            count('„') == count('“') && count('”') == 0
        } else {
            count('“') == count('”')
        };
        let is_paired = brackets.iter().all(|pair| {
            let mut depth = 0_i32;
            let (opens, closes) = (pair.chars().next(), pair.chars().last());
            for letter in text.chars().map(Some) {
                depth += i32::from(letter == opens) - i32::from(letter == closes);
                if depth < 0 {
                    return false;
                }
            }
            depth == 0
        });
        if !is_quoted || !is_paired || text.contains('"') {
            wrong.push(format!("{}.ftl:{}: {text}", locale.code(), wording.line));
        }
    }
    assert_none(&wrong);
}

#[test]
fn advice_is_translated_and_names_products_as_they_are_called() {
    const PRODUCTS: [&str; 9] =
        ["Signal", "SecureDrop", "Tor", "WhatsApp", "Telegram", "Threema", "OMEMO", "Tails", "PGP"];
    let mut wrong = Vec::new();
    for (locale, own, english) in pairs().into_iter().filter(|(_, own, _)| own.id.starts_with("advice-")) {
        let (own_text, english_text) = (text_of(&own), text_of(&english));
        let is_own_script = |letter: char| match locale {
            Locale::Ru => matches!(letter, '\u{400}'..='\u{4ff}'),
            Locale::Ar | Locale::Fa => matches!(letter, '\u{600}'..='\u{6ff}'),
            Locale::Zh => matches!(letter, '\u{4e00}'..='\u{9fff}'),
            Locale::En | Locale::Es | Locale::Fr | Locale::De => letter.is_alphabetic(),
        };
        let names = |text: &str, product: &str| {
            text.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|word| word == product)
        };
        let lost =
            PRODUCTS.iter().find(|product| names(&english_text, product) && !names(&own_text, product));
        if own_text == english_text || !own_text.chars().any(is_own_script) || lost.is_some() {
            wrong.push(format!("{}.ftl:{}: {} {}", locale.code(), own.line, own.id, lost.unwrap_or(&"")));
        }
    }
    assert_none(&wrong);
}
