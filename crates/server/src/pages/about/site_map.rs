//! Every page that this reader can open from here.

use crate::web::door::Anybody;
use crate::web::foot::{NamedLink, to_contact};
use crate::web::page::{Page, render};
use crate::web::request_queue::decided_by;
use crate::web::visit::Visit;
use askama::Template;
use axum::response::Response;
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "about/site-map.html")]
struct SiteMapPage {
    p: Page,
    parts: Vec<(String, Vec<NamedLink>)>,
}

/// What is open to everybody, to whoever is signed in, and to their duties.
pub async fn site_map(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let p = visit.page(&fl!(t, "layout-site-map"));
    let mut parts = Vec::new();
    match &visit.person {
        None => parts.push((fl!(t, "site-map-in"), ways_in(&visit))),
        Some(person) => {
            parts.push((fl!(t, "profile-manage"), profile(&visit)));
            parts.push((fl!(t, "access-management"), access(&visit)));
            let queues = decided_by(&visit, person);
            if !queues.is_empty() {
                parts.push((fl!(t, "desk-requests"), queues));
            }
            if visit.is_support {
                parts.push((fl!(t, "support-case-list"), support(&visit)));
            }
            if person.is_operator {
                parts.push((fl!(t, "operator-title"), operation(&visit)));
            }
        }
    }
    let mut service = vec![NamedLink::to("/", fl!(t, "home-title"))];
    service.extend(p.foot.iter().cloned());
    if visit.app.is_demo {
        service.push(NamedLink::to("/demo/mail", fl!(t, "demo-mail")));
    }
    parts.push((fl!(t, "site-map-service"), service));
    render(&SiteMapPage { p, parts })
}

fn ways_in(visit: &Visit) -> Vec<NamedLink> {
    let t = &visit.words.text;
    vec![
        NamedLink::to("/sign-in", fl!(t, "session-log-in")),
        NamedLink::to("/sign-up", fl!(t, "session-create-account")),
        NamedLink::to("/forgot", fl!(t, "session-forgotten")),
        to_contact(t),
        NamedLink::to("/profile", fl!(t, "layout-manage-account")),
    ]
}

fn profile(visit: &Visit) -> Vec<NamedLink> {
    let t = &visit.words.text;
    vec![
        NamedLink::to("/profile", fl!(t, "profile-manage")),
        NamedLink::to(
            "/profile/notifications",
            fl!(t, "notification-preference-title"),
        ),
        NamedLink::to("/profile/absence", fl!(t, "absence-title")),
        NamedLink::to("/profile/data", fl!(t, "own-data-title")),
    ]
}

fn access(visit: &Visit) -> Vec<NamedLink> {
    let t = &visit.words.text;
    let mut links = vec![
        NamedLink::to("/access/services", fl!(t, "access-services")),
        NamedLink::to("/access/smart-accounts", fl!(t, "access-smart-accounts")),
    ];
    links.extend(visit.app.db.rules().programmes.iter().map(|programme| {
        let name = programme.definition.name.in_language(visit.words.language);
        let address = format!("/access/programmes/{}", programme.key());
        NamedLink::to(address, name.into())
    }));
    links.extend([
        NamedLink::to("/access/requests/new", fl!(t, "access-request-new")),
        NamedLink::to("/access/contracts/new", fl!(t, "contract-ask")),
        NamedLink::to("/access/mine", fl!(t, "access-mine")),
        NamedLink::to("/access/cases", fl!(t, "support-case-own")),
        NamedLink::to("/access/cases/new", fl!(t, "support-case-open-one")),
        NamedLink::to("/groups", fl!(t, "group-mine")),
        NamedLink::to("/accounts", fl!(t, "smart-account-manage")),
        NamedLink::to("/accounts/new", fl!(t, "creation-title")),
    ]);
    links
}

fn support(visit: &Visit) -> Vec<NamedLink> {
    let t = &visit.words.text;
    vec![
        NamedLink::to("/support/cases", fl!(t, "support-case-list")),
        NamedLink::to("/support/contracts", fl!(t, "contracts")),
        NamedLink::to("/support/contracts/new", fl!(t, "contract-new")),
        NamedLink::to("/support/contracts/import", fl!(t, "contract-import")),
        NamedLink::to("/support/contracts/imports", fl!(t, "contract-imports")),
    ]
}

fn operation(visit: &Visit) -> Vec<NamedLink> {
    let t = &visit.words.text;
    vec![
        NamedLink::to("/operator", fl!(t, "operator-needed")),
        NamedLink::to("/operator/accounts", fl!(t, "operator-accounts")),
        NamedLink::to("/operator/accounts/new", fl!(t, "operator-new-account")),
        NamedLink::to("/operator/creations", fl!(t, "operator-creations")),
        NamedLink::to("/operator/people", fl!(t, "operator-people")),
        NamedLink::to("/operator/cases", fl!(t, "operator-cases")),
        NamedLink::to("/operator/mail", fl!(t, "operator-mail")),
        NamedLink::to("/operator/events", fl!(t, "desk-events")),
    ]
}
