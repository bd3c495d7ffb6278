//! Notices become letters, and how long what could not be done waits.

use super::letters::Letter;
use super::post_office::PostOffice;
use crate::app::App;
use crate::config::Mail;
use crate::jobs::GoOn;
use crate::storage::{Author, Error};
use crate::{notification_preference, store};
use std::time::Duration;

/// How many notices are turned into letters in one go.
const BATCH: usize = 20;
/// More than a conversation over SMTP has steps, each of which may take as long as `mail.timeout_seconds`.
const STEPS: u32 = 15;
/// Nothing is ever put off for longer.
pub const LONGEST_WAIT: Duration = Duration::from_secs(8 * 3600);
/// How often a mail is tried before it is given up: with [`back_off`] more than four days (RFC 5321, 4.5.4.1: at least 4 or 5).
pub const MOST_ATTEMPTS: i64 = 22;

/// How long to wait after the failed attempt with this number, from 1: one minute, doubling, eight hours at most.
pub fn back_off(attempt: i64) -> Duration {
    let doublings = u32::try_from((attempt - 1).clamp(0, 20)).unwrap_or(0);
    Duration::from_secs(60 * 2_u64.pow(doublings)).min(LONGEST_WAIT)
}

/// How long a mail belongs to the node that took it: longer than sending it may last. If that node dies, another takes the
/// mail afterwards.
pub fn lease(mail: &Mail) -> Duration {
    mail.timeout() * STEPS
}

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
                notification_preference::deliver(tx, &office.public_url, letters.collect())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_to_eight_hours_and_giving_up_takes_more_than_four_days() {
        assert_eq!(back_off(1), Duration::from_secs(60));
        assert_eq!(back_off(3), Duration::from_secs(240));
        assert_eq!(back_off(99), Duration::from_secs(8 * 3600));
        let all: Duration = (1..MOST_ATTEMPTS).map(back_off).sum();
        assert!(all > Duration::from_secs(4 * 24 * 3600), "{all:?}");
    }
}
