//! Contacts in the file to take along and in the directory page, in any language: by their elements and not by their
//! words.

use directory::Timestamp;

use super::saved::{Contact, Saved};

/// Reads a saved page.
pub(super) fn read(html: &str) -> Saved {
    let moment = attribute(html, "data-published").and_then(|moment| Timestamp::parse_rfc3339(&moment));
    let mut found = Vec::new();
    for article in inside_each(html, "article") {
        let name = inside_each(article, "h3").next().map(text).unwrap_or_default();
        for pair in inside_each(article, "dl").flat_map(|list| inside_each(list, "div")) {
            let label = inside_each(pair, "dt").next().map(text).unwrap_or_default();
            let Some(value) = inside_each(pair, "dd").next() else { continue };
            let shown = inside_each(value, "bdi").next().map_or_else(|| text(value), text);
            found.extend(Contact::new(&name, &label, &[&shown]));
        }
    }
    Saved::new(moment, found)
}

/// What stands inside each element of that name. Ours are never nested in one of their own.
fn inside_each<'a>(html: &'a str, name: &'static str) -> impl Iterator<Item = &'a str> {
    let (opens, closes) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once(opens.as_str())?;
            rest = after;
            // `<dl` is not `<dlx`.
            if !after.starts_with(|next: char| next == '>' || next.is_ascii_whitespace()) {
                continue;
            }
            let (_, inside) = after.split_once('>')?;
            let (inside, after) = inside.split_once(closes.as_str())?;
            rest = after;
            return Some(inside);
        }
    })
}

/// The value of the first attribute of that name.
fn attribute(html: &str, name: &str) -> Option<String> {
    let (_, after) = html.split_once(&format!("{name}=\""))?;
    after.split_once('"').map(|(value, _)| text(value))
}

/// The text of a piece of HTML.
fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    unescaped(&text).trim().to_owned()
}

/// The entities that our templates write, and those that browsers write when they save a page.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let entity = after.split_once(';').and_then(|(entity, after)| Some((letter(entity)?, after)));
        let (letter, after) = entity.unwrap_or(('&', after));
        plain.push(letter);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

fn letter(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = entity.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}
