//! What must be kept: the tables, what was written, what both databases agree on, and what others rely on word for word.

#[path = "../support/mod.rs"]
mod support;

use support::tables;

mod agree;
mod bench;
mod checkpoints;
mod conflicts;
mod contracts;
mod deleting;
mod export;
mod floors;
mod import;
mod letters;
mod locales;
mod outage;
mod plans;
mod program;
mod quiet_worker;
mod retention;
mod schema;
mod search_index;
mod sizes;
mod statements;
mod storage;
#[cfg(target_os = "linux")]
mod upkeep;
mod upload;
