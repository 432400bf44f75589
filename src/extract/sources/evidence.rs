//! Person or institution: what the words around a name say for the one or the other.

use std::ops::Range;

use super::posts::is_possessive;
use super::sightings::Sighting;
use super::vocabulary::{
    heads_institutions, is_business, is_corporate_ending, is_either, is_first_name, is_institution_noun, is_office,
    is_place, people_noun,
};
use crate::extract::grammar::{is_auxiliary, is_determiner, is_document_word, is_preposition, is_title};
use crate::extract::page::Item;

/// What a company has and hardly any person: "shares", "factory".
fn is_corporate_property(word: &str) -> bool {
    matches!(
        word,
        "shares"
            | "share"
            | "stock"
            | "profit"
            | "profits"
            | "revenue"
            | "revenues"
            | "sales"
            | "earnings"
            | "turnover"
            | "board"
            | "headquarters"
            | "subsidiary"
            | "factory"
            | "factories"
            | "plant"
            | "plants"
            | "employees"
            | "workers"
            | "shareholders"
            | "investors"
            | "customers"
            | "products"
            | "bonds"
            | "debt"
            | "creditors"
            | "stores"
            | "website"
            | "ceo"
            | "cfo"
            | "executives"
            | "staff"
            | "management"
            | "directors"
            | "chairman"
            | "chairwoman"
            | "subsidiaries"
            | "spokesperson"
            | "takeover"
            | "merger"
            | "shipyard"
            | "app"
            | "platform"
            | "fleet"
            | "members"
            | "researchers"
            | "scientists"
            | "analysts"
            | "economists"
    )
}

/// Those who are something of a company, hardly of a person: "chief executive of".
fn runs_companies(word: &str) -> bool {
    matches!(
        word,
        "executive"
            | "chairman"
            | "chairwoman"
            | "chair"
            | "director"
            | "manager"
            | "founder"
            | "co-founder"
            | "owner"
            | "president"
            | "employee"
            | "employees"
            | "head"
            | "boss"
            | "treasurer"
            | "ceo"
            | "engineer"
            | "analyst"
            | "economist"
    )
}

/// "rival Tellura", "its owner, Glen Orrin Hydro": what companies are to each other as people are.
pub(super) fn may_be_a_company(role: &str) -> bool {
    let last = role.rsplit(' ').next().unwrap_or_default();
    is_either(last)
        || matches!(
            last,
            "rival"
                | "owner"
                | "competitor"
                | "partner"
                | "parent"
                | "sponsor"
                | "contractor"
                | "tenant"
                | "auditor"
                | "lender"
                | "insurer"
                | "publisher"
                | "supplier"
        )
}

/// What an apposition that says `role` tells.
pub(super) fn of_post(role: &str) -> i32 {
    let last = role.rsplit(' ').next().unwrap_or_default();
    match may_be_a_company(role) {
        false => 4,
        // People own and compete, too.
        true if matches!(last, "owner" | "partner" | "rival" | "competitor") => 0,
        true => -2,
    }
}

/// Adds to the score of `sighting`, whose name is `read[run]` with `titles` one past its titles; `past` is one past its
/// apposition.
pub(super) fn weigh(sighting: &mut Sighting, read: &[Item], run: Range<usize>, titles: usize, past: usize) {
    let mut score = sighting.score;
    let words = &sighting.words;
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let last = lower.last().map_or("", String::as_str);
    let name = &read[titles..run.end];
    if titles > run.start {
        score += 5;
    } else if sighting.titled {
        score += 4;
    }
    // The name itself.
    if heads_institutions(last) && titles == run.start
        || lower.len() > 1 && lower.iter().any(|word| heads_institutions(word) && word != last)
    {
        score -= 6;
    }
    if lower.len() > 1 && is_corporate_ending(last) {
        score -= 8;
    }
    if name.iter().any(|item| matches!(item.lower.as_str(), "of" | "for" | "&" | "and")) || is_document_word(last) {
        score -= 8;
    }
    if lower.len() > 1 && is_first_name(&lower[0]) {
        score += 4;
    } else if lower.len() == 1 && is_first_name(last) {
        score += 2;
    }
    let shouts =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.chars().any(char::is_lowercase);
    if lower.len() == 1 && shouts(&words[0]) && words[0].len() <= 8 {
        score -= 6;
    }
    if lower.len() > 2 && words[1].chars().count() == 1 || sighting.nickname.is_some() {
        score += 3;
    }
    if words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit())) || lower.len() > 4 {
        score -= 4;
    }
    if is_place(&words.join(" ")) {
        score -= 5;
    }
    if sighting.determined && titles == run.start {
        score -= if sighting.posts.iter().any(|post| post.leads) { 0 } else { 4 };
    }
    if sighting.acronym.is_some() {
        score -= 3;
    }
    if sighting.age.is_some() {
        score += 5;
    }
    score += before(sighting, read, run.start);
    score += behind(read, run.end, past);
    sighting.score = score;
}

