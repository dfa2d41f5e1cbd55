//! JSContact 1.0 (RFC 9553), for programs.

use directory::{Audience, ChannelValue, ProfileKind, PublicChannel, PublicProfile};
use serde_json::{Map, Value as Json, json};

use crate::keys::{self, KEY_MEDIA_TYPE, MailKey, PORTRAIT_MEDIA_TYPE, data_uri};
use crate::note::{self, Reader};
use crate::site::Site;
use crate::vcard::text::{Text, Uri};
use crate::{naming, service};

/// A profile as a JSContact card.
pub fn jscontact(profile: &PublicProfile, audience: Audience, site: &Site) -> String {
    let mut card = Object::default();
    card.put("@type", json!("Card"));
    card.put("version", json!("1.0"));
    card.put("uid", json!(profile.uid.to_string()));
    card.put(
        "kind",
        json!(match profile.kind {
            ProfileKind::Person => "individual",
            ProfileKind::Desk => "org",
        }),
    );
    card.put("created", json!(profile.created_at.rfc3339()));
    card.put("updated", json!(profile.updated_at.rfc3339()));
    card.put("language", json!("en"));
    card.put("prodId", json!(site.product_identifier()));
    push_person(&mut card, profile);
    if let Some(octets) = keys::portrait(profile, audience) {
        let uri = data_uri(PORTRAIT_MEDIA_TYPE, octets);
        card.put_map(
            "media",
            "f",
            vec![json!({"kind": "photo", "uri": uri, "mediaType": PORTRAIT_MEDIA_TYPE})],
        );
    }
    Channels::of(profile, audience).put_into(&mut card);
    push_subjects(&mut card, profile);
    card.put_map("directories", "d", vec![json!({
        "kind": "entry", "uri": site.form(&profile.slug, ".jscontact"), "mediaType": "application/jscontact+json",
    })]);
    if let Some(desk) = &profile.desk {
        card.put("relatedTo", keyed([(site.page(&desk.slug), json!({"relation": {"agent": true}}))]));
    }
    let note = note::note(profile, audience, site, Reader::Program);
    card.put_map("notes", "n", vec![json!({"note": Text::paragraphs(&note).as_str()})]);
    Json::Object(card.0).to_string()
}

fn push_person(card: &mut Object, profile: &PublicProfile) {
    let mut name = Object::default();
    name.put("full", line(profile.name.as_str()));
    let parts = naming::parts(profile);
    if profile.kind == ProfileKind::Person && !parts.family.is_empty() {
        name.put(
            "components",
            json!([
                {"kind": "given", "value": line(parts.given)},
                {"kind": "surname", "value": line(parts.family)},
            ]),
        );
    }
    card.put("name", Json::Object(name.0));
    if let Some(pronouns) = &profile.pronouns {
        card.put("speakToAs", json!({"pronouns": {"p1": {"pronouns": line(pronouns.as_str())}}}));
    }
    let mut outlets = vec![json!({"name": line(profile.outlet.as_str())})];
    if profile.kind == ProfileKind::Desk {
        outlets = vec![json!({
            "name": line(profile.outlet.as_str()), "units": [{"name": line(profile.name.as_str())}],
        })];
    }
    outlets.extend(profile.also_at.iter().map(|outlet| json!({"name": line(outlet.as_str())})));
    card.put_map("organizations", "o", outlets);
    if let Some(title) = &profile.title {
        card.put_map("titles", "t", vec![json!({"kind": "title", "name": line(title.as_str())})]);
    }
}

fn push_subjects(card: &mut Object, profile: &PublicProfile) {
    let tongues = profile.languages.iter().enumerate();
    card.put_map(
        "preferredLanguages",
        "l",
        tongues
            .map(|(place, language)| json!({"language": language.as_str(), "pref": (place + 1).min(100)}))
            .collect(),
    );
    if !profile.beats.is_empty() {
        let names = profile.beats.iter().map(|beat| Text::line(beat.name.as_str()).as_str().to_owned());
        card.put("keywords", keyed(names.map(|name| (name, Json::Bool(true)))));
    }
    let expertise = profile.beats.iter();
    card.put_map(
        "personalInfo",
        "e",
        expertise.map(|beat| json!({"kind": "expertise", "value": line(beat.name.as_str())})).collect(),
    );
}

