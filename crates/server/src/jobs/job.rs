//! What happens by itself, one job of many things each.

use crate::app::App;
use crate::stop::GoOn;
use crate::storage::{AnyConnection, Error};
use crate::{jobs, store};
use domain::Moment;

/// What the worker does in turn. Sending is beside all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Job {
    PassTime,
    PassTimeForCreations,
    PassTimeForReviews,
    PassTimeForEntitlements,
    PassTimeForCases,
    EndRoles,
    WarnOfEnds,
    PassTimeForAbsences,
    LapseInvitations,
    Imports,
    Uploads,
    Delete,
    LookForDeciders,
    FillIndexes,
    Erase,
    WriteLetters,
    WriteDigests,
}

impl Job {
    pub(crate) const ALL: [Job; 17] = [
        Job::PassTime,
        Job::PassTimeForCreations,
        Job::PassTimeForReviews,
        Job::PassTimeForEntitlements,
        Job::PassTimeForCases,
        Job::EndRoles,
        Job::WarnOfEnds,
        Job::PassTimeForAbsences,
        Job::LapseInvitations,
        Job::Imports,
        Job::Uploads,
        Job::Delete,
        Job::LookForDeciders,
        Job::FillIndexes,
        Job::Erase,
        Job::WriteLetters,
        Job::WriteDigests,
    ];

    /// What operators and the log call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Job::PassTime => "requests",
            Job::PassTimeForCreations => "account creations",
            Job::PassTimeForReviews => "access reviews",
            Job::PassTimeForEntitlements => "entitlements with an end",
            Job::PassTimeForCases => "support cases",
            Job::EndRoles => "roles with an end",
            Job::WarnOfEnds => "roles that end soon",
            Job::PassTimeForAbsences => "absences",
            Job::LapseInvitations => "invitations",
            Job::Imports => "imports",
            Job::Uploads => "uploads",
            Job::Delete => "deletions",
            Job::LookForDeciders => "requests that nobody is left to decide",
            Job::FillIndexes => "search indexes",
            Job::Erase => "erasures",
            Job::WriteLetters => "letters",
            Job::WriteDigests => "daily mail",
        }
    }

    /// Does what is due of it. Out: how much there was to do.
    pub(crate) async fn run(self, app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
        let name = self.name();
        match self {
            Job::PassTime => jobs::time::REQUESTS.pass(app, go_on, name).await,
            Job::PassTimeForCreations => jobs::time::CREATIONS.pass(app, go_on, name).await,
            Job::PassTimeForReviews => jobs::time::REVIEWS.pass(app, go_on, name).await,
            Job::PassTimeForEntitlements => jobs::time::ENTITLEMENTS.pass(app, go_on, name).await,
            Job::PassTimeForCases => jobs::time::CASES.pass(app, go_on, name).await,
            Job::EndRoles => jobs::time::ROLES.pass(app, go_on, name).await,
            Job::WarnOfEnds => jobs::time::WARNINGS.pass(app, go_on, name).await,
            Job::PassTimeForAbsences => jobs::time::ABSENCES.pass(app, go_on, name).await,
            Job::LapseInvitations => jobs::time::INVITATIONS.pass(app, go_on, name).await,
            Job::Imports => jobs::imports::work(app).await,
            Job::Uploads => jobs::uploads::work(app, go_on).await,
            Job::Delete => jobs::deleting::work(app, go_on, name).await,
            Job::LookForDeciders => jobs::reaching::work(app, go_on, name).await,
            Job::FillIndexes => jobs::filling::work(app).await,
            Job::Erase => jobs::erasing::work(app, go_on).await,
            Job::WriteLetters => jobs::letters::write_letters(app, go_on).await,
            Job::WriteDigests => jobs::digests::write(app, go_on).await,
        }
    }

    /// When something of it is due next: at a moment that is over where it is now, never where nothing is known to come. By the queries
    /// that find what is due.
    pub(crate) fn next(self, db: &mut AnyConnection, now: Moment) -> Result<Option<Moment>, Error> {
        match self {
            Job::PassTime => jobs::time::REQUESTS.next(db, now),
            Job::PassTimeForCreations => jobs::time::CREATIONS.next(db, now),
            Job::PassTimeForReviews => jobs::time::REVIEWS.next(db, now),
            Job::PassTimeForEntitlements => jobs::time::ENTITLEMENTS.next(db, now),
            Job::PassTimeForCases => jobs::time::CASES.next(db, now),
            Job::EndRoles => jobs::time::ROLES.next(db, now),
            Job::WarnOfEnds => jobs::time::WARNINGS.next(db, now),
            Job::PassTimeForAbsences => jobs::time::ABSENCES.next(db, now),
            Job::LapseInvitations => jobs::time::INVITATIONS.next(db, now),
            Job::Imports => jobs::imports::next(db, now),
            Job::Uploads => jobs::uploads::next(db, now),
            Job::Delete => jobs::deleting::next(db, now),
            Job::LookForDeciders => jobs::reaching::next(db),
            Job::FillIndexes => Ok((!jobs::filling::is_done(db)?).then_some(now)),
            Job::Erase => Ok(jobs::erasing::next(db)?.map(|_| now)),
            Job::WriteLetters => store::notification::next_notice(db),
            Job::WriteDigests => store::notification_preference::next_digest(db),
        }
    }
}
