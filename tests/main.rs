//! The system tests: the real program over TLS, as strangers meet it, and the rules that no compiler checks.
//!
//! `tests/README.md` says what is tested where.

#![expect(clippy::string_slice, reason = "a test that cuts a text in the wrong place fails, as it should")]

#[cfg(test)]
mod harness;
#[cfg(test)]
mod line;
#[cfg(test)]
mod webdriver;

#[cfg(test)]
mod browser;
#[cfg(test)]
mod cards;
#[cfg(test)]
mod check_handle;
#[cfg(test)]
mod databases;
#[cfg(test)]
mod departures;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod human_side;
#[cfg(test)]
mod landing;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod machine_side;
#[cfg(test)]
mod newsroom_browser;
#[cfg(test)]
mod newsroom_import;
#[cfg(test)]
mod node;
#[cfg(test)]
mod onion;
#[cfg(test)]
mod pages_of_many;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod program;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod scripts;
#[cfg(test)]
mod strangers;
#[cfg(test)]
mod supply_chain;
#[cfg(test)]
mod transport;
#[cfg(test)]
mod wire;
