//! The newsroom's side in a real browser, from the one-time link to the card that a source saves: once by passkeys, once
//! without any script by passwords and an authenticator app.

use std::collections::BTreeSet;
use std::process::Command;

use aws_lc_rs::hmac;
use data_encoding::BASE32_NOPAD;
use serde_json::Value;

use crate::harness::{Server, channel, run};
use crate::reading::examine;
use crate::webdriver::{Browser, Scripts};

const PASSWORD: &str = "seven brass herons, unfolding";
const COLLEAGUES_PASSWORD: &str = "a lighthouse full of quiet violins";
/// A number that nobody has, and no sample person either.
const NEW_NUMBER: &str = "+442079460999";
/// How often the public side is asked until it shows a change.
const QUESTIONS: usize = 400;

#[test]
fn a_number_changes_when_a_colleague_confirms_it_by_passkey() {
    let server = Server::demo();
    let owner = Member::set_up_first(&server, Scripts::Run);
    owner.makes_a_passkey();
    owner.keeps_recovery_codes();
    owner.signs_out();
    owner.signs_in_by_passkey();
    let slug = server.person();
    let proposal = owner.proposes_a_number(&slug);

    let colleague = Member::set_up_by(&server, &made_account(&server), Scripts::Run, None);
    colleague.makes_a_passkey();
    colleague.keeps_recovery_codes();
    owner.is_not_asked_to_confirm(&proposal);
    colleague.confirms(&proposal);
    assert_eq!(number_once_changed(&server, &slug), NEW_NUMBER);
    for member in [&owner, &colleague] {
        member.has_nothing_to_complain_of();
    }
}

#[test]
fn a_number_changes_when_a_colleague_confirms_it_without_any_script() {
    let server = Server::demo();
    let mut owner = Member::set_up_first(&server, Scripts::Off);
    owner.sets_up_an_app();
    owner.keeps_recovery_codes();
    owner.signs_out();
    owner.signs_in_by_code();
    let slug = server.person();
    let proposal = owner.proposes_a_number(&slug);

    let link = made_account(&server);
    let mut colleague = Member::set_up_by(&server, &link, Scripts::Off, Some(COLLEAGUES_PASSWORD));
    colleague.sets_up_an_app();
    colleague.keeps_recovery_codes();
    owner.is_not_asked_to_confirm(&proposal);
    colleague.confirms(&proposal);
    assert_eq!(number_once_changed(&server, &slug), NEW_NUMBER);
    for member in [&owner, &colleague] {
        member.has_nothing_to_complain_of();
    }
}

/// Somebody of the newsroom, at a browser of their own.
struct Member<'a> {
    server: &'a Server,
    browser: Browser,
    scripts: Scripts,
    /// Of their authenticator app.
    secret: Vec<u8>,
}

impl<'a> Member<'a> {
    /// By the link that the server printed when it started.
    fn set_up_first(server: &'a Server, scripts: Scripts) -> Self {
        let link = link_in(&server.greeting);
        let browser = Browser::start_with(server, 1000, scripts);
        browser.open(&link);
        let member = Self { server, browser, scripts, secret: Vec::new() };
        member.shows("set-up-first");
        member.browser.find("[name=name]").fill("Olga Okonkwo");
        member.browser.find("[name=email]").fill("olga@paper.example");
        member.chooses_password(Some(PASSWORD))
    }

    /// By the link that somebody handed over.
    fn set_up_by(server: &'a Server, link: &str, scripts: Scripts, password: Option<&str>) -> Self {
        let browser = Browser::start_with(server, 400, scripts);
        browser.open(link);
        Self { server, browser, scripts, secret: Vec::new() }.chooses_password(password)
    }

