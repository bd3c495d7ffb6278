//! What time does to a request that waits, and what its timetable promises.

use super::facts::{
    changes_nothing, is_escalation, is_warning, nudges, settles, system_reminders, timed,
};
use crate::support::cases::cases;
use crate::world::states::{moments, requests, wild_timetables};
use crate::world::story::{Command, long_waits};
use crate::world::telling::{at_every_step, for_every_request, told};
use domain::access_request::{RequestFact, RequestStatus};
use domain::moment::{days, hours};
use domain::rules::reminder::{ReminderStep, Timetable};
use domain::{rules, *};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::time::Duration;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn reminders_only_move_forward_and_stop_at_the_decision(story in long_waits()) {
        for_every_request(&story, |_, _, facts| {
            prop_assert!(system_reminders(facts).is_sorted_by(|a, b| a < b));
            for one in [is_escalation, is_warning, settles] {
                prop_assert!(facts.iter().filter(|fact| one(fact)).count() <= 1);
            }
            if let Some(end) = facts.iter().position(settles) {
                prop_assert!(facts[end + 1..].iter().all(changes_nothing));
            }
            Ok(())
        })?;
    }

    #[test]
    fn requesters_keep_their_distance_between_reminders(story in long_waits()) {
        for_every_request(&story, |world, request, facts| {
            let nudges = nudges(facts);
            let mut from = request.sent_at.plus(world.table.requester_first);
            for (place, (number, at)) in nudges.iter().enumerate() {
                prop_assert_eq!(*number as usize, place + 1);
                prop_assert!(*at >= from);
                from = at.plus(world.table.requester_every);
            }
            prop_assert!(nudges.len() <= world.table.requester_most as usize);
            Ok(())
        })?;
    }

    #[test]
    fn a_reminder_refused_as_too_soon_is_taken_at_the_moment_named(story in long_waits()) {
        at_every_step(&story, |step| {
            let Some(Refusal::ReminderTooSoon { from }) = step.refusal else {
                return Ok(());
            };
            prop_assert!(*from > step.after.now);
            let mut later = step.after.clone();
            later.now = *from;
            prop_assert_eq!(later.carry_out(step.command), Ok(()));
            prop_assert_eq!(later.log.len(), step.after.log.len() + 1);
            Ok(())
        })?;
    }

    #[test]
    fn nothing_comes_before_its_time(story in long_waits()) {
        for_every_request(&story, |world, request, facts| {
            for fact in facts {
                if let Some((after, at)) = timed(fact, &world.table) {
                    prop_assert!(at >= request.sent_at.plus(after), "{fact:?}");
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_request_expires_no_sooner_after_its_warning_than_promised(story in long_waits()) {
        for_every_request(&story, |world, _, facts| {
            let notice = world.table.expiry - world.table.expiry_warning;
            let warned = facts.iter().find_map(|fact| match fact {
                RequestFact::ExpiryAnnounced { at } => Some(*at),
                _ => None,
            });
            for fact in facts {
                if let RequestFact::Expired { at } = fact {
                    prop_assert!(warned.is_some_and(|warned| *at >= warned.plus(notice)));
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_worker_that_slept_sends_one_reminder_at_most(story in long_waits()) {
        at_every_step(&story, |step| {
            let mut reminded = BTreeSet::new();
            for event in step.request_events() {
                if let RequestFact::DecidersReminded { .. } = event.fact {
                    prop_assert!(reminded.insert(&event.request), "twice: {:?}", event.request);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_worker_that_woke_has_left_nothing_undone(story in long_waits()) {
        at_every_step(&story, |step| {
            let Command::LetTimeWork = step.command else {
                return Ok(());
            };
            for asked in step.after.requests.iter().filter(|r| r.status == RequestStatus::Pending) {
                let passed = |span: Duration| step.after.now >= asked.sent_at.plus(span);
                let table = &step.after.table;
                let reminders = table.deciders.iter().filter(|span| passed(**span)).count();
                prop_assert!(asked.progress.system_reminders as usize >= reminders);
                prop_assert!(asked.progress.escalated.is_some() || !passed(table.escalation));
                prop_assert!(asked.progress.warned.is_some() || !passed(table.expiry_warning));
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_request_that_nobody_decides_expires(story in long_waits()) {
        let mut world = told(&story);
        for _ in 0..2 {
            world.now = world.now.plus(days(400));
            world.carry_out(&Command::LetTimeWork).expect("time is never refused");
        }
        prop_assert!(world.requests.iter().all(|r| r.status != RequestStatus::Pending));
    }

    #[test]
    fn time_comes_to_rest_whatever_the_timetable_and_the_clock_say(
        request in requests(),
        table in wild_timetables(),
        clock in vec(moments(), 1..20),
    ) {
        let mut request = request;
        let most = table.deciders.len() + 3;
        let mut happened = 0;
        for now in clock {
            while let [Event::AccessRequest(event)] = &rules::access_request::pass_time(&request, &table, now)[..] {
                request.apply(&event.fact);
                happened += 1;
                prop_assert!(happened <= most);
            }
        }
    }

    #[test]
    fn a_pending_request_always_has_something_ahead_of_it(
        request in requests(),
        table in wild_timetables(),
        now in moments(),
    ) {
        let next = rules::reminder::next_step(&request, &table, now);
        prop_assert_eq!(next.is_some(), request.status == RequestStatus::Pending);
        let warned = request.progress.warned.is_some();
        prop_assert!(warned || !matches!(next, Some((ReminderStep::Expire, _))));
    }
}

#[test]
fn the_usual_timetable_is_the_one_the_product_promises() {
    let table = Timetable::default();
    let requester = (
        table.requester_first,
        table.requester_every,
        table.requester_most,
    );
    assert_eq!(requester, (hours(48), hours(72), 3));
    assert_eq!(table.deciders, [days(2), days(5), days(10)]);
    let system = (table.escalation, table.expiry_warning, table.expiry);
    assert_eq!(system, (days(14), days(21), days(28)));
    assert_eq!(table.after_denial, hours(24));
}
