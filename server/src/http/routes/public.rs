//! The public listener's addresses.

use super::super::route::{Guard, Keeps, Leaves, Operation, Parameter, Place, Route, Side, Takes, Verb};

/// The public listener's addresses.
pub const PUBLIC: [&Route; 18] = [
    &DIRECTORY,
    &NUMBERED,
    &TAKE_ALONG,
    &PROFILE,
    &SAFETY,
    &VERIFY,
    &PRIVACY,
    &PROFILES,
    &PROFILE_FORMS,
    &BLOCKS,
    &DIRECTORY_JSON,
    &DIRECTORY_VCARD,
    &DIRECTORY_JSCONTACT,
    &EDITION,
    &OPENAPI,
    &SECURITY_TXT,
    &NO_PAGE,
    &NO_ANSWER,
];

// ---- for people --------------------------------------------------------------------------------------------------

/// The whole directory on one page.
pub const DIRECTORY: Route = page("directory", "/");
/// One of the pages that hold everybody where they are too many for one.
pub const NUMBERED: Route = page("numbered", "/all/{number}");
/// The same as one file to keep.
pub const TAKE_ALONG: Route = page("take_along", "/take-along.html");
/// One profile.
pub const PROFILE: Route = Route { leaves: Leaves::Paced, ..page("profile", "/r/{slug}") };
/// What each channel hides and reveals.
pub const SAFETY: Route = page("safety", "/safety");
/// How to check a card.
pub const VERIFY: Route = page("verify", "/verify");
/// What is, and is not, recorded.
pub const PRIVACY: Route = page("privacy", "/privacy");
/// Any other address, for people. Counted under one name, so that no counter holds what somebody typed.
pub const NO_PAGE: Route = page("no_page", "");

const fn page(name: &'static str, path: &'static str) -> Route {
    Route {
        name,
        path,
        verb: Verb::Get,
        side: Side::Human,
        guard: Guard::Anyone,
        takes: Takes::Nothing,
        keeps: Keeps::Nowhere,
        leaves: Leaves::AtOnce,
        operations: &[],
    }
}

// ---- for templates and tools --------------------------------------------------------------------------------------

const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
const VCARD3: &str = "text/vcard; charset=utf-8; version=3.0";
const VCARD4: &str = "text/vcard; charset=utf-8; version=4.0";
const JCARD: &str = "application/vcard+json";
const JSCONTACT: &str = "application/jscontact+json; version=1.0";
const JSONLD: &str = "application/ld+json";
const PNG: &str = "image/png";

const fn machine(name: &'static str, path: &'static str, operations: &'static [Operation]) -> Route {
    Route {
        name,
        path,
        verb: Verb::Get,
        side: Side::Machine,
        guard: Guard::Anyone,
        takes: Takes::Nothing,
        keeps: Keeps::Minutes,
        leaves: Leaves::AtOnce,
        operations,
    }
}

const SLUG: Parameter = Parameter {
    name: "slug",
    place: Place::Path,
    description: "The profile's slug.",
    schema: r#"{"type":"string","pattern":"^[a-z0-9]+(-[a-z0-9]+)*$","maxLength":64}"#,
};
const DISCREET: Parameter = Parameter {
    name: "discreet",
    place: Place::Query,
    description: "1: a card with a name and one channel, and nothing that tells what it is for.",
    schema: r#"{"type":"string","enum":["0","1"]}"#,
};
const IDS: Parameter = Parameter {
    name: "ids",
    place: Place::Query,
    description: "Slugs, separated by commas, at most 100. The answer keeps their order.",
    schema: r#"{"type":"string","pattern":"^[^, ]+(,[^, ]+){0,99}$"}"#,
};

const fn form(
    path: &'static str,
    summary: &'static str,
    media_types: &'static [&'static str],
    schema: Option<&'static str>,
) -> Operation {
    Operation {
        path,
        summary,
        parameters: &[SLUG],
        body: None,
        media_types,
        schema,
        statuses: &[200],
        problems: &[400, 404, 410, 421, 503],
    }
}

/// Many profiles.
pub const PROFILES: Route = machine(
    "profiles",
    "/v1/profiles",
    &[Operation {
        path: "/v1/profiles",
        summary: "Profiles by slug, or page by page.",
        parameters: &[
            IDS,
            Parameter {
                name: "beat",
                place: Place::Query,
                description: "Only profiles with this beat.",
                schema: r#"{"type":"string","maxLength":64}"#,
            },
            Parameter {
                name: "language",
                place: Place::Query,
                description: "Only profiles that can be written to in this language (BCP 47).",
                schema: r#"{"type":"string","maxLength":35}"#,
            },
            Parameter {
                name: "outlet",
                place: Place::Query,
                description: "Only profiles that work for this outlet, by its name.",
                schema: r#"{"type":"string","maxLength":120}"#,
            },
            Parameter {
                name: "limit",
                place: Place::Query,
                description: "How many at most.",
                schema: r#"{"type":"integer","minimum":1,"maximum":100,"default":100}"#,
            },
            Parameter {
                name: "cursor",
                place: Place::Query,
                description: "Where to go on, from the `Link` header of the page before.",
                schema: r#"{"type":"string","maxLength":1024}"#,
            },
        ],
        body: None,
        media_types: &[JSON],
        schema: Some("ProfileList"),
        statuses: &[200],
        problems: &[400, 414, 421, 503],
    }],
);

