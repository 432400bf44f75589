//! The views, the groups of the list, jumps to kin and to what no claim covers: (before, keys, after), and how it looks.

use std::fmt::Write as _;

use super::*;
use crate::extract::StatementId;
use crate::tui::app::Popup;
use crate::tui::board::Rows;
use crate::tui::grouping::Grouping;
use crate::tui::layout::Pane;

const LIDO: &str = "Lido will open without lifeguards\n\n\
    The lido may open without lifeguards in May, an official said on Monday. Vera Finch denied last week that the lido \
    would open without lifeguards.\n\n\
    Nobody swims there in winter. The pool lost 40,000 pounds last year, said Finch. A report puts the loss of the pool \
    last year at 55,000 pounds.\n\n\
    It is painted blue.\n";

/// A claim of the articles here: its words, whose, and the day on which they were said.
struct Said(&'static str, Option<&'static str>, Option<(i16, i8, i8)>);

fn review_of(text: &str, people: &[(&str, SourceKind)], said: &[Said]) -> Review {
    let mut article = from_text(text.to_owned());
    article.meta.title = text.lines().next().map(str::to_owned);
    let mut findings = Findings::default();
    for (name, kind) in people {
        let one = Source { kind: *kind, ..source(name, name, "") };
        findings.sources.push(one);
    }
    for (at, Said(words, name, day)) in said.iter().enumerate() {
        let span = find(text, words);
        let statement: Option<StatementId> = name.map(|_| format!("s{at}").into());
        if let (Some(id), Some(name)) = (&statement, name) {
            let denies = text.get(..span.start()).unwrap().ends_with("denied last week that ");
            findings.statements.push(Statement {
                id: id.clone(),
                source: Some((*name).into()),
                resolved_by: Some(ResolvedBy::FullName),
                candidates: vec![],
                mention: None,
                cue: None,
                content: vec![span],
                form: Form::Indirect,
                stance: if denies { Stance::Denies } else { Stance::Asserts },
                confidence: None,
                audience: None,
                channel: None,
                record: Record::Named,
                said_on: Some(SaidOn {
                    text: if day.is_some() { "on Monday".into() } else { "last week".into() },
                    date: day.map(|(year, month, day)| jiff::civil::date(year, month, day)),
                }),
            });
        }
        let denial = findings
            .statements
            .last()
            .is_some_and(|one| Some(&one.id) == statement.as_ref() && one.stance == Stance::Denies);
        findings.claims.push(Claim {
            id: format!("c{}", at + 1).into(),
            statement,
            source: name.map(Into::into),
            span,
            kind: if denial { ClaimKind::Denial } else { ClaimKind::Fact },
            hedges: words
                .find(" may ")
                .map(|place| Hedge { span: ByteSpan::new(span.start() + place + 1, span.start() + place + 4) })
                .into_iter()
                .collect(),
        });
    }
    Review::new(Arc::new(article), findings)
}

fn lido() -> Review {
    let people =
        [("Vera Finch", SourceKind::Person), ("official", SourceKind::Anonymous), ("report", SourceKind::Document)];
    review_of(
        LIDO,
        &people,
        &[
            Said("Lido will open without lifeguards", None, None),
            Said("The lido may open without lifeguards in May", Some("official"), Some((2026, 5, 4))),
            Said("the lido would open without lifeguards", Some("Vera Finch"), None),
            Said("The pool lost 40,000 pounds last year", Some("Vera Finch"), Some((2026, 5, 3))),
            Said("the loss of the pool last year at 55,000 pounds", Some("report"), None),
        ],
    )
}

const LIBRARY: &str = "図書館は五月に閉まる\n\n市長の山田花子は月曜日に「図書館は五月に閉まる」と述べた。 The 図書館 lost 40 members, said 山田花子.\n\n誰も知らない。\n";
const FIRE: &str = "🚒 Fire at the 🧨 works\n\n👩‍🚒 Ada said on Monday that the 🔥 had been put out. The 🧨 works burned for 3 days. 🇳🇴 crews came.\n";

