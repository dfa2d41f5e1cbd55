//! The pages in a real browser, driven through its driver: no sideways scrolling on the narrowest phone, nothing
//! refused by our own policy, nothing asked of anybody else.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::harness::Server;

/// The narrowest width that WCAG 2.2 asks for (1.4.10, reflow).
const NARROW: u32 = 320;

/// A page that is not there is a page too.
const MISSING: &str = "/r/nobody-here";

#[test]
fn every_kind_of_page_fits_a_narrow_phone() {
    let server = Server::demo();
    let browser = Browser::start(&server, NARROW);
    for path in pages(&server) {
        browser.open(&format!("{}{path}", server.public));
        let widths = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]");
        assert_eq!(widths[1], NARROW, "the window is not {NARROW} wide");
        assert!(widths[0].as_u64().unwrap() <= u64::from(NARROW), "{path} is {} wide", widths[0]);
    }
}

#[test]
fn the_style_sheet_is_applied_and_every_image_is_drawn() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    for path in pages(&server) {
        browser.open(&format!("{}{path}", server.public));
        let sheets = browser.run("return document.styleSheets.length");
        assert!(sheets.as_u64().unwrap() > 0, "{path} has no style");
        let broken = browser.run(
            "return Array.from(document.images).filter(i => !i.complete || i.naturalWidth === 0).length",
        );
        assert_eq!(broken, 0, "{path} has images that are not drawn");
    }
}

#[test]
fn the_browser_finds_nothing_to_complain_about_and_asks_nobody_else() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    for path in pages(&server) {
        browser.open(&format!("{}{path}", server.public));
        // The console mentions the status of a page that is not there, which is as it should be.
        let complaints: Vec<String> = browser
            .log()
            .into_iter()
            .filter(|line| !(path == MISSING && line.contains("status of 404")))
            .collect();
        assert!(complaints.is_empty(), "{path}: {complaints:?}");
        let asked = browser.run("return performance.getEntriesByType('resource').map(entry => entry.name)");
        for address in asked.as_array().unwrap() {
            let address = address.as_str().unwrap();
            assert!(
                address.starts_with(&server.public) || address.starts_with("data:"),
                "{path} asked {address}"
            );
        }
        assert_eq!(browser.run("return document.cookie"), "");
    }
}

fn pages(server: &Server) -> Vec<String> {
    let paused = server.slug_where(|profile| profile["status"] == "paused");
    let paths = ["/", "/take-along.html", "/safety", "/verify", "/privacy", MISSING];
    let mut paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
    paths.push(format!("/r/{}", server.person()));
    paths.push(format!("/r/{paused}"));
    paths
}

/// A browser that trusts the server's authority, as somebody's who has imported it.
struct Browser {
    driver: Child,
    session: String,
    _home: tempfile::TempDir,
}

impl Browser {
    fn start(server: &Server, width: u32) -> Self {
        let home = tempfile::tempdir().unwrap();
        trust(&server.authority, home.path());
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .env("HOME", home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| {
                line.rsplit_once("started successfully on port ")
                    .map(|(_, port)| port.trim_end_matches('.').to_owned())
            })
            .expect("chromedriver says on which port it listens");
        let driver_address = format!("http://127.0.0.1:{port}");
        let profile = home.path().join("profile");
        let mut arguments = vec![
            "--headless=new".to_owned(),
            "--disable-gpu".to_owned(),
            "--disable-quic".to_owned(),
            "--disable-dev-shm-usage".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--disable-component-update".to_owned(),
            "--disable-sync".to_owned(),
            format!("--user-data-dir={}", profile.display()),
        ];
        // Chromium refuses to shut itself in when it runs as root, as it does in continuous integration.
        if is_root() {
            arguments.push("--no-sandbox".to_owned());
        }
        let made = ask(
            &format!("{driver_address}/session"),
            &json!({ "capabilities": { "alwaysMatch": {
                "browserName": "chrome",
                "goog:loggingPrefs": { "browser": "ALL" },
                "goog:chromeOptions": {
                    "args": arguments,
                    "mobileEmulation": { "deviceMetrics": { "width": width, "height": 700, "pixelRatio": 1.0 } },
                },
            } } }),
        );
        let id = made["sessionId"].as_str().unwrap_or_else(|| panic!("no browser: {made}")).to_owned();
        Self { driver, session: format!("{driver_address}/session/{id}"), _home: home }
    }

    fn open(&self, address: &str) {
        let answer = ask(&format!("{}/url", self.session), &json!({ "url": address }));
        assert!(answer.is_null(), "{address}: {answer}");
    }

    fn run(&self, script: &str) -> Value {
        ask(&format!("{}/execute/sync", self.session), &json!({ "script": script, "args": [] }))
    }

    /// What the browser's console says since it was last asked.
    fn log(&self) -> Vec<String> {
        let entries = ask(&format!("{}/se/log", self.session), &json!({ "type": "browser" }));
        let entries = entries.as_array().unwrap_or_else(|| panic!("no log: {entries}")).iter();
        entries.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = Command::new("curl").args(["--silent", "--request", "DELETE", &self.session]).output();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// One command to the driver; the value of its answer.
fn ask(address: &str, body: &Value) -> Value {
    let output = Command::new("curl")
        .args(["--silent", "--show-error", "--max-time", "60", "--header", "content-type: application/json"])
        .args(["--data", &body.to_string(), address])
        .output()
        .expect("curl is installed");
    assert!(output.status.success(), "{address}: {}", String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("WebDriver answers JSON");
    answer["value"].clone()
}

/// Makes the certificate store of a new browser's home and puts the authority in it.
fn trust(authority: &std::path::Path, home: &std::path::Path) {
    let store = home.join(".pki/nssdb");
    std::fs::create_dir_all(&store).unwrap();
    let store = format!("sql:{}", store.display());
    let certutil = |arguments: &[&str]| {
        let output = Command::new("certutil")
            .args(["-d", &store])
            .args(arguments)
            .output()
            .expect("certutil is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    certutil(&["-N", "--empty-password"]);
    certutil(&["-A", "-n", "local authority", "-t", "C,,", "-i", authority.to_str().unwrap()]);
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().expect("id can be run");
    output.stdout.starts_with(b"0")
}
