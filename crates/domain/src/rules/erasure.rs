//! What is taken out of events and of what they made, when words or a person are erased. The fact stays: who did what and when.
//!
//! What goes is replaced by the same everywhere, so that the events that are left make the rows that are left.

use crate::access_request::{AccessRequest, Matter, RequestFact, RequestStatus, Target};
use crate::access_review::ReviewFact;
use crate::account_creation::{Creation, CreationAuthority, CreationFact, CreationStatus};
use crate::email::EmailAddress;
use crate::entitlement::EntitlementFact;
use crate::person::{ERASED_NAME, PersonFact, Profile, UserId};
use crate::programme::AnswerValue;
use crate::smart_account::SmartAccountFact;
use crate::support_case::{CaseFact, Message, Opener};
use crate::text::{ERASED, ERASED_ADDRESS, Reason};
use crate::{Event, PersonId};

/// Whose words are taken out.
#[derive(Debug, Clone, Copy)]
pub enum Words<'a> {
    /// All of them, whoever said them.
    All,
    /// Those of this person alone.
    Of(&'a PersonId),
}

impl Words<'_> {
    fn are(self, by: Option<&PersonId>) -> bool {
        match self {
            Words::All => true,
            Words::Of(person) => by == Some(person),
        }
    }
}

fn gone() -> String {
    ERASED.to_owned()
}

fn take(words: &mut String) {
    // What was empty said nothing.
    if !words.is_empty() {
        *words = gone();
    }
}

fn take_from(words: &mut Option<String>) {
    if let Some(words) = words {
        take(words);
    }
}

/// Takes out what people said to each other. What they called things (accounts, groups, rules, contracts) stays with the things.
pub fn take_words(event: &mut Event) {
    match event {
        Event::AccessRequest(event) => of_request(&mut event.fact),
        Event::AccessReview(event) => match &mut event.fact {
            ReviewFact::Decided { verdict, line } => {
                take_from(&mut verdict.words);
                if let Some(verdict) = &mut line.verdict {
                    take_from(&mut verdict.words);
                }
            }
            ReviewFact::Started(_)
            | ReviewFact::Opened { .. }
            | ReviewFact::DecidersReminded { .. }
            | ReviewFact::Ending { .. }
            | ReviewFact::Closed { .. } => {}
        },
        Event::AccountCreation(event) => of_creation(&mut event.fact),
        Event::Person(PersonFact::Deactivated { reason, .. })
        | Event::SmartAccount(SmartAccountFact::StatusChanged { reason, .. }) => take_from(reason),
        Event::SupportCase(fact) => of_case(fact),
        Event::Entitlement(EntitlementFact::TakenAway { words, .. }) => {
            *words = Reason::stored(gone());
        }
        Event::Person(_)
        | Event::SmartAccount(_)
        | Event::Automation(_)
        | Event::Membership(_)
        | Event::Entitlement(
            EntitlementFact::Granted(_)
            | EntitlementFact::EndAnnounced { .. }
            | EntitlementFact::EndMoved { .. }
            | EntitlementFact::Ended { .. },
        )
        | Event::Group(_)
        | Event::Invitation(_)
        | Event::NotificationAddress(_)
        | Event::NotificationPreference(_)
        | Event::VirtualAccount(_)
        | Event::Agreement(_)
        | Event::Contract(_)
        | Event::Upload(_) => {}
    }
}

fn of_request(fact: &mut RequestFact) {
    match fact {
        RequestFact::Sent(request) => take_from_request(request, Words::All),
        RequestFact::Denied { denial, .. } => take_from(&mut denial.words),
        RequestFact::QuestionAsked { question, .. } => *question = Reason::stored(gone()),
        RequestFact::Answered { answer, .. } => *answer = Reason::stored(gone()),
        RequestFact::Wrote { message, .. } => *message = Reason::stored(gone()),
        RequestFact::OfferDeclined { words, .. } => take_from(words),
        // The words of a comment stand in its row alone.
        RequestFact::Commented { .. }
        | RequestFact::Approved { .. }
        | RequestFact::Withdrawn { .. }
        | RequestFact::Expired { .. }
        | RequestFact::ApplicantDeactivated { .. }
        | RequestFact::Nudged { .. }
        | RequestFact::DecidersReminded { .. }
        | RequestFact::RemindedBySupport { .. }
        | RequestFact::Escalated { .. }
        | RequestFact::ExpiryAnnounced { .. }
        | RequestFact::VirtualAccountGone { .. }
        | RequestFact::DecisionRefused { .. }
        | RequestFact::PassedOn { .. }
        | RequestFact::CameLoose { .. }
        | RequestFact::Offered { .. }
        | RequestFact::OfferAccepted { .. }
        | RequestFact::RequesterReminded { .. }
        | RequestFact::ExpiredUnanswered { .. } => {}
    }
}

