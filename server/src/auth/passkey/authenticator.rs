//! A browser with an authenticator, in software, which obeys the tests rather than its owner.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const USER_PRESENT: u8 = 0b0000_0001;
const USER_VERIFIED: u8 = 0b0000_0100;
const HAS_KEY: u8 = 0b0100_0000;

/// One passkey, and what the browser around it claims.
pub(super) struct Authenticator {
    key: EcdsaKeyPair,
    pub(super) id: Vec<u8>,
    pub(super) user: Vec<u8>,
    pub(super) counter: u32,
    pub(super) origin: String,
    pub(super) verifies: bool,
    /// The algorithm that a new key claims to be of.
    pub(super) algorithm: i8,
}

impl Authenticator {
    /// An authenticator that holds nothing yet.
    pub(super) fn new(origin: &str) -> Self {
        Self {
            key: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap(),
            id: crate::secret::Random::system().octets::<16>().to_vec(),
            user: Vec::new(),
            counter: 1,
            origin: origin.to_owned(),
            verifies: true,
            algorithm: -7,
        }
    }

    /// Answers `navigator.credentials.create`.
    pub(super) fn make(&mut self, options: &Value) -> Value {
        let asked = &options["publicKey"];
        self.user = octets(&asked["user"]["id"]);
        let mut data = self.data(asked["rp"]["id"].as_str().unwrap(), HAS_KEY);
        // No model, and the length of the identifier in two octets.
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.cose_key());
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": …}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        object.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend(data);
        self.answer(&json!({
            "clientDataJSON": text(&self.client_data("webauthn.create", asked)),
            "attestationObject": text(&object),
            "transports": ["internal"],
        }))
    }

    /// Answers `navigator.credentials.get`.
    pub(super) fn show(&mut self, options: &Value) -> Value {
        let asked = &options["publicKey"];
        self.counter += 1;
        let client_data = self.client_data("webauthn.get", asked);
        let data = self.data(asked["rpId"].as_str().unwrap(), 0);
        let signed = [data.as_slice(), &Sha256::digest(&client_data)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(&json!({
            "clientDataJSON": text(&client_data),
            "authenticatorData": text(&data),
            "signature": text(signature.as_ref()),
            "userHandle": text(&self.user),
        }))
    }

    fn answer(&self, response: &Value) -> Value {
        json!({ "id": text(&self.id), "rawId": text(&self.id), "type": "public-key", "response": response })
    }

    fn client_data(&self, what: &str, asked: &Value) -> Vec<u8> {
        let said = json!({ "type": what, "challenge": asked["challenge"], "origin": self.origin });
        said.to_string().into_bytes()
    }

    fn data(&self, host: &str, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { USER_VERIFIED } else { 0 };
        let mut data = Sha256::digest(host.as_bytes()).to_vec();
        data.push(flags | USER_PRESENT | verified);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// CBOR: {1: 2, 3: the algorithm, -1: 1, -2: x, -3: y}
    fn cose_key(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let (x, y) = (&point[1..33], &point[33..65]);
        // A negative number of CBOR is 0x20 and what it is below -1; beyond 24 that follows in an octet.
        let below = u8::try_from(-1 - i16::from(self.algorithm)).unwrap();
        let algorithm = if below < 24 { vec![0x20 | below] } else { vec![0x38, below] };
        let parts: [&[u8]; 6] =
            [b"\xa5\x01\x02\x03", &algorithm, b"\x20\x01\x21\x58\x20", x, b"\x22\x58\x20", y];
        parts.concat()
    }
}

fn text(octets: &[u8]) -> String {
    BASE64URL_NOPAD.encode(octets)
}

fn octets(value: &Value) -> Vec<u8> {
    BASE64URL_NOPAD.decode(value.as_str().unwrap().as_bytes()).unwrap()
}
