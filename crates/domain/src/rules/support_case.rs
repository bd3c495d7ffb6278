//! Support cases: opening, answering, sorting, solving, closing and reopening them.

use crate::access_request::AccessRequest;
use crate::moment::{days, hours};
use crate::person::Person;
use crate::support_case::{
    CaseClock, CaseFact, CaseMark, CaseNumber, CaseState, CaseStatus, MOST_MESSAGES, Message,
    MessageKind, Opener, Priority, SupportCase, Targets,
};
use crate::{CaseId, Event, Moment, PersonId, Refusal};
use std::time::Duration;

/// How soon support means to answer and to solve cases, by their priority. Operators may change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupportTimetable {
    pub low: Targets,
    pub normal: Targets,
    pub high: Targets,
    pub urgent: Targets,
}

impl Default for SupportTimetable {
    fn default() -> Self {
        let targets = |first, resolution| Targets {
            first_answer: hours(first),
            resolution: days(resolution),
        };
        Self {
            low: targets(24, 10),
            normal: targets(8, 5),
            high: targets(4, 2),
            urgent: targets(1, 1),
        }
    }
}

impl SupportTimetable {
    /// How soon a case of that priority is to be answered and solved.
    pub fn of(&self, priority: Priority) -> Targets {
        match priority {
            Priority::Low => self.low,
            Priority::Normal => self.normal,
            Priority::High => self.high,
            Priority::Urgent => self.urgent,
        }
    }
}

/// What somebody wants help with.
#[derive(Debug, Clone)]
pub struct NewCase<'a> {
    pub id: CaseId,
    pub number: CaseNumber,
    pub subject: String,
    /// Whose first message it is.
    pub opened_by: Opener,
    /// The request it is about, and an open case about it, if there is one.
    pub request: Option<(&'a AccessRequest, Option<&'a CaseId>)>,
    /// The case it goes on from.
    pub earlier: Option<&'a SupportCase>,
    pub message: Message,
    pub targets: Targets,
}

/// Whether somebody works on a case for support: an agent, and an operator where nobody but whose case it is is one. Nobody does on
/// their own, however they opened it. In: whose it is, as far as that is known; whether an agent who can log in is somebody else.
pub fn works_on(person: &Person, whose: Option<&PersonId>, has_agent: bool) -> bool {
    let is_support = person.is_support_agent || (person.is_operator && !has_agent);
    is_support && whose != Some(&person.id)
}

/// Opens a case: about nothing else, or about a request of the opener's own, one at a time. What it goes on from is their own, too.
pub fn open(new: NewCase<'_>) -> Result<Vec<Event>, Refusal> {
    let at = new.message.at;
    if let Some((request, open)) = new.request {
        if Some(&request.applicant) != new.opened_by.person() {
            return Err(Refusal::NotFound);
        }
        if open.is_some() {
            return Err(Refusal::CaseAlreadyOpen);
        }
    }
    if new
        .earlier
        .is_some_and(|earlier| earlier.opened_by != new.opened_by)
    {
        return Err(Refusal::NotFound);
    }
    let case = SupportCase {
        id: new.id,
        number: new.number,
        subject: new.subject,
        request: new.request.map(|(request, _)| request.id.clone()),
        earlier: new.earlier.map(|earlier| earlier.id.clone()),
        opened_by: new.opened_by,
        state: CaseState::Open,
        priority: Priority::default(),
        assignee: None,
        clock: CaseClock::begun(at, new.targets),
        opened_at: at,
        changed_at: at,
    };
    Ok(vec![Event::SupportCase(CaseFact::Opened {
        case: Box::new(case),
        message: new.message,
    })])
}

pub(super) fn mark(case: &SupportCase) -> CaseMark {
    CaseMark {
        case: case.id.clone(),
        request: case.request.clone(),
        opened_by: case.opened_by.person().cloned(),
    }
}

/// Whether there is room for another message beside `said`.
fn room_for(said: usize) -> Result<(), Refusal> {
    if said < MOST_MESSAGES {
        Ok(())
    } else {
        Err(Refusal::TooMuchSaid)
    }
}

