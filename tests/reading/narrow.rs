//! Every page fits a narrow window, an enlarged one, and larger or wider letters, in every language: nothing to scroll
//! sideways for, and no word cut off.

use serde_json::Value;

use super::pages::{EVERY_LANGUAGE, Site};
use crate::webdriver::Browser;

/// What is wider than the window, as a list: the page itself, each text outside the window or cut off by what holds it,
/// each picture. Everything that unfolds is unfolded.
const TOO_WIDE: &str = "
    document.querySelectorAll('details').forEach(part => part.open = true);
    const page = document.documentElement, width = page.clientWidth, found = [];
    if (page.scrollWidth > width) found.push(`the page is ${page.scrollWidth} wide`);
    const outside = box => box.width > 0 && (box.left < -.5 || box.right > width + .5);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (!text.data.trim() || text.parentElement.closest('.skip') || !text.parentElement.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        if (Array.from(range.getClientRects()).some(outside)) found.push(text.data.trim());
    }
    for (const part of document.body.querySelectorAll('*')) {
        const cuts = getComputedStyle(part).overflowX !== 'visible' && part.scrollWidth > part.clientWidth;
        if (cuts || part.localName === 'img' && outside(part.getBoundingClientRect())) found.push(part.outerHTML);
    }
    return found;
";

/// Letters, words, lines and paragraphs as far apart as WCAG 2.2 lets a reader set them (1.4.12).
const SPACED: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; '
        + 'word-spacing: .16em !important; } p { margin-block-end: 2em !important; }');
    document.adoptedStyleSheets = [sheet];
";

#[test]
fn nothing_is_cut_off_in_a_window_of_320_pixels() {
    fits_everywhere(|browser| browser.window(320, 640, 1), "");
}

#[test]
fn nothing_is_cut_off_in_a_window_of_1280_pixels_enlarged_four_times() {
    fits_everywhere(|browser| browser.window(320, 256, 4), "");
}

#[test]
fn nothing_is_cut_off_when_letters_and_lines_are_set_apart() {
    fits_everywhere(|browser| browser.window(320, 640, 1), SPACED);
}

#[test]
fn nothing_is_cut_off_when_letters_alone_are_twice_as_large() {
    let twice = "document.documentElement.style.fontSize = '200%'";
    fits_everywhere(|browser| browser.window(640, 640, 1), twice);
}

fn fits_everywhere(set: impl Fn(&Browser), script: &str) {
    let site = Site::start();
    let browser = Browser::start(&site.server, 320);
    let mut found = Vec::new();
    for path in EVERY_LANGUAGE.iter().flat_map(|language| site.pages(language)) {
        browser.open(&site.address(&path));
        set(&browser);
        browser.run(script);
        if let Value::Array(parts) = browser.run(TOO_WIDE) {
            found.extend(parts.iter().map(|part| format!("{path}: {part}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
