//! A telephone number as an article writes it, read only where one reading is possible.

use directory::channel::TelephoneNumber;

use super::found::{digit, is_plus};
use super::service::is_ideograph;

/// The one number that `written` can be, or why there is none or more than one.
pub(super) fn read(written: &str, behind: &str) -> Result<TelephoneNumber, String> {
    let plain: String = written
        .chars()
        .map(|character| digit(character).or(is_plus(character).then_some('+')).unwrap_or(character))
        .collect();
    if has_extension(behind) {
        return Err("has an extension behind it, which a channel cannot hold".to_owned());
    }
    if goes_on(behind) {
        return Err("goes on behind: where the number ends is not certain".to_owned());
    }
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    if plain.ends_with('+') {
        return Err("has its plus sign at the end, so that the order of its digits is not certain".to_owned());
    }
    if !plain.trim_start_matches(['(', ' ']).starts_with('+') {
        if digits.starts_with("00") {
            return Err(
                "starts with 00, which means something else in other countries: write it with a plus sign and the country code"
                    .to_owned(),
            );
        }
        return Err("has no country code: the same digits are another number in another country".to_owned());
    }
    if let Some((first, _)) = plain.split_once('/')
        && TelephoneNumber::parse(first.trim()).is_ok()
    {
        return Err("can be read as one number or as two with a slash between".to_owned());
    }
    match plain.split_once("(0)") {
        None => parse(&digits),
        Some((country, rest)) => trunk_zero(country, rest),
    }
}

/// `+44 (0)20 …`: most countries leave the zero out when dialled from abroad, some keep it.
fn trunk_zero(country: &str, rest: &str) -> Result<TelephoneNumber, String> {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let without = TelephoneNumber::parse(&format!("+{}{}", digits(country), digits(rest)));
    let with = TelephoneNumber::parse(&format!("+{}0{}", digits(country), digits(rest)));
    match (without, with) {
        (Ok(number), Err(_)) | (Err(_), Ok(number)) => Ok(number),
        (Ok(_), Ok(_)) => Err("is a number both with and without the zero in parentheses".to_owned()),
        (Err(error), Err(_)) => Err(error.to_string()),
    }
}

fn parse(digits: &str) -> Result<TelephoneNumber, String> {
    TelephoneNumber::parse(&format!("+{digits}")).map_err(|error| error.to_string())
}

/// How many characters behind a number can still belong to it.
const REACH: usize = 24;

/// Whether an extension stands right behind the number.
fn has_extension(behind: &str) -> bool {
    const MARKS: [&str; 28] = [
        "ext",
        "extn",
        "exten",
        "extension",
        "x",
        "option",
        "press",
        "pin",
        "durchwahl",
        "dw",
        "nst",
        "nebenstelle",
        "app",
        "apparat",
        "poste",
        "int",
        "interno",
        "anexo",
        "ramal",
        "доб",
        "добавочный",
        "внутр",
        "内线",
        "分机",
        "轉",
        "转",
        "تحويلة",
        "داخلي",
    ];
    let near: String = behind.chars().take(REACH).flat_map(char::to_lowercase).collect();
    let near = near.trim_start_matches(|character: char| {
        character.is_whitespace() || matches!(character, ',' | '(' | '.' | ';' | '-' | '–' | '/' | '|')
    });
    let letters = near.find(|character: char| !character.is_alphabetic()).unwrap_or(near.len());
    let Some((word, rest)) = near.split_at_checked(letters) else { return false };
    // `ext. no. 12` and `ext=12`, but not `press on +44 …`, which starts another number.
    let digits = rest.find(|character| digit(character).is_some());
    MARKS.contains(&word)
        && digits.and_then(|at| rest.get(..at)).is_some_and(|between| !between.contains(is_plus))
}

/// Whether more digits follow that may belong to the number: on the next line, behind a mark that joins, or as the
/// other ending in `+49 30 23125 or -26`. In a plan without fixed lengths the first part alone is a number too.
fn goes_on(behind: &str) -> bool {
    const JOINING: [&str; 12] = ["or", "and", "to", "oder", "und", "bis", "ou", "et", "o", "y", "или", "和"];
    const GAP: usize = 4;
    if behind.starts_with(|first: char| first.is_alphanumeric() && !is_ideograph(first)) {
        return true;
    }
    let near: String = behind.chars().take(REACH).collect();
    let gap = |text: &str| {
        let end = text.find(char::is_alphanumeric).unwrap_or(text.len());
        text.split_at_checked(end).map(|(gap, rest)| (gap.to_owned(), rest.to_owned())).unwrap_or_default()
    };
    let joins = |gap: &str| {
        let sentence_ends = gap.contains(['。', '!', '?'])
            || gap
                .find('.')
                .and_then(|at| gap.get(at + 1..))
                .is_some_and(|rest| rest.starts_with(char::is_whitespace));
        gap.chars().count() <= GAP && !gap.contains(is_plus) && !gap.contains("\n\n") && !sentence_ends
    };
    let (first, rest) = gap(&near);
    if !joins(&first) {
        return false;
    }
    let starts_with_digit = |text: &str| text.starts_with(|first| digit(first).is_some());
    let letters = rest.find(|character: char| !character.is_alphabetic()).unwrap_or(rest.len());
    let Some((word, after)) = rest.split_at_checked(letters) else { return false };
    let (second, more) = gap(after);
    starts_with_digit(&rest)
        || (JOINING.contains(&word.to_lowercase().as_str()) && joins(&second) && starts_with_digit(&more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_reading_is_taken_in_any_script_and_grouping() {
        for written in [
            "+44 20 7946 0123",
            "(+44) 20-7946-0123",
            "+44 (0)20 7946 0123",
            "+٤٤٢٠٧٩٤٦٠١٢٣",
            "＋４４２０７９４６０１２３",
            "+44.20.7946.0123",
        ] {
            assert_eq!(read(written, ".").unwrap().as_str(), "+442079460123", "{written}");
        }
    }

    #[test]
    fn what_could_be_another_number_is_refused() {
        for written in [
            "020 7946 0123",
            "0044 20 7946 0123",
            "202-555-0123",
            "+44 20 7946",
            "+44 20 7946 0123/24",
            "442079460123+",
            "+44 20 7946 01234",
        ] {
            assert!(read(written, "").is_err(), "{written}");
        }
    }

    #[test]
    fn an_extension_is_seen_however_it_is_written() {
        for behind in [
            " ext. 12",
            " extn 12",
            ";ext=12",
            " x5",
            "x5",
            ", option 3",
            " (ext. no. 12)",
            " DW 12",
            " доб. 5",
        ] {
            assert!(read("+44 20 7946 0123", behind).unwrap_err().contains("extension"), "{behind}");
        }
        assert!(read("+44 20 7946 0123", ", press contact: +44 20 7946 0124").is_ok());
    }

    #[test]
    fn a_number_whose_end_is_not_certain_is_refused() {
        // Each time +49 30 23125 alone is a valid number, and somebody else's.
        for behind in [
            "\n123", " / 123", "−123", " — 123", "O123", ", 123", "•123", " or -26", " or 26", " #12", "*12",
            " (123)",
        ] {
            assert!(read("+49 30 23125", behind).unwrap_err().contains("goes on"), "{behind:?}");
        }
        for behind in [
            ".",
            "",
            " or +49 30 23126",
            "\n\n2026 was her year.",
            ". 24 hours a day.",
            "，邮箱",
            " or by mail",
        ] {
            assert!(read("+49 30 23125", behind).is_ok(), "{behind:?}");
        }
    }
}
