//! HTML that our own templates made, as a type: the only thing that stands in a page without being escaped again.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::style::Style;

/// A piece of HTML that one of our templates rendered, and so has escaped.
pub(super) struct Markup(String);

impl Markup {
    /// The piece that `template` renders to.
    pub(super) fn of(template: &impl Template) -> Self {
        Self(rendered(template).trim_end().to_owned())
    }

    /// The call of a phrase, or text that is escaped already.
    pub(super) const fn of_call(call: String) -> Self {
        Self(call)
    }

    /// Nothing at all.
    pub(super) const fn nothing() -> Self {
        Self(String::new())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The style sheet, which is made of files of this program and of colours that have been read as such.
    pub(super) fn stylesheet(style: &Style) -> Self {
        Self(style.text().to_owned())
    }

    /// Where a notice goes that a page was made without.
    pub(super) fn room_for_notice() -> Self {
        Self(super::ROOM_FOR_NOTICE.to_owned())
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
