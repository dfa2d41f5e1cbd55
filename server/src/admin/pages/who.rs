//! Who a profile is: name, title, outlet and address.

use std::collections::BTreeSet;

use directory::{Change, Directory, Name, OldSlug, Outlet, Profile, ProfileEdit, Slug, Title};

use super::edit::{Edit, Standing};
use super::form::{Choice, Faults, Field, Typed};
use super::visit::{Answered, Reply, Tried, Visit, done_word, tried};

const DECK: &str = "The title changes at once. Another name, outlet or address is something that a source may act on: it \
waits for a second person, and until then everything stays as it is.";

/// `GET /profiles/{slug}/who`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    form(visit, &stored.directory, profile, Standing::fresh(present(profile))).answer()
}

/// `POST /profiles/{slug}/who`.
pub(super) async fn save(visit: &Visit<'_>) -> Answered {
    let stored = visit.directory().await?;
    let profile = visit.profile(&stored)?;
    let changes = match read(visit.typed, profile) {
        Ok(changes) => changes,
        Err(faults) => {
            let standing = Standing::faulty(visit.typed, faults);
            return form(visit, &stored.directory, profile, standing).answer();
        }
    };
    visit.save(&stored, profile, changes, |standing| form(visit, &stored.directory, profile, standing)).await
}

impl Visit<'_> {
    /// Submits `changes` of `profile`, and answers with the profile's page, or with the form where it comes back.
    pub(super) async fn save(
        &self,
        stored: &crate::store::Stored,
        profile: &Profile,
        changes: Vec<Change>,
        form: impl Fn(Standing) -> Edit,
    ) -> Answered {
        let page = format!("/profiles/{}", profile.slug);
        if changes.is_empty() {
            return Reply::see(page);
        }
        let submitted = self.staff.editing.submit(self.by, &profile.id, self.revision(), changes).await;
        match tried(submitted)? {
            Tried::Done(outcome) => Reply::see(format!("{page}?done={}", done_word(&outcome))),
            Tried::Faulty(faults) => form(Standing::faulty(self.typed, faults)).answer(),
            Tried::Stale => form(self.overtaken(stored, profile).await?).answer(),
        }
    }
}

/// What stands in the fields before anybody types.
fn present(profile: &Profile) -> Typed {
    let typed = Typed::default()
        .with("name", profile.name.as_str())
        .with("sort_name", profile.sort_name.as_str())
        .with("title", profile.title.as_ref().map_or("", Title::as_str))
        .with("outlet", profile.outlet.as_str())
        .with("slug", profile.slug.as_str())
        .with("old_slug", "redirects");
    profile.also_at.iter().fold(typed, |typed, outlet| typed.with("also_at", outlet.as_str()))
}

fn form(visit: &Visit<'_>, directory: &Directory, profile: &Profile, standing: Standing) -> Edit {
    let (typed, faults) = (&standing.typed, &standing.faults);
    let also: BTreeSet<&str> = typed.all("also_at").collect();
    let others = directory.outlets().map(|outlet: &Outlet| {
        Choice::new(outlet.name.as_str(), outlet.name.as_str(), also.contains(outlet.name.as_str()))
    });
    let others: Vec<Choice> = others.collect();
    let mut fields = vec![
        Field::line("name", "Name").hint("As it stands in a byline.").typed(typed, faults),
        Field::line("sort_name", "Name in the index").hint("Such as “Ferris, Ada”.").typed(typed, faults),
        Field::line("title", "Title").hint("Such as “Senior Reporter”.").optional().typed(typed, faults),
        outlet_field(directory, typed.one("outlet")).faults(faults),
    ];
    if others.len() > 1 {
        fields.push(Field::boxes("also_at", "Also works for", others).faults(faults));
    }
    fields.push(
        Field::line("slug", "Address of the page")
            .hint("What stands after /r/ : a–z, 0–9 and single hyphens. An address is never given to anybody else.")
            .typed(typed, faults),
    );
    let old = typed.one("old_slug");
    fields.push(Field::radios(
        "old_slug",
        "If the address changes, the old one",
        vec![
            Choice::new("redirects", "leads to the new one", old != "gone"),
            Choice::new("gone", "leads nowhere", old == "gone")
                .hint("Where the former name must not lead to the new one."),
        ],
    ));
    let fields = fields.iter().map(Field::markup).collect();
    visit.edit_form(profile, "Who it is", standing, fields).deck(DECK)
}

/// The outlet, from the newsroom's list.
pub(super) fn outlet_field(directory: &Directory, chosen: &str) -> Field {
    let outlets = directory.outlets();
    let outlets = outlets.map(|outlet| {
        Choice::new(outlet.name.as_str(), outlet.name.as_str(), outlet.name.as_str() == chosen)
    });
    Field::select("outlet", "Outlet", outlets.collect())
}

/// What was typed, as changes of what is there.
fn read(typed: &Typed, profile: &Profile) -> Result<Vec<Change>, Faults> {
    let mut faults = Faults::default();
    let name = faults.take("name", "The name", Name::parse(typed.one("name")));
    let sort_name = faults.take("sort_name", "The name in the index", Name::parse(typed.one("sort_name")));
    let title = typed.has("title").then(|| Title::parse(typed.one("title"))).transpose();
    let title = faults.take("title", "The title", title);
    let outlet = faults.take("outlet", "The outlet", Name::parse(typed.one("outlet")));
    let also_at: Result<Vec<Name>, _> = typed.all("also_at").map(Name::parse).collect();
    let also_at = faults.take("also_at", "An outlet", also_at);
    let slug = faults.take("slug", "The address", Slug::parse(typed.one("slug")));
    let (Some(name), Some(sort_name), Some(title), Some(outlet), Some(also_at), Some(slug)) =
        (name, sort_name, title, outlet, also_at, slug)
    else {
        return Err(faults);
    };
    let also_at: Vec<Name> = also_at.into_iter().filter(|other| *other != outlet).collect();
    let edit = ProfileEdit {
        name: (name != profile.name).then_some(name),
        sort_name: (sort_name != profile.sort_name).then_some(sort_name),
        title: (title != profile.title).then_some(title),
        outlet: (outlet != profile.outlet).then_some(outlet),
        also_at: (also_at != profile.also_at).then_some(also_at),
        ..ProfileEdit::default()
    };
    let mut changes = Vec::new();
    if edit != ProfileEdit::default() {
        changes.push(Change::EditProfile { profile: profile.id.clone(), edit: Box::new(edit) });
    }
    if slug != profile.slug {
        let old_slug = if typed.one("old_slug") == "gone" { OldSlug::Gone } else { OldSlug::Redirects };
        changes.push(Change::MoveProfile { profile: profile.id.clone(), slug, old_slug });
    }
    Ok(changes)
}
