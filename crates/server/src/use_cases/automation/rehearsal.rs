//! What rules would have done: the requests of the last 90 days, each as if it were sent again to the account as it is now.

use crate::sight::{RequestsOf, Sight};
use crate::standing::automation::author;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::access_request::{ListedRequest, Narrowed, QueueFilter, page};
use domain::access_request::{
    AccessRequest, Denial, Grant, RequestFact, RequestProgress, RequestStatus,
};
use domain::automation::{Asking, Rule, RuleVerdict};
use domain::membership::{Holder, Membership};
use domain::moment::days;
use domain::rules::access_request::{
    AccountFacts, Decider, DecisionFacts, RequestStanding, TargetFacts,
};
use domain::smart_account::{SmartAccount, Visibility};
use domain::virtual_account::Tree;
use domain::{Event, MembershipId, Moment, PersonId, Refusal, SmartAccountId, automation, rules};
use std::collections::BTreeMap;

/// How far back, how many are read at a time, and how many at most.
pub const DAYS: u64 = 90;
const BATCH: i64 = 200;
/// The page says so where as many were read.
pub const MOST: usize = 5000;
/// As many as are shown.
pub const SHOWN: usize = 50;

/// What a rule would have done with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Would {
    Approve(Grant),
    Decline(Denial),
    SendTo(PersonId),
    /// It fitted, but its author could not have done it.
    Nothing(Refusal),
    /// No rule fits any more what one has decided.
    Wait,
}

/// One request that would have gone another way.
pub struct Different {
    pub listed: ListedRequest,
    pub rule: String,
    pub would: Would,
}

/// What came of replaying requests.
#[derive(Default)]
pub struct Rehearsal {
    pub read: usize,
    /// How many fitted a rule.
    pub fitted: usize,
    pub differ: usize,
    pub shown: Vec<Different>,
}

/// All that does not change from request to request: the account and its rules, and those who wrote them or are sent requests.
struct Stage<'a> {
    account: &'a SmartAccount,
    rules: &'a [Rule],
    tree: Tree,
    people: BTreeMap<PersonId, Decider>,
}

/// Replays the requests of the last 90 days, the newest first, 5,000 at most.
pub fn rehearse(
    db: &mut AnyConnection,
    account: &SmartAccount,
    rules: &[Rule],
    now: Moment,
) -> Result<Rehearsal, Error> {
    let stage = Stage::load(db, account, rules, now)?;
    let mut rehearsal = Rehearsal::default();
    let (from, narrowed) = (now.minus(days(DAYS)), Narrowed::default());
    // A rule acts on whatever is asked for in the account, and so does its rehearsal.
    let whole = RequestsOf::Account(Sight::of_the_program(&account.id, None));
    let filter = QueueFilter {
        of: &whole,
        narrowed: &narrowed,
    };
    let mut cursor: Option<String> = None;
    while rehearsal.read < MOST {
        let found = page(db, &filter, cursor.as_deref(), BATCH)?;
        let is_last =
            found.len() < BATCH as usize || found.iter().any(|one| one.request.sent_at < from);
        cursor = found.last().map(|one| one.request.id.to_string());
        let applicants: Vec<String> = found
            .iter()
            .map(|one| one.applicant.id.to_string())
            .collect();
        let addresses = store::person::verified_emails_of(db, &applicants)?;
        let held = match account.visibility {
            Visibility::Unrestricted => Vec::new(),
            Visibility::Restricted => held_by(db, &applicants, &account.id)?,
        };
        for listed in found.into_iter().filter(|one| one.request.sent_at >= from) {
            let theirs = addresses
                .iter()
                .filter(|(id, _)| id == listed.applicant.id.as_str());
            let asking = Asking {
                emails: theirs.map(|(_, email)| email.clone()).collect(),
                organisation: listed.applicant.profile.organisation.clone(),
            };
            rehearsal.take(&stage, listed, &asking, &held);
        }
        if is_last {
            break;
        }
    }
    Ok(rehearsal)
}

impl Rehearsal {
    fn take(
        &mut self,
        stage: &Stage<'_>,
        listed: ListedRequest,
        asking: &Asking,
        held: &[Membership],
    ) {
        self.read += 1;
        // A hidden account's rules act for nobody who may not know of it.
        if !stage.was_visible(&listed.request, asking, held) {
            return;
        }
        let used = listed.request.decided_by_rule();
        let (rule, would) = match (stage.replay(&listed.request, asking), used) {
            (Some(replayed), _) => {
                self.fitted += 1;
                replayed
            }
            (None, Some(used)) => (used.name.clone(), Would::Wait),
            (None, None) => return,
        };
        if goes_as_it_went(&listed.request, &would) {
            return;
        }
        self.differ += 1;
        if self.shown.len() < SHOWN {
            self.shown.push(Different {
                listed,
                rule,
                would,
            });
        }
    }
}

