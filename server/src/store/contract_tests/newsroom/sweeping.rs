//! What is over is forgotten, and nothing grows without end.

use super::super::place::Place;
use super::super::samples::{id, now};
use super::*;
use crate::secret::Secret;
use crate::store::CommitError;
use crate::store::records::{
    Actor, AnsweredRecord, CeremonyRecord, Decision, LetterState, Proposal, ProposalState, Proposed,
    TokenHash, Write,
};
use directory::{Change, PhotoHash};

super::super::contract!(
    only_what_is_over_is_swept,
    portraits_that_nothing_names_are_swept,
    a_flood_of_ceremonies_and_answers_makes_room
);

async fn only_what_is_over_is_swept(place: Place) {
    let store = staffed(place.open().await).await;
    let answer = AnsweredRecord {
        account: account_id(1),
        hash: TokenHash::of("key"),
        request_hash: TokenHash::of("request"),
        status: 200,
        location: None,
        entity_tag: None,
        body: Secret::new(String::new()),
        made_at: now(),
    };
    let ended =
        |number| Write::EndSession { id: session(number, 1).id, account: account_id(1), at: later(100) };
    let writes = vec![
        Write::AddSession(session(1, 1)),
        Write::AddSession(session(2, 1)),
        Write::AddRefresh(refresh(1, 1)),
        Write::AddRefresh(refresh(2, 2)),
        Write::AddLink(link(1, None)),
        Write::AddCeremony(ceremony(1)),
        Write::AddLetter(letter(1)),
        Write::AddLetter(letter(2)),
        Write::TryLetter { id: letter(1).id, state: LetterState::Sent, tries: 1, next_try_at: later(100) },
        Write::AddAnswer(answer),
        Write::AddToken(token(1, 1)),
        ended(1),
    ];
    does(&store, writes).await.unwrap();
    let left = async || {
        let tables = "select (select count(*) from sessions) * 100000 + (select count(*) from refresh_tokens) * 10000 \
                      + (select count(*) from links) * 1000 + (select count(*) from ceremonies) * 100 \
                      + (select count(*) from letters) * 10 + (select count(*) from idempotency_keys)";
        place.count(tables).await
    };
    does(&store, vec![Write::Sweep { before: later(100) }]).await.unwrap();
    assert_eq!(left().await, 221_121);
    // The session that ended, with its refresh token, and the letter that was sent.
    does(&store, vec![Write::Sweep { before: later(101) }]).await.unwrap();
    assert_eq!(left().await, 111_111);
    does(&store, vec![Write::Sweep { before: later(3_601) }]).await.unwrap();
    assert_eq!(left().await, 100_011);
    does(&store, vec![Write::Sweep { before: later(86_401) }]).await.unwrap();
    // A letter that waits, waits; a token that expired is told of for good.
    assert_eq!(left().await, 10);
    assert_eq!(store.tokens(None).await.unwrap().len(), 1);
}

async fn portraits_that_nothing_names_are_swept(place: Place) {
    let store = staffed(place.open().await).await;
    let hash = |number| PhotoHash::from_digest([number; 32]);
    let add = |number, at| Write::AddPhoto { hash: hash(number), octets: vec![number], at };
    let naming = |number, photo| {
        let change = Change::SetPhoto { profile: id(1), photo: Some(hash(photo)) };
        let proposed = Proposed::Profile { profile: id(1), changes: vec![change] };
        Proposal { proposed, ..proposal(number, 1) }
    };
    let decision = Decision { by: Actor::Clock, at: now(), checked: None, remark: None };
    let decided = Write::DecideProposal {
        id: naming(2, 2).id,
        state: ProposalState::Expired,
        decision: decision.clone(),
    };
    let mut writes: Vec<_> = (1..=4).map(|number| add(number, now())).collect();
    writes.extend([
        Write::AddProposal(Box::new(naming(1, 1))),
        Write::AddProposal(Box::new(naming(2, 2))),
        decided,
        Write::KeepPhoto { hash: hash(4), at: later(10) },
    ]);
    does(&store, writes).await.unwrap();
    let kept = async || {
        let mut kept = Vec::new();
        for number in 1..=4 {
            if store.photo(&hash(number)).await.unwrap().is_some() {
                kept.push(number);
            }
        }
        kept
    };
    does(&store, vec![Write::Sweep { before: now() }]).await.unwrap();
    assert_eq!(kept().await, [1, 2, 3, 4]);
    does(&store, vec![Write::Sweep { before: later(10) }]).await.unwrap();
    assert_eq!(kept().await, [1, 4], "what waits is shown to its second person; what was sent again is kept");
    let gone = does(&store, vec![Write::KeepPhoto { hash: hash(3), at: later(10) }]).await;
    assert!(matches!(gone, Err(CommitError::Stale)));
    let named = "update profiles set photo = (select max(hash) from photos)";
    place.tamper(named, named).await;
    let over = Write::DecideProposal { id: naming(1, 1).id, state: ProposalState::Refused, decision };
    does(&store, vec![over, Write::Sweep { before: later(86_400) }]).await.unwrap();
    assert_eq!(kept().await, [4], "what a profile names is kept");
}

async fn a_flood_of_ceremonies_and_answers_makes_room(place: Place) {
    let store = staffed(place.open().await).await;
    let own = CeremonyRecord { account: Some(account_id(1)), expires_at: later(1), ..ceremony(0) };
    does(&store, vec![Write::AddCeremony(own.clone())]).await.unwrap();
    let flood = "insert into ceremonies (hash, account_id, state, expires_at) \
                 with recursive numbers (number) as \
                 (select 1 union all select number + 1 from numbers where number < 9999) \
                 select 'flood ' || number, null, '{}', number from numbers";
    place.tamper(flood, flood).await;
    does(&store, (1..=3).map(|number| Write::AddCeremony(ceremony(number))).collect()).await.unwrap();
    assert_eq!(place.count("select count(*) from ceremonies").await, 10_000);
    assert!(store.ceremony(&own.hash).await.unwrap().is_some());
    assert!(store.ceremony(&ceremony(3).hash).await.unwrap().is_some());
    assert_eq!(place.count("select min(expires_at) from ceremonies where account_id is null").await, 4);
    let answer = |number: i64| AnsweredRecord {
        account: account_id(1),
        hash: TokenHash::of(&format!("key {number}")),
        request_hash: TokenHash::of("request"),
        status: 200,
        location: None,
        entity_tag: None,
        body: Secret::new(String::new()),
        made_at: later(number),
    };
    does(&store, (1..=1_002).map(|number| Write::AddAnswer(answer(number))).collect()).await.unwrap();
    assert_eq!(place.count("select count(*) from idempotency_keys").await, 1_000);
    assert!(store.answered(&account_id(1), &answer(2).hash).await.unwrap().is_none());
    assert!(store.answered(&account_id(1), &answer(3).hash).await.unwrap().is_some());
}
