//! A profile in every format that Masthead publishes. Pure functions: what goes in is a
//! [`directory::PublicProfile`], which holds nothing the public may not see, and what comes out is text or a
//! picture, the same to the last byte whenever the same profile goes in.
//!
//! | function | is |
//! |---|---|
//! | [`vcard3`], [`vcard3_discreet`] | vCard 3.0 (RFC 2426), which every address book reads |
//! | [`vcard4`] | vCard 4.0 (RFC 6350, 9554), for programs |
//! | [`jcard`], [`jscontact`], [`jsonld`] | the same as JSON (RFC 7095, RFC 9553, schema.org) |
//! | [`block_html`], [`block_text`] | the contact block under an article |
//! | [`profile_json`] | the profile as our own templates and tools read it |
//! | [`qr_png`], [`qr_png_of`] | a QR code of one channel |
//! | [`read_qr_png`] | what a scanner reads out of such a code |
//! | [`advice`] | what a kind of channel hides and reveals, for pages and JSON |
//! | [`handles`] | a contact in every form in which somebody may hold it |
//!
//! No format is written by joining strings: each has a small writer whose types cannot hold what the format
//! cannot carry (`vcard::text`, `vcard::property`, `html`).

mod advice;
mod block;
mod handles;
mod html;
mod jcard;
mod jscontact;
mod jsonld;
mod keys;
mod naming;
mod note;
mod profile_json;
mod qr;
mod sentence;
mod service;
mod site;
mod vcard;

pub use advice::{Advice, advice};
pub use block::block_html;
pub use handles::handles;
pub use jcard::jcard;
pub use jscontact::jscontact;
pub use jsonld::jsonld;
pub use profile_json::profile_json;
pub use qr::{QrError, qr_png, qr_png_of, read_qr_png};
pub use sentence::{OVERDUE, block_text};
pub use site::{Site, SiteError};
pub use vcard::{vcard3, vcard3_discreet, vcard4};
