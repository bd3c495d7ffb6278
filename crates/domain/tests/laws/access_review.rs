//! What holds of access reviews: every line ends once, rights change only through events, and somebody always administers.

use crate::support::cases::cases;
use crate::support::nouns::{self, OPENING, account, authority, person};
use domain::access_review::{
    Campaign, LineOutcome, LineVerdict, ReviewAnswer, ReviewEvent, ReviewFact, ReviewLine,
    ReviewRule, Selection, Stage,
};
use domain::membership::{Holder, Membership, MembershipFact, Reach};
use domain::moment::{days, hours};
use domain::rules::access_review::ReviewStep;
use domain::{rules, *};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn campaign(rule: ReviewRule, length: u64) -> Campaign {
    Campaign {
        id: ReviewId::new(1),
        account: account(1),
        name: "Autumn".into(),
        who: Selection::Everyone,
        due: OPENING.plus(days(length)),
        rule,
        started_by: person(1),
        started_at: OPENING,
        stage: Stage::Open,
        reminders: 0,
    }
}

/// A role held by the person of the same number.
fn membership(number: u128, role: Role) -> Membership {
    let holder = Holder::Person(person(number));
    nouns::membership(number, holder, account(1), role, None)
}

fn line(membership: &Membership) -> ReviewLine {
    ReviewLine {
        id: ReviewLineId::new(7),
        review: ReviewId::new(1),
        membership: membership.clone(),
        holder_name: "somebody".into(),
        verdict: None,
    }
}

fn verdicts(events: &[Event]) -> Vec<&LineVerdict> {
    let of = |event| match event {
        &Event::AccessReview(ReviewEvent {
            fact: ReviewFact::Decided { ref verdict, .. },
            ..
        }) => Some(verdict),
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

fn roles() -> impl Strategy<Value = Vec<Role>> {
    vec(select(&[Role::SaAdministrator, Role::SaUser][..]), 1..8)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_rule_ends_everybody_but_the_last_administrator(roles in roles(), gone in any::<bool>()) {
        let campaign = campaign(ReviewRule::End, 20);
        let mut held: Vec<Membership> = (2..).zip(&roles).map(|(n, role)| membership(n, *role)).collect();
        let administered = roles.contains(&Role::SaAdministrator);
        for one in held.clone() {
            let administrators: Vec<Membership> = held.iter().filter(|m| m.role == Role::SaAdministrator).cloned().collect();
            let now_held = (!gone).then_some(&one);
            let events = rules::access_review::settle(&campaign, &line(&one), now_held, &administrators, true, OPENING);
            prop_assert_eq!(verdicts(&events).len(), 1, "decided once");
            for event in &events {
                if let Event::Membership(MembershipFact::Ended { membership, .. }) = event {
                    held.retain(|m| m.id != membership.id);
                }
            }
            let ended = !held.contains(&one);
            prop_assert_eq!(ended, verdicts(&events)[0].outcome == LineOutcome::Ended);
        }
        prop_assert!(!administered || held.iter().any(Membership::is_lasting_administrator));
    }

    #[test]
    fn a_line_is_decided_once_by_somebody_else_who_manages_it(
        own in any::<bool>(), decided in any::<bool>(), reach in any::<bool>(), there in any::<bool>(),
        stage in select(vec![Stage::Gathering, Stage::Open, Stage::Settling, Stage::Closed { at: OPENING }]),
    ) {
        let one = membership(2, Role::SaUser);
        let mut line = line(&one);
        if decided {
            line.verdict = Some(LineVerdict { outcome: LineOutcome::Kept, by: None, at: OPENING, words: None, after: None, why: None });
        }
        let who = if own { 2 } else { 3 };
        let by = authority(person(who), if reach { Reach::Account } else { Reach::Nothing });
        let campaign = Campaign { stage, ..campaign(ReviewRule::End, 20) };
        let planned = there.then(|| Ok(Vec::new()));
        let answered = rules::access_review::decide(&campaign, &line, &by, ReviewAnswer::Keep, None, planned, OPENING);
        let open = matches!(stage, Stage::Gathering | Stage::Open);
        prop_assert_eq!(answered.is_ok(), open && reach && !own && !decided);
        if let Ok(events) = answered {
            let outcome = if there { LineOutcome::Kept } else { LineOutcome::Gone };
            prop_assert_eq!(verdicts(&events)[0].outcome, outcome);
            prop_assert_eq!(events.len(), 1, "keeping changes no right");
        }
        prop_assert!(!decided || rules::access_review::settle(&campaign, &line, Some(&one), &[], true, OPENING).is_empty());
    }

    #[test]
    fn steps_only_move_forward_and_come_to_an_end(length in 1_u64..60, pauses in vec(1_u64..400, 1..60)) {
        let mut campaign = campaign(ReviewRule::Keep, length);
        let mut now = OPENING;
        for pause in pauses {
            now = now.plus(hours(pause));
            let mut steps = 0;
            while let Some((step, due)) = campaign.next_step(now).filter(|(_, due)| *due <= now) {
                let fact = match step {
                    ReviewStep::Remind(number) => {
                        prop_assert!(number > campaign.reminders && number <= 3 && due < campaign.due && now < campaign.due);
                        ReviewFact::DecidersReminded { number, at: now }
                    }
                    ReviewStep::ComeDue => {
                        prop_assert!(campaign.due <= now);
                        ReviewFact::Ending { by: None, at: now }
                    }
                    ReviewStep::Gather => ReviewFact::Opened { lines: 0, at: now },
                    ReviewStep::Settle => ReviewFact::Closed { at: now },
                };
                campaign.apply(&fact);
                steps += 1;
                prop_assert!(steps < 10);
            }
        }
        prop_assert_eq!(campaign.due <= now, matches!(campaign.stage, Stage::Closed { .. }));
    }
}
