//! What the applicant may see of a request.

use crate::config::Rules;
use crate::standing::access_request::standing;
use crate::standing::event::asker::Asker;
use crate::storage::{AnyConnection, Error};
use crate::store::notification::{Reached, reached};
use crate::{standing, store};
use domain::access_request::{AccessRequest, RequestFact, RequestStatus, Target};
use domain::entitlement::Entitlement;
use domain::notification::MOST_DECIDERS_MAILED;
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::support_case::SupportCase;
use domain::virtual_account::VirtualAccount;
use domain::{Event, Moment, PersonId, Refusal, RequestId};

/// A request of one's own, as its page and the confirmation show it.
pub(crate) struct OwnRequest {
    pub(crate) request: AccessRequest,
    /// Where whoever asked may know of it, or was let in.
    pub(crate) account: Option<SmartAccount>,
    /// Named ones; as the account, or where something was ever proposed.
    pub(crate) parts: Vec<VirtualAccount>,
    /// The full name of whoever settled it, where the account is shown.
    pub(crate) decider: Option<String>,
    /// In whose place it was decided, where a deputy did.
    pub(crate) deputy_of: Option<String>,
    /// What it has given, where that is no role.
    pub(crate) given: Option<Entitlement>,
    /// What is held of the same kinds now.
    pub(crate) held: Vec<Entitlement>,
    /// The full name of whoever took that away.
    pub(crate) taken_by: Option<String>,
    /// How many could decide it, counted up to as many as are mailed; 0 where the account is not shown.
    pub(crate) told: usize,
    /// The full names of the first of them, and how many there are, for whoever has a verified address in the account's own domain.
    pub(crate) administrators: (Vec<String>, usize),
    /// What became of the mails to them, by number: 0 is the first notice, others the requester's reminders.
    pub(crate) reached: Vec<(i64, Reached)>,
    pub(crate) events: Vec<store::event::Recorded>,
    pub(crate) cases: Vec<SupportCase>,
    /// The group it is for.
    pub(crate) group: Option<String>,
    /// Whether it is for a group they do not manage any more.
    pub(crate) is_unmanaged: bool,
}

impl OwnRequest {
    /// Whether it was decided by what is known of a contract, and by nobody.
    pub(crate) fn is_evaluated(&self) -> bool {
        matches!(self.request.settled(), Some((_, None, _)))
            && matches!(self.request.target, Target::Contract { .. })
    }

    /// Whether its sender may know how many people it reached: where they may know that there is anybody.
    pub(crate) fn shows_reach(&self) -> bool {
        self.account.is_some() || self.request.target.queue().is_some()
    }
}

/// Loads a request for the person who sent it; to anybody else there is none.
pub(crate) fn own_request(
    db: &mut AnyConnection,
    rules: &Rules,
    id: &RequestId,
    person: &PersonId,
    now: Moment,
) -> Result<OwnRequest, Error> {
    let request = store::access_request::find(db, id)?;
    if request.applicant != *person {
        return Err(Refusal::NotFound.into());
    }
    let account = store::smart_account::find_if_any(db, request.account())?;
    let is_visible = standing::smart_account::is_visible(db, person, account.as_ref())?;
    let mut events = store::event::of_request(db, id)?;
    Asker::find(db, person)?.keep_own(db, &mut events)?;
    let was_proposed = events.iter().any(|recorded| is_offer(&recorded.event));
    let shows_parts = is_visible || request.reveals_parts(was_proposed);
    let parts = match account.as_ref().filter(|_| shows_parts) {
        Some(account) => store::virtual_account::virtual_accounts_named(db, &account.id)?,
        None => Vec::new(),
    };
    let account = account.filter(|_| is_visible || request.reveals_account());
    let group = standing::access_request::for_group::of_request(db, &request, now)?;
    let (mut told, mut decider, mut administrators) = (0, None, (Vec::new(), 0));
    let mut deputy_of = None;
    if account.is_some() || request.target.queue().is_some() {
        let deciders = standing::access_request::deciders(db, rules, &request, now)?;
        administrators = named(db, account.as_ref(), &deciders, person)?;
        told = deciders.len().min(MOST_DECIDERS_MAILED);
        if let Some((_, Some(by), _)) = request.settled() {
            decider = Some(store::person::find(db, by)?.profile.full_name);
        }
        if let Some(who) = request.decided_for() {
            deputy_of = Some(store::person::find(db, who)?.profile.full_name);
        }
    }
    let (given, taken_by) = given_by(db, &request)?;
    let held = match request.target.queue() {
        Some(_) => standing::entitlement::held(db, person)?,
        None => Vec::new(),
    };
    Ok(OwnRequest {
        held: held.into_iter().filter(|one| one.holds_at(now)).collect(),
        given,
        taken_by,
        reached: reached(db, id)?,
        group: group.map(|group| group.name),
        is_unmanaged: !standing(db, &request, None, now)?.sender_manages_group,
        events,
        cases: store::support_case::of_request(db, id)?,
        request,
        account,
        parts,
        decider,
        deputy_of,
        administrators,
        told,
    })
}

/// What a request has given, where that is no role, and the full name of whoever took it away.
fn given_by(
    db: &mut AnyConnection,
    request: &AccessRequest,
) -> Result<(Option<Entitlement>, Option<String>), Error> {
    let (RequestStatus::Approved { .. }, Some(_)) = (&request.status, request.target.queue())
    else {
        return Ok((None, None));
    };
    let given = store::entitlement::find(db, &request.id)?;
    let by = match &given.taken_away {
        Some(taken) => Some(store::person::find(db, &taken.by)?.profile.full_name),
        None => None,
    };
    Ok((Some(given), by))
}

/// The first of those who can decide in an account, by name, and how many there are; nobody for whoever has no address there.
fn named(
    db: &mut AnyConnection,
    account: Option<&SmartAccount>,
    deciders: &[Person],
    person: &PersonId,
) -> Result<(Vec<String>, usize), Error> {
    let emails = store::person::verified_emails(db, person)?;
    let is_inside = |account: &SmartAccount| {
        let mut emails = emails.iter();
        emails.any(|email| email.is_inside(&account.domain))
    };
    if !account.is_some_and(is_inside) {
        return Ok((Vec::new(), 0));
    }
    let names = deciders.iter().take(MOST_DECIDERS_MAILED);
    let names = names.map(|decider| decider.profile.full_name.clone());
    Ok((names.collect(), deciders.len()))
}

fn is_offer(event: &Event) -> bool {
    matches!(event, Event::AccessRequest(event) if matches!(event.fact, RequestFact::Offered { .. }))
}
