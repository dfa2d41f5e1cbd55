//! What stands in parentheses: left out only where it says nothing of anybody.

use directory::Directory;

use super::super::super::person::Verdict;
use super::{channels, left, read, read_all, told};

#[test]
fn an_aside_that_speaks_of_somebody_or_of_a_change_is_not_left_out() {
    for aside in [
        "with Noor Haddad",
        "with Noor Haddad, noor@courier.example",
        "who is on leave until March",
        "left the paper in May",
        "left in May: ada@courier.example",
    ] {
        let text = format!(
            "Ada Ferris ({aside}) is a reporter at The Courier. Noor is on Signal at +44 20 7946 0111."
        );
        let rows = read("article.txt", text.as_bytes(), &Directory::new());
        assert!(matches!(rows.as_slice(), [row] if matches!(row.verdict, Verdict::Refused(_))), "{aside}");
        let text = format!("Ada Ferris is a reporter ({aside}) at The Courier.");
        let rows = read("article.txt", text.as_bytes(), &Directory::new());
        assert!(matches!(rows.as_slice(), [row] if matches!(row.verdict, Verdict::Refused(_))), "{aside}");
    }
    // Where something else introduces her, the sentence is kept whole.
    let people =
        read_all(b"By Ada Ferris\n\nAda Ferris (left the paper in May) is a reporter at The Courier.");
    assert_eq!(told(&people[0])[4], "Ada Ferris (left the paper in May) is a reporter at The Courier.");
}

#[test]
fn an_aside_behind_the_role_stays_in_the_bio() {
    for said in [
        "Ada Ferris is a reporter at The Courier (on leave until March).",
        "Ada Ferris is a reporter, on leave until March, at The Courier.",
        "Ada Ferris covers courts (on leave until March) for The Courier.",
        "Ada Ferris is a reporter covering courts (on leave until March) for The Courier.",
    ] {
        let people = read_all(said.as_bytes());
        assert_eq!((told(&people[0])[2].as_str(), told(&people[0])[4].as_str()), ("The Courier", said));
    }
}

#[test]
fn pronouns_contacts_and_labels_are_left_out() {
    for aside in
        ["she/her", "They/Them", "ada@courier.example", "Signal: ada_f.42", "@ada on Mastodon", "PGP key"]
    {
        let text = format!("Ada Ferris ({aside}) is a reporter at The Courier.");
        let people = read_all(text.as_bytes());
        assert_eq!(told(&people[0])[..3], ["Ada Ferris", "reporter", "The Courier"], "{aside}");
    }
    let people = read_all(b"Ada Ferris (ada@courier.example) is a reporter at The Courier.");
    assert_eq!(
        (channels(&people[0]), left(&people[0])),
        (vec!["email ada@courier.example".to_owned()], vec![])
    );
}
