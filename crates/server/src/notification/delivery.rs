//! Sending a letter as its reader wants it.

use crate::language::{hour, next_hour};
use crate::notification::letters::Letter;
use crate::notification::posting::add_mail;
use crate::storage::{Error, Tx};
use crate::use_cases::notification_preference::link::link;
use crate::{notification, store};
use domain::notification_preference::{Delivery, Subscription};
use domain::{PersonId, RequestId};
use std::collections::BTreeSet;

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
            letter.unsubscribe = Some(link(tx, public_url, &person, subscription)?);
        }
        match delivery {
            Delivery::Now => add_mail(tx, &letter, None)?,
            Delivery::AtHour(hour) => {
                let not_before = next_hour(tx.now, &zone, hour);
                add_mail(tx, &letter, Some(not_before))?;
            }
            Delivery::Daily => {
                let at = preferences.map_or(8, |chosen| chosen.daily_at);
                notification::digest::keep(tx, &person, &letter, next_hour(tx.now, &zone, at))?;
            }
            Delivery::Never => {}
        }
    }
    store::notification_preference::note_readers(tx, &told)
}
