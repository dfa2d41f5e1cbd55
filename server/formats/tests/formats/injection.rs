//! Names and notes that try to be something else, and sentences that must read well.

use directory::{ChannelKind, Label, Note, ProfileKind, PublicProfile, Title};

use crate::people::{self, bare, reached_by, site};

fn sentence(full_name: &str, sort_name: &str, channels: &[(ChannelKind, &str)]) -> String {
    formats::block_text(&reached_by(bare(full_name, sort_name), channels), &site())
}

#[test]
fn the_text_block_reads_like_the_last_sentence_of_an_article() {
    assert_eq!(
        sentence(
            "Ada Ferris",
            "Ferris, Ada",
            &[
                (ChannelKind::SignalNumber, "+442079 460123"),
                (ChannelKind::Email, "ada.ferris@courier.example")
            ]
        ),
        "You can contact Ada securely on Signal at +44 20 7946 0123 or via email at ada.ferris@courier.example.\n"
    );
}

#[test]
fn securely_is_said_of_end_to_end_encrypted_channels_alone() {
    assert_eq!(
        sentence(
            "Ada Ferris",
            "Ferris, Ada",
            &[
                (ChannelKind::Email, "ada@courier.example"),
                (ChannelKind::SignalUsername, "ada_ferris.42"),
                (ChannelKind::Threema, "ABCD1234"),
                (ChannelKind::Telegram, "ada_ferris"),
            ]
        ),
        "You can contact Ada via email at ada@courier.example, securely on Signal as ada_ferris.42, \
         on Threema as ABCD1234, or on Telegram as @ada_ferris.\n"
    );
}

#[test]
fn a_name_is_shortened_only_where_its_order_is_certain() {
    let email = [(ChannelKind::Email, "a@courier.example")];
    for (full_name, sort_name, called) in [
        ("Ada Ferris", "Ferris, Ada", "Ada"),
        ("Mary Ann Evans", "Evans, Mary Ann", "Mary Ann"),
        ("Ludwig van Beethoven", "Beethoven, Ludwig van", "Ludwig"),
        ("Zoë Núñez", "Núñez, Zoë", "Zoë"),
        ("Madonna", "Madonna", "Madonna"),
        ("Nagy Anna", "Nagy, Anna", "Nagy Anna"),
        ("王小明", "王小明", "王小明"),
        ("Анна Иванова", "Иванова, Анна", "Анна Иванова"),
    ] {
        let wanted = format!("You can contact {called} via email at a@courier.example.\n");
        assert_eq!(sentence(full_name, sort_name, &email), wanted);
    }
}

#[test]
fn a_desk_is_contacted_by_its_name() {
    assert_eq!(
        formats::block_text(&people::desk(), &site()).split(" at ").next(),
        Some("You can contact the Investigations desk through SecureDrop")
    );
}

fn hostile() -> PublicProfile {
    let mut profile = reached_by(
        bare("A;b, \"C\" \\ <i>D</i> & 'E'", "b, A;\\"),
        &[
            (ChannelKind::WebForm, "https://tips.example/a;b,c?x='%22&y=1"),
            (ChannelKind::App, "a;b, \"c\" \\n <img src=x onerror=alert(1)>"),
        ],
    );
    profile.title = Some(Title::parse("x; ITEM1.NOTE:\\n y").unwrap());
    profile.channels[0].own_label = Some(Label::parse("\"><script>").unwrap());
    profile.channels[1].note = Some(Note::parse("</article><script>alert(1)</script>").unwrap());
    profile
}

