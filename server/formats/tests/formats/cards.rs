//! What a card must be for the address books that disagree about everything else, rule by rule.

use calcard::vcard::{VCardProperty, VCardValue};
use directory::{Audience, ChannelKind, ChannelValue, PublicProfile};

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

/// The names and values in the group of the e-mail address and its key, without the key's own octets.
fn mail_group(card: &str) -> Vec<String> {
    let lines = content_lines(card);
    let grouped = lines.iter().filter(|line| line.group() == Some("item1"));
    grouped
        .map(|line| match line.value().len() {
            ..100 => format!("{} {}", line.name(), line.value()),
            _ => format!("{} …", line.name()),
        })
        .collect()
}

fn mail_groups(channels: &[(ChannelKind, &str)]) -> [Vec<String>; 2] {
    let profile = people::reached_by(people::bare("Ada Ferris", "Ferris, Ada"), channels);
    [formats::vcard3, formats::vcard4]
        .map(|card| mail_group(&card(&profile, Audience::Everyone, &people::site())))
}

const ADA_FINGERPRINT: &str = "KEY OPENPGP4FPR:9756182C95B2392D4BC4FDDE8C660A07108C69E8";

#[test]
fn a_key_stands_in_the_group_of_the_address_it_names() {
    let [three, four] = mail_groups(&[
        (ChannelKind::Pgp, people::KEY),
        (ChannelKind::Email, "desk@courier.example"),
        (ChannelKind::Email, "Ada.Ferris@courier.example"),
    ]);
    assert_eq!(three, ["EMAIL Ada.Ferris@courier.example", "KEY …"]);
    assert_eq!(four, ["EMAIL Ada.Ferris@courier.example", "KEY …", ADA_FINGERPRINT]);
}

#[test]
fn a_key_that_names_no_address_here_is_given_without_one() {
    let [three, four] =
        mail_groups(&[(ChannelKind::Email, "desk@courier.example"), (ChannelKind::Pgp, people::KEY)]);
    assert_eq!(three, ["KEY …"]);
    assert_eq!(four, ["KEY …", ADA_FINGERPRINT]);
}

#[test]
fn a_second_key_is_named_by_its_fingerprint_outside_the_group() {
    let [three, four] = mail_groups(&[
        (ChannelKind::Email, "ada.ferris@courier.example"),
        (ChannelKind::Pgp, people::KEY),
        (ChannelKind::Pgp, people::DESK_KEY),
    ]);
    assert_eq!(three.len(), 2);
    assert_eq!(four, ["EMAIL ada.ferris@courier.example", "KEY …", ADA_FINGERPRINT]);
}

#[test]
fn the_first_address_stands_in_the_group_where_there_is_no_key() {
    for group in mail_groups(&[
        (ChannelKind::Email, "ada@courier.example"),
        (ChannelKind::Email, "desk@courier.example"),
    ]) {
        assert_eq!(group, ["EMAIL ada@courier.example"]);
    }
}

#[test]
fn addresses_keep_the_newsrooms_order() {
    let profile = people::reached_by(
        people::bare("Ada Ferris", "Ferris, Ada"),
        &[(ChannelKind::Email, "b@courier.example"), (ChannelKind::Email, "a@courier.example")],
    );
    let site = people::site();
    let three = formats::vcard3(&profile, Audience::Everyone, &site);
    assert!(three.contains("EMAIL;TYPE=INTERNET;TYPE=WORK;TYPE=pref:b@"), "{three}");
    assert!(three.contains("EMAIL;TYPE=INTERNET;TYPE=WORK:a@"), "{three}");
    let four = formats::vcard4(&profile, Audience::Everyone, &site);
    assert!(
        four.contains("EMAIL;PREF=1;TYPE=work:b@") && four.contains("EMAIL;PREF=2;TYPE=work:a@"),
        "{four}"
    );
    let json = formats::jscontact(&profile, Audience::Everyone, &site);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let preferences = ["m1", "m2"].map(|key| {
        let email = &json["emails"][key];
        (email["address"].as_str().unwrap().to_owned(), email["pref"].as_u64().unwrap())
    });
    assert_eq!(preferences, [("b@courier.example".to_owned(), 1), ("a@courier.example".to_owned(), 2)]);
}

#[test]
fn a_label_of_the_newsrooms_own_stands_beside_the_number_it_is_for() {
    let mut profile = people::reached_by(
        people::bare("Ada Ferris", "Ferris, Ada"),
        &[(ChannelKind::Phone, "+441632960123")],
    );
    let card = |profile: &PublicProfile| formats::vcard3(profile, Audience::Everyone, &people::site());
    assert!(card(&profile).contains("\r\nTEL;TYPE=WORK:+441632960123\r\n"));
    profile.channels[0].own_label = Some(directory::Label::parse("Night desk").unwrap());
    let labelled = "\r\nitem2.TEL;TYPE=WORK:+441632960123\r\nitem2.X-ABLabel:Night desk\r\n";
    assert!(card(&profile).contains(labelled));
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
