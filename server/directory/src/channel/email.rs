//! E-mail addresses: the part of RFC 5321 that every mail program reads alike.

use email_address::Options;

use super::ChannelError;
use super::domain::{ascii_domain, readable_domain};
use super::held::{one_line, percent_encoded};

/// An e-mail address. The domain is held in ASCII and lower case; the part before the `@` as it was given, because
/// only its own server may say whether case matters.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The longest address that a mail server must take (RFC 5321, 4.5.3.1.3).
    pub const MAX_CHARACTERS: usize = 254;

    /// Reads a bare address, without a display name.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, Self::MAX_CHARACTERS)?;
        if text.contains(['"', '(', ')']) {
            return Err(ChannelError::EmailQuoted);
        }
        let (local, domain) = text.split_once('@').ok_or(ChannelError::EmailForm)?;
        if local.is_empty() || domain.is_empty() || domain.contains('@') || text.contains(char::is_whitespace)
        {
            return Err(ChannelError::EmailForm);
        }
        if !local.is_ascii() {
            return Err(ChannelError::EmailLocalNotAscii);
        }
        let address = format!("{local}@{}", ascii_domain(domain)?);
        let options = Options::default().with_required_tld().without_display_text().without_domain_literal();
        if address.len() > Self::MAX_CHARACTERS
            || email_address::EmailAddress::parse_with_options(&address, options).is_err()
        {
            return Err(ChannelError::EmailForm);
        }
        Ok(Self(address))
    }

    /// What stands before the `@`.
    pub fn local_part(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }

    /// The host, in ASCII.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// The address as people read it, with the host in its own script where that cannot deceive.
    pub fn display(&self) -> String {
        format!("{}@{}", self.local_part(), readable_domain(self.domain()))
    }

    /// The `mailto:` address (RFC 6068). Whatever could end the address early is percent-encoded.
    pub fn url(&self) -> String {
        format!("mailto:{}@{}", percent_encoded(self.local_part(), b"-._~+"), self.domain())
    }

    /// Whether both are one mailbox, as far as anyone but its server can tell: without regard to case.
    pub fn is_same_mailbox(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

held_as_text!(EmailAddress);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_case_before_the_at_sign_only() {
        assert_eq!(EmailAddress::parse(" Zoe.N@Courier.EXAMPLE ").unwrap().as_str(), "Zoe.N@courier.example");
        assert_eq!(EmailAddress::parse("a+tips@x.example").unwrap().local_part(), "a+tips");
    }

    #[test]
    fn an_international_host_is_stored_in_ascii_and_shown_in_its_script() {
        let address = EmailAddress::parse("tips@bücher.example").unwrap();
        assert_eq!(address.as_str(), "tips@xn--bcher-kva.example");
        assert_eq!(address.display(), "tips@bücher.example");
        assert_eq!(EmailAddress::parse(&address.display()), Ok(address));
    }

    #[test]
    fn a_host_that_imitates_another_is_shown_in_ascii() {
        let address = EmailAddress::parse("tips@аpple.example").unwrap();
        assert!(address.display().starts_with("tips@xn--"));
    }

    #[test]
    fn what_mail_programs_read_differently_is_refused() {
        for text in [
            "a@b",
            "user@localhost",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@b_c.example",
            "\"a b\"@b.example",
            "a..b@c.example",
            ".a@b.example",
            "a.@b.example",
            "a@b..example",
            "a@-b.example",
            "a@b.example.",
            "@b.example",
            "a@",
            "Zoe <a@b.example>",
            "a@b.example, c@d.example",
            "a(comment)@b.example",
            "a@b@c.example",
            "a b@c.example",
            "a@b.example\r\nBcc: x@y.example",
            "a\u{202e}@b.example",
            "a\u{200b}b@c.example",
            "ä@b.example",
            "a\0@b.example",
            "a;b@c.example",
            "a,b@c.example",
            "a\\b@c.example",
            "<a@b.example>",
            "mailto:a@b.example?x",
            "a@b.example?x=y",
        ] {
            assert!(EmailAddress::parse(text).is_err(), "{text:?}");
        }
        assert!(EmailAddress::parse(&format!("{}@b.example", "a".repeat(65))).is_err());
        assert!(EmailAddress::parse(&format!("a@{}example", "abcdefgh.".repeat(40))).is_err());
    }

    #[test]
    fn a_mailto_address_encodes_what_would_end_it() {
        let url = EmailAddress::parse("a?b&c#d%e+f@g.example").unwrap().url();
        assert_eq!(url, "mailto:a%3Fb%26c%23d%25e+f@g.example");
    }
}
