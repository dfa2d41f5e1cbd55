//! One-time links, and the accounts that they begin.

use super::*;

fn olga() -> (Name, EmailAddress) {
    (named("Olga Owner"), address("olga@paper.example"))
}

#[tokio::test]
async fn the_first_link_makes_an_owner_who_can_do_nothing_without_a_second_factor() {
    let newsroom = Newsroom::open().await;
    let link = newsroom.auth.first_owner_link().await.unwrap().unwrap();
    let target = newsroom.auth.link_target(link.secret.expose()).await.unwrap().unwrap();
    assert!(target.purpose == LinkPurpose::FirstOwner && target.account.is_none());
    let opened = newsroom
        .auth
        .use_link(link.secret.expose(), Some(olga()), Some(secret(PASSWORD)), HERE)
        .await
        .unwrap();
    let visitor = newsroom.by_cookie(&opened).await.unwrap();
    assert_eq!(visitor.account().role, Role::Owner);
    assert_eq!(visitor.account().alert_address.as_str(), "olga@paper.example");
    assert!(visitor.account().counts_from <= newsroom.clock.now());
    for act in Act::ALL {
        let permitted = visitor.permit(act, Strength::SignedIn);
        assert_eq!(permitted.is_ok(), act == Act::KeepOwnAccount, "{act:?}");
    }
    newsroom.add_app(&visitor).await;
    let visitor = newsroom.by_cookie(&opened).await.unwrap();
    assert!(visitor.permit(Act::KeepAccounts, Strength::Recent).is_ok());
    let acts = newsroom.acts().await;
    assert_eq!(acts, ["link_made", "account_made", "link_used", "signed_in", "authenticator_added"]);
}

#[tokio::test]
async fn a_password_alone_opens_nothing_before_there_is_a_second_factor() {
    let newsroom = Newsroom::open().await;
    let link = newsroom.auth.first_owner_link().await.unwrap().unwrap();
    newsroom.auth.use_link(link.secret.expose(), Some(olga()), Some(secret(PASSWORD)), HERE).await.unwrap();
    for (code, is_asked) in [(None, true), (Some("123456"), false), (Some("abcd-efgh-ijkl-mnop"), false)] {
        let answer = newsroom.auth.sign_in(credentials("olga@paper.example", PASSWORD, code), HERE).await;
        assert_eq!(matches!(answer, Err(SignInError::CodeNeeded)), is_asked);
        assert!(answer.is_err());
    }
    // Whoever went away in the middle gets another link on the console.
    let account = newsroom.store.account_by_email("olga@paper.example").await.unwrap().unwrap();
    let again = newsroom.auth.make_link_on_console(&account.id).await.unwrap();
    let opened = newsroom.auth.use_link(again.secret.expose(), None, None, HERE).await.unwrap();
    assert!(!opened.visitor.is_set_up());
}

#[tokio::test]
async fn a_code_on_paper_is_no_second_factor_by_itself() {
    let newsroom = Newsroom::open().await;
    let link = newsroom.auth.first_owner_link().await.unwrap().unwrap();
    let opened = newsroom
        .auth
        .use_link(link.secret.expose(), Some(olga()), Some(secret(PASSWORD)), HERE)
        .await
        .unwrap();
    let codes = newsroom.auth.draw_recovery_codes(&opened.visitor).await.unwrap();
    let renewed = newsroom.auth.step_up_by_code(&opened.visitor, codes[0].clone(), HERE).await.unwrap();
    let by_code = credentials("olga@paper.example", PASSWORD, Some(codes[1].expose()));
    let signed_in = newsroom.auth.sign_in(by_code, HERE).await.unwrap();
    for opened in [renewed, signed_in] {
        for visitor in [&opened.visitor, &newsroom.by_cookie(&opened).await.unwrap()] {
            assert_eq!(visitor.permit(Act::ReadProfiles, Strength::SignedIn).err(), Some(Refusal::NotSetUp));
            assert!(visitor.permit(Act::KeepOwnAccount, Strength::Recent).is_ok());
        }
    }
}

