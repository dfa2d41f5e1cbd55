//! Telephone numbers, held in the one form that every output format accepts. A wrong digit sends a source to a
//! stranger, so a number that does not read back digit for digit is refused, not repaired.

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType};

use super::ChannelError;
use super::fiction::is_fictional;
use super::held::one_line;

/// A telephone number in E.164 form, such as `+442079460123`.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TelephoneNumber(String);

impl TelephoneNumber {
    /// Reads a number as it is dialled from abroad: a plus sign and the country code first; then spaces, hyphens,
    /// dots and parentheses may stand between the digits.
    pub fn parse(text: &str) -> Result<Self, ChannelError> {
        let number = normalized(one_line(text, 40)?)?;
        let assigned = assigned_number(&number);
        if is_fictional(&number) {
            // Some plans count their reserved ranges as assigned and some do not; nobody answers them either way.
            return Ok(Self(number));
        }
        let assigned = assigned?;
        let display = PHONE_NUMBER_UTIL.format(&assigned, PhoneNumberFormat::International);
        if PHONE_NUMBER_UTIL.format(&assigned, PhoneNumberFormat::E164) != number
            || digits_of(&display) != digits_of(&number)
        {
            return Err(ChannelError::NumberRewritten);
        }
        match PHONE_NUMBER_UTIL.get_number_type(&assigned) {
            PhoneNumberType::PremiumRate | PhoneNumberType::SharedCost => Err(ChannelError::NumberPremium),
            PhoneNumberType::Pager | PhoneNumberType::VoiceMail => Err(ChannelError::NumberUnanswered),
            _ => Ok(Self(number)),
        }
    }

    /// The digits without the plus sign, as `wa.me` wants them.
    pub fn digits(&self) -> &str {
        self.0.trim_start_matches('+')
    }

    /// The number as people read it, in its country's own groups: `+44 20 7946 0123`.
    pub fn display(&self) -> String {
        PHONE_NUMBER_UTIL
            .parse(&self.0, None)
            .ok()
            .map(|number| PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::International).into_owned())
            .filter(|display| digits_of(display) == self.digits())
            .unwrap_or_else(|| self.0.clone())
    }

    /// The number as it is dialled and shown inside its own country: `020 7946 0123`. None where that is not known.
    pub fn national(&self) -> Option<String> {
        let number = PHONE_NUMBER_UTIL.parse(&self.0, None).ok()?;
        Some(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::National).into_owned())
    }

    /// Whether a regulator keeps the number free for films and examples, so that nobody can ever own it.
    pub fn is_fictional(&self) -> bool {
        is_fictional(&self.0)
    }
}

held_as_text!(TelephoneNumber);

/// A plus sign and the digits, without what people write between them.
fn normalized(text: &str) -> Result<String, ChannelError> {
    let is_separator = |character: char| {
        matches!(
            character,
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '-' | '\u{2010}'..='\u{2013}' | '.' | '(' | ')'
        )
    };
    let compact: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    let plus = compact.strip_prefix('+').or_else(|| compact.strip_prefix("(+"));
    let body = plus.ok_or_else(|| {
        let numeric = compact.chars().all(|character| character.is_ascii_digit() || is_separator(character));
        if numeric { ChannelError::NumberWithoutCountryCode } else { ChannelError::NumberCharacter }
    })?;
    if body.contains("(0)") {
        return Err(ChannelError::NumberWithTrunkZero);
    }
    let digits: String = body.chars().filter(|&character| !is_separator(character)).collect();
    if !digits.chars().all(|character| character.is_ascii_digit()) {
        return Err(ChannelError::NumberCharacter);
    }
    if !(7..=15).contains(&digits.len()) {
        return Err(ChannelError::NumberLength { digits: digits.len() });
    }
    Ok(format!("+{digits}"))
}

fn assigned_number(number: &str) -> Result<PhoneNumber, ChannelError> {
    let read = PHONE_NUMBER_UTIL.parse(number, None).map_err(|_| ChannelError::NumberUnassigned)?;
    if PHONE_NUMBER_UTIL.is_valid_number(&read) { Ok(read) } else { Err(ChannelError::NumberUnassigned) }
}

