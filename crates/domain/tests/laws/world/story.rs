//! Random stories: a timetable, posts held from the start, and what people and time then do.

use super::cast::{IDENTIFIERS, VIRTUAL_ACCOUNTS};
use crate::support::nouns::{self, part, roles};
use domain::access_request::DenialClass;
use domain::moment::hours;
use domain::rules::reminder::Timetable;
use domain::support_case::Priority;
use domain::{Moment, Role, Scope, VirtualAccountId};
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

#[derive(Debug, Clone)]
pub struct Story {
    pub table: Timetable,
    pub posts: Vec<Post>,
    pub commands: Vec<Command>,
}

/// A role somebody holds from the start.
#[derive(Debug, Clone)]
pub struct Post {
    pub who: Index,
    pub role: Role,
    pub part: Option<u128>,
    pub lasts: Option<Duration>,
}

impl Post {
    pub fn account(&self) -> u128 {
        self.part
            .map_or(0, |place| VIRTUAL_ACCOUNTS[place as usize].1)
    }
}

#[derive(Debug, Clone)]
pub enum Command {
    Send {
        who: Index,
        identifier: usize,
        terms: Terms,
    },
    /// Without terms: what was asked for.
    Approve {
        who: Who,
        which: Which,
        stale_by: u32,
        terms: Option<Terms>,
    },
    Decline {
        who: Who,
        which: Which,
        stale_by: u32,
        class: DenialClass,
    },
    Withdraw {
        who: Who,
        which: Which,
    },
    Remind {
        who: Who,
        which: Which,
    },
    /// The worker wakes.
    LetTimeWork,
    /// The clock moves by so many milliseconds, backwards if negative.
    Wait(i64),
    End {
        which: Index,
    },
    OpenCase {
        who: Who,
        which: Which,
    },
    AnswerCase {
        who: Who,
        which: Index,
    },
    CloseCase {
        who: Who,
        which: Index,
    },
    SolveCase {
        who: Who,
        which: Index,
    },
    ReopenCase {
        who: Who,
        which: Index,
    },
    NoteInCase {
        who: Who,
        which: Index,
    },
    PrioritiseCase {
        who: Who,
        which: Index,
        priority: Priority,
    },
    /// To somebody, or back to all.
    AssignCase {
        who: Who,
        which: Index,
        to: Option<Index>,
    },
}

#[derive(Debug, Clone)]
pub enum Who {
    Anybody(Index),
    /// Whoever sent the request in question.
    Applicant,
    /// Whoever has some right to decide in the account.
    Decider(Index),
    Agent,
}

#[derive(Debug, Clone)]
pub enum Which {
    Any(Index),
    Pending(Index),
}

/// What is asked for or granted; the end counted in milliseconds from when it is said.
#[derive(Debug, Clone)]
pub struct Terms {
    pub role: Option<Role>,
    pub scope: Option<Scope>,
    pub lasts: Option<i64>,
}

impl Terms {
    pub fn until(&self, now: Moment) -> Option<Moment> {
        self.lasts.map(|span| Moment(now.0 + span))
    }
}

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

pub fn stories() -> impl Strategy<Value = Story> {
    let table = prop_oneof![Just(Timetable::default()), timetables()];
    (table, vec(posts(), 0..4), vec(commands(), 1..60)).prop_map(|(table, posts, commands)| Story {
        table,
        posts,
        commands,
    })
}

/// Stories in which little happens but reminders and the passing of time.
pub fn long_waits() -> impl Strategy<Value = Story> {
    let command = prop_oneof![
        1 => sends(),
        4 => (mostly_the_applicant(), which()).prop_map(|(who, which)| Command::Remind { who, which }),
        5 => Just(Command::LetTimeWork),
        6 => waits(),
        1 => commands(),
    ];
    let table = prop_oneof![Just(Timetable::default()), timetables()];
    (table, sends(), vec(command, 1..60)).prop_map(|(table, first, rest)| Story {
        table,
        posts: Vec::new(),
        commands: std::iter::once(first).chain(rest).collect(),
    })
}

/// Any timetable an operator might set: reminders ascend and the warning comes before the expiry.
pub fn timetables() -> impl Strategy<Value = Timetable> {
    let up_to = |most: u64| (1..most).prop_map(hours);
    let deciders = btree_set(up_to(30 * 24), 0..5);
    let times = (up_to(30 * 24), up_to(30 * 24), up_to(10 * 24));
    (up_to(100), up_to(100), 0..5u32, deciders, times).prop_map(|(first, every, most, each, t)| {
        Timetable {
            requester_first: first,
            requester_every: every,
            requester_most: most,
            deciders: each.into_iter().collect(),
            escalation: t.0,
            expiry_warning: t.1,
            expiry: t.1 + t.2,
            ..Timetable::default()
        }
    })
}

fn posts() -> impl Strategy<Value = Post> {
    let parts = option::of((0..VIRTUAL_ACCOUNTS.len()).prop_map(|place| place as u128));
    let lasts = option::of((1..60 * 24u64).prop_map(hours));
    (any::<Index>(), parts, any::<Index>(), lasts).prop_map(|(who, part, role, lasts)| {
        let fitting: Vec<_> = Role::ALL
            .into_iter()
            .filter(|role| role.is_for_virtual_accounts() == part.is_some())
            .collect();
        Post {
            who,
            role: *role.get(&fitting),
            part,
            lasts,
        }
    })
}

