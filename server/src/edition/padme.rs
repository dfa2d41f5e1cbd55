//! How long a document is made, so that its length says little about what changed in it.

/// `length` rounded up as Padmé does (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication
/// with PURBs", `PoPETs` 2019, section 4): at most 12 % more, and so few different lengths that one of them tells no more
/// than the size of its magnitude.
pub(super) const fn padme(length: u64) -> u64 {
    if length < 2 {
        return length;
    }
    let exponent = length.ilog2();
    // `length` keeps as many leading bits as it takes to write down the exponent.
    let kept = if exponent == 0 { 1 } else { exponent.ilog2() + 1 };
    let mask = (1 << exponent.saturating_sub(kept)) - 1;
    length.saturating_add(mask) & !mask
}

#[cfg(test)]
mod tests {
    use super::padme;

    #[test]
    fn lengths_are_rounded_up_as_the_paper_says() {
        for (length, padded) in
            [(0, 0), (1, 1), (2, 2), (8, 8), (9, 10), (15, 16), (100, 104), (1000, 1024), (100_000, 100_352)]
        {
            assert_eq!(padme(length), padded, "{length}");
        }
    }

    #[test]
    fn no_length_grows_by_more_than_an_eighth_and_padding_twice_changes_nothing() {
        for length in (0..5_000_000).step_by(97) {
            let padded = padme(length);
            assert!(length <= padded && padded <= length + length / 8 + 1, "{length}");
            assert_eq!(padme(padded), padded, "{length}");
        }
    }
}
