//! One's own account, and what the console does with accounts.

use super::*;

#[tokio::test]
async fn a_new_password_ends_everything_that_the_old_one_opened() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let (here, there) = (newsroom.sign_in(&owner).await, newsroom.sign_in(&owner).await);
    let api = newsroom.sign_in_api(&owner).await;
    let keeps = permission(&here.visitor, Act::KeepTokens);
    let until = newsroom.clock.now().plus_seconds(1000);
    let (_, token) =
        newsroom.auth.make_token(&keeps, named("Build"), vec![Act::ReadProfiles], until).await.unwrap();
    let new = secret("nine lanterns over marble");
    let opened =
        newsroom.auth.change_password(&here.visitor, Some(secret(PASSWORD)), new.clone()).await.unwrap();
    for ended in [&here, &there] {
        assert!(newsroom.by_cookie(ended).await.is_none());
    }
    assert!(newsroom.by_bearer(&api.access_token).await.is_none());
    assert!(newsroom.by_bearer(&token).await.is_none());
    let present = newsroom.by_cookie(&opened).await.unwrap();
    assert!(present.is_set_up());
    assert_eq!(present.session().unwrap().ends_at, here.visitor.session().unwrap().ends_at);
    assert_eq!(newsroom.acts().await.last().unwrap(), "password_changed");
    assert!(newsroom.auth.sign_in(newsroom.credentials(&owner), HERE).await.is_err());
    let code = owner.app.code(newsroom.clock.now());
    let with_new = credentials("olga@paper.example", new.expose(), Some(&code));
    assert!(newsroom.auth.sign_in(with_new, HERE).await.is_ok());
}

#[tokio::test]
async fn a_password_is_changed_only_by_whoever_knows_it_and_to_a_good_one() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let new = || secret("nine lanterns over marble");
    for current in [None, Some(secret("")), Some(secret("wrong")), Some(secret(&"a".repeat(5000)))] {
        let changed = newsroom.auth.change_password(&opened.visitor, current, new()).await;
        assert!(matches!(changed, Err(AccountError::SignIn(SignInError::Refused))));
    }
    let weak = newsroom
        .auth
        .change_password(&opened.visitor, Some(secret(PASSWORD)), secret("OlgaOwnerOlgaOwner"))
        .await;
    assert!(matches!(weak, Err(AccountError::Field { field: "password", .. })));
    assert!(newsroom.by_cookie(&opened).await.is_some());
    let by_api = newsroom.sign_in_api(&owner).await;
    let by_api = newsroom.by_bearer(&by_api.access_token).await.unwrap();
    assert!(newsroom.auth.change_password(&by_api, Some(secret(PASSWORD)), new()).await.is_err());
}

#[tokio::test]
async fn guessing_the_present_password_is_slowed_down() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    for count in 0..=5 {
        let new = secret("nine lanterns over marble");
        let changed = newsroom.auth.change_password(&opened.visitor, Some(secret("wrong")), new).await;
        let slowed = matches!(changed, Err(AccountError::SignIn(SignInError::TooMany { .. })));
        assert_eq!(slowed, count == 5);
    }
}

#[tokio::test]
async fn an_authenticator_app_is_set_up_by_its_first_code() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let begun = newsroom.auth.begin_authenticator(&opened.visitor).await.unwrap();
    assert!(begun.qr_png.starts_with(b"\x89PNG"));
    assert!(begun.link.expose().contains("edit.paper.example:olga@paper.example?secret="));
    let app = AppSecret::typed_in(begun.secret.expose());
    let code = secret(&app.code(newsroom.clock.now()));
    let handle = begun.handle.expose();
    let wrong = newsroom.auth.finish_authenticator(&opened.visitor, handle, secret("12345")).await;
    assert!(matches!(wrong, Err(AccountError::SignIn(SignInError::Refused))));
    let editor = newsroom.person("Edda Editor", "edda@paper.example", Role::Editor).await;
    let hers = newsroom.sign_in(&editor).await;
    let stolen = newsroom.auth.finish_authenticator(&hers.visitor, handle, code.clone()).await;
    assert!(matches!(stolen, Err(AccountError::Unknown)), "a handle is good in its own account only");
    let code = secret(&app.code(newsroom.clock.now()));
    newsroom.auth.finish_authenticator(&opened.visitor, handle, code.clone()).await.unwrap();
    let again = newsroom.auth.finish_authenticator(&opened.visitor, handle, code.clone()).await;
    assert!(matches!(again, Err(AccountError::Unknown)), "and once");
    let used = credentials("olga@paper.example", PASSWORD, Some(code.expose()));
    assert!(newsroom.auth.sign_in(used, HERE).await.is_err(), "its first code was used by that");
    newsroom.clock.advance(30);
    let by_old_app = newsroom.auth.sign_in(newsroom.credentials(&owner), HERE).await;
    assert!(by_old_app.is_err(), "it takes the place of the one before");
    let by_new = credentials("olga@paper.example", PASSWORD, Some(&app.code(newsroom.clock.now())));
    assert!(newsroom.auth.sign_in(by_new, HERE).await.is_ok());
}

