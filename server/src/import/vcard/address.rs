//! Which channel a card's address is.

use calcard::vcard::{VCardEntry, VCardParameterName, VCardProperty};
use directory::ChannelKind;

/// What an address of a card means.
pub(super) enum Meaning {
    /// A channel of that kind, with that value still to be checked.
    Channel(ChannelKind, String),
    /// Something that no card may hold.
    Refused(&'static str, String),
    /// Nothing that a profile has a place for.
    Unknown(String),
}

/// What stands beside an address.
pub(super) struct Named<'a> {
    /// The kind that one of our own cards says.
    pub(super) told: Option<ChannelKind>,
    /// What an address book calls it.
    pub(super) label: Option<&'a str>,
    /// The service that a parameter names.
    pub(super) service: Option<&'a str>,
}

/// What the property says.
pub(super) fn meaning(property: &VCardProperty, text: &str, named: &Named<'_>) -> Meaning {
    match property {
        VCardProperty::Email => Meaning::Channel(ChannelKind::Email, without(text, "mailto:").to_owned()),
        VCardProperty::Tel => {
            let number = without(text, "tel:");
            let kind = match (named.told, named.label.map(str::to_lowercase)) {
                (
                    Some(told @ (ChannelKind::SignalNumber | ChannelKind::Whatsapp | ChannelKind::Phone)),
                    _,
                ) => told,
                (_, Some(label)) if label.contains("signal") => ChannelKind::SignalNumber,
                (_, Some(label)) if label.contains("whatsapp") => ChannelKind::Whatsapp,
                _ => ChannelKind::Phone,
            };
            Meaning::Channel(kind, number.to_owned())
        }
        VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-JABBER") => {
            Meaning::Channel(ChannelKind::Xmpp, text.to_owned())
        }
        _ => link(text, named),
    }
}

/// The `SERVICE-TYPE` of RFC 9554, or Apple's older form of it.
pub(super) fn service(entry: &VCardEntry) -> Option<String> {
    let named = |name: &VCardParameterName| match name {
        VCardParameterName::ServiceType => true,
        VCardParameterName::Other(other) => other.eq_ignore_ascii_case("X-SERVICE-TYPE"),
        _ => false,
    };
    entry
        .params
        .iter()
        .find(|parameter| named(&parameter.name))
        .and_then(|parameter| parameter.value.as_text().map(str::to_owned))
}

fn link(text: &str, named: &Named<'_>) -> Meaning {
    let Some((scheme, rest)) = text.split_once(':') else { return typed(text, named.service) };
    let channel = |kind: ChannelKind, value: &str| Meaning::Channel(kind, value.to_owned());
    match scheme.to_ascii_lowercase().as_str() {
        "xmpp" => return channel(ChannelKind::Xmpp, rest),
        "matrix" => return channel(ChannelKind::Matrix, &matrix(rest)),
        "tel" => return channel(ChannelKind::Phone, rest),
        "mailto" => return channel(ChannelKind::Email, rest),
        "http" | "https" => {}
        "javascript" | "data" | "vbscript" | "file" => {
            return Meaning::Refused(
                "url",
                format!("starts with {}:, which is no address: expected https", scheme.to_ascii_lowercase()),
            );
        }
        _ => return typed(text, named.service),
    }
    let rest = rest.trim_start_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let labelled = named
        .told
        .filter(|kind| is_site(*kind))
        .or_else(|| named.label.or(named.service).and_then(site_kind));
    match (host.as_str(), labelled) {
        ("signal.me", _) if path.starts_with("#p/") => {
            channel(ChannelKind::SignalNumber, path.trim_start_matches("#p/"))
        }
        ("signal.me", _) => channel(ChannelKind::SignalLink, text),
        ("wa.me", _) => channel(ChannelKind::Whatsapp, &format!("+{}", path.trim_start_matches('+'))),
        ("t.me" | "telegram.me", _) => channel(ChannelKind::Telegram, path),
        ("threema.id", _) => channel(ChannelKind::Threema, path),
        ("matrix.to", _) => channel(ChannelKind::Matrix, &path.trim_start_matches("#/").replace("%2F", "/")),
        ("simplex.chat", _) => channel(ChannelKind::Simplex, text),
        (_, Some(kind)) => channel(kind, text),
        (host, None) if host.rsplit_once('.').is_some_and(|(_, last)| last == "onion") => {
            Meaning::Unknown("is an onion address without a label that names its service".to_owned())
        }
        _ => Meaning::Unknown("is a link that no label names as a channel".to_owned()),
    }
}

