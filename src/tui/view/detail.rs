//! Everything known about the current claim: whose, how, to whom, when, and what the analyst left on it.

use std::fmt::Write as _;

use ratatui::Frame;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::{history, kin, pane_title, safe, time};
use crate::display::Safe;
use crate::extract::{ClaimKind, Form, Record, ResolvedBy, Source, SourceId, SourceKind, Stance, Statement};
use crate::review::{Layer, ReviewedClaim};
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::layout::Pane;
use crate::tui::page::wrap;
use crate::tui::theme::{Meaning, glyph};

/// Cells of the labels' column.
const LABEL: usize = 11;

pub(super) fn draw(app: &App, frame: &mut Frame<'_>) {
    let inside = app.areas.inside(Pane::Detail);
    if inside.is_empty() {
        return;
    }
    let lines = lines(app, usize::from(inside.width));
    let hidden = lines.len().saturating_sub(app.detail_top + usize::from(inside.height));
    let number = app.current().map_or_else(|| "Claim".to_owned(), |at| format!("Claim {}", at + 1));
    let title = match hidden {
        0 => number,
        1 => format!("{number}, 1 more line{}", below(&lines, app.detail_top + usize::from(inside.height))),
        _ => format!("{number}, {hidden} more lines{}", below(&lines, app.detail_top + usize::from(inside.height))),
    };
    pane_title(app, frame, Pane::Detail, &title);
    let shown: Vec<Line<'_>> = lines.into_iter().skip(app.detail_top).take(usize::from(inside.height)).collect();
    frame.render_widget(Paragraph::new(shown), inside);
}

/// What the lines from number `first` on are about, as far as their labels say.
fn below(lines: &[Line<'_>], first: usize) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for line in lines.iter().skip(first) {
        let label = line.spans.first().map_or("", |span| span.content.trim());
        if !label.is_empty() && labels.last() != Some(&label) {
            labels.push(label);
        }
    }
    if labels.is_empty() { String::new() } else { format!(": {}", labels.join(", ")) }
}

/// The rows of the details at this width.
pub(super) fn lines(app: &App, width: usize) -> Vec<Line<'static>> {
    let mut out = Rows { app, width, lines: Vec::new() };
    let Some(claim) = app.current_claim() else { return out.lines };
    let plain = Style::new();
    if app.areas.article.is_empty() {
        // No article beside it: the claim itself comes first.
        out.text(app.review.text_of(claim), app.theme.of(Meaning::Title), 0);
    }
    let statement = app.review.statement_of(claim);
    let name = app.theme.of(Meaning::Source);
    match app.review.source_of(claim) {
        Some(source) => out.field("Source", &describe_source(source, statement), name),
        None if statement.is_some() => out.field("Source", "not said", plain),
        None => out.field("Source", "the outlet, in its own voice", plain),
    }
    if let Some(statement) = statement {
        out.field("Said", &how(app, statement), plain);
        out.field("Said by", &mention(app, statement), plain);
        if let Some(line) = resolution(app, statement) {
            out.text(&line, app.theme.of(Meaning::Muted), LABEL);
        }
        out.optional("To", statement.audience.as_deref());
        out.optional("Through", statement.channel.as_deref());
        if let Some(when) = &statement.said_on {
            let published = app.review.article().meta.published.as_ref().map(|published| published.date);
            out.field("When", &time::words(when, published), plain);
        }
    }
    if let Some(page) = app.review.article().origin.page_of(claim.found.span.start()) {
        out.field("Page", &page.to_string(), plain);
    }
    kind(&mut out, claim);
    kin::related(&mut out);
    judgement(&mut out, claim);
    kin::lints(&mut out);
    let mark = &claim.mark;
    if !mark.tags.is_empty() {
        out.field("Tags", &mark.tags.join(", "), plain);
    }
    out.optional("Note", mark.note.as_deref());
    for one in &mark.evidence {
        let title = one.title.as_deref().map(|title| format!("{title}, ")).unwrap_or_default();
        out.field("Evidence", &format!("{}: {title}{}", one.stance.name(), one.reference), plain);
    }
    for entry in mark.history.iter().rev() {
        out.field("History", &history::words(app, entry), app.theme.of(Meaning::Muted));
    }
    let of_source = claim.found.source.as_ref().and_then(|id| app.review.source_mark(id));
    for entry in of_source.iter().flat_map(|mark| mark.history.iter().rev()) {
        out.field("Its source", &history::words(app, entry), app.theme.of(Meaning::Muted));
    }
    out.lines
}

fn kind(out: &mut Rows<'_>, claim: &ReviewedClaim) {
    let text = &out.app.review.article().text;
    let mut words = kind_name(claim.found.kind).to_owned();
    if let Some(sure) = out.app.review.sure_of(claim) {
        let _ = write!(words, ", sure {sure} %");
    }
    out.field("Type", &words, Style::new());
    let hedges: Vec<&str> = claim.found.hedges.iter().map(|hedge| hedge.span.of(text)).collect();
    if !hedges.is_empty() {
        out.field("Hedged", &hedges.join(", "), out.app.theme.of(Meaning::Hedge));
    }
}

