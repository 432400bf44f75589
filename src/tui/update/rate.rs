//! Commands that judge beside the status: ratings, what the verdict is about, the claim's type.

use std::collections::BTreeSet;

use super::amend;
use crate::extract::{ClaimId, ClaimKind, SourceId};
use crate::review::{
    AnalystConfidence, Author, Change, Credibility, Edit, Layer, Mark, Reliability, Review, ReviewedClaim,
};
use crate::tui::app::App;

/// Rates the sources of the claims; the same rating again takes it away.
pub(super) fn reliability(app: &mut App, to: Reliability) {
    let sources = sources(app);
    let rated = |id: &SourceId| app.review.source_mark(id).and_then(|mark| mark.reliability);
    let names: Vec<String> =
        sources.iter().filter_map(|id| app.review.source(id)).map(|one| one.name.clone()).collect();
    if sources.is_empty() {
        return app.say("these words are the outlet's own: there is no source to rate");
    }
    let to = (!sources.iter().all(|id| rated(id) == Some(to))).then_some(to);
    let changes: Vec<Change> =
        sources.iter().filter_map(|id| app.review.propose_reliability(id, to, author(app))).collect();
    let said = match to {
        Some(to) => format!("{to}, {}", to.meaning()),
        None => "not rated any more".to_owned(),
    };
    if together(app, changes) {
        app.say(format!("reliability of {}: {said}", names.join(", ")));
    }
}

/// Rates what is said; the same rating again takes it away.
pub(super) fn credibility(app: &mut App, to: Credibility) {
    let to = toggled(app, to, |mark| mark.credibility);
    let said = to.map_or_else(|| "not rated any more".to_owned(), |to| format!("{to}, {}", to.meaning()));
    set(app, &format!("credibility: {said}"), |mark| mark.set_credibility(to));
}

/// Says how sure the analyst is; the same again leaves it unsaid.
pub(super) fn confidence(app: &mut App, to: AnalystConfidence) {
    let to = toggled(app, to, |mark| mark.analyst_confidence);
    let said = to.map_or_else(|| "unsaid again".to_owned(), |to| format!("{to}, {}", to.meaning()));
    set(app, &format!("your confidence: {said}"), |mark| mark.set_analyst_confidence(to));
}

/// Says what the verdict is about.
pub(super) fn layer(app: &mut App, to: Layer) {
    set(app, &format!("the status says {}", to.meaning()), |mark| mark.set_layer(to));
}

/// Takes every rating away, that of the source too.
pub(super) fn clear(app: &mut App) {
    let claims = amend::targets(app);
    let rated = |mark: &Mark| mark.credibility.is_some() || mark.analyst_confidence.is_some();
    let edits: [fn(&Mark) -> Edit; 3] = [
        |mark| mark.set_credibility(None),
        |mark| mark.set_analyst_confidence(None),
        |mark| mark.set_layer(Layer::Content),
    ];
    let marks = edits.iter().filter_map(|edit| app.review.propose(&claims, &app.author, (app.now)(), edit));
    let sources = sources(app);
    let of_sources = sources.iter().filter_map(|id| app.review.propose_reliability(id, None, author(app)));
    let shared = of_sources.clone().next().is_some();
    let changes: Vec<Change> = marks.chain(of_sources).collect();
    let any = claims_of(app, &claims).any(|claim| rated(&claim.mark));
    if !together(app, changes) {
        return app.say("not rated yet");
    }
    app.say(match (shared, any) {
        (true, _) => "ratings taken away, that of the source too",
        (false, true) => "ratings taken away",
        (false, false) => "the status says that it is so",
    });
}

/// Says what sort of assertion the claims are.
pub(super) fn kind(app: &mut App, to: ClaimKind) {
    let claims = amend::targets(app);
    match app.review.propose_kind(&claims, to, author(app)) {
        Some(change) => {
            if amend::carry_out(app, &change) {
                app.say(format!("type: {}", to.name()));
            }
        }
        None => app.say(format!("that is its type already: {}", to.name())),
    }
}

fn author(app: &App) -> Author<'_> {
    Author { by: &app.author, at: (app.now)() }
}

fn claims_of<'a>(app: &'a App, ids: &'a [ClaimId]) -> impl Iterator<Item = &'a ReviewedClaim> {
    let review: &Review = &app.review;
    ids.iter().filter_map(|id| review.claim(id))
}

/// The sources of the claims, each once.
fn sources(app: &App) -> BTreeSet<SourceId> {
    let claims = amend::targets(app);
    claims_of(app, &claims).filter_map(|claim| claim.found.source.clone()).collect()
}

/// `to`, or nothing where all claims have it already.
fn toggled<T: PartialEq>(app: &App, to: T, of: impl Fn(&Mark) -> Option<T>) -> Option<T> {
    let claims = amend::targets(app);
    let same = claims_of(app, &claims).all(|claim| of(&claim.mark).as_ref() == Some(&to));
    (!same).then_some(to)
}

fn set(app: &mut App, said: &str, edit: impl Fn(&Mark) -> Edit) {
    let claims = amend::targets(app);
    amend::edit(app, &claims, edit);
    let many = claims.len();
    app.say(if many > 1 { format!("{many} claims: {said}") } else { said.to_owned() });
}

/// Applies the changes as one, so that they are undone as one; says whether there was any.
fn together(app: &mut App, changes: Vec<Change>) -> bool {
    let whole = changes.into_iter().reduce(|mut all, one| {
        all.edits.extend(one.edits);
        all
    });
    whole.is_some_and(|change| amend::carry_out(app, &change))
}
