//! The pages for staff, as a browser without scripts meets them.

use super::*;

/// How long a test waits for what must come: what takes longer never comes.
const DEADLINE: std::time::Duration = std::time::Duration::from_mins(2);

/// Everything that the frame and the directory lead an owner to.
const PAGES: [&str; 25] = [
    "/",
    "/?show=due&q=ada",
    "/profiles/new",
    "/profiles/ada-ferris",
    "/profiles/ada-ferris/who",
    "/profiles/ada-ferris/about",
    "/profiles/ada-ferris/team",
    "/profiles/ada-ferris/photo",
    "/profiles/ada-ferris/status",
    "/profiles/ada-ferris/compromised",
    "/profiles/ada-ferris/channels/new",
    "/lists",
    "/proposals",
    "/history?check=1",
    "/import",
    "/accounts",
    "/accounts/new",
    "/tokens",
    "/settings",
    "/me",
    "/me/password",
    "/me/set-up",
    "/me/recovery-codes",
    "/step-up?next=/tokens",
    "/confirmed",
];

impl Newsroom {
    async fn page(&self, person: &Person, path: &str) -> Answer {
        let request = Request::builder().uri(path).header(HOST, "edit.paper.example");
        let (name, value) = cookie(person);
        self.send(request.header(name, value).body(Body::empty()).unwrap()).await
    }

    async fn form(&self, person: Option<&Person>, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut request = Request::builder()
            .method("POST")
            .uri(path)
            .header(HOST, "edit.paper.example")
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(person) = person {
            let (name, value) = cookie(person);
            request = request.header(name, value);
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn revision(&self, slug: &str) -> String {
        self.profile(slug).await.revision.to_string()
    }
}

/// What an assistive program and a strict policy need of every page.
fn check(path: &str, answer: &Answer) {
    let html = &answer.body;
    assert_eq!(html.matches("<h1").count(), 1, "{path}: one heading");
    assert!(html.contains("<html lang=\"en\">") && html.contains("<main id=\"main\""), "{path}");
    assert!(html.contains("href=\"#main\"") && !html.contains("<title></title>"), "{path}");
    for refused in [" style=", " onclick=", " onsubmit=", "javascript:", "<script>", "http://"] {
        assert!(!html.contains(refused), "{path}: {refused}");
    }
    for piece in html.split(" id=\"").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert_eq!(html.matches(&format!(" id=\"{id}\"")).count(), 1, "{path}: {id} stands twice");
    }
    for control in html.split("<input ").skip(1).chain(html.split("<select ").skip(1)) {
        let control = control.split('>').next().unwrap();
        if control.contains("type=\"hidden\"") || control.ends_with(" hidden") {
            continue;
        }
        let id = control.split("id=\"").nth(1).unwrap_or_default().split('"').next().unwrap();
        assert!(html.contains(&format!("for=\"{id}\"")), "{path}: no label for {control}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
    assert_eq!(policy.contains("script-src"), html.contains("<script src=\"/passkey.js\""), "{path}");
    assert!(answer.header("cache-control").contains("no-store"), "{path}");
}

#[tokio::test]
async fn every_page_has_one_heading_labels_for_its_fields_and_nothing_that_the_policy_forbids() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Nilsen", Role::Owner, None).await;
    for path in PAGES {
        let answer = newsroom.page(&olga, path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        check(path, &answer);
    }
    let one = newsroom.page(&olga, &format!("/accounts/{}", olga.account)).await;
    check("/accounts/{account}", &one);
    let channel = newsroom.first_channel("ada-ferris").await;
    check("…/channels/…", &newsroom.page(&olga, &format!("/profiles/ada-ferris/channels/{channel}")).await);
    check("/history/1", &newsroom.page(&olga, "/history/1").await);
    check("unknown", &newsroom.page(&olga, "/profiles/nobody").await);
}

#[tokio::test]
async fn a_page_holds_no_secret_of_anybody() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Nilsen", Role::Owner, None).await;
    newsroom.person("Ed Ito", Role::Editor, None).await;
    for path in PAGES {
        let html = newsroom.page(&olga, path).await.body;
        for secret in [olga.cookie.as_str(), olga.bearer.as_str(), olga.app.expose(), PASSWORD, "$argon2"] {
            assert!(!html.contains(secret), "{path}");
        }
    }
    let history = newsroom.page(&olga, "/history.jsonl").await;
    assert_eq!(history.header("content-type"), "application/jsonl");
    assert!(!history.body.contains("$argon2") && !history.body.contains(&olga.cookie));
}

#[tokio::test]
async fn an_awkward_name_is_text_on_every_page() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Nilsen", Role::Owner, None).await;
    let long = format!("{}Abbott", "Wolfeschlegel ".repeat(5));
    let names = [
        ("script", "<script>alert('x')</script>"),
        ("quoted", "\"><img src=x onerror=alert(1)>"),
        ("arabic", "محمد علي الحسن"),
        ("long", long.as_str()),
    ];
    for (slug, name) in names {
        newsroom.publish(slug, name, "+447700900789").await;
        for page in ["", "/who", "/status", "/team", "/compromised", "/photo"] {
            let path = format!("/profiles/{slug}{page}");
            let answer = newsroom.page(&olga, &path).await;
            assert_eq!(answer.status, 200, "{path}");
            check(&path, &answer);
            assert!(!answer.body.contains("<img src=x"), "{path}");
        }
    }
    let roster = newsroom.page(&olga, "/").await;
    check("/", &roster);
    assert!(roster.body.contains("<bdi dir=\"auto\">محمد علي الحسن</bdi>"));
}

#[tokio::test]
async fn a_form_comes_back_with_what_was_typed_and_says_beside_the_field_what_is_wrong() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Nilsen", Role::Owner, None).await;
    let revision = newsroom.revision("ada-ferris").await;
    let fields = [
        ("revision", revision.as_str()),
        ("kind", "signal_number"),
        ("value", "020 7946"),
        ("visibility", "listed"),
    ];
    let answer = newsroom.form(Some(&olga), "/profiles/ada-ferris/channels/new", &fields).await;
    assert_eq!(answer.status, 422);
    check("channels/new", &answer);
    assert!(answer.body.contains("<title>Error: ") && answer.body.contains("aria-invalid=\"true\""));
    assert!(answer.body.contains("id=\"value-fault\"") && answer.body.contains("href=\"#value\""));
    assert!(answer.body.contains("\n020 7946</textarea>"), "{}", answer.body);
    assert!(answer.body.contains("value=\"signal_number\" selected"));
}

