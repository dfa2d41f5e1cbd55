//! Signing in by password and code: who gets in, and what everybody else is told.

use super::*;

fn is_refused<T>(answer: &Result<T, SignInError>) -> bool {
    matches!(answer, Err(SignInError::Refused))
}

#[tokio::test]
async fn a_password_and_a_code_open_a_session() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let visitor = newsroom.by_cookie(&opened).await.unwrap();
    assert_eq!(visitor.account().id, owner.account.id);
    assert!(visitor.is_set_up() && visitor.strength() == Strength::Recent);
    assert_eq!(newsroom.entry("signed_in").await.detail["how"], "password_and_code");
}

#[tokio::test]
async fn an_address_is_one_account_however_it_is_written() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let code = owner.app.code(newsroom.clock.now());
    let typed = credentials("  OLGA@Paper.Example ", PASSWORD, Some(&code));
    assert!(newsroom.auth.sign_in(typed, HERE).await.is_ok());
}

#[tokio::test]
async fn the_answer_is_the_same_for_whatever_is_wrong() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let disabled = newsroom.person("Dora Disabled", "dora@paper.example", Role::Editor).await;
    newsroom.auth.disable_on_console(&disabled.account.id).await.unwrap();
    let (invited, _) = newsroom
        .auth
        .add_account_on_console(address("ian@paper.example"), named("Ian Invited"), Role::Editor, None)
        .await
        .unwrap();
    let left = newsroom.person("Lea Left", "lea@paper.example", Role::Editor).await;
    newsroom.change(&left, |account| account.state = AccountState::Left).await;
    let passwordless = newsroom.person("Pia Passkey", "pia@paper.example", Role::Editor).await;
    newsroom.change(&passwordless, |account| account.password = None).await;
    let code = owner.app.code(newsroom.clock.now());
    let wrong_code = if code == "000000" { "000001" } else { "000000" };
    let long = "a".repeat(5000);
    for (email, password, code) in [
        ("nobody@paper.example", PASSWORD, Some(code.as_str())),
        ("nobody@paper.example", PASSWORD, None),
        ("no address at all", PASSWORD, None),
        ("", "", None),
        (disabled.account.email.as_str(), PASSWORD, None),
        (invited.email.as_str(), PASSWORD, None),
        (invited.email.as_str(), "", None),
        (left.account.email.as_str(), PASSWORD, None),
        (passwordless.account.email.as_str(), PASSWORD, None),
        (passwordless.account.email.as_str(), "", None),
        ("olga@paper.example", "harbour velvet ostrich ten", Some(code.as_str())),
        ("olga@paper.example", "harbour velvet ostrich ten", None),
        ("olga@paper.example", &long, None),
        ("olga@paper.example", PASSWORD, Some(wrong_code)),
        ("olga@paper.example", PASSWORD, Some("abcd-efgh-ijkl-mnop")),
        ("olga@paper.example", PASSWORD, Some("neither of both")),
    ] {
        let from = AddressClass(email.len() as u64 * 1000 + password.len() as u64);
        let answer = newsroom.auth.sign_in(credentials(email, password, code), from).await;
        assert!(is_refused(&answer), "{email} {password:.20} {code:?}");
        assert_eq!(
            answer.err().unwrap().to_string(),
            "the address, the password or the code is not right",
            "and says the same"
        );
    }
}

#[tokio::test]
async fn only_whoever_knows_the_password_is_told_that_a_code_is_needed() {
    let newsroom = Newsroom::open().await;
    newsroom.owner().await;
    for code in [None, Some(""), Some("   ")] {
        let answer = newsroom.auth.sign_in(credentials("olga@paper.example", PASSWORD, code), HERE).await;
        assert!(matches!(answer, Err(SignInError::CodeNeeded)));
        let answer = newsroom.auth.sign_in(credentials("olga@paper.example", "wrong", code), HERE).await;
        assert!(is_refused(&answer));
    }
}

#[tokio::test]
async fn a_code_opens_one_session_and_an_older_code_none() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let before = owner.app.code(newsroom.clock.now().plus_seconds(-30));
    let used = newsroom.credentials(&owner);
    let again = newsroom.credentials(&owner);
    assert!(newsroom.auth.sign_in(used, HERE).await.is_ok());
    assert!(is_refused(&newsroom.auth.sign_in(again, HERE).await), "the same code a second time");
    let older = credentials("olga@paper.example", PASSWORD, Some(&before));
    assert!(is_refused(&newsroom.auth.sign_in(older, HERE).await), "the one before it");
    newsroom.clock.advance(30);
    assert!(newsroom.auth.sign_in(newsroom.credentials(&owner), HERE).await.is_ok(), "the next one");
}

#[tokio::test]
async fn of_two_who_use_one_code_at_the_same_moment_one_gets_in() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let other = another_node(&newsroom.store, &newsroom.clock);
    let (first, second) = tokio::join!(
        newsroom.auth.sign_in(newsroom.credentials(&owner), HERE),
        other.sign_in(newsroom.credentials(&owner), HERE),
    );
    assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|got_in| **got_in).count(), 1);
    assert!(is_refused(&first) || is_refused(&second));
}

