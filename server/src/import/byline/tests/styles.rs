//! Bylines as other newsrooms lay them out: what is certain is stored with its owner, and the rest is reported.

use super::{channels, left, read_all, told};
use crate::import::person::Person;

macro_rules! people {
    ($name:literal) => {
        read_all(include_bytes!(concat!("../../../../../tests/data/bylines/", $name)))
    };
}

/// Each person's name and channels.
fn given(people: &[Person]) -> Vec<(String, Vec<String>)> {
    people.iter().map(|person| (told(person)[0].clone(), channels(person))).collect()
}

fn expected(people: &[(&str, &[&str])]) -> Vec<(String, Vec<String>)> {
    let owned = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    people.iter().map(|(name, channels)| ((*name).to_owned(), owned(channels))).collect()
}

fn reasons(person: &Person) -> String {
    person.remarks.iter().map(|remark| remark.reason.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_list_with_bullets_is_read_and_its_postal_address_is_no_bio() {
    let people = people!("bullets.txt");
    assert_eq!(
        given(&people),
        expected(&[(
            "Maren Osei",
            &[
                "signal_username maren_osei.01",
                "email maren.osei@harbour-courier.example",
                "threema MRN4OSE7"
            ]
        )])
    );
    assert_eq!(told(&people[0])[4], "She covers shipping and labour.");
    assert_eq!(left(&people[0]).len(), 1);
}

#[test]
fn parentheses_between_name_and_role_hide_neither() {
    let people = people!("parentheses.txt");
    assert_eq!(
        given(&people),
        expected(&[(
            "Petra Lindqvist",
            &["email petra.lindqvist@harbour-courier.example", "signal_username petra_l.77"]
        )])
    );
    assert_eq!(told(&people[0])[1..3], ["senior editor", "The Harbour Courier"]);
    let people = people!("pronouns.txt");
    assert_eq!(
        given(&people),
        expected(&[("Jo Park", &["signal_username jopark.09", "email jo@harbour-courier.example"])])
    );
    assert_eq!(left(&people[0]), [("", "+44 20 7946 0190")]);
}

#[test]
fn each_of_several_reporters_gets_their_own_and_nobody_elses() {
    assert_eq!(
        given(&people!("three-reporters.txt")),
        expected(&[
            ("Ada Ferris", &["signal_number +442079460111"]),
            ("Noor Haddad", &["email noor.haddad@harbour-courier.example"]),
            ("Tom Okafor", &["signal_username tom_okafor.33"]),
        ])
    );
    let ada = ["signal_username ada_ferris.42", "email ada.ferris@harbour-courier.example"];
    let noor = ["signal_username noor_h.88", "email noor.haddad@harbour-courier.example"];
    assert_eq!(given(&people!("bars.txt")), expected(&[("Ada Ferris", &ada), ("Noor Haddad", &noor)]));
    let people = people!("name-above.txt");
    let ada = ["email ada.ferris@harbour-courier.example", "signal_number +442079460111"];
    let noor = ["email noor.haddad@harbour-courier.example", "signal_username noor.07"];
    assert_eq!(given(&people), expected(&[("Ada Ferris", &ada), ("Noor Haddad", &noor)]));
    assert!(people.iter().all(|person| told(person)[4].is_empty()), "a name alone is no bio");
}

#[test]
fn what_belongs_to_both_or_to_an_order_of_words_is_given_to_neither() {
    let people = people!("respectively.txt");
    assert_eq!(given(&people), expected(&[("Ada Ferris", &[]), ("Noor Haddad", &[])]));
    assert!(people.iter().all(|person| left(person).len() == 2));
    let people = people!("shared-inbox.txt");
    assert_eq!(
        given(&people),
        expected(&[
            ("Ada Ferris", &["signal_username ada_ferris.42"]),
            ("Noor Haddad", &["signal_username noor_h.88"]),
        ])
    );
    for person in &people {
        assert_eq!(left(person), [("", "tips@harbour-courier.example"), ("", "+44 20 7946 0177")]);
    }
}

#[test]
fn a_desks_line_and_an_editors_address_are_not_the_reporters() {
    let people = people!("desk-beside.txt");
    assert_eq!(given(&people), expected(&[("Lena Brandt", &["signal_number +442079460122"])]));
    assert_eq!(left(&people[0]).len(), 2);
    let people = people!("credits.txt");
    assert_eq!(given(&people), expected(&[("Hana Novak", &["signal_username hana_n.55"])]));
    assert_eq!(left(&people[0]).len(), 2);
}

#[test]
fn a_number_with_an_extension_is_reported_and_the_other_is_kept() {
    let people = people!("extension.txt");
    assert_eq!(given(&people), expected(&[("Samuel Adeyemi", &["signal_number +12025550188"])]));
    assert!(reasons(&people[0]).contains("has an extension"));
}

#[test]
fn to_text_somebody_on_signal_is_not_to_telephone() {
    let people = people!("text-on-signal.txt");
    assert_eq!(given(&people), expected(&[("Yara Haddad", &["signal_number +442079460166"])]));
    assert_eq!(left(&people[0]).len(), 2);
}

#[test]
fn two_services_with_a_slash_share_a_number_and_a_fingerprint_is_no_key() {
    let people = people!("slashes.txt");
    let rosa = ["signal_number +447700900321", "whatsapp +447700900321", "telegram rosamarquez"];
    assert_eq!(given(&people), expected(&[("Rosa Marquez", &rosa)]));
    assert!(reasons(&people[0]).contains("fingerprint without its key"));
}

#[test]
fn somebody_who_speaks_of_herself_has_a_name_without_the_verb() {
    let people = people!("first-person.txt");
    let ellis = ["signal_username ellis_m.64", "email ellis.moreau@harbour-courier.example"];
    assert_eq!(given(&people), expected(&[("Ellis Moreau", &ellis)]));
    assert_eq!(told(&people[0])[1..3], ["reporter", "The Harbour Courier"]);
    assert_eq!(left(&people[0]), [("", "+44 20 7946 0119")]);
}

#[test]
fn ukrainian_and_dutch_are_read() {
    let people = people!("ukrainian.txt");
    let olena = ["signal_username olena_k.21", "email olena@visnyk.example"];
    assert_eq!(given(&people), expected(&[("Олена Коваль", &olena)]));
    assert_eq!(told(&people[0])[1..3], ["журналістка", "Портовий вісник"]);
    let people = people!("dutch.txt");
    let sanne = ["signal_number +31612345678", "email sanne@havenkoerier.example"];
    assert_eq!(given(&people), expected(&[("Sanne de Wit", &sanne)]));
    assert_eq!(told(&people[0])[1..3], ["redacteur", "De Havenkoerier"]);
}

#[test]
fn a_call_beside_an_application_is_not_dropped_without_a_remark() {
    let told = |said: &str| {
        let text = format!("Ada Ferris is a reporter at The Harbour Courier. {said}");
        let people = read_all(text.as_bytes());
        let fields: Vec<String> = left(&people[0]).iter().map(|(field, _)| (*field).to_owned()).collect();
        (channels(&people[0]), fields)
    };
    let signal = vec!["signal_number +442079460111".to_owned()];
    for said in [
        "Call or Signal: +44 20 7946 0111.",
        "Call/Signal: +44 20 7946 0111.",
        "Call her at +44 20 7946 0111 (also Signal).",
        "Call her, or find her on Signal, at +44 20 7946 0111.",
        "Signal or text: +44 20 7946 0111.",
    ] {
        assert_eq!(told(said), (signal.clone(), vec!["phone".to_owned()]), "{said}");
    }
    for said in ["Text Ada on Signal at +44 20 7946 0111.", "Call or text her via Signal: +44 20 7946 0111."]
    {
        assert_eq!(told(said), (signal.clone(), vec![]), "{said}");
    }
}
