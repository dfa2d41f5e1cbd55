//! The note on a card: what to do first, where to check again, and what has no field of its own.
//!
//! A card outlives the moment it was saved in, so every note says where the living page is. Our own words hold
//! no semicolon: readers that cut a note there must not cut the advice.

use directory::{Audience, ChannelKind, ChannelValue, PublicChannel, PublicProfile, PublicStatus};

use crate::site::Site;
use crate::{naming, sentence, service};

/// Who reads the card, and so which channels only the note can hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// An address book, which keeps numbers and links and drops what else there is.
    AddressBook,
    /// A program that reads vCard 4.0, jCard or JSContact.
    Program,
}

/// The note of a profile's card.
pub(crate) fn note(profile: &PublicProfile, audience: Audience, site: &Site, reader: Reader) -> String {
    let check_again = format!("Check {} again before each first contact.", site.page(&profile.slug));
    if profile.status == PublicStatus::Paused {
        return format!("{} {check_again}", sentence::paused(profile, site));
    }
    let mut advice = vec![OWN_DEVICE.to_owned()];
    if let Some(first) = profile.preferred(audience) {
        advice.push(format!("Try {} first.", first.label()));
    }
    advice.extend(exposure(profile, audience));
    if has_number_for_signal_alone(profile, audience) {
        advice.push(SIGNAL_ALONE.to_owned());
    }
    advice.push(check_again);
    let mut lines = vec![advice.join(" ")];
    for channel in profile.channels_for(audience) {
        lines.extend(spelled_out(channel, reader));
        if channel.is_overdue {
            lines.push(format!("{}: {}.", channel.label(), sentence::OVERDUE));
        }
        if let Some(remark) = &channel.note {
            lines.push(format!("{}: {}", channel.label(), remark.as_str()));
        }
    }
    if reader == Reader::AddressBook {
        for channel in profile.channels_for(audience) {
            if let ChannelValue::Pgp(key) = &channel.value {
                lines.push(format!("PGP fingerprint: {}", key.fingerprint().grouped()));
            }
        }
    }
    lines.join("\n")
}

/// The advice that holds for every channel.
pub(crate) const OWN_DEVICE: &str =
    "Write from your own phone or computer and your own connection, never from your employer's.";

/// Address books offer to call and to text every number they hold, and many drop the label that says Signal.
const SIGNAL_ALONE: &str = "The Signal number is for Signal alone, never for a call or a text message.";

fn has_number_for_signal_alone(profile: &PublicProfile, audience: Audience) -> bool {
    let numbers = profile.channels_for(audience).filter_map(|channel| match &channel.value {
        ChannelValue::SignalNumber(number) => Some(number),
        _ => None,
    });
    let is_called = |number| {
        let mut channels = profile.channels_for(audience);
        channels.any(|channel| matches!(&channel.value, ChannelValue::Phone(phone) if phone == number))
    };
    // Of several, one may be called: the sentence would not say which.
    numbers.clone().next().is_some() && !numbers.clone().any(is_called)
}

/// A sentence on the channels that let others learn who wrote to whom, if there are any.
fn exposure(profile: &PublicProfile, audience: Audience) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for channel in profile.channels_for(audience) {
        let name = match channel.kind() {
            ChannelKind::Email => "e-mail",
            ChannelKind::Phone => "a phone call",
            ChannelKind::Whatsapp => "WhatsApp",
            ChannelKind::Telegram => "Telegram",
            _ => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let verb = if names.len() == 1 { "lets" } else { "let" };
    let joined = naming::joined(&names, "and");
    let mut letters = joined.chars();
    let initial = letters.next()?.to_uppercase();
    Some(format!("{initial}{} {verb} others learn who contacted whom.", letters.as_str()))
}

/// A line for a channel that the reader's format has no field for.
fn spelled_out(channel: &PublicChannel, reader: Reader) -> Option<String> {
    let label = match (channel.kind(), &channel.own_label) {
        (ChannelKind::SignalUsername, None) => "Signal username",
        _ => channel.label(),
    };
    match channel.kind() {
        ChannelKind::Post => {
            Some(format!("{label} (write no sender's address): {}", service::one_line(&channel.value)))
        }
        ChannelKind::App => Some(format!("{label}: {}", service::one_line(&channel.value))),
        ChannelKind::SignalUsername | ChannelKind::Session | ChannelKind::Wire
            if reader == Reader::AddressBook =>
        {
            Some(format!("{label}: {}", channel.value.display()))
        }
        _ => None,
    }
}