#[tokio::test]
async fn setting_up_an_app_takes_a_quarter_of_an_hour_at_most() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let begun = newsroom.auth.begin_authenticator(&opened.visitor).await.unwrap();
    newsroom.clock.advance(15 * 60);
    let code = secret(&AppSecret::typed_in(begun.secret.expose()).code(newsroom.clock.now()));
    let late = newsroom.auth.finish_authenticator(&opened.visitor, begun.handle.expose(), code).await;
    assert!(matches!(late, Err(AccountError::Unknown)));
}

#[tokio::test]
async fn the_last_way_to_sign_in_is_not_taken_away() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let removed = newsroom.auth.remove_authenticator(&opened.visitor).await;
    assert!(matches!(removed, Err(AccountError::LastFactor)));
    newsroom.sign_in(&owner).await;
    add_passkey(&newsroom, &owner).await;
    let other = newsroom.sign_in(&owner).await;
    newsroom.auth.remove_authenticator(&opened.visitor).await.unwrap();
    assert!(newsroom.by_cookie(&opened).await.is_some() && newsroom.by_cookie(&other).await.is_none());
    assert_eq!(newsroom.acts().await.last().unwrap(), "authenticator_removed");
    let again = newsroom.auth.remove_authenticator(&opened.visitor).await;
    assert!(matches!(again, Err(AccountError::Unknown)));
}

async fn add_passkey(newsroom: &Newsroom, person: &Person) {
    use crate::store::records::{PasskeyRecord, Work, Write};
    let mut work = Work::new(Actor::Account(person.account.id.clone()), newsroom.clock.now());
    work.writes.push(Write::AddPasskey(PasskeyRecord {
        id: directory::PasskeyId::from_random(Random::system().octets()),
        account: person.account.id.clone(),
        name: named("Key in the safe"),
        credential_id: "abc".to_owned(),
        credential: secret("{}"),
        added_at: work.at,
        used_at: None,
    }));
    newsroom.store.write(work).await.unwrap();
}

#[tokio::test]
async fn an_account_shows_what_it_can_sign_in_with() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    newsroom.auth.draw_recovery_codes(&opened.visitor).await.unwrap();
    let factors = newsroom.auth.factors(&owner.account.id).await.unwrap();
    assert!(factors.passkeys.is_empty() && factors.has_password);
    assert_eq!(factors.authenticator_since, Some(NOON));
    assert_eq!(factors.recovery_codes, 10);
}

#[tokio::test]
async fn the_console_lets_somebody_in_once() {
    let newsroom = Newsroom::open().await;
    let editor = newsroom.person("Edda Editor", "Edda@paper.example", Role::Editor).await;
    assert_eq!(editor.account.counts_from, NOON);
    let again = newsroom
        .auth
        .add_account_on_console(address("edda@PAPER.example"), named("Edda Again"), Role::Owner, None)
        .await;
    assert!(matches!(again, Err(AccountError::Field { field: "email", .. })));
    let made = newsroom.entry("account_made").await;
    assert!(made.actor == Actor::Console && made.detail["role"] == "editor");
}

