//! OpenAPI 3.1, made from the routes' own table, so that it describes what is served and nothing else.

use directory::Strength;
use serde_json::{Map, Value, json};

use super::route::{Guard, Operation, Parameter, Place, Route, Side, Takes, Verb};

/// What the table does not know: whose interface this is, and the shapes of its JSON.
#[derive(Clone, Debug)]
pub struct Described<'a> {
    /// The interface's name.
    pub title: &'a str,
    /// The URL that every path starts with.
    pub server: &'a str,
    /// JSON schemas by name.
    pub schemas: Value,
}

/// The document for `routes`.
pub fn document(described: &Described<'_>, routes: &[&Route]) -> Value {
    let operations =
        routes.iter().flat_map(|route| route.operations.iter().map(move |operation| (route, operation)));
    let mut paths: Map<String, Value> = Map::new();
    for (route, operation) in operations {
        let path = if operation.path.is_empty() { route.path } else { operation.path };
        let at_path = paths.entry(path).or_insert_with(|| json!({}));
        if let Some(methods) = at_path.as_object_mut() {
            let method = route.verb.method().as_str().to_lowercase();
            methods.insert(method, describe(route, operation));
        }
    }
    let mut components = Map::new();
    components.insert("schemas".to_owned(), described.schemas.clone());
    if routes.iter().any(|route| route.side == Side::StaffApi) {
        let bearer = json!({ "bearer": { "type": "http", "scheme": "bearer" } });
        components.insert("securitySchemes".to_owned(), bearer);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": described.title,
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": described.server }],
        "paths": paths,
        "components": components,
    })
}

fn describe(route: &Route, operation: &Operation) -> Value {
    let is_staff = route.side == Side::StaffApi;
    let mut responses = Map::new();
    for status in operation.statuses {
        responses.insert(status.to_string(), answered(route, operation, *status));
    }
    if !is_staff {
        responses
            .insert("304".to_owned(), json!({ "description": "Not modified: the entity tag still holds." }));
    }
    if !is_staff && operation.parameters.iter().any(|parameter| parameter.place == Place::Path) {
        let location = json!({ "Location": text("Where the profile is now.") });
        let moved = json!({ "description": "The profile has another slug now.", "headers": location });
        responses.insert("308".to_owned(), moved);
    }
    for (status, description) in problems(route, operation) {
        let content = json!({ "application/problem+json": { "schema": reference("Problem") } });
        responses.insert(status.to_string(), json!({ "description": description, "content": content }));
    }
    let mut described = json!({
        "operationId": operation_id(route, operation),
        "summary": operation.summary,
        "parameters": operation.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "responses": responses,
    });
    let Some(members) = described.as_object_mut() else { return described };
    if route.takes != Takes::Nothing {
        members.insert("requestBody".to_owned(), request_body(route, operation));
    }
    if let Guard::Staff(act, strength) = route.guard {
        members.insert("security".to_owned(), json!([{ "bearer": [] }]));
        members.insert("x-masthead-act".to_owned(), json!(act));
        members.insert("x-masthead-recent-factor".to_owned(), json!(strength == Strength::Recent));
    }
    described
}

fn request_body(route: &Route, operation: &Operation) -> Value {
    let schema = operation.body.map_or_else(|| json!({}), reference);
    let media_types = route.takes.media_types(route.side).iter();
    let content: Map<String, Value> =
        media_types.map(|media_type| ((*media_type).to_owned(), json!({ "schema": schema }))).collect();
    json!({ "required": true, "content": content })
}

/// `profile_forms` and `/v1/profiles/{slug}.v4.vcf` give `profile_forms_v4_vcf`.
fn operation_id(route: &Route, operation: &Operation) -> String {
    match operation.path.split_once("}.") {
        Some((_, suffix)) => format!("{}_{}", route.name, suffix.replace('.', "_")),
        None => route.name.to_owned(),
    }
}

