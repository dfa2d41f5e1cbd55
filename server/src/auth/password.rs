//! What may be a password: long, and hard to guess for somebody who knows whose it is. No rules of composition.

use zxcvbn::{Score, zxcvbn};

use super::AccountError;

/// A passphrase of three words. Less is guessed (NIST SP 800-63B-4, 3.1.1.2).
const MIN_CHARACTERS: usize = 15;
/// Longer than any that a person or a password manager makes.
const MAX_CHARACTERS: usize = 256;
/// Checked before anything is computed from it, so that nobody has us hash a book.
pub(super) const MAX_OCTETS: usize = 1024;
/// As many of the words that whoever knows the account would try first.
const MAX_CONTEXT_WORDS: usize = 32;
/// What a password has besides the words of its account, at least.
const MIN_OWN_CHARACTERS: usize = 8;
/// More than a hundred million guesses away: enough beside throttles, a slow hash and a second factor.
const ENOUGH: Score = Score::Three;

/// Whether a password that was typed can be one at all. What cannot is wrong, and is not hashed.
pub(super) fn can_be_one(typed: &str) -> bool {
    typed.len() <= MAX_OCTETS
}

/// The words that a guesser who knows the account would try first.
pub(super) fn context(texts: &[&str]) -> Vec<String> {
    let mut words = vec!["masthead".to_owned()];
    for text in texts {
        words.push((*text).to_owned());
        words.extend(
            text.split(|character: char| !character.is_alphanumeric())
                .filter(|word| word.chars().count() > 2)
                .map(str::to_owned),
        );
    }
    words.truncate(MAX_CONTEXT_WORDS);
    words
}

/// Judges a new password. It is taken exactly as it was typed: nothing is trimmed or normalised.
pub(super) fn judge(new: &str, context: &[String]) -> Result<(), AccountError> {
    let refused = |reason: String| Err(AccountError::Field { field: "password", reason });
    if new.len() > MAX_OCTETS || new.chars().count() > MAX_CHARACTERS {
        return refused(format!("is longer than {MAX_CHARACTERS} characters"));
    }
    if new.chars().count() < MIN_CHARACTERS {
        return refused(format!(
            "has fewer than {MIN_CHARACTERS} characters; several unusual words make a good one"
        ));
    }
    if left_of(new, context) < MIN_OWN_CHARACTERS {
        return refused("is made of words that belong to the account".to_owned());
    }
    let context: Vec<&str> = context.iter().map(String::as_str).collect();
    let judged = zxcvbn(new, &context);
    if judged.score() >= ENOUGH {
        return Ok(());
    }
    let warning = judged.feedback().and_then(zxcvbn::feedback::Feedback::warning);
    refused(match warning {
        Some(warning) => format!("is easy to guess. {warning} Several unusual words make a good one"),
        None => "is easy to guess; several unusual words make a good one".to_owned(),
    })
}

/// How many characters are left of a password without the words of its account. `zxcvbn` finds four words in a row hard
/// to guess, whosever words they are.
fn left_of(new: &str, context: &[String]) -> usize {
    let mut words: Vec<String> = context.iter().map(|word| word.to_lowercase()).collect();
    words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    let all = new.to_lowercase();
    words.iter().fold(all, |left, word| left.replace(word.as_str(), "")).chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(password: &str) -> Option<String> {
        let context =
            context(&["ada.ferris@daily-courier.example", "Ada Ferris", "edit.daily-courier.example"]);
        match judge(password, &context) {
            Ok(()) => None,
            Err(AccountError::Field { field: "password", reason }) => Some(reason),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_passphrase_and_a_random_password_are_accepted() {
        for good in [
            "harbour velvet ostrich nine",
            "correct pony battery lamppost",
            "x9$Lq2!vRt7#mZp4",
            "  spaces count, also at the end  ",
            "трава зелена навіть уночі",
        ] {
            assert_eq!(reason(good), None, "{good}");
        }
    }

    #[test]
    fn length_counts_in_characters_and_has_two_ends() {
        assert!(reason("x9$Lq2!vRt7#mZ").unwrap().contains("fewer than 15"));
        assert_eq!(reason("x9$Lq2!vRt7#mZp"), None);
        let long: String = "harbour velvet ostrich nine ".chars().cycle().take(257).collect();
        assert!(reason(&long).unwrap().contains("longer than 256"));
        let four_octets_each = "𐍈𐌰𐌹𐍂𐌽𐍉𐍃".chars().cycle().take(256).collect::<String>();
        assert_eq!(four_octets_each.len(), MAX_OCTETS);
        assert!(can_be_one(&four_octets_each) && !can_be_one(&"a".repeat(MAX_OCTETS + 1)));
    }

    #[test]
    fn what_is_long_and_easy_is_refused() {
        for bad in [
            "passwordpassword",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "abcdefghijklmnopqrstuvwxyz",
            "123456789012345678",
            "qwertyuiopasdfghjkl",
            "P@ssw0rdP@ssw0rd",
        ] {
            assert!(reason(bad).unwrap().contains("easy to guess"), "{bad}");
        }
    }

    #[test]
    fn what_somebody_who_knows_the_account_would_try_is_refused() {
        for bad in [
            "ada.ferris@daily-courier.example",
            "AdaFerrisCourier1",
            "mastheadferriscourier",
            "daily-courier-ada",
        ] {
            assert!(reason(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn a_refusal_does_not_repeat_what_was_typed() {
        for bad in ["hunter2", "AdaFerrisCourier1"] {
            assert!(!reason(bad).unwrap().contains(bad));
        }
    }
}
