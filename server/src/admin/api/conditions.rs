//! Entity tags of what is edited: its revision. Whoever changes something says which revision they saw.

use http::header::{ETAG, IF_MATCH};
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::http::Problem;

/// The revision that the asker saw, from `If-Match` (RFC 9110, 13.1.1).
pub(super) fn seen_revision(headers: &HeaderMap) -> Result<u64, Problem> {
    let mut values = headers.get_all(IF_MATCH).iter();
    let Some(value) = values.next() else {
        let detail = "Say in If-Match which revision you saw: the entity tag of a GET, such as \"7\".";
        return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "revision_needed", detail));
    };
    let quoted = value.to_str().ok().filter(|_| values.next().is_none());
    let digits = quoted.and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"'));
    let digits = digits.filter(|digits| digits.bytes().all(|octet| octet.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).ok_or_else(|| {
        let detail = "If-Match takes one revision in quotation marks, such as \"7\".";
        Problem::new(StatusCode::BAD_REQUEST, "bad_if_match", detail)
    })
}

/// The entity tag of a revision.
pub(super) fn tag(revision: u64) -> HeaderValue {
    HeaderValue::try_from(format!("\"{revision}\"")).expect("digits in quotation marks are visible ASCII")
}

/// Puts the entity tag of a revision on an answer.
pub(super) fn put_tag(headers: &mut HeaderMap, revision: u64) {
    headers.insert(ETAG, tag(revision));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(value: Option<&str>) -> Result<u64, u16> {
        let mut headers = HeaderMap::new();
        if let Some(value) = value {
            headers.insert(IF_MATCH, value.parse().unwrap());
        }
        seen_revision(&headers).map_err(|problem| problem.status.as_u16())
    }

    #[test]
    fn the_revision_that_was_given_out_is_taken_back() {
        assert_eq!(seen(Some(tag(7).to_str().unwrap())), Ok(7));
    }

    #[test]
    fn a_change_without_a_revision_is_refused_and_so_is_one_that_means_any() {
        assert_eq!(seen(None), Err(428));
        for value in
            ["*", "7", "W/\"7\"", "\"7\", \"8\"", "\"\"", "\"+7\"", "\"-1\"", "\"99999999999999999999\""]
        {
            assert_eq!(seen(Some(value)), Err(400), "{value}");
        }
    }
}
