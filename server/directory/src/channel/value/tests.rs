//! What holds for every kind of channel.

use proptest::prelude::*;

use super::*;

const PGP: &str = include_str!("../../../../../tests/data/keys/current_v4.asc");
const ONION: &str = "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
const SIGNAL_LINK: &str =
    "https://signal.me/#eu/Qm9yZWFsX0hhcmJvdXItQ291cmllcjAxMjM0NTY3ODlhYmNkZWZnaGlqa2xtbm9w";

/// One good text of each kind, with the address that opens it.
fn examples() -> Vec<(ChannelKind, String, Option<String>)> {
    let session = format!("05{}", "ab".repeat(32));
    let simplex = "https://simplex.chat/contact#/?v=2-7&smp=smp%3A%2F%2Fa%40b.example%2Fc";
    [
        (ChannelKind::SignalLink, SIGNAL_LINK, Some(SIGNAL_LINK)),
        (ChannelKind::SignalUsername, "zoe_n.42", None),
        (ChannelKind::SignalNumber, "+442079460123", Some("https://signal.me/#p/+442079460123")),
        (ChannelKind::Email, "zoe.n@courier.example", Some("mailto:zoe.n@courier.example")),
        (ChannelKind::Pgp, PGP, None),
        (ChannelKind::Securedrop, ONION, Some(ONION)),
        (ChannelKind::Globaleaks, "https://leaks.courier.example/", Some("https://leaks.courier.example/")),
        (
            ChannelKind::Hushline,
            "https://hush.courier.example/to/zoe",
            Some("https://hush.courier.example/to/zoe"),
        ),
        (ChannelKind::Onionshare, &format!("{ONION}/drop"), Some(&format!("{ONION}/drop"))),
        (ChannelKind::WebForm, "https://courier.example/tips", Some("https://courier.example/tips")),
        (ChannelKind::Whatsapp, "+12025550123", Some("https://wa.me/12025550123")),
        (ChannelKind::Threema, "ABCD1234", Some("https://threema.id/ABCD1234")),
        (ChannelKind::Wire, "@zoe_n", None),
        (ChannelKind::Session, &session, None),
        (ChannelKind::Simplex, simplex, Some(simplex)),
        (ChannelKind::Matrix, "@zoe:courier.example", Some("matrix:u/zoe:courier.example")),
        (ChannelKind::Xmpp, "zoe@courier.example", Some("xmpp:zoe@courier.example")),
        (ChannelKind::Telegram, "Zoe_Neri", Some("https://t.me/Zoe_Neri")),
        (ChannelKind::Phone, "+33199001234", Some("tel:+33199001234")),
        (ChannelKind::Post, "Tips\nThe Harbour Courier\n1 Quay Street", None),
        (ChannelKind::App, "The Harbour Courier app: Secure messaging", None),
    ]
    .into_iter()
    .map(|(kind, text, url)| (kind, text.to_owned(), url.map(str::to_owned)))
    .collect()
}

#[test]
fn every_kind_has_its_value_and_its_address() {
    let examples = examples();
    assert_eq!(examples.iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(), ChannelKind::ALL);
    for (kind, text, url) in examples {
        let value = ChannelValue::parse(kind, &text).unwrap();
        assert_eq!(value.kind(), kind);
        assert_eq!(value.url(), url);
        if kind != ChannelKind::Pgp {
            assert_eq!(value.as_str(), text);
            assert_eq!(value.value(), text);
        }
    }
}

#[test]
fn every_kind_goes_through_json_and_its_own_parser() {
    for (kind, text, _) in examples() {
        let value = ChannelValue::parse(kind, &text).unwrap();
        let json = serde_json::to_string(&value).unwrap();
        assert!(json.starts_with(&format!("{{\"kind\":\"{}\",\"value\":", kind.as_str())), "{json}");
        assert_eq!(serde_json::from_str::<ChannelValue>(&json).unwrap(), value);
        let spoiled = serde_json::json!({ "kind": kind.as_str(), "value": "\u{202e}" });
        assert!(serde_json::from_value::<ChannelValue>(spoiled).is_err());
    }
}

#[test]
fn no_value_prints_itself() {
    for (kind, text, _) in examples() {
        let printed = format!("{:?}", ChannelValue::parse(kind, &text).unwrap());
        assert!(printed.ends_with("(…))") && !printed.contains(text.trim()), "{printed}");
    }
}

