use super::*;

const STORY: &str = "<p>The ferry to Larkholm will stop on Monday, said Ada Brandt, the harbour master, after a crack was found in its hull.</p>\
<h2>Two weeks</h2>\
<p>The repair could take two weeks, according to the shipyard, and longer if the weather, as last year, turns bad.</p>\
<ul><li>The first boat leaves at noon.</li><li>The last one at six.</li></ul>";

const TEXT: &str = "The ferry to Larkholm will stop on Monday, said Ada Brandt, the harbour master, after a crack was found in its hull.\n\n\
## Two weeks\n\n\
The repair could take two weeks, according to the shipyard, and longer if the weather, as last year, turns bad.\n\n\
- The first boat leaves at noon.\n- The last one at six.\n";

fn page_of(html: &str) -> Draft {
    page(html.as_bytes(), None).unwrap()
}

#[track_caller]
fn shows_the_story(html: &str) {
    assert_eq!(page_of(html).text, TEXT, "{html}");
}

#[test]
fn the_story_without_what_stands_around_it() {
    shows_the_story(&format!(
        "<html><head><title>Ferry to stop | The Quay</title></head><body>\
         <nav><a href=/>Home</a> <a href=/sport>Sport, weather, ferries, tides and more, every day of the year</a></nav>\
         <header><h1>Ferry to stop</h1><div class=byline>By Ana Roe</div><div class='share-buttons'>Share this story, please, with all</div></header>\
         <div class=story>{STORY}</div>\
         <aside>Related: the old ferry, and why it was sold, who bought it, and what became of its crew.</aside>\
         <div id=comments><p>I never liked that boat, it was loud, late and cold, and nobody on board ever smiled.</p></div>\
         <footer>Copyright The Quay</footer></body></html>"
    ));
}

#[test]
fn teasers_of_other_stories_in_the_story_are_left_out() {
    let (first, rest) = STORY.split_at(STORY.find("<h2>").unwrap());
    shows_the_story(&format!(
        "<article>{first}<div class='related-links'><a href=/a>Pool to close after roof fails</a></div>\
         <p>Read more: <a href=/b>The tide tables for the winter</a></p>{rest}</article>"
    ));
}

#[test]
fn pictures_and_their_words_are_left_out() {
    let (first, rest) = STORY.split_at(STORY.find("<h2>").unwrap());
    shows_the_story(&format!(
        "<article>{first}<figure><img src=a.jpg><figcaption>The ferry in May, photographed from the quay.</figcaption></figure>\
         <div class=image-caption>The crack in the hull. (Picture: A. Person)</div>{rest}</article>"
    ));
}

#[test]
fn hidden_words_and_scripts_are_left_out() {
    let (first, rest) = STORY.split_at(STORY.find("<h2>").unwrap());
    shows_the_story(&format!(
        "<article><script>var a = '<p>not this</p>';</script>{first}<p style='display: none'>Nobody sees this sentence, at all.</p>\
         <p hidden>Nor this sentence, which is long enough to be one.</p><template><p>Nor this.</p></template>{rest}</article>"
    ));
}

#[test]
fn a_story_in_several_parts_is_one() {
    let (first, rest) = STORY.split_at(STORY.find("<h2>").unwrap());
    shows_the_story(&format!(
        "<div><div class='story-body'>{first}</div><div class=ad>Buy a boat, today, from us, for very little money.</div>\
         <div class='story-body'>{rest}</div></div><div><p>Elsewhere.</p></div>"
    ));
}

#[test]
fn line_breaks_make_paragraphs_where_nothing_else_does() {
    let draft = page_of(
        "<body><div>The ferry will stop on Monday, said Ada Brandt, the harbour master.<br><br>\
         The repair could take two weeks, according to the shipyard.</div></body>",
    );
    assert_eq!(
        draft.text,
        "The ferry will stop on Monday, said Ada Brandt, the harbour master.\n\nThe repair could take two weeks, according to the shipyard.\n"
    );
}

