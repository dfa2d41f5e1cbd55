//! One card's properties as a person.

use std::collections::BTreeMap;
use std::fmt::Display;

use calcard::vcard::{VCard, VCardEntry, VCardKind, VCardProperty, VCardValue};
use calcard::{Entry, Parser};
use data_encoding::BASE64;
use directory::{
    ChannelKind, ChannelValue, Directory, Label, Language, Name, ProfileKind, Pronouns, Title, Uid,
};

use super::super::known;
use super::super::person::{Fault, Person};
use super::address::{self, Meaning};

/// Reads one card, or says everything that is wrong with it.
pub(super) fn person(text: &str) -> Result<Person, Vec<Fault>> {
    let Entry::VCard(card) = Parser::new(text).entry() else {
        return Err(vec![Fault::new("card", "cannot be read as a vCard")]);
    };
    let mut reader = Reader {
        person: Person::default(),
        faults: Vec::new(),
        labels: of_groups(&card, "X-ABLABEL"),
        kinds: of_groups(&card, "X-CHANNEL-KIND"),
        family: None,
    };
    for entry in &card.entries {
        reader.entry(entry);
    }
    reader.finish()
}

/// What the property `name` says of each group: `X-ABLabel`, the label that Apple's address book and its followers
/// give, and `X-CHANNEL-KIND`, which stands on our own cards beside a label that does not name the kind.
fn of_groups(card: &VCard, name: &str) -> BTreeMap<String, String> {
    let said = |entry: &VCardEntry| match (&entry.group, &entry.name) {
        (Some(group), VCardProperty::Other(other)) if other.eq_ignore_ascii_case(name) => {
            let plain = text_of(entry).trim_start_matches("_$!<").trim_end_matches(">!$_").to_owned();
            Some((group.to_ascii_lowercase(), plain))
        }
        _ => None,
    };
    card.entries.iter().filter_map(said).collect()
}

/// A property's values as one text.
fn text_of(entry: &VCardEntry) -> String {
    texts_of(entry).join(",")
}

/// A property's values, one by one.
fn texts_of(entry: &VCardEntry) -> Vec<String> {
    let text = |value: &VCardValue| match value {
        VCardValue::Component(parts) => parts.join(" "),
        other => other.as_text().unwrap_or_default().to_owned(),
    };
    entry.values.iter().map(text).collect()
}

struct Reader {
    person: Person,
    faults: Vec<Fault>,
    labels: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    /// `N`'s family and given names.
    family: Option<(String, String)>,
}

