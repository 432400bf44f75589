//! `claimdesk eval`, as a script calls it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

mod desk;

use desk::Desk;
use serde_json::{Value, json};

const ANNOTATED: &str = "\
“The dam is safe,” Ada Holt told reporters on Monday. It has 12 gates.
| Ada Holt (person) | told | “The dam is safe,” | direct; said_on Monday; audience reporters
| outlet | It has 12 gates
";

fn figures(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The first attribution is there to be found, the second is not.
fn corpus() -> String {
    let text = "“Né,” said Ada Holt.";
    let found = json!({"source": [[11, 19]], "cue": [[6, 10]], "content": [[0, 5]]});
    let missed = json!({"source": [], "cue": [[6, 10]], "content": [[14, 19]]});
    format!("{}\n\n", json!({"doc": "d", "text": text, "attributions": [found, missed]}))
}

#[test]
fn articles_are_scored_one_by_one_and_as_a_mean() {
    let desk = Desk::new();
    desk.put("dam.txt", ANNOTATED);
    desk.put("gate.txt", ANNOTATED.replace("Ada Holt (person)", "Karl Brod (person)"));
    let scored = figures(&desk.out(&["eval", "articles", "dam.txt", "gate.txt", "--json"]));
    assert_eq!(scored["articles"]["dam"]["score"], 8.0 / 9.0, "an article without hedges has no F1 of them");
    assert_eq!(scored["articles"]["gate"]["source_name"], 0.0);
    assert_eq!(scored["mean"]["source_name"], 0.5);
    assert_eq!(scored["speed"]["words"], 28);
    let shown = desk.out(&["eval", "articles", "dam.txt", "gate.txt", "--show"]);
    assert!(shown.contains("gate: wrong source: Ada Holt for Karl Brod"), "{shown}");
    assert!(shown.contains("== mean of 2 articles") && shown.contains("start-up, loading and scoring excluded"));
}

#[test]
fn json_annotations_name_their_article_beside_them() {
    let desk = Desk::new();
    desk.put("dam.md", "It has 12 gates.\n");
    let claims = json!([{"span": [0, 15], "hedges": []}]);
    let gold = json!({"doc": "dam", "file": "dam.md", "statements": [{"source": null, "claims": claims}]});
    desk.put("dam.gold.json", gold.to_string());
    let scored = figures(&desk.out(&["eval", "articles", "dam.gold.json", "--json"]));
    assert_eq!(scored["articles"]["dam"]["claims"]["f1"], 1.0);
}

#[test]
fn attributions_are_scored_against_a_corpus() {
    let desk = Desk::new();
    desk.put("corpus.jsonl", corpus());
    let scored = figures(&desk.out(&["eval", "attributions", "corpus.jsonl", "--json", "--show"]));
    assert_eq!(scored["joint"], json!({"p": 1.0, "r": 0.5, "f1": 2.0 / 3.0, "pred": 1, "gold": 2}));
    assert!(scored["faults"][0].as_str().unwrap().starts_with("d: missed indirect:"), "{}", scored["faults"]);
}

#[test]
fn a_figure_under_its_floor_fails_the_call() {
    let desk = Desk::new();
    desk.put("corpus.jsonl", corpus());
    desk.out(&["eval", "attributions", "corpus.jsonl", "--floor", "joint=0.66", "--floor", "matched=1"]);
    let error = desk.err(1, &["eval", "attributions", "corpus.jsonl", "--floor", "joint=0.9"]);
    assert_eq!(error, "claimdesk: joint is 0.667, under its floor of 0.900\n");
    desk.put("floors.yaml", "joint: 0.9\nspan.cue: 0.5\n");
    let error = desk.err(1, &["eval", "attributions", "corpus.jsonl", "--floors", "floors.yaml"]);
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn what_cannot_be_measured_is_said_with_its_place() {
    let desk = Desk::new();
    desk.put("corpus.jsonl", corpus());
    desk.put("dam.txt", ANNOTATED.replace("12 gates\n", "13 gates\n"));
    desk.put("broken.jsonl", "{\"doc\": 1}\n");
    assert!(desk.err(4, &["eval", "articles", "dam.txt"]).contains("dam.txt:3: `It has 13 gates`"));
    assert!(desk.err(4, &["eval", "attributions", "broken.jsonl"]).contains("broken.jsonl:1: "));
    assert!(desk.err(3, &["eval", "attributions", "gone.jsonl"]).contains("gone.jsonl: no such file"));
    assert!(desk.err(2, &["eval", "attributions", "corpus.jsonl", "--floor", "jiont=0.5"]).contains("jiont"));
    desk.err(2, &["eval", "attributions", "corpus.jsonl", "--floor", "joint"]);
    desk.err(2, &["eval"]);
}

#[test]
fn date_phrases_are_scored_by_their_type() {
    let desk = Desk::new();
    let case = |phrase: &str, day: &str| json!({"phrase": phrase, "reference": "2025-08-08", "type": "date", "values": [{"value": day}]});
    let cases = json!({"cases": [case("Thursday", "2025-08-07"), case("Friday", "2025-08-09")]});
    desk.put("cases.json", cases.to_string());
    let scored = figures(&desk.out(&["eval", "dates", "cases.json", "--json"]));
    assert_eq!((&scored["date"], &scored["date_phrases"], scored.get("speed")), (&json!(0.5), &json!(2), None));
    let shown = desk.out(&["eval", "dates", "cases.json", "--show"]);
    assert!(shown.contains("Friday on 2025-08-08: 2025-08-08 for 2025-08-09"), "{shown}");
    desk.put("cases.json", "{}");
    assert!(desk.err(4, &["eval", "dates", "cases.json"]).contains("cases.json:1"));
}
