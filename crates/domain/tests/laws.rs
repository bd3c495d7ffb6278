//! What holds whatever people do, in whatever order, and whatever the clock says.

mod cast;

use cast::commands::{Command, Story, long_waits, stories, terms, timetables};
use cast::states::{
    applicants, facts, forests, hidden_accounts, memberships, moments, mostly_administrators,
    requests, settling_facts, wild_timetables,
};
use cast::{OPENING, Step, World, request_events, texts};
use domain::access_request::{
    AccessRequest, Denial, DenialClass, EscalationCause, RequestEvent, RequestFact, Status, Wish,
};
use domain::email::EmailAddress;
use domain::membership::{EndCause, Holder, Membership, MembershipFact, Reach};
use domain::moment::{days, hours};
use domain::notification::Notice;
use domain::person::{Phone, UserId};
use domain::role::Extent;
use domain::rules::access_request::{Decider, Target};
use domain::rules::reminder::{Step as Due, Timetable};
use domain::smart_account::AccountStatus;
use domain::support_case::{CaseFact, CaseStatus};
use domain::text::Reason;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{membership, notification, rules, smart_account, text, *};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRunner};
use std::collections::BTreeSet;
use std::time::Duration;

type Verdict = Result<(), TestCaseError>;

fn cases() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        // The usual generator takes longer than everything else together where nothing is optimised.
        rng_algorithm: RngAlgorithm::XorShift,
        ..ProptestConfig::default()
    }
}

/// Tells the story and holds the law against each of its steps.
fn at_every_step(story: &Story, law: impl Fn(&Step) -> Verdict) -> Verdict {
    World::tell(story, |step| law(&step)).map(drop)
}

/// Tells the story and holds the law against the facts of each request, in order, and how it stands in the end.
fn for_every_request(
    story: &Story,
    law: impl Fn(&World, &AccessRequest, &[RequestFact]) -> Verdict,
) -> Verdict {
    let world = told(story);
    world
        .requests
        .iter()
        .try_for_each(|request| law(&world, request, &facts_of(&world, &request.id)))
}

fn told(story: &Story) -> World {
    World::tell(story, |_| Ok::<_, ()>(())).expect("nothing to object")
}

fn facts_of(world: &World, request: &RequestId) -> Vec<RequestFact> {
    request_events(&world.log)
        .filter(|event| event.request == *request)
        .map(|event| event.fact.clone())
        .collect()
}

mod deciding {
    use super::*;

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn a_request_is_decided_at_most_once(story in stories()) {
            for_every_request(&story, |_, request, facts| {
                let settling = facts.iter().filter(|fact| settles(fact)).count();
                prop_assert_eq!(settling, usize::from(request.status != Status::Pending));
                Ok(())
            })?;
        }

        #[test]
        fn nothing_more_happens_to_a_settled_request(story in stories()) {
            at_every_step(&story, |step| {
                for (before, after) in step.before.requests.iter().zip(&step.after.requests) {
                    if before.status != Status::Pending {
                        prop_assert_eq!(before, after);
                    }
                }
                Ok(())
            })?;
        }

        #[test]
        fn no_fact_changes_a_settled_request(
            request in requests(),
            end in settling_facts(),
            later in vec(facts(), 0..8),
        ) {
            let mut settled = request;
            settled.apply(&end);
            prop_assert_ne!(&settled.status, &Status::Pending);
            let before = settled.clone();
            later.iter().for_each(|fact| settled.apply(fact));
            prop_assert_eq!(settled, before);
        }

        #[test]
        fn whoever_comes_too_late_learns_how_it_ended(request in requests(), end in settling_facts()) {
            let mut settled = AccessRequest { account: Some(cast::account(0).id), ..request };
            settled.apply(&end);
            let (outcome, by, at) = settled.settled().expect("settled");
            let refusal = Refusal::AlreadySettled { outcome, by: by.cloned(), at };
            let applicant = settled.applicant.clone();
            let late = Decider { person: cast::person("bruno"), reach: Reach::Account, groups: BTreeSet::new(), rule: None };
            let denial = Denial { class: DenialClass::Other, words: None };
            let (table, now) = (Timetable::default(), Moment(i64::MAX));

            let declined = rules::access_request::decline(&settled, settled.version, &late, denial, cast::OPEN, now);
            prop_assert_eq!(declined, Err(refusal.clone()));
            prop_assert_eq!(rules::access_request::withdraw(&settled, &applicant, now), Err(refusal.clone()));
            prop_assert_eq!(rules::access_request::remind(&settled, &applicant, cast::OPEN, &table, now), Err(refusal));
            prop_assert_eq!(rules::access_request::pass_time(&settled, &table, now), Vec::new());
        }

        #[test]
        fn only_the_applicant_withdraws_or_reminds(
            request in requests(),
            now in moments(),
        ) {
            let (table, other) = (Timetable::default(), cast::person("bruno"));
            let not_theirs = Err(Refusal::NotFound);
            prop_assert_eq!(&rules::access_request::withdraw(&request, &other, now), &not_theirs);
            prop_assert_eq!(&rules::access_request::remind(&request, &other, cast::OPEN, &table, now), &not_theirs);
            prop_assert!(rules::access_request::withdraw(&request, &request.applicant, now).is_ok());
        }

