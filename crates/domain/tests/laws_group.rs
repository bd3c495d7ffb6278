//! The laws of groups: what a group holds its members hold, no more and no less, and nobody gains by a group what nobody
//! entitled to it has given.

use domain::access_request::{AccessRequest, Grant, RequestFact, Status, Wish};
use domain::email::EmailAddress;
use domain::group::{Group, GroupFact, Label};
use domain::membership::{Holder, Membership, MembershipFact, Reach, Source, Terms, reach};
use domain::rules::access_request::{Decider, DecisionFacts, Standing, Target, TargetAccount};
use domain::rules::group::Keeper;
use domain::rules::membership::{Authority, Grantee, Ground};
use domain::rules::reminder::Timetable;
use domain::smart_account::AccountStatus;
use domain::text::Reason;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{rules, *};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const NOW: Moment = Moment(1_700_000_000_000);
const PEOPLE: u128 = 7;

/// Name, account, the one it is nested in: by place.
const PARTS: [(u128, Option<u128>); 5] =
    [(0, None), (0, Some(0)), (0, Some(1)), (0, None), (1, None)];

/// Person, account, role, Virtual Account.
const POSTS: [(u128, u128, Role, Option<u128>); 5] = [
    (0, 0, Role::SaAdministrator, None),
    (1, 0, Role::SaAdministrator, None),
    (2, 0, Role::VaAdministrator, Some(0)),
    (3, 1, Role::SaAdministrator, None),
    (4, 1, Role::VaAdministrator, Some(4)),
];

fn account(place: u128) -> SmartAccountId {
    SmartAccountId::new(place)
}

fn domain_of(place: u128) -> DomainIdentifier {
    let name = ["lumen.example", "holding.example"][place as usize];
    DomainIdentifier::parse(name).expect("an identifier")
}

fn tree(of: &SmartAccountId) -> Tree {
    let parts = PARTS
        .iter()
        .enumerate()
        .map(|(place, (account, parent))| VirtualAccount {
            id: VirtualAccountId::new(place as u128),
            account: SmartAccountId::new(*account),
            parent: parent.map(VirtualAccountId::new),
            name: String::new(),
            is_default: false,
        });
    let own: Vec<VirtualAccount> = parts.filter(|va| va.account == *of).collect();
    Tree::of(&own)
}

#[derive(Debug, Clone)]
enum Command {
    Create {
        by: u128,
        on: Option<u128>,
    },
    Add {
        by: u128,
        group: usize,
        people: BTreeSet<u128>,
    },
    Remove {
        by: u128,
        group: usize,
        people: BTreeSet<u128>,
    },
    Leave {
        person: u128,
        group: usize,
    },
    Give {
        by: u128,
        group: usize,
        role: Role,
        on: BTreeSet<u128>,
        in_account: u128,
    },
    GivePerson {
        by: u128,
        person: u128,
        role: Role,
        on: BTreeSet<u128>,
        in_account: u128,
    },
    End {
        by: u128,
        membership: usize,
    },
    Delete {
        by: u128,
        group: usize,
    },
    Ask {
        by: u128,
        group: usize,
        place: u128,
    },
    Approve {
        by: u128,
        request: usize,
        role: Role,
        on: BTreeSet<u128>,
    },
}

