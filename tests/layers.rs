//! Which module may name which. A crate wall is guarded by the compiler; inside `server/src`, this is the guard.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module with the modules directly below it. What those may name, it may name too.
/// A new arrow is a decision: it stands in `server/README.md` as well, and comes in its own commit.
const ARROWS: &[(&str, &[&str])] = &[
    ("cli", &["app", "handle"]),
    ("app", &["admin", "public", "onion", "editing", "import", "edition", "store", "tls", "telemetry"]),
    ("admin", &["http", "editing", "import", "alerts", "auth", "edition", "clock"]),
    ("public", &["http", "edition", "i18n", "clock"]),
    ("http", &["config", "telemetry"]),
    ("editing", &["auth", "alerts", "store", "clock"]),
    ("alerts", &["store", "clock", "secret"]),
    ("auth", &["store", "clock", "secret"]),
    ("import", &[]),
    ("handle", &[]),
    ("i18n", &[]),
    ("edition", &[]),
    ("onion", &["tls"]),
    ("tls", &["clock", "secret"]),
    ("telemetry", &[]),
    ("store", &["config", "secret"]),
    ("config", &["i18n", "secret"]),
    ("clock", &[]),
    ("secret", &[]),
];

/// Crates with one home each: what only these modules may name.
const HOMES: &[(&str, &[&str])] = &[
    ("sqlx", &["store"]),
    ("rustls", &["tls"]),
    ("tokio_rustls", &["tls"]),
    ("argon2", &["auth"]),
    ("jsonwebtoken", &["auth"]),
    ("totp_rs", &["auth"]),
    ("webauthn_rs", &["auth"]),
    ("zxcvbn", &["auth"]),
    ("lettre", &["alerts"]),
    ("fluent_syntax", &["i18n"]),
    ("image", &["import"]),
    ("axum", &["http", "public", "admin", "app"]),
    ("askama", &["public", "admin"]),
];

/// What a crate of rules or formats may not touch: it is given everything it knows.
const OUTSIDE_WORLD: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::io::stdin",
    "SystemTime",
    "Instant",
    "tokio",
    "hyper",
    "axum",
    "sqlx",
    "reqwest",
];

