//! The only way to serve an address of the admin listener. What changes something is given a [`Permission`], which only
//! `auth` makes, for the act and with the certainty that its route names: so no handler can forget to ask.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::Response;
use axum::routing::any;
use directory::{Act, Strength};
use http::header::ALLOW;
use http::{HeaderValue, Method, StatusCode};
use tower_http::csrf::CsrfLayer;

use super::call::{self, Call};
use super::{Admin, heads, problem, refusal};
use crate::auth::{Permission, Visitor};
use crate::http::{
    Asked, Guard, Problem, Route, Side, Takes, Verb, check_media_type, read_body, routes, without_body,
};
use crate::telemetry::{Counted, Counters, Outcome};

/// What a handler gives back: an answer, or the problem to answer with.
pub trait Answer: Send {
    /// One or the other.
    fn answer(self) -> Result<Response, Problem>;
}

impl Answer for Response {
    fn answer(self) -> Result<Response, Problem> {
        Ok(self)
    }
}

impl Answer for Result<Response, Problem> {
    fn answer(self) -> Self {
        self
    }
}

type Answered = Pin<Box<dyn Future<Output = Result<Response, Problem>> + Send>>;

enum Handler {
    /// From what is in memory.
    AtOnce(fn(&Admin, &Asked) -> Response),
    /// For whoever it is.
    Open(Box<dyn Fn(Arc<Admin>, Call) -> Answered + Send + Sync>),
    /// For whoever may do it.
    Permitted(Act, Strength, Box<dyn Fn(Arc<Admin>, Call, Permission) -> Answered + Send + Sync>),
}

struct Served {
    route: &'static Route,
    counted: Option<Counted>,
    handler: Handler,
}

/// The admin side's addresses while they are put together.
pub(super) struct AdminMount {
    admin: Arc<Admin>,
    counters: Arc<Counters>,
    places: BTreeMap<&'static str, Vec<Served>>,
}

impl AdminMount {
    /// Nothing mounted yet.
    pub(super) const fn new(admin: Arc<Admin>, counters: Arc<Counters>) -> Self {
        Self { admin, counters, places: BTreeMap::new() }
    }

    /// Serves what tells nothing about people, from memory.
    #[must_use]
    pub(super) fn at(self, route: &'static Route, answer: fn(&Admin, &Asked) -> Response) -> Self {
        assert_eq!(route.guard, Guard::AdminListener, "{} is not for operators", route.name);
        self.serve(route, Handler::AtOnce(answer))
    }

    /// Serves what anybody may ask who reaches this listener.
    #[must_use]
    pub(super) fn open<H, F>(self, route: &'static Route, handler: H) -> Self
    where
        H: Fn(Arc<Admin>, Call) -> F + Send + Sync + 'static,
        F: Future<Output: Answer> + Send + 'static,
    {
        assert_eq!(route.guard, Guard::Stranger, "{} is not for strangers", route.name);
        let handler = move |admin: Arc<Admin>, call: Call| -> Answered {
            let answering = handler(admin, call);
            Box::pin(async move { answering.await.answer() })
        };
        self.serve(route, Handler::Open(Box::new(handler)))
    }

    /// Serves what needs permission: for the act and with the certainty that the route names.
    #[must_use]
    pub(super) fn staff<H, F>(self, route: &'static Route, handler: H) -> Self
    where
        H: Fn(Arc<Admin>, Call, Permission) -> F + Send + Sync + 'static,
        F: Future<Output: Answer> + Send + 'static,
    {
        let act = if let Guard::Staff(act, strength) = route.guard { Some((act, strength)) } else { None };
        let (act, strength) = act.expect("what needs permission is mounted where the route says which");
        let handler = move |admin: Arc<Admin>, call: Call, permission: Permission| -> Answered {
            let answering = handler(admin, call, permission);
            Box::pin(async move { answering.await.answer() })
        };
        self.serve(route, Handler::Permitted(act, strength, Box::new(handler)))
    }

    fn serve(mut self, route: &'static Route, handler: Handler) -> Self {
        let counted = self.counters.place(route.name);
        self.places.entry(route.path).or_default().push(Served { route, counted, handler });
        self
    }

    /// The names of what is mounted.
    #[cfg(test)]
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.places.values().flatten().map(|served| served.route.name).collect()
    }

    /// The router. Every other address is answered as unknown.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the one place that gives axum the admin side's paths"
    )]
    pub(super) fn router(self) -> Router {
        let Self { admin, counters, places } = self;
        let mut router = Router::new();
        for (path, served) in places {
            let Some(side) = served.first().map(|served| served.route.side) else { continue };
            let place =
                Arc::new(Place { admin: Arc::clone(&admin), counters: Arc::clone(&counters), served });
            let handler = any(move |request: Request| Arc::clone(&place).answer(request));
            router = router.route(path, handler.layer(csrf(&admin, &counters, side)));
        }
        router.fallback(move |request: Request| {
            let asked = Asked::new(request.into_parts().0);
            std::future::ready(unknown(&admin, &counters, &asked))
        })
    }
}

