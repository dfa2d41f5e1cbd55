//! The documents and the files an operator copies say what the program does, and the repository looks as drawn.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::{Server, run};
use crate::layers::root;

/// What may stand at the top, besides files whose names start with a dot. `masthead-data` and `target` are what
/// running and building leave behind.
const TOP: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "certs",
    "deploy",
    "masthead-data",
    "migrations",
    "server",
    "target",
    "tests",
];

/// Folders that explain themselves.
const EXPLAINED: &[&str] = &["", "certs", "deploy", "migrations", "server", "tests"];

#[test]
fn the_top_level_holds_only_what_the_layout_names() {
    let unknown: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str()))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    for folder in EXPLAINED {
        assert!(root().join(folder).join("README.md").exists(), "{folder}/ has no README.md");
    }
}

#[test]
fn every_link_between_documents_leads_somewhere() {
    let mut broken = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for target in links(&text).filter(|target| !target.contains("://") && !target.starts_with("mailto:"))
        {
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !document.parent().unwrap().join(file).exists() {
                broken.push(format!("{}: {target}", document.display()));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn the_readme_starts_with_the_two_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let block = readme.split("```").nth(1).expect("the README has a block of commands");
    let commands: Vec<&str> =
        block.lines().skip(1).map(|line| line.split('#').next().unwrap().trim()).collect();
    assert_eq!(commands, ["cargo run --release -- serve --demo", "tests/run"]);
}

#[test]
fn what_the_readme_and_the_greeting_say_to_paste_works() {
    let server = Server::demo();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let readme = readme
        .replace("masthead-data/certificates/ca.pem", server.authority.to_str().unwrap())
        .replace("https://localhost:8443", &server.public);
    for text in [&readme, &server.greeting] {
        let pasted: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with("ca=") || line.starts_with("curl "))
            .collect();
        assert!(pasted.len() > 3, "{pasted:?}");
        let script = format!(
            "set -e\ncurl() {{ command curl --silent --show-error --fail \"$@\"; }}\n{}",
            pasted.join("\n")
        );
        let output = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_help_of_every_command_ends_with_an_example() {
    let folder = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| String::from_utf8(run(folder.path(), arguments).stdout).unwrap();
    let help = said(&["--help"]);
    let commands = help.split("Commands:").nth(1).unwrap().split("\n\n").next().unwrap();
    // A line that stands further in goes on with what the one above says.
    let commands = commands.lines().filter(|line| !line.starts_with("   "));
    let commands: Vec<&str> = commands.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 7, "{commands:?}");
    for command in commands.into_iter().filter(|command| *command != "help") {
        let help = said(&[command, "--help"]);
        let example = format!("  masthead {command}");
        assert!(help.contains("Example"), "{command} has no example");
        assert!(
            help.lines().any(|line| line.starts_with(&example)),
            "{command}: no example begins with itself"
        );
    }
}

#[test]
fn the_example_to_deploy_is_the_one_the_program_knows() {
    let deployed = fs::read_to_string(root().join("deploy/masthead.toml")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let printed = run(folder.path(), &["check", "--example"]);
    assert_eq!(deployed, String::from_utf8(printed.stdout).unwrap());
}

#[test]
fn the_example_configuration_is_accepted_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("deploy/masthead.toml"), folder.path().join("masthead.toml")).unwrap();
    let made = run(folder.path(), &["init"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let checked = run(folder.path(), &["check"]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn every_shell_script_can_be_run() {
    use std::os::unix::fs::PermissionsExt;
    for script in [".ci/run", "tests/run", "tests/strangers/install"] {
        let path = root().join(script);
        assert!(fs::metadata(&path).unwrap().permissions().mode() & 0o111 != 0, "{script} is not executable");
        assert!(Command::new("bash").arg("-n").arg(&path).status().unwrap().success(), "{script}");
    }
}

#[test]
fn the_service_is_shut_in() {
    let unit = fs::read_to_string(root().join("deploy/masthead.service")).unwrap();
    let lines: BTreeSet<&str> = unit.lines().collect();
    for needed in [
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateDevices=yes",
        "MemoryDenyWriteExecute=yes",
        "CapabilityBoundingSet=",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
        "SystemCallArchitectures=native",
        "LimitCORE=0",
    ] {
        assert!(lines.contains(needed), "deploy/masthead.service lacks {needed}");
    }
}

/// Every Markdown file of ours.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![root()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && !name.starts_with('.') && name != "target" && name != "masthead-data" {
                waiting.push(path);
            } else if path.extension() == Some("md".as_ref()) {
                found.push(path);
            }
        }
    }
    assert!(found.iter().any(|path| path.ends_with(Path::new("server/README.md"))));
    found
}

/// The targets of `[text](target)` in a Markdown text.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("](").filter_map(|(at, _)| text[at + 2..].split_once(')').map(|(target, _)| target))
}
