//! The commented example that `masthead check --example` prints.

/// Every setting with its default, explained.
pub const EXAMPLE: &str = include_str!("example.toml");