/// Only agents do this, and to no case that is over.
fn by_agent(case: &SupportCase, is_agent: bool) -> Result<(), Refusal> {
    if !is_agent {
        return Err(Refusal::NotFound);
    }
    match case.state.is_over() {
        true => Err(Refusal::CaseClosed),
        false => Ok(()),
    }
}

/// Adds a message: the opener's puts the case back to the agents, an agent's has it wait for the opener, unless support goes on with it.
/// Whoever answers first for support takes the case where nobody has it.
///
/// In: `goes_on`, of an agent's message, whether support has the next word all the same; `said`, how many messages the case holds.
pub fn answer(
    case: &SupportCase,
    is_agent: bool,
    message: Message,
    goes_on: bool,
    said: usize,
) -> Result<Vec<Event>, Refusal> {
    if !is_agent && !case.is_openers(message.author.as_ref()) {
        return Err(Refusal::NotFound);
    }
    if case.state.is_over() {
        return Err(Refusal::CaseClosed);
    }
    room_for(said)?;
    let is_openers = case.is_openers(message.author.as_ref());
    let status = match is_openers || goes_on {
        true => CaseStatus::Open,
        false => CaseStatus::Answered,
    };
    let mut events = match is_openers {
        true => Vec::new(),
        false => taken(case, &message),
    };
    events.push(Event::SupportCase(CaseFact::Answered {
        case: case.id.clone(),
        request: case.request.clone(),
        message,
        status,
        opened_by: case.opened_by.person().cloned(),
    }));
    Ok(events)
}

/// Keeps that an agent does something about the request of the case, and why; what comes of it for the request is that request's.
/// Whoever does it has the case from then on, where nobody had it.
pub fn act(
    case: &SupportCase,
    is_agent: bool,
    why: Message,
    said: usize,
) -> Result<Vec<Event>, Refusal> {
    by_agent(case, is_agent)?;
    room_for(said)?;
    let mut events = taken(case, &why);
    let of = mark(case);
    events.push(Event::SupportCase(CaseFact::Acted { of, why }));
    Ok(events)
}

/// Whoever says something for support has the case from then on, where nobody had it.
fn taken(case: &SupportCase, message: &Message) -> Vec<Event> {
    let (None, Some(by)) = (&case.assignee, &message.author) else {
        return Vec::new();
    };
    vec![Event::SupportCase(CaseFact::Assigned {
        of: mark(case),
        by: by.clone(),
        before: None,
        after: Some(by.clone()),
        at: message.at,
    })]
}

/// Writes a note that only agents read.
pub fn note(
    case: &SupportCase,
    is_agent: bool,
    note: Message,
    said: usize,
) -> Result<Vec<Event>, Refusal> {
    if !is_agent {
        return Err(Refusal::NotFound);
    }
    if case.status() == CaseStatus::Closed {
        return Err(Refusal::CaseClosed);
    }
    room_for(said)?;
    Ok(vec![Event::SupportCase(CaseFact::Noted {
        of: mark(case),
        note: Message {
            kind: MessageKind::Note,
            ..note
        },
    })])
}

/// Sets how soon it has to be answered and solved. Nothing follows where it is so already.
pub fn prioritise(
    case: &SupportCase,
    is_agent: bool,
    by: &PersonId,
    priority: Priority,
    table: &SupportTimetable,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    by_agent(case, is_agent)?;
    if case.priority == priority {
        return Ok(Vec::new());
    }
    Ok(vec![Event::SupportCase(CaseFact::Prioritised {
        of: mark(case),
        by: by.clone(),
        before: case.priority,
        after: priority,
        targets: table.of(priority),
        at: now,
    })])
}

/// Gives the case to an agent, oneself or another, or back to all of them. Nothing follows where it is so already.
///
/// In: `to`, with whether they work on it.
pub fn assign(
    case: &SupportCase,
    is_agent: bool,
    by: &PersonId,
    to: Option<(&PersonId, bool)>,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    by_agent(case, is_agent)?;
    if to.is_some_and(|(_, works_on_it)| !works_on_it) {
        return Err(Refusal::NotAnAgent);
    }
    let after = to.map(|(person, _)| person.clone());
    if case.assignee == after {
        return Ok(Vec::new());
    }
    Ok(vec![Event::SupportCase(CaseFact::Assigned {
        of: mark(case),
        by: by.clone(),
        before: case.assignee.clone(),
        after,
        at: now,
    })])
}