#[test]
fn a_module_names_only_modules_below_it() {
    let allowed = reachable();
    let modules: BTreeSet<&str> = ARROWS.iter().map(|(module, _)| *module).collect();
    let mut broken = Vec::new();
    for source in sources("server/src") {
        let Some(module) = source.module() else { continue };
        let Some(below) = allowed.get(module) else {
            broken.push(format!(
                "{}: `{module}` has no row in the table of tests/layers.rs",
                source.path.display()
            ));
            continue;
        };
        for (line, named) in source.modules_named(&modules) {
            if named != module && !below.contains(named.as_str()) {
                broken.push(format!(
                    "{}:{line}: `{module}` names `{named}`, which does not stand below it (it may name: {})",
                    source.path.display(),
                    list(below),
                ));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn a_crate_with_one_home_is_named_nowhere_else() {
    let mut broken = Vec::new();
    for source in sources("server/src") {
        let module = source.module().unwrap_or("lib");
        for (dependency, homes) in HOMES {
            for line in source.lines_naming(dependency) {
                if !homes.contains(&module) {
                    broken.push(format!(
                        "{}:{line}: `{module}` names the crate `{dependency}`, which belongs to {}",
                        source.path.display(),
                        homes.join(", "),
                    ));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn rules_and_formats_touch_nothing_outside_themselves() {
    let mut broken = Vec::new();
    for folder in ["server/directory/src", "server/formats/src"] {
        for source in sources(folder) {
            for forbidden in OUTSIDE_WORLD {
                for line in source.lines_naming(forbidden) {
                    broken.push(format!("{}:{line}: names `{forbidden}`", source.path.display()));
                }
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn the_table_of_layers_has_no_circle_and_no_leftover() {
    let allowed = reachable();
    for (module, below) in &allowed {
        assert!(!below.contains(module), "`{module}` stands below itself");
    }
    for (module, _) in ARROWS {
        let file = root().join(format!("server/src/{module}.rs"));
        let folder = root().join(format!("server/src/{module}/mod.rs"));
        assert!(file.exists() || folder.exists(), "the table names `{module}`, which is not in server/src");
    }
}

#[test]
fn every_arrow_of_the_table_is_one_that_the_code_takes() {
    let modules: BTreeSet<&str> = ARROWS.iter().map(|(module, _)| *module).collect();
    let mut taken = BTreeSet::new();
    for source in sources("server/src") {
        let Some(module) = source.module() else { continue };
        for (_, named) in source.modules_named(&modules) {
            taken.insert((module.to_owned(), named));
        }
    }
    for (module, below) in ARROWS {
        for named in *below {
            let arrow = ((*module).to_owned(), (*named).to_owned());
            assert!(taken.contains(&arrow), "`{module}` may name `{named}` and never does");
        }
    }
}

#[test]
fn the_public_side_can_reach_neither_the_store_nor_the_accounts() {
    let allowed = reachable();
    for forbidden in ["store", "auth", "editing", "admin", "import"] {
        assert!(!allowed["public"].contains(forbidden), "`public` may name `{forbidden}`");
    }
}

#[test]
fn a_crate_is_found_where_it_is_named_and_only_there() {
    let source = Source::new(
        "server/src/public/mod.rs",
        "use sqlx::Row;\nlet x = sqlx :: query();\nuse sqlx;\nmy_sqlx::a();\nlet sqlx = 1;\ncrate::sqlx::b();\n",
    );
    assert_eq!(source.lines_naming("sqlx"), [1, 2, 3]);
    let clock = Source::new(
        "server/directory/src/lib.rs",
        "std::time::Instant::now();\nstd::fs::read(x);\nInstantly::b();\n",
    );
    assert_eq!((clock.lines_naming("Instant"), clock.lines_naming("std::fs")), (vec![1], vec![2]));
}

#[test]
fn comments_and_texts_are_not_mistaken_for_code() {
    let source = Source::new(
        "server/src/public/mod.rs",
        r##"
        // crate::store
        /* use crate::store; /* nested */ */
        const A: &str = "crate::store \" crate::store";
        const B: &str = r#"crate::store " "#;
        const C: char = '"'; fn keep<'a>(x: &'a str) {}
        use crate::{edition::Edition, http::{self, Problem}};
        use super::clock;
        use super::super::nothing;
    "##,
    );
    let modules = BTreeSet::from(["store", "edition", "http", "clock"]);
    let named: Vec<String> = source.modules_named(&modules).into_iter().map(|(_, named)| named).collect();
    assert_eq!(named, ["edition", "http", "clock"]);
}

/// One source file, with comments and texts blanked out, so that what is left is code.
struct Source {
    path: PathBuf,
    code: String,
}

impl Source {
    fn new(path: impl Into<PathBuf>, text: &str) -> Self {
        Self { path: path.into(), code: code_only(text) }
    }

    /// The module of `server/src` that the file belongs to; none for `lib.rs` and `main.rs`.
    fn module(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("server/src").ok()?;
        let first = inside.components().next()?.as_os_str().to_str()?;
        let name = first.strip_suffix(".rs").unwrap_or(first);
        (name != "lib" && name != "main").then_some(name)
    }

    /// How many steps above this file's module the crate's root is.
    fn depth(&self) -> usize {
        let inside = self.path.strip_prefix("server/src").expect("only files of server/src have a depth");
        let is_folder = inside.file_name().is_some_and(|name| name == "mod.rs");
        inside.components().count() - usize::from(is_folder)
    }

    /// Every module of the crate's root that the code names, with its line.
    fn modules_named(&self, modules: &BTreeSet<&str>) -> Vec<(usize, String)> {
        let mut named = Vec::new();
        let mut roots: Vec<String> = vec!["crate::".into(), "masthead::".into()];
        // `super::` as often as the file is deep ends at the root too. (Inside an inline module it does not;
        // there, a name that is also a root module's would be a coincidence, and a confusing one.)
        roots.push("super::".repeat(self.depth()));
        for root in &roots {
            for (at, _) in self.code.match_indices(root.as_str()) {
                if self.code[..at].ends_with(|before: char| is_name(before) || before == ':') {
                    continue;
                }
                let line = self.line_of(at);
                for name in first_names(&self.code[at + root.len()..]) {
                    if modules.contains(name.as_str()) {
                        named.push((line, name));
                    }
                }
            }
        }
        named
    }

    /// The lines where `path` is named as a crate, module or type.
    fn lines_naming(&self, path: &str) -> Vec<usize> {
        self.code
            .match_indices(path)
            .filter(|(at, _)| {
                let before = &self.code[..*at];
                let after = &self.code[at + path.len()..];
                let stands_alone = !before.ends_with(|c: char| is_name(c)) && !after.starts_with(is_name);
                let is_root =
                    !before.ends_with("::") || path.contains("::") || !path.starts_with(char::is_lowercase);
                let is_path = after.trim_start().starts_with("::")
                    || before.trim_end().ends_with("use")
                    || path.contains("::")
                    || path.starts_with(char::is_uppercase);
                stands_alone && is_root && is_path
            })
            .map(|(at, _)| self.line_of(at))
            .collect()
    }

    fn line_of(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The first name of a path, or of every path in a group: `{a::b, c}` gives `a` and `c`.
fn first_names(rest: &str) -> Vec<String> {
    let Some(group) = rest.strip_prefix('{') else {
        return vec![rest.chars().take_while(|letter| is_name(*letter)).collect()];
    };
    let (mut names, mut depth, mut at_start) = (Vec::new(), 0, true);
    let mut current = String::new();
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(std::mem::take(&mut current));
                at_start = true;
            }
            _ if depth > 0 || !at_start => {}
            _ if is_name(letter) => current.push(letter),
            _ if current.is_empty() => {}
            _ => at_start = false,
        }
    }
    names.push(current);
    names.retain(|name| !name.is_empty());
    names
}

/// The text with comments, strings and characters replaced by spaces; line breaks stay where they are.
fn code_only(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    let blank = |code: &mut String, from: usize, to: usize| {
        code.extend(letters[from..to].iter().map(|letter| if *letter == '\n' { '\n' } else { ' ' }));
    };
    while at < letters.len() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let end = match letters[at] {
            '/' if next == '/' => end_where(&letters, at, |i| letters[i] == '\n'),
            '/' if next == '*' => end_of_comment(&letters, at),
            '"' => end_of_text(&letters, at + 1),
            'r' if (next == '"' || next == '#')
                && !at.checked_sub(1).is_some_and(|i| is_name(letters[i])) =>
            {
                end_of_raw_text(&letters, at)
            }
            '\'' if next == '\\' => end_where(&letters, at + 3, |i| letters[i] == '\'') + 1,
            '\'' if letters.get(at + 2) == Some(&'\'') => at + 3,
            letter => {
                code.push(letter);
                at += 1;
                continue;
            }
        };
        let end = end.min(letters.len());
        blank(&mut code, at, end);
        at = end;
    }
    code
}

fn end_where(letters: &[char], from: usize, found: impl Fn(usize) -> bool) -> usize {
    (from..letters.len()).find(|index| found(*index)).unwrap_or(letters.len())
}

fn end_of_comment(letters: &[char], from: usize) -> usize {
    let mut depth = 0;
    let mut at = from;
    while at < letters.len() {
        match (letters[at], letters.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    at
}

fn end_of_text(letters: &[char], from: usize) -> usize {
    let mut at = from;
    while at < letters.len() && letters[at] != '"' {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn end_of_raw_text(letters: &[char], from: usize) -> usize {
    let hashes = letters[from + 1..].iter().take_while(|letter| **letter == '#').count();
    let opening = from + 1 + hashes;
    if letters.get(opening) != Some(&'"') {
        return from + 1; // a raw identifier such as r#type
    }
    let closes = |i: usize| {
        letters[i] == '"' && letters[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes
    };
    end_where(letters, opening + 1, closes) + 1 + hashes
}

/// Everything below each module, directly or further down.
fn reachable() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let direct: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let mut all = BTreeMap::new();
    for (module, _) in ARROWS {
        let mut below: BTreeSet<&str> = BTreeSet::new();
        let mut waiting: Vec<&str> = direct[module].to_vec();
        while let Some(next) = waiting.pop() {
            if below.insert(next) {
                waiting.extend(*direct.get(next).unwrap_or_else(|| panic!("`{next}` has no row of its own")));
            }
        }
        all.insert(*module, below);
    }
    all
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("server/ stands in the repository").to_path_buf()
}

fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(directory) = waiting.pop() {
        for entry in
            fs::read_dir(&directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()))
        {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push(Source::new(path.strip_prefix(root()).unwrap(), &text));
            }
        }
    }
    assert!(!found.is_empty(), "no source files in {folder}");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn list(names: &BTreeSet<&str>) -> String {
    if names.is_empty() { "none".into() } else { names.iter().copied().collect::<Vec<_>>().join(", ") }
}
