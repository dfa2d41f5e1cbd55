//! Sessions of the API: access tokens, and refresh tokens that work once.

use super::*;

#[tokio::test]
async fn an_access_token_names_its_owner_for_five_minutes_on_every_node() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let tokens = newsroom.auth.sign_in_api(newsroom.credentials(&owner), HERE).await.unwrap();
    assert_eq!(tokens.expires_in_seconds, 300);
    let other = another_node(&newsroom.store, &newsroom.clock);
    for node in [&newsroom.auth, &other] {
        let visitor = node.visitor_of_bearer(tokens.access_token.expose()).await.unwrap().unwrap();
        assert_eq!(visitor.account().id, owner.account.id);
        assert!(matches!(visitor.means(), Means::Api(_)));
    }
    newsroom.clock.advance(299);
    assert!(newsroom.by_bearer(&tokens.access_token).await.is_some());
    newsroom.clock.advance(1);
    assert!(newsroom.by_bearer(&tokens.access_token).await.is_none());
}

#[tokio::test]
async fn signing_out_ends_a_token_that_has_not_expired() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let tokens = newsroom.sign_in_api(&owner).await;
    let visitor = newsroom.by_bearer(&tokens.access_token).await.unwrap();
    newsroom.auth.sign_out(&visitor).await.unwrap();
    assert!(newsroom.by_bearer(&tokens.access_token).await.is_none());
    let refreshed = newsroom.auth.refresh(tokens.refresh_token.expose(), HERE).await;
    assert!(matches!(refreshed, Err(SignInError::Refused)));
}

#[tokio::test]
async fn a_token_of_another_server_is_nobodys() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let tokens = newsroom.sign_in_api(&owner).await;
    let elsewhere = Auth::with(
        newsroom.store.clone(),
        newsroom.clock.clone(),
        Sealing::new(Secret::new([7; 32])),
        &Origin::parse("https://edit.other.example").unwrap(),
        Hasher::cheap(),
    );
    assert!(elsewhere.visitor_of_bearer(tokens.access_token.expose()).await.unwrap().is_none());
    let second = Newsroom::open().await;
    second.owner().await;
    assert!(second.by_bearer(&tokens.access_token).await.is_none());
    for other in ["", "x", "mst_", "a.b.c", "Bearer x"] {
        assert!(newsroom.auth.visitor_of_bearer(other).await.unwrap().is_none(), "{other}");
    }
}

#[tokio::test]
async fn a_refresh_token_works_once_and_a_second_time_ends_the_session() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let first = newsroom.sign_in_api(&owner).await;
    newsroom.clock.advance(300);
    let second = newsroom.auth.refresh(first.refresh_token.expose(), HERE).await.unwrap();
    assert!(newsroom.by_bearer(&second.access_token).await.is_some());
    let again = newsroom.auth.refresh(first.refresh_token.expose(), HERE).await;
    assert!(matches!(again, Err(SignInError::Refused)));
    assert!(newsroom.by_bearer(&second.access_token).await.is_none(), "whoever has it is out, too");
    assert!(newsroom.auth.refresh(second.refresh_token.expose(), HERE).await.is_err());
    assert_eq!(newsroom.entry("refresh_token_reused").await.account, Some(owner.account.id));
    let told = newsroom.acts().await.len();
    assert!(newsroom.auth.refresh(first.refresh_token.expose(), HERE).await.is_err());
    assert_eq!(newsroom.acts().await.len(), told, "said once");
}

#[tokio::test]
async fn of_two_who_refresh_by_one_token_at_the_same_moment_neither_keeps_the_session() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let tokens = newsroom.sign_in_api(&owner).await;
    let other = another_node(&newsroom.store, &newsroom.clock);
    let (one, two) = tokio::join!(
        newsroom.auth.refresh(tokens.refresh_token.expose(), HERE),
        other.refresh(tokens.refresh_token.expose(), HERE),
    );
    assert!(one.is_err() || two.is_err());
    for got in [one, two].into_iter().flatten() {
        assert!(newsroom.by_bearer(&got.access_token).await.is_none());
    }
}

#[tokio::test]
async fn a_session_is_refreshed_for_eight_hours_and_no_longer() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let mut tokens = newsroom.auth.sign_in_api(newsroom.credentials(&owner), HERE).await.unwrap();
    for _ in 0..(8 * 60 / 20 - 1) {
        newsroom.clock.advance(20 * 60);
        tokens = newsroom.auth.refresh(tokens.refresh_token.expose(), HERE).await.unwrap();
    }
    newsroom.clock.advance(20 * 60);
    assert!(newsroom.auth.refresh(tokens.refresh_token.expose(), HERE).await.is_err());
}

