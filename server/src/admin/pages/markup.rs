//! HTML that our own templates made, as a type: the only thing that stands in a page without being escaped again.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

/// A piece of HTML that one of our templates rendered, and so has escaped.
#[derive(Clone)]
pub(super) struct Markup(String);

impl Markup {
    /// The piece that `template` renders to.
    pub(super) fn of(template: &impl Template) -> Self {
        Self(rendered(template).trim().to_owned())
    }

    /// Nothing.
    pub(super) const fn nothing() -> Self {
        Self(String::new())
    }

    /// The style sheet, which is a file of this program and no text from outside.
    pub(super) fn stylesheet() -> Self {
        Self(super::style::stylesheet().to_owned())
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// What `template` renders to.
pub(super) fn rendered(template: &impl Template) -> String {
    template.render().expect("a template writes values that cannot fail into memory that cannot fail")
}
