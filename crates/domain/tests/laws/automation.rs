//! Automation rules: nothing beyond the author's own rights, one rule at most, and a rehearsal that keeps its word.

use crate::support::cases::so_many_cases;
use crate::support::lumen::{self, tree};
use crate::support::nouns::{
    self, OPENING, decider, email, identifier, membership_ids, person, roles,
};
use domain::access_request::{
    AccessRequest, Denial, DenialClass, RequestFact, RequestProgress, RequestStatus, Wish,
};
use domain::automation::{
    Asking, Conditions, DomainCondition, Rule, RuleFact, RuleVerdict, ScopeCondition, first_fitting,
};
use domain::membership::{MembershipFact, Reach};
use domain::moment::days;
use domain::rules::access_request::{AccountFacts, Decider, DecisionFacts, TargetFacts};
use domain::{rules, *};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

fn parts() -> impl Strategy<Value = BTreeSet<VirtualAccountId>> {
    nouns::parts(1..4, 1..3)
}

fn scopes() -> impl Strategy<Value = Scope> {
    nouns::scopes(parts())
}

fn conditions() -> impl Strategy<Value = Conditions> {
    let names = || {
        select(&["atelier.example", "lyon.atelier.example", "lumen.example"][..])
            .prop_map(identifier)
    };
    let domains = prop_oneof![
        names().prop_map(DomainCondition::Is),
        names().prop_map(DomainCondition::Inside)
    ];
    let scope = prop_oneof![
        Just(ScopeCondition::Entire),
        Just(ScopeCondition::Unsaid),
        parts().prop_map(ScopeCondition::Within),
    ];
    let organisation = select(&["Atelier Lumen", " atelier  LUMEN", "Lumen"][..]);
    (
        option::of(domains),
        option::of(organisation),
        option::of(roles()),
        option::of(scope),
        option::of(1..90u32),
    )
        .prop_map(
            |(domain, organisation, role_at_most, scope, within_days)| Conditions {
                domain,
                organisation: organisation.map(ToOwned::to_owned),
                role_at_most,
                scope,
                within_days,
            },
        )
}

fn verdicts() -> impl Strategy<Value = RuleVerdict> {
    prop_oneof![
        3 => (roles(), scopes(), option::of(1..90u32)).prop_map(|(role, scope, days)| RuleVerdict::Approve { role, scope, days }),
        1 => select(DenialClass::ALL).prop_map(|class| RuleVerdict::Decline(Denial { class, words: None })),
        1 => (0..3u128).prop_map(|to| RuleVerdict::SendTo(person(to))),
    ]
}

/// A rule of person 1, for everything.
fn rule(number: u128, verdict: RuleVerdict) -> Rule {
    Rule {
        id: RuleId::new(number),
        account: lumen::id(),
        name: format!("rule {number}"),
        version: 1,
        place: number as u32,
        conditions: Conditions::default(),
        verdict,
        saved_by: person(1),
        saved_at: OPENING,
    }
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let one = (conditions(), verdicts(), 0..3u128, 0..5u32);
    vec(one, 0..5).prop_map(|all| {
        let numbered = (0..).zip(all);
        numbered
            .map(|(number, (conditions, verdict, author, place))| Rule {
                place,
                conditions,
                saved_by: person(author),
                ..rule(number, verdict)
            })
            .collect()
    })
}

fn reaches() -> impl Strategy<Value = Reach> {
    prop_oneof![
        1 => Just(Reach::Nothing),
        3 => Just(Reach::Account),
        1 => parts().prop_map(Reach::VirtualAccounts),
    ]
}

/// Person 0, 1 or 2 asks, the last for a group perhaps.
fn requests() -> impl Strategy<Value = AccessRequest> {
    let wish = (
        option::of(roles()),
        option::of(scopes()),
        option::of(-2i64..120),
    );
    (0..3u128, wish, any::<bool>()).prop_map(|(who, (role, scope, until), for_group)| {
        let until = until.map(|day| Moment(OPENING.0 + day * 86_400_000));
        AccessRequest {
            applicant: person(who),
            for_group: for_group.then(|| GroupId::new(1)).filter(|_| who == 2),
            ..lumen::request(Wish { role, scope, until })
        }
    })
}

fn asking() -> impl Strategy<Value = Asking> {
    let addresses = select(
        &[
            "a@atelier.example",
            "a@lyon.atelier.example",
            "a@lumen.example",
            "a@notatelier.example",
        ][..],
    );
    let organisation = select(&["Atelier Lumen", "ATELIER lumen ", "Elsewhere"][..]);
    (addresses, organisation).prop_map(|(address, organisation)| Asking {
        emails: vec![email(address)],
        organisation: organisation.to_owned(),
    })
}

