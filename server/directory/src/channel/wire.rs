//! Wire handles.

use super::ChannelError;
use super::held::one_line;

/// A Wire handle, with its `@` and in lower case.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WireName(String);

impl WireName {
    /// The most characters of a handle, without the `@`.
    pub const MAX_CHARACTERS: usize = 64;

    /// Reads a handle, with or without its `@`.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, Self::MAX_CHARACTERS + 1)?;
        let handle = text.strip_prefix('@').unwrap_or(text).to_ascii_lowercase();
        let alphabet = handle
            .bytes()
            .all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit() || b"._-".contains(&octet));
        if !(2..=Self::MAX_CHARACTERS).contains(&handle.len()) || !alphabet {
            return Err(ChannelError::WireForm);
        }
        Ok(Self(format!("@{handle}")))
    }
}

held_as_text!(WireName);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wire_handle_has_its_at_sign() {
        assert_eq!(WireName::parse("Zoe_N").unwrap().as_str(), "@zoe_n");
        assert_eq!(WireName::parse("@zoe.n-1").unwrap().as_str(), "@zoe.n-1");
        for bad in ["@z", "@@zoe", "zoe n", "zoe/n", "zoë", "@"] {
            assert_eq!(WireName::parse(bad), Err(ChannelError::WireForm), "{bad}");
        }
    }
}
