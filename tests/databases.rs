//! The program on PostgreSQL, and either side of a database that is gone.

use std::process::Command;

use crate::harness::Server;

#[test]
fn on_postgresql_the_directory_is_the_same_as_on_sqlite() {
    let Some(database) = Database::create() else { return };
    let names = |server: &Server| {
        let directory = server.directory();
        let profiles = directory["profiles"].as_array().unwrap();
        profiles.iter().map(|profile| profile["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let postgres = Server::demo_with(&[("DATABASE__URL", &database.url)]);
    let sqlite = Server::demo();
    assert!(names(&postgres).len() > 30);
    assert_eq!(names(&postgres), names(&sqlite));
}

#[test]
fn two_servers_on_one_database_show_the_same_edition() {
    let Some(database) = Database::create() else { return };
    let first = Server::demo_with(&[("DATABASE__URL", &database.url)]);
    let second = Server::empty_with(&[("DATABASE__URL", &database.url)]);
    // A server that starts may publish; the other follows within two seconds, and each question takes a while.
    let edition = |server: &Server| {
        let edition = server.get("/v1/edition").json();
        (edition["edition"].as_u64().unwrap(), edition["published_at"].as_str().unwrap().to_owned())
    };
    assert!((0..500).any(|_| edition(&first) == edition(&second)), "the two never agreed");
    // Nobody edits, so neither has a reason to publish again; each would otherwise answer the other for ever.
    let (number, _) = edition(&first);
    let again = (0..60).map(|_| edition(&first).0.max(edition(&second).0)).max();
    assert!(again <= Some(number + 1), "edition {number} became {again:?} although nobody edited");
}

#[test]
fn reading_goes_on_without_the_database_even_after_a_restart() {
    let Some(database) = Database::create() else { return };
    let server = Server::demo_with(&[("DATABASE__URL", &database.url)]);
    let card = format!("/v1/profiles/{}.vcf", server.person());
    let before = server.get(&card);
    let health = |server: &Server| {
        let health = server.curl::<&str>(&format!("{}/healthz", server.admin), &[]);
        (health.status, health.json()["status"].as_str().unwrap().to_owned())
    };
    assert_eq!(health(&server), (200, "well".to_owned()));
    database.drop_now();
    let told = (0..500).any(|_| health(&server) == (200, "reading only".to_owned()));
    assert!(told, "nobody is told that editing does not work");
    let without = server.get(&card);
    assert_eq!((without.status, &without.body), (200, &before.body));
    let server = server.restart_with(&[("DATABASE__URL", &database.url)]);
    let restarted = server.get(&card);
    assert_eq!((restarted.status, &restarted.body), (200, &before.body));
    assert_eq!(health(&server), (200, "reading only".to_owned()));
}

/// A database of a test's own, gone with it.
struct Database {
    server: String,
    name: String,
    url: String,
}

impl Database {
    /// None where no PostgreSQL is given for tests; `tests/run` always gives one.
    fn create() -> Option<Self> {
        let Ok(server) = std::env::var("MASTHEAD_TEST_POSTGRES") else {
            assert!(
                std::env::var_os("MASTHEAD_REQUIRE_POSTGRES").is_none(),
                "MASTHEAD_TEST_POSTGRES names no database to test with"
            );
            return None;
        };
        let name = format!("system_{}_{}", std::process::id(), crate::harness::free_port());
        let (address, _) = server.rsplit_once('/').expect("a database's URL ends in its name");
        let url = format!("{address}/{name}");
        let database = Self { server, name, url };
        database.command(&format!("create database {} template template0 locale 'C.UTF-8'", database.name));
        Some(database)
    }

    /// Throws everybody out and removes it.
    fn drop_now(&self) {
        self.command(&format!("drop database if exists {} with (force)", self.name));
    }

    fn command(&self, command: &str) {
        let done = Command::new("psql")
            .args(["--quiet", "--no-psqlrc", &self.server, "--command", command])
            .output();
        let done = done.expect("psql is installed");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.drop_now();
    }
}