/// One profile, in nine forms by suffix and negotiated without one.
pub const PROFILE_FORMS: Route = machine(
    "profile_forms",
    "/v1/profiles/{form}",
    &[
        Operation {
            path: "/v1/profiles/{slug}",
            summary: "One profile, in the form that `Accept` prefers.",
            parameters: &[SLUG],
            body: None,
            media_types: &[JSON, VCARD3, VCARD4, JCARD, JSCONTACT, JSONLD, HTML, TEXT, PNG],
            schema: Some("Profile"),
            statuses: &[200],
            problems: &[400, 404, 406, 410, 421, 503],
        },
        form("/v1/profiles/{slug}.json", "One profile as JSON.", &[JSON], Some("Profile")),
        Operation {
            path: "/v1/profiles/{slug}.vcf",
            summary: "A vCard 3.0, which every address book imports.",
            parameters: &[SLUG, DISCREET],
            body: None,
            media_types: &[VCARD3],
            schema: None,
            statuses: &[200],
            problems: &[400, 404, 410, 421, 503],
        },
        form("/v1/profiles/{slug}.v4.vcf", "A vCard 4.0 (RFC 6350), for machines.", &[VCARD4], None),
        form("/v1/profiles/{slug}.jcard", "A jCard (RFC 7095).", &[JCARD], None),
        form("/v1/profiles/{slug}.jscontact", "A JSContact card (RFC 9553).", &[JSCONTACT], None),
        form("/v1/profiles/{slug}.jsonld", "A schema.org description.", &[JSONLD], None),
        form("/v1/profiles/{slug}.html", "The block to stand under an article.", &[HTML], None),
        form("/v1/profiles/{slug}.txt", "The block as a sentence.", &[TEXT], None),
        form("/v1/profiles/{slug}.png", "The QR code of the preferred channel.", &[PNG], None),
    ],
);

/// Many blocks in one call.
pub const BLOCKS: Route = machine(
    "blocks",
    "/v1/blocks",
    &[Operation {
        path: "/v1/blocks",
        summary: "The blocks of several profiles, in the order asked for.",
        parameters: &[
            Parameter { place: Place::NeededInQuery, ..IDS },
            Parameter {
                name: "format",
                place: Place::Query,
                description: "The form of the blocks.",
                schema: r#"{"type":"string","enum":["html","text","json"],"default":"html"}"#,
            },
        ],
        body: None,
        media_types: &[HTML, TEXT, JSON],
        schema: Some("BlockList"),
        statuses: &[200],
        problems: &[400, 414, 421, 503],
    }],
);

/// The whole edition as JSON.
pub const DIRECTORY_JSON: Route = machine(
    "directory_json",
    "/v1/directory.json",
    &[whole("/v1/directory.json", "The whole edition as JSON.", &[JSON], Some("Directory"))],
);
/// The whole edition as vCards.
pub const DIRECTORY_VCARD: Route = machine(
    "directory_vcard",
    "/v1/directory.vcf",
    &[whole("/v1/directory.vcf", "The whole edition as vCards 3.0.", &[VCARD3], None)],
);
/// The whole edition as JSContact cards.
pub const DIRECTORY_JSCONTACT: Route = machine(
    "directory_jscontact",
    "/v1/directory.jscontact",
    &[whole(
        "/v1/directory.jscontact",
        "The whole edition as a list of JSContact cards.",
        &[JSCONTACT],
        None,
    )],
);
/// Which edition this is.
pub const EDITION: Route = machine(
    "edition",
    "/v1/edition",
    &[whole(
        "/v1/edition",
        "Which edition this is, and the hash of its directory.json.",
        &[JSON],
        Some("Edition"),
    )],
);
/// This interface, described.
pub const OPENAPI: Route =
    machine("openapi", "/openapi.json", &[whole("/openapi.json", "This description.", &[JSON], None)]);
/// Where to report a weakness (RFC 9116). At the root of the host, whatever the base path.
pub const SECURITY_TXT: Route = machine("security_txt", "/.well-known/security.txt", &[]);
/// Any other address, for machines.
pub const NO_ANSWER: Route = machine("no_answer", "", &[]);

const fn whole(
    path: &'static str,
    summary: &'static str,
    media_types: &'static [&'static str],
    schema: Option<&'static str>,
) -> Operation {
    Operation {
        path,
        summary,
        parameters: &[],
        body: None,
        media_types,
        schema,
        statuses: &[200],
        problems: &[400, 421, 503],
    }
}
