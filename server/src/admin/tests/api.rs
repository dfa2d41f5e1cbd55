//! The API as a program uses it.

use super::*;

/// A newsroom with an owner and an editor, who confirm each other's changes.
async fn two_people() -> (Newsroom, Person, Person) {
    let newsroom = Newsroom::open().await;
    let mut owner = newsroom.person("Olga Owner", Role::Owner, None).await;
    let editor = newsroom.person("Edda Editor", Role::Editor, None).await;
    newsroom.sign_in(&mut owner).await;
    (newsroom, owner, editor)
}

const ADA: &str = "/api/v1/profiles/ada-ferris";

impl Newsroom {
    async fn get(&self, person: &Person, path: &str) -> Answer {
        self.call(Some(person), "GET", path, &[], None).await
    }

    /// A change of what was just looked at.
    async fn change(&self, person: &Person, method: &str, path: &str, body: Option<Value>) -> Answer {
        let tag = self.get(person, ADA).await.header("etag").to_owned();
        self.call(Some(person), method, path, &[("if-match", &tag)], body).await
    }
}

#[tokio::test]
async fn somebody_signs_in_by_a_program_and_rotates_the_refresh_token() {
    let newsroom = Newsroom::open().await;
    let owner = newsroom.person("Olga Owner", Role::Owner, None).await;
    newsroom.clock.advance(30);
    let code = testing::app_code(&owner.app, newsroom.clock.now());
    let mut body = json!({ "email": owner.email, "password": PASSWORD });
    let answer = newsroom.call(None, "POST", "/api/v1/sessions", &[], Some(body.clone())).await;
    assert_eq!((answer.status, answer.code().as_str()), (401, "code_needed"));
    body["code"] = json!(code.expose());
    let answer = newsroom.call(None, "POST", "/api/v1/sessions", &[], Some(body.clone())).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let tokens = answer.json();
    assert_eq!(tokens["token_type"], "Bearer");
    let again = newsroom.call(None, "POST", "/api/v1/sessions", &[], Some(body)).await;
    assert_eq!((again.status, again.code().as_str()), (401, "sign_in_refused"), "a code works once");
    let refresh = json!({ "refresh_token": tokens["refresh_token"] });
    let answer = newsroom.call(None, "POST", "/api/v1/sessions/refresh", &[], Some(refresh.clone())).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let renewed = Person { bearer: answer.json()["access_token"].as_str().unwrap().to_owned(), ..owner };
    assert_eq!(newsroom.get(&renewed, "/api/v1/me").await.status, 200);
    // The same once more: somebody else has it, and the session ends.
    let stolen = newsroom.call(None, "POST", "/api/v1/sessions/refresh", &[], Some(refresh)).await;
    assert_eq!(stolen.status, 401);
    assert_eq!(newsroom.get(&renewed, "/api/v1/me").await.status, 401);
}

#[tokio::test]
async fn a_change_names_the_revision_that_was_seen() {
    let (newsroom, owner, _) = two_people().await;
    let body = || Some(json!({ "bio": "Covers the courts." }));
    let missing = newsroom.call(Some(&owner), "PATCH", ADA, &[], body()).await;
    assert_eq!((missing.status, missing.code().as_str()), (428, "revision_needed"));
    let late = newsroom.call(Some(&owner), "PATCH", ADA, &[("if-match", "\"0\"")], body()).await;
    assert_eq!((late.status, late.code().as_str()), (412, "stale_edit"), "{}", late.body);
    let seen = newsroom.get(&owner, ADA).await.header("etag").to_owned();
    let done = newsroom.call(Some(&owner), "PATCH", ADA, &[("if-match", &seen)], body()).await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(done.json()["bio"], "Covers the courts.");
    assert_ne!(done.header("etag"), seen);
    let emptied = newsroom.change(&owner, "PATCH", ADA, Some(json!({ "bio": null }))).await;
    assert_eq!((emptied.status, &emptied.json()["bio"]), (200, &Value::Null));
}

