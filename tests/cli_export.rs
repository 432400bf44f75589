//! `claimdesk export` and `claimdesk import`, as a script calls them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use claimdesk::export::Format;
use desk::{ARTICLE, Desk};

#[test]
fn help_names_every_format_and_what_it_is() {
    let desk = Desk::new();
    let help = desk.out(&["export", "--help"]);
    let import = desk.out(&["import", "--help"]);
    for format in Format::ALL {
        assert!(help.contains(&format!("- {}:", format.name())), "{help}");
        assert_eq!(import.contains(&format!("- {}:", format.name())), format.imports(), "{import}");
    }
}

#[test]
fn what_belongs_beside_an_export_is_written_beside_it() {
    let desk = Desk::with_review();
    desk.out(&["export", "ferry.review.yaml", "--format", "brat", "-o", "ferry.ann"]);
    assert_eq!(desk.read("ferry.txt"), ARTICLE);
    assert!(desk.read("ferry.ann").starts_with("T1\t"));
    desk.out(&["export", "ferry.review.yaml", "--format", "label-studio", "-o", "task.json"]);
    assert!(desk.read("task.config.xml").contains("<Labels"));
    assert!(desk.err(2, &["export", "ferry.review.yaml", "--format", "brat"]).contains("-o NAME.ann"));
    assert!(desk.err(2, &["export", "ferry.review.yaml", "--format", "brat", "-o", "x.txt"]).contains(".ann"));
}

#[test]
fn fact_checks_get_their_address_from_where_the_report_will_be() {
    let desk = Desk::with_review();
    desk.out(&["mark", "ferry.review.yaml", "1", "confirmed"]);
    let args = ["export", "ferry.review.yaml", "--format", "claimreview"];
    let output = desk.claimdesk(&args).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("--url"));
    let text = desk.out(&[&args[..], &["--url", "https://desk.example/ferry.html"]].concat());
    assert!(text.contains("\"url\": \"https://desk.example/ferry.html#claim-c"), "{text}");
}

#[test]
fn marks_move_from_one_review_to_another_and_to_a_new_one() {
    let desk = Desk::with_review();
    desk.out(&["mark", "ferry.review.yaml", "1", "disputed", "--note", "See the log."]);
    desk.out(&["export", "ferry.review.yaml", "--format", "w3c", "-o", "ferry.jsonld"]);
    let list = desk.out(&["list", "--format", "tsv", "ferry.review.yaml"]);
    for (name, flags) in [("other", &[][..]), ("bare", &["--empty"][..])] {
        let article = format!("{name}.txt");
        desk.put(&article, ARTICLE);
        let args = [&["import", "ferry.jsonld", "--format", "w3c", "--into", &article], flags].concat();
        let told = desk.out(&args);
        let (added, marked) =
            if flags.is_empty() { ("0 claims added", "1 marked") } else { ("claims added", "0 marked") };
        assert!(told.contains(added) && told.contains(marked) && told.contains("0 left out"), "{told}");
        let again = desk.out(&["list", "--format", "tsv", &format!("{name}.review.yaml")]);
        let column = |list: &str, at: usize| -> Vec<String> {
            list.lines().map(|line| line.split('\t').nth(at).unwrap().to_owned()).collect()
        };
        assert_eq!((column(&again, 3), column(&again, 5)), (column(&list, 3), column(&list, 5)));
        assert!(desk.read(&format!("{name}.review.yaml")).contains("note: See the log."));
    }
}

#[test]
fn a_file_that_is_not_of_its_format_changes_nothing() {
    let desk = Desk::with_review();
    let before = desk.read("ferry.review.yaml");
    desk.put("bad.jsonl", "{\"text\": \"a\"}\n{");
    let args = ["import", "bad.jsonl", "--format", "doccano", "--into", "ferry.review.yaml"];
    assert!(desk.err(4, &args).contains("bad.jsonl: line 2"));
    desk.err(3, &["import", "gone.jsonl", "--format", "doccano", "--into", "ferry.review.yaml"]);
    desk.err(2, &["import", "bad.jsonl", "--format", "csv", "--into", "ferry.review.yaml"]);
    assert_eq!(desk.read("ferry.review.yaml"), before);
}
