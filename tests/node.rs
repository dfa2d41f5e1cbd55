//! A node that is started, stopped, killed and robbed of its database: readers notice none of it.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;

use crate::harness::{Server, program};

#[test]
fn a_signal_sent_as_soon_as_the_server_is_ready_does_not_kill_it() {
    let server = Server::empty();
    server.signal("HUP");
    assert_eq!(server.get("/v1/edition").status, 200);
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    let (code, log) = Server::empty().stop();
    assert_eq!(code, Some(0), "stopped at once: {log}");
}

#[test]
fn a_killed_server_comes_back_with_everything_it_had_published() {
    let server = Server::demo();
    let before = server.directory();
    let server = server.crash_and_restart(|_data| ());
    let after = server.directory();
    assert_eq!(before["profiles"], after["profiles"]);
    assert!(after["edition"].as_u64() >= before["edition"].as_u64());
}

#[test]
fn a_database_that_cannot_be_read_takes_nobody_off_the_page() {
    let server = Server::demo();
    let (person, before) = (server.person(), server.directory());
    let server = server.crash_and_restart(|data| {
        for file in ["masthead.sqlite", "masthead.sqlite-wal", "masthead.sqlite-shm"] {
            fs::write(data.join(file), "not a database, and nothing that could be one").unwrap();
        }
    });
    assert_eq!(server.get(&format!("/r/{person}")).status, 200);
    assert_eq!(server.directory(), before);
    let (code, log) = server.stop();
    assert_eq!(code, Some(0));
    assert!(log.contains("the database is away; readers get the last edition"), "{log}");
}

#[test]
fn a_folder_that_cannot_be_written_takes_nobody_off_the_page() {
    let server = Server::demo();
    let before = server.directory();
    // As on a disk that broke and was mounted for reading only; every user of a test may not make one of those.
    let server = server.crash_and_restart(|data| fs::create_dir(data.join(".writable")).unwrap());
    assert_eq!(server.directory()["profiles"], before["profiles"]);
    let (code, log) = server.stop();
    assert_eq!(code, Some(0));
    assert!(log.contains("readers get the last edition, and nothing new can be kept"), "{log}");
}

#[test]
fn a_database_that_went_missing_is_told_by_check() {
    let server = Server::demo();
    let data = server.data.clone();
    let checked = || program(&data).args(["check", "--data"]).arg(&data).output().unwrap();
    assert!(checked().status.success());
    let server = server.crash_and_restart(|data| {
        for file in ["masthead.sqlite", "masthead.sqlite-wal", "masthead.sqlite-shm"] {
            let _ = fs::remove_file(data.join(file));
        }
        let output = checked();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{errors}");
        assert!(errors.contains("the database is empty, but edition"), "{errors}");
    });
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn an_edition_that_is_damaged_is_made_anew_from_the_database() {
    let server = Server::demo();
    let before = server.directory();
    let server = server.crash_and_restart(|data| {
        let kept = data.join("edition");
        let mut octets = fs::read(&kept).unwrap();
        let last = octets.len() - 1;
        octets[last] ^= 1;
        fs::write(kept, octets).unwrap();
    });
    // The same number and moment, because the database still knows them.
    assert_eq!(server.directory(), before);
}

#[test]
fn an_edition_kept_in_an_older_layout_is_made_anew_from_the_database() {
    let server = Server::demo();
    let before = server.directory();
    let server = server.crash_and_restart(|data| {
        let kept = data.join("edition");
        let octets = fs::read(&kept).unwrap();
        assert!(octets.starts_with(b"masthead edition 04\n"));
        fs::write(kept, [b"masthead edition 03\n", &octets[20..]].concat()).unwrap();
    });
    assert_eq!(server.directory(), before);
    assert!(fs::read(server.data.join("edition")).unwrap().starts_with(b"masthead edition 04\n"));
    let (code, log) = server.stop();
    assert_eq!(code, Some(0));
    assert!(log.contains("of another version; a new one is made from the database"), "{log}");
}

#[test]
fn an_environment_that_is_not_utf_8_is_no_reason_to_fall_over() {
    let folder = tempfile::tempdir().unwrap();
    let odd = || OsString::from_vec(vec![0xff]);
    let made = program(folder.path())
        .args(["init", "--data", "data"])
        .env("SOMEBODY_ELSES", odd())
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let refused = program(folder.path()).args(["check"]).env("MASTHEAD_DATA", odd()).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&refused.stderr), "masthead: MASTHEAD_DATA: is not UTF-8\n");
}