        #[test]
        fn a_decision_is_made_on_the_request_as_it_stands(story in stories()) {
            at_every_step(&story, |step| {
                let (Command::Approve { stale_by, .. } | Command::Decline { stale_by, .. }) = step.command else {
                    return Ok(());
                };
                prop_assert!(*stale_by == 0 || !step.request_events().any(|e| settles(&e.fact)));
                Ok(())
            })?;
        }

        #[test]
        fn nobody_decides_their_own_request(story in stories()) {
            at_every_step(&story, |step| {
                for event in step.request_events() {
                    prop_assert_ne!(decider(&event.fact), Some(&event.applicant));
                }
                Ok(())
            })?;
        }

        #[test]
        fn whoever_decides_may_decide_all_that_is_asked(story in stories()) {
            at_every_step(&story, |step| {
                for event in step.request_events() {
                    if let Some(by) = decider(&event.fact) {
                        let asked = request(step.before, &event.request);
                        let account = asked.account.as_ref().expect("an account to decide for");
                        let scope = asked.wish.scope.as_ref().unwrap_or(&Scope::EntireAccount);
                        prop_assert!(may_decide(step.before, by, account, scope), "{event:?}");
                    }
                }
                Ok(())
            })?;
        }

        #[test]
        fn somebody_waits_for_one_answer_to_one_question(story in stories()) {
            at_every_step(&story, |step| {
                let mut waiting = BTreeSet::new();
                for asked in step.after.requests.iter().filter(|r| r.status == Status::Pending) {
                    prop_assert!(waiting.insert((&asked.applicant, &asked.identifier)));
                }
                Ok(())
            })?;
        }
    }
}

mod administrators {
    use super::*;

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn an_active_account_always_has_an_administrator_who_stays(story in stories()) {
            at_every_step(&story, |step| {
                for account in step.after.accounts.iter().filter(|a| a.status == AccountStatus::Active) {
                    let stays = |m: &Membership| is_lasting_administrator(m) && m.account == account.id;
                    prop_assert!(step.after.memberships.iter().any(stays), "{}", account.domain);
                }
                Ok(())
            })?;
        }

        #[test]
        fn an_active_account_is_not_created_without_one(
            first in vec(memberships(), 0..6),
            status in select(AccountStatus::ALL),
        ) {
            let account = smart_account::SmartAccount { status, ..cast::account(0) };
            let administered = first.iter().any(|m| is_lasting_administrator(m) && m.account == account.id);
            let created = rules::smart_account::create(account, cast::virtual_accounts(), first);
            prop_assert_eq!(created.is_ok(), administered || status != AccountStatus::Active);
        }

        #[test]
        fn a_membership_ends_unless_the_last_administrator_would_go(
            all in vec(mostly_administrators(), 1..6),
            which in any::<Index>(),
        ) {
            let mut here = all;
            here.iter_mut().for_each(|m| m.account = cast::account(0).id);
            let ending = which.get(&here).clone();
            let administrators: Vec<_> =
                here.iter().filter(|m| m.role == Role::SaAdministrator).cloned().collect();
            let another = |m: &Membership| m.holder != ending.holder && is_lasting_administrator(m);
            let may_go = !is_lasting_administrator(&ending) || here.iter().any(another);
            let ended = rules::membership::end(&ending, &administrators, EndCause::Removed);
            prop_assert_eq!(ended.is_ok(), may_go);
        }
    }
}

mod rights {
    use super::*;

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn a_role_is_granted_by_somebody_who_may_decide_over_it(story in stories()) {
            at_every_step(&story, |step| {
                for granted in step.granted() {
                    let by = granted.granted_by.person().expect("a person who granted it");
                    let scope = scope_of(granted);
                    prop_assert!(!granted.holder.is(by));
                    prop_assert!(scope.fits(granted.role));
                    let parts = step.before.tree(&granted.account);
                    prop_assert!(granted.virtual_account.iter().all(|va| parts.contains(va)));
                    prop_assert!(may_decide(step.before, by, &granted.account, &scope), "{granted:?}");
                }
                Ok(())
            })?;
        }

        #[test]
        fn a_role_is_granted_to_whoever_asked_and_as_the_decision_says(story in stories()) {
            at_every_step(&story, |step| {
                for granted in step.granted() {
                    let event = step.request_events().next().expect("the decision");
                    let RequestFact::Approved { by, at, grant, .. } = &event.fact else {
                        return Err(TestCaseError::fail("granted without approval"));
                    };
                    prop_assert_eq!(granted.source.request(), Some(&event.request));
                    prop_assert!(granted.holder.is(&event.applicant));
                    prop_assert_eq!(Some(&granted.account), event.account.as_ref());
                    prop_assert_eq!(granted.granted_by.person(), Some(by));
                    prop_assert_eq!((granted.role, granted.since, granted.until), (grant.role, *at, grant.until));
                    prop_assert!(parts_of(&grant.scope).contains(&granted.virtual_account));
                }
                Ok(())
            })?;
        }

