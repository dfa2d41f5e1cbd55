//! The program as its operator meets it: commands, exit codes, one clear sentence when something is wrong.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Output, Stdio};

use crate::harness::{Server, run};
use crate::layers::root;

/// The exit codes of design: failed, and wrong use.
const FAILED: i32 = 1;
const WRONG_USE: i32 = 2;

/// A table of one person.
const PERSON: &str =
    "name,outlet,external_ids,email\nAda Ferris,The Harbour Courier,cms=1,ada@courier.example\n";

#[test]
fn a_byline_becomes_a_card_without_losing_or_changing_a_digit() {
    let folder = tempfile::tempdir().unwrap();
    let article = article();
    let imported =
        run(folder.path(), &["import", "byline", article.to_str().unwrap(), "--publish", "--data", "data"]);
    assert!(imported.status.success(), "{}", said(&imported));
    let cards = run(folder.path(), &["export", "vcard", "--data", "data"]);
    let cards = String::from_utf8(cards.stdout).unwrap();
    for line in ["FN:Carly Page", "TITLE:Senior Reporter", "ORG:TechCrunch"] {
        assert!(cards.lines().any(|found| found.starts_with(line)), "{line} is not in {cards}");
    }
    assert!(cards.contains(":+441536853956\r\n"), "{cards}");
    assert!(cards.contains(":carly.page@techcrunch.com\r\n"), "{cards}");
}

#[test]
fn a_dry_run_shows_what_was_understood_and_keeps_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let article = article();
    let tried =
        run(folder.path(), &["import", "byline", article.to_str().unwrap(), "--dry-run", "--data", "data"]);
    assert!(tried.status.success(), "{}", said(&tried));
    let report = said(&tried);
    for understood in ["Carly Page", "Senior Reporter", "TechCrunch", "cybersecurity", "+44 1536 853956"] {
        assert!(report.contains(understood), "{understood} is not in the report:\n{report}");
    }
    assert!(!folder.path().join("data").exists(), "a dry run makes no data folder");
}

#[test]
fn a_dry_run_of_two_files_judges_the_second_by_what_the_first_would_bring() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("one.csv"), PERSON).unwrap();
    let tried = run(folder.path(), &["import", "csv", "one.csv", "one.csv", "--dry-run", "--data", "data"]);
    assert!(said(&tried).contains("1 added, 0 updated, 1 unchanged, 0 refused"), "{}", said(&tried));
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_next() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("one.csv"), PERSON).unwrap();
    let imported = run(folder.path(), &["import", "csv", "absent.csv", "one.csv", "--data", "data"]);
    assert_refused(&imported, &["absent.csv"]);
    assert!(said(&imported).contains("1 added"), "{}", said(&imported));
}

#[test]
fn an_import_goes_on_when_nobody_reads_its_report() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("one.csv"), PERSON).unwrap();
    let mut command = crate::harness::program(folder.path());
    command.args(["import", "csv", "one.csv", "--publish", "--data", "data"]).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let exported = run(folder.path(), &["export", "csv", "--data", "data"]);
    assert!(said(&exported).contains("Ada Ferris"), "{}", said(&exported));
}

#[test]
fn two_imports_beside_each_other_both_bring_everybody_in() {
    const PEOPLE: usize = 1_100;
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["init", "--data", "data"]).status.success());
    let started = ["north", "south"].map(|coast| {
        let rows: Vec<String> =
            (0..PEOPLE).map(|n| format!("Ada {coast},{coast}-{n},{coast}{n}@courier.example\n")).collect();
        let file = format!("{coast}.csv");
        fs::write(folder.path().join(&file), format!("name,slug,email\n{}", rows.concat())).unwrap();
        let mut command = crate::harness::program(folder.path());
        command.args([
            "import",
            "csv",
            &file,
            "--publish",
            "--outlet",
            "The Harbour Courier",
            "--data",
            "data",
        ]);
        command.stdout(Stdio::null()).spawn().unwrap()
    });
    for mut child in started {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    let exported = run(folder.path(), &["export", "csv", "--data", "data"]);
    assert_eq!(said(&exported).matches("@courier.example").count(), 2 * PEOPLE);
}

