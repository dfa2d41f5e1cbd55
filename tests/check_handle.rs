//! `masthead check-handle`: whether somebody who wrote is one of ours, answered from a saved file alone.

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::harness::{Server, program, run};

const LISTED: i32 = 0;
const FAILED: i32 = 1;
const WRONG_USE: i32 = 2;
const NOT_LISTED: i32 = 3;

/// A folder with the files that somebody could have saved from `server`.
fn saved(server: &Server, paths: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for path in paths {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        fs::write(folder.path().join(name_of(path)), answer.body).unwrap();
    }
    folder
}

fn name_of(path: &str) -> String {
    path.trim_start_matches('/').replace('/', "-")
}

fn ask(folder: &Path, file: &str, handle: &str) -> Output {
    run(folder, &["check-handle", handle, "--in", file])
}

fn verdict(folder: &Path, file: &str, handle: &str) -> Value {
    let asked = run(folder, &["check-handle", handle, "--in", file, "--json"]);
    serde_json::from_slice(&asked.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&asked.stderr)))
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Every contact of the sample directory that somebody can write from: whose it is, its kind, and how it is printed.
fn contacts(server: &Server) -> Vec<(String, String, String)> {
    let directory = server.directory();
    let mut found = Vec::new();
    for profile in directory["profiles"].as_array().unwrap() {
        for channel in profile["channels"].as_array().unwrap() {
            let text = |field: &str| channel[field].as_str().unwrap().to_owned();
            if !["post", "app"].contains(&text("kind").as_str()) {
                found.push((profile["name"].as_str().unwrap().to_owned(), text("kind"), text("display")));
            }
        }
    }
    assert!(found.len() > 20, "{}", found.len());
    found
}

#[test]
fn every_contact_of_the_directory_is_found_in_the_files_that_list_it() {
    let server = Server::demo();
    let files = [
        "/v1/directory.json",
        "/v1/directory.vcf",
        "/take-along.html",
        "/ar/take-along.html",
        "/v1/directory.jscontact",
    ];
    let folder = saved(&server, &files);
    let mut kinds = std::collections::BTreeSet::new();
    for (place, (name, kind, contact)) in contacts(&server).into_iter().enumerate() {
        // The first of each kind is looked for in every file, the others in one each, in turn.
        let own = place % files.len();
        let asked = if kinds.insert(kind.clone()) { &files[..] } else { &files[own..=own] };
        for file in asked {
            let answer = verdict(folder.path(), &name_of(file), &contact);
            assert_eq!(answer["verdict"], "listed", "{kind} in {file}: {answer}");
            let listed = answer["contacts"].as_array().unwrap();
            assert!(
                listed.iter().any(|listed| listed["name"] == name.as_str()),
                "{kind} in {file}: {answer}"
            );
        }
    }
}

#[test]
fn a_single_card_in_any_form_will_do() {
    let server = Server::demo();
    let slug = server.person();
    let number =
        crate::harness::channel(&server.get(&format!("/v1/profiles/{slug}.json")).json(), "signal_number")
            .and_then(|channel| channel["display"].as_str().map(str::to_owned))
            .unwrap();
    for suffix in [".json", ".vcf", ".v4.vcf", ".jcard", ".jscontact"] {
        let path = format!("/v1/profiles/{slug}{suffix}");
        let folder = saved(&server, &[&path]);
        let found = ask(folder.path(), &name_of(&path), &number);
        assert_eq!(found.status.code(), Some(LISTED), "{suffix}: {}", said(&found));
    }
}

#[test]
fn a_found_contact_says_whose_it_is_how_old_the_file_is_and_to_write_back_by_oneself() {
    let server = Server::demo();
    let folder = saved(&server, &["/take-along.html"]);
    let (name, _, number) =
        contacts(&server).into_iter().find(|(_, kind, _)| kind == "signal_number").unwrap();
    let found = ask(folder.path(), "take-along.html", &number.replace(' ', ""));
    let said = said(&found);
    assert_eq!(found.status.code(), Some(LISTED), "{said}");
    for words in [
        name.as_str(),
        number.as_str(),
        "Write back through a channel that you found here yourself",
        "The file was made on 20",
        "Save a new one after 20",
    ] {
        assert!(said.contains(words), "{words} is not in {said}");
    }
}