        #[test]
        fn nobody_gains_a_right_that_was_not_granted(story in stories()) {
            at_every_step(&story, |step| {
                if step.before.memberships == step.after.memberships {
                    return Ok(());
                }
                for player in step.after.people.iter() {
                    let before = everything(step.before, &player.id, &step.before.memberships);
                    let after = everything(step.after, &player.id, &step.after.memberships);
                    let granted: Vec<_> = step.granted().cloned().collect();
                    let granted = everything(step.after, &player.id, &granted);
                    let gained: Vec<_> = after.difference(&before).collect();
                    prop_assert!(gained.iter().all(|right| granted.contains(*right)), "{gained:?}");
                }
                Ok(())
            })?;
        }

        #[test]
        fn an_approval_gives_at_once_what_it_says(story in stories()) {
            at_every_step(&story, |step| {
                for event in step.request_events() {
                    let RequestFact::Approved { grant, .. } = &event.fact else {
                        continue;
                    };
                    let account = event.account.as_ref().expect("an account");
                    let held: Vec<_> = step.after.held(&event.applicant, account).collect();
                    for part in parts_of(&grant.scope) {
                        let as_granted = |m: &&Membership| {
                            (m.role, &m.virtual_account) == (grant.role, &part) && lasts(m.until, grant.until)
                        };
                        prop_assert!(held.iter().copied().any(|m| as_granted(&m)), "{part:?}");
                    }
                }
                Ok(())
            })?;
        }

        #[test]
        fn a_grant_leaves_each_role_lasting_as_long_as_the_longer_of_both(
            held in vec(memberships(), 0..12),
            new in vec(memberships(), 1..5),
        ) {
            let (held, new) = (once_each(held), once_each(new));
            let mut after = held.clone();
            for event in rules::membership::grant(&held, &new) {
                match event {
                    Event::Membership(MembershipFact::Granted(m)) => after.push(m),
                    Event::Membership(MembershipFact::Ended { membership, .. }) => {
                        after.retain(|m| *m != membership);
                    }
                    other => prop_assert!(false, "{:?}", other),
                }
            }
            for place in held.iter().chain(&new) {
                let here = |m: &&Membership| same_place(m, place);
                let ends: Vec<_> = after.iter().filter(here).map(|m| m.until).collect();
                let longest = held.iter().chain(&new).filter(here).map(|m| m.until).max_by_key(|u| (u.is_none(), *u));
                prop_assert_eq!(ends, Vec::from_iter(longest));
            }
        }

        #[test]
        fn a_role_is_held_once_on_each_scope(story in stories()) {
            at_every_step(&story, |step| {
                let mut held = BTreeSet::new();
                for m in &step.after.memberships {
                    let place = (&m.holder, &m.account, m.role, &m.virtual_account);
                    prop_assert!(held.insert(place), "twice: {m:?}");
                }
                Ok(())
            })?;
        }

        #[test]
        fn an_approval_takes_no_right_away(story in stories()) {
            at_every_step(&story, |step| {
                if let Some(granted) = step.granted().next() {
                    let before = everything(step.before, holder_of(granted), &step.before.memberships);
                    let after = everything(step.after, holder_of(granted), &step.after.memberships);
                    prop_assert!(before.is_subset(&after));
                }
                Ok(())
            })?;
        }

        #[test]
        fn a_va_administrator_grants_va_roles_in_their_own_virtual_accounts_only(story in stories()) {
            at_every_step(&story, |step| {
                for granted in step.granted() {
                    let by = granted.granted_by.person().expect("a person who granted it");
                    let held: Vec<_> = step.before.held(by, &granted.account).collect();
                    if held.iter().any(|m| m.role == Role::SaAdministrator) {
                        continue;
                    }
                    prop_assert!(granted.role.is_for_virtual_accounts());
                    let part = granted.virtual_account.as_ref().expect("a Virtual Account");
                    let above = step.before.ancestry(part);
                    let own = |m: &&Membership| {
                        m.role == Role::VaAdministrator
                            && m.virtual_account.as_ref().is_some_and(|va| above.contains(va))
                    };
                    prop_assert!(held.iter().any(own), "{granted:?}");
                }
                Ok(())
            })?;
        }

        #[test]
        fn an_sa_approver_has_an_address_inside_the_domain(story in stories()) {
            at_every_step(&story, |step| {
                for granted in step.granted().filter(|m| m.role == Role::SaApprover) {
                    let account = step.after.accounts.iter().find(|a| a.id == granted.account);
                    let domain = &account.expect("an account").domain;
                    let emails = &step.after.player(holder_of(granted)).emails;
                    prop_assert!(emails.iter().any(|email| email.is_inside(domain)));
                }
                Ok(())
            })?;
        }

        #[test]
        fn roles_add_up(
            one in vec(memberships(), 0..4),
            other in vec(memberships(), 0..4),
            forest in forests(),
        ) {
            let both: Vec<_> = one.iter().chain(&other).cloned().collect();
            for right in Right::ALL {
                let apart: BTreeSet<_> =
                    reached(&one, &forest, right).union(&reached(&other, &forest, right)).cloned().collect();
                prop_assert_eq!(reached(&both, &forest, right), apart);
            }
        }