fn commands() -> impl Strategy<Value = Command> {
    // Mostly those who may do something, and few groups, so that the stories get somewhere.
    let who = || prop_oneof![4 => 0..5_u128, 1 => 0..PEOPLE];
    let which = || prop_oneof![3 => 0..2_usize, 1 => 0..4_usize];
    let decider = || prop_oneof![2 => Just(3_u128), 1 => 0..PEOPLE];
    let place = || prop_oneof![3 => Just(1_u128), 1 => Just(0_u128)];
    let role = || prop::sample::select(Role::ALL.to_vec());
    let on = || btree_set(0..5_u128, 0..3);
    prop_oneof![
        1 => (who(), prop::option::of(0..5_u128)).prop_map(|(by, on)| Command::Create { by, on }),
        4 => (who(), which(), btree_set(0..PEOPLE, 1..3)).prop_map(|(by, group, people)| Command::Add { by, group, people }),
        2 => (who(), which(), btree_set(0..PEOPLE, 2..6)).prop_map(|(by, group, people)| Command::Remove { by, group, people }),
        1 => (who(), which()).prop_map(|(person, group)| Command::Leave { person, group }),
        4 => (who(), which(), role(), on(), 0..2_u128).prop_map(|(by, group, role, on, in_account)| Command::Give { by, group, role, on, in_account }),
        2 => (who(), who(), role(), on(), 0..2_u128).prop_map(|(by, person, role, on, in_account)| Command::GivePerson { by, person, role, on, in_account }),
        2 => (who(), 0..12_usize).prop_map(|(by, membership)| Command::End { by, membership }),
        1 => (who(), which()).prop_map(|(by, group)| Command::Delete { by, group }),
        3 => (who(), which(), place()).prop_map(|(by, group, place)| Command::Ask { by, group, place }),
        4 => (decider(), 0..4_usize, role(), on()).prop_map(|(by, request, role, on)| Command::Approve { by, request, role, on }),
    ]
}

#[derive(Debug, Clone, Default)]
struct World {
    memberships: Vec<Membership>,
    groups: Vec<Group>,
    members: BTreeSet<(GroupId, PersonId)>,
    requests: Vec<AccessRequest>,
    next: u128,
}

impl World {
    fn new() -> Self {
        let post = |(place, (person, of, role, on)): (usize, &(u128, u128, Role, Option<u128>))| {
            Membership {
                id: MembershipId::new(place as u128),
                holder: Holder::Person(PersonId::new(*person)),
                account: account(*of),
                role: *role,
                virtual_account: on.map(VirtualAccountId::new),
                source: Source::Creation,
                granted_by: Actor::System,
                since: NOW,
                until: None,
            }
        };
        Self {
            memberships: POSTS.iter().enumerate().map(post).collect(),
            next: 100,
            ..Self::default()
        }
    }

    fn groups_of(&self, person: &PersonId) -> BTreeSet<GroupId> {
        let own = self.members.iter().filter(|(_, p)| p == person);
        own.map(|(group, _)| group.clone()).collect()
    }

    fn held_by(&self, holder: &Holder) -> Vec<Membership> {
        let own = self.memberships.iter().filter(|m| m.holder == *holder);
        own.cloned().collect()
    }

    /// What somebody holds: their own and their groups'.
    fn held(&self, person: &PersonId, of: &SmartAccountId) -> Vec<Membership> {
        let groups = self.groups_of(person);
        let theirs = |m: &&Membership| {
            m.account == *of
                && (m.holder.is(person) || m.holder.group().is_some_and(|g| groups.contains(g)))
        };
        self.memberships.iter().filter(theirs).cloned().collect()
    }

    fn reach(&self, person: &PersonId, of: &SmartAccountId, right: Right) -> Reach {
        reach(&self.held(person, of), &tree(of), right, NOW)
    }

    fn keeper(&self, person: &PersonId, of: &SmartAccountId) -> Keeper {
        Keeper {
            person: person.clone(),
            keeps: self.reach(person, of, Right::GroupManage),
            gives: self.reach(person, of, Right::MemberManage),
        }
    }

    fn authority(&self, person: &PersonId, of: &SmartAccountId) -> Authority {
        Authority {
            person: person.clone(),
            reach: self.reach(person, of, Right::MemberManage),
            groups: self.groups_of(person),
        }
    }

    fn people_in(&self, group: &GroupId) -> BTreeSet<PersonId> {
        let own = self.members.iter().filter(|(g, _)| g == group);
        own.map(|(_, person)| person.clone()).collect()
    }

    /// Nobody but the administrators of the first account has an address inside its domain.
    fn emails(&self, holder: &Holder) -> Vec<EmailAddress> {
        let inside = holder.is(&PersonId::new(0)) || holder.is(&PersonId::new(1));
        let email = EmailAddress::parse("one@lumen.example").expect("an address");
        if inside { vec![email] } else { Vec::new() }
    }

