//! For each form about what is somebody's own, by its address: the use case that answers it.

use crate::second_door::calls::{Call, changes, email};
use crate::second_door::ground::Stage;
use domain::text::Reason;
use domain::{CaseId, PersonId, RequestId};
use parvis::storage::{Error, Tx};
use parvis::use_cases;
use parvis::use_cases::access_request::talking::Reply;
use parvis::use_cases::account_creation::CreationChange;
use parvis::use_cases::support_case::{Opening, Seen};

/// What somebody does with what is theirs, each by its address.
pub fn with_ones_own() -> Vec<(&'static str, Call)> {
    let mut all = with_ones_request();
    all.extend(with_ones_case());
    all.extend(with_other_things_of_ones_own());
    all
}

fn with_ones_request() -> Vec<(&'static str, Call)> {
    vec![
        ("/access/requests/{id}/reminders", |tx, stage, by| {
            use_cases::access_request::remind(tx, &stage.request, by)
        }),
        ("/access/requests/{id}/withdrawal", |tx, stage, by| {
            use_cases::access_request::withdraw(tx, &stage.request, by)
        }),
        ("/access/requests/{id}/messages", |tx, stage, by| {
            let message = Reason::parse("I am at the Lyon site.").unwrap();
            use_cases::access_request::talking::write(tx, &stage.request, by, &message)??;
            Ok(())
        }),
        ("/access/requests/{id}/answers", |tx, stage, by| {
            let answer = Reason::parse("I am at the Lyon site.").unwrap();
            replies(tx, stage, by, &Reply::Answer(answer))
        }),
        ("/access/requests/{id}/offer-acceptance", |tx, stage, by| {
            replies(tx, stage, by, &Reply::AcceptOffer)
        }),
        ("/access/requests/{id}/offer-refusal", |tx, stage, by| {
            replies(tx, stage, by, &Reply::KeepOriginal(None))
        }),
        ("/access/requests/{id}/support-case", |tx, stage, by| {
            let about = Some(stage.request.clone());
            opens(tx, by, about, None)
        }),
    ]
}

fn replies(tx: &mut Tx, stage: &Stage, by: &PersonId, reply: &Reply) -> Result<(), Error> {
    use_cases::access_request::talking::reply(tx, &stage.request, 1, by, reply)??;
    Ok(())
}

/// Opens a case about a request, or one that goes on from another.
fn opens(
    tx: &mut Tx,
    by: &PersonId,
    request: Option<RequestId>,
    earlier: Option<CaseId>,
) -> Result<(), Error> {
    let opening = Opening {
        subject: "Nobody answers".into(),
        words: "Nobody answers.".into(),
        request,
        earlier,
        ..Opening::default()
    };
    use_cases::support_case::open(tx, by, &opening).map(drop)
}

fn with_ones_case() -> Vec<(&'static str, Call)> {
    vec![
        ("/support/cases/{id}/messages", |tx, stage, by| {
            use_cases::support_case::answer(tx, &stage.case, by, "Nobody at all.")
        }),
        ("/support/cases/{id}/closure", |tx, stage, by| {
            use_cases::support_case::close(tx, &stage.case, by, &Seen::All)
        }),
        ("/support/cases/{id}/reopening", |tx, stage, by| {
            use_cases::support_case::reopen(tx, &stage.case, by, "Not at all.")
        }),
    ]
}

fn with_other_things_of_ones_own() -> Vec<(&'static str, Call)> {
    vec![
        ("/access/entitlements/{id}/return", |tx, stage, by| {
            use_cases::entitlement::give_back(tx, &stage.given, by)
        }),
        ("/access/mine/{id}/return", |tx, stage, by| {
            use_cases::membership::changes::give_back(tx, by, &stage.membership)?;
            Ok(())
        }),
        ("/groups/{id}/departure", |tx, stage, by| {
            use_cases::group::leave(tx, by, &stage.group)?;
            Ok(())
        }),
        ("/accounts/new/{id}/nominee", |tx, stage, by| {
            changes(
                tx,
                stage,
                by,
                &CreationChange::NameNominee(email("emil@lumen.example")),
            )
        }),
        ("/accounts/new/{id}/withdrawal", |tx, stage, by| {
            changes(tx, stage, by, &CreationChange::Withdraw)
        }),
        ("/accounts/new/{id}/revival", |tx, stage, by| {
            changes(tx, stage, by, &CreationChange::Revive)
        }),
    ]
}
