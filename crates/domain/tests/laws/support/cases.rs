//! How often a law is tried, and on what.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRunner};

pub type Verdict = Result<(), TestCaseError>;

/// As many cases as is usual.
pub fn cases() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        // The usual generator takes longer than everything else together where nothing is optimised.
        rng_algorithm: RngAlgorithm::XorShift,
        ..ProptestConfig::default()
    }
}

pub fn so_many_cases(count: u32) -> ProptestConfig {
    ProptestConfig {
        cases: count,
        ..cases()
    }
}

/// Values of which a law might be tried on, the same each time.
pub fn sample<S: Strategy>(strategy: S, times: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    let mut draw = || strategy.new_tree(&mut runner).expect("a value").current();
    (0..times).map(|_| draw()).collect()
}
