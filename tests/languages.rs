//! The pages in their languages: chosen by the path alone, whole in each, and a newsroom's to word anew.

use std::collections::BTreeSet;
use std::path::Path;

use crate::harness::{Server, program};
use crate::webdriver::Browser;

/// Every language, and the direction of its script.
const LANGUAGES: [(&str, &str); 8] = [
    ("en", "ltr"),
    ("es", "ltr"),
    ("fr", "ltr"),
    ("de", "ltr"),
    ("ru", "ltr"),
    ("ar", "rtl"),
    ("fa", "rtl"),
    ("zh", "ltr"),
];

/// How often a page is asked for that is about to change.
const ASKED_MAX: usize = 500;

const FIXED: [&str; 5] = ["/", "/take-along.html", "/safety", "/verify", "/privacy"];

#[test]
fn every_page_is_there_in_every_language_by_its_path() {
    let server = Server::demo();
    let person = format!("/r/{}", server.person());
    for (language, direction) in LANGUAGES {
        for path in FIXED.iter().copied().chain([person.as_str()]) {
            let path = format!("/{language}{path}");
            let answer = server.get(&path);
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(root_element(answer.text()), (language, direction), "{path}");
            assert_is_text(&path, answer.text());
        }
        let path = format!("/{language}/r/nobody-here");
        let missing = server.get(&path);
        assert_eq!(missing.status, 404);
        assert_eq!(root_element(missing.text()), (language, direction), "{path}");
        assert_eq!(
            server.get(&format!("/{language}")).header("location"),
            Some(format!("/{language}/").as_str())
        );
    }
    assert_eq!(root_element(server.get("/").text()), ("en", "ltr"));
}