#[test]
fn text_never_becomes_markup() {
    for profile in [hostile(), people::rich_person(), people::desk(), people::paused()] {
        let html = formats::block_html(&profile, &site());
        let mut open = Vec::new();
        for tag in html.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').unwrap_or_else(|| panic!("{tag} is not closed in {html}"));
            if let Some(closed) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(closed), "{html}");
                continue;
            }
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            assert!(
                ["article", "data", "p", "a", "bdi", "span", "ul", "li", "code", "time"].contains(&name),
                "{tag}"
            );
            // Each attribute is a name, an equals sign and a value between quotation marks.
            for (place, piece) in attributes.split('"').enumerate() {
                let is_name = place % 2 == 0;
                assert!(!is_name || piece.is_empty() || piece.trim_start().ends_with('='), "{tag}");
            }
            open.push(name);
        }
        assert!(open.is_empty(), "{html}");
    }
    assert!(formats::block_html(&hostile(), &site()).contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn a_usual_block_is_about_two_kilobytes() {
    let profile = reached_by(
        bare("Ada Ferris", "Ferris, Ada"),
        &[
            (ChannelKind::SignalNumber, "+442079460123"),
            (ChannelKind::Email, "ada.ferris@courier.example"),
            (ChannelKind::Pgp, people::KEY),
        ],
    );
    let length = formats::block_html(&profile, &site()).len();
    assert!(length < 2300, "{length}");
}

#[test]
fn a_profile_without_channels_for_everyone_points_to_its_page() {
    let mut profile = reached_by(bare("Ada Ferris", "Ferris, Ada"), &[(ChannelKind::Phone, "+441632960123")]);
    profile.channels[0].audience = directory::Audience::ProfileOnly;
    assert_eq!(
        formats::block_text(&profile, &site()),
        "How to contact Ada is written at https://courier.example/contact/r/ada-ferris.\n"
    );
    let html = formats::block_html(&profile, &site());
    assert!(html.contains("How to contact <bdi>Ada</bdi> is written on") && !html.contains("960123"));
}

#[test]
fn text_never_becomes_a_property() {
    let profile = hostile();
    let card = formats::vcard3(&profile, directory::Audience::Everyone, &site());
    let unfolded = card.replace("\r\n ", "");
    assert!(unfolded.contains("\r\nFN:A\\;b\\, \"C\" \\\\ <i>D</i> & 'E'\r\n"), "{unfolded}");
    assert!(unfolded.contains("\r\nN:b;A\\;\\\\;;;\r\n"), "{unfolded}");
    assert!(unfolded.contains("\r\nTITLE:x\\; ITEM1.NOTE:\\\\n y\r\n"), "{unfolded}");
    assert_eq!(unfolded.matches("\r\nitem2.URL:").count(), 1);
    assert!(!unfolded.contains("\r\nITEM1.NOTE"));
}

#[test]
fn an_onion_address_is_text_and_never_a_link_in_a_block() {
    let html = formats::block_html(&people::desk(), &site());
    assert!(html.contains(people::ONION) && html.contains(people::SECOND_ONION));
    for link in html.split("href=\"").skip(1) {
        assert!(!link.split('"').next().unwrap().contains(".onion"));
    }
}

#[test]
fn a_block_brings_no_script_no_style_and_no_identifier() {
    for profile in [people::rich_person(), people::desk(), people::paused(), hostile()] {
        let html = formats::block_html(&profile, &site());
        for unwanted in ["<script", "<style", " style=", " id=", " onclick", "<img", "<iframe"] {
            assert!(!html.contains(unwanted), "{unwanted}");
        }
        let (links, guarded) = (html.matches("<a ").count(), html.matches("noreferrer external\">").count());
        assert_eq!(links, guarded);
    }
}

#[test]
fn the_discreet_card_prefers_a_channel_that_looks_like_anybodys() {
    let mut profile = reached_by(
        bare("Ada Ferris", "Ferris, Ada"),
        &[
            (ChannelKind::Securedrop, people::ONION),
            (ChannelKind::Email, "ada@courier.example"),
            (ChannelKind::SignalNumber, "+442079460123"),
        ],
    );
    let card = formats::vcard3_discreet(&profile, &site());
    assert_eq!(
        card,
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:uuid:7d444840-9dc0-4a4e-9c64-8f4f0e3f5f6a\r\nFN:Ada\r\n\
         N:;Ada;;;\r\nitem1.URL:https://signal.me/#p/+442079460123\r\nitem1.X-ABLabel:Link\r\nEND:VCARD\r\n"
    );
    profile.kind = ProfileKind::Desk;
    assert!(formats::vcard3_discreet(&profile, &site()).contains("\r\nFN:Contact\r\n"));
}
