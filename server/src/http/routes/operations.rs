//! What operators ask for, on the admin listener.

use super::super::route::{Guard, Keeps, Leaves, Route, Side, Takes, Verb};

/// Addresses that tell nothing about people.
pub const OPERATIONS: [&Route; 4] = [&HEALTH, &METRICS, &ADMIN_OPENAPI, &NO_OPERATION];

/// Whether the server is well.
pub const HEALTH: Route = operations("health", "/healthz");
/// Counters for Prometheus.
pub const METRICS: Route = operations("metrics", "/metrics");

/// The API for staff, described.
pub const ADMIN_OPENAPI: Route = operations("admin_openapi", "/openapi.json");

/// Any other address on the admin listener.
pub const NO_OPERATION: Route = operations("no_operation", "");

const fn operations(name: &'static str, path: &'static str) -> Route {
    Route {
        name,
        path,
        verb: Verb::Get,
        side: Side::Operations,
        guard: Guard::AdminListener,
        takes: Takes::Nothing,
        keeps: Keeps::Nowhere,
        leaves: Leaves::AtOnce,
        operations: &[],
    }
}
