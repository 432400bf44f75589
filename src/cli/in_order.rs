//! Work spread over the cores, its results in the order of what was asked for.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Results, for each worker, that may wait for an earlier one: enough to keep the cores busy beside one long article, few
/// enough that a corpus of any size fits into memory.
const WAITING: usize = 16;

/// Where the work stands.
struct State<R> {
    /// The first item that nobody has begun.
    next: usize,
    /// How many results have been handed over.
    taken: usize,
    done: BTreeMap<usize, R>,
    /// Nobody wants any more results, or one will never come.
    over: bool,
}

struct Desk<R> {
    state: Mutex<State<R>>,
    moved: Condvar,
}

impl<R> Desk<R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while `unready` holds.
    fn wait(&self, unready: impl Fn(&State<R>) -> bool) -> MutexGuard<'_, State<R>> {
        self.moved.wait_while(self.lock(), |state| unready(state)).unwrap_or_else(PoisonError::into_inner)
    }

    fn finish(&self) {
        self.lock().over = true;
        self.moved.notify_all();
    }
}

/// Ends everything when a worker or the taker panics, so that nobody waits for what never comes.
struct Alarm<'a, R>(&'a Desk<R>);

impl<R> Drop for Alarm<'_, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.finish();
        }
    }
}

/// One more than there are cores: one of them is always waiting, for a file or for the process that reads it. Two on one
/// core would only drive each other's weights out of its cache.
fn workers() -> usize {
    match thread::available_parallelism().map_or(1, NonZero::get) {
        1 => 1,
        cores => cores + 1,
    }
}

/// Does `work` on every item, on all cores, and hands the results to `take` in the order of the items, each as soon as
/// its turn comes. Ends early with the first error of `take`.
pub(super) fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let workers = workers().min(items.len());
    if workers < 2 {
        return items.iter().try_for_each(|item| take(work(item)));
    }
    let window = workers * WAITING;
    let desk = Desk {
        state: Mutex::new(State { next: 0, taken: 0, done: BTreeMap::new(), over: false }),
        moved: Condvar::new(),
    };
    let worker = || {
        let _alarm = Alarm(&desk);
        loop {
            let mut state = desk.wait(|state| !state.over && state.next >= state.taken + window);
            let at = state.next;
            let Some(item) = items.get(at).filter(|_| !state.over) else { return };
            state.next += 1;
            drop(state);
            let result = work(item);
            desk.lock().done.insert(at, result);
            desk.moved.notify_all();
        }
    };
    thread::scope(|scope| {
        let _alarm = Alarm(&desk);
        for _ in 0..workers {
            scope.spawn(worker);
        }
        for at in 0..items.len() {
            let mut state = desk.wait(|state| !state.over && !state.done.contains_key(&at));
            let Some(result) = state.done.remove(&at) else { break };
            state.taken = at + 1;
            drop(state);
            desk.moved.notify_all();
            if let Err(error) = take(result) {
                desk.finish();
                return Err(error);
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_and_few_wait() {
        let items: Vec<usize> = (0..500).collect();
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut seen = Vec::new();
        let work = |item: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            if item.is_multiple_of(97) {
                thread::sleep(Duration::from_millis(20));
            }
            item * 2
        };
        let done: Result<(), ()> = in_order(&items, work, |result| {
            most.fetch_max(begun.load(Ordering::SeqCst) - seen.len(), Ordering::SeqCst);
            seen.push(result);
            Ok(())
        });
        assert_eq!(done, Ok(()));
        assert_eq!(seen, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(most.into_inner() <= workers() * WAITING + 1);
    }

    #[test]
    fn the_first_error_ends_it() {
        let items: Vec<usize> = (0..10_000).collect();
        let begun = AtomicUsize::new(0);
        let work = |item: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            *item
        };
        assert_eq!(in_order(&items, work, |item| if item == 3 { Err("full") } else { Ok(()) }), Err("full"));
        assert!(begun.into_inner() < items.len());
        assert_eq!(in_order(&[] as &[usize], |item| *item, |_| Err("never")), Ok(()));
    }

    #[test]
    fn a_panic_is_passed_on_and_leaves_nobody_waiting() {
        let items: Vec<usize> = (0..300).collect();
        let run = || in_order(&items, |item| assert!(*item != 40, "a fault"), |()| Ok::<(), ()>(()));
        assert!(std::panic::catch_unwind(run).is_err());
    }
}
