//! The commands, as a script calls them.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

mod desk;

use std::path::Path;

use desk::{ARTICLE, Desk};
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Text between two code points, as Python slices it.
fn slice(text: &str, span: &Value) -> String {
    let at = |end: usize| usize::try_from(span[end].as_u64().unwrap()).unwrap();
    text.chars().take(at(1)).skip(at(0)).collect()
}

#[test]
fn extract_prints_a_document_whose_spans_cover_its_words() {
    let desk = Desk::new();
    let document = json(&desk.out(&["extract", "--format", "json", "ferry.txt"]));
    assert_eq!(document["claimdesk"], 1);
    assert_eq!(document["article"]["text"], ARTICLE);
    assert_eq!(document["article"]["file"], "ferry.txt");
    let claims = document["claims"].as_array().unwrap();
    assert!(claims.len() >= 3, "{claims:?}");
    for claim in claims {
        assert_eq!(slice(ARTICLE, &claim["span"]), claim["text"].as_str().unwrap());
        assert!(claim.get("status").is_none(), "{claim}");
    }
    assert!(document["sources"].as_array().unwrap().iter().any(|source| source["name"] == "Ada Brandt"));
}

#[test]
fn jsonl_is_one_line_an_article_in_the_order_given_and_a_fault_stops_nothing() {
    let desk = Desk::new();
    let names: Vec<String> = (0..20).rev().map(|at| format!("{at}.txt")).collect();
    for name in &names {
        desk.put(name, format!("{ARTICLE}\nFile {name} is here.\n"));
    }
    let mut args = vec!["extract", "--format", "jsonl", "gone.txt"];
    args.extend(names.iter().map(String::as_str));
    let output = desk.claimdesk(&args).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("gone.txt: no such file"));
    let files: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| json(line)["article"]["file"].clone()).collect();
    assert_eq!(files, names);
}

