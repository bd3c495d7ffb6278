//! The tables: the same on both engines, and as the queries know them.

use crate::support::Engine;
use crate::tables::{connect, count, empty_place, known, lines};
use parvis::storage::{AnyConnection, Place, migrations};
use std::collections::BTreeSet;

/// What distinguishes the tables of one database from those of another, a line for each trait.
type Traits = BTreeSet<String>;

const SQLITE_COLUMNS: &str = r#"
    SELECT t.name || '.' || c.name || ' ' || CASE WHEN c."notnull" THEN c.kind ELSE 'Nullable<' || c.kind || '>' END AS line
    FROM sqlite_master t JOIN (SELECT arg, name, "notnull", CASE type
        WHEN 'TEXT' THEN 'Text' WHEN 'BIGINT' THEN 'BigInt' WHEN 'BOOLEAN' THEN 'Bool' ELSE type END AS kind
        FROM sqlite_master s JOIN pragma_table_info(s.name) WHERE s.type = 'table') c ON c.arg = t.name"#;
