//! Which language a text is in, where it is another than English.

use std::borrow::Cow;

use whatlang::Lang;

use crate::span::boundary;

/// Bytes that are looked at: enough to be sure, however long the text.
const SAMPLE: usize = 6000;

/// Fewer letters than this show no language.
const LEAST: usize = 120;

/// What a text shows of its language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spoken {
    /// It is English.
    English,
    /// It is another language, with its tag as documents have it: `de`, `pt`.
    Other(Cow<'static, str>),
    /// It is too short, or too mixed, to tell.
    Unclear,
}

/// The language of `text`.
#[must_use]
pub fn spoken(text: &str) -> Spoken {
    let sample = text.get(..boundary(text, SAMPLE)).unwrap_or(text);
    if sample.chars().filter(|c| c.is_alphabetic()).count() < LEAST {
        return Spoken::Unclear;
    }
    match whatlang::detect(sample) {
        Some(found) if !found.is_reliable() => Spoken::Unclear,
        Some(found) if found.lang() == Lang::Eng => Spoken::English,
        Some(found) => Spoken::Other(tag(found.lang())),
        None => Spoken::Unclear,
    }
}

/// Whether a language tag names English.
#[must_use]
pub fn is_english(tag: &str) -> bool {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    ["en", "eng", "english"].iter().any(|english| primary.eq_ignore_ascii_case(english))
}

/// Two letters where the language has a code of two, as web pages write it.
fn tag(lang: Lang) -> Cow<'static, str> {
    let short = match lang {
        Lang::Ara => "ar",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tha => "th",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Vie => "vi",
        other => return Cow::Borrowed(other.code()),
    };
    Cow::Borrowed(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_by_their_words() {
        let german = "Der Hafen wurde am Montag geschlossen, weil das Eis die Schleuse beschädigt hatte. Die Meisterin sagte, dass die Arbeiten zwei Wochen dauern könnten, wenn das Wetter hält.";
        let english = "The port was closed on Monday because the ice had damaged the lock. The harbour master said that the works could take two weeks if the weather holds, and that ships would wait.";
        assert_eq!(spoken(german), Spoken::Other("de".into()));
        assert_eq!(spoken(english), Spoken::English);
        assert_eq!(spoken("Nein."), Spoken::Unclear);
        assert!(is_english("en-GB") && is_english("en_US") && !is_english("de"));
    }
}
