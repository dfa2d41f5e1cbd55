//! What the formats promise, read back by readers that are not ours.

#![cfg(test)]

mod cards;
mod injection;
mod oracles;
mod people;
mod portraits;
mod qr;
mod snapshots;
mod strategies;
