//! What templates and tools rely on, walked over every profile, every form and every documented address.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::Server;

/// Every form of a profile with its content type, as the contract fixes them.
const FORMS: &[(&str, &str)] = &[
    (".json", "application/json"),
    (".vcf", "text/vcard; charset=utf-8; version=3.0"),
    (".v4.vcf", "text/vcard; charset=utf-8; version=4.0"),
    (".jcard", "application/vcard+json"),
    (".jscontact", "application/jscontact+json; version=1.0"),
    (".jsonld", "application/ld+json"),
    (".html", "text/html; charset=utf-8"),
    (".txt", "text/plain; charset=utf-8"),
    (".png", "image/png"),
];

/// What design promises at the least; the document may list more.
const ADDRESSES: &[&str] = &[
    "/v1/profiles",
    "/v1/profiles/{slug}",
    "/v1/blocks",
    "/v1/directory.json",
    "/v1/directory.vcf",
    "/v1/directory.jscontact",
    "/v1/edition",
    "/openapi.json",
];

#[test]
fn every_form_of_every_profile_is_served() {
    let server = Server::demo();
    for profile in profiles(&server) {
        let slug = profile["slug"].as_str().unwrap();
        for (suffix, content_type) in FORMS {
            let answer = server.get(&format!("/v1/profiles/{slug}{suffix}"));
            let reachable = !profile["channels"].as_array().unwrap().is_empty();
            // A profile that cannot be reached has no channel to draw.
            let expected = if *suffix == ".png" && !reachable { 404 } else { 200 };
            assert_eq!(answer.status, expected, "{slug}{suffix}");
            if expected == 200 {
                assert_eq!(answer.header("content-type"), Some(*content_type), "{slug}{suffix}");
                assert!(answer.header("etag").is_some_and(|tag| tag.starts_with('"')), "{slug}{suffix}");
                assert!(!answer.body.is_empty(), "{slug}{suffix}");
            }
        }
    }
}

#[test]
fn every_card_carries_every_digit_of_the_number_in_the_profile() {
    let server = Server::demo();
    let mut checked = 0;
    for profile in profiles(&server) {
        let slug = profile["slug"].as_str().unwrap();
        for channel in profile["channels"].as_array().unwrap() {
            let number = channel["value"].as_str().unwrap();
            if !["signal_number", "phone", "whatsapp"].contains(&channel["kind"].as_str().unwrap()) {
                continue;
            }
            let digits = number.trim_start_matches('+');
            assert!(
                number.starts_with('+') && digits.chars().all(|digit| digit.is_ascii_digit()),
                "{number}"
            );
            for suffix in [".vcf", ".v4.vcf", ".jcard", ".jscontact"] {
                let answer = server.get(&format!("/v1/profiles/{slug}{suffix}"));
                assert!(unfolded(answer.text()).contains(digits), "{slug}{suffix} lacks {number}");
            }
            let shown: String =
                channel["display"].as_str().unwrap().chars().filter(char::is_ascii_digit).collect();
            assert_eq!(shown, digits, "{slug} shows another number than it holds");
            checked += 1;
        }
    }
    assert!(checked > 5, "the sample directory has only {checked} numbers");
}

#[test]
fn a_channel_for_its_own_page_is_in_no_list_no_block_and_no_bulk_file() {
    let server = Server::demo();
    let mut found = 0;
    let bulk: Vec<String> =
        ["/v1/directory.json", "/v1/directory.vcf", "/v1/directory.jscontact", "/", "/take-along.html"]
            .iter()
            .map(|path| unfolded(server.get(path).text()))
            .collect();
    for listed in profiles(&server) {
        let slug = listed["slug"].as_str().unwrap();
        let own = server.get(&format!("/v1/profiles/{slug}.json")).json();
        for channel in own["channels"].as_array().unwrap() {
            assert_ne!(channel["visibility"], "hidden", "{slug} shows a hidden channel");
            if channel["visibility"] == "profile" {
                let value = channel["value"].as_str().unwrap();
                assert!(bulk.iter().all(|text| !text.contains(value)), "{slug}: {value} is in a bulk file");
                for block in [".html", ".txt"] {
                    let block = server.get(&format!("/v1/profiles/{slug}{block}"));
                    assert!(!block.text().contains(value), "{slug}: {value} is in a block");
                }
                let shown = channel["display"].as_str().unwrap();
                let page = server.get(&format!("/r/{slug}"));
                assert!(page.text().contains(shown), "{slug}: {shown} is not on its page");
                found += 1;
            }
        }
    }
    assert!(found > 0, "the sample directory has no channel that is shown on its own page only");
}

