//! Requests that may be sent again. Whoever loses the connection before the answer comes sends the same request with the
//! same `Idempotency-Key`, and is answered again instead of doing it twice.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::response::Response;
use directory::AccountId;
use http::header::{CONTENT_TYPE, ETAG, HeaderName, IF_MATCH, LOCATION};
use http::{HeaderMap, HeaderValue, StatusCode};
use http_body_util::BodyExt;

use super::super::Admin;
use super::super::call::Call;
use super::Reply;
use crate::auth::Permission;
use crate::http::Problem;
use crate::secret::Secret;
use crate::store::records::{AnsweredRecord, TokenHash};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that an answer was given before.
const REPEATED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The longest key.
const KEY_CHARACTERS_MAX: usize = 64;
/// How long an answer is kept.
const KEPT_SECONDS: i64 = 24 * 60 * 60;
/// The longest answer that is kept: one profile with all its channels is shorter.
const KEPT_OCTETS_MAX: usize = 256 * 1024;

/// Requests with a key that this node is answering.
#[derive(Debug, Default)]
pub(in super::super) struct UnderWay(Mutex<BTreeSet<(AccountId, TokenHash)>>);

type Replying = Pin<Box<dyn Future<Output = Reply> + Send>>;

/// A handler that answers a repeated request as it did the first time.
pub(super) fn once<H, F>(
    handler: H,
) -> impl Fn(Arc<Admin>, Call, Permission) -> Replying + Send + Sync + Clone + 'static
where
    H: Fn(Arc<Admin>, Call, Permission) -> F + Send + Sync + Clone + 'static,
    F: Future<Output = Reply> + Send + 'static,
{
    move |admin, call, by| {
        let handler = handler.clone();
        Box::pin(async move {
            match key(call.asked().headers())? {
                None => handler(admin, call, by).await,
                Some(key) => {
                    let key = TokenHash::of(&key);
                    // Whoever loses the connection must still find the answer: a task of its own goes on to its end.
                    let answering = tokio::spawn(answer_once(admin, call, by, key, handler));
                    answering.await.unwrap_or_else(|error| Err(Problem::internal(&error)))
                }
            }
        })
    }
}

/// Refuses a key where answers hold a secret and are never kept.
pub(super) fn never_kept(call: &Call) -> Result<(), Problem> {
    if call.asked().headers().contains_key(&IDEMPOTENCY_KEY) {
        let detail = "The answer holds a secret, which is not kept: this call takes no Idempotency-Key.";
        return Err(Problem::new(StatusCode::BAD_REQUEST, "no_idempotency_key_here", detail));
    }
    Ok(())
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let mut values = headers.get_all(&IDEMPOTENCY_KEY).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let key = value.to_str().ok().filter(|_| values.next().is_none());
    let fits = |key: &&str| (1..=KEY_CHARACTERS_MAX).contains(&key.len());
    let key = key.filter(fits).ok_or_else(|| {
        let detail = "Idempotency-Key is one text of at most 64 visible characters.";
        Problem::new(StatusCode::BAD_REQUEST, "bad_idempotency_key", detail)
    })?;
    Ok(Some(key.to_owned()))
}

async fn answer_once<H, F>(admin: Arc<Admin>, call: Call, by: Permission, key: TokenHash, handler: H) -> Reply
where
    H: Fn(Arc<Admin>, Call, Permission) -> F,
    F: Future<Output = Reply>,
{
    let Some(_turn) = Turn::take(&admin, (by.account_id().clone(), key.clone())) else {
        let detail = "The same request is being answered: send it again in a moment.";
        return Err(Problem::new(StatusCode::CONFLICT, "under_way", detail));
    };
    let request = request_hash(&call);
    let editing = &admin.staff()?.editing;
    let known = editing.answered(&by, &key).await?;
    if let Some(known) = known.filter(|known| by.at() < known.made_at.plus_seconds(KEPT_SECONDS)) {
        if known.request_hash != request {
            let detail = "This Idempotency-Key belongs to another request.";
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "idempotency_key_reused", detail));
        }
        return Ok(repeated(&known));
    }
    let response = handler(Arc::clone(&admin), call, by.clone()).await?;
    let (parts, body) = response.into_parts();
    let body = body.collect().await.map_err(|error| Problem::internal(&error))?.to_bytes();
    if let Some(record) = record(&by, key, request, parts.status, &parts.headers, &body)
        // It is done all the same. Sent again, it meets its own revision.
        && let Err(error) = editing.keep_answer(&by, record).await
    {
        tracing::debug!(cause = %error, "an answer could not be kept");
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

/// The turn of one request: another with the same key waits its own.
struct Turn {
    admin: Arc<Admin>,
    key: (AccountId, TokenHash),
}

impl Turn {
    fn take(admin: &Arc<Admin>, key: (AccountId, TokenHash)) -> Option<Self> {
        let mut under_way = admin.under_way.0.lock().unwrap_or_else(PoisonError::into_inner);
        under_way.insert(key.clone()).then(|| Self { admin: Arc::clone(admin), key })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.admin.under_way.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

/// Of everything that the request asks for.
fn request_hash(call: &Call) -> TokenHash {
    use sha2::Digest as _;
    let seen = call.asked().headers().get(IF_MATCH).map_or(&b""[..], HeaderValue::as_bytes);
    let body = sha2::Sha256::digest(call.body());
    let body = data_encoding::HEXLOWER.encode(&body);
    let seen = String::from_utf8_lossy(seen);
    TokenHash::of(&format!("{} {}\n{seen}\n{body}", call.asked().method(), call.asked().target()))
}

fn record(
    by: &Permission,
    hash: TokenHash,
    request_hash: TokenHash,
    status: StatusCode,
    headers: &HeaderMap,
    body: &Bytes,
) -> Option<AnsweredRecord> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let body = std::str::from_utf8(body).ok().filter(|body| body.len() <= KEPT_OCTETS_MAX)?;
    Some(AnsweredRecord {
        account: by.account_id().clone(),
        hash,
        request_hash,
        status: status.as_u16(),
        location: text(LOCATION),
        entity_tag: text(ETAG),
        body: Secret::new(body.to_owned()),
        made_at: by.at(),
    })
}

fn repeated(known: &AnsweredRecord) -> Response {
    let mut response = Response::new(Body::from(known.body.expose().clone()));
    *response.status_mut() = StatusCode::from_u16(known.status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    if !known.body.expose().is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    headers.insert(REPEATED, HeaderValue::from_static("true"));
    for (name, value) in [(LOCATION, &known.location), (ETAG, &known.entity_tag)] {
        if let Some(value) = value.as_ref().and_then(|value| HeaderValue::try_from(value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}
