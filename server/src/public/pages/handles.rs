//! The contacts of one profile in the forms in which somebody may hold them, so that a search inside a page finds out
//! whose they are and tells nobody.

use askama::Template;
use directory::{Audience, PublicProfile};

use super::channel::ShownChannel;
use super::markup::{Markup, rendered};
use super::person::Person;
use super::say::filters;

#[derive(Template)]
#[template(path = "handle_row.html", whitespace = "minimize")]
struct HandleRow<'a> {
    person: Person<'a>,
    handles: Vec<(Markup, Vec<String>)>,
}

/// A profile's entry in the list of `/verify`; none where there is nothing that anybody could write from.
pub fn handle_row(profile: &PublicProfile) -> Option<String> {
    let listed = ShownChannel::all(profile, Audience::Everyone);
    let handles: Vec<(Markup, Vec<String>)> = listed
        .iter()
        .map(|channel| (channel.label(), without_what_others_hold(&channel.forms())))
        .filter(|(_, forms)| !forms.is_empty())
        .collect();
    (!handles.is_empty()).then(|| rendered(&HandleRow { person: Person(profile), handles }))
}

/// Those of `forms` that a search would not find inside another of them. A search inside a page takes no notice of
/// capitals.
pub(super) fn without_what_others_hold(forms: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(forms.len());
    for (place, form) in forms.iter().enumerate() {
        // Of two that are one to a search, the first stays.
        let is_held = forms.iter().enumerate().any(|(other, text)| {
            let differs = !text.eq_ignore_ascii_case(form);
            other != place && is_within(form, &[text]) && (differs || other < place)
        });
        if !is_held {
            kept.push(form.clone());
        }
    }
    kept
}

/// Whether a search for `form` finds it in one of `texts`.
pub(super) fn is_within(form: &str, texts: &[&str]) -> bool {
    let form = form.to_lowercase();
    texts.iter().any(|text| text.to_lowercase().contains(&form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_that_a_search_finds_in_another_is_not_repeated() {
        let forms = ["+44 20", "+4420", "4420", "004420", "ABC", "abc"].map(str::to_owned);
        assert_eq!(without_what_others_hold(&forms), ["+44 20", "+4420", "004420", "ABC"]);
    }
}
