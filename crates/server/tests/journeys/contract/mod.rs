//! Contracts: kept and looked up by whoever works for support.

mod doubting;
mod importing;
mod keeping;
mod looking_up;
mod scene;
