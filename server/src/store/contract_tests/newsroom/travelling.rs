//! What a backup takes along, and what it does not.

use super::super::place::Place;
use super::super::samples::{Newsroom, now};
use super::*;
use crate::store::records::{HistoryVerdict, Stage, TokenHash, Write};
use crate::store::{OpenError, Store};

super::super::contract!(
    a_backup_takes_the_newsroom_along_and_signs_everybody_out,
    a_token_that_was_revoked_since_the_backup_stays_revoked,
    a_backup_of_an_older_program_is_chained_when_it_is_restored,
);

/// Everything that is kept about staff, once.
async fn filled(place: &Place) -> Store {
    let store = staffed(place.open().await).await;
    let codes = Write::SetRecoveryCodes { account: account_id(1), hashes: vec![TokenHash::of("code")] };
    let channel = directory::ChannelId::from_random([3; 16]);
    let writes = vec![
        Write::AddSession(session(1, 1)),
        Write::AddRefresh(refresh(1, 1)),
        Write::AddToken(token(1, 1)),
        Write::AddToken(token(2, 1)),
        Write::RevokeToken { id: token(2, 1).id, account: account_id(1), at: later(5) },
        Write::AddPasskey(passkey(1, 1)),
        Write::SetAuthenticator(authenticator(1)),
        codes,
        Write::AddLink(link(1, None)),
        Write::AddSigningKey(signing_key(1)),
        Write::AddCeremony(ceremony(1)),
        Write::AddProposal(Box::new(proposal(1, 1))),
        Write::AddLetter(letter(1)),
        Write::AddPhoto { hash: directory::PhotoHash::from_digest([5; 32]), octets: vec![0, 255], at: now() },
        Write::AddReminder { channel, confirm_by: later(60), stage: Stage::Hiding, at: now() },
    ];
    does(&store, writes).await.unwrap();
    store
}

async fn a_backup_takes_the_newsroom_along_and_signs_everybody_out(place: Place) {
    let store = filled(&place).await;
    let file = place.file("backup");
    store.backup(&file).await.unwrap();
    let head = store.history_after(14).await.unwrap().remove(0).hash;
    Place::sqlite()
        .run({
            let (file, head) = (file.clone(), head.clone());
            async move |other| assert_travelled(&file, &other, &head).await
        })
        .await;
    if let Some(other) = Place::postgres().await {
        other.run(async move |other| assert_travelled(&file, &other, &head).await).await;
    }
}

async fn assert_travelled(file: &std::path::Path, place: &Place, head: &str) {
    Store::restore(file, &place.database(), false, later(1_000)).await.unwrap();
    let store = place.open().await;
    assert_eq!(store.accounts().await.unwrap().len(), 2);
    let read = store.account_by_email("staff-1@courier.example").await.unwrap().unwrap();
    assert_eq!(read.password.unwrap().expose(), account(1).password.unwrap().expose());
    assert_eq!(store.passkeys_of(&account_id(1)).await.unwrap().len(), 1);
    assert!(store.authenticator_of(&account_id(1)).await.unwrap() == Some(authenticator(1)));
    assert_eq!(store.recovery_codes_left(&account_id(1)).await.unwrap(), 1);
    assert!(store.proposals_waiting().await.unwrap() == vec![proposal(1, 1)]);
    assert!(store.signing_keys().await.unwrap() == vec![signing_key(1)]);
    let photo = directory::PhotoHash::from_digest([5; 32]);
    assert_eq!(store.photo(&photo).await.unwrap(), Some(vec![0, 255]));
    assert_eq!(store.reminders_since(now()).await.unwrap().len(), 1);
    let revoked: Vec<_> =
        store.tokens(None).await.unwrap().into_iter().map(|token| token.revoked_at).collect();
    assert_eq!(revoked, [Some(later(5)), None]);
    for table in [
        "select count(*) from sessions",
        "select count(*) from refresh_tokens",
        "select count(*) from links",
        "select count(*) from ceremonies",
        "select count(*) from letters",
        "select count(*) from idempotency_keys",
    ] {
        assert_eq!(place.count(table).await, 0, "{table}");
    }
    // The chain goes on from the backup's, with what became of it.
    let last = store.history_after(14).await.unwrap();
    assert_eq!((last[0].hash.as_str(), last[1].act.as_str(), last[1].at), (head, "restored", later(1_000)));
    does(&store, vec![Write::AddSession(session(1, 1))]).await.unwrap();
    assert_eq!(store.check_history(()).await.unwrap(), HistoryVerdict::Sound { entries: 17 });
    assert_eq!(Store::check(&place.database()).await.unwrap().entries, 17);
}