/// Says how it was solved. It closes by itself some days later, unless whoever opened it sees it otherwise.
pub fn solve(
    case: &SupportCase,
    is_agent: bool,
    message: Message,
    said: usize,
) -> Result<Vec<Event>, Refusal> {
    by_agent(case, is_agent)?;
    room_for(said)?;
    let mut events = taken(case, &message);
    events.push(Event::SupportCase(CaseFact::Solved {
        of: mark(case),
        message: Message {
            kind: MessageKind::Solution,
            ..message
        },
    }));
    Ok(events)
}

/// Closes the case: its opener or an agent may. In: nobody for an opener without an account.
pub fn close(
    case: &SupportCase,
    is_agent: bool,
    by: Option<&PersonId>,
    now: Moment,
) -> Result<Vec<Event>, Refusal> {
    if !is_agent && !case.is_openers(by) {
        return Err(Refusal::NotFound);
    }
    if case.status() == CaseStatus::Closed {
        return Err(Refusal::CaseClosed);
    }
    let fact = CaseFact::Closed {
        case: case.id.clone(),
        request: case.request.clone(),
        by: by.cloned(),
        at: now,
        opened_by: case.opened_by.person().cloned(),
    };
    Ok(vec![Event::SupportCase(fact)])
}

/// Closes a case whose opener is erased: nobody is left to be answered, nor told that it is closed.
pub fn close_without_opener(case: &SupportCase, now: Moment) -> Vec<Event> {
    if case.status() == CaseStatus::Closed {
        return Vec::new();
    }
    vec![Event::SupportCase(CaseFact::Closed {
        case: case.id.clone(),
        request: case.request.clone(),
        by: None,
        at: now,
        opened_by: case.opened_by.person().cloned(),
    })]
}

/// What time does to a case: one that was solved long enough ago closes.
pub fn pass_time(case: &SupportCase, now: Moment) -> Vec<Event> {
    if case.closes_at().is_none_or(|at| now < at) {
        return Vec::new();
    }
    let of = mark(case);
    vec![Event::SupportCase(CaseFact::ClosedByItself { of, at: now })]
}

/// Deletes a case that nobody can reopen and that was closed as long ago as cases are kept.
pub fn remove(case: &SupportCase, kept: Duration, now: Moment) -> Vec<Event> {
    let CaseState::Closed { at, .. } = case.state else {
        return Vec::new();
    };
    if now < at.plus(kept) || case.may_be_reopened(now) {
        return Vec::new();
    }
    let of = mark(case);
    vec![Event::SupportCase(CaseFact::Removed { of, at: now })]
}

