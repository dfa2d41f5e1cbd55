//! Every route of the admin listener, asked for by everybody.

use std::collections::{BTreeMap, BTreeSet};

use super::walk_table::TABLE;
use super::*;
use crate::http::{Guard, Route, Side, Takes, Verb};
use directory::{Act, Strength};

/// Who asks, in the order of the table's letters.
pub(super) const ACTORS: [&str; 8] =
    ["nobody", "owner", "editor", "approver", "reporter", "auditor", "other reporter", "token"];

/// Somebody of every role, and a token that may only import.
struct Everybody {
    people: Vec<Person>,
    token: String,
}

impl Newsroom {
    async fn everybody(&self) -> Everybody {
        let mut people = vec![
            self.person("Olga Owner", Role::Owner, None).await,
            self.person("Edda Editor", Role::Editor, None).await,
            self.person("Abel Approver", Role::Approver, None).await,
            self.person("Ada Ferris", Role::Reporter, Some("ada-ferris")).await,
            self.person("Aud Auditor", Role::Auditor, None).await,
            self.person("Nils Holm", Role::Reporter, Some("nils-holm")).await,
        ];
        self.sign_all_in(&mut people).await;
        let auth = &self.staff().auth;
        let owner = auth.visitor_of_cookie(&people[0].cookie).await.unwrap().unwrap();
        let permission = owner.permit(Act::KeepTokens, Strength::Recent).unwrap();
        let until = self.clock.now().plus_seconds(86_400);
        let name = Name::parse("Import at night").unwrap();
        let (_, token) = auth.make_token(&permission, name, vec![Act::Import], until).await.unwrap();
        Everybody { people, token: token.expose().clone() }
    }

    /// All at the same two moments, so that nobody's access token is older than a minute.
    async fn sign_all_in(&self, people: &mut [Person]) {
        let auth = &self.staff().auth;
        self.clock.advance(30);
        for person in people.iter_mut() {
            let opened = auth.sign_in(self.credentials(person), HERE).await.unwrap();
            person.cookie = opened.cookie.expose().clone();
        }
        self.clock.advance(30);
        for person in people.iter_mut() {
            let tokens = auth.sign_in_api(self.credentials(person), HERE).await.unwrap();
            person.bearer = tokens.access_token.expose().clone();
            person.refresh = tokens.refresh_token.expose().clone();
        }
    }

    /// What `actor` is answered at `route`, as one letter of the table.
    async fn verdict(&self, everybody: &Everybody, route: &'static Route, actor: usize, turn: usize) -> char {
        let request = self.request(everybody, route, actor, turn).await;
        let answer = self.send(request).await;
        let who = ACTORS[actor];
        assert_ne!(answer.status, 500, "{} for {who}: {}", route.name, answer.body);
        assert!(answer.header("cache-control").contains("no-store"), "{}", route.name);
        let location = answer.header("location");
        match answer.status {
            401 => {
                assert!(!answer.header("www-authenticate").is_empty(), "{}", route.name);
                'U'
            }
            403 if answer.code() == "step_up_needed" => 'T',
            403 => 'F',
            404 => 'N',
            303 if location.starts_with("/sign-in") => 'S',
            303 if location.starts_with("/step-up") => 'T',
            _ => 'o',
        }
    }

    async fn request(
        &self,
        everybody: &Everybody,
        route: &'static Route,
        actor: usize,
        turn: usize,
    ) -> Request<Body> {
        let path = self.path(route).await;
        let mut request =
            Request::builder().method(route.verb.method()).uri(path).header(HOST, "edit.paper.example");
        // Each from a network of their own, so that none is slowed down by the wrong codes of another.
        request = request.extension(crate::http::Network(100 + u64::try_from(actor).unwrap()));
        let person = actor.checked_sub(1).and_then(|place| everybody.people.get(place));
        match (person, actor) {
            (Some(person), _) if route.side == Side::StaffApi => {
                request = request.header(AUTHORIZATION, format!("Bearer {}", person.bearer));
            }
            (Some(person), _) => {
                let (name, value) = cookie(person);
                request = request.header(name, value);
            }
            (None, 0) => {}
            (None, _) => request = request.header(AUTHORIZATION, format!("Bearer {}", everybody.token)),
        }
        let media_type = route.takes.media_types(route.side).first();
        if let Some(media_type) = media_type {
            let boundary = if media_type.starts_with("multipart") { "; boundary=x" } else { "" };
            request = request.header(CONTENT_TYPE, format!("{media_type}{boundary}"));
        }
        let body = match route.takes {
            Takes::Form if route.name == "add_to_lists" => "outlet=The+Evening+Tide".to_owned(),
            Takes::Nothing | Takes::Form => String::new(),
            Takes::Json => self.body(route.name, turn).await.to_string(),
            Takes::Photo | Takes::Import if route.side == Side::StaffApi => "no photo".to_owned(),
            Takes::Photo | Takes::Import => "--x--\r\n".to_owned(),
        };
        request.body(Body::from(body)).unwrap()
    }

