//! Who may decide a request, and what a decision must know.

use crate::config::Rules;
use crate::standing::absence::{Reached, reached_deciders};
use crate::standing::access_request::looked_up::{held_of, holder, parts_offered};
use crate::standing::access_request::standing::standing;
use crate::standing::smart_account::Sighted;
use crate::storage::{AnyConnection, Error, Tx};
use crate::{standing, store};
use domain::access_request::{AccessRequest, RequestQueue, Target, Wish};
use domain::membership::{Reach, reach};
use domain::person::Person;
use domain::rules::access_request::{
    AccountFacts, Decider, DecisionFacts, EntitledFacts, TargetAccount, TargetFacts,
};
use domain::smart_account::SmartAccount;
use domain::text::Reason;
use domain::virtual_account::Tree;
use domain::{
    GroupId, Moment, PersonId, RequestId, Right, Role, Scope, SmartAccountId, access_request,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the rules need to know of the account. Where it is hidden nothing more is looked up than where there is none.
pub(crate) fn target_account(
    tx: &mut Tx,
    by: &PersonId,
    for_group: Option<&GroupId>,
    account: Option<SmartAccount>,
    sighted: Sighted,
    wish: &Wish,
) -> Result<Option<TargetAccount>, Error> {
    let Some(account) = account else {
        return Ok(None);
    };
    let mut target = TargetAccount {
        id: account.id.clone(),
        status: account.status,
        is_visible: sighted.is_visible,
        tree: Tree::default(),
        has_deciders: true,
        pending: None,
        last_denial: None,
    };
    if sighted.is_visible {
        let held = held_of(tx.db, &holder(by, for_group), &account, sighted.held)?;
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
        target: Target::SmartAccount {
            identifier: account.domain.clone(),
            account: Some(account.id.clone()),
        },
        reason: Reason::stored(String::new()),
        wish: wish.clone(),
        sent_at: tx.now,
        version: 1,
        status: access_request::RequestStatus::Pending,
        progress: access_request::RequestProgress::default(),
    };
    Ok(!deciders(tx.db, &tx.rules, &planned, tx.now)?.is_empty())
}

/// How far somebody's right to decide requests of an account reaches now.
pub(crate) fn decider_in(
    db: &mut AnyConnection,
    person: &PersonId,
    account: &SmartAccountId,
    now: Moment,
) -> Result<Decider, Error> {
    Ok(Decider {
        person: person.clone(),
        reach: standing::membership::reach_of(db, person, account, Right::RequestDecide, now)?,
        groups: store::group::groups_of(db, person)?,
        rule: None,
        deputy_of: None,
    })
}

/// How far somebody's right to decide reaches where this request is asked: not at all for one that nobody decides.
pub(crate) fn decider(
    db: &mut AnyConnection,
    rules: &Rules,
    person: &PersonId,
    request: &AccessRequest,
    now: Moment,
) -> Result<Decider, Error> {
    if let Some(account) = request.account() {
        let own = decider_in(db, person, account, now)?;
        if request.is_within(&own.reach) {
            return Ok(own);
        }
        let deputy = as_deputy(db, &own, request, account, now)?;
        return Ok(deputy.unwrap_or(own));
    }
    let reach = match request.target.queue() {
        Some(queue) if decides_in(db, rules, &queue, person, &request.applicant)? => Reach::Account,
        _ => Reach::Nothing,
    };
    Ok(Decider {
        person: person.clone(),
        reach,
        groups: BTreeSet::new(),
        rule: None,
        deputy_of: None,
    })
}

/// Somebody by their own right and that of whoever's deputy they are, where both together reach this request. Where it is the request of
/// one who is away, another's right is looked for first.
fn as_deputy(
    db: &mut AnyConnection,
    own: &Decider,
    request: &AccessRequest,
    account: &SmartAccountId,
    now: Moment,
) -> Result<Option<Decider>, Error> {
    let lent = standing::absence::lent(db, &own.person, account, now)?;
    if lent.is_empty() || store::person::deactivated_at(db, &own.person)?.is_some() {
        return Ok(None);
    }
    let tree = Tree::of(&store::virtual_account::virtual_accounts(db, account)?);
    let held = standing::membership::awake(db, &own.person, account)?;
    let mut found: Option<Decider> = None;
    for one in lent {
        let both = [held.as_slice(), one.held.as_slice()].concat();
        let reach = reach(&both, &tree, Right::RequestDecide, now);
        if !request.is_within(&reach) {
            continue;
        }
        let mut groups = own.groups.clone();
        groups.extend(store::group::groups_of(db, &one.by)?);
        let decider = Decider {
            person: own.person.clone(),
            reach,
            groups,
            rule: None,
            deputy_of: Some(one.by),
        };
        if !decider.asks(request) {
            return Ok(Some(decider));
        }
        found = found.or(Some(decider));
    }
    Ok(found)
}

fn decides_in(
    db: &mut AnyConnection,
    rules: &Rules,
    queue: &RequestQueue,
    person: &PersonId,
    applicant: &PersonId,
) -> Result<bool, Error> {
    let found = store::person::find(db, person)?;
    Ok(store::person::deactivated_at(db, person)?.is_none()
        && standing::request_queue::decides(db, rules, queue, &found, applicant)?)
}

/// Which of these requests somebody may decide now, or might if they were not decided already.
pub fn able_to_decide(
    db: &mut AnyConnection,
    rules: &Rules,
    person: &str,
    requests: &[&String],
    now: Moment,
) -> Result<BTreeSet<String>, Error> {
    let corrupt = |_| Error::corrupt("person", person, "id");
    let person: PersonId = person.parse().map_err(corrupt)?;
    let mut deciders: BTreeMap<SmartAccountId, Decider> = BTreeMap::new();
    let mut able = BTreeSet::new();
    for request in store::access_request::find_several(db, requests)? {
        let is_able = |by: &Decider| request.is_within(&by.reach) && !by.asks(&request);
        let Some(account) = request.account() else {
            if is_able(&decider(db, rules, &person, &request, now)?) {
                able.insert(request.id.to_string());
            }
            continue;
        };
        // Asked once for each of the few accounts that somebody decides for.
        if !deciders.contains_key(account) {
            let decider = decider_in(db, &person, account, now)?;
            deciders.insert(account.clone(), decider);
        }
        let is_own = deciders.get(account).is_some_and(is_able);
        if is_own || is_able(&decider(db, rules, &person, &request, now)?) {
            able.insert(request.id.to_string());
        }
    }
    Ok(able)
}

/// What a grant is held against.
pub(crate) fn decision_facts(
    db: &mut AnyConnection,
    rules: &Rules,
    request: &AccessRequest,
    now: Moment,
) -> Result<DecisionFacts, Error> {
    let account = store::smart_account::find_if_any(db, request.account())?;
    let standing = standing(db, request, account.as_ref(), now)?;
    let applicant_is_active = store::person::deactivated_at(db, &request.applicant)?.is_none();
    let target = match account {
        Some(account) => {
            let grantee = standing::membership::grantee(db, &request.holder(), &account.id)?;
            TargetFacts::Account(Box::new(AccountFacts {
                tree: Tree::of(&store::virtual_account::virtual_accounts(db, &account.id)?),
                applicant_emails: grantee.emails,
                held: grantee.held,
                domain: account.domain,
            }))
        }
        None => TargetFacts::Entitled(EntitledFacts {
            latest: standing::entitlement::latest_end(db, rules, &request.target, now)?,
            held: standing::entitlement::held(db, &request.applicant)?,
        }),
    };
    Ok(DecisionFacts {
        standing,
        applicant_is_active,
        target,
    })
}

/// Everybody who could decide `request`, is active and can be mailed, the most recently active first; the applicant and
/// whoever is in the group it is for left out.
pub fn deciders(
    db: &mut AnyConnection,
    rules: &Rules,
    request: &AccessRequest,
    now: Moment,
) -> Result<Vec<Person>, Error> {
    if let Some(queue) = request.target.queue() {
        return standing::request_queue::deciders(db, rules, &queue, &request.applicant);
    }
    let Some(account) = request.account() else {
        return Ok(Vec::new());
    };
    let mut found = reached_deciders(db, account, Role::SaAdministrator, now)?;
    let names_parts = |scope: &Scope| scope.virtual_accounts().next().is_some();
    if request.wish.scope.as_ref().is_some_and(names_parts) {
        found.extend(of_parts(db, request, account, now)?);
    }
    if let Some(group) = &request.for_group {
        // Whoever is in the group would decide what they get themselves.
        let both = found
            .iter()
            .flat_map(|one| [Some(&one.person.id), one.in_place_of.as_ref()]);
        let ids: Vec<String> = both.flatten().map(ToString::to_string).collect();
        let own = store::group::are_in(db, group, &ids)?;
        found.retain(|one| {
            let is_in = |id: &PersonId| own.contains(id);
            !is_in(&one.person.id) && !one.in_place_of.as_ref().is_some_and(is_in)
        });
    }
    let asks = |id: &PersonId| *id == request.applicant;
    found.retain(|one| !asks(&one.person.id) && !one.in_place_of.as_ref().is_some_and(asks));
    found.sort_by_key(|one| (std::cmp::Reverse(one.seen), one.person.id.clone()));
    let mut people: Vec<Person> = found.into_iter().map(|one| one.person).collect();
    let mut known = BTreeSet::new();
    people.retain(|person| known.insert(person.id.clone()));
    Ok(people)
}

/// Those who decide in Virtual Accounts and reach all that a request asks for, each by their own roles and those of one whose deputy they
/// are.
fn of_parts(
    db: &mut AnyConnection,
    request: &AccessRequest,
    account: &SmartAccountId,
    now: Moment,
) -> Result<Vec<Reached>, Error> {
    let tree = Tree::of(&store::virtual_account::virtual_accounts(db, account)?);
    let found = reached_deciders(db, account, Role::VaAdministrator, now)?;
    let is_reached = |one: &Reached| {
        let theirs = found.iter().filter(|other| {
            other.person.id == one.person.id
                && (other.in_place_of.is_none() || other.in_place_of == one.in_place_of)
        });
        let theirs: Vec<_> = theirs.map(|other| other.membership.clone()).collect();
        request.is_within(&reach(&theirs, &tree, Right::RequestDecide, now))
    };
    Ok(found
        .iter()
        .filter(|one| is_reached(one))
        .cloned()
        .collect())
}
