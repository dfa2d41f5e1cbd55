//! Every profile, in every format, read back by other people's readers.

use calcard::vcard::{VCardProperty, VCardValue};
use directory::{Audience, ChannelValue, ProfileKind, PublicProfile};
use ical_vcard::Contentline;
use proptest::prelude::*;

use crate::people;
use crate::strategies::{self, Invented};

/// What a card must say about a profile, whichever way it says it.
#[derive(Debug, PartialEq)]
struct Fields {
    name: String,
    uid: String,
    organization: Vec<String>,
    title: Option<String>,
    emails: Vec<String>,
    numbers: Vec<String>,
    beats: Vec<String>,
}

impl Fields {
    fn of(profile: &PublicProfile, audience: Audience) -> Self {
        let texts = |wanted: fn(&ChannelValue) -> bool| {
            let channels = profile.channels_for(audience).filter(move |channel| wanted(&channel.value));
            channels.map(|channel| channel.value.as_str().to_owned()).collect()
        };
        let mut organization = vec![profile.outlet.as_str().to_owned()];
        if profile.kind == ProfileKind::Desk {
            organization.push(profile.name.as_str().to_owned());
        }
        Self {
            name: profile.name.as_str().to_owned(),
            uid: profile.uid.to_string(),
            organization,
            title: profile.title.as_ref().map(|title| title.as_str().to_owned()),
            emails: texts(|value| matches!(value, ChannelValue::Email(_))),
            numbers: texts(|value| matches!(value, ChannelValue::SignalNumber(_) | ChannelValue::Phone(_))),
            beats: profile.beats.iter().map(|beat| beat.name.as_str().to_owned()).collect(),
        }
    }
}

fn calcard_fields(card: &str) -> Fields {
    let card = calcard::vcard::VCard::parse(card).expect("calcard reads the card");
    let texts = |name: VCardProperty| -> Vec<String> {
        let entries = card.entries.iter().filter(|entry| entry.name == name);
        let values = entries.flat_map(|entry| entry.values.iter());
        values
            .flat_map(|value| match value {
                VCardValue::Text(text) => vec![text.clone()],
                VCardValue::Component(parts) => parts.clone(),
                other => panic!("{name:?} holds {other:?}"),
            })
            .collect()
    };
    Fields {
        name: texts(VCardProperty::Fn).concat(),
        uid: texts(VCardProperty::Uid).concat(),
        organization: texts(VCardProperty::Org),
        title: texts(VCardProperty::Title).pop(),
        emails: texts(VCardProperty::Email),
        numbers: texts(VCardProperty::Tel),
        beats: texts(VCardProperty::Categories),
    }
}

pub(crate) fn content_lines(card: &str) -> Vec<Contentline> {
    ical_vcard::Parser::new(card.as_bytes()).collect::<Result<_, _>>().expect("ical_vcard reads every line")
}

pub(crate) fn values_of<'a>(lines: &'a [Contentline], name: &str) -> Vec<&'a str> {
    lines.iter().filter(|line| line.name() == name).map(Contentline::value).collect()
}

/// How a key begins in version 4: the one address that has a semicolon and a comma of its own.
const DATA: &str = "data:application/pgp-keys;base64\\,";

/// What every card is, whatever it says.
fn is_well_formed(card: &str) {
    assert!(card.starts_with("BEGIN:VCARD\r\nVERSION:") && card.ends_with("\r\nEND:VCARD\r\n"));
    for line in card.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    for marker in ["BEGIN:VCARD", "END:VCARD"] {
        assert_eq!(card.to_ascii_uppercase().matches(marker).count(), 1);
    }
    let lines = content_lines(card);
    for once in ["FN", "N", "UID"] {
        assert_eq!(values_of(&lines, once).len(), 1, "{once}");
    }
    for at_most_once in ["ORG", "TITLE", "NOTE", "REV", "PRODID"] {
        assert!(values_of(&lines, at_most_once).len() <= 1, "{at_most_once}");
    }
    for line in &lines {
        for parameter in line.params() {
            for value in parameter.values() {
                assert!(
                    value
                        .as_ref()
                        .bytes()
                        .all(|octet| octet.is_ascii_alphanumeric() || b"@._+/-".contains(&octet))
                );
            }
        }
        let value = line.value().replace(DATA, "").replace("\\\\", "");
        let semicolons = value.replace("\\;", "").matches(';').count();
        assert_eq!(
            semicolons,
            if line.name() == "N" { 4 } else { usize::from(is_desk_org(line)) },
            "{value}"
        );
    }
}

