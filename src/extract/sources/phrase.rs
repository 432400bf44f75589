//! Reads a mention: a pronoun, a name with its titles, or a description.

use super::names::Gender;
use super::words;
use crate::extract::SourceKind;
use crate::extract::grammar::{
    is_document_word, is_form_of_address, is_organization_word, is_preposition, is_pronoun, is_title, people_word,
};
use crate::extract::page::Item;
use crate::language::lexicon::LEXICON;

/// What the words of a mention are.
#[derive(Debug)]
pub(super) enum Phrase {
    Pronoun {
        person: bool,
        woman: Option<bool>,
        plural: bool,
    },
    Named(Naming),
    /// A name joined with others by "and".
    Several(String),
    Described(Description),
    Nothing,
}

/// A proper name, taken apart.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "four independent observations, none a state")]
pub(super) struct Naming {
    /// Without titles and roles.
    pub(super) words: Vec<String>,
    pub(super) role: Option<String>,
    pub(super) affiliation: Option<String>,
    pub(super) gender: Option<Gender>,
    pub(super) titled: bool,
    pub(super) determined: bool,
    pub(super) organization: bool,
    pub(super) document: bool,
}

/// A description by common nouns.
#[derive(Debug)]
pub(super) struct Description {
    /// Without determiner or number.
    pub(super) name: String,
    /// Its head, singular, in lower case.
    pub(super) head: String,
    pub(super) kind: SourceKind,
    pub(super) plural: bool,
    /// "the", "this": somebody known.
    pub(super) definite: bool,
    /// "One of the officials".
    pub(super) one_of: bool,
    pub(super) affiliation: Option<String>,
}

pub(super) fn parse(text: &str, read: &[Item]) -> Phrase {
    let read: Vec<&Item> = read.iter().filter(|item| item.is_word()).collect();
    let Some(first) = read.first() else { return Phrase::Nothing };
    if read.len() == 1
        && (is_pronoun(&first.lower)
            || matches!(first.lower.as_str(), "his" | "her" | "its" | "their" | "both" | "him" | "them"))
    {
        return match first.lower.as_str() {
            "he" | "his" | "him" => Phrase::Pronoun { person: true, woman: Some(false), plural: false },
            "she" | "her" => Phrase::Pronoun { person: true, woman: Some(true), plural: false },
            "it" | "its" => Phrase::Pronoun { person: false, woman: None, plural: false },
            "they" | "their" | "them" | "both" => Phrase::Pronoun { person: true, woman: None, plural: true },
            _ => Phrase::Nothing,
        };
    }
    let definite = matches!(
        first.lower.as_str(),
        "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their" | "both"
    );
    let number =
        is_number(&first.lower) || matches!(first.lower.as_str(), "several" | "some" | "many" | "a" | "an" | "another");
    let rest: Vec<Item> = read[usize::from(definite || number)..].iter().map(|item| (*item).clone()).collect();
    if rest.iter().any(|item| item.is("and"))
        && rest.iter().any(|item| item.capital)
        && !rest.iter().any(|item| is_organization_word(&item.lower))
    {
        return Phrase::Several(words(text, &rest).join(" "));
    }
    let place = rest.iter().position(|item| {
        is_preposition(&item.lower) || matches!(item.lower.as_str(), "familiar" | "involved" | "briefed")
    });
    let core = &rest[..place.unwrap_or(rest.len())];
    let named_document = core.first().is_some_and(|item| is_number(&item.lower))
        || core.last().is_some_and(|item| item.capital && is_document_word(&item.lower));
    match core.last() {
        Some(last) if last.capital && !is_sentence_start_noun(last, core.len()) => {
            named(text, &rest, core, definite || number, named_document)
        }
        Some(_) => described(text, &rest, core, first, definite),
        None if first.is("one") || first.is("two") => described(text, &rest, &rest, first, definite),
        None => Phrase::Nothing,
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            word,
            "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "dozens"
                | "hundreds"
        )
}

/// "Ministers have insisted": a common noun that is capitalised because it starts the sentence.
fn is_sentence_start_noun(item: &Item, length: usize) -> bool {
    length == 1
        && (people_word(&item.lower) == Some(true)
            || is_document_word(&item.lower)
            || item.lower.ends_with('s') && people_word(&item.lower).is_some())
        && !LEXICON
            .set("nouns", "plural people")
            .iter()
            .any(|known| known.starts_with(char::is_uppercase) && known.to_lowercase() == item.lower)
}

