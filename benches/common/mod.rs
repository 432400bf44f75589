//! How the benches take and write times.
#![allow(dead_code, reason = "each bench uses what it needs")]

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// The shortest of so many runs: the one that other programs disturbed least.
pub(crate) fn best<T>(rounds: usize, run: impl Fn() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    (0..rounds).map(once).min().unwrap_or_default()
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// What passed by the clock while something was done again and again, and for how much of it the program had a processor.
#[derive(Default)]
pub(crate) struct Times {
    clock: Vec<Duration>,
    processor: Vec<Duration>,
}

impl Times {
    /// Does `work` on this thread.
    pub(crate) fn take<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let (clock, before) = (Instant::now(), processor());
        let done = work();
        self.push(clock.elapsed(), processor().saturating_sub(before));
        done
    }

    pub(crate) fn push(&mut self, clock: Duration, processor: Duration) {
        self.clock.push(clock);
        self.processor.push(processor);
    }
}

impl fmt::Display for Times {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spread = |times: &[Duration]| {
            let mut times = times.to_vec();
            times.sort_unstable();
            let at = |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
            [at(50), at(99), times.last()].map(|time| format!("{:.2}", millis(time.copied().unwrap_or_default())))
        };
        let ([half, most, worst], [half_used, most_used, worst_used]) = (spread(&self.clock), spread(&self.processor));
        write!(
            out,
            "clock 50 % {half}, 99 % {most}, worst {worst}; processor {half_used}, {most_used}, {worst_used} ms ({} times)",
            self.clock.len()
        )
    }
}

/// For how long this thread has had a processor.
fn processor() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap_or_default(), time.tv_nsec.try_into().unwrap_or_default())
}
