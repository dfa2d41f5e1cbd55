//! Tokens that somebody made up, one fault each. Beside each stands the same token without the fault, which is read.

use jsonwebtoken::crypto;
use serde_json::{Value, json};

use super::*;

const ISSUER: &str = "https://edit.paper.example";
const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);

struct Forge {
    sealing: Sealing,
    key: SigningKey,
}

impl Forge {
    fn new() -> Self {
        install_cryptography();
        let sealing = Sealing::new(Secret::new([7; 32]));
        let (key, _, _) = SigningKey::draw(&sealing);
        Self { sealing, key }
    }

    fn header(&self) -> Value {
        json!({"typ": "masthead-admin+jwt", "alg": "EdDSA", "kid": self.key.kid})
    }

    fn claims() -> Value {
        json!({
            "iss": ISSUER,
            "aud": "masthead-admin",
            "sub": AccountId::from_random([1; 16]),
            "sid": SessionId::from_random([2; 16]),
            "jti": "00",
            "iat": NOW.seconds(),
            "nbf": NOW.seconds() - 5,
            "exp": NOW.seconds() + 300,
        })
    }

    fn message(header: &str, claims: &str) -> String {
        [header, claims].map(|part| BASE64URL_NOPAD.encode(part.as_bytes())).join(".")
    }

    /// Signed by the real key, whatever it says.
    fn signed_text(&self, header: &str, claims: &str) -> String {
        let message = Self::message(header, claims);
        let signature = crypto::sign(message.as_bytes(), &self.key.encoding, Algorithm::EdDSA).unwrap();
        format!("{message}.{signature}")
    }

    fn signed(&self, header: &Value, claims: &Value) -> String {
        self.signed_text(&header.to_string(), &claims.to_string())
    }

    fn with_header(&self, name: &str, value: &Value) -> String {
        self.signed(&with(self.header(), name, value), &Self::claims())
    }

    fn with_claim(&self, name: &str, value: &Value) -> String {
        self.signed(&self.header(), &with(Self::claims(), name, value))
    }

    fn read(&self, token: &str) -> Result<Claims, NotOurs> {
        self.key.verify(token, ISSUER, NOW)
    }
}

/// `null` takes the member away.
fn with(mut object: Value, name: &str, value: &Value) -> Value {
    let members = object.as_object_mut().unwrap();
    if value.is_null() {
        members.remove(name);
    } else {
        members.insert(name.to_owned(), value.clone());
    }
    object
}

#[test]
fn installing_the_cryptography_twice_changes_nothing() {
    install_cryptography();
    install_cryptography();
    let forge = Forge::new();
    assert!(forge.read(&forge.signed(&forge.header(), &Forge::claims())).is_ok());
}

#[test]
fn a_token_names_its_session_for_five_minutes() {
    let forge = Forge::new();
    let (account, session) = (AccountId::from_random([1; 16]), SessionId::from_random([2; 16]));
    let token = forge.key.sign(ISSUER, &account, &session, NOW);
    let claims = forge.read(token.expose()).unwrap();
    assert_eq!((claims.sub, claims.sid), (account, session));
    for (later, is_read) in [(-6, false), (-5, true), (0, true), (299, true), (300, false), (86_400, false)] {
        let read = forge.key.verify(token.expose(), ISSUER, NOW.plus_seconds(later));
        assert_eq!(read.is_ok(), is_read, "{later} seconds later");
    }
    assert!(token.expose().len() < MAX_OCTETS / 2);
}

#[test]
fn no_two_tokens_are_the_same() {
    let forge = Forge::new();
    let (account, session) = (AccountId::from_random([1; 16]), SessionId::from_random([2; 16]));
    let [first, second] = [(); 2].map(|()| forge.key.sign(ISSUER, &account, &session, NOW).expose().clone());
    assert_ne!(first, second);
}

