//! One JSON object as a person.

use directory::{
    Beat, BeatSlug, Bio, ChannelKind, ChannelValue, Directory, ExternalId, ExternalSystem, Label, Language,
    Name, Note, Pronouns, Slug, Title, Uid,
};
use serde_json::Value;

use super::super::person::{Fault, Person, ReadChannel, Spoken};
use super::super::{known, read_consent, read_kind, read_moment, read_status, read_visibility};
use super::value::Object;

/// Reads a profile, or says everything that is wrong with it.
pub(super) fn person(value: &Value) -> Result<Person, Vec<Fault>> {
    let mut faults = Vec::new();
    let Some(mut object) = Object::new("", value, &mut faults) else { return Err(faults) };
    let faults_of = &mut faults;
    let mut person = Person {
        uid: object.read("uid", faults_of, Uid::parse).flatten(),
        slug: object.read("slug", faults_of, Slug::parse).flatten(),
        kind: object.read("kind", faults_of, read_kind).flatten(),
        name: object.read("name", faults_of, Name::parse).flatten(),
        sort_name: object.read("sort_name", faults_of, Name::parse).flatten(),
        title: object.read("title", faults_of, Title::parse),
        outlet: object.read("outlet", faults_of, Name::parse).flatten(),
        also_at: object.list("also_at", faults_of, Name::parse),
        languages: object.list("languages", faults_of, Language::parse),
        pronouns: object.read("pronouns", faults_of, Pronouns::parse),
        bio: object.read("bio", faults_of, Bio::parse),
        status: object.read("status", faults_of, read_status).flatten(),
        ..Person::default()
    };
    person.beats = beats(&mut object, faults_of);
    person.desk = desk(&mut object, faults_of);
    person.consents =
        object.pairs("consents", faults_of, read_consent).map(|pairs| pairs.into_iter().collect());
    let external = |system: &str, id: &str| {
        let system = ExternalSystem::parse(system).map_err(|error| error.to_string())?;
        Ok((system, ExternalId::parse(id).map_err(|error| error.to_string())?))
    };
    person.external_ids =
        object.pairs("external_ids", faults_of, external).map(|pairs| pairs.into_iter().collect());
    if let Some(channels) = object.array("channels", faults_of) {
        person.speaks_for = Spoken::All;
        person.ranked = true;
        for (index, value) in channels.iter().enumerate() {
            channel(&mut person, &format!("channels[{index}]"), value, faults_of);
        }
    }
    // No newsroom's own file has a reason to hold the addresses that we make.
    person.is_export = object.take("links").is_some();
    object.ignore(&["updated_at", "created_at", "since_edition", "revision"]);
    object.finish(faults_of);
    if person.name.is_none() && faults.iter().all(|fault| fault.field != "name") {
        faults.push(Fault::new("name", "is missing"));
    }
    if faults.is_empty() { Ok(person) } else { Err(faults) }
}

/// `"cybersecurity"`, `"Cybersecurity"` or `{"slug": "cybersecurity", "name": "Cybersecurity"}`.
fn beats(object: &mut Object<'_>, faults: &mut Vec<Fault>) -> Option<Vec<Beat>> {
    let nothing = Directory::new();
    let path = object.path("beats");
    let mut beats = Vec::new();
    for (index, value) in object.array("beats", faults)?.iter().enumerate() {
        let path = format!("{path}[{index}]");
        if let Some(text) = value.as_str() {
            match known::beat_named(text, &nothing) {
                Ok(beat) => beats.push(beat),
                Err(reason) => faults.push(Fault::new(path, reason)),
            }
            continue;
        }
        let Some(mut inner) = Object::new(&path, value, faults) else { continue };
        let slug = inner.read("slug", faults, BeatSlug::parse).flatten();
        let name = inner.read("name", faults, Name::parse).flatten();
        inner.finish(faults);
        match (slug, name) {
            (Some(slug), Some(name)) => beats.push(Beat { slug, name }),
            _ => faults.push(Fault::new(path, "needs a slug and a name")),
        }
    }
    Some(beats)
}

/// A slug, or the object with slug and name that an export writes.
#[expect(
    clippy::option_option,
    reason = "outside: whether the source speaks of it; inside: whether it has a value"
)]
fn desk(object: &mut Object<'_>, faults: &mut Vec<Fault>) -> Option<Option<Slug>> {
    let value = object.take("desk")?;
    let slug = match value {
        Value::Null => return Some(None),
        Value::String(text) => text.as_str(),
        other => other.get("slug").and_then(Value::as_str).unwrap_or_default(),
    };
    Slug::parse(slug).map_err(|error| faults.push(Fault::new("desk", error.to_string()))).ok().map(Some)
}

fn channel(person: &mut Person, path: &str, value: &Value, faults: &mut Vec<Fault>) {
    let Some(mut object) = Object::new(path, value, faults) else { return };
    let before = faults.len();
    let kind = |text: &str| {
        ChannelKind::parse(text).ok_or("is not a kind of channel, such as signal_number or email")
    };
    let kind = object.read("kind", faults, kind).flatten();
    let text = object.text("value", faults).flatten();
    let key = object.text("key", faults).flatten();
    let label = object.read("label", faults, Label::parse);
    let note = object.read("note", faults, Note::parse);
    let visibility = object.read("visibility", faults, read_visibility).flatten();
    let confirmed_at = object.read("confirmed_at", faults, read_moment).flatten();
    let confirm_by = object.read("confirm_by", faults, read_moment).flatten();
    let (key_path, value_path) = (object.path("key"), object.path("value"));
    object.ignore(&[
        "id",
        "display",
        "url",
        "preferred",
        "confirmed",
        "hides",
        "reveals",
        "added_at",
        "expires_at",
        "fingerprint",
    ]);
    object.finish(faults);
    let Some(kind) = kind else {
        if faults.len() == before {
            faults.push(Fault::new(format!("{path}.kind"), "is missing"));
        }
        return;
    };
    // A key's `value` is its fingerprint, and only the key itself can be trusted to say it.
    let (value_path, text) =
        if kind == ChannelKind::Pgp && key.is_some() { (key_path, key) } else { (value_path, text) };
    let Some(text) = text else {
        faults.push(Fault::new(value_path, "is missing"));
        return;
    };
    match ChannelValue::parse(kind, text) {
        Err(error) => faults.push(Fault::new(value_path, error.to_string())),
        Ok(value) if person.channels.iter().any(|other| other.value == value) => {
            faults.push(Fault::new(value_path, "stands there twice"));
        }
        Ok(value) => {
            // The kind's own label is what an export shows where the newsroom gave none.
            let label = label.map(|label| label.filter(|label| label.as_str() != kind.label()));
            person.channels.push(ReadChannel { value, label, note, visibility, confirmed_at, confirm_by });
        }
    }
}
