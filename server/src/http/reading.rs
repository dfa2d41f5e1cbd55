//! Reading a body whole, up to a limit, and within a time.

use std::time::Duration;

use axum::body::{Body, Bytes};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use super::Problem;
use super::route::{Route, Takes};

/// How long a small body may take to come.
const DEADLINE: Duration = Duration::from_secs(10);
/// How long a file may take, of somebody whom we know.
const FILE_DEADLINE: Duration = Duration::from_mins(1);

/// Reads the body that `route` takes.
pub async fn read_body(route: &Route, body: Body) -> Result<Bytes, Problem> {
    let deadline = match route.takes {
        Takes::Nothing | Takes::Form | Takes::Json => DEADLINE,
        Takes::Photo | Takes::Import => FILE_DEADLINE,
    };
    let limit = route.takes.octets_max();
    // Who says at once that it is too much need not send it.
    if body.size_hint().lower() > u64::try_from(limit).unwrap_or(u64::MAX) {
        return Err(too_long(limit));
    }
    match tokio::time::timeout(deadline, Limited::new(body, limit).collect()).await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_long(limit)),
        Ok(Err(_)) => {
            Err(Problem::new(StatusCode::BAD_REQUEST, "broken_body", "The body cannot be read to its end."))
        }
        Err(_) => Err(Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "body_too_slow",
            format!("The body did not come within {} seconds.", deadline.as_secs()),
        )),
    }
}

/// Whether the body is of a media type that `route` takes. What is not labelled, or labelled twice, is not guessed at.
pub fn check_media_type(route: &Route, headers: &HeaderMap) -> Result<(), Problem> {
    let taken = route.takes.media_types(route.side);
    if taken.is_empty() {
        return Ok(());
    }
    let mut labels = headers.get_all(CONTENT_TYPE).iter();
    let label = labels.next().filter(|_| labels.next().is_none()).and_then(|value| value.to_str().ok());
    let media_type = label.and_then(|label| label.split(';').next()).map(str::trim);
    if media_type.is_some_and(|given| taken.iter().any(|media_type| given.eq_ignore_ascii_case(media_type))) {
        return Ok(());
    }
    let detail = format!("Say in Content-Type that it is {}.", taken.join(", or "));
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", detail))
}

fn too_long(limit: usize) -> Problem {
    let detail = format!("A body of more than {} KiB is not taken here.", limit / 1024);
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", detail)
}
