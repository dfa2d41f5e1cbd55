//! Masthead: a newsroom's contact page as secure infrastructure.
//!
//! The modules, bottom to top; each names only modules below it (`tests/layers.rs` checks). The map with the
//! reasons is `server/README.md`.

pub mod clock;
pub mod secret;

pub mod config;
pub mod telemetry;

pub mod store;

pub mod alerts;
pub mod auth;
pub mod edition;
pub mod i18n;

pub mod editing;

pub mod import;

pub mod handle;

pub mod tls;

pub mod onion;

pub mod admin;
pub mod http;
pub mod public;

pub mod app;
pub mod cli;
