//! Addresses of operators and support agents.

use crate::pages;
use crate::routes::door::{Door, Route};
use axum::routing::{get, post};

/// To whoever lacks the duty they do not exist.
pub(crate) fn staff_pages() -> Vec<(Door, Route)> {
    let operators: Vec<Route> = vec![
        ("/operator", get(pages::operator::overview)),
        (
            "/operator/accounts",
            get(pages::operator::accounts::accounts)
                .post(pages::operator::new_account::create_account),
        ),
        (
            "/operator/accounts/new",
            get(pages::operator::new_account::new_account),
        ),
        (
            "/operator/accounts/{id}",
            get(pages::operator::accounts::account),
        ),
        (
            "/operator/accounts/{id}/suspension",
            get(pages::operator::accounts::suspension_form)
                .post(pages::operator::accounts::suspend),
        ),
        (
            "/operator/accounts/{id}/reactivation",
            post(pages::operator::accounts::reactivate),
        ),
        (
            "/operator/accounts/{id}/administrators",
            post(pages::operator::accounts::name_administrator),
        ),
        (
            "/operator/accounts/{id}/aliases",
            post(pages::operator::aliases::create),
        ),
        (
            "/operator/accounts/{id}/invitations",
            post(pages::operator::invitations::create),
        ),
        (
            "/operator/creations",
            get(pages::operator::creations::creations),
        ),
        (
            "/operator/creations/{id}",
            get(pages::operator::creations::creation),
        ),
        (
            "/operator/creations/{id}/approval",
            post(pages::operator::creations::approve),
        ),
        (
            "/operator/creations/{id}/refusal",
            post(pages::operator::creations::decline),
        ),
        (
            "/operator/creations/{id}/objection-settlement",
            post(pages::operator::creations::settle_objection),
        ),
        (
            "/operator/creations/{id}/revival",
            post(pages::operator::creations::revive),
        ),
        (
            "/operator/creations/{id}/extension",
            post(pages::operator::creations::extend),
        ),
        (
            "/operator/creations/{id}/closure",
            post(pages::operator::creations::close),
        ),
        (
            "/operator/creations/{id}/nominee",
            post(pages::operator::creations::name_nominee),
        ),
        ("/operator/people", get(pages::operator::people::people)),
        (
            "/operator/people/{id}",
            get(pages::operator::people::person),
        ),
        (
            "/operator/people/{id}/deactivation",
            get(pages::operator::people::deactivation_form)
                .post(pages::operator::people::deactivate),
        ),
        (
            "/operator/people/{id}/reactivation",
            post(pages::operator::people::reactivate),
        ),
        (
            "/operator/people/{id}/unlocking",
            post(pages::operator::people::unlock),
        ),
        (
            "/operator/people/{id}/appointments",
            post(pages::operator::duties::appoint),
        ),
        (
            "/operator/people/{id}/removals",
            post(pages::operator::duties::remove),
        ),
        (
            "/operator/people/{id}/email",
            post(pages::operator::emails::replace),
        ),
        (
            "/operator/people/{id}/email/release",
            post(pages::operator::emails::free),
        ),
        (
            "/operator/events",
            get(pages::event_log::installation::list),
        ),
        (
            "/operator/events/export",
            get(pages::event_log::installation::export),
        ),
        ("/operator/mail", get(pages::operator::mail::mail)),
        (
            "/operator/mail/retries",
            post(pages::operator::mail::retries),
        ),
        (
            "/operator/mail/{id}/retry",
            post(pages::operator::mail::retry),
        ),
    ];
    // Operators answer cases, too, as long as there is no agent.
    let agents: Vec<Route> = vec![
        ("/support/cases", get(pages::support_case::list)),
        (
            "/support/contracts",
            get(pages::contract::list::list).post(pages::contract::new::create),
        ),
        (
            "/support/contracts/new",
            get(pages::contract::new::new_form),
        ),
        ("/support/contracts/{id}", get(pages::contract::show::show)),
        (
            "/support/contracts/{id}/properties",
            get(pages::contract::change::change_form).post(pages::contract::change::change),
        ),
        (
            "/support/contracts/{id}/lock",
            post(pages::contract::lock::lock),
        ),
        (
            "/support/contracts/{id}/unlocking",
            post(pages::contract::lock::unlock),
        ),
        (
            "/support/contracts/{id}/end",
            get(pages::contract::end::end_form).post(pages::contract::end::end),
        ),
    ];
    let operators = operators.into_iter().map(|route| (Door::Operator, route));
    operators
        .chain(agents.into_iter().map(|route| (Door::SupportAgent, route)))
        .collect()
}
