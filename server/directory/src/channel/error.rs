//! Why a text is not the channel it should be, in words that an editor can act on.

/// Why a text was refused as a channel's value. Each message continues a sentence that begins with the field's
/// name, says what is wrong and what is expected, and never repeats the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChannelError {
    /// Nothing but white space.
    #[error("is empty")]
    Empty,
    /// Longer than the kind allows.
    #[error("is longer than {limit} characters")]
    TooLong {
        /// The most that is allowed.
        limit: usize,
    },
    /// A line break, a tab, NUL or another control character.
    #[error(
        "holds a control character (U+{code_point:04X}), such as a line break or a tab; type it anew on one line"
    )]
    ControlCharacter {
        /// Which one.
        code_point: u32,
    },
    /// A character that nobody sees, or one that turns the direction of the text around it.
    #[error(
        "holds an invisible character (U+{code_point:04X}), which often comes along when text is copied; \
         type it anew"
    )]
    InvisibleCharacter {
        /// Which one.
        code_point: u32,
    },
    /// Too many lines.
    #[error("has more than {limit} lines")]
    TooManyLines {
        /// The most that is allowed.
        limit: usize,
    },
    /// Text that an address book would take for the beginning or the end of a card.
    #[error("holds the words BEGIN:VCARD, END:VCARD or VERSION:2.1, which break the cards of its readers")]
    CardMarkup,

    /// No `+` in front: the same digits are somebody else's number in another country.
    #[error("needs the country code: write it with a plus sign, such as +44 20 7946 0123")]
    NumberWithoutCountryCode,
    /// `(0)`: dialled at home, not dialled from abroad.
    #[error("holds “(0)”, which is dialled at home and not from abroad; leave it out")]
    NumberWithTrunkZero,
    /// Letters, an extension or a second number.
    #[error(
        "holds something other than digits, spaces, hyphens, dots and parentheses; give one number, without an extension"
    )]
    NumberCharacter,
    /// Fewer than 7 or more than 15 digits.
    #[error("has {digits} digits; an international number has 7 to 15, with the country code")]
    NumberLength {
        /// How many there are.
        digits: usize,
    },
    /// No country's numbering plan has it.
    #[error(
        "is not a number that its country's numbering plan has; a digit may be missing, wrong or too many"
    )]
    NumberUnassigned,
    /// Read and written back it is another number.
    #[error(
        "reads as a different number when it is dialled internationally; give it as it is dialled from abroad"
    )]
    NumberRewritten,
    /// Sources would pay for it.
    #[error("is a premium-rate or shared-cost number: whoever calls it pays extra, and is on the bill")]
    NumberPremium,
    /// A pager or a voice mailbox.
    #[error("is a number for pagers or voice mailboxes, which nobody answers")]
    NumberUnanswered,

    /// Not a `signal.me` link.
    #[error(
        "is not a Signal link of the form https://signal.me/#eu/…, as the app shows it under the username"
    )]
    SignalLinkForm,
    /// A link that carries a number, not a username.
    #[error("is a Signal link with a telephone number in it; enter the number as “Signal number”")]
    SignalLinkHoldsNumber,
    /// Not `name.12`.
    #[error(
        "is not a Signal username: 3 to 32 letters, digits or _, then a dot and two to nine digits, such as zoe.42"
    )]
    SignalUsernameForm,

    /// Not `name@host`.
    #[error(
        "is not an e-mail address of the form name@newsroom.example, without a name or angle brackets around it"
    )]
    EmailForm,
    /// A quoted part or a comment: legal, and read differently by different programs.
    #[error(
        "has quotation marks or a comment in it, which mail programs read differently; use a plain address"
    )]
    EmailQuoted,
    /// A letter outside ASCII before the `@`.
    #[error(
        "has a letter before the @ that many mail servers cannot deliver to; use one of a-z, 0-9 and . _ + -"
    )]
    EmailLocalNotAscii,
    /// Not a name in the DNS.
    #[error("names no host of the form newsroom.example")]
    Domain,

    /// Seven or eight hexadecimal digits, or sixteen: a key id.
    #[error(
        "is {digits} hexadecimal digits: a short key id, which anyone can forge; give the whole armored public key"
    )]
    PgpKeyId {
        /// How many there are.
        digits: usize,
    },
    /// A whole fingerprint, and no key.
    #[error("is a fingerprint; give the armored key, from which the fingerprint is computed again")]
    PgpFingerprintOnly,
    /// A secret key.
    #[error(
        "is a SECRET key: whoever reads it can read the sources' messages. It was not stored. If it has left the \
         reporter's own device, revoke it; give the public key (gpg --export --armor)"
    )]
    PgpSecretKey,
    /// Not one armored block.
    #[error(
        "is not an armored public key: one block from -----BEGIN PGP PUBLIC KEY BLOCK----- to \
         -----END PGP PUBLIC KEY BLOCK-----, complete and with nothing around it"
    )]
    PgpForm,
    /// Several keys in one block or file.
    #[error("holds more than one key; give the one key that sources shall use")]
    PgpSeveralKeys,
    /// A version 2, 3 or 5 key.
    #[error("is a key of a version that current programs do not use; version 4 and 6 are accepted")]
    PgpVersion,
    /// A signature of the key over its own parts is missing or wrong.
    #[error("has no valid signature of its own over its name or its use: it is damaged or was tampered with")]
    PgpUnsigned,
    /// Signed only with a hash that can be forged.
    #[error(
        "is signed by itself with SHA-1 or MD5, which can be forged; renew it (set a new expiry date in a current \
         program) and export it again"
    )]
    PgpWeakSignature,
    /// It carries a revocation.
    #[error("is revoked; give the key that replaces it")]
    PgpRevoked,
    /// Nobody can encrypt to it.
    #[error("cannot encrypt: it has no key for encryption that is not revoked")]
    PgpNoEncryption,
    /// Too large for a card.
    #[error(
        "is larger than {limit} octets even without others' signatures and pictures; export it with \
         --export-options export-minimal"
    )]
    PgpTooLarge {
        /// The most that is allowed.
        limit: usize,
    },

    /// An onion address of the second version.
    #[error("is a version 2 onion address; v2 onion addresses died in 2021: give the 56-character one")]
    OnionVersionTwo,
    /// Not 56 letters and digits with `.onion`.
    #[error("is not an onion address: 56 letters a-z and digits 2-7, then .onion, without anything after it")]
    OnionForm,
    /// The checksum inside the address does not fit.
    #[error(
        "is an onion address with a typing error: its checksum does not fit; copy it again from its source"
    )]
    OnionChecksum,

    /// Another scheme than `https`.
    #[error("starts with {scheme}: and not with https://, which is the only kind of link that is accepted")]
    WebScheme {
        /// The scheme, such as `javascript`.
        scheme: String,
    },
    /// No address at all.
    #[error("is not a web address of the form https://newsroom.example/tips")]
    WebForm,
    /// `https://user:password@host`.
    #[error("holds a user name before the host, which makes a link look like another site's")]
    WebUserInfo,
    /// A number instead of a name.
    #[error("names its host by an IP address; use the host's name")]
    WebIpAddress,

    /// Not a Threema ID.
    #[error("is not a Threema ID: eight letters A-Z and digits, or * and seven")]
    ThreemaForm,
    /// Not a Wire handle.
    #[error("is not a Wire handle: @ and at least two of a-z, 0-9 and . _ -")]
    WireForm,
    /// Not a Session ID.
    #[error("is not a Session ID: 05 and 64 hexadecimal digits")]
    SessionForm,
    /// Not a SimpleX address.
    #[error(
        "is not a SimpleX address of the form https://simplex.chat/contact#/?v=… or https://smp….example/a#…"
    )]
    SimplexForm,
    /// Works once, for one reader.
    #[error("is a one-time SimpleX invitation: the first who opens it uses it up; give the address instead")]
    SimplexInvitation,
    /// Not a Matrix ID.
    #[error("is not a Matrix ID of the form @name:server.example, in lower case")]
    MatrixForm,
    /// Not a bare JID.
    #[error("is not an XMPP address of the form name@server.example")]
    XmppForm,
    /// A JID with a resource.
    #[error("names one device after a slash; give the XMPP address alone, name@server.example")]
    XmppResource,
    /// Not a Telegram name.
    #[error("is not a Telegram username: 5 to 32 letters, digits or _")]
    TelegramForm,
}