#[test]
fn a_stored_key_opens_as_itself_and_under_its_own_name_only() {
    let sealing = Sealing::new(Secret::new([7; 32]));
    let (key, kid, sealed) = SigningKey::draw(&sealing);
    let opened = SigningKey::open(&sealing, &kid, &sealed).unwrap();
    let (account, session) = (AccountId::from_random([1; 16]), SessionId::from_random([2; 16]));
    let token = key.sign(ISSUER, &account, &session, NOW);
    assert!(opened.verify(token.expose(), ISSUER, NOW).is_ok());
    assert!(SigningKey::open(&sealing, "another", &sealed).is_err());
    assert!(SigningKey::open(&Sealing::new(Secret::new([8; 32])), &kid, &sealed).is_err());
    let sealed_for_another = sealing.seal("signing key another", b"not a key");
    assert!(SigningKey::open(&sealing, "another", &sealed_for_another).is_err());
    assert_eq!(format!("{key:?}"), format!("SigningKey({kid})"));
}

#[test]
fn a_name_of_a_key_is_its_thumbprint() {
    // The key and the thumbprint of RFC 8037, appendix A.3.
    let public = BASE64URL_NOPAD.decode(b"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo").unwrap();
    assert_eq!(thumbprint(&public), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

#[test]
fn a_header_is_just_what_ours_have() {
    let forge = Forge::new();
    let other = forge.key.kid.to_ascii_lowercase();
    for (name, value) in [
        ("alg", json!("none")),
        ("alg", json!("nOnE")),
        ("alg", json!("")),
        ("alg", json!("HS256")),
        ("alg", json!("RS256")),
        ("alg", json!("ES256")),
        ("alg", json!(null)),
        ("typ", json!("JWT")),
        ("typ", json!("refresh+jwt")),
        ("typ", json!("MASTHEAD-ADMIN+JWT")),
        ("typ", json!(null)),
        ("kid", json!(null)),
        ("kid", json!("")),
        ("kid", json!(other)),
        ("kid", json!("../../etc/passwd")),
        ("jwk", json!({"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})),
        ("jku", json!("https://attacker.example/keys")),
        ("x5u", json!("https://attacker.example/chain")),
        ("x5c", json!(["AAAA"])),
        ("crit", json!(["exp"])),
        ("cty", json!("JWT")),
        ("zip", json!("DEF")),
        ("more", json!(1)),
    ] {
        assert_eq!(forge.read(&forge.with_header(name, &value)), Err(NotOurs), "{name} {value}");
    }
    assert!(forge.read(&forge.with_header("typ", &json!("masthead-admin+jwt"))).is_ok());
}

#[test]
fn every_claim_is_there_and_says_what_ours_say() {
    let forge = Forge::new();
    let now = NOW.seconds();
    for name in ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"] {
        assert_eq!(forge.read(&forge.with_claim(name, &json!(null))), Err(NotOurs), "without {name}");
    }
    for (name, value) in [
        ("iss", json!("https://edit.paper.example.attacker.example")),
        ("iss", json!("https://edit.paper.example/")),
        ("iss", json!([ISSUER])),
        ("aud", json!("masthead-public")),
        ("aud", json!(["masthead-admin"])),
        ("aud", json!(["masthead-public", "masthead-admin"])),
        ("sub", json!("owner")),
        ("sub", json!(SessionId::from_random([2; 16]))),
        ("sid", json!(AccountId::from_random([1; 16]))),
        ("sid", json!(2)),
        ("exp", json!(now)),
        ("exp", json!(now - 30)),
        ("exp", json!(now + 3600)),
        ("exp", json!(i64::MAX)),
        ("exp", json!((now + 300).to_string())),
        ("exp", json!(1.8e9 + 300.5)),
        ("nbf", json!(now + 1)),
        ("nbf", json!(now + 3600)),
        ("nbf", json!("x")),
        ("nbf", json!(i64::MIN)),
        ("role", json!("owner")),
    ] {
        assert_eq!(forge.read(&forge.with_claim(name, &value)), Err(NotOurs), "{name} {value}");
    }
    assert!(forge.read(&forge.with_claim("jti", &json!("another"))).is_ok());
}

#[test]
fn a_signature_is_that_of_the_key_over_exactly_this() {
    let forge = Forge::new();
    let good = forge.signed(&forge.header(), &Forge::claims());
    assert!(forge.read(&good).is_ok());
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (header, _) = message.split_once('.').unwrap();
    let (stranger, _, _) = SigningKey::draw(&forge.sealing);
    let by_stranger = crypto::sign(message.as_bytes(), &stranger.encoding, Algorithm::EdDSA).unwrap();
    let raised = BASE64URL_NOPAD
        .encode(with(Forge::claims(), "sub", &json!(AccountId::from_random([9; 16]))).to_string().as_bytes());
    for (what, token) in [
        ("no signature", message.to_owned()),
        ("a stripped signature", format!("{message}.")),
        ("somebody else's signature", format!("{message}.{by_stranger}")),
        ("the signature of other claims", format!("{header}.{raised}.{signature}")),
        ("half a signature", format!("{message}.{}", signature.split_at(43).0)),
        ("padding", format!("{good}==")),
        ("a fourth part", format!("{good}.{signature}")),
        ("a first part more", format!("{header}.{good}")),
        ("a space before", format!(" {good}")),
        ("a newline after", format!("{good}\n")),
        ("nothing", String::new()),
        ("dots", "..".to_owned()),
        ("another alphabet", format!("{}+/", good.split_at(good.len() - 2).0)),
    ] {
        assert_eq!(forge.read(&token), Err(NotOurs), "{what}");
    }
}

#[test]
fn the_public_key_is_no_secret_to_sign_by() {
    let forge = Forge::new();
    let public = forge.key.decoding.try_get_as_bytes().unwrap();
    for alg in ["HS256", "EdDSA"] {
        let header = with(forge.header(), "alg", &json!(alg));
        let message = Forge::message(&header.to_string(), &Forge::claims().to_string());
        let signature =
            crypto::sign(message.as_bytes(), &EncodingKey::from_secret(public), Algorithm::HS256).unwrap();
        assert_eq!(forge.read(&format!("{message}.{signature}")), Err(NotOurs), "{alg}");
    }
    for alg in ["none", "nOnE", "None"] {
        let header = with(forge.header(), "alg", &json!(alg));
        let message = Forge::message(&header.to_string(), &Forge::claims().to_string());
        assert_eq!(forge.read(&format!("{message}.")), Err(NotOurs), "{alg}");
    }
}

#[test]
fn nothing_may_be_said_twice() {
    let forge = Forge::new();
    let (header, claims) = (forge.header().to_string(), Forge::claims().to_string());
    let twice = |text: &str, more: &str| text.replacen('{', &format!("{{{more},"), 1);
    assert!(forge.read(&forge.signed_text(&header, &claims)).is_ok());
    for more in [r#""alg":"none""#, r#""alg":"EdDSA""#, r#""kid":"x""#, r#""typ":"JWT""#] {
        assert_eq!(forge.read(&forge.signed_text(&twice(&header, more), &claims)), Err(NotOurs), "{more}");
    }
    for more in [r#""exp":1"#, r#""exp":9999999999"#, r#""aud":"x""#, r#""sub":"x""#] {
        assert_eq!(forge.read(&forge.signed_text(&header, &twice(&claims, more))), Err(NotOurs), "{more}");
    }
}

#[test]
fn a_long_token_is_not_even_looked_at() {
    let forge = Forge::new();
    let long = forge.with_claim("jti", &json!("a".repeat(3 * 1024 * 3 / 4)));
    assert!(long.len() > 3 * 1024 && forge.key.verify(&long, ISSUER, NOW).is_err());
    assert_eq!(named_key(&long), Err(NotOurs));
    let as_long_as_may_be = forge.with_claim("jti", &json!("a".repeat(1000)));
    assert!(as_long_as_may_be.len() <= MAX_OCTETS && forge.read(&as_long_as_may_be).is_ok());
}
