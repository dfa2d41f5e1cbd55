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

#[test]
fn a_status_goes_through_every_step_a_newsroom_takes() {
    let mut directory = Directory::new();
    for (said, options, outcome, stands) in [
        ("listed", unpublished(), "added", Status::Draft),
        ("draft", published(), "unchanged", Status::Draft),
        ("listed", unpublished(), "unchanged", Status::Draft),
        ("listed", published(), "updated", Status::Listed),
        ("", published(), "unchanged", Status::Listed),
        ("paused", unpublished(), "updated", Status::Paused),
        ("paused", published(), "unchanged", Status::Paused),
        ("", published(), "unchanged", Status::Paused),
        ("listed", unpublished(), "unchanged", Status::Paused),
        ("listed", published(), "updated", Status::Listed),
        ("withdrawn", unpublished(), "updated", Status::Withdrawn),
        ("withdrawn", published(), "unchanged", Status::Withdrawn),
    ] {
        let imported = ada(said, UID, &mut directory, &options);
        let line = imported.lines.join("\n");
        assert!(line.contains(&format!(": {outcome} ada-ferris")), "{said}: {line}");
        assert_eq!(status(&directory), Some(stands), "{said}: {line}");
    }
}

#[test]
fn a_draft_goes_out_paused_when_the_row_says_so() {
    let mut directory = Directory::new();
    ada("paused", UID, &mut directory, &published());
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
        let imported = ada(said, uid, &mut directory, &published());
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
