//! A small writer of HTML whose markup can only be a literal of this crate, so that no name, note or address can
//! become markup.

/// HTML under construction.
#[derive(Default)]
pub(crate) struct Html(String);

impl Html {
    /// Adds markup, which is always written in this crate and never made.
    pub(crate) fn markup(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                other => self.0.push(other),
            }
        }
        self
    }

    /// Adds an attribute to the tag that is open, with its value quoted.
    pub(crate) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.markup(" ").markup(name).markup("=\"").text(value).markup("\"")
    }

    /// Adds text that may run in another direction than the sentence around it.
    pub(crate) fn isolated(&mut self, text: &str) -> &mut Self {
        self.markup("<bdi>").text(text).markup("</bdi>")
    }

    /// Adds a link out of the page it is shown on, which learns nothing from it.
    pub(crate) fn link(&mut self, class: &'static str, address: &str, text: &str) -> &mut Self {
        self.markup("<a").attribute("class", class).attribute("href", address);
        self.markup(" rel=\"nofollow noreferrer external\">").isolated(text).markup("</a>")
    }

    /// The finished HTML.
    pub(crate) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_stay_text_and_attributes() {
        let mut html = Html::default();
        html.markup("<i").attribute("title", "\" onload='x").markup(">").text("<script>&").markup("</i>");
        assert_eq!(html.finish(), "<i title=\"&quot; onload=&#39;x\">&lt;script&gt;&amp;</i>");
    }
}
