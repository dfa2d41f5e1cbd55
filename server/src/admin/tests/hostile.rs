//! Requests that mean harm, or are made by a program that does not know better.

use super::*;
use crate::http::{Guard, Route, Takes, Verb};

const SCHEMAS: &str = include_str!("../api/schemas.json");

/// The calls that take JSON, with the members that each takes.
fn json_calls() -> Vec<(&'static Route, Value)> {
    let schemas: Value = serde_json::from_str(SCHEMAS).unwrap();
    let calls = routes::STAFF_API.into_iter().filter(|route| route.takes == Takes::Json);
    calls.map(|route| (route, schemas[route.operations[0].body.unwrap()].clone())).collect()
}

impl Newsroom {
    async fn owner(&self) -> Person {
        self.person("Olga Owner", Role::Owner, None).await
    }

    /// The path of a call about the first reporter, and about things that nobody has.
    async fn path_of(&self, route: &Route, owner: &Person) -> String {
        let channel = self.first_channel("ada-ferris").await;
        let proposal = directory::ProposalId::from_random([1; 16]);
        route
            .path
            .replace("{slug}", "ada-ferris")
            .replace("{channel}", channel.as_str())
            .replace("{proposal}", proposal.as_str())
            .replace("{account}", owner.account.as_str())
    }

    async fn post(&self, owner: &Person, route: &Route, body: &str) -> Answer {
        let revision = format!("\"{}\"", self.profile("ada-ferris").await.revision);
        let request = Request::builder()
            .method(route.verb.method())
            .uri(self.path_of(route, owner).await)
            .header(HOST, "edit.paper.example")
            .header(AUTHORIZATION, format!("Bearer {}", owner.bearer))
            .header("if-match", revision)
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_owned()));
        self.send(request.unwrap()).await
    }

    async fn history_length(&self) -> usize {
        let query = crate::store::records::HistoryQuery { limit: 500, ..Default::default() };
        self.store.history(query).await.unwrap().len()
    }
}

#[tokio::test]
async fn a_member_that_a_call_does_not_take_is_refused_and_nothing_is_done() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let before = newsroom.history_length().await;
    let (mut asked, members) = (
        0,
        [
            "id",
            "uid",
            "status",
            "revision",
            "confirmed_at",
            "added_at",
            "created_by",
            "counts_from",
            "role_",
            "x",
        ],
    );
    for (route, schema) in json_calls() {
        for member in members {
            if schema["properties"].get(member).is_some() {
                continue;
            }
            let answer = newsroom.post(&owner, route, &json!({ member: "listed" }).to_string()).await;
            assert_eq!(answer.status, 422, "{} with {member}: {}", route.name, answer.body);
            assert!(!answer.body.contains("\"listed\""), "{}", answer.body);
            asked += 1;
        }
    }
    println!("{asked} answers");
    assert_eq!(newsroom.history_length().await, before);
}

#[tokio::test]
async fn a_line_break_in_any_field_is_refused_or_harmless() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let (mut asked, evil) = (0, "Ada\r\nSet-Cookie: __Host-masthead=evil\r\n\r\n<script>");
    for (route, schema) in json_calls() {
        for (member, shape) in schema["properties"].as_object().unwrap() {
            let value = match shape["type"].as_str() {
                Some("array") => json!([evil]),
                Some("object") => json!({ evil: evil }),
                _ => json!(evil),
            };
            // These are running text, in which a line break becomes a space, and which every page and card escapes.
            let is_running_text = matches!(member.as_str(), "remark" | "bio" | "note");
            let mut body = json!({ member: value });
            for needed in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                if needed != member {
                    body[needed] = json!("Wren");
                }
            }
            let answer = newsroom.post(&owner, route, &body.to_string()).await;
            assert!(answer.headers.get("set-cookie").is_none());
            let is_refused = (400..500).contains(&answer.status) && !answer.body.contains("<script>");
            let is_harmless = is_running_text && !answer.body.contains("\\r");
            assert!(is_refused || is_harmless, "{} {member}: {}", route.name, answer.body);
            asked += 1;
        }
    }
    println!("{asked} answers");
}

#[tokio::test]
async fn json_that_two_readers_could_understand_differently_is_refused_by_every_call() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(20_000), "]".repeat(20_000));
    let mut asked = 0;
    for (route, _) in json_calls() {
        for body in
            ["{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}", &deep, "", "{", "{}{}", "\u{feff}{}", "NaN"]
        {
            let answer = newsroom.post(&owner, route, body).await;
            assert_eq!(
                (answer.status, answer.code().as_str()),
                (400, "bad_json"),
                "{} {body:.20}",
                route.name
            );
            asked += 1;
        }
        let answer = newsroom.post(&owner, route, "[]").await;
        assert!(matches!(answer.status, 422 | 400), "{}: {}", route.name, answer.body);
    }
    println!("{asked} answers");
}