    fn give(
        &mut self,
        by: &PersonId,
        holder: Holder,
        terms: &Terms,
        of: &SmartAccountId,
    ) -> Answer {
        let grantee = Grantee {
            emails: self.emails(&holder),
            held: self
                .memberships
                .iter()
                .filter(|m| m.holder == holder && m.account == *of)
                .cloned()
                .collect(),
            holder,
        };
        let ground = Ground {
            id: of.clone(),
            domain: domain_of(if *of == account(0) { 0 } else { 1 }),
            tree: tree(of),
            is_open: true,
        };
        let authority = self.authority(by, of);
        let next = &mut self.next;
        rules::membership::add(
            &authority,
            &grantee,
            terms,
            &ground,
            &Source::Administrator,
            NOW,
            || {
                *next += 1;
                MembershipId::new(*next)
            },
        )
    }

    fn administrators(&self, of: &SmartAccountId) -> Vec<Membership> {
        let own = self
            .memberships
            .iter()
            .filter(|m| m.account == *of && m.role == Role::SaAdministrator);
        own.cloned().collect()
    }

    /// What the rules answer, and who asked.
    fn ask(&mut self, command: &Command) -> (PersonId, Answer) {
        let person = |place: &u128| PersonId::new(*place);
        let missing = || Err(Refusal::NotFound);
        let by = match command {
            Command::Leave { person: by, .. } => person(by),
            Command::Create { by, .. }
            | Command::Add { by, .. }
            | Command::Remove { by, .. }
            | Command::Give { by, .. }
            | Command::GivePerson { by, .. }
            | Command::End { by, .. }
            | Command::Delete { by, .. }
            | Command::Ask { by, .. }
            | Command::Approve { by, .. } => person(by),
        };
        let find = |world: &World, place: &usize| world.groups.get(*place).cloned();
        let answer = match command {
            Command::Create { on, .. } => {
                let of = account(on.map_or(u128::from(by == PersonId::new(3)), |on| {
                    PARTS[on as usize].0
                }));
                self.next += 1;
                let id = GroupId::new(self.next);
                let label = Label {
                    name: "Night shift".into(),
                    description: None,
                };
                let on = on.map(VirtualAccountId::new);
                rules::group::create(
                    &self.keeper(&by, &of),
                    id,
                    &of,
                    on,
                    label,
                    &tree(&of),
                    false,
                )
                .map(|event| vec![event])
            }
            Command::Add { group, people, .. } => match find(self, group) {
                None => missing(),
                Some(group) => {
                    let held = self.held_by(&Holder::Group(group.id.clone()));
                    let known = self.people_in(&group.id);
                    let new: BTreeSet<PersonId> = people
                        .iter()
                        .map(person)
                        .filter(|p| !known.contains(p))
                        .collect();
                    rules::group::add_members(
                        &self.keeper(&by, &group.account),
                        &group,
                        &held,
                        &new,
                        true,
                        NOW,
                    )
                }
            },
            Command::Remove { group, people, .. } => match find(self, group) {
                None => missing(),
                Some(group) => {
                    let held = self.held_by(&Holder::Group(group.id.clone()));
                    let out: BTreeSet<PersonId> = people.iter().map(person).collect();
                    let out = out
                        .intersection(&self.people_in(&group.id))
                        .cloned()
                        .collect();
                    rules::group::remove_members(
                        &self.keeper(&by, &group.account),
                        &group,
                        &held,
                        &out,
                        NOW,
                    )
                }
            },
            Command::Leave { group, .. } => match find(self, group) {
                None => missing(),
                Some(group) => {
                    let held = self.held_by(&Holder::Group(group.id.clone()));
                    let is_in = self.people_in(&group.id).contains(&by);
                    rules::group::leave(&by, &group, &held, is_in, NOW)
                }
            },
            Command::Give {
                group,
                role,
                on,
                in_account,
                ..
            } => match find(self, group) {
                None => missing(),
                Some(group) => self.give(
                    &by,
                    Holder::Group(group.id),
                    &terms(*role, on),
                    &account(*in_account),
                ),
            },
            Command::GivePerson {
                person: to,
                role,
                on,
                in_account,
                ..
            } => self.give(
                &by,
                Holder::Person(person(to)),
                &terms(*role, on),
                &account(*in_account),
            ),
            Command::End { membership, .. } => match self.memberships.get(*membership) {
                None => missing(),
                Some(m) => rules::membership::remove(
                    &self.authority(&by, &m.account),
                    m,
                    &self.administrators(&m.account),
                )
                .map(|event| vec![event]),
            },
            Command::Delete { group, .. } => match find(self, group) {
                None => missing(),
                Some(group) => {
                    let held = self.held_by(&Holder::Group(group.id.clone()));
                    let members: Vec<PersonId> = self.people_in(&group.id).into_iter().collect();
                    let keeper = self.keeper(&by, &group.account);
                    rules::group::delete(
                        &keeper,
                        &group,
                        group.version,
                        &held,
                        &members,
                        &self.requests,
                        NOW,
                    )
                }
            },
            Command::Ask { group, place, .. } => match find(self, group) {
                None => missing(),
                Some(group) => self.send(&by, &group, *place),
            },
            Command::Approve {
                request, role, on, ..
            } => match self.requests.get(*request).cloned() {
                None => missing(),
                Some(request) => self.approve(&by, &request, &terms(*role, on)),
            },
        };
        (by, answer)
    }

