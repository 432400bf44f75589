//! One test a rule family, on sentences of our own.

use proptest::prelude::*;

use super::*;
use crate::article::{Published, from_text};

fn found(text: &str) -> (String, Findings) {
    let article = from_text(text.to_owned());
    let findings = extract(&article, &Options::default());
    (article.text, findings)
}

/// Each statement as "source | cue | content … content | form".
fn statements(text: &str) -> Vec<String> {
    let (text, found) = found(text);
    let name = |one: &Statement| {
        let source = found.sources.iter().find(|source| Some(&source.id) == one.source.as_ref());
        source.map_or_else(|| "-".to_owned(), |source| source.name.clone())
    };
    let of = |span: &ByteSpan| span.of(&text).to_owned();
    let line = |one: &Statement| {
        let content: Vec<String> = one.content.iter().map(of).collect();
        format!(
            "{} | {} | {} | {:?}",
            name(one),
            one.cue.as_ref().map(of).unwrap_or_default(),
            content.join(" … "),
            one.form
        )
    };
    found.statements.iter().map(line).collect()
}

fn claims(text: &str) -> Vec<String> {
    let (text, found) = found(text);
    found.claims.iter().map(|claim| claim.span.of(&text).to_owned()).collect()
}

fn sources(text: &str) -> Vec<String> {
    let (_, found) = found(text);
    found.sources.iter().map(|source| format!("{} ({:?})", source.name, source.kind)).collect()
}

#[test]
fn said_before_and_after_and_in_between() {
    assert_eq!(
        statements("Mayor Ada Moss said the bridge was safe."),
        ["Ada Moss | said | the bridge was safe | Indirect"]
    );
    assert_eq!(
        statements("“The bridge is safe,” said Ada Moss."),
        ["Ada Moss | said | “The bridge is safe,” | Direct"]
    );
    assert_eq!(
        statements("“The bridge is safe,” Ada Moss said. “It has been checked.”"),
        ["Ada Moss | said | “The bridge is safe,” … “It has been checked.” | Direct"]
    );
    assert_eq!(
        statements("The bridge is safe, Ada Moss said, but the tunnel has flooded."),
        ["Ada Moss | said | The bridge is safe … the tunnel has flooded | Indirect"]
    );
}

#[test]
fn every_quotation_style_is_read_alike() {
    for (open, close) in [("“", "”"), ("\"", "\""), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“")] {
        let text = format!("{open}The bridge isn’t safe,{close} Ada Moss said.");
        assert_eq!(statements(&text), [format!("Ada Moss | said | {open}The bridge isn’t safe,{close} | Direct")]);
    }
}

#[test]
fn a_quotation_over_paragraphs_is_one_statement() {
    let text = "In a letter, Ada Moss wrote:\n\n“The bridge was built in 1950.\n\n“It has never been checked.”";
    assert_eq!(
        statements(text),
        ["Ada Moss | wrote | “The bridge was built in 1950. … “It has never been checked.” | Direct"]
    );
}

#[test]
fn formulas_and_documents_speak() {
    assert_eq!(
        statements("The bridge will close, according to an unsigned memo."),
        ["unsigned memo | according to | The bridge will close | Indirect"]
    );
    assert_eq!(
        statements("According to the Harbour Board, the bridge will close."),
        ["Harbour Board | According to | the bridge will close | Indirect"]
    );
    assert_eq!(
        statements("A report found that the bridge had rusted."),
        ["report | found | the bridge had rusted | Indirect"]
    );
}

#[test]
fn verbs_share_their_subject() {
    assert_eq!(
        statements("Ada Moss denied that money was missing and predicted that the bridge would open."),
        ["Ada Moss | denied | money was missing | Indirect", "Ada Moss | predicted | the bridge would open | Indirect"]
    );
    assert_eq!(
        statements(
            "On Monday, Ada Moss acknowledged that the bridge was late, telling reporters that rain had stopped the work."
        ),
        [
            "Ada Moss | acknowledged | the bridge was late | Indirect",
            "Ada Moss | telling | rain had stopped the work | Indirect"
        ]
    );
}

#[test]
fn what_is_set_off_by_commas_is_no_part_of_the_source() {
    assert_eq!(
        statements("Ada Moss, who has run the port since 2010, said the bridge was safe."),
        ["Ada Moss | said | the bridge was safe | Indirect"]
    );
    assert_eq!(
        statements("The mayor of Kessel, Bruno Aldt, said the bridge was safe."),
        ["Bruno Aldt | said | the bridge was safe | Indirect"]
    );
}

