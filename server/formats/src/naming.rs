//! Parts of a name, said only where the newsroom's own index form makes them certain.

use directory::{ProfileKind, PublicProfile};

/// A name taken apart as the newsroom's index form (`Ferris, Ada`) takes it apart.
pub(crate) struct NameParts<'a> {
    /// `Ferris`; empty where the index form has no comma.
    pub(crate) family: &'a str,
    /// `Ada`; the whole name where the index form has no comma.
    pub(crate) given: &'a str,
}

/// The parts of a profile's name. A name whose order we do not know stays whole: a name cut at the wrong place
/// is a wrong name. A desk's is all family, which is where address books sort and show it.
pub(crate) fn parts(profile: &PublicProfile) -> NameParts<'_> {
    match profile.kind {
        ProfileKind::Desk => NameParts { family: profile.name.as_str(), given: "" },
        ProfileKind::Person => indexed(profile.sort_name.as_str())
            .unwrap_or(NameParts { family: "", given: profile.name.as_str() }),
    }
}

/// The name a person would be called by, if the index form says which part that is.
pub(crate) fn given_name(profile: &PublicProfile) -> Option<&str> {
    match profile.kind {
        ProfileKind::Desk => None,
        ProfileKind::Person => indexed(profile.sort_name.as_str()).map(|parts| parts.given),
    }
}

fn indexed(sort_name: &str) -> Option<NameParts<'_>> {
    let (family, given) = sort_name.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    (!family.is_empty() && !given.is_empty()).then_some(NameParts { family, given })
}

/// What an English sentence calls a profile: `Ada`, `the Investigations desk`. A person is called by the
/// first name only where the name is Latin and reads given name first, and by the full name otherwise.
pub(crate) fn in_a_sentence(profile: &PublicProfile) -> String {
    match profile.kind {
        ProfileKind::Desk => desk_in_a_sentence(profile.name.as_str()),
        ProfileKind::Person => first_name(profile).unwrap_or_else(|| profile.name.as_str().to_owned()),
    }
}

fn first_name(profile: &PublicProfile) -> Option<String> {
    let name = profile.name.as_str();
    let parts = indexed(profile.sort_name.as_str())?;
    let reads_given_name_first = name == format!("{} {}", parts.given, parts.family);
    if !reads_given_name_first || !is_latin(name) {
        return None;
    }
    // `Beethoven, Ludwig van`: the particle belongs to the family name, wherever the index puts it.
    let words: Vec<&str> = parts
        .given
        .split_whitespace()
        .take_while(|word| !word.chars().next().is_some_and(char::is_lowercase))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What an English sentence calls a desk: `the Investigations desk`, also when its name is `Investigations`.
pub(crate) fn desk_in_a_sentence(name: &str) -> String {
    const TEAMS: [&str; 9] =
        ["desk", "team", "unit", "newsroom", "room", "office", "department", "bureau", "network"];
    if !is_latin(name) {
        return name.to_owned();
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 1 && words.first().is_some_and(|word| word.eq_ignore_ascii_case("the")) {
        words.remove(0);
    }
    let names_a_team =
        words.last().is_some_and(|last| TEAMS.iter().any(|team| last.eq_ignore_ascii_case(team)));
    let name = words.join(" ");
    if names_a_team { format!("the {name}") } else { format!("the {name} desk") }
}

/// Words as an English list: `a`, `a or b`, `a, b, or c`. The last comma stays, because an item may be an
/// address with commas of its own.
pub(crate) fn joined<T: AsRef<str>>(items: &[T], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first, second] => format!("{} {conjunction} {}", first.as_ref(), second.as_ref()),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(AsRef::as_ref).collect();
            format!("{}, {conjunction} {}", rest.join(", "), last.as_ref())
        }
    }
}

fn is_latin(name: &str) -> bool {
    name.chars()
        .filter(|character| character.is_alphabetic())
        .all(|letter| matches!(letter, '\u{0041}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_form_without_a_comma_is_not_taken_apart() {
        assert!(indexed("王小明").is_none());
        assert!(indexed("Ferris,").is_none());
        assert!(indexed("Ferris, Ada").is_some_and(|parts| parts.family == "Ferris" && parts.given == "Ada"));
    }

    #[test]
    fn a_desk_is_called_a_desk_once() {
        assert_eq!(desk_in_a_sentence("Investigations"), "the Investigations desk");
        assert_eq!(desk_in_a_sentence("Investigations desk"), "the Investigations desk");
        assert_eq!(desk_in_a_sentence("The Data Team"), "the Data Team");
        assert_eq!(desk_in_a_sentence("Отдел расследований"), "Отдел расследований");
    }
}
