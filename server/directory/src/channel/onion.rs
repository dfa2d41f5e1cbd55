//! Onion addresses of the third version, whose checksum catches a typing error.

use data_encoding::BASE32_NOPAD;
use sha3::{Digest, Sha3_256};

use super::ChannelError;
use super::held::{one_line, strip_prefix_any_case};

/// An onion service: `http://`, 56 letters and digits, `.onion`.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OnionAddress(String);

impl OnionAddress {
    /// Reads an address, with or without `http://`, `.onion` and a slash at the end.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, 128)?;
        let host = strip_prefix_any_case(text, "http://").unwrap_or(text);
        let host = host.strip_suffix('/').unwrap_or(host).to_ascii_lowercase();
        let name = host.strip_suffix(".onion").unwrap_or(&host);
        check_onion_name(name)?;
        Ok(Self(format!("http://{name}.onion")))
    }

    /// The address without its scheme, as people copy it into Tor Browser.
    pub fn host(&self) -> &str {
        self.0.strip_prefix("http://").unwrap_or(&self.0)
    }
}

held_as_text!(OnionAddress);

/// Checks what stands before `.onion`, in lower case (Tor's rend-spec-v3, 6): base32 of a public key, the first two
/// octets of SHA3-256 of `.onion checksum`, the key and the version, and the version, which is 3.
pub(super) fn check_onion_name(name: &str) -> Result<(), ChannelError> {
    const VERSION: u8 = 3;
    let alphabet = name.bytes().all(|octet| matches!(octet, b'a'..=b'z' | b'2'..=b'7'));
    if alphabet && name.len() == 16 {
        return Err(ChannelError::OnionVersionTwo);
    }
    let octets = BASE32_NOPAD
        .decode(name.to_ascii_uppercase().as_bytes())
        .ok()
        .filter(|_| alphabet)
        .and_then(|octets| <[u8; 35]>::try_from(octets).ok())
        .ok_or(ChannelError::OnionForm)?;
    let (key, rest) = octets.split_at(32);
    let digest =
        Sha3_256::new().chain_update(b".onion checksum").chain_update(key).chain_update([VERSION]).finalize();
    let expected: Vec<u8> = digest.iter().copied().take(2).chain([VERSION]).collect();
    if rest == expected { Ok(()) } else { Err(ChannelError::OnionChecksum) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The Tor Project’s own website.
    const TOR: &str = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid";

    #[test]
    fn an_onion_address_is_read_however_it_is_copied() {
        for text in [
            TOR.to_owned(),
            format!("{TOR}.onion"),
            format!("http://{TOR}.onion"),
            format!("HTTP://{}.ONION/\n", TOR.to_uppercase()),
        ] {
            let address = OnionAddress::parse(&text).unwrap();
            assert_eq!(address.as_str(), format!("http://{TOR}.onion"));
            assert_eq!(address.host(), format!("{TOR}.onion"));
        }
    }

    #[test]
    fn one_wrong_letter_anywhere_in_an_onion_address_is_found() {
        for index in 0..TOR.len() {
            let mut letters: Vec<char> = TOR.chars().collect();
            letters[index] = if letters[index] == 'a' { 'b' } else { 'a' };
            let text: String = letters.into_iter().collect();
            assert_eq!(OnionAddress::parse(&text), Err(ChannelError::OnionChecksum), "{text}");
        }
    }

    #[test]
    fn a_version_two_address_is_refused_by_name() {
        for text in ["y6xjgkgwj47us5ca", "http://k5ri3fdr232d36nb.onion/"] {
            let refused = OnionAddress::parse(text).unwrap_err();
            assert_eq!(refused, ChannelError::OnionVersionTwo);
            assert!(refused.to_string().contains("2021"));
        }
    }

    #[test]
    fn an_onion_address_has_nothing_around_it() {
        for text in [
            format!("https://{TOR}.onion"),
            format!("http://{TOR}.onion/path"),
            format!("http://{TOR}.onion:80"),
            format!("http://www.{TOR}.onion"),
            format!("http://user@{TOR}.onion"),
            format!("{TOR}.onion.example"),
            format!("{TOR}a"),
            TOR.split_at(1).1.to_owned(),
            "theguardian.securedrop.tor.onion".to_owned(),
            TOR.replace('2', "1"),
        ] {
            assert_eq!(OnionAddress::parse(&text), Err(ChannelError::OnionForm), "{text}");
        }
    }
}