#[test]
fn people_read_a_value_in_the_form_they_compare() {
    let display = |kind, text| ChannelValue::parse(kind, text).unwrap().display();
    assert_eq!(display(ChannelKind::SignalNumber, "+441536 853956"), "+44 1536 853956");
    assert_eq!(display(ChannelKind::Telegram, "Zoe_Neri"), "@Zoe_Neri");
    assert_eq!(display(ChannelKind::Email, "t@bücher.example"), "t@bücher.example");
    assert_eq!(display(ChannelKind::Pgp, PGP), "8FB7 2158 64C6 2DD0 3C2E 1FE2 BF48 B4AE 005E 9FDC");
    assert_eq!(format!("http://{}", display(ChannelKind::Securedrop, ONION)), ONION);
    let value = ChannelValue::parse(ChannelKind::Pgp, PGP).unwrap().value();
    assert_eq!(value, "8FB7215864C62DD03C2E1FE2BF48B4AE005E9FDC");
}

#[test]
fn a_value_that_breaks_lines_or_cards_is_refused_by_every_kind() {
    let (long, huge) = ("a".repeat(100_000), "+1".repeat(1_000_000));
    for kind in ChannelKind::ALL {
        for text in [
            "",
            " ",
            "\0",
            "a\0b",
            "BEGIN:VCARD",
            "x\u{1b}[2J",
            "\u{feff}",
            "a\u{202e}b",
            &long,
            &huge,
            "javascript:alert(1)",
        ] {
            let accepted_as_words =
                text.starts_with("javascript") && matches!(kind, ChannelKind::App | ChannelKind::Post);
            assert_eq!(ChannelValue::parse(kind, text).is_ok(), accepted_as_words, "{kind:?} {text:.20?}");
        }
    }
}

fn kinds() -> impl Strategy<Value = ChannelKind> {
    proptest::sample::select(ChannelKind::ALL.to_vec())
}

/// A good text with one character put in, or some cut out.
fn nearly_good() -> impl Strategy<Value = (ChannelKind, String)> {
    let examples: Vec<_> = examples().into_iter().filter(|(kind, ..)| *kind != ChannelKind::Pgp).collect();
    let character = prop_oneof![any::<char>(), proptest::char::range(' ', '~')];
    (
        proptest::sample::select(examples),
        any::<proptest::sample::Index>(),
        0..3_usize,
        proptest::option::of(character),
    )
        .prop_map(|((kind, text, _), at, cut, insert)| {
            let at = at.index(text.chars().count() + 1);
            let head: String = text.chars().take(at).collect();
            let tail: String = text.chars().skip(at + cut).collect();
            (kind, format!("{head}{}{tail}", insert.map(String::from).unwrap_or_default()))
        })
}

fn holds_what_every_value_holds(kind: ChannelKind, text: &str) -> Result<(), TestCaseError> {
    let Ok(value) = ChannelValue::parse(kind, text) else { return Ok(()) };
    prop_assert_eq!(value.kind(), kind);
    let again = ChannelValue::parse(kind, value.as_str());
    prop_assert_eq!(again.as_ref(), Ok(&value));
    prop_assert!(!value.as_str().chars().any(|c| c.is_control() && (c != '\n' || kind != ChannelKind::Post)));
    if let Some(url) = value.url() {
        prop_assert!(
            url.bytes().all(|octet| octet.is_ascii_graphic() && !b",;\\\"<>'".contains(&octet)),
            "{}",
            url
        );
        prop_assert!(url::Url::parse(&url).is_ok());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, fork: false, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_value_made_from_anything_reads_back_as_itself(kind in kinds(), text in "\\PC{0,40}") {
        holds_what_every_value_holds(kind, &text)?;
    }

    #[test]
    fn a_value_made_from_a_nearly_good_text_reads_back_as_itself((kind, text) in nearly_good()) {
        holds_what_every_value_holds(kind, &text)?;
    }

    #[test]
    fn a_telephone_number_keeps_every_digit(number in "\\+[1-9][0-9]{6,14}") {
        if let Ok(read) = TelephoneNumber::parse(&number) {
            prop_assert_eq!(read.as_str(), number.as_str());
            let shown: String = read.display().chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(&shown, read.digits());
        }
    }
}
