//! The addresses that describe this server: OpenAPI, and `security.txt`.

use axum::body::Body;
use axum::response::Response;

use super::heads::Label;
use super::{Public, problem};
use crate::edition::tag_of;
use crate::http::{Asked, Problem, Side};

/// `/openapi.json`.
pub(super) fn openapi(public: &Public, asked: &Asked) -> Response {
    let answer = || -> Result<Response, Problem> {
        asked.query(&[]).map_err(|error| problem::question(&error))?;
        let edition = public.edition()?;
        let body = || Body::from(public.openapi.clone());
        Ok(public.heads.answer(asked, &edition, false, Label::Json, public.openapi_tag, body))
    };
    answer().unwrap_or_else(|problem| public.refuse(Side::Machine, problem))
}

/// `/.well-known/security.txt` (RFC 9116), valid as long as the edition: a server that nobody publishes on any more
/// should not promise that reports are read.
pub(super) fn security_txt(public: &Public, asked: &Asked) -> Response {
    let answer = || -> Result<Response, Problem> {
        let edition = public.edition()?;
        let text = public
            .renderer
            .security_txt(edition.imprint())
            .ok_or_else(|| problem::NO_SECURITY_CONTACT.problem())?;
        let tag = tag_of(text.as_bytes());
        let stale = public.is_stale(&edition);
        Ok(public.heads.answer(asked, &edition, stale, Label::Text, tag, || Body::from(text)))
    };
    answer().unwrap_or_else(|problem| public.refuse(Side::Machine, problem))
}
