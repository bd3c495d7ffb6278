//! The requester's pages: confirmation, the request with its timeline, reminder and withdrawal.

use crate::pages::access_request::timeline::timeline;
use crate::pages::access_request::turn_form::{TurnView, Typed, turn_view};
use crate::pages::access_request::writing_form::{WritingView, writing_view};
use crate::pages::parts::access_tabs::{Tab, tabs};
use crate::pages::parts::help::HelpTopic;
use crate::pages::parts::timeline::{TimelineEntry, of_its_end};
use crate::standing::application::opened_by;
use crate::storage::Error;
use crate::use_cases::access_request::{OwnRequest, own_request};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::foot::NamedLink;
use crate::web::forms::Faults;
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::words::entitlement::entitlement_words;
use crate::words::target::{DecidersNamed, answers_in, deciders_in, target_fact};
use crate::words::wish::{asked_words, granted_words};
use crate::{use_cases, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::{AccessRequest, RequestOutcome, RequestStatus, Target};
use domain::entitlement::EntitlementEnd;
use domain::rules::reminder::{Nudge, nudge};
use domain::support_case::SupportCase;
use domain::{Moment, PersonId, Refusal, RequestId};
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "access_request/sent.html")]
struct SentPage {
    p: Page,
    tabs: Vec<Tab>,
    words: String,
    what_next: String,
    /// What is asked for and held already, in words.
    held: Vec<String>,
    from: Option<Moment>,
    id: RequestId,
}

/// What comes of a request that was just sent: how many were told, where its sender may know that there is anybody. One that is settled
/// by now says so on its own page. Errors: not found, where it is another's.
pub async fn confirmation(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let own = load(&visit, &id).await?;
    if own.request.outcome() != RequestOutcome::Pending {
        let settled = format!("/access/requests/{}", own.request.id);
        return Ok(Onward::to(&visit.app, &settled).into_response());
    }
    let plain = &visit.words.plain;
    let identifier = own.request.target.shown();
    let words = match &own.account {
        _ if own.shows_reach() && own.told == 0 => {
            fl!(plain, "sent-no-decider", identifier = identifier)
        }
        None if own.shows_reach() => {
            let who = DecidersNamed::of(&own.request.target, visit.app.db.rules(), visit.words).who;
            fl!(
                plain,
                "sent-told-deciders",
                identifier = identifier,
                who = who
            )
        }
        Some(_) => fl!(
            plain,
            "sent-told",
            count = own.told,
            identifier = identifier
        ),
        None => fl!(plain, "sent-told-someone", identifier = identifier),
    };
    let what_next = match &own.account {
        _ if own.shows_reach() && own.told == 0 => fl!(plain, "sent-what-next-operators"),
        Some(_) => fl!(plain, "sent-what-next-told", count = own.told),
        None => fl!(plain, "sent-what-next"),
    };
    let key = own.request.target.key();
    let same = own.held.iter().filter(|one| one.to.key() == key);
    let held = same.map(|one| entitlement_words(&visit, one)).collect();
    let from = match nudge(&own.request, &visit.app.db.rules().timetable, visit.now) {
        Nudge::From(from) => Some(from),
        _ => None,
    };
    Ok(render(&SentPage {
        p: visit.page(&fl!(visit.words.text, "sent-title")),
        tabs: tabs(&visit, "/access/services"),
        words,
        what_next,
        held,
        from,
        id: own.request.id,
    }))
}

/// A request of one's own with what its sender may see of it. Errors: not found, where it is another's.
pub(crate) async fn load(visit: &SignedIn, id: &str) -> Result<OwnRequest, PageError> {
    let id: RequestId = id.parse().map_err(|_| PageError::NotFound)?;
    let (person, now) = (visit.person.id.clone(), visit.now);
    let rules = visit.app.db.shared_rules();
    Ok(visit
        .read(move |db| own_request(db, &rules, &id, &person, now))
        .await?)
}

/// How and when what a request gave has ended.
struct Ended {
    how: String,
    at: Moment,
    /// Why, where somebody took it away.
    words: Option<String>,
}