/// Refuses what another site made a browser send.
fn csrf(
    admin: &Arc<Admin>,
    counters: &Arc<Counters>,
    side: Side,
) -> CsrfLayer<impl FnMut(tower_http::csrf::ProtectionError) -> Response + Clone + Send + Sync + 'static> {
    let (admin, counters) = (Arc::clone(admin), Arc::clone(counters));
    CsrfLayer::new().with_rejection_response(move |_error: tower_http::csrf::ProtectionError| {
        let detail = "This was sent from another site's page. Open the page here and send it again.";
        let problem = Problem::new(StatusCode::FORBIDDEN, "cross_site", detail);
        counters.count_refused(other_address(side).name, problem.status.as_u16());
        let mut response = refusal::refuse_plainly(side, problem);
        heads::put_on(&mut response, admin.setting.strict_transport);
        response
    })
}

/// Whom an address is for that is none of ours, told by its path alone.
pub(super) fn side_of(path: &str) -> Side {
    if path.starts_with("/api/") { Side::StaffApi } else { Side::StaffPages }
}

/// The route that an unknown address counts as.
pub(super) const fn other_address(side: Side) -> &'static Route {
    match side {
        Side::StaffApi => &routes::NO_API_ANSWER,
        Side::StaffPages | Side::Human => &routes::NO_STAFF_PAGE,
        Side::Operations | Side::Machine => &routes::NO_OPERATION,
    }
}

fn unknown(admin: &Admin, counters: &Counters, asked: &Asked) -> Response {
    let side = side_of(asked.path());
    let detail = "There is nothing at this address.";
    let problem = Problem::new(StatusCode::NOT_FOUND, "unknown_address", detail);
    counters.count_refused(other_address(side).name, problem.status.as_u16());
    let mut response = refusal::refuse_plainly(side, problem);
    heads::put_on(&mut response, admin.setting.strict_transport);
    if *asked.method() == Method::HEAD { without_body(response) } else { response }
}

/// One path with everything that is done there.
struct Place {
    admin: Arc<Admin>,
    counters: Arc<Counters>,
    served: Vec<Served>,
}

impl Place {
    async fn answer(self: Arc<Self>, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let method = parts.method.clone();
        let asked = Asked::new(parts);
        let served = self.served.iter().find(|served| served.route.verb.answers(&method));
        let mut response = match served {
            Some(served) => {
                let response = self.run(served, asked, body).await;
                // Something may have been written: it is published now and not at the next look.
                if served.route.verb != Verb::Get && response.status().as_u16() < 400 {
                    self.admin.staff.edited();
                }
                if let Some(counted) = served.counted {
                    self.counters.count(counted, Outcome::of_status(response.status().as_u16()));
                }
                response
            }
            None => self.other_method(&asked),
        };
        heads::put_on(&mut response, self.admin.setting.strict_transport);
        if method == Method::HEAD { without_body(response) } else { response }
    }