#[test]
fn walking_page_by_page_meets_every_profile_once() {
    let server = Server::demo();
    let all: Vec<String> = slugs(&server.directory());
    let mut met = Vec::new();
    let mut next = Some("/v1/profiles?limit=7".to_owned());
    while let Some(path) = next {
        let page = server.get(&path);
        assert_eq!(page.status, 200, "{path}");
        met.extend(slugs(&page.json()));
        assert!(met.len() <= all.len(), "walked in a circle");
        next = page.header("link").and_then(|link| next_of(link, &server.public));
    }
    assert_eq!(met, all);
}

#[test]
fn a_filter_gives_exactly_the_profiles_that_have_the_quality() {
    let server = Server::demo();
    let all = profiles(&server);
    let beat = all.iter().find_map(|p| p["beats"][0].as_str()).expect("some profile has a beat").to_owned();
    let language = all
        .iter()
        .find_map(|p| p["languages"][1].as_str())
        .expect("some profile has two languages")
        .to_owned();
    for (query, field, value) in [("beat", "beats", beat), ("language", "languages", language)] {
        let expected: BTreeSet<String> = all
            .iter()
            .filter(|profile| profile[field].as_array().unwrap().iter().any(|item| item == value.as_str()))
            .map(|profile| profile["slug"].as_str().unwrap().to_owned())
            .collect();
        let answer = server.get(&format!("/v1/profiles?limit=100&{query}={value}"));
        assert_eq!(slugs(&answer.json()).into_iter().collect::<BTreeSet<_>>(), expected, "{query}={value}");
    }
}

#[test]
fn more_than_a_hundred_ids_are_refused_and_a_hundred_are_answered() {
    let server = Server::demo();
    let person = server.person();
    let ids = |count: usize| (0..count).map(|n| format!("no-one-{n}")).collect::<Vec<_>>().join(",");
    let most = server.get(&format!("/v1/profiles?ids={person},{}", ids(99)));
    assert_eq!(most.status, 200);
    assert_eq!(most.json()["missing"].as_array().unwrap().len(), 99);
    let too_many = server.get(&format!("/v1/profiles?ids={person},{}", ids(100)));
    assert_eq!((too_many.status, too_many.header("content-type")), (400, Some("application/problem+json")));
}

#[test]
fn the_digest_is_that_of_the_directory() {
    let server = Server::demo();
    let directory = server.get("/v1/directory.json");
    let edition = server.get("/v1/edition").json();
    assert_eq!(edition["edition"], directory.json()["edition"]);
    assert_eq!(edition["profiles"], directory.json()["profiles"].as_array().unwrap().len());
    assert_eq!(edition["sha256"].as_str().unwrap(), sha256(&directory.body));
}

#[test]
fn the_openapi_document_lists_what_is_served_and_everything_it_lists_is_served() {
    let server = Server::demo();
    let document = server.get("/openapi.json");
    assert_eq!(document.status, 200);
    let document = document.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let paths = document["paths"].as_object().expect("`paths` is an object");
    for address in ADDRESSES {
        let listed = paths.contains_key(*address);
        assert!(listed, "{address} is not in the document: {:?}", paths.keys().collect::<Vec<_>>());
    }
    let person = server.person();
    for (template, operations) in paths {
        for method in
            operations.as_object().unwrap().keys().filter(|key| ["get", "head"].contains(&key.as_str()))
        {
            let path = template.replace("{slug}", &person).replace("{page}", "1");
            if path.contains('{') || template.contains("well-known") || template.starts_with("/all/") {
                continue;
            }
            // Blocks are those of somebody: without ids the question is refused, as documented.
            let required = match path.as_str() {
                "/v1/blocks" => format!("?ids={person}"),
                _ => required_parameters(&operations[method]),
            };
            let answer = server.ask(&method.to_uppercase(), &format!("{path}{required}"), &[]);
            let documented =
                operations[method]["responses"].get(answer.status.to_string()).unwrap_or_else(|| {
                    panic!("{method} {path}{required} answered {}, which is not documented", answer.status)
                });
            assert_eq!(answer.status, 200, "{method} {path}{required}");
            let refused = server.get(&format!("{path}?no_such_parameter=1"));
            assert_eq!(refused.status, 400, "{path}");
            assert!(operations[method]["responses"].get("400").is_some(), "{path} may answer 400");
            let moves = template.contains("{slug}");
            assert_eq!(
                operations[method]["responses"].get("308").is_some(),
                moves,
                "{path} may lead elsewhere"
            );
            if let Some(content) = documented["content"].as_object() {
                let content_type = answer.header("content-type").unwrap();
                let essence = |text: &str| text.split(';').next().unwrap().to_owned();
                assert!(
                    content.keys().any(|key| essence(key) == essence(content_type)),
                    "{path} is {content_type}, documented as {:?}",
                    content.keys().collect::<Vec<_>>()
                );
            }
        }
    }
}

