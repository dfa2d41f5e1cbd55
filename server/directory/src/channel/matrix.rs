//! Matrix IDs.

use super::ChannelError;
use super::domain::ascii_domain;
use super::held::{one_line, strip_prefix_any_case};

/// A Matrix user ID, such as `@zoe:courier.example`.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MatrixId(String);

impl MatrixId {
    /// The most octets of a user ID (Matrix specification, appendix “User Identifiers”).
    pub const MAX_CHARACTERS: usize = 255;

    /// Reads an ID, or the `https://matrix.to/#/` link with one. Capital letters before the colon are refused and
    /// not folded: on old servers they name another user.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, Self::MAX_CHARACTERS + 32)?;
        let id = strip_prefix_any_case(text, "https://matrix.to/#/").unwrap_or(text);
        let (local, server) =
            id.strip_prefix('@').and_then(|rest| rest.split_once(':')).ok_or(ChannelError::MatrixForm)?;
        let alphabet = local
            .bytes()
            .all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit() || b"._=-/+".contains(&octet));
        let (host, port) = match server.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (server, None),
        };
        let port_is_number =
            port.is_none_or(|port| port.parse::<u16>().is_ok_and(|value| value.to_string() == port));
        if local.is_empty() || !alphabet || !port_is_number {
            return Err(ChannelError::MatrixForm);
        }
        let host = ascii_domain(host)?;
        let id = port.map_or_else(|| format!("@{local}:{host}"), |port| format!("@{local}:{host}:{port}"));
        if id.len() > Self::MAX_CHARACTERS { Err(ChannelError::MatrixForm) } else { Ok(Self(id)) }
    }

    /// The `matrix:` address (MSC2312): `matrix:u/zoe:courier.example`.
    pub fn url(&self) -> String {
        format!("matrix:u/{}", self.0.trim_start_matches('@').replace('/', "%2F"))
    }
}

held_as_text!(MatrixId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_id_names_a_user_and_a_server() {
        for (given, kept, url) in [
            ("@zoe:Courier.example", "@zoe:courier.example", "matrix:u/zoe:courier.example"),
            (
                "https://matrix.to/#/@zoe:courier.example",
                "@zoe:courier.example",
                "matrix:u/zoe:courier.example",
            ),
            (
                "@a/b=c:courier.example:8448",
                "@a/b=c:courier.example:8448",
                "matrix:u/a%2Fb=c:courier.example:8448",
            ),
        ] {
            let id = MatrixId::parse(given).unwrap();
            assert_eq!(id.as_str(), kept);
            assert_eq!(id.url(), url);
        }
    }

    #[test]
    fn a_text_that_names_no_matrix_user_is_refused() {
        for bad in [
            "zoe:courier.example",
            "@zoe",
            "@:courier.example",
            "@zoe:",
            "@Zoe:courier.example",
            "@zoe:localhost",
            "@zoe:courier.example:",
            "@zoe:courier.example:99999",
            "@zoe:courier.example:084",
            "#room:courier.example",
            "@zo e:courier.example",
            "@zoe:courier.example/x",
            "@zoë:courier.example",
            "@zoe:1.2.3.4",
        ] {
            assert!(MatrixId::parse(bad).is_err(), "{bad}");
        }
    }
}
