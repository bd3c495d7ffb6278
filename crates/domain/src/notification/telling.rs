//! Which notices follow from an event.

use crate::group::GroupFact;
use crate::membership::{EndCause, Membership, MembershipFact, Source};
use crate::notification::notice::{GroupNews, MOST_NAMED, Notice, RoleChange};
use crate::notification::of_one::{of_one, role_change};
use crate::notification::of_request::held_by_group;
use crate::{Event, GroupId, PersonId};

/// The notices that follow from what somebody, or time, brings about at once.
///
/// What it does to one person's roles in one account is told in one notice, and so is what it does to those of a group. Nobody is
/// told by mail what they did themselves.
pub fn notices(events: &[Event], by: Option<&PersonId>) -> Vec<Notice> {
    let is_deleted = |group: &GroupId| {
        events.iter().any(
            |event| matches!(event, Event::Group(GroupFact::Deleted(gone)) if gone.id == *group),
        )
    };
    let is_creation = events
        .iter()
        .any(|event| matches!(event, Event::AccountCreation(_)));
    let mut all: Vec<Notice> = Vec::new();
    for event in events {
        let new = match event {
            // The letter about the new account says who administers it.
            Event::Membership(MembershipFact::Granted(membership))
                if membership.source == Source::Creation && is_creation =>
            {
                None
            }
            Event::Group(fact) => of_group(fact, events),
            Event::Membership(fact) if ends_by_itself(fact).is_some() => ends_by_itself(fact),
            Event::Membership(fact) => match fact.membership().holder.group() {
                Some(group) if is_deleted(group) => None,
                Some(group) => role_change(fact).map(|change| held_by_group(group, change)),
                None => of_one(event),
            },
            _ => of_one(event),
        };
        let new = new.filter(|new| !is_about(new, by));
        if let Some(new) = new
            && !all.iter_mut().rev().any(|before| taken_in(before, &new))
        {
            all.push(new);
        }
    }
    all
}

/// Whether somebody left a group of their own accord.
fn is_about(notice: &Notice, by: Option<&PersonId>) -> bool {
    matches!((notice, by), (Notice::GroupNews { people, .. }, Some(by)) if *people == [by.clone()])
}

/// Adds what a notice tells to one that tells the same people of the same. Out: whether it could.
fn taken_in(before: &mut Notice, new: &Notice) -> bool {
    match (before, new) {
        (
            Notice::RoleChanged {
                before: first_before,
                after: first_after,
                more,
            },
            Notice::RoleChanged { before, after, .. },
        ) => {
            let first = first_after.as_ref().or(first_before.as_ref());
            let held = after.as_ref().or(before.as_ref());
            let is_same = first.zip(held).is_some_and(|(first, held)| {
                (&first.holder, &first.account) == (&held.holder, &held.account)
            });
            if is_same {
                more.push(RoleChange {
                    before: before.clone(),
                    after: after.clone(),
                });
            }
            is_same
        }
        (
            Notice::GroupNews {
                group,
                news,
                people,
                changes,
                ..
            },
            Notice::GroupNews {
                group: other,
                news: what,
                people: others,
                changes: new,
                ..
            },
        ) => {
            let fits = group == other
                && news == what
                && people.len() + others.len() <= MOST_NAMED
                && (*news == GroupNews::Changed || changes == new);
            if fits {
                people.extend(others.iter().cloned());
                if *news == GroupNews::Changed {
                    changes.extend(new.iter().cloned());
                }
            }
            fits
        }
        (before, new) => ends_taken_in(before, new),
    }
}

/// As [`taken_in`], of roles that end by themselves.
fn ends_taken_in(before: &mut Notice, new: &Notice) -> bool {
    let Notice::RolesEnd {
        account,
        is_over,
        roles,
    } = before
    else {
        return false;
    };
    match new {
        Notice::RolesEnd {
            account: other,
            is_over: was_over,
            roles: more,
        } if (&*account, &*is_over) == (other, was_over) => {
            roles.extend(more.iter().cloned());
            true
        }
        _ => false,
    }
}

/// What is told of a role whose end comes, or has come.
fn ends_by_itself(fact: &MembershipFact) -> Option<Notice> {
    let (membership, is_over) = match fact {
        MembershipFact::EndAnnounced(membership) => (membership, false),
        MembershipFact::Ended {
            membership,
            why: EndCause::Lapsed,
        } => (membership, true),
        _ => return None,
    };
    Some(Notice::RolesEnd {
        account: membership.account.clone(),
        is_over,
        roles: vec![membership.clone()],
    })
}

/// What those who come into a group, leave it or see it go are told.
fn of_group(fact: &GroupFact, events: &[Event]) -> Option<Notice> {
    let (news, people) = match fact {
        GroupFact::MemberAdded { person, .. } => (GroupNews::Joined, vec![person.clone()]),
        GroupFact::MemberRemoved { person, .. } => (GroupNews::Left, vec![person.clone()]),
        GroupFact::Emptied { people, .. } => (GroupNews::Deleted, people.clone()),
        _ => return None,
    };
    let group = &fact.group().id;
    let changes: Vec<RoleChange> = if news == GroupNews::Deleted {
        let ended = events.iter().filter_map(|event| match event {
            Event::Membership(fact) if fact.membership().holder.group() == Some(group) => {
                role_change(fact)
            }
            _ => None,
        });
        let had = had(fact).iter().map(|membership| RoleChange {
            before: Some(Box::new(membership.clone())),
            after: None,
        });
        ended.chain(had).collect()
    } else {
        Vec::new()
    };
    // What gave nothing takes nothing away.
    if news == GroupNews::Deleted && changes.is_empty() {
        return None;
    }
    Some(Notice::GroupNews {
        group: group.clone(),
        news,
        people,
        after: None,
        changes,
    })
}

/// What people had through a group that goes bit by bit.
fn had(fact: &GroupFact) -> &[Membership] {
    match fact {
        GroupFact::Emptied { had, .. } => had,
        _ => &[],
    }
}
