//! Cards and QR codes as programs that are not ours read them.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::harness::{Server, channel};

/// Reads cards with Python's vobject and prints, for each, its name, every number and every address as JSON.
const VOBJECT: &str = r#"
import json, sys, vobject
for card in vobject.readComponents(sys.stdin.read()):
    card.validate()
    print(json.dumps({
        "name": card.fn.value,
        "uid": card.uid.value,
        "numbers": [line.value for line in card.contents.get("tel", [])],
        "mail": [line.value for line in card.contents.get("email", [])],
    }))
"#;

#[test]
fn python_reads_every_card_of_the_directory_with_every_number_and_address() {
    let server = Server::demo();
    let read = python(&server.get("/v1/directory.vcf").body);
    let directory = server.directory();
    let profiles = directory["profiles"].as_array().unwrap();
    assert_eq!(read.len(), profiles.len());
    for (card, profile) in read.iter().zip(profiles) {
        assert_eq!(card["name"], profile["name"]);
        assert_eq!(card["uid"], profile["uid"]);
        for channel in profile["channels"].as_array().unwrap() {
            let field = match channel["kind"].as_str().unwrap() {
                "signal_number" | "phone" => "numbers",
                "email" => "mail",
                _ => continue,
            };
            let values = card[field].as_array().unwrap();
            assert!(
                values.contains(&channel["value"]),
                "{}: {values:?} lacks {}",
                card["name"],
                channel["value"]
            );
        }
    }
}

#[test]
fn a_discreet_card_says_a_name_and_one_channel_and_nothing_else() {
    let server = Server::demo();
    let card = server.get(&format!("/v1/profiles/{}.vcf?discreet=1", server.person()));
    assert_eq!(python(&card.body).len(), 1);
    let allowed =
        ["BEGIN", "VERSION", "PRODID", "UID", "REV", "FN", "N", "TEL", "URL", "EMAIL", "X-ABLABEL", "END"];
    let text = card.text().replace("\r\n ", "");
    for line in text.lines() {
        let name = line.split([':', ';']).next().unwrap_or_default();
        let name = name.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
        assert!(allowed.contains(&name.as_str()), "{line}");
    }
}

#[test]
fn a_qr_code_holds_the_address_of_the_preferred_channel() {
    let server = Server::demo();
    let mut read = 0;
    for profile in server.directory()["profiles"].as_array().unwrap() {
        let slug = profile["slug"].as_str().unwrap();
        let own = server.get(&format!("/v1/profiles/{slug}.json")).json();
        let Some(preferred) =
            own["channels"].as_array().unwrap().iter().find(|channel| channel["preferred"] == true)
        else {
            continue;
        };
        let image = server.get(&format!("/v1/profiles/{slug}.png"));
        let said = qr(&image.body);
        assert!(is_code_of(&said, preferred), "{slug}: {said} is not {preferred}");
        read += 1;
    }
    assert!(read > 30, "only {read} codes were read");
}

#[test]
fn the_page_of_a_reporter_shows_the_code_of_her_signal_number() {
    let server = Server::demo();
    let person = server.person();
    let profile = server.get(&format!("/v1/profiles/{person}.json")).json();
    let number = channel(&profile, "signal_number").unwrap()["url"].as_str().unwrap().to_owned();
    let page = server.get(&format!("/r/{person}"));
    let inside = page.text().split("src=\"data:image/png;base64,").skip(1);
    let codes: Vec<String> = inside
        .filter_map(|rest| rest.split('"').next())
        .map(|image| qr(&data_encoding::BASE64.decode(image.as_bytes()).unwrap()))
        .collect();
    assert!(codes.contains(&number), "{number} is not in {codes:?}");
}

fn python(cards: &[u8]) -> Vec<serde_json::Value> {
    let mut child = Command::new("/usr/bin/python3")
        .args(["-c", VOBJECT])
        .env("PYTHONUTF8", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Debian's python3 is installed");
    child.stdin.take().unwrap().write_all(cards).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Whether a code says how to reach this channel.
pub(crate) fn is_code_of(said: &str, channel: &serde_json::Value) -> bool {
    let holds = ["url", "value", "display"].map(|field| channel[field].as_str().unwrap_or_default());
    // Of an onion address the bare name, which a telephone does not offer to open.
    let bare = |value: &str| value.contains(".onion").then(|| value.trim_start_matches("https://") == said);
    holds.iter().any(|value| bare(value).unwrap_or(*value == said))
}

/// What zbar reads in an image.
fn qr(image: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("code.png");
    std::fs::write(&file, image).unwrap();
    let output = Command::new("zbarimg").args(["--quiet", "--raw", "--nodbus"]).arg(&file).output().unwrap();
    assert!(output.status.success(), "zbarimg reads no code in {} octets", image.len());
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}
