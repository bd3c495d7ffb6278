//! The outbox at work: notices become letters, letters are sent, and what fails is tried again or given up in view.

use super::post_office::PostOffice;
use super::smtp::{Outcome, Transport};
use super::store::{self, MailRow};
use crate::app::App;
use crate::storage::{Author, Error};
use domain::Moment;
use std::time::Duration;

/// How many notices are turned into letters, and how many mails are sent, in one go.
const BATCH: i64 = 20;
/// A node that took a mail and died gives it back after this long; longer than any SMTP conversation may last.
const LEASE: Duration = Duration::from_secs(10 * 60);
/// How often a mail is tried before it is given up: with [`back_off`] about a day and a half.
pub const MOST_ATTEMPTS: i64 = 14;

/// How long to wait after the failed attempt with this number, from 1: one minute, doubling, eight hours at most.
pub fn back_off(attempt: i64) -> Duration {
    let doublings = u32::try_from((attempt - 1).clamp(0, 20)).unwrap_or(0);
    Duration::from_secs(60 * 2_u64.pow(doublings)).min(Duration::from_secs(8 * 3600))
}

/// Turns due notices into letters. Out: how many notices were taken.
pub async fn write_letters(app: &App) -> Result<usize, Error> {
    let now = app.db.now();
    let due = app
        .db
        .read(move |db| store::due_notices(db, now, BATCH))
        .await?;
    for id in &due {
        let office = PostOffice {
            public_url: app.config.public_url.clone(),
        };
        let notice = id.clone();
        let written = app
            .db
            .write(Author::system(), move |tx| {
                let Some(notice) = store::take_notice(tx, &notice)? else {
                    return Ok(());
                };
                for letter in office.letters(tx, &notice)? {
                    store::add_mail(tx, &letter)?;
                }
                Ok(())
            })
            .await;
        if let Err(fault) = written {
            tracing::error!(notice = %id, %fault, "a notice could not be turned into mail");
            let (id, fault) = (id.clone(), fault.to_string());
            app.db
                .write(Author::system(), move |tx| {
                    store::postpone_notice(tx, &id, tx.now.plus(back_off(3)), &fault)
                })
                .await?;
        }
    }
    Ok(due.len())
}

/// Sends what is due. Out: how many mails were tried.
pub async fn send(app: &App, transport: &dyn Transport) -> Result<usize, Error> {
    let leased = app
        .db
        .write(Author::system(), |tx| {
            store::lease(tx, tx.now.plus(LEASE), BATCH)
        })
        .await?;
    for mail in &leased {
        let outcome = transport.send(mail).await;
        settle(app, mail, outcome).await?;
    }
    Ok(leased.len())
}

async fn settle(app: &App, mail: &MailRow, outcome: Outcome) -> Result<(), Error> {
    let (id, attempt) = (mail.id.clone(), mail.attempts + 1);
    match outcome {
        Outcome::Taken => {
            app.db
                .write(Author::system(), move |tx| store::mark_sent(tx, &id))
                .await
        }
        Outcome::Kept => {
            app.db
                .write(Author::system(), move |tx| store::mark_kept(tx, &id))
                .await
        }
        Outcome::Refused(fault) => {
            tracing::warn!(mail = %id, attempt, "a mail was refused for good");
            app.db
                .write(Author::system(), move |tx| {
                    store::mark_dead(tx, &id, &fault)
                })
                .await
        }
        Outcome::Failed(fault) if attempt >= MOST_ATTEMPTS => {
            tracing::warn!(mail = %id, attempt, "a mail was given up");
            app.db
                .write(Author::system(), move |tx| {
                    store::mark_dead(tx, &id, &fault)
                })
                .await
        }
        Outcome::Failed(fault) => {
            tracing::info!(mail = %id, attempt, "a mail will be tried again");
            app.db
                .write(Author::system(), move |tx| {
                    store::mark_later(tx, &id, next_try(tx.now, attempt), &fault)
                })
                .await
        }
    }
}

fn next_try(now: Moment, attempt: i64) -> Moment {
    now.plus(back_off(attempt))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_to_eight_hours_and_giving_up_takes_days() {
        assert_eq!(back_off(1), Duration::from_secs(60));
        assert_eq!(back_off(3), Duration::from_secs(240));
        assert_eq!(back_off(99), Duration::from_secs(8 * 3600));
        let all: Duration = (1..MOST_ATTEMPTS).map(back_off).sum();
        assert!(all > Duration::from_secs(36 * 3600), "{all:?}");
    }
}
