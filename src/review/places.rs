//! Where the entries of a list stand, by their ids.

use std::collections::HashMap;
use std::hash::Hash;

/// So many notes are gathered before every place is written anew.
const MOST: usize = 32;

/// The places of the entries of a list. An entry that comes or goes moves all those behind it: that is noted, and taken
/// into account where a place is asked for, so that a list of a hundred thousand is not written anew for each of them.
#[derive(Debug, Clone)]
pub(super) struct Places<Id> {
    /// Where each entry stood when that was written, and how many of `shifts` had happened by then.
    written: HashMap<Id, (usize, usize)>,
    shifts: Vec<Shift>,
}

/// What happened to a list.
#[derive(Debug, Clone, Copy)]
enum Shift {
    /// An entry came to this place.
    In(usize),
    /// The entry of this place went.
    Out(usize),
}

impl Shift {
    /// Where an entry stands afterwards that stood at `place` before and stayed.
    const fn moves(self, place: usize) -> usize {
        match self {
            Self::In(at) if place >= at => place + 1,
            Self::Out(at) if place > at => place - 1,
            Self::In(_) | Self::Out(_) => place,
        }
    }
}

impl<Id: Eq + Hash> Places<Id> {
    /// The places of entries with these ids, in their order.
    pub(super) fn new(ids: impl Iterator<Item = Id>) -> Self {
        Self { written: ids.enumerate().map(|(at, id)| (id, (at, 0))).collect(), shifts: Vec::new() }
    }

    /// Where the entry called `id` stands.
    pub(super) fn get(&self, id: &Id) -> Option<usize> {
        self.written.get(id).map(|written| self.now(*written))
    }

    fn now(&self, (place, seen): (usize, usize)) -> usize {
        self.shifts.iter().skip(seen).fold(place, |place, shift| shift.moves(place))
    }

    /// Notes that the entry called `id` went from place `from` and came to place `to`, each as it was or is in the list;
    /// `None` where it was not, or is no longer, in it.
    pub(super) fn replace(&mut self, id: Id, from: Option<usize>, to: Option<usize>) {
        if let Some(at) = from {
            self.written.remove(&id);
            self.shifts.push(Shift::Out(at));
        }
        if let Some(at) = to {
            self.shifts.push(Shift::In(at));
            self.written.insert(id, (at, self.shifts.len()));
        }
        if self.shifts.len() >= MOST {
            let shifts = std::mem::take(&mut self.shifts);
            for written in self.written.values_mut() {
                let now = shifts.iter().skip(written.1).fold(written.0, |place, shift| shift.moves(place));
                *written = (now, 0);
            }
        }
    }
}

/// However they are written.
impl<Id: Eq + Hash> PartialEq for Places<Id> {
    fn eq(&self, other: &Self) -> bool {
        self.written.len() == other.written.len()
            && self.written.iter().all(|(id, written)| other.get(id) == Some(self.now(*written)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_of_the_list_whatever_comes_and_goes(
            steps in prop::collection::vec((any::<bool>(), any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..200),
        ) {
            let mut list: Vec<u32> = (0..5).collect();
            let mut places = Places::new(list.iter().copied());
            for (next, (comes, one, other)) in (5..).zip(steps) {
                if comes || list.is_empty() {
                    let at = one.index(list.len() + 1);
                    list.insert(at, next);
                    places.replace(next, None, Some(at));
                } else {
                    let from = one.index(list.len());
                    let id = list.remove(from);
                    let to = id.is_multiple_of(2).then(|| other.index(list.len() + 1));
                    if let Some(to) = to {
                        list.insert(to, id);
                    }
                    places.replace(id, Some(from), to);
                }
                for (at, id) in list.iter().enumerate() {
                    prop_assert_eq!(places.get(id), Some(at));
                }
                prop_assert_eq!(places.get(&next).is_some(), list.contains(&next));
                prop_assert_eq!(&places, &Places::new(list.iter().copied()));
            }
        }
    }
}
