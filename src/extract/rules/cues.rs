//! Words of saying: their forms, and what kind of content each takes.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::extract::grammar::{is_adverb, is_determiner, is_preposition, is_pronoun};
use crate::extract::page::Item;
use crate::language::lexicon::LEXICON;

/// How a cue takes its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueClass {
    /// A clause or a quotation.
    Say,
    /// A hearer first, then a clause or a quotation.
    Tell,
    /// A noun phrase or an infinitive.
    Judge,
    /// What is said not to be so.
    Deny,
    /// "The party's allegation that".
    Noun,
    /// "according to": the source comes after.
    Fixed,
}

/// Which form of the verb stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VerbForm {
    Base,
    Third,
    Past,
    Participle,
}

/// A cue in a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    /// Its first item.
    pub(super) at: usize,
    /// One past its last item.
    pub(super) end: usize,
    pub(super) class: CueClass,
    pub(super) form: VerbForm,
}

static FORMS: LazyLock<HashMap<String, (CueClass, VerbForm)>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for (section, class) in
        [("judge", CueClass::Judge), ("deny", CueClass::Deny), ("tell", CueClass::Tell), ("say", CueClass::Say)]
    {
        for line in LEXICON.lines("cues", section) {
            let given: Vec<&str> = line.split_whitespace().collect();
            let built = given.first().map(|base| regular(base)).unwrap_or_default();
            let order = [VerbForm::Base, VerbForm::Third, VerbForm::Past, VerbForm::Participle];
            for (at, form) in order.into_iter().enumerate() {
                let word = given.get(at).map_or_else(|| built[at].clone(), |word| (*word).to_owned());
                forms.entry(word).or_insert((class, form));
            }
        }
    }
    forms
});

/// The regular forms of a verb: base, third person, past, participle.
fn regular(base: &str) -> [String; 4] {
    let stem = base.strip_suffix('e').unwrap_or(base);
    let consonant_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let doubled = match base {
        "admit" | "quip" | "float" if base != "float" => base.chars().next_back().map(String::from).unwrap_or_default(),
        _ => String::new(),
    };
    let third = match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z']) || base.ends_with("sh") || base.ends_with("ch") => format!("{base}es"),
        None => format!("{base}s"),
    };
    let past = consonant_y.map_or_else(|| format!("{stem}{doubled}ed"), |stem| format!("{stem}ied"));
    [base.to_owned(), third, past, format!("{stem}{doubled}ing")]
}

/// The cues of a sentence outside its quotations, in order.
pub(super) fn find(items: &[Item]) -> Vec<Cue> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < items.len() {
        if let Some(cue) = fixed(items, at).or_else(|| noun(items, at)).or_else(|| verb(items, at)) {
            at = cue.end;
            out.push(cue);
        } else {
            at += 1;
        }
    }
    out
}

fn fixed(items: &[Item], at: usize) -> Option<Cue> {
    LEXICON.lines("cues", "fixed").iter().find_map(|phrase| {
        let words: Vec<&str> = phrase.split(' ').collect();
        let fits = words.iter().enumerate().all(|(n, word)| items.get(at + n).is_some_and(|item| item.is(word)));
        fits.then_some(Cue { at, end: at + words.len(), class: CueClass::Fixed, form: VerbForm::Base })
    })
}

fn noun(items: &[Item], at: usize) -> Option<Cue> {
    let item = items.get(at)?;
    let owned = at > 0
        && (is_possessive(&items[at - 1]) || (at > 1 && items[at - 1].is_word() && is_possessive(&items[at - 2])));
    let clause = items.get(at + 1).is_some_and(|next| next.is("that"));
    (owned && clause && LEXICON.set("cues", "noun").contains(item.lower.as_str())).then_some(Cue {
        at,
        end: at + 1,
        class: CueClass::Noun,
        form: VerbForm::Base,
    })
}

/// "Moss's", "ministers'", "his".
pub(super) fn is_possessive(item: &Item) -> bool {
    item.lower.ends_with("'s") && !is_pronoun(item.lower.trim_end_matches("'s"))
        || matches!(item.lower.as_str(), "his" | "her" | "its" | "their")
}

fn verb(items: &[Item], at: usize) -> Option<Cue> {
    let item = items.get(at)?;
    if !item.is_word() || (item.capital && at > 0) {
        return None;
    }
    let (class, form) = *FORMS.get(item.lower.as_str())?;
    let mut before = at;
    while before > 0
        && is_adverb(&items[before - 1].lower)
        && !matches!(items[before - 1].lower.as_str(), "have" | "has" | "had")
    {
        before -= 1;
    }
    let left = before.checked_sub(1).map(|at| &items[at]);
    let right = items.get(at + 1);
    let after_comma = left.is_none_or(|left| !left.is_word());
    let fits = match form {
        VerbForm::Participle => left.is_some_and(|left| left.is_comma() || left.is_quote() || is_dash(left)) || at == 0,
        VerbForm::Base => left.is_some_and(|left| {
            left.is_word()
                && (left.lower.ends_with('s') && !left.lower.ends_with("'s") || is_plural(&left.lower))
                && !is_determiner(&left.lower)
        }),
        VerbForm::Third => left.is_some_and(|left| {
            !is_determiner(&left.lower) && !is_preposition(&left.lower) && !is_possessive(left) && !left.is("that")
        }),
        VerbForm::Past => left.is_none_or(|left| {
            !is_be(&left.lower) && !is_determiner(&left.lower) && !is_preposition(&left.lower) && !left.is("been")
        }),
    };
    let passive = right.is_some_and(|next| next.is("by"));
    let noun_like = form != VerbForm::Past && right.is_some_and(|next| next.is("of"));
    (fits && !passive && !noun_like && (at != 0 || after_comma)).then_some(Cue { at, end: at + 1, class, form })
}

fn is_dash(item: &Item) -> bool {
    matches!(item.lower.as_str(), "—" | "–" | "-" | "(")
}

fn is_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "isn't" | "wasn't" | "weren't" | "to"
    )
}

fn is_plural(word: &str) -> bool {
    matches!(word, "they" | "we" | "i" | "you" | "people" | "police" | "who" | "men" | "women" | "also" | "and")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs_are_inflected() {
        assert_eq!(regular("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(regular("dispute"), ["dispute", "disputes", "disputed", "disputing"]);
        assert_eq!(regular("admit"), ["admit", "admits", "admitted", "admitting"]);
        assert_eq!(regular("stress"), ["stress", "stresses", "stressed", "stressing"]);
    }
}
