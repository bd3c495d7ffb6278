//! Files of a group's members: who joins by them, and who may have to do with them.

use crate::support::cases::cases;
use crate::support::nouns::{self, OPENING, account, part, person};
use domain::group::{Group, GroupFact};
use domain::membership::{Holder, Membership, Reach};
use domain::person::Language;
use domain::rules::group::{GroupEntry, GroupManager, may_fill};
use domain::rules::newcomer::{Given, GroupRoll, Inviting, Name, NewcomerFault};
use domain::rules::upload::Looker;
use domain::rules::upload::members::{COLUMNS, fault, read};
use domain::upload::line::{FileFault, LineFault, UploadLine};
use domain::upload::reading::Reader;
use domain::*;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Who has the file applied.
const MANAGER: u128 = 0;

/// Six people; each is called by a user ID and an address.
fn name(number: u128, by_address: bool) -> Name {
    let text = match by_address {
        true => format!("person{number}@atelier.example"),
        false => format!("person{number}"),
    };
    Name::parse(&text).unwrap()
}

fn lyon() -> VirtualAccountId {
    part(7)
}

fn reach(size: u8) -> Reach {
    match size {
        0 => Reach::Nothing,
        1 => Reach::VirtualAccounts(BTreeSet::from([lyon()])),
        _ => Reach::Account,
    }
}

fn group(on: bool) -> Group {
    Group {
        id: GroupId::new(1),
        account: account(1),
        virtual_account: on.then(lyon),
        name: "Night shift".into(),
        description: None,
        version: 1,
    }
}

fn held(group: &Group, in_account: u128, role: Role) -> Membership {
    let holder = Holder::Group(group.id.clone());
    let on = role.is_for_virtual_accounts().then(lyon);
    nouns::membership(in_account, holder, account(in_account), role, on)
}

prop_compose! {
    fn entries()(on: bool, manages in 0..3u8, gives in 0..3u8, is_open: bool, holds in 0..4u8) -> GroupEntry {
        let group = group(on);
        let held = match holds {
            0 => Vec::new(),
            1 => vec![held(&group, 1, Role::VaUser)],
            2 => vec![held(&group, 1, Role::SaUser)],
            // What another account gave it.
            _ => vec![held(&group, 2, Role::SaUser)],
        };
        let by = GroupManager { person: person(MANAGER), manages: reach(manages), gives: reach(gives) };
        GroupEntry { by, group, held, is_open, now: OPENING }
    }
}

prop_compose! {
    /// Of six people four are known, some of them deactivated or in the group already.
    fn rolls()(gone in btree_set(0..4u128, 0..3), within in btree_set(0..4u128, 0..3)) -> GroupRoll {
        let known = (0..4).flat_map(|n| [false, true].map(|by| (name(n, by).key(), person(n))));
        GroupRoll {
            called: known.collect(),
            gone: gone.into_iter().map(person).collect(),
            within: within.into_iter().map(person).collect(),
            invitations: HashMap::new(),
        }
    }
}

fn adds(roll: &mut GroupRoll, name: &Name, to: &GroupEntry) -> Result<Given, NewcomerFault> {
    let inviting = Inviting {
        language: Language::English,
        upload: None,
    };
    roll.add(name, to, &inviting, || 1)
}

