//! Where things stand on a screen of a given size. Pure: the same size always gives the same areas.

use ratatui::layout::{Constraint, Layout, Rect};

/// The parts of the screen that can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Pane {
    #[default]
    List,
    Article,
    Detail,
}

/// The areas of a frame; they serve drawing, scrolling and the mouse. A part that is not shown has no area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Areas {
    pub(crate) screen: Rect,
    pub(crate) header: Rect,
    pub(crate) list: Rect,
    pub(crate) article: Rect,
    pub(crate) detail: Rect,
    /// Messages and the filter.
    pub(crate) prompt: Rect,
    pub(crate) footer: Rect,
    /// Rows that a claim takes in the list.
    pub(crate) claim_rows: u16,
    /// Whether the panes have titles in a line of their own.
    pub(crate) too_small: bool,
    /// Whether the article has the place of all panes.
    pub(crate) alone: bool,
}

/// The smallest screen on which anything can be read.
const SMALLEST: (u16, u16) = (20, 5);

impl Areas {
    /// The areas of a screen of `width` by `height` cells.
    pub(crate) fn of(width: u16, height: u16) -> Self {
        let screen = Rect::new(0, 0, width, height);
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return Self { screen, too_small: true, ..Self::default() };
        }
        let high = height >= 16;
        let heads = if high { 2 } else { 1 };
        let prompt = u16::from(high);
        let [header, body, prompt, footer] = Layout::vertical([
            Constraint::Length(heads),
            Constraint::Min(0),
            Constraint::Length(prompt),
            Constraint::Length(1),
        ])
        .areas(screen);
        // Without a line of its own the prompt borrows the footer's.
        let prompt = if high { prompt } else { footer };
        let base = Self { screen, header, prompt, footer, claim_rows: 1, ..Self::default() };
        if width >= 160 && height >= 20 {
            let [list, article, detail] = Layout::horizontal([
                Constraint::Percentage(33),
                Constraint::Percentage(39),
                Constraint::Percentage(28),
            ])
            .areas(body);
            Self { list, article, detail, claim_rows: 2, ..base }
        } else if width >= 100 && height >= 24 {
            let [list, right] =
                Layout::horizontal([Constraint::Percentage(45), Constraint::Percentage(55)]).areas(body);
            let [article, detail] =
                Layout::vertical([Constraint::Percentage(58), Constraint::Percentage(42)]).areas(right);
            Self { list, article, detail, claim_rows: 2, ..base }
        } else if width >= 60 && high {
            let [list, article, detail] =
                Layout::vertical([Constraint::Fill(4), Constraint::Fill(5), Constraint::Length(4)]).areas(body);
            Self { list, article, detail, ..base }
        } else {
            let detail = (body.height / 2).min(5);
            let [list, detail] = Layout::vertical([Constraint::Min(1), Constraint::Length(detail)]).areas(body);
            Self { list, detail, ..base }
        }
    }

    /// The same with the article in the place of all panes, where there was none.
    pub(crate) fn with_article(self) -> Self {
        if self.too_small || !self.article.is_empty() {
            return self;
        }
        Self { article: self.list.union(self.detail), list: Rect::ZERO, detail: Rect::ZERO, alone: true, ..self }
    }

    /// The place of all panes together.
    pub(crate) fn body(&self) -> Rect {
        let (top, bottom) = (self.header.bottom(), self.prompt.y.min(self.footer.y));
        Rect::new(self.screen.x, top, self.screen.width, bottom.saturating_sub(top))
    }

    /// Where `pane` stands, its title line included.
    pub(crate) fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::List => self.list,
            Pane::Article => self.article,
            Pane::Detail => self.detail,
        }
    }

    /// The content of `pane`: below its title, a cell away from its neighbours.
    pub(crate) fn inside(&self, pane: Pane) -> Rect {
        let area = self.pane(pane);
        if area.is_empty() {
            return Rect::ZERO;
        }
        let aside = u16::from(area.x > 0);
        let end = u16::from(area.right() < self.screen.right());
        Rect::new(area.x + aside, area.y + 1, area.width.saturating_sub(aside + end), area.height.saturating_sub(1))
    }

    /// The pane at a cell.
    pub(crate) fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        [Pane::List, Pane::Article, Pane::Detail].into_iter().find(|pane| self.pane(*pane).contains((x, y).into()))
    }

    /// The panes that are shown, in the order of Tab.
    pub(crate) fn panes(&self) -> impl DoubleEndedIterator<Item = Pane> + Clone {
        let areas = *self;
        [Pane::List, Pane::Article, Pane::Detail].into_iter().filter(move |pane| !areas.pane(*pane).is_empty())
    }

    /// How many claims the list shows at once; at least one.
    pub(crate) fn claims_shown(&self) -> usize {
        usize::from(self.inside(Pane::List).height / self.claim_rows.max(1)).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_gives_areas_inside_the_screen() {
        for width in (0..220).step_by(7) {
            for height in (0..70).step_by(3) {
                let areas = Areas::of(width, height);
                for area in [areas.header, areas.list, areas.article, areas.detail, areas.prompt, areas.footer] {
                    assert_eq!(area.intersection(areas.screen), area, "{width}x{height}");
                }
                for pane in [Pane::List, Pane::Article, Pane::Detail] {
                    let inside = areas.inside(pane);
                    assert!(inside.is_empty() || areas.pane(pane).union(inside) == areas.pane(pane));
                }
                assert!(areas.too_small || !areas.list.is_empty());
            }
        }
    }
}
