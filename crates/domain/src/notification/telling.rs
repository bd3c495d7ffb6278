//! Which notices follow from an event.

use crate::access_request::{RequestEvent, RequestFact};
use crate::access_review::ReviewFact;
use crate::account_creation::{CreationEvent, CreationFact};
use crate::automation::RuleFact;
use crate::group::GroupFact;
use crate::invitation::InvitationFact;
use crate::membership::{EndCause, MembershipFact, Source};
use crate::notification::notice::{
    CreationNews, GroupNews, MOST_NAMED, Notice, Readers, ReviewNews, RoleChange,
};
use crate::notification_address::NotificationAddressFact;
use crate::person::{Duty, PersonFact};
use crate::smart_account::{AccountStatus, SmartAccountFact};
use crate::support_case::CaseFact;
use crate::virtual_account::VirtualAccountFact;
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
        _ => false,
    }
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
        ended.collect()
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

/// The notices that follow from an event by itself.
fn of_one(event: &Event) -> Option<Notice> {
    match event {
        Event::AccessRequest(event) => of_request(event),
        Event::AccessReview(event) => {
            let news = match &event.fact {
                ReviewFact::Opened { .. } => ReviewNews::Opened,
                ReviewFact::DecidersReminded { .. } => ReviewNews::Reminder,
                ReviewFact::Closed { .. } => ReviewNews::Closed,
                _ => return None,
            };
            let review = event.review.clone();
            Some(Notice::Review { review, news })
        }
        Event::AccountCreation(event) => about_creation(event),
        Event::SupportCase(fact) => match fact {
            CaseFact::Opened { case, message } => Some(Notice::CaseMessage {
                case: case.id.clone(),
                message: message.id.clone(),
                is_first: true,
            }),
            CaseFact::Answered { case, message, .. } => Some(Notice::CaseMessage {
                case: case.clone(),
                message: message.id.clone(),
                is_first: false,
            }),
            CaseFact::Closed { case, by, .. } => Some(Notice::CaseClosed {
                case: case.clone(),
                by: by.clone(),
            }),
        },
        Event::Invitation(fact) => {
            let invitation = fact.invitation().id.clone();
            match fact {
                fact if fact.sends_a_letter() => Some(Notice::InvitationSent {
                    invitation,
                    version: fact.invitation().version,
                }),
                InvitationFact::Accepted { .. } => Some(Notice::InvitationAccepted { invitation }),
                InvitationFact::Declined { .. } => Some(Notice::InvitationDeclined { invitation }),
                InvitationFact::Lapsed { .. } => Some(Notice::InvitationLapsed { invitation }),
                InvitationFact::LeftEmpty { name, .. } => Some(Notice::InvitationLeftEmpty {
                    invitation,
                    name: name.clone(),
                }),
                _ => None,
            }
        }
        Event::NotificationAddress(
            NotificationAddressFact::Added(address)
            | NotificationAddressFact::Renewed { after: address, .. },
        ) => Some(Notice::NotificationAddressAdded {
            address: address.id.clone(),
            version: address.version,
        }),
        Event::Person(PersonFact::PasswordChanged { person }) => Some(Notice::PasswordChanged {
            person: person.clone(),
        }),
        Event::Person(PersonFact::EmailChanged {
            person,
            before: Some(before),
            ..
        }) => Some(Notice::EmailChanged {
            person: person.clone(),
            before: before.clone(),
            is_taken_back: false,
        }),
        Event::Person(PersonFact::EmailTakenBack {
            person,
            before: Some(before),
            ..
        }) => Some(Notice::EmailChanged {
            person: person.clone(),
            before: before.clone(),
            is_taken_back: true,
        }),
        Event::Person(PersonFact::EmailReplaced { person, before, .. }) => {
            Some(Notice::EmailReplaced {
                person: person.clone(),
                before: before.clone(),
            })
        }
        Event::Person(PersonFact::Reactivated { person }) => Some(Notice::PersonReactivated {
            person: person.clone(),
        }),
        Event::Person(PersonFact::OperatorAppointed { person }) => {
            duty_changed(person, Duty::Operator, true)
        }
        Event::Person(PersonFact::OperatorRemoved { person }) => {
            duty_changed(person, Duty::Operator, false)
        }
        Event::Person(PersonFact::SupportAgentAppointed { person }) => {
            duty_changed(person, Duty::SupportAgent, true)
        }
        Event::Person(PersonFact::SupportAgentRemoved { person }) => {
            duty_changed(person, Duty::SupportAgent, false)
        }
        Event::Membership(MembershipFact::Granted(membership))
            if matches!(membership.source, Source::Operator | Source::Creation) =>
        {
            Some(Notice::AdministratorNamed {
                account: membership.account.clone(),
                person: membership.holder.person()?.clone(),
                is_new: membership.source == Source::Creation,
            })
        }
        Event::Membership(fact) => role_changed(fact),
        Event::SmartAccount(SmartAccountFact::StatusChanged {
            account,
            before,
            after,
            reason,
        }) if [before, after].contains(&&AccountStatus::Suspended) => {
            Some(Notice::AccountStatusChanged {
                account: account.clone(),
                status: *after,
                reason: reason.clone(),
                readers: Readers::Members,
                after: None,
            })
        }
        Event::Upload(fact) => Some(Notice::UploadOver {
            upload: fact.record().id.clone(),
            state: fact.rests_in()?,
        }),
        Event::VirtualAccount(VirtualAccountFact::Deleted {
            virtual_account, ..
        }) => Some(Notice::RolesEndedWith {
            account: virtual_account.account.clone(),
            virtual_account: virtual_account.id.clone(),
            name: virtual_account.name.clone(),
            before: None,
        }),
        Event::Automation(RuleFact::WentIdle {
            rule,
            account,
            author,
        }) => Some(Notice::RuleIdle {
            account: account.clone(),
            rule: rule.clone(),
            author: author.clone(),
        }),
        Event::Person(_)
        | Event::Group(_)
        | Event::Automation(_)
        | Event::SmartAccount(_)
        | Event::NotificationAddress(_)
        | Event::NotificationPreference(_)
        | Event::VirtualAccount(_)
        | Event::Agreement(_) => None,
    }
}