    fn chooses_password(self, password: Option<&str>) -> Self {
        self.browser.find("[name=password]").fill(password.unwrap_or_default());
        self.browser.find("[name=again]").fill(password.unwrap_or_default());
        self.shows("set-up");
        self.browser.find_by_text("button", "Go on to the second factor").click();
        self.browser.find_by_text("h2", "An authenticator app");
        let cookies = self.browser.cookies();
        let [cookie] = &cookies[..] else { panic!("{} cookies", cookies.len()) };
        assert_eq!(cookie["name"], "__Host-masthead");
        assert_eq!((&cookie["httpOnly"], &cookie["secure"]), (&Value::from(true), &Value::from(true)));
        assert_eq!((&cookie["sameSite"], &cookie["path"]), (&Value::from("Strict"), &Value::from("/")));
        self
    }

    fn makes_a_passkey(&self) {
        self.browser.add_authenticator();
        self.shows("second-factor");
        self.browser.find_by_text("button", "Make a passkey").click();
    }

    /// Without scripts there is no passkey, and no button that would do nothing.
    fn sets_up_an_app(&mut self) {
        assert!(!self.browser.find("form[data-passkey]").is_seen());
        self.shows("second-factor-without-scripts");
        self.browser.find_by_text("button", "Set up an authenticator app").click();
        let secret = self.browser.find(".once").text().replace(' ', "");
        self.secret = BASE32_NOPAD.decode(secret.as_bytes()).expect("the secret is base32");
        self.shows("authenticator");
        self.browser.find("[name=code]").fill(&self.code(0));
        self.browser.find_by_text("button", "Use this app").click();
    }

    fn keeps_recovery_codes(&self) {
        self.browser.find_by_text("button", "Show me ten new codes").click();
        assert_eq!(self.browser.find(".codes").text().lines().count(), 10);
        self.shows("recovery-codes");
        self.browser.find_by_text("a", "I have kept them").click();
    }

    fn signs_out(&self) {
        self.browser.find_by_text("button", "Sign out").click();
        self.browser.find_by_text("h1", "Sign in");
        assert_eq!(self.browser.cookies(), Vec::<Value>::new());
        self.browser.open(&format!("{}/", self.server.admin));
        self.browser.find_by_text("h1", "Sign in");
        self.shows("sign-in");
    }

    fn signs_in_by_passkey(&self) {
        self.browser.find_by_text("button", "Sign in with a passkey").click();
        self.browser.find_by_text("button", "Sign out");
    }

    fn signs_in_by_code(&self) {
        assert!(!self.browser.find("form[data-passkey]").is_seen());
        self.browser.find("[name=email]").fill("olga@paper.example");
        self.browser.find("[name=password]").fill(PASSWORD);
        // A code is good once: the app's next one, which a clock that goes fast would show already.
        self.browser.find("[name=code]").fill(&self.code(1));
        self.browser.find_by_text("button", "Sign in").click();
        self.browser.find_by_text("button", "Sign out");
        self.shows("directory");
    }

    /// Returns the address of the proposal.
    fn proposes_a_number(&self, slug: &str) -> String {
        let former = number(self.server, slug).expect("the sample person has a Signal number");
        self.browser.open(&format!("{}/profiles/{slug}", self.server.admin));
        self.shows("profile");
        let edit = format!("//li[contains(translate(., ' ', ''), '{former}')]//a[normalize-space()='Edit']");
        self.browser.find_path(&edit).click();
        let value = self.browser.find("[name=value]");
        assert_eq!(value.value(), former);
        value.fill("+44 20 7946 09");
        self.browser.find("button.main").click();
        // What was typed stays, with what is wrong with it beside it.
        assert_eq!(self.browser.find("[name=value][aria-invalid=true]").value(), "+44 20 7946 09");
        self.shows("channel-with-a-mistake");
        self.browser.find("[name=value]").fill(NEW_NUMBER);
        self.browser.find("button.main").click();
        self.browser.find_by_text("h2", "Waiting for a second person");
        self.shows("profile-with-a-proposal");
        assert_eq!(number(self.server, slug), Some(former));
        let link = self.browser.find("a[href*='/proposals/pro_']").attribute("href");
        link.expect("a link has an address").rsplit('/').next().unwrap_or_default().to_owned()
    }

