//! Everything can be reached by the keyboard, in the order in which it is read, and one sees where one is.

use serde_json::{Value, json};

use super::devtools::Key;
use super::pages::{ARABIC, ENGLISH, Site};
use crate::harness::Server;
use crate::webdriver::Browser;

/// Remembers what the keyboard must stop at, in the order of the page.
const STOPS: &str = "
    const stops = document.querySelectorAll('a[href], summary, button, input, select, textarea, [tabindex=\"0\"]');
    window.stops = Array.from(stops).filter(stop => stop.checkVisibility());
    return window.stops.length;
";

/// Where the keyboard is: which stop; whether all of it and of its outline is in the window, with nothing over it; how thick its outline
/// is, and how well that stands out from the paper (the ratio of WCAG 2.2, 1.4.11).
const STOP: &str = "
    const stop = document.activeElement;
    const boxes = Array.from(stop.getClientRects()).filter(box => box.width > 0);
    const style = getComputedStyle(stop);
    const around = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
    const inside = box => box.top >= around && box.bottom + around <= innerHeight
        && box.left >= around && box.right + around <= innerWidth;
    const free = box => {
        const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        return stop.contains(top) || top.contains(stop);
    };
    const light = colour => {
        const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255);
        const linear = parts.map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
        return .2126 * linear[0] + .7152 * linear[1] + .0722 * linear[2];
    };
    const lights = [light(style.outlineColor), light(getComputedStyle(document.body).backgroundColor)];
    return {
        place: window.stops.indexOf(stop),
        words: stop.innerText,
        seen: boxes.length > 0 && boxes.every(box => inside(box) && free(box)),
        outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
        contrast: (Math.max(...lights) + .05) / (Math.min(...lights) + .05),
    };
";

/// The first stop after the masthead, if there is one.
const NEXT_STOP: &str = "
    const stops = Array.from(document.querySelectorAll('main a[href], main summary, footer a[href]'));
    return stops.find(stop => stop.checkVisibility())?.outerHTML ?? null;
";

#[test]
fn the_keyboard_stops_at_everything_in_its_order_and_shows_where_it_is() {
    let site = Site::start();
    let browser = Browser::start(&site.server, 1000);
    for path in site.pages(ENGLISH).iter().chain(&site.pages(ARABIC)[2..]) {
        browser.open(&site.address(path));
        let stops = browser.run(STOPS).as_u64().unwrap();
        assert!(stops > 0, "{path} has nothing to stop at");
        for place in 0..stops {
            browser.press(Key::Tab);
            let stop = browser.run(STOP);
            assert_eq!(stop["place"], place, "{path}: {stop}");
            assert_eq!(stop["seen"], true, "{path}: {stop}");
            assert!(stop["outline"].as_f64().unwrap() >= 2.0, "{path}: {stop}");
            assert!(stop["contrast"].as_f64().unwrap() >= 3.0, "{path}: {stop}");
        }
    }
}

#[test]
fn the_first_stop_leads_past_the_masthead() {
    let site = Site::start();
    let browser = Browser::start(&site.server, 1000);
    for path in site.pages(ENGLISH).iter().chain(&site.pages(ARABIC)) {
        browser.open(&site.address(path));
        browser.press(Key::Tab);
        assert_eq!(browser.run("return document.activeElement.className"), "skip", "{path}");
        browser.press(Key::Enter);
        assert_eq!(browser.run("return document.activeElement.localName"), "main", "{path}");
        let next = browser.run(NEXT_STOP);
        browser.press(Key::Tab);
        let stop = browser.run("return document.activeElement.outerHTML");
        assert!(next.is_null() || stop == next, "{path}: {stop} is not {next}");
    }
}

#[test]
fn a_link_to_a_person_shows_her_and_the_keyboard_goes_on_from_there() {
    let server = Server::demo();
    let last = server.directory()["profiles"].as_array().unwrap().last().unwrap()["slug"].clone();
    let last = last.as_str().unwrap();
    let browser = Browser::start(&server, 1000);
    for language in [ENGLISH, ARABIC] {
        browser.open(&format!("{}{language}/#{last}", server.public));
        assert_eq!(seen_target(&browser), json!([last, true, true]));
        browser.press(Key::Tab);
        let inside = browser.run("return document.querySelector(':target').contains(document.activeElement)");
        assert_eq!(inside, true, "the keyboard goes on elsewhere");
    }
}

#[test]
fn a_link_to_a_beat_is_followed_by_the_keyboard() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    browser.open(&server.public);
    browser.run("document.querySelector('.beats li:nth-child(4) a').focus()");
    let target = browser.run("return document.activeElement.hash.slice(1)");
    browser.press(Key::Enter);
    assert_eq!(seen_target(&browser), json!([target, true, true]));
}

/// Which element the address names; whether its beginning is in the window; whether it is marked.
fn seen_target(browser: &Browser) -> Value {
    browser.run(
        "const target = document.querySelector(':target');
         const top = target.getBoundingClientRect().top;
         const marked = getComputedStyle(target).outlineStyle !== 'none';
         return [target.id, top >= 0 && top < innerHeight, marked]",
    )
}
