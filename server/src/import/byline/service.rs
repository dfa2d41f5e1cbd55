//! The words that say which service an address or a number belongs to, in the languages we read.

use std::ops::Range;

/// A service that a text can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Service {
    Signal,
    Whatsapp,
    Telegram,
    Threema,
    Session,
    Wire,
    Matrix,
    Xmpp,
    Simplex,
    Securedrop,
    Globaleaks,
    Hushline,
    Onionshare,
    Email,
    Pgp,
    Phone,
    /// A word that asks for a call or a text message, or only says what to do with another service: `text her on Signal`.
    CallOrText,
    Form,
    Fax,
    /// A service that is no channel here: a social network.
    Other,
}

impl Service {
    /// What a report calls it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Signal => "Signal",
            Self::Whatsapp => "WhatsApp",
            Self::Telegram => "Telegram",
            Self::Threema => "Threema",
            Self::Session => "Session",
            Self::Wire => "Wire",
            Self::Matrix => "Matrix",
            Self::Xmpp => "XMPP",
            Self::Simplex => "SimpleX",
            Self::Securedrop => "SecureDrop",
            Self::Globaleaks => "GlobaLeaks",
            Self::Hushline => "Hush Line",
            Self::Onionshare => "OnionShare",
            Self::Email => "e-mail",
            Self::Pgp => "PGP",
            Self::Phone | Self::CallOrText => "telephone",
            Self::Form => "a tip form",
            Self::Fax => "fax",
            Self::Other => "a social network",
        }
    }
}

/// Words in any case.
const WORDS: &[(Service, &[&str])] = &[
    (Service::Signal, &["signal", "сигнал", "сигнале", "сигналу", "سيغنال", "سيجنال", "سيگنال", "بسيغنال"]),
    (Service::Whatsapp, &["whatsapp", "ватсап", "вотсап", "واتساب", "واتس"]),
    (Service::Telegram, &["telegram", "телеграм", "телеграме", "تيليغرام", "تلغرام", "تليجرام", "电报"]),
    (Service::Threema, &["threema"]),
    (Service::Xmpp, &["xmpp", "jabber"]),
    (Service::Simplex, &["simplex"]),
    (Service::Securedrop, &["securedrop"]),
    (Service::Globaleaks, &["globaleaks"]),
    (Service::Hushline, &["hushline", "hush"]),
    (Service::Onionshare, &["onionshare"]),
    (
        Service::Email,
        &[
            "email",
            "e-mail",
            "emails",
            "mail",
            "protonmail",
            "correo",
            "courriel",
            "mél",
            "почта",
            "почте",
            "почту",
            "имейл",
            "пошта",
            "пошту",
            "поштою",
            "البريد",
            "بريد",
            "邮箱",
            "邮件",
            "电邮",
            "电子邮件",
            "郵件",
        ],
    ),
    (
        Service::Pgp,
        &["pgp", "gpg", "openpgp", "gnupg", "fingerprint", "fingerabdruck", "empreinte", "huella"],
    ),
    (
        Service::Phone,
        &[
            "phone",
            "telephone",
            "tel",
            "mobile",
            "cell",
            "sms",
            "teléfono",
            "móvil",
            "llamada",
            "téléphone",
            "tél",
            "portable",
            "telefon",
            "telefonisch",
            "telefoon",
            "mobiel",
            "телефоном",
            "handy",
            "mobil",
            "телефон",
            "телефону",
            "тел",
            "هاتف",
            "الهاتف",
            "اتصال",
            "电话",
            "手机",
            "電話",
        ],
    ),
    (Service::CallOrText, &["call", "text", "llamar"]),
    (Service::Fax, &["fax", "telefax", "télécopie", "факс", "فاكس", "传真", "傳真"]),
    (
        Service::Other,
        &[
            "twitter",
            "mastodon",
            "bluesky",
            "linkedin",
            "instagram",
            "facebook",
            "threads",
            "tiktok",
            "skype",
            "wechat",
            "微信",
            "微博",
            "keybase",
            "github",
            "discord",
            "reddit",
            "youtube",
            "telegraph",
        ],
    ),
];

/// Words that are also everyday words, and name a service only with a capital.
const CAPITALIZED: &[(Service, &[&str])] = &[
    (Service::Session, &["Session"]),
    (Service::Wire, &["Wire"]),
    (Service::Matrix, &["Matrix", "Element"]),
    (Service::Form, &["Form", "form", "formulario", "formulaire", "Formular"]),
    (Service::Other, &["X"]),
];

/// The service that one word names.
pub(super) fn named_by(word: &str) -> Option<Service> {
    let lower = word.to_lowercase();
    let bare = lower.trim_end_matches("'s").trim_end_matches("’s");
    let find = |table: &[(Service, &[&str])], word: &str| {
        table.iter().find(|(_, words)| words.contains(&word)).map(|(service, _)| *service)
    };
    find(WORDS, bare).or_else(|| find(CAPITALIZED, word))
}

/// The services named in `text`, with their octets. Words glued by `/`, and Chinese words without spaces, count.
pub(super) fn mentioned_in(text: &str, offset: usize) -> Vec<(Range<usize>, Service)> {
    let mut found = Vec::new();
    for (range, word) in words(text) {
        if let Some(service) = named_by(word) {
            found.push((offset + range.start..offset + range.end, service));
        } else if word.contains(is_ideograph) {
            let known = WORDS.iter().flat_map(|(service, words)| words.iter().map(|word| (*service, *word)));
            let hit = known
                .filter(|(_, known)| known.contains(is_ideograph))
                .find_map(|(service, known)| word.find(known).map(|at| (at..at + known.len(), service)));
            if let Some((inner, service)) = hit {
                found.push((offset + range.start + inner.start..offset + range.start + inner.end, service));
            }
        }
    }
    found
}

/// Runs of letters, digits, apostrophes and inner hyphens; a change from or to ideographs ends a word.
pub(super) fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut start: Option<(usize, bool)> = None;
    let inner = |character: char| {
        character.is_alphanumeric()
            || matches!(character, '\'' | '’' | '-' | '\u{64b}'..='\u{652}' | '\u{300}'..='\u{36f}')
    };
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        let belongs = inner(character);
        if let Some((from, ideographs)) = start
            && (!belongs || is_ideograph(character) != ideographs)
        {
            let word = text.get(from..at).unwrap_or_default();
            let trimmed = word.trim_end_matches(['\'', '’', '-']);
            if !trimmed.is_empty() {
                found.push((from..from + trimmed.len(), trimmed));
            }
            start = None;
        }
        if belongs && start.is_none() && !matches!(character, '\'' | '’' | '-') {
            start = Some((at, is_ideograph(character)));
        }
    }
    found
}

/// Whether a character belongs to a script that is written without spaces.
pub(super) fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2fff}' | '\u{3040}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<Service> {
        mentioned_in(text, 0).into_iter().map(|(_, service)| service).collect()
    }

    #[test]
    fn services_are_recognized_in_several_languages() {
        assert_eq!(
            named("on Signal/WhatsApp or via e-mail"),
            [Service::Signal, Service::Whatsapp, Service::Email]
        );
        assert_eq!(named("por correo o Signal"), [Service::Email, Service::Signal]);
        assert_eq!(named("عبر سيغنال أو البريد"), [Service::Signal, Service::Email]);
        assert_eq!(named("Signal号码或电子邮箱"), [Service::Signal, Service::Email]);
    }

    #[test]
    fn an_everyday_word_is_no_service() {
        assert_eq!(named("a session about the wire and WIRED, and an element of doubt"), []);
    }
}