    async fn run(&self, served: &Served, asked: Asked, body: Body) -> Response {
        let route = served.route;
        // The handler takes the request; a refusal must still know where it came from.
        let head = asked.clone();
        let answered = match &served.handler {
            Handler::AtOnce(answer) => return answer(&self.admin, &asked),
            Handler::Open(handler) => match receive(route, &asked, body).await {
                Ok(body) => handler(Arc::clone(&self.admin), Call::new(route, asked, body)).await,
                Err(problem) => Err(problem),
            },
            Handler::Permitted(act, strength, handler) => {
                match self.permit(*act, *strength, route, &asked, body).await {
                    Ok((permission, body)) => {
                        handler(Arc::clone(&self.admin), Call::new(route, asked, body), permission).await
                    }
                    Err(problem) => Err(problem),
                }
            }
        };
        answered.unwrap_or_else(|problem| refusal::refuse(route.side, &head, problem))
    }

    /// Who asks, whether they may, and only then a body of more than 64 KiB.
    async fn permit(
        &self,
        act: Act,
        strength: Strength,
        route: &'static Route,
        asked: &Asked,
        body: Body,
    ) -> Result<(Permission, Bytes), Problem> {
        let visitor = self.visitor(route.side, asked).await?;
        let permission = visitor.permit(act, strength)?;
        Ok((permission, receive(route, asked, body).await?))
    }

    /// Who asks: on pages the cookie says it, in the API the bearer token. Neither is looked at in the other place, so
    /// that no page of another site can use the API with a cookie that the browser adds by itself.
    async fn visitor(&self, side: Side, asked: &Asked) -> Result<Visitor, Problem> {
        let visitor = match side {
            Side::StaffApi => {
                let token = call::bearer(asked.headers()).ok_or_else(problem::not_signed_in)?;
                self.admin.staff()?.auth.visitor_of_bearer(token).await?
            }
            Side::StaffPages | Side::Human | Side::Machine | Side::Operations => {
                let cookie = call::session_cookie(asked.headers()).ok_or_else(problem::not_signed_in)?;
                self.admin.staff()?.auth.visitor_of_cookie(cookie).await?
            }
        };
        visitor.ok_or_else(problem::not_signed_in)
    }

    fn other_method(&self, asked: &Asked) -> Response {
        let verbs = self.served.iter().flat_map(|served| match served.route.verb.method() {
            Method::GET => vec!["GET".to_owned(), "HEAD".to_owned()],
            method => vec![method.to_string()],
        });
        let allowed = verbs.chain(["OPTIONS".to_owned()]).collect::<Vec<_>>().join(", ");
        let side = self.served.first().map_or(Side::StaffPages, |served| served.route.side);
        let mut response = if *asked.method() == Method::OPTIONS {
            let mut response = without_body(Response::new(Body::empty()));
            response.headers_mut().remove(http::header::CONTENT_LENGTH);
            *response.status_mut() = StatusCode::NO_CONTENT;
            response
        } else {
            let detail = format!("This address takes {allowed}.");
            let problem = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", detail);
            self.counters.count_refused(other_address(side).name, problem.status.as_u16());
            refusal::refuse_plainly(side, problem)
        };
        let allowed = HeaderValue::try_from(allowed).unwrap_or_else(|_| HeaderValue::from_static("GET"));
        response.headers_mut().insert(ALLOW, allowed);
        response
    }
}

/// The body, of a media type that the route takes.
async fn receive(route: &'static Route, asked: &Asked, body: Body) -> Result<Bytes, Problem> {
    check_media_type(route, asked.headers())?;
    let body = read_body(route, body).await?;
    Ok(if route.takes == Takes::Nothing { Bytes::new() } else { body })
}
