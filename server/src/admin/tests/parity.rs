//! For a reporter, a colleague's profile and one that never was are the same: nothing, in the same words.

use super::*;
use crate::http::{Route, Side, Takes};

impl Newsroom {
    /// What somebody is answered at a route about that slug, and whatever else the route names about Ada.
    async fn answer_about(&self, person: &Person, route: &Route, slug: &str, channel: &str) -> Answer {
        let path = route.path.replace("{slug}", slug).replace("{channel}", channel);
        let (name, value) = match route.side {
            Side::StaffApi => (AUTHORIZATION, format!("Bearer {}", person.bearer)),
            _ => cookie(person),
        };
        let request = Request::builder()
            .method(route.verb.method())
            .uri(path)
            .header(HOST, "edit.paper.example")
            .header("if-match", "\"1\"")
            .header("sec-fetch-site", "same-origin")
            .header(name, value);
        let (media_type, body) = match route.takes {
            Takes::Nothing => return self.send(request.body(Body::empty()).unwrap()).await,
            Takes::Json => ("application/json", "{}"),
            Takes::Form => ("application/x-www-form-urlencoded", "revision=1"),
            Takes::Photo | Takes::Import if route.side == Side::StaffPages => (
                "multipart/form-data; boundary=x",
                "--x\r\nContent-Disposition: form-data; name=\"revision\"\r\n\r\n1\r\n--x--",
            ),
            Takes::Photo | Takes::Import => ("image/png", "x"),
        };
        self.send(request.header(CONTENT_TYPE, media_type).body(Body::from(body)).unwrap()).await
    }
}

#[tokio::test]
async fn a_reporter_cannot_tell_a_colleagues_profile_from_none() {
    let newsroom = Newsroom::open().await;
    let nils = newsroom.person("Nils Holm", Role::Reporter, Some("nils-holm")).await;
    let channel = newsroom.first_channel("ada-ferris").await;
    let channel = channel.as_str();
    let mut asked = 0;
    for route in routes::admin().filter(|route| route.path.contains("{slug}")) {
        let theirs = newsroom.answer_about(&nils, route, "ada-ferris", channel).await;
        let nobodys = newsroom.answer_about(&nils, route, "eva-parrot", channel).await;
        assert_eq!(theirs.status, nobodys.status, "{}", route.name);
        assert_eq!(theirs.body, nobodys.body.replace("eva-parrot", "ada-ferris"), "{}", route.name);
        assert!(theirs.status >= 400 && !theirs.body.contains("Ada Ferris"), "{}", route.name);
        asked += 1;
    }
    assert!(asked > 40, "{asked}");
    for list in ["/history?profile=", "/api/v1/history?slug=", "/api/v1/proposals?slug="] {
        let mut bodies = Vec::new();
        for slug in ["ada-ferris", "eva-parrot"] {
            let path = format!("{list}{slug}");
            let (name, value) = if path.starts_with("/api/") {
                (AUTHORIZATION, format!("Bearer {}", nils.bearer))
            } else {
                cookie(&nils)
            };
            let request = Request::get(path).header(HOST, "edit.paper.example").header(name, value);
            let answer = newsroom.send(request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, 404, "{list}");
            bodies.push(answer.body);
        }
        assert_eq!(bodies[0], bodies[1], "{list}");
    }
}

#[tokio::test]
async fn a_member_who_confirms_a_desks_channels_is_not_shown_what_the_desk_hides() {
    let newsroom = Newsroom::open().await;
    let ada = newsroom.person("Ada Ferris", Role::Reporter, Some("ada-ferris")).await;
    let desk = newsroom.profile_id("nils-holm").await;
    let member = newsroom.profile_id("ada-ferris").await;
    let hidden = newsroom.profile("nils-holm").await.channels[1].clone();
    let edit = directory::ProfileEdit {
        kind: Some(directory::ProfileKind::Desk),
        ..directory::ProfileEdit::default()
    };
    let mut batch = Batch::begin(newsroom.store.clone(), Actor::Console).await.unwrap();
    let changes = vec![
        directory::Change::EditProfile { profile: desk.clone(), edit: Box::new(edit) },
        directory::Change::SetMembers { profile: desk.clone(), members: vec![member] },
        directory::Change::HideChannel { profile: desk, channel: hidden.id },
    ];
    batch.submit(changes, newsroom.clock.now()).unwrap();
    batch.save(newsroom.clock.now()).await.unwrap();
    newsroom.clock.advance(60);
    let answer =
        newsroom.call(Some(&ada), "POST", "/api/v1/profiles/nils-holm/confirm", &[], Some(json!({}))).await;
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    let confirmed = newsroom.profile("nils-holm").await.channels[0].confirmed_at;
    assert_eq!(confirmed, Some(newsroom.clock.now()));
    let own =
        newsroom.call(Some(&ada), "POST", "/api/v1/profiles/ada-ferris/confirm", &[], Some(json!({}))).await;
    assert_eq!((own.status, own.json()["slug"].as_str()), (200, Some("ada-ferris")));
}