    fn send(&mut self, by: &PersonId, group: &Group, place: u128) -> Answer {
        let keeps = self
            .reach(by, &group.account, Right::GroupManage)
            .covers(&group.scope());
        let waits = |r: &&AccessRequest| {
            r.for_group.as_ref() == Some(&group.id)
                && r.identifier == domain_of(place)
                && r.status == Status::Pending
        };
        let applicant = rules::access_request::Applicant {
            person: by.clone(),
            for_group: Some((group.id.clone(), keeps)),
            has_verified_email: true,
            pending: self.requests.iter().find(waits).map(|r| r.id.clone()),
            last_denial: None,
        };
        let target = Target {
            identifier: domain_of(place),
            account: Some(TargetAccount {
                id: account(place),
                status: AccountStatus::Active,
                is_visible: true,
                tree: tree(&account(place)),
                has_deciders: true,
                pending: None,
                last_denial: None,
            }),
        };
        self.next += 1;
        let id = RequestId::new(self.next);
        let reason = Reason::parse("For the night shift").expect("a reason");
        rules::access_request::send(
            id,
            &applicant,
            &target,
            reason,
            Wish::default(),
            &Timetable::default(),
            NOW,
        )
    }

    /// Whether whoever asked for a group manages it now.
    fn sender_keeps(&self, request: &AccessRequest) -> bool {
        let its = |group: &&Group| request.for_group.as_ref() == Some(&group.id);
        self.groups.iter().find(its).is_some_and(|group| {
            let keeps = self.reach(&request.applicant, &group.account, Right::GroupManage);
            keeps.covers(&group.scope())
        })
    }

    fn approve(&mut self, by: &PersonId, request: &AccessRequest, terms: &Terms) -> Answer {
        let of = request.account.clone().expect("an account");
        let decider = Decider {
            rule: None,
            person: by.clone(),
            reach: self.reach(by, &of, Right::RequestDecide),
            groups: self.groups_of(by),
        };
        let facts = DecisionFacts {
            domain: request.identifier.clone(),
            tree: tree(&of),
            applicant_emails: Vec::new(),
            standing: Standing {
                account_is_open: true,
                sender_keeps_group: self.sender_keeps(request),
            },
            applicant_is_active: true,
            held: self
                .memberships
                .iter()
                .filter(|m| m.holder == request.holder() && m.account == of)
                .cloned()
                .collect(),
        };
        let grant = Grant {
            role: terms.role,
            scope: terms.scope.clone(),
            until: None,
            note: None,
        };
        let next = &mut self.next;
        rules::access_request::approve(
            request,
            request.version,
            &decider,
            grant,
            &facts,
            NOW,
            || {
                *next += 1;
                MembershipId::new(*next)
            },
        )
    }