async fn a_token_that_was_revoked_since_the_backup_stays_revoked(place: Place) {
    let store = filled(&place).await;
    let file = place.file("backup");
    store.backup(&file).await.unwrap();
    does(&store, vec![Write::RevokeTokens { account: account_id(1), at: later(9) }]).await.unwrap();
    Store::restore(&file, &place.database(), true, later(1_000)).await.unwrap();
    let revoked: Vec<_> =
        store.tokens(None).await.unwrap().into_iter().map(|token| token.revoked_at).collect();
    assert_eq!(revoked, [Some(later(5)), Some(later(9))]);
    // What was replaced can be told from what was kept elsewhere of it.
    let entry = store.history_after(15).await.unwrap().remove(0);
    assert_eq!(entry.detail["replaced_entries"], 16);
    assert!(store.session(&session(1, 1).hash.unwrap()).await.unwrap().is_none());
}

/// What brings a database back to where the release before left it.
const UNDONE: &str = "drop table reminders; drop table idempotency_keys; drop table letters; \
    drop table history_entries; drop table proposals; drop table ceremonies; drop table signing_keys; drop table tokens; \
    drop table refresh_tokens; drop table sessions; drop table links; drop table recovery_codes; \
    drop table authenticators; drop table passkeys; drop table accounts; drop table photos; drop table profile_members; \
    drop index channels_confirmed; drop index profiles_ending; \
    alter table directory drop column history_number; alter table directory drop column history_hash; \
    alter table profiles drop column photo; alter table profiles drop column shielded_at; \
    alter table profiles drop column ends_at; delete from _sqlx_migrations where version = 3; \
    insert into history (revision, place, changed_at, actor, profile_id, change) values \
    (1, 0, 5, 'console', null, '{\"change\":\"set_outlet\",\"name\":\"A\"}'), \
    (1, 1, 5, 'console', null, '{\"change\":\"set_outlet\",\"name\":\"B\"}')";

async fn a_backup_of_an_older_program_is_chained_when_it_is_restored(place: Place) {
    let older = Place::sqlite();
    Newsroom::filled(older.open().await).await.store.close().await;
    older.tamper(UNDONE, "").await;
    // A backup has no log beside it.
    older.tamper("pragma journal_mode = delete", "").await;
    let behind = Store::check(&older.database()).await.err();
    assert!(matches!(behind, Some(OpenError::Behind { name }) if name == "0003_newsroom"));
    Store::restore(&older.file("masthead.sqlite"), &place.database(), false, later(9)).await.unwrap();
    let store = place.open().await;
    assert_eq!(store.check_history(()).await.unwrap(), HistoryVerdict::Sound { entries: 3 });
    let acts: Vec<_> = store.history_after(0).await.unwrap().into_iter().map(|entry| entry.act).collect();
    assert_eq!(acts, ["changed", "changed", "restored"]);
    // Opening what the release before left brings it up to date in its place.
    let opened = older.open().await;
    assert_eq!(opened.check_history(()).await.unwrap(), HistoryVerdict::Sound { entries: 2 });
    assert_eq!(opened.load().await.unwrap().directory.profiles().len(), 3);
}
