//! The rule of two people, on a real store.

mod accounts;
mod clockwork;
mod console;
mod deciding;
mod leaving;
mod limits;
mod newsroom;
mod reading;
mod stolen;
mod submitting;
mod takeover;

use newsroom::{Newsroom, another_number, channel, id, now, person};
