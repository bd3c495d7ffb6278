//! For each form of whoever works for support, by its address: the use case that answers it.

use crate::second_door::calls::Call;
use crate::second_door::queue::{asks_back, comments, decides, passes_on, takes_away};
use crate::support::world::agreed;
use domain::Refusal;
use domain::support_case::Priority;
use parvis::use_cases;
use parvis::use_cases::support_case::Seen;
use parvis::use_cases::upload::BegunUpload;
use parvis::use_cases::{contract, upload};

pub fn of_agents() -> Vec<(&'static str, Call)> {
    vec![
        ("/support/requests/{id}/decision", |tx, stage, by| {
            decides(tx, &stage.by_number, by)
        }),
        ("/support/requests/{id}/questions", |tx, stage, by| {
            asks_back(tx, &stage.by_number, by)
        }),
        ("/support/requests/{id}/handovers", |tx, stage, by| {
            passes_on(tx, &stage.by_number, by)
        }),
        ("/support/requests/{id}/comments", |tx, stage, by| {
            comments(tx, &stage.by_number, by)
        }),
        ("/support/requests/{id}/renewal", |tx, stage, by| {
            use_cases::entitlement::renew(tx, &stage.given, by)
        }),
        ("/support/requests/{id}/revocation", |tx, stage, by| {
            takes_away(tx, &stage.given, by)
        }),
        ("/support/cases/{id}/notes", |tx, stage, by| {
            use_cases::support_case::note(tx, &stage.case, by, "A difficult one.")
        }),
        ("/support/cases/{id}/reminders", |tx, stage, by| {
            use_cases::support_case::remind_deciders(tx, &stage.case, by, "She waits.")
        }),
        ("/support/cases/{id}/handovers", |tx, stage, by| {
            use_cases::support_case::hand_over(tx, &stage.case, by, by, "She waits.")
        }),
        ("/support/cases/{id}/priority", |tx, stage, by| {
            use_cases::support_case::prioritise(tx, &stage.case, by, Priority::Urgent, &Seen::All)
        }),
        ("/support/cases/{id}/assignment", |tx, stage, by| {
            use_cases::support_case::assign(tx, &stage.case, by, Some(by), &Seen::All)
        }),
        ("/support/cases/{id}/solution", |tx, stage, by| {
            use_cases::support_case::solve(tx, &stage.case, by, "It works now.")
        }),
        ("/support/contracts", |tx, _, _| {
            contract::create(tx, &agreed("300000", "Ortega"))??;
            Ok(())
        }),
        ("/support/contracts/{id}/properties", |tx, stage, _| {
            contract::change(tx, &stage.contract, 1, &agreed("204881", "Ortega"))??;
            Ok(())
        }),
        ("/support/contracts/{id}/lock", |tx, stage, _| {
            contract::set_lock(tx, &stage.contract, 1, true)??;
            Ok(())
        }),
        ("/support/contracts/{id}/unlocking", |tx, stage, _| {
            contract::set_lock(tx, &stage.contract, 1, false)??;
            Ok(())
        }),
        ("/support/contracts/{id}/end", |tx, stage, _| {
            contract::end(tx, &stage.contract, 1, None)??;
            Ok(())
        }),
        ("/support/contracts/imports", |tx, _, by| {
            let to = domain::upload::Destination::Contracts;
            match upload::begin(tx, &to, by, "contracts.csv")? {
                BegunUpload::Refused(_) => Err(Refusal::NotFound.into()),
                BegunUpload::At(_) | BegunUpload::Open(_) => Ok(()),
            }
        }),
        (
            "/support/contracts/imports/{id}/application",
            |tx, stage, by| upload::apply(tx, &stage.import, by, true),
        ),
        (
            "/support/contracts/imports/{id}/disposal",
            |tx, stage, by| upload::discard(tx, &stage.import, by),
        ),
    ]
}
