//! Telephone numbers that regulators keep free for films and examples, so that nobody can ever own them.

/// First and last number of each range. Both have the same length, so that they compare as texts.
const RANGES: [(&str, &str); 46] = [
    // Ofcom, “Telephone numbers for use in TV and radio drama programmes”.
    ("+441134960000", "+441134960999"),
    ("+441144960000", "+441144960999"),
    ("+441154960000", "+441154960999"),
    ("+441164960000", "+441164960999"),
    ("+441174960000", "+441174960999"),
    ("+441184960000", "+441184960999"),
    ("+441214960000", "+441214960999"),
    ("+441314960000", "+441314960999"),
    ("+441414960000", "+441414960999"),
    ("+441514960000", "+441514960999"),
    ("+441614960000", "+441614960999"),
    ("+441632960000", "+441632960999"),
    ("+441914980000", "+441914980999"),
    ("+442079460000", "+442079460999"),
    ("+442890180000", "+442890180999"),
    ("+442920180000", "+442920180999"),
    ("+443069990000", "+443069990999"),
    ("+447700900000", "+447700900999"),
    ("+448081570000", "+448081570999"),
    // ComReg, national numbering conventions.
    ("+353209100000", "+353209199999"),
    // ARCEP, national numbering plan: numbers for audiovisual works.
    ("+33199000000", "+33199009999"),
    ("+33261910000", "+33261919999"),
    ("+33353010000", "+33353019999"),
    ("+33465710000", "+33465719999"),
    ("+33536490000", "+33536499999"),
    ("+33639980000", "+33639989999"),
    // Bundesnetzagentur, Mitteilung 148/2021, “Rufnummern für Medienproduktionen”.
    ("+493023125000", "+493023125999"),
    ("+494066969000", "+494066969999"),
    ("+496990009000", "+496990009999"),
    ("+498999998000", "+498999998999"),
    ("+492214710000", "+492214710999"),
    ("+491713920000", "+491713920099"),
    ("+4917604069000", "+4917604069099"),
    // PTS, numbers for books and films.
    ("+46313900600", "+46313900699"),
    ("+46406280400", "+46406280499"),
    ("+46846500400", "+46846500499"),
    ("+46980319200", "+46980319299"),
    ("+46701740605", "+46701740699"),
    // ACMA, “Phone numbers for use in TV shows, films and creative works”. Of its single mobile numbers, the ones
    // that stand together.
    ("+61255500000", "+61255509999"),
    ("+61270100000", "+61270109999"),
    ("+61355500000", "+61355509999"),
    ("+61755500000", "+61755509999"),
    ("+61855500000", "+61855509999"),
    ("+61491570006", "+61491570006"),
    ("+61491570110", "+61491570110"),
    ("+61491570156", "+61491570159"),
];

/// Area codes of the North American plan that are free to call; of their fictional lines only the last is kept free.
const TOLL_FREE: [&str; 7] = ["800", "833", "844", "855", "866", "877", "888"];

/// Whether the number, in E.164 form, lies in one of the ranges.
pub(super) fn is_fictional(number: &str) -> bool {
    let within =
        |(first, last): &(&str, &str)| number.len() == first.len() && (*first..=*last).contains(&number);
    RANGES.iter().any(within) || is_fictional_in_north_america(number).unwrap_or(false)
}

/// `555-0100` to `555-0199` in every area of the North American plan (ATIS-0300115).
fn is_fictional_in_north_america(number: &str) -> Option<bool> {
    let (area, line) = number.strip_prefix("+1")?.split_at_checked(3)?;
    let in_range = line.len() == 7
        && line.starts_with("55501")
        && area.starts_with(|digit| ('2'..='9').contains(&digit));
    Some(in_range && (!TOLL_FREE.contains(&area) || line.ends_with("99")))
}

#[cfg(test)]
mod tests {
    use super::super::TelephoneNumber;
    use super::*;

    #[test]
    fn each_range_has_two_ends_of_one_length_in_order() {
        for (first, last) in RANGES {
            assert!(first.len() == last.len() && first <= last, "{first}");
        }
    }

    #[test]
    fn every_number_for_films_is_accepted_and_known_as_such() {
        let ends = RANGES.iter().flat_map(|(first, last)| [*first, *last]);
        for text in ends.chain(["+12025550100", "+12125550199", "+18005550199"]) {
            let number = TelephoneNumber::parse(text).unwrap();
            assert!(number.is_fictional(), "{text}");
            assert!(number.display().len() > text.len(), "{text} is shown in groups");
        }
    }

    #[test]
    fn a_number_that_somebody_can_own_is_not_fictional() {
        for text in [
            "+441536853956",
            "+442079461000",
            "+12025550200",
            "+18005550100",
            "+17033501754",
            "+61491570007",
            "+46701740604",
            "+491713920100",
        ] {
            assert!(!is_fictional(text), "{text}");
        }
    }
}