#[tokio::test]
async fn an_overtaken_form_shows_what_changed_meanwhile_and_nothing_older() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Owner", Role::Owner, None).await;
    let about = "/profiles/ada-ferris/about";
    // Others are edited too, so that the directory is further than any profile.
    for (path, bio) in [("/profiles/nils-holm/about", "Ships."), (about, "Courts."), (about, "Courts, laws.")]
    {
        let slug = path.split('/').nth(2).unwrap();
        let revision = newsroom.revision(slug).await;
        let sent = newsroom.form(Some(&olga), path, &[("revision", &revision), ("bio", bio)]).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
    }
    let seen = newsroom.revision("ada-ferris").await;
    let changes = |body: &str| body.matches("Olga Owner: changes").count();
    let fields = [("revision", seen.as_str()), ("bio", "Ports."), ("languages", "fr")];
    assert_eq!(newsroom.form(Some(&olga), about, &fields).await.status, 303);
    let late = newsroom.form(Some(&olga), about, &[("revision", seen.as_str()), ("bio", "Late.")]).await;
    assert_eq!((late.status, changes(&late.body)), (409, 1), "{}", late.body);
}

#[tokio::test]
async fn a_form_that_somebody_overtook_answers_409_with_what_changed_and_what_was_typed() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Nilsen", Role::Owner, None).await;
    let revision = newsroom.revision("ada-ferris").await;
    let about = "/profiles/ada-ferris/about";
    let first = newsroom.form(Some(&olga), about, &[("revision", &revision), ("bio", "Courts.")]).await;
    assert_eq!((first.status, first.header("location")), (303, "/profiles/ada-ferris?done=saved"));
    let second = newsroom.form(Some(&olga), about, &[("revision", &revision), ("bio", "Ports.")]).await;
    assert_eq!(second.status, 409);
    assert!(second.body.contains("Olga Nilsen: changes the bio"), "{}", second.body);
    assert!(second.body.contains("\nPorts.</textarea>"));
    let third = newsroom.revision("ada-ferris").await;
    assert!(second.body.contains(&format!("name=\"revision\" value=\"{third}\"")));
}

