//! Parvis: where people ask to be let in.
//!
//! Floors, from the ground up, with a blank line between two. A file names modules of floors before its own, and no others:
//! `tests/kept/floors.rs` reads this list as law.

pub mod back_off;
pub mod clock;
pub mod in_hand;
pub mod language;
pub mod markdown;
pub mod origins;
pub mod paging;
pub mod sight;
pub mod stop;

pub mod config;

pub mod assets;
pub mod storage;

pub mod password;
pub mod search_index;

pub mod app;
pub mod store;

pub mod standing;

pub mod event_log;
pub mod web;

pub mod import;
pub mod use_cases;
pub mod words;

pub mod demo;
pub mod notification;

pub mod jobs;
pub mod pages;

pub mod routes;

pub mod router;

pub mod serve;

pub mod bench;

pub mod cli;