fn answered(route: &Route, operation: &Operation, status: u16) -> Value {
    // What waits for a second person is answered with the proposal, whatever would have been changed.
    let schema = if status == 202 { Some("Proposal") } else { operation.schema };
    let media_types = operation.media_types.iter().filter(|_| status != 204);
    let content: Map<String, Value> = media_types
        .map(|media_type| {
            let schema = match schema {
                Some(name) if *media_type == "application/json" => reference(name),
                _ if *media_type == "image/png" => json!({}),
                _ if media_type.ends_with("json") || media_type.contains("+json") => json!({}),
                _ => json!({ "type": "string" }),
            };
            ((*media_type).to_owned(), json!({ "schema": schema }))
        })
        .collect();
    let headers = match (route.side, status) {
        (Side::StaffApi, 201 | 202) => json!({ "Location": text("Where to read it.") }),
        (Side::StaffApi, _) => {
            json!({ "ETag": text("The revision, where there is one: what If-Match takes.") })
        }
        _ => json!({
            "ETag": text("Strong entity tag of exactly these bytes."),
            "Link": text("The next page of a list (RFC 8288)."),
            "Masthead-Padding": text("Nothing, at some length, so that all answers of a form are as long."),
            "Masthead-Stale": text("`true` once the edition is past its validity."),
            "Masthead-Valid-Until": text("Until when this edition is valid (RFC 3339); also sent with a 304."),
        }),
    };
    let summary = if status == 202 { "It waits for a second person." } else { operation.summary };
    let mut answer = json!({ "description": summary, "headers": headers });
    if let Some(members) = answer.as_object_mut().filter(|_| !content.is_empty()) {
        members.insert("content".to_owned(), Value::Object(content));
    }
    answer
}

/// A header that is text.
fn text(description: &str) -> Value {
    json!({ "description": description, "schema": { "type": "string" } })
}

fn parameter(parameter: &Parameter) -> Value {
    let schema: Value = serde_json::from_str(parameter.schema).unwrap_or_default();
    json!({
        "name": parameter.name,
        "in": match parameter.place {
            Place::Path => "path",
            Place::Query | Place::NeededInQuery => "query",
            Place::Header | Place::OptionalHeader => "header",
        },
        "required": !matches!(parameter.place, Place::Query | Place::OptionalHeader),
        "description": parameter.description,
        "schema": schema,
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The problems that an operation may answer with. Those that any call of staff may meet follow from its rules.
fn problems(route: &Route, operation: &Operation) -> Vec<(u16, &'static str)> {
    let mut problems: Vec<_> = operation.problems.iter().map(|status| (*status, problem(*status))).collect();
    if route.side != Side::StaffApi {
        return problems;
    }
    problems.push((400, "The request cannot be read."));
    problems.push((401, "Nobody known asks, or the sign-in was refused."));
    if let Guard::Staff(..) = route.guard {
        problems.push((403, "The account may not do this, or must show a second factor again first."));
    }
    if operation.parameters.iter().any(|parameter| parameter.place == Place::Path) {
        problems.push((404, "There is nothing of that name, or nothing for this account."));
    }
    if operation.parameters.iter().any(|parameter| parameter.place == Place::Header) {
        problems.push((412, "Somebody else changed it meanwhile."));
        problems.push((428, "If-Match is missing."));
    }
    if route.takes != Takes::Nothing {
        problems.push((413, "The body is too long."));
        problems.push((415, "The body is of another media type."));
    }
    if route.verb != Verb::Get {
        problems.push((409, "It cannot be as things stand."));
        problems.push((422, "The body can be read, and something in it is refused."));
        problems.push((429, "Too many tries, or too many doors closed within an hour."));
    }
    problems.push((503, "The database is away."));
    problems
}

const fn problem(status: u16) -> &'static str {
    match status {
        400 => "The request cannot be read.",
        404 => "There is no such profile, or it is not published.",
        406 => "None of the forms that are acceptable is offered.",
        410 => "The profile was withdrawn for good.",
        414 => "The address is longer than 8 KiB.",
        421 => "This host is not served here.",
        503 => "Nothing has been published yet.",
        _ => "A problem.",
    }
}

#[cfg(test)]
mod tests {
    use super::super::routes;
    use super::*;

    #[test]
    fn every_parameters_schema_is_json() {
        for route in routes::all() {
            for parameter in route.operations.iter().flat_map(|operation| operation.parameters) {
                assert!(
                    serde_json::from_str::<Value>(parameter.schema).is_ok_and(|schema| schema.is_object())
                );
            }
        }
    }
}
