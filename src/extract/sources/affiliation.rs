//! Role and affiliation of a source: what its posts say, the institutions that they name, and whose a description is.

use super::phrase::Description;
use super::register::Register;
use super::vocabulary::{country, is_corporate_ending, is_demonym, is_institution_noun, is_place};
use crate::extract::SourceKind;
use crate::span::ByteSpan;

impl Register<'_> {
    /// Role and affiliation of a source, as the whole article gives them.
    pub(super) fn post_of(&mut self, at: usize) -> (Option<String>, Option<String>) {
        let entry = self.entries[at].clone();
        let Some(figure) = entry.figure.filter(|_| entry.kind == SourceKind::Person) else {
            return (entry.role, entry.affiliation);
        };
        let posts = self.cast.figures[figure].posts.clone();
        let mut affiliation = None;
        let mut role: Option<(usize, String)> = None;
        for post in &posts {
            let territory = holds_territory(&post.role);
            let owner = post.owner.and_then(|span| self.institution(span, at, territory));
            let words = match &owner {
                Some(_) => post.role.clone(),
                None => post.joined.clone(),
            };
            // A mere rank or "professor" gives way to what is set off behind the name.
            let weight = if words.is_empty() { 0 } else { 1 + usize::from(!mere_rank(&words)) };
            if weight > role.as_ref().map_or(0, |(known, _)| *known) {
                role = Some((weight, words));
            }
            affiliation = affiliation.or(owner);
        }
        let role = role.map(|(_, words)| words);
        let affiliation = affiliation.or_else(|| role.as_deref().and_then(|role| self.department_of(role)));
        (role, affiliation)
    }

    /// The canonical name of the institution that `span` names; `None` where it names none. `told`: only where a word
    /// of its name tells that it is one.
    fn institution(&mut self, span: ByteSpan, of: usize, told: bool) -> Option<String> {
        let words = span.of(self.text);
        let bare = ["the ", "The "].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(words);
        if is_demonym(bare) || is_place(bare) && country(bare).is_some() {
            return None;
        }
        let found = self.find(span)?;
        let entry = &self.entries[found.source];
        let tells = entry
            .name
            .split(' ')
            .any(|word| is_institution_noun(&word.to_lowercase()) || is_corporate_ending(&word.to_lowercase()));
        let place = entry.figure.is_some_and(|at| self.cast.figures[at].is_place);
        let known = entry.figure.is_some() || entry.name.contains(' ');
        let fits = found.source != of && entry.kind == SourceKind::Organization && known && (tells || !told && !place);
        fits.then(|| entry.name.clone())
    }

    /// "Inland Waters Minister" of the Ministry of Inland Waters.
    fn department_of(&self, role: &str) -> Option<String> {
        let lower = role.to_lowercase();
        let portfolio = lower.strip_suffix(" minister").or_else(|| lower.strip_suffix(" secretary"))?;
        let figure = self.cast.figures.iter().find(|figure| {
            let words: Vec<String> = figure.words.iter().map(|word| word.to_lowercase()).collect();
            let of = words.iter().any(|word| matches!(word.as_str(), "ministry" | "department" | "office"));
            !figure.is_person && of && portfolio.split(' ').all(|word| words.iter().any(|own| own == word))
        })?;
        Some(figure.name.clone())
    }

    /// The owner that a description names: the entry of "Rathbone" in "Rathbone's office", of "his" in "his office".
    pub(super) fn owner(&mut self, description: &Description) -> Option<usize> {
        let span = description.owner?;
        self.find(span).map(|found| found.source)
    }

    /// The affiliation that a description gives by "of", "at" or a name before its head.
    pub(super) fn affiliation(&mut self, description: &Description, owner: Option<usize>) -> Option<String> {
        if let Some(owner) = owner.map(|at| &self.entries[at]) {
            return (owner.kind == SourceKind::Organization).then(|| owner.name.clone());
        }
        let inner = description.inner.map(|span| (span, true));
        let attached = description.attached.map(|span| (span, false));
        inner.into_iter().chain(attached).find_map(|(span, _)| {
            let words = span.of(self.text);
            let words = ["the ", "The "].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(words);
            if is_place(words) && country(words).is_some() {
                return None;
            }
            let before = self.entries.len();
            let found = self.find(span)?;
            let entry = &self.entries[found.source];
            let known = entry.figure.is_some() || found.source < before;
            let place = entry.figure.is_some_and(|at| self.cast.figures[at].is_place);
            (entry.kind == SourceKind::Organization && known && !place).then(|| entry.name.clone())
        })
    }
}

/// Whether the role is held over a place: the mayor of Kessary belongs to no institution called Kessary.
fn holds_territory(role: &str) -> bool {
    let lower = role.to_lowercase();
    lower.split([' ', '.']).any(|word| {
        matches!(
            word,
            "mayor"
                | "governor"
                | "president"
                | "premier"
                | "minister"
                | "king"
                | "queen"
                | "prince"
                | "bishop"
                | "archbishop"
                | "senator"
                | "mp"
                | "councillor"
                | "ambassador"
                | "chancellor"
                | "sheriff"
                | "resident"
                | "general"
                | "gov"
                | "sen"
                | "rep"
                | "native"
                | "duke"
                | "congressman"
                | "congresswoman"
                | "farmer"
                | "baker"
                | "envoy"
        )
    })
}

/// Whether the role is only a rank or a form of address: "Lt. Gen.", "professor".
fn mere_rank(role: &str) -> bool {
    role.to_lowercase().split([' ', '.']).filter(|word| !word.is_empty()).all(|word| {
        crate::extract::grammar::is_title(word) && !super::vocabulary::is_office(word)
            || matches!(word, "professor" | "doctor")
    })
}
