//! How routes are mounted, before anybody is asked who they are.

use super::super::mount::AdminMount;
use super::*;
use crate::http::{Problem, Verb};

fn bare() -> (Arc<Admin>, Arc<Counters>) {
    let counters = Arc::new(Counters::for_routes(routes::all().map(|route| route.name)));
    let admin = Arc::new(Admin::new(
        Arc::new(Editions::default()),
        Arc::clone(&counters),
        Arc::new(String::new),
        Arc::new(Following::default()),
        Clock::fixed(Timestamp::from_seconds(1_800_000_000)),
        StaffSlot::default(),
        Setting { origin: origin(), strict_transport: true },
    ));
    (admin, counters)
}

async fn ask(method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let (admin, counters) = bare();
    let mut request = Request::builder().method(method).uri(path).header(HOST, "edit.paper.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = admin.router(counters).call(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    let body = String::from_utf8_lossy(&body).into_owned();
    Answer { status: parts.status.as_u16(), headers: parts.headers, body }
}

#[test]
fn every_route_of_the_list_is_mounted_and_nothing_else() {
    let (admin, counters) = bare();
    let mut mounted = admin.mounted(counters).names();
    let mut listed: Vec<_> =
        routes::admin().filter(|route| !route.path.is_empty()).map(|route| route.name).collect();
    mounted.sort_unstable();
    listed.sort_unstable();
    assert_eq!(mounted, listed);
}

#[test]
#[should_panic(expected = "where the route says which")]
fn a_handler_that_needs_permission_is_not_mounted_on_a_route_that_asks_nobody() {
    let (admin, counters) = bare();
    let _ = AdminMount::new(admin, counters)
        .staff(&routes::API_SIGN_IN, async |_, _, _| -> Result<Response, Problem> { unreachable!() });
}

#[test]
#[should_panic(expected = "not for strangers")]
fn a_handler_for_anybody_is_not_mounted_on_a_route_that_needs_permission() {
    let (admin, counters) = bare();
    let _ = AdminMount::new(admin, counters)
        .open(&routes::API_PROFILES, async |_, _| -> Result<Response, Problem> { unreachable!() });
}

#[tokio::test]
async fn without_a_database_nothing_is_edited_and_that_is_said() {
    let answer = ask("GET", "/api/v1/profiles", &[("authorization", "Bearer abc")]).await;
    assert_eq!((answer.status, answer.code().as_str()), (503, "editing_unavailable"));
    assert!(!answer.header("retry-after").is_empty());
    // Who shows nothing is told so without it.
    assert_eq!(ask("GET", "/api/v1/profiles", &[]).await.status, 401);
}

#[tokio::test]
async fn another_method_is_refused_with_those_that_there_are() {
    let answer = ask("PUT", "/api/v1/profiles", &[]).await;
    assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD, POST, OPTIONS"));
    let answer = ask("OPTIONS", "/api/v1/profiles/ada-ferris", &[]).await;
    assert_eq!((answer.status, answer.header("allow")), (204, "GET, HEAD, PATCH, DELETE, OPTIONS"));
    assert_eq!(ask("TRACE", "/healthz", &[]).await.status, 405);
}

#[tokio::test]
async fn an_unknown_address_is_answered_as_its_neighbours_are() {
    let answer = ask("GET", "/api/v1/nothing", &[]).await;
    assert_eq!((answer.status, answer.header("content-type")), (404, "application/problem+json"));
    let answer = ask("GET", "/nothing", &[]).await;
    assert_eq!((answer.status, answer.header("content-type")), (404, "text/html; charset=utf-8"));
}

#[tokio::test]
async fn every_answer_tells_browsers_to_keep_nothing_and_to_load_nothing_from_elsewhere() {
    for path in ["/healthz", "/openapi.json", "/api/v1/profiles", "/nothing", "/sign-in"] {
        let answer = ask("GET", path, &[]).await;
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("content-security-policy", "default-src 'none'"),
            ("content-security-policy", "frame-ancestors 'none'"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "publickey-credentials-get=(self)"),
            ("strict-transport-security", "max-age=63072000"),
        ] {
            assert!(answer.header(name).contains(value), "{path}: {name}: {}", answer.header(name));
        }
    }
}

#[tokio::test]
async fn whoever_is_sent_to_sign_in_comes_back_to_the_page_they_asked_for() {
    let answer = ask("GET", "/profiles/ada-ferris?tab=1", &[]).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/sign-in?next=%2Fprofiles%2Fada-ferris%3Ftab%3D1")
    );
    let answer = ask("POST", "/profiles/ada-ferris/pause", &[]).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, "/sign-in?next=%2Fprofiles%2Fada-ferris"),
        "what a form sends cannot be asked for again; the page above it can"
    );
}

#[test]
fn head_comes_with_get_and_with_nothing_else() {
    assert!(Verb::Get.answers(&Method::HEAD) && !Verb::Post.answers(&Method::HEAD));
    assert!(!Verb::Get.answers(&method("PROPFIND")));
}
