//! What single words tell about who is meant: names that are a man's or a woman's, nouns for people, institutions and
//! documents, countries and what is of them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::extract::grammar::{is_document_word, is_organization_word, people_word};
use crate::language::lexicon::{LEXICON, WordSet};

/// A man or a woman, where a title, a role, a first name or a pronoun says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Gender {
    Man,
    Woman,
}

fn set(file: &'static str, section: &'static str) -> &'static WordSet {
    LEXICON.set(file, section)
}

/// Whether people bear the word as a first name. Any case.
pub(super) fn is_first_name(word: &str) -> bool {
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    ["women", "men", "either"].iter().any(|section| set("names", section).contains(lower)) || double_name(lower)
}

/// "Anne-Marie", "Karl-Heinz": two first names joined.
fn double_name(lower: &str) -> bool {
    lower.split_once('-').is_some_and(|(one, other)| {
        ["women", "men"]
            .iter()
            .any(|section| set("names", section).contains(one) && set("names", section).contains(other))
    })
}

/// The gender of a first name; `None` for unknown names and those of both.
pub(super) fn gender_of_first_name(word: &str) -> Option<Gender> {
    let lower = word.to_lowercase();
    let first = lower.split('-').next().unwrap_or_default();
    let has = |section| set("names", section).contains(lower.as_str()) || set("names", section).contains(first);
    match (has("women"), has("men")) {
        (true, false) => Some(Gender::Woman),
        (false, true) => Some(Gender::Man),
        _ => None,
    }
}

/// Whether two first names can be one person's: the same, an initial and its name, or a name and its short form.
pub(super) fn same_first_name(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    one == other || initial(one, other) || initial(other, one) || are_short_forms(one, other)
}

fn are_short_forms(one: &str, other: &str) -> bool {
    static GROUPS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
        let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, line) in LEXICON.lines("names", "short forms").iter().enumerate() {
            for word in line.split_whitespace() {
                groups.entry(word).or_default().push(at);
            }
        }
        groups
    });
    let (Some(one), Some(other)) = (GROUPS.get(one), GROUPS.get(other)) else { return false };
    one.iter().any(|group| other.contains(group))
}

/// Whether the singular noun says what a human being is or does. Lower case.
pub(super) fn is_role(word: &str) -> bool {
    let word = word.strip_prefix("ex-").or_else(|| word.strip_prefix("co-")).unwrap_or(word);
    people_word(word) == Some(false)
        || set("nouns", "roles").contains(word)
        || set("nouns", "said again").contains(word)
        || set("nouns", "kin").contains(word)
        || is_office(word)
        || set("titles", "ranks").contains(word)
        || matches!(word, "professor" | "doctor" | "dr" | "prof" | "friend" | "rev" | "reverend")
        || ends_like_a_person(word)
}

/// "Plumber", "violinist", "councilwoman": by its ending, where it is no institution, document or thing.
fn ends_like_a_person(word: &str) -> bool {
    let institution = is_institution_noun(word) || is_document_noun(word) || is_maker(word);
    word.len() > 5
        && !institution
        && [
            "woman", "ologist", "ician", "onomist", "grapher", "smith", "keeper", "holder", "winner", "writer",
            "worker",
        ]
        .iter()
        .any(|end| word.ends_with(end))
        || word.len() > 5 && word.ends_with("year-old")
}

/// Whether the word alone is an office that stands before names: "president", not "public".
pub(super) fn is_office(word: &str) -> bool {
    set("titles", "offices").contains(word)
}

/// Whether the word names people without naming anyone; `true` inside for a plural. Lower case.
pub(super) fn people_noun(word: &str) -> Option<bool> {
    if let Some(plural) = people_word(word) {
        return Some(plural);
    }
    if is_role(word) {
        return Some(false);
    }
    let one = singular(word);
    (one != word && is_role(&one) && !is_maker(&one)).then_some(true)
}

/// "chipmaker", "glassmaker": a company, but not a film-maker or a policymaker.
pub(super) fn is_maker(word: &str) -> bool {
    word.ends_with("maker")
        && !["film", "policy", "law", "play", "dress", "peace", "home", "match"]
            .iter()
            .any(|lead| word.starts_with(lead))
}

/// Whether the singular or plural noun is an institution's. Lower case.
pub(super) fn is_institution_noun(word: &str) -> bool {
    is_organization_word(word) || set("nouns", "more institutions").contains(word) || is_maker(word) || is_sort(word)
}