    fn fold(&mut self, event: &Event) {
        match event {
            Event::Membership(MembershipFact::Granted(m)) => self.memberships.push(m.clone()),
            Event::Membership(MembershipFact::Ended { membership, .. }) => {
                self.memberships.retain(|m| m.id != membership.id);
            }
            Event::Group(GroupFact::Created(group)) => self.groups.push(group.clone()),
            Event::Group(GroupFact::Deleted(group)) => self.groups.retain(|g| g.id != group.id),
            Event::Group(GroupFact::MemberAdded { group, person, .. }) => {
                self.members.insert((group.id.clone(), person.clone()));
            }
            Event::Group(GroupFact::MemberRemoved { group, person, .. }) => {
                self.members.remove(&(group.id.clone(), person.clone()));
            }
            Event::Group(GroupFact::Emptied { group, people, .. }) => {
                self.members
                    .retain(|(g, p)| *g != group.id || !people.contains(p));
            }
            Event::AccessRequest(event) => match &event.fact {
                RequestFact::Sent(request) => self.requests.push((**request).clone()),
                fact => {
                    let mut all = self.requests.iter_mut();
                    if let Some(request) = all.find(|r| r.id == event.request) {
                        request.apply(fact);
                    }
                }
            },
            _ => {}
        }
    }
}

type Answer = Result<Vec<Event>, Refusal>;

fn terms(role: Role, on: &BTreeSet<u128>) -> Terms {
    let scope = if role.is_for_virtual_accounts() {
        Scope::VirtualAccounts(on.iter().copied().map(VirtualAccountId::new).collect())
    } else {
        Scope::EntireAccount
    };
    Terms {
        role,
        scope,
        until: None,
    }
}

/// Carries out all commands; shows each step to `look`: before, who, events, after.
fn live(
    commands: &[Command],
    mut look: impl FnMut(&World, &PersonId, &[Event], &World) -> Result<(), TestCaseError>,
) -> Result<World, TestCaseError> {
    let mut world = World::new();
    for command in commands {
        let (by, answer) = world.ask(command);
        let before = world.clone();
        let Ok(events) = answer else { continue };
        events.iter().for_each(|event| world.fold(event));
        look(&before, &by, &events, &world)?;
    }
    Ok(world)
}

fn everybody() -> impl Iterator<Item = PersonId> {
    (0..PEOPLE).map(PersonId::new)
}