#[tokio::test]
async fn a_session_that_nobody_refreshes_ends_after_half_an_hour() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let tokens = newsroom.auth.sign_in_api(newsroom.credentials(&owner), HERE).await.unwrap();
    newsroom.clock.advance(30 * 60);
    assert!(newsroom.auth.refresh(tokens.refresh_token.expose(), HERE).await.is_err());
}

#[tokio::test]
async fn what_is_no_refresh_token_is_refused() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let tokens = newsroom.sign_in_api(&owner).await;
    let opened = newsroom.sign_in(&owner).await;
    for other in ["", "x", tokens.access_token.expose(), opened.cookie.expose(), &"a".repeat(43)] {
        assert!(matches!(newsroom.auth.refresh(other, HERE).await, Err(SignInError::Refused)), "{other}");
    }
    assert!(newsroom.auth.refresh(tokens.refresh_token.expose(), HERE).await.is_ok());
}

#[tokio::test]
async fn showing_a_code_again_makes_an_api_session_strong() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let tokens = newsroom.sign_in_api(&owner).await;
    newsroom.clock.advance(10 * 60);
    let tokens = newsroom.auth.refresh(tokens.refresh_token.expose(), HERE).await.unwrap();
    let visitor = newsroom.by_bearer(&tokens.access_token).await.unwrap();
    assert_eq!(visitor.strength(), Strength::SignedIn);
    let code = secret(&owner.app.code(newsroom.clock.now()));
    newsroom.auth.step_up_api(&visitor, code, HERE).await.unwrap();
    let strong = newsroom.by_bearer(&tokens.access_token).await.unwrap();
    assert_eq!(strong.strength(), Strength::Recent);
    assert!(newsroom.auth.refresh(tokens.refresh_token.expose(), HERE).await.is_ok());
}

#[tokio::test]
async fn a_key_signs_for_thirty_days_and_the_old_one_is_then_taken_away() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let kids = async || {
        let keys = newsroom.store.signing_keys().await.unwrap();
        keys.into_iter().map(|key| key.kid).collect::<Vec<_>>()
    };
    newsroom.sign_in_api(&owner).await;
    let first = kids().await;
    newsroom.auth.tidy().await.unwrap();
    newsroom.sign_in_api(&owner).await;
    assert_eq!(kids().await, first, "one key is enough");
    newsroom.clock.advance(30 * 24 * 60 * 60 - 120);
    let last = newsroom.auth.sign_in_api(newsroom.credentials(&owner), HERE).await.unwrap();
    newsroom.clock.advance(120);
    newsroom.auth.tidy().await.unwrap();
    assert_eq!(kids().await.len(), 2);
    assert!(newsroom.by_bearer(&last.access_token).await.is_some(), "what the old key signed is still good");
    newsroom.clock.advance(9 * 60);
    newsroom.auth.tidy().await.unwrap();
    assert_eq!(kids().await.len(), 2);
    newsroom.clock.advance(60);
    newsroom.auth.tidy().await.unwrap();
    let left = kids().await;
    assert!(left.len() == 1 && left != first);
    let next = newsroom.auth.refresh(last.refresh_token.expose(), HERE).await.unwrap();
    assert!(newsroom.by_bearer(&next.access_token).await.is_some());
}

#[tokio::test]
async fn two_nodes_that_make_a_key_at_the_same_moment_read_each_others_tokens() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let editor = newsroom.person("Edda Editor", "edda@paper.example", Role::Editor).await;
    let other = another_node(&newsroom.store, &newsroom.clock);
    let (one, two) = tokio::join!(
        newsroom.auth.sign_in_api(newsroom.credentials(&owner), HERE),
        other.sign_in_api(newsroom.credentials(&editor), HERE),
    );
    newsroom.clock.advance(1);
    for tokens in [one.unwrap(), two.unwrap()] {
        for node in [&newsroom.auth, &other] {
            assert!(node.visitor_of_bearer(tokens.access_token.expose()).await.unwrap().is_some());
        }
    }
}

#[tokio::test]
async fn a_key_that_was_sealed_elsewhere_signs_and_verifies_nothing_and_can_be_forgotten() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let tokens = newsroom.sign_in_api(&owner).await;
    let restored = Auth::with(
        newsroom.store.clone(),
        newsroom.clock.clone(),
        Sealing::new(Secret::new([8; 32])),
        &Origin::parse("https://edit.paper.example").unwrap(),
        Hasher::cheap(),
    );
    assert!(newsroom.auth.opens_stored_keys().await.unwrap());
    assert!(!restored.opens_stored_keys().await.unwrap());
    assert!(restored.visitor_of_bearer(tokens.access_token.expose()).await.unwrap().is_none());
    restored.forget_keys_on_console().await.unwrap();
    assert!(restored.opens_stored_keys().await.unwrap());
    assert_eq!(newsroom.acts().await.last().unwrap(), "signing_keys_forgotten");
    restored.forget_keys_on_console().await.unwrap();
    assert!(newsroom.store.signing_keys().await.unwrap().is_empty());
}
