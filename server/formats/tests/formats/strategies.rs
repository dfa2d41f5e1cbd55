//! Profiles of every shape the directory's types allow, for the property tests.

use std::sync::LazyLock;

use directory::{
    Audience, Beat, BeatSlug, Bio, ChannelKind, ChannelValue, Label, Language, Name, Note, ProfileKind,
    Pronouns, PublicChannel, PublicProfile, PublicStatus, Title, Uid,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use crate::people;

/// Text in several scripts, full of what formats use for themselves.
fn awkward(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let pieces = select(vec![
        "a",
        "B",
        "é",
        "ß",
        "ő",
        "王",
        "小",
        "Ж",
        "ж",
        "م",
        "د",
        "ה",
        "한",
        "ñ",
        " ",
        ", ",
        "; ",
        ";",
        ",",
        "\\",
        "\\n",
        "\"",
        "'",
        ":",
        "<",
        ">",
        "&",
        "</script>",
        "=",
        "^n",
        "(",
        ")",
        "-",
        ".",
        "/",
        "%",
        "0",
        "7",
        "e\u{301}",
        "👩‍💻",
        "BEGIN:",
        "VCARD",
    ]);
    vec(pieces, length).prop_map(|pieces| pieces.concat())
}

fn name() -> impl Strategy<Value = Name> {
    awkward(1..24).prop_filter_map("a name", |text| Name::parse(&text).ok())
}

fn beat() -> impl Strategy<Value = Beat> {
    name().prop_filter_map("a beat", |name| Some(Beat { slug: BeatSlug::from_name(&name).ok()?, name }))
}

/// Keys, read once: reading one takes longer than everything else in these tests.
static KEYS: LazyLock<[ChannelValue; 2]> = LazyLock::new(|| {
    [people::KEY, people::DESK_KEY].map(|key| ChannelValue::parse(ChannelKind::Pgp, key).unwrap())
});

fn value() -> impl Strategy<Value = ChannelValue> {
    let british =
        |range: &'static str| (range, 0..1000_u32).prop_map(|(start, last)| format!("{start}{last:03}"));
    let handle = "[a-z][a-z0-9_]{4,20}";
    let host = "[a-z]{1,20}\\.example";
    let texts = prop_oneof![
        "[A-Za-z0-9_-]{64}"
            .prop_map(|hash| (ChannelKind::SignalLink, format!("https://signal.me/#eu/{hash}"))),
        ("[a-z_][a-z0-9_]{2,31}", "[1-9][0-9]{1,8}")
            .prop_map(|(name, digits)| (ChannelKind::SignalUsername, format!("{name}.{digits}"))),
        british("\\+44 20 7946 0").prop_map(|number| (ChannelKind::SignalNumber, number)),
        british("\\+44 7700 900").prop_map(|number| (ChannelKind::Whatsapp, number)),
        british("\\+44 1632 960").prop_map(|number| (ChannelKind::Phone, number)),
        ("[a-z0-9][a-z0-9._+'&=-]{0,30}", host)
            .prop_map(|(local, host)| (ChannelKind::Email, format!("{local}@{host}"))),
        select(vec![people::ONION, people::SECOND_ONION])
            .prop_map(|onion| (ChannelKind::Securedrop, onion.to_owned())),
        select(vec![people::ONION, "https://leaks.example/"])
            .prop_map(|address| (ChannelKind::Globaleaks, address.to_owned())),
        (host, "[A-Za-z0-9/._~,;%-]{0,60}")
            .prop_map(|(host, path)| (ChannelKind::Hushline, format!("https://{host}/{path}"))),
        Just((ChannelKind::Onionshare, people::SECOND_ONION.to_owned())),
        (host, "[A-Za-z0-9/._~,;:?&=()*'%é-]{0,90}")
            .prop_map(|(host, path)| (ChannelKind::WebForm, format!("https://{host}/{path}"))),
        "[A-Z0-9]{8}".prop_map(|id| (ChannelKind::Threema, id)),
        handle.prop_map(|name| (ChannelKind::Wire, format!("@{name}"))),
        "[0-9a-f]{64}".prop_map(|id| (ChannelKind::Session, format!("05{id}"))),
        Just((ChannelKind::Simplex, people::SIMPLEX.to_owned())),
        (handle, host).prop_map(|(local, host)| (ChannelKind::Matrix, format!("@{local}:{host}"))),
        (handle, host).prop_map(|(local, host)| (ChannelKind::Xmpp, format!("{local}@{host}"))),
        handle.prop_map(|name| (ChannelKind::Telegram, name)),
        vec(awkward(1..12), 1..5).prop_map(|lines| (ChannelKind::Post, lines.join("\n"))),
        awkward(1..30).prop_map(|text| (ChannelKind::App, text)),
    ]
    .prop_filter_map("a channel", |(kind, text)| ChannelValue::parse(kind, &text).ok());
    prop_oneof![20 => texts, 1 => (0..2_usize).prop_map(|nth| KEYS[nth].clone())]
}

/// A profile that a failing test can print: the directory's types do not print themselves.
#[derive(Clone)]
pub(crate) struct Invented(pub(crate) PublicProfile);

impl std::fmt::Debug for Invented {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&formats::profile_json(&self.0, Audience::ProfileOnly, &people::site()))
    }
}