/// Whether the noun heads names of institutions: "Kessary Observatory". Lower case.
pub(super) fn heads_institutions(word: &str) -> bool {
    is_organization_word(word) || set("nouns", "more institutions").contains(word) || word == "organisations"
}

/// Whether the word ends a company's name and nothing else. Lower case.
pub(super) fn is_corporate_ending(word: &str) -> bool {
    set("nouns", "corporate endings").contains(word)
}

fn sorts() -> &'static HashMap<&'static str, Vec<usize>> {
    static SORTS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
        let mut sorts: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, line) in LEXICON.lines("nouns", "institution sorts").iter().enumerate() {
            for word in line.split_whitespace() {
                sorts.entry(word).or_default().push(at);
            }
        }
        sorts
    });
    &SORTS
}

/// Whether the noun is one of the sorts of institutions.
pub(super) fn is_sort(word: &str) -> bool {
    sorts().contains_key(word)
}

/// Whether what one noun calls an institution the other may call it, too: a carmaker is a company.
pub(super) fn same_sort_of_institution(one: &str, other: &str) -> bool {
    if one == other || is_maker(one) && is_business(other) || is_maker(other) && is_business(one) {
        return true;
    }
    let newspaper = |word: &str| {
        sorts()
            .get("newspaper")
            .is_some_and(|lines| sorts().get(word).is_some_and(|own| own.iter().any(|line| lines.contains(line))))
    };
    if names_newspapers(one) && newspaper(other) || names_newspapers(other) && newspaper(one) {
        return true;
    }
    let (Some(one), Some(other)) = (sorts().get(one), sorts().get(other)) else { return false };
    one.iter().any(|line| other.contains(line))
}

/// Whether the word heads names of newspapers: "the Kessary Times".
pub(super) fn names_newspapers(word: &str) -> bool {
    matches!(
        word,
        "times"
            | "post"
            | "journal"
            | "herald"
            | "tribune"
            | "gazette"
            | "chronicle"
            | "telegraph"
            | "guardian"
            | "observer"
            | "courier"
            | "mirror"
            | "echo"
            | "news"
            | "mail"
            | "star"
            | "independent"
            | "express"
            | "advertiser"
            | "argus"
            | "ledger"
            | "dispatch"
            | "inquirer"
            | "examiner"
            | "sentinel"
            | "standard"
            | "globe"
            | "reporter"
            | "bulletin"
            | "monitor"
    )
}

/// Whether the noun can mean a person or an institution alike: "the regulator", "the developer".
pub(super) fn is_either(word: &str) -> bool {
    is_role(word) && is_sort(word) && !is_office(word)
}

/// Whether the noun is one for companies.
pub(super) fn is_business(word: &str) -> bool {
    is_maker(word) || sorts().get(word).is_some_and(|lines| lines.contains(&0))
}

/// Whether the singular or plural noun is a document's. Lower case.
pub(super) fn is_document_noun(word: &str) -> bool {
    is_document_word(word) || is_document_word(&singular(word)) || {
        let more = set("nouns", "more documents");
        more.contains(word) || more.contains(singular(word).as_str())
    }
}

/// A study is a paper is research.
pub(super) fn same_sort_of_document(one: &str, other: &str) -> bool {
    const SORTS: [&[&str]; 6] = [
        &["study", "paper", "research", "article", "analysis", "work"],
        &["filing", "lawsuit", "complaint", "suit", "claim", "petition"],
        &["memo", "memorandum", "document", "letter", "note", "email"],
        &["poll", "survey"],
        &["report", "review", "document", "assessment", "audit"],
        &["ad", "advert", "clip", "spot", "video", "advertisement", "film", "footage"],
    ];
    one == other || SORTS.iter().any(|sort| sort.contains(&one) && sort.contains(&other))
}

/// Whether the noun calls somebody known something else.
pub(super) fn says_again(word: &str) -> bool {
    set("nouns", "said again").contains(word) || word.ends_with("year-old")
}

/// Whether the noun is one of kinship.
pub(super) fn is_kin(word: &str) -> bool {
    set("nouns", "kin").contains(word)
}

