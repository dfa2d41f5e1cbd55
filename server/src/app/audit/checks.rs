//! What is concluded from the answers of a server.

use std::collections::BTreeSet;

use hyper::Method;
use hyper::header::{
    CACHE_CONTROL, DATE, ETAG, HeaderName, LAST_MODIFIED, REFERRER_POLICY, SERVER, SET_COOKIE,
};

use super::canary::Canaries;
use super::report::{Finding, Verdict};
use super::visits::{Visit, words};

/// How many examples of what is wrong a finding names.
const EXAMPLES_MAX: usize = 5;

/// A finding that passes if nothing is wrong; otherwise it names some of what is.
pub(super) fn finding(name: &'static str, promise: &str, wrong: &[String]) -> Finding {
    let outcome = if wrong.is_empty() { Verdict::Pass } else { Verdict::Fail };
    let mut words = promise.to_owned();
    if !wrong.is_empty() {
        let examples: Vec<&str> = wrong.iter().take(EXAMPLES_MAX).map(String::as_str).collect();
        let more = match wrong.len().saturating_sub(EXAMPLES_MAX) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        words = format!("{promise} This is not so: {}{more}.", examples.join("; "));
    }
    Finding { name, outcome, words }
}

/// What heads and bodies say of how a browser or a proxy is to remember.
pub(super) fn answers(visits: &[Visit], canaries: &Canaries) -> Vec<Finding> {
    let where_any = |test: &dyn Fn(&Visit) -> bool| -> Vec<String> {
        visits.iter().filter(|visit| test(visit)).map(Visit::line).collect()
    };
    let has = |name: HeaderName| move |visit: &Visit| visit.headers.contains_key(&name);
    let page = |visit: &Visit| visit.is_page();
    let lacks = |visit: &Visit, name: HeaderName, word: &str| {
        !visit
            .headers
            .get_all(&name)
            .iter()
            .any(|value| value.to_str().is_ok_and(|value| value.contains(word)))
    };
    vec![
        finding("cookies", "No answer sets a cookie.", &where_any(&has(SET_COOKIE))),
        finding("date", "No answer says when it was given.", &where_any(&has(DATE))),
        finding("server-name", "No answer says which program gave it.", &where_any(&has(SERVER))),
        finding(
            "not-stored",
            "No page may be stored by a browser or a proxy (Cache-Control: no-store).",
            &where_any(&|visit| page(visit) && lacks(visit, CACHE_CONTROL, "no-store")),
        ),
        finding(
            "not-recognised",
            "No page has a tag or a date of change, by which a browser would show that it was here before.",
            &where_any(&|visit| {
                page(visit) && (visit.headers.contains_key(ETAG) || visit.headers.contains_key(LAST_MODIFIED))
            }),
        ),
        finding(
            "referrer",
            "No link on an answer tells the next site where the reader came from (Referrer-Policy: no-referrer).",
            &where_any(&|visit| lacks(visit, REFERRER_POLICY, "no-referrer")),
        ),
        finding(
            "scripts",
            "No page runs a script, which could store or send something.",
            &where_any(&|visit| page(visit) && contains(&visit.body, b"<script")),
        ),
        finding(
            "echo",
            "No page repeats what it was asked for.",
            &where_any(&|visit| page(visit) && echoes(visit, canaries)),
        ),
        finding(
            "query",
            "A query behind a page's address changes nothing: the answer is the same to the last octet.",
            &queries_that_matter(visits),
        ),
    ]
}

fn echoes(visit: &Visit, canaries: &Canaries) -> bool {
    let said = |word: &str| {
        contains(&visit.body, word.as_bytes())
            || visit.headers.values().any(|value| contains(value.as_bytes(), word.as_bytes()))
    };
    canaries.words().iter().any(|(_, word)| said(word))
}

fn contains(octets: &[u8], word: &[u8]) -> bool {
    octets.windows(word.len()).any(|window| window == word)
}

/// The pages that were answered differently with a query than without.
fn queries_that_matter(visits: &[Visit]) -> Vec<String> {
    let gets = || visits.iter().filter(|visit| visit.question.method == Method::GET && visit.is_page());
    let mut differing = Vec::new();
    for with in gets() {
        let Some((path, _)) = with.question.path.split_once('?') else { continue };
        let same = |without: &&Visit| {
            without.question.path == path && without.question.protocol == with.question.protocol
        };
        // A question to another host has the same path.
        let Some(without) = gets().find(same) else { continue };
        let alike =
            with.status == without.status && with.headers == without.headers && with.body == without.body;
        if !alike {
            differing.push(format!("{path} over {}", words(with.question.protocol)));
        }
    }
    differing
}

