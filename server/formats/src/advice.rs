//! What each kind of channel hides, what it reveals and what to do first, in plain English for a source.
//!
//! These sentences decide what somebody risks. They promise nothing that depends on another person's settings, call
//! no e-mail secure, and hold no semicolon, because some card readers cut text there.

use directory::ChannelKind;

/// Three sentences about one kind of channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What nobody else learns.
    pub hides: &'static str,
    /// What somebody does learn, and who.
    pub reveals: &'static str,
    /// What to do before the first message.
    pub first: &'static str,
}

/// The advice about a kind of channel.
pub const fn advice(kind: ChannelKind) -> Advice {
    match kind {
        ChannelKind::SignalLink | ChannelKind::SignalUsername | ChannelKind::SignalNumber => signal(kind),
        ChannelKind::Whatsapp
        | ChannelKind::Threema
        | ChannelKind::Wire
        | ChannelKind::Session
        | ChannelKind::Simplex
        | ChannelKind::Matrix
        | ChannelKind::Xmpp
        | ChannelKind::Telegram => messenger(kind),
        ChannelKind::Securedrop
        | ChannelKind::Globaleaks
        | ChannelKind::Hushline
        | ChannelKind::Onionshare
        | ChannelKind::WebForm => tip_site(kind),
        ChannelKind::Email | ChannelKind::Pgp | ChannelKind::Phone | ChannelKind::Post | ChannelKind::App => {
            older(kind)
        }
    }
}

const fn signal(kind: ChannelKind) -> Advice {
    Advice {
        hides: "Only you and the person you write to can read your messages.",
        reveals: "That person sees your Signal name, and your number unless you hide it, and Signal knows when \
                  your account was made and last used.",
        first: match kind {
            ChannelKind::SignalUsername => {
                "In Signal's privacy settings let nobody see your number, then start a chat by this username and \
                 turn on disappearing messages."
            }
            _ => {
                "In Signal's privacy settings let nobody see your number, then turn on disappearing messages \
                 before you write."
            }
        },
    }
}

const fn messenger(kind: ChannelKind) -> Advice {
    match kind {
        ChannelKind::Whatsapp => Advice {
            hides: "Only you and the person you write to can read your messages.",
            reveals: "Meta knows your number and whom you write to and when, and the person you write to sees your \
                      number.",
            first: "Turn off chat backups, or anyone who can open the backup can read the chat.",
        },
        ChannelKind::Threema => Advice {
            hides: "Only you and the person you write to can read your messages, and you need no phone number.",
            reveals: "That person sees your Threema ID and nickname, and the app store knows that you have the app.",
            first: "Use an ID that is linked to no number or e-mail address, and a nickname that is not your name.",
        },
        ChannelKind::Wire => Advice {
            hides: "Only you and the person you write to can read your messages.",
            reveals: "That person sees your Wire name, and Wire knows your e-mail address and whom you write to.",
            first: "Register with an e-mail address made for this alone.",
        },
        ChannelKind::Session => Advice {
            hides: "Only you and the person you write to can read your messages, and you need no number or e-mail.",
            reveals: "That person sees your Session ID and display name.",
            first: "Choose a display name that is not your own, and compare the whole ID before you write.",
        },
        ChannelKind::Simplex => Advice {
            hides: "Only you and the person you write to can read your messages, and you have no account to trace.",
            reveals: "That person sees the display name you choose, and the relay can see your network address.",
            first: "Connect in incognito mode, so that a random name is shown.",
        },
        ChannelKind::Matrix => Advice {
            hides: "In an encrypted room only its members can read your messages.",
            reveals: "Your server and theirs know who writes to whom and when, and the room's name is not encrypted.",
            first: "Make an account without your name in it, and check that the room is encrypted before you write.",
        },
        ChannelKind::Xmpp => Advice {
            hides: "With OMEMO switched on, only you and the person you write to can read your messages.",
            reveals: "Your server and theirs know who writes to whom and when, and without OMEMO what you write.",
            first: "Make an account without your name in it, and switch on OMEMO before you write.",
        },
        _ => Advice {
            hides: "Your number can be hidden from the person you write to.",
            reveals: "Telegram can read ordinary chats, which are not end-to-end encrypted, and knows your number \
                      and whom you write to.",
            first: "Use another channel if you can, or start a secret chat and hide your number before you write.",
        },
    }
}

const fn tip_site(kind: ChannelKind) -> Advice {
    match kind {
        ChannelKind::Securedrop => Advice {
            hides: "Tor hides where you connect from, and the newsroom's own server keeps no record of you.",
            reveals: "The newsroom sees only what you write and send, which includes names inside files.",
            first: "Open it in Tor Browser, set to Safest, on a device and network that are not your employer's.",
        },
        ChannelKind::Globaleaks => Advice {
            hides: "In Tor Browser, where you connect from, and other people cannot read your report on its way.",
            reveals: "In another browser, your network sees that you visited the site, and the site your address.",
            first: "Open it in Tor Browser, and keep the receipt number somewhere safe.",
        },
        ChannelKind::Hushline => Advice {
            hides: "Other people cannot read your message on its way, and you need no account.",
            reveals: "In an ordinary browser, your network sees that you visited the site, and the site your address.",
            first: "Open it in Tor Browser, and leave a way to answer you if you want an answer.",
        },
        ChannelKind::Onionshare => Advice {
            hides: "Tor hides where you connect from, and files go straight to the newsroom's computer.",
            reveals: "The newsroom sees what you send, which includes names inside files.",
            first: "Open it in Tor Browser, and try again later if it does not answer.",
        },
        _ => Advice {
            hides: "Other people cannot read your message on its way.",
            reveals: "Your network sees that you visited the site, and the site sees your address.",
            first: "Open it in Tor Browser on a network that is not your employer's.",
        },
    }
}

const fn older(kind: ChannelKind) -> Advice {
    match kind {
        ChannelKind::Email => Advice {
            hides: "Nothing by itself.",
            reveals: "Both mail providers know who wrote to whom, when and about what, and can usually read it.",
            first: "Use another channel for anything secret, or a new address from a network that is not your \
                    employer's.",
        },
        ChannelKind::Pgp => Advice {
            hides: "Only the owner of the key can read the text and files you encrypt to it.",
            reveals: "Both mail providers still know who wrote to whom, when, and the subject line.",
            first: "Compare the whole fingerprint with the one on this page, and put nothing secret in the subject.",
        },
        ChannelKind::Phone => Advice {
            hides: "Nothing by itself.",
            reveals: "The telephone companies record who called whom, when and from where, and can listen.",
            first: "Never call from your own or your employer's phone if the call must not be known.",
        },
        ChannelKind::Post => Advice {
            hides: "A letter without a sender's address does not say who sent it.",
            reveals: "The postmark shows where and when it was sent, and paper can carry printer marks and \
                      fingerprints.",
            first: "Write no return address, print nothing at work, and use a public letter box away from home and \
                    work.",
        },
        _ => Advice {
            hides: "It depends on the app, which says so itself.",
            reveals: "The app store knows that you have the app, and your network may see that you use it.",
            first: "Install it on your own device from the official store, and read what it says about privacy.",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_advice_holds_a_semicolon_or_calls_anything_secure() {
        for kind in ChannelKind::ALL {
            let Advice { hides, reveals, first } = advice(kind);
            for sentence in [hides, reveals, first] {
                assert!(sentence.ends_with('.') && !sentence.contains("  "), "{kind:?}: {sentence}");
                assert!(!sentence.contains(';') && !sentence.contains("secure"), "{kind:?}: {sentence}");
            }
        }
    }
}