#[tokio::test]
async fn what_opens_a_door_waits_until_a_second_person_approves_what_they_were_shown() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Nilsen", Role::Owner, None).await;
    let mut ed = newsroom.person("Ed Ito", Role::Editor, None).await;
    newsroom.sign_in(&mut ed).await;
    let revision = newsroom.revision("ada-ferris").await;
    let fields = [
        ("revision", revision.as_str()),
        ("kind", "email"),
        ("value", "new@paper.example"),
        ("visibility", "listed"),
    ];
    let sent = newsroom.form(Some(&olga), "/profiles/ada-ferris/channels/new", &fields).await;
    assert_eq!(sent.header("location"), "/profiles/ada-ferris?done=waiting", "{}", sent.body);
    assert_eq!(newsroom.profile("ada-ferris").await.channels.len(), 2);

    let list = newsroom.page(&ed, "/proposals").await.body;
    let id = list.split("/proposals/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let own = newsroom.page(&olga, &format!("/proposals/{id}")).await;
    assert!(own.body.contains("Take it back") && !own.body.contains("Approve"));
    let page = newsroom.page(&ed, &format!("/proposals/{id}")).await;
    check("/proposals/{id}", &page);
    let shown = page.body.split("name=\"shown\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let approve = format!("/proposals/{id}/approve");
    let unsaid = newsroom.form(Some(&ed), &approve, &[("shown", shown)]).await;
    assert_eq!(unsaid.status, 422);
    let other = newsroom.form(Some(&ed), &approve, &[("shown", "00"), ("checked", "video")]).await;
    assert_eq!(other.status, 422, "what is approved is what was shown");
    let done = newsroom.form(Some(&ed), &approve, &[("shown", shown), ("checked", "in_person")]).await;
    assert_eq!(done.header("location"), "/proposals?done=approved", "{}", done.body);
    assert_eq!(newsroom.profile("ada-ferris").await.channels.len(), 3);
}

#[tokio::test]
async fn a_compromised_number_is_hidden_at_once_and_its_replacement_waits() {
    let newsroom = Newsroom::open().await;
    let ada = newsroom.person("Ada Ferris", Role::Reporter, Some("ada-ferris")).await;
    let page = newsroom.page(&ada, "/profiles/ada-ferris").await;
    assert!(page.body.contains("My number is compromised"));
    let channel = newsroom.first_channel("ada-ferris").await;
    let fields = [("channel", channel.as_str()), ("kind", "signal_number"), ("value", "+447700900999")];
    let path = "/profiles/ada-ferris/compromised";
    let sent = newsroom.form(Some(&ada), path, &fields).await;
    assert_eq!(sent.header("location"), "/profiles/ada-ferris?done=both", "{}", sent.body);
    assert_eq!(newsroom.profile("ada-ferris").await.channels[0].visibility, directory::Visibility::Hidden);

    // Long after the last code it is hidden all the same, and the replacement is asked for again.
    newsroom.clock.advance(20 * 60);
    let channel = newsroom.profile("ada-ferris").await.channels[1].id.clone();
    let fields = [("channel", channel.as_str()), ("kind", "email"), ("value", "a@paper.example")];
    let sent = newsroom.form(Some(&ada), path, &fields).await;
    assert!(sent.header("location").starts_with("/step-up?next="), "{}", sent.body);
    assert_eq!(newsroom.profile("ada-ferris").await.channels[1].visibility, directory::Visibility::Hidden);
}

#[tokio::test]
async fn a_reporter_is_led_to_their_own_page_and_finds_no_other() {
    let newsroom = Newsroom::open().await;
    let ada = newsroom.person("Ada Ferris", Role::Reporter, Some("ada-ferris")).await;
    assert_eq!(newsroom.page(&ada, "/").await.header("location"), "/profiles/ada-ferris");
    for page in ["", "/who", "/about", "/status", "/compromised", "/confirm", "/channels/new"] {
        let other = newsroom.page(&ada, &format!("/profiles/nils-holm{page}")).await;
        let nobody = newsroom.page(&ada, &format!("/profiles/nobody{page}")).await;
        assert_eq!((other.status, nobody.status), (404, 404), "{page}");
        assert_eq!(other.body, nobody.body, "{page}");
    }
    assert_eq!(newsroom.page(&ada, "/accounts").await.status, 403);
}

#[tokio::test]
async fn signing_in_says_the_same_of_an_account_that_is_not_there() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Nilsen", Role::Owner, None).await;
    let mut answers = Vec::new();
    for email in [olga.email.as_str(), "nobody.else@paper.example"] {
        let fields = [("email", email), ("password", "not the right one at all"), ("code", "123456")];
        let answer = newsroom.form(None, "/sign-in", &fields).await;
        check("/sign-in", &answer);
        answers.push((answer.status, answer.body.replace(email, "")));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].0, 422);
}

