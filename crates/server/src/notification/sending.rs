//! Sending what is due, over several connections at once, beside all else that happens by itself.

use super::outbox::lease;
use super::queue::TakenMail;
use super::written::WrittenMail;
use super::{queue, standstill};
use crate::app::App;
use crate::notification;
use crate::notification::settling::Noted;
use crate::notification::smtp::{SendOutcome, Transport};
use crate::stop::{GoOn, Stage};
use crate::storage::{Author, Error};
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// As many mails as are tried in one round.
const MOST: usize = 1000;
/// While some mails are under way, what else falls due by time is looked for again so often; what is written is looked for at once.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Sends what is due as long as `go_on` says so. Out: how many mails were tried.
///
/// A mail is taken when a connection is free for it, so that a node that dies holds back as many as it has connections, and
/// what is urgent waits for no other. What ended is noted together with taking the next, and conversations go on meanwhile.
pub async fn send(app: &App, transport: &dyn Transport, go_on: GoOn<'_>) -> Result<usize, Error> {
    let connections = app.config.mail.connections;
    let mut under_way = FuturesUnordered::new();
    let mut taken_ids: BTreeSet<String> = BTreeSet::new();
    let mut ended: Vec<(WrittenMail, SendOutcome)> = Vec::new();
    let mut noting = None;
    let (mut tried, mut may_be_more) = (0, true);
    let mut ears = app.db.bell().ears();
    loop {
        let room = if may_be_more && tried < MOST && go_on() {
            connections.saturating_sub(under_way.len())
        } else {
            0
        };
        if noting.is_none() && (room > 0 || !ended.is_empty()) {
            noting = Some(Box::pin(note_and_take(
                app,
                std::mem::take(&mut ended),
                room,
            )));
        }
        if noting.is_none() && under_way.is_empty() {
            return Ok(tried);
        }
        tokio::select! {
            taken = answer_of(&mut noting) => {
                noting = None;
                let taken = taken?;
                may_be_more = !taken.is_all;
                tried += taken.mails.len();
                taken_ids.extend(taken.mails.iter().map(|mail| mail.id.clone()));
                under_way.extend(taken.mails.into_iter().map(|mail| async move {
                    let outcome = transport.send(&mail).await;
                    (mail, outcome)
                }));
            }
            Some(one) = under_way.next(), if !under_way.is_empty() => {
                taken_ids.remove(&one.0.id);
                ended.push(one);
            }
            () = app.stop.reaches(Stage::LastCall), if noting.is_none() => {
                drop(under_way);
                give_back(app, ended, taken_ids).await?;
                return Ok(tried);
            }
            () = ears.rest(LOOK_AGAIN), if noting.is_none() => may_be_more = true,
        }
    }
}

/// Notes what became of some mails, and makes others due that this node will not hear of any more.
async fn give_back(
    app: &App,
    ended: Vec<(WrittenMail, SendOutcome)>,
    under_way: BTreeSet<String>,
) -> Result<(), Error> {
    let work = move |tx: &mut crate::storage::Tx| {
        notification::settling::settle(tx, &ended)?;
        queue::make_due(tx, &under_way)
    };
    app.db.write(Author::system(), work).await
}

/// What a piece of work answers; never, where there is none.
async fn answer_of<F: Future + Unpin>(work: &mut Option<F>) -> F::Output {
    match work {
        Some(work) => work.await,
        None => std::future::pending().await,
    }
}

/// Notes what became of some mails and takes others, in one transaction.
async fn note_and_take(
    app: &App,
    ended: Vec<(WrittenMail, SendOutcome)>,
    room: usize,
) -> Result<TakenMail, Error> {
    let lease = lease(&app.config.mail);
    let url = app.config.public_url.clone();
    let ended = Arc::new(ended);
    let work = move |tx: &mut crate::storage::Tx| {
        let noted = notification::settling::settle(tx, &ended)?;
        let taken = if room == 0 {
            TakenMail {
                mails: Vec::new(),
                is_all: false,
            }
        } else {
            queue::take(tx, room, lease, &url)?
        };
        Ok((noted, taken))
    };
    let (noted, taken) = app.db.write(Author::system(), work).await?;
    noted.iter().for_each(log);
    Ok(taken)
}

/// Reasons are numbers and words of the protocol, of the system and of the TLS library: never an address.
fn log(noted: &Noted) {
    match noted {
        Noted::Failed {
            mail,
            attempt,
            is_dead: true,
            reason,
        } => {
            tracing::warn!(
                event = "mail.failed",
                class = "given-up",
                mail,
                attempt,
                reason,
                "a mail was given up"
            );
        }
        Noted::Failed {
            mail,
            attempt,
            is_dead: false,
            reason,
        } => {
            tracing::info!(
                event = "mail.failed",
                class = "tried-again",
                mail,
                attempt,
                reason,
                "a mail will be tried again"
            );
        }
        Noted::StandsStill {
            trouble,
            times,
            reason,
        } => {
            let class = trouble.key();
            tracing::warn!(
                event = "mail.failed",
                class,
                tries = times,
                reason,
                "no mail goes out"
            );
        }
        Noted::GoesAgain { times, after } => {
            let seconds = after.as_secs();
            tracing::info!(
                event = "mail.resumed",
                tries = times,
                seconds,
                "the mail server answers again"
            );
        }
    }
}

/// What an earlier run of the program could not send may be tried at once: it may have been mended by other settings.
pub async fn begin(app: &App) -> Result<(), Error> {
    app.db.write(Author::system(), standstill::try_now).await
}