/// Reopens a case that is over, with what is still missing: its opener may, or an agent, for some time.
///
/// In: `said`, how many messages it holds; `open`, another case about the same request that is open.
pub fn reopen(
    case: &SupportCase,
    is_agent: bool,
    message: Message,
    said: usize,
    open: Option<&CaseId>,
    table: &SupportTimetable,
) -> Result<Vec<Event>, Refusal> {
    if !is_agent && !case.is_openers(message.author.as_ref()) {
        return Err(Refusal::NotFound);
    }
    if !case.state.is_over() {
        return Err(Refusal::NothingToChange);
    }
    if !case.may_be_reopened(message.at) {
        return Err(Refusal::CaseOverForLong);
    }
    if open.is_some() {
        return Err(Refusal::CaseAlreadyOpen);
    }
    room_for(said)?;
    Ok(vec![Event::SupportCase(CaseFact::Reopened {
        of: mark(case),
        message: Message {
            kind: MessageKind::Reopening,
            ..message
        },
        targets: table.of(case.priority),
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::EmailAddress;
    use crate::person::Language;
    use crate::support_case::CaseVisitor;
    use crate::{MessageId, RequestId};

    fn case() -> SupportCase {
        SupportCase {
            id: CaseId::new(1),
            number: CaseNumber::drawn(1),
            subject: "Access to lumen.example".into(),
            request: Some(RequestId::new(1)),
            earlier: None,
            opened_by: PersonId::new(1).into(),
            state: CaseState::Open,
            priority: Priority::Normal,
            assignee: None,
            clock: CaseClock::begun(Moment(0), SupportTimetable::default().normal),
            opened_at: Moment(0),
            changed_at: Moment(0),
        }
    }

    fn message(author: u128, at: Moment) -> Message {
        Message {
            id: MessageId::new(1),
            author: Some(PersonId::new(author)),
            words: "Hello".into(),
            at,
            kind: MessageKind::Said,
        }
    }

    fn after(case: &SupportCase, events: &[Event]) -> SupportCase {
        let mut case = case.clone();
        for event in events {
            if let Event::SupportCase(fact) = event {
                case.apply(fact);
            }
        }
        case
    }

    #[test]
    fn a_case_takes_so_many_messages() {
        let said = |said| answer(&case(), false, message(1, Moment(1)), false, said);
        assert!(said(MOST_MESSAGES - 1).is_ok());
        assert_eq!(said(MOST_MESSAGES), Err(Refusal::TooMuchSaid));
    }

    #[test]
    fn the_clock_stands_still_while_the_opener_has_the_next_word() {
        let hour = |n| Moment(0).plus(hours(n));
        let fresh = case();
        assert_eq!(fresh.due().map(|due| due.at), Some(hour(8)));
        let answered = answer(&fresh, true, message(2, hour(2)), false, 1).unwrap();
        let answered = after(&fresh, &answered);
        assert_eq!(
            (answered.due(), answered.assignee),
            (None, Some(PersonId::new(2)))
        );
        let answered = after(
            &fresh,
            &answer(&fresh, true, message(2, hour(2)), false, 1).unwrap(),
        );
        let back = after(
            &answered,
            &answer(&answered, false, message(1, hour(50)), false, 2).unwrap(),
        );
        assert_eq!(back.due().map(|due| due.at), Some(hour(5 * 24 + 48)));
        assert!(!back.is_overdue(hour(6 * 24)) && back.is_overdue(hour(7 * 24)));
    }

    #[test]
    fn support_may_say_something_and_go_on() {
        let hour = |n| Moment(0).plus(hours(n));
        let fresh = case();
        let told = after(
            &fresh,
            &answer(&fresh, true, message(2, hour(2)), true, 1).unwrap(),
        );
        assert_eq!(told.status(), CaseStatus::Open);
        assert_eq!(told.clock.first_answer, Some(hour(2)));
        assert_eq!(told.due().map(|due| due.at), Some(hour(5 * 24)));
    }

    #[test]
    fn nobody_but_whoever_has_the_link_writes_for_a_visitor() {
        let visitor = CaseVisitor {
            name: "Camille Morel".into(),
            email: EmailAddress::parse("camille@atelier.example").unwrap(),
            language: Language::French,
        };
        let case = SupportCase {
            opened_by: Opener::Visitor(Box::new(visitor)),
            request: None,
            ..case()
        };
        let by_link = Message {
            author: None,
            ..message(1, Moment(1))
        };
        assert!(answer(&case, false, by_link.clone(), false, 1).is_ok());
        let another = answer(&case, false, message(1, Moment(1)), false, 1);
        assert_eq!(another, Err(Refusal::NotFound));
        // What proves nothing is nobody's where the case is a person's.
        let somebodys = answer(&self::case(), false, by_link, false, 1);
        assert_eq!(somebodys, Err(Refusal::NotFound));
    }

    #[test]
    fn a_solved_case_closes_by_itself_and_is_reopened_for_a_while() {
        let day = |n| Moment(0).plus(days(n));
        let table = SupportTimetable::default();
        let solved = after(
            &case(),
            &solve(&case(), true, message(2, day(1)), 1).unwrap(),
        );
        assert!(pass_time(&solved, Moment(day(8).0 - 1)).is_empty());
        let closed = after(&solved, &pass_time(&solved, day(8)));
        assert_eq!(closed.status(), CaseStatus::Closed);
        let again = |at, by| reopen(&closed, false, message(by, at), 2, None, &table);
        assert!(again(Moment(day(15).0 - 1), 1).is_ok());
        assert_eq!(again(day(15), 1), Err(Refusal::CaseOverForLong));
        assert_eq!(again(day(9), 3), Err(Refusal::NotFound));
        let open = after(&closed, &again(day(9), 1).unwrap());
        assert_eq!(open.due().map(|due| due.at), Some(day(9).plus(hours(8))));
    }
}
