//! What is found, what is not, and what must be warned of.

use super::*;

const DIRECTORY: &str = r#"{
    "edition": 7, "published_at": "2026-11-22T18:00:00Z",
    "profiles": [
        {"slug": "ada-ferris", "name": "Ada Ferris", "channels": [
            {"kind": "signal_number", "label": "Signal", "value": "+442079460123", "display": "+44 20 7946 0123",
             "url": "https://signal.me/#p/+442079460123", "confirmed": "2026-11"},
            {"kind": "email", "label": "E-mail", "value": "ada.ferris@courier.example",
             "display": "ada.ferris@courier.example", "url": "mailto:ada.ferris@courier.example"},
            {"kind": "pgp", "label": "PGP key", "value": "A0EBBF7280F9833022A010A4133C430FE6189074",
             "display": "A0EB BF72 80F9 8330 22A0 10A4 133C 430F E618 9074", "url": null},
            {"kind": "post", "label": "Post", "value": "1 Quay", "display": "1 Quay", "url": null}
        ]},
        {"slug": "zoe", "name": "Zoe Nunez", "channels": [
            {"kind": "signal_username", "label": "Signal", "value": "zoe_n.42", "display": "zoe_n.42", "url": null},
            {"kind": "telegram", "label": "Telegram", "value": "Zoe_Tips", "display": "@Zoe_Tips",
             "url": "https://t.me/Zoe_Tips"},
            {"kind": "signal_link", "label": "Signal", "display": "https://signal.me/#eu/OYBt2GFQSoXUBhSAG8D-cR18UXfo",
             "value": "https://signal.me/#eu/OYBt2GFQSoXUBhSAG8D-cR18UXfo", "url": null},
            {"kind": "securedrop", "label": "SecureDrop", "url": null,
             "value": "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion",
             "display": "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"}
        ]}
    ]
}"#;

fn look_up(asked: &str) -> Answer {
    Saved::read(DIRECTORY.as_bytes()).unwrap().look_up(&Handle::parse(asked).unwrap())
}

fn whose(asked: &str) -> (Verdict, String) {
    let answer = look_up(asked);
    (answer.verdict, answer.listed.first().map(|listed| listed.name.clone()).unwrap_or_default())
}

#[test]
fn a_listed_contact_is_found_in_every_spelling() {
    for asked in [
        "+442079460123",
        "+44 (0)20 7946-0123",
        "0044 20 7946 0123",
        "442079460123",
        "\u{202a}+44\u{a0}20\u{2011}7946\u{2011}0123\u{202c}",
        "+٤٤ ٢٠ ٧٩٤٦ ٠١٢٣",
        "tel:+442079460123",
        "https://signal.me/#p/+442079460123",
        "https://wa.me/00442079460123?text=hello",
        "wa.me/442079460123",
        "Ada.Ferris@Courier.example",
        "mailto:ada.ferris@courier.example?subject=x",
        "a0eb bf72 80f9 8330 22a0 10a4 133c 430f e618 9074",
        "0xA0EBBF7280F9833022A010A4133C430FE6189074",
        "openpgp4fpr:A0EBBF7280F9833022A010A4133C430FE6189074",
    ] {
        assert_eq!(whose(asked), (Verdict::Found, "Ada Ferris".to_owned()), "{asked}");
    }
    for asked in [
        "@Zoe_N.42",
        "zoe_tips",
        "https://t.me/zoe_tips",
        "t.me/Zoe_Tips?start=1",
        "sgnl://signal.me/#eu/OYBt2GFQSoXUBhSAG8D-cR18UXfo",
        "signal.me/#eu/OYBt2GFQSoXUBhSAG8D-cR18UXfo",
        "HTTP://2GZYXA5IHM7NSGGFXNU52RCK2VV4RVMDLKIU3ZZUI5DU4XYCLEN53WID.onion/",
        "www.2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion",
    ] {
        assert_eq!(whose(asked), (Verdict::Found, "Zoe Nunez".to_owned()), "{asked}");
    }
}

#[test]
fn a_number_without_its_country_is_found_with_a_doubt() {
    for asked in ["020 7946 0123", "(020) 79460123"] {
        assert_eq!(whose(asked), (Verdict::FoundWithoutCountry, "Ada Ferris".to_owned()), "{asked}");
    }
}

#[test]
fn what_could_be_taken_for_a_listed_contact_is_pointed_out_with_the_true_one() {
    for (asked, likeness) in [
        ("+44 20 7946 0124", Likeness::OneSign),
        ("+44 20 7496 0123", Likeness::OneSign),
        ("+44 20 7946 012", Likeness::OneSign),
        ("020 7946 0133", Likeness::OneSign),
        ("+1 207 946 0123", Likeness::OtherCountry),
        ("+353 20 7946 0123", Likeness::OtherCountry),
        ("ada.ferris@courler.example", Likeness::OneSign),
        ("ada.ferrls@courier.example", Likeness::OneSign),
        ("аda.ferris@courier.example", Likeness::SameToTheEye),
        ("adaferris@courier.example", Likeness::SameToTheEye),
        ("ada.ferris@mail.example", Likeness::OtherProvider),
        ("zoe_n.43", Likeness::OneSign),
        ("zoe_n.1942", Likeness::OtherDigits),
        ("@Z0e_Tips", Likeness::SameToTheEye),
        ("https://signal.me/#eu/OYBt2GFQSoXUBhSAG8D-cRI8UXfo", Likeness::SameToTheEye),
        ("A0EBBF7280F9833022A010A4133C430FE6189075", Likeness::OneSign),
        ("000000000000000000000000133C430FE6189074", Likeness::MadeToFit),
        ("2gzyxa5iaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaad.onion", Likeness::MadeToFit),
        ("2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wad.onion", Likeness::OneSign),
    ] {
        let (verdict, name) = whose(asked);
        assert_eq!(verdict, Verdict::Nearly(likeness), "{asked}");
        assert!(["Ada Ferris", "Zoe Nunez"].contains(&name.as_str()), "{asked}");
    }
}