fn is_desk_org(line: &Contentline) -> bool {
    line.name() == "ORG" && line.value().replace("\\\\", "").replace("\\;", "").contains(';')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_version_3_card_reads_back_as_the_profile(
        Invented(profile) in strategies::profile(), audience in strategies::audience(),
    ) {
        let card = formats::vcard3(&profile, audience, &people::site());
        is_well_formed(&card);
        prop_assert_eq!(calcard_fields(&card), Fields::of(&profile, audience));
    }

    #[test]
    fn a_version_4_card_reads_back_as_the_profile(
        Invented(profile) in strategies::profile(), audience in strategies::audience(),
    ) {
        let text = formats::vcard4(&profile, audience, &people::site());
        is_well_formed(&text);
        let wanted = Fields::of(&profile, audience);
        prop_assert_eq!(calcard_fields(&text), Fields::of(&profile, audience));
        let card: vcard::VCard = text.parse().expect("vcard reads the card");
        card.validate().expect("vcard finds the card valid");
        prop_assert_eq!(&card.formatted_names[0].value, &wanted.name);
        prop_assert_eq!(card.emails.len(), wanted.emails.len());
        prop_assert_eq!(card.telephones.len(), wanted.numbers.len());
        prop_assert_eq!(card.notes.len(), 1);
    }

    #[test]
    fn a_discreet_card_holds_a_name_one_channel_and_nothing_else(Invented(profile) in strategies::profile()) {
        let card = formats::vcard3_discreet(&profile, &people::site());
        is_well_formed(&card);
        let lines = content_lines(&card);
        for line in &lines {
            prop_assert!(
                ["BEGIN", "VERSION", "UID", "FN", "N", "URL", "X-ABLABEL", "EMAIL", "TEL", "END"]
                    .contains(&line.name().to_ascii_uppercase().as_str()),
                "{}", line.name()
            );
        }
        let channels: usize = ["URL", "EMAIL", "TEL"].iter().map(|name| values_of(&lines, name).len()).sum();
        prop_assert!(channels <= 1);
        if profile.kind == ProfileKind::Desk {
            prop_assert_eq!(values_of(&lines, "FN"), vec!["Contact"]);
        }
    }

    #[test]
    fn a_jcard_reads_back_as_the_profile(
        Invented(profile) in strategies::profile(), audience in strategies::audience(),
    ) {
        let json = formats::jcard(&profile, audience, &people::site());
        let read = jcard::JCard::from_json(&json).expect("jcard reads the card");
        prop_assert!(!read.has_warnings(), "{}", json);
        let card = read.value;
        let wanted = Fields::of(&profile, audience);
        prop_assert_eq!(card.fn_(), Some(wanted.name.as_str()));
        prop_assert_eq!(card.title(), wanted.title.as_deref());
        prop_assert_eq!(card.emails(), wanted.emails);
        prop_assert_eq!(card.tels(), wanted.numbers);
        prop_assert_eq!(card.notes().len(), 1);
        prop_assert_eq!(card.n().map(<[_]>::len), Some(5));
    }

    #[test]
    fn a_jscontact_card_reads_back_as_the_profile(
        Invented(profile) in strategies::profile(), audience in strategies::audience(),
    ) {
        let json = formats::jscontact(&profile, audience, &people::site());
        let card: jscontact::Card = json.parse().expect("jscontact reads the card");
        let wanted = Fields::of(&profile, audience);
        prop_assert_eq!(&card.uid, &wanted.uid);
        prop_assert_eq!(card.name.and_then(|name| name.full), Some(wanted.name));
        let mut emails: Vec<String> =
            card.emails.unwrap_or_default().into_values().map(|email| email.address).collect();
        let mut numbers: Vec<String> =
            card.phones.unwrap_or_default().into_values().map(|phone| phone.number).collect();
        let (mut wanted_emails, mut wanted_numbers) = (wanted.emails, wanted.numbers);
        for list in [&mut emails, &mut numbers, &mut wanted_emails, &mut wanted_numbers] {
            list.sort();
        }
        prop_assert_eq!(emails, wanted_emails);
        prop_assert_eq!(numbers, wanted_numbers);
        prop_assert_eq!(card.keywords.unwrap_or_default().len() <= wanted.beats.len(), true);
    }

    #[test]
    fn every_format_is_the_same_to_the_last_byte_each_time(
        Invented(profile) in strategies::profile(), audience in strategies::audience(),
    ) {
        let site = people::site();
        let all = || (
            formats::vcard3(&profile, audience, &site), formats::vcard3_discreet(&profile, &site),
            formats::vcard4(&profile, audience, &site), formats::jcard(&profile, audience, &site),
            formats::jscontact(&profile, audience, &site), formats::jsonld(&profile, audience, &site),
            formats::profile_json(&profile, audience, &site), formats::block_html(&profile, &site),
            formats::block_text(&profile, &site), formats::qr_png(&profile, audience),
        );
        prop_assert_eq!(all(), all());
    }

    #[test]
    fn every_address_of_a_card_is_one_value_for_every_reader(Invented(profile) in strategies::profile()) {
        let site = people::site();
        for card in [
            formats::vcard3(&profile, Audience::ProfileOnly, &site),
            formats::vcard4(&profile, Audience::ProfileOnly, &site),
        ] {
            for line in content_lines(&card) {
                if ["URL", "IMPP", "CONTACT-URI", "SOURCE", "RELATED", "KEY"].contains(&line.name()) {
                    let value = line.value().replacen(DATA, "", 1);
                    prop_assert!(value.is_ascii() && !value.contains([',', ';', '\\', ' ']), "{}", value);
                }
            }
        }
    }

    #[test]
    fn blocks_and_lists_never_show_what_is_for_the_profile_page_alone(Invented(profile) in strategies::profile()) {
        let site = people::site();
        let mut shown = profile.clone();
        shown.channels.retain(|channel| channel.audience == Audience::Everyone);
        prop_assert_eq!(formats::block_html(&profile, &site), formats::block_html(&shown, &site));
        prop_assert_eq!(formats::block_text(&profile, &site), formats::block_text(&shown, &site));
        for render in [formats::vcard3, formats::vcard4, formats::jcard, formats::jscontact, formats::jsonld] {
            prop_assert_eq!(
                render(&profile, Audience::Everyone, &site),
                render(&shown, Audience::Everyone, &site)
            );
        }
    }

    #[test]
    fn json_ld_stays_inside_the_script_it_stands_in(Invented(profile) in strategies::profile()) {
        let json = formats::jsonld(&profile, Audience::ProfileOnly, &people::site());
        let breaks_out = json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
        prop_assert!(!breaks_out);
        let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
        prop_assert_eq!(value["name"].as_str(), Some(profile.name.as_str()));
    }
}