#[test]
fn what_a_machine_reads_is_open_to_every_site_and_sets_nothing() {
    let server = Server::demo();
    let person = server.person();
    for path in [
        "/v1/profiles".into(),
        format!("/v1/profiles/{person}"),
        format!("/v1/blocks?ids={person}"),
        "/v1/edition".into(),
    ] {
        let answer = server.ask("GET", &path, &["origin: https://paper.example"]);
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"), "{path}");
        assert_eq!(answer.header("access-control-allow-credentials"), None, "{path}");
        assert_eq!(answer.header("set-cookie"), None, "{path}");
        let cache = answer.header("cache-control").unwrap_or_default();
        assert!(cache.contains("max-age=") && !cache.contains("no-store"), "{path}: {cache}");
    }
}

#[test]
fn an_answer_that_has_not_changed_prolongs_a_copy_and_changes_nothing_else_of_it() {
    let server = Server::demo();
    let address = format!("{}/v1/profiles/{}", server.public, server.person());
    for protocol in ["--http1.1", "--http2"] {
        let whole = server.curl(&address, &[protocol]);
        let question = format!("if-none-match: \"other\", W/{}", whole.header("etag").unwrap());
        for method in ["GET", "HEAD"] {
            let head = if method == "HEAD" { vec!["--head"] } else { vec![] };
            let again =
                server.curl(&address, &[&[protocol, "--header", question.as_str()], &head[..]].concat());
            assert_eq!(again.status, 304, "{protocol} {method}");
            // RFC 9110, 15.4.5, and our own of which copies live.
            for name in ["etag", "cache-control", "vary", "content-location", "masthead-valid-until"] {
                assert!(
                    again.header(name).is_some_and(|value| whole.header(name) == Some(value)),
                    "{protocol} {name}"
                );
            }
            // RFC 9110, 8.6: a cache would take it for the length of what it keeps.
            assert_eq!(again.header("content-length"), None, "{protocol} {method}");
        }
        let options = server.curl(&address, &[protocol, "--request", "OPTIONS"]);
        assert_eq!((options.status, options.header("content-length")), (204, None), "{protocol}");
        let head = server.curl(&address, &[protocol, "--head"]);
        assert_eq!(head.header("content-length"), Some(whole.body.len().to_string().as_str()), "{protocol}");
    }
}

#[test]
fn http_1_and_http_2_give_the_same_bytes() {
    let server = Server::demo();
    for path in
        ["/v1/directory.json".to_owned(), "/".to_owned(), format!("/v1/profiles/{}.vcf", server.person())]
    {
        let one = server.curl(&format!("{}{path}", server.public), &["--http1.1"]);
        let two = server.curl(&format!("{}{path}", server.public), &["--http2"]);
        assert_eq!(one.body, two.body, "{path}");
        assert_eq!(one.header("etag"), two.header("etag"), "{path}");
    }
}

fn profiles(server: &Server) -> Vec<Value> {
    server.directory()["profiles"].as_array().unwrap().clone()
}

fn slugs(list: &Value) -> Vec<String> {
    list["profiles"].as_array().unwrap().iter().map(|p| p["slug"].as_str().unwrap().to_owned()).collect()
}

/// The address of the next page in a `Link` header, without the origin.
fn next_of(link: &str, origin: &str) -> Option<String> {
    let next = link.split(',').find(|part| part.contains("rel=\"next\""))?;
    let address = next.split_once('<')?.1.split_once('>')?.0;
    Some(address.strip_prefix(origin).unwrap_or(address).to_owned())
}

/// A query with a value for every parameter that the document requires: none, as long as it requires none.
fn required_parameters(operation: &Value) -> String {
    let required = operation["parameters"].as_array().into_iter().flatten();
    let mut required =
        required.filter(|parameter| parameter["in"] == "query" && parameter["required"] == true);
    assert!(required.next().is_none(), "no value is known for a required parameter: {operation}");
    String::new()
}

/// A vCard's text with folded lines joined (RFC 6350, 3.2).
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}

/// The digest as a program that is not ours computes it.
fn sha256(octets: &[u8]) -> String {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let mut child = Command::new("sha256sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(octets).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout).split(' ').next().unwrap_or_default().to_owned()
}
