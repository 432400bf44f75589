//! What things look like: a style for each meaning, never a colour named in a view.

mod own;

use ratatui::crossterm::style::force_color_output;
use ratatui::style::{Color, Modifier, Style};

pub use own::ThemeError;

use crate::review::Status;

/// What a piece of the screen means to the analyst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Text,
    Muted,
    Title,
    Border,
    Focus,
    Cursor,
    Selected,
    Unreviewed,
    Confirmed,
    Tentative,
    Disputed,
    Claim,
    Source,
    Cue,
    Hedge,
    Uncovered,
    Match,
    Key,
    Good,
    Error,
    Caret,
    /// Words being chosen in the article.
    Chosen,
}

const MEANINGS: [(&str, Meaning); 22] = [
    ("text", Meaning::Text),
    ("muted", Meaning::Muted),
    ("title", Meaning::Title),
    ("border", Meaning::Border),
    ("focus", Meaning::Focus),
    ("cursor", Meaning::Cursor),
    ("selected", Meaning::Selected),
    ("unreviewed", Meaning::Unreviewed),
    ("confirmed", Meaning::Confirmed),
    ("tentative", Meaning::Tentative),
    ("disputed", Meaning::Disputed),
    ("claim", Meaning::Claim),
    ("source", Meaning::Source),
    ("cue", Meaning::Cue),
    ("hedge", Meaning::Hedge),
    ("uncovered", Meaning::Uncovered),
    ("match", Meaning::Match),
    ("key", Meaning::Key),
    ("good", Meaning::Good),
    ("error", Meaning::Error),
    ("caret", Meaning::Caret),
    ("chosen", Meaning::Chosen),
];

const BUNDLED: [(&str, &str); 4] = [
    ("terminal", include_str!("../../assets/themes/terminal.yaml")),
    ("dark", include_str!("../../assets/themes/dark.yaml")),
    ("light", include_str!("../../assets/themes/light.yaml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.yaml")),
];

/// A style for each meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: [Style; MEANINGS.len()],
}

impl Theme {
    /// The names of the bundled themes.
    pub const NAMES: [&'static str; 4] = [BUNDLED[0].0, BUNDLED[1].0, BUNDLED[2].0, BUNDLED[3].0];

    /// The bundled theme of this name: `terminal` (the terminal's own 16 colours), `dark`, `light`, `high-contrast`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (_, text) = BUNDLED.iter().find(|(known, _)| *known == name)?;
        Self::read(text)
    }

    fn read(text: &str) -> Option<Self> {
        let words = super::asset::read::<String>(text).ok()?;
        let mut styles = [Style::new(); MEANINGS.len()];
        for (name, meaning) in MEANINGS {
            styles[meaning as usize] = style(words.get(name)?)?;
        }
        (words.len() == MEANINGS.len()).then_some(Self { styles })
    }

    /// The same theme in the terminal's plain colours: bold, underline and reverse stay.
    #[must_use]
    pub fn without_colours(mut self) -> Self {
        for style in &mut self.styles {
            style.fg = None;
            style.bg = None;
        }
        self
    }

    pub(crate) fn of(&self, meaning: Meaning) -> Style {
        self.styles[meaning as usize]
    }

    pub(crate) fn status(&self, status: Status) -> Style {
        self.of(match status {
            Status::Unreviewed => Meaning::Unreviewed,
            Status::Confirmed => Meaning::Confirmed,
            Status::Tentative => Meaning::Tentative,
            Status::Disputed => Meaning::Disputed,
        })
    }
}

/// `theme` as the terminal is to show it: without colours where `NO_COLOR` asks for that.
pub(super) fn for_terminal(theme: Theme) -> Theme {
    if std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) {
        return theme;
    }
    // Else crossterm would drop bold and reverse along with the colours.
    force_color_output(true);
    theme.without_colours()
}

/// The sign of a status: it never shows by colour alone.
pub(crate) const fn glyph(status: Status) -> &'static str {
    match status {
        Status::Unreviewed => "·",
        Status::Confirmed => "✓",
        Status::Tentative => "~",
        Status::Disputed => "✗",
    }
}

/// Reads `bold cyan on #202020`: modifiers, a colour, a background after `on`.
fn style(words: &str) -> Option<Style> {
    let mut style = Style::new();
    let mut background = false;
    for word in words.split_whitespace() {
        style = match word {
            "on" => {
                background = true;
                continue;
            }
            "plain" => style,
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underlined" => style.add_modifier(Modifier::UNDERLINED),
            "reversed" => style.add_modifier(Modifier::REVERSED),
            colour => {
                let colour: Color = colour.parse().ok()?;
                if background { style.bg(colour) } else { style.fg(colour) }
            }
        };
    }
    Some(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_theme_styles_every_meaning() {
        for name in Theme::NAMES {
            assert!(Theme::named(name).is_some(), "{name}");
        }
        assert!(Theme::named("plaid").is_none());
    }

    #[test]
    fn without_colours_the_highlights_still_differ() {
        for name in Theme::NAMES {
            let theme = Theme::named(name).unwrap().without_colours();
            let all = [Meaning::Text, Meaning::Claim, Meaning::Source, Meaning::Cue].map(|one| theme.of(one));
            for (at, one) in all.iter().enumerate() {
                assert!(!all[at + 1..].contains(one), "{name} {at}");
            }
            assert!(all.iter().all(|style| style.fg.is_none() && style.bg.is_none()));
        }
    }

    #[test]
    fn styles_are_read() {
        let read = style("bold cyan on #102030").unwrap();
        assert_eq!(read, Style::new().fg(Color::Cyan).bg(Color::Rgb(16, 32, 48)).add_modifier(Modifier::BOLD));
        assert!(style("mauvish").is_none());
    }
}