#[test]
fn tables_of_data_stay_tables() {
    let draft = page_of(&format!(
        "<article>{STORY}<table><tr><th>Year</th><th>Passengers</th></tr><tr><td>2030</td><td>12,000</td></tr></table></article>"
    ));
    assert!(draft.text.ends_with("| Year | Passengers |\n| 2030 | 12,000 |\n"), "{}", draft.text);
}

#[test]
fn metadata_of_json_ld_comes_first() {
    let draft = page_of(&format!(
        r#"<html lang=en-GB><head><title>x</title><meta property="og:title" content="Other title">
        <meta property="og:site_name" content="Other site"><link rel=canonical href="https://quay.example/ferry">
        <script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "WebPage", "name": "no"}},
        {{"@type": "NewsArticle", "headline": "Ferry &amp; crew to stop", "datePublished": "2031-11-03T09:00:00+0100",
        "dateModified": "2031-11-04", "author": [{{"@type": "Person", "name": "Ana Roe"}}, {{"name": "Bo Dun"}}],
        "publisher": {{"name": "The Quay"}}, "dateline": "LARKHOLM", "isAccessibleForFree": "False"}}]}}</script></head>
        <body><article>{STORY}</article></body></html>"#
    ));
    let meta = draft.meta;
    assert_eq!(meta.title.as_deref(), Some("Ferry & crew to stop"));
    assert_eq!(meta.authors, ["Ana Roe", "Bo Dun"]);
    assert_eq!(meta.outlet.as_deref(), Some("The Quay"));
    assert_eq!(meta.published.unwrap().text, "2031-11-03T09:00:00+01:00");
    assert_eq!(meta.modified.as_deref(), Some("2031-11-04"));
    assert_eq!(meta.dateline.as_deref(), Some("LARKHOLM"));
    assert_eq!(meta.language.as_deref(), Some("en-GB"));
    assert_eq!(meta.url.as_deref(), Some("https://quay.example/ferry"));
    assert_eq!(meta.paywalled, Some(true));
    assert!(draft.warnings.iter().any(|warning| warning.contains("subscribers")), "{:?}", draft.warnings);
}

#[test]
fn metadata_of_meta_elements_and_of_the_page_itself() {
    let meta = page_of(&format!(
        "<head><meta property=og:title content='Ferry to stop'><meta property=article:published_time content='2031-11-03T09:00:00Z'>\
         <meta name=author content='Ana Roe and Bo Dun'><meta property=og:site_name content='The Quay'></head><article>{STORY}</article>"
    ))
    .meta;
    assert_eq!((meta.title.as_deref(), meta.outlet.as_deref()), (Some("Ferry to stop"), Some("The Quay")));
    assert_eq!(meta.authors, ["Ana Roe", "Bo Dun"]);
    assert_eq!(meta.published.unwrap().text, "2031-11-03T09:00:00Z");
    let meta = page_of(&format!(
        "<title>Ferry to stop - The Quay</title><h1>Ferry to stop</h1><a rel=author href=/ana>Ana Roe</a>\
         <time datetime='2031-11-03'>Monday</time><article>{STORY}</article>"
    ))
    .meta;
    assert_eq!(meta.title.as_deref(), Some("Ferry to stop"));
    assert_eq!(meta.authors, ["Ana Roe"]);
    assert_eq!(meta.published.unwrap().text, "2031-11-03");
}

#[test]
fn names_that_json_ld_points_to() {
    let meta = page_of(&format!(
        r##"<script type="application/ld+json">{{"@graph": [{{"@type": "NewsArticle", "headline": "Ferry to stop",
        "author": {{"@id": "#ana"}}, "publisher": {{"@id": "#quay"}}}}, {{"@type": "Person", "@id": "#ana", "name": "Ana Roe"}},
        {{"@type": "Organization", "@id": "#quay", "name": "The Quay"}}]}}</script><article>{STORY}</article>"##
    ))
    .meta;
    assert_eq!((meta.authors, meta.outlet.as_deref()), (vec!["Ana Roe".to_owned()], Some("The Quay")));
}