fn digits_of(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_stored_as_digits_and_shown_in_its_countrys_groups() {
        for (given, stored, shown) in [
            ("+441536 853956", "+441536853956", "+44 1536 853956"),
            ("+44 20 7946 0123", "+442079460123", "+44 20 7946 0123"),
            ("(+44) 20-7946.0123", "+442079460123", "+44 20 7946 0123"),
            ("+1 (202) 555-0123", "+12025550123", "+1 202-555-0123"),
            ("+39 (06) 1234 5678", "+390612345678", "+39 06 1234 5678"),
            ("+78121234567", "+78121234567", "+7 812 123-45-67"),
            ("+33\u{202f}6\u{a0}39 98 12 34", "+33639981234", "+33 6 39 98 12 34"),
            ("+49 30 23125\u{2011}123", "+493023125123", "+49 30 23125123"),
            ("+966 50 123 4567", "+966501234567", "+966 50 123 4567"),
        ] {
            let number = TelephoneNumber::parse(given).unwrap();
            assert_eq!((number.as_str(), number.display().as_str()), (stored, shown), "{given}");
            assert_eq!(TelephoneNumber::parse(stored), Ok(number.clone()));
            assert_eq!(TelephoneNumber::parse(shown), Ok(number));
        }
    }

    #[test]
    fn a_number_without_its_country_is_refused_by_name() {
        for text in ["020 7946 0123", "(202) 555-0123", "0044 20 7946 0123", "2025550123"] {
            assert_eq!(TelephoneNumber::parse(text), Err(ChannelError::NumberWithoutCountryCode), "{text}");
        }
        assert!(ChannelError::NumberWithoutCountryCode.to_string().contains("country code"));
    }

    #[test]
    fn a_zero_that_is_dialled_only_at_home_is_not_guessed_away() {
        for text in ["+44 (0)20 7946 0123", "+44(0) 20 7946 0123", "+49 ( 0 ) 30 23125 123"] {
            assert_eq!(TelephoneNumber::parse(text), Err(ChannelError::NumberWithTrunkZero), "{text}");
        }
        assert_eq!(TelephoneNumber::parse("+44 020 7946 0123"), Err(ChannelError::NumberRewritten));
    }

    #[test]
    fn what_is_not_one_number_is_refused() {
        for (text, reason) in [
            ("+1 202 555 0123 ext. 5", ChannelError::NumberCharacter),
            ("+1 202 555 0123x5", ChannelError::NumberCharacter),
            ("+1 202 555 0123 / +1 202 555 0124", ChannelError::NumberCharacter),
            ("+1-800-FLOWERS", ChannelError::NumberCharacter),
            ("++12025550123", ChannelError::NumberCharacter),
            ("tel:+12025550123", ChannelError::NumberCharacter),
            ("+١٢٠٢٥٥٥٠١٢٣", ChannelError::NumberCharacter),
            ("+123456", ChannelError::NumberLength { digits: 6 }),
            ("+1234567890123456", ChannelError::NumberLength { digits: 16 }),
            ("+", ChannelError::NumberLength { digits: 0 }),
            ("", ChannelError::Empty),
        ] {
            assert_eq!(TelephoneNumber::parse(text), Err(reason), "{text}");
        }
        assert!(TelephoneNumber::parse("\u{202a}+12025550123\u{202c}").is_err());
    }

    #[test]
    fn a_number_that_no_plan_has_is_refused() {
        for text in [
            "+442079460",
            "+4420794601234",
            "+999123456789",
            "+37580212345",
            "+1 202 055 0123",
            "+0012025550123",
        ] {
            assert_eq!(TelephoneNumber::parse(text), Err(ChannelError::NumberUnassigned), "{text}");
        }
    }

    #[test]
    fn a_number_that_costs_its_caller_extra_is_refused() {
        for text in ["+44 906 123 4567", "+1 900 234 5678", "+44 845 123 4567", "+979 123 456 789"] {
            assert_eq!(TelephoneNumber::parse(text), Err(ChannelError::NumberPremium), "{text}");
        }
    }

    #[test]
    fn a_number_does_not_print_itself() {
        let number = TelephoneNumber::parse("+442079460123").unwrap();
        assert_eq!(format!("{number:?}"), "TelephoneNumber(…)");
    }

    /// The rows on which the two plans differ by their age, and not by their reading: none so far.
    const KNOWN_DIFFERENCES: [&str; 0] = [];

    #[test]
    fn another_implementation_reads_every_number_in_the_same_way() {
        let table = include_str!("../../../../tests/data/numbers/telephone-numbers.tsv");
        let mut accepted = 0;
        let mut differing = Vec::new();
        for row in table.lines().skip(1) {
            let [given, valid, e164, international, cost] = row.split('\t').collect::<Vec<_>>()[..] else {
                panic!("a row of five cells: {row}");
            };
            let ours = TelephoneNumber::parse(given);
            let same = match &ours {
                Ok(number) => {
                    accepted += 1;
                    // Nobody answers a number that is kept free; whether a plan counts it as assigned is its affair.
                    number.is_fictional()
                        || (valid, e164, cost) == ("yes", number.as_str(), "ordinary")
                            && digits_of(international) == digits_of(given)
                            && international == number.display()
                }
                Err(ChannelError::NumberPremium) => matches!(cost, "premium" | "shared"),
                Err(ChannelError::NumberUnanswered) => matches!(cost, "pager" | "voicemail"),
                Err(ChannelError::NumberRewritten) => {
                    e164 != given || digits_of(international) != digits_of(given)
                }
                Err(_) => valid == "no",
            };
            if !same && !KNOWN_DIFFERENCES.contains(&given) {
                differing.push(format!("{row} but here {:?}", ours.map(|number| number.display())));
            }
        }
        assert!(differing.is_empty(), "{differing:#?}");
        assert!(accepted > 250, "most rows are numbers that must be accepted, not {accepted}");
    }
}