#[derive(Template)]
#[template(path = "access_request/show.html")]
struct ShowPage {
    p: Page,
    request: AccessRequest,
    outcome: RequestOutcome,
    account_name: Option<String>,
    group: Option<String>,
    asked: String,
    granted: Option<String>,
    granted_differs: bool,
    /// How and when what it gave has ended, and why, where somebody took it away.
    ended: Option<Ended>,
    entries: Vec<TimelineEntry>,
    nudge: Option<Nudge>,
    case: Option<SupportCase>,
    can_open_case: bool,
    /// What identifies what was asked for, with what that is called.
    target: (String, String),
    answers: Vec<(String, String)>,
    deciders: String,
    /// Whether those are administrators.
    by_administrators: bool,
    deciders_named: DecidersNamed,
    /// Where what it gave is to be found, as long as it holds: one's access, and the applications that it opens.
    leads_to: Vec<NamedLink>,
    help: HelpTopic,
    /// What was written to those who decide, and came after they had decided.
    too_late: Option<String>,
    /// Where to ask for the same again, once it has ended without access.
    ask_again: Option<String>,
    /// From when it may be asked for again, where that is not yet.
    again_from: Option<Moment>,
    turn: Option<TurnView>,
    writing: Option<WritingView>,
    /// Who can decide, by name, for those who may see that.
    administrators: Option<String>,
    /// It waits, and all that is left to its sender is to withdraw it.
    is_unmanaged: bool,
    faults: Faults,
}

/// The request with its timeline and what can be done about it. Errors: as `load`.
pub async fn show(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let own = load(&visit, &id).await?;
    Ok(shown(&visit, own, StatusCode::OK, Typed::default()))
}

/// The page of one's own request, with what was typed on it and what is wrong with that.
pub(crate) fn shown(
    visit: &SignedIn,
    own: OwnRequest,
    status: StatusCode,
    mut typed: Typed,
) -> Response {
    let message = std::mem::take(&mut typed.message);
    let writing = writing_view(visit, &own, &message, typed.message_fault.take());
    let pending = own.request.outcome() == RequestOutcome::Pending;
    let too_late = (!pending && !message.trim().is_empty()).then_some(message);
    let is_unmanaged = pending && own.is_unmanaged;
    let turn = turn_view(visit, &own, typed).filter(|_| !is_unmanaged);
    let granted = match &own.request.status {
        RequestStatus::Approved { grant, .. } => Some(granted_words(visit, grant, &own.parts)),
        _ => None,
    };
    let table = &visit.app.db.rules().timetable;
    let page = ShowPage {
        p: visit.page(&fl!(visit.words.text, "access-request-title")),
        faults: turn
            .as_ref()
            .map_or_else(Faults::default, |turn| Faults::of(&turn.fields()))
            .also(&writing.iter().map(|one| &one.field).collect::<Vec<_>>()),
        turn,
        writing,
        administrators: administrators(visit, &own),
        is_unmanaged,
        outcome: own.request.outcome(),
        account_name: own.account.as_ref().map(|account| account.name.clone()),
        group: own.group.clone(),
        asked: asked_words(visit, &own.request, &own.parts),
        granted_differs: match &own.request.status {
            RequestStatus::Approved { grant, .. } => !own.request.is_met_by(grant),
            _ => false,
        },
        granted,
        ended: ended(visit, &own),
        entries: timeline(visit, &own),
        nudge: pending.then(|| nudge(&own.request, table, visit.now)),
        can_open_case: own.cases.iter().all(|case| case.state.is_over()),
        case: case_about(&own),
        leads_to: leads_to(visit, &own),
        help: help(&own),
        too_late,
        again_from: may_ask_from(visit, &own.request),
        ask_again: ask_again(visit, &own),
        by_administrators: matches!(own.request.target, Target::SmartAccount { .. }),
        deciders_named: DecidersNamed::of(&own.request.target, visit.app.db.rules(), visit.words),
        target: target_fact(&own.request.target, visit.words),
        answers: answers_in(&own.request.target, visit.words),
        deciders: deciders_in(&own.request.target, visit.app.db.rules(), visit.words),
        request: own.request,
    };
    render_with(status, &page)
}

/// How and when what it gave has ended, and why, where somebody took it away.
fn ended(visit: &Visit, own: &OwnRequest) -> Option<Ended> {
    let one = own.given.as_ref()?;
    let words = one.taken_away.as_ref();
    let words = words.map(|taken| taken.words.as_str().to_owned());
    let (how, at) = of_its_end(visit, one, |_| own.taken_by.clone())?;
    Some(Ended { how, at, words })
}

/// The case about it: the one that is open, or else the last.
fn case_about(own: &OwnRequest) -> Option<SupportCase> {
    let mut open = own.cases.iter().filter(|case| !case.state.is_over());
    open.next().or(own.cases.first()).cloned()
}