#[tokio::test]
async fn the_first_owner_says_who_they_are() {
    let newsroom = Newsroom::open().await;
    let link = newsroom.auth.first_owner_link().await.unwrap().unwrap();
    let nameless = newsroom.auth.use_link(link.secret.expose(), None, Some(secret(PASSWORD)), HERE).await;
    assert!(matches!(nameless, Err(AccountError::Field { field: "email", .. })));
    let weak = newsroom.auth.use_link(link.secret.expose(), Some(olga()), Some(secret("olga")), HERE).await;
    assert!(matches!(weak, Err(AccountError::Field { field: "password", .. })));
    let used = newsroom.auth.use_link(link.secret.expose(), Some(olga()), Some(secret(PASSWORD)), HERE).await;
    assert!(used.is_ok(), "what was refused did not use it up");
}

#[tokio::test]
async fn of_two_who_use_the_first_link_at_the_same_moment_one_becomes_owner() {
    let newsroom = Newsroom::open().await;
    let other = another_node(&newsroom.store, &newsroom.clock);
    let link = newsroom.auth.first_owner_link().await.unwrap().unwrap();
    let mallory = Some((named("Mallory"), address("mallory@paper.example")));
    let (one, two) = tokio::join!(
        newsroom.auth.use_link(link.secret.expose(), Some(olga()), Some(secret(PASSWORD)), HERE),
        other.use_link(link.secret.expose(), mallory, Some(secret(PASSWORD)), HERE),
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|won| **won).count(), 1);
    assert_eq!(newsroom.store.accounts().await.unwrap().len(), 1);
}

#[tokio::test]
async fn there_is_one_first_link_at_a_time_and_none_once_there_is_an_account() {
    let newsroom = Newsroom::open().await;
    let older = newsroom.auth.first_owner_link().await.unwrap().unwrap();
    let newer = newsroom.auth.first_owner_link().await.unwrap().unwrap();
    assert!(newsroom.auth.link_target(older.secret.expose()).await.unwrap().is_none());
    assert!(newsroom.auth.link_target(newer.secret.expose()).await.unwrap().is_some());
    newsroom
        .auth
        .add_account_on_console(address("edda@paper.example"), named("Edda Editor"), Role::Editor, None)
        .await
        .unwrap();
    assert!(newsroom.auth.link_target(newer.secret.expose()).await.unwrap().is_none());
    let late =
        newsroom.auth.use_link(newer.secret.expose(), Some(olga()), Some(secret(PASSWORD)), HERE).await;
    assert!(matches!(late, Err(AccountError::Unknown)));
    assert!(newsroom.auth.first_owner_link().await.unwrap().is_none());
}

#[tokio::test]
async fn a_link_works_once_and_not_after_its_time() {
    let newsroom = Newsroom::open().await;
    newsroom.owner().await;
    let (account, link) = newsroom
        .auth
        .add_account_on_console(address("edda@paper.example"), named("Edda Editor"), Role::Editor, None)
        .await
        .unwrap();
    newsroom.clock.advance(72 * 60 * 60);
    assert!(newsroom.auth.use_link(link.secret.expose(), None, None, HERE).await.is_err());
    let link = newsroom.auth.make_link_on_console(&account.id).await.unwrap();
    newsroom.clock.advance(72 * 60 * 60 - 1);
    let person = newsroom.set_up(&link, None).await;
    let again = newsroom.auth.use_link(link.secret.expose(), None, Some(secret(PASSWORD)), HERE).await;
    assert!(matches!(again, Err(AccountError::Unknown)));
    newsroom.sign_in(&person).await;
}

#[tokio::test]
async fn an_invitation_keeps_the_name_the_address_and_the_role_that_were_decided() {
    let newsroom = Newsroom::open().await;
    newsroom.owner().await;
    let (invited, link) = newsroom
        .auth
        .add_account_on_console(address("edda@paper.example"), named("Edda Editor"), Role::Editor, None)
        .await
        .unwrap();
    assert!(invited.state == AccountState::Invited && invited.created_by == Actor::Console);
    let identity = Some((named("Mallory"), address("mallory@paper.example")));
    let opened =
        newsroom.auth.use_link(link.secret.expose(), identity, Some(secret(PASSWORD)), HERE).await.unwrap();
    let account = opened.visitor.account();
    assert_eq!(account.email.as_str(), "edda@paper.example");
    assert_eq!((account.name.as_str(), account.role), ("Edda Editor", Role::Editor));
    assert!(account.state == AccountState::Active && account.version == invited.version + 1);
}

