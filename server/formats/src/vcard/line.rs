//! Writes properties as the content lines of a card (RFC 6350, 3).

use data_encoding::BASE64;

use super::property::{Property, Value};

/// The version a card is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// vCard 3.0, RFC 2426.
    Three,
    /// vCard 4.0, RFC 6350.
    Four,
}

impl Version {
    /// As it stands on the card's second line.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Three => "3.0",
            Self::Four => "4.0",
        }
    }
}

/// The most octets a line may have, its line break not counted (RFC 6350, 3.2).
const LINE_OCTETS: usize = 75;

/// One whole card.
pub(crate) fn card(version: Version, properties: &[Property]) -> String {
    let mut card = String::with_capacity(2048);
    push_folded(&mut card, "BEGIN:VCARD");
    push_folded(&mut card, &format!("VERSION:{}", version.as_str()));
    for property in properties {
        push_folded(&mut card, &content_line(version, property));
    }
    push_folded(&mut card, "END:VCARD");
    card
}

fn content_line(version: Version, property: &Property) -> String {
    let mut line = String::new();
    if let Some(group) = property.group {
        line.push_str(&group.label());
        line.push('.');
    }
    line.push_str(property.name.as_str());
    for (parameter, value) in &property.parameters {
        line.push(';');
        line.push_str(parameter.as_str());
        line.push('=');
        line.push_str(value.as_str());
    }
    line.push(':');
    push_value(&mut line, version, &property.value);
    line
}

fn push_value(line: &mut String, version: Version, value: &Value) {
    match value {
        Value::Text(text) | Value::LanguageTag(text) => line.push_str(&text.escaped()),
        Value::List(texts) => push_joined(line, ',', texts.iter().map(super::text::Text::escaped)),
        Value::Components(texts) => push_joined(line, ';', texts.iter().map(super::text::Text::escaped)),
        Value::Uri(uri) => line.push_str(uri.as_str()),
        Value::Timestamp(moment) => line.push_str(&match version {
            Version::Three => moment.rfc3339(),
            Version::Four => moment.basic(),
        }),
        // The comma is escaped as RFC 6350's erratum 3845 has it: a reader that splits values at commas would
        // otherwise keep the media type and lose the key.
        Value::Data { media_type, octets } => {
            line.push_str("data:");
            line.push_str(media_type);
            line.push_str(";base64\\,");
            BASE64.encode_append(octets, line);
        }
        Value::Binary(octets) => BASE64.encode_append(octets, line),
    }
}

fn push_joined(line: &mut String, separator: char, parts: impl Iterator<Item = String>) {
    for (place, part) in parts.enumerate() {
        if place > 0 {
            line.push(separator);
        }
        line.push_str(&part);
    }
}

/// Adds a line with its line break, folded so that no line is too long and no character is cut.
fn push_folded(card: &mut String, line: &str) {
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LINE_OCTETS {
            card.push_str("\r\n ");
            octets = 1;
        }
        card.push(character);
        octets += character.len_utf8();
    }
    card.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vcard::property::{Group, Name, Parameter};

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let mut card = String::new();
        push_folded(&mut card, &"é".repeat(60));
        let lines: Vec<&str> = card.split_terminator("\r\n").collect();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].len(), 74);
        assert_eq!(lines[1].len(), 1 + 2 * (60 - 37));
        assert_eq!(card.replace("\r\n ", ""), "é".repeat(60) + "\r\n");
    }

    #[test]
    fn a_line_of_exactly_the_limit_is_not_folded() {
        let mut card = String::new();
        push_folded(&mut card, &"a".repeat(LINE_OCTETS));
        assert_eq!(card.len(), LINE_OCTETS + 2);
    }

    #[test]
    fn a_property_is_written_with_group_parameters_and_escaped_text() {
        let property = Property::text(Name::TITLE, "Reporter, \"Crime; Courts\" \\ Law")
            .in_group(Group::MAIL)
            .with(Parameter::TYPE, "work");
        assert_eq!(
            content_line(Version::Four, &property),
            r#"item1.TITLE;TYPE=work:Reporter\, "Crime\; Courts" \\ Law"#
        );
    }
}