#[tokio::test]
async fn a_new_channel_waits_for_somebody_else_who_confirms_what_was_shown() {
    let (newsroom, owner, editor) = two_people().await;
    let channel = json!({ "kind": "email", "value": "ada.new@paper.example", "rank": 0 });
    let answer = newsroom.change(&owner, "POST", &format!("{ADA}/channels"), Some(channel)).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    let location = answer.header("location").to_owned();
    assert!(location.starts_with("/api/v1/proposals/pro_"), "{location}");
    assert!(!newsroom.get(&owner, ADA).await.body.contains("ada.new@"), "the old value serves until then");
    let seen = newsroom.get(&editor, &location).await;
    let hash = seen.json()["shown"]["hash"].clone();
    assert!(seen.json()["shown"]["after"]["card"].as_str().unwrap().contains("ada.new@paper.example"));
    let approve = format!("{location}/approve");
    let approval = |hash: &Value| Some(json!({ "shown": hash, "checked": "in_person" }));
    let own = newsroom.call(Some(&owner), "POST", &approve, &[], approval(&hash)).await;
    assert_eq!((own.status, own.code().as_str()), (403, "not_the_second_person"));
    let other = newsroom.call(Some(&editor), "POST", &approve, &[], approval(&json!("00"))).await;
    assert_eq!((other.status, other.code().as_str()), (409, "outdated"));
    let unsaid = json!({ "shown": hash, "checked": "other" });
    let unsaid = newsroom.call(Some(&editor), "POST", &approve, &[], Some(unsaid)).await;
    assert_eq!((unsaid.status, unsaid.code().as_str()), (422, "remark_needed"));
    let done = newsroom.call(Some(&editor), "POST", &approve, &[], approval(&hash)).await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(done.json()["state"], "approved");
    let ada = newsroom.get(&owner, ADA).await.json();
    assert_eq!(ada["channels"][0]["value"], "ada.new@paper.example");
    let again = newsroom.call(Some(&editor), "POST", &approve, &[], approval(&hash)).await;
    assert_eq!((again.status, again.code().as_str()), (409, "decided"));
}

#[tokio::test]
async fn a_door_is_closed_by_one_person_at_once() {
    let (newsroom, _, editor) = two_people().await;
    let channel = newsroom.first_channel("ada-ferris").await;
    let hidden = newsroom.change(&editor, "POST", &format!("{ADA}/channels/{channel}/hide"), None).await;
    assert_eq!(hidden.status, 200, "{}", hidden.body);
    assert_eq!(hidden.json()["channels"][0]["visibility"], "hidden");
    let paused = newsroom.change(&editor, "POST", &format!("{ADA}/pause"), Some(json!({}))).await;
    assert_eq!((paused.status, paused.json()["status"].as_str()), (200, Some("paused")));
    let withdrawn = newsroom.change(&editor, "DELETE", ADA, None).await;
    assert_eq!((withdrawn.status, withdrawn.json()["status"].as_str()), (200, Some("withdrawn")));
}

#[tokio::test]
async fn a_request_that_is_sent_again_is_answered_again_and_not_done_again() {
    let (newsroom, owner, editor) = two_people().await;
    let key = [("idempotency-key", "night-1")];
    let body = || Some(json!({ "name": "Wren Alder" }));
    let first = newsroom.call(Some(&owner), "POST", "/api/v1/profiles", &key, body()).await;
    assert_eq!(
        (first.status, first.header("location")),
        (201, "/api/v1/profiles/wren-alder"),
        "{}",
        first.body
    );
    let second = newsroom.call(Some(&owner), "POST", "/api/v1/profiles", &key, body()).await;
    assert_eq!((second.status, second.header("idempotency-replayed")), (201, "true"));
    assert_eq!((&second.body, second.header("etag")), (&first.body, first.header("etag")));
    assert_eq!(second.header("location"), first.header("location"));
    let list = newsroom.get(&owner, "/api/v1/profiles?name=wren").await;
    assert_eq!(list.json()["profiles"].as_array().unwrap().len(), 1);
    let other = Some(json!({ "name": "Maud Birch" }));
    let taken = newsroom.call(Some(&owner), "POST", "/api/v1/profiles", &key, other.clone()).await;
    assert_eq!((taken.status, taken.code().as_str()), (422, "idempotency_key_reused"));
    // Another account's keys are its own.
    let hers = newsroom.call(Some(&editor), "POST", "/api/v1/profiles", &key, other).await;
    assert_eq!(hers.status, 201, "{}", hers.body);
    for bad in ["", &"a".repeat(65)] {
        let refused = newsroom
            .call(Some(&owner), "POST", "/api/v1/profiles", &[("idempotency-key", bad)], body())
            .await;
        assert_eq!((refused.status, refused.code().as_str()), (400, "bad_idempotency_key"));
    }
}

