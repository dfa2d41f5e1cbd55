//! vCard 3.0, for address books: the version every one of them reads.
//!
//! Whatever can be tapped becomes a labelled URL, which is the only thing that all address books keep. Numbers
//! are bare E.164: with `tel:` before it, a number loses its `+` on Android and reaches somebody else.

use directory::{Audience, ChannelValue, ProfileKind, PublicChannel, PublicProfile};

use super::line::{self, Version};
use super::property::{Group, Name, Parameter, Property, Value};
use super::text::Text;
use crate::keys::{self, MailKey};
use crate::note::{self, Reader};
use crate::service;
use crate::site::Site;

/// A profile as vCard 3.0.
pub fn vcard3(profile: &PublicProfile, audience: Audience, site: &Site) -> String {
    let mut properties = vec![
        Property::text(Name::PRODID, &site.product_identifier()),
        Property::text(Name::UID, &profile.uid.to_string()),
        Property::new(Name::REV, Value::Timestamp(profile.updated_at)),
    ];
    properties.extend(super::names(profile));
    properties.push(super::organisation(profile));
    if let Some(title) = &profile.title {
        properties.push(Property::text(Name::TITLE, title.as_str()));
    }
    if let Some(octets) = keys::portrait(profile, audience) {
        // In this order, by which readers find it.
        let photo = Property::new(Name::PHOTO, Value::Binary(octets.to_vec()));
        properties.push(photo.with(Parameter::ENCODING, "b").with(Parameter::TYPE, "JPEG"));
    }
    let mut channels = Channels {
        mail_key: MailKey::among(profile.channels_for(audience)),
        last_group: Group::MAIL,
        has_address: false,
        properties: &mut properties,
    };
    for channel in profile.channels_for(audience) {
        channels.push(channel);
    }
    channels.finish();
    properties.extend(super::categories(profile));
    let note = note::note(profile, audience, site, Reader::AddressBook);
    properties.push(Property::new(Name::NOTE, Value::Text(Text::paragraphs(&note))));
    if profile.kind == ProfileKind::Desk {
        properties.push(Property::text(Name::X_ABSHOWAS, "COMPANY"));
    }
    line::card(Version::Three, &properties)
}

/// Writes channels in the newsroom's order, numbering the groups.
struct Channels<'profile, 'card> {
    mail_key: MailKey<'profile>,
    last_group: Group,
    has_address: bool,
    properties: &'card mut Vec<Property>,
}

impl Channels<'_, '_> {
    fn push(&mut self, channel: &PublicChannel) {
        match &channel.value {
            ChannelValue::Email(address) => {
                let mut mail = Property::text(Name::EMAIL, address.as_str())
                    .with(Parameter::TYPE, "INTERNET")
                    .with(Parameter::TYPE, "WORK");
                if !self.has_address {
                    mail = mail.with(Parameter::TYPE, "pref");
                    self.has_address = true;
                }
                if self.mail_key.is_for(address) {
                    self.properties.push(mail.in_group(Group::MAIL));
                    self.push_key();
                } else {
                    self.properties.push(mail);
                }
            }
            // Written with its address, or at the end if it has none.
            ChannelValue::Pgp(_) => {}
            ChannelValue::SignalNumber(number) => {
                let telephone = Property::text(Name::TEL, number.as_str()).with(Parameter::TYPE, "CELL");
                self.push_labelled(telephone, channel.label(), channel);
                self.push_link(channel, channel.value.url());
            }
            ChannelValue::Phone(number) => {
                let telephone = Property::text(Name::TEL, number.as_str()).with(Parameter::TYPE, "WORK");
                match &channel.own_label {
                    Some(label) => self.push_labelled(telephone, label.as_str(), channel),
                    None => self.properties.push(telephone),
                }
            }
            ChannelValue::Xmpp(address) => {
                let uri = address.url();
                self.properties
                    .push(Property::uri(Name::IMPP, &uri).with(Parameter::X_SERVICE_TYPE, "Jabber"));
                // The one instant-messaging field that stock Android imports.
                self.properties.push(Property::text(Name::X_JABBER, address.as_str()));
            }
            value => {
                let messenger = service::messenger(value);
                if let (ChannelValue::Matrix(_), Some(uri)) =
                    (value, messenger.as_ref().and_then(|m| m.uri.as_deref()))
                {
                    self.properties
                        .push(Property::uri(Name::IMPP, uri).with(Parameter::X_SERVICE_TYPE, "Matrix"));
                }
                let link =
                    messenger.and_then(|messenger| messenger.page).or_else(|| service::tip_site(value));
                self.push_link(channel, link);
            }
        }
    }

    fn push_link(&mut self, channel: &PublicChannel, link: Option<String>) {
        if let Some(link) = link {
            self.push_labelled(
                Property::uri(Name::URL, &link),
                &service::address_book_label(channel),
                channel,
            );
        }
    }

    /// A label of the newsroom's own no longer says what the channel is, so a line beside it does: address books pass
    /// over it, and whoever reads the card back need not guess.
    fn push_labelled(&mut self, property: Property, label: &str, channel: &PublicChannel) {
        self.last_group = self.last_group.next();
        self.properties.push(property.in_group(self.last_group));
        self.properties.push(Property::text(Name::X_ABLABEL, label).in_group(self.last_group));
        if channel.own_label.is_some() {
            let kind = Property::text(Name::X_CHANNEL_KIND, channel.kind().as_str());
            self.properties.push(kind.in_group(self.last_group));
        }
    }

    /// The key in the exact form, to the order of its parameters, that readers look for by its first letters.
    fn push_key(&mut self) {
        if let Some(octets) = self.mail_key.octets() {
            self.properties.push(
                Property::new(Name::KEY, Value::Binary(octets.to_vec()))
                    .in_group(Group::MAIL)
                    .with(Parameter::TYPE, "PGP")
                    .with(Parameter::ENCODING, "b"),
            );
        }
    }

    fn finish(mut self) {
        if self.mail_key.address.is_none() {
            self.push_key();
        }
    }
}
