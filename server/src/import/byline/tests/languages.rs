//! In each language that the reader introduces people in: what is somebody else's or not to be used is never stored.

use super::{channels, left, read_all, told};

/// Each contact behind `introduction` is reported and not stored.
fn nothing_is_given(introduction: &str, sentences: &[&str]) {
    for said in sentences {
        let people = read_all(format!("{introduction} {said}").as_bytes());
        assert_eq!(people.len(), 1, "{said}: {:?}", people.iter().map(told).collect::<Vec<_>>());
        assert_eq!(channels(&people[0]), [""; 0], "{said}");
        assert!(!left(&people[0]).is_empty(), "{said}");
    }
}

/// The contact behind `introduction` is stored.
fn one_is_given(introduction: &str, sentences: &[&str]) {
    for said in sentences {
        let people = read_all(format!("{introduction} {said}").as_bytes());
        assert_eq!(people.len(), 1, "{said}: {:?}", people.iter().map(told).collect::<Vec<_>>());
        assert_eq!(channels(&people[0]).len(), 1, "{said}: {:?}", left(&people[0]));
    }
}

#[test]
fn in_dutch() {
    let sanne = "Sanne de Wit is redacteur bij De Havenkoerier.";
    nothing_is_given(
        sanne,
        &[
            "Gebruik haar oude Signal niet meer: +31 6 12345678.",
            "Haar oude Signal: +31 6 12345678.",
            "Haar vorige nummer op Signal was +31 6 12345678.",
            "Haar voormalige Signal: +31 6 12345678.",
            "Stuur nooit iets via Signal op +31 6 12345678.",
            "Stuur geen mail naar sanne@havenkoerier.example.",
            "Signal +31 6 12345678 werkt niet meer.",
            "Haar collega is bereikbaar via Signal op +31 6 12345678.",
            "Haar collega bij de Havenkoerier heeft Signal: +31 6 12345678.",
            "De collega van Sanne is bereikbaar via Signal op +31 6 12345678.",
            "De hoofdredacteur is bereikbaar via Signal op +31 6 12345678.",
            "De hoofdredacteur van Sanne de Wit heeft Signal: +31 6 12345678.",
            "Zijn eindredacteur heeft Signal: +31 6 12345678.",
            "De redactie is bereikbaar via Signal op +31 6 12345678.",
            "\n\nEindredactie\nSignal: +31 6 12345678",
            "\n\nBeeld: Jan Jansen\nSignal: +31 6 12345678",
        ],
    );
    one_is_given(
        sanne,
        &[
            "Sanne is bereikbaar via Signal op +31 6 12345678.",
            "Haar Signal: +31 6 12345678.",
            "Collega Sanne de Wit is bereikbaar via Signal op +31 6 12345678.",
        ],
    );
}

#[test]
fn in_ukrainian_and_russian() {
    nothing_is_given(
        "Олена Коваль — журналістка видання «Портовий вісник».",
        &[
            "Її колишній Signal: olena_k.21, стара пошта: x@y.example.",
            "Її колишня пошта: olena@visnyk.example.",
            "Старий Signal: olena_k.21.",
            "Signal її колеги: +380 44 234 5678.",
            "Її редактор у Signal: +380 44 234 5678.",
            "Редакція: tips@visnyk.example.",
            "Signal olena_k.21 більше не діє.",
        ],
    );
    nothing_is_given(
        "Вера Лужина — корреспондент газеты «Портовый вестник».",
        &[
            "Её бывшая почта: vera@vestnik.example.",
            "Её старая почта: vera@vestnik.example.",
            "Её коллега в Signal: +44 7700 900456.",
            "Редактор Веры в Signal: +44 7700 900456.",
            "Signal +44 7700 900456 больше не работает.",
        ],
    );
}

#[test]
fn in_german() {
    nothing_is_given(
        "Jördis Tessmann ist Redakteurin beim Hafenkurier.",
        &[
            "Ihre alte Adresse: joerdis@hafenkurier.example.",
            "Ihre ehemalige Adresse: joerdis@hafenkurier.example.",
            "Ihren Kollegen erreichen Sie über Signal unter +49 30 23125456.",
            "Die Kollegin von Jördis hat Signal: +49 30 23125456.",
            "Der Chefredakteur hat Signal: +49 30 23125456.",
            "Signal +49 30 23125456 gilt nicht mehr.",
        ],
    );
}

#[test]
fn in_french_and_spanish() {
    nothing_is_given(
        "Maëlle Kerguen est journaliste au Courrier du Port.",
        &[
            "N’écrivez plus à maelle@courrier-port.example.",
            "L’ancienne adresse de Maëlle : maelle@courrier-port.example.",
            "Le rédacteur en chef est sur Signal au +33 6 39 98 12 34.",
            "La collègue de Maëlle est sur Signal au +33 6 39 98 12 34.",
            "L’adresse maelle@courrier-port.example n’est plus valable.",
        ],
    );
    nothing_is_given(
        "Inés Robledo es redactora en El Correo del Puerto.",
        &[
            "No escriba a ines@correo-puerto.example.",
            "Su antigua dirección: ines@correo-puerto.example.",
            "Su compañera está en Signal: +1 787 555 0142.",
            "El jefe de Inés está en Signal: +1 787 555 0142.",
            "El correo ines@correo-puerto.example ya no sirve.",
        ],
    );
}

