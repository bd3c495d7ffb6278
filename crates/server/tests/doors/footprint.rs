//! What is left behind by those who knock at doors.

use crate::support::Office;
use diesel::prelude::*;
use parvis::storage::schema::{events, notices, outbox, sessions, throttles};

/// Everything that a knock at a door could leave behind.
#[derive(Debug, PartialEq)]
pub struct Footprint {
    /// How many events there are. Nothing changes without one.
    happened: i64,
    inside: Vec<(String, i64)>,
    counted: Vec<(String, i64)>,
    told: Vec<(String, String)>,
    to_tell: i64,
}

impl Footprint {
    pub fn of(office: &Office) -> Self {
        office.read(|db| {
            Ok(Self {
                happened: events::table.count().get_result(db)?,
                inside: sessions::table
                    .select((sessions::token_hash, sessions::ends_at))
                    .order(sessions::token_hash)
                    .load(db)?,
                counted: throttles::table
                    .select((throttles::key, throttles::count))
                    .order(throttles::key)
                    .load(db)?,
                told: outbox::table
                    .select((outbox::id, outbox::state))
                    .order(outbox::id)
                    .load(db)?,
                to_tell: notices::table.count().get_result(db)?,
            })
        })
    }

    /// What changed the product itself; that somebody is logged in or has tried something is left out.
    pub fn of_changes(office: &Office) -> Self {
        Self {
            inside: Vec::new(),
            counted: Vec::new(),
            ..Self::of(office)
        }
    }
}