fn named(text: &str, rest: &[Item], core: &[Item], determined: bool, document: bool) -> Phrase {
    let institution_with_place = core.iter().any(|item| is_organization_word(&item.lower))
        && rest.len() > core.len()
        && rest[core.len()].is("of");
    let core = if institution_with_place { rest } else { core };
    // The name is what follows the last title or lower-case word.
    let lead = core.iter().rposition(|item| {
        !item.capital && !item.lower.starts_with(|c: char| c.is_ascii_digit()) && !is_particle(&item.lower)
    });
    let after_lower = if institution_with_place { 0 } else { lead.map_or(0, |at| at + 1) };
    let tail = &core[after_lower..];
    let organization_tail = tail.last().is_some_and(|item| is_organization_word(&item.lower));
    let title = tail
        .iter()
        .rposition(|item| is_title(&item.lower))
        .filter(|at| at + 1 < tail.len() && !organization_tail && !institution_with_place);
    let name = &tail[title.map_or(0, |at| at + 1)..];
    let before = &core[..core.len() - name.len()];
    let addressed = before.iter().any(|item| is_form_of_address(&item.lower));
    let titled =
        before.iter().any(|item| is_title(&item.lower) || people_word(&item.lower) == Some(false)) || addressed;
    let role_words: Vec<&str> =
        before.iter().filter(|item| !is_form_of_address(&item.lower)).map(|item| item.span.of(text)).collect();
    let role = (titled && !role_words.is_empty()).then(|| role_words.join(" "));
    let affiliation: Vec<&str> = before
        .iter()
        .take_while(|item| item.capital && !is_title(&item.lower))
        .map(|item| item.span.of(text))
        .collect();
    let gender = before.iter().find_map(|item| match item.lower.as_str() {
        "mr" | "sir" | "lord" | "spokesman" | "chairman" => Some(Gender::Man),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "spokeswoman" | "chairwoman" => Some(Gender::Woman),
        _ => None,
    });
    let organization =
        name.iter().any(|item| is_organization_word(item.lower.trim_end_matches("'s"))) && !addressed || document;
    Phrase::Named(Naming {
        words: words(text, name)
            .iter()
            .map(|word| word.trim_end_matches("’s").trim_end_matches("'s").to_owned())
            .collect(),
        affiliation: (role.is_some() && !affiliation.is_empty() && affiliation.len() < before.len())
            .then(|| affiliation.join(" ")),
        role,
        gender,
        titled,
        determined,
        organization,
        document,
    })
}

fn is_particle(word: &str) -> bool {
    matches!(word, "of" | "de" | "da" | "del" | "van" | "von" | "der" | "al" | "bin" | "la" | "du")
}

fn described(text: &str, rest: &[Item], core: &[Item], first: &Item, definite: bool) -> Phrase {
    let one_of = first.is("one") && rest.first().is_some_and(|item| item.is("of"));
    let core: Vec<Item> = if one_of {
        rest.iter()
            .skip(1)
            .filter(|item| !matches!(item.lower.as_str(), "the" | "these" | "those" | "his" | "her" | "their"))
            .cloned()
            .collect()
    } else {
        core.to_vec()
    };
    let Some(head_item) = core.last() else { return Phrase::Nothing };
    let plural_word = people_word(&head_item.lower) == Some(true)
        || head_item.lower.ends_with('s') && !head_item.lower.ends_with("ss");
    let head = singular(&head_item.lower);
    let counted = is_number(&first.lower) || matches!(first.lower.as_str(), "several" | "some" | "another") && !one_of;
    let people = people_word(&head_item.lower).is_some();
    let unnamed =
        counted || matches!(head.as_str(), "source" | "insider") || head == "people" && rest.len() > core.len();
    let kind = if people && (!plural_word || unnamed || one_of) {
        SourceKind::Anonymous
    } else if people {
        SourceKind::Group
    } else if is_document_word(&head_item.lower) || is_document_word(&head) {
        SourceKind::Document
    } else if is_organization_word(&head_item.lower) || is_organization_word(&head) {
        SourceKind::Organization
    } else if plural_word {
        SourceKind::Group
    } else if core.iter().any(|item| item.capital) {
        SourceKind::Organization
    } else {
        SourceKind::Anonymous
    };
    let said: Vec<&str> = words(text, if one_of { &core } else { rest });
    let affiliation: Vec<&str> = core
        .iter()
        .skip_while(|item| !item.capital)
        .take_while(|item| item.capital)
        .map(|item| item.span.of(text))
        .collect();
    let mut name = said.join(" ");
    if core.first().is_some_and(|item| {
        item.capital
            && (people_word(&item.lower).is_some()
                || is_document_word(&item.lower)
                || item.lower.ends_with('s') && core.len() == 1)
    }) {
        name = lowered(&name);
    }
    Phrase::Described(Description {
        name,
        head,
        kind,
        plural: plural_word && !one_of,
        definite: definite || rest.len() == read_len(first, rest) && core.len() == 1 && kind == SourceKind::Document,
        one_of,
        affiliation: (people && core.len() > affiliation.len() && !affiliation.is_empty())
            .then(|| affiliation.join(" ")),
    })
}

/// A bare noun has nothing before it: "study suggests", as headlines put it.
fn read_len(first: &Item, rest: &[Item]) -> usize {
    if rest.first().is_some_and(|item| item.span == first.span) { rest.len() } else { usize::MAX }
}

fn lowered(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + chars.as_str())
}

/// The singular of a plural noun, roughly.
pub(super) fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    match lower.as_str() {
        "men" => "man".into(),
        "women" => "woman".into(),
        "people" | "news" | "police" => lower,
        _ if lower.ends_with("ies") => format!("{}y", lower.trim_end_matches("ies")),
        _ if lower.ends_with("ss") || lower.ends_with("is") => lower,
        _ => lower.strip_suffix('s').map_or(lower.clone(), str::to_owned),
    }
}

/// Whether somebody with this role or title is called "the `head`".
pub(super) fn role_means(role: &str, head: &str) -> bool {
    role.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| long_title(word) == head)
}

/// "general" for "gen": a title written out.
pub(super) fn long_title(word: &str) -> &str {
    match word {
        "gen" => "general",
        "sen" => "senator",
        "gov" => "governor",
        "rep" => "representative",
        "col" => "colonel",
        "capt" => "captain",
        "sgt" => "sergeant",
        "lt" => "lieutenant",
        "prof" => "professor",
        "dr" => "doctor",
        "maj" => "major",
        "adm" => "admiral",
        _ => word,
    }
}
