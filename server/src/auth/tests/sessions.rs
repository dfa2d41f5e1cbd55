//! Browser sessions: for how long they hold, and what ends them.

use super::*;

#[tokio::test]
async fn a_session_that_is_not_used_ends_after_half_an_hour() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    newsroom.clock.advance(30 * 60 - 31);
    assert!(newsroom.by_cookie(&opened).await.is_some());
    newsroom.clock.advance(30 * 60 - 1);
    assert!(newsroom.by_cookie(&opened).await.is_some(), "it was seen meanwhile");
    newsroom.clock.advance(30 * 60);
    assert!(newsroom.by_cookie(&opened).await.is_none());
}

#[tokio::test]
async fn a_session_ends_after_eight_hours_however_much_it_is_used() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    for _ in 0..(8 * 60 - 1) {
        newsroom.clock.advance(60);
        assert!(newsroom.by_cookie(&opened).await.is_some());
    }
    newsroom.clock.advance(30);
    assert!(newsroom.by_cookie(&opened).await.is_none());
}

#[tokio::test]
async fn that_a_session_was_seen_is_written_once_a_minute() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.auth.sign_in(newsroom.credentials(&owner), HERE).await.unwrap();
    let seen = async || newsroom.store.sessions_of(&owner.account.id).await.unwrap()[0].seen_at;
    let begun = seen().await;
    newsroom.clock.advance(59);
    newsroom.by_cookie(&opened).await.unwrap();
    assert_eq!(seen().await, begun);
    newsroom.clock.advance(1);
    newsroom.by_cookie(&opened).await.unwrap();
    assert_eq!(seen().await, begun.plus_seconds(60));
}

#[tokio::test]
async fn a_clock_that_is_set_back_prolongs_no_session() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    newsroom.clock.advance(-4 * 60);
    assert!(newsroom.by_cookie(&opened).await.is_some(), "as far as two nodes may be apart");
    newsroom.clock.advance(-24 * 60 * 60);
    assert!(newsroom.by_cookie(&opened).await.is_none());
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let (here, there) = (newsroom.sign_in(&owner).await, newsroom.sign_in(&owner).await);
    newsroom.auth.sign_out(&here.visitor).await.unwrap();
    assert!(newsroom.by_cookie(&here).await.is_none());
    assert!(newsroom.by_cookie(&there).await.is_some());
    assert_eq!(newsroom.acts().await.last().unwrap(), "signed_out");
    assert!(newsroom.auth.sign_out(&here.visitor).await.is_ok(), "a second time is no mistake");
}

#[tokio::test]
async fn one_or_all_other_sessions_are_ended_from_the_list() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let editor = newsroom.person("Edda Editor", "edda@paper.example", Role::Editor).await;
    let hers = newsroom.sign_in(&editor).await;
    let mut mine = Vec::new();
    for _ in 0..3 {
        mine.push(newsroom.sign_in(&owner).await);
    }
    let present = newsroom.by_cookie(&mine[0]).await.unwrap();
    let listed = newsroom.auth.sessions(&present).await.unwrap();
    assert_eq!(listed.len(), 4, "three, and the one that the account was set up in");
    let id = |opened: &Opened| opened.visitor.session().unwrap().id.clone();
    newsroom.auth.end_session(&present, Some(&id(&mine[1]))).await.unwrap();
    assert!(newsroom.by_cookie(&mine[1]).await.is_none() && newsroom.by_cookie(&mine[2]).await.is_some());
    let of_another = newsroom.auth.end_session(&present, Some(&id(&hers))).await;
    assert!(matches!(of_another, Err(AccountError::Unknown)), "somebody else's is not known");
    newsroom.auth.end_session(&present, None).await.unwrap();
    assert!(newsroom.by_cookie(&mine[2]).await.is_none());
    assert!(newsroom.by_cookie(&mine[0]).await.is_some() && newsroom.by_cookie(&hers).await.is_some());
}

#[tokio::test]
async fn whatever_changes_the_account_ends_its_sessions_at_once_and_on_every_node() {
    let changes: [fn(&mut Account); 4] = [
        |account| account.role = Role::Auditor,
        |account| account.state = AccountState::Disabled,
        |account| account.state = AccountState::Left,
        |account| account.password = None,
    ];
    for change in changes {
        let newsroom = Newsroom::open().await;
        let owner = newsroom.owner().await;
        let opened = newsroom.sign_in(&owner).await;
        let tokens = newsroom.sign_in_api(&owner).await;
        let other = another_node(&newsroom.store, &newsroom.clock);
        assert!(other.visitor_of_cookie(opened.cookie.expose()).await.unwrap().is_some());
        newsroom.change(&owner, change).await;
        for node in [&newsroom.auth, &other] {
            assert!(node.visitor_of_cookie(opened.cookie.expose()).await.unwrap().is_none());
            assert!(node.visitor_of_bearer(tokens.access_token.expose()).await.unwrap().is_none());
            assert!(node.refresh(tokens.refresh_token.expose(), HERE).await.is_err());
        }
    }
}

#[tokio::test]
async fn a_disabled_account_has_no_session_even_under_the_same_version() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    newsroom
        .change(&owner, |account| {
            account.state = AccountState::Disabled;
            account.version -= 1;
        })
        .await;
    assert!(newsroom.by_cookie(&opened).await.is_none());
}

#[tokio::test]
async fn what_is_no_cookie_of_ours_is_nobodys() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let tokens = newsroom.sign_in_api(&owner).await;
    let stored = TokenHash::of(opened.cookie.expose());
    let cookie = opened.cookie.expose().as_str();
    for other in [
        "",
        "x",
        cookie.split_at(1).1,
        &format!("{cookie} "),
        &cookie.to_lowercase(),
        &"a".repeat(43),
        "'; --",
    ] {
        assert!(newsroom.auth.visitor_of_cookie(other).await.unwrap().is_none(), "{other}");
    }
    let as_stored = format!("{stored:?}");
    assert!(newsroom.auth.visitor_of_cookie(&as_stored).await.unwrap().is_none());
    assert!(newsroom.auth.visitor_of_bearer(cookie).await.unwrap().is_none(), "a cookie is no bearer token");
    let bearer = tokens.access_token.expose();
    assert!(newsroom.auth.visitor_of_cookie(bearer).await.unwrap().is_none(), "nor the other way round");
}

#[tokio::test]
async fn showing_a_code_again_makes_the_session_strong_and_its_old_cookie_worthless() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    newsroom.clock.advance(10 * 60);
    let visitor = newsroom.by_cookie(&opened).await.unwrap();
    assert_eq!(visitor.strength(), Strength::SignedIn);
    let wrong = newsroom.auth.step_up_by_code(&visitor, secret("abcd"), HERE).await;
    assert!(matches!(wrong, Err(SignInError::Refused)));
    assert!(newsroom.by_cookie(&opened).await.is_some());
    let code = secret(&owner.app.code(newsroom.clock.now()));
    let renewed = newsroom.auth.step_up_by_code(&visitor, code.clone(), HERE).await.unwrap();
    assert!(newsroom.by_cookie(&opened).await.is_none());
    let strong = newsroom.by_cookie(&renewed).await.unwrap();
    assert_eq!(strong.strength(), Strength::Recent);
    let (before, after) = (visitor.session().unwrap(), strong.session().unwrap());
    assert_eq!((&before.id, before.ends_at), (&after.id, after.ends_at), "it lasts no longer for that");
    let again = newsroom.auth.step_up_by_code(&strong, code, HERE).await;
    assert!(matches!(again, Err(SignInError::Refused)), "the code was used");
}
