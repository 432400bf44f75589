//! Every format gives the same article: files by ordinary producers (`tests/data/formats/make.py`), loaded by the program.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a test fails by panicking and says why it skips"
)]

mod desk;

use std::path::Path;

use desk::Desk;
use serde_json::Value;

fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats").join(name).display().to_string()
}

fn documents(desk: &Desk, names: &[&str]) -> Vec<Value> {
    let files: Vec<String> = names.iter().map(|name| data(name)).collect();
    let mut args = vec!["--engine", "rules", "--no-cache", "extract", "--format", "jsonl"];
    args.extend(files.iter().map(String::as_str));
    desk.out(&args).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const FILES: &[(&str, &str)] = &[
    ("page.html", "html"),
    ("page.mhtml", "mhtml"),
    ("article.pdf", "pdf"),
    ("article.docx", "docx"),
    ("libreoffice.docx", "docx"),
    ("latex.pdf", "pdf"),
    ("mail.eml", "mail"),
    ("mail-html.eml", "mail"),
    ("mails.mbox", "mail"),
    ("feed.rss", "feed"),
    ("feed.atom", "feed"),
    ("story.nitf", "nitf"),
    ("item.newsml", "newsml-g2"),
    ("item.ninjs.json", "ninjs"),
    ("article.json", "json"),
    ("articles.jsonl", "json"),
    ("crawl.warc", "html"),
    ("crawl.warc.gz", "html"),
    ("pages.zip", "html"),
];

#[test]
fn every_format_gives_the_same_article() {
    let expected = std::fs::read_to_string(data("article.md")).unwrap();
    let names: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
    let found = documents(&Desk::new(), &names);
    assert_eq!(found.len(), FILES.len());
    for ((name, loader), document) in FILES.iter().zip(&found) {
        let article = &document["article"];
        assert_eq!(article["text"], expected, "{name}");
        assert_eq!(article["title"], "Ferry to stop for a crack in its hull", "{name}");
        assert_eq!(article["loader"]["name"], *loader, "{name}");
        assert_eq!(article["authors"][0], "Ana Roe", "{name}");
        assert_eq!(article["sha256"].as_str().unwrap().len(), 64, "{name}");
        // Word and PDF know when the file was made, browsers drop the scripts that say it: no day of publication.
        let dated = !["page.mhtml", "article.pdf", "article.docx", "libreoffice.docx", "latex.pdf"].contains(name);
        let published = article["published"].as_str().unwrap_or_default();
        assert_eq!(published.starts_with("2031-11-03"), dated, "{name}: {published}");
        assert!(document["claims"].as_array().unwrap().len() > 3, "{name}");
    }
    assert_eq!(found[2]["article"]["pages"].as_array().unwrap().len(), 2, "the PDF's pages");
    assert!(found[6]["article"]["warnings"][0].as_str().unwrap().contains("quoted"), "the mail's history");
}

#[test]
fn several_articles_are_listed_and_opened_by_number() {
    let desk = Desk::new();
    desk.put("two.jsonl", "{\"title\": \"One\", \"text\": \"The port opened on Monday, the harbour master said.\"}\n{\"title\": \"Two\", \"text\": \"The port closed on Friday, the harbour master said.\"}\n");
    let error = desk.err(2, &["two.jsonl"]);
    assert!(error.contains("holds 2 articles") && error.contains("two.jsonl#2  Two"), "{error}");
    assert!(desk.out(&["--engine", "rules", "two.jsonl#2"]).contains("The port closed on Friday"));
    assert!(desk.err(2, &["two.jsonl#3"]).contains("no article 3"));
    let all = desk.out(&["--engine", "rules", "extract", "--format", "jsonl", "two.jsonl"]);
    assert_eq!(all.lines().count(), 2);
    assert!(all.contains("two.jsonl#1"));
    let listed = desk.out(&["--engine", "rules", "list", "two.jsonl"]);
    assert!(listed.contains("two.jsonl#1") && listed.contains("The port closed on Friday"), "{listed}");
}

#[test]
fn a_folder_is_all_its_articles() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("in/deep")).unwrap();
    desk.put("in/a.txt", "The port is open.\n");
    desk.put("in/deep/b.html", "<article><p>The port is shut, said Ada Brandt, the harbour master.</p></article>");
    desk.put("in/picture.png", b"\x89PNG\r\n\x1a\n");
    desk.put("in/.hidden.txt", "Nobody sees this.\n");
    let all = desk.out(&["--engine", "rules", "extract", "--format", "jsonl", "in"]);
    let files: Vec<String> = all
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["article"]["file"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(files, ["in/a.txt", "in/deep/b.html"]);
    assert!(desk.err(2, &["in"]).contains("in/deep/b.html"));
}

#[test]
fn a_broken_file_says_what_is_wrong() {
    let desk = Desk::new();
    desk.put("a.pdf", "%PDF-1.7\n");
    desk.put("b.docx", b"PK\x03\x04 [Content_Types].xml and nothing else");
    desk.put("c.html", "<html><body><script>only()</script></body></html>");
    desk.put("d.json", "{\"title\": \"no text here\"}");
    for (name, said) in [("a.pdf", "PDF"), ("b.docx", "docx"), ("c.html", "no text"), ("d.json", "name it one of text")]
    {
        let error = desk.err(3, &[name]);
        assert!(error.starts_with(&format!("claimdesk: {name}: ")) && error.contains(said), "{error}");
    }
}

#[test]
fn a_nested_bomb_costs_an_error() {
    use std::io::Write;
    let desk = Desk::new();
    let pack = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    // One packed megabyte, six hundred times.
    let mut bomb = pack(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 700000000\r\n\r\n");
    bomb.extend(pack(&vec![b' '; 1 << 20]).repeat(600));
    desk.put("bomb.warc.gz", bomb);
    let error = desk.err(3, &["bomb.warc.gz"]);
    assert!(error.starts_with("claimdesk: bomb.warc.gz: warc: "), "{error}");
}

#[test]
fn the_mark_of_another_language_is_its_quotations() {
    let desk = Desk::new();
    let german = "Der Hafen wurde am Montag geschlossen, weil das Eis die Schleuse beschädigt hatte. „Wir warten auf den Frühling“, sagte die Hafenmeisterin Ada Brandt am Abend vor dem Rathaus. Die Arbeiten könnten zwei Wochen dauern, wenn das Wetter hält.\n";
    desk.put("de.txt", german);
    let output = desk.claimdesk(&["extract", "--format", "jsonl", "de.txt"]).output().unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["article"]["language"], "de");
    assert_eq!(document["extraction"]["engine"], "quotations");
    let claims: Vec<&str> =
        document["claims"].as_array().unwrap().iter().map(|claim| claim["text"].as_str().unwrap()).collect();
    assert_eq!(claims.len(), 1, "{claims:?}");
    assert!(claims[0].contains("Wir warten auf den Frühling"));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not English"));
}
