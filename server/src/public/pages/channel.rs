//! One channel as a page shows it.

use askama::Template;
use data_encoding::BASE64;
use directory::{Audience, ChannelKind, ChannelValue, ProfileKind, PublicChannel, PublicProfile};
use formats::Advice;

use super::{link::SafeUrl, markup::Markup};

/// One channel of one profile.
pub(super) struct ShownChannel<'a> {
    profile: &'a PublicProfile,
    channel: &'a PublicChannel,
    text: String,
    is_first: bool,
}

#[derive(Template)]
#[template(path = "value.html")]
struct Value<'a> {
    text: &'a str,
    shape: &'static str,
    direction: &'static str,
}

#[derive(Template)]
#[template(path = "effects.html")]
struct Effects {
    advice: Advice,
}

/// A public key that can be saved or copied out of the page.
pub(super) struct KeyFile<'a> {
    pub(super) address: SafeUrl,
    pub(super) armored: &'a str,
}

/// A link that opens a channel on this device.
pub(super) struct Opening {
    pub(super) before: &'static str,
    pub(super) address: SafeUrl,
    pub(super) words: String,
}

impl<'a> ShownChannel<'a> {
    /// The channels of `profile` that `audience` may see, best first.
    pub(super) fn all(profile: &'a PublicProfile, audience: Audience) -> Vec<Self> {
        let channels = profile.channels_for(audience);
        channels
            .map(|channel| Self {
                profile,
                channel,
                text: channel.value.display(),
                is_first: profile.prefers(channel, audience),
            })
            .collect()
    }

    pub(super) fn label(&self) -> &'a str {
        self.channel.label()
    }

    /// Whether it is the one to try first, of those that this page shows.
    pub(super) fn is_first(&self) -> bool {
        self.is_first
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The value, large, for reading and typing.
    pub(super) fn value(&self) -> Markup {
        Markup::of(&Value { text: &self.text, shape: self.shape(), direction: self.direction() })
    }

    /// How the value is set: as a number or a fingerprint in groups that stay whole, as one line of type, as a long
    /// string of signs, or as lines of text.
    pub(super) fn shape(&self) -> &'static str {
        const LONGEST_LINE: usize = 44;
        match self.channel.kind() {
            ChannelKind::SignalNumber | ChannelKind::Whatsapp | ChannelKind::Phone => "number",
            ChannelKind::Pgp => "groups",
            ChannelKind::Post | ChannelKind::App => "lines",
            ChannelKind::Session | ChannelKind::Simplex | ChannelKind::SignalLink => "long",
            _ if self.text.chars().count() > LONGEST_LINE => "long",
            _ => "line",
        }
    }

    /// Numbers and addresses run from left to right in every language. A postal address runs as it is written.
    pub(super) fn direction(&self) -> &'static str {
        match self.channel.kind() {
            ChannelKind::Post | ChannelKind::App => "auto",
            _ => "ltr",
        }
    }

    /// The place in the page where this kind of channel is explained.
    pub(super) fn anchor(&self) -> String {
        ShownKind(self.channel.kind()).anchor()
    }

    pub(super) fn effects(&self) -> Markup {
        ShownKind(self.channel.kind()).effects()
    }

    pub(super) fn note(&self) -> Option<&'a str> {
        self.channel.note.as_ref().map(directory::Note::as_str)
    }

    /// The QR code, as base64, if this is the channel to try first.
    pub(super) fn code(&self) -> Option<String> {
        if self.is_first { code_of(self.profile, Audience::ProfileOnly) } else { None }
    }

    pub(super) fn key(&self) -> Option<KeyFile<'a>> {
        match &self.channel.value {
            ChannelValue::Pgp(key) => {
                Some(KeyFile { address: SafeUrl::key_file(key.armored()), armored: key.armored() })
            }
            _ => None,
        }
    }

    /// By whom and when the channel was last said to be right. The month is all that is published.
    pub(super) fn confirmation(&self) -> String {
        let owner = match (self.profile.kind, self.profile.pronouns.as_ref().map(directory::Pronouns::as_str))
        {
            (ProfileKind::Desk, _) => "the desk",
            (ProfileKind::Person, Some(pronouns)) => match pronouns.split('/').nth(1).map(str::trim) {
                Some("her") => "her",
                Some("him") => "him",
                Some("them") => "them",
                _ => "its owner",
            },
            (ProfileKind::Person, None) => "its owner",
        };
        match (self.channel.confirmed, self.channel.is_overdue) {
            (None, _) => format!("Not yet confirmed by {owner}."),
            (Some(month), false) => format!("Confirmed by {owner} in {}.", month.in_words()),
            (Some(month), true) => format!("Last confirmed by {owner} in {}.", month.in_words()),
        }
    }

    /// What stands beside a contact whose owner has not confirmed it for a while.
    pub(super) fn doubt(&self) -> Option<&'static str> {
        self.channel.is_overdue.then_some(formats::OVERDUE)
    }

    pub(super) fn link(&self) -> Option<Opening> {
        let address = SafeUrl::parse(&self.channel.value.url()?)?;
        let (before, words) = if let Some(host) = address.host() {
            ("Or open ", host)
        } else if address.is("mailto") {
            ("Or open it ", "in a mail program".to_owned())
        } else if address.is("tel") {
            ("Or ", "call from this device".to_owned())
        } else {
            ("Or open it ", "in an app on this device".to_owned())
        };
        Some(Opening { before, address, words })
    }
}

/// The QR code of the channel that `audience` should try first, as base64 of a PNG: the only picture that Tor
/// Browser shows at its safest level without asking for another address.
pub(super) fn code_of(profile: &PublicProfile, audience: Audience) -> Option<String> {
    formats::qr_png(profile, audience).map(|png| BASE64.encode(&png))
}

/// One kind of channel, explained.
pub(super) struct ShownKind(pub(super) ChannelKind);

impl ShownKind {
    /// Its place in a page. No slug holds an underscore, so no profile can have the same.
    pub(super) fn anchor(&self) -> String {
        format!("_kind_{}", self.0.as_str())
    }

    /// The kinds of Signal contact have one label and very different effects.
    pub(super) fn title(&self) -> &'static str {
        match self.0 {
            ChannelKind::SignalLink => "Signal, by a link",
            ChannelKind::SignalUsername => "Signal, by a username",
            ChannelKind::SignalNumber => "Signal, by a number",
            kind => kind.label(),
        }
    }

    pub(super) fn effects(&self) -> Markup {
        Markup::of(&Effects { advice: formats::advice(self.0) })
    }
}
