//! What the clock writes down and forgets.

use super::*;

#[tokio::test]
async fn refused_sign_ins_are_told_once_an_hour_with_their_number() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let told = async || {
        let history = newsroom.history().await;
        let refused = history.iter().filter(|entry| entry.act == "sign_in_refused");
        refused.map(|entry| entry.detail["times"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    let refuse = async |email: &str, times: u64| {
        for count in 0..times {
            let from = AddressClass(1000 + count);
            assert!(newsroom.auth.sign_in(credentials(email, "wrong", None), from).await.is_err());
        }
    };
    newsroom.auth.tidy().await.unwrap();
    assert_eq!(told().await, [0; 0]);
    refuse("olga@paper.example", 3).await;
    refuse("nobody@paper.example", 3).await;
    newsroom.auth.tidy().await.unwrap();
    assert_eq!(told().await, [3]);
    let entry = newsroom.entry("sign_in_refused").await;
    assert!(entry.actor == Actor::Clock && entry.account == Some(owner.account.id));
    newsroom.clock.advance(60);
    refuse("olga@paper.example", 2).await;
    newsroom.auth.tidy().await.unwrap();
    assert_eq!(told().await, [3], "not yet");
    newsroom.clock.advance(60 * 60 - 60);
    newsroom.auth.tidy().await.unwrap();
    assert_eq!(told().await, [3, 2]);
    newsroom.clock.advance(60 * 60);
    newsroom.auth.tidy().await.unwrap();
    assert_eq!(told().await, [3, 2], "nothing more was refused");
}

#[tokio::test]
async fn what_is_over_for_a_day_is_forgotten_and_what_holds_is_not() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let tokens = newsroom.sign_in_api(&owner).await;
    newsroom.auth.tidy().await.unwrap();
    assert!(newsroom.by_cookie(&opened).await.is_some());
    assert!(newsroom.by_bearer(&tokens.access_token).await.is_some());
    newsroom.clock.advance(3 * 24 * 60 * 60);
    newsroom.auth.tidy().await.unwrap();
    let hash = crate::store::records::TokenHash::of(opened.cookie.expose());
    assert!(newsroom.store.session(&hash).await.unwrap().is_none());
    newsroom.sign_in(&owner).await;
}
