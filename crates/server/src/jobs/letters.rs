//! The worker's part of notices: they become letters.

use crate::app::App;
use crate::notification::letters::Letter;
use crate::notification::post_office::PostOffice;
use crate::stop::GoOn;
use crate::storage::{Author, Error};
use crate::{notification, store};

/// How many notices are turned into letters in one go.
const BATCH: usize = 20;

/// Turns due notices into letters, as long as `go_on` says so. Out: how many notices were taken.
pub async fn write_letters(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| store::notification::due_notices(db, now, BATCH as i64))
        .await?;
    let mut taken = 0;
    for id in &due {
        if !go_on() {
            break;
        }
        taken += 1;
        let office = PostOffice {
            public_url: app.config.public_url.clone(),
        };
        let notice = id.clone();
        let written = app
            .db
            .write(Author::system(), move |tx| {
                let Some(notice) = store::notification::take_notice(tx, &notice)? else {
                    return Ok(());
                };
                let letters = office.letters(tx, &notice)?;
                let readers: Vec<String> = letters
                    .iter()
                    .filter_map(|letter| letter.reader.person.as_ref())
                    .map(ToString::to_string)
                    .collect();
                let gone = store::person::deactivated(tx.db, &readers)?;
                let is_gone = |letter: &Letter| {
                    let reader = letter.reader.person.as_ref();
                    reader.is_some_and(|person| gone.contains(person.as_str()))
                };
                let letters = letters.into_iter().filter(|letter| !is_gone(letter));
                notification::delivery::deliver(tx, &office.public_url, letters.collect())
            })
            .await;
        if let Err(fault) = written {
            if fault.is_for_all() {
                return Err(fault);
            }
            tracing::error!(event = "notice.failed", notice = %id, %fault, "a notice could not be turned into mail");
            let (id, fault) = (id.clone(), fault.to_string());
            app.db
                .write(Author::system(), move |tx| {
                    store::notification::postpone_notice(tx, &id, &fault)
                })
                .await?;
        }
    }
    Ok(taken)
}
