//! Made-up support cases: most of them solved, the others waiting for an answer.

use crate::app::App;
use crate::bench::fill::user_id;
use crate::bench::subject::{LAST, OPERATOR, Subject};
use crate::storage::{Author, Error, Tx};
use crate::store::person::ids_of;
use crate::use_cases;
use crate::use_cases::support_case::Opening;
use domain::PersonId;
use std::sync::Arc;
use std::time::Duration;

/// As many are made in one transaction.
const BATCH: u64 = 100;
/// As many people open cases.
const OPENERS: u64 = 500;

/// Who opens cases, and who works on them.
struct Sides {
    openers: Vec<PersonId>,
    agent: PersonId,
}

/// Opens cases, the last of them just now.
pub(super) async fn open(app: &App, subject: &Subject) -> Result<(), Error> {
    let (subject, count, now) = (*subject, subject.size.cases, app.db.now());
    let sides = app
        .db
        .read(move |db| {
            let openers = (1..subject.size.members.min(OPENERS)).map(|one| user_id(&subject, one));
            let openers: Vec<String> = openers.collect();
            let mut agent = ids_of(db, &[OPERATOR.to_owned()])?;
            let missing = || Error::corrupt("person", OPERATOR, "is missing");
            Ok(Sides {
                openers: ids_of(db, &openers)?.into_values().collect(),
                agent: agent.remove(OPERATOR).ok_or_else(missing)?,
            })
        })
        .await?;
    let sides = Arc::new(sides);
    for from in (0..count).step_by(BATCH as usize) {
        let (sides, to) = (sides.clone(), (from + BATCH).min(count));
        app.db
            .write(Author::program("bench"), move |tx| {
                for number in from..to {
                    tx.pretend(now.minus(Duration::from_secs(60 * (count - number))));
                    case(tx, &sides, number)?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

fn case(tx: &mut Tx, sides: &Sides, number: u64) -> Result<(), Error> {
    let by = &sides.openers[(number % sides.openers.len() as u64) as usize];
    let opening = Opening {
        subject: format!("Nothing works at {}", LAST[(number / 7 % 20) as usize]),
        words: "The page says no, and not why.".into(),
        ..Opening::default()
    };
    let id = use_cases::support_case::open(tx, by, &opening)?;
    if !number.is_multiple_of(4) {
        use_cases::support_case::solve(tx, &id, &sides.agent, "It works again.")?;
    }
    Ok(())
}
