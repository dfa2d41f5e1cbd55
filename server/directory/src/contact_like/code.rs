//! Keys, fingerprints, onion addresses and Signal usernames.

use super::Text;

/// No word is as long as this with a digit in it.
const LONG_WITH_DIGIT: usize = 24;
/// No word of any language here is as long as this.
const LONG: usize = 48;
/// As many digits as the shortest key identifier that people still print.
const SHORT_KEY_ID: usize = 8;
/// As many digits as a short key identifier behind `0x` keeps when its printer lost one.
const MARKED_KEY_ID: usize = 7;
/// As many digits as a long key identifier.
const LONG_KEY_ID: usize = 16;
/// As many groups of four as a long key identifier has.
const KEY_ID_GROUPS: usize = 4;

/// Whether the text has a code of the kind that keys and addresses are.
pub(super) fn has_code(text: &Text) -> bool {
    let mut runs = text.plain.split(|character: char| !character.is_ascii_alphanumeric());
    runs.any(is_code) || has_grouped_hexadecimal(text)
}

fn is_code(run: &str) -> bool {
    let has_digit = run.bytes().any(|byte| byte.is_ascii_digit());
    let has_letter = run.bytes().any(|byte| byte.is_ascii_alphabetic());
    let body = run.strip_prefix("0x").unwrap_or(run);
    let is_hexadecimal = !body.is_empty() && body.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_key_id = is_hexadecimal
        && has_digit
        && has_letter
        && (body.len() >= LONG_KEY_ID
            || body.len() >= MARKED_KEY_ID && body.len() < run.len()
            || body.len() >= SHORT_KEY_ID && body == body.to_ascii_uppercase());
    is_key_id || run.len() >= LONG || has_digit && has_letter && run.len() >= LONG_WITH_DIGIT
}

/// `3AA5 C343 7156 7BD2`, and the same by twos with colons.
fn has_grouped_hexadecimal(text: &Text) -> bool {
    let groups: Vec<&str> =
        text.plain.split(|character: char| character.is_whitespace() || character == ':').collect();
    [(4, KEY_ID_GROUPS), (2, SHORT_KEY_ID)].into_iter().any(|(length, least)| {
        let is_group =
            |group: &&str| group.len() == length && group.bytes().all(|byte| byte.is_ascii_hexdigit());
        groups.split(|group| !is_group(group)).any(|run| {
            let has =
                |wanted: fn(&u8) -> bool| run.iter().any(|group| group.bytes().any(|byte| wanted(&byte)));
            run.len() >= least && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
        })
    })
}

/// Whether the text has `nickname.42`, and not `Sept.11`.
pub(super) fn has_signal_username(text: &Text) -> bool {
    const ABBREVIATIONS: [&str; 29] = [
        "approx", "apr", "art", "aug", "cap", "chap", "dec", "est", "feb", "fig", "figs", "ver", "jan",
        "jul", "jun", "mar", "may", "nos", "nov", "oct", "para", "par", "pos", "sec", "sep", "sept", "vol",
        "vols", "circa",
    ];
    text.pieces().any(|piece| {
        let Some((nickname, number)) = piece.split_once('.') else { return false };
        let begins_well = nickname.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        let is_nickname = (3..=32).contains(&nickname.len())
            && begins_well
            && nickname.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let is_number = (2..=20).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        is_nickname && is_number && !ABBREVIATIONS.contains(&nickname.to_ascii_lowercase().as_str())
    })
}
