//! Automation rules: what administrators have decided beforehand, carried out as if they did it themselves.
//!
//! A rule acts with the rights its author has at that moment, through the same functions as a person's decision.

use crate::access_request::{AccessRequest, Denial, Wish};
use crate::actor::RuleUse;
use crate::email::EmailAddress;
use crate::moment::days;
use crate::virtual_account::Tree;
use crate::{
    DomainIdentifier, Moment, PersonId, RequestId, Role, RuleId, Scope, SmartAccountId,
    VirtualAccountId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// As many rules as one account has.
pub const MOST_RULES: usize = 50;

/// What is to become of requests that fit, in one account. Of several that fit, the first in their order acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    pub id: RuleId,
    pub account: SmartAccountId,
    pub name: String,
    /// Counts the changes made to it; an automatic decision names it.
    pub version: u32,
    /// Where it stands: rules with smaller numbers come first.
    pub place: u32,
    pub conditions: Conditions,
    pub verdict: RuleVerdict,
    /// Whose rights it acts with.
    pub saved_by: PersonId,
    pub saved_at: Moment,
}

/// What a request must be like; each that is there must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// A verified address lies there.
    pub domain: Option<DomainCondition>,
    /// The organisation in the profile, whatever its capitals.
    pub organisation: Option<String>,
    /// The role asked for, if one is, allows nothing that this one does not.
    pub role_at_most: Option<Role>,
    pub scope: Option<ScopeCondition>,
    /// It asks for an end at most so many days ahead.
    pub within_days: Option<u32>,
}

/// The domain that a verified address of whoever asks must lie in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "domain")]
pub enum DomainCondition {
    /// This domain, and none below it.
    Is(DomainIdentifier),
    /// It, or something below it.
    Inside(DomainIdentifier),
}

/// The scope that must be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "parts")]
pub enum ScopeCondition {
    /// Nothing but these Virtual Accounts and what is nested in them.
    Within(BTreeSet<VirtualAccountId>),
    /// The entire account.
    Entire,
    /// None: whoever asks leaves it to the deciders.
    Unsaid,
}

/// What becomes of a request that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "data")]
pub enum RuleVerdict {
    Approve {
        role: Role,
        scope: Scope,
        /// The access ends after so many days at the latest.
        days: Option<u32>,
    },
    Decline(Denial),
    /// It is left to this decider, and stays pending.
    SendTo(PersonId),
}

/// What happens to rules and by them, as the event log keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fact", content = "data")]
#[allow(clippy::large_enum_variant)] // facts come one at a time, never by the thousand
pub enum RuleFact {
    Saved {
        before: Option<Rule>,
        after: Rule,
    },
    Deleted(Rule),
    /// The order before and after.
    Reordered {
        account: SmartAccountId,
        before: Vec<RuleId>,
        after: Vec<RuleId>,
    },
    /// A request fitted, but the rule's author could not have decided it so. Nothing follows but a warning.
    CouldNotAct {
        rule: RuleUse,
        account: SmartAccountId,
        request: RequestId,
        code: String,
    },
    /// Its author lost the right it acts with: it does nothing until somebody else saves it.
    WentIdle {
        rule: RuleUse,
        account: SmartAccountId,
        author: PersonId,
    },
}

/// What is known of who asks, for conditions.
#[derive(Debug, Clone)]
pub struct Asking {
    /// Verified ones alone; what somebody merely says of themselves proves no domain.
    pub emails: Vec<EmailAddress>,
    /// As the profile says it: nobody has verified it.
    pub organisation: String,
}

impl Rule {
    /// As decisions and the log name it: by its version, as it may be changed later.
    pub fn used(&self) -> RuleUse {
        RuleUse {
            id: self.id.clone(),
            name: self.name.clone(),
            version: self.version,
        }
    }
}

impl Rule {
    /// The Virtual Accounts that its conditions and what it gives name.
    fn virtual_accounts(&self) -> (Option<&BTreeSet<VirtualAccountId>>, Option<&Scope>) {
        let asked = match &self.conditions.scope {
            Some(ScopeCondition::Within(parts)) => Some(parts),
            _ => None,
        };
        let given = match &self.verdict {
            RuleVerdict::Approve { scope, .. } => Some(scope),
            _ => None,
        };
        (asked, given)
    }

    /// Whom it sends requests to.
    pub fn sends_to(&self) -> Option<&PersonId> {
        match &self.verdict {
            RuleVerdict::SendTo(to) => Some(to),
            RuleVerdict::Approve { .. } | RuleVerdict::Decline(_) => None,
        }
    }

    /// Whether it names this Virtual Account.
    pub fn names(&self, id: &VirtualAccountId) -> bool {
        let (asked, given) = self.virtual_accounts();
        asked.is_some_and(|parts| parts.contains(id))
            || given.is_some_and(|scope| scope.virtual_accounts().any(|one| one == id))
    }

