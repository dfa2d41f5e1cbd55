//! Signal's links and usernames. Signal numbers are telephone numbers.

use super::ChannelError;
use super::held::{one_line, strip_prefix_any_case};

/// A link to a Signal username: the one address that shows neither the number nor the username.
///
/// What stands after `#eu/` are today 64 characters of base64url (32 octets of entropy and a server handle of 16).
/// The format has changed five times since 2022, so any base64url text of a likely length is kept as it is. It never
/// reaches signal.me, because browsers do not send fragments.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SignalLink(String);

impl SignalLink {
    const PREFIX: &str = "https://signal.me/#eu/";

    /// Reads a link of the app: `https` or `sgnl`, or without a scheme as people print it.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let fragment = fragment_of(one_line(text, 512)?).ok_or(ChannelError::SignalLinkForm)?;
        if fragment.starts_with("p/") {
            return Err(ChannelError::SignalLinkHoldsNumber);
        }
        let handle = fragment.strip_prefix("eu/").ok_or(ChannelError::SignalLinkForm)?;
        let alphabet =
            handle.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-' || octet == b'_');
        if !(16..=256).contains(&handle.len()) || !alphabet {
            return Err(ChannelError::SignalLinkForm);
        }
        Ok(Self(format!("{}{handle}", Self::PREFIX)))
    }

    /// The number inside a link of the other form, `https://signal.me/#p/+…`. It is still to be parsed.
    pub fn number_within(text: &str) -> Option<&str> {
        fragment_of(text.trim())?.strip_prefix("p/")
    }
}

held_as_text!(SignalLink);

/// What stands after the `#`, if the host is signal.me and no other.
fn fragment_of(text: &str) -> Option<&str> {
    let rest = strip_prefix_any_case(text, "https://")
        .or_else(|| strip_prefix_any_case(text, "sgnl://"))
        .unwrap_or(text);
    let rest = strip_prefix_any_case(rest, "signal.me")?;
    rest.strip_prefix('/').unwrap_or(rest).strip_prefix('#')
}

/// A Signal username such as `zoe_n.42`, in lower case: Signal compares them so. No address opens one; people type
/// it into the app.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SignalUsername(String);

impl SignalUsername {
    /// Reads a username: a nickname of 3 to 32 characters, a dot, and the two to nine digits that Signal chose or
    /// the reporter did. `00` and a zero before more than two digits do not exist.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, 64)?;
        let username = text.strip_prefix('@').unwrap_or(text).to_ascii_lowercase();
        let (nickname, digits) = username.split_once('.').ok_or(ChannelError::SignalUsernameForm)?;
        let starts_well = nickname.starts_with(|first: char| first.is_ascii_lowercase() || first == '_');
        let alphabet = nickname.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'_');
        let exists = digits != "00" && (digits.len() == 2 || !digits.starts_with('0'));
        if !(3..=32).contains(&nickname.len())
            || !starts_well
            || !alphabet
            || !(2..=9).contains(&digits.len())
            || !digits.bytes().all(|octet| octet.is_ascii_digit())
            || !exists
        {
            return Err(ChannelError::SignalUsernameForm);
        }
        Ok(Self(username))
    }
}

held_as_text!(SignalUsername);

#[cfg(test)]
mod tests {
    use super::*;

    const HANDLE: &str = "Qm9yZWFsX0hhcmJvdXItQ291cmllcjAxMjM0NTY3ODlhYmNkZWZnaGlqa2xtbm9w";

    #[test]
    fn a_signal_link_is_kept_to_the_letter_after_the_hash() {
        let kept = format!("https://signal.me/#eu/{HANDLE}");
        for text in [
            kept.clone(),
            format!("HTTPS://Signal.ME/#eu/{HANDLE}"),
            format!("sgnl://signal.me/#eu/{HANDLE}"),
            format!("signal.me/#eu/{HANDLE}"),
            format!("https://signal.me#eu/{HANDLE}\n"),
        ] {
            assert_eq!(SignalLink::parse(&text).unwrap().as_str(), kept, "{text}");
        }
    }

    #[test]
    fn a_link_of_another_host_or_shape_is_no_signal_link() {
        for text in [
            format!("https://signal.me.evil.example/#eu/{HANDLE}"),
            format!("https://evil.example/signal.me/#eu/{HANDLE}"),
            format!("https://x@signal.me/#eu/{HANDLE}"),
            format!("http://signal.me/#eu/{HANDLE}"),
            format!("https://signal.me/?x=1#eu/{HANDLE}"),
            format!("https://signal.me/#EU/{HANDLE}"),
            format!("https://signal.me/#eu/{HANDLE}=="),
            format!("https://signal.me/#eu/{HANDLE}%20"),
            format!("https://signal.me/#eu/{HANDLE} x"),
            "https://signal.me/#eu/".to_owned(),
            "https://signal.me/#eu/short".to_owned(),
            "https://signal.me/".to_owned(),
            "https://signal.group/#CjQKIAtest0123456789".to_owned(),
            format!("https://signal.me/#eu/{}", "A".repeat(257)),
        ] {
            assert_eq!(SignalLink::parse(&text), Err(ChannelError::SignalLinkForm), "{text}");
        }
    }

    #[test]
    fn a_signal_link_with_a_number_is_refused_with_a_hint() {
        let text = "https://signal.me/#p/+442079460123";
        let refused = SignalLink::parse(text).unwrap_err();
        assert!(refused.to_string().contains("Signal number"));
        assert_eq!(SignalLink::number_within(text), Some("+442079460123"));
        assert_eq!(SignalLink::number_within("https://signal.me/#eu/abc"), None);
    }

    #[test]
    fn a_signal_username_is_compared_without_case() {
        assert_eq!(SignalUsername::parse("Zoe_N.42").unwrap().as_str(), "zoe_n.42");
        assert_eq!(SignalUsername::parse("@_abc.01").unwrap().as_str(), "_abc.01");
        assert_eq!(SignalUsername::parse("abc.999999999").unwrap().as_str(), "abc.999999999");
    }

    #[test]
    fn a_signal_username_without_its_digits_is_refused() {
        for bad in [
            "zoe_n",
            "zoe_n.",
            "zoe_n.4",
            "zoe_n.00",
            "zoe_n.042",
            "zoe_n.1234567890",
            "zo.42",
            "1zoe.42",
            "zoe n.42",
            "zoë.42",
            "zoe.n.42",
            "zoe.42.",
            "zoe.4a",
            "a@b.example",
        ] {
            assert_eq!(SignalUsername::parse(bad), Err(ChannelError::SignalUsernameForm), "{bad}");
        }
        let long = format!("{}.42", "a".repeat(33));
        assert_eq!(SignalUsername::parse(&long), Err(ChannelError::SignalUsernameForm));
    }
}
