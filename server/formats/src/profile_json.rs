//! A profile as our own JSON, which templates and tools read. Keys keep the order in which `docs/API.md` lists them.

use directory::{Audience, ChannelValue, ProfileKind, PublicChannel, PublicProfile, PublicStatus};
use serde_json::{Map, Value as Json, json};

use crate::advice::advice;
use crate::qr::has_qr;
use crate::site::Site;

/// A profile as JSON on one line, always with the same keys in the same order.
pub fn profile_json(profile: &PublicProfile, audience: Audience, site: &Site) -> String {
    let beats: Vec<&str> = profile.beats.iter().map(|beat| beat.slug.as_str()).collect();
    let languages: Vec<&str> = profile.languages.iter().map(directory::Language::as_str).collect();
    let also_at: Vec<&str> = profile.also_at.iter().map(directory::Name::as_str).collect();
    let channels = profile.channels_for(audience);
    let external_ids = profile.external_ids.iter();
    json!({
        "uid": profile.uid.to_string(),
        "slug": profile.slug.as_str(),
        "kind": match profile.kind { ProfileKind::Person => "person", ProfileKind::Desk => "desk" },
        "name": profile.name.as_str(),
        "sort_name": profile.sort_name.as_str(),
        "title": profile.title.as_ref().map(directory::Title::as_str),
        "outlet": profile.outlet.as_str(),
        "also_at": also_at,
        "status": match profile.status { PublicStatus::Listed => "listed", PublicStatus::Paused => "paused" },
        "beats": beats,
        "languages": languages,
        "pronouns": profile.pronouns.as_ref().map(directory::Pronouns::as_str),
        "bio": profile.bio.as_ref().map(directory::Bio::as_str),
        "channels": channels.map(|channel| channel_json(channel, profile.prefers(channel, audience))).collect::<Vec<Json>>(),
        "desk": profile.desk.as_ref().map(|desk| json!({"slug": desk.slug.as_str(), "name": desk.name.as_str()})),
        "links": links(profile, site),
        "external_ids": external_ids
            .map(|(system, id)| (system.as_str().to_owned(), json!(id.as_str())))
            .collect::<Map<String, Json>>(),
        "updated_at": profile.updated_at.rfc3339(),
        "since_edition": profile.since_edition,
    })
    .to_string()
}

fn channel_json(channel: &PublicChannel, preferred: bool) -> Json {
    let advice = advice(channel.kind());
    let mut json = json!({
        "id": channel.id.as_str(),
        "kind": channel.kind().as_str(),
        "label": channel.label(),
        "value": channel.value.value(),
        "display": channel.value.display(),
        "url": channel.value.url(),
        "preferred": preferred,
        "visibility": match channel.audience {
            Audience::Everyone => "listed",
            Audience::ProfileOnly => "profile",
        },
        "confirmed": channel.confirmed.map(|month| month.to_string()),
        "hides": advice.hides,
        "reveals": advice.reveals,
        "note": channel.note.as_ref().map(directory::Note::as_str),
    });
    if let (true, Some(fields)) = (channel.is_overdue, json.as_object_mut()) {
        fields.insert("overdue".to_owned(), json!(true));
    }
    if let (ChannelValue::Pgp(key), Some(fields)) = (&channel.value, json.as_object_mut()) {
        fields.insert("key".to_owned(), json!(key.armored()));
    }
    json
}

fn links(profile: &PublicProfile, site: &Site) -> Json {
    let form = |suffix: &str| site.form(&profile.slug, suffix);
    json!({
        "page": site.page(&profile.slug),
        "vcard": form(".vcf"),
        "vcard4": form(".v4.vcf"),
        "jcard": form(".jcard"),
        "jscontact": form(".jscontact"),
        "block": form(".html"),
        // The picture is of the profile's own address, whose readers see more than those of a list.
        "qr": has_qr(profile, Audience::ProfileOnly).then(|| form(".png")),
    })
}
