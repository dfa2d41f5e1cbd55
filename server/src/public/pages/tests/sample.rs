//! Profiles of an invented newspaper. Telephone numbers are from ranges kept for fiction.

use std::collections::BTreeMap;

use directory::{
    Audience, Beat, BeatSlug, Bio, ChannelId, ChannelKind, ChannelValue, DeskReference, Label, Language,
    Name, Note, PhotoHash, Portrait, ProfileKind, Pronouns, PublicChannel, PublicProfile, PublicStatus,
    Readers, Slug, Timestamp, Title, Uid,
};

/// A version 3 onion address made for this test, from a key that was thrown away.
pub(super) const ONION: &str = "cnbb7oi5v3err55gccmzh6ewedphfpq23d7hnkvhvfupn6ovkik4j2qd.onion";

pub(super) fn moment() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-22T18:00:00Z").unwrap()
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn beat(slug: &str, text: &str) -> Beat {
    Beat { slug: BeatSlug::parse(slug).unwrap(), name: name(text) }
}

fn channel(kind: ChannelKind, value: &str) -> PublicChannel {
    PublicChannel {
        id: ChannelId::from_random([9; 16]),
        value: ChannelValue::parse(kind, value).unwrap(),
        own_label: None,
        note: None,
        confirmed: Some(moment().month()),
        is_overdue: false,
        audience: Audience::Everyone,
    }
}

fn profile(slug: &str, text: &str, sort_name: &str) -> PublicProfile {
    PublicProfile {
        uid: Uid::from_random([3; 16]),
        slug: Slug::parse(slug).unwrap(),
        kind: ProfileKind::Person,
        name: name(text),
        sort_name: name(sort_name),
        title: None,
        outlet: name("The Harbour Courier"),
        also_at: Vec::new(),
        status: PublicStatus::Listed,
        beats: Vec::new(),
        languages: Vec::new(),
        pronouns: None,
        bio: None,
        channels: Vec::new(),
        desk: None,
        external_ids: BTreeMap::new(),
        photo: None,
        readers: None,
        is_shielded: false,
        created_at: moment(),
        updated_at: moment(),
        since_edition: 12,
        changes_at: None,
    }
}

fn with(mut profile: PublicProfile, channels: Vec<PublicChannel>) -> PublicProfile {
    profile.channels = channels;
    profile
}

fn languages(codes: &[&str]) -> Vec<Language> {
    codes.iter().map(|code| Language::parse(code).unwrap()).collect()
}

/// A reporter with every sort of value.
pub(super) fn person() -> PublicProfile {
    let mut ada = profile("ada-ferris", "Ada Ferris", "Ferris, Ada");
    ada.title = Some(Title::parse("Senior Reporter").unwrap());
    ada.beats = vec![beat("cybersecurity", "Cybersecurity"), beat("surveillance", "Surveillance")];
    ada.languages = languages(&["en", "fr"]);
    ada.pronouns = Some(Pronouns::parse("she/her").unwrap());
    ada.also_at = vec![name("Courier Weekend")];
    ada.bio = Some(
        Bio::parse(
            "Ada Ferris has written about the spyware trade for a decade, and about the people it was pointed at. \
             She reads every message herself.",
        )
        .unwrap(),
    );
    let mut signal = channel(ChannelKind::SignalNumber, "+44 20 7946 0123");
    signal.note = Some(Note::parse("I answer within two days. If I do not, try again.").unwrap());
    let mut call = channel(ChannelKind::Phone, "+44 20 7946 0143");
    call.audience = Audience::ProfileOnly;
    with(
        ada,
        vec![
            signal,
            channel(ChannelKind::Securedrop, ONION),
            channel(ChannelKind::Email, "ada.ferris@courier.example"),
            channel(ChannelKind::Pgp, include_str!("ada-ferris.asc")),
            channel(ChannelKind::Session, &format!("05{}", "3fa9c1".repeat(11).get(..64).unwrap())),
            channel(ChannelKind::Matrix, "@ada:courier.example"),
            call,
            channel(ChannelKind::Post, "Ada Ferris\nThe Harbour Courier\n1 Quay Street\nHarbour"),
        ],
    )
}

