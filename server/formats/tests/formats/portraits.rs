//! Portraits in cards, and what is said of a channel that nobody has confirmed for a while.

use std::sync::Arc;

use calcard::vcard::{VCardProperty, VCardValue};
use directory::{Audience, PhotoHash, Portrait, PublicProfile};

use crate::oracles::content_lines;
use crate::people;

/// As large as a card's portrait may be.
fn octets(count: usize) -> Vec<u8> {
    (0_u8..=255).cycle().take(count).collect()
}

fn with_portrait(count: usize) -> PublicProfile {
    let hash = PhotoHash::from_digest([1; 32]);
    let photo = Some(Portrait { hash, octets: Some(Arc::from(octets(count))) });
    PublicProfile { photo, ..people::rich_person() }
}

/// The portrait as a reader that is not ours finds it in a card.
fn read_back(card: &str) -> Option<Vec<u8>> {
    let card = calcard::vcard::VCard::parse(card).unwrap();
    let photo = card.entries.into_iter().find(|entry| entry.name == VCardProperty::Photo)?;
    match photo.values.into_iter().next()? {
        VCardValue::Binary(data) => Some(data.data),
        VCardValue::Text(text) => data_encoding::BASE64.decode(text.as_bytes()).ok(),
        other => panic!("it is {other:?}"),
    }
}

#[test]
fn a_portrait_reads_back_octet_for_octet() {
    let (profile, site) = (with_portrait(32 * 1024), people::site());
    for card in [formats::vcard3, formats::vcard4] {
        let card = card(&profile, Audience::ProfileOnly, &site);
        assert_eq!(read_back(&card), Some(octets(32 * 1024)));
        assert!(card.lines().all(|line| line.len() <= 76), "lines are folded");
        assert_eq!(content_lines(&card).iter().filter(|line| line.name() == "PHOTO").count(), 1);
    }
    let uri = format!("data:image/jpeg;base64,{}", data_encoding::BASE64.encode(&octets(32 * 1024)));
    let card: serde_json::Value =
        serde_json::from_str(&formats::jscontact(&profile, Audience::ProfileOnly, &site)).unwrap();
    assert_eq!(
        card["media"]["f1"],
        serde_json::json!({"kind": "photo", "uri": uri, "mediaType": "image/jpeg"})
    );
    let card: serde_json::Value =
        serde_json::from_str(&formats::jcard(&profile, Audience::ProfileOnly, &site)).unwrap();
    let mut properties = card[1].as_array().unwrap().iter();
    let photo = properties.find(|property| property[0] == "photo").unwrap();
    assert_eq!(*photo, serde_json::json!(["photo", {}, "uri", uri]));
}

#[test]
fn no_portrait_stands_in_cards_of_everybody_nor_in_the_discreet_one_nor_a_large_one_anywhere() {
    let site = people::site();
    let (small, large) = (with_portrait(600), with_portrait(32 * 1024 + 1));
    let plain = PublicProfile { photo: None, ..small.clone() };
    for card in [formats::vcard3, formats::vcard4, formats::jcard, formats::jscontact] {
        assert!(card(&small, Audience::Everyone, &site) == card(&plain, Audience::Everyone, &site));
        assert!(card(&large, Audience::ProfileOnly, &site) == card(&plain, Audience::ProfileOnly, &site));
        assert!(card(&small, Audience::ProfileOnly, &site) != card(&plain, Audience::ProfileOnly, &site));
    }
    assert_eq!(formats::vcard3_discreet(&small, &site), formats::vcard3_discreet(&plain, &site));
    for form in [formats::block_html, formats::block_text] {
        assert_eq!(form(&small, &site), form(&plain, &site));
    }
}

#[test]
fn a_channel_that_nobody_confirms_is_marked_wherever_it_stands() {
    let (fresh, site) = (people::rich_person(), people::site());
    let mut overdue = fresh.clone();
    overdue.channels[0].is_overdue = true;
    for form in [formats::block_html, formats::block_text] {
        assert!(!form(&fresh, &site).contains(formats::OVERDUE));
        assert_eq!(form(&overdue, &site).matches(formats::OVERDUE).count(), 1);
    }
    for card in [formats::vcard3, formats::vcard4, formats::jcard, formats::jscontact] {
        assert!(card(&overdue, Audience::Everyone, &site).replace("\r\n ", "").contains(formats::OVERDUE));
    }
    let json = formats::profile_json(&overdue, Audience::Everyone, &site);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&json["channels"][0]["overdue"], json["channels"][1].get("overdue")), (&true.into(), None));
}
