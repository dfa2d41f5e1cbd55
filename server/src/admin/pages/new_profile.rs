//! A new profile: a draft, which nobody outside sees before a second person has.

use std::collections::BTreeMap;

use directory::{Directory, Name, NewProfile, ProfileId, ProfileKind, Slug, Uid};

use super::edit::{Edit, Standing};
use super::form::{Choice, Faults, Field, Typed};
use super::visit::{Answered, Reply, Tried, Visit, tried};
use super::who::outlet_field;
use crate::secret::Random;

/// `GET /profiles/new`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    form(visit, &stored.directory, Standing::fresh(Typed::default())).answer()
}

/// `POST /profiles/new`.
pub(super) async fn make(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let again = |faults| form(visit, &stored.directory, Standing::faulty(visit.typed, faults)).answer();
    let new = match read(visit.typed, &stored.directory) {
        Ok(new) => new,
        Err(faults) => return again(faults),
    };
    let slug = new.slug.clone();
    match tried(visit.staff.editing.make_profile(visit.by, new).await)? {
        Tried::Done(_) => Reply::see(format!("/profiles/{slug}?done=made")),
        Tried::Faulty(faults) => again(faults),
        Tried::Stale => {
            again(Faults::whole("Somebody else edited the directory at this moment. Send it again"))
        }
    }
}

fn form(visit: &Visit<'_>, directory: &Directory, standing: Standing) -> Edit {
    let (typed, faults) = (&standing.typed, &standing.faults);
    let is_desk = typed.one("kind") == "desk";
    let mut fields = vec![
        Field::radios(
            "kind",
            "What it is",
            vec![
                Choice::new("person", "A person", !is_desk),
                Choice::new("desk", "A desk", is_desk)
                    .hint("A team behind one door, such as an investigations desk."),
            ],
        )
        .faults(faults),
        Field::line("name", "Name").hint("As it stands in a byline.").typed(typed, faults),
        Field::line("sort_name", "Name in the index")
            .hint("Such as “Ferris, Ada”. Empty: the last word first.")
            .optional()
            .typed(typed, faults),
        Field::line("slug", "Address of the page")
            .hint("Empty: made from the name.")
            .optional()
            .typed(typed, faults),
    ];
    if directory.outlets().len() > 0 {
        fields.push(outlet_field(directory, typed.one("outlet")).faults(faults));
    }
    let mut frame = visit.frame("New profile", "/").faults(standing.faults);
    if directory.outlets().len() == 0 {
        frame.banners.push("The newsroom’s list has no outlet yet: add one under “Beats and outlets” first.");
    }
    Edit {
        frame,
        heading: "New profile",
        of: Some(("Directory".to_owned(), "/".to_owned())),
        deck: "It starts as a draft. Add channels to it, then publish it: a second person looks at it first.",
        revision: 0,
        meanwhile: None,
        fields: fields.iter().map(Field::markup).collect(),
        button: "Make the draft",
        has_file: false,
    }
}

fn read(typed: &Typed, directory: &Directory) -> Result<NewProfile, Faults> {
    let mut faults = Faults::default();
    let kind = if typed.one("kind") == "desk" { ProfileKind::Desk } else { ProfileKind::Person };
    let name = faults.take("name", "The name", Name::parse(typed.one("name")));
    let outlet = faults.take("outlet", "The outlet", Name::parse(typed.one("outlet")));
    let sort_name = match (typed.one("sort_name"), &name) {
        ("", Some(name)) => Some(index_name(name, kind)),
        ("", None) => None,
        (given, _) => faults.take("sort_name", "The name in the index", Name::parse(given)),
    };
    let slug = match (typed.one("slug"), &name) {
        ("", Some(name)) => faults.take("slug", "The address", directory.free_slug_for(name)),
        ("", None) => None,
        (given, _) => faults.take("slug", "The address", Slug::parse(given)),
    };
    let (Some(name), Some(outlet), Some(sort_name), Some(slug)) = (name, outlet, sort_name, slug) else {
        return Err(faults);
    };
    let random = Random::system();
    Ok(NewProfile {
        id: ProfileId::from_random(random.octets()),
        uid: Uid::from_random(random.octets()),
        slug,
        kind,
        name,
        sort_name,
        title: None,
        outlet,
        also_at: Vec::new(),
        beats: Vec::new(),
        languages: Vec::new(),
        pronouns: None,
        bio: None,
        channels: Vec::new(),
        desk: None,
        consents: BTreeMap::new(),
        external_ids: BTreeMap::new(),
    })
}

/// The name as an index has it: the last word first, for a person.
fn index_name(name: &Name, kind: ProfileKind) -> Name {
    let turned = name.as_str().rsplit_once(' ').filter(|_| kind == ProfileKind::Person);
    let turned = turned.map(|(first, last)| Name::parse(&format!("{last}, {first}")));
    turned.and_then(Result::ok).unwrap_or_else(|| name.clone())
}
