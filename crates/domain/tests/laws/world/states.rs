//! Requests, facts, memberships and nestings in any state, whether a story would lead there or not.

use super::cast;
use super::story::{scopes, terms, timetables};
use crate::support::nouns::{self, OPENING, account, part, reason, roles, virtual_account};
use domain::access_request::{
    AccessRequest, Denial, DenialClass, EscalationCause, Grant, RequestFact, RequestProgress,
    RequestStatus, Target, Wish,
};
use domain::membership::{Holder, Membership};
use domain::moment::hours;
use domain::rules::access_request::{Applicant, TargetAccount};
use domain::rules::reminder::Timetable;
use domain::smart_account::AccountStatus;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::*;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::time::Duration;

pub fn moments() -> impl Strategy<Value = Moment> {
    let near = -400 * 24i64..400 * 24;
    prop_oneof![
        6 => near.prop_map(|hours| Moment(OPENING.0 + hours * 3_600_000)),
        1 => any::<i64>().prop_map(Moment),
        1 => select(&[i64::MIN, i64::MAX, 0][..]).prop_map(Moment),
    ]
}

pub fn spans() -> impl Strategy<Value = Duration> {
    prop_oneof![
        6 => (0..60 * 24u64).prop_map(hours),
        1 => select(&[Duration::ZERO, Duration::MAX][..]),
    ]
}

/// Timetables that make no sense too.
pub fn wild_timetables() -> impl Strategy<Value = Timetable> {
    let more = (spans(), spans(), spans());
    (timetables(), vec(spans(), 0..6), more).prop_map(|(table, deciders, more)| Timetable {
        deciders,
        escalation: more.0,
        expiry_warning: more.1,
        expiry: more.2,
        ..table
    })
}

pub fn people() -> impl Strategy<Value = PersonId> {
    select(&["camille", "amina", "chen", "eve"][..]).prop_map(cast::called)
}

pub fn applicants() -> impl Strategy<Value = Applicant> {
    let earlier = (2..4u128).prop_map(RequestId::new);
    let denial = (earlier.clone(), moments());
    let verified = prop::bool::weighted(0.9);
    (
        people(),
        verified,
        option::weighted(0.2, earlier),
        option::weighted(0.3, denial),
    )
        .prop_map(
            |(person, has_verified_email, pending, last_denial)| Applicant {
                person,
                for_group: None,
                has_verified_email,
                pending,
                last_denial,
            },
        )
}

pub fn hidden_accounts() -> impl Strategy<Value = TargetAccount> {
    let earlier = || any::<u128>().prop_map(RequestId::new);
    (
        select(AccountStatus::ALL),
        any::<bool>(),
        option::weighted(0.3, earlier()),
        option::weighted(0.3, (earlier(), moments())),
    )
        .prop_map(
            |(status, has_deciders, pending, last_denial)| TargetAccount {
                id: account(2),
                status,
                is_visible: false,
                tree: Tree::of(&cast::virtual_accounts()),
                has_deciders,
                pending,
                last_denial,
            },
        )
}

/// Requests anywhere in their life before it ends, sensible or not.
pub fn requests() -> impl Strategy<Value = AccessRequest> {
    let place = option::of(0..3_usize);
    let group = option::weighted(0.2, Just(GroupId::new(7)));
    (
        people(),
        group,
        place,
        terms(),
        moments(),
        progress(),
        1..9u32,
    )
        .prop_map(
            |(applicant, for_group, place, terms, sent_at, progress, version)| AccessRequest {
                id: RequestId::new(1),
                applicant,
                for_group,
                target: Target::SmartAccount {
                    identifier: cast::identifier(place.unwrap_or(4)),
                    account: place.map(|place| account(place as u128)),
                },
                reason: reason(),
                wish: Wish {
                    until: terms.until(OPENING),
                    scope: terms.scope,
                    role: terms.role,
                },
                sent_at,
                version,
                status: RequestStatus::Pending,
                progress,
            },
        )
}

