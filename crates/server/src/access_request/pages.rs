//! The requester's pages: confirmation, the request with its timeline, the lists, reminder and withdrawal.

use super::for_group;
use super::standing::standing;
use super::timeline::{Entry, timeline};
use super::turn_pages::{TurnView, Typed, turn_view};
use super::wish::{offered, wish_words};
use crate::event_log::asker::Asker;
use crate::paging::{After, PAGE, cut};
use crate::storage::{AnyConnection, Error};
use crate::store::notification::{Reached, reached};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::refusals;
use crate::web::visit::{Onward, SignedIn, Visit};
use crate::{smart_account, store};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::{AccessRequest, Outcome, RequestFact, Status};
use domain::rules::reminder::{Nudge, nudge};
use domain::smart_account::SmartAccount;
use domain::support_case::{CaseStatus, SupportCase};
use domain::virtual_account::VirtualAccount;
use domain::{Event, Moment, PersonId, Refusal, RequestId};
use i18n_embed_fl::fl;

/// One line of the tracking table.
pub struct Row {
    pub id: RequestId,
    pub identifier: domain::DomainIdentifier,
    pub sent_at: Moment,
    pub outcome: Outcome,
    pub nudge: Option<Nudge>,
    /// The group it is for.
    pub group: Option<String>,
}

#[derive(Template)]
#[template(path = "access/services.html")]
struct ServicesPage {
    p: Page,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
    has_pending: bool,
}

/// One tab of access management.
pub struct Tab {
    pub address: String,
    pub label: String,
    pub current: bool,
}

/// The tabs of access management; `current` is the address of the one shown.
pub fn tabs(visit: &Visit, current: &str) -> Vec<Tab> {
    let t = &visit.words.text;
    let fixed = [
        ("/access/services".to_owned(), fl!(t, "access-services")),
        (
            "/access/smart-accounts".to_owned(),
            fl!(t, "access-smart-accounts"),
        ),
    ];
    let programmes = visit.app.config.programmes.iter().map(|programme| {
        (
            format!("/access/programmes/{}", programme.key),
            programme.name.in_language(visit.words.language).to_owned(),
        )
    });
    fixed
        .into_iter()
        .chain(programmes)
        .map(|(address, label)| Tab {
            current: address == current,
            address,
            label,
        })
        .collect()
}

pub async fn services(visit: SignedIn, Query(after): Query<After>) -> Result<Response, PageError> {
    let (id, cursor) = (visit.person.id.clone(), after.cursor());
    let is_first = cursor.is_none();
    let (mut requests, groups) = visit
        .app
        .db
        .read(move |db| {
            let found = store::access_request::page_of_applicant(
                db,
                &id,
                cursor.as_deref(),
                PAGE as i64 + 1,
            )?;
            let groups = for_group::names_of(db, found.iter())?;
            Ok((found, groups))
        })
        .await?;
    let next = cut(&mut requests, |request| request.id.to_string());
    let table = &visit.app.db.rules().timetable;
    let rows: Vec<Row> = requests
        .into_iter()
        .map(|request| Row {
            nudge: (request.outcome() == Outcome::Pending)
                .then(|| nudge(&request, table, visit.now)),
            outcome: request.outcome(),
            group: for_group::name_in(&groups, &request),
            id: request.id,
            identifier: request.identifier,
            sent_at: request.sent_at,
        })
        .collect();
    let page = ServicesPage {
        p: visit.page(&fl!(visit.words.text, "access-management")),
        tabs: tabs(&visit, "/access/services"),
        has_pending: rows.iter().any(|row| row.nudge.is_some()),
        rows,
        next,
        is_first,
    };
    Ok(render(&page))
}

