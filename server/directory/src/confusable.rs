//! Names that look alike. A profile under a name that the eye takes for a colleague's would be handed her sources.

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup},
};
use unicode_normalization::UnicodeNormalization;
use unicode_security::MixedScript;

/// What the eye makes of a text: texts with the same skeleton look alike. The skeleton of UTS 39 with case,
/// spaces, punctuation and invisible characters taken away. It is for comparing and never for showing.
pub fn skeleton(text: &str) -> String {
    let compatible: String = text.nfkc().collect();
    let first: String = unicode_security::skeleton(&compatible).collect();
    // Capitals have prototypes of their own, so their small letters are looked up once more.
    let lower = first.to_lowercase();
    unicode_security::skeleton(&lower).filter(|character| is_seen(*character)).collect()
}

/// The skeletons under which a name is kept: of the name as written, where a capital I is a small l, and of the
/// name in small letters, so that a name in capitals is taken for the same name.
pub(crate) fn keys(name: &str) -> [String; 2] {
    [skeleton(name), skeleton(&name.to_lowercase())]
}

/// Whether some word is written in letters of two scripts that no language mixes.
pub(crate) fn mixes_scripts(name: &str) -> bool {
    name.split(|character: char| character.is_whitespace() || character == '-')
        .any(|word| !word.is_single_script())
}

fn is_seen(character: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    let kept = GeneralCategoryGroup::Letter
        .union(GeneralCategoryGroup::Mark)
        .union(GeneralCategoryGroup::Number)
        .union(GeneralCategoryGroup::Symbol);
    kept.contains(category) && !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look_alike(one: &str, other: &str) -> bool {
        let others = keys(other);
        keys(one).iter().any(|key| others.contains(key))
    }

    #[test]
    fn names_that_the_eye_confuses_look_alike() {
        for (one, other) in [
            ("Ada Ferris", "Аdа Ferris"),
            ("Ada Ferris", "ADA FERRIS"),
            ("Ada Ferris", "ada-ferris"),
            ("Ada Ferris", "Ada  Fer ris."),
            ("Ian Lane", "lan Lane"),
            ("Ian Lane", "IAN LANE"),
            ("Oona Carney", "0ona Camey"),
            ("Ada Ferris", "Ａｄａ Ｆｅｒｒｉｓ"),
            ("Paul Cope", "Рaul Соре"),
        ] {
            assert!(look_alike(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn different_names_do_not_look_alike() {
        for (one, other) in [
            ("Ilse Meyer", "Lise Meyer"),
            ("Ada Ferris", "Ida Ferris"),
            ("Jan Smit", "Jan Smith"),
            ("Zoe Nunez", "Zoë Núñez"),
            ("李小龍", "李大龍"),
        ] {
            assert!(!look_alike(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn a_word_in_two_alphabets_is_told_from_a_name_in_two() {
        assert!(mixes_scripts("Аdа Ferris"));
        assert!(mixes_scripts("Ada Ferriς"));
        for name in
            ["Ada Ferris", "Ada Петрова", "東京タワーのまり子", "김철수 Kim", "O’Brien-Núñez 2", "7sur7"]
        {
            assert!(!mixes_scripts(name), "{name}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_name_looks_like_itself_in_capitals(name in "[A-Za-z]{1,12} [A-Za-z]{1,12}") {
            proptest::prop_assert!(look_alike(&name, &name.to_uppercase()));
        }
    }
}