#[tokio::test]
async fn a_key_is_good_for_a_day_and_an_answer_with_a_secret_is_never_kept() {
    let (newsroom, mut owner, _) = two_people().await;
    let key = [("idempotency-key", "night-1")];
    let body = || Some(json!({ "name": "Wren Alder" }));
    assert_eq!(newsroom.call(Some(&owner), "POST", "/api/v1/profiles", &key, body()).await.status, 201);
    let until = newsroom.clock.now().plus_seconds(86_400).rfc3339();
    let token = json!({ "name": "Build", "scopes": ["read_profiles"], "expires_at": until });
    let refused = newsroom.call(Some(&owner), "POST", "/api/v1/tokens", &key, Some(token.clone())).await;
    assert_eq!((refused.status, refused.code().as_str()), (400, "no_idempotency_key_here"));
    let made = newsroom.call(Some(&owner), "POST", "/api/v1/tokens", &[], Some(token)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    assert!(made.json()["secret"].as_str().unwrap().starts_with("mst_"));
    let listed = newsroom.get(&owner, "/api/v1/tokens").await;
    assert!(!listed.body.contains(made.json()["secret"].as_str().unwrap()));
    newsroom.clock.advance(86_400);
    newsroom.sign_in(&mut owner).await;
    let late = newsroom.call(Some(&owner), "POST", "/api/v1/profiles", &[], body()).await;
    assert_eq!(late.json()["slug"], "wren-alder-2", "{}", late.body);
}

#[tokio::test]
async fn a_reporter_finds_nobody_but_themselves() {
    let newsroom = Newsroom::open().await;
    let ada = newsroom.person("Ada Ferris", Role::Reporter, Some("ada-ferris")).await;
    let list = newsroom.get(&ada, "/api/v1/profiles").await.json();
    let slugs: Vec<_> = list["profiles"].as_array().unwrap().iter().map(|one| &one["slug"]).collect();
    assert_eq!(slugs, ["ada-ferris"]);
    let foreign = newsroom.get(&ada, "/api/v1/profiles/nils-holm").await;
    let nothing = newsroom.get(&ada, "/api/v1/profiles/nobody-here").await;
    assert_eq!((foreign.status, &foreign.body), (404, &nothing.body), "the same as for what does not exist");
    let history = newsroom.get(&ada, "/api/v1/history?slug=nils-holm").await;
    assert_eq!(history.status, 404);
    let entries = newsroom.get(&ada, "/api/v1/history").await;
    assert!(!entries.body.contains("+447700900456"), "nobody else's number");
}

#[tokio::test]
async fn a_list_is_read_page_by_page_and_filtered_by_what_is_known() {
    let (newsroom, owner, _) = two_people().await;
    let page = newsroom.get(&owner, "/api/v1/profiles?limit=1").await.json();
    assert_eq!(
        (page["profiles"][0]["slug"].as_str(), page["next"].as_str()),
        (Some("ada-ferris"), Some("ada-ferris"))
    );
    let page = newsroom.get(&owner, "/api/v1/profiles?limit=1&cursor=ada-ferris").await.json();
    assert_eq!((page["profiles"][0]["slug"].as_str(), &page["next"]), (Some("nils-holm"), &Value::Null));
    let drafts = newsroom.get(&owner, "/api/v1/profiles?status=draft").await.json();
    assert_eq!(drafts["profiles"], json!([]));
    for query in ["limit=0", "limit=101", "status=gone", "stauts=draft", "beat=A%20B", "limit=1&limit=2"] {
        let refused = newsroom.get(&owner, &format!("/api/v1/profiles?{query}")).await;
        assert_eq!((refused.status, refused.code().as_str()), (400, "bad_query"), "{query}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_field_is_said_with_a_pointer_to_it() {
    let (newsroom, owner, _) = two_people().await;
    let pointer =
        |answer: &Answer| answer.json()["errors"][0]["pointer"].as_str().unwrap_or_default().to_owned();
    let number = json!({ "kind": "signal_number", "value": "020 7946 0999" });
    let refused = newsroom.change(&owner, "POST", &format!("{ADA}/channels"), Some(number)).await;
    assert_eq!((refused.status, pointer(&refused)), (422, "/value".to_owned()), "{}", refused.body);
    assert!(!refused.body.contains("0999"), "{}", refused.body);
    let beat = newsroom.change(&owner, "PATCH", ADA, Some(json!({ "beats": ["unheard-of"] }))).await;
    assert_eq!((beat.status, pointer(&beat)), (422, "/beats".to_owned()), "{}", beat.body);
    let bad =
        newsroom.change(&owner, "PATCH", ADA, Some(json!({ "languages": ["en", "not a language"] }))).await;
    assert_eq!((bad.status, pointer(&bad)), (422, "/languages/1".to_owned()), "{}", bad.body);
}

#[tokio::test]
async fn a_compromised_number_is_hidden_at_once_and_its_replacement_waits() {
    let newsroom = Newsroom::open().await;
    let ada = newsroom.person("Ada Ferris", Role::Reporter, Some("ada-ferris")).await;
    let channel = newsroom.first_channel("ada-ferris").await;
    let body = json!({
        "channel": channel,
        "replacement": { "kind": "signal_number", "value": "+447700900789" },
    });
    let answer = newsroom.call(Some(&ada), "POST", &format!("{ADA}/compromised"), &[], Some(body)).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    assert!(answer.header("location").starts_with("/api/v1/proposals/"));
    let shown = newsroom.get(&ada, ADA).await.json();
    assert_eq!(shown["channels"][0]["visibility"], "hidden");
    assert!(!shown.to_string().contains("+447700900789"));
}

#[tokio::test]
async fn the_history_is_read_checked_and_taken_away() {
    let (newsroom, owner, editor) = two_people().await;
    assert_eq!(newsroom.change(&editor, "POST", &format!("{ADA}/pause"), Some(json!({}))).await.status, 200);
    let history = newsroom.get(&owner, "/api/v1/history?slug=ada-ferris&limit=1").await.json();
    assert_eq!(history["entries"][0]["actor"].as_str(), Some(editor.account.as_str()));
    let verdict = newsroom.get(&owner, "/api/v1/history/check").await.json();
    assert_eq!(verdict["sound"], true);
    let file = newsroom.get(&owner, "/api/v1/history.jsonl").await;
    let numbers: Vec<u64> = file
        .body
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
    assert_eq!(verdict["entries"].as_u64(), Some(numbers.len() as u64));
}

#[tokio::test]
async fn an_account_is_proposed_and_its_link_is_made_once_somebody_else_agrees() {
    let (newsroom, owner, editor) = two_people().await;
    let body = json!({ "email": "rosa@paper.example", "name": "Rosa Reporter", "role": "reporter", "profile": "nils-holm" });
    let answer = newsroom.call(Some(&owner), "POST", "/api/v1/accounts", &[], Some(body)).await;
    assert_eq!(answer.status, 202, "{}", answer.body);
    let location = answer.header("location").to_owned();
    let account = answer.json()["account"].as_str().unwrap().to_owned();
    let hash = newsroom.get(&editor, &location).await.json()["shown"]["hash"].clone();
    let approval = json!({ "shown": hash, "checked": "video" });
    let done =
        newsroom.call(Some(&editor), "POST", &format!("{location}/approve"), &[], Some(approval)).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let link = format!("/api/v1/accounts/{account}/link");
    let made = newsroom.call(Some(&owner), "POST", &link, &[], None).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let made = made.json()["link"].as_str().unwrap().to_owned();
    assert!(made.starts_with("https://edit.paper.example/set-up/"), "{made}");
    assert_eq!(newsroom.call(Some(&editor), "POST", &link, &[], None).await.status, 403);
}

#[tokio::test]
async fn the_document_names_exactly_the_scopes_that_a_token_may_have() {
    let (newsroom, owner, _) = two_people().await;
    let document = newsroom.call(None, "GET", "/openapi.json", &[], None).await.json();
    let named = &document["components"]["schemas"]["NewToken"]["properties"]["scopes"]["items"]["enum"];
    let named: Vec<&str> = named.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let until = newsroom.clock.now().plus_seconds(24 * 60 * 60).rfc3339();
    for act in directory::Act::ALL {
        let body = json!({ "name": "A build", "scopes": [act], "expires_at": until });
        let made = newsroom.call(Some(&owner), "POST", "/api/v1/tokens", &[], Some(body)).await;
        let act = json!(act);
        let is_named = named.contains(&act.as_str().unwrap());
        assert_eq!(made.status, if is_named { 201 } else { 422 }, "{act}: {}", made.body);
    }
}