        #[test]
        fn a_role_reaches_what_the_table_says_and_all_that_is_nested_in_it(
            held in memberships(),
            forest in forests(),
        ) {
            for right in Right::ALL {
                let expected = match (held.role.extent(right), &held.virtual_account) {
                    _ if held.until.is_some_and(|end| end <= OPENING) => BTreeSet::new(),
                    (Extent::Account, _) => whole(&forest),
                    (Extent::Own, Some(va)) => nested_in(va, &forest),
                    _ => BTreeSet::new(),
                };
                prop_assert_eq!(reached(std::slice::from_ref(&held), &forest, right), expected);
            }
        }
    }
}

mod replaying {
    use super::*;

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn the_events_of_a_request_give_the_stored_state_at_every_step(story in stories()) {
            at_every_step(&story, |step| {
                for event in step.request_events() {
                    let facts = facts_of(step.after, &event.request);
                    let stored = request(step.after, &event.request).clone();
                    prop_assert_eq!(AccessRequest::replay(&facts), Some(stored));
                }
                Ok(())
            })?;
        }

        #[test]
        fn the_version_counts_the_changes(story in stories()) {
            for_every_request(&story, |_, request, facts| {
                let changes = facts.iter().filter(|fact| !changes_nothing(fact)).count();
                prop_assert_eq!(request.version as usize, changes);
                Ok(())
            })?;
        }

        #[test]
        fn every_event_reads_back_from_the_log(story in stories()) {
            for event in told(&story).log {
                let written = serde_json::to_string(&event).expect("it can be written");
                let read: Event = serde_json::from_str(&written).expect("it can be read");
                prop_assert_eq!(read, event);
            }
        }

        #[test]
        fn any_fact_reads_back_from_the_log(request in requests(), fact in facts()) {
            let event = Event::AccessRequest(RequestEvent {
                request: request.id,
                account: request.account,
                applicant: request.applicant,
                for_group: request.for_group,
                asks_for: Vec::new(),
                fact,
            });
            let written = serde_json::to_string(&event).expect("it can be written");
            prop_assert_eq!(serde_json::from_str::<Event>(&written).expect("it can be read"), event);
        }

        #[test]
        fn facts_that_do_not_begin_with_the_sending_give_nothing(facts in vec(facts(), 0..6)) {
            let begins = matches!(facts.first(), Some(RequestFact::Sent(_)));
            prop_assert_eq!(AccessRequest::replay(&facts).is_some(), begins);
        }
    }
}

