//! Each write with a condition, where it holds and where it does not.

use super::super::place::Place;
use super::super::samples::{name, now};
use super::*;
use crate::secret::Secret;
use crate::store::records::{
    Account, Actor, AnsweredRecord, LetterState, ProposalState, Stage, TokenHash, Write,
};
use crate::store::{CommitError, Conflict};

super::super::contract!(
    an_account_is_changed_only_from_the_revision_before,
    an_address_is_one_account_however_it_is_written,
    a_code_and_a_passkey_and_a_recovery_code_are_used_as_they_may_be,
    a_link_works_once_and_in_time,
    a_session_ends_once_and_is_seen_until_then,
    a_refresh_token_and_an_automation_token_obey_their_end,
    a_proposal_is_decided_once,
    what_was_kept_or_sent_is_not_kept_or_sent_again,
    a_ceremony_is_taken_once_and_in_time,
);

async fn an_account_is_changed_only_from_the_revision_before(place: Place) {
    let store = staffed(place.open().await).await;
    let changed =
        |revision| Write::ChangeAccount(Box::new(Account { revision, name: name("Renamed"), ..account(1) }));
    assert!(is_stale(&store, changed(3)).await);
    does(&store, vec![changed(2)]).await.unwrap();
    assert!(is_stale(&store, changed(2)).await);
    let read = store.account(&account_id(1)).await.unwrap().unwrap();
    assert_eq!((read.revision, read.name), (2, name("Renamed")));
    // Accounts come by name.
    let names: Vec<_> = store.accounts().await.unwrap().into_iter().map(|account| account.name).collect();
    assert_eq!(names, [name("Renamed"), name("Staff 2")]);
}

async fn an_address_is_one_account_however_it_is_written(place: Place) {
    let store = staffed(place.open().await).await;
    let shouted = directory::channel::EmailAddress::parse("STAFF-1@courier.example").unwrap();
    let third = Account { email: shouted, ..account(3) };
    let refused = does(&store, vec![Write::AddAccount(Box::new(third))]).await;
    assert!(matches!(refused, Err(CommitError::Conflict(Conflict::Account))), "{refused:?}");
    let nobodys = does(&store, vec![Write::AddSession(session(1, 9))]).await;
    assert!(matches!(nobodys, Err(CommitError::Conflict(Conflict::Reference))), "{nobodys:?}");
    let twice = does(&store, vec![Write::AddSession(session(1, 1)), Write::AddSession(session(1, 1))]).await;
    assert!(matches!(twice, Err(CommitError::Conflict(Conflict::Record))), "{twice:?}");
}

async fn a_code_and_a_passkey_and_a_recovery_code_are_used_as_they_may_be(place: Place) {
    let store = staffed(place.open().await).await;
    let hashes: Vec<_> = (0..10).map(|number| TokenHash::of(&format!("code {number}"))).collect();
    let set = Write::SetRecoveryCodes { account: account_id(1), hashes: hashes.clone() };
    does(&store, vec![Write::SetAuthenticator(authenticator(1)), Write::AddPasskey(passkey(1, 1)), set])
        .await
        .unwrap();
    let step = |step| Write::UseAuthenticator { account: account_id(1), step };
    assert!(is_stale(&store, step(7)).await);
    does(&store, vec![step(8)]).await.unwrap();
    assert!(is_stale(&store, step(8)).await);
    assert!(is_stale(&store, step(7)).await);
    assert_eq!(store.authenticator_of(&account_id(1)).await.unwrap().unwrap().last_step, 8);
    let code = |of| Write::UseRecoveryCode { account: account_id(of), hash: hashes[0].clone(), at: now() };
    assert!(is_stale(&store, code(2)).await);
    does(&store, vec![code(1)]).await.unwrap();
    assert!(is_stale(&store, code(1)).await);
    assert_eq!(store.recovery_codes_left(&account_id(1)).await.unwrap(), 9);
    let new = Write::SetRecoveryCodes { account: account_id(1), hashes: vec![TokenHash::of("new")] };
    does(&store, vec![new]).await.unwrap();
    assert_eq!(store.recovery_codes_left(&account_id(1)).await.unwrap(), 1);
    let credential = Secret::new("{\"counter\":2}".to_owned());
    let used =
        |number| Write::UsePasskey { id: passkey(number, 1).id, credential: credential.clone(), at: now() };
    assert!(is_stale(&store, used(2)).await);
    does(&store, vec![used(1)]).await.unwrap();
    let kept = store.passkeys_of(&account_id(1)).await.unwrap().pop().unwrap();
    assert_eq!((kept.credential.expose().as_str(), kept.used_at), ("{\"counter\":2}", Some(now())));
    let remove = |of| Write::RemovePasskey { id: passkey(1, 1).id, account: account_id(of) };
    assert!(is_stale(&store, remove(2)).await);
    does(&store, vec![remove(1), Write::RemoveAuthenticator(account_id(1))]).await.unwrap();
    assert!(store.passkeys_of(&account_id(1)).await.unwrap().is_empty());
    assert!(store.authenticator_of(&account_id(1)).await.unwrap().is_none());
}