/// Articles with wide characters and with emoji of several code points.
fn wide() -> [(&'static str, Review); 2] {
    let person = SourceKind::Person;
    [
        (
            "cjk",
            review_of(
                LIBRARY,
                &[("山田花子", person)],
                &[
                    Said("図書館は五月に閉まる\n", None, None),
                    Said("The 図書館 lost 40 members", Some("山田花子"), Some((2026, 5, 4))),
                ],
            ),
        ),
        (
            "emoji",
            review_of(
                FIRE,
                &[("👩‍🚒 Ada", person)],
                &[
                    Said("the 🔥 had been put out", Some("👩‍🚒 Ada"), Some((2026, 5, 4))),
                    Said("The 🧨 works burned for 3 days", None, None),
                ],
            ),
        ),
    ]
}

fn lido_app(width: u16, height: u16) -> App {
    app_of(lido(), width, height)
}

#[test]
fn how_the_views_look() {
    for (name, keys) in
        [("coverage", "cjt}"), ("sources", "cjtvs"), ("timeline", "jtvtj"), ("lints", "gcgcvl"), ("by-source", "cvg")]
    {
        for (name, seen) in looks(name, &SIZES[..4], lido_app, keys) {
            insta::assert_snapshot!(name, seen);
        }
    }
    for (script, review) in wide() {
        for (name, keys) in
            [("coverage", "c}"), ("sources", "vs"), ("timeline", "vt"), ("lints", "cvl"), ("by-source", "vg")]
        {
            let start = |width, height| app_of(review.clone(), width, height);
            for (name, seen) in looks(&format!("{script}-{name}"), &SIZES[..4], start, keys) {
                insta::assert_snapshot!(name, seen);
            }
        }
    }
}

#[test]
fn a_view_at_any_size_harms_nothing() {
    for keys in ["vs", "vt", "vl", "vc", "vg", "}"] {
        for (width, height) in [(20, 5), (21, 6), (30, 8), (60, 16), (99, 23), (160, 20), (15, 4)] {
            let mut app = lido_app(200, 50);
            press(&mut app, keys);
            press(&mut app, "jj");
            update(&mut app, Action::Resize(width, height));
            press(&mut app, "Gk");
            assert!(!screen(&app).is_empty(), "{keys} {width}x{height}");
        }
    }
}

#[test]
fn the_uncovered_sentences_are_gone_round() {
    let mut app = lido_app(80, 24);
    let text = |app: &App| app.uncovered().unwrap().of(LIDO).to_owned();
    press(&mut app, "}");
    assert!(app.covering.is_some());
    assert_eq!(text(&app), "Nobody swims there in winter.");
    press(&mut app, "}");
    assert_eq!(text(&app), "It is painted blue.");
    press(&mut app, "}{");
    assert_eq!(text(&app), "It is painted blue.");
    press(&mut app, "j");
    assert_eq!(app.uncovered(), None, "another claim is in hand");
    press(&mut app, "<Esc>");
    assert!(app.covering.is_none());
    let mut app = app_of(review_of("A dog barked.\n", &[], &[Said("A dog barked.", None, None)]), 80, 24);
    press(&mut app, "}");
    assert_eq!((said(&app), app.covering), ("every sentence has a claim", None));
}

#[test]
fn on_a_small_screen_the_article_takes_the_place_of_the_list_and_gives_it_back() {
    let mut app = lido_app(40, 12);
    assert!(app.areas.article.is_empty());
    press(&mut app, "vc");
    assert!(!app.areas.article.is_empty() && app.areas.list.is_empty());
    assert_eq!(app.focus, Pane::Article);
    press(&mut app, "vc");
    assert!(app.areas.article.is_empty() && !app.areas.list.is_empty());
    assert_eq!(app.focus, Pane::List);
}

#[test]
fn a_margin_leaves_every_row_inside_the_pane() {
    for (_, review) in wide() {
        let mut app = app_of(review, 80, 24);
        let plain = app.page.clone();
        press(&mut app, "vc");
        assert_eq!(app.page.width + 4, plain.width);
        press(&mut app, "vc");
        assert_eq!(app.page, plain);
    }
}

#[test]
fn kin_are_gone_round_in_the_order_of_the_text() {
    let mut app = lido_app(120, 36);
    let mut seen = vec![];
    for _ in 0..3 {
        press(&mut app, "*");
        seen.push(app.cursor);
    }
    assert_eq!(seen, [1, 2, 0]);
    press(&mut app, "*");
    assert_eq!(said(&app), "claim 2: the same as claim 1");
    press(&mut app, "*");
    assert_eq!(said(&app), "claim 3: the opposite as claim 2");
    press(&mut app, "G*");
    assert_eq!((app.cursor, said(&app)), (3, "claim 4: other figures as claim 5"));
    let mut app = super::app(80, 24);
    press(&mut app, "G*");
    assert_eq!((app.cursor, said(&app)), (4, "no other claim of the article belongs to this one"));
}

#[test]
fn a_jump_looks_past_the_filter() {
    let mut app = lido_app(80, 24);
    press(&mut app, "/source:finch<Enter>");
    assert_eq!(app.rows.len(), 2);
    press(&mut app, "*");
    assert_eq!((app.rows.len(), app.current()), (5, Some(0)));
    assert_eq!(said(&app), "the filter is cleared: it left claim 1 out");
}

#[test]
fn the_sources_are_counted_and_lead_to_their_claims() {
    let mut app = lido_app(80, 24);
    press(&mut app, "jjcvs");
    let Some(Rows::Sources(rows)) = app.board.as_ref().map(|board| &board.rows) else { panic!("no view") };
    let counts: Vec<(Option<usize>, [usize; 4])> = rows.iter().map(|row| (row.source, row.tally.0)).collect();
    assert_eq!(
        counts,
        [(Some(0), [1, 1, 0, 0]), (Some(1), [1, 0, 0, 0]), (Some(2), [1, 0, 0, 0]), (None, [1, 0, 0, 0])]
    );
    assert_eq!(app.board.as_ref().unwrap().cursor, 0, "the source of the claim in hand");
    press(&mut app, "<Enter>");
    assert!(app.board.is_none());
    assert_eq!((app.filter_text.as_str(), app.rows.len()), ("source:\"Vera Finch\"", 2));
    press(&mut app, "vsG<Enter>");
    assert_eq!((app.filter_text.as_str(), app.current()), ("kind:outlet", Some(0)));
    for close in ["q", "<Esc>", "vs"] {
        press(&mut app, "vs");
        assert!(app.board.is_some());
        assert_eq!(press(&mut app, close), [], "{close}");
        assert!(app.board.is_none(), "{close}");
    }
}

#[test]
fn the_timeline_is_in_the_order_of_saying_and_leads_to_the_claim() {
    let mut app = lido_app(80, 24);
    press(&mut app, "vt");
    let Some(Rows::Timeline(rows)) = app.board.as_ref().map(|board| &board.rows) else { panic!("no view") };
    assert_eq!(*rows, [3, 1, 2, 4]);
    press(&mut app, "j<Enter>");
    assert_eq!((app.board.is_none(), app.current()), (true, Some(1)));
    press(&mut app, "vtvs");
    assert!(matches!(app.board.as_ref().unwrap().rows, Rows::Sources(_)), "from view to view");
}

/// The rules that complain, with an x for those acknowledged.
fn complaints(app: &App) -> Vec<String> {
    let Some(Rows::Lints(rows)) = app.board.as_ref().map(|board| &board.rows) else { panic!("no view") };
    rows.iter()
        .map(|lint| format!("{} {}{}", lint.claim, lint.rule.name, if lint.acknowledged { " x" } else { "" }))
        .collect()
}

#[test]
fn a_lint_is_acknowledged_and_that_is_undone() {
    let mut app = lido_app(80, 24);
    press(&mut app, "vl");
    let open = ["c1 headline-drops-hedge", "c3 unresolved-date"];
    assert_eq!(complaints(&app), open);
    press(&mut app, "ja");
    assert_eq!(complaints(&app)[1], "c3 unresolved-date x");
    assert_eq!((said(&app), app.saved.clone()), ("unresolved-date: acknowledged", Saved::No));
    press(&mut app, "u");
    assert_eq!(complaints(&app), open);
    press(&mut app, "<Ctrl-r>");
    assert_eq!(complaints(&app)[1], "c3 unresolved-date x");
    press(&mut app, "a");
    assert_eq!(said(&app), "unresolved-date: open again");
    press(&mut app, "G<Enter>");
    assert_eq!(app.current(), Some(2));
    assert!(screen(&app).contains("claim"), "back among the panes");
}

/// So many claims that looking through them for lints takes more than one part; each is confirmed on no evidence.
fn long_review() -> Review {
    let mut text = String::new();
    let mut claims = Vec::new();
    for at in 0..1_200 {
        let start = text.len();
        let _ = write!(text, "Pump {at} was mended in house {at}");
        let span = ByteSpan::new(start, text.len());
        claims.push(Claim {
            id: format!("c{at}").into(),
            statement: None,
            source: None,
            span,
            kind: ClaimKind::Fact,
            hedges: Vec::new(),
        });
        text.push_str(".\n\n");
    }
    let mut review = Review::new(Arc::new(from_text(text)), Findings { claims, ..Findings::default() });
    let ids: Vec<_> = review.claims().iter().map(|claim| claim.found.id.clone()).collect();
    let change = review.propose(&ids, "rk", now(), |mark| mark.set_status(Status::Confirmed)).unwrap();
    review.apply(change).unwrap();
    review
}

#[test]
fn a_long_review_is_looked_through_in_parts_between_frames() {
    let mut app = app_of(long_review(), 120, 36);
    press(&mut app, "vl");
    assert!(app.has_work());
    assert_eq!(complaints(&app).len(), 500);
    assert!(screen(&app).contains("41 % of the claims looked through"), "{}", screen(&app));
    // Keys work meanwhile; what was let stand shows at once and stays.
    press(&mut app, "ja");
    assert_eq!(complaints(&app)[1], "c1 confirmed-without-support x");
    while app.has_work() {
        assert!(complaints(&app).len() >= 500, "the list stays in sight");
        update(&mut app, Action::Work);
    }
    assert_eq!((complaints(&app).len(), complaints(&app)[1].as_str()), (1_200, "c1 confirmed-without-support x"));
    assert!(!screen(&app).contains("looked through"));
    // Leaving the view ends the work.
    press(&mut app, "u");
    assert!(app.has_work());
    press(&mut app, "<Esc>");
    assert!(!app.has_work());
}

#[test]
fn the_palette_works_over_a_view() {
    // A command of the view itself, on its row.
    let mut app = lido_app(120, 36);
    press(&mut app, "vlj:acknow<Enter>");
    assert_eq!(complaints(&app)[1], "c3 unresolved-date x");
    press(&mut app, ":undo<Enter>");
    assert_eq!(complaints(&app)[1], "c3 unresolved-date");
    // Another view; the line of keys leads to the palette, too.
    assert!(screen(&app).contains(": commands"), "{}", screen(&app));
    press(&mut app, ":view-tim<Enter>");
    assert!(matches!(app.board.as_deref().map(|board| &board.rows), Some(Rows::Timeline(_))));
    // A command of the panes goes to the row's claim first.
    press(&mut app, "vlj:disputed<Enter>");
    assert!(app.board.is_none());
    assert_eq!(app.review.claims()[2].mark.status, Status::Disputed);
    press(&mut app, "u");
    assert_eq!(app.review.claims()[2].mark.status, Status::Unreviewed);
    // From the sources it lists their claims first, and changes none of them.
    press(&mut app, "vs:disputed");
    assert!(!screen(&app).contains("mark disputed"), "{}", screen(&app));
    press(&mut app, "<Esc>:filter the<Enter>");
    assert!(app.board.is_none() && matches!(app.popup, Some(Popup::Filter(_))));
    assert!(!app.filter_text.is_empty());
    // Left with Escape it leaves the view where it was.
    let mut app = lido_app(120, 36);
    press(&mut app, "vt:<Esc>");
    assert!(app.board.is_some() && app.popup.is_none());
    press(&mut app, "<Esc>vc:next-unc<Enter>");
    assert!(app.covering.is_some_and(|covering| covering.sentence.is_some()));
}

#[test]
fn the_details_name_kin_and_lints() {
    let mut app = lido_app(200, 50);
    let shown = screen(&app);
    assert!(shown.contains("the same in claim 2: The lido may open"), "{shown}");
    assert!(shown.contains("the opposite in claim 3"), "{shown}");
    assert!(shown.contains("* goes there"), "{shown}");
    assert!(shown.contains("the headline drops the “may” of claim 2"), "{shown}");
    press(&mut app, "c");
    press(&mut app, "g");
    assert!(screen(&app).contains("confirmed-without-support"), "{}", screen(&app));
}

#[test]
fn groups_keep_their_claims_until_the_list_is_made_anew() {
    let order = |app: &App| app.rows.iter().map(|row| row.claim + 1).collect::<Vec<_>>();
    let mut app = lido_app(80, 24);
    press(&mut app, "jvg");
    assert_eq!((order(&app), app.current()), (vec![1, 2, 3, 4, 5], Some(1)), "the outlet, official, Finch, report");
    assert_eq!(said(&app), "claims by source");
    press(&mut app, "Gcvg");
    assert_eq!(order(&app), [1, 2, 3, 4, 5]);
    assert_eq!(app.filter.grouping(), Grouping::Status);
    press(&mut app, "gd");
    assert_eq!(order(&app), [1, 2, 3, 4, 5], "nothing jumps away under the cursor");
    press(&mut app, "vg");
    assert_eq!(order(&app), [4, 2, 1, 3, 5], "by the day");
    press(&mut app, "vg");
    assert_eq!((order(&app), said(&app)), (vec![1, 2, 3, 4, 5], "claims in the order of the text"));
    assert_eq!(app.filter.grouping(), Grouping::Text);
}

#[test]
fn headings_leave_the_cursor_in_sight_and_the_mouse_right() {
    for height in [5, 6, 8, 12, 24] {
        let mut app = lido_app(40, height);
        press(&mut app, "vg");
        for key in ["j", "j", "j", "j", "k", "k", "k", "k", "G", "g"] {
            press(&mut app, key);
            assert!(crate::tui::sight::shows(&app, app.list_top, app.cursor), "{height} {key}");
        }
    }
    let mut app = lido_app(80, 24);
    press(&mut app, "vg");
    let inside = app.areas.inside(Pane::List);
    for (at, (y, line)) in crate::tui::sight::lines(&app, 0).into_iter().enumerate() {
        (app.cursor, app.list_top) = (4, 0);
        update(&mut app, Action::Click(inside.x, inside.y + y));
        match line {
            crate::tui::sight::Line::Claim(row) => assert_eq!(app.cursor, row),
            crate::tui::sight::Line::Heading(_) => assert_eq!(app.cursor, 4, "line {at}"),
        }
    }
}

#[test]
fn a_click_in_a_view_chooses_its_row() {
    let mut app = lido_app(80, 24);
    press(&mut app, "vt");
    let area = crate::tui::view::board_area(&app);
    update(&mut app, Action::Click(area.x + 3, area.y + 2));
    assert_eq!(app.board.as_ref().unwrap().cursor, 2);
    update(&mut app, Action::Wheel(area.x + 3, area.y + 2, -3));
    assert_eq!(app.board.as_ref().unwrap().cursor, 0);
}

#[test]
fn the_session_tells_its_pace() {
    let mut app = lido_app(80, 24);
    press(&mut app, "ccvp");
    assert_eq!(said(&app), "2 claims decided in this session, 3 left", "no time has passed");
    app.started = Timestamp::from_second(1_763_979_600 - 120).unwrap();
    press(&mut app, "vp");
    assert_eq!(said(&app), "2 claims in 2 min: 1.0 a minute; 3 left, about 3 min more");
}

#[test]
fn what_is_corrected_is_known_to_the_views() {
    let mut app = lido_app(80, 24);
    let by = crate::review::Author { by: "rk", at: now() };
    let ids = [app.review.claims()[3].found.id.clone()];
    let change = app.review.propose(&ids, by.by, by.at, |mark| mark.set_rejected(true)).unwrap();
    app.review.apply(change).unwrap();
    update(&mut app, Action::Idle);
    press(&mut app, "}");
    let sentence = |app: &App| app.uncovered().unwrap().of(LIDO).to_owned();
    press(&mut app, "}");
    assert!(sentence(&app).starts_with("The pool lost"), "a rejected claim covers nothing");
    press(&mut app, "G*");
    assert_eq!(said(&app), "no other claim of the article belongs to this one");
}
