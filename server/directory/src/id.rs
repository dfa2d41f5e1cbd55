//! Identifiers with a kind, so that a channel's never fits where a profile's belongs.

use std::fmt;

use data_encoding::BASE32_NOPAD;

/// Why a text is not the identifier it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Another prefix, length or alphabet.
    #[error("is not an identifier of the form {prefix}…")]
    Form {
        /// The prefix this kind of identifier starts with.
        prefix: &'static str,
    },
    /// Not a UUID.
    #[error("is not a UUID such as urn:uuid:7d444840-9dc0-4a4e-9c64-8f4f0e3f5f6a")]
    Uuid,
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier for sixteen random octets.
            pub fn from_random(octets: [u8; 16]) -> Self {
                Self(format!("{}{}", $prefix, BASE32_NOPAD.encode(&octets).to_ascii_lowercase()))
            }

            /// Reads an identifier back.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                let refused = IdError::Form { prefix: $prefix };
                let body = text.strip_prefix($prefix).ok_or_else(|| refused.clone())?;
                let octets = BASE32_NOPAD.decode(body.to_ascii_uppercase().as_bytes()).map_err(|_| refused.clone())?;
                let octets = <[u8; 16]>::try_from(octets).map_err(|_| refused.clone())?;
                let read = Self::from_random(octets);
                if read.0 == text { Ok(read) } else { Err(refused) }
            }

            /// The sixteen octets that it was made of.
            pub fn octets(&self) -> [u8; 16] {
                let body = self.0.strip_prefix($prefix).unwrap_or_default().to_ascii_uppercase();
                BASE32_NOPAD
                    .decode(body.as_bytes())
                    .ok()
                    .and_then(|octets| octets.try_into().ok())
                    .expect("whatever made this identifier made it of sixteen octets")
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// A profile inside this server. Never shown to the public, who know the slug and the [`Uid`].
    ProfileId,
    "prf_"
);
identifier!(
    /// A channel of a profile.
    ChannelId,
    "chn_"
);
identifier!(
    /// Somebody who signs in.
    AccountId,
    "acc_"
);
identifier!(
    /// A sign-in that has not ended.
    SessionId,
    "ses_"
);
identifier!(
    /// A passkey of an account.
    PasskeyId,
    "pky_"
);
identifier!(
    /// A token for automation.
    TokenId,
    "tok_"
);
identifier!(
    /// A change that waits for a second person.
    ProposalId,
    "pro_"
);
identifier!(
    /// A mail on its way out.
    LetterId,
    "ltr_"
);

/// A profile's UID in every card: a random UUID, derived from neither name nor number (`urn:uuid:…`, RFC 9562).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uid(uuid::Uuid);

impl Uid {
    /// The version 4 UUID for sixteen random octets.
    pub fn from_random(octets: [u8; 16]) -> Self {
        Self(uuid::Builder::from_random_bytes(octets).into_uuid())
    }

    /// Reads a UUID, with or without `urn:uuid:`.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        uuid::Uuid::try_parse(text).map(Self).map_err(|_| IdError::Uuid)
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.urn().fmt(formatter)
    }
}

impl TryFrom<String> for Uid {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl From<Uid> for String {
    fn from(uid: Uid) -> Self {
        uid.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back_as_itself() {
        let id = ProfileId::from_random([7; 16]);
        assert_eq!(id.octets(), [7; 16]);
        assert_eq!(ProfileId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn an_identifier_of_another_kind_is_refused() {
        let id = ChannelId::from_random([7; 16]);
        assert!(ProfileId::parse(id.as_str()).is_err());
    }

    #[test]
    fn a_uid_is_written_as_a_urn() {
        assert_eq!(Uid::from_random([0; 16]).to_string(), "urn:uuid:00000000-0000-4000-8000-000000000000");
    }
}