async fn a_link_works_once_and_in_time(place: Place) {
    let store = staffed(place.open().await).await;
    let links = [(1, Some(account_id(1))), (2, Some(account_id(1))), (3, None)];
    does(&store, links.map(|(number, of)| Write::AddLink(link(number, of))).to_vec()).await.unwrap();
    let used = |number, at| Write::UseLink { hash: link(number, None).hash, at };
    assert!(is_stale(&store, used(1, later(3_600))).await);
    does(&store, vec![used(1, later(3_599))]).await.unwrap();
    assert!(is_stale(&store, used(1, now())).await);
    does(&store, vec![Write::EndLinks { account: Some(account_id(1)), at: now() }]).await.unwrap();
    assert!(is_stale(&store, used(2, now())).await);
    assert_eq!(store.link(&link(3, None).hash).await.unwrap().unwrap().used_at, None);
    does(&store, vec![Write::EndLinks { account: None, at: now() }]).await.unwrap();
    assert!(is_stale(&store, used(3, now())).await);
}

async fn a_session_ends_once_and_is_seen_until_then(place: Place) {
    let store = staffed(place.open().await).await;
    let sessions = [(1, 1), (2, 1), (3, 1), (4, 2)];
    does(&store, sessions.map(|(number, of)| Write::AddSession(session(number, of))).to_vec()).await.unwrap();
    let seen = |number, at| Write::SeeSession { id: session(number, 1).id, at };
    does(&store, vec![seen(1, later(9)), seen(1, later(5))]).await.unwrap();
    let (read, _) = store.session_by_id(&session(1, 1).id).await.unwrap().unwrap();
    assert_eq!(read.seen_at, later(9));
    let end = |of| Write::EndSession { id: session(1, 1).id, account: account_id(of), at: later(10) };
    assert!(is_stale(&store, end(2)).await);
    does(&store, vec![end(1)]).await.unwrap();
    assert!(is_stale(&store, end(1)).await);
    assert!(is_stale(&store, seen(1, later(11))).await);
    let newest_first: Vec<_> =
        store.sessions_of(&account_id(1)).await.unwrap().into_iter().map(|session| session.id).collect();
    assert_eq!(newest_first, [session(3, 1).id, session(2, 1).id]);
    let except = Some(session(2, 1).id);
    does(&store, vec![Write::EndSessions { account: account_id(1), except, at: later(12) }]).await.unwrap();
    assert_eq!(store.sessions_of(&account_id(1)).await.unwrap(), [session(2, 1)]);
    does(&store, vec![Write::EndSessions { account: account_id(1), except: None, at: later(13) }])
        .await
        .unwrap();
    assert!(store.sessions_of(&account_id(1)).await.unwrap().is_empty());
    assert_eq!(store.sessions_of(&account_id(2)).await.unwrap(), [session(4, 2)]);
}

async fn a_refresh_token_and_an_automation_token_obey_their_end(place: Place) {
    let store = staffed(place.open().await).await;
    let tokens = [(1, 1), (2, 1), (3, 2)].map(|(number, of)| Write::AddToken(token(number, of)));
    let begun = [Write::AddSession(session(1, 1)), Write::AddRefresh(refresh(1, 1))];
    does(&store, begun.into_iter().chain(tokens).collect()).await.unwrap();
    let used = || Write::UseRefresh { hash: refresh(1, 1).hash, at: later(5) };
    does(&store, vec![used()]).await.unwrap();
    assert!(is_stale(&store, used()).await);
    assert_eq!(store.refresh_token(&refresh(1, 1).hash).await.unwrap().unwrap().used_at, Some(later(5)));
    let used = |number| Write::UseToken { id: token(number, 1).id, day: 20_000 };
    does(&store, vec![used(1)]).await.unwrap();
    let revoke = |of| Write::RevokeToken { id: token(1, 1).id, account: account_id(of), at: later(6) };
    assert!(is_stale(&store, revoke(2)).await);
    does(&store, vec![revoke(1)]).await.unwrap();
    assert!(is_stale(&store, revoke(1)).await);
    assert!(is_stale(&store, used(1)).await);
    does(&store, vec![Write::RevokeTokens { account: account_id(1), at: later(7) }]).await.unwrap();
    let of_first: Vec<_> =
        store.tokens(Some(&account_id(1))).await.unwrap().into_iter().map(|token| token.revoked_at).collect();
    assert_eq!(of_first, [Some(later(7)), Some(later(6))]);
    let everybodys: Vec<_> = store.tokens(None).await.unwrap().into_iter().map(|token| token.id).collect();
    assert_eq!(everybodys, [token(3, 2).id, token(2, 1).id, token(1, 1).id]);
    assert_eq!(store.token(&token(1, 1).hash).await.unwrap().unwrap().0.used_day, Some(20_000));
}

