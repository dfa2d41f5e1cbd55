//! The checklist by which the SecureDrop directory grades a newsroom's page, row by row, on every page for people.
//!
//! The rules are written down anew from what the directory's scanner looks at (its rows are numbered here as in our
//! table of threats); `None` stands for what it no longer looks at by itself, where ours still must not fail.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{Answer, Server, free_port};

/// What a failed row costs: a grade, or a warning beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Costs {
    /// The page cannot be graded at all.
    Everything,
    F,
    D,
    C,
    B,
    Severe,
    Moderate,
    /// Nothing, but it is written down.
    Note,
}

/// One row: its number, its name, what failing costs, and when it passes.
struct Row(u8, &'static str, &'static [Costs], fn(&Page) -> Option<bool>);

/// A page as the scanner saw it.
#[derive(Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a scanner notes down answers of yes and no")]
struct Page {
    answered: bool,
    status: u16,
    host: String,
    headers: BTreeMap<String, String>,
    body: String,
    /// Where it was led to, before this.
    redirects: Vec<String>,
    http2: bool,
    /// Whether the same port answers without TLS.
    plain: bool,
    /// Whether HSTS is this host's to decide.
    own_host: bool,
}

const ROWS: &[Row] = &[
    Row(1, "live", &[Costs::Everything], |page| Some(page.answered)),
    Row(2, "http_status_200_ok", &[Costs::F, Costs::Severe], |page| Some(page.status == 200)),
    Row(3, "no_cookies", &[Costs::F], |page| Some(!page.headers.contains_key("set-cookie"))),
    Row(4, "no_analytics", &[Costs::F, Costs::Severe], |page| {
        let programs = [
            "ga.js",
            "analytics.js",
            "quant.js",
            "chartbeat.js",
            "chartbeat_mab.js",
            "beacon.js",
            "krxd.net",
        ];
        Some(!programs.iter().any(|program| page.body.contains(program)))
    }),
    Row(5, "forces_https", &[Costs::F], |page| Some(!page.plain)),
    Row(6, "subdomain", &[Costs::D, Costs::Moderate], |page| {
        Some(has_no_subdomain(&page.host) && page.redirects.iter().all(|hop| has_no_subdomain(host_of(hop))))
    }),
    Row(7, "no_cdn", &[Costs::D], |page| {
        Some(!page.headers.contains_key("cf-cache-status") && !page.headers.contains_key("cf-ray"))
    }),
    Row(8, "no_server_info", &[Costs::D], |page| {
        Some(
            page.headers
                .get("server")
                .is_none_or(|server| !server.contains("nginx") && !server.contains("apache")),
        )
    }),
    Row(9, "no_server_version", &[Costs::D], |page| {
        Some(page.headers.get("server").is_none_or(|server| !has_version(server)))
    }),
    Row(10, "expected_encoding", &[Costs::C], |page| {
        let kind = page.headers.get("content-type")?.to_ascii_lowercase();
        Some(kind.ends_with("charset=utf-8") || kind.ends_with("charset=iso-8859-1"))
    }),
    Row(11, "noopen_download", &[Costs::C], |page| page.says("x-download-options", "noopen")),
    Row(12, "cache_control_set", &[Costs::C], |page| Some(page.headers.contains_key("cache-control"))),
    Row(13, "csp_origin_only", &[Costs::C], |page| {
        Some(
            page.headers
                .get("content-security-policy")
                .is_some_and(|policy| policy.contains("default-src 'self'")),
        )
    }),
    Row(14, "mime_sniffing_blocked", &[Costs::C], |page| page.says("x-content-type-options", "nosniff")),
    Row(15, "xss_protection", &[Costs::C], |page| page.says("x-xss-protection", "1; mode=block")),
    Row(16, "clickjacking_protection", &[Costs::C], |page| page.says("x-frame-options", "DENY")),
    Row(17, "good_cross_domain_policy", &[Costs::C], |page| {
        page.says("x-permitted-cross-domain-policies", "master-only")
    }),
    Row(18, "http_1_0_caching_disabled", &[Costs::C], |page| page.says("pragma", "no-cache")),
    Row(19, "expires_set", &[Costs::C], |page| page.says("expires", "-1")),
    Row(20, "hsts_max_age", &[Costs::C], |page| {
        if !page.own_host {
            return None;
        }
        let age =
            page.headers.get("strict-transport-security")?.split(';').next()?.strip_prefix("max-age=")?;
        Some(age.parse::<u64>().is_ok_and(|age| age >= TWO_YEARS_SECONDS))
    }),
    Row(21, "cache_control_revalidate_set", &[Costs::B], |page| page.directs("must-revalidate")),
    Row(22, "cache_control_nocache_set", &[Costs::B], |page| page.directs("no-cache")),
    Row(23, "cache_control_notransform_set", &[Costs::B], |page| page.directs("no-transform")),
    Row(24, "cache_control_nostore_set", &[Costs::B], |page| page.directs("no-store")),
    Row(25, "cache_control_private_set", &[Costs::B], |page| page.directs("private")),
    // The newsroom's to decide, by a setting: the scanner writes nothing here any more.
    Row(26, "hsts_entire_domain", &[Costs::B], |_page| None),
    Row(27, "referrer_policy_set_to_no_referrer", &[Costs::Moderate], |page| {
        page.says("referrer-policy", "no-referrer")
    }),
    Row(28, "safe_onion_address", &[Costs::Moderate], |page| {
        Some(!values(&page.body, "a", "href").any(|target| target.contains(".onion")))
    }),
    Row(29, "no_cross_domain_assets", &[Costs::Severe], |page| Some(foreign_assets(page).is_empty())),
    Row(30, "no_cross_domain_redirects", &[Costs::Note], |page| {
        Some(page.redirects.iter().all(|hop| host_of(hop) == page.host))
    }),
    Row(31, "http2", &[Costs::Note], |page| Some(page.http2)),
];