#[tokio::test]
async fn a_recovery_code_opens_one_session_and_stands_in_the_history() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let codes = newsroom.auth.draw_recovery_codes(&opened.visitor).await.unwrap();
    assert_eq!(codes.len(), 10);
    let with = |code: &Secret<String>| credentials("olga@paper.example", PASSWORD, Some(code.expose()));
    let by_code = newsroom.auth.sign_in(with(&codes[3]), HERE).await.unwrap();
    assert!(by_code.visitor.is_set_up());
    assert_eq!(newsroom.entry("recovery_code_used").await.detail["left"], 9);
    assert_eq!(newsroom.entry("signed_in").await.detail["how"], "password_and_recovery_code");
    assert!(is_refused(&newsroom.auth.sign_in(with(&codes[3]), HERE).await), "a second time");
    let drawn_anew = newsroom.auth.draw_recovery_codes(&opened.visitor).await.unwrap();
    assert!(is_refused(&newsroom.auth.sign_in(with(&codes[4]), HERE).await), "one of the old ones");
    assert!(newsroom.auth.sign_in(with(&drawn_anew[0]), HERE).await.is_ok());
}

#[tokio::test]
async fn somebody_elses_recovery_code_opens_nothing() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    newsroom.person("Edda Editor", "edda@paper.example", Role::Editor).await;
    let opened = newsroom.sign_in(&owner).await;
    let codes = newsroom.auth.draw_recovery_codes(&opened.visitor).await.unwrap();
    let with = credentials("edda@paper.example", PASSWORD, Some(codes[0].expose()));
    assert!(is_refused(&newsroom.auth.sign_in(with, HERE).await));
}

#[tokio::test]
async fn guessing_is_slowed_down_and_the_owner_gets_in_again() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let mut refused = 0;
    let wait = loop {
        let from = AddressClass(1000 + refused);
        match newsroom.auth.sign_in(credentials("olga@paper.example", "wrong", None), from).await {
            Err(SignInError::TooMany { retry_after_seconds }) => break retry_after_seconds,
            answer => assert!(is_refused(&answer)),
        }
        refused += 1;
    };
    assert_eq!((refused, wait), (20, 10));
    // The same for an account that does not exist.
    for count in 0..=20 {
        let from = AddressClass(5000 + count);
        let answer = newsroom.auth.sign_in(credentials("nobody@paper.example", "wrong", None), from).await;
        assert_eq!(matches!(answer, Err(SignInError::TooMany { .. })), count == 20, "{count}");
    }
    newsroom.clock.advance(30);
    assert!(newsroom.auth.sign_in(newsroom.credentials(&owner), HERE).await.is_ok());
}

#[tokio::test]
async fn one_network_that_tries_many_accounts_is_slowed_down_alone() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let there = AddressClass(66);
    for count in 0..=20 {
        let email = format!("guess{count}@paper.example");
        let answer = newsroom.auth.sign_in(credentials(&email, "wrong", None), there).await;
        assert_eq!(matches!(answer, Err(SignInError::TooMany { .. })), count == 20, "{count}");
    }
    assert!(newsroom.auth.begin_passkey_sign_in(there).await.is_err());
    assert!(newsroom.auth.sign_in(newsroom.credentials(&owner), HERE).await.is_ok());
}

#[tokio::test]
async fn whoever_knows_the_password_has_five_tries_at_the_code() {
    let newsroom = Newsroom::open().await;
    newsroom.owner().await;
    for count in 0..=5 {
        let tried = credentials("olga@paper.example", PASSWORD, Some("abcd-efgh-ijkl-mnop"));
        let answer = newsroom.auth.sign_in(tried, AddressClass(count)).await;
        match answer {
            Err(SignInError::TooMany { retry_after_seconds }) => {
                assert_eq!((count, retry_after_seconds), (5, 300));
            }
            answer => assert!(is_refused(&answer) && count < 5),
        }
    }
}

#[tokio::test]
async fn a_flood_on_an_account_keeps_nobody_from_a_passkey() {
    let newsroom = Newsroom::open().await;
    newsroom.owner().await;
    for count in 0..100 {
        let from = AddressClass(1000 + count);
        assert!(newsroom.auth.sign_in(credentials("olga@paper.example", "wrong", None), from).await.is_err());
    }
    assert!(newsroom.auth.begin_passkey_sign_in(HERE).await.is_ok());
}

#[tokio::test]
async fn whoever_signs_in_often_is_not_slowed_down() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    for _ in 0..60 {
        newsroom.sign_in(&owner).await;
    }
    assert_eq!(
        newsroom.store.sessions_of(&owner.account.id).await.unwrap().len(),
        20,
        "the oldest make room"
    );
}

#[tokio::test]
async fn a_password_of_an_older_recipe_is_hashed_anew_when_it_is_typed() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let old = {
        use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, Version};
        let argon2 =
            Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(32, 1, 1, Some(32)).unwrap());
        secret(&argon2.hash_password_with_salt(PASSWORD.as_bytes(), &[5; 16]).unwrap().to_string())
    };
    newsroom.change(&owner, |account| account.password = Some(old.clone())).await;
    let opened = newsroom.sign_in(&owner).await;
    let anew = newsroom.account(&owner).await.password.unwrap();
    assert!(anew.expose().contains("$m=64,t=1,p=1$"), "{}", anew.expose());
    assert!(newsroom.by_cookie(&opened).await.is_some(), "which ends no session");
    newsroom.sign_in(&owner).await;
    assert_eq!(newsroom.account(&owner).await.password.unwrap().expose(), anew.expose(), "once");
}

#[tokio::test]
async fn the_history_holds_no_secret_and_no_address() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let codes = newsroom.auth.draw_recovery_codes(&opened.visitor).await.unwrap();
    let by_code = credentials("olga@paper.example", PASSWORD, Some(codes[0].expose()));
    newsroom.auth.sign_in(by_code, HERE).await.unwrap();
    let told = newsroom.history().await.iter().map(|entry| entry.detail.to_string()).collect::<String>();
    for unsaid in ["paper.example", "harbour", codes[0].expose(), opened.cookie.expose(), "argon2"] {
        assert!(!told.contains(unsaid), "{unsaid}: {told}");
    }
}