/// The gender that a title, a role or another noun for a person tells. Lower case.
pub(super) fn gender_of_noun(word: &str) -> Option<Gender> {
    match word {
        "mr" | "sir" | "lord" | "baron" | "king" | "prince" | "pope" | "messrs" | "father" | "bishop" => {
            Some(Gender::Man)
        }
        "mrs" | "ms" | "miss" | "dame" | "lady" | "baroness" | "sister" | "queen" | "princess" | "mme" => {
            Some(Gender::Woman)
        }
        _ if set("nouns", "women").contains(word) || word.ends_with("woman") => Some(Gender::Woman),
        _ if set("nouns", "men").contains(word) || word.len() > 5 && word.ends_with("sman") => Some(Gender::Man),
        _ => None,
    }
}

/// The country, as its number among those known, that a word or several words of one entry name: "Finland", "Finnish",
/// "Finn", "Helsinki".
pub(super) fn country(words: &str) -> Option<usize> {
    static COUNTRIES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
        let mut known = HashMap::new();
        for (at, line) in LEXICON.lines("places", "countries").iter().enumerate() {
            for form in line.split([' ', '/']).filter(|form| *form != "-") {
                known.entry(form.replace('_', " ")).or_insert(at);
            }
        }
        known
    });
    COUNTRIES.get(words).copied()
}

/// The entries of one column of the list of countries.
fn column(at: usize) -> HashSet<String> {
    let entries = LEXICON.lines("places", "countries").iter().filter_map(|line| line.split(' ').nth(at));
    entries.flat_map(|forms| forms.split('/')).map(|form| form.replace('_', " ")).collect()
}

/// Whether the words name a place, as far as known.
pub(super) fn is_place(words: &str) -> bool {
    static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| column(0));
    static TOWNS: LazyLock<HashSet<String>> = LazyLock::new(|| column(3));
    set("places", "elsewhere").contains(words.replace(' ', "_").as_str())
        || NAMES.contains(words)
        || TOWNS.contains(words)
}

/// Whether the capitalised word is of a country or a party, or its people: "Finnish", "Finns", "Republicans".
pub(super) fn is_demonym(word: &str) -> bool {
    country(word).is_some() && !is_place(word) || set("places", "parties").contains(word)
}

/// Whether the capitalised word names a people or the members of a party: "Finns", "Republicans".
pub(super) fn is_a_people(word: &str) -> bool {
    static PEOPLES: LazyLock<HashSet<String>> = LazyLock::new(|| column(2));
    set("places", "parties").contains(word) && word.ends_with('s') || PEOPLES.contains(word)
}

/// The singular of a plural noun, roughly. Lower case.
pub(super) fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    match lower.as_str() {
        "men" => "man".into(),
        "women" => "woman".into(),
        "wives" => "wife".into(),
        "children" => "child".into(),
        "people" | "news" | "police" | "data" => lower,
        _ if lower.len() > 5 && lower.ends_with("men") => format!("{}an", lower.trim_end_matches("en")),
        _ if lower.len() > 4 && lower.ends_with("ies") => format!("{}y", lower.trim_end_matches("ies")),
        _ if ["ches", "shes", "sses", "xes"].iter().any(|end| lower.ends_with(end)) => {
            lower.strip_suffix("es").map_or(lower.clone(), str::to_owned)
        }
        _ if lower.ends_with("ss") || lower.ends_with("is") || lower.ends_with("us") => lower,
        _ => lower.strip_suffix('s').map_or(lower.clone(), str::to_owned),
    }
}

/// "general" for "gen": a title written out. Lower case.
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
        "insp" => "inspector",
        "supt" => "superintendent",
        "cmdr" => "commander",
        "rev" => "reverend",
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_tell_gender_and_have_short_forms() {
        assert_eq!(gender_of_first_name("Ada"), Some(Gender::Woman));
        assert_eq!(gender_of_first_name("Bruno"), Some(Gender::Man));
        assert_eq!(gender_of_first_name("Robin"), Some(Gender::Man));
        assert_eq!(gender_of_first_name("Alex"), None);
        assert!(same_first_name("Robert", "Bobby") && same_first_name("R.", "Robert"));
        assert!(!same_first_name("Robert", "Richard"));
    }

    #[test]
    fn countries_are_known_by_their_people() {
        assert_eq!(country("Finland"), country("Finnish"));
        assert!(is_place("Helsinki") && is_demonym("Finnish") && is_a_people("Finns"));
        assert!(!is_place("Finnish"));
    }

    #[test]
    fn singulars() {
        for (many, one) in
            [("agencies", "agency"), ("coaches", "coach"), ("businesswomen", "businesswoman"), ("bus", "bus")]
        {
            assert_eq!(singular(many), one);
        }
    }
}
