//! Every address. One verb, one resource: GET changes nothing, and what people do to a thing is a POST to a noun below it.

use crate::access_request::{
    bulk_pages, decide_pages, new_pages, pages as requests, queue_pages, talk_pages, turn_pages,
};
use crate::access_review::{
    closure_pages, decision_pages, export as review_export, pages as reviews, start_pages,
};
use crate::account_creation::{
    new_pages as new_creations, nominee_pages, objection_pages, pages as creations,
};
use crate::app::App;
use crate::automation::pages as rules;
use crate::invitation::accept_pages;
use crate::membership::{add_pages, mine_pages};
use crate::notification_address::{confirm_pages, pages as addresses};
use crate::notification_preference::pages as preferences;
use crate::operator::{
    account_pages as their_accounts, alias_pages, creation_pages, duty_pages, email_pages,
    invitation_pages, mail_pages, new_account_pages, people_pages,
};
use crate::person::{
    forgotten_pages as forgotten, pages as people, profile_pages,
    registration_pages as registrations,
};
use crate::session::pages as sessions;
use crate::smart_account::{pages as accounts, properties};
use crate::support_case::pages as cases;
use crate::upload::{
    download_pages, list_pages as upload_lists, pages as uploads, progress_pages, receiving,
};
use crate::web::errors::PageError;
use crate::web::ready::ready;
use crate::web::{help, visit};
use crate::{
    agreement, application, demo, event_log, group, invitation, membership, operator,
    virtual_account as parts,
};
use axum::extract::rejection::PathRejection;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use axum::{Router, middleware};
use axum_extra::extract::cookie::CookieJar;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// Larger than any form.
const LARGEST_BODY: usize = 256 * 1024;
const LONGEST_REQUEST: Duration = Duration::from_secs(60);

/// Where files come in: larger than any form, and longer on their way.
/// Where files of lines are sent, which may be large and long on their way.
const UPLOADS: [&str; 2] = [
    "/accounts/{domain}/uploads",
    "/accounts/{domain}/groups/{id}/uploads",
];
/// Where forms of an account's desk go while the account is suspended: what takes access away, calls something off or speaks up;
/// and what says itself, beside its form, that it rests.
pub const GO_ON_WHILE_SUSPENDED: [&str; 22] = [
    "/accounts/{domain}/users/changes",
    "/accounts/{domain}/users/new",
    "/accounts/{domain}/uploads",
    "/accounts/{domain}/uploads/{id}/application",
    "/accounts/{domain}/uploads/{id}/disposal",
    "/accounts/{domain}/invitations/{id}/letters",
    "/accounts/{domain}/invitations/{id}/withdrawal",
    "/accounts/{domain}/automation/{id}/deletion",
    "/accounts/{domain}/requests/decisions",
    "/accounts/{domain}/requests/{id}/decision",
    "/accounts/{domain}/requests/{id}/questions",
    "/accounts/{domain}/requests/{id}/handovers",
    "/accounts/{domain}/requests/{id}/comments",
    "/accounts/{domain}/properties/notifications",
    "/accounts/{domain}/properties/notifications/{id}/letters",
    "/accounts/{domain}/properties/notifications/{id}/removal",
    "/accounts/{domain}/reviews/{id}/closure",
    "/accounts/{domain}/creations/{id}/objection",
    "/accounts/{domain}/groups/{id}/members",
    "/accounts/{domain}/groups/{id}/members/removal",
    "/accounts/{domain}/groups/{id}/roles/{role}/end",
    "/accounts/{domain}/groups/{id}/uploads",
];
const LONGEST_UPLOAD: Duration = Duration::from_secs(30 * 60);

type Route = (&'static str, MethodRouter<Arc<App>>);

/// Who may reach an address. A test holds the list against the router and knocks at every door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Anybody.
    Public,
    /// Whoever is signed in; things that are not theirs do not exist.
    SignedIn,
    /// Whoever holds a right in the account.
    Desk,
    Operator,
    SupportAgent,
}

/// Every page with its door.
pub fn pages() -> Vec<(Door, Route)> {
    let mut pages = public_pages();
    pages.extend(own_pages());
    pages.extend(desk_pages());
    pages.extend(staff_pages());
    pages
}

