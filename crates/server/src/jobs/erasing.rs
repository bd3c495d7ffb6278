//! Ending what somebody has who is erased, where it is much; then looking through everything for what is left of them, some rows at a
//! time, and going on after a crash where it stood. Then what they were found by is gone through anew, and the room of what was replaced is made to hold nothing.

use crate::app::App;
use crate::stop::GoOn;
use crate::storage::{AnyConnection, Author, Error, Tx};
use crate::store::erasure::{ENDING, FIRST_PLACE, PLACES, Underway};
use crate::{jobs, store, use_cases};

/// What comes after the places: the indexes are emptied, filled, and the files written anew.
const EMPTY_INDEXES: usize = FIRST_PLACE + PLACES.len();
const FILL_INDEXES: usize = EMPTY_INDEXES + 1;
const SCOUR: usize = EMPTY_INDEXES + 2;

/// Everything that is changed on the way.
const TOUCHED: &[&str] = &[
    "people",
    "email_addresses",
    "sessions",
    "single_use_links",
    "notification_preferences",
    "digests",
    "digest_letters",
    "memberships",
    "group_members",
    "events",
    "access_requests",
    "access_request_comments",
    "account_creations",
    "support_cases",
    "support_case_messages",
    "support_case_attachments",
    "support_case_attachment_pieces",
    "access_review_lines",
    "outbox",
    "notices",
    "invitations",
    "notification_addresses",
    "automation_rules",
    "entitlements",
    "smart_accounts",
    "virtual_accounts",
    "virtual_account_tags",
    "groups",
    "former_groups",
    "agreement_versions",
    "access_reviews",
    "contracts",
    "uploads",
    "upload_lines",
    "upload_numbers",
    "put_offs",
    "mail_standstills",
    "person_terms",
    "membership_terms",
    "group_terms",
    "group_member_terms",
    "access_request_terms",
    "support_case_terms",
    "smart_account_terms",
    "event_person_terms",
    "contract_terms",
    "erasures",
];

/// The erasure that began first, unless it waits for indexes that are being filled.
pub(crate) fn next(db: &mut AnyConnection) -> Result<Option<Underway>, Error> {
    match store::erasure::next(db)? {
        Some(underway) if underway.step == FILL_INDEXES && !jobs::filling::is_done(db)? => Ok(None),
        next => Ok(next),
    }
}

/// Takes the steps of the erasure that began first. Out: how many.
pub(crate) async fn work(app: &App, go_on: GoOn<'_>) -> Result<usize, Error> {
    let mut done = 0;
    while go_on() {
        let Some(underway) = app.db.read(next).await? else {
            break;
        };
        if underway.step >= SCOUR {
            app.db.scour(Author::system(), TOUCHED).await?;
        }
        app.db.write(Author::system(), step).await?;
        done += 1;
    }
    Ok(done)
}

/// The next step, found anew, as another node may have taken the one before.
fn step(tx: &mut Tx) -> Result<(), Error> {
    let Some(underway) = store::erasure::next(tx.db)? else {
        return Ok(());
    };
    let Underway { person, step, .. } = &underway;
    if *step == ENDING {
        return match use_cases::person::erasure::end_more(tx, &underway)? {
            true => Ok(()),
            false => store::erasure::goes_on(tx, person, FIRST_PLACE, ""),
        };
    }
    if let Some(place) = PLACES.get(step - FIRST_PLACE) {
        return match store::erasure::step(tx, &underway, place)? {
            Some(last) => store::erasure::goes_on(tx, person, *step, &last),
            None => store::erasure::goes_on(tx, person, step + 1, ""),
        };
    }
    match *step {
        EMPTY_INDEXES => {
            jobs::filling::begin_again(tx)?;
            store::erasure::forget_sought(tx, person)?;
            store::erasure::goes_on(tx, person, step + 1, "")
        }
        FILL_INDEXES => store::erasure::goes_on(tx, person, step + 1, ""),
        SCOUR => {
            tracing::info!(event = "erasure.done", person = %person, "somebody is erased");
            store::erasure::end(tx, person)
        }
        _ => store::erasure::end(tx, person),
    }
}
