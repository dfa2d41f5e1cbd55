//! Every address, list by list: who may ask, what it takes, and how long the answer keeps.

mod operations;
mod public;
mod staff_api;
pub mod staff_pages;
mod staff_parameters;

pub use operations::{ADMIN_OPENAPI, HEALTH, METRICS, NO_OPERATION, OPERATIONS};
pub use public::*;
pub use staff_api::*;
pub use staff_pages::{NO_STAFF_PAGE, STAFF_PAGES};

use super::route::Route;

/// Everything that the admin listener serves.
pub fn admin() -> impl Iterator<Item = &'static Route> {
    OPERATIONS.into_iter().chain(STAFF_API).chain(STAFF_PAGES)
}

/// Everything that is served anywhere.
pub fn all() -> impl Iterator<Item = &'static Route> {
    PUBLIC.into_iter().chain(admin())
}

#[cfg(test)]
mod tests {
    use super::super::route::{Guard, Keeps, Side, Takes, Verb};
    use super::*;

    #[test]
    fn a_listener_has_only_routes_that_are_meant_for_it() {
        for route in PUBLIC {
            assert_eq!(route.guard, Guard::Anyone, "{}", route.name);
            assert!(matches!(route.side, Side::Human | Side::Machine), "{}", route.name);
            assert_eq!((route.verb, route.takes), (Verb::Get, Takes::Nothing), "{}", route.name);
        }
        for route in OPERATIONS {
            assert_eq!((route.guard, route.side), (Guard::AdminListener, Side::Operations), "{}", route.name);
        }
        for (side, routes) in
            [(Side::StaffApi, STAFF_API.as_slice()), (Side::StaffPages, STAFF_PAGES.as_slice())]
        {
            for route in routes {
                assert_eq!(route.side, side, "{}", route.name);
                assert!(matches!(route.guard, Guard::Staff(..) | Guard::Stranger), "{}", route.name);
                let in_api = route.path.starts_with("/api/");
                assert!(route.path.is_empty() || (side == Side::StaffApi) == in_api, "{}", route.name);
            }
        }
    }

    #[test]
    fn only_what_machines_ask_for_is_kept_anywhere() {
        for route in all() {
            assert_eq!(route.side == Side::Machine, route.keeps == Keeps::Minutes, "{}", route.name);
        }
    }

    #[test]
    fn no_two_routes_share_a_name_or_an_address() {
        let all: Vec<_> = all().collect();
        for (place, route) in all.iter().enumerate() {
            for other in all.iter().skip(place + 1) {
                assert_ne!(route.name, other.name);
                let same_listener = (route.guard == Guard::Anyone) == (other.guard == Guard::Anyone);
                let same_place = (route.verb, route.path) == (other.verb, other.path);
                assert!(route.path.is_empty() || !same_listener || !same_place, "{}", route.name);
            }
        }
    }

    #[test]
    fn reading_takes_no_body_and_a_large_body_needs_somebody_known() {
        for route in all() {
            assert!(route.verb != Verb::Get || route.takes == Takes::Nothing, "{}", route.name);
            if matches!(route.takes, Takes::Photo | Takes::Import) {
                assert!(matches!(route.guard, Guard::Staff(..)), "{}", route.name);
            }
        }
    }
}
