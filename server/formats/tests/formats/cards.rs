//! What a card must be for the address books that disagree about everything else, rule by rule.

use calcard::vcard::{VCardProperty, VCardValue};
use directory::{Audience, ChannelKind, ChannelValue};

use crate::oracles::{content_lines, values_of};
use crate::people;

#[test]
fn a_key_is_the_same_octets_in_every_format() {
    let site = people::site();
    let profile = people::rich_person();
    let ChannelValue::Pgp(key) = &profile.channels[4].value else { panic!("the fifth channel is a key") };
    let wanted = data_encoding::BASE64.encode(key.binary());
    let three = formats::vcard3(&profile, Audience::Everyone, &site);
    let lines = content_lines(&three);
    assert_eq!(values_of(&lines, "KEY"), [wanted.as_str()]);
    assert!(three.contains("\r\nitem1.KEY;TYPE=PGP;ENCODING=b:"));
    let four = formats::vcard4(&profile, Audience::Everyone, &site);
    let lines = content_lines(&four);
    let keys = values_of(&lines, "KEY");
    assert_eq!(keys[0], format!("data:application/pgp-keys;base64\\,{wanted}"));
    assert_eq!(keys[1], format!("OPENPGP4FPR:{}", key.fingerprint().as_str()));
    for json in [
        formats::jcard(&profile, Audience::Everyone, &site),
        formats::jscontact(&profile, Audience::Everyone, &site),
    ] {
        assert!(json.contains(&format!("data:application/pgp-keys;base64,{wanted}")));
    }
}

#[test]
fn a_key_stands_in_the_group_of_the_address_it_names() {
    let profile = people::reached_by(
        people::bare("Ada Ferris", "Ferris, Ada"),
        &[
            (ChannelKind::Pgp, people::KEY),
            (ChannelKind::Email, "desk@courier.example"),
            (ChannelKind::Email, "ada.ferris@courier.example"),
        ],
    );
    for card in [
        formats::vcard3(&profile, Audience::Everyone, &people::site()),
        formats::vcard4(&profile, Audience::Everyone, &people::site()),
    ] {
        let grouped: Vec<String> = content_lines(&card)
            .iter()
            .filter(|line| line.name() == "EMAIL" && line.group() == Some("item1"))
            .map(|line| line.value().to_owned())
            .collect();
        assert_eq!(grouped, ["ada.ferris@courier.example"], "{card}");
    }
}

#[test]
fn a_number_is_bare_in_every_card() {
    let profile = people::rich_person();
    for card in [
        formats::vcard3(&profile, Audience::ProfileOnly, &people::site()),
        formats::vcard4(&profile, Audience::ProfileOnly, &people::site()),
    ] {
        assert_eq!(values_of(&content_lines(&card), "TEL"), ["+442079460123", "+441632960123"]);
        assert!(!card.contains("tel:"));
    }
}

#[test]
fn every_note_says_to_check_again_before_each_first_contact() {
    let site = people::site();
    for profile in [people::rich_person(), people::desk(), people::paused()] {
        let sentence = format!(
            "Check https://courier.example/contact/r/{} again before each first contact.",
            profile.slug.as_str()
        );
        for card in [formats::vcard3, formats::vcard4].map(|card| card(&profile, Audience::Everyone, &site)) {
            let note = calcard::vcard::VCard::parse(&card).unwrap();
            let note = note.entries.iter().find(|entry| entry.name == VCardProperty::Note).unwrap();
            let [VCardValue::Text(note)] = note.values.as_slice() else { panic!("one text") };
            assert!(note.contains(&sentence), "{note}");
        }
        assert!(!formats::vcard3_discreet(&profile, &site).contains("NOTE"));
    }
}

#[test]
fn a_note_says_that_a_signal_number_is_for_signal_alone_unless_it_is_a_telephone_too() {
    const ALONE: &str = "The Signal number is for Signal alone, never for a call or a text message.";
    let signal = (ChannelKind::SignalNumber, "+442079460123");
    for (others, expected) in [
        (vec![], true),
        (vec![(ChannelKind::Phone, "+441632960123")], true),
        (vec![(ChannelKind::Phone, "+442079460123")], false),
    ] {
        let channels = [vec![signal], others].concat();
        let profile = people::reached_by(people::bare("Ada Ferris", "Ferris, Ada"), &channels);
        let json = formats::jscontact(&profile, Audience::Everyone, &people::site());
        assert_eq!(json.contains(ALONE), expected, "{json}");
    }
    let profile = people::reached_by(
        people::bare("Ada Ferris", "Ferris, Ada"),
        &[(ChannelKind::SignalLink, people::SIGNAL_LINK), (ChannelKind::Phone, "+441632960123")],
    );
    assert!(!formats::jscontact(&profile, Audience::Everyone, &people::site()).contains(ALONE));
}