    /// Whether it can still act where only some Virtual Accounts are there: neither all it asks for nor all it gives is gone.
    fn can_act_with(&self, is_there: impl Fn(&VirtualAccountId) -> bool) -> bool {
        let (asked, given) = self.virtual_accounts();
        asked.is_none_or(|parts| parts.iter().any(&is_there))
            && given.is_none_or(|scope| scope.keeping(&is_there).is_some())
    }

    /// Whether it can still act once this Virtual Account is gone.
    pub fn goes_on_without(&self, id: &VirtualAccountId) -> bool {
        self.can_act_with(|one| one != id)
    }

    /// Whether too few of its Virtual Accounts are left for it to act.
    pub fn has_lost_its_parts(&self, tree: &Tree) -> bool {
        !self.can_act_with(|one| tree.contains(one))
    }
}

impl Conditions {
    /// Whether a request fits. Requests for groups never do: they are for people to decide.
    pub fn fit(&self, request: &AccessRequest, asking: &Asking, tree: &Tree, now: Moment) -> bool {
        request.for_group.is_none()
            && self.domain.as_ref().is_none_or(|d| d.fits(&asking.emails))
            && self
                .organisation
                .as_ref()
                .is_none_or(|wanted| same_words(wanted, &asking.organisation))
            && self.wish_fits(&request.wish, tree, now)
    }

    fn wish_fits(&self, wish: &Wish, tree: &Tree, now: Moment) -> bool {
        let role_fits = |most: Role| wish.role.is_none_or(|role| role.is_at_most(most));
        let in_time = |most: u32| {
            wish.until
                .is_some_and(|until| until <= now.plus(days(most.into())))
        };
        self.role_at_most.is_none_or(role_fits)
            && self
                .scope
                .as_ref()
                .is_none_or(|scope| scope.fits(wish.scope.as_ref(), tree))
            && self.within_days.is_none_or(in_time)
    }

    /// Whether every request that fits `other` fits this as well.
    pub fn cover(&self, other: &Conditions, tree: &Tree) -> bool {
        fn all<T>(one: &Option<T>, other: &Option<T>, covers: impl Fn(&T, &T) -> bool) -> bool {
            match (one, other) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(one), Some(other)) => covers(one, other),
            }
        }
        all(&self.domain, &other.domain, DomainCondition::covers)
            && all(&self.organisation, &other.organisation, |a, b| {
                same_words(a, b)
            })
            && all(&self.role_at_most, &other.role_at_most, |a, b| {
                b.is_at_most(*a)
            })
            && all(&self.scope, &other.scope, |a, b| a.covers(b, tree))
            && all(&self.within_days, &other.within_days, |a, b| b <= a)
    }
}

/// Names of organisations are the same whatever their capitals and spaces.
fn same_words(one: &str, other: &str) -> bool {
    let folded =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    folded(one) == folded(other)
}

impl DomainCondition {
    /// The domain named, whether itself alone or with all that lies below.
    pub fn domain(&self) -> &DomainIdentifier {
        let (DomainCondition::Is(domain) | DomainCondition::Inside(domain)) = self;
        domain
    }

    fn fits(&self, emails: &[EmailAddress]) -> bool {
        emails.iter().any(|email| match self {
            DomainCondition::Is(domain) => email.domain() == domain.as_str(),
            DomainCondition::Inside(domain) => email.lies_in(domain),
        })
    }

    fn covers(&self, other: &DomainCondition) -> bool {
        let theirs = other.domain();
        match (self, other) {
            (DomainCondition::Is(own), DomainCondition::Is(theirs)) => own == theirs,
            (DomainCondition::Is(_), DomainCondition::Inside(_)) => false,
            (DomainCondition::Inside(own), _) => {
                let below = theirs.as_str().strip_suffix(own.as_str());
                below.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
        }
    }
}

impl ScopeCondition {
    fn fits(&self, asked: Option<&Scope>, tree: &Tree) -> bool {
        match (self, asked) {
            (ScopeCondition::Unsaid, None) => true,
            (ScopeCondition::Entire, Some(Scope::EntireAccount)) => true,
            (ScopeCondition::Within(parts), Some(Scope::VirtualAccounts(asked))) => {
                !asked.is_empty() && asked.is_subset(&tree.within(parts))
            }
            _ => false,
        }
    }

    fn covers(&self, other: &ScopeCondition, tree: &Tree) -> bool {
        match (self, other) {
            (ScopeCondition::Within(own), ScopeCondition::Within(theirs)) => {
                tree.within(theirs).is_subset(&tree.within(own))
            }
            (one, other) => one == other,
        }
    }
}

/// The first rule that a request fits, in the order they stand.
pub fn first_fitting<'a>(
    rules: &'a [Rule],
    request: &AccessRequest,
    asking: &Asking,
    tree: &Tree,
    now: Moment,
) -> Option<&'a Rule> {
    let mut sorted: Vec<&Rule> = rules.iter().collect();
    sorted.sort_by_key(|rule| (rule.place, rule.id.clone()));
    sorted
        .into_iter()
        .find(|rule| rule.conditions.fit(request, asking, tree, now))
}
