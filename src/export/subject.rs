//! What every exporter looks at: a review, its claims with source and statement looked up, and its offsets in the units
//! that other programs count.

use jiff::Timestamp;
use jiff::civil::Date;

use super::utf16::Utf16;
use crate::extract::{ClaimKind, Source, Stance, Statement};
use crate::review::{Evidence, HistoryEntry, Layer, Reliability, Review, ReviewedClaim, Status};
use crate::span::{ByteSpan, CodePointSpan, CodePoints};
use crate::text::{is_link, on_one_line};

/// A review that is being exported.
pub(super) struct Subject<'a> {
    pub(super) review: &'a Review,
    /// The article's text.
    pub(super) text: &'a str,
    points: CodePoints<'a>,
}

/// A claim with everything that belongs to it.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    /// From 1, in the order of the text, as every view of the review numbers it.
    pub(super) number: usize,
    pub(super) claim: &'a ReviewedClaim,
    pub(super) text: &'a str,
    /// `None`: the outlet itself.
    pub(super) source: Option<&'a Source>,
    pub(super) statement: Option<&'a Statement>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(review: &'a Review) -> Self {
        let text = review.article().text.as_str();
        Self { review, text, points: CodePoints::new(text) }
    }

    /// The claims, in the order of the text, without those that the analyst rejected.
    pub(super) fn items(&self) -> impl Iterator<Item = Item<'a>> + use<'a> {
        let review = self.review;
        let claims = review.claims().iter().enumerate().filter(|(_, claim)| !claim.mark.rejected);
        claims.map(move |(at, claim)| Item {
            number: at + 1,
            claim,
            text: review.text_of(claim),
            source: review.source_of(claim),
            statement: review.statement_of(claim),
        })
    }

    /// `span` in code points.
    pub(super) fn points(&self, span: ByteSpan) -> CodePointSpan {
        self.points.to_code_points(span)
    }

    /// An index of the text in the unit of JavaScript.
    pub(super) fn utf16(&self) -> Utf16<'a> {
        Utf16::new(self.text)
    }

    /// The headline, or the file's name.
    pub(super) fn title(&self) -> &'a str {
        let article = self.review.article();
        article.meta.title.as_deref().unwrap_or(&article.origin.file)
    }

    /// Who published it, as far as is known.
    pub(super) fn outlet(&self) -> &'a str {
        self.review.article().meta.outlet.as_deref().unwrap_or("the outlet")
    }

    /// The article's address, if it is one on the web.
    pub(super) fn url(&self) -> Option<&'a str> {
        self.review.article().meta.url.as_deref().filter(|url| is_link(url))
    }

    /// A name for the article that needs no server: its address, or its hash as RFC 6920 writes it.
    pub(super) fn iri(&self) -> String {
        self.url().map_or_else(|| hash_iri(&self.review.article().origin.sha256), str::to_owned)
    }

    /// The moment the article was published: at the start of its day where only the day is known.
    pub(super) fn published(&self) -> Option<Timestamp> {
        let published = self.review.article().meta.published.as_ref()?;
        published.text.parse().ok().or_else(|| midnight(published.date))
    }

    /// When the review was begun and last changed; both the article's day, or else now, where nothing was changed.
    pub(super) fn lifetime(&self) -> (Timestamp, Timestamp) {
        let moments = || self.review.claims().iter().flat_map(|claim| &claim.mark.history).map(|entry| entry.at);
        let now = || self.published().unwrap_or_else(crate::review::now);
        let first = moments().min().unwrap_or_else(now);
        (first, moments().max().unwrap_or(first))
    }
}

impl<'a> Item<'a> {
    pub(super) fn id(&self) -> &'a str {
        self.claim.found.id.as_str()
    }

    /// What the status is about, on one line. The words of a denial are what is denied, so they are not told as if they
    /// were asserted; and a verdict on whether somebody said something is none on what was said.
    pub(super) fn assertion(&self) -> String {
        let words = on_one_line(self.text);
        let denied = self.claim.found.kind == ClaimKind::Denial
            && self.statement.is_some_and(|statement| statement.stance == Stance::Denies);
        let words = if denied { format!("Denied: {words}") } else { words };
        match (self.claim.mark.layer, self.source_name()) {
            (Layer::Attribution, Some(name)) => format!("{name} said: {words}"),
            _ => words,
        }
    }

    /// The end of its address in the HTML report.
    pub(super) fn anchor(&self) -> String {
        format!("claim-{}", self.id())
    }

    pub(super) fn status(&self) -> Status {
        self.claim.mark.status
    }

    pub(super) fn is_decided(&self) -> bool {
        self.status() != Status::Unreviewed
    }

    /// The change that gave the claim its status.
    pub(super) fn decision(&self) -> Option<&'a HistoryEntry> {
        self.claim.mark.history.iter().rev().find(|entry| entry.set == "status")
    }

    /// The name of its source; `None`: the outlet itself.
    pub(super) fn source_name(&self) -> Option<&'a str> {
        self.source.map(|source| source.name.as_str())
    }

    /// How far its source can be relied on, if the analyst said so.
    pub(super) fn reliability(&self, subject: &Subject<'_>) -> Option<Reliability> {
        subject.review.source_mark(&self.source?.id)?.reliability
    }

    /// The day on which it was said, where that is known.
    pub(super) fn said_on(&self) -> Option<Date> {
        self.statement.and_then(|statement| statement.said_on.as_ref()).and_then(|said| said.date)
    }
}

/// Where a piece of evidence is.
pub(super) fn reference(evidence: &Evidence) -> &str {
    &evidence.reference
}

fn midnight(date: Date) -> Option<Timestamp> {
    jiff::tz::TimeZone::UTC.to_timestamp(date.at(0, 0, 0, 0)).ok()
}

fn hash_iri(hex: &str) -> String {
    use base64::Engine as _;
    let digits: Vec<u8> =
        hex.chars().filter_map(|c| c.to_digit(16)).filter_map(|digit| u8::try_from(digit).ok()).collect();
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    format!("ni:///sha-256;{}", base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_without_an_address_is_named_by_its_hash() {
        // The example of RFC 6920 for the bytes "Hello World!".
        assert_eq!(
            hash_iri("7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"),
            "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
        );
    }

    #[test]
    fn only_addresses_on_the_web_are_links() {
        assert!(is_link("https://example.org/a?b=c#d") && is_link("HTTP://example.org"));
        for text in ["javascript:alert(1)", "https://example.org/ x", "https://a.b/\"onclick", "minutes of 4 May", ""] {
            assert!(!is_link(text), "{text}");
        }
    }
}