pub fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        5 => sends(),
        4 => approvals(),
        2 => (mostly_a_decider(), which(), staleness(), select(DenialClass::ALL))
            .prop_map(|(who, which, stale_by, class)| Command::Decline { who, which, stale_by, class }),
        1 => (mostly_the_applicant(), which()).prop_map(|(who, which)| Command::Withdraw { who, which }),
        2 => (mostly_the_applicant(), which()).prop_map(|(who, which)| Command::Remind { who, which }),
        3 => Just(Command::LetTimeWork),
        5 => waits(),
        3 => any::<Index>().prop_map(|which| Command::End { which }),
        1 => (mostly_the_applicant(), which()).prop_map(|(who, which)| Command::OpenCase { who, which }),
        1 => (correspondents(), any::<Index>()).prop_map(|(who, which)| Command::AnswerCase { who, which }),
        1 => (correspondents(), any::<Index>()).prop_map(|(who, which)| Command::CloseCase { who, which }),
        1 => (correspondents(), any::<Index>()).prop_map(|(who, which)| Command::SolveCase { who, which }),
        1 => (correspondents(), any::<Index>()).prop_map(|(who, which)| Command::ReopenCase { who, which }),
        1 => (correspondents(), any::<Index>()).prop_map(|(who, which)| Command::NoteInCase { who, which }),
        1 => (correspondents(), any::<Index>(), select(Priority::ALL))
            .prop_map(|(who, which, priority)| Command::PrioritiseCase { who, which, priority }),
        1 => (correspondents(), any::<Index>(), option::of(any::<Index>()))
            .prop_map(|(who, which, to)| Command::AssignCase { who, which, to }),
    ]
}

fn sends() -> impl Strategy<Value = Command> {
    let identifier = prop_oneof![6 => Just(0), 4 => 1..IDENTIFIERS.len()];
    (any::<Index>(), identifier, terms()).prop_map(|(who, identifier, terms)| Command::Send {
        who,
        identifier,
        terms,
    })
}

fn approvals() -> impl Strategy<Value = Command> {
    (
        mostly_a_decider(),
        which(),
        staleness(),
        option::of(terms()),
    )
        .prop_map(|(who, which, stale_by, terms)| Command::Approve {
            who,
            which,
            stale_by,
            terms,
        })
}

fn waits() -> impl Strategy<Value = Command> {
    prop_oneof![
        3 => HOUR / 60..6 * HOUR,
        6 => 6 * HOUR..4 * DAY,
        3 => 4 * DAY..40 * DAY,
        1 => 100 * DAY..400 * DAY,
        2 => -10 * DAY..0,
    ]
    .prop_map(Command::Wait)
}

fn which() -> impl Strategy<Value = Which> {
    prop_oneof![
        1 => any::<Index>().prop_map(Which::Any),
        4 => any::<Index>().prop_map(Which::Pending),
    ]
}

fn staleness() -> impl Strategy<Value = u32> {
    prop_oneof![8 => Just(0), 1 => 1..3u32]
}

fn mostly_a_decider() -> impl Strategy<Value = Who> {
    prop_oneof![
        6 => any::<Index>().prop_map(Who::Decider),
        2 => any::<Index>().prop_map(Who::Anybody),
        1 => Just(Who::Applicant),
    ]
}

fn mostly_the_applicant() -> impl Strategy<Value = Who> {
    prop_oneof![
        5 => Just(Who::Applicant),
        1 => any::<Index>().prop_map(Who::Anybody),
    ]
}

fn correspondents() -> impl Strategy<Value = Who> {
    prop_oneof![
        2 => Just(Who::Applicant),
        2 => Just(Who::Agent),
        1 => any::<Index>().prop_map(Who::Anybody),
    ]
}

/// Mostly a role that fits the scope; else anything, of any account.
pub fn terms() -> impl Strategy<Value = Terms> {
    let role = option::of(roles());
    let lasts = weighted(0.3, prop_oneof![9 => DAY..90 * DAY, 1 => -DAY..HOUR]);
    let anything = (role, option::of(scopes()));
    prop_oneof![4 => fitting_terms(), 1 => anything]
        .prop_flat_map(move |(role, scope)| (Just(role), Just(scope), lasts.clone()))
        .prop_map(|(role, scope, lasts)| Terms { role, scope, lasts })
}

fn fitting_terms() -> impl Strategy<Value = (Option<Role>, Option<Scope>)> {
    let fits = |va: bool| {
        let fitting = Role::ALL.into_iter();
        select(
            fitting
                .filter(|role| role.is_for_virtual_accounts() == va)
                .collect::<Vec<_>>(),
        )
    };
    prop_oneof![
        (weighted(0.8, fits(false)), Just(Some(Scope::EntireAccount))),
        (weighted(0.8, fits(true)), lumen_parts().prop_map(Some)),
    ]
}

fn lumen_parts() -> impl Strategy<Value = Scope> {
    let (lyon, lumen) = (places(1..4, 1..3), places(0..5, 1..4));
    prop_oneof![lyon, lumen].prop_map(Scope::VirtualAccounts)
}

pub fn scopes() -> impl Strategy<Value = Scope> {
    nouns::scopes(places(0..VIRTUAL_ACCOUNTS.len(), 0..4))
}

/// So many Virtual Accounts of those in these places of [`VIRTUAL_ACCOUNTS`].
fn places(
    among: Range<usize>,
    count: Range<usize>,
) -> impl Strategy<Value = BTreeSet<VirtualAccountId>> {
    btree_set(among.prop_map(|place| part(place as u128)), count)
}
