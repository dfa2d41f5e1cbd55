//! The status column of a table, and the same word in JSON.

use directory::{Directory, Slug, Status};

use super::super::{Options, csv};
use super::{Imported, faults, published, take_in};

const UID: &str = "urn:uuid:7d44a1c2-0f6e-4c61-9f3b-2f2a5c1d8e90";

/// Reads one row about Ada with that status, with or without her uid.
fn ada(status: &str, uid: &str, directory: &mut Directory, options: &Options) -> Imported {
    let table = format!("uid,name,status,email\n{uid},Ada Ferris,{status},ada@courier.example\n");
    take_in(csv::read("people.csv", &mut table.as_bytes()).unwrap(), directory, options)
}

fn status(directory: &Directory) -> Option<Status> {
    directory.by_slug(&Slug::parse("ada-ferris").unwrap()).map(|profile| profile.status)
}

fn unpublished() -> Options {
    Options { publish: false, ..published() }
}

fn resuming() -> Options {
    Options { resume: true, ..unpublished() }
}

#[test]
fn a_status_goes_through_every_step_a_newsroom_takes() {
    let mut directory = Directory::new();
    for (said, options, outcome, stands) in [
        ("listed", resuming(), "added ada-ferris", Status::Draft),
        ("draft", published(), "unchanged ada-ferris", Status::Draft),
        ("listed", unpublished(), "unchanged ada-ferris", Status::Draft),
        ("listed", published(), "updated ada-ferris: published", Status::Listed),
        ("", published(), "unchanged ada-ferris", Status::Listed),
        ("paused", unpublished(), "updated ada-ferris: paused", Status::Paused),
        ("paused", published(), "unchanged ada-ferris", Status::Paused),
        ("", published(), "unchanged ada-ferris", Status::Paused),
        ("", resuming(), "unchanged ada-ferris", Status::Paused),
        ("listed", unpublished(), "unchanged ada-ferris", Status::Paused),
        // Whoever adds new people every night does not end a pause by it.
        ("listed", published(), "unchanged ada-ferris", Status::Paused),
        ("listed", resuming(), "updated ada-ferris: back on the page", Status::Listed),
        ("withdrawn", unpublished(), "updated ada-ferris: withdrawn for good", Status::Withdrawn),
        ("withdrawn", published(), "unchanged ada-ferris", Status::Withdrawn),
    ] {
        let imported = ada(said, UID, &mut directory, &options);
        let line = imported.lines.join("\n");
        let first = format!("people.csv:2: {outcome}");
        assert!(line.lines().next() == Some(&first), "{said}: {line}");
        assert_eq!(status(&directory), Some(stands), "{said}: {line}");
    }
}

#[test]
fn a_draft_goes_out_paused_when_the_row_says_so() {
    let mut directory = Directory::new();
    let imported = ada("paused", UID, &mut directory, &published());
    assert!(imported.lines[0].starts_with("people.csv:2: added ada-ferris: published, paused"));
    assert_eq!(status(&directory), Some(Status::Paused));
}

#[test]
fn a_status_that_cannot_be_is_refused_by_name_and_changes_nothing() {
    let refused = |first: &str, said: &str, uid: &str, field: &str| {
        let mut directory = Directory::new();
        if !first.is_empty() {
            ada(first, UID, &mut directory, &published());
        }
        let before = status(&directory);
        let bold = Options { resume: true, ..published() };
        let imported = ada(said, uid, &mut directory, &bold);
        let line = imported.lines.join("\n");
        assert!(line.starts_with(&format!("people.csv:2: {field}: ")), "{first} {said}: {line}");
        assert_eq!(status(&directory), before, "{first} {said}: {line}");
    };
    refused("", "withdrawn", UID, "status");
    refused("listed", "draft", UID, "status");
    refused("paused", "draft", UID, "status");
    // A name alone is not certain enough to take anybody down, or to bring anybody back.
    refused("listed", "withdrawn", "", "slug");
    refused("listed", "paused", "", "slug");
    refused("paused", "listed", "", "slug");
    let mut directory = Directory::new();
    ada("listed", UID, &mut directory, &published());
    ada("withdrawn", UID, &mut directory, &published());
    let back = ada("listed", UID, &mut directory, &published());
    assert!(back.lines[0].starts_with("people.csv:2: uid: "), "{:?}", back.lines);
    let unknown = csv::read("people.csv", &mut b"name,status\nAda Ferris,gone\n".as_slice()).unwrap();
    assert_eq!(faults(&unknown), ["people.csv:2: status"]);
}

#[test]
fn nothing_else_of_a_row_keeps_anybody_from_being_withdrawn() {
    let mut directory = Directory::new();
    ada("listed", UID, &mut directory, &published());
    let table = format!("uid,name,status,desk,beats\n{UID},Ada Ferris,withdrawn,no-such-desk,Ports\n");
    let rows = csv::read("people.csv", &mut table.as_bytes()).unwrap();
    let imported = take_in(rows, &mut directory, &Options::default());
    assert_eq!((imported.report.updated, status(&directory)), (1, Some(Status::Withdrawn)));
    assert_eq!(directory.beats().len(), 0);
}

#[test]
fn a_withdrawal_under_another_name_is_refused_and_takes_nobody_away() {
    let mut directory = Directory::new();
    ada("listed", UID, &mut directory, &published());
    let withdrawn = |name: &str| {
        let table = format!("uid,name,status\n{UID},{name},withdrawn\n");
        csv::read("people.csv", &mut table.as_bytes()).unwrap()
    };
    let imported = take_in(withdrawn("Quite Somebody Else"), &mut directory, &Options::default());
    assert_eq!((imported.report.refused, status(&directory)), (1, Some(Status::Listed)));
    assert!(
        imported.lines[0].starts_with("people.csv:2: name: is another than that of"),
        "{:?}",
        imported.lines
    );
    let imported = take_in(withdrawn("Ada Ferris"), &mut directory, &Options::default());
    assert_eq!(imported.lines, ["people.csv:2: updated ada-ferris: withdrawn for good"]);
}

#[test]
fn somebody_paused_whom_the_file_lists_is_told_of_the_flag_that_brings_them_back() {
    let mut directory = Directory::new();
    ada("paused", UID, &mut directory, &published());
    let line = ada("listed", UID, &mut directory, &published()).lines.join("\n");
    let told = "status: “listed” not changed: the profile is paused, and --resume brings it back";
    assert!(line.contains(told), "{line}");
}
