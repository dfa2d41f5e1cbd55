//! How browsers and clients are held to TLS: for how long, for which hosts, from which version on.

use serde::Deserialize;

/// What browsers are told to remember about this host (RFC 6797).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StrictTransport {
    /// Nothing: a first try on localhost, a path on the main site's host, an onion address.
    #[default]
    Off,
    /// Never without TLS for two years.
    Host,
    /// The same for every host below this one, which others may run.
    Subdomains,
    /// The same, and browsers may ship with it: taking that back takes months.
    Preload,
}

impl StrictTransport {
    /// The value of `Strict-Transport-Security`, where there is one.
    pub const fn value(self) -> Option<&'static str> {
        match self {
            Self::Off => None,
            Self::Host => Some("max-age=63072000"),
            Self::Subdomains => Some("max-age=63072000; includeSubDomains"),
            Self::Preload => Some("max-age=63072000; includeSubDomains; preload"),
        }
    }
}

/// The oldest TLS that is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum TlsVersion {
    /// TLS 1.2, with forward secrecy and authenticated encryption alone: for clients of before 2018.
    #[serde(rename = "1.2")]
    Tls12,
    /// TLS 1.3.
    #[default]
    #[serde(rename = "1.3")]
    Tls13,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_no_more_than_what_was_chosen() {
        assert_eq!(StrictTransport::Off.value(), None);
        for (chosen, subdomains, preload) in [
            (StrictTransport::Host, false, false),
            (StrictTransport::Subdomains, true, false),
            (StrictTransport::Preload, true, true),
        ] {
            let value = chosen.value().unwrap();
            assert!(value.starts_with("max-age=63072000"), "two years: {value}");
            assert_eq!(
                (value.contains("includeSubDomains"), value.contains("preload")),
                (subdomains, preload)
            );
        }
    }
}