/// A request of one's own, as its page and the confirmation show it.
pub(crate) struct Own {
    pub(crate) request: AccessRequest,
    pub(crate) account: Option<SmartAccount>,
    pub(crate) parts: Vec<VirtualAccount>,
    pub(super) decider: Option<String>,
    pub(super) told: usize,
    pub(super) reached: Vec<(i64, Reached)>,
    pub(super) events: Vec<store::event::Recorded>,
    pub(super) cases: Vec<SupportCase>,
    /// The group it is for.
    pub(super) group: Option<String>,
    /// Whether it is for a group they do not manage any more.
    pub(super) is_unkept: bool,
}

/// Loads a request for the person who sent it; to anybody else there is none.
pub(crate) fn load_own(
    db: &mut AnyConnection,
    id: &RequestId,
    person: &PersonId,
    now: Moment,
) -> Result<Own, Error> {
    let request = store::access_request::find(db, id)?;
    if request.applicant != *person {
        return Err(Refusal::NotFound.into());
    }
    let account = store::smart_account::find_if_any(db, request.account.as_ref())?;
    let is_visible = smart_account::is_visible(db, person, account.as_ref())?;
    let mut events = store::event::of_request(db, id)?;
    Asker::find(db, person)?.keep_own(db, &mut events)?;
    // Whoever proposes something from a hidden account shows as much of it as the proposal names.
    let proposed = events.iter().any(|recorded| is_offer(&recorded.event));
    let parts = match account
        .as_ref()
        .filter(|_| is_visible || proposed || request.outcome() == Outcome::Approved)
    {
        Some(account) => store::virtual_account::virtual_accounts_named(db, &account.id)?,
        None => Vec::new(),
    };
    // Whoever was let in for a group knows of the account, whether or not they are in the group.
    let let_in = request.outcome() == Outcome::Approved;
    let account = account.filter(|_| is_visible || let_in);
    let group = for_group::of_request(db, &request, now)?;
    let (mut told, mut decider) = (0, None);
    if account.is_some() {
        told = store::access_request::deciders(db, &request, now)?
            .len()
            .min(domain::notification::MOST_DECIDERS_MAILED);
        if let Some((_, Some(by), _)) = request.settled() {
            decider = Some(store::person::find(db, by)?.profile.full_name);
        }
    }
    Ok(Own {
        reached: reached(db, id)?,
        group: group.map(|group| group.name),
        is_unkept: !standing(db, &request, None, now)?.sender_keeps_group,
        events,
        cases: store::support_case::of_request(db, id)?,
        request,
        account,
        parts,
        decider,
        told,
    })
}

fn is_offer(event: &Event) -> bool {
    matches!(event, Event::AccessRequest(event) if matches!(event.fact, RequestFact::Offered { .. }))
}

#[derive(Template)]
#[template(path = "access_request/sent.html")]
struct SentPage {
    p: Page,
    words: String,
    from: Option<Moment>,
    id: RequestId,
}

pub async fn confirmation(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let own = load(&visit, &id).await?;
    let plain = &visit.words.plain;
    let identifier = own.request.identifier.shown();
    let words = match &own.account {
        Some(_) if own.told == 0 => fl!(plain, "sent-no-decider", identifier = identifier),
        Some(_) => fl!(
            plain,
            "sent-told",
            count = own.told,
            identifier = identifier
        ),
        None => fl!(plain, "sent-told-someone", identifier = identifier),
    };
    let from = match nudge(&own.request, &visit.app.db.rules().timetable, visit.now) {
        Nudge::From(from) => Some(from),
        _ => None,
    };
    Ok(render(&SentPage {
        p: visit.page(&fl!(visit.words.text, "sent-title")),
        words,
        from,
        id: own.request.id,
    }))
}

pub(super) async fn load(visit: &SignedIn, id: &str) -> Result<Own, PageError> {
    let id: RequestId = id.parse().map_err(|_| PageError::NotFound)?;
    let (person, now) = (visit.person.id.clone(), visit.now);
    Ok(visit
        .app
        .db
        .read(move |db| load_own(db, &id, &person, now))
        .await?)
}

