//! Generators of hostile input: texts, documents, journals and settings that nobody means well with.

/// An input: what it is called, the file's ending, its bytes.
pub(crate) struct Shape {
    pub(crate) name: String,
    pub(crate) ending: &'static str,
    pub(crate) bytes: Vec<u8>,
}

fn shape(name: impl Into<String>, ending: &'static str, bytes: impl Into<Vec<u8>>) -> Shape {
    Shape { name: name.into(), ending, bytes: bytes.into() }
}

/// Words that must not reach a terminal as they are.
pub(crate) fn payloads() -> Vec<(&'static str, String)> {
    let mut all: Vec<(&'static str, String)> = vec![
        ("clears the screen", "\u{1b}[2J\u{1b}[H".into()),
        ("sets the title", "\u{1b}]0;owned\u{7}".into()),
        ("copies to the clipboard", "\u{1b}]52;c;b3duZWQ=\u{7}".into()),
        ("a link", "\u{1b}]8;;https://x.example\u{1b}\\here\u{1b}]8;;\u{1b}\\".into()),
        ("eight-bit controls", "\u{9b}2J\u{9d}0;owned\u{9c}".into()),
        ("asks for the cursor", "\u{1b}[6n\u{1b}[c".into()),
        ("sends keys", "\u{1b}P$q\"p\u{1b}\\".into()),
        ("leaves the alternate screen", "\u{1b}[?1049l\u{1b}c".into()),
        ("overwrites the line", "true\rfalse\u{8}\u{8}\u{8}".into()),
        ("turns the text", "\u{202e}desrever\u{202c}".into()),
        ("isolates the text", "\u{2067}a\u{2069}\u{2066}".into()),
        ("hides tags", "a\u{e0001}\u{e0041}\u{e007f}b".into()),
        ("has no width", "a\u{200b}\u{200d}\u{2060}\u{feff}b".into()),
        ("null and friends", (0..32).filter_map(char::from_u32).filter(|c| *c != '\n').collect()),
        ("del", "\u{7f}\u{80}\u{9f}".into()),
        ("a formula", "=HYPERLINK(\"https://x.example\",\"y\")".into()),
        ("a script", "<script>alert(1)</script><img src=x onerror=y>".into()),
        ("a shell", "$(touch owned); `touch owned`; | rm -rf ~".into()),
        ("a format", "%s%n{}{0}{{".into()),
        ("line separators", "a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f".into()),
        ("yaml", "- a: &x [*x]\n--- !!python/object:os.system ls\n...\n<<: *x".into()),
        ("markers of git", "<<<<<<< HEAD\n=======\n>>>>>>> x".into()),
        ("no characters", "\u{fffe}\u{ffff}\u{fdd0}\u{10ffff}".into()),
    ];
    all.push(("marks heaped on a letter", format!("e{}", "\u{301}".repeat(3000))));
    all.push(("a family without end", "👩\u{200d}".repeat(500)));
    all
}

/// Articles.
pub(crate) fn articles() -> Vec<Shape> {
    let mut all = Vec::new();
    for (name, words) in payloads() {
        let text = format!("{words}\n\n“The {words} dam is safe,” said Ada {words} Moss. It could {words} fail.\n");
        all.push(shape(name, "txt", text.clone()));
        all.push(shape(name, "md", format!("---\ntitle: \"{}\"\n---\n# {words}\n\n{text}", words.escape_default())));
    }
    let said = |count: usize| "“It is so,” said Bo Lind. ".repeat(count);
    all.extend([
        shape("nothing", "txt", ""),
        shape("a mark of byte order", "txt", "\u{feff}"),
        shape("blank lines", "txt", "\n".repeat(50_000)),
        shape("one long word", "txt", "a".repeat(500_000)),
        shape("one long line", "txt", said(600)),
        shape("quotation marks alone", "txt", "“".repeat(20_000)),
        shape("quotation marks in turn", "txt", "“‘".repeat(2_000) + &"’”".repeat(2_000)),
        shape("brackets", "md", "[".repeat(50_000)),
        shape("a quotation in a quotation", "md", "> ".repeat(20_000) + "x"),
        shape("lists in lists", "md", (0..300).map(|deep| " ".repeat(deep * 2) + "- x\n").collect::<String>()),
        shape("emphasis", "md", "*_".repeat(20_000)),
        shape("full stops", "txt", ". ".repeat(3_000)),
        shape(
            "no UTF-8",
            "txt",
            [b"The dam \xff\xfe\xc3(\xf0\x28\x8c\x28 is safe, said Ada Moss.".as_slice(), &[0x80; 200]].concat(),
        ),
        shape(
            "UTF-16",
            "txt",
            "\u{feff}The dam is safe, said Ada.".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        ),
        shape("half of UTF-16", "txt", vec![0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8]),
        shape("front matter without end", "md", "---\ntitle: x\n".to_owned() + &"a: b\n".repeat(5_000)),
        shape("zeros", "txt", vec![0_u8; 100_000]),
    ]);
    all
}

