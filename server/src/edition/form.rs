//! The finished forms of one profile.

use std::fmt;

/// A form in which a profile is kept ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Form {
    /// The machine side's JSON.
    Json,
    /// vCard 3.0.
    Vcard3,
    /// vCard 3.0 with a name and one channel.
    Discreet,
    /// vCard 4.0.
    Vcard4,
    /// jCard.
    Jcard,
    /// JSContact.
    Jscontact,
    /// JSON-LD.
    Jsonld,
    /// The block as HTML.
    BlockHtml,
    /// The block as text.
    BlockText,
    /// The QR code of the preferred channel.
    Qr,
    /// The page for people, after the opening.
    Page,
    /// Its entry in the directory page.
    Row,
    /// Its entry in the file to take along.
    TakeAlongRow,
    /// Its entry in the list to check contacts against.
    HandleRow,
    /// `Json` without the channels that only the profile's own addresses show; kept only where that differs.
    ListedJson,
    /// `Vcard3` without them, likewise.
    ListedVcard3,
    /// `Jscontact` without them, likewise.
    ListedJscontact,
}

impl fmt::Display for Form {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Json => "JSON",
            Self::Vcard3 => "vCard 3.0",
            Self::Discreet => "discreet vCard",
            Self::Vcard4 => "vCard 4.0",
            Self::Jcard => "jCard",
            Self::Jscontact => "JSContact card",
            Self::Jsonld => "JSON-LD",
            Self::BlockHtml => "block as HTML",
            Self::BlockText => "block as text",
            Self::Qr => "QR code",
            Self::Page => "page",
            Self::Row => "entry in the directory",
            Self::TakeAlongRow => "entry in the file to take along",
            Self::HandleRow => "entry in the list of contacts",
            Self::ListedJson => "JSON in lists",
            Self::ListedVcard3 => "vCard in lists",
            Self::ListedJscontact => "JSContact card in lists",
        })
    }
}

impl Form {
    /// Every form, in the order in which they are kept.
    pub const ALL: [Self; 17] = [
        Self::Json,
        Self::Vcard3,
        Self::Discreet,
        Self::Vcard4,
        Self::Jcard,
        Self::Jscontact,
        Self::Jsonld,
        Self::BlockHtml,
        Self::BlockText,
        Self::Qr,
        Self::Page,
        Self::Row,
        Self::TakeAlongRow,
        Self::HandleRow,
        Self::ListedJson,
        Self::ListedVcard3,
        Self::ListedJscontact,
    ];

    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Those that are answers by themselves, each of one profile.
    pub(super) const ANSWERS: [Self; 11] = [
        Self::Json,
        Self::Vcard3,
        Self::Discreet,
        Self::Vcard4,
        Self::Jcard,
        Self::Jscontact,
        Self::Jsonld,
        Self::BlockHtml,
        Self::BlockText,
        Self::Qr,
        Self::Page,
    ];

    /// The form that stands in where this one is not kept.
    pub(super) const fn stand_in(self) -> Option<Self> {
        match self {
            Self::ListedJson => Some(Self::Json),
            Self::ListedVcard3 => Some(Self::Vcard3),
            Self::ListedJscontact => Some(Self::Jscontact),
            _ => None,
        }
    }
}