/// What these people hold in the account by themselves.
fn held_by(
    db: &mut AnyConnection,
    people: &[String],
    account: &SmartAccountId,
) -> Result<Vec<Membership>, Error> {
    let holders: Result<Vec<Holder>, Error> = people
        .iter()
        .map(|id| {
            let person = id.parse().map_err(|_| Error::corrupt("person", id, "id"));
            person.map(Holder::Person)
        })
        .collect();
    store::membership::held_by_all(db, &holders?, account)
}

impl<'a> Stage<'a> {
    fn load(
        db: &mut AnyConnection,
        account: &'a SmartAccount,
        rules: &'a [Rule],
        now: Moment,
    ) -> Result<Self, Error> {
        let mut people = BTreeMap::new();
        for rule in rules {
            let sends_to = match &rule.verdict {
                RuleVerdict::SendTo(to) => Some(to),
                _ => None,
            };
            for person in sends_to.into_iter().chain([&rule.saved_by]) {
                people.insert(person.clone(), author(db, person, &account.id, now)?);
            }
        }
        let parts = store::virtual_account::virtual_accounts(db, &account.id)?;
        Ok(Self {
            tree: Tree::of(&parts),
            account,
            rules,
            people,
        })
    }

    /// Whether whoever asked could know of the account then, by an address inside its domain or a role they held before.
    fn was_visible(&self, request: &AccessRequest, asking: &Asking, held: &[Membership]) -> bool {
        let domain = &self.account.domain;
        self.account.visibility == Visibility::Unrestricted
            || asking.emails.iter().any(|email| email.is_inside(domain))
            || held
                .iter()
                .any(|held| held.holder.is(&request.applicant) && held.since < request.sent_at)
    }

    /// The rule that a request would have met when it was sent, and what would have come of it: the same rules as sending it.
    fn replay(&self, request: &AccessRequest, asking: &Asking) -> Option<(String, Would)> {
        let fresh = AccessRequest {
            version: 1,
            status: RequestStatus::Pending,
            progress: RequestProgress::default(),
            ..request.clone()
        };
        let now = fresh.sent_at;
        let rule = automation::first_fitting(self.rules, &fresh, asking, &self.tree, now)?;
        let author = self.people.get(&rule.saved_by)?;
        let to = match &rule.verdict {
            RuleVerdict::SendTo(to) => self.people.get(to),
            _ => None,
        };
        let facts = DecisionFacts {
            standing: RequestStanding {
                account_is_open: true,
                sender_manages_group: true,
            },
            applicant_is_active: true,
            target: TargetFacts::Account(Box::new(AccountFacts {
                domain: self.account.domain.clone(),
                tree: self.tree.clone(),
                applicant_emails: asking.emails.clone(),
                held: Vec::new(),
            })),
        };
        let new_id = || MembershipId::new(0);
        let would = match rules::automation::act(rule, &fresh, author, to, &facts, now, new_id) {
            Ok(events) => would(&events)?,
            Err(Refusal::OwnRequest) => return None,
            Err(refusal) => Would::Nothing(refusal),
        };
        Some((rule.name.clone(), would))
    }
}

fn would(events: &[Event]) -> Option<Would> {
    events.iter().find_map(|event| match event {
        Event::AccessRequest(event) => match &event.fact {
            RequestFact::Approved { grant, .. } => Some(Would::Approve(grant.clone())),
            RequestFact::Denied { denial, .. } => Some(Would::Decline(denial.clone())),
            RequestFact::PassedOn { to, .. } => Some(Would::SendTo(to.clone())),
            _ => None,
        },
        _ => None,
    })
}

/// Whether people, or a rule, have done the same.
fn goes_as_it_went(request: &AccessRequest, would: &Would) -> bool {
    match (&request.status, would) {
        (RequestStatus::Approved { grant, .. }, Would::Approve(other)) => {
            grant.terms() == other.terms()
        }
        (RequestStatus::Denied { denial, .. }, Would::Decline(other)) => {
            denial.class == other.class
        }
        (_, Would::SendTo(to)) => request.progress.passed_to.as_ref() == Some(to),
        (_, Would::Nothing(_)) => request.decided_by_rule().is_none(),
        _ => false,
    }
}