fn duty_changed(person: &PersonId, duty: Duty, has_it: bool) -> Option<Notice> {
    Some(Notice::DutyChanged {
        person: person.clone(),
        duty,
        has_it,
    })
}

fn of_request(event: &RequestEvent) -> Option<Notice> {
    let request = event.request.clone();
    match &event.fact {
        RequestFact::Sent(_) => Some(Notice::RequestSent { request }),
        RequestFact::Approved { .. } | RequestFact::Denied { .. } => {
            Some(Notice::RequestDecided { request })
        }
        RequestFact::Withdrawn { .. } | RequestFact::ApplicantDeactivated { .. } => {
            Some(Notice::RequestWithdrawn { request })
        }
        RequestFact::Expired { .. } => Some(Notice::RequestExpired { request }),
        RequestFact::Nudged { number, .. } => Some(Notice::RequestReminder {
            request,
            number: *number,
            by_requester: true,
        }),
        RequestFact::DecidersReminded { number, .. } => Some(Notice::RequestReminder {
            request,
            number: *number,
            by_requester: false,
        }),
        RequestFact::Escalated { cause, .. } => Some(Notice::RequestEscalated {
            request,
            cause: *cause,
        }),
        RequestFact::ExpiryAnnounced { .. } => Some(Notice::RequestExpiryAnnounced { request }),
        // What is left asks for an administrator of the whole account, who may never have heard of it.
        RequestFact::VirtualAccountGone {
            name, after: None, ..
        } => Some(Notice::RequestScopeGone {
            request,
            name: name.clone(),
        }),
        RequestFact::DecisionRefused { .. }
        | RequestFact::VirtualAccountGone { .. }
        | RequestFact::CameLoose { .. }
        | RequestFact::Commented { .. } => None,
        RequestFact::PassedOn { by, to, rule, .. } => {
            (by != to || rule.is_some()).then(|| Notice::RequestPassedOn {
                request,
                by: by.clone(),
                to: to.clone(),
                rule: rule.clone(),
            })
        }
        RequestFact::QuestionAsked { .. } | RequestFact::Offered { .. } => {
            Some(Notice::RequesterAsked {
                request,
                is_reminder: false,
            })
        }
        RequestFact::RequesterReminded { .. } => Some(Notice::RequesterAsked {
            request,
            is_reminder: true,
        }),
        RequestFact::Answered { answer, .. } => Some(Notice::RequestAnswered {
            request,
            answer: answer.clone(),
        }),
        RequestFact::OfferDeclined { words, .. } => Some(Notice::OfferDeclined {
            request,
            words: words.clone(),
        }),
        RequestFact::OfferAccepted { .. } => Some(Notice::OfferAccepted { request }),
        RequestFact::ExpiredUnanswered { .. } => Some(Notice::RequestExpiredUnanswered { request }),
    }
}

