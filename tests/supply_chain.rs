//! What the program is built from: one TLS library, one source of packages, licences that fit our own, and a
//! written reason for each package we name.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use crate::layers::root;

/// Packages that must not be built in, and why.
const BANNED: &[(&str, &str)] = &[
    ("openssl", "a second TLS library in C; ours is rustls"),
    ("openssl-sys", "a second TLS library in C; ours is rustls"),
    ("native-tls", "a second TLS library; ours is rustls"),
    ("ring", "a second cryptography library; ours is aws-lc-rs"),
    ("async-std", "a second runtime; ours is tokio"),
    ("smol", "a second runtime; ours is tokio"),
    ("phonenumber", "it rewrites some valid numbers; ours is rlibphonenumber"),
    ("rustls-pemfile", "unmaintained; rustls-pki-types reads PEM"),
];

/// Licences whose terms are met by naming the authors.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    // By the file: what is built from it unchanged may have any licence.
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

#[test]
fn nothing_banned_is_built_in() {
    let built = packages();
    for (name, reason) in BANNED {
        assert!(!built.iter().any(|package| package.name == *name), "{name} is built in: {reason}");
    }
}

#[test]
fn every_package_has_a_licence_that_fits_ours() {
    for package in packages() {
        assert!(permitted(&package.licence), "{} has the licence {:?}", package.name, package.licence);
    }
    assert!(!permitted("GPL-3.0-only") && !permitted("MIT AND LGPL-3.0-only") && !permitted(""));
    assert!(permitted("(MIT OR GPL-3.0-only) AND Unicode-3.0") && permitted("MIT/Apache-2.0"));
}

#[test]
fn every_package_comes_from_one_registry_with_its_checksum() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let lock: toml::Table = lock.parse().unwrap();
    let mut sources = BTreeSet::new();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        match package.get("source").and_then(toml::Value::as_str) {
            None => assert!(name.starts_with("masthead"), "{name} has no source and is not ours"),
            Some(source) => {
                assert!(source.starts_with("registry+https://"), "{name} comes from {source}");
                sources.insert(source.to_owned());
                assert!(package.get("checksum").is_some(), "{name} has no checksum");
            }
        }
    }
    assert_eq!(sources.len(), 1, "packages come from several registries: {sources:?}");
}

#[test]
fn every_direct_dependency_has_a_line_that_says_why() {
    let told = fs::read_to_string(root().join("server/docs/DEPENDENCIES.md")).unwrap();
    let told: BTreeSet<&str> = told
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(name, _)| name))
        .collect();
    let named = direct_dependencies();
    let silent: Vec<&String> = named.iter().filter(|name| !told.contains(name.as_str())).collect();
    assert!(silent.is_empty(), "no line in server/docs/DEPENDENCIES.md: {silent:?}");
    let gone: Vec<&&str> = told.iter().filter(|name| !named.contains(**name)).collect();
    assert!(gone.is_empty(), "a line in server/docs/DEPENDENCIES.md, but no dependency: {gone:?}");
}

struct Package {
    name: String,
    licence: String,
}

/// Everything that is compiled for this machine, tests and their tools left out.
fn packages() -> Vec<Package> {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--workspace",
            "--locked",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}|{l}",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let lines: BTreeSet<String> = String::from_utf8_lossy(&tree.stdout)
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| line.trim_end_matches(" (*)").to_owned())
        .collect();
    assert!(lines.len() > 50, "cargo tree listed only {} packages", lines.len());
    lines
        .iter()
        .filter_map(|line| line.split_once('|'))
        .map(|(package, licence)| Package {
            name: package.split(' ').next().unwrap_or_default().to_owned(),
            licence: licence.trim_end_matches(" (*)").to_owned(),
        })
        .collect()
}

/// Whether an SPDX expression can be met with the licences of the list: every `AND` part, any of its `OR`s.
/// The old slash counts as `OR`.
fn permitted(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    split_outside_brackets(&expression, " AND ").iter().all(|part| {
        let part = part.trim();
        if let Some(inner) = part.strip_prefix('(').and_then(|part| part.strip_suffix(')')) {
            return permitted(inner);
        }
        let choices = split_outside_brackets(part, " OR ");
        if choices.len() > 1 {
            choices.iter().any(|choice| permitted(choice))
        } else {
            LICENCES.contains(&part)
        }
    })
}

fn split_outside_brackets<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            ' ' if depth == 0 && text[at..].starts_with(separator) && at >= start => {
                parts.push(&text[start..at]);
                start = at + separator.len();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The names in every `[dependencies]` and `[dev-dependencies]` of ours, our own crates left out.
fn direct_dependencies() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for manifest in ["server/Cargo.toml", "server/directory/Cargo.toml", "server/formats/Cargo.toml"] {
        let manifest: toml::Table = fs::read_to_string(root().join(manifest)).unwrap().parse().unwrap();
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            if let Some(section) = manifest.get(section).and_then(toml::Value::as_table) {
                names.extend(section.keys().cloned());
            }
        }
    }
    names.remove("directory");
    names.remove("formats");
    names
}
