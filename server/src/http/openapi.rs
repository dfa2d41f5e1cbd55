//! OpenAPI 3.1, made from the routes' own table, so that it describes what is served and nothing else.

use serde_json::{Map, Value, json};

use super::route::{Operation, Parameter, Place, Route};

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
    let paths: Map<String, Value> = operations
        .map(|(route, operation)| (operation.path.to_owned(), json!({ "get": describe(route, operation) })))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": described.title,
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": described.server }],
        "paths": paths,
        "components": { "schemas": described.schemas },
    })
}

fn describe(route: &Route, operation: &Operation) -> Value {
    let mut responses = Map::new();
    responses.insert("200".to_owned(), answered(operation));
    responses.insert("304".to_owned(), json!({ "description": "Not modified: the entity tag still holds." }));
    if operation.parameters.iter().any(|parameter| parameter.place == Place::Path) {
        let location = json!({ "Location": text("Where the profile is now.") });
        let moved = json!({ "description": "The profile has another slug now.", "headers": location });
        responses.insert("308".to_owned(), moved);
    }
    for status in operation.problems {
        let content = json!({ "application/problem+json": { "schema": reference("Problem") } });
        responses.insert(status.to_string(), json!({ "description": problem(*status), "content": content }));
    }
    json!({
        "operationId": operation_id(route, operation),
        "summary": operation.summary,
        "parameters": operation.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "responses": responses,
    })
}

/// `profile_forms` and `/v1/profiles/{slug}.v4.vcf` give `profile_forms_v4_vcf`.
fn operation_id(route: &Route, operation: &Operation) -> String {
    match operation.path.split_once("}.") {
        Some((_, suffix)) => format!("{}_{}", route.name, suffix.replace('.', "_")),
        None => route.name.to_owned(),
    }
}

fn answered(operation: &Operation) -> Value {
    let content: Map<String, Value> = operation
        .media_types
        .iter()
        .map(|media_type| {
            let schema = match operation.schema {
                Some(name) if *media_type == "application/json" => reference(name),
                _ if *media_type == "image/png" => json!({}),
                _ if media_type.ends_with("json") || media_type.contains("+json") => json!({}),
                _ => json!({ "type": "string" }),
            };
            ((*media_type).to_owned(), json!({ "schema": schema }))
        })
        .collect();
    let headers = json!({
        "ETag": text("Strong entity tag of exactly these bytes."),
        "Link": text("The next page of a list, or the card of a profile (RFC 8288)."),
        "Masthead-Stale": text("`true` once the edition is past its validity."),
        "Masthead-Valid-Until": text("Until when this edition is valid (RFC 3339); also sent with a 304."),
    });
    json!({ "description": operation.summary, "headers": headers, "content": content })
}

/// A header that is text.
fn text(description: &str) -> Value {
    json!({ "description": description, "schema": { "type": "string" } })
}

fn parameter(parameter: &Parameter) -> Value {
    let schema: Value = serde_json::from_str(parameter.schema).unwrap_or_default();
    json!({
        "name": parameter.name,
        "in": if parameter.place == Place::Path { "path" } else { "query" },
        "required": parameter.place != Place::Query,
        "description": parameter.description,
        "schema": schema,
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
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
        for route in routes::PUBLIC {
            for parameter in route.operations.iter().flat_map(|operation| operation.parameters) {
                assert!(
                    serde_json::from_str::<Value>(parameter.schema).is_ok_and(|schema| schema.is_object())
                );
            }
        }
    }

    #[test]
    fn no_two_routes_share_a_name_or_a_path() {
        let all: Vec<_> = routes::PUBLIC.iter().chain(&routes::ADMIN).collect();
        for (place, route) in all.iter().enumerate() {
            for other in all.iter().skip(place + 1) {
                assert_ne!(route.name, other.name);
                assert!(route.path.is_empty() || route.path != other.path);
            }
        }
    }
}