/// What those in a group are told of what it holds.
fn held_by_group(group: &GroupId, change: RoleChange) -> Notice {
    Notice::GroupNews {
        group: group.clone(),
        news: GroupNews::Changed,
        people: Vec::new(),
        after: None,
        changes: vec![change],
    }
}

/// What a fact changes that nobody asked for. What was asked for or accepted is answered elsewhere.
fn role_change(fact: &MembershipFact) -> Option<RoleChange> {
    let (before, after) = match fact {
        MembershipFact::Granted(after)
            if matches!(
                after.source,
                Source::Administrator | Source::Upload(_) | Source::Import
            ) =>
        {
            (None, Some(Box::new(after.clone())))
        }
        // A group does not look for the answer to a request made for it.
        MembershipFact::Granted(after) if after.holder.group().is_some() => {
            (None, Some(Box::new(after.clone())))
        }
        MembershipFact::Changed { before, after } => (
            Some(Box::new(before.clone())),
            Some(Box::new(after.clone())),
        ),
        MembershipFact::Ended {
            membership,
            why: EndCause::Removed,
        } => (Some(Box::new(membership.clone())), None),
        MembershipFact::Granted(_) | MembershipFact::Ended { .. } => return None,
    };
    Some(RoleChange { before, after })
}

fn role_changed(fact: &MembershipFact) -> Option<Notice> {
    let RoleChange { before, after } = role_change(fact)?;
    Some(Notice::RoleChanged {
        before,
        after,
        more: Vec::new(),
    })
}

fn about_creation(event: &CreationEvent) -> Option<Notice> {
    let creation = event.creation.clone();
    let news = match &event.fact {
        CreationFact::Asked(asked) => {
            let nominee = asked.nominee().cloned();
            return Some(Notice::CreationAsked { creation, nominee });
        }
        CreationFact::ParentTold { parent, .. } => {
            let parent = parent.clone();
            return Some(Notice::CreationBelow { creation, parent });
        }
        CreationFact::NomineeNamed { after, .. } => {
            return Some(Notice::NomineeAsked {
                creation,
                number: 0,
                nominee: Some(after.clone()),
            });
        }
        CreationFact::NomineeReminded {
            number, nominee, ..
        } => {
            return Some(Notice::NomineeAsked {
                creation,
                number: *number,
                nominee: nominee.clone(),
            });
        }
        CreationFact::Objected { .. } => return Some(Notice::CreationObjected { creation }),
        CreationFact::Authorised { .. }
        | CreationFact::ObjectionSettled { .. }
        | CreationFact::Withdrawn { .. }
        | CreationFact::Closed { .. } => return None,
        CreationFact::NomineeDeclined { .. } => CreationNews::NomineeDeclined,
        CreationFact::Approved { .. } => CreationNews::Approved,
        CreationFact::Activated { .. } => CreationNews::Active,
        CreationFact::Declined { .. } => CreationNews::Declined,
        CreationFact::LapseAnnounced { .. } => CreationNews::LapseAnnounced,
        CreationFact::Lapsed { .. } => CreationNews::Lapsed,
        CreationFact::Revived { .. } => CreationNews::Revived,
        CreationFact::Extended { .. } => CreationNews::Extended,
    };
    let nominee = match &event.fact {
        CreationFact::Revived { nominee, .. } => nominee.clone(),
        _ => None,
    };
    Some(Notice::CreationNews {
        creation,
        news,
        nominee,
    })
}
