//! What time does to requests, reviews, creations, roles and invitations.

use crate::app::App;
use crate::jobs::each::{BATCH, each};
use crate::stop::GoOn;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::due::{DueList, EVER};
use crate::{store, use_cases};
use domain::{
    CaseId, CreationId, InvitationId, MembershipId, Moment, PersonId, RequestId, ReviewId,
    SmartAccountId,
};
use std::fmt::Display;

/// Those for which something is due until a moment, at most so many, as things are at another, which is now.
type FindDue<Id> = fn(&mut AnyConnection, Moment, Moment, i64) -> Result<DueList<Id>, Error>;

/// How time passes for the things of one noun.
pub(crate) struct Passing<Id> {
    due: FindDue<Id>,
    /// Does to one of them what time has brought.
    step: fn(&mut Tx, &Id) -> Result<(), Error>,
    /// Makes one due at that moment and no sooner, after a step that failed.
    postpone: fn(&mut Tx, &Id, Moment) -> Result<(), Error>,
}

/// Requests are reminded of, escalated, and expire.
pub(crate) const REQUESTS: Passing<RequestId> = Passing {
    due: |db, until, _, most| store::access_request::due(db, until, most),
    step: |tx, id| use_cases::access_request::pass_time(tx, id).map(drop),
    postpone: store::access_request::postpone_step,
};

/// Reviews also have their lines put together and settled, step by step.
pub(crate) const REVIEWS: Passing<ReviewId> = Passing {
    due: |db, until, _, most| store::access_review::due(db, until, most),
    step: |tx, id| use_cases::access_review::pass_time(tx, id).map(drop),
    postpone: store::access_review::postpone_step,
};

/// Whoever is to authorise a new account is reminded; one that nobody brings on lapses, and is closed at last.
pub(crate) const CREATIONS: Passing<CreationId> = Passing {
    due: |db, until, _, most| store::account_creation::due(db, until, most),
    step: |tx, id| use_cases::account_creation::pass_time(tx, id).map(drop),
    postpone: store::account_creation::postpone_step,
};

/// What requests have given is announced to end, and ends.
pub(crate) const ENTITLEMENTS: Passing<RequestId> = Passing {
    due: |db, until, _, most| store::entitlement::due(db, until, most),
    step: use_cases::entitlement::pass_time,
    postpone: store::entitlement::postpone_step,
};

/// Cases that were solved long enough ago close.
pub(crate) const CASES: Passing<CaseId> = Passing {
    due: |db, until, _, most| store::support_case::due(db, until, most),
    step: use_cases::support_case::pass_time,
    postpone: store::support_case::postpone_step,
};

/// Memberships whose end date has come end.
pub(crate) const ROLES: Passing<MembershipId> = Passing {
    due: store::membership::lapsed,
    step: use_cases::membership::ending::end_lapsed,
    postpone: as_it_is,
};

/// Absences begin and are over.
pub(crate) const ABSENCES: Passing<PersonId> = Passing {
    due: |db, until, _, most| store::absence::due(db, until, most),
    step: use_cases::person::absence::pass_time,
    postpone: store::absence::postpone_step,
};

/// It is told of roles that they end soon, account by account.
pub(crate) const WARNINGS: Passing<SmartAccountId> = Passing {
    due: |db, until, _, most| store::membership::to_warn(db, until, most),
    step: use_cases::membership::ending::warn,
    postpone: store::membership::postpone_warnings,
};

/// Invitations that nobody has answered in time lapse.
pub(crate) const INVITATIONS: Passing<InvitationId> = Passing {
    due: store::invitation::over,
    step: use_cases::invitation::lapse,
    postpone: as_it_is,
};

/// For what is due by a moment that says nothing of tries.
fn as_it_is<Id>(_: &mut Tx, _: &Id, _: Moment) -> Result<(), Error> {
    Ok(())
}

impl<Id: Display + Clone + Send + Sync + 'static> Passing<Id> {
    /// Takes the step that is due of each, as long as `go_on` says so. In: what operators read where one cannot be taken. Out: how
    /// many are due no longer. Errors: a database that gives no answer.
    pub(crate) async fn pass(
        &self,
        app: &App,
        go_on: GoOn<'_>,
        name: &'static str,
    ) -> Result<usize, Error> {
        let (due, now) = (self.due, app.db.now());
        let found = app.db.read(move |db| due(db, now, now, BATCH)).await?;
        let found = found.into_iter().map(|(_, id)| id);
        each(app, go_on, name, found, self.step, self.postpone).await
    }

    /// When a step is due next.
    pub(crate) fn next(
        &self,
        db: &mut AnyConnection,
        now: Moment,
    ) -> Result<Option<Moment>, Error> {
        let first = (self.due)(db, EVER, now, 1)?;
        Ok(first.first().map(|(at, _)| *at))
    }
}