/// A reporter whose name runs from right to left, with one channel that nobody has confirmed.
pub(super) fn right_to_left() -> PublicProfile {
    let mut layla = profile("layla-nassar", "ليلى نصار", "نصار، ليلى");
    layla.title = Some(Title::parse("مراسلة التحقيقات").unwrap());
    layla.beats = vec![beat("human-rights", "Human rights"), beat("surveillance", "Surveillance")];
    layla.languages = languages(&["ar", "en"]);
    layla.bio = Some(Bio::parse("تكتب ليلى نصار عن السجون والمحاكم في المنطقة منذ عام ٢٠١١.").unwrap());
    let link = format!("https://signal.me/#eu/{}", "aB3_xY7-".repeat(8));
    let mut signal = channel(ChannelKind::SignalLink, &link);
    signal.confirmed = None;
    with(layla, vec![signal])
}

/// A team.
pub(super) fn desk() -> PublicProfile {
    let mut desk = profile("investigations-desk", "Investigations desk", "Investigations desk");
    desk.kind = ProfileKind::Desk;
    desk.languages = languages(&["en", "ar", "ru", "zh"]);
    desk.bio = Some(Bio::parse("Five editors read what arrives here, every day of the year.").unwrap());
    let mut form = channel(ChannelKind::Hushline, "https://tips.courier.example/to/desk");
    form.own_label = Some(Label::parse("Tip form").unwrap());
    with(
        desk,
        vec![
            channel(ChannelKind::Securedrop, ONION),
            channel(ChannelKind::SignalUsername, "courier_desk.42"),
            form,
        ],
    )
}

/// Somebody who is away.
pub(super) fn paused() -> PublicProfile {
    let mut olu = profile("olu-adeyemi-hart", "Olu Adeyemi-Hart", "Adeyemi-Hart, Olu");
    olu.title = Some(Title::parse("Courts Correspondent").unwrap());
    olu.beats = vec![beat("courts", "Courts and justice")];
    olu.status = PublicStatus::Paused;
    olu.desk = Some(DeskReference { slug: desk().slug, name: desk().name });
    olu
}

/// Somebody whose name tries the templates.
pub(super) fn mordant() -> PublicProfile {
    let mut mordant = profile("mordant", "O'Brien & <b>Sons</b> \"desk\"", "O'Brien");
    mordant.beats = vec![beat("technology", "Technology")];
    with(mordant, vec![channel(ChannelKind::Telegram, "mordant_tips")])
}

/// Enough others for a directory that looks like one.
pub(super) fn crowd() -> Vec<PublicProfile> {
    let people = [
        ("emile-okafor", "Émile Okafor", "Okafor, Émile", "Economics Editor", "economy", "Economy", "fr"),
        (
            "vera-sokolova",
            "Вера Соколова",
            "Соколова, Вера",
            "Reporter",
            "human-rights",
            "Human rights",
            "ru",
        ),
        ("wang-xiaoming", "王小明", "王小明", "Asia Correspondent", "technology", "Technology", "zh"),
        ("tomas-brandt", "Tomás Brandt", "Brandt, Tomás", "Data Reporter", "technology", "Technology", "de"),
        ("ines-marwood", "Inés Marwood", "Marwood, Inés", "Reporter", "economy", "Economy", "es"),
        ("jo-pell", "Jo Pell", "Pell, Jo", "Security Correspondent", "cybersecurity", "Cybersecurity", "en"),
        ("noor-haddad", "Noor Haddad", "Haddad, Noor", "Reporter", "cybersecurity", "Cybersecurity", "en"),
        (
            "sten-lindqvist",
            "Sten Lindqvist",
            "Lindqvist, Sten",
            "Environment Editor",
            "climate",
            "Climate",
            "sv",
        ),
    ];
    people
        .into_iter()
        .enumerate()
        .map(|(index, (slug, text, sort_name, title, beat_slug, beat_name, language))| {
            let mut one = profile(slug, text, sort_name);
            one.title = Some(Title::parse(title).unwrap());
            one.beats = vec![beat(beat_slug, beat_name)];
            one.languages = languages(&[language]);
            let signal = channel(ChannelKind::SignalNumber, &format!("+44 20 7946 0{}", 200 + index));
            let mail = channel(ChannelKind::Email, &format!("{slug}@courier.example"));
            with(one, vec![signal, mail])
        })
        .collect()
}

/// A desk with a portrait, of a few people, who have not confirmed their first channel for a while.
pub(super) fn doubted() -> PublicProfile {
    let mut desk = desk();
    desk.photo = Some(Portrait { hash: PhotoHash::from_digest([1; 32]), octets: Some([7; 30].into()) });
    desk.readers = Some(Readers::Few);
    if let Some(first) = desk.channels.first_mut() {
        first.is_overdue = true;
    }
    desk
}
