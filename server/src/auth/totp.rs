//! Authenticator apps: six digits every thirty seconds (RFC 6238), each of them good once.

use data_encoding::BASE32_NOPAD;
use directory::{AccountId, Timestamp};
use totp_rs::{Algorithm, Builder, Totp};

use crate::secret::{Random, Sealing, Secret, Unsealable};

/// 160 bits: what RFC 4226, section 4, recommends, and what every app takes.
const SECRET_OCTETS: usize = 20;
/// What every app understands. Of SHA-1, only that nobody inverts HMAC is needed here.
const ALGORITHM: Algorithm = Algorithm::SHA1;
const DIGITS: u8 = 6;
const STEP_SECONDS: u64 = 30;
/// How many steps a telephone's clock may be early or late (RFC 6238, section 5.2).
const SKEW_STEPS: u16 = 1;

/// The secret that an app and this server share.
pub(super) struct AppSecret(Secret<Vec<u8>>);

impl AppSecret {
    /// A new one.
    pub(super) fn draw(random: Random) -> Self {
        Self(Secret::new(random.octets::<SECRET_OCTETS>().to_vec()))
    }

    /// Seals it for the account's row: moved into another account's, it does not open.
    pub(super) fn seal(&self, sealing: &Sealing, account: &AccountId) -> Vec<u8> {
        sealing.seal(&purpose(account), self.0.expose())
    }

    /// Opens it.
    pub(super) fn open(sealing: &Sealing, account: &AccountId, sealed: &[u8]) -> Result<Self, Unsealable> {
        sealing.open(&purpose(account), sealed).map(Self)
    }

    /// As people type it in.
    pub(super) fn base32(&self) -> Secret<String> {
        Secret::new(BASE32_NOPAD.encode(self.0.expose()))
    }

    /// As apps read it from a QR code. `issuer` is the admin side's host, and `email` the account's address.
    pub(super) fn link(&self, issuer: &str, email: &str) -> Secret<String> {
        let mut link = String::from("otpauth://totp/");
        link.extend(encoded(issuer));
        link.push(':');
        link.extend(encoded(email));
        link.push_str("?secret=");
        link.push_str(self.base32().expose());
        link.push_str("&issuer=");
        link.extend(encoded(issuer));
        Secret::new(link)
    }

    /// The step of `code`, if it is right at that moment and later than `last_step`: a code that was seen over a
    /// shoulder is worth nothing.
    pub(super) fn check(&self, code: &Digits<'_>, at: Timestamp, last_step: u64) -> Option<u64> {
        let at = u64::try_from(at.seconds()).ok()?;
        self.generator()?.check(code.0.as_ref(), at).filter(|step| *step > last_step)
    }

    /// The code of that moment: for tests, which play the telephone.
    #[cfg(test)]
    pub(super) fn code(&self, at: Timestamp) -> String {
        self.generator().unwrap().generate(at.seconds().unsigned_abs()).to_string()
    }

    /// The telephone's copy: what somebody typed into it.
    #[cfg(test)]
    pub(super) fn typed_in(base32: &str) -> Self {
        Self(Secret::new(BASE32_NOPAD.decode(base32.as_bytes()).unwrap()))
    }

    fn generator(&self) -> Option<Totp> {
        let builder = Builder::new()
            .with_algorithm(ALGORITHM)
            .with_digits(DIGITS)
            .with_skew(SKEW_STEPS)
            .with_step_duration(STEP_SECONDS)
            .with_secret(self.0.expose().clone());
        builder.build().ok()
    }
}

/// What can be a code of an authenticator app: six digits, however they are spaced.
pub(super) struct Digits<'a>(std::borrow::Cow<'a, str>);

impl<'a> Digits<'a> {
    /// Reads them; anything else may be a recovery code.
    pub(super) fn parse(typed: &'a str) -> Option<Self> {
        let typed = typed.trim();
        let digits = if typed.contains([' ', '-']) {
            typed.chars().filter(|character| !matches!(character, ' ' | '-')).collect::<String>().into()
        } else {
            std::borrow::Cow::Borrowed(typed)
        };
        let is_code =
            digits.len() == usize::from(DIGITS) && digits.bytes().all(|octet| octet.is_ascii_digit());
        is_code.then_some(Self(digits))
    }
}

fn purpose(account: &AccountId) -> String {
    format!("authenticator of {account}")
}

/// Percent-encodes everything but letters, digits and what RFC 3986 calls unreserved, and `@`, which a path may hold.
fn encoded(text: &str) -> impl Iterator<Item = char> {
    text.bytes().flat_map(|octet| {
        let plain = octet.is_ascii_alphanumeric() || b"-._~@".contains(&octet);
        let written = if plain { char::from(octet).to_string() } else { format!("%{octet:02X}") };
        written.chars().collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    fn of_the_rfc() -> AppSecret {
        AppSecret(Secret::new(b"12345678901234567890".to_vec()))
    }

    fn check(code: &str, seconds: i64, last_step: u64) -> Option<u64> {
        of_the_rfc().check(&Digits::parse(code)?, Timestamp::from_seconds(seconds), last_step)
    }

    #[test]
    fn the_codes_of_rfc_6238_are_right() {
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(check(code, seconds, 0), Some(seconds.unsigned_abs() / 30), "{code}");
        }
    }

    #[test]
    fn a_code_is_right_one_step_early_or_late_and_no_more() {
        let step = 1_234_567_890 / 30;
        for (late, right) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            assert_eq!(check("005924", 1_234_567_890 + late, 0), right.then_some(step), "{late}");
        }
    }

    #[test]
    fn a_code_is_right_once() {
        let step = 1_234_567_890 / 30;
        assert_eq!(check("005924", 1_234_567_890, step - 1), Some(step));
        assert_eq!(check("005924", 1_234_567_890, step), None);
        assert_eq!(check("005924", 1_234_567_890, step + 1), None);
    }

    #[test]
    fn digits_may_be_spaced_as_apps_show_them_and_nothing_else_is_a_code() {
        assert_eq!(check(" 005 924 ", 1_234_567_890, 0), check("005924", 1_234_567_890, 0));
        for other in ["", "00592", "0059244", "+05924", "00592a", "٠٠٥٩٢٤", "abcd-efgh-ijkl-mnop", "005924\0"]
        {
            assert!(Digits::parse(other).is_none(), "{other:?}");
        }
    }

    #[test]
    fn a_secret_opens_in_its_own_account_only() {
        let sealing = Sealing::new(Secret::new([7; 32]));
        let [ada, mallory] = [1, 2].map(|octet| AccountId::from_random([octet; 16]));
        let sealed = of_the_rfc().seal(&sealing, &ada);
        let opened = AppSecret::open(&sealing, &ada, &sealed).unwrap();
        assert_eq!(opened.0.expose(), of_the_rfc().0.expose());
        assert!(AppSecret::open(&sealing, &mallory, &sealed).is_err());
    }

    #[test]
    fn a_link_is_what_apps_read() {
        let link = of_the_rfc().link("edit.paper.example", "ada+desk&x=y@paper.example");
        assert_eq!(
            link.expose(),
            "otpauth://totp/edit.paper.example:ada%2Bdesk%26x%3Dy@paper.example\
             ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=edit.paper.example"
        );
    }

    #[test]
    fn no_two_secrets_are_the_same() {
        let drawn = [(); 2].map(|()| AppSecret::draw(Random::system()));
        let [first, second] = drawn.map(|secret| secret.base32().expose().clone());
        assert_ne!(first, second);
        assert_eq!(first.len(), 32);
    }
}
