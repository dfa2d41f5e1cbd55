//! A real browser, driven through its driver (W3C WebDriver): opened, read, filled in and clicked as a person would.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::harness::Server;

/// How long the browser looks for something on a page, across loading the next one: generous, because a debug build on
/// a busy machine is slow.
const FOUND_WITHIN_MILLISECONDS: u32 = 20_000;

/// What `WebDriver` calls an element, in every answer.
pub(crate) const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A browser that trusts the server's authority, as somebody's who has imported it.
pub(crate) struct Browser {
    driver: Child,
    session: String,
    _home: tempfile::TempDir,
}

/// Whether a browser runs what pages bring along.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scripts {
    Run,
    Off,
}

impl Browser {
    /// A browser with a window of this width.
    pub(crate) fn start(server: &Server, width: u32) -> Self {
        Self::start_with(server, width, Scripts::Run)
    }

    /// The same, with or without scripts.
    pub(crate) fn start_with(server: &Server, width: u32, scripts: Scripts) -> Self {
        let home = tempfile::tempdir().unwrap();
        trust(&server.authority, &home.path().join(".pki/nssdb"));
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
        let made = ask(&format!("{driver_address}/session"), &capabilities(home.path(), width, scripts));
        let id = made["sessionId"].as_str().unwrap_or_else(|| panic!("no browser: {made}")).to_owned();
        Self { driver, session: format!("{driver_address}/session/{id}"), _home: home }
    }

    pub(crate) fn open(&self, address: &str) {
        let answer = self.command("url", &json!({ "url": address }));
        assert!(answer.is_null(), "{address}: {answer}");
    }

    /// Runs a script of the test's own, and returns what it returns. Works where the page's scripts do not.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.command("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What the browser's console says since it was last asked.
    pub(crate) fn log(&self) -> Vec<String> {
        let entries = self.command("se/log", &json!({ "type": "browser" }));
        let entries = entries.as_array().unwrap_or_else(|| panic!("no log: {entries}")).iter();
        entries.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The address of the page that is open.
    pub(crate) fn address(&self) -> String {
        self.question("url").as_str().unwrap_or_default().to_owned()
    }

    /// The names of the cookies that the page may send, those that scripts cannot see among them.
    pub(crate) fn cookies(&self) -> Vec<Value> {
        self.question("cookie").as_array().cloned().unwrap_or_default()
    }

    /// The element that a CSS selector finds: on this page, or on the next one if that is still loading.
    pub(crate) fn find(&self, selector: &str) -> Element<'_> {
        let found = self.command("element", &json!({ "using": "css selector", "value": selector }));
        self.element(&found)
            .unwrap_or_else(|| panic!("{selector} is not on {}: {found}\n{}", self.address(), self.text()))
    }

    /// The element of this kind that says `text`: `("button", "Sign in")`.
    pub(crate) fn find_by_text(&self, kind: &str, text: &str) -> Element<'_> {
        self.find_path(&format!("//{kind}[normalize-space()='{text}']"))
    }

    /// The element that an `XPath` finds.
    pub(crate) fn find_path(&self, path: &str) -> Element<'_> {
        let found = self.command("element", &json!({ "using": "xpath", "value": path }));
        self.element(&found)
            .unwrap_or_else(|| panic!("{path} is not on {}: {found}\n{}", self.address(), self.text()))
    }

    /// What the page says, as it is seen.
    pub(crate) fn text(&self) -> String {
        self.run("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// Gives the browser an authenticator that consents to everything and has checked its holder.
    pub(crate) fn add_authenticator(&self) {
        let made = self.command(
            "webauthn/authenticator",
            &json!({
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": true,
                "hasUserVerification": true,
                "isUserConsenting": true,
                "isUserVerified": true,
            }),
        );
        assert!(made.is_string(), "no authenticator: {made}");
    }

    /// Keeps a picture of the page, where `MASTHEAD_TEST_SCREENSHOTS` names a folder for people to look at.
    pub(crate) fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("MASTHEAD_TEST_SCREENSHOTS") {
            let picture = self.question("screenshot");
            let octets = BASE64.decode(picture.as_str().unwrap_or_default().as_bytes()).unwrap();
            std::fs::write(Path::new(&folder).join(format!("{name}.png")), octets).unwrap();
        }
    }

    /// Sends a command of the protocol; the value of its answer.
    pub(crate) fn command(&self, name: &str, body: &Value) -> Value {
        ask(&format!("{}/{name}", self.session), body)
    }

    fn question(&self, name: &str) -> Value {
        curl(&format!("{}/{name}", self.session), None)
    }

    fn element(&self, found: &Value) -> Option<Element<'_>> {
        found[ELEMENT].as_str().map(|id| Element { browser: self, id: id.to_owned() })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = Command::new("curl").args(["--silent", "--request", "DELETE", &self.session]).output();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Something on a page.
pub(crate) struct Element<'a> {
    browser: &'a Browser,
    id: String,
}

