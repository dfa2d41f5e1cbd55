//! One channel as a page shows it.

use askama::Template;
use data_encoding::BASE64;
use directory::{Audience, ChannelKind, ChannelValue, ProfileKind, PublicChannel, PublicProfile};

use super::link::SafeUrl;
use super::markup::Markup;
use super::say::{say, text};
use super::{kinds, words};

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

/// A QR code that stands in the page.
pub(super) struct Code {
    /// The picture, as base64 of a PNG.
    pub(super) png: String,
    /// What it shows, for those who do not see it.
    pub(super) words: Markup,
}

/// A public key that can be saved or copied out of the page.
pub(super) struct KeyFile<'a> {
    pub(super) address: SafeUrl,
    pub(super) armored: &'a str,
}

/// A link that opens a channel on this device.
pub(super) struct Opening {
    pub(super) address: SafeUrl,
    pub(super) words: Markup,
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

    /// What to call it: the newsroom's own label, or the kind's name.
    pub(super) fn label(&self) -> Markup {
        self.channel.own_label.as_ref().map_or_else(
            || kinds::name(self.channel.kind()).unwrap_or_else(|| words::name(self.channel.label())),
            |own| words::name(own.as_str()),
        )
    }

    /// The same for an attribute, which holds no elements.
    fn plain_label(&self) -> Markup {
        let own = self.channel.own_label.as_ref().map(|own| text(own.as_str()));
        own.or_else(|| kinds::name(self.channel.kind())).unwrap_or_else(|| text(self.channel.label()))
    }

    /// The forms in which somebody may hold the contact.
    pub(super) fn forms(&self) -> Vec<String> {
        formats::handles(&self.channel.value)
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
        kinds::ShownKind(self.channel.kind()).anchor()
    }

    pub(super) fn effects(&self) -> Markup {
        kinds::ShownKind(self.channel.kind()).effects()
    }

    pub(super) fn note(&self) -> Option<&'a str> {
        self.channel.note.as_ref().map(directory::Note::as_str)
    }

    /// The QR code, if this is the channel to try first.
    pub(super) fn code(&self) -> Option<Code> {
        let png = if self.is_first { code_of(self.profile, Audience::ProfileOnly) } else { None }?;
        let name = text(self.profile.name.as_str());
        let words = say("code-of-channel", &[("channel", &self.plain_label()), ("name", &name)]);
        Some(Code { png, words })
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
    pub(super) fn confirmation(&self) -> Markup {
        let owner = self.owner();
        let said = |when: &str, month| say(&format!("{when}-by-{owner}"), &[("month", &words::month(month))]);
        match (self.channel.confirmed, self.channel.is_overdue) {
            (None, _) => say(&format!("not-confirmed-by-{owner}"), &[]),
            (Some(month), false) => said("confirmed", month),
            (Some(month), true) => said("last-confirmed", month),
        }
    }

    /// Whose word it is, as the messages call them.
    fn owner(&self) -> &'static str {
        let pronouns = self.profile.pronouns.as_ref().map(directory::Pronouns::as_str);
        match (self.profile.kind, pronouns.and_then(|pronouns| pronouns.split('/').nth(1)).map(str::trim)) {
            (ProfileKind::Desk, _) => "desk",
            (ProfileKind::Person, Some("her")) => "her",
            (ProfileKind::Person, Some("him")) => "him",
            (ProfileKind::Person, Some("them")) => "them",
            (ProfileKind::Person, _) => "owner",
        }
    }

    /// Whether its owner has not confirmed it for a while.
    pub(super) fn is_doubted(&self) -> bool {
        self.channel.is_overdue
    }

    pub(super) fn link(&self) -> Option<Opening> {
        let address = SafeUrl::parse(&self.channel.value.url()?)?;
        let words = if let Some(host) = address.host() {
            say("open-host", &[("host", &Markup::of(&Host { host: &host }))])
        } else if address.is("mailto") {
            say("open-mail", &[])
        } else if address.is("tel") {
            say("open-call", &[])
        } else {
            say("open-app", &[])
        };
        Some(Opening { address, words })
    }
}

/// The name of a host, which runs from left to right.
#[derive(Template)]
#[template(source = "<bdi dir=\"ltr\">{{ host }}</bdi>", ext = "html")]
struct Host<'a> {
    host: &'a str,
}

/// The QR code of the channel that `audience` should try first, as base64 of a PNG: the only picture that Tor
/// Browser shows at its safest level without asking for another address.
pub(super) fn code_of(profile: &PublicProfile, audience: Audience) -> Option<String> {
    formats::qr_png(profile, audience).map(|png| BASE64.encode(&png))
}