/// `u/ada:example.org` is `@ada:example.org`.
fn matrix(rest: &str) -> String {
    rest.strip_prefix("u/").map_or_else(|| rest.to_owned(), |id| format!("@{id}"))
}

/// A name that people type.
fn typed(text: &str, service: Option<&str>) -> Meaning {
    let kind = match service.map(str::to_lowercase).as_deref() {
        Some("signal") => ChannelKind::SignalUsername,
        Some("session") => ChannelKind::Session,
        Some("wire") => ChannelKind::Wire,
        Some("threema") => ChannelKind::Threema,
        Some("telegram") => ChannelKind::Telegram,
        Some("matrix") => ChannelKind::Matrix,
        Some("xmpp" | "jabber") => ChannelKind::Xmpp,
        Some(other) => return Meaning::Unknown(format!("is at {other}, which is no channel here")),
        None => return Meaning::Unknown("is an address without the name of its service".to_owned()),
    };
    Meaning::Channel(kind, text.to_owned())
}

/// Whether channels of a kind are sites, which their address alone does not tell apart.
const fn is_site(kind: ChannelKind) -> bool {
    matches!(
        kind,
        ChannelKind::Securedrop
            | ChannelKind::Globaleaks
            | ChannelKind::Hushline
            | ChannelKind::Onionshare
            | ChannelKind::WebForm
            | ChannelKind::Simplex
    )
}

/// The kind of site that a label names.
fn site_kind(label: &str) -> Option<ChannelKind> {
    let lower = label.to_lowercase();
    let kinds = [
        ("securedrop", ChannelKind::Securedrop),
        ("globaleaks", ChannelKind::Globaleaks),
        ("hush line", ChannelKind::Hushline),
        ("hushline", ChannelKind::Hushline),
        ("onionshare", ChannelKind::Onionshare),
        ("tip form", ChannelKind::WebForm),
        ("simplex", ChannelKind::Simplex),
    ];
    kinds.into_iter().find(|(word, _)| lower.starts_with(word)).map(|(_, kind)| kind)
}

/// The kind that a line of our own note names.
pub(super) fn note_kind(label: &str) -> Option<ChannelKind> {
    match label {
        "Signal username" => Some(ChannelKind::SignalUsername),
        "Session" => Some(ChannelKind::Session),
        "Wire" => Some(ChannelKind::Wire),
        _ => None,
    }
}

/// Whether a label says no more than the kind does.
pub(super) fn is_usual(kind: ChannelKind, label: &str) -> bool {
    const USUAL: [&str; 9] =
        ["work", "home", "cell", "mobile", "other", "homepage", "main", "link", "profile"];
    label.eq_ignore_ascii_case(kind.label()) || USUAL.contains(&label.to_lowercase().as_str())
}

/// A label without what our cards add for an onion address.
pub(super) fn without_browser(label: &str) -> &str {
    label.strip_suffix(" (Tor Browser)").unwrap_or(label)
}

/// `text` without `start` in whatever case.
fn without<'a>(text: &'a str, start: &str) -> &'a str {
    match text.split_at_checked(start.len()) {
        Some((head, rest)) if head.eq_ignore_ascii_case(start) => rest,
        _ => text,
    }
}