    /// The route's path, with the reporter's profile and things that nobody has. An account is made anew each time: some
    /// acts can be done to it once.
    async fn path(&self, route: &Route) -> String {
        let mut path = route.path.replace("{slug}", "ada-ferris").replace("{number}", "999999");
        if path.contains("{channel}") {
            path = path.replace("{channel}", self.first_channel("ada-ferris").await.as_str());
        }
        if path.contains("{account}") {
            let number = u32::from_be_bytes(Random::system().octets());
            let address = EmailAddress::parse(&format!("somebody{number}@paper.example")).unwrap();
            let name = Name::parse("Some Body").unwrap();
            let auth = &self.staff().auth;
            let made = auth.add_account_on_console(address, name, Role::Auditor, None).await.unwrap();
            path = path.replace("{account}", made.0.id.as_str());
        }
        let random = Random::system();
        path.replace("{proposal}", directory::ProposalId::from_random(random.octets()).as_str())
            .replace("{session}", directory::SessionId::from_random(random.octets()).as_str())
            .replace("{token}", directory::TokenId::from_random(random.octets()).as_str())
            .replace("{preview}", "nothing")
            .replace("{secret}", "nothing")
    }

    /// A body that the handler understands.
    async fn body(&self, route: &str, turn: usize) -> Value {
        const NAMES: [&str; 8] = [
            "Wren Alder",
            "Maud Birch",
            "Otto Cedar",
            "Iris Dogwood",
            "Hugo Elder",
            "Lena Fir",
            "Emil Gorse",
            "Vera Hazel",
        ];
        match route {
            "api_sign_in" => json!({ "email": "nobody@paper.example", "password": "not the password" }),
            "api_refresh" => json!({ "refresh_token": "nothing" }),
            "api_step_up" => json!({ "code": "000000" }),
            "api_change_me" => json!({ "alert_address": "elsewhere@paper.example" }),
            "api_make_profile" => json!({ "name": NAMES[turn], "outlet": "The Harbour Courier" }),
            "api_edit_profile" => json!({ "title": "Reporter" }),
            "api_members" => json!({ "members": [] }),
            "api_compromised" => json!({ "channel": self.first_channel("ada-ferris").await }),
            "api_add_channel" => json!({ "kind": "email", "value": "ada.new@paper.example" }),
            "api_edit_channel" => json!({ "label": "Signal" }),
            "api_rank_channel" => json!({ "rank": 0 }),
            "api_approve" => json!({ "shown": "00", "checked": "video" }),
            "api_invite" => {
                json!({ "email": format!("new{turn}@paper.example"), "name": NAMES[turn], "role": "auditor" })
            }
            "api_edit_account" => json!({ "role": "approver" }),
            "api_make_token" => {
                let until = self.clock.now().plus_seconds(86_400).rfc3339();
                json!({ "name": "Build", "scopes": ["read_profiles"], "expires_at": until })
            }
            "api_set_beat" => json!({ "slug": "courts", "name": "Courts" }),
            "api_set_outlet" => json!({ "name": "The Evening Tide" }),
            _ => json!({}),
        }
    }
}

/// What ends that which somebody is signed in by: these come last, in this order.
const LAST: [&str; 4] = ["change_password", "api_sign_out", "end_sessions", "sign_out"];

fn in_order() -> Vec<&'static Route> {
    let mut all: Vec<&'static Route> = routes::admin().filter(|route| !route.path.is_empty()).collect();
    all.sort_by_key(|route| LAST.iter().position(|last| *last == route.name).map_or(0, |place| place + 1));
    all
}

