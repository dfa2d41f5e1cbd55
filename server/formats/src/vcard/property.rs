//! A property of a card: a name from a fixed list, parameters from a small alphabet, a typed value.
//!
//! vCard 4.0 and jCard are two spellings of the same properties, so the properties are made once.

use directory::Timestamp;

use super::text::{Text, Uri};

/// One property.
pub(crate) struct Property {
    pub(crate) group: Option<Group>,
    pub(crate) name: Name,
    pub(crate) parameters: Vec<(Parameter, ParameterValue)>,
    pub(crate) value: Value,
}

impl Property {
    /// A property that belongs to no group and has no parameters.
    pub(crate) fn new(name: Name, value: Value) -> Self {
        Self { group: None, name, parameters: Vec::new(), value }
    }

    /// A property whose value is one line of text.
    pub(crate) fn text(name: Name, text: &str) -> Self {
        Self::new(name, Value::Text(Text::line(text)))
    }

    /// A property whose value is an address.
    pub(crate) fn uri(name: Name, address: &str) -> Self {
        Self::new(name, Value::Uri(Uri::new(address)))
    }

    /// The same property as part of a group.
    #[must_use]
    pub(crate) fn in_group(mut self, group: Group) -> Self {
        self.group = Some(group);
        self
    }

    /// The same property with one more parameter. A value that would need quoting is left out, because readers
    /// disagree about quoting and some then refuse the whole card; what it says stands in the property's value.
    #[must_use]
    pub(crate) fn with(mut self, parameter: Parameter, value: &str) -> Self {
        if let Some(value) = ParameterValue::new(value) {
            self.parameters.push((parameter, value));
        }
        self
    }

    /// The same property with its place among its like, 1 being the first (RFC 6350, 5.3).
    #[must_use]
    pub(crate) fn with_preference(self, place: usize) -> Self {
        self.with(Parameter::PREF, &place.clamp(1, 100).to_string())
    }
}

/// What a property says.
pub(crate) enum Value {
    /// Text.
    Text(Text),
    /// Texts separated by commas.
    List(Vec<Text>),
    /// Parts with a fixed meaning by their place, separated by semicolons.
    Components(Vec<Text>),
    /// An address.
    Uri(Uri),
    /// A language tag (RFC 5646).
    LanguageTag(Text),
    /// A moment.
    Timestamp(Timestamp),
    /// Octets in an address of their own: `data:application/pgp-keys;base64,…`.
    Data {
        /// What the octets are.
        media_type: &'static str,
        /// The octets.
        octets: Vec<u8>,
    },
    /// Octets as vCard 3.0 writes them, beside `ENCODING=b`.
    Binary(Vec<u8>),
}

/// A group that ties properties together, written `item1`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group(u16);

impl Group {
    /// The group of the e-mail address and its key. Readers look for exactly this one.
    pub(crate) const MAIL: Self = Self(1);
    /// The one group of a card that has no mail group.
    pub(crate) const ONLY: Self = Self(1);

    /// The next group.
    #[must_use]
    pub(crate) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// As it is written before a property's name.
    pub(crate) fn label(self) -> String {
        format!("item{}", self.0)
    }
}

macro_rules! fixed_words {
    ($(#[$doc:meta])* $type:ident { $($constant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub(crate) struct $type(&'static str);

        impl $type {
            $(pub(crate) const $constant: Self = Self($word);)+

            /// As it is written in a card.
            pub(crate) fn as_str(self) -> &'static str {
                self.0
            }
        }
    };
}

fixed_words!(
    /// The name of a property. There is no other way to make one.
    Name {
        CATEGORIES = "CATEGORIES",
        CONTACT_URI = "CONTACT-URI",
        CREATED = "CREATED",
        EMAIL = "EMAIL",
        EXPERTISE = "EXPERTISE",
        FN = "FN",
        IMPP = "IMPP",
        KEY = "KEY",
        KIND = "KIND",
        LANG = "LANG",
        LANGUAGE = "LANGUAGE",
        N = "N",
        NOTE = "NOTE",
        ORG = "ORG",
        PHOTO = "PHOTO",
        PRODID = "PRODID",
        PRONOUNS = "PRONOUNS",
        RELATED = "RELATED",
        REV = "REV",
        SOCIALPROFILE = "SOCIALPROFILE",
        SOURCE = "SOURCE",
        TEL = "TEL",
        TITLE = "TITLE",
        UID = "UID",
        URL = "URL",
        X_ABLABEL = "X-ABLabel",
        X_ABSHOWAS = "X-ABShowAs",
        X_CHANNEL_KIND = "X-CHANNEL-KIND",
        X_JABBER = "X-JABBER",
    }
);

fixed_words!(
    /// The name of a parameter.
    Parameter {
        ENCODING = "ENCODING",
        PREF = "PREF",
        SERVICE_TYPE = "SERVICE-TYPE",
        TYPE = "TYPE",
        USERNAME = "USERNAME",
        VALUE = "VALUE",
        X_SERVICE_TYPE = "X-SERVICE-TYPE",
    }
);

/// A parameter's value, from the letters that no reader needs quoted or escaped.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct ParameterValue(String);

impl ParameterValue {
    fn new(text: &str) -> Option<Self> {
        let plain = |octet: u8| octet.is_ascii_alphanumeric() || b"@._+/-".contains(&octet);
        (!text.is_empty() && text.bytes().all(plain)).then(|| Self(text.to_owned()))
    }

    /// As it is written after the equals sign.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_that_would_need_quoting_is_left_out() {
        for refused in ["", "a b", "a;b", "a:b", "a,b", "\"", "a\r\nb", "é", "^n"] {
            let property = Property::text(Name::NOTE, "x").with(Parameter::USERNAME, refused);
            assert!(property.parameters.is_empty(), "{refused:?}");
        }
        assert_eq!(Property::text(Name::NOTE, "x").with(Parameter::USERNAME, "zoe_n.42").parameters.len(), 1);
    }
}
