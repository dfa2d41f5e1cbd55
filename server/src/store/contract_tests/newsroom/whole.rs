//! What one act writes is written whole, and reads back the same.

use directory::Change;

use super::super::place::Place;
use super::super::samples::{Newsroom, beat, id, now, same};
use super::*;
use crate::store::CommitError;
use crate::store::records::{Actor, Entry, HistoryQuery, HistoryVerdict, Work, Write};

super::super::contract!(
    a_failing_condition_at_the_end_writes_nothing,
    what_is_written_about_staff_reads_back_the_same,
    a_change_and_what_is_said_about_it_are_one_chain,
    a_directory_in_memory_is_brought_up_to_date,
    a_directory_in_memory_of_a_past_that_was_undone_is_read_anew,
);

async fn a_failing_condition_at_the_end_writes_nothing(place: Place) {
    let mut newsroom = Newsroom::begin(staffed(place.open().await).await).await;
    let before = newsroom.directory.clone();
    let entries = place.count("select max(number) from history_entries").await;
    let accepted = newsroom.accept(vec![beat("late"), Change::Withdraw { profile: id(1) }]);
    let work = Work {
        expected_revision: Some(newsroom.revision),
        accepted,
        entries: vec![Entry::new("said")],
        writes: vec![
            Write::AddSession(session(1, 1)),
            Write::DecideProposal {
                id: proposal(9, 1).id,
                state: crate::store::records::ProposalState::Approved,
                decision: decision(2),
            },
        ],
        ..Work::new(Actor::Console, now())
    };
    let refused = newsroom.store.write(work).await;
    assert!(matches!(refused, Err(CommitError::Stale)));
    let stored = newsroom.store.load().await.unwrap();
    assert!(same(&stored.directory, &before));
    assert_eq!(stored.revision, newsroom.revision);
    assert_eq!(place.count("select count(*) from sessions").await, 0);
    assert_eq!(place.count("select max(number) from history_entries").await, entries);
    let sound = HistoryVerdict::Sound { entries: entries.unsigned_abs() };
    assert_eq!(newsroom.store.check_history(()).await.unwrap(), sound);
}

async fn what_is_written_about_staff_reads_back_the_same(place: Place) {
    let store = staffed(place.open().await).await;
    let writes = vec![
        Write::AddSession(session(1, 1)),
        Write::AddRefresh(refresh(1, 1)),
        Write::AddToken(token(1, 2)),
        Write::AddPasskey(passkey(1, 1)),
        Write::SetAuthenticator(authenticator(1)),
        Write::AddLink(link(1, Some(account_id(2)))),
        Write::AddSigningKey(signing_key(1)),
        Write::AddProposal(Box::new(proposal(1, 1))),
        Write::AddLetter(letter(1)),
    ];
    does(&store, writes).await.unwrap();
    let (read, of) = store.session(&session(1, 1).hash.unwrap()).await.unwrap().unwrap();
    assert!(read == session(1, 1) && of.id == account_id(1) && of.email == account(1).email);
    assert_eq!(store.session_by_id(&session(1, 1).id).await.unwrap().unwrap().0, session(1, 1));
    assert_eq!(store.refresh_token(&refresh(1, 1).hash).await.unwrap(), Some(refresh(1, 1)));
    let (read, of) = store.token(&token(1, 2).hash).await.unwrap().unwrap();
    assert!(read == token(1, 2) && of.id == account_id(2));
    assert_eq!(store.link(&link(1, None).hash).await.unwrap(), Some(link(1, Some(account_id(2)))));
    assert!(store.authenticator_of(&account_id(1)).await.unwrap() == Some(authenticator(1)));
    assert!(store.signing_keys().await.unwrap() == vec![signing_key(1)]);
    assert!(store.proposal(&proposal(1, 1).id).await.unwrap() == Some(proposal(1, 1)));
    assert!(store.proposals_waiting().await.unwrap() == vec![proposal(1, 1)]);
    assert!(store.proposals(Some(&id(3)), 9).await.unwrap() == vec![proposal(1, 1)]);
    assert!(store.proposals(Some(&id(2)), 9).await.unwrap().is_empty());
    assert!(store.letters_due(later(1), 9).await.unwrap() == vec![letter(1)]);
    assert!(store.letters_due(now(), 9).await.unwrap().is_empty());
    let [passkey] = &store.passkeys_of(&account_id(1)).await.unwrap()[..] else { panic!("one passkey") };
    assert_eq!(passkey.credential.expose(), "{\"counter\":1}");
    let found = store.account_by_email("STAFF-1@courier.example").await.unwrap().unwrap();
    assert_eq!(found.password.unwrap().expose(), account(1).password.unwrap().expose());
    assert_eq!(found.former_alert_address.map(|(_, until)| until), Some(later(60)));
    assert_eq!(store.accounts().await.unwrap().len(), 2);
    assert!(store.account(&account_id(3)).await.unwrap().is_none());
}