/// Takes words out of a request as it stands.
pub fn take_from_request(request: &mut AccessRequest, whose: Words) {
    if whose.are(Some(&request.applicant)) {
        request.reason = Reason::stored(gone());
        if let Target::Programme(target) = &mut request.target {
            for answer in &mut target.answers {
                match &mut answer.value {
                    AnswerValue::Text(words) => take(words),
                    AnswerValue::Choice(_) | AnswerValue::YesNo(_) | AnswerValue::Date(_) => {}
                }
            }
        }
    }
    if let RequestStatus::Denied { by, denial, .. } = &mut request.status
        && whose.are(by.as_ref())
    {
        take_from(&mut denial.words);
    }
    if let Some(turn) = &mut request.progress.turn
        && whose.are(Some(&turn.by))
        && let Matter::Question(question) = &mut turn.matter
    {
        *question = Reason::stored(gone());
    }
}

fn of_creation(fact: &mut CreationFact) {
    match fact {
        CreationFact::Asked(creation) => take_from_creation(creation, Words::All),
        CreationFact::NomineeDeclined { words, .. }
        | CreationFact::Objected { words, .. }
        | CreationFact::Declined { words, .. } => take(words),
        CreationFact::ParentTold { .. }
        | CreationFact::NomineeNamed { .. }
        | CreationFact::NomineeReminded { .. }
        | CreationFact::Authorised { .. }
        | CreationFact::ObjectionSettled { .. }
        | CreationFact::Approved { .. }
        | CreationFact::Activated { .. }
        | CreationFact::Withdrawn { .. }
        | CreationFact::LapseAnnounced { .. }
        | CreationFact::Lapsed { .. }
        | CreationFact::Revived { .. }
        | CreationFact::Extended { .. }
        | CreationFact::Closed { .. } => {}
    }
}

/// Takes words out of a creation as it stands.
pub fn take_from_creation(creation: &mut Creation, whose: Words) {
    if whose.are(Some(&creation.creator))
        && let Some(reason) = &mut creation.reason
    {
        *reason = Reason::stored(gone());
    }
    if let CreationAuthority::Refused { by, words, .. } = &mut creation.authority
        && whose.are(Some(by))
    {
        take(words);
    }
    if let CreationStatus::Declined { by, words, .. } = &mut creation.status
        && whose.are(Some(by))
    {
        take(words);
    }
    if let Some(objection) = &mut creation.progress.objection
        && whose.are(Some(&objection.by))
    {
        take(&mut objection.words);
    }
}

fn of_case(fact: &mut CaseFact) {
    match fact {
        CaseFact::Opened { case, message } => {
            take(&mut case.subject);
            // Whoever has no account is known by nothing else.
            if let Opener::Visitor(visitor) = &mut case.opened_by {
                take(&mut visitor.name);
                visitor.email = EmailAddress::stored(ERASED_ADDRESS.to_owned());
            }
            take_said(message);
        }
        CaseFact::Answered { message, .. }
        | CaseFact::Solved { message, .. }
        | CaseFact::Reopened { message, .. } => take_said(message),
        CaseFact::Noted { note, .. } => take_said(note),
        // What a file is called may say as much as words.
        CaseFact::Attached { files, .. } => {
            for file in files {
                take(&mut file.name);
                file.digest.clear();
            }
        }
        CaseFact::Acted { why, .. } => take_said(why),
        CaseFact::Closed { .. }
        | CaseFact::ClosedByItself { .. }
        | CaseFact::Removed { .. }
        | CaseFact::Prioritised { .. }
        | CaseFact::Assigned { .. } => {}
    }
}

fn take_said(message: &mut Message) {
    take(&mut message.words);
}

/// Takes out what tells who somebody is, from what the log says of them.
pub fn take_person(event: &mut Event, who: &PersonId) {
    match event {
        Event::Person(fact) => of_person(fact, who),
        Event::AccessReview(event) => {
            if let ReviewFact::Decided { line, .. } = &mut event.fact
                && line.membership.holder.is(who)
            {
                line.holder_name = ERASED_NAME.to_owned();
            }
        }
        // They name people by their ids. Addresses that they hold are erased wherever they stand, as those in texts are.
        Event::AccessRequest(_)
        | Event::AccountCreation(_)
        | Event::Automation(_)
        | Event::Membership(_)
        | Event::Entitlement(_)
        | Event::Group(_)
        | Event::Invitation(_)
        | Event::NotificationAddress(_)
        | Event::NotificationPreference(_)
        | Event::SmartAccount(_)
        | Event::SupportCase(_)
        | Event::VirtualAccount(_)
        | Event::Agreement(_)
        | Event::Contract(_)
        | Event::Upload(_) => {}
    }
}

fn of_person(fact: &mut PersonFact, who: &PersonId) {
    match fact {
        PersonFact::Registered(person) if person.id == *who => {
            person.user_id = UserId::erased(who);
            person.profile = Profile::erased();
            person.email = None;
        }
        PersonFact::ProfileChanged {
            person,
            before,
            after,
        } if person == who => {
            *before = Profile::erased();
            *after = Profile::erased();
        }
        // Addresses are erased wherever they stand.
        _ => {}
    }
}
