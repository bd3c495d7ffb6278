//! Contracts: kept and looked up by whoever works for support.

mod keeping;
mod looking_up;