#[derive(Template)]
#[template(path = "access_request/show.html")]
struct ShowPage {
    p: Page,
    request: AccessRequest,
    outcome: Outcome,
    account_name: Option<String>,
    group: Option<String>,
    asked: String,
    granted: Option<String>,
    granted_differs: bool,
    entries: Vec<Entry>,
    nudge: Option<Nudge>,
    case: Option<SupportCase>,
    can_open_case: bool,
    ask_again: bool,
    turn: Option<TurnView>,
    /// It waits, and all that is left to its sender is to withdraw it.
    is_unkept: bool,
    faults: Faults,
}

pub async fn show(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let own = load(&visit, &id).await?;
    Ok(shown(&visit, own, StatusCode::OK, Typed::default()))
}

/// The page of one's own request, with what was typed on it and what is wrong with that.
pub(super) fn shown(visit: &SignedIn, own: Own, status: StatusCode, typed: Typed) -> Response {
    let pending = own.request.outcome() == Outcome::Pending;
    let is_unkept = pending && own.is_unkept;
    let turn = turn_view(visit, &own, typed).filter(|_| !is_unkept);
    let granted = match &own.request.status {
        Status::Approved { grant, .. } => Some(offered(grant)),
        _ => None,
    };
    let open_case = own
        .cases
        .iter()
        .find(|case| case.status != CaseStatus::Closed)
        .or(own.cases.first())
        .cloned();
    let table = &visit.app.db.rules().timetable;
    let page = ShowPage {
        p: visit.page(&fl!(visit.words.text, "access-request-title")),
        faults: turn
            .as_ref()
            .map_or_else(Faults::default, |turn| Faults::of(&turn.fields())),
        turn,
        is_unkept,
        outcome: own.request.outcome(),
        account_name: own.account.as_ref().map(|account| account.name.clone()),
        group: own.group.clone(),
        asked: wish_words(visit, &own.request.wish, &own.parts),
        granted_differs: match &own.request.status {
            Status::Approved { grant, .. } => !own.request.wish.is_met_by(grant),
            _ => false,
        },
        granted: granted.map(|granted| wish_words(visit, &granted, &own.parts)),
        entries: timeline(visit, &own),
        nudge: pending.then(|| nudge(&own.request, table, visit.now)),
        can_open_case: !own
            .cases
            .iter()
            .any(|case| case.status != CaseStatus::Closed),
        case: open_case,
        ask_again: matches!(
            own.request.outcome(),
            Outcome::Denied | Outcome::Expired | Outcome::Withdrawn
        ),
        request: own.request,
    };
    render_with(status, &page)
}

/// Carries out a change to one's own request and says on its page what came of it.
async fn change(
    visit: SignedIn,
    id: String,
    said: String,
    work: fn(&mut crate::storage::Tx, &RequestId, &PersonId) -> Result<(), Error>,
) -> Result<Response, PageError> {
    let id: RequestId = id.parse().map_err(|_| PageError::NotFound)?;
    let (request, person) = (id.clone(), visit.person.id.clone());
    let said = match visit
        .app
        .db
        .write(visit.author(), move |tx| work(tx, &request, &person))
        .await
    {
        Ok(()) => said,
        Err(Error::Refused(
            refusal @ (Refusal::AlreadySettled { .. }
            | Refusal::AccountNotOpen
            | Refusal::GroupNotKept
            | Refusal::ReminderTooSoon { .. }
            | Refusal::RemindersUsedUp
            | Refusal::WaitingForRequester),
        )) => refusals::words(&visit, &refusal),
        Err(fault) => return Err(fault.into()),
    };
    Ok(Onward::to(&visit.app, &format!("/access/requests/{id}"))
        .saying(&said)
        .into_response())
}

pub async fn remind(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let said = fl!(visit.words.plain, "reminder-sent");
    change(visit, id, said, super::remind).await
}

pub async fn withdraw(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let said = fl!(visit.words.plain, "withdrawal-done");
    change(visit, id, said, super::withdraw).await
}