    fn is_not_asked_to_confirm(&self, proposal: &str) {
        self.opens(proposal);
        self.browser.find_by_text("h2", "Your own proposal");
        self.shows("own-proposal");
        assert!(!self.browser.text().contains("Approve"));
    }

    fn confirms(&self, proposal: &str) {
        self.opens(proposal);
        self.shows("proposal");
        assert!(self.browser.text().contains(NEW_NUMBER));
        self.browser.find("[name=checked][value=in_person]").click();
        self.browser.find_by_text("button", "Approve: do exactly this").click();
        self.browser.find_by_text("p", "Approved, and done.");
        self.shows("approved");
    }

    fn opens(&self, proposal: &str) {
        self.browser.open(&format!("{}/proposals/{proposal}", self.server.admin));
    }

    /// Six digits of the authenticator app (RFC 6238), now or some steps of thirty seconds later.
    fn code(&self, steps_later: u64) -> String {
        let now = Command::new("date").arg("+%s").output().expect("date can be run").stdout;
        let now: u64 = String::from_utf8_lossy(&now).trim().parse().expect("seconds are a number");
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.secret);
        let tag = hmac::sign(&key, &(now / 30 + steps_later).to_be_bytes());
        let start = usize::from(tag.as_ref()[19] & 15);
        let four: [u8; 4] = tag.as_ref()[start..start + 4].try_into().expect("four octets are four");
        format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
    }

    /// A page to look at, which everyone can read.
    fn shows(&self, name: &str) {
        self.browser.picture(name);
        // What examines it is a script.
        if self.scripts == Scripts::Run {
            let faults = examine(&self.browser, name, &mut BTreeSet::new());
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
    }

    fn has_nothing_to_complain_of(&self) {
        // A refused form answers 422; Chromium tells what it cleared, and advises RSA keys, which are not accepted.
        let expected = ["status of 422", "pubKeyCredParams", "Clear-Site-Data header"];
        let mut complaints = self.browser.log();
        complaints.retain(|line| !expected.iter().any(|expected| line.contains(expected)));
        assert!(complaints.is_empty(), "{complaints:?}");
    }
}

/// Makes an account on the server's console, and returns the link that it prints.
fn made_account(server: &Server) -> String {
    let data = server.data.to_str().expect("a temporary folder's name is UTF-8");
    let folder = server.data.parent().expect("the data folder lies in the test's own");
    let made = run(
        folder,
        &[
            "account",
            "add",
            "--data",
            data,
            "carl@paper.example",
            "--name",
            "Carl Castro",
            "--role",
            "editor",
        ],
    );
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    // The console does not know on which port this test's server listens.
    let link = link_in(&String::from_utf8_lossy(&made.stdout));
    let (_, secret) = link.split_once("/set-up/").expect("the link leads to a set-up");
    format!("{}/set-up/{secret}", server.admin)
}

fn link_in(text: &str) -> String {
    let link = text.split_whitespace().find(|word| word.contains("/set-up/"));
    link.unwrap_or_else(|| panic!("no link in: {text}")).to_owned()
}

/// The Signal number that sources see.
fn number(server: &Server, slug: &str) -> Option<String> {
    let profile = server.get(&format!("/v1/profiles/{slug}.json")).json();
    Some(channel(&profile, "signal_number")?["value"].as_str()?.to_owned())
}

/// The number in the card, once the edition with the change is there.
fn number_once_changed(server: &Server, slug: &str) -> String {
    let changed = (0..QUESTIONS).find(|_| number(server, slug).as_deref() == Some(NEW_NUMBER));
    assert!(changed.is_some(), "the public side does not show the change");
    let card = server.get(&format!("/v1/profiles/{slug}.vcf"));
    assert!(card.text().contains(NEW_NUMBER), "{}", card.text());
    NEW_NUMBER.to_owned()
}
