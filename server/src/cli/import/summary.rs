//! What is said below the sum of an import: what waits, what did not fit, and what was done past the second person.

use crate::cli::{say, warn};
use crate::import::Report;

/// Says what whoever ran the import has to know besides the sum. `is_guessed`: the settings name no public side.
pub(super) fn tell(total: &Report, past_two: usize, is_mailed: bool, is_guessed: bool) {
    if total.waiting > 0 {
        say(
            "What waits changes nothing yet: somebody who may confirms it on the admin side, under Proposals.",
        );
    }
    if total.waiting > 0 && is_guessed {
        warn(
            "no public.origin is set: if the server has one, give its settings (--config), or what waits cannot be \
             confirmed, because it shows other addresses than sources would see",
        );
    }
    if total.left > 0 {
        let rows = if total.left == 1 { "1 row".to_owned() } else { format!("{} rows", total.left) };
        say(format_args!(
            "{rows} did not fit among what waits. Nothing is lost: new people are in as drafts, everybody else is as \
             before, and the same command proposes the rest once some of what waits is decided."
        ));
    }
    if past_two > 0 {
        let profiles = if past_two == 1 { "1 profile".to_owned() } else { format!("{past_two} profiles") };
        let told = if is_mailed {
            "all owners are told by letter"
        } else {
            "no mail server is set, so that no letter tells the owners: tell them yourself"
        };
        warn(format_args!(
            "BREAK GLASS: {profiles} changed without a second person; the history says so, and {told}"
        ));
    }
}
