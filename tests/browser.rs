//! The pages in a real browser, driven through its driver: no sideways scrolling on the narrowest phone, nothing
//! refused by our own policy, nothing asked of anybody else.

use crate::harness::Server;
use crate::webdriver::Browser;

/// The narrowest width that WCAG 2.2 asks for (1.4.10, reflow).
const NARROW: u32 = 320;

/// A page that is not there is a page too.
const MISSING: &str = "/r/nobody-here";

#[test]
fn every_kind_of_page_fits_a_narrow_phone() {
    let server = Server::demo();
    let browser = Browser::start(&server, NARROW);
    for path in pages(&server) {
        browser.open(&format!("{}{path}", server.public));
        let widths = browser.run("return [document.documentElement.scrollWidth, window.innerWidth]");
        assert_eq!(widths[1], NARROW, "the window is not {NARROW} wide");
        assert!(widths[0].as_u64().unwrap() <= u64::from(NARROW), "{path} is {} wide", widths[0]);
    }
}

#[test]
fn the_style_sheet_is_applied_and_every_image_is_drawn() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    for path in pages(&server) {
        browser.open(&format!("{}{path}", server.public));
        let sheets = browser.run("return document.styleSheets.length");
        assert!(sheets.as_u64().unwrap() > 0, "{path} has no style");
        let broken = browser.run(
            "return Array.from(document.images).filter(i => !i.complete || i.naturalWidth === 0).length",
        );
        assert_eq!(broken, 0, "{path} has images that are not drawn");
    }
}

#[test]
fn the_browser_finds_nothing_to_complain_about_and_asks_nobody_else() {
    let server = Server::demo();
    let browser = Browser::start(&server, 1000);
    for path in pages(&server) {
        browser.open(&format!("{}{path}", server.public));
        // The console mentions the status of a page that is not there, which is as it should be.
        let complaints: Vec<String> = browser
            .log()
            .into_iter()
            .filter(|line| !(path == MISSING && line.contains("status of 404")))
            .collect();
        assert!(complaints.is_empty(), "{path}: {complaints:?}");
        let asked = browser.run("return performance.getEntriesByType('resource').map(entry => entry.name)");
        for address in asked.as_array().unwrap() {
            let address = address.as_str().unwrap();
            assert!(
                address.starts_with(&server.public) || address.starts_with("data:"),
                "{path} asked {address}"
            );
        }
        assert_eq!(browser.run("return document.cookie"), "");
    }
}

fn pages(server: &Server) -> Vec<String> {
    let paused = server.slug_where(|profile| profile["status"] == "paused");
    let paths = ["/", "/take-along.html", "/safety", "/verify", "/privacy", MISSING];
    let mut paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
    paths.push(format!("/r/{}", server.person()));
    paths.push(format!("/r/{paused}"));
    paths
}
