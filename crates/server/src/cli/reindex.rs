//! `parvis reindex`.

use super::Result;
use super::place::open_db;
use crate::config::Config;
use crate::search_index;

pub(super) async fn run(config: &Config) -> Result<()> {
    let db = open_db(config)?;
    search_index::filling::again(&db, &|name| println!("{name}")).await?;
    println!("All that is searched is indexed.");
    Ok(())
}