#[test]
fn a_mistyped_data_folder_is_not_taken_for_an_empty_directory() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    for command in [&["export", "json"][..], &["backup", "copy"], &["publish"]] {
        let refused = run(folder.path(), &[command, &["--data", "data"]].concat());
        assert_refused(&refused, &["there is no database at data/masthead.sqlite"]);
    }
    assert_eq!(fs::read_dir(folder.path().join("data")).unwrap().count(), 0);
    assert!(!folder.path().join("copy").exists());
}

#[test]
fn an_export_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    assert!(run(folder.path(), &["init", "--data", "data"]).status.success());
    for out in ["absent/people.json", "data"] {
        let refused = run(folder.path(), &["export", "json", "--out", out, "--data", "data"]);
        assert_refused(&refused, &[out]);
    }
    let written = run(folder.path(), &["export", "json", "--out", "people.json", "--data", "data"]);
    assert!(written.status.success(), "{}", said(&written));
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["data", "people.json"]);
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_is_made_of_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("garbage"), "nothing of the kind").unwrap();
    let refused = run(folder.path(), &["restore", "garbage", "--data", "data"]);
    assert_refused(&refused, &["garbage", "is no SQLite database"]);
    assert!(!folder.path().join("data/masthead.sqlite").exists());
}

#[test]
fn a_running_server_shows_what_was_imported_beside_it() {
    let server = Server::empty();
    let article = article();
    let data = server.data.to_str().unwrap();
    let imported =
        run(&server.data, &["import", "byline", article.to_str().unwrap(), "--publish", "--data", data]);
    assert!(imported.status.success(), "{}", said(&imported));
    // Each question takes some milliseconds; the server looks at the store every second.
    let found =
        (0..2000).map(|_| server.get("/v1/profiles/carly-page.txt")).find(|answer| answer.status == 200);
    let block = found.expect("the imported profile never appeared");
    assert!(block.text().contains("+44 1536 853956"), "{}", block.text());
    assert!(block.text().contains("carly.page@techcrunch.com"), "{}", block.text());
}

#[test]
fn a_backup_made_while_serving_restores_the_same_directory() {
    let server = Server::demo();
    let data = server.data.to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    let copy = copy.to_str().unwrap();
    let made = run(folder.path(), &["backup", copy, "--data", data]);
    assert!(made.status.success(), "{}", said(&made));

    let restored = run(folder.path(), &["restore", copy, "--data", "fresh"]);
    assert!(restored.status.success(), "{}", said(&restored));
    let before = run(folder.path(), &["export", "vcard", "--data", data]);
    let after = run(folder.path(), &["export", "vcard", "--data", "fresh"]);
    assert!(before.status.success() && !before.stdout.is_empty());
    assert_eq!(before.stdout, after.stdout);

    let again = run(folder.path(), &["restore", copy, "--data", "fresh"]);
    assert_eq!(again.status.code(), Some(FAILED), "a restore over existing data needs --force");
    let forced = run(folder.path(), &["restore", copy, "--data", "fresh", "--force"]);
    assert!(forced.status.success(), "{}", said(&forced));
}

#[test]
fn a_stopped_server_ends_well_and_its_log_names_nobody() {
    let server = Server::demo();
    let person = server.person();
    for path in
        [format!("/r/{person}"), format!("/v1/profiles/{person}.vcf?discreet=1"), "/r/looked-for".into()]
    {
        server.get(&path);
    }
    let (code, log) = server.stop();
    assert_eq!(code, Some(0), "{log}");
    for trace in [person.as_str(), "looked-for", "discreet", "curl/"] {
        assert!(!log.contains(trace), "the log has {trace:?}:\n{log}");
    }
}

#[test]
fn starting_again_keeps_the_directory_and_its_tags() {
    let server = Server::demo();
    let card = format!("/v1/profiles/{}.vcf", server.person());
    let before = server.get(&card);
    let directory = server.directory()["profiles"].clone();
    let server = server.restart();
    let after = server.get(&card);
    assert_eq!(before.body, after.body);
    assert_eq!(before.header("etag"), after.header("etag"));
    assert_eq!(server.directory()["profiles"], directory);
}