fn public_pages() -> Vec<(Door, Route)> {
    let routes: Vec<Route> = vec![
        ("/", get(application::home)),
        (
            "/sign-in",
            get(sessions::sign_in_form).post(sessions::sign_in),
        ),
        ("/sign-out", post(sessions::sign_out)),
        ("/language", post(sessions::choose_language)),
        ("/sign-up", get(people::sign_up_form).post(people::sign_up)),
        (
            "/sign-up/confirmation",
            get(registrations::sign_up_confirmation_form).post(registrations::register),
        ),
        (
            "/set-up",
            get(registrations::set_up_form).post(registrations::register),
        ),
        (
            "/forgot",
            get(forgotten::forgotten_form).post(forgotten::forgotten),
        ),
        (
            "/forgot/password",
            get(forgotten::reset_form).post(forgotten::reset),
        ),
        ("/invitation", get(accept_pages::show)),
        ("/invitation/refusal", post(accept_pages::decline)),
        ("/invitation/registration", post(accept_pages::register)),
        (
            "/notification-address/confirmation",
            get(confirm_pages::form).post(confirm_pages::create),
        ),
        (
            "/unsubscribe",
            get(preferences::unsubscribe_form).post(preferences::unsubscribe),
        ),
        ("/help", get(help::help)),
        ("/privacy", get(help::privacy)),
        ("/accessibility", get(help::accessibility)),
    ];
    routes
        .into_iter()
        .map(|route| (Door::Public, route))
        .collect()
}

fn own_pages() -> Vec<(Door, Route)> {
    let routes: Vec<Route> = vec![
        (
            "/profile",
            get(profile_pages::profile_form).post(profile_pages::profile),
        ),
        (
            "/profile/notifications",
            get(preferences::form).post(preferences::save),
        ),
        ("/profile/password", post(profile_pages::change_password)),
        ("/profile/email", post(profile_pages::change_email)),
        (
            "/profile/email/confirmation",
            get(profile_pages::confirm_email_form).post(profile_pages::confirm_email),
        ),
        ("/access/services", get(requests::services)),
        ("/access/smart-accounts", get(accounts::own_accounts)),
        ("/access/mine", get(mine_pages::list)),
        ("/access/mine/{id}", get(mine_pages::return_form)),
        ("/access/mine/{id}/return", post(mine_pages::give_back)),
        ("/access/programmes/{key}", get(accounts::programme)),
        ("/access/requests/new", get(new_pages::form)),
        ("/access/requests", post(new_pages::create)),
        ("/access/requests/{id}", get(requests::show)),
        (
            "/access/requests/{id}/confirmation",
            get(requests::confirmation),
        ),
        ("/access/requests/{id}/reminders", post(requests::remind)),
        ("/access/requests/{id}/withdrawal", post(requests::withdraw)),
        ("/access/requests/{id}/answers", post(turn_pages::answer)),
        (
            "/access/requests/{id}/offer-acceptance",
            post(turn_pages::accept_offer),
        ),
        (
            "/access/requests/{id}/offer-refusal",
            post(turn_pages::refuse_offer),
        ),
        (
            "/access/requests/{id}/support-case",
            get(cases::new_form).post(cases::create),
        ),
        ("/invitation/acceptance", post(accept_pages::accept)),
        ("/support/cases/{id}", get(cases::show)),
        ("/support/cases/{id}/messages", post(cases::answer)),
        ("/support/cases/{id}/closure", post(cases::close)),
        ("/groups", get(group::own_pages::mine)),
        ("/groups/{id}", get(group::own_pages::own)),
        ("/groups/{id}/departure", post(group::own_pages::leave)),
        ("/accounts", get(accounts::managed)),
        (
            "/accounts/new",
            get(new_creations::form).post(new_creations::create),
        ),
        ("/accounts/new/{id}", get(creations::show)),
        ("/accounts/new/{id}/nominee", post(creations::name_nominee)),
        ("/accounts/new/{id}/withdrawal", post(creations::withdraw)),
        ("/accounts/new/{id}/revival", post(creations::revive)),
        (
            "/accounts/authorisation",
            get(nominee_pages::form).post(nominee_pages::create),
        ),
    ];
    routes
        .into_iter()
        .map(|route| (Door::SignedIn, route))
        .collect()
}

