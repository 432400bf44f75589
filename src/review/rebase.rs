//! Goes on from a state that came from elsewhere: a file in which others decided things meanwhile.

use super::Review;

impl Review {
    /// Takes the state of `onto`, which already holds every change of this review. What was done in this session can
    /// still be undone, as far as others have not changed it since; what they did is theirs to take back.
    ///
    /// Not a way to change anything: it reads a file again, as opening it does.
    pub fn rebase(&mut self, onto: Self) {
        let (done, undone) = (std::mem::take(&mut self.done), std::mem::take(&mut self.undone));
        *self = Self { done, undone, ..onto };
    }
}
