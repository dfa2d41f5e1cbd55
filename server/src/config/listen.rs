//! The address and port that a side listens on.

use std::net::SocketAddr;

use serde::{Deserialize, Deserializer, de};

/// Why a text is no address to listen on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "is not an IP address and a port, such as [::]:8443 for every network, or 127.0.0.1:8443 for this machine alone"
)]
pub struct ListenError;

/// Reads an address and a port. Names are not looked up: what they mean could change between two starts.
pub fn listen_address(text: &str) -> Result<SocketAddr, ListenError> {
    text.parse().map_err(|_| ListenError)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<SocketAddr, D::Error> {
    listen_address(&String::deserialize(from)?).map_err(de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_port_is_refused_with_an_example() {
        assert_eq!(listen_address("[::]:8443").unwrap().port(), 8443);
        for refused in ["8443", "localhost:8443", ":8443", "[::]", "127.0.0.1"] {
            let error = listen_address(refused).unwrap_err().to_string();
            assert!(error.contains("[::]:8443"), "{refused}: {error}");
        }
    }
}
