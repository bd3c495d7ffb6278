//! Addresses for whoever has logged in.

use crate::pages;
use crate::routes::door::{Door, Route};
use axum::routing::{get, post};

/// What an address names and is not the visitor's own does not exist.
pub(crate) fn own_pages() -> Vec<(Door, Route)> {
    let routes: Vec<Route> = vec![
        (
            "/profile",
            get(pages::person::profile::profile_form).post(pages::person::profile::profile),
        ),
        (
            "/profile/data",
            get(pages::person::data::form).post(pages::person::data::take),
        ),
        (
            "/profile/absence",
            get(pages::person::absence::form).post(pages::person::absence::save),
        ),
        ("/profile/absence/end", post(pages::person::absence::end)),
        (
            "/profile/notifications",
            get(pages::notification_preference::form).post(pages::notification_preference::save),
        ),
        (
            "/profile/password",
            post(pages::person::profile::change_password),
        ),
        ("/profile/email", post(pages::person::email::change_email)),
        (
            "/profile/email/works",
            post(pages::person::email::address_works),
        ),
        (
            "/profile/email/confirmation",
            get(pages::person::email::confirm_email_form).post(pages::person::email::confirm_email),
        ),
        (
            "/access/services",
            get(pages::access_request::own_list::services),
        ),
        (
            "/access/smart-accounts",
            get(pages::smart_account::accounts::own_accounts),
        ),
        ("/access/mine", get(pages::membership::mine::list)),
        (
            "/access/mine/{id}",
            get(pages::membership::mine::return_form),
        ),
        (
            "/access/mine/{id}/return",
            post(pages::membership::mine::give_back),
        ),
        (
            "/access/contracts/new",
            get(pages::access_request::contract::form),
        ),
        (
            "/access/contracts",
            post(pages::access_request::contract::create),
        ),
        (
            "/access/programmes/{key}",
            get(pages::access_request::programme::form),
        ),
        (
            "/access/programmes/{key}/requests",
            post(pages::access_request::programme::create),
        ),
        (
            "/access/entitlements/{id}",
            get(pages::entitlement::return_form),
        ),
        (
            "/access/entitlements/{id}/return",
            post(pages::entitlement::give_back),
        ),
        (
            "/access/requests/new",
            get(pages::access_request::new::form),
        ),
        (
            "/access/requests",
            post(pages::access_request::send::create),
        ),
        (
            "/access/requests/{id}",
            get(pages::access_request::own::show),
        ),
        (
            "/access/requests/{id}/confirmation",
            get(pages::access_request::own::confirmation),
        ),
        (
            "/access/requests/{id}/reminders",
            post(pages::access_request::own::remind),
        ),
        (
            "/access/requests/{id}/withdrawal",
            post(pages::access_request::own::withdraw),
        ),
        (
            "/access/requests/{id}/messages",
            post(pages::access_request::writing::create),
        ),
        (
            "/access/requests/{id}/answers",
            post(pages::access_request::turn::answer),
        ),
        (
            "/access/requests/{id}/offer-acceptance",
            post(pages::access_request::turn::accept_offer),
        ),
        (
            "/access/requests/{id}/offer-refusal",
            post(pages::access_request::turn::refuse_offer),
        ),
        (
            "/access/requests/{id}/support-case",
            get(pages::support_case::opening::form_about)
                .post(pages::support_case::opening::create_about),
        ),
        (
            "/access/cases",
            get(pages::support_case::own::list).post(pages::support_case::opening::create),
        ),
        ("/access/cases/new", get(pages::support_case::opening::form)),
        (
            "/invitation/acceptance",
            post(pages::invitation::accept::accept),
        ),
        ("/support/cases/{id}", get(pages::support_case::show::show)),
        (
            "/support/cases/{id}/attachments/{attachment}",
            get(pages::support_case::attachment::download),
        ),
        (
            "/support/cases/{id}/messages",
            post(pages::support_case::answering::answer),
        ),
        (
            "/support/cases/{id}/closure",
            post(pages::support_case::answering::close),
        ),
        (
            "/support/cases/{id}/reopening",
            post(pages::support_case::answering::reopen),
        ),
        ("/groups", get(pages::group::own::mine)),
        ("/groups/{id}", get(pages::group::own::own)),
        ("/groups/{id}/departure", post(pages::group::own::leave)),
        ("/accounts", get(pages::smart_account::accounts::managed)),
        (
            "/accounts/new",
            get(pages::account_creation::new::form).post(pages::account_creation::new::create),
        ),
        (
            "/accounts/new/{id}",
            get(pages::account_creation::show::show),
        ),
        (
            "/accounts/new/{id}/nominee",
            post(pages::account_creation::show::name_nominee),
        ),
        (
            "/accounts/new/{id}/withdrawal",
            post(pages::account_creation::show::withdraw),
        ),
        (
            "/accounts/new/{id}/revival",
            post(pages::account_creation::show::revive),
        ),
        (
            "/accounts/authorisation",
            get(pages::account_creation::nominee::form)
                .post(pages::account_creation::nominee::create),
        ),
    ];
    routes
        .into_iter()
        .map(|route| (Door::SignedIn, route))
        .collect()
}
