//! Addresses for everybody.

use crate::pages;
use crate::routes::door::{Door, Route};
use axum::routing::{get, post};

/// Also for those who come by the link of a mail, which is their only proof.
pub(crate) fn public_pages() -> Vec<(Door, Route)> {
    let routes: Vec<Route> = vec![
        ("/", get(pages::home::home)),
        (
            "/sign-in",
            get(pages::session::sign_in_form).post(pages::session::sign_in),
        ),
        ("/sign-out", post(pages::session::sign_out)),
        ("/language", post(pages::session::choose_language)),
        (
            "/sign-up",
            get(pages::person::sign_up::sign_up_form).post(pages::person::sign_up::sign_up),
        ),
        (
            "/sign-up/confirmation",
            get(pages::person::registration::sign_up_confirmation_form)
                .post(pages::person::registration::register),
        ),
        (
            "/set-up",
            get(pages::person::registration::set_up_form)
                .post(pages::person::registration::register),
        ),
        (
            "/forgot",
            get(pages::person::forgotten::forgotten_form).post(pages::person::forgotten::forgotten),
        ),
        (
            "/forgot/password",
            get(pages::person::forgotten::reset_form).post(pages::person::forgotten::reset),
        ),
        ("/invitation", get(pages::invitation::accept::show)),
        (
            "/invitation/refusal",
            post(pages::invitation::accept::decline),
        ),
        (
            "/invitation/registration",
            post(pages::invitation::accept::register),
        ),
        (
            "/notification-address/confirmation",
            get(pages::notification_address::confirm::form)
                .post(pages::notification_address::confirm::create),
        ),
        (
            "/unsubscribe",
            get(pages::notification_preference::unsubscribe_form)
                .post(pages::notification_preference::unsubscribe),
        ),
    ];
    routes
        .into_iter()
        .chain(contact())
        .chain(about())
        .map(|route| (Door::Public, route))
        .collect()
}

/// What somebody writes to support who cannot log in, and what is said to them.
fn contact() -> Vec<Route> {
    vec![
        (
            "/contact",
            get(pages::support_case::contact::form).post(pages::support_case::contact::create),
        ),
        (
            "/contact/confirmation",
            get(pages::support_case::contact::confirmation_form)
                .post(pages::support_case::contact::create_confirmation),
        ),
        ("/contact/case", get(pages::support_case::visitor::show)),
        (
            "/contact/case/attachments/{attachment}",
            get(pages::support_case::attachment::download_by_link),
        ),
        (
            "/contact/case/messages",
            post(pages::support_case::visitor::answer),
        ),
        (
            "/contact/case/reopening",
            post(pages::support_case::visitor::reopen),
        ),
        (
            "/contact/case/closure",
            post(pages::support_case::visitor::close),
        ),
        (
            "/contact/case/link",
            post(pages::support_case::contact::create_link),
        ),
    ]
}

/// What stands at the foot of each page.
fn about() -> Vec<Route> {
    vec![
        ("/help", get(pages::help::help)),
        ("/contacts", get(pages::about::contacts::contacts)),
        ("/site-map", get(pages::about::site_map::site_map)),
        ("/terms", get(pages::about::terms::terms)),
        ("/legal-notice", get(pages::about::terms::legal_notice)),
        ("/privacy", get(pages::about::privacy::privacy)),
        (
            "/accessibility",
            get(pages::about::accessibility::accessibility),
        ),
    ]
}