/// A sound document with `words` wherever an analyst or a program may write.
pub(crate) fn document(words: &str) -> String {
    let quoted = serde_json::to_string(words).unwrap_or_default();
    format!(
        "claimdesk: 1\narticle:\n  title: {quoted}\n  file: {quoted}\n  sha256: {quoted}\n  outlet: {quoted}\n  \
         authors: [{quoted}]\n  url: {quoted}\n  text: \"The dam is safe.\"\nextraction:\n  engine: {quoted}\n  version: {quoted}\n\
         sources:\n- id: {quoted}\n  name: {quoted}\n  kind: person\n  role: {quoted}\nclaims:\n- id: {quoted}\n  \
         source: {quoted}\n  span: [0, 16]\n  text: The dam is safe.\n  note: {quoted}\n  tags: [{quoted}]\n  evidence:\n  \
         - {{url: {quoted}, title: {quoted}, stance: supports}}\n  history:\n  - {{at: \"2025-11-23T10:00:00Z\", by: \
         {quoted}, set: note, to: {quoted}}}\n"
    )
}

/// Documents.
pub(crate) fn documents() -> Vec<Shape> {
    let mut all: Vec<Shape> =
        payloads().into_iter().map(|(name, words)| shape(name, "yaml", document(&words))).collect();
    let sound = document("x");
    let with = |from: &str, to: String| sound.replace(from, &to);
    let bomb = (0..9).fold("a0: &a0 [x, x]\n".to_owned(), |text, at| {
        text + &format!(
            "a{}: &a{} [*a{at}, *a{at}, *a{at}, *a{at}, *a{at}, *a{at}, *a{at}, *a{at}, *a{at}]\n",
            at + 1,
            at + 1
        )
    });
    all.extend([
        shape("aliases that multiply", "yaml", format!("{sound}{bomb}")),
        shape("an alias to itself", "yaml", format!("{sound}a: &a [*a]\n")),
        shape("brackets without end", "yaml", format!("{sound}deep: {}", "[".repeat(100_000))),
        shape("maps without end", "yaml", format!("{sound}deep: {}", "{a: ".repeat(50_000))),
        shape(
            "indentation without end",
            "yaml",
            format!("{sound}deep:\n{}", (1..2_000).map(|deep| " ".repeat(deep) + "a:\n").collect::<String>()),
        ),
        shape("a span beyond numbers", "yaml", with("span: [0, 16]", "span: [0, 18446744073709551616]".into())),
        shape("a span at the end of numbers", "yaml", with("span: [0, 16]", "span: [0, 18446744073709551615]".into())),
        shape("a negative span", "yaml", with("span: [0, 16]", "span: [-1, 16]".into())),
        shape("a span of not a number", "yaml", with("span: [0, 16]", "span: [.nan, .inf]".into())),
        shape("no claim at all", "yaml", "claimdesk: 1\n"),
        shape("a tag", "yaml", with("claimdesk: 1", "claimdesk: !!binary 1".into())),
        shape("two documents", "yaml", format!("{sound}---\n{sound}")),
        shape("a version of the future", "yaml", with("claimdesk: 1", "claimdesk: 999".into())),
        shape("a version beyond numbers", "yaml", with("claimdesk: 1", "claimdesk: 1e999".into())),
        shape("a moment before time", "yaml", with("2025-11-23T10:00:00Z", "-009999-01-01T00:00:00Z".into())),
        shape("git in the article", "yaml", with("article:\n", "<<<<<<< a\narticle:\n=======\n>>>>>>> b\n".into())),
        shape(
            "git in a claim",
            "yaml",
            with("  span: [0, 16]\n", "<<<<<<< a\n  span: [0, 16]\n=======\n>>>>>>> b\n".into()),
        ),
        shape("git without end", "yaml", with("  span: [0, 16]\n", "<<<<<<< a\n  span: [0, 16]\n".into())),
        shape("json in depth", "json", format!("{{\"claimdesk\":1,\"deep\":{}", "[".repeat(100_000))),
        shape("json with half a character", "json", "{\"claimdesk\":1,\"article\":{\"text\":\"\\ud800\"}}"),
        shape("tabs", "yaml", sound.replace("  ", "\t")),
        shape("returns", "yaml", sound.replace('\n', "\r\n")),
        shape("keys as long as books", "yaml", format!("{sound}{}: x\n", "k".repeat(300_000))),
    ]);
    all
}

/// Settings.
pub(crate) fn settings() -> Vec<Shape> {
    let mut all: Vec<Shape> = payloads()
        .into_iter()
        .map(|(name, words)| {
            let quoted = serde_json::to_string(&words).unwrap_or_default();
            shape(name, "yaml", format!("author: {quoted}\ntheme: {quoted}\nkeys: {{{quoted}: [{quoted}]}}\n"))
        })
        .collect();
    all.push(shape("depth", "yaml", format!("keys: {}", "[".repeat(100_000))));
    all.push(shape("a number beyond numbers", "yaml", "max_file_size: 1e400\n"));
    all
}
