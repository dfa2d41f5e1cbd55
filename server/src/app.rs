//! The wiring: settings become a running server. The only module that sees all the others.

mod audit;
mod certificates;
mod connections;
mod demo;
mod dress;
mod folder;
mod follow;
mod greeting;
mod keeping;
#[cfg(test)]
mod node_tests;
mod onion_side;
mod portraits;
mod publishing;
mod sealing_key;
mod serve;
mod signals;
mod site;
mod staffing;

pub use audit::{Audit, AuditError, Canary, Finding, LookError, Report, Verdict, audit};
pub use certificates::{IdentityError, check as check_certificates, prepare as prepare_certificates};
pub use demo::{DemoError, fill as fill_demo};
pub use dress::{DressError, check as check_look};
pub use folder::{FolderError, prepare as prepare_folder};
pub use follow::{PublishError, Publisher};
pub use onion_side::check as check_onion;
pub use sealing_key::{
    SealingKeyError, check as check_sealing_key, load as load_sealing_key, prepare as prepare_sealing_key,
};
pub use serve::{ServeError, serve};
pub use site::{Addresses, SiteSettingError};
pub use staffing::{StaffingError, customs};
