//! A contact in every form in which somebody may hold it, so that whoever was written to can look for the writer
//! without asking anybody: in a page, in a kept file, or in a saved directory.

use directory::ChannelValue;
use directory::channel::TelephoneNumber;

/// The forms of a contact that people write, dial or paste, the one that we print first. Empty for what nobody
/// writes from: a postal address, and the instructions of an app.
pub fn handles(value: &ChannelValue) -> Vec<String> {
    let own = value.as_str().to_owned();
    let forms = match value {
        ChannelValue::SignalNumber(number) | ChannelValue::Whatsapp(number) | ChannelValue::Phone(number) => {
            telephone(number)
        }
        ChannelValue::Pgp(key) => {
            let fingerprint = key.fingerprint();
            let whole = fingerprint.as_str();
            let grouped = fingerprint.grouped();
            vec![
                grouped.clone(),
                whole.to_owned(),
                format!("0x{whole}"),
                grouped.to_ascii_lowercase(),
                whole.to_ascii_lowercase(),
            ]
        }
        ChannelValue::Email(address) => {
            let display = address.display();
            let lower = display.to_lowercase();
            vec![display, own.clone(), lower, own.to_ascii_lowercase()]
        }
        ChannelValue::SignalUsername(_) | ChannelValue::Wire(_) => {
            let name = own.trim_start_matches('@').to_owned();
            vec![own.clone(), format!("@{name}"), name]
        }
        ChannelValue::Telegram(name) => {
            let name = name.as_str();
            let lower = name.to_ascii_lowercase();
            let link = value.url().unwrap_or_default();
            vec![format!("@{name}"), name.to_owned(), format!("@{lower}"), lower, link]
        }
        ChannelValue::Securedrop(_)
        | ChannelValue::Globaleaks(_)
        | ChannelValue::Hushline(_)
        | ChannelValue::Onionshare(_)
        | ChannelValue::WebForm(_)
        | ChannelValue::Simplex(_)
        | ChannelValue::SignalLink(_) => {
            let bare = own.split_once("://").map_or(own.as_str(), |(_, rest)| rest).trim_end_matches('/');
            vec![value.display(), own.clone(), bare.to_owned()]
        }
        ChannelValue::Threema(_) | ChannelValue::Xmpp(_) | ChannelValue::Matrix(_) => {
            vec![own.clone(), own.to_lowercase(), value.url().unwrap_or_default()]
        }
        ChannelValue::Session(_) => vec![own.to_ascii_lowercase(), own.to_ascii_uppercase()],
        ChannelValue::Post(_) | ChannelValue::App(_) => Vec::new(),
    };
    once_each(forms)
}

/// `+44 20 7946 0123`, `+442079460123`, `442079460123`, `00442079460123`, `020 7946 0123`, `02079460123`.
fn telephone(number: &TelephoneNumber) -> Vec<String> {
    let digits = number.digits();
    let national = number.national().unwrap_or_default();
    let dialled: String = national.chars().filter(char::is_ascii_digit).collect();
    vec![
        number.display(),
        number.as_str().to_owned(),
        digits.to_owned(),
        format!("00{digits}"),
        national,
        dialled,
    ]
}

fn once_each(forms: Vec<String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::with_capacity(forms.len());
    for form in forms {
        if !form.is_empty() && !seen.contains(&form) {
            seen.push(form);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use directory::ChannelKind;

    fn of(kind: ChannelKind, text: &str) -> Vec<String> {
        handles(&ChannelValue::parse(kind, text).unwrap())
    }

    #[test]
    fn a_number_is_there_as_people_write_dial_and_paste_it() {
        let forms = of(ChannelKind::SignalNumber, "+44 20 7946 0123");
        assert_eq!(
            forms,
            [
                "+44 20 7946 0123",
                "+442079460123",
                "442079460123",
                "00442079460123",
                "020 7946 0123",
                "02079460123"
            ]
        );
    }

    #[test]
    fn a_fingerprint_is_there_with_and_without_spaces_in_both_cases() {
        let key = include_str!("../tests/formats/keys/ada-ferris.asc");
        let forms = of(ChannelKind::Pgp, key);
        let whole = forms.get(1).unwrap();
        assert!(whole.len() == 40 && !whole.contains(' '));
        assert!(forms.contains(&whole.to_ascii_lowercase()));
        assert!(forms.iter().any(|form| form.contains(' ') && form.replace(' ', "") == *whole));
        assert!(!forms.iter().any(|form| form.len() < 40), "a short id is nobody's");
    }

    #[test]
    fn names_and_addresses_are_there_with_and_without_what_belongs_to_the_service() {
        assert_eq!(of(ChannelKind::SignalUsername, "Zoe_N.42"), ["zoe_n.42", "@zoe_n.42"]);
        let telegram = of(ChannelKind::Telegram, "Zoe_Tips");
        for form in ["@Zoe_Tips", "Zoe_Tips", "zoe_tips"] {
            assert!(telegram.iter().any(|own| own == form), "{telegram:?}");
        }
        let mail = of(ChannelKind::Email, "Zoe.N@courier.example");
        assert!(mail.contains(&"zoe.n@courier.example".to_owned()), "{mail:?}");
        let form = of(ChannelKind::WebForm, "https://tips.courier.example/zoe");
        assert!(form.contains(&"tips.courier.example/zoe".to_owned()), "{form:?}");
    }

    #[test]
    fn nobody_writes_from_a_postal_address() {
        assert!(of(ChannelKind::Post, "1 Quay Street\nHarbour").is_empty());
    }
}