#[test]
fn standard_input_is_an_article_too() {
    let desk = Desk::new();
    let output = desk.claimdesk(&["extract", "--format", "json", "-"]).write_stdin(ARTICLE).output().unwrap();
    let document = json(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(document["article"]["file"], "-");
    assert_eq!(document["article"]["text"], ARTICLE);
}

#[test]
fn without_a_terminal_the_claims_are_a_numbered_list() {
    let desk = Desk::with_review();
    desk.out(&["mark", "ferry.review.yaml", "1", "disputed"]);
    let list = desk.out(&["ferry.txt"]);
    let first = list.lines().next().unwrap();
    assert!(first.trim_start().starts_with("1. disputed") && first.contains("Ada Brandt"), "{list}");
    assert_eq!(list, desk.out(&["ferry.review.yaml"]));
    assert!(list.lines().nth(1).unwrap().contains("unreviewed"), "{list}");
}

#[test]
fn list_prints_tables_and_filters() {
    let desk = Desk::with_review();
    let rows = json(&desk.out(&["list", "--format", "json", "ferry.review.yaml"]));
    let all = rows.as_array().unwrap().len();
    let table = desk.out(&["list", "--format", "tsv", "ferry.review.yaml"]);
    assert_eq!(table.lines().count(), all + 1);
    assert!(table.starts_with("file\tnumber\tid\tstatus\tsource\tclaim\n"), "{table}");
    let found = json(&desk.out(&["list", "--format", "json", "--filter", "passengers", "ferry.review.yaml"]));
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert!(found[0]["text"].as_str().unwrap().contains("passengers"));
}

#[test]
fn list_knows_the_saved_filters_and_points_at_what_is_wrong() {
    let desk = Desk::with_review();
    desk.put("own.yaml", "filters: {crowd: \"passengers or travellers\"}\n");
    let list = |filter| ["--config", "own.yaml", "list", "--format", "json", "--filter", filter, "ferry.review.yaml"];
    assert_eq!(json(&desk.out(&list("@crowd"))).as_array().unwrap().len(), 1);
    let said = desk.err(2, &list("@crowd or statsu:x"));
    assert!(said.contains("--filter: character 11: there is no field `statsu:`; use status, "), "{said}");
    desk.put("own.yaml", "filters: {crowd: \"kind:x\"}\n");
    let said = desk.err(2, &list("dam"));
    assert!(
        said.contains("own.yaml:1:") && said.contains("in the saved filter @crowd: there is no `x` here"),
        "{said}"
    );
}

#[test]
fn a_mark_is_saved_with_its_note_and_history_and_nothing_else_changes() {
    let desk = Desk::with_review();
    let before = desk.read("ferry.review.yaml");
    desk.out(&["mark", "ferry.review.yaml", "#2", "tentative", "--note", "Seen twice.\nAsk: who?"]);
    let after = desk.read("ferry.review.yaml");
    assert!(before.lines().all(|line| after.lines().any(|kept| kept == line)), "{after}");
    assert!(after.starts_with(before.lines().next().unwrap()), "{after}");
    let claim = json(&desk.out(&["export", "ferry.review.yaml", "--format", "json"]))["claims"][1].clone();
    assert_eq!(claim["status"], "tentative");
    assert_eq!(claim["note"], "Seen twice.\nAsk: who?");
    assert_eq!(claim["history"][0]["by"], "rk");
    assert_eq!(claim["history"][0]["from"], "unreviewed");
    assert_eq!(claim["history"].as_array().unwrap().len(), 2);

    desk.out(&["mark", "ferry.review.yaml", claim["id"].as_str().unwrap(), "tentative"]);
    assert_eq!(desk.read("ferry.review.yaml"), after, "the same mark again changes nothing");
}

#[test]
fn a_claim_or_status_that_does_not_exist_is_wrong_usage() {
    let desk = Desk::with_review();
    let before = desk.read("ferry.review.yaml");
    assert!(desk.err(2, &["mark", "ferry.review.yaml", "999", "disputed"]).contains("no claim number 999"));
    assert!(desk.err(2, &["mark", "ferry.review.yaml", "zzzz", "disputed"]).contains("no claim `zzzz`"));
    assert!(desk.err(2, &["mark", "ferry.review.yaml", "1", "maybe"]).contains("`maybe` is no status"));
    assert!(desk.err(2, &["mark", "ferry.review.yaml", "", "disputed"]).contains("several claims"));
    assert_eq!(desk.read("ferry.review.yaml"), before);
}

#[test]
fn the_brief_groups_by_status_and_escapes_what_markdown_would_read() {
    let desk = Desk::new();
    desk.put("ferry.txt", ARTICLE.replace("two weeks", "two *long* <b>weeks</b>"));
    let document = desk.out(&["extract", "ferry.txt"]);
    desk.put("ferry.review.yaml", document);
    desk.out(&["mark", "ferry.review.yaml", "1", "confirmed", "--note", "See [the log](x)."]);
    desk.out(&["mark", "ferry.review.yaml", "2", "disputed"]);
    let brief = desk.out(&["export", "ferry.review.yaml", "--format", "markdown"]);
    let at = |words: &str| brief.find(words).unwrap_or_else(|| panic!("`{words}` is not in\n{brief}"));
    assert!(at("## Disputed") < at("## Confirmed") && at("## Confirmed") < at("## Unreviewed"));
    assert!(at("1 disputed") < at("1 confirmed"));
    at("two \\*long\\* &lt;b&gt;weeks&lt;/b&gt;");
    at("See \\[the log\\]");
    at("Ada Brandt");
    assert!(!brief.contains("## Tentative"), "{brief}");

    desk.out(&["export", "ferry.review.yaml", "--format", "markdown", "-o", "brief.md"]);
    assert_eq!(desk.read("brief.md"), brief);
}

#[test]
fn an_exported_document_is_the_review() {
    let desk = Desk::with_review();
    desk.out(&["mark", "ferry.review.yaml", "1", "confirmed", "--note", "no"]);
    let yaml = desk.out(&["export", "ferry.review.yaml", "--format", "yaml"]);
    desk.put("copy.yaml", &yaml);
    let json = |name| desk.out(&["export", name, "--format", "json"]);
    assert_eq!(json("copy.yaml"), json("ferry.review.yaml"));
}

#[test]
fn an_article_that_changed_since_is_pointed_out() {
    let desk = Desk::with_review();
    desk.put("ferry.txt", ARTICLE.replace("cracked", "sound"));
    let output = desk.claimdesk(&["ferry.txt"]).output().unwrap();
    assert!(output.status.success());
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("ferry.txt has changed"), "{stderr}");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("The hull is sound") && !stdout.contains("cracked"), "{stdout}");
}

