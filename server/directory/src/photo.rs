//! Portraits. The octets are kept elsewhere; a profile names them.

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::IdError;

/// The SHA-256 of a portrait's octets, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhotoHash(String);

impl PhotoHash {
    /// The name of a portrait with this SHA-256.
    pub fn from_digest(digest: [u8; 32]) -> Self {
        Self(HEXLOWER.encode(&digest))
    }

    /// Reads a name back.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let digest =
            HEXLOWER.decode(text.as_bytes()).ok().and_then(|octets| <[u8; 32]>::try_from(octets).ok());
        digest.map(Self::from_digest).ok_or(IdError::Form { prefix: "" })
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PhotoHash {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl From<PhotoHash> for String {
    fn from(hash: PhotoHash) -> Self {
        hash.0
    }
}