fn ids(held: &[Membership]) -> BTreeSet<MembershipId> {
    held.iter().map(|m| m.id.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// What somebody holds changes by what was given or ended, and by joining and leaving: by exactly what the group holds.
    #[test]
    fn whoever_is_in_a_group_holds_their_own_and_the_groups(story in vec(commands(), 1..40)) {
        live(&story, |before, _, events, after| {
            for (person, of) in everybody().flat_map(|p| [(p.clone(), account(0)), (p, account(1))]) {
                let mut wanted = ids(&before.held(&person, &of));
                let mut own = before.groups_of(&person);
                for event in events {
                    match event {
                        Event::Membership(MembershipFact::Granted(m)) if m.account == of => {
                            let theirs = m.holder.is(&person) || m.holder.group().is_some_and(|g| own.contains(g));
                            if theirs { wanted.insert(m.id.clone()); }
                        }
                        Event::Membership(MembershipFact::Ended { membership, .. }) => { wanted.remove(&membership.id); }
                        Event::Group(GroupFact::MemberAdded { group, person: new, .. }) if *new == person => {
                            own.insert(group.id.clone());
                            let held = before.held_by(&Holder::Group(group.id.clone()));
                            wanted.extend(held.into_iter().filter(|m| m.account == of).map(|m| m.id));
                        }
                        Event::Group(GroupFact::MemberRemoved { group, person: gone, .. }) if *gone == person => {
                            let held = ids(&before.held_by(&Holder::Group(group.id.clone())));
                            wanted.retain(|id| !held.contains(id));
                        }
                        _ => {}
                    }
                }
                prop_assert_eq!(ids(&after.held(&person, &of)), wanted);
            }
            Ok(())
        })?;
    }

    /// Each role anybody has was given by somebody entitled to it there, by another's hand: to them, or to a group they are in
    /// by that giver's or another's hand; and into a group only those put people who may give them what it holds here.
    #[test]
    fn nobody_holds_what_nobody_entitled_has_given(story in vec(commands(), 1..60)) {
        live(&story, |before, by, events, _| {
            for event in events {
                match event {
                    Event::Membership(MembershipFact::Granted(m)) => {
                        prop_assert_eq!(&m.granted_by, &Actor::Person(by.clone()));
                        let entitled = [Right::MemberManage, Right::RequestDecide]
                            .into_iter()
                            .any(|right| before.reach(by, &m.account, right).covers(&m.scope()));
                        prop_assert!(entitled, "{} gave {:?}", by, m);
                        prop_assert!(!m.holder.is(by));
                        if let Some(group) = m.holder.group() {
                            prop_assert!(!before.people_in(group).contains(by), "gave it themselves");
                            prop_assert!(m.role != Role::SaApprover, "an approver is a person");
                        }
                    }
                    Event::Group(GroupFact::MemberAdded { group, person, .. }) => {
                        let held = before.held_by(&Holder::Group(group.id.clone()));
                        prop_assert!(person != by || held.is_empty(), "gave it themselves");
                        for m in held.iter().filter(|m| m.account == group.account) {
                            let reach = before.reach(by, &group.account, Right::MemberManage);
                            prop_assert!(reach.covers(&m.scope()), "{} gave {:?} through a group", by, m);
                        }
                    }
                    _ => {}
                }
            }
            Ok(())
        })?;
    }

    /// Whatever happens to groups, each account keeps a person as its administrator.
    #[test]
    fn an_account_stays_administered_whatever_becomes_of_groups(story in vec(commands(), 1..60)) {
        live(&story, |_, _, _, after| {
            for of in [account(0), account(1)] {
                prop_assert!(after.administrators(&of).iter().any(Membership::is_lasting_administrator));
            }
            Ok(())
        })?;
    }

    /// A deleted group leaves nothing behind, and takes nothing else along.
    #[test]
    fn what_hangs_on_a_group_goes_with_it(story in vec(commands(), 1..50)) {
        live(&story, |before, _, events, after| {
            let deleted = events.iter().find_map(|event| match event {
                Event::Group(GroupFact::Deleted(group)) => Some(group.id.clone()),
                _ => None,
            });
            let Some(id) = deleted else { return Ok(()) };
            let holder = Holder::Group(id.clone());
            prop_assert!(after.held_by(&holder).is_empty() && after.people_in(&id).is_empty());
            let waits = |r: &&AccessRequest| r.for_group.as_ref() == Some(&id) && r.status == Status::Pending;
            prop_assert!(after.requests.iter().find(waits).is_none());
            let others: Vec<_> = before.memberships.iter().filter(|m| m.holder != holder).cloned().collect();
            prop_assert_eq!(&after.memberships, &others);
            Ok(())
        })?;
    }

    /// Every account where a group holds roles is told of each who joins or leaves, once, and no other account is.
    #[test]
    fn other_accounts_are_told_who_joins_and_leaves(story in vec(commands(), 1..50)) {
        live(&story, |before, _, events, _| {
            let mut told: BTreeMap<(bool, GroupId, PersonId), Vec<SmartAccountId>> = BTreeMap::new();
            let mut changes = BTreeSet::new();
            for event in events {
                match event {
                    Event::Group(GroupFact::MemberAdded { group, person, .. }) => { changes.insert((true, group.id.clone(), person.clone())); }
                    Event::Group(GroupFact::MemberRemoved { group, person, .. }) => { changes.insert((false, group.id.clone(), person.clone())); }
                    Event::Group(GroupFact::GuestAdded { group, person, account, .. }) => {
                        told.entry((true, group.id.clone(), person.clone())).or_default().push(account.clone());
                    }
                    Event::Group(GroupFact::GuestRemoved { group, person, account, .. }) => {
                        told.entry((false, group.id.clone(), person.clone())).or_default().push(account.clone());
                    }
                    _ => {}
                }
            }
            for change in &changes {
                let group = before.groups.iter().find(|g| g.id == change.1).expect("a group");
                let held = before.held_by(&Holder::Group(group.id.clone()));
                let wanted: BTreeSet<_> = held.into_iter().map(|m| m.account).filter(|a| *a != group.account).collect();
                let found = told.remove(change).unwrap_or_default();
                prop_assert_eq!(found, wanted.into_iter().collect::<Vec<_>>());
            }
            prop_assert!(told.is_empty());
            Ok(())
        })?;
    }

    /// Through a group a role reaches as far as by oneself: into all that is nested in what it is on.
    #[test]
    fn nesting_works_through_groups(roles in vec((prop::sample::select(Role::ALL.to_vec()), 0..4_u128), 0..4), right in prop::sample::select(Right::ALL.to_vec())) {
        let held = |holder: &Holder| -> Vec<Membership> {
            let one = |(place, (role, on)): (usize, &(Role, u128))| Membership {
                id: MembershipId::new(place as u128),
                holder: holder.clone(),
                account: account(0),
                role: *role,
                virtual_account: role.is_for_virtual_accounts().then(|| VirtualAccountId::new(*on)),
                source: Source::Administrator,
                granted_by: Actor::System,
                since: NOW,
                until: None,
            };
            roles.iter().enumerate().map(one).collect()
        };
        let mut world = World::default();
        let (camille, group) = (PersonId::new(6), GroupId::new(1));
        world.memberships = held(&Holder::Group(group.clone()));
        world.members.insert((group, camille.clone()));
        let own = reach(&held(&Holder::Person(camille.clone())), &tree(&account(0)), right, NOW);
        prop_assert_eq!(&world.reach(&camille, &account(0), right), &own);
        let on_the_first = roles.iter().any(|(role, on)| *role == Role::VaAdministrator && *on == 0);
        if on_the_first && right == Right::MemberManage {
            prop_assert!(own.covers(&Scope::VirtualAccounts(BTreeSet::from([VirtualAccountId::new(2)]))));
        }
    }

    /// A request for a group is decided by somebody outside it, and what is granted the group holds.
    #[test]
    fn a_request_for_a_group_is_decided_from_outside_and_granted_to_the_group(story in vec(commands(), 1..60)) {
        live(&story, |before, by, events, _| {
            for event in events {
                let Event::AccessRequest(about) = event else { continue };
                if let RequestFact::Approved { .. } = about.fact {
                    let group = about.for_group.clone().expect("a group");
                    prop_assert!(!before.people_in(&group).contains(by) && about.applicant != *by);
                    let asked = before.requests.iter().find(|r| r.id == about.request).expect("a request");
                    prop_assert!(before.sender_keeps(asked), "for a group its sender does not manage");
                    let granted = events.iter().filter_map(|event| match event {
                        Event::Membership(MembershipFact::Granted(m)) => Some(&m.holder),
                        _ => None,
                    });
                    prop_assert!(granted.into_iter().all(|holder| *holder == Holder::Group(group.clone())));
                }
                if let RequestFact::Sent(request) = &about.fact {
                    let waits = |r: &&AccessRequest| r.status == Status::Pending && r.for_group == request.for_group && r.identifier == request.identifier;
                    prop_assert!(before.requests.iter().find(waits).is_none(), "one at a time");
                }
            }
            Ok(())
        })?;
    }
}

/// The stories above must get somewhere, or the laws say nothing.
#[test]
fn the_stories_get_somewhere() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for _ in 0..300 {
        let story = vec(commands(), 60)
            .new_tree(&mut runner)
            .expect("a story")
            .current();
        live(&story, |_, _, events, _| {
            events
                .iter()
                .for_each(|event| *seen.entry(event.name()).or_default() += 1);
            Ok(())
        })
        .expect("no law is broken");
    }
    for name in [
        "group.member-added",
        "group.member-removed",
        "group.guest-added",
        "group.guest-removed",
        "group.deleted",
        "access-request.approved",
        "access-request.withdrawn",
    ] {
        assert!(
            seen.get(name).copied().unwrap_or(0) >= 5,
            "{name}: {seen:?}"
        );
    }
}