mod reminding {
    use super::*;

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn reminders_only_move_forward_and_stop_at_the_decision(story in long_waits()) {
            for_every_request(&story, |_, _, facts| {
                prop_assert!(is_strictly_ascending(&system_reminders(facts)));
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
                for asked in step.after.requests.iter().filter(|r| r.status == Status::Pending) {
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
            prop_assert!(world.requests.iter().all(|r| r.status != Status::Pending));
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
            prop_assert_eq!(next.is_some(), request.status == Status::Pending);
            let warned = request.progress.warned.is_some();
            prop_assert!(warned || !matches!(next, Some((Due::Expire, _))));
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
}

mod asking {
    use super::*;

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn a_hidden_account_answers_as_if_there_were_none(
            applicant in applicants(),
            hidden in hidden_accounts(),
            terms in terms(),
            now in moments(),
            table in timetables(),
        ) {
            let identifier = cast::identifier(2);
            let ask = |account| {
                let target = Target { identifier: identifier.clone(), account };
                let wish = Wish { scope: terms.scope.clone(), role: terms.role, until: terms.lasts.map(Moment) };
                let id = RequestId::new(1);
                rules::access_request::send(id, &applicant, &target, cast::reason(), wish, &table, now)
            };
            let (of_none, of_hidden) = (ask(None), ask(Some(hidden)));
            prop_assert_eq!(notices(&of_hidden), notices(&of_none));
            prop_assert_eq!(of_hidden.map(without_account), of_none);
        }

        #[test]
        fn time_and_the_applicant_find_no_difference_either(
            request in requests(),
            table in timetables(),
            clock in vec(moments(), 1..10),
        ) {
            let mut of_hidden = AccessRequest { account: Some(cast::account(2).id), ..request.clone() };
            let mut of_none = AccessRequest { account: None, ..request };
            for now in clock {
                let passed = both(&mut of_hidden, &mut of_none, |r| Ok(rules::access_request::pass_time(r, &table, now)));
                let reminded = both(&mut of_hidden, &mut of_none, |r| {
                    rules::access_request::remind(r, &r.applicant, cast::OPEN, &table, now)
                });
                prop_assert!(passed && reminded);
            }
            prop_assert!(both(&mut of_hidden, &mut of_none, |r| rules::access_request::withdraw(r, &r.applicant, OPENING)));
        }

        #[test]
        fn whoever_was_declined_waits_before_asking_again(story in stories()) {
            at_every_step(&story, |step| {
                let Command::Send { .. } = step.command else {
                    return Ok(());
                };
                let wait = step.before.table.after_denial;
                for event in step.request_events() {
                    let asked = request(step.after, &event.request);
                    let same = |r: &&AccessRequest| r.applicant == asked.applicant && r.identifier == asked.identifier;
                    for earlier in step.before.requests.iter().filter(same) {
                        if let Status::Denied { at, .. } = earlier.status {
                            prop_assert!(asked.sent_at >= at.plus(wait));
                        }
                    }
                }
                Ok(())
            })?;
        }
    }
}

mod support_cases {
    use super::*;

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn a_request_has_one_open_case_at_most(story in stories()) {
            at_every_step(&story, |step| {
                let mut open = BTreeSet::new();
                for case in step.after.cases.iter().filter(|case| case.status != CaseStatus::Closed) {
                    prop_assert!(open.insert(&case.request));
                }
                Ok(())
            })?;
        }

        #[test]
        fn a_closed_case_hears_no_more(story in stories()) {
            at_every_step(&story, |step| {
                for (before, after) in step.before.cases.iter().zip(&step.after.cases) {
                    prop_assert!(before.status != CaseStatus::Closed || before == after);
                }
                Ok(())
            })?;
        }

        #[test]
        fn only_the_applicant_and_agents_write_in_a_case(story in stories()) {
            at_every_step(&story, |step| {
                for event in step.events {
                    if let Event::SupportCase(fact) = event {
                        let (request_id, by) = hand(fact);
                        let asked = request(step.after, request_id);
                        prop_assert!(*by == asked.applicant || step.after.is_agent(by));
                        prop_assert_eq!(event.concerns().request, Some(request_id.clone()));
                    }
                }
                Ok(())
            })?;
        }
    }
}

mod typing {
    use super::*;

    proptest! {
        #![proptest_config(cases())]

        #[test]
        fn a_domain_identifier_has_one_normal_form(typed in texts::anything()) {
            if let Ok(identifier) = DomainIdentifier::parse(&typed) {
                prop_assert_eq!(DomainIdentifier::parse(identifier.as_str()), Ok(identifier));
            }
        }

        #[test]
        fn a_domain_identifier_shown_is_the_same_identifier(typed in texts::domains()) {
            if let Ok(identifier) = DomainIdentifier::parse(&typed) {
                let shown = identifier.shown();
                prop_assert_eq!(shown != identifier.as_str(), identifier.is_international());
                prop_assert_eq!(DomainIdentifier::parse(&shown), Ok(identifier));
            }
        }

        #[test]
        fn a_domain_identifier_is_shaped_like_a_dns_name(typed in prop_oneof![texts::domains(), texts::anything()]) {
            if let Ok(identifier) = DomainIdentifier::parse(&typed) {
                let text = identifier.as_str();
                prop_assert!(text.len() <= 253 && text.contains('.'));
                prop_assert!(text.split('.').all(is_dns_label), "{text}");
                let last = text.rsplit('.').next().expect("a label");
                prop_assert!(!last.bytes().all(|b| b.is_ascii_digit()), "{text}");
                prop_assert!(u32::from_str_radix(last.strip_prefix("0x").unwrap_or("-"), 16).is_err(), "{text}");
            }
        }

        #[test]
        fn a_suggestion_can_be_taken_as_it_is(typed in texts::anything()) {
            use domain::identifier::IdentifierFault::{IsAddress, IsEmail};
            if let Err(IsAddress { suggestion: Some(found) } | IsEmail { suggestion: Some(found) }) =
                DomainIdentifier::parse(&typed)
            {
                prop_assert_eq!(DomainIdentifier::parse(found.as_str()), Ok(found));
            }
        }

        #[test]
        fn an_email_address_has_one_normal_form(typed in prop_oneof![texts::addresses(), texts::anything()]) {
            if let Ok(address) = EmailAddress::parse(&typed) {
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address.clone()));
                let domain = DomainIdentifier::parse(address.domain()).expect("a domain");
                prop_assert_eq!(address.is_inside(&domain), domain::organisation::is_owned(&domain));
                prop_assert!(!address.as_str().chars().any(|c| c.is_control() || c.is_whitespace()));
            }
        }

        #[test]
        fn a_user_id_has_one_normal_form(typed in texts::user_ids()) {
            if let Ok(id) = UserId::parse(&typed) {
                prop_assert!(id.as_str().is_ascii() && (2..=64).contains(&id.as_str().len()));
                prop_assert_eq!(UserId::parse(id.as_str()), Ok(id));
            }
        }

        #[test]
        fn a_phone_number_has_one_normal_form(typed in texts::phones()) {
            if let Ok(Some(phone)) = Phone::parse(&typed) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(Some(phone)));
            }
        }

        #[test]
        fn a_text_has_one_normal_form(typed in texts::words(), limits in texts::limits()) {
            if let Ok(clean) = text::clean(&typed, limits) {
                prop_assert!((limits.least..=limits.most).contains(&clean.chars().count()));
                prop_assert_eq!(clean.trim(), &clean);
                prop_assert!(!clean.contains('\r') && (limits.lines || !clean.contains('\n')));
                prop_assert_eq!(text::clean(&clean, limits), Ok(clean));
            }
            let nothing = text::clean_optional(&typed, limits) == Ok(None);
            prop_assert!(nothing || !typed.trim().is_empty());
            prop_assert!(!nothing || !typed.chars().any(|c| c.is_ascii_graphic()));
        }

        #[test]
        fn a_reason_has_one_normal_form(typed in texts::words()) {
            if let Ok(reason) = Reason::parse(&typed) {
                prop_assert!((10..=1000).contains(&reason.as_str().chars().count()));
                prop_assert_eq!(Reason::parse(reason.as_str()), Ok(reason));
            }
        }

        #[test]
        fn line_ends_do_not_matter(lines in vec("[a-z ]{0,9}", 0..6)) {
            let typed = |end: &str| text::clean(&lines.join(end), text::WORDS);
            prop_assert_eq!(typed("\r\n"), typed("\n"));
            prop_assert_eq!(typed("\r"), typed("\n"));
        }

        #[test]
        fn a_text_is_an_id_of_one_kind_at_most(typed in prop_oneof![texts::anything(), texts::ids()]) {
            let kinds = kinds_of_id(&typed);
            prop_assert!(kinds.iter().filter(|read| read.is_some()).count() <= 1);
            for read in kinds.into_iter().flatten() {
                let digits = read.split_once('_').expect("a prefix").1;
                prop_assert_eq!((&read, digits.len()), (&typed, 32));
                prop_assert!(digits.bytes().all(|b| b"0123456789abcdef".contains(&b)));
            }
        }

        #[test]
        fn an_id_reads_back(bits in any::<u128>()) {
            let id = RequestId::new(bits);
            prop_assert_eq!(id.as_str().parse(), Ok(id));
        }
    }
}