#[tokio::test]
async fn a_reset_ends_everything_and_begins_anew() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    add_passkey(&newsroom, &owner).await;
    let opened = newsroom.sign_in(&owner).await;
    let codes = newsroom.auth.draw_recovery_codes(&opened.visitor).await.unwrap();
    let api = newsroom.sign_in_api(&owner).await;
    let link = newsroom.auth.reset_on_console(&owner.account.id).await.unwrap();
    assert!(newsroom.by_cookie(&opened).await.is_none());
    assert!(newsroom.by_bearer(&api.access_token).await.is_none());
    let factors = newsroom.auth.factors(&owner.account.id).await.unwrap();
    assert!(factors.passkeys.is_empty() && factors.authenticator_since.is_none() && !factors.has_password);
    let target = newsroom.auth.link_target(link.secret.expose()).await.unwrap().unwrap();
    assert_eq!(target.purpose, LinkPurpose::Reset);
    let anew = newsroom.set_up(&link, None).await;
    assert_eq!(anew.account.id, owner.account.id);
    assert!(newsroom.auth.sign_in(newsroom.credentials(&owner), HERE).await.is_err(), "the old telephone");
    let by_code = credentials("olga@paper.example", PASSWORD, Some(codes[0].expose()));
    assert!(newsroom.auth.sign_in(by_code, HERE).await.is_err(), "the old paper");
    newsroom.sign_in(&anew).await;
    assert_eq!(newsroom.account(&anew).await.reset_by, Some(Actor::Console));
}

#[tokio::test]
async fn a_disabled_account_is_out_until_it_is_enabled() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    newsroom.auth.disable_on_console(&owner.account.id).await.unwrap();
    assert!(newsroom.by_cookie(&opened).await.is_none());
    assert!(newsroom.auth.sign_in(newsroom.credentials(&owner), HERE).await.is_err());
    let disabled = newsroom.account(&owner).await;
    assert_eq!(disabled.decider_until, Some(newsroom.clock.now()));
    assert!(newsroom.auth.disable_on_console(&owner.account.id).await.is_err(), "it is already");
    newsroom.auth.enable_on_console(&owner.account.id).await.unwrap();
    assert!(newsroom.by_cookie(&opened).await.is_none(), "what ended does not come back");
    newsroom.clock.advance(30);
    newsroom.sign_in(&owner).await;
    assert!(newsroom.auth.enable_on_console(&owner.account.id).await.is_err(), "it is already");
    let acts = newsroom.acts().await;
    assert!(acts.contains(&"account_disabled".to_owned()) && acts.contains(&"account_enabled".to_owned()));
}

#[tokio::test]
async fn enabling_an_account_that_was_never_set_up_leaves_it_waiting() {
    let newsroom = Newsroom::open().await;
    newsroom.owner().await;
    let (invited, link) = newsroom
        .auth
        .add_account_on_console(address("ian@paper.example"), named("Ian Invited"), Role::Approver, None)
        .await
        .unwrap();
    newsroom.auth.disable_on_console(&invited.id).await.unwrap();
    assert!(newsroom.auth.link_target(link.secret.expose()).await.unwrap().is_none());
    newsroom.auth.enable_on_console(&invited.id).await.unwrap();
    let account = newsroom.store.account(&invited.id).await.unwrap().unwrap();
    assert!(account.state == AccountState::Invited && account.decider_until.is_none());
    assert!(newsroom.auth.link_target(link.secret.expose()).await.unwrap().is_none());
    assert!(newsroom.auth.make_link_on_console(&invited.id).await.is_ok());
}

#[tokio::test]
async fn a_reset_on_the_console_ends_what_the_account_had_proposed_and_remembers_that_it_had_a_word() {
    use crate::store::records::{AccountChange, Proposal, ProposalState, Proposed, ShownHash, Work, Write};
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let now = newsroom.clock.now();
    // What a thief who has the only account proposed: after a day it would be done by itself.
    let proposal = Proposal {
        id: directory::ProposalId::from_random([1; 16]),
        base_revision: 1,
        shown: ShownHash("0".repeat(64)),
        proposed_by: Actor::Account(owner.account.id.clone()),
        proposed_at: now,
        expires_at: now.plus_seconds(7 * 86_400),
        cool_off_until: Some(now.plus_seconds(86_400)),
        state: ProposalState::Waiting,
        decision: None,
        proposed: Proposed::Account {
            account: owner.account.id.clone(),
            change: AccountChange::SetAlertAddress { address: address("mallory@paper.example") },
        },
    };
    let mut work = Work::new(Actor::Account(owner.account.id.clone()), now);
    work.writes.push(Write::AddProposal(Box::new(proposal.clone())));
    newsroom.store.write(work).await.unwrap();
    newsroom.auth.reset_on_console(&owner.account.id).await.unwrap();
    let ended = newsroom.store.proposal(&proposal.id).await.unwrap().unwrap();
    assert_eq!(ended.state, ProposalState::Cancelled);
    assert_eq!(newsroom.account(&owner).await.decider_until, Some(now));
}