#[test]
fn in_arabic_and_chinese() {
    nothing_is_given(
        "زينب الحداد صحفية في هاربر كوريير، تغطي الأمن الرقمي.",
        &[
            "لا تستخدم سيغنال +٤٤٢٠٧٩٤٦٠١٥٥.",
            "البريد القديم: zaynab@harbour-courier.example.",
            "زميلها على سيغنال: +٤٤٢٠٧٩٤٦٠١٥٥.",
            "رئيس التحرير على سيغنال: +٤٤٢٠٧٩٤٦٠١٥٥.",
        ],
    );
    nothing_is_given(
        "周晓岚是《海港信使报》的调查记者，报道网络安全。",
        &[
            "请勿使用Signal：+44 20 7946 0188。",
            "旧邮箱：xiaolan@harbour-courier.example。",
            "她的同事在Signal：+44 20 7946 0188。",
            "周晓岚的编辑在Signal：+44 20 7946 0188。",
            "邮箱xiaolan@harbour-courier.example已停用。",
        ],
    );
}

#[test]
fn in_english() {
    nothing_is_given(
        "Ada Ferris is a reporter at The Harbour Courier.",
        &[
            "The editor of Ada Ferris is on Signal at +44 20 7946 0111.",
            "Ada and a colleague are on Signal at +44 20 7946 0111.",
            "A colleague who works with Ada is on Signal at +44 20 7946 0111.",
        ],
    );
    one_is_given(
        "Ada Ferris is a reporter at The Harbour Courier.",
        &[
            "Our editor Ada Ferris is on Signal at +44 20 7946 0111.",
            "Contact her editor, or Ada on Signal at +44 20 7946 0111.",
        ],
    );
}

#[test]
fn a_pronoun_is_nobodys_name() {
    for text in [
        "Sanne de Wit is redacteur bij De Havenkoerier. Zij is journalist bij De Havenkoerier.",
        "周晓岚是《海港信使报》的调查记者。我们是《海港信使报》的记者。",
    ] {
        assert_eq!(read_all(text.as_bytes()).len(), 1, "{text}");
    }
}

#[test]
fn one_languages_word_for_a_role_makes_no_profile_of_another_languages_bystander() {
    for said in [
        "Gordon Ray is a chef at The Ritz, reach him at gordon.ray@ritz.example.",
        "\n\nGordon Ray, chef, The Ritz",
        "Gordon Ray is a creditor of The Ritz.",
        "Gordon Ray is the fire chief of Harbour.",
    ] {
        let text = format!("Ada Ferris is a reporter at The Courier. {said}");
        let people = read_all(text.as_bytes());
        assert_eq!(people.iter().map(|person| told(person)[0].clone()).collect::<Vec<_>>(), ["Ada Ferris"]);
        assert_eq!(channels(&people[0]), [""; 0], "{said}");
    }
    let people = read_all("Sanne de Wit is chef redactie bij De Havenkoerier.".as_bytes());
    assert_eq!(told(&people[0])[..3], ["Sanne de Wit", "chef redactie", "De Havenkoerier"]);
}

#[test]
fn a_sentence_is_read_in_the_language_it_is_written_in() {
    for (text, expected) in [
        (
            "Sanne de Wit is een journalist bij De Havenkoerier.",
            ["Sanne de Wit", "journalist", "De Havenkoerier"],
        ),
        (
            "Sanne de Wit is journalist bij De Havenkoerier.",
            ["Sanne de Wit", "journalist", "De Havenkoerier"],
        ),
        ("Sanne de Wit is een journalist.", ["Sanne de Wit", "journalist", ""]),
        ("Tom van Dyk is a journalist at The Courier.", ["Tom van Dyk", "journalist", "The Courier"]),
        ("Von Miller is a journalist at The Courier.", ["Von Miller", "journalist", "The Courier"]),
        ("Von Miller, Senior Reporter, The Courier", ["Von Miller", "Senior Reporter", "The Courier"]),
        ("Von Jördis Tessmann", ["Jördis Tessmann", "", ""]),
    ] {
        assert_eq!(told(&read_all(text.as_bytes())[0])[..3], expected, "{text}");
    }
}

#[test]
fn a_small_word_inside_a_name_names_nobody() {
    let text = "Sanne de Wit is redacteur bij De Havenkoerier. Ada Ferris is redacteur bij De Havenkoerier. \
                Ada woont aan de haven.";
    let people = read_all(text.as_bytes());
    assert_eq!(
        people.iter().map(|person| told(person)[4].clone()).collect::<Vec<_>>(),
        ["", "Ada woont aan de haven."]
    );
    assert!(left(&people[0]).is_empty());
}

#[test]
fn a_dutch_telephone_beside_signal_is_not_lost() {
    let people = read_all(
        "Sanne de Wit is redacteur bij De Havenkoerier. Telefoon/Signal: +31 6 12345678.".as_bytes(),
    );
    assert_eq!(channels(&people[0]), ["phone +31612345678", "signal_number +31612345678"]);
}
