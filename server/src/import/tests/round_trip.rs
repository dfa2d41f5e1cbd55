//! What we write reads back as the same profiles.

use directory::{Audience, Change, ChannelKind, Directory, PublicProfile, Slug, Visibility};
use formats::Site;

use super::super::{Options, Row, byline, csv, json, vcard};
use super::{moment, published, take_in};

const KEY: &str = include_str!("../../../formats/tests/formats/keys/ada-ferris.asc");

/// A directory with one of everything that an export shows.
fn filled() -> Directory {
    let onion = "http://i4tbeecxbeb4witwrfzwxuqn34ntnm74gw6vdp36xzrua7dtej3innyd.onion";
    let channels = [
        ("signal_username", "ada_f.42"),
        ("signal_number", "+44 20 7946 0123"),
        ("email", "ada.ferris@harbour-courier.example"),
        ("email", "ada@harbour-courier.example"),
        ("securedrop", onion),
        ("globaleaks", "https://leaks.harbour-courier.example"),
        ("hushline", "https://hush.harbour-courier.example/to/ada"),
        ("web_form", "https://harbour-courier.example/tips"),
        ("whatsapp", "+44 20 7946 0124"),
        ("phone", "+44 20 7946 0125"),
        ("threema", "ABCD1234"),
        ("session", &format!("05{}", "ab".repeat(32))),
        ("wire", "@adaferris"),
        ("matrix", "@ada:harbour-courier.example"),
        ("xmpp", "ada@xmpp.harbour-courier.example"),
        ("telegram", "ada_ferris"),
    ];
    let channels: Vec<serde_json::Value> =
        channels.iter().map(|(kind, value)| serde_json::json!({"kind": kind, "value": value})).collect();
    let ada = serde_json::json!({
        "name": "Ada Ferris", "title": "=Senior Reporter", "outlet": "The Harbour Courier", "also_at": ["Dock; Daily"],
        "beats": [{"slug": "security", "name": "Cybersecurity"}, "ports"], "languages": ["en", "ar"], "pronouns": "she/her",
        "bio": "She lives by the water, and \"writes\".", "desk": "investigations", "external_ids": {"wordpress": "42"},
        "consents": {"phone": "2026-01-31", "whatsapp": "2026-01-31", "pronouns": "2026-01-31"}, "channels": channels,
    });
    let desk = serde_json::json!({
        "slug": "investigations", "kind": "desk", "name": "Investigations Desk", "outlet": "The Harbour Courier",
        "channels": [{"kind": "signal_number", "value": "+44 20 7946 0177", "label": "Tips", "note": "We read this on weekdays."}],
    });
    let zaynab = serde_json::json!({"name": "زينب الحداد", "outlet": "هاربر كوريير", "channels": [{"kind": "email", "value": "zaynab@harbour-courier.example"}]});
    let document = serde_json::json!([ada, desk, zaynab]).to_string();
    let mut directory = Directory::new();
    let imported =
        take_in(json::read("sample.json", &mut document.as_bytes()).unwrap(), &mut directory, &published());
    assert_eq!(imported.report.added, 3, "{:#?}", imported.lines);
    directory
}

fn shown(directory: &Directory) -> Vec<PublicProfile> {
    directory.profiles().filter_map(|profile| directory.published(&profile.id, moment())).collect()
}

fn unchanged(rows: Vec<Row>, directory: &Directory) {
    let count = rows.len();
    let mut again = directory.clone();
    let imported = take_in(rows, &mut again, &Options::default());
    assert_eq!((imported.report.unchanged, imported.admitted.len()), (count, 0), "{:#?}", imported.lines);
}

#[test]
fn our_table_reads_back_without_a_change() {
    let directory = filled();
    let mut table = Vec::new();
    csv::write(&shown(&directory), Audience::ProfileOnly, &mut table).unwrap();
    let text = String::from_utf8(table.clone()).unwrap();
    assert!(text.contains("'=Senior Reporter") && text.contains("'+442079460123"), "{text}");
    unchanged(csv::read("export.csv", &mut table.as_slice()).unwrap(), &directory);
}