fn desk_pages() -> Vec<(Door, Route)> {
    let routes: Vec<Route> = vec![
        ("/accounts/{domain}", get(accounts::desk)),
        ("/accounts/{domain}/users", get(membership::pages::users)),
        (
            "/accounts/{domain}/users/new",
            get(add_pages::form).post(add_pages::create),
        ),
        (UPLOADS[0], get(upload_lists::list).post(receiving::create)),
        ("/accounts/{domain}/uploads/{id}", get(uploads::show)),
        (
            "/accounts/{domain}/uploads/{id}/progress",
            get(progress_pages::show),
        ),
        (
            "/accounts/{domain}/uploads/{id}/faults",
            get(download_pages::faults),
        ),
        (
            "/accounts/{domain}/uploads/{id}/result",
            get(download_pages::result),
        ),
        (
            "/accounts/{domain}/uploads/{id}/application",
            post(uploads::create_application),
        ),
        (
            "/accounts/{domain}/uploads/{id}/disposal",
            post(uploads::create_disposal),
        ),
        (
            "/accounts/{domain}/invitations",
            get(invitation::pages::list),
        ),
        (
            "/accounts/{domain}/invitations/{id}/letters",
            post(invitation::pages::renew),
        ),
        (
            "/accounts/{domain}/invitations/{id}/withdrawal",
            get(invitation::pages::withdrawal_form).post(invitation::pages::withdraw),
        ),
        (
            "/accounts/{domain}/users/export.csv",
            get(membership::export::csv),
        ),
        (
            "/accounts/{domain}/users/export.xlsx",
            get(membership::export::workbook),
        ),
        (
            "/accounts/{domain}/users/changes",
            get(membership::change_pages::review).post(membership::change_pages::apply),
        ),
        (
            "/accounts/{domain}/users/{id}",
            get(membership::person_page::show),
        ),
        (
            "/accounts/{domain}/virtual-accounts",
            get(parts::list_pages::list).post(parts::new_pages::create_or_go_on),
        ),
        (
            "/accounts/{domain}/virtual-accounts/new",
            get(parts::new_pages::form),
        ),
        (
            "/accounts/{domain}/virtual-accounts/{id}",
            get(parts::pages::show),
        ),
        (
            "/accounts/{domain}/virtual-accounts/{id}/settings",
            get(parts::pages::settings_form).post(parts::pages::change_settings),
        ),
        (
            "/accounts/{domain}/virtual-accounts/{id}/default",
            post(parts::pages::change_default),
        ),
        (
            "/accounts/{domain}/virtual-accounts/{id}/deletion",
            get(parts::deletion_pages::form).post(parts::deletion_pages::create),
        ),
        ("/accounts/{domain}/requests", get(queue_pages::queue)),
        (
            "/accounts/{domain}/requests/pending-count",
            get(queue_pages::pending_count),
        ),
        (
            "/accounts/{domain}/automation",
            get(rules::list).post(rules::create),
        ),
        ("/accounts/{domain}/automation/new", get(rules::new_form)),
        (
            "/accounts/{domain}/automation/rehearsal",
            get(rules::rehearsal),
        ),
        ("/accounts/{domain}/automation/{id}", get(rules::edit_form)),
        (
            "/accounts/{domain}/automation/{id}/deletion",
            post(rules::delete),
        ),
        (
            "/accounts/{domain}/requests/review",
            get(bulk_pages::review),
        ),
        (
            "/accounts/{domain}/requests/decisions",
            get(bulk_pages::results).post(bulk_pages::create),
        ),
        ("/accounts/{domain}/requests/{id}", get(decide_pages::show)),
        (
            "/accounts/{domain}/requests/{id}/decision",
            post(decide_pages::create_decision),
        ),
        (
            "/accounts/{domain}/requests/{id}/questions",
            post(talk_pages::create_question),
        ),
        (
            "/accounts/{domain}/requests/{id}/handovers",
            post(talk_pages::create_handover),
        ),
        (
            "/accounts/{domain}/requests/{id}/comments",
            post(talk_pages::create_comment),
        ),
        (
            "/accounts/{domain}/properties",
            get(properties::pages::show).post(properties::pages::change_properties),
        ),
        (
            "/accounts/{domain}/properties/agreements",
            get(agreement::pages::list).post(agreement::pages::create),
        ),
        (
            "/accounts/{domain}/properties/agreements/{id}",
            get(agreement::pages::show),
        ),
        (
            "/accounts/{domain}/properties/agreements/{id}/versions",
            post(agreement::pages::create_version),
        ),
        (
            "/accounts/{domain}/properties/agreements/{id}/acceptances",
            post(agreement::pages::create_acceptance),
        ),
        (
            "/accounts/{domain}/properties/notifications",
            get(addresses::list).post(addresses::create),
        ),
        (
            "/accounts/{domain}/properties/notifications/{id}/letters",
            post(addresses::create_letter),
        ),
        (
            "/accounts/{domain}/properties/notifications/{id}/removal",
            post(addresses::create_removal),
        ),
        (
            "/accounts/{domain}/reviews",
            get(start_pages::list).post(start_pages::create),
        ),
        ("/accounts/{domain}/reviews/new", get(start_pages::form)),
        ("/accounts/{domain}/reviews/{id}", get(reviews::show)),
        (
            "/accounts/{domain}/reviews/{id}/decisions",
            post(decision_pages::send),
        ),
        (
            "/accounts/{domain}/reviews/{id}/closure",
            get(closure_pages::form).post(closure_pages::send),
        ),
        (
            "/accounts/{domain}/reviews/{id}/progress",
            get(reviews::progress),
        ),
        (
            "/accounts/{domain}/reviews/{id}/export",
            get(review_export::export),
        ),
        (
            "/accounts/{domain}/creations/{id}",
            get(objection_pages::show),
        ),
        (
            "/accounts/{domain}/creations/{id}/objection",
            post(objection_pages::object),
        ),
        ("/accounts/{domain}/events", get(event_log::pages::list)),
        (
            "/accounts/{domain}/events/export",
            get(event_log::export::export),
        ),
        (
            "/accounts/{domain}/events/{id}",
            get(event_log::pages::show),
        ),
    ];
    routes
        .into_iter()
        .chain(group_pages())
        .map(|route| (Door::Desk, route))
        .collect()
}

