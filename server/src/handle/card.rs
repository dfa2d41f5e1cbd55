//! Contacts in vCards, as this server writes them (RFC 2426, RFC 6350).

use super::key::{Key, key};
use super::saved::Contact;

/// The longest part of a note that may be a contact.
const NOTED_OCTETS_MAX: usize = 128;

/// One property, its value as text.
pub(super) struct Property {
    pub(super) group: String,
    pub(super) name: String,
    pub(super) service: Option<String>,
    pub(super) value: String,
}

/// Whether a file begins as a card does.
pub(super) fn begins(text: &str) -> bool {
    text.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD"))
}

/// Reads one card or many.
pub(super) fn read(text: &str) -> Vec<Contact> {
    let (mut found, mut card) = (Vec::new(), Vec::new());
    for line in unfolded(text) {
        let Some(property) = property(&line) else { continue };
        match (property.name.as_str(), property.value.as_str()) {
            ("BEGIN", _) => card.clear(),
            ("END", _) => found.extend(contacts(&std::mem::take(&mut card))),
            _ => card.push(property),
        }
    }
    found
}

/// The contacts of one card.
pub(super) fn contacts(properties: &[Property]) -> Vec<Contact> {
    let named = |name: &str| properties.iter().find(|property| property.name == name);
    let name = named("FN").map_or("", |property| property.value.as_str());
    let label_of = |property: &Property| {
        let in_group = |other: &&Property| {
            !property.group.is_empty() && other.group == property.group && other.name == "X-ABLABEL"
        };
        properties.iter().find(in_group).map(|label| label.value.clone())
    };
    let mut found = Vec::new();
    for property in properties {
        let usual = match property.name.as_str() {
            "TEL" => "Telephone",
            "EMAIL" => "E-mail",
            "IMPP" | "SOCIALPROFILE" | "X-SOCIALPROFILE" => "Messenger",
            "URL" | "CONTACT-URI" => "Link",
            "KEY" => "PGP key",
            "NOTE" => {
                found.extend(property.value.lines().filter_map(|line| noted(name, line)));
                continue;
            }
            _ => continue,
        };
        if property.name == "KEY" && !matches!(key(&property.value), Some(Key::Fingerprint(_))) {
            continue;
        }
        let label = label_of(property).or_else(|| property.service.clone());
        found.extend(Contact::new(name, label.as_deref().unwrap_or(usual), &[&property.value]));
    }
    found
}

/// `PGP fingerprint: …`, `Signal username: …`: what address books have no field for.
fn noted(name: &str, line: &str) -> Option<Contact> {
    let (label, value) = line.split_once(": ")?;
    let is_fingerprint = matches!(key(value), Some(Key::Fingerprint(_)));
    let is_word =
        !value.contains(char::is_whitespace) && value.contains(|letter: char| letter.is_ascii_digit());
    (value.len() <= NOTED_OCTETS_MAX && (is_fingerprint || is_word))
        .then(|| Contact::new(name, label, &[value]))
        .flatten()
}

/// The lines of a card, each put together from its parts (RFC 6350, 3.2).
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// `item1.IMPP;X-SERVICE-TYPE=Signal:https://…`
fn property(line: &str) -> Option<Property> {
    let mut quoted = false;
    let colon = line.find(|letter: char| {
        quoted ^= letter == '"';
        letter == ':' && !quoted
    })?;
    let (head, value) = line.split_at_checked(colon)?;
    let mut parts = head.split(';');
    let full = parts.next()?;
    let (group, name) = full.rsplit_once('.').unwrap_or(("", full));
    let service = parts
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| {
            name.eq_ignore_ascii_case("SERVICE-TYPE") || name.eq_ignore_ascii_case("X-SERVICE-TYPE")
        })
        .map(|(_, service)| service.trim_matches('"').to_owned());
    Some(Property {
        group: group.to_ascii_lowercase(),
        name: name.to_ascii_uppercase(),
        service,
        value: unescaped(value.strip_prefix(':').unwrap_or(value)),
    })
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            other => text.push(other),
        }
    }
    text
}
