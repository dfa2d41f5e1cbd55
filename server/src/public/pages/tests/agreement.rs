//! Templates and messages agree: what a page says is there, with the arguments that it gives, and nothing is there that
//! no page says. What a template computes (`message|say`) is checked where pages are rendered.

#![expect(clippy::string_slice, reason = "a test that cuts a text in the wrong place fails, as it should")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::book::{ADVICE, UNREVIEWED};
use super::super::say::place_of;
use crate::i18n;

/// Ids of these beginnings are put together by the program.
const COMPUTED: [&str; 5] = ["confirmed-by-", "date-", "last-confirmed-by-", "month-", "not-confirmed-by-"];

/// Ids of this beginning are what windows are called.
const TITLES: &str = "title-";

/// A piece of text that says a message: where, which, and with which arguments, if it shows them.
struct Said {
    place: String,
    id: String,
    arguments: Vec<String>,
    is_in_attribute: bool,
}

#[test]
fn every_message_that_a_page_says_is_there_with_the_arguments_it_is_given() {
    let said = said();
    assert!(said.len() > 20, "only {} were found", said.len());
    for Said { place, id, arguments, .. } in said {
        assert!(place_of(&id).is_some(), "{place}: {id} is no message");
        let names = i18n::arguments_of(&id).unwrap_or_default();
        let given: BTreeSet<&String> = arguments.iter().collect();
        assert_eq!(given, names.iter().collect(), "{place}: {id}");
        assert_eq!(arguments.len(), names.len(), "{place}: {id} is given an argument twice");
    }
}

#[test]
fn every_message_is_said_by_some_page() {
    let texts: String = files().into_iter().map(|(_, text)| text).collect();
    let is_said = |id: &str| {
        id == UNREVIEWED
            || COMPUTED.iter().any(|beginning| id.starts_with(beginning))
            || texts.contains(&format!("\"{id}\""))
    };
    let unsaid: Vec<&str> = i18n::ids().filter(|id| !is_said(id)).collect();
    assert!(unsaid.is_empty(), "no page says {unsaid:#?}");
}

#[test]
fn no_advice_stands_in_an_attribute_where_its_english_has_no_room() {
    let in_attributes: Vec<Said> = said().into_iter().filter(|said| said.is_in_attribute).collect();
    assert!(in_attributes.iter().any(|said| said.id == "_root"), "the test finds no attributes");
    for Said { place, id, .. } in in_attributes {
        assert!(!id.starts_with(ADVICE) && id != "_unreviewed", "{place}: {id} stands in an attribute");
        assert_plain(&place, &id);
    }
}

#[test]
fn titles_of_windows_are_plain_text() {
    for id in i18n::ids().filter(|id| id.starts_with(TITLES)) {
        assert_plain("page_head.html", id);
    }
}

/// No language has a tag in this message.
fn assert_plain(place: &str, id: &str) {
    let catalog = i18n::Catalog::built_in().unwrap();
    for locale in i18n::Locale::ALL {
        let parts =
            i18n::place_of(id).map_or(&[][..], |place| &catalog.messages(locale)[usize::from(place)].0);
        let has_tags = parts.iter().any(|part| matches!(part, i18n::Part::Opens(_) | i18n::Part::Closes(_)));
        assert!(!has_tags, "{place}: {id} holds a tag in {}", locale.code());
    }
}

/// The templates of the public side, and the code around them.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut waiting = vec![root.join("templates"), root.join("src/public")];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            // Pages for staff are in English; tests say what they like.
            if path.is_dir() && name != "staff" && name != "tests" && name != "snapshots" {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html" || ending == "rs")
                && !name.ends_with("tests.rs")
            {
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    files
}

fn said() -> Vec<Said> {
    let mut said = Vec::new();
    for (name, text) in files() {
        if Path::new(&name).extension().is_some_and(|ending| ending == "html") {
            said.extend(said_by_template(&name, &text));
        } else {
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            said.extend(said_by_code(&name, &code));
        }
    }
    said
}

/// `"id"|say`, `"id"|with("name", …)`, `"id"|holding("name", …)`, and `say("id", &[…])` within a template.
fn said_by_template<'a>(name: &'a str, text: &'a str) -> impl Iterator<Item = Said> + 'a {
    let filters = text.match_indices("\"|").filter_map(move |(end, _)| {
        let start = text[..end].rfind('"')? + 1;
        let filter = text[end + 2..].split(|letter: char| !letter.is_ascii_lowercase()).next()?;
        let arguments = match filter {
            "say" => Vec::new(),
            "with" | "holding" => {
                let after = &text[end + 2 + filter.len()..];
                vec![after.strip_prefix("(\"")?.split('"').next()?.to_owned()]
            }
            _ => return None,
        };
        let place = format!("{name}:{}", text[..start].lines().count());
        let is_in_attribute = is_in_attribute(&text[..start]);
        Some(Said { place, id: text[start..end].to_owned(), arguments, is_in_attribute })
    });
    filters.chain(said_by_code(name, text))
}

/// `say("id", &[("name", …), …])` in code.
fn said_by_code<'a>(name: &'a str, code: &'a str) -> impl Iterator<Item = Said> + 'a {
    let opening = "say(\"";
    code.match_indices(opening).filter_map(move |(at, _)| {
        let id = code[at + opening.len()..].split('"').next()?.to_owned();
        let call = inside_parentheses(&code[at + "say".len()..]);
        let arguments = call.match_indices("(\"").skip(1);
        let arguments = arguments.filter_map(|(at, _)| {
            let name = call[at + 2..].split('"').next()?;
            call[at + 2 + name.len()..].starts_with("\",").then(|| name.to_owned())
        });
        // A message within another's arguments is found by itself.
        let inner = call.matches(opening).count();
        let arguments: Vec<String> = if inner == 0 { arguments.collect() } else { return None };
        Some(Said { place: name.to_owned(), id, arguments, is_in_attribute: false })
    })
}

/// From the opening parenthesis to the one that closes it.
fn inside_parentheses(text: &str) -> &str {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..at];
        }
    }
    text
}

/// Whether a template's next letter stands within an attribute's quotes: the quotes that are not the template's own are
/// odd since the last tag began.
fn is_in_attribute(before: &str) -> bool {
    let mut html = String::new();
    let mut rest = before;
    while let Some((plain, inside)) = rest.split_once('{') {
        html.push_str(plain);
        let ending = match inside.chars().next() {
            Some('{') => "}}",
            Some('%') => "%}",
            Some('#') => "#}",
            _ => "",
        };
        rest = inside.split_once(ending).map_or("", |(_, after)| after);
    }
    html.push_str(rest);
    let tag = html.rsplit('<').next().unwrap_or_default();
    !tag.contains('>') && tag.matches('"').count() % 2 == 1
}

#[test]
fn the_tests_of_messages_see_what_a_template_does() {
    let template = "<a href=\"{{ \"_root\"|say }}/\" title='x'>{{ \"skip\"|say }}</a>\n\
                    <p>{{ \"a-b\"|with(\"name\", x) }} {{ \"c\"|holding(\"d\", say(\"e\", &[(\"f\", &g), (\"h\", i)])) }}";
    let found: Vec<_> = said_by_template("x", template).collect();
    let shown: Vec<String> = found
        .iter()
        .map(|said| format!("{} {:?} {}", said.id, said.arguments, said.is_in_attribute))
        .collect();
    assert_eq!(
        shown,
        [
            "_root [] true",
            "skip [] false",
            "a-b [\"name\"] false",
            "c [\"d\"] false",
            "e [\"f\", \"h\"] false"
        ]
    );
}