#[test]
fn our_table_fills_an_empty_directory_with_the_same_profiles() {
    let directory = filled();
    let mut table = Vec::new();
    csv::write(&shown(&directory), Audience::Everyone, &mut table).unwrap();
    let mut copy = Directory::new();
    let imported =
        take_in(csv::read("export.csv", &mut table.as_slice()).unwrap(), &mut copy, &Options::default());
    assert_eq!(imported.report.added, 3, "{:#?}", imported.lines);
    for profile in directory.profiles() {
        let read = copy.by_slug(&profile.slug).unwrap();
        assert!(
            read.name == profile.name
                && read.uid == profile.uid
                && read.beats == profile.beats
                && read.bio == profile.bio
        );
        let values = |profile: &directory::Profile| {
            profile.channels.iter().map(|channel| channel.value.clone()).collect::<Vec<_>>()
        };
        assert!(values(read) == values(profile));
        // Consent is not published, and so it is not in the table.
        assert!(
            read.channels
                .iter()
                .filter(|channel| channel.value.kind() == ChannelKind::Phone)
                .all(|channel| channel.visibility == Visibility::Hidden)
        );
    }
}

#[test]
fn our_cards_and_our_json_read_back_without_a_change() {
    let directory = filled();
    let site = Site::new("The Harbour Courier", "https://contact.harbour-courier.example").unwrap();
    for profile in shown(&directory) {
        for card in [
            formats::vcard3(&profile, Audience::Everyone, &site),
            formats::vcard4(&profile, Audience::Everyone, &site),
        ] {
            let rows = vcard::read("contact.vcf", &mut card.as_bytes()).unwrap();
            unchanged(rows, &directory);
        }
        let document = formats::profile_json(&profile, Audience::Everyone, &site);
        unchanged(json::read("profile.json", &mut document.as_bytes()).unwrap(), &directory);
    }
}

#[test]
fn an_export_of_a_paused_profile_does_not_take_its_channels_away() {
    let mut directory = filled();
    let ada = directory.profiles().find(|profile| profile.name.as_str() == "Ada Ferris").unwrap().id.clone();
    let pause = directory.apply(&Change::Pause { profile: ada, until: None }, moment());
    directory.absorb(pause.map_err(|refused| refused.to_string()).unwrap());
    let site = Site::new("The Harbour Courier", "https://contact.harbour-courier.example").unwrap();
    let mut table = Vec::new();
    csv::write(&shown(&directory), Audience::Everyone, &mut table).unwrap();
    unchanged(csv::read("export.csv", &mut table.as_slice()).unwrap(), &directory);
    for profile in shown(&directory) {
        let document = formats::profile_json(&profile, Audience::Everyone, &site);
        unchanged(json::read("profile.json", &mut document.as_bytes()).unwrap(), &directory);
    }
}

#[test]
fn a_key_in_a_card_is_the_key_that_was_written() {
    let ada = serde_json::json!([{"name": "Ada Ferris", "outlet": "The Harbour Courier", "channels": [
        {"kind": "email", "value": key_address()}, {"kind": "pgp", "value": "", "key": KEY}]}]);
    let mut directory = Directory::new();
    let imported =
        take_in(json::read("a.json", &mut ada.to_string().as_bytes()).unwrap(), &mut directory, &published());
    assert_eq!(imported.report.added, 1, "{:#?}", imported.lines);
    let site = Site::new("The Harbour Courier", "https://contact.harbour-courier.example").unwrap();
    let profile = shown(&directory).remove(0);
    for card in [
        formats::vcard3(&profile, Audience::Everyone, &site),
        formats::vcard4(&profile, Audience::Everyone, &site),
    ] {
        assert!(card.contains("KEY"));
        unchanged(vcard::read("contact.vcf", &mut card.as_bytes()).unwrap(), &directory);
    }
}

fn key_address() -> String {
    let directory::ChannelValue::Pgp(key) = directory::ChannelValue::parse(ChannelKind::Pgp, KEY).unwrap()
    else {
        unreachable!()
    };
    key.emails().first().unwrap().as_str().to_owned()
}

#[test]
fn somebody_paused_keeps_her_channels_through_our_own_forms() {
    let mut directory = filled();
    let ada = directory.by_slug(&Slug::parse("ada-ferris").unwrap()).unwrap().id.clone();
    let pause = directory.apply(&directory::Change::Pause { profile: ada, until: None }, moment()).unwrap();
    directory.absorb(pause);
    let site = Site::new("The Harbour Courier", "https://contact.harbour-courier.example").unwrap();
    let mut table = Vec::new();
    csv::write(&shown(&directory), Audience::Everyone, &mut table).unwrap();
    unchanged(csv::read("export.csv", &mut table.as_slice()).unwrap(), &directory);
    for profile in shown(&directory) {
        let document = formats::profile_json(&profile, Audience::Everyone, &site);
        unchanged(json::read("profile.json", &mut document.as_bytes()).unwrap(), &directory);
        let card = formats::vcard3(&profile, Audience::Everyone, &site);
        unchanged(vcard::read("contact.vcf", &mut card.as_bytes()).unwrap(), &directory);
    }
}

