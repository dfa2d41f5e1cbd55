//! The API, described: made from the table that mounts it.

use serde_json::{Value, json};

use crate::config::Origin;
use crate::http::{Described, openapi_document, routes};

/// The OpenAPI document of the API for staff.
pub(in super::super) fn document(origin: &Origin) -> String {
    let schemas: Value = serde_json::from_str(include_str!("schemas.json")).unwrap_or_else(|_| json!({}));
    let described =
        Described { title: "Masthead: the newsroom's side", server: &origin.to_string(), schemas };
    openapi_document(&described, &routes::STAFF_API).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described() -> Value {
        serde_json::from_str(&document(&Origin::localhost(8444))).unwrap()
    }

    #[test]
    fn every_call_is_described_with_its_method_its_guard_and_its_answers() {
        let document = described();
        for route in routes::STAFF_API.iter().filter(|route| !route.path.is_empty()) {
            let method = route.verb.method().as_str().to_lowercase();
            let operation = &document["paths"][route.path][&method];
            assert_eq!(operation["operationId"], route.name);
            let answers = operation["responses"].as_object().unwrap();
            assert!(answers.keys().any(|status| status.starts_with('2')), "{}", route.name);
            assert!(answers.contains_key("401") && answers.contains_key("503"), "{}", route.name);
            let is_guarded = matches!(route.guard, crate::http::Guard::Staff(..));
            assert_eq!(operation["security"].is_array(), is_guarded, "{}", route.name);
            let is_change = operation["parameters"].to_string().contains("If-Match");
            assert_eq!(answers.contains_key("428"), is_change, "{}", route.name);
        }
    }

    #[test]
    fn every_shape_that_is_named_is_there_and_every_shape_that_is_there_is_named() {
        let document = described();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let text = document.to_string();
        let mark = "#/components/schemas/";
        let named: std::collections::BTreeSet<&str> =
            text.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let there: std::collections::BTreeSet<&str> = schemas.keys().map(String::as_str).collect();
        assert_eq!(named, there);
    }

    #[test]
    fn every_name_in_a_path_is_described() {
        for route in routes::STAFF_API {
            let named: Vec<&str> =
                route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
            let described: Vec<&str> = route
                .operations
                .iter()
                .flat_map(|operation| operation.parameters)
                .filter(|parameter| parameter.place == crate::http::Place::Path)
                .map(|parameter| parameter.name)
                .collect();
            assert_eq!(named, described, "{}", route.name);
        }
    }
}
