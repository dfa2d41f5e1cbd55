//! A letter as a message on the wire (RFC 5322).

use std::time::{Duration, SystemTime};

use directory::{LetterId, Timestamp, channel::EmailAddress};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};

use super::Letter;
use crate::config::Origin;

/// What every letter has in common.
#[derive(Clone, Debug)]
pub struct Letterhead {
    /// The newsroom's name.
    pub newsroom: String,
    /// Where staff sign in.
    pub admin: Origin,
    /// Whom letters come from.
    pub from: EmailAddress,
}

/// A letter that no message can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the mail program does not take the address")]
pub(super) struct Unsendable;

impl Letterhead {
    /// The message of this letter.
    pub(super) fn message(
        &self,
        id: &LetterId,
        letter: &Letter,
        made_at: Timestamp,
    ) -> Result<Message, Unsendable> {
        let from = Mailbox::new(Some(one_line(&self.newsroom)), address(&self.from)?);
        let to = Mailbox::new(None, address(&letter.to)?);
        let seconds = u64::try_from(made_at.seconds()).unwrap_or_default();
        let date = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        // No out-of-office note shall answer it, and no list shall take it for a person's (RFC 3834).
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        Message::builder()
            .from(from)
            .to(to)
            .subject(one_line(&letter.subject))
            .date(date)
            .message_id(Some(format!("<{}@{}>", id.as_str(), self.admin.host())))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(self.text(letter))
            .map_err(|_| Unsendable)
    }

    fn text(&self, letter: &Letter) -> String {
        let Letter { body, path, .. } = letter;
        let Self { newsroom, admin, .. } = self;
        format!("{body}\nLook at it here, after signing in:\n{admin}{path}\n\n-- \nMasthead for {newsroom}\n")
    }
}

fn address(address: &EmailAddress) -> Result<lettre::Address, Unsendable> {
    lettre::Address::new(address.local_part(), address.domain()).map_err(|_| Unsendable)
}

/// Names are of types without line breaks. Should one ever get through, it begins no header of its own.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Letterhead {
        Letterhead {
            newsroom: "The Harbour Courier".to_owned(),
            admin: Origin::parse("https://contacts.paper.example").unwrap(),
            from: EmailAddress::parse("masthead@paper.example").unwrap(),
        }
    }

    fn formatted(subject: &str, body: &str) -> String {
        let letter = Letter {
            to: EmailAddress::parse("ada@paper.example").unwrap(),
            subject: subject.to_owned(),
            body: body.to_owned(),
            path: "/profiles/ada-ferris".to_owned(),
        };
        let id = LetterId::from_random([7; 16]);
        let at = Timestamp::parse_rfc3339("2026-11-22T18:00:00Z").unwrap();
        String::from_utf8(head().message(&id, &letter, at).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_message_has_the_headers_of_an_automatic_one_and_the_link() {
        let message = formatted("Ada Ferris: the profile was changed", "Something happened.\n");
        for line in [
            "From: \"The Harbour Courier\" <masthead@paper.example>",
            "To: ada@paper.example",
            "Subject: Ada Ferris: the profile was changed",
            "Date: Sun, 22 Nov 2026 18:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "Something happened.",
            "https://contacts.paper.example/profiles/ada-ferris",
            "Masthead for The Harbour Courier",
        ] {
            assert!(message.lines().any(|found| found == line), "{line} is not in\n{message}");
        }
        let id = LetterId::from_random([7; 16]);
        assert!(
            message.contains(&format!("Message-ID: <{}@contacts.paper.example>", id.as_str())),
            "{message}"
        );
        assert!(message.contains("Content-Type: text/plain; charset=utf-8"), "{message}");
    }

    #[test]
    fn a_line_break_in_a_subject_begins_no_header() {
        for hostile in ["a\r\nBcc: x@y.example", "a\nBcc: x@y.example", "a\rBcc: x@y.example", "a\0\u{85}b"] {
            let message = formatted(hostile, "Body.\n");
            let (headers, _) = message.split_once("\r\n\r\n").unwrap();
            assert!(!headers.lines().any(|line| line.starts_with("Bcc")), "{headers}");
            assert!(
                headers.bytes().all(|octet| octet == b'\r' || octet == b'\n' || !octet.is_ascii_control())
            );
        }
    }

    #[test]
    fn a_name_in_another_script_is_encoded_and_the_text_survives() {
        let message = formatted("Ελένη Παππά: the profile was changed", "Ελένη\n");
        assert!(message.is_ascii() && message.contains("Subject: =?utf-8?"), "{message}");
    }
}
