//! Forms: what somebody typed, the fields of a page, and what is wrong with which of them. Fields keep what was typed.

use askama::Template;
use url::form_urlencoded;

use super::markup::Markup;

/// The most fields that are read of one form.
const FIELDS: usize = 400;

/// What somebody typed into a form. It may hold a password, so it does not print itself.
#[derive(Clone, Default)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// Reads `a=1&b=2`.
    pub(super) fn parse(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().take(FIELDS).collect())
    }

    /// What stands in a field, without the white space around it; nothing where the field is not there.
    pub(super) fn one(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// What stands in a field, as it was typed.
    pub(super) fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Everything that stands in fields of that name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.trim())
    }

    /// Whether something stands in a field.
    pub(super) fn has(&self, name: &str) -> bool {
        !self.one(name).is_empty()
    }

    /// The same with one more field.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }
}

/// What is wrong with one field, or with the whole (no field).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) field: &'static str,
    pub(super) words: String,
    /// Whether it goes away by showing a second factor again, which another tab can do.
    pub(super) needs_code: bool,
}

/// Everything that is wrong with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Faults(Vec<Fault>);

impl Faults {
    /// One thing, about the whole of it.
    pub(super) fn whole(words: impl Into<String>) -> Self {
        Self::of("", words)
    }

    /// One thing, about one field.
    pub(super) fn of(field: &'static str, words: impl Into<String>) -> Self {
        let mut faults = Self::default();
        faults.add(field, words);
        faults
    }

    pub(super) fn add(&mut self, field: &'static str, words: impl Into<String>) {
        self.0.push(Fault { field, words: sentence(&words.into()), needs_code: false });
    }

    /// That a second factor must be shown again: what was typed is kept meanwhile.
    pub(super) fn code_needed() -> Self {
        let words = "Your last code or passkey is more than ten minutes old. Confirm in another tab that it is you, \
                     then send this again: what you typed is still here.";
        Self(vec![Fault { field: "", words: words.to_owned(), needs_code: true }])
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }

    fn about(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| fault.words.as_str())
    }

    /// What was parsed, or nothing and one more fault: `label` and the reason make a sentence.
    pub(super) fn take<T, E: std::fmt::Display>(
        &mut self,
        field: &'static str,
        label: &str,
        parsed: Result<T, E>,
    ) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(reason) => {
                self.add(field, format!("{label} {reason}"));
                None
            }
        }
    }
}

/// Our reasons are pieces of sentences; what a page says ends with a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let text = format!("{first}{}", letters.as_str());
    if text.ends_with(['.', '?', '!']) { text } else { format!("{text}.") }
}

/// One choice of several.
#[derive(Clone)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) words: String,
    pub(super) hint: String,
    pub(super) is_chosen: bool,
}

impl Choice {
    pub(super) fn new(value: impl Into<String>, words: impl Into<String>, is_chosen: bool) -> Self {
        Self { value: value.into(), words: words.into(), hint: String::new(), is_chosen }
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// How a field is filled in.
#[derive(Clone)]
enum Control {
    Line(&'static str),
    Lines(usize),
    Select(Vec<Choice>),
    Radios(Vec<Choice>),
    Boxes(Vec<Choice>),
    File(&'static str),
}

/// A field of a form, with its label and, where something is wrong, what.
#[derive(Template, Clone)]
#[template(path = "staff/field.html")]
pub(super) struct Field {
    name: &'static str,
    label: &'static str,
    hint: String,
    value: String,
    fault: Option<String>,
    control: Control,
    autocomplete: &'static str,
    is_optional: bool,
    is_narrow: bool,
}

impl Field {
    fn new(name: &'static str, label: &'static str, control: Control) -> Self {
        Self {
            name,
            label,
            hint: String::new(),
            value: String::new(),
            fault: None,
            control,
            autocomplete: "off",
            is_optional: false,
            is_narrow: false,
        }
    }

    /// One line of text.
    pub(super) fn line(name: &'static str, label: &'static str) -> Self {
        Self::new(name, label, Control::Line("text"))
    }

    /// One line of another kind: `email`, `password`, `date`, `search`.
    pub(super) fn kind(name: &'static str, label: &'static str, kind: &'static str) -> Self {
        Self::new(name, label, Control::Line(kind))
    }

    /// Several lines.
    pub(super) fn lines(name: &'static str, label: &'static str, rows: usize) -> Self {
        Self::new(name, label, Control::Lines(rows))
    }

    /// One of a list that folds out.
    pub(super) fn select(name: &'static str, label: &'static str, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Control::Select(choices))
    }

    /// One of a few that all show.
    pub(super) fn radios(name: &'static str, label: &'static str, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Control::Radios(choices))
    }

    /// Any of them.
    pub(super) fn boxes(name: &'static str, label: &'static str, choices: Vec<Choice>) -> Self {
        Self::new(name, label, Control::Boxes(choices)).optional()
    }

    /// A file.
    pub(super) fn file(name: &'static str, label: &'static str, accept: &'static str) -> Self {
        Self::new(name, label, Control::File(accept))
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    #[must_use]
    pub(super) fn autocomplete(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    #[must_use]
    pub(super) fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    /// For short values, such as a code.
    #[must_use]
    pub(super) fn narrow(mut self) -> Self {
        self.is_narrow = true;
        self
    }

    /// What stands in it.
    #[must_use]
    pub(super) fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// What was typed into it, and what is wrong with that.
    #[must_use]
    pub(super) fn typed(self, typed: &Typed, faults: &Faults) -> Self {
        let (value, name) = (typed.raw(self.name).to_owned(), self.name);
        self.value(value).faulty(faults, name)
    }

    /// What is wrong with it.
    #[must_use]
    pub(super) fn faults(self, faults: &Faults) -> Self {
        let name = self.name;
        self.faulty(faults, name)
    }

    fn faulty(mut self, faults: &Faults, name: &str) -> Self {
        self.fault = faults.about(name).map(str::to_owned);
        self
    }

    /// The field as it stands in a page.
    pub(super) fn markup(&self) -> Markup {
        Markup::of(self)
    }

    /// What describes it, by the identifiers of those elements.
    fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let fault = self.fault.is_some().then(|| format!("{}-fault", self.name));
        hint.into_iter().chain(fault).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_keeps_what_was_typed_and_says_beside_it_what_is_wrong() {
        let typed = Typed::parse(b"name=%22%3E%3Cscript%3E&bio=a%0Ab&bio=second");
        let faults = Faults::of("name", "is not a name");
        let html = Field::line("name", "Name").hint("As in a byline.").typed(&typed, &faults).markup();
        let html = html.to_string();
        assert!(html.contains("value=\"&#34;&#62;&#60;script&#62;\""), "{html}");
        assert!(html.contains("aria-describedby=\"name-hint name-fault\""), "{html}");
        assert!(html.contains("aria-invalid=\"true\"") && html.contains("Is not a name."), "{html}");
        assert_eq!(typed.all("bio").collect::<Vec<_>>(), ["a\nb", "second"]);
        assert_eq!((typed.one("bio"), typed.one("nothing")), ("a\nb", ""));
    }

    #[test]
    fn a_password_is_never_written_back_into_a_page() {
        let typed = Typed::parse(b"password=correct+horse");
        let field = Field::kind("password", "Password", "password").typed(&typed, &Faults::default());
        assert!(!field.markup().to_string().contains("horse"));
    }

    #[test]
    fn a_form_of_endless_fields_is_cut() {
        let body = "a=1&".repeat(FIELDS * 2);
        assert_eq!(Typed::parse(body.as_bytes()).all("a").count(), FIELDS);
    }
}