/// The laws above would hold of stories in which nothing happens and of texts that are never taken; these are not such.
mod what_the_laws_are_held_against {
    use super::*;

    #[test]
    fn stories_reach_every_event_and_every_refusal() {
        let (mut events, mut refusals) = (BTreeSet::new(), BTreeSet::new());
        for story in sample(stories(), 300)
            .iter()
            .chain(&sample(long_waits(), 100))
        {
            World::tell(story, |step| {
                events.extend(step.events.iter().map(Event::name));
                refusals.extend(step.refusal.map(Refusal::code));
                Ok::<_, ()>(())
            })
            .expect("nothing to object");
        }
        let missing: Vec<_> = EVENTS.iter().filter(|e| !events.contains(*e)).collect();
        assert!(missing.is_empty(), "events never seen: {missing:?}");
        let missing: Vec<_> = REFUSALS.iter().filter(|r| !refusals.contains(*r)).collect();
        assert!(missing.is_empty(), "refusals never seen: {missing:?}");
    }

    #[test]
    fn va_administrators_grant_in_nested_virtual_accounts() {
        let mut nested = 0;
        for story in sample(stories(), 300) {
            World::tell(&story, |step| {
                nested += step
                    .granted()
                    .filter(|m| is_nested_grant(step.before, m))
                    .count();
                Ok::<_, ()>(())
            })
            .expect("nothing to object");
        }
        assert!(nested > 10, "only {nested}");
    }

    #[test]
    fn many_texts_are_taken() {
        let domains = sample(texts::domains(), 300);
        let read: Vec<_> = domains
            .iter()
            .flat_map(|t| DomainIdentifier::parse(t))
            .collect();
        assert!(read.len() > 60, "only {} identifiers", read.len());
        assert!(read.iter().filter(|d| d.is_international()).count() > 30);
        let taken =
            |texts: Vec<String>, takes: fn(&str) -> bool| texts.iter().filter(|t| takes(t)).count();
        assert!(taken(sample(texts::addresses(), 300), is_email) > 50);
        assert!(taken(sample(texts::user_ids(), 300), |t| UserId::parse(t).is_ok()) > 50);
        assert!(taken(sample(texts::phones(), 300), is_phone) > 50);
        assert!(taken(sample(texts::words(), 300), |t| Reason::parse(t).is_ok()) > 50);
    }

    const EVENTS: [&str; 15] = [
        "access-request.sent",
        "access-request.approved",
        "access-request.denied",
        "access-request.withdrawn",
        "access-request.expired",
        "access-request.reminded-by-requester",
        "access-request.reminded-by-system",
        "access-request.escalated",
        "access-request.expiry-announced",
        "access-request.decision-refused",
        "membership.granted",
        "membership.ended",
        "support-case.opened",
        "support-case.answered",
        "support-case.closed",
    ];

    const REFUSALS: [&str; 19] = [
        "not-found",
        "email-not-verified",
        "account-not-open",
        "already-pending",
        "too-soon-after-denial",
        "already-settled",
        "stale-page",
        "own-request",
        "no-virtual-account-chosen",
        "virtual-account-of-another-account",
        "role-does-not-fit-scope",
        "beyond-own-rights",
        "approver-outside-domain",
        "end-date-in-the-past",
        "reminder-too-soon",
        "reminders-used-up",
        "last-administrator",
        "case-already-open",
        "case-closed",
    ];
}

fn sample<S: Strategy>(strategy: S, times: usize) -> Vec<S::Value> {
    let mut runner = TestRunner::deterministic();
    let mut draw = || strategy.new_tree(&mut runner).expect("a value").current();
    (0..times).map(|_| draw()).collect()
}

