//! Who is told of what. Which people an [`Audience`] is, is found when the mail is written.

use crate::access_request::{EscalationCause, RequestEvent, RequestFact};
use crate::access_review::ReviewFact;
use crate::account_creation::{CreationEvent, CreationFact};
use crate::automation::{RuleFact, RuleUse};
use crate::group::GroupFact;
use crate::invitation::InvitationFact;
use crate::membership::{EndCause, Membership, MembershipFact, Source};
use crate::notification_address::NotificationAddressFact;
use crate::person::{Duty, EmailAddress, Language, PersonFact};
use crate::smart_account::{AccountStatus, SmartAccountFact};
use crate::support_case::CaseFact;
use crate::text::Reason;
use crate::upload::State;
use crate::virtual_account::VirtualAccountFact;
use crate::{
    CaseId, CreationId, Event, EventId, GroupId, InvitationId, MessageId, NotificationAddressId,
    PersonId, RequestId, ReviewId, SmartAccountId, UploadId, VirtualAccountId,
};
use serde::{Deserialize, Serialize};

/// At most this many deciders are mailed for one request, the most recently active first.
pub const MOST_DECIDERS_MAILED: usize = 10;

/// Something people are to be told by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Notice {
    /// To the deciders, and copies to the account's notification addresses; to the operators as well where there are none.
    RequestSent { request: RequestId },
    /// To the deciders. Numbered, so that the requester can be shown what became of theirs.
    RequestReminder {
        request: RequestId,
        number: u32,
        by_requester: bool,
    },
    /// To the operators, to the requester, and copies to the account's notification addresses.
    RequestEscalated {
        request: RequestId,
        cause: EscalationCause,
    },
    /// To the requester, and to the other deciders.
    RequestDecided { request: RequestId },
    /// To the deciders.
    RequestWithdrawn { request: RequestId },
    /// To the requester.
    RequestExpiryAnnounced { request: RequestId },
    /// To the requester.
    RequestExpired { request: RequestId },
    /// To the deciders, or the operators where there are none: all that it asked for has been deleted.
    RequestScopeGone { request: RequestId, name: String },
    /// To the decider it was left to, unless they took it themselves.
    RequestPassedOn {
        request: RequestId,
        by: PersonId,
        to: PersonId,
        /// The rule that did it in the name of `by`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<RuleUse>,
    },
    /// To those who administer the account: whoever saved this rule can no longer let it act.
    RuleIdle {
        account: SmartAccountId,
        rule: RuleUse,
        author: PersonId,
    },
    /// To the requester, who is asked for a word; `is_reminder` where they were asked before.
    RequesterAsked {
        request: RequestId,
        is_reminder: bool,
    },
    /// To the deciders: the requester has answered.
    RequestAnswered { request: RequestId, answer: Reason },
    /// To the deciders: the requester keeps to what they asked for.
    OfferDeclined {
        request: RequestId,
        words: Option<String>,
    },
    /// To whoever proposed what the requester has taken.
    OfferAccepted { request: RequestId },
    /// To the requester, who did not say what was waited for.
    RequestExpiredUnanswered { request: RequestId },
    /// To the support agents, or to the opener if an agent wrote.
    CaseMessage {
        case: CaseId,
        message: MessageId,
        is_first: bool,
    },
    /// To the opener, unless they closed it themselves.
    CaseClosed { case: CaseId, by: PersonId },
    /// To the address that a person's mail went to until now.
    EmailChanged {
        person: PersonId,
        before: EmailAddress,
        /// Whether it was put back, and so cannot be taken back once more.
        #[serde(default)]
        is_taken_back: bool,
    },
    /// To the address that operators put another in place of, and to that other.
    EmailReplaced {
        person: PersonId,
        before: Option<EmailAddress>,
    },
    /// To the invited: what is offered, and the link to accept it. Nothing where a newer version is on its way.
    InvitationSent {
        invitation: InvitationId,
        version: u32,
    },
    /// To whoever offered it, unless it was one of many.
    InvitationAccepted { invitation: InvitationId },
    /// To whoever offered it, unless it was one of many.
    InvitationDeclined { invitation: InvitationId },
    /// To whoever offered it, unless it was one of many.
    InvitationLapsed { invitation: InvitationId },
    /// To the address itself: the link to confirm it. Nothing where a newer version is on its way.
    NotificationAddressAdded {
        address: NotificationAddressId,
        version: u32,
    },
    /// To whoever offered it, unless it was one of many: all that it offered has been deleted.
    InvitationLeftEmpty {
        invitation: InvitationId,
        name: String,
    },
    /// To those whose roles ended with a Virtual Account, the last of them first, from the one before the event `before` on.
    RolesEndedWith {
        account: SmartAccountId,
        virtual_account: VirtualAccountId,
        name: String,
        before: Option<EventId>,
    },
    /// To the person whose password was changed.
    PasswordChanged { person: PersonId },
    /// An account was suspended or reactivated. To everybody who holds anything there, then to the others whose requests wait
    /// there, from the one after `after` on.
    AccountStatusChanged {
        account: SmartAccountId,
        status: AccountStatus,
        reason: Option<String>,
        readers: Readers,
        after: Option<String>,
    },
    /// To somebody whom an operator has named administrator of an account, or made it with.
    AdministratorNamed {
        account: SmartAccountId,
        person: PersonId,
        #[serde(default)]
        is_new: bool,
    },
    /// To whoever holds a role that was given, changed or taken away without having been asked for. What happened at once to what
    /// one person holds in one account is told in one.
    RoleChanged {
        before: Option<Box<Membership>>,
        after: Option<Box<Membership>>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        more: Vec<RoleChange>,
    },
    /// To people in a group, or who were: what they have through it, or have no longer.
    GroupNews {
        group: GroupId,
        news: GroupNews,
        /// To whom; everybody in it where nobody is named, from the one after `after` on.
        people: Vec<PersonId>,
        after: Option<PersonId>,
        /// What has changed; where it says nothing, what the group holds.
        changes: Vec<RoleChange>,
    },
    /// To the operators where they have to decide, to the nominee, and to the administrators of the account above.
    CreationAsked {
        creation: CreationId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nominee: Option<EmailAddress>,
    },
    /// To the nominee, as long as it is they who are asked. Number 0 is the first time.
    NomineeAsked {
        creation: CreationId,
        number: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nominee: Option<EmailAddress>,
    },
    /// To the administrators of the account above.
    CreationBelow {
        creation: CreationId,
        parent: SmartAccountId,
    },
    /// To the operators.
    CreationObjected { creation: CreationId },
    /// To the creator; once it is active, also to whoever authorised it, and once it is revived to the nominee.
    CreationNews {
        creation: CreationId,
        news: CreationNews,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nominee: Option<EmailAddress>,
    },
    /// To those who decide in an access review; once it is closed, to whoever started it.
    Review { review: ReviewId, news: ReviewNews },
    /// To whoever had an upload checked or applied, where it took long or not all went well. Nothing where it went on since.
    UploadOver { upload: UploadId, state: State },
    /// To somebody who can log in again.
    PersonReactivated { person: PersonId },
    /// To somebody who was given a duty towards the installation, or relieved of it.
    DutyChanged {
        person: PersonId,
        duty: Duty,
        has_it: bool,
    },
    /// Somebody gave this address to sign up. What the mail says depends on whether the address is known.
    SignUp {
        email: EmailAddress,
        full_name: String,
        organisation: String,
        language: Language,
        next: Option<String>,
    },
    /// Somebody says that they forgot how to sign in and gave this address or user ID.
    Forgotten { name: String },
    /// Somebody wants their mail to go to this address.
    EmailChange {
        person: PersonId,
        email: EmailAddress,
    },
}

/// A role as it was and as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChange {
    pub before: Option<Box<Membership>>,
    pub after: Option<Box<Membership>>,
}

/// What has become of a group, for those in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupNews {
    Joined,
    Left,
    Deleted,
    /// It holds more, other or fewer roles than before.
    Changed,
}

/// As many people as one notice about a group names.
const MOST_NAMED: usize = 100;

/// What has become of an access review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewNews {
    Opened,
    Reminder,
    Closed,
}

/// What has become of the creation of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CreationNews {
    NomineeDeclined,
    Approved,
    Active,
    Declined,
    LapseAnnounced,
    Lapsed,
    Revived,
    Extended,
}

/// Who of an account is told that its status has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Readers {
    Members,
    Applicants,
}

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