/// Where what it gave is to be found, as long as it holds.
fn leads_to(visit: &Visit, own: &OwnRequest) -> Vec<NamedLink> {
    let Some(one) = own.given.as_ref().filter(|one| one.holds_at(visit.now)) else {
        return Vec::new();
    };
    let applications = opened_by(visit.app.db.rules(), &one.to).map(|application| {
        let name = application.name.in_language(visit.words.language);
        let label = fl!(visit.words.plain, "entitlement-open", name = name);
        NamedLink::to(application.address.clone(), label)
    });
    let mine = NamedLink::to("/access/mine", fl!(visit.words.text, "access-mine"));
    applications.chain([mine]).collect()
}

/// What is asked most about a request that stands like this.
fn help(own: &OwnRequest) -> HelpTopic {
    match (own.request.outcome(), &own.request.target) {
        (RequestOutcome::Pending, _) => HelpTopic::Stuck,
        (RequestOutcome::Denied, _) => HelpTopic::Denied,
        (RequestOutcome::Approved, Target::Contract { .. }) => HelpTopic::ContractHeld,
        (RequestOutcome::Approved, _) => HelpTopic::Held,
        (_, Target::Contract { .. }) => HelpTopic::Contract,
        (_, Target::Programme(_)) => HelpTopic::Programme,
        (_, Target::SmartAccount { .. }) => HelpTopic::Ask,
    }
}

/// Where to ask for the same again: once it has ended without access, or the access has ended, as long as there is such a thing.
fn ask_again(visit: &Visit, own: &OwnRequest) -> Option<String> {
    let request = &own.request;
    let has_ended = match request.outcome() {
        RequestOutcome::Denied | RequestOutcome::Expired | RequestOutcome::Withdrawn => true,
        RequestOutcome::Approved => own.given.as_ref().is_some_and(|one| {
            let was_replaced = matches!(one.ended, Some((_, EntitlementEnd::Replaced)));
            !one.holds_at(visit.now) && !was_replaced
        }),
        RequestOutcome::Pending => false,
    };
    match &request.target {
        _ if !has_ended => None,
        Target::SmartAccount { identifier, .. } => {
            let group = request.for_group.as_ref();
            let group = group.map_or_else(String::new, |id| format!("&for={id}"));
            Some(format!(
                "/access/requests/new?identifier={identifier}{group}"
            ))
        }
        Target::Contract {
            contract_number,
            contract_access,
        } => {
            let access = contract_access.key();
            Some(format!(
                "/access/contracts/new?number={contract_number}&access={access}"
            ))
        }
        Target::Programme(target) => {
            let programme = visit.app.db.rules().programme(target.programme.as_str())?;
            Some(format!("/access/programmes/{}", programme.key()))
        }
    }
}

/// From when the same may be asked for after a denial; nothing where that is now.
fn may_ask_from(visit: &Visit, request: &AccessRequest) -> Option<Moment> {
    let RequestStatus::Denied { at, .. } = &request.status else {
        return None;
    };
    let from = at.plus(visit.app.db.rules().timetable.after_denial);
    (visit.now < from).then_some(from)
}

/// The first names, and how many more there are.
fn administrators(visit: &SignedIn, own: &OwnRequest) -> Option<String> {
    let (named, all) = (&own.administrators.0, own.administrators.1);
    let names = visit.words.list(named);
    match all - named.len() {
        _ if named.is_empty() => None,
        0 => Some(names),
        more => Some(fl!(
            visit.words.plain,
            "request-administrators-more",
            names = names,
            count = more
        )),
    }
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
    let said = match visit.write(move |tx| work(tx, &request, &person)).await {
        Ok(()) => said,
        Err(Error::Refused(
            refusal @ (Refusal::AlreadySettled { .. }
            | Refusal::AccountNotOpen
            | Refusal::GroupNotManaged
            | Refusal::ReminderTooSoon { .. }
            | Refusal::RemindersUsedUp
            | Refusal::WaitingForRequester),
        )) => web::refusals::words(&visit, &refusal),
        Err(fault) => return Err(fault.into()),
    };
    Ok(Onward::to(&visit.app, &format!("/access/requests/{id}"))
        .saying(&said)
        .into_response())
}

/// Reminds those who decide. Where that is too soon, or no use any more, the page of the request says so. Errors: as `load`.
pub async fn remind(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let said = fl!(visit.words.plain, "reminder-sent");
    change(visit, id, said, use_cases::access_request::remind).await
}

/// Takes the request back; where it is settled already, its page says so. Errors: as `load`.
pub async fn withdraw(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let said = fl!(visit.words.plain, "withdrawal-done");
    change(visit, id, said, use_cases::access_request::withdraw).await
}
