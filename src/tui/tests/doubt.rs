//! What the extraction is not sure of: how it looks, how it is found.

use super::*;

/// The review with the confidences 0.97, 0.41 and 0.596 of its three statements.
fn unsure() -> Review {
    let review = review();
    let mut statements: Vec<_> = review.statements().iter().map(|one| (**one).clone()).collect();
    for (one, confidence) in statements.iter_mut().zip([0.97, 0.41, 0.596]) {
        one.confidence = Some(confidence);
    }
    let findings = Findings {
        statements,
        sources: review.sources().to_vec(),
        claims: review.claims().iter().map(|claim| claim.found.clone()).collect(),
        ..Findings::default()
    };
    Review::new(Arc::clone(review.article()), findings)
}

fn order(app: &App) -> Vec<usize> {
    app.rows.iter().map(|row| row.claim + 1).collect()
}

#[test]
fn doubt_shows_quietly() {
    let mut app = app_of(unsure(), 120, 36);
    press(&mut app, "jj");
    insta::assert_snapshot!("doubt", screen(&app));
}

#[test]
fn doubtful_claims_can_be_listed_first() {
    let mut app = app_of(unsure(), 80, 24);
    press(&mut app, "O");
    assert_eq!((order(&app), app.current()), (vec![3, 5, 2, 1, 4], Some(2)));
    press(&mut app, "c");
    assert_eq!(app.current(), Some(4), "a mark goes on to the next doubtful one");
    press(&mut app, "O");
    assert_eq!((order(&app), app.current()), (vec![1, 2, 3, 4, 5], Some(4)));
    press(&mut app, "O");
    assert_eq!(app.current(), Some(4), "the most doubtful that is not reviewed");
    press(&mut app, "/form:direct<Enter>");
    assert_eq!(order(&app), [3, 5, 2]);
    press(&mut app, "<Esc>");
    assert_eq!(order(&app), [3, 5, 2, 1, 4]);
}

#[test]
fn without_confidences_the_order_stays() {
    let mut app = app(80, 24);
    press(&mut app, "jO");
    assert_eq!((order(&app), app.cursor), (vec![1, 2, 3, 4, 5], 1));
    assert_eq!(said(&app), "of no claim it is known how sure the extraction is");
}

#[test]
fn a_filter_finds_doubt() {
    let mut app = app_of(unsure(), 80, 24);
    for (filter, found) in [
        ("sure:<60", &[3][..]),
        ("sure:<61%", &[3, 5]),
        ("sure:>41", &[2, 5]),
        ("!sure:<60", &[1, 2, 4, 5]),
        ("sure:<", &[1, 2, 3, 4, 5]),
    ] {
        press(&mut app, &format!("/{}<Enter>", filter.replace('<', "<<>")));
        assert_eq!(order(&app), found, "{filter}");
        press(&mut app, "<Esc>");
    }
}
