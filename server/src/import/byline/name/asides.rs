//! What stands in parentheses.

use super::super::found;
use super::super::service::{named_by, words};
use super::super::stranger::LABELS;
use super::super::text::part;

/// A sentence without the contacts, pronouns and labels that stand in parentheses: `Ada Ferris (she/her) is a reporter`.
/// Any other aside stays: it may be the only sign of a second person, or of who has left.
pub(super) fn without_asides(sentence: &str) -> String {
    let mut kept = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, inside)) = rest.split_once('(') {
        let Some((aside, after)) = inside.split_once(')') else { break };
        if is_label(aside) {
            kept.push_str(before.trim_end());
        } else {
            kept.push_str(part(rest, 0..rest.len() - after.len()));
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// Whether an aside says nothing but how to reach or to speak of somebody.
fn is_label(aside: &str) -> bool {
    const PRONOUNS: [&str; 30] = [
        "she", "her", "hers", "he", "him", "his", "they", "them", "theirs", "ze", "zir", "xe", "xem", "ella",
        "él", "elle", "il", "lui", "sie", "ihr", "er", "ihn", "zij", "haar", "hij", "hem", "она", "он",
        "вона", "він",
    ];
    const JOINING: [&str; 18] = [
        "on", "at", "via", "by", "or", "and", "auf", "per", "sur", "por", "en", "op", "of", "oder", "und",
        "ou", "и", "та",
    ];
    let mut said = 0;
    let fits = |text: &str| {
        words(text).into_iter().all(|(_, word)| {
            let lower = word.to_lowercase();
            let lower = lower.as_str();
            named_by(word).is_some()
                || LABELS.contains(&lower)
                || PRONOUNS.contains(&lower)
                || JOINING.contains(&lower)
        })
    };
    for found in found::find(aside) {
        if !fits(part(aside, said..found.range.start)) {
            return false;
        }
        said = found.range.end;
    }
    fits(part(aside, said..aside.len()))
}