#[tokio::test]
async fn every_route_answers_everybody_as_the_table_says() {
    let newsroom = Newsroom::open().await;
    let everybody = newsroom.everybody().await;
    let table: BTreeMap<&str, &str> = TABLE.iter().copied().collect();
    assert_eq!(table.len(), TABLE.len(), "a route stands in the table twice");
    let names: BTreeSet<&str> = in_order().iter().map(|route| route.name).collect();
    let missing: Vec<_> = names.iter().filter(|name| !table.contains_key(*name)).collect();
    let left_over: Vec<_> = table.keys().filter(|name| !names.contains(*name)).collect();
    assert!(missing.is_empty() && left_over.is_empty(), "no entry: {missing:?}; no route: {left_over:?}");
    let (mut asked, mut wrong) = (0, Vec::new());
    for route in in_order() {
        let mut letters = String::new();
        for actor in 0..ACTORS.len() {
            letters.push(newsroom.verdict(&everybody, route, actor, actor).await);
            asked += 1;
        }
        if letters != table[route.name] {
            wrong.push(format!("{}: {letters}, and the table says {}", route.name, table[route.name]));
        }
    }
    println!("{} routes, {} asked each: {asked} answers", names.len(), ACTORS.len());
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[tokio::test]
async fn what_needs_a_fresh_second_factor_is_refused_eleven_minutes_later() {
    let newsroom = Newsroom::open().await;
    let mut everybody = newsroom.everybody().await;
    newsroom.clock.advance(11 * 60);
    for person in &mut everybody.people {
        let tokens = newsroom.staff().auth.refresh(&person.refresh, HERE).await.unwrap();
        person.bearer = tokens.access_token.expose().clone();
    }
    let table: BTreeMap<&str, &str> = TABLE.iter().copied().collect();
    let mut asked = 0;
    for route in in_order() {
        let Guard::Staff(_, Strength::Recent) = route.guard else { continue };
        for (actor, letter) in table[route.name].chars().enumerate().take(7).skip(1) {
            let expected = if letter == 'F' { 'F' } else { 'T' };
            let verdict = newsroom.verdict(&everybody, route, actor, actor).await;
            // A reporter's reach into the lists is judged by what is asked, after who asks.
            assert_eq!(verdict, expected, "{} for {}", route.name, ACTORS[actor]);
            asked += 1;
        }
    }
    println!("{asked} answers");
    assert!(asked > 100);
}

#[tokio::test]
async fn a_cookie_is_nothing_to_the_api_and_a_bearer_token_nothing_to_the_pages() {
    let newsroom = Newsroom::open().await;
    let everybody = newsroom.everybody().await;
    let owner = &everybody.people[0];
    let mut asked = 0;
    for route in in_order() {
        let Guard::Staff(..) = route.guard else { continue };
        let request = Request::builder()
            .method(route.verb.method())
            .uri(newsroom.path(route).await)
            .header(HOST, "edit.paper.example");
        let request = if route.side == Side::StaffApi {
            let (name, value) = cookie(owner);
            request.header(name, value)
        } else {
            request.header(AUTHORIZATION, format!("Bearer {}", owner.bearer))
        };
        let answer = newsroom.send(request.body(Body::empty()).unwrap()).await;
        let expected = if route.side == Side::StaffApi { 401 } else { 303 };
        assert_eq!(answer.status, expected, "{}", route.name);
        asked += 1;
    }
    println!("{asked} answers");
}

#[tokio::test]
async fn a_page_that_another_site_sends_a_browser_to_does_nothing() {
    let newsroom = Newsroom::open().await;
    let everybody = newsroom.everybody().await;
    let mut asked = 0;
    for route in in_order().into_iter().filter(|route| route.verb != Verb::Get) {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
        ] {
            let mut request = newsroom.request(&everybody, route, 1, 0).await;
            request.headers_mut().insert(
                http::HeaderName::from_static(if name == "origin" { "origin" } else { "sec-fetch-site" }),
                value.parse().unwrap(),
            );
            let answer = newsroom.send(request).await;
            assert_eq!(answer.status, 403, "{} with {name}: {value}", route.name);
            asked += 1;
        }
    }
    println!("{asked} answers");
}