#[test]
fn a_stranger_is_not_found() {
    for asked in [
        "+49 30 23125 123",
        "carly@other.example",
        "@somebody",
        "https://signal.me/#eu/QQQQQQQQQQQQQQQQQQQQQQQQQQQQ",
        "0000000000000000000000000000000000000000",
        "1 Quay",
        "Ada Ferris",
    ] {
        assert_eq!(whose(asked), (Verdict::NotFound, String::new()), "{asked}");
    }
}

#[test]
fn the_end_of_a_fingerprint_is_refused_with_the_reason() {
    for short in ["0xE6189074", "133C430FE6189074", "133C 430F E618 9074", "0x133C430FE6189074"] {
        assert_eq!(Handle::parse(short).err(), Some(HandleError::ShortKeyId), "{short}");
    }
    assert!(HandleError::ShortKeyId.to_string().contains("whole fingerprint"));
    assert_eq!(Handle::parse("expyuzz4wqqyqhjn.onion").err(), Some(HandleError::OldOnion));
    for nothing in ["", " ", "\u{202a}\u{202c}"] {
        assert_eq!(Handle::parse(nothing).err(), Some(HandleError::Empty));
    }
    assert_eq!(Handle::parse("a\nb").err(), Some(HandleError::Lines));
    assert_eq!(Handle::parse(&"a".repeat(600)).err(), Some(HandleError::TooLong));
}

#[test]
fn a_saved_page_is_read_by_its_elements_in_any_language() {
    let page = r##"<!doctype html><main id="_main" data-published="2026-11-22T18:00:00Z">
        <article class="person kept" id="ada-ferris"><h3><bdi>Ада &amp; Феррис</bdi></h3>
        <dl class="contacts"><div><dt><a href="#_signal">Сигнал</a></dt><dd class="digits"><bdi dir="ltr">+44 20
        7946&nbsp;0123</bdi> <span>(давно)</span></dd></div></dl></article></main>"##;
    let saved = Saved::read(page.as_bytes()).unwrap();
    let answer = saved.look_up(&Handle::parse("+442079460123").unwrap());
    assert_eq!(answer.verdict, Verdict::Found);
    assert_eq!(
        (answer.listed[0].name.as_str(), answer.listed[0].channel.as_str()),
        ("Ада & Феррис", "Сигнал")
    );
    assert_eq!(saved.published_at().unwrap().rfc3339(), "2026-11-22T18:00:00Z");
}

#[test]
fn a_card_is_read_with_its_notes_and_folded_lines() {
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Ferris\r\nTEL;TYPE=work:+44207946\r\n 0123\r\n\
        item1.IMPP;X-SERVICE-TYPE=Signal:https://signal.me/#p/+447700900142\r\nitem1.X-ABLabel:Tips\r\n\
        NOTE:Read this: first.\\nSignal username: zoe_n.42\\nPGP fingerprint: A0EB BF72 80F9 8330 22A0 10A4 133C\r\n  430F E618 9074\r\n\
        END:VCARD\r\n";
    let saved = Saved::read(card.as_bytes()).unwrap();
    for (asked, channel) in [
        ("+442079460123", "Telephone"),
        ("07700 900142", "Tips"),
        ("zoe_n.42", "Signal username"),
        ("A0EBBF7280F9833022A010A4133C430FE6189074", "PGP fingerprint"),
    ] {
        let answer = saved.look_up(&Handle::parse(asked).unwrap());
        assert_eq!(answer.listed.first().map(|listed| listed.channel.as_str()), Some(channel), "{asked}");
    }
}

#[test]
fn what_is_none_of_our_files_is_refused() {
    for (text, empty) in
        [("hello", false), ("", false), ("{}", true), ("<p>hello</p>", true), ("[1,2]", true)]
    {
        let refused = Saved::read(text.as_bytes()).err().unwrap();
        assert_eq!(matches!(refused, SavedError::Empty), empty, "{text}: {refused}");
    }
    assert!(matches!(Saved::read(b"{\"profiles\":[").err(), Some(SavedError::Json(_))));
    assert!(matches!(Saved::read(b"\xff\xfe").err(), Some(SavedError::NotText)));
}

proptest::proptest! {
    #[test]
    fn no_file_and_no_contact_makes_it_fall_over(text in "\\PC{0,200}", asked in "\\PC{0,60}") {
        for start in ["", "{", "<article><h3>", "BEGIN:VCARD\n", "["] {
            if let (Ok(saved), Ok(asked)) = (Saved::read(format!("{start}{text}").as_bytes()), Handle::parse(&asked)) {
                let _ = saved.look_up(&asked);
            }
        }
    }

    #[test]
    fn one_wrong_digit_anywhere_is_never_taken_for_the_number(place in 0usize..12, digit in 0u8..10) {
        let right = "442079460123";
        let mut wrong = right.to_owned();
        wrong.replace_range(place..=place, &digit.to_string());
        let answer = look_up(&format!("+{wrong}"));
        if wrong == right {
            proptest::prop_assert_eq!(answer.verdict, Verdict::Found);
        } else {
            proptest::prop_assert!(matches!(answer.verdict, Verdict::Nearly(_)));
        }
    }
}
