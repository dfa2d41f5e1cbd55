//! All messages in all languages, read once at the start.

use std::fmt;
use std::path::Path;

use super::file::{self, Wording};
use super::messages::{self, Message};
use super::refusal::{CatalogError, Problem, Refusal, Refusals};
use super::{Locale, Review, folder};

/// The message by which a file says that a person has read it. It is shown nowhere.
const REVIEWED_BY: &str = "reviewed-by";

/// All messages in all languages.
#[derive(Clone, Debug)]
pub struct Catalog {
    languages: Vec<Language>,
}

#[derive(Clone, Debug)]
struct Language {
    locale: Locale,
    messages: Vec<Message>,
    /// How many of them are the newsroom's own.
    replaced: usize,
    review: Option<Review>,
}

impl Catalog {
    /// The messages that are part of the program.
    pub fn built_in() -> Result<Self, CatalogError> {
        let mut refused = Refusals::default();
        let nothing = vec![Message::default(); messages::ids().len()];
        let original = Language::built_in(Locale::En, nothing, &mut refused);
        let others = Locale::ALL.into_iter().filter(|locale| *locale != Locale::En);
        // A test sees to it that every language has every message; one that has not speaks English there.
        let others = others.map(|locale| Language::built_in(locale, original.messages.clone(), &mut refused));
        let others: Vec<Language> = others.collect();
        refused.none_or(Self { languages: std::iter::once(original).chain(others).collect() })
    }

    /// The same, with the messages of a newsroom's folder in their places.
    pub fn with_texts(folder: Option<&Path>) -> Result<Self, CatalogError> {
        let mut catalog = Self::built_in()?;
        let mut refused = Refusals::default();
        for file in folder.map(folder::read).transpose()?.unwrap_or_default() {
            for language in catalog.languages.iter_mut().filter(|language| language.locale == file.locale) {
                language.take(&file.path.display().to_string(), &file.source, &mut refused);
            }
        }
        refused.none_or(catalog)
    }

    /// The messages of one language, in the order of [`super::ids`].
    pub fn messages(&self, locale: Locale) -> &[Message] {
        self.language(locale).map_or(&[], |language| &language.messages)
    }

    /// Whether a person who speaks the language has read its advice. English is the original.
    pub fn is_reviewed(&self, locale: Locale) -> bool {
        locale == Locale::En || self.language(locale).is_some_and(|language| language.review.is_some())
    }

    fn language(&self, locale: Locale) -> Option<&Language> {
        self.languages.iter().find(|language| language.locale == locale)
    }
}

/// What a newsroom has made of it, in one line.
impl fmt::Display for Catalog {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} messages in {} languages", messages::ids().len(), self.languages.len())?;
        for language in self.languages.iter().filter(|own| own.replaced > 0 || own.review.is_some()) {
            write!(formatter, "; {}: {} of your own", language.locale.code(), language.replaced)?;
            if let Some(review) = &language.review {
                write!(formatter, ", reviewed by {review}")?;
            }
        }
        Ok(())
    }
}

impl Language {
    fn built_in(locale: Locale, messages: Vec<Message>, refused: &mut Refusals) -> Self {
        let mut language = Self { locale, messages, replaced: 0, review: None };
        language.take(&format!("{}.ftl", locale.code()), locale.source(), refused);
        language.replaced = 0;
        language
    }

    /// Puts the messages of a file in the places of those that it had.
    fn take(&mut self, file: &str, source: &str, refused: &mut Refusals) {
        let mut refuse = |line, problem| refused.0.push(Refusal { file: file.to_owned(), line, problem });
        let wordings = match file::read(source) {
            Ok(wordings) => wordings,
            Err(problems) => {
                for (line, problem) in problems {
                    refuse(line, problem);
                }
                return;
            }
        };
        for wording in &wordings {
            let taken = if wording.id == REVIEWED_BY { self.review(wording) } else { self.replace(wording) };
            if let Err(problem) = taken {
                refuse(wording.line, problem);
            }
        }
    }

    fn replace(&mut self, wording: &Wording) -> Result<(), Problem> {
        let (place, message) = messages::fitted(wording)?;
        if let Some(own) = self.messages.get_mut(usize::from(place)) {
            *own = message;
            self.replaced += 1;
        }
        Ok(())
    }

    fn review(&mut self, wording: &Wording) -> Result<(), Problem> {
        if self.locale == Locale::En {
            return Err(Problem::ReviewOfOriginal);
        }
        self.review = Some(Review::parse(wording).ok_or(Problem::Review)?);
        Ok(())
    }
}
