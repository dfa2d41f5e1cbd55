//! What people type to get here: an origin, and the path under which a front proxy may mount the public side.

use std::fmt;

use serde::Deserialize;
use url::{Host, Url};

/// An https origin (RFC 6454): host, and port unless it is 443.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Origin {
    host: String,
    port: u16,
}

/// Why a text is not an origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// Not a URL at all.
    #[error("is not a URL; expected one such as https://paper.example")]
    Url,
    /// Another scheme: there is no plain HTTP here.
    #[error("does not start with https://, and nothing is served without TLS")]
    Scheme,
    /// A path, a query, a user name: more than an origin.
    #[error("has more than a host and a port; a path belongs in public.base_path")]
    MoreThanOrigin,
}

impl Origin {
    /// Reads `https://host[:port]`.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        let url = Url::parse(text).map_err(|_| OriginError::Url)?;
        if url.scheme() != "https" {
            return Err(OriginError::Scheme);
        }
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() {
            return Err(OriginError::MoreThanOrigin);
        }
        let host = without_root(url.host().ok_or(OriginError::Url)?.to_string());
        Ok(Self { host, port: url.port_or_known_default().unwrap_or(443) })
    }

    /// The origin of a first try on this machine.
    pub fn localhost(port: u16) -> Self {
        Self { host: "localhost".to_owned(), port }
    }

    /// The host, lower case; an IPv6 address keeps its brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            443 => write!(formatter, "https://{}", self.host),
            port => write!(formatter, "https://{}:{port}", self.host),
        }
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

impl TryFrom<String> for Origin {
    type Error = OriginError;
    fn try_from(text: String) -> Result<Self, OriginError> {
        Self::parse(&text)
    }
}

/// Reads a host as it may stand in `public.hosts`: a name or an address, without a port.
pub(super) fn host(text: &str) -> Option<String> {
    Host::parse(text).ok().map(|host| without_root(host.to_string()))
}

/// `paper.example.` is `paper.example`: handshakes and certificates name it without the dot (RFC 6066, section 3).
fn without_root(mut host: String) -> String {
    if host.ends_with('.') {
        host.pop();
    }
    host
}

/// The path under which the public side is mounted: empty, or such as `/contact`, never with a slash at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct BasePath(String);

/// Why a text is not a base path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "is not a path such as /contact: one or more parts of letters, digits, '-' and '_', each after a '/'"
)]
pub struct BasePathError;

impl BasePath {
    /// Reads a base path; a slash at the end is dropped.
    pub fn parse(text: &str) -> Result<Self, BasePathError> {
        let text = text.strip_suffix('/').unwrap_or(text);
        if text.is_empty() {
            return Ok(Self::default());
        }
        let parts = text.strip_prefix('/').ok_or(BasePathError)?.split('/');
        let plain = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        };
        if parts.clone().all(plain) { Ok(Self(text.to_owned())) } else { Err(BasePathError) }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BasePath {
    type Error = BasePathError;
    fn try_from(text: String) -> Result<Self, BasePathError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        assert_eq!(Origin::parse("https://Paper.Example:443/").unwrap().to_string(), "https://paper.example");
        assert_eq!(Origin::parse("https://[::1]:8443").unwrap().to_string(), "https://[::1]:8443");
        assert_eq!(Origin::parse("https://paper.example.").unwrap().to_string(), "https://paper.example");
        assert_eq!(host("www.paper.example.").as_deref(), Some("www.paper.example"));
    }

    #[test]
    fn what_is_not_an_https_origin_is_refused_by_name() {
        assert_eq!(Origin::parse("http://paper.example"), Err(OriginError::Scheme));
        assert_eq!(Origin::parse("https://paper.example/contact"), Err(OriginError::MoreThanOrigin));
        assert_eq!(Origin::parse("paper.example"), Err(OriginError::Url));
    }

    #[test]
    fn a_base_path_has_no_slash_at_its_end() {
        assert_eq!(BasePath::parse("/contact/").unwrap().as_str(), "/contact");
        assert_eq!(BasePath::parse("/").unwrap().as_str(), "");
        for bad in ["contact", "//", "/a//b", "/a?b", "/a/../b", "/ä"] {
            assert!(BasePath::parse(bad).is_err(), "{bad}");
        }
    }
}
