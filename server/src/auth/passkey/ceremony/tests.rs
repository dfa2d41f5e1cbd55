use super::super::authenticator::Authenticator;
use super::super::tests::{ORIGIN, account};
use super::*;

fn passkeys() -> Passkeys {
    Passkeys::at(&Origin::parse(ORIGIN).unwrap())
}

fn registered(passkeys: &Passkeys, authenticator: &mut Authenticator) -> Result<Passkey, Unfit> {
    let question = passkeys.ask_for_another(&account(7), &[]).unwrap();
    let answer = authenticator.make(&question.options);
    made(passkeys, &answer, &question)
}

fn made(passkeys: &Passkeys, answer: &Value, question: &Question) -> Result<Passkey, Unfit> {
    let Pending::Addition(state) = &question.pending else { panic!("another kind of ceremony") };
    passkeys.made(answer, state)
}

fn shown(passkeys: &Passkeys, answer: &Value, question: &Question, passkey: &Passkey) -> Proof {
    let Pending::SignIn(state) = &question.pending else { panic!("another kind of ceremony") };
    passkeys.shown(&Claim::read(answer).unwrap(), state, passkey.clone())
}

/// Registers, lets `change` be done to the authenticator, and shows the passkey once.
fn shown_after(change: impl FnOnce(&mut Authenticator)) -> Proof {
    let passkeys = passkeys();
    let mut authenticator = Authenticator::new(ORIGIN);
    let passkey = registered(&passkeys, &mut authenticator).unwrap();
    change(&mut authenticator);
    let question = passkeys.ask_anybody().unwrap();
    shown(&passkeys, &authenticator.show(&question.options), &question, &passkey)
}

#[test]
fn a_passkey_that_was_made_here_is_recognised_and_names_its_account() {
    let passkeys = passkeys();
    let mut authenticator = Authenticator::new(ORIGIN);
    let passkey = registered(&passkeys, &mut authenticator).unwrap();
    let question = passkeys.ask_anybody().unwrap();
    let answer = authenticator.show(&question.options);
    assert_eq!(Claim::read(&answer).unwrap().account(), Some(account(7).id));
    assert!(matches!(shown(&passkeys, &answer, &question, &passkey), Proof::Shown(_)));
}

#[test]
fn a_browser_is_asked_for_a_key_of_one_kind_that_finds_its_account_and_checks_its_holder() {
    let asked = passkeys().ask_for_another(&account(7), &[]).unwrap().options;
    let asked = &asked["publicKey"];
    assert_eq!(asked["pubKeyCredParams"], json!([{ "type": "public-key", "alg": -7 }]));
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(asked["authenticatorSelection"]["requireResidentKey"], true);
    assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(asked["rp"]["id"], "desk.paper.example");
    let asked = passkeys().ask_anybody().unwrap().options;
    assert_eq!(asked["publicKey"]["userVerification"], "required");
    assert_eq!(asked["publicKey"]["allowCredentials"], json!([]));
    assert!(asked.get("mediation").is_none());
}

#[test]
fn an_answer_from_another_origin_proves_nothing() {
    for origin in [
        "https://desk.paper.example",
        "https://desk.paper.example:8445",
        "https://evil.desk.paper.example:8444",
        "https://paper.example:8444",
        "http://desk.paper.example:8444",
    ] {
        let proof = shown_after(|authenticator| authenticator.origin = origin.to_owned());
        assert!(matches!(proof, Proof::Nothing), "{origin}");
        let made = registered(&passkeys(), &mut Authenticator::new(origin));
        assert_eq!(made.unwrap_err(), Unfit::Answer, "{origin}");
    }
}

#[test]
fn an_answer_to_another_challenge_proves_nothing() {
    let passkeys = passkeys();
    let mut authenticator = Authenticator::new(ORIGIN);
    let passkey = registered(&passkeys, &mut authenticator).unwrap();
    let (earlier, question) = (passkeys.ask_anybody().unwrap(), passkeys.ask_anybody().unwrap());
    let answer = authenticator.show(&earlier.options);
    assert!(matches!(shown(&passkeys, &answer, &question, &passkey), Proof::Nothing));
    let (earlier, question) = (
        passkeys.ask_for_another(&account(7), &[]).unwrap(),
        passkeys.ask_for_another(&account(7), &[]).unwrap(),
    );
    let answer = authenticator.make(&earlier.options);
    assert_eq!(made(&passkeys, &answer, &question).unwrap_err(), Unfit::Answer);
}

#[test]
fn a_device_that_did_not_check_its_holder_proves_nothing() {
    assert!(matches!(shown_after(|authenticator| authenticator.verifies = false), Proof::Nothing));
    let mut careless = Authenticator::new(ORIGIN);
    careless.verifies = false;
    assert_eq!(registered(&passkeys(), &mut careless).unwrap_err(), Unfit::Unverified);
}

#[test]
fn a_counter_that_stands_still_or_goes_backwards_shows_a_copy() {
    for counter in [0, 3] {
        let passkeys = passkeys();
        let mut authenticator = Authenticator::new(ORIGIN);
        authenticator.counter = 4;
        let passkey = registered(&passkeys, &mut authenticator).unwrap();
        authenticator.counter = counter;
        let question = passkeys.ask_anybody().unwrap();
        let proof = shown(&passkeys, &authenticator.show(&question.options), &question, &passkey);
        assert!(matches!(proof, Proof::Cloned), "from 4 to {}", authenticator.counter);
    }
}

