//! The language as it is read: trees, what is half typed, and errors with their place and remedy.

use proptest::prelude::*;

use super::*;
use crate::query::quality::Quality;
use crate::query::saved::saved;
use crate::review::Status;

fn tree(line: &str) -> Tree {
    Query::parse(line).unwrap().tree.unwrap()
}

fn word(text: &str) -> Tree {
    Tree::Test(Test::Word(text.into()))
}

fn not(tree: Tree) -> Tree {
    Tree::Not(Box::new(tree))
}

fn error(line: &str) -> (String, ByteSpan) {
    let error = Query::parse(line).unwrap_err();
    (error.message, error.span)
}

#[test]
fn words_phrases_and_fields() {
    assert_eq!(
        tree("Dam 'gate !\"two words\""),
        Tree::All(vec![word("dam"), Tree::Test(Test::Exact("gate".into())), not(word("two words"))])
    );
    let statuses = [Status::Confirmed, Status::Tentative].map(Quality::Status).to_vec();
    assert_eq!(
        tree("!status:conf,t source:\"Ada Moss\" hedged:y"),
        Tree::All(vec![
            not(Tree::Test(Test::Listed(statuses))),
            Tree::Test(Test::Source("ada moss".into())),
            Tree::Test(Test::Listed(vec![Quality::Hedged(true)])),
        ])
    );
}

#[test]
fn or_binds_looser_than_side_by_side() {
    let both = Tree::All(vec![word("b"), word("c")]);
    for line in ["a or b c", "a | b and c", "a|b c", "a OR (b c)"] {
        assert_eq!(tree(line), Tree::Any(vec![word("a"), both.clone()]), "{line}");
    }
    assert_eq!(tree("(a or b) c"), Tree::All(vec![Tree::Any(vec![word("a"), word("b")]), word("c")]));
}

#[test]
fn groups_are_negated_whole() {
    assert_eq!(tree("!(a b)"), not(Tree::All(vec![word("a"), word("b")])));
    assert_eq!(tree("!(a or !(b))"), not(Tree::Any(vec![word("a"), not(word("b"))])));
    assert_eq!(tree("!!a"), word("a"));
}

#[test]
fn operators_in_quotation_marks_are_words() {
    assert_eq!(tree("\"or\" \"(a|b)\""), Tree::All(vec![word("or"), word("(a|b)")]));
    assert_eq!(tree("gate(s)"), word("gate(s)"));
}

#[test]
fn what_is_half_typed_matches_everything() {
    let lines = [
        "  status: ! ' ",
        "!status:",
        "status:,",
        "source:\"",
        "“”",
        "sure:",
        "sure:<",
        "!sure:>%",
        "or",
        "(",
        "()",
        "!(",
        "( ) | !",
        "and",
        "said:",
        "said:>2",
        "tag:#",
        "@",
        "is:",
    ];
    for line in lines {
        assert!(Query::parse(line).unwrap().is_empty(), "{line}");
    }
}

#[test]
fn what_is_half_typed_leaves_the_rest_as_it_is() {
    for line in ["dam or", "or dam", "dam (", "(dam", "dam or status:", "dam !", "(dam or (", "dam and"] {
        assert_eq!(tree(line), word("dam"), "{line}");
    }
}

#[test]
fn a_typing_error_is_named_with_its_place_and_what_would_be_right() {
    let (message, span) = error("dam statsu:x");
    assert!(message.starts_with("there is no field `statsu:`; use status, "), "{message}");
    assert_eq!(span, ByteSpan::new(4, 12));
    let starts = |line: &str, start: &str| assert!(error(line).0.starts_with(start), "{line}: {}", error(line).0);
    starts("status:disputd", "there is no `disputd` here; use disputed, ");
    starts("xtatus:t", "there is no field `xtatus:`; use status, ");
    starts("sure:60", "`60` says no side of a number; write sure:<60 or sure:>90");
    starts("sure:<600", "`600` is no per cent; use a number from 0 to 100");
    starts("kind:o", "`o` could be several; use outlet or organization");
    starts("said:monday", "`monday` is no day; write said:2025-08-07, ");
    starts(
        "type:(fact or opinion)",
        "a bracket cannot stand behind a field; part the values with commas: type:this,that",
    );
    starts("source:(a or b)", "a bracket cannot stand behind a field; write (source:this or source:that)");
}

#[test]
fn a_bracket_too_many_is_pointed_at() {
    let (message, span) = error("(dam) gate) or moss");
    assert_eq!(message, "nothing is open that this bracket closes; take it out or open one before it");
    assert_eq!(span, ByteSpan::new(10, 11));
    let deep = "(".repeat(40);
    let (message, span) = error(&format!("{deep}dam"));
    assert_eq!(message, "brackets lie more than 32 deep; take some of them out");
    assert_eq!(span, ByteSpan::new(32, 33));
}

#[test]
fn the_column_counts_characters() {
    assert_eq!(Query::parse("Łódź statsu:x").unwrap_err().column("Łódź statsu:x"), 6);
}

#[test]
fn saved_filters_stand_for_their_text() {
    let filters = saved(&[("either", "a or b"), ("everything", "")]).unwrap();
    let read = |line| Query::parse_with(line, &filters);
    assert_eq!(read("@either c"), Query::parse("(a or b) c"));
    assert_eq!(read("!@ei"), Query::parse("!(a or b)"));
    assert_eq!(read("c @everything"), Query::parse("c"));
    let error = read("c @e").unwrap_err();
    assert_eq!(error.message, "`@e` could be several; use @either or @everything");
    assert_eq!(error.span, ByteSpan::new(2, 4));
    assert!(read("@mine").unwrap_err().message.starts_with("there is no saved filter `@mine`; use @"));
    assert!(Query::parse("@mine").unwrap_err().message.starts_with("no filters are saved; "));
    assert_eq!(Query::parse("\"@mine\"").unwrap().tree, Some(word("@mine")));
}

#[test]
fn bent_quotation_marks_and_capitals_are_read_alike() {
    assert_eq!(tree("“two words” ’gate"), tree("\"two words\" 'gate"));
    assert_eq!(tree("Status:Confirmed"), tree("status:confirmed"));
}

#[test]
fn a_link_is_no_field() {
    assert_eq!(tree("https://a.example"), word("https://a.example"));
}

proptest! {
    #[test]
    fn any_line_is_read(line in any::<String>()) {
        if let Err(error) = Query::parse(&line) {
            prop_assert!(error.span.fits(&line));
        }
    }

    #[test]
    fn any_line_of_the_language_is_read(line in "([()|! ]|or|dam|status:t|said:2|sure:<6|@a|\"){0,40}") {
        if let Err(error) = Query::parse(&line) {
            prop_assert!(error.span.fits(&line) && !error.message.is_empty());
        }
    }
}