/// The status and the axes beside it.
fn judgement(out: &mut Rows<'_>, claim: &ReviewedClaim) {
    let (app, mark) = (out.app, &claim.mark);
    let plain = Style::new();
    if mark.rejected {
        out.field("Rejected", "no claim", app.theme.of(Meaning::Error));
    }
    let about = match mark.layer {
        Layer::Content => String::new(),
        Layer::Attribution => format!(" ({})", mark.layer.meaning()),
    };
    let status = mark.status;
    out.field("Status", &format!("{} {status}{about}", glyph(status)), app.theme.status(status));
    if let Some(rating) = app.review.rating_of(claim) {
        let source = claim.found.source.as_ref().and_then(|id| app.review.source_mark(id)?.reliability);
        let parts = [
            source.map(|one| format!("source {}", one.meaning())),
            mark.credibility.map(|one| format!("information {}", one.meaning())),
        ];
        let meaning: Vec<String> = parts.into_iter().flatten().collect();
        out.field("Rating", &format!("{rating}: {}", meaning.join(", ")), plain);
    }
    if let Some(sure) = mark.analyst_confidence {
        out.field("Confidence", &format!("{sure}: {}", sure.meaning()), plain);
    }
    if let Some(day) = mark.recheck {
        let (when, style) = if day <= app.today() { (", due", app.theme.of(Meaning::Tentative)) } else { ("", plain) };
        out.field("Recheck", &format!("{}{when}", day.strftime("%A %Y-%m-%d")), style);
    }
    if !mark.acknowledged.is_empty() {
        out.field("Let stand", &mark.acknowledged.join(", "), plain);
    }
}

fn describe_source(source: &Source, statement: Option<&Statement>) -> String {
    let mut words = source.name.clone();
    for part in [&source.role, &source.affiliation].into_iter().flatten() {
        words.push_str(", ");
        words.push_str(part);
    }
    let kind = match source.kind {
        SourceKind::Person => "person",
        SourceKind::Group => "group",
        SourceKind::Organization => "organization",
        SourceKind::Anonymous => "anonymous",
        SourceKind::Document => "document",
    };
    let record = statement.map(|statement| match statement.record {
        Record::Named => "named",
        Record::Anonymous => "anonymous",
        Record::Document => "document",
    });
    match record {
        Some(record) if record != kind => format!("{words} ({kind}, {record})"),
        _ => format!("{words} ({kind})"),
    }
}

fn how(app: &App, statement: &Statement) -> String {
    let form = match statement.form {
        Form::Direct => "quoted",
        Form::Indirect => "paraphrased",
        Form::Mixed => "partly quoted",
    };
    let stance = match statement.stance {
        Stance::Asserts => "asserted",
        Stance::Denies => "denied",
    };
    let text = &app.review.article().text;
    let cue = statement.cue.map(|span| format!(", “{}”", span.of(text))).unwrap_or_default();
    format!("{stance}, {form}{cue}")
}

fn mention(app: &App, statement: &Statement) -> String {
    statement
        .mention
        .map_or_else(|| "not named here".to_owned(), |span| format!("“{}”", span.of(&app.review.article().text)))
}

/// How the mention leads to the source, where a reader may doubt it.
fn resolution(app: &App, statement: &Statement) -> Option<String> {
    let name = |id: &SourceId| app.review.sources().iter().find(|source| source.id == *id).map(|one| one.name.clone());
    let others: Vec<String> = statement.candidates.iter().filter_map(name).collect();
    let rule = statement.resolved_by.filter(|rule| *rule != ResolvedBy::FullName || !others.is_empty())?;
    let rule = match rule {
        ResolvedBy::FullName => "name",
        ResolvedBy::Surname => "surname",
        ResolvedBy::FirstName => "first name",
        ResolvedBy::ShortName => "short name",
        ResolvedBy::Acronym => "acronym",
        ResolvedBy::RoleNoun => "role",
        ResolvedBy::Demonym => "country",
        ResolvedBy::Pronoun => "pronoun",
        ResolvedBy::Apposition => "apposition",
        ResolvedBy::Description => "description",
    };
    if others.is_empty() {
        return Some(format!("source by {rule}"));
    }
    let key = app.keymap.key(Command::NextCandidate);
    Some(format!("source by {rule}; or: {} ({key} takes it)", others.join(", ")))
}

const fn kind_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Fact => "fact",
        ClaimKind::Prediction => "prediction",
        ClaimKind::Opinion => "opinion",
        ClaimKind::Commitment => "commitment",
        ClaimKind::Denial => "denial",
        ClaimKind::NoComment => "no comment",
    }
}

/// Rows being collected.
pub(super) struct Rows<'a> {
    pub(super) app: &'a App,
    width: usize,
    lines: Vec<Line<'static>>,
}

impl Rows<'_> {
    fn optional(&mut self, label: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.field(label, value, Style::new());
        }
    }

    /// A label and its value beside it, wrapped under itself.
    pub(super) fn field(&mut self, label: &str, value: &str, style: Style) {
        let first = self.lines.len();
        self.text(value, style, LABEL);
        let label = Span::styled(format!("{label:<LABEL$}"), self.app.theme.of(Meaning::Muted));
        match self.lines.get_mut(first).and_then(|line| line.spans.first_mut()) {
            Some(slot) => *slot = label,
            None => self.lines.push(Line::from(label)),
        }
    }

    fn text(&mut self, value: &str, style: Style, indent: usize) {
        let width = self.width.saturating_sub(indent).max(1);
        for paragraph in value.split('\n') {
            // Made safe before it is wrapped, so that signs of several cells are counted as they are drawn.
            let shown = Safe::line(paragraph).into_string();
            let rows = wrap(&shown, width);
            if rows.is_empty() {
                self.lines.push(Line::from(" ".repeat(indent)));
            }
            for row in rows {
                self.lines.push(Line::from(vec![Span::raw(" ".repeat(indent)), safe(row.of(&shown), style)]));
            }
        }
    }
}
