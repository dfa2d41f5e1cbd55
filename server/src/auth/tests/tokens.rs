//! Tokens for automation.

use super::*;

async fn make(
    newsroom: &Newsroom,
    visitor: &Visitor,
    scopes: &[Act],
    days: i64,
) -> Result<Secret<String>, AccountError> {
    let until = newsroom.clock.now().plus_seconds(days * 86_400);
    let keeps = permission(visitor, Act::KeepTokens);
    newsroom.auth.make_token(&keeps, named("Build"), scopes.to_vec(), until).await.map(|(_, secret)| secret)
}

#[tokio::test]
async fn a_token_may_do_what_it_was_made_for_until_its_day() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let token = make(&newsroom, &opened.visitor, &[Act::ReadProfiles, Act::Export], 2).await.unwrap();
    assert!(token.expose().starts_with("mst_") && token.expose().len() == 47);
    let visitor = newsroom.by_bearer(&token).await.unwrap();
    assert!(matches!(visitor.means(), Means::Token(_)) && visitor.session().is_none());
    for act in Act::ALL {
        let may = matches!(act, Act::ReadProfiles | Act::Export);
        assert_eq!(visitor.permit(act, Strength::SignedIn).is_ok(), may, "{act:?}");
    }
    newsroom.clock.advance(2 * 86_400);
    assert!(newsroom.by_bearer(&token).await.is_none());
}

#[tokio::test]
async fn a_token_is_never_made_for_what_takes_a_person() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let never = [
        Act::KeepOwnAccount,
        Act::DecideProposals,
        Act::ReadAccounts,
        Act::KeepAccounts,
        Act::KeepTokens,
        Act::ReadSettings,
    ];
    for act in Act::ALL {
        let made = make(&newsroom, &opened.visitor, &[act], 1).await;
        match made {
            Ok(_) => assert!(!never.contains(&act), "{act:?}"),
            Err(AccountError::Field { field: "scopes", .. }) => assert!(never.contains(&act), "{act:?}"),
            Err(other) => panic!("{other}"),
        }
    }
    for (scopes, days, wrong) in [
        (&[][..], 1, "scopes"),
        (&[Act::ReadProfiles, Act::KeepAccounts][..], 1, "scopes"),
        (&[Act::ReadProfiles][..], 0, "expires_at"),
        (&[Act::ReadProfiles][..], -1, "expires_at"),
        (&[Act::ReadProfiles][..], 367, "expires_at"),
    ] {
        let made = make(&newsroom, &opened.visitor, scopes, days).await;
        assert!(
            matches!(made, Err(AccountError::Field { field, .. }) if field == wrong),
            "{scopes:?} {days}"
        );
    }
}

#[tokio::test]
async fn a_token_may_do_no_more_than_whoever_made_it() {
    let newsroom = Newsroom::open().await;
    newsroom.owner().await;
    let auditor = newsroom.person("Aud Auditor", "aud@paper.example", Role::Auditor).await;
    let opened = newsroom.sign_in(&auditor).await;
    assert!(make(&newsroom, &opened.visitor, &[Act::EditProfiles], 1).await.is_err());
    assert!(make(&newsroom, &opened.visitor, &[Act::ReadHistory], 1).await.is_ok());
    let other_act = permission(&opened.visitor, Act::KeepOwnAccount);
    let until = newsroom.clock.now().plus_seconds(60);
    let made = newsroom.auth.make_token(&other_act, named("X"), vec![Act::ReadHistory], until).await;
    assert!(matches!(made, Err(AccountError::Unknown)));
}

#[tokio::test]
async fn a_revoked_token_is_nobodys_at_once() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let editor = newsroom.person("Edda Editor", "edda@paper.example", Role::Editor).await;
    let (mine, hers) = (newsroom.sign_in(&owner).await, newsroom.sign_in(&editor).await);
    let token = make(&newsroom, &mine.visitor, &[Act::ReadProfiles], 1).await.unwrap();
    let (my, her) = (permission(&mine.visitor, Act::KeepTokens), permission(&hers.visitor, Act::KeepTokens));
    let listed = newsroom.auth.tokens(&my).await.unwrap();
    assert!(listed.len() == 1 && newsroom.auth.tokens(&her).await.unwrap().is_empty());
    let id = &listed[0].id;
    assert!(matches!(newsroom.auth.revoke_token(&her, id).await, Err(AccountError::Unknown)));
    assert!(newsroom.by_bearer(&token).await.is_some());
    newsroom.auth.revoke_token(&my, id).await.unwrap();
    assert!(newsroom.by_bearer(&token).await.is_none());
    assert!(newsroom.auth.revoke_token(&my, id).await.is_err());
    let told: String = newsroom.history().await.iter().map(|entry| entry.detail.to_string()).collect();
    assert!(!told.contains(token.expose()));
}

#[tokio::test]
async fn whatever_changes_the_account_ends_its_tokens() {
    let changes: [fn(&mut Account); 2] =
        [|account| account.role = Role::Auditor, |account| account.state = AccountState::Disabled];
    for change in changes {
        let newsroom = Newsroom::open().await;
        let owner = newsroom.owner().await;
        let opened = newsroom.sign_in(&owner).await;
        let token = make(&newsroom, &opened.visitor, &[Act::ReadProfiles], 1).await.unwrap();
        newsroom.change(&owner, change).await;
        assert!(newsroom.by_bearer(&token).await.is_none());
    }
}

#[tokio::test]
async fn of_its_use_only_the_day_is_noted() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    let token = make(&newsroom, &opened.visitor, &[Act::ReadProfiles], 9).await.unwrap();
    let keeps = permission(&opened.visitor, Act::KeepTokens);
    let used_day = async || newsroom.auth.tokens(&keeps).await.unwrap()[0].used_day;
    assert_eq!(used_day().await, None);
    newsroom.by_bearer(&token).await.unwrap();
    let day = NOON.seconds() / 86_400;
    assert_eq!(used_day().await, Some(day));
    newsroom.clock.advance(86_400);
    newsroom.by_bearer(&token).await.unwrap();
    assert_eq!(used_day().await, Some(day + 1));
}

#[tokio::test]
async fn an_account_has_a_bounded_number_of_tokens() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let opened = newsroom.sign_in(&owner).await;
    for _ in 0..20 {
        make(&newsroom, &opened.visitor, &[Act::ReadProfiles], 1).await.unwrap();
    }
    assert!(make(&newsroom, &opened.visitor, &[Act::ReadProfiles], 1).await.is_err());
    newsroom.clock.advance(86_400);
    let opened = newsroom.sign_in(&owner).await;
    assert!(
        make(&newsroom, &opened.visitor, &[Act::ReadProfiles], 1).await.is_ok(),
        "the others have expired"
    );
}
