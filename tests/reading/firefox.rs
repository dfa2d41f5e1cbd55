//! Firefox, shut as Tor Browser's level "Safest" shuts it: no scripts, no fonts of a page's own, no SVG, no `MathML`.
//!
//! It is driven through Marionette, the protocol that it speaks itself, so that nothing stands between it and the test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use data_encoding::BASE64;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::Server;
use crate::webdriver::{ELEMENT, trust};

/// What the level "Safest" sets, and what Tor Browser sets at every level. Everything but the server under test is
/// behind a proxy that is not there, so that the browser asks nobody else.
const SETTINGS: &str = r#"
user_pref("javascript.enabled", false);
user_pref("svg.disabled", true);
user_pref("mathml.disabled", true);
user_pref("gfx.downloadable_fonts.enabled", false);
user_pref("gfx.font_rendering.graphite.enabled", false);
user_pref("gfx.font_rendering.opentype_svg.enabled", false);
user_pref("javascript.options.wasm", false);
user_pref("media.webaudio.enabled", false);
user_pref("webgl.disabled", true);
user_pref("privacy.resistFingerprinting", true);
user_pref("browser.privatebrowsing.autostart", true);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.socks", "127.0.0.1");
user_pref("network.proxy.socks_port", 9);
user_pref("network.proxy.socks_remote_dns", true);
user_pref("network.proxy.no_proxies_on", "localhost");
user_pref("marionette.port", 0);
"#;

/// How long one command may take: generous, because a debug build on a busy machine is slow.
const ANSWERED_WITHIN: Duration = Duration::from_mins(1);

/// How long the browser looks for something on a page.
const FOUND_WITHIN_MILLISECONDS: u32 = 20_000;

/// A browser that trusts the server's authority.
pub(super) struct Firefox {
    program: Child,
    connection: BufReader<TcpStream>,
    asked: u64,
    _home: TempDir,
}

/// Something on a page.
pub(super) struct Part(String);

impl Firefox {
    pub(super) fn start(server: &Server) -> Self {
        let home = tempfile::tempdir().unwrap();
        let profile = home.path().join("profile");
        trust(&server.authority, &profile);
        std::fs::write(profile.join("user.js"), SETTINGS).unwrap();
        let mut program = Command::new("firefox-esr")
            .args(["--headless", "--no-remote", "--marionette", "--profile"])
            .arg(&profile)
            .env("HOME", home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("firefox-esr is installed");
        let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines
            .find_map(|line| line.rsplit_once("Marionette\tINFO\tListening on port ")?.1.parse::<u16>().ok())
            .expect("Firefox says on which port it listens");
        // Read on: a browser whose output is full would wait.
        thread::spawn(move || lines.for_each(drop));
        let connection = TcpStream::connect(("127.0.0.1", port)).unwrap();
        connection.set_read_timeout(Some(ANSWERED_WITHIN)).unwrap();
        let mut firefox = Self { program, connection: BufReader::new(connection), asked: 0, _home: home };
        let greeting = firefox.message();
        assert_eq!(greeting["marionetteProtocol"], 3, "{greeting}");
        let timeouts = json!({ "implicit": FOUND_WITHIN_MILLISECONDS });
        firefox.ask("NewSession", &json!({ "capabilities": { "alwaysMatch": { "timeouts": timeouts } } }));
        firefox.ask("SetWindowRect", &json!({ "width": 1000, "height": 900 }));
        firefox
    }

    pub(super) fn open(&mut self, address: &str) {
        self.ask("Navigate", &json!({ "url": address }));
    }

    pub(super) fn address(&mut self) -> String {
        text(&self.ask("GetCurrentURL", &json!({})))
    }

    /// The part of the page that a CSS selector finds.
    pub(super) fn find(&mut self, selector: &str) -> Part {
        let found = self.ask("FindElement", &json!({ "using": "css selector", "value": selector }));
        Part(found[ELEMENT].as_str().unwrap_or_else(|| panic!("{selector}: {found}")).to_owned())
    }

    /// How many parts of the page a CSS selector finds.
    pub(super) fn count(&mut self, selector: &str) -> usize {
        let found = self.ask("FindElements", &json!({ "using": "css selector", "value": selector }));
        found.as_array().unwrap_or_else(|| panic!("{selector}: {found}")).len()
    }

    /// What a part of the page says, as it is seen.
    pub(super) fn text(&mut self, selector: &str) -> String {
        let part = self.find(selector);
        text(&self.ask("GetElementText", &json!({ "id": part.0 })))
    }

    pub(super) fn is_seen(&mut self, selector: &str) -> bool {
        let part = self.find(selector);
        self.ask("IsElementDisplayed", &json!({ "id": part.0 })) == true
    }

    /// The value that CSS gives a property of a part of the page.
    pub(super) fn style(&mut self, selector: &str, property: &str) -> String {
        let part = self.find(selector);
        text(&self.ask("GetElementCSSValue", &json!({ "id": part.0, "propertyName": property })))
    }

    pub(super) fn click(&mut self, selector: &str) {
        let part = self.find(selector);
        self.ask("ElementClick", &json!({ "id": part.0 }));
    }

    /// A picture of a part of the page, as PNG.
    pub(super) fn picture(&mut self, selector: &str) -> Vec<u8> {
        let part = self.find(selector);
        octets(&self.ask("TakeScreenshot", &json!({ "id": part.0, "full": false, "hash": false })))
    }

    /// The page as a PDF file.
    pub(super) fn print(&mut self) -> Vec<u8> {
        octets(&self.ask("Print", &json!({})))
    }

    /// One command, and the value of its answer.
    fn ask(&mut self, command: &str, parameters: &Value) -> Value {
        self.asked += 1;
        let question = json!([0, self.asked, format!("WebDriver:{command}"), parameters]).to_string();
        write!(self.connection.get_mut(), "{}:{question}", question.len()).unwrap();
        let mut answer = self.message();
        assert_eq!((&answer[0], &answer[1]), (&json!(1), &json!(self.asked)), "{command}: {answer}");
        assert!(answer[2].is_null(), "{command} {parameters}: {}", answer[2]);
        let mut result = answer[3].take();
        // Some answers are wrapped and some are not.
        if result.get("value").is_some() { result["value"].take() } else { result }
    }

    /// One message: its length, a colon, and JSON.
    fn message(&mut self) -> Value {
        let mut length = Vec::new();
        self.connection.read_until(b':', &mut length).unwrap();
        let length = std::str::from_utf8(&length).unwrap().trim_end_matches(':').parse().unwrap();
        let mut message = vec![0; length];
        self.connection.read_exact(&mut message).unwrap();
        serde_json::from_slice(&message).unwrap()
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        // Asked to end, it ends the programs that it started as well; it closes the connection when it has.
        let question = json!([0, 0, "Marionette:Quit", { "flags": ["eForceQuit"] }]).to_string();
        let connection = &mut self.connection;
        if write!(connection.get_mut(), "{}:{question}", question.len()).is_ok() {
            let _ = connection.read_to_end(&mut Vec::new());
        }
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("not text: {value}")).to_owned()
}

fn octets(value: &Value) -> Vec<u8> {
    BASE64.decode(text(value).as_bytes()).unwrap()
}