pub fn progress() -> impl Strategy<Value = RequestProgress> {
    let some = || option::of(moments());
    (0..6u32, 0..5u32, some(), some(), some()).prop_map(
        |(reminders, nudges, last, escalated, warned)| RequestProgress {
            system_reminders: reminders,
            nudges,
            last_nudge: last,
            escalated,
            warned,
            ..RequestProgress::default()
        },
    )
}

pub fn settling_facts() -> impl Strategy<Value = RequestFact> {
    let role = roles();
    let grant = (role, scopes(), option::of(moments()), option::of(".{1,9}"));
    let grant = grant.prop_map(|(role, scope, until, note)| {
        Grant::of_role(domain::membership::Terms { role, scope, until }, note)
    });
    let denial = (select(DenialClass::ALL), option::of(".{1,9}"));
    let denial = denial.prop_map(|(class, words)| Denial { class, words });
    prop_oneof![
        (people(), moments(), grant).prop_map(|(by, at, grant)| RequestFact::Approved {
            by: Some(by),
            at,
            grant,
            rule: None,
            deputy_of: None
        }),
        (people(), moments(), denial).prop_map(|(by, at, denial)| RequestFact::Denied {
            by: Some(by),
            at,
            denial,
            rule: None,
            deputy_of: None
        }),
        moments().prop_map(|at| RequestFact::Withdrawn { at }),
        moments().prop_map(|at| RequestFact::Expired { at }),
    ]
}

pub fn facts() -> impl Strategy<Value = RequestFact> {
    let numbered = || (any::<u32>(), moments());
    let cause = select(&[EscalationCause::Silence, EscalationCause::NoDecider][..]);
    prop_oneof![
        requests().prop_map(|request| RequestFact::Sent(Box::new(request))),
        settling_facts(),
        numbered().prop_map(|(number, at)| RequestFact::Nudged { number, at }),
        numbered().prop_map(|(number, at)| RequestFact::DecidersReminded { number, at }),
        (moments(), cause).prop_map(|(at, cause)| RequestFact::Escalated { at, cause }),
        moments().prop_map(|at| RequestFact::ExpiryAnnounced { at }),
        (people(), ".{1,9}").prop_map(|(by, code)| RequestFact::DecisionRefused { by, code }),
    ]
}

/// Memberships of one account or another, on Virtual Accounts 0 to 9 where the role is for those.
pub fn memberships() -> impl Strategy<Value = Membership> {
    memberships_with(roles())
}

pub fn mostly_administrators() -> impl Strategy<Value = Membership> {
    memberships_with(prop_oneof![
        4 => Just(Role::SaAdministrator),
        1 => roles(),
    ])
}

fn memberships_with(roles: impl Strategy<Value = Role>) -> impl Strategy<Value = Membership> {
    let held = (people(), 0..2u128, roles, 0..10u128);
    let until = prop_oneof![Just(None), option::of(moments())];
    (any::<u128>(), held, until).prop_map(|(number, (person, of, role, on), until)| {
        let (holder, on) = (
            Holder::Person(person),
            role.is_for_virtual_accounts().then(|| part(on)),
        );
        Membership {
            granted_by: Actor::Program("import".to_owned()),
            until,
            ..nouns::membership(number, holder, account(of), role, on)
        }
    })
}

/// Virtual Accounts 0 to 9, some of them nested; now and then in a ring, which no database should hold.
pub fn forests() -> impl Strategy<Value = Vec<VirtualAccount>> {
    let some = btree_set(0..10u128, 0..10);
    (some, vec(option::of(any::<Index>()), 10)).prop_map(|(ids, parents)| {
        let ids: Vec<u128> = ids.into_iter().collect();
        let nest = |(id, parent): (&u128, &Option<Index>)| {
            virtual_account(*id, account(0), parent.map(|index| *index.get(&ids)))
        };
        ids.iter().zip(&parents).map(nest).collect()
    })
}
