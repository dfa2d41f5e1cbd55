//! The discreet card, to save on a phone that others may look at: a first name, one way to reach it, a UID.
//!
//! An address book is copied to clouds and read by other apps, so this card carries nothing that says newsroom: no
//! organisation, title, note, category, maker or source. It is therefore the one card without the advice to check
//! again before each first contact, which the page beside its button gives instead.

use directory::{Audience, ChannelKind, ChannelValue, PublicChannel, PublicProfile};

use super::line::{self, Version};
use super::property::{Group, Name, Parameter, Property};
use crate::naming;
use crate::service;
use crate::site::Site;

/// What the card is called where a first name is not certain, or would name a desk.
const NEUTRAL_NAME: &str = "Contact";
/// The label of its address, which must not say more than the address does.
const NEUTRAL_LABEL: &str = "Link";

/// A profile as a vCard 3.0 with a first name, the UID and one channel, and nothing else. The site is taken as by
/// every other card, and is not named.
pub fn vcard3_discreet(profile: &PublicProfile, _site: &Site) -> String {
    let name = naming::given_name(profile).unwrap_or(NEUTRAL_NAME);
    let mut properties = vec![
        Property::text(Name::UID, &profile.uid.to_string()),
        super::formatted_name(name, profile),
        super::structured_name("", name),
    ];
    if let Some(channel) = chosen(profile) {
        push_channel(&mut properties, channel);
    }
    line::card(Version::Three, &properties)
}

/// The first channel that looks like anybody's; only where there is none, one that names the newsroom by its
/// domain, or a submission site.
fn chosen(profile: &PublicProfile) -> Option<&PublicChannel> {
    let fits = |wanted: Telling| {
        profile
            .channels_for(Audience::ProfileOnly)
            .find(move |channel| telling(channel.kind()) == Some(wanted))
    };
    fits(Telling::Nothing).or_else(|| fits(Telling::Domain)).or_else(|| fits(Telling::Purpose))
}

/// What a channel in an address book says about the person who saved it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    Nothing,
    Domain,
    Purpose,
}

/// Kinds that would need a note, which this card has not, are none of these.
fn telling(kind: ChannelKind) -> Option<Telling> {
    match kind {
        ChannelKind::SignalLink
        | ChannelKind::SignalNumber
        | ChannelKind::Whatsapp
        | ChannelKind::Threema
        | ChannelKind::Simplex
        | ChannelKind::Telegram
        | ChannelKind::Phone => Some(Telling::Nothing),
        ChannelKind::Email | ChannelKind::Matrix | ChannelKind::Xmpp => Some(Telling::Domain),
        ChannelKind::Securedrop
        | ChannelKind::Globaleaks
        | ChannelKind::Hushline
        | ChannelKind::Onionshare
        | ChannelKind::WebForm => Some(Telling::Purpose),
        ChannelKind::SignalUsername
        | ChannelKind::Pgp
        | ChannelKind::Wire
        | ChannelKind::Session
        | ChannelKind::Post
        | ChannelKind::App => None,
    }
}

fn push_channel(properties: &mut Vec<Property>, channel: &PublicChannel) {
    match &channel.value {
        ChannelValue::Email(address) => {
            properties.push(Property::text(Name::EMAIL, address.as_str()).with(Parameter::TYPE, "INTERNET"));
        }
        ChannelValue::Phone(number) => {
            properties.push(Property::text(Name::TEL, number.as_str()).with(Parameter::TYPE, "CELL"));
        }
        value => {
            let link = service::messenger(value).and_then(|messenger| messenger.page);
            if let Some(link) = link.or_else(|| service::tip_site(value)) {
                properties.push(Property::uri(Name::URL, &link).in_group(Group::ONLY));
                properties.push(Property::text(Name::X_ABLABEL, NEUTRAL_LABEL).in_group(Group::ONLY));
            }
        }
    }
}
