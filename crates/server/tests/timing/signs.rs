//! Pairs of requests, one of each kind, in an order that is drawn, and the sign test: of two kinds that take equally long, each is the
//! slower in half of the pairs.

#![allow(clippy::disallowed_methods)] // how long it takes is what is measured

use std::io::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// As many pairs are looked at.
pub const PAIRS: usize = 2_000;

/// As many more come first, and do not count.
pub const WARMING: usize = 50;

/// A count less likely than this does not come of chance, or only once in a hundred times; one less likely than the other, never.
const UNLIKELY: f64 = 0.01;
const VERY_UNLIKELY: f64 = 0.00001;

/// What was measured: how often the second of a pair was slower, of how many that differ.
pub struct Signs {
    slower: usize,
    of: usize,
    /// How long the first takes in the middle.
    pub median: Duration,
}

/// Whoever holds this measures; nothing else goes on in this program.
pub fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How long something takes.
pub fn time(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// Does nothing, busily.
pub fn dawdle(long: Duration) {
    let began = Instant::now();
    while began.elapsed() < long {
        std::hint::spin_loop();
    }
}

impl Signs {
    /// Measures pairs. In: what is done of each kind in the pair of that number. Which comes first is drawn: if they took turns, whatever
    /// happens with every fourth request would happen to one kind alone, as when a page holds four rows and the next takes a new one.
    pub fn of(what: &str, mut first: impl FnMut(usize), mut second: impl FnMut(usize)) -> Self {
        let (mut slower, mut of) = (0, 0);
        let (mut times, mut more) = (Vec::with_capacity(PAIRS), Vec::with_capacity(PAIRS));
        for pair in 0..PAIRS {
            let (one, other) = if rand::random_bool(0.5) {
                let one = time(|| first(pair));
                (one, time(|| second(pair)))
            } else {
                let other = time(|| second(pair));
                (time(|| first(pair)), other)
            };
            slower += usize::from(other > one);
            of += usize::from(other != one);
            times.push(one);
            more.push(other.as_nanos() as i64 - one.as_nanos() as i64);
        }
        times.sort();
        more.sort();
        let found = Self {
            slower,
            of,
            median: times[PAIRS / 2],
        };
        let said = format!(
            "{what}: slower in {slower} of {of} pairs, p = {:.4}, {:?} each, {:+.1} µs in the middle\n",
            found.likelihood(),
            found.median,
            more[PAIRS / 2] as f64 / 1000.0,
        );
        // Past the capture of tests that succeed: the figures are worth seeing.
        std::io::stderr().write_all(said.as_bytes()).unwrap();
        found
    }

    /// How likely a count at least as uneven is where there is no difference.
    fn likelihood(&self) -> f64 {
        let uneven = self.slower.max(self.of - self.slower);
        // The binomial distribution, term by term, by logarithms.
        let mut term = -(self.of as f64) * 2f64.ln();
        let mut tail = 0.0;
        for count in 0..=self.of {
            if count >= uneven {
                tail += term.exp();
            }
            term += ((self.of - count) as f64).ln() - ((count + 1) as f64).ln();
        }
        (2.0 * tail).min(1.0)
    }

    /// Whether they can be told apart.
    pub fn tell(&self) -> bool {
        self.likelihood() <= UNLIKELY
    }
}

/// As many series are looked at before two kinds count as told apart; the one after them is for what is planted.
pub const SERIES: usize = 3;

/// Checks that two kinds of requests cannot be told apart. In: what is done of each kind in a series and a pair of that number. Out:
/// how long one takes in the middle.
pub fn cannot_be_told_apart(
    what: &str,
    mut first: impl FnMut(usize, usize),
    mut second: impl FnMut(usize, usize),
) -> Duration {
    // What is read for the first time takes longer.
    for pair in PAIRS..PAIRS + WARMING {
        first(0, pair);
        second(0, pair);
    }
    // Of a hundred such counts one is as uneven by chance; of several in a row hardly any.
    for series in 0..SERIES {
        let found = Signs::of(
            what,
            |pair| first(series, pair),
            |pair| second(series, pair),
        );
        if !found.tell() {
            return found.median;
        }
        assert!(found.likelihood() > VERY_UNLIKELY, "{what} are told apart");
    }
    panic!("{what} are told apart");
}

/// Checks that they could be told apart if one took a twentieth longer. In: as [`cannot_be_told_apart`], and how long one takes.
pub fn could_be_told_apart(
    what: &str,
    median: Duration,
    mut first: impl FnMut(usize, usize),
    mut second: impl FnMut(usize, usize),
) {
    let planted = Signs::of(
        &format!("{what}, one of them a twentieth slower"),
        |pair| first(SERIES, pair),
        |pair| {
            second(SERIES, pair);
            dawdle(median / 20);
        },
    );
    assert!(planted.tell(), "a twentieth of the time goes unseen");
}

#[test]
fn an_even_count_is_likely_and_an_uneven_one_is_not() {
    let of = |slower, of| Signs {
        slower,
        of,
        median: Duration::ZERO,
    };
    assert!((of(1000, 2000).likelihood() - 1.0).abs() < 1e-9);
    assert!(!of(1058, 2000).tell() && !of(942, 2000).tell());
    assert!(of(1059, 2000).tell() && of(941, 2000).tell());
    // 10 heads in a row: 2 / 2^10.
    assert!((of(10, 10).likelihood() - 2.0 / 1024.0).abs() < 1e-12);
}