/// What the issue of strict transport is worth here; the scanner's own is half of it.
const TWO_YEARS_SECONDS: u64 = 63_072_000;

/// The languages that are walked; all are made from the same templates.
const LANGUAGES: [&str; 3] = ["", "ar", "ru"];

#[test]
fn every_page_for_people_gets_grade_a_without_a_warning() {
    let server = newsroom("", &[]);
    walk(&server, "", true);
}

#[test]
fn under_a_path_every_page_gets_grade_a_without_a_warning() {
    let server = newsroom("/contact", &[]);
    walk(&server, "/contact", false);
}

#[test]
fn browsers_are_told_of_subdomains_and_of_their_lists_by_setting_alone() {
    let told = |base_path, settings: &[(&str, &str)]| {
        let server = newsroom(base_path, settings);
        let page = server.get(&format!("{base_path}/safety"));
        let data = server.get(&format!("{base_path}/v1/edition"));
        assert_eq!(page.header("strict-transport-security"), data.header("strict-transport-security"));
        page.header("strict-transport-security").map(str::to_owned)
    };
    assert_eq!(told("", &[]).as_deref(), Some("max-age=63072000"));
    assert_eq!(
        told(
            "",
            &[("PUBLIC__STRICT_TRANSPORT_SUBDOMAINS", "true"), ("PUBLIC__STRICT_TRANSPORT_PRELOAD", "true")]
        )
        .as_deref(),
        Some("max-age=63072000; includeSubDomains; preload")
    );
    assert_eq!(told("/contact", &[]), None, "the host is the main site's");
}

#[test]
fn a_page_loses_its_grade_by_the_row_that_it_fails() {
    let good = Page {
        answered: true,
        status: 200,
        host: "paper.example".to_owned(),
        headers: newsroom_headers(),
        body: "<a href='/safety'>s</a><img src=\"data:image/png;base64,AA\">".to_owned(),
        http2: true,
        own_host: true,
        ..Page::default()
    };
    assert_eq!((grade(&good), warnings(&good)), ('A', vec![]));
    let with = |spoil: &dyn Fn(&mut Page)| {
        let mut page = good.clone();
        spoil(&mut page);
        page
    };
    let header = |name: &'static str, value: &'static str| {
        with(&|page: &mut Page| drop(page.headers.insert(name.to_owned(), value.to_owned())))
    };
    let body = |text: &'static str| with(&|page: &mut Page| text.clone_into(&mut page.body));
    for (page, row, expected) in [
        (with(&|page| page.answered = false), 1, '?'),
        (with(&|page| page.status = 404), 2, 'F'),
        (header("set-cookie", "a=1"), 3, 'F'),
        (body("<script src='/x/ga.js'>"), 4, 'F'),
        (with(&|page| page.plain = true), 5, 'F'),
        (with(&|page| "tips.paper.example".clone_into(&mut page.host)), 6, 'D'),
        (header("cf-ray", "1"), 7, 'D'),
        (header("server", "nginx"), 8, 'D'),
        (header("server", "Masthead/1.2"), 9, 'D'),
        (header("content-type", "text/html"), 10, 'C'),
        (header("content-security-policy", "default-src 'none'"), 13, 'C'),
        (header("x-frame-options", "DENY, DENY"), 16, 'C'),
        (header("expires", "0"), 19, 'C'),
        (header("strict-transport-security", "max-age=300"), 20, 'C'),
        (header("cache-control", "no-store, no-cache, must-revalidate, no-transform"), 25, 'B'),
    ] {
        assert_eq!((grade(&page), failed(&page)), (expected, vec![row]));
    }
    for (page, row) in [
        (header("referrer-policy", "origin"), 27),
        (body("<a class=x href='http://abc.onion/'>"), 28),
        (body("<img src='https://elsewhere.example/a.png'>"), 29),
        (body("<style>p{background:url(//elsewhere.example/a)}</style>"), 29),
        (body("<link rel=stylesheet href=https://elsewhere.example/a.css>"), 29),
    ] {
        assert_eq!((grade(&page), failed(&page), warnings(&page).len()), ('A', vec![row], 1));
    }
}