impl Element<'_> {
    /// Clicks it, and waits for the page that this opens.
    pub(crate) fn click(&self) {
        let answer = self.browser.command(&self.path("click"), &json!({}));
        assert!(answer.is_null(), "it cannot be clicked on {}: {answer}", self.browser.address());
    }

    /// Types into it, after what is there.
    pub(crate) fn type_in(&self, text: &str) {
        let answer = self.browser.command(&self.path("value"), &json!({ "text": text }));
        assert!(answer.is_null(), "nothing can be typed on {}: {answer}", self.browser.address());
    }

    /// Empties it and types into it.
    pub(crate) fn fill(&self, text: &str) {
        let answer = self.browser.command(&self.path("clear"), &json!({}));
        assert!(answer.is_null(), "it cannot be emptied on {}: {answer}", self.browser.address());
        self.type_in(text);
    }

    /// What it says, as it is seen.
    pub(crate) fn text(&self) -> String {
        self.browser.question(&self.path("text")).as_str().unwrap_or_default().to_owned()
    }

    /// What stands in it, if it is a field.
    pub(crate) fn value(&self) -> String {
        self.browser.question(&self.path("property/value")).as_str().unwrap_or_default().to_owned()
    }

    /// An attribute of it.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.browser.question(&self.path(&format!("attribute/{name}"))).as_str().map(str::to_owned)
    }

    /// Whether it can be seen.
    pub(crate) fn is_seen(&self) -> bool {
        self.browser.question(&self.path("displayed")) == true
    }

    fn path(&self, what: &str) -> String {
        format!("element/{}/{what}", self.id)
    }
}

fn capabilities(home: &Path, width: u32, scripts: Scripts) -> Value {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        format!("--user-data-dir={}", home.join("profile").display()),
    ];
    // Chromium refuses to shut itself in when it runs as root, as it does in continuous integration.
    if is_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    let mut options = json!({ "args": arguments });
    if scripts == Scripts::Run {
        options["mobileEmulation"] =
            json!({ "deviceMetrics": { "width": width, "height": 700, "pixelRatio": 1.0 } });
    } else {
        // A finger's touch waits for a script to hear of it: without scripts, people have a mouse and a real window.
        options["args"].as_array_mut().unwrap().push(format!("--window-size={width},700").into());
        // 2 is Chromium's number for "nowhere".
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    json!({ "capabilities": { "alwaysMatch": {
        "browserName": "chrome",
        "timeouts": { "implicit": FOUND_WITHIN_MILLISECONDS },
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": options,
    } } })
}

/// One command to the driver; the value of its answer.
fn ask(address: &str, body: &Value) -> Value {
    curl(address, Some(&body.to_string()))
}

fn curl(address: &str, body: Option<&str>) -> Value {
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--max-time", "60"]);
    if body.is_some() {
        // Through the input: a whole library does not fit into an argument.
        command.args(["--header", "content-type: application/json", "--data-binary", "@-"]);
    }
    let mut child = command
        .arg(address)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("curl is installed");
    let mut input = child.stdin.take().expect("its input is a pipe");
    input.write_all(body.unwrap_or_default().as_bytes()).expect("curl reads its input");
    drop(input);
    let output = child.wait_with_output().expect("curl can be waited for");
    assert!(output.status.success(), "{address}: {}", String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("WebDriver answers JSON");
    answer["value"].clone()
}

/// Makes a browser's certificate store, and puts the authority in it.
pub(crate) fn trust(authority: &Path, store: &Path) {
    std::fs::create_dir_all(store).unwrap();
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
