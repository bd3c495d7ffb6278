//! Requests as if they had been sent and decided long ago: by the record alone, which neither counts nor asks whether they may be.

use crate::bench::load::names::{asked, domain};
use crate::storage::{Error, Tx};
use crate::{event_log, storage};
use domain::access_request::{
    AccessRequest, Grant, RequestEvent, RequestFact, RequestProgress, RequestStatus, Target, Wish,
};
use domain::membership::{Holder, Membership, MembershipFact, Source, Terms};
use domain::moment::{days, hours};
use domain::text::Reason;
use domain::{
    Actor, DomainIdentifier, Event, MembershipId, Moment, PersonId, RequestId, Role, Scope,
    SmartAccountId,
};
use std::ops::Range;

/// What was approved was sent over so long a time, up to the last hours, in which those were sent that wait: nothing of it is due yet.
const HISTORY: u64 = 180;
const LATELY: u64 = 12;

/// Who asks whom.
pub(super) struct Stage {
    pub people: Vec<PersonId>,
    pub deciders: Vec<PersonId>,
    pub accounts: Vec<SmartAccountId>,
    /// How many there are in all.
    pub requests: u64,
    pub now: Moment,
}

impl Stage {
    /// Whether it was approved, as the older half was, and when it was sent.
    fn history(&self, number: u64) -> (bool, Moment) {
        let approved = self.requests / 2;
        let lately = self.now.minus(hours(LATELY));
        let part = |of: u64, all: u64| of as f64 / all.max(1) as f64;
        if number < approved {
            let ago = days(HISTORY).mul_f64(1.0 - part(number, approved));
            (true, lately.minus(ago))
        } else {
            let ago =
                hours(LATELY).mul_f64(1.0 - part(number - approved, self.requests - approved));
            (false, self.now.minus(ago))
        }
    }
}

/// Records the requests of these numbers, and what became of them. Out: the account and the id of each that waits.
pub(super) fn record(
    tx: &mut Tx,
    numbers: Range<u64>,
    stage: &Stage,
) -> Result<Vec<(u64, String)>, Error> {
    let mut waiting = Vec::new();
    let (people, accounts) = (stage.people.len() as u64, stage.accounts.len() as u64);
    for number in numbers {
        let (person, turn) = (number % people, number / people);
        let account = asked(person, turn, accounts);
        let (is_approved, at) = stage.history(number);
        tx.pretend(at);
        let request = AccessRequest {
            id: RequestId::new(tx.new_id()),
            applicant: stage.people[person as usize].clone(),
            for_group: None,
            target: Target::SmartAccount {
                identifier: DomainIdentifier::stored(domain(account)),
                account: Some(stage.accounts[account as usize].clone()),
            },
            reason: Reason::stored(
                "The downloads of my site, as my colleagues have them, for the work on Monday."
                    .into(),
            ),
            wish: Wish::default(),
            sent_at: at,
            version: 1,
            status: RequestStatus::Pending,
            progress: RequestProgress::default(),
        };
        tx.author.actor = Actor::Person(request.applicant.clone());
        let sent = RequestFact::Sent(Box::new(request.clone()));
        event_log::record(tx, &[says(&request, sent)])?;
        if is_approved {
            approve(tx, &request, &stage.deciders[account as usize])?;
        } else {
            waiting.push((account, request.id.to_string()));
        }
    }
    // Everybody was told of it long ago.
    storage::raw::run(tx.db, "DELETE FROM notices")?;
    Ok(waiting)
}

fn says(request: &AccessRequest, fact: RequestFact) -> Event {
    Event::AccessRequest(RequestEvent {
        request: request.id.clone(),
        account: request.account().cloned(),
        applicant: request.applicant.clone(),
        for_group: None,
        asks_for: Vec::new(),
        fact,
    })
}

fn approve(tx: &mut Tx, request: &AccessRequest, by: &PersonId) -> Result<(), Error> {
    let Some(account) = request.account().cloned() else {
        return Ok(());
    };
    let terms = Terms {
        role: Role::SaUser,
        scope: Scope::EntireAccount,
        until: None,
    };
    tx.author.actor = Actor::Person(by.clone());
    let approved = RequestFact::Approved {
        by: Some(by.clone()),
        at: tx.now,
        grant: Grant::of_role(terms, None),
        rule: None,
        deputy_of: None,
    };
    let granted = MembershipFact::Granted(Membership {
        id: MembershipId::new(tx.new_id()),
        holder: Holder::Person(request.applicant.clone()),
        account,
        role: Role::SaUser,
        virtual_account: None,
        source: Source::Request(request.id.clone()),
        granted_by: tx.author.actor.clone(),
        since: tx.now,
        until: None,
    });
    event_log::record(tx, &[says(request, approved), Event::Membership(granted)])
}