#[tokio::test]
async fn nobody_makes_a_link_to_an_account_that_somebody_signs_in_to() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let editor = newsroom.person("Edda Editor", "edda@paper.example", Role::Editor).await;
    let opened = newsroom.sign_in(&owner).await;
    let keeps = permission(&opened.visitor, Act::KeepAccounts);
    let made = newsroom.auth.make_link(&keeps, &editor.account.id).await;
    assert!(matches!(made, Err(AccountError::Unknown)));
    assert!(newsroom.auth.make_link_on_console(&editor.account.id).await.is_err());
    newsroom.auth.disable_on_console(&editor.account.id).await.unwrap();
    assert!(newsroom.auth.make_link(&keeps, &editor.account.id).await.is_err());
    let other_act = permission(&opened.visitor, Act::ReadAccounts);
    newsroom.auth.reset_on_console(&editor.account.id).await.unwrap();
    assert!(newsroom.auth.make_link(&other_act, &editor.account.id).await.is_err());
    let made = newsroom.auth.make_link(&keeps, &editor.account.id).await.unwrap();
    let target = newsroom.auth.link_target(made.secret.expose()).await.unwrap().unwrap();
    assert_eq!(target.purpose, LinkPurpose::Reset);
    assert_eq!(newsroom.entry("link_made").await.actor, Actor::Account(owner.account.id));
}

#[tokio::test]
async fn what_is_no_link_leads_nowhere() {
    let newsroom = Newsroom::open().await;
    let link = newsroom.auth.first_owner_link().await.unwrap().unwrap();
    let secret = link.secret.expose().as_str();
    for other in ["", "x", secret.split_at(1).1, &secret.to_uppercase(), &"a".repeat(43)] {
        assert!(newsroom.auth.link_target(other).await.unwrap().is_none(), "{other}");
        assert!(newsroom.auth.use_link(other, Some(olga()), None, HERE).await.is_err());
    }
}

#[tokio::test]
async fn the_word_of_an_account_that_a_colleagues_link_set_up_counts_after_three_days() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    // Somebody's account was made on the console long ago, and they never came.
    let (waiting, its_link) = newsroom
        .auth
        .add_account_on_console(address("edda@paper.example"), named("Edda Editor"), Role::Editor, None)
        .await
        .unwrap();
    newsroom.clock.advance(30 * 86_400);
    let opened = newsroom.sign_in(&owner).await;
    let keeps = permission(&opened.visitor, Act::KeepAccounts);
    let link = newsroom.auth.make_link(&keeps, &waiting.id).await.unwrap();
    assert!(newsroom.auth.link_target(its_link.secret.expose()).await.unwrap().is_none());
    // Whoever made the link uses it, and is two people from now on.
    let second =
        newsroom.auth.use_link(link.secret.expose(), None, Some(secret(PASSWORD)), HERE).await.unwrap();
    let now = newsroom.clock.now();
    assert_eq!(second.visitor.account().counts_from, now.plus_seconds(72 * 3_600));
    let used = newsroom.entry("link_used").await;
    assert_eq!(used.detail["made_by"], serde_json::json!(Actor::Account(owner.account.id)));
    // The console's own link is trusted as the console is.
    let (other, link) = newsroom
        .auth
        .add_account_on_console(address("olaf@paper.example"), named("Olaf Owner"), Role::Owner, None)
        .await
        .unwrap();
    let opened =
        newsroom.auth.use_link(link.secret.expose(), None, Some(secret(PASSWORD)), HERE).await.unwrap();
    assert_eq!(opened.visitor.account().counts_from, other.counts_from);
}