fn joined(events: &[Event]) -> Vec<PersonId> {
    let of = |event: &Event| match event {
        Event::Group(GroupFact::MemberAdded { person, .. }) => Some(person.clone()),
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn each_joins_once_and_only_who_may(
        to in entries(),
        mut roll in rolls(),
        file in vec((0..6u128, any::<bool>()), 0..20),
    ) {
        let before = roll.clone();
        let may = may_fill(&to.by, &to.group, &to.held, to.is_open, OPENING);
        let mut all = Vec::new();
        for (number, by_address) in &file {
            let named = name(*number, *by_address);
            match adds(&mut roll, &named, &to) {
                Ok(Given::Now(events)) => {
                    let new = joined(&events);
                    prop_assert!(!new.is_empty() && new.iter().all(|one| *one == person(*number)));
                    all.extend(new);
                }
                Ok(Given::Already { is_invited: false }) => prop_assert!(*number < 4),
                // Whoever is a stranger decides for themselves, and nobody is told whether there is such a person.
                Ok(Given::Invitation(_) | Given::Already { .. }) => {
                    prop_assert!(*number >= 4 && *by_address && may.is_ok());
                }
                Err(NewcomerFault::Nobody) => prop_assert!(*number >= 4 && !by_address),
                Err(NewcomerFault::Deactivated) => prop_assert!(before.gone.contains(&person(*number))),
                Err(NewcomerFault::Refused(Refusal::OwnMembership)) => {
                    prop_assert!(*number == MANAGER && !to.held.is_empty());
                }
                Err(NewcomerFault::Refused(Refusal::InvitationBeyondReach)) => {
                    prop_assert!(*number >= 4 && *by_address);
                }
                Err(NewcomerFault::Refused(refusal)) => prop_assert_eq!(Err(refusal), may.clone()),
            }
        }
        let once: BTreeSet<PersonId> = all.iter().cloned().collect();
        prop_assert_eq!(once.len(), all.len());
        prop_assert!(all.is_empty() || may.is_ok());
        for one in &all {
            prop_assert!(!before.within.contains(one) && !before.gone.contains(one));
            prop_assert!(*one != person(MANAGER) || to.held.is_empty());
        }
        // The same file again changes nothing.
        for (number, by_address) in &file {
            let again = adds(&mut roll, &name(*number, *by_address), &to);
            let is_known = matches!(again, Err(_) | Ok(Given::Already { .. }));
            prop_assert!(is_known);
        }
    }

    #[test]
    fn nobody_sees_an_upload_whose_right_they_lack(users in 0..3u8, groups in 0..3u8, own: bool, of_group: bool, scope in 0..3u8) {
        let looker = Looker { person: person(1), users: reach(users), groups: reach(groups) };
        let by = if own { person(1) } else { person(2) };
        let scope = match scope {
            0 => None,
            1 => Some(Scope::VirtualAccounts(BTreeSet::from([lyon()]))),
            _ => Some(Scope::EntireAccount),
        };
        let scope = scope.filter(|_| of_group);
        let sees = looker.may_see(&by, of_group, scope.as_ref());
        let size = if of_group { groups } else { users };
        prop_assert!(!sees || size > 0);
        prop_assert!(sees || size < 2);
        prop_assert!(sees || !own || size == 0);
        prop_assert!(sees || !looker.sees_all());
        if let (Some(scope), false) = (scope, own) {
            prop_assert_eq!(sees, reach(groups).covers(&scope));
        }
    }
}

fn lines(file: &str) -> (Vec<UploadLine>, Result<u64, FileFault>) {
    let (mut reader, mut lines) = (Reader::new(&COLUMNS), Vec::new());
    let _ = reader.feed(file.as_bytes(), &mut lines);
    let end = reader.finish(&mut lines);
    (lines, end.map(|whole| whole.lines))
}

#[test]
fn one_column_wherever_it_stands_and_the_others_are_left_alone() {
    for file in [
        "user\ncamille\nb@x.example\n",
        "\u{feff}user;note\r\ncamille;\"a;b\"\r\nb@x.example;\r\n",
        "note\tUser\n1\t camille \n2\tb@x.example",
        "\n\nname,USER,role\n=1,camille,king\n,b@x.example,\n",
    ] {
        let (lines, end) = lines(file);
        assert_eq!(end, Ok(2), "{file:?}");
        let names: Vec<_> = lines.iter().map(|line| line.meaning(read)).collect();
        let wanted = ["camille", "b@x.example"].map(|name| Ok(Name::parse(name).unwrap()));
        assert_eq!(names, wanted, "{file:?}");
    }
}

#[test]
fn what_is_no_such_file_says_so() {
    let missing = Err(FileFault::ColumnsMissing {
        columns: vec!["user".into()],
    });
    for file in ["camille\n", "users\ncamille\n", "\"user\ncamille\n"] {
        assert_eq!(lines(file).1, missing, "{file:?}");
    }
    assert_eq!(lines("").1, Err(FileFault::Empty));
    assert_eq!(lines("user\n\n").1, Err(FileFault::NoLines));
    assert_eq!(
        lines("user,note,USER\n").1,
        Err(FileFault::ColumnTwice {
            column: "user".into()
        })
    );
}

#[test]
fn every_faulty_line_says_what_is_wrong() {
    let (lines, _) = lines("user,note\n,x\nno name,\n=1,\n\"camille,\ncamille\nd,e,f\n");
    let faults: Vec<LineFault> = lines
        .iter()
        .map(|line| line.meaning(read).unwrap_err().remove(0))
        .collect();
    let (user, text) = ("user".to_owned(), "no name".to_owned());
    assert_eq!(
        faults,
        [
            LineFault::UserMissing,
            LineFault::NotAName { text },
            LineFault::Formula { column: user },
            LineFault::QuoteOpen,
            LineFault::Cells {
                expected: 2,
                found: 1
            },
            LineFault::Cells {
                expected: 2,
                found: 3
            },
        ]
    );
}

#[test]
fn a_user_id_of_nobody_known_is_nobodys_and_an_address_is_invited() {
    let mut roll = GroupRoll::default();
    let to = GroupEntry {
        by: GroupManager {
            person: person(MANAGER),
            manages: Reach::Account,
            gives: Reach::Account,
        },
        group: group(false),
        held: Vec::new(),
        is_open: true,
        now: OPENING,
    };
    let user_id = name(1, false);
    let why = adds(&mut roll, &user_id, &to).unwrap_err();
    let user = "person1".to_owned();
    assert_eq!(fault(&user_id, &why), LineFault::Nobody { user });
    let given = adds(&mut roll, &name(1, true), &to).unwrap();
    assert!(matches!(given, Given::Invitation(facts) if facts.len() == 1));
}