#[test]
fn quoted_phrases_make_a_paraphrase_mixed() {
    assert_eq!(
        statements("Ada Moss described the report as “a bad joke”."),
        ["Ada Moss | described | the report as “a bad joke” | Mixed"]
    );
}

#[test]
fn a_noun_can_be_the_cue() {
    let text = "The party's allegation that the bridge was sold has not reached a judge.";
    assert_eq!(statements(text), ["party | allegation | the bridge was sold | Indirect"]);
    assert!(claims(text).contains(&text.trim_end_matches('.').to_owned()));
}

#[test]
fn refusals_are_the_outlets_own_claims() {
    let (_, found) = found("The Harbour Board declined to comment.");
    assert!(found.statements.is_empty());
    assert_eq!(found.claims.len(), 1);
    assert_eq!(found.claims[0].kind, ClaimKind::NoComment);
    assert_eq!(found.claims[0].source.as_ref().map(SourceId::as_str), Some("harbour-board"));
}

#[test]
fn pronouns_surnames_and_role_nouns_mean_the_one_before() {
    let text = "Gen. Ada Moss, who led the trials, said the boat was slow.\n\nHe or she was not asked.\n\n\
                Moss warned that it leaked.\n\nShe said it had sunk twice.\n\n“It sank,” the general said.";
    assert_eq!(sources(text), ["Ada Moss (Person)"]);
}

#[test]
fn unnamed_sources_are_kept_apart_until_the_text_joins_them() {
    let text = "Two senior officials of the port said the crane had tilted.\n\nOne of the officials feared that it might fall.\n\n\
                A former engineer said it was old.";
    assert_eq!(
        sources(text),
        [
            "senior officials of the port (Anonymous)",
            "senior official of the port (Anonymous)",
            "former engineer (Anonymous)"
        ]
    );
}

#[test]
fn institutions_are_known_by_their_last_word_and_their_acronym() {
    let text = "The Mountain Rescue Agency said a boat was lost.\n\nThe agency said it would search.\n\nMRA said nobody was hurt.";
    assert_eq!(sources(text), ["Mountain Rescue Agency (Organization)"]);
}

#[test]
fn a_person_has_role_and_affiliation() {
    let (_, found) =
        found("“No,” said Ada Moss, the harbour’s spokeswoman. White House press secretary Bo Lind said it was over.");
    let moss = found.sources.iter().find(|source| source.name == "Ada Moss");
    assert_eq!(moss.and_then(|source| source.role.as_deref()), Some("spokeswoman"));
    let lind = found.sources.iter().find(|source| source.name == "Bo Lind").unwrap();
    assert_eq!(lind.affiliation.as_deref(), Some("White House"));
}

#[test]
fn claims_are_split_at_independent_clauses_only() {
    assert_eq!(
        claims("“He read the page, he closed the book and he thanked me,” Ada Moss said."),
        ["He read the page", "he closed the book", "he thanked me"]
    );
    assert_eq!(
        claims("Ada Moss said the boat had left because the tide was high and the wind had turned."),
        ["the boat had left because the tide was high and the wind had turned"]
    );
    assert_eq!(
        claims("The ferry first sailed in 2027, and four of its sisters have long been scrapped."),
        ["The ferry first sailed in 2027", "four of its sisters have long been scrapped"]
    );
}

#[test]
fn a_cue_that_interrupts_a_sentence_stays_inside_its_claim() {
    assert_eq!(
        claims("“The day I saw it,” Ada Moss said, “I left the country.”"),
        ["The day I saw it,” Ada Moss said, “I left the country"]
    );
    assert_eq!(claims("“It leaks,” Ada Moss said. “I saw it.”"), ["It leaks", "I saw it"]);
}

#[test]
fn questions_fragments_and_repetitions_are_no_claims() {
    assert_eq!(
        claims("“Which is it? Very tired. It is up to him. It is up to him,” Ada Moss said."),
        ["It is up to him"]
    );
    assert!(claims("Is the bridge safe?").is_empty());
}

#[test]
fn what_is_no_clause_takes_its_cue_along() {
    assert_eq!(claims("The council rejected that plan on Friday."), ["The council rejected that plan"]);
    assert_eq!(
        claims("Ada Moss said the bridge was late and urged the council to pay."),
        ["the bridge was late", "urged the council to pay"]
    );
}