/// A server that is sure of its host, as a newsroom's own is.
fn newsroom(base_path: &str, settings: &[(&str, &str)]) -> Server {
    let port = free_port();
    let origin = format!("https://localhost:{port}");
    let own = [("PUBLIC__ORIGIN", origin.as_str()), ("PUBLIC__BASE_PATH", base_path)];
    Server::demo_on(port, &[&own, settings].concat())
}

/// Follows every link from the first page of each language, and grades each page for people.
fn walk(server: &Server, base_path: &str, own_host: bool) {
    let plain = answers_plainly(server);
    let start = |language: &str| {
        if language.is_empty() { format!("{base_path}/") } else { format!("{base_path}/{language}/") }
    };
    let mut waiting: Vec<String> = LANGUAGES.iter().map(|language| start(language)).collect();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut graded = BTreeMap::<String, usize>::new();
    while let Some(path) = waiting.pop() {
        let page = Page::read(&server.get(&path), plain, own_host);
        let lost: Vec<String> = ROWS
            .iter()
            .filter(|row| failed(&page).contains(&row.0))
            .map(|row| format!("row {} ({})", row.0, row.1))
            .collect();
        assert!(lost.is_empty(), "{path} fails {lost:?}: {:?}", page.headers);
        assert_eq!((grade(&page), warnings(&page)), ('A', vec![]), "{path}");
        *graded.entry(language_of(&path, base_path).to_owned()).or_default() += 1;
        for target in values(&page.body, "a", "href") {
            let target = target.strip_prefix(&server.public).unwrap_or(&target);
            let target = target.split('#').next().unwrap_or_default();
            let inside = target.strip_prefix(base_path).unwrap_or_default();
            let machine = ["/v1/", "/openapi", "/.well"].iter().any(|side| inside.starts_with(side));
            if !inside.starts_with('/') || machine {
                continue;
            }
            // A page that one language links to is there in each.
            let page = inside.strip_prefix(&format!("/{}", language_of(inside, ""))).unwrap_or(inside);
            let page = if page.starts_with('/') { page } else { inside };
            for language in LANGUAGES {
                let language = if language.is_empty() { String::new() } else { format!("/{language}") };
                let target = format!("{base_path}{language}{page}");
                if seen.insert(target.clone()) {
                    waiting.push(target);
                }
            }
        }
    }
    for language in LANGUAGES {
        let pages = graded.get(language).copied().unwrap_or_default();
        assert!(pages > 30, "only {pages} pages in {language:?} were reached");
    }
}

/// The language that a path is in: none for the newsroom's own.
fn language_of<'a>(path: &'a str, base_path: &str) -> &'a str {
    let inside = path.strip_prefix(base_path).unwrap_or(path);
    let first = inside.trim_start_matches('/').split('/').next().unwrap_or_default();
    if first.len() == 2 { first } else { "" }
}

/// Whether the same port says anything to a request without TLS.
fn answers_plainly(server: &Server) -> bool {
    let address = format!("http://127.0.0.1:{}/", server.port());
    let asked =
        std::process::Command::new("curl").args(["--silent", "--max-time", "20", &address]).output().unwrap();
    asked.status.success() || !asked.stdout.is_empty()
}

impl Page {
    fn read(answer: &Answer, plain: bool, own_host: bool) -> Self {
        Self {
            answered: true,
            status: answer.status,
            host: "localhost".to_owned(),
            headers: answer.headers.clone(),
            body: answer.text().to_owned(),
            redirects: answer.header("location").map(str::to_owned).into_iter().collect(),
            http2: answer.version == "HTTP/2",
            plain,
            own_host,
        }
    }

    fn says(&self, name: &str, value: &str) -> Option<bool> {
        Some(self.headers.get(name)? == value)
    }

    fn directs(&self, directive: &str) -> Option<bool> {
        Some(self.headers.get("cache-control")?.split(',').any(|part| part.trim() == directive))
    }
}

/// The numbers of the rows that a page fails. What is not there to look at passes nothing.
fn failed(page: &Page) -> Vec<u8> {
    let fails = |row: &&Row| match (row.3)(page) {
        Some(passes) => !passes,
        None => !(row.0 == 26 || row.0 == 20 && !page.own_host),
    };
    ROWS.iter().filter(fails).map(|row| row.0).collect()
}

