//! Telegram usernames.

use super::ChannelError;
use super::held::{one_line, strip_prefix_any_case};

/// A Telegram username, without the `@`.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TelegramName(String);

impl TelegramName {
    /// Reads a username, with or without its `@`, or the `https://t.me/` link with one.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let text = one_line(text, 64)?;
        let name = ["https://t.me/", "t.me/", "https://telegram.me/", "@"]
            .iter()
            .find_map(|prefix| strip_prefix_any_case(text, prefix))
            .unwrap_or(text);
        let alphabet = name.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'_');
        if !(5..=32).contains(&name.len()) || !alphabet {
            return Err(ChannelError::TelegramForm);
        }
        Ok(Self(name.to_owned()))
    }

    /// The page that opens the app.
    pub fn url(&self) -> String {
        format!("https://t.me/{}", self.0)
    }
}

held_as_text!(TelegramName);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telegram_name_is_read_from_a_handle_and_from_a_link() {
        for text in [
            "Zoe_Neri",
            "@Zoe_Neri",
            "https://t.me/Zoe_Neri",
            "T.ME/Zoe_Neri",
            "https://telegram.me/Zoe_Neri",
        ] {
            assert_eq!(TelegramName::parse(text).unwrap().as_str(), "Zoe_Neri", "{text}");
        }
        for bad in [
            "zoe",
            "@zoe-neri",
            "https://t.me/+AbCdEf123",
            "https://t.me/joinchat/abcdef",
            "https://t.me/",
            "http://t.me/Zoe_Neri",
            "@@zoeneri",
            "zoë_neri",
        ] {
            assert_eq!(TelegramName::parse(bad), Err(ChannelError::TelegramForm), "{bad}");
        }
    }
}
