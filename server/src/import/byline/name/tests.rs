//! One sentence after the other, in each language.

use super::*;

fn one(sentence: &str) -> Portrait {
    let mut found = introduced_by(sentence);
    assert_eq!(found.len(), 1, "{sentence}: {found:?}");
    found.remove(0)
}

fn read(sentence: &str) -> (String, Option<String>, Option<String>, Vec<String>) {
    let portrait = one(sentence);
    (portrait.name, portrait.title, portrait.outlet, portrait.beats)
}

fn told(
    name: &str,
    title: &str,
    outlet: &str,
    beats: &[&str],
) -> (String, Option<String>, Option<String>, Vec<String>) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (name.to_owned(), some(title), some(outlet), beats.iter().map(|beat| (*beat).to_owned()).collect())
}

#[test]
fn an_english_sentence_tells_name_role_outlet_and_beat() {
    assert_eq!(
        read(
            "Ada Ferris is a Senior Reporter at The Harbour Courier, where she covers the cybersecurity beat."
        ),
        told("Ada Ferris", "Senior Reporter", "The Harbour Courier", &["cybersecurity"])
    );
    assert_eq!(
        read("Ada van der Berg is a reporter covering courts and policing for The Harbour Courier."),
        told("Ada van der Berg", "reporter", "The Harbour Courier", &["courts", "policing"])
    );
    assert_eq!(
        read("Zola covers courts for The Harbour Courier."),
        told("Zola", "", "The Harbour Courier", &["courts"])
    );
    assert_eq!(
        read("By Ada Ferris, Senior Reporter, The Harbour Courier"),
        told("Ada Ferris", "Senior Reporter", "The Harbour Courier", &[])
    );
}

#[test]
fn other_languages_tell_the_same() {
    assert_eq!(
        read("Inés Robledo es redactora en El Correo del Puerto, donde cubre tribunales."),
        told("Inés Robledo", "redactora", "El Correo del Puerto", &["tribunales"])
    );
    assert_eq!(
        read("Maëlle Kerguen est journaliste au Courrier du Port, où elle couvre la cybersécurité."),
        told("Maëlle Kerguen", "journaliste", "Courrier du Port", &["cybersécurité"])
    );
    assert_eq!(
        read("Jördis Tessmann ist Redakteurin beim Hafenkurier und berichtet über Gerichte."),
        told("Jördis Tessmann", "Redakteurin", "Hafenkurier", &["Gerichte"])
    );
    assert_eq!(
        read("Вера Лужина — корреспондент газеты «Портовый вестник», пишет о судах."),
        told("Вера Лужина", "корреспондент", "Портовый вестник", &["судах"])
    );
    assert_eq!(
        read("زينب الحداد صحفية في هاربر كوريير، تغطي الأمن الرقمي."),
        told("زينب الحداد", "صحفية", "هاربر كوريير", &["الأمن الرقمي"])
    );
    assert_eq!(
        read("周晓岚是《海港信使报》的调查记者，报道网络安全。"),
        told("周晓岚", "调查记者", "海港信使报", &["网络安全"])
    );
}

#[test]
fn two_names_are_two_people_and_a_team_is_a_desk() {
    let names: Vec<String> =
        introduced_by("By Ada Ferris and Noor Haddad").into_iter().map(|p| p.name).collect();
    assert_eq!(names, ["Ada Ferris", "Noor Haddad"]);
    let desk = one("Contact the Investigations Desk on Signal at +442079460123.");
    assert_eq!((desk.name.as_str(), desk.desk, desk.from_request), ("Investigations Desk", true, true));
}

#[test]
fn a_sentence_about_nobody_introduces_nobody() {
    for sentence in [
        "She is a reporter at heart.",
        "This is a story for everyone.",
        "Got a tip?",
        "The weather is an editor of days.",
    ] {
        assert_eq!(introduced_by(sentence), [], "{sentence}");
    }
}
