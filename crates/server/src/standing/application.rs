//! Who may use an application.

use crate::config::{Application, Rules};
use crate::storage::{AnyConnection, Error};
use crate::{standing, store};
use domain::agreement::holds_back;
use domain::contract::AccessType;
use domain::entitlement::{EntitledTo, Entitlement};
use domain::membership::{Membership, reach};
use domain::rules::membership::is_asleep;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{DomainIdentifier, Moment, PersonId, Right, SmartAccountId};
use std::collections::BTreeSet;

/// The roles that are read of one person, at most.
const MOST: i64 = 2000;

/// What somebody's roles, in whatever accounts, let them use.
pub struct Usable {
    /// All that is awake, in suspended accounts too: what a suspended account is for is closed, its desk is not.
    held: Vec<Membership>,
    /// Of those, what they hold in accounts that are open.
    open: Vec<Membership>,
    /// Those of all these accounts.
    parts: Vec<VirtualAccount>,
    /// The accounts where an agreement waits to be accepted: id and identifier.
    held_back: Vec<(String, DomainIdentifier)>,
    /// The keys of the applications that their programmes open.
    opened: BTreeSet<String>,
    /// The access types they have by contracts.
    by_contract: Vec<AccessType>,
    now: Moment,
}

impl Usable {
    /// What somebody's roles in all accounts give at that moment; those that are asleep give nothing, and are left out.
    pub fn by(
        db: &mut AnyConnection,
        rules: &Rules,
        person: &PersonId,
        now: Moment,
    ) -> Result<Self, Error> {
        let mut held = store::membership::held_anywhere(db, person, MOST)?;
        let mut ids: Vec<String> = held.iter().map(|m| m.account.to_string()).collect();
        ids.dedup();
        let accounts = store::smart_account::find_all(db, &ids)?;
        let emails = store::person::verified_emails(db, person)?;
        let mut entitlements = standing::entitlement::held(db, person)?;
        entitlements.retain(|one| one.holds_at(now));
        held.retain(|m| {
            let account = accounts.iter().find(|account| account.id == m.account);
            account.is_none_or(|account| !is_asleep(m.role, &emails, &account.domain))
        });
        let is_open = |id: &SmartAccountId| accounts.iter().any(|a| a.id == *id && a.is_open());
        Ok(Self {
            open: held
                .iter()
                .filter(|m| is_open(&m.account))
                .cloned()
                .collect(),
            held,
            parts: store::virtual_account::virtual_accounts_of(db, &ids)?,
            held_back: store::agreement::held_back(db, &ids)?,
            opened: opened(rules, &entitlements),
            by_contract: entitlements
                .iter()
                .filter_map(|one| one.to.access_type())
                .collect(),
            now,
        })
    }

    /// Whether what they have by requests opens an application, whatever roles they hold.
    pub fn is_opened(&self, application: &Application) -> bool {
        let by_contract = application.contract.as_ref();
        self.opened.contains(&application.key)
            || by_contract.is_some_and(|access| self.by_contract.contains(access))
    }

    /// Whether they may use what a right is for.
    pub fn may_use(&self, right: Right) -> bool {
        let waits = |m: &Membership| {
            self.held_back
                .iter()
                .any(|(id, _)| id == m.account.as_str())
        };
        let counts = |m: &&Membership| !(holds_back(right) && waits(m));
        self.gives_anywhere(self.open.iter().filter(counts), right)
    }

    /// The identifier of the account whose agreement, were it accepted, would let them use what a right is for.
    pub fn held_back_by(&self, right: Right) -> Option<&DomainIdentifier> {
        let (_, domain) = self.held_back.iter().find(|(id, _)| {
            let there = self.open.iter().filter(|m| m.account.as_str() == id);
            holds_back(right) && self.gives_anywhere(there, right)
        })?;
        Some(domain)
    }

    /// Whether some account's desk is open to them.
    pub fn manages(&self) -> bool {
        [Right::RequestDecide, Right::MemberView, Right::EventView]
            .into_iter()
            .any(|right| self.gives_anywhere(self.held.iter(), right))
    }

    /// Whether memberships, sorted by account, give `right` in at least one.
    fn gives_anywhere<'a>(&self, held: impl Iterator<Item = &'a Membership>, right: Right) -> bool {
        let held: Vec<Membership> = held.cloned().collect();
        held.chunk_by(|a, b| a.account == b.account).any(|own| {
            let here = |va: &&VirtualAccount| va.account == own[0].account;
            let tree = Tree::of(self.parts.iter().filter(here));
            !reach(own, &tree, right, self.now).is_nothing()
        })
    }
}

/// The applications that somebody may use by what a request gave, whatever roles they hold.
pub fn opened_by<'a>(
    rules: &'a Rules,
    to: &'a EntitledTo,
) -> impl Iterator<Item = &'a Application> {
    let programme = to.programme().and_then(|key| rules.programme(key.as_str()));
    let access = to.access_type();
    rules.applications.iter().filter(move |application| {
        let by_programme = programme.is_some_and(|one| one.opens.contains(&application.key));
        by_programme || (access.is_some() && application.contract == access)
    })
}

/// The keys of the applications that programmes open to whoever has these.
fn opened(rules: &Rules, held: &[Entitlement]) -> BTreeSet<String> {
    let programmes = held
        .iter()
        .filter_map(|one| rules.programme(one.to.programme()?.as_str()));
    programmes
        .flat_map(|programme| programme.opens.iter().cloned())
        .collect()
}