/// The grade of the worst row that failed.
fn grade(page: &Page) -> char {
    let failed = failed(page);
    let cost = |costs: Costs| ROWS.iter().any(|row| failed.contains(&row.0) && row.2.contains(&costs));
    [(Costs::Everything, '?'), (Costs::F, 'F'), (Costs::D, 'D'), (Costs::C, 'C'), (Costs::B, 'B')]
        .into_iter()
        .find_map(|(costs, grade)| cost(costs).then_some(grade))
        .unwrap_or('A')
}

/// The rows whose failure is told to readers of the directory.
fn warnings(page: &Page) -> Vec<&'static str> {
    let failed = failed(page);
    let warns = |row: &&Row| row.2.iter().any(|costs| matches!(costs, Costs::Severe | Costs::Moderate));
    ROWS.iter().filter(|row| failed.contains(&row.0)).filter(warns).map(|row| row.1).collect()
}

fn host_of(address: &str) -> &str {
    let after = address.split_once("://").map_or(address, |(_, rest)| rest);
    if after.starts_with('/') { "localhost" } else { after.split(['/', ':']).next().unwrap_or_default() }
}

/// Whether a host is a registered domain, or its `www`. Names of one word have no domain to stand under.
fn has_no_subdomain(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    labels.len() <= 2 || labels.len() == 3 && labels[0] == "www" || host.parse::<std::net::IpAddr>().is_ok()
}

fn has_version(server: &str) -> bool {
    server.split('.').collect::<Vec<_>>().windows(2).any(|pair| {
        pair[0].ends_with(|letter: char| letter.is_ascii_digit())
            && pair[1].starts_with(|letter: char| letter.is_ascii_digit())
    })
}

/// Everything that a page loads from another host.
fn foreign_assets(page: &Page) -> Vec<String> {
    let loading = [
        ("img", "src"),
        ("img", "srcset"),
        ("video", "src"),
        ("video", "poster"),
        ("source", "src"),
        ("source", "srcset"),
        ("audio", "src"),
        ("embed", "src"),
        ("script", "src"),
        ("iframe", "src"),
    ];
    let mut assets: Vec<String> =
        loading.iter().flat_map(|(tag, attribute)| values(&page.body, tag, attribute)).collect();
    assets.extend(
        tags(&page.body, "link")
            .filter(|link| link.contains("stylesheet"))
            .filter_map(|link| attribute(link, "href")),
    );
    let urls = page.body.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    assets.extend(urls.map(|url| url.trim_matches(['"', '\'', ' ']).to_owned()));
    let foreign = |asset: &String| {
        let other = asset.starts_with("//") || asset.contains("://");
        other && host_of(asset.trim_start_matches('/')) != page.host
    };
    assets.into_iter().filter(foreign).collect()
}

/// The values of an attribute of all tags of a name.
fn values(body: &str, tag: &str, name: &str) -> impl Iterator<Item = String> {
    tags(body, tag).filter_map(|inside| attribute(inside, name)).collect::<Vec<_>>().into_iter()
}

/// What stands inside each tag of a name.
fn tags<'a>(body: &'a str, tag: &str) -> impl Iterator<Item = &'a str> {
    let opening = format!("<{tag}");
    let mut found = Vec::new();
    for part in body.split(&opening).skip(1) {
        if part.starts_with(|letter: char| letter.is_ascii_whitespace()) {
            found.extend(part.split('>').next());
        }
    }
    found.into_iter()
}

/// An attribute's value, quoted in either way or not at all.
fn attribute(inside: &str, name: &str) -> Option<String> {
    let opening = format!("{name}=");
    let at = inside
        .match_indices(&opening)
        .map(|(at, _)| at)
        .find(|at| inside[..*at].ends_with(|letter: char| letter.is_ascii_whitespace()))?;
    let value = &inside[at + opening.len()..];
    let quoted = ['"', '\''].into_iter().find(|quote| value.starts_with(*quote));
    let value = match quoted {
        Some(quote) => value[1..].split(quote).next()?,
        None => value.split_ascii_whitespace().next()?,
    };
    Some(value.replace("&amp;", "&"))
}

fn newsroom_headers() -> BTreeMap<String, String> {
    [
        ("content-type", "text/html; charset=utf-8"),
        ("content-security-policy", "default-src 'none', default-src 'self'"),
        ("cache-control", "no-store, no-cache, must-revalidate, no-transform, private, max-age=0"),
        ("pragma", "no-cache"),
        ("expires", "-1"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("x-download-options", "noopen"),
        ("x-permitted-cross-domain-policies", "master-only"),
        ("x-xss-protection", "1; mode=block"),
        ("strict-transport-security", "max-age=63072000"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}
