//! Sending a letter as its reader wants it.

use crate::language::{hour, next_hour};
use crate::notification::letters::Letter;
use crate::notification::posting::add_mail;
use crate::storage::{Error, Tx};
use crate::use_cases::notification_preference::link::link;
use crate::{notification, store};
use domain::notification::budget::{Held, is_counted};
use domain::notification_preference::{Delivery, Preferences, Subscription};
use domain::{Moment, PersonId, RequestId};
use jiff::tz::TimeZone;
use std::collections::BTreeSet;

/// When the daily mail goes to who has not chosen.
const DAILY_AT: u8 = 8;

/// As many letters to one person are counted: a budget beyond is none.
const MOST_COUNTED: u32 = 500;

/// The clock of a reader, with what they have chosen.
struct Hours<'a> {
    zone: TimeZone,
    chosen: Option<&'a Preferences>,
}

impl Hours<'_> {
    /// When the next daily mail goes.
    fn daily(&self, now: Moment) -> Moment {
        let at = self.chosen.map_or(DAILY_AT, |chosen| chosen.daily_at);
        next_hour(now, &self.zone, at)
    }

    /// The moment itself, or the end of the quiet hours in which it lies.
    fn not_quiet(&self, at: Moment) -> Moment {
        let quiet = self.chosen.and_then(|chosen| chosen.quiet_hours);
        let hour = u8::try_from(hour(at, &self.zone)).unwrap_or(0);
        match quiet.filter(|quiet| quiet.hold(hour)) {
            Some(quiet) => next_hour(at, &self.zone, quiet.to),
            None => at,
        }
    }
}

/// Sends a letter by itself, or keeps it to come with others, where its reader has had as many as they get. In: the moment before which it
/// does not go, where quiet hours hold it.
fn within_budget(
    tx: &mut Tx,
    person: &PersonId,
    letter: &Letter,
    not_before: Option<Moment>,
    hours: &Hours<'_>,
) -> Result<(), Error> {
    let budget = tx.rules.limits.mail_budget();
    let is_free = budget.a_day.min(budget.an_hour) > MOST_COUNTED;
    if is_free || !is_counted(letter.kind) {
        return add_mail(tx, letter, not_before);
    }
    let most = i64::from(budget.a_day.max(budget.an_hour).min(MOST_COUNTED));
    let before = store::notification::newest_to(tx.db, person, tx.now, most)?;
    let at = not_before.unwrap_or(tx.now);
    let due = match budget.hold(&before, at) {
        None => return add_mail(tx, letter, not_before),
        Some(Held::Until(_)) if not_before.is_some() => at,
        Some(Held::Until(at)) => hours.not_quiet(at),
        Some(Held::ForTheDay) => hours.not_quiet(hours.daily(tx.now)),
    };
    notification::digest::keep(tx, person, letter, due, false)
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
            letter.unsubscribe = Some(link(tx, public_url, &person, subscription)?);
        }
        let hours = Hours {
            zone: zone.clone(),
            chosen: preferences,
        };
        match delivery {
            Delivery::Now => within_budget(tx, &person, &letter, None, &hours)?,
            Delivery::AtHour(hour) => {
                let not_before = next_hour(tx.now, &zone, hour);
                within_budget(tx, &person, &letter, Some(not_before), &hours)?;
            }
            Delivery::Daily => {
                notification::digest::keep(tx, &person, &letter, hours.daily(tx.now), true)?;
            }
            Delivery::Never => {}
        }
    }
    store::notification_preference::note_readers(tx, &told)
}