#[tokio::test]
async fn a_body_of_another_kind_or_of_too_many_octets_is_refused_by_every_route() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let mut asked = 0;
    for route in routes::admin().filter(|route| !route.path.is_empty() && route.verb != Verb::Get) {
        if route.takes == Takes::Nothing {
            continue;
        }
        let path = newsroom.path_of(route, &owner).await;
        let path = path.replace("{preview}", "x").replace("{secret}", "x").replace("{number}", "1");
        let request = |media_type: Option<&str>, octets: usize| {
            let (name, value) = cookie(&owner);
            let mut request = Request::builder()
                .method(route.verb.method())
                .uri(&path)
                .header(HOST, "edit.paper.example")
                .header(AUTHORIZATION, format!("Bearer {}", owner.bearer))
                .header(name, value);
            if let Some(media_type) = media_type {
                request = request.header(CONTENT_TYPE, media_type);
            }
            request.body(Body::from(vec![b'a'; octets])).unwrap()
        };
        for media_type in [None, Some("text/html"), Some("application/xml"), Some("application/jsonx")] {
            let answer = newsroom.send(request(media_type, 3)).await;
            assert_eq!(answer.status, 415, "{} with {media_type:?}", route.name);
            asked += 1;
        }
        let taken = route.takes.media_types(route.side)[0];
        let answer = newsroom.send(request(Some(taken), route.takes.octets_max() + 1)).await;
        assert_eq!(answer.status, 413, "{}", route.name);
        asked += 1;
    }
    println!("{asked} answers");
}

#[tokio::test]
async fn nobody_makes_the_server_read_a_large_body_before_saying_who_they_are() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    for route in routes::admin().filter(|route| matches!(route.takes, Takes::Photo | Takes::Import)) {
        assert!(matches!(route.guard, Guard::Staff(..)));
        let request = Request::builder()
            .method(route.verb.method())
            .uri(newsroom.path_of(route, &owner).await)
            .header(HOST, "edit.paper.example")
            .header(CONTENT_TYPE, route.takes.media_types(route.side)[0])
            // Whoever reads it waits for ever.
            .body(Body::new(Endless))
            .unwrap();
        let answer = newsroom.send(request).await;
        assert!(matches!(answer.status, 401 | 303), "{}: {}", route.name, answer.status);
    }
}

/// A body that never comes.
struct Endless;

impl http_body::Body for Endless {
    type Data = axum::body::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
        std::task::Poll::Pending
    }
}

#[tokio::test]
async fn an_access_token_is_worth_nothing_once_its_owner_has_signed_out() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let me = newsroom.call(Some(&owner), "GET", "/api/v1/me", &[], None).await;
    assert_eq!((me.status, me.json()["account"]["role"].as_str()), (200, Some("owner")));
    assert_eq!(newsroom.call(Some(&owner), "DELETE", "/api/v1/sessions", &[], None).await.status, 204);
    for path in ["/api/v1/me", "/api/v1/profiles", "/api/v1/accounts"] {
        assert_eq!(newsroom.call(Some(&owner), "GET", path, &[], None).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn forged_access_tokens_are_nobodys() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.owner().await;
    let parts: Vec<&str> = owner.bearer.split('.').collect();
    let encode = |text: &str| data_encoding::BASE64URL_NOPAD.encode(text.as_bytes());
    let none = encode(r#"{"alg":"none","typ":"masthead-admin+jwt"}"#);
    let other_key = encode(r#"{"alg":"EdDSA","typ":"masthead-admin+jwt","kid":"other"}"#);
    for forged in [
        format!("{none}.{}.", parts[1]),
        format!("{none}.{}.{}", parts[1], parts[2]),
        format!("{other_key}.{}.{}", parts[1], parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}.{}", parts[0], encode(r#"{"sub":"acc_x","aud":"masthead-admin"}"#), parts[2]),
        format!("mst_{}", "a".repeat(43)),
        owner.cookie.clone(),
        "a".repeat(8000),
    ] {
        let forger = Person { bearer: forged.clone(), ..owner.clone() };
        let answer = newsroom.call(Some(&forger), "GET", "/api/v1/me", &[], None).await;
        assert_eq!(answer.status, 401, "{forged:.60}");
    }
    newsroom.clock.advance(6 * 60);
    assert_eq!(newsroom.call(Some(&owner), "GET", "/api/v1/me", &[], None).await.status, 401, "expired");
}