fn request<'a>(world: &'a World, id: &RequestId) -> &'a AccessRequest {
    let found = world.requests.iter().find(|request| request.id == *id);
    found.expect("a request that was sent")
}

fn settles(fact: &RequestFact) -> bool {
    decider(fact).is_some()
        || matches!(
            fact,
            RequestFact::Withdrawn { .. } | RequestFact::Expired { .. }
        )
}

fn changes_nothing(fact: &RequestFact) -> bool {
    matches!(fact, RequestFact::DecisionRefused { .. })
}

fn is_escalation(fact: &RequestFact) -> bool {
    matches!(fact, RequestFact::Escalated { .. })
}

fn is_warning(fact: &RequestFact) -> bool {
    matches!(fact, RequestFact::ExpiryAnnounced { .. })
}

fn decider(fact: &RequestFact) -> Option<&PersonId> {
    match fact {
        RequestFact::Approved { by, .. } | RequestFact::Denied { by, .. } => Some(by),
        _ => None,
    }
}

fn system_reminders(facts: &[RequestFact]) -> Vec<u32> {
    let number = |fact: &RequestFact| match fact {
        RequestFact::DecidersReminded { number, .. } => Some(*number),
        _ => None,
    };
    facts.iter().filter_map(number).collect()
}

fn nudges(facts: &[RequestFact]) -> Vec<(u32, Moment)> {
    let nudge = |fact: &RequestFact| match fact {
        RequestFact::Nudged { number, at } => Some((*number, *at)),
        _ => None,
    };
    facts.iter().filter_map(nudge).collect()
}

fn is_strictly_ascending(numbers: &[u32]) -> bool {
    numbers.is_sorted_by(|a, b| a < b)
}

/// How long after the sending the timetable puts a fact, and when it happened.
fn timed(fact: &RequestFact, table: &Timetable) -> Option<(Duration, Moment)> {
    match fact {
        RequestFact::DecidersReminded { number, at } => {
            Some((table.deciders[*number as usize - 1], *at))
        }
        RequestFact::Escalated {
            at,
            cause: EscalationCause::Silence,
        } => Some((table.escalation, *at)),
        RequestFact::ExpiryAnnounced { at } => Some((table.expiry_warning, *at)),
        RequestFact::Expired { at } => Some((table.expiry, *at)),
        _ => None,
    }
}

fn hand(fact: &CaseFact) -> (&RequestId, &PersonId) {
    match fact {
        CaseFact::Opened { case, message } => (&case.request, &message.author),
        CaseFact::Answered {
            request, message, ..
        } => (request, &message.author),
        CaseFact::Closed { request, by, .. } => (request, by),
    }
}

fn is_lasting_administrator(membership: &Membership) -> bool {
    membership.role == Role::SaAdministrator && membership.until.is_none()
}

fn scope_of(membership: &Membership) -> Scope {
    match &membership.virtual_account {
        Some(va) => Scope::VirtualAccounts(BTreeSet::from([va.clone()])),
        None => Scope::EntireAccount,
    }
}

fn same_place(one: &Membership, other: &Membership) -> bool {
    (one.role, &one.virtual_account) == (other.role, &other.virtual_account)
}

/// One person's roles in one account, each held once on each scope, as memberships are kept.
fn once_each(memberships: Vec<Membership>) -> Vec<Membership> {
    let mut kept: Vec<Membership> = Vec::new();
    for mut membership in memberships {
        membership.holder = Holder::Person(cast::person("camille"));
        membership.account = cast::account(0).id;
        if !kept.iter().any(|m| same_place(m, &membership)) {
            kept.push(membership);
        }
    }
    kept
}

fn holder_of(membership: &Membership) -> &PersonId {
    membership.holder.person().expect("a person")
}

fn parts_of(scope: &Scope) -> Vec<Option<VirtualAccountId>> {
    match scope {
        Scope::EntireAccount => vec![None],
        Scope::VirtualAccounts(all) => all.iter().cloned().map(Some).collect(),
    }
}

/// Whether what ends at `until` lasts as long as what ends at `asked`.
fn lasts(until: Option<Moment>, asked: Option<Moment>) -> bool {
    until.is_none_or(|until| asked.is_some_and(|asked| until >= asked))
}

/// Whether somebody may decide over a scope, told from the words of the rule rather than by the code it is held against:
/// an SA Administrator over everything, a VA Administrator over their own Virtual Accounts and those nested in them.
fn may_decide(world: &World, person: &PersonId, account: &SmartAccountId, scope: &Scope) -> bool {
    let held: Vec<_> = world.held(person, account).collect();
    let administers = |va: &VirtualAccountId| {
        let above = world.ancestry(va);
        held.iter()
            .filter(|m| m.role == Role::VaAdministrator)
            .any(|m| {
                m.virtual_account
                    .as_ref()
                    .is_some_and(|own| above.contains(own))
            })
    };
    held.iter().any(|m| m.role == Role::SaAdministrator)
        || match scope {
            Scope::EntireAccount => false,
            Scope::VirtualAccounts(all) => !all.is_empty() && all.iter().all(administers),
        }
}