fn group_pages() -> Vec<Route> {
    vec![
        (
            "/accounts/{domain}/groups",
            get(group::pages::groups).post(group::pages::create),
        ),
        ("/accounts/{domain}/groups/new", get(group::pages::new_form)),
        (
            "/accounts/{domain}/groups/{id}",
            get(group::show_pages::show).post(group::edit_pages::edit),
        ),
        (
            "/accounts/{domain}/groups/{id}/edit",
            get(group::edit_pages::edit_form),
        ),
        (
            "/accounts/{domain}/groups/{id}/deletion",
            get(group::edit_pages::deletion_form).post(group::edit_pages::delete),
        ),
        (
            "/accounts/{domain}/groups/{id}/members",
            post(group::member_pages::add),
        ),
        (
            "/accounts/{domain}/groups/{id}/members/new",
            get(group::member_pages::new_form),
        ),
        (
            "/accounts/{domain}/groups/{id}/members/file",
            get(group::file_pages::form),
        ),
        (
            UPLOADS[1],
            get(upload_lists::list_of_group).post(group::file_pages::create),
        ),
        (
            "/accounts/{domain}/groups/{id}/members/removal",
            get(group::member_pages::removal_form).post(group::member_pages::remove),
        ),
        (
            "/accounts/{domain}/groups/{id}/roles",
            post(group::role_pages::give),
        ),
        (
            "/accounts/{domain}/groups/{id}/roles/new",
            get(group::role_pages::new_form),
        ),
        (
            "/accounts/{domain}/groups/{id}/roles/{role}/end",
            get(group::role_pages::end_form).post(group::role_pages::end),
        ),
    ]
}