#[test]
fn a_copy_is_noticed_by_the_counter_of_the_latest_use() {
    let passkeys = passkeys();
    let mut authenticator = Authenticator::new(ORIGIN);
    let passkey = registered(&passkeys, &mut authenticator).unwrap();
    authenticator.counter = 40;
    let question = passkeys.ask_anybody().unwrap();
    let answer = authenticator.show(&question.options);
    let Proof::Shown(used) = shown(&passkeys, &answer, &question, &passkey) else { panic!("refused") };
    let used: Passkey = serde_json::from_str(&serde_json::to_string(&used).unwrap()).unwrap();
    authenticator.counter = 20;
    let question = passkeys.ask_anybody().unwrap();
    let answer = authenticator.show(&question.options);
    assert!(matches!(shown(&passkeys, &answer, &question, &used), Proof::Cloned));
}

#[test]
fn a_signature_by_another_key_proves_nothing() {
    let passkeys = passkeys();
    let mut authenticator = Authenticator::new(ORIGIN);
    let passkey = registered(&passkeys, &mut authenticator).unwrap();
    let mut forger = Authenticator::new(ORIGIN);
    forger.id.clone_from(&authenticator.id);
    forger.user.clone_from(&authenticator.user);
    forger.counter = 100;
    let question = passkeys.ask_anybody().unwrap();
    assert!(matches!(shown(&passkeys, &forger.show(&question.options), &question, &passkey), Proof::Nothing));
}

#[test]
fn a_key_of_another_kind_and_a_passkey_that_is_known_are_not_kept() {
    let passkeys = passkeys();
    let mut authenticator = Authenticator::new(ORIGIN);
    // ES384 and EdDSA.
    for algorithm in [-35, -8] {
        authenticator.algorithm = algorithm;
        assert!(registered(&passkeys, &mut authenticator).is_err(), "{algorithm}");
    }
    authenticator.algorithm = -7;
    let passkey = registered(&passkeys, &mut authenticator).unwrap();
    let question = passkeys.ask_for_another(&account(7), std::slice::from_ref(&passkey)).unwrap();
    let excluded = &question.options["publicKey"]["excludeCredentials"][0]["id"];
    assert_eq!(excluded, &json!(credential_id(passkey.cred_id())));
    let answer = authenticator.make(&question.options);
    assert_eq!(made(&passkeys, &answer, &question).unwrap_err(), Unfit::Known);
}

#[test]
fn a_ceremony_reads_back_as_the_same_kind_and_as_no_other() {
    let passkeys = passkeys();
    let mut authenticator = Authenticator::new(ORIGIN);
    let passkey = registered(&passkeys, &mut authenticator).unwrap();
    let session = SessionId::from_random([1; 16]);
    let questions = [
        passkeys.ask_anybody().unwrap(),
        passkeys.ask_again(session, std::slice::from_ref(&passkey)).unwrap(),
        passkeys.ask_for_another(&account(7), &[]).unwrap(),
    ];
    for question in questions {
        let text = serde_json::to_string(&question.pending).unwrap();
        let read: Pending = serde_json::from_str(&text).unwrap();
        assert_eq!(std::mem::discriminant(&read), std::mem::discriminant(&question.pending));
        let question = Question { pending: read, ..question };
        match &question.pending {
            Pending::SignIn(_) => {
                let answer = authenticator.show(&question.options);
                assert!(matches!(shown(&passkeys, &answer, &question, &passkey), Proof::Shown(_)));
            }
            Pending::StepUp(read, state) => {
                assert_eq!(*read, session_of(1));
                let claim = Claim::read(&authenticator.show(&question.options)).unwrap();
                assert!(matches!(passkeys.shown_again(&claim, state, passkey.clone()), Proof::Shown(_)));
            }
            Pending::Addition(_) => {
                let answer = Authenticator::new(ORIGIN).make(&question.options);
                assert!(made(&passkeys, &answer, &question).is_ok());
            }
        }
    }
}

fn session_of(octet: u8) -> SessionId {
    SessionId::from_random([octet; 16])
}

#[test]
fn a_server_without_a_name_has_no_passkeys() {
    for origin in ["https://192.0.2.7:8444", "https://[2001:db8::7]"] {
        let passkeys = Passkeys::at(&Origin::parse(origin).unwrap());
        assert!(passkeys.ask_anybody().is_none(), "{origin}");
        assert!(passkeys.ask_for_another(&account(7), &[]).is_none(), "{origin}");
    }
    assert!(Passkeys::at(&Origin::localhost(8444)).ask_anybody().is_some());
}

#[test]
fn what_is_no_answer_is_not_read() {
    let deep = serde_json::from_str(&format!("{}{}", "[".repeat(100), "]".repeat(100))).unwrap();
    for answer in [Value::Null, json!({}), json!({ "id": "x" }), json!([[]]), deep] {
        assert!(Claim::read(&answer).is_none());
        let question = passkeys().ask_for_another(&account(7), &[]).unwrap();
        assert_eq!(made(&passkeys(), &answer, &question).unwrap_err(), Unfit::Answer);
    }
}