#[test]
fn the_schema_knows_every_field_that_is_written() {
    let desk = Desk::with_review();
    desk.out(&["mark", "ferry.review.yaml", "1", "confirmed", "--note", "Seen."]);
    let schema = json(&desk.out(&["schema"]));
    let document = json(&desk.out(&["export", "ferry.review.yaml", "--format", "json"]));
    let known = |of: &Value, value: &Value| {
        let fields = of["properties"].as_object().unwrap();
        for (field, _) in value.as_object().unwrap() {
            assert!(fields.contains_key(field), "`{field}` is not in the schema");
        }
    };
    known(&schema, &document);
    known(&schema["$defs"]["ArticleDoc"], &document["article"]);
    for (list, kind) in [("sources", "SourceDoc"), ("statements", "StatementDoc"), ("claims", "ClaimDoc")] {
        let entries = document[list].as_array().unwrap();
        assert!(!entries.is_empty(), "{list}");
        for entry in entries {
            known(&schema["$defs"][kind], entry);
        }
    }
}

#[test]
fn lint_says_what_deserves_a_second_look_and_fails_until_that_is_settled() {
    let desk = Desk::with_review();
    assert_eq!(desk.out(&["lint", "ferry.review.yaml"]), "", "nothing is decided yet");
    desk.out(&["mark", "ferry.review.yaml", "1", "confirmed"]);
    let output = desk.claimdesk(&["lint", "--format", "json", "ferry.review.yaml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let lints = json(&String::from_utf8(output.stdout).unwrap());
    let (first, rule) = (&lints[0], "confirmed-without-support");
    assert_eq!((first["rule"].as_str(), first["number"].as_u64()), (Some(rule), Some(1)));
    let output = desk.claimdesk(&["lint", "ferry.review.yaml"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("ferry.review.yaml: claim 1: confirmed-without-support: "), "{text}");
    desk.out(&["mark", "ferry.review.yaml", "1", "confirmed", "--note", "Seen."]);
    assert_eq!(desk.out(&["lint", "ferry.review.yaml"]), "");
}

#[test]
fn settings_tell_where_they_come_from() {
    let desk = Desk::new();
    let defaults = desk.out(&["config"]);
    assert!(defaults.contains("author: \"rk\"  # environment, USER\n"), "{defaults}");
    assert!(defaults.contains("mouse: true  # default\n"), "{defaults}");
    desk.put("mine.yaml", "mouse: false\nauthor: ada\n");
    for settings in [
        desk.out(&["--config", "mine.yaml", "config"]),
        String::from_utf8(desk.claimdesk(&["config"]).env("CLAIMDESK_CONFIG", "mine.yaml").output().unwrap().stdout)
            .unwrap(),
    ] {
        assert!(settings.contains("mouse: false  # mine.yaml\n"), "{settings}");
        assert!(settings.contains("author: \"ada\"  # mine.yaml\n"), "{settings}");
    }
    desk.put("mine.yaml", "muose: false\n");
    let settings = desk.out(&["config", "--engine", "fast", "--no-cache"]);
    assert!(settings.contains("engine: \"fast\"  # command line, --engine\n"), "{settings}");
    assert!(settings.contains("cache: false  # command line, --no-cache\n"), "{settings}");
    assert!(settings.contains("recall: 0.0  # default\n"), "{settings}");
    desk.err(2, &["--engine", "best", "config"]);
    let error = desk.err(2, &["--config", "mine.yaml", "config"]);
    assert!(error.contains("mine.yaml:1:") && error.contains("muose"), "{error}");
}

#[test]
fn help_completions_and_manual_speak_of_the_same_commands() {
    let desk = Desk::new();
    let help = desk.out(&["--help"]);
    assert_eq!(desk.out(&[]), help);
    assert!(help.contains("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 input unreadable, 4 document invalid"));
    for command in ["extract", "list", "mark", "export", "eval", "schema", "completions", "man", "config"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}");
        assert!(desk.out(&["completions", "bash"]).contains(command), "{command}");
        assert!(desk.out(&["man"]).contains(command), "{command}");
    }
    assert!(desk.out(&["--version"]).starts_with("claimdesk "));
    desk.err(2, &["extract"]);
    assert!(desk.err(2, &["ferry.txt", "list", "ferry.txt"]).contains("before a command"));
}

#[test]
fn a_full_stdout_is_a_failure_and_a_closed_one_is_not() {
    let desk = Desk::new();
    let to = |target: &str| {
        let line = format!("\"$0\" extract ferry.txt {target}");
        std::process::Command::new("bash")
            .args(["-o", "pipefail", "-c", &line, env!("CARGO_BIN_EXE_claimdesk")])
            .current_dir(desk.folder())
            .env("XDG_CACHE_HOME", desk.cache())
            .status()
            .unwrap()
    };
    if Path::new("/dev/full").exists() {
        assert_eq!(to(">/dev/full 2>/dev/null").code(), Some(1));
    }
    assert!(to("| true").success());
}