#[test]
fn a_language_that_is_not_spoken_is_no_page() {
    let server = Server::demo();
    for path in
        ["/xx/", "/xx/safety", "/AR/", "/ar-EG/", "/ar/ar/", "/ar/v1/edition", "/ar/openapi.json", "/xx"]
    {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn neither_headers_nor_cookies_choose_a_language() {
    let server = Server::demo();
    let person = format!("/r/{}", server.person());
    let wishes: [&[&str]; 3] =
        [&["Accept-Language: ar"], &["Accept-Language: de-DE,de;q=0.9"], &["Cookie: language=fa; lang=ru"]];
    for path in ["/", "/ar/", "/ar/safety", "/zh/nowhere", &person, &format!("/fa{person}")] {
        let plain = server.get(path);
        let vary = plain.header("vary").unwrap_or_default().to_ascii_lowercase();
        assert!(!vary.contains("language") && !vary.contains("cookie"), "{path}: {vary}");
        assert_eq!(plain.header("set-cookie"), None, "{path}");
        for headers in wishes {
            let answer = server.ask("GET", path, headers);
            assert_eq!((answer.status, &answer.body), (plain.status, &plain.body), "{path} with {headers:?}");
        }
    }
}

#[test]
fn whoever_reads_arabic_stays_in_arabic() {
    let server = Server::demo();
    assert_stays(&server, "", "/ar");
}

#[test]
fn behind_a_path_whoever_reads_persian_stays_in_persian() {
    let server = Server::demo_with(&[("PUBLIC__BASE_PATH", "/contact")]);
    assert_eq!(server.get("/fa/").status, 404);
    assert_eq!(server.get("/contact/fa").header("location"), Some("/contact/fa/"));
    assert_stays(&server, "/contact", "/contact/fa");
}

#[test]
fn a_newsroom_chooses_the_language_at_the_root() {
    let server = Server::demo_with(&[("NEWSROOM__LANGUAGE", "de")]);
    assert_eq!(root_element(server.get("/").text()), ("de", "ltr"));
    assert_eq!(root_element(server.get("/en/").text()), ("en", "ltr"));
    assert_stays(&server, "", "/en");
    // Its own language stands at the root, and pages in it lead there.
    let own = server.get("/");
    assert!(attributes(own.text(), "href").any(|target| target == "/safety"));
    let (code, complaint) = refused(&[], Some(("NEWSROOM__LANGUAGE", "xx")));
    assert_eq!(code, Some(2), "{complaint}");
    assert!(complaint.contains("MASTHEAD_NEWSROOM__LANGUAGE") && complaint.contains("zh"), "{complaint}");
}

#[test]
fn numbers_run_from_left_to_right_in_a_page_that_does_not() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    for page in [format!("/ar/r/{}", server.person()), "/fa/".to_owned()] {
        browser.open(&format!("{}{page}", server.public));
        assert_eq!(browser.run("return getComputedStyle(document.documentElement).direction"), "rtl");
        browser.picture(&format!("words{}", page.replace('/', "-")));
        let found = browser.run(NUMBERS);
        let found = found.as_array().unwrap();
        assert!(!found.is_empty(), "{page} shows no number");
        for number in found {
            let (text, places) = (number["text"].as_str().unwrap(), number["places"].as_array().unwrap());
            let places: Vec<(f64, f64)> =
                places.iter().map(|place| (place[0].as_f64().unwrap(), place[1].as_f64().unwrap())).collect();
            assert!(places.len() > 6, "{page}: {text}");
            for pair in places.windows(2) {
                let (one, next) = (pair[0], pair[1]);
                // A number that is broken over two lines begins anew on the left.
                assert!(
                    next.0 > one.0 || next.1 > one.1 + 2.0,
                    "{page}: {text} runs from right to left: {places:?}"
                );
            }
        }
        let copied =
            browser.run("getSelection().selectAllChildren(document.body); return getSelection().toString()");
        let copied = copied.as_str().unwrap();
        let number = found[0]["text"].as_str().unwrap();
        assert!(copied.contains(number), "{page}: {number} cannot be copied");
        let turning = copied
            .chars()
            .find(|letter| matches!(*letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
        assert_eq!(turning, None, "{page}: invisible marks are copied along");
    }
}

/// Every telephone number on the page, and where each of its digits stands: left edge and top.
const NUMBERS: &str = r"
const found = [];
const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    const node = walker.currentNode;
    const number = /\+\d[\d ]{7,}\d/.exec(node.data);
    if (!number || !node.parentElement.checkVisibility()) continue;
    const places = [];
    for (let at = number.index; at < number.index + number[0].length; at++) {
        if (!/\d/.test(node.data[at])) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getClientRects()[0];
        if (box) places.push([box.left, box.top]);
    }
    found.push({ text: number[0], places });
}
return found;
";

#[test]
fn advice_that_no_person_has_reviewed_stands_beside_its_english() {
    let texts = tempfile::tempdir().unwrap();
    let settings = [("NEWSROOM__TEXTS", texts.path().to_str().unwrap())];
    let server = Server::demo_with(&settings);
    let pages = ["/safety".to_owned(), "/".to_owned(), format!("/r/{}", server.person())];
    for path in &pages {
        let english = server.get(path);
        assert!(!english.text().contains("class=\"original\""), "{path}");
        let arabic = server.get(&format!("/ar{path}"));
        assert!(arabic.text().contains("<span class=\"original\" lang=\"en\" dir=\"ltr\">"), "{path}");
    }
    std::fs::write(texts.path().join("ar.ftl"), "reviewed-by = Amal Haddad, 2026-11\n").unwrap();
    let server = server.restart_with(&settings);
    for path in &pages {
        assert!(soon(&server, &format!("/ar{path}"), |page| !page.contains("class=\"original\"")), "{path}");
        let arabic = server.get(&format!("/ar{path}"));
        assert!(!arabic.text().contains("Amal"), "{path} names whoever has reviewed it");
        let persian = server.get(&format!("/fa{path}"));
        assert!(persian.text().contains("class=\"original\""), "{path}");
    }
}

#[test]
fn a_newsroom_words_any_message_anew_as_plain_text() {
    let texts = tempfile::tempdir().unwrap();
    let (english, german) = (texts.path().join("en.ftl"), texts.path().join("de.ftl"));
    std::fs::write(&english, "skip = <b> & \"quoted\"\n").unwrap();
    std::fs::write(texts.path().join("notes.txt"), "not for the program").unwrap();
    let settings = [("NEWSROOM__TEXTS", texts.path().to_str().unwrap())];
    let (code, complaint) = refused(&["check"], Some(settings[0]));
    assert_eq!(code, Some(1));
    assert!(complaint.contains(&format!("{}:1: `skip`: <b> is no tag", english.display())), "{complaint}");

    std::fs::write(&english, "skip = 1 > 0 & \"quoted\"\n").unwrap();
    std::fs::write(&german, "skip = Hinüber\nadvice-own-device =\n    Nur <strong>eigene</strong> Geräte.\n")
        .unwrap();
    let server = Server::demo_with(&settings);
    let page = server.get("/");
    assert!(
        page.text().contains(">1 &gt; 0 &amp; &quot;quoted&quot;</a>")
            || page.text().contains(">1 &#62; 0 &#38; &#34;quoted&#34;</a>"),
        "{}",
        &page.text()[..2000]
    );
    let page = server.get("/de/");
    assert!(page.text().contains(">Hinüber</a>"));
    assert!(page.text().contains("Nur <strong>eigene</strong> Geräte."));

    // What is on disk was made with the old words.
    std::fs::write(&german, "skip = Zur Seite\n").unwrap();
    let server = server.restart_with(&settings);
    let says = |page: &str| page.contains(">Zur Seite</a>") && !page.contains("Hinüber");
    assert!(soon(&server, "/de/", says));
}

#[test]
fn words_that_cannot_be_used_are_refused_by_file_and_line() {
    let cases = [
        ("en.ftl", "skip = a\n\nskipp = b\n", "en.ftl:3: there is no message `skipp`"),
        ("ar.ftl", "# c\nskip = { $name }\n", "ar.ftl:2: `skip` takes no argument $`name`"),
        ("fa.ftl", "date-01 = { $day }\n", "fa.ftl:1: `date-01` has to say { $year }"),
        (
            "ru.ftl",
            "\nskip = <strong>a</strong>\n",
            "ru.ftl:2: `skip`: the English message holds no <strong>",
        ),
        ("es.ftl", "skip = <script>\n", "es.ftl:1: `skip`: <script> is no tag"),
        ("fr.ftl", "skip = a\u{202e}b\n", "fr.ftl:1: `skip` holds U+202E"),
        ("zh.ftl", "skip = a\nno message\n", "zh.ftl:2: this is not in Fluent’s form"),
        ("de.ftl", "reviewed-by = somebody\n", "de.ftl:1: `reviewed-by` is a name and a month"),
        ("en.ftl", "reviewed-by = A B, 2026-11\n", "en.ftl:1: English is the original"),
        ("xx.ftl", "skip = a\n", "xx.ftl is not one of the languages"),
    ];
    for (name, text, expected) in cases {
        let texts = tempfile::tempdir().unwrap();
        std::fs::write(texts.path().join(name), text).unwrap();
        let setting = ("NEWSROOM__TEXTS", texts.path().to_str().unwrap());
        for command in [&["check"][..], &["serve"][..], &["publish"][..]] {
            let (code, complaint) = refused(command, Some(setting));
            assert_eq!(code, Some(1), "{command:?} with {text:?}: {complaint}");
            let expected = format!("{}/{expected}", texts.path().display());
            assert!(complaint.contains(&expected), "{command:?}: {complaint}\nand not {expected}");
        }
    }
    let texts = tempfile::tempdir().unwrap();
    let setting = texts.path().join("nowhere");
    let (code, complaint) = refused(&["check"], Some(("NEWSROOM__TEXTS", setting.to_str().unwrap())));
    assert_eq!(code, Some(1));
    assert!(complaint.contains(&format!("cannot read {}", setting.display())), "{complaint}");
    std::fs::create_dir(texts.path().join("de.ftl")).unwrap();
    let (_, complaint) = refused(&["check"], Some(("NEWSROOM__TEXTS", texts.path().to_str().unwrap())));
    assert!(complaint.contains(&format!("cannot read {}/de.ftl", texts.path().display())), "{complaint}");
}

#[test]
fn the_example_for_newsrooms_works() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/README.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let texts = tempfile::tempdir().unwrap();
    let mut examples = 0;
    for block in guide.split("```ftl\n").skip(1) {
        let block = block.split("```").next().unwrap();
        // The first line of an example names its file.
        let name = block.lines().next().unwrap().trim_start_matches("# ");
        std::fs::write(texts.path().join(name.rsplit('/').next().unwrap()), block).unwrap();
        examples += 1;
    }
    assert_eq!(examples, 2);
    let output =
        program(texts.path()).arg("check").env("MASTHEAD_NEWSROOM__TEXTS", texts.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let line = said.lines().find(|line| line.starts_with("texts")).unwrap_or_default();
    assert!(line.contains("en: 2 of your own"), "{said}");
    assert!(line.contains("ar: 1 of your own, reviewed by Amal Haddad, 2026-11"), "{said}");
}

/// Whether a page says something once the server has published anew: it is ready before that, with what it has kept.
fn soon(server: &Server, path: &str, says: impl Fn(&str) -> bool) -> bool {
    (0..ASKED_MAX).any(|_| says(server.get(path).text()))
}

/// Runs a command with a setting that it should refuse: its exit code, and what it complained of.
fn refused(command: &[&str], setting: Option<(&str, &str)>) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let command = if command.is_empty() { &["check"] } else { command };
    let mut program = program(folder.path());
    program
        .args(command)
        .env("MASTHEAD_PUBLIC__LISTEN", "127.0.0.1:0")
        .env("MASTHEAD_ADMIN__LISTEN", "127.0.0.1:0");
    if let Some((name, value)) = setting {
        program.env(format!("MASTHEAD_{name}"), value);
    }
    let output = program.output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// Follows every link from a language's first page: all stay under `root`, but for machines' addresses, and for those
/// that say that they lead to another language.
fn assert_stays(server: &Server, base: &str, root: &str) {
    let first = format!("{root}/");
    let mut waiting = vec![first.clone()];
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut pages = 0;
    while let Some(path) = waiting.pop() {
        let answer = server.get(&path);
        assert_eq!(answer.status, 200, "{path}");
        assert_is_text(&path, answer.text());
        pages += 1;
        for tag in answer.text().split('<').filter(|tag| tag.starts_with("a ")) {
            let tag = tag.split('>').next().unwrap();
            let Some(target) = attributes(tag, "href").next() else { continue };
            let target = target.strip_prefix(&server.public).unwrap_or(target);
            let target = target.split('#').next().unwrap();
            let is_elsewhere = tag.contains(" hreflang=") || target.starts_with(&format!("{base}/v1/"));
            if !target.starts_with('/') || is_elsewhere {
                continue;
            }
            assert!(target.starts_with(&first), "{path} leads to {target}");
            if seen.insert(target.to_owned()) {
                waiting.push(target.to_owned());
            }
        }
    }
    assert!(pages > 10, "only {pages} pages were reached from {first}");
}

/// Everything is filled in, nothing is filled in where it has no room, and nothing turns the text around it.
fn assert_is_text(path: &str, page: &str) {
    let stray = page.chars().find(|letter| {
        letter.is_control() && !matches!(letter, '\n' | '\t')
            || matches!(*letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e000}'..='\u{f8ff}')
    });
    assert_eq!(stray, None, "{path} holds a letter that nobody sees");
    for tag in page.split('<').skip(1) {
        // A page's own quotes are escaped: those that are left belong to attributes, and come in pairs.
        let tag = tag.split('>').next().unwrap_or_default();
        let is_comment = tag.starts_with('!');
        assert!(
            is_comment || tag.matches('"').count().is_multiple_of(2),
            "{path}: <{tag}> holds a tag in a tag"
        );
    }
}

/// The language and direction that a page says it has.
fn root_element(page: &str) -> (&str, &str) {
    let tag = page.split("<html").nth(1).unwrap_or_default().split('>').next().unwrap_or_default();
    let attribute = |name| attributes(tag, name).next().unwrap_or_default();
    (attribute("lang"), attribute("dir"))
}

/// The values of an attribute.
fn attributes<'a>(page: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!(" {name}=\"");
    let length = opening.len();
    let places: Vec<usize> = page.match_indices(&opening).map(|(at, _)| at).collect();
    places.into_iter().filter_map(move |at| page[at + length..].split('"').next())
}
