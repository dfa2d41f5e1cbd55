//! The contact block as a sentence, as it stands at the end of an article.

use directory::{
    Audience, ChannelKind, ChannelValue, ProfileKind, PublicChannel, PublicProfile, PublicStatus,
};

use crate::site::Site;
use crate::{naming, service};

/// What is said of a channel whose owner has not said for a while that it still reaches them.
pub const OVERDUE: &str = "not confirmed for a while";

/// The contact block as one paragraph of plain text with a line break at its end: “You can contact Ada securely
/// on Signal at +44 20 7946 0123 or via email at ada.ferris@courier.example.” It names the channels that everyone
/// may see.
pub fn block_text(profile: &PublicProfile, site: &Site) -> String {
    let mut block = match profile.status {
        PublicStatus::Paused => paused(profile, site),
        PublicStatus::Listed => listed(profile, site),
    };
    block.push('\n');
    block
}

/// What is said of a profile that cannot be reached: never why, nor until when.
pub(crate) fn paused(profile: &PublicProfile, site: &Site) -> String {
    let state = format!("{} is not reading messages here now.", full_name(profile));
    match &profile.desk {
        None => state,
        Some(desk) => {
            let called = naming::desk_in_a_sentence(desk.name.as_str());
            format!("{state} You can contact {called} instead, see {}.", site.page(&desk.slug))
        }
    }
}

/// The whole name at the start of a sentence: `Ada Ferris`, `The Investigations desk`.
pub(crate) fn full_name(profile: &PublicProfile) -> String {
    match profile.kind {
        ProfileKind::Person => profile.name.as_str().to_owned(),
        ProfileKind::Desk => capitalised(&naming::desk_in_a_sentence(profile.name.as_str())),
    }
}

fn listed(profile: &PublicProfile, site: &Site) -> String {
    let name = naming::in_a_sentence(profile);
    let ways = ways(profile);
    let mut sentences = Vec::new();
    if !ways.is_empty() {
        sentences.push(format!("You can contact {name} {}.", naming::joined(&ways, "or")));
    }
    for channel in profile.channels_for(Audience::Everyone) {
        match &channel.value {
            ChannelValue::Pgp(key) => sentences.push(format!(
                "{}'s PGP key has the fingerprint {}.",
                capitalised(&name),
                key.fingerprint().grouped()
            )),
            ChannelValue::App(_) => sentences.push(own_sentence(channel)),
            _ => {}
        }
    }
    if sentences.is_empty() {
        sentences.push(format!("How to contact {name} is written at {}.", site.page(&profile.slug)));
    }
    sentences.join(" ")
}

/// The channels as parts of one sentence. “securely” stands before the first of each run of channels that are
/// encrypted from end to end, and before no other.
fn ways(profile: &PublicProfile) -> Vec<String> {
    let mut ways = Vec::new();
    let mut in_secure_run = false;
    for channel in profile.channels_for(Audience::Everyone) {
        let Some(way) = way(channel) else { continue };
        let way = if channel.is_overdue { format!("{way} ({OVERDUE})") } else { way };
        let secure = service::is_end_to_end(channel.kind());
        ways.push(if secure && !in_secure_run { format!("securely {way}") } else { way });
        in_secure_run = secure;
    }
    ways
}

/// One channel as part of a sentence; none for what is not a way to reach somebody by itself.
fn way(channel: &PublicChannel) -> Option<String> {
    let value = channel.value.display();
    let label = channel.label();
    Some(match channel.kind() {
        ChannelKind::SignalLink
        | ChannelKind::SignalNumber
        | ChannelKind::Whatsapp
        | ChannelKind::Session
        | ChannelKind::Simplex
        | ChannelKind::Matrix
        | ChannelKind::Xmpp => format!("on {} at {value}", channel.kind().label()),
        ChannelKind::SignalUsername | ChannelKind::Threema | ChannelKind::Wire | ChannelKind::Telegram => {
            format!("on {} as {value}", channel.kind().label())
        }
        ChannelKind::Email => format!("via email at {value}"),
        ChannelKind::Securedrop
        | ChannelKind::Globaleaks
        | ChannelKind::Hushline
        | ChannelKind::Onionshare => {
            let browser = match channel.value.url() {
                Some(url) if service::is_onion(&url) => " in Tor Browser",
                _ => "",
            };
            format!("through {} at {value}{browser}", channel.kind().label())
        }
        ChannelKind::WebForm => format!("through the {} at {value}", lower_first(label)),
        ChannelKind::Phone => format!("by phone at {value}"),
        ChannelKind::Post => format!("by post to {}", service::one_line(&channel.value)),
        ChannelKind::Pgp | ChannelKind::App => return None,
    })
}

fn own_sentence(channel: &PublicChannel) -> String {
    let text = service::one_line(&channel.value);
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}: {text}{stop}", channel.label())
}

fn lower_first(label: &str) -> String {
    // `Tip form`, but not `PGP form`.
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
