//! Access requests: the use cases. Each is one transaction: load, let the rules decide, record.

pub mod bulk;
pub mod bulk_pages;
mod decide_facts;
mod decide_known;
pub mod decide_pages;
pub mod decision_form;
pub mod for_group;
pub(crate) mod loose;
pub(crate) mod met;
pub mod new_pages;
pub mod pages;
pub mod queue_pages;
mod standing;

pub mod talk;
pub mod talk_pages;
pub mod timeline;
pub mod turn_pages;
pub mod wish;

use self::standing::standing;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::access_request::At;
use crate::{automation, event_log, group, membership, smart_account, store};
use domain::access_request::{AccessRequest, Denial, Grant, Wish};
use domain::membership::Holder;
use domain::rules::access_request::{Applicant, Decider, DecisionFacts, Target, TargetAccount};
use domain::smart_account::SmartAccount;
use domain::text::Reason;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{
    DomainIdentifier, GroupId, MembershipId, Moment, PersonId, Refusal, RequestId, Right,
    SmartAccountId, access_request, rules,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a person may know of an identifier before asking.
pub struct LookedUp {
    pub identifier: DomainIdentifier,
    /// The account and its Virtual Accounts, where the person may see it.
    pub visible: Option<(SmartAccount, Vec<VirtualAccount>)>,
    /// What they hold there, or what the group holds for which they ask.
    pub held: Vec<domain::membership::Membership>,
    pub pending: Option<RequestId>,
    pub denial: Option<(RequestId, Moment)>,
}

/// Looks an identifier up for a person, who may ask for a group.
pub fn look_up(
    db: &mut AnyConnection,
    person: &PersonId,
    for_group: Option<&GroupId>,
    identifier: &DomainIdentifier,
) -> Result<LookedUp, Error> {
    let of = holder(person, for_group);
    let account = store::smart_account::find_by_identifier(db, identifier)?;
    let is_visible = smart_account::is_visible(db, person, account.as_ref())?;
    let mut earlier = Earlier::at(db, &of, At::Identifier(identifier))?;
    let there = earlier_there(db, &of, account.as_ref())?;
    let (mut visible, mut held) = (None, Vec::new());
    if let Some(account) = account.filter(|_| is_visible) {
        earlier.add(there);
        held = held_of(db, &of, &account)?;
        let parts = parts_offered(db, &account, &held)?;
        visible = Some((account, parts));
    }
    Ok(LookedUp {
        identifier: identifier.clone(),
        visible,
        held,
        pending: earlier.pending,
        denial: earlier.denial,
    })
}

/// What somebody asked before that is not forgotten yet.
struct Earlier {
    pending: Option<RequestId>,
    denial: Option<(RequestId, Moment)>,
}

impl Earlier {
    fn at(db: &mut AnyConnection, of: &Holder, at: At<'_>) -> Result<Self, Error> {
        Ok(Self {
            pending: store::access_request::pending(db, of, at)?,
            denial: store::access_request::last_denial(db, of, at, None)?,
        })
    }

    /// What was asked under another identifier of the same account counts as well.
    fn add(&mut self, other: Self) {
        self.pending = self.pending.take().or(other.pending);
        let both = [self.denial.take(), other.denial].into_iter().flatten();
        self.denial = both.max_by_key(|(_, at)| *at);
    }
}

/// What was asked of an account before, under whatever identifier. The queries are made in any case, so that time does not
/// tell whether there is an account.
fn earlier_there(
    db: &mut AnyConnection,
    of: &Holder,
    account: Option<&SmartAccount>,
) -> Result<Earlier, Error> {
    let nobodys = domain::SmartAccountId::new(0);
    Earlier::at(
        db,
        of,
        At::Account(account.map_or(&nobodys, |account| &account.id)),
    )
}

/// What the one who asks, or the group they ask for, holds in an account.
fn held_of(
    db: &mut AnyConnection,
    of: &Holder,
    account: &SmartAccount,
) -> Result<Vec<domain::membership::Membership>, Error> {
    match of {
        Holder::Person(person) => store::membership::held(db, person, &account.id),
        Holder::Group(_) => store::membership::held_by(db, of, &account.id),
    }
}

/// The Virtual Accounts somebody can ask for: those kept from strangers only where they are in the account already.
fn parts_offered(
    db: &mut AnyConnection,
    account: &SmartAccount,
    held: &[domain::membership::Membership],
) -> Result<Vec<VirtualAccount>, Error> {
    if held.is_empty() {
        store::virtual_account::offered_virtual_accounts(db, &account.id)
    } else {
        store::virtual_account::virtual_accounts(db, &account.id)
    }
}

/// Who is to have the access: a person, or the group for which they ask.
fn holder(person: &PersonId, for_group: Option<&GroupId>) -> Holder {
    match for_group {
        Some(group) => Holder::Group(group.clone()),
        None => Holder::Person(person.clone()),
    }
}

/// Sends a request for oneself. Asking again while one is pending is answered with [`Refusal::AlreadyPending`], which names it.
pub fn send(
    tx: &mut Tx,
    by: &PersonId,
    identifier: &DomainIdentifier,
    reason: &Reason,
    wish: &Wish,
) -> Result<Result<RequestId, Refusal>, Error> {
    send_for(tx, by, None, identifier, reason, wish)
}

/// As [`send`], perhaps for all who are in a group that one manages.
pub fn send_for(
    tx: &mut Tx,
    by: &PersonId,
    for_group: Option<&GroupId>,
    identifier: &DomainIdentifier,
    reason: &Reason,
    wish: &Wish,
) -> Result<Result<RequestId, Refusal>, Error> {
    let account = store::smart_account::find_by_identifier(tx.db, identifier)?;
    let is_visible = smart_account::is_visible(tx.db, by, account.as_ref())?;
    let of = holder(by, for_group);
    let earlier = Earlier::at(tx.db, &of, At::Identifier(identifier))?;
    let there = earlier_there(tx.db, &of, account.as_ref())?;
    let applicant = Applicant {
        person: by.clone(),
        for_group: match for_group {
            Some(id) => Some((id.clone(), group::is_kept_by(tx.db, id, by, tx.now)?)),
            None => None,
        },
        has_verified_email: !store::person::verified_emails(tx.db, by)?.is_empty(),
        pending: earlier.pending,
        last_denial: earlier.denial,
    };
    let mut target = Target {
        identifier: identifier.clone(),
        account: target_account(tx, by, for_group, account, is_visible, wish)?,
    };
    if let Some(account) = &mut target.account {
        account.pending = there.pending;
        account.last_denial = there.denial;
    }
    let id = RequestId::new(tx.new_id());
    let table = &tx.rules.timetable;
    match rules::access_request::send(
        id.clone(),
        &applicant,
        &target,
        reason.clone(),
        wish.clone(),
        table,
        tx.now,
    ) {
        Ok(events) => {
            event_log::record(tx, &events)?;
            // A hidden account gives no sign, neither at once nor by a rule.
            if is_visible {
                automation::act_on(tx, &id)?;
            }
            Ok(Ok(id))
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// What the rules need to know of the account. Where it is hidden nothing more is looked up than where there is none.
fn target_account(
    tx: &mut Tx,
    by: &PersonId,
    for_group: Option<&GroupId>,
    account: Option<SmartAccount>,
    is_visible: bool,
    wish: &Wish,
) -> Result<Option<TargetAccount>, Error> {
    let Some(account) = account else {
        return Ok(None);
    };
    let mut target = TargetAccount {
        id: account.id.clone(),
        status: account.status,
        is_visible,
        tree: Tree::default(),
        has_deciders: true,
        pending: None,
        last_denial: None,
    };
    if is_visible {
        let held = held_of(tx.db, &holder(by, for_group), &account)?;
        target.tree = Tree::of(&parts_offered(tx.db, &account, &held)?);
        target.has_deciders = has_deciders(tx, by, for_group, &account, wish)?;
    }
    Ok(Some(target))
}

fn has_deciders(
    tx: &mut Tx,
    by: &PersonId,
    for_group: Option<&GroupId>,
    account: &SmartAccount,
    wish: &Wish,
) -> Result<bool, Error> {
    let planned = AccessRequest {
        id: RequestId::new(0),
        applicant: by.clone(),
        for_group: for_group.cloned(),
        identifier: account.domain.clone(),
        account: Some(account.id.clone()),
        reason: Reason::stored(String::new()),
        wish: wish.clone(),
        sent_at: tx.now,
        version: 1,
        status: access_request::Status::Pending,
        progress: access_request::Progress::default(),
    };
    Ok(!store::access_request::deciders(tx.db, &planned, tx.now)?.is_empty())
}

/// What an administrator decides.
#[derive(Clone, Debug)]
pub enum Decision {
    Approve(Grant),
    Decline(Denial),
    /// Something else than was asked for, which the requester may take.
    Propose(Grant),
}

/// How far somebody's right to decide requests of an account reaches now.
pub(crate) fn decider(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    now: Moment,
) -> Result<Decider, Error> {
    Ok(Decider {
        person: person.clone(),
        reach: membership::reach_of(db, person, account, Right::RequestDecide, now)?,
        groups: store::group::groups_of(db, person)?,
        rule: None,
    })
}

/// Which of these requests somebody may decide now, or might if they were not decided already.
pub(crate) fn able_to_decide(
    db: &mut AnyConnection,
    person: &str,
    requests: &[&String],
    now: Moment,
) -> Result<BTreeSet<String>, Error> {
    let corrupt = |_| Error::corrupt("person", person, "id");
    let person: PersonId = person.parse().map_err(corrupt)?;
    let mut deciders: BTreeMap<SmartAccountId, Decider> = BTreeMap::new();
    let mut able = BTreeSet::new();
    for request in store::access_request::find_several(db, requests)? {
        let Some(account) = &request.account else {
            continue;
        };
        // Asked once for each of the few accounts that somebody decides for.
        if !deciders.contains_key(account) {
            let decider = decider(db, &person, account, now)?;
            deciders.insert(account.clone(), decider);
        }
        let is_able = |by: &Decider| request.is_within(&by.reach) && !by.asks(&request);
        if deciders.get(account).is_some_and(is_able) {
            able.insert(request.id.to_string());
        }
    }
    Ok(able)
}

/// What a grant is held against.
pub(crate) fn decision_facts(
    db: &mut AnyConnection,
    request: &AccessRequest,
    account: &SmartAccountId,
    now: Moment,
) -> Result<DecisionFacts, Error> {
    let account = store::smart_account::find(db, account)?;
    let grantee = membership::grantee(db, &request.holder(), &account.id)?;
    Ok(DecisionFacts {
        tree: Tree::of(&store::virtual_account::virtual_accounts(db, &account.id)?),
        applicant_emails: grantee.emails,
        standing: standing(db, request, Some(&account), now)?,
        applicant_is_active: store::person::deactivated_at(db, &request.applicant)?.is_none(),
        held: grantee.held,
        domain: account.domain,
    })
}

/// Decides a request against the version that was seen. What somebody may not do is refused and stands in the event log.
pub fn decide(
    tx: &mut Tx,
    id: &RequestId,
    seen_version: u32,
    by: &PersonId,
    decision: &Decision,
) -> Result<Result<AccessRequest, Refusal>, Error> {
    let request = store::access_request::find(tx.db, id)?;
    let Some(account_id) = request.account.clone() else {
        return Ok(Err(Refusal::NotFound));
    };
    let decider = decider(tx.db, by, &account_id, tx.now)?;
    let decided = match decision {
        Decision::Decline(denial) => {
            let account = store::smart_account::find(tx.db, &account_id)?;
            let standing = standing(tx.db, &request, Some(&account), tx.now)?;
            rules::access_request::decline(
                &request,
                seen_version,
                &decider,
                denial.clone(),
                standing,
                tx.now,
            )
        }
        Decision::Approve(grant) => {
            let facts = decision_facts(tx.db, &request, &account_id, tx.now)?;
            let new_id = || MembershipId::new(tx.new_id());
            rules::access_request::approve(
                &request,
                seen_version,
                &decider,
                grant.clone(),
                &facts,
                tx.now,
                new_id,
            )
        }
        Decision::Propose(offer) => {
            let facts = decision_facts(tx.db, &request, &account_id, tx.now)?;
            rules::access_request::propose(
                &request,
                seen_version,
                &decider,
                offer.clone(),
                &facts,
                tx.now,
            )
        }
    };
    match decided {
        Ok(events) => {
            event_log::record(tx, &events)?;
            Ok(Ok(store::access_request::find(tx.db, id)?))
        }
        Err(refusal) => {
            if refusal.is_notable() {
                event_log::record(
                    tx,
                    &[rules::access_request::decision_refused(
                        &request, by, &refusal,
                    )],
                )?;
            }
            Ok(Err(refusal))
        }
    }
}

/// The applicant takes a request back.
pub fn withdraw(tx: &mut Tx, id: &RequestId, by: &PersonId) -> Result<(), Error> {
    let events =
        rules::access_request::withdraw(&store::access_request::find(tx.db, id)?, by, tx.now)?;
    event_log::record(tx, &events)
}

/// The applicant reminds the deciders.
pub fn remind(tx: &mut Tx, id: &RequestId, by: &PersonId) -> Result<(), Error> {
    let request = store::access_request::find(tx.db, id)?;
    let account = store::smart_account::find_if_any(tx.db, request.account.as_ref())?;
    let is_visible = smart_account::is_visible(tx.db, by, account.as_ref())?;
    let known = account.as_ref().filter(|_| is_visible);
    let standing = standing(tx.db, &request, known, tx.now)?;
    let events =
        rules::access_request::remind(&request, by, standing, &tx.rules.timetable, tx.now)?;
    event_log::record(tx, &events)
}

/// Does to one request what time has brought. Out: how many steps were taken, one at most.
pub fn pass_time(tx: &mut Tx, id: &RequestId) -> Result<usize, Error> {
    let request = store::access_request::find(tx.db, id)?;
    let events = rules::access_request::pass_time(&request, &tx.rules.timetable, tx.now);
    if events.is_empty() {
        // The timetable was changed since the next step was noted, or another node was faster.
        store::access_request::note_next_step(tx, &request)?;
    }
    event_log::record(tx, &events)?;
    Ok(events.len())
}