fn before(sighting: &mut Sighting, read: &[Item], start: usize) -> i32 {
    let Some(item) = start.checked_sub(1).and_then(|at| read.get(at)) else { return 0 };
    let word = item.lower.as_str();
    if is_institution_noun(word) && !item.capital && people_noun(word).is_none() {
        sighting.sort = Some(item.lower.clone());
        return -5;
    }
    let earlier = start.checked_sub(2).and_then(|at| read.get(at));
    // "Ada Holt of Mercer Lane".
    let named = earlier.is_some_and(|item| item.capital && item.is_word() && !is_title(&item.lower));
    let earlier = earlier.map_or("", |item| item.lower.as_str());
    match word {
        "in" if matches!(
            earlier,
            "shares" | "stake" | "stakes" | "investors" | "shareholders" | "investor" | "shareholder"
        ) =>
        {
            -6
        }
        "in" => -3,
        "of" | "at" if runs_companies(earlier) || named => -4,
        "at" | "inside" | "within" | "joined" | "near" | "across" => -2,
        "of" if matches!(earlier, "shares" | "board" | "shareholders" | "takeover" | "customers" | "division") => -5,
        _ => 0,
    }
}

fn behind(read: &[Item], end: usize, past: usize) -> i32 {
    let Some(next) = read.get(end) else { return 0 };
    let possessive = read.get(end.wrapping_sub(1)).is_some_and(is_possessive);
    let word = next.lower.as_str();
    let mut score = 0;
    let window = read.get(end..read.len().min(end + 3)).unwrap_or_default();
    let owned: Vec<&Item> = window.iter().take_while(|item| item.is_word() && !is_preposition(&item.lower)).collect();
    if possessive {
        let executive = owned.windows(2).any(|pair| {
            pair[0].is("chief") && matches!(pair[1].lower.as_str(), "executive" | "financial" | "operating")
        });
        if executive || owned.iter().any(|item| is_corporate_property(&item.lower)) {
            score -= 4;
        }
        return score;
    }
    // "Brandt Mellor chief executive", "Nordvik shares", "a Castellane spokesman".
    if next.is_word() && !next.capital {
        if is_office(word) && !matches!(word, "special" | "judge" | "chief") || word == "chief" && !owned.is_empty() {
            score -= 4;
        } else if is_corporate_property(word) && !read.get(end + 1).is_some_and(|after| is_determiner(&after.lower)) {
            score -= 3;
        }
    }
    if next.is_comma() {
        let after = read.get(end + 1).map_or("", |item| item.lower.as_str());
        score += match after {
            "who" | "whose" => 4,
            "which" => -5,
            _ => 0,
        };
        if read.get(past).is_some_and(Item::is_comma) && past > end {
            score += match read.get(past + 1).map_or("", |item| item.lower.as_str()) {
                "who" => 3,
                "which" => -3,
                _ => 0,
            };
        }
    }
    if word == "who" {
        score += 4;
    }
    // A British company "are"; a company says "it", a person "he".
    if matches!(word, "are" | "were" | "have") {
        score -= 1;
    }
    let says = matches!(word, "said" | "says" | "added" | "believes" | "announced" | "thinks" | "hopes" | "expects");
    if says {
        // "Said it", "said that it", "said on Tuesday that it".
        let near = read.len().min(end + 5);
        let that = (end + 1..near).take_while(|at| read[*at].is_word()).find(|at| read[*at].is("that"));
        let at = that.unwrap_or(end) + 1;
        score += match read.get(at).map_or("", |item| item.lower.as_str()) {
            // "Said it was early" may speak of anything.
            "it" if read.get(at + 1).is_some_and(|next| matches!(next.lower.as_str(), "was" | "is" | "were")) => 0,
            "it" | "its" => -4,
            "he" | "she" | "his" | "her" => 4,
            _ => 0,
        };
    }
    if is_auxiliary(word) || says || word == "has" {
        let its = read.iter().skip(end).take(14).any(|item| matches!(item.lower.as_str(), "its" | "itself"));
        let his = read
            .iter()
            .skip(end)
            .take(14)
            .any(|item| matches!(item.lower.as_str(), "his" | "her" | "himself" | "herself"));
        score += i32::from(his) - i32::from(its);
    }
    if is_business(word) && !next.capital {
        score -= 2;
    }
    score
}
