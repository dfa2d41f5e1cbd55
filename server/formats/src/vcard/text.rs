//! Values that are safe to write into a card, whatever they were made from.

/// Text without anything that could end a line, hide in one, or end a card early.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Text(String);

impl Text {
    /// Text on one line, such as a name. Line breaks and tabs become spaces.
    pub(crate) fn line(text: &str) -> Self {
        let joined = Self::paragraphs(text).0.replace(['\n', '\t'], " ");
        Self(joined.trim().to_owned())
    }

    /// Text that may have several lines, such as a note. Every kind of line break becomes one line feed.
    pub(crate) fn paragraphs(text: &str) -> Self {
        let breaks = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
        Self(without_card_markers(breaks.chars().filter(|character| !is_hidden(*character)).collect()))
    }

    /// The text itself, as JSON formats write it.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as one vCard value or component (RFC 6350, 3.4). A semicolon is escaped in every text, although
    /// some need not be: readers that split at it would drop the rest, and the rest may be the safety advice.
    pub(crate) fn escaped(&self) -> String {
        let mut escaped = String::with_capacity(self.0.len() + 8);
        for character in self.0.chars() {
            match character {
                '\\' => escaped.push_str("\\\\"),
                ',' => escaped.push_str("\\,"),
                ';' => escaped.push_str("\\;"),
                '\n' => escaped.push_str("\\n"),
                other => escaped.push(other),
            }
        }
        escaped
    }
}

/// Control characters, and the controls that make text read in another order than it is stored.
fn is_hidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => true,
        other => other.is_control(),
    }
}

/// Some readers look for these words before they look for lines: one splits a file at `END:VCARD` wherever it
/// stands, and refuses any card that says `VERSION:2.1` in whatever place.
const CARD_MARKERS: [&str; 3] = ["begin:vcard", "end:vcard", "version:2.1"];

fn card_marker_colons(text: &str) -> Vec<usize> {
    let lowered = text.to_ascii_lowercase();
    CARD_MARKERS
        .iter()
        .flat_map(|marker| lowered.match_indices(marker))
        .filter_map(|(start, marker)| marker.find(':').map(|colon| start + colon))
        .collect()
}

fn without_card_markers(text: String) -> String {
    let colons = card_marker_colons(&text);
    if colons.is_empty() {
        return text;
    }
    text.char_indices().map(|(at, character)| if colons.contains(&at) { ' ' } else { character }).collect()
}

/// An address in a form that no vCard reader can mistake for more than one value: ASCII, without comma,
/// semicolon, backslash, quotation mark or space.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Uri(String);

impl Uri {
    /// The address with every octet that is not safe percent-encoded.
    pub(crate) fn new(address: &str) -> Self {
        let colons = card_marker_colons(address);
        let mut safe = String::with_capacity(address.len());
        for (at, octet) in address.bytes().enumerate() {
            let kept = octet.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+=%".contains(&octet);
            if kept && !colons.contains(&at) {
                safe.push(char::from(octet));
            } else {
                safe.push('%');
                safe.push_str(&data_encoding::HEXUPPER.encode(&[octet]));
            }
        }
        Self(safe)
    }

    /// The address.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_becomes_one_line_feed() {
        assert_eq!(Text::paragraphs("a\r\nb\rc\u{2028}d").as_str(), "a\nb\nc\nd");
        assert_eq!(Text::paragraphs("a\r\nb").escaped(), "a\\nb");
        assert_eq!(Text::line("a\r\nb\tc").as_str(), "a b c");
    }

    #[test]
    fn characters_that_hide_or_reorder_are_left_out() {
        assert_eq!(Text::line("a\0b\u{7f}c\u{85}d\u{202e}e\u{2066}f").as_str(), "abcdef");
    }

    #[test]
    fn words_that_end_a_card_lose_their_colon() {
        assert_eq!(Text::line("x End:vCard y VERSION:2.1").as_str(), "x End vCard y VERSION 2.1");
        assert_eq!(Text::line("END:\0VCARD").as_str(), "END VCARD");
        assert_eq!(Text::line("END:\nVCARD BEGIN\n:VCARD").as_str(), "END: VCARD BEGIN :VCARD");
        assert_eq!(Uri::new("https://a.example/END:VCARD").as_str(), "https://a.example/END%3AVCARD");
    }

    #[test]
    fn an_address_keeps_its_meaning_and_loses_its_separators() {
        assert_eq!(
            Uri::new("https://a.example/#/?x=1,2;3&é").as_str(),
            "https://a.example/#/?x=1%2C2%3B3&%C3%A9"
        );
        assert_eq!(Uri::new("https://a.example/%2C\r\n\\\"").as_str(), "https://a.example/%2C%0D%0A%5C%22");
    }
}
