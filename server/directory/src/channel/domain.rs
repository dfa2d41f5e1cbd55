//! Host names: kept in the ASCII form that the network uses, shown in their own script where that cannot deceive.

use unicode_security::{RestrictionLevel, RestrictionLevelDetection};

use super::ChannelError;

/// The longest host name that the DNS can carry, as text.
const MAX_OCTETS: usize = 253;
/// The longest label of one.
const MAX_LABEL_OCTETS: usize = 63;

/// The host name in ASCII (A-labels) and lower case, if the DNS could hold it: two labels at least, letters, digits
/// and hyphens, and a top level that is no number.
pub(super) fn ascii_domain(text: &str) -> Result<String, ChannelError> {
    let domain = idna::domain_to_ascii_strict(text).map_err(|_| ChannelError::Domain)?;
    let labels: Vec<&str> = domain.split('.').collect();
    let top_is_number = labels.last().is_some_and(|label| label.bytes().all(|octet| octet.is_ascii_digit()));
    if domain.len() > MAX_OCTETS
        || labels.len() < 2
        || top_is_number
        || !labels.iter().all(|label| is_label(label))
    {
        return Err(ChannelError::Domain);
    }
    Ok(domain)
}

/// The host name as people write it. A label that could be taken for an ASCII one, or that mixes scripts, stays in
/// its `xn--` form: otherwise a Cyrillic `а` would make another newspaper's address.
pub(super) fn readable_domain(ascii: &str) -> String {
    let labels: Vec<String> = ascii.split('.').map(readable_label).collect();
    labels.join(".")
}

fn readable_label(label: &str) -> String {
    if !label.starts_with("xn--") {
        return label.to_owned();
    }
    let (unicode, result) = idna::domain_to_unicode(label);
    let looks_ascii = unicode_security::skeleton(&unicode).all(|character| character.is_ascii());
    let honest = unicode.check_restriction_level(RestrictionLevel::HighlyRestrictive);
    if result.is_ok() && honest && !looks_ascii { unicode } else { label.to_owned() }
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= MAX_LABEL_OCTETS
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit() || octet == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_name_is_kept_in_ascii_and_lower_case() {
        assert_eq!(ascii_domain("TechCrunch.COM").unwrap(), "techcrunch.com");
        assert_eq!(ascii_domain("bücher.example").unwrap(), "xn--bcher-kva.example");
        assert_eq!(ascii_domain("газета.рф").unwrap(), "xn--80aahjj1e.xn--p1ai");
    }

    #[test]
    fn a_name_that_the_dns_cannot_hold_is_refused() {
        for text in [
            "localhost",
            "a..b",
            ".a.b",
            "a.b.",
            "-a.example",
            "a-.example",
            "a_b.example",
            "127.0.0.1",
            "[::1]",
            "a b.example",
            "a/b.example",
            "a@b.example",
            "example.123",
            "",
            "xn--a.example",
            "a\u{202e}b.example",
        ] {
            assert_eq!(ascii_domain(text), Err(ChannelError::Domain), "{text:?}");
        }
        assert!(ascii_domain(&format!("{}.example", "a".repeat(64))).is_err());
        assert!(ascii_domain(&format!("{}example", "a.".repeat(130))).is_err());
    }

    #[test]
    fn a_host_name_is_shown_in_its_own_script() {
        assert_eq!(readable_domain("xn--bcher-kva.example"), "bücher.example");
        assert_eq!(readable_domain("xn--80aahjj1e.xn--p1ai"), "газета.рф");
    }

    #[test]
    fn a_host_name_that_looks_like_another_is_shown_in_ascii() {
        // Both spell “apple”: with one Cyrillic letter, and with nothing else.
        for text in ["аpple.example", "аррӏе.example"] {
            let ascii = ascii_domain(text).unwrap();
            assert!(ascii.starts_with("xn--"));
            assert_eq!(readable_domain(&ascii), ascii);
        }
    }
}
