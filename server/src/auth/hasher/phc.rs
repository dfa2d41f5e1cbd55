//! Argon2id hashes, and the PHC form they are stored in: `$argon2id$v=19$m=65536,t=3,p=1$<salt>$<hash>`.

use argon2::password_hash::phc::{Output, ParamsString, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, PasswordHash, Version};

use super::workers::Arena;
use crate::secret::Secret;

/// How long a hash is.
pub(super) const OUTPUT_OCTETS: usize = 32;
/// How long a salt is (RFC 9106, section 3.1).
const SALT_OCTETS: usize = 16;

/// How passwords are hashed today. A stored hash may have been made by a cheaper recipe, never by a dearer one: a
/// database that somebody wrote into does not make us hash for an hour.
#[derive(Clone)]
pub(super) struct Recipe(Params);

/// A hash that was read, whose recipe costs no more than today's.
struct Stored {
    params: Params,
    salt: Salt,
    hash: Output,
}

impl Recipe {
    pub(super) fn new(params: Params) -> Self {
        Self(params)
    }

    /// The hash of a password, in PHC form.
    pub(super) fn hash(&self, password: &str, salt: &[u8; SALT_OCTETS], arena: &mut Arena) -> Secret<String> {
        let output = compute(&self.0, password, salt, arena);
        let written = PasswordHash {
            algorithm: ARGON2ID_IDENT,
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&self.0).expect("three numbers fit"),
            salt: Some(Salt::new(salt).expect("sixteen octets are a salt")),
            hash: Some(Output::new(&output).expect("32 octets are an output")),
        };
        Secret::new(written.to_string())
    }

    /// Whether a password is that of a stored hash. Without one it is computed all the same, and never is.
    pub(super) fn verify(&self, password: &str, phc: Option<&str>, arena: &mut Arena) -> bool {
        let Some(stored) = phc.and_then(|phc| self.read(phc)) else {
            std::hint::black_box(compute(&self.0, password, &[0; SALT_OCTETS], arena));
            return false;
        };
        let output = compute(&stored.params, password, stored.salt.as_ref(), arena);
        aws_lc_rs::constant_time::verify_slices_are_equal(&output, stored.hash.as_bytes()).is_ok()
    }

    /// Whether a stored hash was made by another recipe.
    pub(super) fn differs_from(&self, phc: &str) -> bool {
        self.read(phc).is_none_or(|stored| cost(&stored.params) != cost(&self.0))
    }

    fn read(&self, phc: &str) -> Option<Stored> {
        let read = PasswordHash::new(phc).ok()?;
        let (salt, hash) = (read.salt?, read.hash?);
        if read.algorithm != ARGON2ID_IDENT
            || read.version != Some(Version::V0x13.into())
            || hash.len() != OUTPUT_OCTETS
            || salt.as_ref().len() < SALT_OCTETS
        {
            return None;
        }
        let params = Params::try_from(&read).ok()?;
        let [memory, passes, lanes] = cost(&params);
        let [most_memory, most_passes, most_lanes] = cost(&self.0);
        let affordable = memory <= most_memory && passes <= most_passes && lanes <= most_lanes;
        let plain = params.keyid().is_empty() && params.data().is_empty();
        (affordable && plain).then_some(Stored { params, salt, hash })
    }
}

fn cost(params: &Params) -> [u32; 3] {
    [params.m_cost(), params.t_cost(), params.p_cost()]
}

fn compute(params: &Params, password: &str, salt: &[u8], arena: &mut Arena) -> [u8; OUTPUT_OCTETS] {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    let mut output = [0; OUTPUT_OCTETS];
    argon2
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut output, arena.blocks())
        .expect("lengths were checked, and the arena is as large as today's recipe, which none exceeds");
    output
}
