//! The requests one has sent, as a list.

use crate::pages::parts::access_tabs::{Tab, tabs, title};
use crate::paging::{After, PAGE, cut};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::words::entitlement::end_words;
use crate::words::target::{access_type_in, deciders_in};
use crate::{standing, store};
use askama::Template;
use axum::response::Response;
use domain::access_request::{RequestOutcome, Target};
use domain::rules::reminder::{Nudge, nudge};
use domain::{Moment, RequestId};
use i18n_embed_fl::fl;

/// One line of the tracking table.
pub struct Row {
    pub id: RequestId,
    pub target: Target,
    pub access_type: String,
    pub deciders: String,
    pub sent_at: Moment,
    pub outcome: RequestOutcome,
    pub nudge: Option<Nudge>,
    /// How what it gave has ended.
    pub ended: Option<String>,
    /// The group it is for.
    pub group: Option<String>,
}

#[derive(Template)]
#[template(path = "access_request/services.html")]
struct ServicesPage {
    p: Page,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    has_pending: bool,
}

/// The requests one has sent, the newest first, a page at a time.
pub async fn services(visit: SignedIn, Query(after): Query<After>) -> Result<Response, PageError> {
    let (id, cursor) = (visit.person.id.clone(), after.cursor());
    let is_first = cursor.is_none();
    let (mut requests, groups, ended) = visit
        .read(move |db| {
            let found = store::access_request::page_of_applicant(
                db,
                &id,
                cursor.as_deref(),
                PAGE as i64 + 1,
            )?;
            let groups = standing::access_request::for_group::names_of(db, found.iter())?;
            // What an account gave ends as a role, and stands on another page.
            let entitled = found.iter().filter(|one| one.target.queue().is_some());
            let ids: Vec<&str> = entitled.map(|one| one.id.as_str()).collect();
            let ended = store::entitlement::ended(db, &ids)?;
            Ok((found, groups, ended))
        })
        .await?;
    let next = cut(&mut requests, |request| request.id.to_string());
    let table = &visit.app.db.rules().timetable;
    let rows: Vec<Row> = requests
        .into_iter()
        .map(|request| Row {
            nudge: (request.outcome() == RequestOutcome::Pending)
                .then(|| nudge(&request, table, visit.now)),
            outcome: request.outcome(),
            ended: ended
                .iter()
                .find(|(id, _)| *id == request.id)
                .map(|(_, why)| end_words(visit.words, *why)),
            group: standing::access_request::for_group::name_in(&groups, &request),
            id: request.id,
            access_type: access_type_in(&request.target, visit.words),
            deciders: deciders_in(&request.target, visit.app.db.rules(), visit.words),
            target: request.target,
            sent_at: request.sent_at,
        })
        .collect();
    let page = ServicesPage {
        p: visit.page(&title(&visit, &fl!(visit.words.plain, "access-services"))),
        tabs: tabs(&visit, "/access/services"),
        has_pending: rows.iter().any(|row| row.nudge.is_some()),
        rows,
        next,
        is_first,
    };
    Ok(render(&page))
}
