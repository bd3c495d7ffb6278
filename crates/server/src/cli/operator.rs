//! `parvis operator`.

use super::Result;
use super::place::open_db;
use crate::config::Config;
use crate::person;
use crate::storage::Author;
use domain::Event;
use domain::person::PersonFact;

pub(super) async fn add(config: &Config, name: String) -> Result<()> {
    let db = open_db(config)?;
    let typed = name.clone();
    let found = db
        .write(Author::program("operator add"), move |tx| {
            let Some(known) = person::store::find_by_name(tx.db, &typed)? else {
                return Ok(None);
            };
            if !known.person.is_operator {
                let fact = PersonFact::OperatorAppointed {
                    person: known.person.id.clone(),
                };
                crate::event_log::record(tx, &[Event::Person(fact)])?;
            }
            Ok(Some(known.person))
        })
        .await?;
    let person = found.ok_or_else(|| format!("nobody is known as {name}; they sign up first"))?;
    println!(
        "{} ({}) is an operator.",
        person.profile.full_name, person.user_id
    );
    Ok(())
}