#[test]
fn hedges_weaken_and_months_do_not() {
    let hedges = |text: &str| -> Vec<String> {
        let (text, found) = found(text);
        found.claims.iter().flat_map(|claim| &claim.hedges).map(|hedge| hedge.span.of(&text).to_owned()).collect()
    };
    assert_eq!(hedges("The bridge may reportedly close for about six weeks."), ["may", "reportedly", "about"]);
    assert_eq!(hedges("Ada Moss said the bridge would open in May."), Vec::<String>::new());
    assert_eq!(hedges("It would be the first bridge over the Orsa in 40 years."), ["would"]);
}

#[test]
fn details_of_the_saying() {
    let mut article = from_text("Ada Moss told reporters in the harbour on Thursday that the bridge was late.".into());
    article.meta.published = Published::parse("2031-05-16");
    let found = extract(&article, &Options::default());
    let one = &found.statements[0];
    assert_eq!(one.audience.as_deref(), Some("reporters in the harbour"));
    let said = one.said_on.as_ref().unwrap();
    assert_eq!((said.text.as_str(), said.date), ("Thursday", Some(jiff::civil::date(2031, 5, 15))));

    let found = extract(&from_text("“It is late,” Ada Moss said in a radio interview.".into()), &Options::default());
    assert_eq!(found.statements[0].channel.as_deref(), Some("radio interview"));
}

#[test]
fn denials_are_marked() {
    let (_, found) = found("Ada Moss denied that money was missing.");
    assert_eq!(found.statements[0].stance, Stance::Denies);
    assert_eq!(found.claims[0].kind, ClaimKind::Denial);
}

#[test]
fn scene_setting_and_text_that_is_no_news_yield_nothing() {
    assert!(claims("Children were feeding gulls along the quay.").is_empty());
    assert!(statements("fn main() { let said = 1; }").is_empty());
    assert!(statements("Sugar, 200 g\nFlour, 300 g\nSalt").is_empty());
}

#[test]
fn ids_survive_a_new_paragraph() {
    let text = "Ada Moss said the bridge was late.\n\nThe bridge cost $4 million.";
    let (_, before) = found(text);
    let (_, after) = found(&format!("Nobody in Kessel was surprised by 3 delays.\n\n{text}"));
    let ids = |found: &Findings| found.claims.iter().map(|claim| claim.id.clone()).collect::<Vec<_>>();
    assert!(ids(&before).iter().all(|id| ids(&after).contains(id)));
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let article = from_text(text.to_owned());
    let found = extract(&article, &Options::default());
    let text = &article.text;
    for one in &found.statements {
        prop_assert!(!one.content.is_empty());
        let spans = one.content.iter().chain(&one.mention).chain(&one.cue);
        prop_assert!(spans.clone().all(|span| span.fits(text) && !span.is_empty()));
        prop_assert!(one.source.iter().all(|id| found.sources.iter().any(|source| source.id == *id)));
    }
    for claim in &found.claims {
        prop_assert!(claim.span.fits(text) && !claim.span.is_empty());
        prop_assert!(claim.hedges.iter().all(|hedge| claim.span.covers(hedge.span) && hedge.span.fits(text)));
        prop_assert!(claim.statement.iter().all(|id| found.statements.iter().any(|one| one.id == *id)));
    }
    for source in &found.sources {
        prop_assert!(source.mentions.iter().all(|span| span.fits(text)));
        prop_assert!(source.mentions.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
    }
    let mut ids: Vec<_> = found.claims.iter().map(|claim| &claim.id).collect();
    ids.sort();
    ids.dedup();
    prop_assert_eq!(ids.len(), found.claims.len());
    Ok(())
}

/// Words and marks that steer the rules, thrown together.
fn prose() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("said"),
        Just("told"),
        Just("Ada"),
        Just("Moss"),
        Just("the"),
        Just("official"),
        Just("that"),
        Just("according"),
        Just("to"),
        Just(","),
        Just("."),
        Just("“"),
        Just("”"),
        Just("‘"),
        Just("’"),
        Just("\""),
        Just("and"),
        Just("but"),
        Just("he"),
        Just("one"),
        Just("of"),
        Just("by"),
        Just("is"),
        Just("’s"),
        Just("'s"),
        Just("his"),
        Just("allegation"),
        Just("memo"),
        Just(":"),
        Just("?"),
        Just("\n\n"),
        Just("Dr."),
        Just("é👩‍👧"),
        Just("declined to comment"),
        Just("2031"),
        Just("Thursday"),
        Just("]("),
        Just("["),
        Just("—"),
        Just("who"),
        Just("saying"),
        Just("in the words of"),
        Just("may"),
    ];
    proptest::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_prose_is_read_without_a_panic(text in prose()) {
        check(&text)?;
    }
}