fn staff_pages() -> Vec<(Door, Route)> {
    let operators: Vec<Route> = vec![
        ("/operator", get(operator::overview)),
        (
            "/operator/accounts",
            get(their_accounts::accounts).post(new_account_pages::create_account),
        ),
        (
            "/operator/accounts/new",
            get(new_account_pages::new_account),
        ),
        ("/operator/accounts/{id}", get(their_accounts::account)),
        (
            "/operator/accounts/{id}/suspension",
            get(their_accounts::suspension_form).post(their_accounts::suspend),
        ),
        (
            "/operator/accounts/{id}/reactivation",
            post(their_accounts::reactivate),
        ),
        (
            "/operator/accounts/{id}/administrators",
            post(their_accounts::name_administrator),
        ),
        ("/operator/accounts/{id}/aliases", post(alias_pages::create)),
        (
            "/operator/accounts/{id}/invitations",
            post(invitation_pages::create),
        ),
        ("/operator/creations", get(creation_pages::creations)),
        ("/operator/creations/{id}", get(creation_pages::creation)),
        (
            "/operator/creations/{id}/approval",
            post(creation_pages::approve),
        ),
        (
            "/operator/creations/{id}/refusal",
            post(creation_pages::decline),
        ),
        (
            "/operator/creations/{id}/objection-settlement",
            post(creation_pages::settle_objection),
        ),
        (
            "/operator/creations/{id}/revival",
            post(creation_pages::revive),
        ),
        (
            "/operator/creations/{id}/extension",
            post(creation_pages::extend),
        ),
        (
            "/operator/creations/{id}/closure",
            post(creation_pages::close),
        ),
        (
            "/operator/creations/{id}/nominee",
            post(creation_pages::name_nominee),
        ),
        ("/operator/people", get(people_pages::people)),
        ("/operator/people/{id}", get(people_pages::person)),
        (
            "/operator/people/{id}/deactivation",
            get(people_pages::deactivation_form).post(people_pages::deactivate),
        ),
        (
            "/operator/people/{id}/reactivation",
            post(people_pages::reactivate),
        ),
        (
            "/operator/people/{id}/unlocking",
            post(people_pages::unlock),
        ),
        (
            "/operator/people/{id}/appointments",
            post(duty_pages::appoint),
        ),
        ("/operator/people/{id}/removals", post(duty_pages::remove)),
        ("/operator/people/{id}/email", post(email_pages::replace)),
        (
            "/operator/people/{id}/email/release",
            post(email_pages::free),
        ),
        ("/operator/events", get(event_log::installation_pages::list)),
        (
            "/operator/events/export",
            get(event_log::installation_pages::export),
        ),
        ("/operator/mail", get(mail_pages::mail)),
        ("/operator/mail/retries", post(mail_pages::retries)),
        ("/operator/mail/{id}/retry", post(mail_pages::retry)),
    ];
    // Operators answer cases, too, as long as there is no agent.
    let agents: Vec<Route> = vec![("/support/cases", get(cases::list))];
    let operators = operators.into_iter().map(|route| (Door::Operator, route));
    operators
        .chain(agents.into_iter().map(|route| (Door::SupportAgent, route)))
        .collect()
}

/// Everything the program answers.
pub fn router(app: Arc<App>) -> Router {
    let (mut router, mut uploads) = (Router::new(), Router::new());
    for (_, (path, methods)) in pages() {
        if UPLOADS.contains(&path) {
            uploads = uploads.route(path, methods);
        } else {
            router = router.route(path, methods);
        }
    }
    if app.is_demo {
        for (path, methods) in demo::pages::routes() {
            router = router.route(path, methods);
        }
    }
    let pages = router
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        // Inside the words: what these refuse is answered with a page, too.
        .layer(within(LONGEST_REQUEST))
        .merge(
            uploads
                .layer(DefaultBodyLimit::max(receiving::LARGEST_FILE))
                .layer(within(LONGEST_UPLOAD)),
        )
        // For each piece: a form, or a file, that stands still is not waited for to the end of those.
        .layer(RequestBodyTimeoutLayer::new(app.config.serve.stall()))
        .layer(CatchPanicLayer::new())
        .layer(csrf(&app))
        .layer(middleware::from_fn_with_state(app.clone(), visit::attach))
        .layer(CompressionLayer::new());
    let policy = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    let mut router = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/assets/{version}/{*file}", get(asset))
        .fallback_service(pages.with_state(app.clone()))
        .layer(always(header::CONTENT_SECURITY_POLICY, policy))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::REFERRER_POLICY, "same-origin"))
        .layer(always(header::X_FRAME_OPTIONS, "DENY"))
        .layer(always(
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ))
        .layer(always(
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ));
    if app.config.is_secure() {
        router = router.layer(always(
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000",
        ));
    }
    router.with_state(app)
}

/// Answers for what takes longer than that.
fn within(longest: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, longest)
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Forms are taken from our own pages only. The public address is trusted as well, for proxies that change the host.
fn csrf(app: &App) -> CsrfLayer {
    let layer = CsrfLayer::new();
    layer
        .clone()
        .add_trusted_origin(&app.config.public_url)
        .unwrap_or(layer)
}

async fn asset(
    State(app): State<Arc<App>>,
    path: Result<Path<(String, String)>, PathRejection>,
    jar: CookieJar,
    request: Request,
) -> Response {
    let found = path
        .ok()
        .and_then(|Path((version, file))| app.assets.answer(&version, &file));
    match found {
        Some(file) => file,
        None => PageError::NotFound.page(&visit::arrive(&app, &jar, request).await),
    }
}