fn is_nested_grant(world: &World, granted: &Membership) -> bool {
    let by = granted
        .granted_by
        .person()
        .expect("a person who granted it");
    let held: Vec<_> = world.held(by, &granted.account).collect();
    held.iter().all(|m| m.role != Role::SaAdministrator)
        && held
            .iter()
            .all(|m| m.virtual_account != granted.virtual_account)
}

/// Each right somebody has through these memberships: in which account, on which of its parts, or on all of it.
fn everything(
    world: &World,
    person: &PersonId,
    memberships: &[Membership],
) -> BTreeSet<(Right, SmartAccountId, Option<VirtualAccountId>)> {
    let mut all = BTreeSet::new();
    for account in world.accounts.iter() {
        let own = |m: &&Membership| m.holder.is(person) && m.account == account.id;
        let held: Vec<_> = memberships.iter().filter(own).cloned().collect();
        let tree = world.tree(&account.id);
        let parts = world
            .virtual_accounts
            .iter()
            .filter(|va| va.account == account.id);
        let parts: Vec<_> = parts.cloned().collect();
        for right in Right::ALL {
            let reach = membership::reach(&held, &tree, right, world.now);
            let reached = laid_out(reach, &parts).into_iter();
            all.extend(reached.map(|part| (right, account.id.clone(), part)));
        }
    }
    all
}

fn reached(
    held: &[Membership],
    forest: &[VirtualAccount],
    right: Right,
) -> BTreeSet<Option<VirtualAccountId>> {
    laid_out(
        membership::reach(held, &Tree::of(forest), right, OPENING),
        forest,
    )
}

/// The parts a reach covers, and `None` for the account as a whole.
fn laid_out(reach: Reach, parts: &[VirtualAccount]) -> BTreeSet<Option<VirtualAccountId>> {
    match reach {
        Reach::Nothing => BTreeSet::new(),
        Reach::VirtualAccounts(own) => own.into_iter().map(Some).collect(),
        Reach::Account => whole(parts),
    }
}

fn whole(parts: &[VirtualAccount]) -> BTreeSet<Option<VirtualAccountId>> {
    let parts = parts.iter().map(|va| Some(va.id.clone()));
    parts.chain([None]).collect()
}

fn nested_in(
    root: &VirtualAccountId,
    forest: &[VirtualAccount],
) -> BTreeSet<Option<VirtualAccountId>> {
    let mut found: BTreeSet<_> = forest
        .iter()
        .map(|va| &va.id)
        .filter(|id| *id == root)
        .collect();
    loop {
        let inner = |va: &&VirtualAccount| {
            va.parent
                .as_ref()
                .is_some_and(|parent| found.contains(parent))
        };
        let wider: BTreeSet<_> = forest
            .iter()
            .filter(inner)
            .map(|va| &va.id)
            .chain(found.iter().copied())
            .collect();
        if wider == found {
            return found.into_iter().cloned().map(Some).collect();
        }
        found = wider;
    }
}

fn notices(answer: &Result<Vec<Event>, Refusal>) -> Vec<Notice> {
    let events: Vec<Event> = answer.iter().flatten().cloned().collect();
    notification::notices(&events, None)
}

fn without_account(mut events: Vec<Event>) -> Vec<Event> {
    for event in &mut events {
        if let Event::AccessRequest(event) = event {
            event.account = None;
            if let RequestFact::Sent(request) = &mut event.fact {
                request.account = None;
            }
        }
    }
    events
}

/// Does the same to two requests and says whether the answers are the same but for the account.
fn both(
    one: &mut AccessRequest,
    other: &mut AccessRequest,
    act: impl Fn(&AccessRequest) -> Result<Vec<Event>, Refusal>,
) -> bool {
    let (first, second) = (act(one), act(other));
    for (request, answer) in [(one, &first), (other, &second)] {
        let events = answer.iter().flatten();
        events.for_each(|event| {
            if let Event::AccessRequest(event) = event {
                request.apply(&event.fact)
            }
        });
    }
    first.map(without_account) == second
}

fn is_dns_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_email(text: &str) -> bool {
    EmailAddress::parse(text).is_ok()
}

fn is_phone(text: &str) -> bool {
    Phone::parse(text).is_ok_and(|phone| phone.is_some())
}

fn kinds_of_id(text: &str) -> [Option<String>; 10] {
    [
        text.parse().ok().map(|id: PersonId| id.to_string()),
        text.parse().ok().map(|id: SmartAccountId| id.to_string()),
        text.parse().ok().map(|id: VirtualAccountId| id.to_string()),
        text.parse().ok().map(|id: MembershipId| id.to_string()),
        text.parse().ok().map(|id: RequestId| id.to_string()),
        text.parse().ok().map(|id: CaseId| id.to_string()),
        text.parse().ok().map(|id: MessageId| id.to_string()),
        text.parse().ok().map(|id: EventId| id.to_string()),
        text.parse().ok().map(|id: NoticeId| id.to_string()),
        text.parse().ok().map(|id: MailId| id.to_string()),
    ]
}
