//! Everyone can read it: with a screen reader, a keyboard, a narrow or enlarged window, on paper, and in a browser that
//! is shut as Tor Browser's level "Safest" shuts it.

mod axe;
mod devtools;
mod firefox;
mod keyboard;
mod narrow;
mod pages;
mod paper;
mod print;
mod safest;

pub(crate) use axe::examine;