#[test]
fn authors_are_people_and_each_is_named_once() {
    let authors = |metas: &str| page_of(&format!("<head>{metas}</head><article>{STORY}</article>")).meta.authors;
    let site = "<meta property=og:site_name content='The Quay'>";
    assert_eq!(authors(&format!("{site}<meta name=author content='Ana Roe, The Quay News'>")), ["Ana Roe"]);
    assert_eq!(authors(&format!("{site}<meta name=author content='The Quay'>")), ["The Quay"]);
    assert_eq!(authors("<meta name=author content='Ana Roe'><meta name=author content='Ana Roe'>"), ["Ana Roe"]);
    assert_eq!(authors("<meta name=author content='Ana Roe, MD, Ph.D., Bo Dun'>"), ["Ana Roe, MD, Ph.D.", "Bo Dun"]);
}

#[test]
fn broken_json_ld_is_mended() {
    for script in [
        "<!-- {\"@type\": \"NewsArticle\", \"headline\": \"Ferry\n to stop\", \"datePublished\": \"2031-11-03\",} -->",
        "//<![CDATA[\n[{\"@type\": [\"NewsArticle\"], \"headline\": \"Ferry to stop\", \"datePublished\": \"2031-11-03\"}]\n//]]>",
        "{\"@type\": \"NewsArticle\", \"headline\": \"Ferry to stop\", \"description\": \"the \"old\" one\", \"datePublished\": \"2031-11-03\"}",
    ] {
        let meta =
            page_of(&format!("<script type='application/ld+json'>{script}</script><article>{STORY}</article>")).meta;
        assert_eq!(meta.title.as_deref(), Some("Ferry to stop"), "{script}");
        assert_eq!(meta.published.unwrap().text, "2031-11-03", "{script}");
    }
}

#[test]
fn the_encoding_is_the_declared_one() {
    let html = "<meta charset=windows-1252><article><p>Le café du port, dit la patronne, ferme lundi, à midi, pour toujours.</p></article>";
    let bytes = encoding_rs::WINDOWS_1252.encode(html).0;
    assert!(page(&bytes, None).unwrap().text.starts_with("Le café du port"));
}

#[test]
fn a_page_that_was_cut_off_says_so() {
    let cut = |html: &str| page_of(html).warnings.iter().any(|warning| warning.contains("cut off"));
    assert!(cut("<html><body><article><p>The ferry will stop on Monday, said Ada Bra"));
    assert!(cut("<HTML><body><article><p>The ferry will stop on Monday, said Ada Brandt.</p><div cla"));
    assert!(!cut("<html><body><p>The ferry will stop on Monday, said Ada Brandt.</p>"), "end tags may be left out");
    assert!(!cut("<html><body><p>The ferry will stop on Monday, said Ada Brandt.</BODY></html> "));
    assert!(!cut("<p>The ferry will stop on Monday, said Ada Brandt."), "no page");
}

#[test]
fn pages_without_text_and_endless_nesting() {
    assert!(page(b"<html><body><script>only()</script></body></html>", None).unwrap_err().0.contains("no text"));
    let deep = format!("<article><p>The ferry will stop on Monday, said Ada Brandt.</p>{}x", "<div>".repeat(100_000));
    let draft = page_of(&deep);
    assert!(draft.text.starts_with("The ferry") && draft.warnings.iter().any(|warning| warning.contains("nested")));
}

#[test]
fn mails_are_cut_above_what_they_quote() {
    for quoted in [
        "<div class=gmail_quote><div class=gmail_attr>On Monday Bo wrote:</div><blockquote>Old words.</blockquote></div>",
        "<blockquote type=cite>Old words.</blockquote>",
        "<div id=divRplyFwdMsg>From: Bo</div><div>Old words.</div>",
    ] {
        assert_eq!(
            mail(&format!("<p>The ferry stops.</p>{quoted}")),
            ("The ferry stops.\n".to_owned(), true),
            "{quoted}"
        );
    }
    assert!(!mail("<p>The ferry stops.</p><blockquote>Ada: it is cracked.</blockquote>").1);
}
