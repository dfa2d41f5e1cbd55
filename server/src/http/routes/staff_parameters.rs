//! The parameters of the API for staff.

use super::super::route::{Parameter, Place};

pub(super) const SLUG: Parameter = Parameter {
    name: "slug",
    place: Place::Path,
    description: "The profile's slug.",
    schema: r#"{"type":"string","pattern":"^[a-z0-9]+(-[a-z0-9]+)*$","maxLength":64}"#,
};

pub(super) const CHANNEL: Parameter = Parameter {
    name: "channel",
    place: Place::Path,
    description: "The channel's identifier.",
    schema: r#"{"type":"string","pattern":"^chn_"}"#,
};

pub(super) const SESSION: Parameter = Parameter {
    name: "session",
    place: Place::Path,
    description: "The session's identifier.",
    schema: r#"{"type":"string","pattern":"^ses_"}"#,
};

pub(super) const PROPOSAL_ID: Parameter = Parameter {
    name: "proposal",
    place: Place::Path,
    description: "The proposal's identifier.",
    schema: r#"{"type":"string","pattern":"^pro_"}"#,
};

pub(super) const ACCOUNT_ID: Parameter = Parameter {
    name: "account",
    place: Place::Path,
    description: "The account's identifier.",
    schema: r#"{"type":"string","pattern":"^acc_"}"#,
};

pub(super) const TOKEN_ID: Parameter = Parameter {
    name: "token",
    place: Place::Path,
    description: "The token's identifier.",
    schema: r#"{"type":"string","pattern":"^tok_"}"#,
};

pub(super) const NUMBER: Parameter = Parameter {
    name: "number",
    place: Place::Path,
    description: "The entry's number.",
    schema: r#"{"type":"integer","minimum":1}"#,
};

pub(super) const REVISION: Parameter = Parameter {
    name: "If-Match",
    place: Place::Header,
    description: "The revision that was seen, in quotation marks: the entity tag of a GET.",
    schema: r#"{"type":"string","pattern":"^\"[0-9]+\"$"}"#,
};

pub(super) const KEY: Parameter = Parameter {
    name: "Idempotency-Key",
    place: Place::OptionalHeader,
    description: "Whatever names this request: sent again within a day, it is answered again and not done again.",
    schema: r#"{"type":"string","minLength":1,"maxLength":64}"#,
};

pub(super) const STATUS: Parameter = Parameter {
    name: "status",
    place: Place::Query,
    description: "Only profiles of this status.",
    schema: r#"{"type":"string","enum":["draft","listed","paused","withdrawn"]}"#,
};

pub(super) const KIND: Parameter = Parameter {
    name: "kind",
    place: Place::Query,
    description: "Only persons, or only desks.",
    schema: r#"{"type":"string","enum":["person","desk"]}"#,
};

pub(super) const BEAT: Parameter = Parameter {
    name: "beat",
    place: Place::Query,
    description: "Only profiles with this beat.",
    schema: r#"{"type":"string","maxLength":64}"#,
};

pub(super) const LANGUAGE: Parameter = Parameter {
    name: "language",
    place: Place::Query,
    description: "Only profiles that can be written to in this language (BCP 47).",
    schema: r#"{"type":"string","maxLength":35}"#,
};

pub(super) const OUTLET: Parameter = Parameter {
    name: "outlet",
    place: Place::Query,
    description: "Only profiles that work for this outlet, by its name.",
    schema: r#"{"type":"string","maxLength":120}"#,
};

pub(super) const NAME: Parameter = Parameter {
    name: "name",
    place: Place::Query,
    description: "Only profiles with this in their name, in whatever case.",
    schema: r#"{"type":"string","maxLength":120}"#,
};

pub(super) const LIMIT: Parameter = Parameter {
    name: "limit",
    place: Place::Query,
    description: "How many at most.",
    schema: r#"{"type":"integer","minimum":1,"maximum":100,"default":100}"#,
};

pub(super) const CURSOR: Parameter = Parameter {
    name: "cursor",
    place: Place::Query,
    description: "Where to go on: the `next` of the page before.",
    schema: r#"{"type":"string","maxLength":64}"#,
};

pub(super) const PROFILE_SLUG: Parameter = Parameter {
    name: "slug",
    place: Place::Query,
    description: "Only of this profile.",
    schema: r#"{"type":"string","maxLength":64}"#,
};

pub(super) const STATE: Parameter = Parameter {
    name: "state",
    place: Place::Query,
    description: "Only proposals in this state, newest first.",
    schema: r#"{"type":"string","enum":["waiting","approved","refused","cancelled","expired","outdated","cooled_off"]}"#,
};

pub(super) const ACCOUNT_QUERY: Parameter = Parameter {
    name: "account",
    place: Place::Query,
    description: "Only of this account, as actor or as subject.",
    schema: r#"{"type":"string","pattern":"^acc_"}"#,
};

pub(super) const BEFORE: Parameter = Parameter {
    name: "before",
    place: Place::Query,
    description: "Only entries before this number.",
    schema: r#"{"type":"integer","minimum":1}"#,
};

pub(super) const AFTER: Parameter = Parameter {
    name: "after",
    place: Place::Query,
    description: "Only entries after this number; 500 at a time.",
    schema: r#"{"type":"integer","minimum":0,"default":0}"#,
};