async fn a_change_and_what_is_said_about_it_are_one_chain(place: Place) {
    let mut newsroom = Newsroom::begin(staffed(place.open().await).await).await;
    let accepted = newsroom.accept(vec![Change::Withdraw { profile: id(1) }]);
    let said = Entry { profile: Some(id(1)), ..Entry::new(crate::store::records::CLOSED) };
    let by = Actor::Account(account_id(1));
    let expected_revision = Some(newsroom.revision);
    let work = Work { expected_revision, accepted, entries: vec![said], ..Work::new(by.clone(), now()) };
    let revision = newsroom.store.write(work).await.unwrap();
    assert_eq!(revision, newsroom.revision + 1);
    let query = HistoryQuery { profile: Some(id(1)), limit: 2, ..HistoryQuery::default() };
    let entries = newsroom.store.history(query).await.unwrap();
    let acts: Vec<_> = entries.iter().map(|entry| (entry.act.as_str(), entry.revision)).collect();
    assert_eq!(acts, [("closed", Some(revision)), ("changed", Some(revision))]);
    assert_eq!(entries[1].detail["change"], "withdraw");
    assert!(entries.iter().all(|entry| entry.actor == by && entry.at == now()));
    let newest = entries[0].number;
    let sound = HistoryVerdict::Sound { entries: newest };
    assert_eq!(newsroom.store.check_history(()).await.unwrap(), sound);
    let all = newsroom.store.history_after(0).await.unwrap();
    assert!(all.iter().map(|entry| entry.number).eq(1..=newest));
    let closed = newsroom.store.closed_since(&account_id(1), None, now()).await.unwrap();
    let own = newsroom.store.closed_since(&account_id(1), Some(&id(1)), now()).await.unwrap();
    let since = newsroom.store.closed_since(&account_id(1), None, later(1)).await.unwrap();
    assert_eq!((closed, own, since), (1, 0, 0));
}

async fn a_directory_in_memory_is_brought_up_to_date(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let seen = newsroom.store.load().await.unwrap();
    newsroom.submit(vec![beat("sport"), Change::Publish { profile: id(3) }]).await.unwrap();
    let edition = newsroom.store.next_edition(None, now()).await.unwrap();
    let fresh = newsroom.store.refresh(seen).await.unwrap();
    let stored = newsroom.store.load().await.unwrap();
    assert!(same(&fresh.directory, &stored.directory));
    assert_eq!((fresh.position, fresh.revision), (stored.position, stored.revision));
    assert_eq!(fresh.position.edition, edition.number);
    let again = newsroom.store.refresh(fresh).await.unwrap();
    assert!(same(&again.directory, &stored.directory));
}

async fn a_directory_in_memory_of_a_past_that_was_undone_is_read_anew(place: Place) {
    let mut newsroom = Newsroom::filled(place.open().await).await;
    let file = place.file("backup");
    newsroom.store.backup(&file).await.unwrap();
    newsroom.submit(vec![beat("undone"), Change::Withdraw { profile: id(1) }]).await.unwrap();
    let seen = newsroom.store.load().await.unwrap();
    // Set back by hand, and moved on in another way: the numbers alone tell nobody.
    place.set_back(&newsroom.store, &file).await;
    let mut other = Newsroom::begin(newsroom.store.clone()).await;
    other.submit(vec![beat("other")]).await.unwrap();
    let stored = newsroom.store.load().await.unwrap();
    assert_eq!(stored.position, seen.position);
    let fresh = newsroom.store.refresh(seen).await.unwrap();
    assert!(same(&fresh.directory, &stored.directory));
    // Restored.
    crate::store::Store::restore(&file, &place.database(), true, now()).await.unwrap();
    let fresh = newsroom.store.refresh(fresh).await.unwrap();
    assert!(same(&fresh.directory, &newsroom.store.load().await.unwrap().directory));
    assert!(!fresh.directory.beats().any(|kept| kept.name.as_str() == "other"));
}
