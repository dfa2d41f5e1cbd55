//! Visits a server as a source's browser would, filled with words to look for.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::{http1, http2};
use hyper::header::{HOST, HeaderMap, HeaderName};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::{TokioExecutor, TokioIo};

use super::AuditError;
use super::canary::Canaries;
use crate::config::Origin;
use crate::tls::{Caller, Offer, Protocol};

/// The longest answer that is read: the whole directory of a large newsroom, with every QR code.
const ANSWER_OCTETS_MAX: usize = 512 * 1024 * 1024;

/// Where a side of the server is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// What people type.
    pub(super) origin: Origin,
    /// The path it is mounted under.
    pub(super) base_path: String,
    /// Where it is asked.
    pub(super) address: SocketAddr,
}

/// Comes again and again, from one address.
#[derive(Debug)]
pub(super) struct Visitor {
    pub(super) caller: Caller,
    pub(super) place: Place,
    pub(super) from: Option<IpAddr>,
    /// The visitor's ends of its connections.
    pub(super) ends: BTreeSet<SocketAddr>,
    /// How often a server took up an earlier session.
    pub(super) resumed: usize,
    pub(super) post_quantum: bool,
}

/// A request to make.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) method: Method,
    /// Under the base path, with its query.
    pub(super) path: String,
    pub(super) protocol: Protocol,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) body: String,
}

/// A request that was answered.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) question: Question,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Question {
    /// A page or a document, as a browser that tells everything asks for it.
    pub(super) fn get(path: &str, protocol: Protocol, canaries: &Canaries) -> Self {
        let referrer =
            format!("https://{}.invalid/r/{}?{}", canaries.referrer, canaries.slug, canaries.query);
        let mut headers = vec![
            (hyper::header::USER_AGENT, format!("Mozilla/5.0 ({})", canaries.agent)),
            (hyper::header::REFERER, referrer),
            (hyper::header::COOKIE, format!("visit={}", canaries.cookie)),
            (hyper::header::ACCEPT_LANGUAGE, "en".to_owned()),
        ];
        let forwarded = HeaderName::from_static("x-forwarded-for");
        headers.extend(canaries.address.map(|address| (forwarded, address.to_string())));
        Self { method: Method::GET, path: path.to_owned(), protocol, headers, body: String::new() }
    }
}

impl Visit {
    /// Whether it was a page for people: these must be kept nowhere.
    pub(super) fn is_page(&self) -> bool {
        !["/v1/", "/.well-known/"].iter().any(|machines| self.question.path.starts_with(machines))
    }

    /// In one line.
    pub(super) fn line(&self) -> String {
        let Question { method, path, protocol, .. } = &self.question;
        format!("{method} {path} over {}: {}", words(*protocol), self.status.as_u16())
    }
}

/// The protocol as people know it.
pub(super) const fn words(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Http1 => "HTTP/1.1",
        Protocol::Http2 => "HTTP/2",
    }
}

impl Visitor {
    /// Opens a connection of its own, asks, and reads the answer to its end.
    pub(super) async fn ask(&mut self, question: Question) -> Result<Visit, AuditError> {
        let protocol = question.protocol;
        let offer = Offer { protocol, old: false };
        let called = self.caller.call(self.place.address, self.from, self.place.origin.host(), offer).await?;
        self.ends.insert(called.from);
        self.resumed += usize::from(called.resumed);
        self.post_quantum |= called.post_quantum;
        if protocol == Protocol::Http2 && called.protocol != Some(Protocol::Http2) {
            return Err(AuditError::NoHttp2);
        }
        let request = self.request(&question)?;
        let stream = TokioIo::new(called.stream);
        let answer = match protocol {
            Protocol::Http1 => {
                let (mut sender, connection) = http1::handshake(stream).await?;
                tokio::spawn(connection);
                sender.send_request(request).await?
            }
            Protocol::Http2 => {
                let (mut sender, connection) = http2::handshake(TokioExecutor::new(), stream).await?;
                tokio::spawn(connection);
                sender.send_request(request).await?
            }
        };
        let (head, body) = answer.into_parts();
        let body = Limited::new(body, ANSWER_OCTETS_MAX).collect().await.map_err(AuditError::BrokenOff)?;
        Ok(Visit { question, status: head.status, headers: head.headers, body: body.to_bytes() })
    }

    fn request(&self, question: &Question) -> Result<Request<Full<Bytes>>, AuditError> {
        let Place { origin, base_path, .. } = &self.place;
        let target = match question.protocol {
            Protocol::Http1 => format!("{base_path}{}", question.path),
            Protocol::Http2 => format!("{origin}{base_path}{}", question.path),
        };
        let mut request = Request::builder().method(question.method.clone()).uri(target);
        let names_host = question.headers.iter().any(|(name, _)| *name == HOST);
        if question.protocol == Protocol::Http1 && !names_host {
            let authority = origin.to_string();
            request = request.header(HOST, authority.trim_start_matches("https://"));
        }
        for (name, value) in &question.headers {
            request = request.header(name, value);
        }
        Ok(request.body(Full::new(Bytes::from(question.body.clone())))?)
    }
}

/// Everything that is asked: what is there and what is not, as browsers and as programs ask, and badly.
pub(super) fn questions(known: Option<&str>, protocol: Protocol, canaries: &Canaries) -> Vec<Question> {
    let Canaries { slug, path, query, .. } = canaries;
    let get = |path: &str| Question::get(path, protocol, canaries);
    let mut questions = Vec::new();
    for page in human_pages(known, canaries) {
        questions.push(get(&page));
        questions.push(get(&format!("{page}?{query}={query}")));
    }
    if let Some(known) = known {
        for form in ["json", "vcf", "txt", "png"] {
            questions.push(get(&format!("/v1/profiles/{known}.{form}")));
        }
        questions.push(get(&format!("/v1/profiles/{known}.vcf?{query}=1")));
    }
    for missing in [
        format!("/v1/profiles/{slug}"),
        format!("/v1/profiles/{slug}.vcf"),
        format!("/v1/profiles?ids={slug}"),
        format!("/v1/blocks?ids={slug}&format=html"),
        format!("/v1/{path}"),
        format!("/.well-known/{path}"),
    ] {
        questions.push(get(&missing));
    }
    let head = Question { method: Method::HEAD, ..get(&format!("/r/{slug}?{query}")) };
    let post = Question { method: Method::POST, body: canaries.body.repeat(3), ..get(&format!("/r/{slug}")) };
    questions.extend([head, post]);
    if protocol == Protocol::Http1 {
        let mut elsewhere = get(&format!("/r/{slug}"));
        elsewhere.headers.push((HOST, format!("{}.invalid", canaries.host)));
        questions.push(elsewhere);
    }
    questions
}

/// The pages on which a query must change nothing.
pub(super) fn human_pages(known: Option<&str>, canaries: &Canaries) -> Vec<String> {
    let mut pages: Vec<String> =
        ["/", "/safety", "/verify", "/privacy", "/take-along.html"].map(str::to_owned).into();
    pages.extend([format!("/r/{}", canaries.slug), format!("/{}", canaries.path)]);
    pages.extend(known.map(|known| format!("/r/{known}")));
    pages
}
