use super::*;

fn is_found(kind: ContactLike, texts: &[&str]) {
    for text in texts {
        assert_eq!(find(text), Some(kind), "{text}");
    }
}

#[test]
fn an_email_address_is_found_in_every_common_disguise() {
    is_found(
        ContactLike::Email,
        &[
            "Write to ada@example.org.",
            "ada.ferris+tips@news.example.co.uk",
            "ADA@EXAMPLE.ORG",
            "ada＠example．org",
            "ada at example dot org",
            "Reach her: ada AT example DOT co DOT uk",
            "ada [at] example [dot] org",
            "ada(at)example.org",
            "ada-at-example-dot-org",
            "ada @ example.org",
            "ada at example.org",
            "ada arroba ejemplo punto es",
            "@ada:matrix.example and ada@server",
        ],
    );
}

#[test]
fn a_telephone_number_is_found_in_every_common_style() {
    is_found(
        ContactLike::Telephone,
        &[
            "+442079460123",
            "+44 20 7946 0123",
            "+44 (0)20 7946 0123",
            "Call 020 7946 0123 after six.",
            "(202) 555-0123",
            "202.555.0123",
            "202-555-0123",
            "202 555 2019",
            "1-202-555-0123",
            "555-0123",
            "2025550123",
            "00 33 1 99 00 12 34",
            "01.99.00.12.34",
            "612 345 678",
            "030/23125 012",
            "12 34 56 78",
            "٠٢٠٧٩٤٦٠١٢٣",
            "２０２ ５５５ ０１２３",
            "1-800-FLOWERS",
            "two zero two five five five zero one two three",
            "Tel2025550123",
            "202‑555‑0123",
            "since 2019 on 202-555-0123",
        ],
    );
}

#[test]
fn a_web_address_is_found_with_and_without_its_scheme() {
    is_found(
        ContactLike::WebAddress,
        &[
            "https://example.org",
            "See www.example.invalid",
            "example.org/tips",
            "her site, example.org, says more",
            "signal.me/#eu/abc",
            "t.me/ada",
            "T.co",
            "EXAMPLE.COM",
            "example dot com",
            "example[.]com",
            "тест.рф",
            "xn--e1afmkfd.example",
            "192.0.2.17",
            "example.onion",
            "mailto:ada",
            "163.com",
        ],
    );
}

#[test]
fn a_user_name_is_found() {
    is_found(
        ContactLike::Handle,
        &[
            "@adaferris",
            "on Mastodon as @ada",
            "Telegram: ada_ferris",
            "Threema ID EXMPL123",
            "Threema: EXMPL123",
            "username: adaf",
            "(@ada)",
        ],
    );
    is_found(ContactLike::SignalUsername, &["ada.42", "Signal is ada_f.1234.", "Signal: nick.01"]);
}

#[test]
fn a_key_or_another_long_code_is_found() {
    is_found(
        ContactLike::Code,
        &[
            "3AA5C34371567BD2",
            "3AA5 C343 7156 7BD2",
            "0x3aa5c343",
            "0xCF11852",
            "3AA5C343",
            "aa:bb:cc:dd:ee:ff:00:11",
            "05d871fc80ca007eed9b2f4df72853e2a2d5465a92fcb1889fb5c84aa2833b3b40",
            "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid",
        ],
    );
}

#[test]
fn an_ordinary_biography_holds_no_contact() {
    for text in [
        "Ada Ferris covers 200 companies for The Harbour Courier.",
        "She was in Berlin 2019–2024, and in Rome 1998-99.",
        "Editor 2016/17, 2018/19 and 2020-2022 2023-2024.",
        "Born 12.05.1979; joined on 2019-05-12; left 9/11/2001.",
        "From 10/2019–12/2021 in Kyiv, 1.1.2022 – 31.12.2022 in Lviv.",
        "Wrote for WIRED, TIME and the BBC before U.S. papers.",
        "Covers the U.S.-based A.I. industry, e.g. chips, i.e. hardware.",
        "Ph.D. and M.Sc. from St. Andrews; J.K. Rowling's neighbour.",
        "Leads a desk.She also teaches.",
        "The leak held 1,500,000 files, 2.6 terabytes and 10000000 e-mails.",
        "Über 12.000.000 Dateien; 1 500 000 documents; 5,000–10,000 firms.",
        "Between 1000-2000 names, 600-1200 of them public.",
        "Reads messages Monday to Friday, 9.00-17.30 and 18:00–19:00.",
        "In 2019. 200 companies followed in 2020. 3000 more in 2021.",
        "Sept.11, No.10, vol.12, fig.20, v1.12 and F16s.",
        "Won the 2021, 2022 and 2023 prizes; ISO 27001; Section 230; 24/7.",
        "She covered the dot com boom and the dot-com bust.",
        "Works at the intersection of law and technology.",
        "Looks at every point of view, dot by dot.",
        "Signal: weekdays only. On Signal since 2019.",
        "Session 2024 of the court; Twitter, now X.",
        "COVID-19, SARS-CoV-2 and H5N1 reporter.",
        "One of the two or three; nine to five; one two three four.",
        "Node.js and C++ 17 programmer.",
        "Panama Papers (2016) & Pandora Papers (2021).",
        "از ۱۳۹۸–۱۴۰۲ در تهران",
        "La journaliste enquête sur la fraude fiscale, 1995-2005.",
        "事件記者。2015年から2020年まで。",
        "Facade decade, 80 of them.",
        "$1.5 million, 3.5%, 1/3, 4x4, 10:30.",
    ] {
        assert_eq!(find(text), None, "{text}");
    }
}

#[test]
fn a_name_may_be_a_domain_and_may_not_be_an_address() {
    for name in ["Phys.org", "Salon.com", "T.co", "Editor at Phys.org", "Tips & Leaks", "Team @ Large"] {
        assert_eq!(find_unmistakable(name), None, "{name}");
    }
    for name in [
        "ada@example.org",
        "Ada +44 20 7946 0123",
        "https://phys.org",
        "phys.org/tips",
        "Phys.org 202-555-0123",
    ] {
        assert!(find_unmistakable(name).is_some(), "{name}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_searched_without_panic(text in "\\PC{0,80}") {
        let _ = find(&text);
    }

    #[test]
    fn any_international_number_is_found(digits in "[1-9][0-9]{7,13}", before in "[a-z ]{0,10}") {
        let text = format!("{before} +{digits}");
        proptest::prop_assert_eq!(find(&text), Some(ContactLike::Telephone));
    }
}
