//! Packs finished answers, so that a large directory fits in little memory.
//!
//! The answers of one form are alike: the same property names, advice and links around a few words of their own.
//! LZ4 against a sample of the form keeps the words and drops the rest; unpacking is one copy, at the speed of
//! memory. Small directories are not packed at all.

use std::sync::Arc;

use super::Form;

/// How much of further samples is worth comparing with.
const DICTIONARY_OCTETS_MAX: usize = 16 * 1024;
/// How much of the first: LZ4 looks 64 KiB back, and a part of that is the answer itself.
const FIRST_SAMPLE_OCTETS_MAX: usize = 40 * 1024;

/// One sample for each form.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(super) struct Dictionaries(Vec<Vec<u8>>);

impl Dictionaries {
    /// Samples taken from some finished answers of each form.
    pub(super) fn from_samples(samples: impl Iterator<Item = Vec<Option<Vec<u8>>>>) -> Arc<Self> {
        let mut dictionaries = vec![Vec::new(); Form::COUNT];
        for profile in samples {
            for (dictionary, answer) in dictionaries.iter_mut().zip(profile) {
                let mut answer = answer.unwrap_or_default();
                if dictionary.is_empty() {
                    answer.truncate(FIRST_SAMPLE_OCTETS_MAX);
                    *dictionary = answer;
                } else if dictionary.len() + answer.len() <= DICTIONARY_OCTETS_MAX {
                    dictionary.extend(answer);
                }
            }
        }
        Arc::new(Self(dictionaries))
    }

    /// Whether nothing is packed against them.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of(&self, form: Form) -> &[u8] {
        self.0.get(form as usize).map_or(&[], Vec::as_slice)
    }

    /// The answer packed, or `None` where packing would not make it smaller.
    pub(super) fn pack(&self, form: Form, answer: &[u8]) -> Option<Vec<u8>> {
        let dictionary = self.of(form);
        if dictionary.is_empty() {
            return None;
        }
        let packed = lz4_flex::block::compress_with_dict(answer, dictionary);
        (packed.len() < answer.len()).then_some(packed)
    }

    /// The answer of `length` octets. `None` only for bytes that `pack` did not make.
    pub(super) fn unpack(&self, form: Form, packed: &[u8], length: usize) -> Option<Vec<u8>> {
        let answer = lz4_flex::block::decompress_with_dict(packed, length, self.of(form)).ok()?;
        (answer.len() == length).then_some(answer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_packed_unpacks_to_the_same_bytes(
            sample in proptest::collection::vec(any::<u8>(), 0..2000),
            answer in proptest::collection::vec(any::<u8>(), 0..2000),
            shared in 0_usize..1000,
        ) {
            let mut samples = vec![None; Form::COUNT];
            samples[Form::Json as usize] = Some(sample.clone());
            let dictionaries = Dictionaries::from_samples([samples].into_iter());
            let mut whole = sample[..shared.min(sample.len())].to_vec();
            whole.extend(&answer);
            if let Some(packed) = dictionaries.pack(Form::Json, &whole) {
                prop_assert_eq!(dictionaries.unpack(Form::Json, &packed, whole.len()), Some(whole));
            }
        }

        #[test]
        fn bytes_that_were_never_packed_do_not_panic(
            packed in proptest::collection::vec(any::<u8>(), 0..200),
            length in 0_usize..4000,
        ) {
            let mut samples = vec![None; Form::COUNT];
            samples[Form::Json as usize] = Some(vec![b'a'; 500]);
            let dictionaries = Dictionaries::from_samples([samples].into_iter());
            let _ = dictionaries.unpack(Form::Json, &packed, length);
        }
    }
}
