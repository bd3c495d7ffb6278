//! What mail people get, and when. Every letter passes through [`deliver`]: it goes out, waits for the end of quiet hours or for
//! the daily mail, or is not written.

pub mod digest;
pub mod pages;

pub mod unsubscribe;

use crate::language::{hour, next_hour};
use crate::notification::letters::Letter;
use crate::storage::{Error, Tx};
use crate::store::notification::add_mail;
use crate::{event_log, store};
use domain::notification_preference::{Delivery, Preferences, Subscription};
use domain::{PersonId, Refusal, RequestId, rules};
use std::collections::BTreeSet;

/// Changes what a person has chosen.
pub fn change(tx: &mut Tx, person: &PersonId, chosen: &Preferences) -> Result<(), Error> {
    let before = store::notification_preference::find(tx.db, person)?;
    let events = rules::notification_preference::change(person, &before, chosen.clone())?;
    event_log::record(tx, &events)
}

/// Ends what a link in a mail names.
pub fn unsubscribe(tx: &mut Tx, token: &str) -> Result<Result<Subscription, Refusal>, Error> {
    let Some((person, from)) = unsubscribe::named(tx.db, token)? else {
        return Ok(Err(Refusal::NotFound));
    };
    let before = store::notification_preference::find(tx.db, &person)?;
    let events = rules::notification_preference::unsubscribe(&person, &before, from)?;
    event_log::record(tx, &events)?;
    Ok(Ok(from))
}

/// Does with each letter what its reader has chosen.
pub fn deliver(tx: &mut Tx, public_url: &str, letters: Vec<Letter>) -> Result<(), Error> {
    let readers: Vec<String> = letters
        .iter()
        .filter_map(|letter| letter.reader.person.as_ref().map(ToString::to_string))
        .collect();
    let chosen = store::notification_preference::find_all(tx.db, &readers)?;
    let mut told: BTreeSet<(RequestId, PersonId)> = BTreeSet::new();
    for mut letter in letters {
        let topic = letter.kind.topic();
        // The invited and notification addresses have no sign-in: they were asked whether they want this mail, or it asks them.
        let Some(person) = letter.reader.person.clone() else {
            add_mail(tx, &letter, None)?;
            continue;
        };
        let zone = letter.reader.zone();
        let now = u8::try_from(hour(tx.now, &zone)).unwrap_or(0);
        let preferences = chosen.get(person.as_str());
        let delivery = preferences.map_or(Delivery::Now, |chosen| chosen.delivery(topic, now));
        if let (true, Some(request)) = (topic.is_for_deciders(), &letter.request)
            && delivery != Delivery::Never
        {
            told.insert((request.clone(), person.clone()));
        }
        if let Some(subscription) = Subscription::of(letter.kind) {
            letter.unsubscribe = Some(unsubscribe::link(tx, public_url, &person, subscription)?);
        }
        match delivery {
            Delivery::Now => add_mail(tx, &letter, None)?,
            Delivery::AtHour(hour) => {
                let not_before = next_hour(tx.now, &zone, hour);
                add_mail(tx, &letter, Some(not_before))?;
            }
            Delivery::Daily => {
                let at = preferences.map_or(8, |chosen| chosen.daily_at);
                digest::keep(tx, &person, &letter, next_hour(tx.now, &zone, at))?;
            }
            Delivery::Never => {}
        }
    }
    store::notification_preference::note_readers(tx, &told)
}