#[test]
fn a_contact_that_is_not_there_is_answered_with_what_to_do() {
    let server = Server::demo();
    let folder = saved(&server, &["/v1/directory.json"]);
    for stranger in ["+49 30 23125 123", "@nobody_we_know", "somebody@elsewhere.example"] {
        let asked = ask(folder.path(), "v1-directory.json", stranger);
        let said = said(&asked);
        assert_eq!(asked.status.code(), Some(NOT_LISTED), "{said}");
        assert!(said.starts_with("NOT LISTED") && said.contains("Do not reply"), "{said}");
        assert!(said.contains("Ask through a channel that this"), "{said}");
    }
}

#[test]
fn a_lookalike_is_warned_of_and_the_true_contact_named() {
    let server = Server::demo();
    let folder = saved(&server, &["/take-along.html"]);
    let listed = contacts(&server);
    let (name, _, number) = listed.iter().find(|(_, kind, _)| kind == "signal_number").unwrap();
    let last = number.chars().last().and_then(|digit| digit.to_digit(10)).unwrap();
    let wrong = format!("{}{}", &number[..number.len() - 1], (last + 1) % 10);
    let (_, _, mail) = listed.iter().find(|(_, kind, _)| kind == "email").unwrap();
    let elsewhere = format!("{}@freemail.example", mail.split('@').next().unwrap());
    for (lookalike, truth) in [(&wrong, number), (&elsewhere, mail)] {
        let asked = ask(folder.path(), "take-along.html", lookalike);
        let said = said(&asked);
        assert_eq!(asked.status.code(), Some(NOT_LISTED), "{said}");
        assert!(said.starts_with("WARNING!") && said.contains("IS NOT LISTED"), "{said}");
        assert!(said.contains(truth.as_str()) && said.contains("Do not reply"), "{said}");
    }
    assert_eq!(verdict(folder.path(), "take-along.html", &wrong)["likeness"], "one_sign");
    assert_eq!(verdict(folder.path(), "take-along.html", &wrong)["contacts"][0]["name"], name.as_str());
}

#[test]
fn the_file_may_come_by_standard_input() {
    let server = Server::demo();
    let folder = saved(&server, &["/v1/directory.vcf"]);
    let (_, _, mail) = contacts(&server).into_iter().find(|(_, kind, _)| kind == "email").unwrap();
    let asked = program(folder.path())
        .args(["check-handle", &mail, "--in", "-"])
        .stdin(Stdio::from(fs::File::open(folder.path().join("v1-directory.vcf")).unwrap()))
        .output()
        .unwrap();
    assert_eq!(asked.status.code(), Some(LISTED), "{}", said(&asked));
    assert!(
        said(&asked).contains("IT IS OLD"),
        "nothing says how old a card from a pipe is: {}",
        said(&asked)
    );
}

#[test]
fn wrong_use_and_an_unreadable_file_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), "Dear Ada").unwrap();
    fs::write(folder.path().join("cut.json"), "{\"profiles\": [").unwrap();
    for (handle, file, code, words) in [
        ("E618 9074 133C 430F", "letter.txt", WRONG_USE, "whole fingerprint"),
        ("", "letter.txt", WRONG_USE, "nothing to look for"),
        ("+442079460123", "missing.json", FAILED, "cannot read missing.json"),
        ("+442079460123", "letter.txt", FAILED, "/take-along.html"),
        ("+442079460123", "cut.json", FAILED, "cut off or damaged"),
    ] {
        let asked = ask(folder.path(), file, handle);
        assert_eq!(asked.status.code(), Some(code), "{handle} in {file}: {}", said(&asked));
        assert!(said(&asked).contains(words), "{}", said(&asked));
        assert!(asked.stdout.is_empty());
    }
    let help = run(folder.path(), &["check-handle", "--help"]);
    for words in ["asks nobody", "--in take-along.html", "Exit codes: 0 listed, 3 not listed"] {
        assert!(said(&help).contains(words), "{words} is not in {}", said(&help));
    }
}
