//! Whether somebody who was written to finds whose contact it is.

use super::*;

#[test]
fn a_listed_contact_is_found_however_it_is_written() {
    let row = english(&handle_row(&person()).unwrap());
    let take_along = markup_check::text(&english(&take_along_row(&person())));
    for form in [
        "Ada Ferris",
        "+44 20 7946 0123",
        "+442079460123",
        "442079460123",
        "00442079460123",
        "020 7946 0123",
        "02079460123",
        "ada.ferris@courier.example",
        "@ada:courier.example",
        sample::ONION,
    ] {
        assert!(markup_check::text(&row).contains(form), "{form}: {row}");
        assert!(take_along.contains(form), "{form}: {take_along}");
    }
    let hidden_from_lists = "2079460143";
    assert!(!row.contains(hidden_from_lists) && !take_along.contains(hidden_from_lists));
    assert!(handle_row(&paused()).is_none());
}

#[test]
fn a_fingerprint_is_found_with_and_without_spaces() {
    let person = person();
    let row = english(&handle_row(&person).unwrap()).to_lowercase();
    let key = person.channels.iter().find(|channel| channel.kind() == ChannelKind::Pgp).unwrap();
    let forms = formats::handles(&key.value);
    assert!(forms.len() > 2, "{forms:?}");
    for form in forms {
        assert!(row.contains(&form.to_lowercase()), "{form}: {row}");
    }
}

#[test]
fn where_the_contacts_are_too_many_for_a_page_it_sends_to_the_file() {
    let page = english(&(verify_head(&look(), Handles::InTheFile) + &verify_foot(&look())));
    assert!(page.contains("too many contacts for this page") && !page.contains("id=\"_handles\""));
    let page = english(&verify(&look()));
    assert!(!page.contains("too many contacts for this page") && page.contains("id=\"_handles\""));
}