fn facts(asking: &Asking, account_is_open: bool) -> DecisionFacts {
    let facts = AccountFacts {
        applicant_emails: asking.emails.clone(),
        ..lumen::account_facts()
    };
    DecisionFacts {
        target: TargetFacts::Account(Box::new(facts)),
        ..lumen::decision_facts(account_is_open)
    }
}

/// Person 0, 1 or 2, each with how far their right to decide reaches.
fn one_of_three(id: &PersonId, reaches: &[Reach]) -> Decider {
    let found = (0..)
        .zip(reaches)
        .find(|(number, _)| person(*number) == *id);
    decider(id.clone(), found.expect("one of three").1.clone())
}

/// What sending a request would bring, and what a rehearsal of it says: the same function of the same facts.
fn brings(
    rules: &[Rule],
    request: &AccessRequest,
    asking: &Asking,
    reaches: &[Reach],
    facts: &DecisionFacts,
) -> Option<(Rule, Result<Vec<Event>, Refusal>)> {
    let rule = first_fitting(rules, request, asking, &tree(), OPENING)?;
    let by = |id: &PersonId| one_of_three(id, reaches);
    let to = match &rule.verdict {
        RuleVerdict::SendTo(to) => Some(by(to)),
        _ => None,
    };
    let author = by(&rule.saved_by);
    let acted = rules::automation::act(
        rule,
        request,
        &author,
        to.as_ref(),
        facts,
        OPENING,
        membership_ids(),
    );
    Some((rule.clone(), acted))
}

