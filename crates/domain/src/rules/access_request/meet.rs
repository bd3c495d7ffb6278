//! A role given without looking at a request may be what was asked for.

use crate::access_request::{AccessRequest, Grant, RequestFact, Wish};
use crate::membership::{Membership, Terms, is_as_late};
use crate::virtual_account::Tree;
use crate::{Event, Moment, PersonId, Scope};

impl Wish {
    /// What of these roles is what was asked for, as far as something was: the role, on each part or on what it is nested in, for
    /// as long where an end was asked for. Nothing where something is missing.
    fn met_by<'a>(&self, held: &'a [Membership], tree: &Tree) -> Option<Vec<&'a Membership>> {
        let fits = |one: &&Membership| {
            let lasts = self.until.is_none() || is_as_late(one.until, self.until);
            lasts && self.role.is_none_or(|role| role == one.role)
        };
        let fitting: Vec<&Membership> = held.iter().filter(fits).collect();
        let Some(scope) = &self.scope else {
            return fitting.first().map(|one| vec![*one]);
        };
        let Scope::VirtualAccounts(ids) = scope else {
            let entire = fitting
                .into_iter()
                .find(|one| one.virtual_account.is_none());
            return entire.map(|one| vec![one]);
        };
        let on_part = |id| {
            let mut on = fitting.iter();
            let found = on.find(|one| match &one.virtual_account {
                Some(part) => tree.is_within(id, part),
                None => self.role.is_none(),
            });
            found.copied()
        };
        let all: Option<Vec<&Membership>> = ids.iter().map(on_part).collect();
        all.filter(|all| !all.is_empty())
    }
}

/// Somebody was given what they asked for by other ways than a decision on it: by hand, by a file, through a group or an
/// invitation. Then the request is approved by whoever gave it.
///
/// In: `held`, all that whoever it is for holds in its account now; `given`, what is new of it. Out: nothing while something that
/// was asked for is missing, or where nothing of it is new.
pub fn meet(
    request: &AccessRequest,
    by: &PersonId,
    held: &[Membership],
    given: &[Membership],
    tree: &Tree,
    now: Moment,
) -> Option<Event> {
    if request.settled().is_some() || request.applicant == *by {
        return None;
    }
    let met = request.wish.met_by(held, tree)?;
    let is_new = |one: &&&Membership| given.iter().any(|new| new.id == one.id);
    let new = met.iter().find(is_new)?;
    let on: Option<_> = met.iter().map(|one| one.virtual_account.clone()).collect();
    let scope = match (&request.wish.scope, on) {
        (Some(scope), _) => scope.clone(),
        (None, Some(on)) => Scope::VirtualAccounts(on),
        (None, None) => Scope::EntireAccount,
    };
    let terms = Terms {
        role: new.role,
        scope,
        until: met.iter().filter_map(|one| one.until).min(),
    };
    Some(request.says(RequestFact::Approved {
        by: Some(by.clone()),
        at: now,
        grant: Grant::of_role(terms, None),
        rule: None,
        deputy_of: None,
    }))
}
