//! What those are called who are made up for a load, and whom they ask.

pub(super) fn domain(account: u64) -> String {
    format!("a{account}.example")
}

pub(super) fn asker(number: u64) -> String {
    format!("asker-{number}")
}

pub(super) fn decider(number: u64) -> String {
    format!("decider-{number}")
}

/// The account that somebody asks in their turn of that number; no two turns of fewer than there are accounts lead to the same.
pub(super) fn asked(person: u64, turn: u64, accounts: u64) -> u64 {
    (person + turn) % accounts
}