/// What `/metrics` tells: sums of routes, in tens.
pub(super) fn metrics(text: &str) -> Finding {
    let mut wrong = Vec::new();
    let mut labels = BTreeSet::new();
    for line in text.lines().filter(|line| line.starts_with("masthead_") && line.contains("_total{")) {
        let Some((name, count)) = line.rsplit_once(' ') else { continue };
        if count.parse::<u64>().map_or(true, |count| count % 10 != 0) {
            wrong.push(format!("{name} is {count}"));
        }
        for label in name.split(['{', ',']).filter_map(|label| label.split_once("=\"")) {
            labels.insert(label.0.to_owned());
        }
    }
    let known: BTreeSet<String> = ["listener", "outcome", "route"].map(str::to_owned).into();
    wrong.extend(labels.difference(&known).map(|label| format!("there is a label {label}")));
    if labels.is_empty() {
        wrong.push("there is no counter to look at".to_owned());
    }
    finding(
        "counters",
        "The counters of /metrics name routes and outcomes and nothing finer, and count in tens, so that reading them \
         often does not tell one visit from none.",
        &wrong,
    )
}

#[cfg(test)]
mod tests {
    use hyper::body::Bytes;
    use hyper::header::HeaderValue;
    use hyper::{HeaderMap, StatusCode};

    use super::*;
    use crate::app::audit::visits::Question;
    use crate::tls::Protocol;

    fn visit(path: &str, canaries: &Canaries) -> Visit {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store, no-cache"));
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        let question = Question::get(path, Protocol::Http2, canaries);
        Visit { question, status: StatusCode::OK, headers, body: Bytes::from_static(b"<p>hello</p>") }
    }

    fn failed(visits: &[Visit], canaries: &Canaries) -> Vec<&'static str> {
        let failed = answers(visits, canaries).into_iter().filter(|finding| finding.outcome == Verdict::Fail);
        failed.map(|finding| finding.name).collect()
    }

    #[test]
    fn an_answer_as_promised_passes_every_check() {
        let canaries = Canaries::new(false);
        let visits = [visit("/", &canaries), visit(&format!("/?{}", canaries.query), &canaries)];
        assert_eq!(failed(&visits, &canaries), Vec::<&str>::new());
    }

    #[test]
    fn each_breach_is_found_by_its_name() {
        let canaries = Canaries::new(false);
        let with = |name: HeaderName, value: &str| {
            let mut visit = visit("/", &canaries);
            visit.headers.insert(name, value.parse().unwrap());
            visit
        };
        let saying = |path: &str, text: String| Visit { body: text.into(), ..visit(path, &canaries) };
        for (visits, name) in [
            (vec![with(SET_COOKIE, "id=1")], "cookies"),
            (vec![with(DATE, "Mon, 23 Nov 2026 06:00:00 GMT")], "date"),
            (vec![with(SERVER, "nginx")], "server-name"),
            (vec![with(CACHE_CONTROL, "max-age=60")], "not-stored"),
            (vec![with(ETAG, "\"1\"")], "not-recognised"),
            (vec![with(REFERRER_POLICY, "origin")], "referrer"),
            (vec![saying("/", "<script>".to_owned())], "scripts"),
            (vec![saying("/", format!("no {} here", canaries.slug))], "echo"),
            (vec![visit("/", &canaries), saying("/?a", "another".to_owned())], "query"),
        ] {
            assert_eq!(failed(&visits, &canaries), [name]);
        }
    }

    #[test]
    fn a_counter_that_counts_in_ones_or_names_a_profile_is_found() {
        let outcome = |text: &str| metrics(text).outcome;
        let fine = "masthead_answers_total{route=\"card\",outcome=\"answered\"} 20\n";
        assert_eq!(outcome(fine), Verdict::Pass);
        assert_eq!(outcome(&fine.replace("20", "21")), Verdict::Fail);
        assert_eq!(outcome(&fine.replace("route", "slug")), Verdict::Fail);
        assert_eq!(outcome(""), Verdict::Fail);
    }
}