#[tokio::test]
async fn signing_out_ends_the_session_and_makes_the_browser_forget() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Nilsen", Role::Owner, None).await;
    let out = newsroom.form(Some(&olga), "/sign-out", &[]).await;
    assert_eq!((out.status, out.header("location")), (303, "/sign-in"));
    assert!(out.header("clear-site-data").contains("\"cookies\""));
    assert_eq!(newsroom.page(&olga, "/").await.header("location"), "/sign-in");
}

#[tokio::test]
async fn a_table_is_previewed_before_anything_is_written() {
    let newsroom = Newsroom::open().await;
    let olga = newsroom.person("Olga Nilsen", Role::Owner, None).await;
    let table = "name,email\nZoë Núñez,zoe@paper.example\nNobody,not an address\n";
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\ncsv\r\n--x\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"a<b>.csv\"\r\n\r\n{table}\r\n--x--\r\n"
    );
    let (name, value) = cookie(&olga);
    let request = Request::builder()
        .method("POST")
        .uri("/import")
        .header(HOST, "edit.paper.example")
        .header("sec-fetch-site", "same-origin")
        .header(CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(name, value);
    let sent = newsroom.send(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let preview = newsroom.page(&olga, sent.header("location")).await;
    check("/import/{preview}", &preview);
    assert!(preview.body.contains("1 added") && preview.body.contains("1 refused"), "{}", preview.body);
    let slug = Slug::parse("zoe-nunez").unwrap();
    let is_there = |stored: crate::store::Stored| stored.directory.by_slug(&slug).is_some();
    assert!(!is_there(newsroom.store.load().await.unwrap()));

    let path = sent.header("location").to_owned();
    assert_eq!(newsroom.form(Some(&olga), &path, &[]).await.status, 303);
    let applied = async {
        loop {
            let page = newsroom.page(&olga, &path).await;
            if page.body.contains("<h1>Imported</h1>") {
                break page;
            }
            tokio::task::yield_now().await;
        }
    };
    // However slow the machine is, the page comes; the deadline only ends a test that would wait for ever.
    let page = tokio::time::timeout(DEADLINE, applied).await.expect("the import never ends");
    assert!(page.body.contains("done, as a draft"), "{}", page.body);
    assert!(is_there(newsroom.store.load().await.unwrap()));
}
