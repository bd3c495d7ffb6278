//! Which mail comes, and when.

use crate::support::cases::cases;
use crate::support::nouns::person;
use domain::notification_preference::{
    Delivery, LetterKind, Mode, NotificationPreferenceFact, Preferences, QuietHours, Subscription,
    Topic,
};
use domain::rules::notification_preference::{change, unsubscribe};
use domain::{Event, Refusal};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

fn choices() -> impl Strategy<Value = Preferences> {
    let modes = vec((select(Topic::ALL), select(Mode::ALL)), 0..12);
    let quiet = option::of((0_u8..26, 0_u8..26));
    (modes, quiet, 0_u8..26).prop_map(|(modes, quiet, daily_at)| {
        let mut chosen = Preferences::default();
        chosen.quiet_hours = quiet.map(|(from, to)| QuietHours { from, to });
        chosen.daily_at = daily_at;
        for (topic, mode) in modes {
            chosen = chosen.with(topic, mode);
        }
        chosen
    })
}

/// What somebody has after asking for `wanted`: that, or what they had.
fn after(before: &Preferences, wanted: &Preferences) -> Preferences {
    match change(&person(1), before, wanted.clone()) {
        Ok(events) => match events.as_slice() {
            [] => before.clone(),
            [
                Event::NotificationPreference(NotificationPreferenceFact::Changed {
                    after, ..
                }),
            ] => after.clone(),
            other => panic!("{other:?}"),
        },
        Err(refusal) => {
            assert!(matches!(
                refusal,
                Refusal::MailCannotBeOff | Refusal::NoSuchHours
            ));
            before.clone()
        }
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn answers_to_ones_own_requests_and_mail_about_logging_in_always_come(wanted in choices(), hour in 0_u8..24) {
        let chosen = after(&Preferences::default(), &wanted);
        for (kind, chosen) in LetterKind::ALL.iter().flat_map(|kind| [(kind, &chosen), (kind, &wanted)]) {
            let delivery = chosen.delivery(kind.topic(), hour);
            match kind.topic() {
                Topic::Security => prop_assert_eq!(delivery, Delivery::Now, "{:?}", kind),
                Topic::Decision | Topic::Operation => prop_assert_ne!(delivery, Delivery::Never, "{:?}", kind),
                Topic::Digest => prop_assert!(!matches!(delivery, Delivery::Never | Delivery::Daily), "{:?}", kind),
                _ => {}
            }
        }
    }

    #[test]
    fn what_waits_for_an_hour_waits_for_one_that_is_not_quiet(wanted in choices(), hour in 0_u8..24) {
        let chosen = after(&Preferences::default(), &wanted);
        for topic in Topic::ALL {
            if let Delivery::AtHour(until) = chosen.delivery(*topic, hour) {
                prop_assert!(until < 24);
                prop_assert_eq!(chosen.delivery(*topic, until), Delivery::Now);
            }
        }
    }

    #[test]
    fn what_is_asked_for_twice_happens_once(before in choices(), wanted in choices()) {
        let once = after(&before, &wanted);
        if once == wanted {
            prop_assert_eq!(change(&person(1), &once, wanted), Ok(Vec::new()));
        }
    }

    #[test]
    fn a_link_ends_what_it_names_and_nothing_else(wanted in choices()) {
        let before = after(&Preferences::default(), &wanted);
        for from in Subscription::ALL {
            let events = unsubscribe(&person(1), &before, from).unwrap();
            let ended = match events.first() {
                Some(Event::NotificationPreference(NotificationPreferenceFact::Changed { after, .. })) => after.clone(),
                _ => before.clone(),
            };
            prop_assert_eq!((ended.quiet_hours, ended.daily_at), (before.quiet_hours, before.daily_at));
            for topic in Topic::ALL.iter().copied() {
                let named = match from {
                    Subscription::Reminders => topic == Topic::Reminder,
                    Subscription::Daily => before.mode(topic) == Mode::Daily,
                };
                if named {
                    prop_assert_eq!(ended.mode(topic) == Mode::Off, topic.allows(Mode::Off));
                    prop_assert_ne!(ended.mode(topic), Mode::Daily);
                } else {
                    prop_assert_eq!(ended.mode(topic), before.mode(topic));
                }
            }
        }
    }
}

#[test]
fn what_cannot_be_off_is_refused() {
    let off = Preferences::default().with(Topic::Decision, Mode::Off);
    let refused = change(&person(1), &Preferences::default(), off);
    assert_eq!(refused, Err(Refusal::MailCannotBeOff));
}

#[test]
fn quiet_hours_go_over_midnight() {
    let night = QuietHours { from: 22, to: 7 };
    assert!(night.hold(22) && night.hold(0) && night.hold(6));
    assert!(!night.hold(7) && !night.hold(21));
}