/// A channel that a failing test can print.
#[derive(Clone)]
struct Reachable(PublicChannel);

impl std::fmt::Debug for Reachable {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?} {:?}", self.0.kind(), self.0.value.as_str())
    }
}

fn channel() -> impl Strategy<Value = Reachable> {
    let label = option::of(awkward(1..8).prop_filter_map("a label", |text| Label::parse(&text).ok()));
    let note =
        option::weighted(0.2, awkward(1..30).prop_filter_map("a note", |text| Note::parse(&text).ok()));
    (value(), label, note, prop::bool::weighted(0.2)).prop_map(|(value, own_label, note, is_private)| {
        Reachable(PublicChannel {
            own_label,
            note,
            audience: if is_private { Audience::ProfileOnly } else { Audience::Everyone },
            ..people::channel_of(1, value)
        })
    })
}

/// Any profile.
pub(crate) fn profile() -> impl Strategy<Value = Invented> {
    let names = (
        name(),
        prop_oneof![
            name(),
            (name(), name()).prop_filter_map("an index name", |(family, given)| {
                Name::parse(&format!("{}, {}", family.as_str(), given.as_str())).ok()
            })
        ],
        name(),
    );
    let about = (
        option::of(awkward(1..30).prop_filter_map("a title", |text| Title::parse(&text).ok())),
        vec(beat(), 0..4),
        prop::sample::subsequence(vec!["en", "fr", "ar", "zh-Hant", "pt-BR"], 0..4),
        option::of(awkward(1..8).prop_filter_map("pronouns", |text| Pronouns::parse(&text).ok())),
        option::of(awkward(1..60).prop_filter_map("a bio", |text| Bio::parse(&text).ok())),
        vec(name(), 0..3),
    );
    (names, about, vec(channel(), 0..7), any::<(bool, bool, bool, [u8; 16])>()).prop_map(
        |((name, sort_name, outlet), (title, beats, languages, pronouns, bio, also_at), channels, flags)| {
            let (is_desk, is_paused, has_desk, uid) = flags;
            let is_paused = is_paused || channels.is_empty();
            let channels = channels.into_iter().map(|Reachable(channel)| channel);
            Invented(PublicProfile {
                uid: Uid::from_random(uid),
                kind: if is_desk { ProfileKind::Desk } else { ProfileKind::Person },
                name,
                sort_name,
                title,
                outlet,
                also_at,
                status: if is_paused { PublicStatus::Paused } else { PublicStatus::Listed },
                beats,
                languages: languages.iter().map(|tag| Language::parse(tag).unwrap()).collect(),
                pronouns,
                bio,
                channels: if is_paused { Vec::new() } else { channels.collect() },
                desk: has_desk.then(people::desk_reference),
                ..people::bare("Ada Ferris", "Ferris, Ada")
            })
        },
    )
}

/// Either audience.
pub(crate) fn audience() -> impl Strategy<Value = Audience> {
    select(vec![Audience::Everyone, Audience::ProfileOnly])
}
