//! vCard 4.0 (RFC 6350, 6715, 8605, 9554), for programs. jCard spells out the same properties.

use directory::{Audience, ChannelValue, ProfileKind, PublicProfile};

use super::line::{self, Version};
use super::property::{Group, Name, Parameter, Property, Value};
use super::text::Text;
use crate::keys::{self, KEY_MEDIA_TYPE, MailKey, PORTRAIT_MEDIA_TYPE};
use crate::note::{self, Reader};
use crate::service;
use crate::site::Site;

/// A profile as vCard 4.0.
pub fn vcard4(profile: &PublicProfile, audience: Audience, site: &Site) -> String {
    line::card(Version::Four, &properties(profile, audience, site))
}

/// The language our own words on a card are in.
const CARD_LANGUAGE: &str = "en";

/// Every property of the card, without BEGIN, VERSION and END.
pub(crate) fn properties(profile: &PublicProfile, audience: Audience, site: &Site) -> Vec<Property> {
    let mut properties = vec![
        Property::text(Name::PRODID, &site.product_identifier()),
        Property::uri(Name::UID, &profile.uid.to_string()),
        Property::text(Name::KIND, kind(profile.kind)),
        Property::new(Name::REV, Value::Timestamp(profile.updated_at)),
        Property::new(Name::CREATED, Value::Timestamp(profile.created_at)),
        Property::new(Name::LANGUAGE, Value::LanguageTag(Text::line(CARD_LANGUAGE))),
        Property::uri(Name::SOURCE, &site.form(&profile.slug, ".v4.vcf")),
    ];
    properties.extend(super::names(profile));
    properties.push(super::organisation(profile));
    if let Some(title) = &profile.title {
        properties.push(Property::text(Name::TITLE, title.as_str()));
    }
    if let Some(octets) = keys::portrait(profile, audience) {
        let data = Value::Data { media_type: PORTRAIT_MEDIA_TYPE, octets: octets.to_vec() };
        properties.push(Property::new(Name::PHOTO, data));
    }
    push_channels(&mut properties, profile, audience);
    properties.extend(super::categories(profile));
    for beat in &profile.beats {
        properties.push(Property::text(Name::EXPERTISE, beat.name.as_str()));
    }
    for (place, language) in profile.languages.iter().enumerate() {
        let tag = Value::LanguageTag(Text::line(language.as_str()));
        properties.push(Property::new(Name::LANG, tag).with_preference(place + 1));
    }
    if let Some(pronouns) = &profile.pronouns {
        properties.push(Property::text(Name::PRONOUNS, pronouns.as_str()));
    }
    if let Some(desk) = &profile.desk {
        let page = Property::uri(Name::RELATED, &site.page(&desk.slug));
        properties.push(page.with(Parameter::TYPE, "agent"));
    }
    let note = note::note(profile, audience, site, Reader::Program);
    properties.push(Property::new(Name::NOTE, Value::Text(Text::paragraphs(&note))));
    properties
}

fn kind(kind: ProfileKind) -> &'static str {
    match kind {
        ProfileKind::Person => "individual",
        ProfileKind::Desk => "org",
    }
}

fn push_channels(properties: &mut Vec<Property>, profile: &PublicProfile, audience: Audience) {
    let mail_key = MailKey::among(profile.channels_for(audience));
    let mut mail_place = 0;
    let mut messenger_place = 0;
    for channel in profile.channels_for(audience) {
        match &channel.value {
            ChannelValue::Email(address) => {
                mail_place += 1;
                let mail = Property::text(Name::EMAIL, address.as_str())
                    .with_preference(mail_place)
                    .with(Parameter::TYPE, "work");
                let in_group = mail_key.is_for(address);
                properties.push(if in_group { mail.in_group(Group::MAIL) } else { mail });
                if in_group {
                    push_keys(properties, profile, audience, &mail_key);
                }
            }
            // Text, which is the default, and not a `tel:` address, at which some readers give up the whole card.
            ChannelValue::Phone(number) => {
                properties.push(Property::text(Name::TEL, number.as_str()).with(Parameter::TYPE, "work"));
            }
            value => {
                if let Some(messenger) = service::messenger(value) {
                    push_messenger(properties, &messenger, &mut messenger_place);
                } else if let Some(site) = service::tip_site(value) {
                    properties.push(Property::uri(Name::CONTACT_URI, &site));
                }
                if let ChannelValue::SignalNumber(number) = value {
                    properties.push(Property::text(Name::TEL, number.as_str()).with(Parameter::TYPE, "cell"));
                }
            }
        }
    }
    if mail_key.address.is_none() {
        push_keys(properties, profile, audience, &mail_key);
    }
}

fn push_messenger(properties: &mut Vec<Property>, messenger: &service::Messenger<'_>, place: &mut usize) {
    match (&messenger.uri, messenger.username) {
        (Some(uri), username) => {
            *place += 1;
            let address = Property::uri(Name::IMPP, uri)
                .with_preference(*place)
                .with(Parameter::SERVICE_TYPE, messenger.service);
            properties.push(match username {
                Some(username) => address.with(Parameter::USERNAME, username),
                None => address,
            });
        }
        (None, Some(username)) => properties.push(
            Property::text(Name::SOCIALPROFILE, username)
                .with(Parameter::SERVICE_TYPE, messenger.service)
                .with(Parameter::VALUE, "text"),
        ),
        (None, None) => {}
    }
}

/// The key itself first, which is the one that mail programs pin, then every fingerprint to compare.
fn push_keys(
    properties: &mut Vec<Property>,
    profile: &PublicProfile,
    audience: Audience,
    mail_key: &MailKey<'_>,
) {
    let mut place = 0;
    if let Some(octets) = mail_key.octets() {
        place += 1;
        let data = Value::Data { media_type: KEY_MEDIA_TYPE, octets: octets.to_vec() };
        properties.push(Property::new(Name::KEY, data).in_group(Group::MAIL).with_preference(place));
    }
    for (nth, key) in keys::keys(profile.channels_for(audience)).enumerate() {
        place += 1;
        let uri = format!("OPENPGP4FPR:{}", key.fingerprint().as_str());
        let fingerprint = Property::uri(Name::KEY, &uri).with_preference(place);
        properties.push(if nth == 0 { fingerprint.in_group(Group::MAIL) } else { fingerprint });
    }
}