proptest! {
    #![proptest_config(so_many_cases(512))]

    /// A rule does nothing that its author could not do by hand, and what it does is done in the author's name.
    #[test]
    fn a_rule_never_exceeds_its_author(
        rules in rules(), request in requests(), asking in asking(),
        reaches in vec(reaches(), 3), is_open: bool,
    ) {
        let facts = facts(&asking, is_open);
        let Some((rule, Ok(events))) = brings(&rules, &request, &asking, &reaches, &facts) else { return Ok(()) };
        let author = one_of_three(&rule.saved_by, &reaches);
        prop_assert!(!author.asks(&request), "a rule decided its own author's request");
        prop_assert!(request.is_within(&author.reach));
        let mut named = 0;
        for event in &events {
            match event {
                Event::Membership(MembershipFact::Granted(membership)) => {
                    prop_assert_eq!(&membership.granted_by, &Actor::Person(rule.saved_by.clone()));
                }
                Event::AccessRequest(event) => match &event.fact {
                    RequestFact::Approved { by, grant, rule: used, .. } => {
                        let by_hand = rules::access_request::approve(&request, 1, &author, grant.clone(), &facts, OPENING, membership_ids());
                        prop_assert!(by_hand.is_ok(), "{:?}", by_hand);
                        prop_assert!(by.as_ref() == Some(&rule.saved_by) && *used == Some(rule.used()));
                        named += 1;
                    }
                    RequestFact::Denied { by, rule: used, .. } => {
                        prop_assert!(by.as_ref() == Some(&rule.saved_by) && *used == Some(rule.used()));
                        named += 1;
                    }
                    RequestFact::PassedOn { by, rule: used, .. } => {
                        prop_assert!(*by == rule.saved_by && *used == Some(rule.used()));
                        named += 1;
                    }
                    other => prop_assert!(false, "{other:?}"),
                },
                other => prop_assert!(false, "{other:?}"),
            }
        }
        prop_assert!(named <= 1, "at most one rule acts, once");
    }

    /// The rule that acts is the first that fits, in whatever order they are kept; and none fits before it.
    #[test]
    fn the_first_that_fits_acts(rules in rules(), request in requests(), asking in asking(), turn in 0..5usize) {
        let first = first_fitting(&rules, &request, &asking, &tree(), OPENING);
        let mut other_way = rules.clone();
        let middle = turn.min(other_way.len());
        other_way.rotate_left(middle);
        prop_assert_eq!(first, first_fitting(&other_way, &request, &asking, &tree(), OPENING));
        if let Some(first) = first {
            prop_assert!(request.for_group.is_none());
            for rule in rules.iter().filter(|rule| (rule.place, &rule.id) < (first.place, &first.id)) {
                prop_assert!(!rule.conditions.fit(&request, &asking, &tree(), OPENING));
            }
        }
    }

    /// Replaying a request as it was sent, whatever became of it since, brings what sending it brings.
    #[test]
    fn a_rehearsal_equals_sending(
        rules in rules(), request in requests(), asking in asking(),
        reaches in vec(reaches(), 3), later in 1..80u64,
    ) {
        let facts = facts(&asking, true);
        let sent = brings(&rules, &request, &asking, &reaches, &facts);
        let mut since = request.clone();
        since.apply(&RequestFact::Withdrawn { at: OPENING.plus(days(later)) });
        let replayed = AccessRequest { version: 1, status: RequestStatus::Pending, progress: RequestProgress::default(), ..since };
        prop_assert_eq!(sent, brings(&rules, &replayed, &asking, &reaches, &facts));
    }

    /// Where one rule's conditions cover another's, no request fits the other alone.
    #[test]
    fn what_is_covered_never_comes_first(one in conditions(), other in conditions(), request in requests(), asking in asking()) {
        if one.cover(&other, &tree()) && other.fit(&request, &asking, &tree(), OPENING) {
            prop_assert!(one.fit(&request, &asking, &tree(), OPENING));
        }
        prop_assert!(one.cover(&one, &tree()));
    }

    /// Rules that were saved one by one never contradict one another, each can be reached, and saving says who saved.
    #[test]
    fn saved_rules_do_not_stand_in_each_others_way(drafts in rules(), by in reaches()) {
        let mut kept: Vec<Rule> = Vec::new();
        for draft in drafts {
            let place = draft.place;
            let draft = Rule { place: place + 1, ..draft };
            let author = decider(person(1), by.clone());
            let saved = rules::automation::save(&kept, draft.clone(), None, &author, &lumen::domain(), &tree(), OPENING);
            if by != Reach::Account {
                prop_assert_eq!(saved, Err(Refusal::NotFound));
                continue;
            }
            let Ok(events) = saved else { continue };
            for event in events {
                match event {
                    Event::Automation(RuleFact::Saved { before: None, after }) => {
                        prop_assert_eq!(&after.saved_by, &person(1));
                        prop_assert_eq!(after.version, 1);
                        kept.push(after);
                    }
                    Event::Automation(RuleFact::Reordered { after, .. }) => {
                        for (place, id) in (1..).zip(after) {
                            kept.iter_mut().find(|rule| rule.id == id).unwrap().place = place;
                        }
                    }
                    other => prop_assert!(false, "{other:?}"),
                }
            }
            kept.sort_by_key(|rule| (rule.place, rule.id.clone()));
        }
        for (place, later) in kept.iter().enumerate() {
            for earlier in &kept[..place] {
                prop_assert!(!earlier.conditions.cover(&later.conditions, &tree()));
            }
        }
    }
}

#[test]
fn a_rule_that_contradicts_or_is_never_reached_is_refused_by_name() {
    let inside = |number, text: &str, verdict: &RuleVerdict| Rule {
        conditions: Conditions {
            domain: Some(DomainCondition::Inside(identifier(text))),
            ..Conditions::default()
        },
        ..rule(number, verdict.clone())
    };
    let approve = |role: Role| RuleVerdict::Approve {
        role,
        scope: Scope::EntireAccount,
        days: None,
    };
    let decline = RuleVerdict::Decline(Denial {
        class: DenialClass::Other,
        words: None,
    });
    let first = inside(1, "atelier.example", &approve(Role::SaUser));
    let author = decider(person(1), Reach::Account);
    let save = |draft: Rule| {
        let (kept, domain) = (std::slice::from_ref(&first), lumen::domain());
        rules::automation::save(kept, draft, None, &author, &domain, &tree(), OPENING)
    };
    let contradiction = save(inside(2, "atelier.example", &decline));
    assert_eq!(contradiction.unwrap_err().code(), "rule-contradicts");
    let narrower = save(inside(2, "lyon.atelier.example", &decline));
    assert_eq!(narrower.unwrap_err().code(), "rule-never-reached");
    // In front, the narrower one is reached, and the wider one still is.
    let in_front = Rule {
        place: 1,
        ..inside(2, "lyon.atelier.example", &decline)
    };
    assert!(save(in_front).is_ok());
    let unfit = save(inside(3, "other.example", &approve(Role::VaUser)));
    assert_eq!(unfit.unwrap_err(), Refusal::RoleDoesNotFitScope);
}
