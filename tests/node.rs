//! A node that is started, stopped, killed and robbed of its database: readers notice none of it.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;
use std::process::Stdio;
use std::thread;

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
        assert!(octets.starts_with(b"masthead edition 06\n"));
        fs::write(kept, [b"masthead edition 04\n", &octets[20..]].concat()).unwrap();
    });
    assert_eq!(server.directory(), before);
    assert!(fs::read(server.data.join("edition")).unwrap().starts_with(b"masthead edition 06\n"));
    let (code, log) = server.stop();
    assert_eq!(code, Some(0));
    assert!(log.contains("of another version; a new one is made from the database"), "{log}");
}

#[test]
fn programs_on_one_data_folder_write_the_kept_edition_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let masthead = |command: &str| {
        let mut program = program(folder.path());
        program.args([command, "--data", "data"]).stdin(Stdio::null());
        program
    };
    for command in ["init", "publish"] {
        assert!(masthead(command).output().unwrap().status.success(), "{command}");
    }
    let (data, kept) = (folder.path().join("data"), folder.path().join("data/edition"));
    let before = fs::read(&kept).unwrap();

    // This process holds the lock, and two others come to write.
    let lock = fs::File::open(&data).unwrap();
    lock.lock().unwrap();
    let mut publishing = [(); 2].map(|()| masthead("publish").stdout(Stdio::piped()).spawn().unwrap());
    for child in &mut publishing {
        while !has_open(child.id(), &data) {
            assert!(child.try_wait().unwrap().is_none(), "it ended without a look at the lock");
            thread::yield_now();
        }
    }
    assert_eq!(fs::read(&kept).unwrap(), before);
    assert!(!data.join("edition.unfinished").exists());

    lock.unlock().unwrap();
    let said = publishing.map(|child| child.wait_with_output().unwrap());
    assert!(said.iter().all(|said| said.status.success()), "{said:?}");
    let number = |said: &std::process::Output| {
        let words = String::from_utf8_lossy(&said.stdout);
        words.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok()).unwrap()
    };
    let later = said.iter().map(number).max().unwrap();
    // Whoever came last to the lock, the later edition stays.
    let checked = String::from_utf8(masthead("check").output().unwrap().stdout).unwrap();
    assert!(checked.contains(&format!("edition {later}, ")), "{checked}");
}

/// Whether a process has this folder open, as one that waits for its lock has.
fn has_open(process: u32, folder: &Path) -> bool {
    let folder = fs::canonicalize(folder).unwrap();
    let Ok(open) = fs::read_dir(format!("/proc/{process}/fd")) else { return false };
    open.flatten().any(|entry| fs::read_link(entry.path()).is_ok_and(|path| path == folder))
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