async fn a_proposal_is_decided_once(place: Place) {
    let store = staffed(place.open().await).await;
    let proposals =
        [(1, 1), (2, 1), (3, 2)].map(|(number, by)| Write::AddProposal(Box::new(proposal(number, by))));
    does(&store, proposals.to_vec()).await.unwrap();
    let decide = |state| Write::DecideProposal { id: proposal(1, 1).id, state, decision: decision(2) };
    does(&store, vec![decide(ProposalState::Approved)]).await.unwrap();
    assert!(is_stale(&store, decide(ProposalState::Refused)).await);
    let read = store.proposal(&proposal(1, 1).id).await.unwrap().unwrap();
    assert!(read.state == ProposalState::Approved && read.decision == Some(decision(2)));
    let by = Actor::Account(account_id(1));
    does(&store, vec![Write::CancelProposals { by: by.clone(), at: later(8) }]).await.unwrap();
    let waiting: Vec<_> =
        store.proposals_waiting().await.unwrap().into_iter().map(|waits| waits.id).collect();
    assert_eq!(waiting, [proposal(3, 2).id]);
    let newest: Vec<_> =
        store.proposals(None, 2).await.unwrap().into_iter().map(|read| (read.id, read.state)).collect();
    let second = (proposal(2, 1).id, ProposalState::Cancelled);
    assert_eq!(newest, [(proposal(3, 2).id, ProposalState::Waiting), second]);
    let cancelled = store.proposal(&proposal(2, 1).id).await.unwrap().unwrap().decision.unwrap();
    assert!(cancelled.by == by && cancelled.at == later(8) && cancelled.checked.is_none());
}

async fn what_was_kept_or_sent_is_not_kept_or_sent_again(place: Place) {
    let store = staffed(place.open().await).await;
    let answer = |body: &str| AnsweredRecord {
        account: account_id(1),
        hash: TokenHash::of("key"),
        request_hash: TokenHash::of("request"),
        status: 202,
        location: Some("/api/v1/proposals/1".to_owned()),
        entity_tag: None,
        body: Secret::new(body.to_owned()),
        made_at: now(),
    };
    does(&store, vec![Write::AddAnswer(answer("first"))]).await.unwrap();
    assert!(is_stale(&store, Write::AddAnswer(answer("second"))).await);
    let kept = store.answered(&account_id(1), &TokenHash::of("key")).await.unwrap().unwrap();
    assert_eq!((kept.body.expose().as_str(), kept.status), ("first", 202));
    assert!(store.answered(&account_id(2), &TokenHash::of("key")).await.unwrap().is_none());
    let channel = directory::ChannelId::from_random([3; 16]);
    let remind =
        |stage| Write::AddReminder { channel: channel.clone(), confirm_by: later(60), stage, at: now() };
    does(&store, vec![remind(Stage::Before), remind(Stage::OnTheDay)]).await.unwrap();
    assert!(is_stale(&store, remind(Stage::Before)).await);
    let sent = [(channel.clone(), later(60), Stage::Before), (channel.clone(), later(60), Stage::OnTheDay)];
    assert_eq!(store.reminders_since(later(60)).await.unwrap(), sent);
    assert!(store.reminders_since(later(61)).await.unwrap().is_empty());
    let portrait = directory::PhotoHash::from_digest([5; 32]);
    let photo = || Write::AddPhoto { hash: portrait.clone(), octets: vec![0, 255, 1], at: now() };
    does(&store, vec![photo(), photo()]).await.unwrap();
    assert_eq!(store.photo(&portrait).await.unwrap(), Some(vec![0, 255, 1]));
    does(&store, vec![Write::AddLetter(letter(1))]).await.unwrap();
    let tried = |state| Write::TryLetter { id: letter(1).id, state, tries: 1, next_try_at: later(30) };
    does(&store, vec![tried(LetterState::Waiting)]).await.unwrap();
    assert!(store.letters_due(later(29), 9).await.unwrap().is_empty());
    assert_eq!(store.letters_due(later(30), 9).await.unwrap()[0].tries, 1);
    does(&store, vec![tried(LetterState::Sent)]).await.unwrap();
    assert!(is_stale(&store, tried(LetterState::Waiting)).await);
}

async fn a_ceremony_is_taken_once_and_in_time(place: Place) {
    let store = staffed(place.open().await).await;
    does(&store, vec![Write::AddCeremony(ceremony(1))]).await.unwrap();
    assert_eq!(store.ceremony(&ceremony(1).hash).await.unwrap().unwrap().state.expose(), "{}");
    let take = |at| Write::TakeCeremony { hash: ceremony(1).hash, at };
    assert!(is_stale(&store, take(later(301))).await);
    does(&store, vec![take(later(300))]).await.unwrap();
    assert!(is_stale(&store, take(now())).await);
    assert!(store.ceremony(&ceremony(1).hash).await.unwrap().is_none());
}
