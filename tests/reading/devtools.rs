//! What a person sets in a browser, and pages are not told: dark colours, a larger size, paper instead of a screen.

use data_encoding::BASE64;
use serde_json::{Value, json};

use crate::webdriver::Browser;

/// The colours that somebody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Light,
    Dark,
    /// The colours of the system and no others, as "high contrast" has it.
    Forced,
}

impl Look {
    /// Each of them, and what most people have last, so that it stays.
    pub(super) const ALL: [Self; 3] = [Self::Forced, Self::Dark, Self::Light];
}

/// A sheet of paper, in millimetres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Paper {
    pub(super) const A4: Self = Self { width: 210.0, height: 297.0 };
    pub(super) const LETTER: Self = Self { width: 215.9, height: 279.4 };
}

/// Keys by the numbers that `WebDriver` gives them.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Tab,
    Enter,
}

impl Browser {
    /// Shows every page in these colours from now on.
    pub(super) fn look(&self, look: Look) {
        let scheme = if look == Look::Dark { "dark" } else { "light" };
        let forced = if look == Look::Forced { "active" } else { "none" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
        ]);
        self.develop("Emulation.setEmulatedMedia", &json!({ "features": features }));
        let matches = format!("(prefers-color-scheme: {scheme}) and (forced-colors: {forced})");
        assert_eq!(self.run(&format!("return matchMedia('{matches}').matches")), true, "{look:?}");
    }

    /// A window of a computer, so many CSS pixels wide and high, enlarged so many times.
    pub(super) fn window(&self, width: u32, height: u32, enlarged: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": enlarged, "mobile": false });
        self.develop("Emulation.setDeviceMetricsOverride", &size);
        assert_eq!(self.run("return [innerWidth, devicePixelRatio]"), json!([width, enlarged]));
    }

    /// Presses and releases a key.
    pub(super) fn press(&self, key: Key) {
        let key = match key {
            Key::Tab => "\u{E004}",
            Key::Enter => "\u{E007}",
        };
        let strokes = json!([{ "type": "keyDown", "value": key }, { "type": "keyUp", "value": key }]);
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        let answer = self.command("actions", &json!({ "actions": [keyboard] }));
        assert!(answer.is_null(), "the key was not pressed: {answer}");
    }

    /// The page as a PDF file, printed as the browser's own dialog does it.
    pub(super) fn print(&self, paper: Paper) -> Vec<u8> {
        let size = json!({ "width": paper.width / 10.0, "height": paper.height / 10.0 });
        let printed = self.command("print", &json!({ "page": size }));
        let printed = printed.as_str().unwrap_or_else(|| panic!("not printed: {printed}"));
        BASE64.decode(printed.as_bytes()).unwrap()
    }

    /// Runs a script of the test's own that says later what it found, by calling `found`.
    pub(super) fn run_until_found(&self, script: &str) -> Value {
        let script = format!("const found = arguments[arguments.length - 1];\n{script}");
        self.command("execute/async", &json!({ "script": script, "args": [] }))
    }

    fn develop(&self, command: &str, parameters: &Value) {
        let answer = self.command("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }));
        assert!(answer.get("error").is_none(), "{command}: {answer}");
    }
}