/// A profile's channels, sorted into the places that JSContact has for them.
#[derive(Default)]
struct Channels {
    services: Vec<Json>,
    phones: Vec<Json>,
    emails: Vec<Json>,
    keys: Vec<Json>,
    links: Vec<Json>,
}

impl Channels {
    fn of(profile: &PublicProfile, audience: Audience) -> Self {
        let mut sorted = Self::default();
        for channel in profile.channels_for(audience) {
            sorted.sort(channel);
        }
        if let Some(octets) = MailKey::among(profile.channels_for(audience)).octets() {
            sorted.keys.push(json!({
                "uri": data_uri(KEY_MEDIA_TYPE, octets), "mediaType": KEY_MEDIA_TYPE, "pref": 1,
            }));
        }
        for key in keys::keys(profile.channels_for(audience)) {
            sorted.keys.push(json!({"uri": format!("openpgp4fpr:{}", key.fingerprint().as_str())}));
        }
        sorted
    }

    fn sort(&mut self, channel: &PublicChannel) {
        match &channel.value {
            ChannelValue::Email(address) => {
                let pref = (self.emails.len() + 1).min(100);
                self.emails
                    .push(json!({"address": address.as_str(), "contexts": {"work": true}, "pref": pref}));
            }
            ChannelValue::Phone(number) => self.phones.push(json!({
                "number": number.as_str(), "features": {"voice": true}, "contexts": {"work": true},
                "label": line(channel.label()),
            })),
            value => {
                if let Some(messenger) = service::messenger(value) {
                    self.push_messenger(channel, &messenger);
                } else if let Some(site) = service::tip_site(value) {
                    let label = service::address_book_label(channel);
                    self.links.push(json!({"kind": "contact", "uri": uri(&site), "label": line(&label)}));
                }
                if let ChannelValue::SignalNumber(number) = value {
                    self.phones.push(json!({"number": number.as_str(), "label": "Signal only"}));
                }
            }
        }
    }

    fn push_messenger(&mut self, channel: &PublicChannel, messenger: &service::Messenger<'_>) {
        let mut service = Object::default();
        service.put("service", json!(messenger.service));
        if let Some(username) = messenger.username {
            service.put("user", line(username));
        }
        if let Some(address) = &messenger.uri {
            service.put("uri", json!(uri(address)));
        }
        service.put("pref", json!((self.services.len() + 1).min(100)));
        if let Some(label) = &channel.own_label {
            service.put("label", line(label.as_str()));
        }
        self.services.push(Json::Object(service.0));
    }

    fn put_into(self, card: &mut Object) {
        card.put_map("onlineServices", "s", self.services);
        card.put_map("phones", "p", self.phones);
        card.put_map("emails", "m", self.emails);
        card.put_map("cryptoKeys", "k", self.keys);
        card.put_map("links", "w", self.links);
    }
}

/// A JSON object whose members stay in the order they are put in.
#[derive(Default)]
struct Object(Map<String, Json>);

impl Object {
    fn put(&mut self, name: &'static str, value: Json) {
        self.0.insert(name.to_owned(), value);
    }

    /// Items under identifiers such as `s1`, `s2`; nothing where there are none.
    fn put_map(&mut self, name: &'static str, prefix: &str, items: Vec<Json>) {
        if !items.is_empty() {
            let items = items.into_iter().enumerate();
            self.put(name, keyed(items.map(|(place, item)| (format!("{prefix}{}", place + 1), item))));
        }
    }
}

fn keyed(items: impl IntoIterator<Item = (String, Json)>) -> Json {
    Json::Object(items.into_iter().collect())
}

fn line(text: &str) -> Json {
    Json::String(Text::line(text).as_str().to_owned())
}

fn uri(address: &str) -> String {
    Uri::new(address).as_str().to_owned()
}
