//! Contracts: kept and looked up by whoever works for support.

mod looking_up;