impl Reader {
    fn take<T, E: Display>(&mut self, field: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.faults.push(Fault::new(field, error.to_string()))).ok()
    }

    fn entry(&mut self, entry: &VCardEntry) {
        let text = text_of(entry);
        let text = text.trim();
        match &entry.name {
            VCardProperty::Begin
            | VCardProperty::End
            | VCardProperty::Version
            | VCardProperty::Prodid
            | VCardProperty::Rev
            | VCardProperty::Source
            | VCardProperty::Created
            | VCardProperty::Language
            | VCardProperty::Tz => {}
            VCardProperty::Fn => {
                if self.person.name.is_none() {
                    self.person.name = self.take("name", Name::parse(text));
                }
            }
            VCardProperty::N => self.structured_name(entry),
            VCardProperty::Org => self.organisation(entry),
            VCardProperty::Title => {
                if let Some(title) = self.take("title", Title::parse(text)) {
                    self.person.title = Some(Some(title));
                }
            }
            VCardProperty::Uid => match Uid::parse(text) {
                Ok(uid) => self.person.uid = Some(uid),
                Err(_) => {
                    self.person.remark(Some("uid"), text, "is not a UUID: the profile gets one of its own");
                }
            },
            VCardProperty::Kind => {
                let desk =
                    matches!(entry.values.first(), Some(VCardValue::Kind(VCardKind::Org | VCardKind::Group)));
                self.person.kind = Some(if desk { ProfileKind::Desk } else { ProfileKind::Person });
            }
            VCardProperty::Categories | VCardProperty::Expertise => self.beats(entry),
            VCardProperty::Lang => {
                if let Some(language) = self.take("languages", Language::parse(text)) {
                    let languages = self.person.languages.get_or_insert_default();
                    if !languages.contains(&language) {
                        languages.push(language);
                    }
                }
            }
            VCardProperty::Pronouns => {
                if let Some(pronouns) = self.take("pronouns", Pronouns::parse(text)) {
                    self.person.pronouns = Some(Some(pronouns));
                }
            }
            VCardProperty::Note => self.note(text),
            VCardProperty::Key => self.key(entry, text),
            VCardProperty::Tel
            | VCardProperty::Email
            | VCardProperty::Impp
            | VCardProperty::Url
            | VCardProperty::ContactUri
            | VCardProperty::Socialprofile => self.address(entry, text),
            VCardProperty::Other(name) => self.extension(&name.to_ascii_uppercase(), entry, text),
            other => {
                let reason = format!("({}) has no place in a profile", other.as_str());
                self.person.remark(None, text, reason);
            }
        }
    }

    fn extension(&mut self, name: &str, entry: &VCardEntry, text: &str) {
        match name {
            "X-ABLABEL" => {}
            "X-CHANNEL-KIND" if ChannelKind::parse(text).is_some() => {}
            "X-ABSHOWAS" => {
                if text.eq_ignore_ascii_case("COMPANY") {
                    self.person.kind = Some(ProfileKind::Desk);
                }
            }
            "X-JABBER" | "X-SOCIALPROFILE" => self.address(entry, text),
            _ => self.person.remark(None, text, format!("({name}) is not understood")),
        }
    }

    fn structured_name(&mut self, entry: &VCardEntry) {
        let parts = texts_of(entry);
        let part = |index: usize| parts.get(index).map(|part| part.trim().to_owned()).unwrap_or_default();
        let given = [part(1), part(2)].join(" ").trim().to_owned();
        self.family = Some((part(0), given));
    }

    fn organisation(&mut self, entry: &VCardEntry) {
        let parts = texts_of(entry);
        if let Some(outlet) = parts.first().filter(|outlet| !outlet.trim().is_empty()) {
            self.person.outlet = self.take("outlet", Name::parse(outlet));
        }
        for unit in parts.iter().skip(1).filter(|unit| !unit.trim().is_empty()) {
            self.person.remark(
                Some("desk"),
                unit,
                "is a unit of the organisation; name the desk by its slug in CSV or JSON",
            );
        }
    }

    fn beats(&mut self, entry: &VCardEntry) {
        let nothing = Directory::new();
        for text in texts_of(entry) {
            // The parser has cut at commas; one that is left was escaped and belongs to a name.
            for name in [text.trim()].into_iter().filter(|name| !name.is_empty()) {
                if let Some(beat) = self.take("beats", known::beat_named(name, &nothing)) {
                    let beats = self.person.beats.get_or_insert_default();
                    if !beats.iter().any(|known| known.slug == beat.slug) {
                        beats.push(beat);
                    }
                }
            }
        }
    }

    /// Our own advice is passed over; a line such as `Signal username: ada.42` is a channel.
    fn note(&mut self, text: &str) {
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let labelled = line.split_once(": ").and_then(|(label, value)| {
                let kind = address::note_kind(label)?;
                ChannelValue::parse(kind, value.trim()).ok()
            });
            if let Some(value) = labelled {
                self.person.add_channel(value);
            } else if !line.contains("before each first contact") && !line.starts_with("PGP fingerprint:") {
                self.person.remark(None, line, "(NOTE) is not understood");
            }
        }
    }

    fn key(&mut self, entry: &VCardEntry, text: &str) {
        let binary = entry.values.iter().find_map(VCardValue::as_binary).map(|data| data.data.clone());
        let inline = || {
            let (head, body) = text.split_once("base64,")?;
            head.starts_with("data:").then(|| BASE64.decode(body.as_bytes()).ok()).flatten()
        };
        match binary.or_else(inline) {
            Some(octets) if octets.starts_with(b"-----BEGIN") => {
                let armored = String::from_utf8_lossy(&octets).into_owned();
                self.channel("pgp", ChannelKind::Pgp, &armored, None);
            }
            Some(octets) => {
                let armored = format!(
                    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{}\n-----END PGP PUBLIC KEY BLOCK-----\n",
                    wrapped(&BASE64.encode(&octets))
                );
                self.channel("pgp", ChannelKind::Pgp, &armored, None);
            }
            None if text.starts_with("-----BEGIN") => self.channel("pgp", ChannelKind::Pgp, text, None),
            None if text.to_ascii_uppercase().starts_with("OPENPGP4FPR:") => {}
            None => self.person.remark(Some("pgp"), text, "is not the key itself: give the whole public key"),
        }
    }

    fn channel(&mut self, field: &str, kind: ChannelKind, text: &str, label: Option<Label>) {
        let Some(value) = self.take(field, ChannelValue::parse(kind, text)) else { return };
        if let Some(channel) = self.person.add_channel(value) {
            channel.label = label.map(Some);
        }
    }

    fn address(&mut self, entry: &VCardEntry, text: &str) {
        let group = entry.group.as_ref().map(|group| group.to_ascii_lowercase());
        let of_group =
            |said: &BTreeMap<String, String>| group.as_ref().and_then(|group| said.get(group)).cloned();
        let label = of_group(&self.labels);
        let told = of_group(&self.kinds).and_then(|kind| ChannelKind::parse(&kind));
        let service = address::service(entry);
        let named = address::Named { told, label: label.as_deref(), service: service.as_deref() };
        match address::meaning(&entry.name, text, &named) {
            Meaning::Channel(kind, value) => {
                let label = label.as_deref().map(address::without_browser);
                // Our own cards say the kind only beside a label of the newsroom's own.
                let own = label.filter(|label| told == Some(kind) || !address::is_usual(kind, label));
                self.channel(kind.as_str(), kind, &value, own.and_then(|label| Label::parse(label).ok()));
            }
            Meaning::Refused(field, reason) => self.faults.push(Fault::new(field, reason)),
            Meaning::Unknown(reason) => self.person.remark(None, text, reason),
        }
    }

    fn finish(mut self) -> Result<Person, Vec<Fault>> {
        let named = self.faults.iter().any(|fault| fault.field == "name");
        match (self.family.take(), self.person.kind) {
            (Some((family, given)), kind)
                if !family.is_empty() && !given.is_empty() && kind != Some(ProfileKind::Desk) =>
            {
                self.person.sort_name = self.take("sort_name", Name::parse(&format!("{family}, {given}")));
                if self.person.name.is_none() && !named {
                    self.person.name = self.take("name", Name::parse(&format!("{given} {family}")));
                }
            }
            (Some((family, given)), _) if self.person.name.is_none() && !named => {
                let whole = format!("{family}{given}");
                if !whole.is_empty() {
                    self.person.name = self.take("name", Name::parse(&whole));
                }
            }
            _ => {}
        }
        // A card has the number of a Signal channel twice: as a telephone and as a link.
        let signal: Vec<String> = self
            .person
            .channels
            .iter()
            .filter(|channel| channel.value.kind() == ChannelKind::SignalNumber)
            .map(|channel| channel.value.as_str().to_owned())
            .collect();
        self.person.channels.retain(|channel| {
            channel.value.kind() != ChannelKind::Phone || !signal.contains(&channel.value.as_str().to_owned())
        });
        if self.person.name.is_none() && self.faults.iter().all(|fault| fault.field != "name") {
            self.faults.push(Fault::new("name", "is missing: the card has neither FN nor N"));
        }
        if self.faults.is_empty() { Ok(self.person) } else { Err(self.faults) }
    }
}

/// Base64 in lines, as armor has it.
fn wrapped(encoded: &str) -> String {
    let characters: Vec<char> = encoded.chars().collect();
    characters.chunks(64).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n")
}