#[test]
fn a_desk_that_names_another_desk_is_there_before_its_people() {
    let document = r#"[
        {"name": "Ada Ferris", "desk": "ports-desk", "channels": [{"kind": "email", "value": "ada@courier.example"}]},
        {"name": "Ports Desk", "slug": "ports-desk", "kind": "desk", "desk": "investigations", "channels": [{"kind": "email", "value": "ports@courier.example"}]},
        {"name": "Investigations Desk", "slug": "investigations", "kind": "desk", "channels": [{"kind": "email", "value": "tips@courier.example"}]}
    ]"#;
    let mut directory = Directory::new();
    let rows = json::read("people.json", &mut document.as_bytes()).unwrap();
    let imported = take_in(rows, &mut directory, &published());
    assert_eq!((imported.report.added, imported.report.refused), (3, 0), "{:#?}", imported.lines);
}

#[test]
fn an_import_keeps_what_its_source_could_not_have_shown() {
    let mut directory = filled();
    let table = b"name,slug,uid,email,signal_number\n".to_vec();
    let ada = directory.by_slug(&Slug::parse("ada-ferris").unwrap()).unwrap().clone();
    let row = format!("Ada Ferris,ada-ferris,{},new@harbour-courier.example,\n", ada.uid);
    let imported = take_in(
        csv::read("edit.csv", &mut [table, row.into_bytes()].concat().as_slice()).unwrap(),
        &mut directory,
        &Options::default(),
    );
    assert_eq!(imported.report.updated, 1, "{:#?}", imported.lines);
    let kinds: Vec<&str> = directory
        .profile(&ada.id)
        .unwrap()
        .channels
        .iter()
        .map(|channel| channel.value.kind().as_str())
        .collect();
    assert_eq!(
        kinds,
        [
            "signal_username",
            "email",
            "securedrop",
            "globaleaks",
            "hushline",
            "web_form",
            "whatsapp",
            "phone",
            "threema",
            "session",
            "wire",
            "matrix",
            "xmpp",
            "telegram"
        ]
    );
}

#[test]
fn the_published_article_comes_back_as_its_own_last_sentence() {
    let article = include_bytes!("../../../../tests/data/bylines/carly-page.txt");
    let mut directory = Directory::new();
    let rows = byline::read("carly-page.txt", article, &directory);
    let imported = take_in(rows, &mut directory, &published());
    assert_eq!(
        imported.lines,
        [
            "carly-page.txt:1: added carly-page: published\ncarly-page.txt:1: new in the newsroom's list: beat Cybersecurity (cybersecurity)\ncarly-page.txt:1: new in the newsroom's list: outlet TechCrunch"
        ]
    );
    let profile = shown(&directory).remove(0);
    let site = Site::new("TechCrunch", "https://contact.harbour-courier.example").unwrap();
    let block = formats::block_text(&profile, &site);
    assert!(
        block.contains("You can contact Carly securely on Signal at +44 1536 853956 or via email at carly.page@techcrunch.com."),
        "{block}"
    );
    unchanged(byline::read("carly-page.txt", article, &directory), &directory);
}

#[test]
fn a_spreadsheets_table_with_semicolons_and_a_byte_order_mark_is_read() {
    let mut directory = Directory::new();
    let rows =
        csv::read("good.csv", &mut include_bytes!("../../../../tests/data/people/good.csv").as_slice())
            .unwrap();
    let imported = take_in(rows.clone(), &mut directory, &published());
    assert_eq!(
        imported.report.to_string(),
        "2 added, 0 updated, 0 unchanged, 0 refused",
        "{:#?}",
        imported.lines
    );
    let ada = directory.by_slug(&Slug::parse("ada-ferris").unwrap()).unwrap();
    let channels: Vec<&str> = ada.channels.iter().map(|channel| channel.value.as_str()).collect();
    assert_eq!(channels[0..2], ["ada.ferris@harbour-courier.example", "+442079460123"]);
    assert_eq!(
        ada.beats.iter().map(directory::BeatSlug::as_str).collect::<Vec<_>>(),
        ["cybersecurity", "privacy-and-law"]
    );
    assert!(ada.desk.is_some(), "the desk stands further down");
    unchanged(rows, &directory);
}
