//! The newsroom's side: whole acts or nothing, and each condition kept.

mod chain;
mod conditions;
mod records;
mod renewing;
mod sweeping;
mod travelling;
mod whole;

use records::*;
