//! What a profile says about itself, and what its owner has agreed to publish.

use std::collections::{BTreeMap, BTreeSet};

use directory::{
    BeatSlug, Bio, Change, ConsentTopic, Directory, Language, Profile, ProfileEdit, Pronouns, Timestamp,
};

use super::edit::{Edit, Standing};
use super::form::{Choice, Faults, Field, Typed};
use super::visit::{Answered, Visit};
use super::words;

const DECK: &str = "One person changes these, at once. The reporter and the owners are told by mail.";

/// What needs consent, as forms name it and as people read it.
const TOPICS: [(ConsentTopic, &str, &str); 4] = [
    (ConsentTopic::Phone, "phone", "A telephone number"),
    (ConsentTopic::Whatsapp, "whatsapp", "A WhatsApp number"),
    (ConsentTopic::Photo, "photo", "A photo"),
    (ConsentTopic::Pronouns, "pronouns", "Pronouns"),
];

/// `GET /profiles/{slug}/about`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    form(visit, &stored.directory, profile, Standing::fresh(present(profile))).answer()
}

/// `POST /profiles/{slug}/about`.
pub(super) async fn save(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let changes = match read(visit.typed, profile, visit.now()) {
        Ok(changes) => changes,
        Err(faults) => {
            let standing = Standing::faulty(visit.typed, faults);
            return form(visit, &stored.directory, profile, standing).answer();
        }
    };
    visit.save(&stored, profile, changes, |standing| form(visit, &stored.directory, profile, standing)).await
}

fn present(profile: &Profile) -> Typed {
    let languages: Vec<&str> = profile.languages.iter().map(Language::as_str).collect();
    let mut typed = Typed::default()
        .with("bio", profile.bio.as_ref().map_or("", Bio::as_str))
        .with("languages", languages.join(", "))
        .with("pronouns", profile.pronouns.as_ref().map_or("", Pronouns::as_str));
    for beat in &profile.beats {
        typed = typed.with("beats", beat.as_str());
    }
    for (topic, name, _) in TOPICS {
        if profile.consents.contains_key(&topic) {
            typed = typed.with("consents", name);
        }
    }
    typed
}

fn form(visit: &Visit<'_>, directory: &Directory, profile: &Profile, standing: Standing) -> Edit {
    let (typed, faults) = (&standing.typed, &standing.faults);
    let chosen: BTreeSet<&str> = typed.all("beats").collect();
    let beats = directory.beats();
    let beats = beats
        .map(|beat| Choice::new(beat.slug.as_str(), beat.name.as_str(), chosen.contains(beat.slug.as_str())));
    let agreed: BTreeSet<&str> = typed.all("consents").collect();
    let consents = TOPICS.iter().map(|(topic, name, label)| {
        let choice = Choice::new(*name, *label, agreed.contains(name));
        match profile.consents.get(topic) {
            Some(since) => choice.hint(format!("On record since {}.", words::day(*since))),
            None => choice,
        }
    });
    let fields = [
        Field::lines("bio", "Bio", 5)
            .hint("One paragraph of at most 600 characters, without any contact in it: those belong in channels.")
            .optional()
            .typed(typed, faults),
        Field::boxes("beats", "Beats", beats.collect())
            .hint("From the newsroom’s list.")
            .faults(faults),
        Field::line("languages", "Languages to be written to in")
            .hint("Best first, with commas: en, pt-BR, zh-Hant.")
            .optional()
            .typed(typed, faults),
        Field::line("pronouns", "Pronouns")
            .hint("Such as she/her. Shown only with consent below.")
            .optional()
            .typed(typed, faults),
        Field::boxes("consents", "The reporter agreed, on record, to publish", consents.collect())
            .hint("Tick only what the reporter told you themself.")
            .faults(faults),
    ];
    let fields = fields.iter().map(Field::markup).collect();
    visit.edit_form(profile, "About", standing, fields).deck(DECK)
}

fn read(typed: &Typed, profile: &Profile, now: Timestamp) -> Result<Vec<Change>, Faults> {
    let mut faults = Faults::default();
    let bio = typed.has("bio").then(|| Bio::parse(typed.one("bio"))).transpose();
    let bio = faults.take("bio", "The bio", bio);
    let beats: Result<Vec<BeatSlug>, _> = typed.all("beats").map(BeatSlug::parse).collect();
    let beats = faults.take("beats", "A beat", beats).map(|beats| in_order(&profile.beats, &beats));
    let tags = typed.one("languages").split([',', ' ', ';']).filter(|tag| !tag.is_empty());
    let languages: Result<Vec<Language>, _> = tags.map(Language::parse).collect();
    let languages = faults.take("languages", "A language", languages);
    let pronouns = typed.has("pronouns").then(|| Pronouns::parse(typed.one("pronouns"))).transpose();
    let pronouns = faults.take("pronouns", "The pronouns’ text", pronouns);
    let (Some(bio), Some(beats), Some(languages), Some(pronouns)) = (bio, beats, languages, pronouns) else {
        return Err(faults);
    };
    let agreed: BTreeSet<&str> = typed.all("consents").collect();
    let consents = TOPICS.iter().filter(|(_, name, _)| agreed.contains(name));
    let consents: BTreeMap<ConsentTopic, Timestamp> =
        consents.map(|(topic, _, _)| (*topic, profile.consents.get(topic).copied().unwrap_or(now))).collect();
    let edit = ProfileEdit {
        bio: (bio != profile.bio).then_some(bio),
        beats: (beats != profile.beats).then_some(beats),
        languages: (languages != profile.languages).then_some(languages),
        pronouns: (pronouns != profile.pronouns).then_some(pronouns),
        consents: (consents != profile.consents).then_some(consents),
        ..ProfileEdit::default()
    };
    if edit == ProfileEdit::default() {
        return Ok(Vec::new());
    }
    Ok(vec![Change::EditProfile { profile: profile.id.clone(), edit: Box::new(edit) }])
}

/// What was chosen, in the order that it had, and what is new behind it: boxes come in the list's order, and a profile
/// has an order of its own.
fn in_order(before: &[BeatSlug], chosen: &[BeatSlug]) -> Vec<BeatSlug> {
    let kept = before.iter().filter(|beat| chosen.contains(beat)).cloned();
    let new = chosen.iter().filter(|beat| !before.contains(beat)).cloned();
    kept.chain(new).collect()
}
