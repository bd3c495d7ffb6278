//! `parvis backup`.

use super::Result;
use crate::config::Config;
use crate::storage::{Place, connection};
use std::path::Path;

pub(super) fn run(config: &Config, file: &Path) -> Result<()> {
    use diesel::RunQueryDsl;
    let place = config.place();
    let Place::Sqlite(path) = &place else {
        return Err(
            "the data is in PostgreSQL: use pg_dump, which can be run while Parvis works".into(),
        );
    };
    if !path.exists() {
        return Err(format!("{}: there is no database to back up", path.display()).into());
    }
    if file.exists() {
        return Err(format!("{}: exists already; choose another name", file.display()).into());
    }
    let mut db = connection::open(&place, connection::Use::Write)?;
    diesel::sql_query("VACUUM INTO ?")
        .bind::<diesel::sql_types::Text, _>(file.to_string_lossy().into_owned())
        .execute(&mut db)?;
    println!("{}: a copy of {}", file.display(), path.display());
    Ok(())
}
