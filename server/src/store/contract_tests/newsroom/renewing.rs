//! A session that shows a second factor again: the same session, strong again, under a new cookie.

use super::super::place::Place;
use super::*;
use crate::store::CommitError;
use crate::store::records::{SessionKind, SessionRecord, TokenHash, Write};

super::super::contract!(
    a_renewed_session_is_the_same_under_another_cookie,
    a_session_without_a_cookie_is_renewed_without_one,
    a_session_that_has_ended_is_not_renewed,
);

async fn a_renewed_session_is_the_same_under_another_cookie(place: Place) {
    let store = staffed(place.open().await).await;
    does(&store, vec![Write::AddSession(session(1, 1)), Write::AddSession(session(2, 1))]).await.unwrap();
    let cookie = TokenHash::of("another cookie");
    let renew = Write::RenewSession { id: session(1, 1).id, hash: Some(cookie.clone()), at: later(9) };
    does(&store, vec![renew]).await.unwrap();
    assert!(store.session(&session(1, 1).hash.unwrap()).await.unwrap().is_none());
    let expected =
        SessionRecord { hash: Some(cookie.clone()), seen_at: later(9), strong_at: later(9), ..session(1, 1) };
    assert_eq!(store.session(&cookie).await.unwrap().unwrap().0, expected);
    assert_eq!(store.session_by_id(&session(2, 1).id).await.unwrap().unwrap().0, session(2, 1));
}

async fn a_session_without_a_cookie_is_renewed_without_one(place: Place) {
    let store = staffed(place.open().await).await;
    let api = SessionRecord { hash: None, kind: SessionKind::Api, ..session(1, 1) };
    does(&store, vec![Write::AddSession(api.clone())]).await.unwrap();
    does(&store, vec![Write::RenewSession { id: api.id.clone(), hash: None, at: later(9) }]).await.unwrap();
    let renewed = store.session_by_id(&api.id).await.unwrap().unwrap().0;
    assert_eq!(renewed, SessionRecord { seen_at: later(9), strong_at: later(9), ..api });
}

async fn a_session_that_has_ended_is_not_renewed(place: Place) {
    let store = staffed(place.open().await).await;
    let end = Write::EndSession { id: session(1, 1).id, account: session(1, 1).account, at: later(1) };
    does(&store, vec![Write::AddSession(session(1, 1)), end]).await.unwrap();
    let renew = Write::RenewSession { id: session(1, 1).id, hash: None, at: later(9) };
    assert!(matches!(does(&store, vec![renew]).await, Err(CommitError::Stale)));
}