#[test]
fn the_first_start_says_where_to_look_and_whom_to_trust() {
    let server = Server::empty();
    for told in [server.public.as_str(), server.admin.as_str(), server.authority.to_str().unwrap()] {
        assert!(server.greeting.contains(told), "{told} is not in:\n{}", server.greeting);
    }
}

#[test]
fn keys_and_data_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::demo();
    let mut waiting = vec![server.data.clone()];
    while let Some(path) = waiting.pop() {
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if name.contains("key") || name.contains("sqlite") {
            assert_eq!(mode & 0o077, 0, "{name} has mode {mode:o}");
        }
    }
    assert_eq!(fs::metadata(&server.data).unwrap().permissions().mode() & 0o077, 0, "the data folder");
}

#[test]
fn wrong_use_is_exit_code_two() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [&["serv"][..], &["serve", "--no-such-flag"], &["import", "sql", "x"], &[]] {
        assert_eq!(run(folder.path(), arguments).status.code(), Some(WRONG_USE), "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["serve", "--help"]] {
        assert_eq!(run(folder.path(), arguments).status.code(), Some(0), "{arguments:?}");
    }
}

#[test]
fn an_unknown_setting_is_named_with_its_line_and_column() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("masthead.toml"), "[public]\nlisten = \"[::]:1\"\n  orign = \"x\"\n")
        .unwrap();
    let refused = run(folder.path(), &["serve"]);
    assert_refused(&refused, &["masthead.toml", "3:3", "orign"]);
}

#[test]
fn a_busy_port_is_one_clear_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = with_settings(
        folder.path(),
        &["serve"],
        &[("PUBLIC__LISTEN", &address), ("ADMIN__LISTEN", "127.0.0.1:0")],
    );
    assert_refused(&refused, &[&address]);
}

#[test]
fn a_data_folder_that_cannot_be_written_is_one_clear_sentence() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "in the way").unwrap();
    let refused = run(folder.path(), &["init", "--data", "file/data"]);
    assert_refused(&refused, &["file/data"]);
}

#[test]
fn a_certificate_that_does_not_fit_is_one_clear_sentence() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bad.pem"), "nothing of the kind").unwrap();
    let settings = [("TLS__CERTIFICATE", "bad.pem"), ("TLS__KEY", "bad.pem")];
    let refused = with_settings(folder.path(), &["serve", "--data", "data"], &settings);
    assert_refused(&refused, &["bad.pem"]);
    let missing = [("TLS__CERTIFICATE", "absent.pem"), ("TLS__KEY", "absent.pem")];
    assert_refused(&with_settings(folder.path(), &["serve", "--data", "data"], &missing), &["absent.pem"]);
}

#[test]
fn a_file_to_import_that_is_not_there_is_one_clear_sentence() {
    let folder = tempfile::tempdir().unwrap();
    assert_refused(&run(folder.path(), &["import", "csv", "absent.csv", "--data", "data"]), &["absent.csv"]);
}

/// The end of a published article, as it stood.
fn article() -> std::path::PathBuf {
    root().join("tests/data/bylines/carly-page.txt")
}

fn with_settings(folder: &Path, arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = crate::harness::program(folder);
    command.args(arguments).stdin(std::process::Stdio::null());
    // Any free port: another Masthead may be running on this machine.
    for side in ["PUBLIC", "ADMIN"] {
        command.env(format!("MASTHEAD_{side}__LISTEN"), "127.0.0.1:0");
    }
    for (name, value) in settings {
        command.env(format!("MASTHEAD_{name}"), value);
    }
    command.output().unwrap()
}

/// Exit code 1 or 2, and a message that a person can act on: short, without a backtrace.
fn assert_refused(output: &Output, named: &[&str]) {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(FAILED | WRONG_USE)), "{:?}: {errors}", output.status);
    for name in named {
        assert!(errors.contains(name), "{name} is not in: {errors}");
    }
    assert!(errors.lines().count() <= 3 && !errors.contains("panicked"), "{errors}");
}

/// What a command wrote, to both outputs.
fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
