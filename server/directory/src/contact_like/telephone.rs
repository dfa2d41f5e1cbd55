//! Telephone numbers, told apart from years, dates, opening hours and amounts.

use super::Text;

/// Fewer digits are an ordinary number; the shortest numbers with an area code have seven.
const LEAST_DIGITS: usize = 7;
/// Between two groups of one number stands no more than this: `) - `.
const LONGEST_GAP: usize = 4;

/// Whether the text has a telephone number.
pub(super) fn has_telephone(text: &Text) -> bool {
    runs(&text.plain).iter().any(Run::is_telephone) || has_vanity_number(text) || has_digits_in_words(text)
}

/// Groups of digits with the kinds of gap that a telephone number has.
#[derive(Default)]
struct Run {
    has_plus: bool,
    /// Whether it was written in other than ASCII digits, whose readers count years differently.
    is_foreign: bool,
    groups: Vec<String>,
    /// What stands before each group but the first.
    gaps: Vec<String>,
}

/// The zero of each set of decimal digits in which numbers are commonly written.
const ZEROS: [char; 11] = ['0', '٠', '۰', '०', '০', '੦', '૦', '௦', '๐', '໐', '၀'];

fn digit(character: char) -> Option<char> {
    ZEROS.into_iter().find_map(|zero| {
        let value = u32::from(character).checked_sub(u32::from(zero))?;
        char::from_digit(value, 10)
    })
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs = vec![Run::default()];
    let mut gap = String::new();
    let mut previous = None;
    for character in text.chars() {
        let Some(run) = runs.last_mut() else { break };
        if let Some(digit) = digit(character) {
            if previous.is_some_and(|previous| self::digit(previous).is_some()) {
                if let Some(group) = run.groups.last_mut() {
                    group.push(digit);
                }
            } else {
                // A plus sign between two groups begins another number.
                if !run.groups.is_empty() && (gap.contains('+') || !is_gap(&gap)) {
                    runs.push(Run::default());
                }
                if let Some(run) = runs.last_mut() {
                    run.has_plus |= run.groups.is_empty() && gap.trim_end_matches([' ', '(']).ends_with('+');
                    if !run.groups.is_empty() {
                        run.gaps.push(std::mem::take(&mut gap));
                    }
                    run.groups.push(digit.to_string());
                    run.is_foreign |= !character.is_ascii();
                }
            }
            gap.clear();
        } else {
            gap.push(character);
        }
        previous = Some(character);
    }
    runs
}

fn is_gap(gap: &str) -> bool {
    const JOINTS: &str = " -\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}./()·•_*~";
    let joins = gap.chars().count() <= LONGEST_GAP && gap.chars().all(|character| JOINTS.contains(character));
    // A full stop and a space end a sentence.
    joins && !gap.contains(". ")
}

fn is_dash(gap: &str) -> bool {
    matches!(gap.trim(), "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}")
}

impl Run {
    fn is_telephone(&self) -> bool {
        if digits(&self.groups) < LEAST_DIGITS {
            return false;
        }
        if self.has_plus {
            return true;
        }
        let (groups, gaps) = self.without_dates();
        digits(groups) >= LEAST_DIGITS
            && !is_amount(groups, gaps)
            && !is_range_of_round_amounts(groups, gaps)
            && !is_opening_time(groups, gaps)
    }

    /// What is left when the years and dates at the beginning are taken off.
    fn without_dates(&self) -> (&[String], &[String]) {
        let (mut groups, mut gaps) = (self.groups.as_slice(), self.gaps.as_slice());
        while let Some(length) = self.date_at_start(groups) {
            groups = groups.get(length..).unwrap_or_default();
            gaps = gaps.get(length..).unwrap_or_default();
        }
        (groups, gaps)
    }

    /// How many groups a date at the beginning takes: `2019-05-12`, `12.5.2019`, `10/2019`, `2019`.
    fn date_at_start(&self, groups: &[String]) -> Option<usize> {
        let is_day = |group: &String| group.len() <= 2 && (1..=31).contains(&number(group));
        match groups {
            [year, month, day, ..] if self.is_year(year) && is_day(month) && is_day(day) => Some(3),
            [day, month, year, ..] if is_day(day) && is_day(month) && self.is_year(year) => Some(3),
            [month, year, ..] if is_day(month) && self.is_year(year) => Some(2),
            [year, ..] if self.is_year(year) => Some(1),
            _ => None,
        }
    }

    fn is_year(&self, group: &str) -> bool {
        let year = number(group);
        let is_foreign_year = (1300..=1500).contains(&year) || (2400..=2600).contains(&year);
        group.len() == 4 && ((1800..=2100).contains(&year) || self.is_foreign && is_foreign_year)
    }
}

fn digits(groups: &[String]) -> usize {
    groups.iter().map(String::len).sum()
}

fn number(group: &str) -> u64 {
    group.parse().unwrap_or(u64::MAX)
}

/// `10000000`, `1 500 000`, `12.000.000`. Nine digits in threes are the usual form of Spanish and Polish numbers.
fn is_amount(groups: &[String], gaps: &[String]) -> bool {
    let Some((first, rest)) = groups.split_first() else { return false };
    if first.starts_with('0') {
        return false;
    }
    if rest.is_empty() {
        return first.ends_with("00000");
    }
    let in_thousands = rest.iter().all(|group| group.len() == 3);
    let evenly = gaps.iter().all(|gap| gap == " ") || gaps.iter().all(|gap| gap == ".");
    first.len() <= 2 && in_thousands && evenly
}

/// `1000-2000`, `5.000–10.000`.
fn is_range_of_round_amounts(groups: &[String], gaps: &[String]) -> bool {
    let Some(dash) = gaps.iter().position(|gap| is_dash(gap)) else { return false };
    let (from, to) = groups.split_at((dash + 1).min(groups.len()));
    let is_round = |part: &[String]| {
        part.first().is_some_and(|first| !first.starts_with('0'))
            && part.last().is_some_and(|last| last.ends_with("00"))
    };
    gaps.iter().filter(|gap| is_dash(gap)).count() == 1 && is_round(from) && is_round(to)
}

/// `9.00-17.30`.
fn is_opening_time(groups: &[String], gaps: &[String]) -> bool {
    let ([hour, minute, last_hour, last_minute], [dot, dash, last_dot]) = (groups, gaps) else {
        return false;
    };
    let is_time =
        |hour: &String, minute: &String| number(hour) <= 24 && minute.len() == 2 && number(minute) < 60;
    dot == "." && last_dot == "." && is_dash(dash) && is_time(hour, minute) && is_time(last_hour, last_minute)
}

/// `1-800-FLOWERS`.
fn has_vanity_number(text: &Text) -> bool {
    const TOLL_FREE: [&str; 8] = ["800", "0800", "833", "844", "855", "866", "877", "888"];
    text.pieces().any(|piece| {
        let parts: Vec<&str> = piece.split('-').collect();
        parts.windows(2).any(|pair| match pair {
            [prefix, word] => {
                TOLL_FREE.contains(prefix)
                    && word.len() >= 4
                    && word.bytes().all(|byte| byte.is_ascii_uppercase())
            }
            _ => false,
        })
    })
}

/// `two zero two five five five zero one two three`.
fn has_digits_in_words(text: &Text) -> bool {
    const WORDS: [&str; 11] =
        ["zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let words: Vec<&str> = text.words().into_iter().flat_map(|word| word.split('-')).collect();
    words.split(|word| !WORDS.contains(word)).any(|run| run.len() >= LEAST_DIGITS)
}
