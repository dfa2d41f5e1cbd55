//! Recovery codes: ten on paper, for the day the telephone is gone. Each works once.

use data_encoding::BASE32_NOPAD;
use directory::AccountId;
use serde_json::json;

use super::session::about;
use super::{AccountError, Auth, Visitor};
use crate::secret::{Random, Secret};
use crate::store::records::{Account, Entry, TokenHash, Write};

/// How many there are.
const CODES: usize = 10;
/// 80 bits: nobody tries them out, so that a fast hash is enough.
const OCTETS: usize = 10;
/// Sixteen letters and digits, written in groups of four.
const CHARACTERS: usize = 16;
const GROUP: usize = 4;

impl Auth {
    /// Draws new recovery codes, shown once; the old ones end.
    pub async fn draw_recovery_codes(&self, visitor: &Visitor) -> Result<Vec<Secret<String>>, AccountError> {
        let account = &visitor.account;
        let codes: Vec<String> = (0..CODES).map(|_| draw(Random::system())).collect();
        let mut work = self.work_of(visitor);
        let hashes = codes.iter().filter_map(|code| hash_of(&account.id, code)).collect();
        work.writes.push(Write::SetRecoveryCodes { account: account.id.clone(), hashes });
        work.entries
            .push(Entry { detail: json!({ "codes": CODES }), ..about(account, "recovery_codes_drawn") });
        self.store.write(work).await?;
        Ok(codes.into_iter().map(Secret::new).collect())
    }
}

/// What is stored of a code that was typed, however it is spaced; nothing, if it cannot be one. Bound to its account,
/// so that a row moved to another account opens nothing there.
pub(super) fn hash_of(account: &AccountId, typed: &str) -> Option<TokenHash> {
    let code: String = typed
        .chars()
        .filter(|character| !matches!(character, ' ' | '-'))
        .map(|character| match character {
            // What a hand writes for the letters that base32 has, because it has no such digits.
            '0' => 'o',
            '1' => 'l',
            other => other.to_ascii_lowercase(),
        })
        .take(CHARACTERS + 1)
        .collect();
    let is_one =
        code.len() == CHARACTERS && code.bytes().all(|octet| matches!(octet, b'a'..=b'z' | b'2'..=b'7'));
    is_one.then(|| TokenHash::of(&format!("recovery code of {account}: {code}")))
}

/// The entry of the history that says one was used.
pub(super) fn used(account: &Account, left: u64) -> Entry {
    Entry { detail: json!({ "left": left }), ..about(account, "recovery_code_used") }
}

fn draw(random: Random) -> String {
    let code = BASE32_NOPAD.encode(&random.octets::<OCTETS>()).to_ascii_lowercase();
    let groups: Vec<&[u8]> = code.as_bytes().chunks(GROUP).collect();
    groups.iter().map(|group| String::from_utf8_lossy(group)).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed_and_for_its_account_only() {
        let [ada, mallory] = [1, 2].map(|octet| AccountId::from_random([octet; 16]));
        let hash = hash_of(&ada, "abcd-efgh-ijkl-mno2").unwrap();
        for typed in ["abcdefghijklmno2", "ABCD EFGH IJKL MNO2", " abcd-efgh-ijk1-mn02 "] {
            assert_eq!(hash_of(&ada, typed).as_ref(), Some(&hash), "{typed}");
        }
        assert_ne!(hash_of(&mallory, "abcd-efgh-ijkl-mno2"), Some(hash));
    }

    #[test]
    fn what_cannot_be_a_code_is_not_looked_up() {
        let ada = AccountId::from_random([1; 16]);
        for typed in [
            "",
            "123456",
            "abcd-efgh-ijkl",
            "abcd-efgh-ijkl-mnop-q",
            "abcd-efgh-ijkl-mno8",
            "äbcd-efgh-ijkl-mnop",
        ] {
            assert!(hash_of(&ada, typed).is_none(), "{typed}");
        }
        assert!(hash_of(&ada, &"a".repeat(1_000_000)).is_none());
    }

    #[test]
    fn a_drawn_code_has_four_groups_and_reads_back() {
        let ada = AccountId::from_random([1; 16]);
        let code = draw(Random::system());
        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4; 4]);
        assert!(hash_of(&ada, &code).is_some());
        assert_ne!(code, draw(Random::system()));
    }
}
