//! Pages about support cases: the agents' list, and one case with the request it carries.

use crate::pages::access_request::timeline::timeline;
use crate::pages::parts::by_status::ByStatus;
use crate::pages::parts::timeline::TimelineEntry;
use crate::paging::{PAGE, cut};
use crate::storage::{AnyConnection, Error};
use crate::store::event::Recorded;
use crate::use_cases::access_request::OwnRequest;
use crate::web::door::{SignedIn, SupportAgent};
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::words::wish::wish_words;
use crate::{store, use_cases, web, words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::{AccessRequest, RequestOutcome};
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::support_case::{CaseStatus, Message, SupportCase};
use domain::text::WORDS;
use domain::virtual_account::VirtualAccount;
use domain::{CaseId, Refusal, RequestId, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "support_case/list.html")]
struct ListPage {
    p: Page,
    rows: Vec<(SupportCase, Person)>,
    next: Option<String>,
    is_first: bool,
    statuses: Vec<(String, String, bool)>,
}

/// The cases of one status, the oldest first, a page at a time; without one, those that wait for support. Errors: a status that
/// there is not.
pub async fn list(
    visit: SupportAgent,
    Query(wanted): Query<ByStatus>,
) -> Result<Response, PageError> {
    let status = match wanted.status.as_str() {
        "" => CaseStatus::Open,
        key => CaseStatus::from_key(key).ok_or(PageError::BadForm)?,
    };
    let cursor = wanted.after.cursor();
    let is_first = cursor.is_none();
    let mut rows = visit
        .read(move |db| store::support_case::page(db, status, cursor.as_deref(), PAGE as i64 + 1))
        .await?;
    let next = cut(&mut rows, |(case, _)| case.id.to_string());
    let statuses = CaseStatus::ALL
        .iter()
        .map(|one| {
            (
                one.key().to_owned(),
                visit.words.case_status(*one),
                *one == status,
            )
        })
        .collect();
    Ok(render(&ListPage {
        p: visit.page(&fl!(visit.words.text, "support-case-list")),
        rows,
        next,
        is_first,
        statuses,
    }))
}

#[derive(Template)]
#[template(path = "support_case/new.html")]
struct NewPage {
    p: Page,
    faults: Faults,
    request: RequestId,
    identifier: String,
    words: Field,
}

fn new_page(
    visit: &SignedIn,
    request: &AccessRequest,
    typed: &str,
    fault: Option<String>,
) -> NewPage {
    let t = &visit.words.text;
    let words = Field::new("words", fl!(t, "support-case-words"))
        .kind(Kind::Area)
        .value(typed)
        .hint(fl!(t, "support-case-words-hint"))
        .fault(fault);
    NewPage {
        p: visit.page(&fl!(t, "support-case-open-one")),
        faults: Faults::of(&[&words]),
        request: request.id.clone(),
        identifier: request.identifier.shown(),
        words,
    }
}

async fn own_request(visit: &SignedIn, id: &str) -> Result<AccessRequest, PageError> {
    let id: RequestId = id.parse().map_err(|_| PageError::NotFound)?;
    let request = visit
        .read(move |db| store::access_request::find(db, &id))
        .await?;
    if request.applicant == visit.person.id {
        Ok(request)
    } else {
        Err(PageError::NotFound)
    }
}

/// The form to open a case about a request of one's own. Errors: not found, where it is another's.
pub async fn new_form(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let request = own_request(&visit, &id).await?;
    Ok(render(&new_page(&visit, &request, "", None)))
}

/// What somebody writes into a case, on either side.
#[derive(Deserialize)]
pub struct Words {
    words: String,
}

/// Opens a case; where one about the request is open already, the words go there. Errors: as [`new_form`].
pub async fn create(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Words>,
) -> Result<Response, PageError> {
    let request = own_request(&visit, &id).await?;
    let (words, fault) =
        sorted(text::clean(&form.words, WORDS).map_err(|fault| text_fault(&visit, fault)));
    let Some(words) = words else {
        return Ok(render_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &new_page(&visit, &request, &form.words, fault),
        ));
    };
    let (by, about) = (visit.person.id.clone(), request.id.clone());
    let opened = visit
        .write(move |tx| use_cases::support_case::open(tx, &about, &by, &words))
        .await;
    let case = match opened {
        Err(Error::Refused(refusal)) if is_about_words(&refusal) => {
            let fault = Some(web::refusals::words(&visit, &refusal));
            let page = new_page(&visit, &request, &form.words, fault);
            return Ok(render_with(web::refusals::status(&refusal), &page));
        }
        opened => opened?,
    };
    let said = fl!(visit.words.plain, "support-case-opened");
    Ok(Onward::to(&visit.app, &format!("/support/cases/{case}"))
        .saying(&said)
        .into_response())
}

#[derive(Template)]
#[template(path = "support_case/show.html")]
struct ShowPage {
    p: Page,
    faults: Faults,
    case: SupportCase,
    messages: Vec<(Message, Person)>,
    request: AccessRequest,
    outcome: RequestOutcome,
    applicant: Person,
    account_name: Option<String>,
    asked: String,
    entries: Vec<TimelineEntry>,
    is_agent: bool,
    is_closed: bool,
    words: Field,
}

async fn show_page(
    visit: &SignedIn,
    id: &CaseId,
    typed: &str,
    fault: Option<String>,
) -> Result<ShowPage, PageError> {
    let (id, by, now) = (id.clone(), visit.person.clone(), visit.now);
    let (case, messages, shown, applicant, agent) = visit
        .read(move |db| {
            let case = store::support_case::find(db, &id)?;
            let agent = store::support_case::answers(db, &by, &case)?;
            if case.opened_by != by.id && !agent {
                return Err(Refusal::NotFound.into());
            }
            let messages = store::support_case::messages(db, &case.id)?;
            let shown = match agent {
                true => Shown::ForAgent(Box::new(for_agent(db, &case.request)?)),
                // Whoever asks sees no more of the request here than on its own page.
                false => Shown::Own(Box::new(use_cases::access_request::own_request(
                    db,
                    &case.request,
                    &by.id,
                    now,
                )?)),
            };
            let applicant = store::person::find(db, &shown.request().applicant)?;
            Ok((case, messages, shown, applicant, agent))
        })
        .await?;
    let t = &visit.words.text;
    let words = Field::new("words", fl!(t, "support-case-answer"))
        .kind(Kind::Area)
        .value(typed)
        .fault(fault);
    let entries = shown.entries(visit);
    let (request, account, parts) = shown.parts();
    Ok(ShowPage {
        p: visit.page(&fl!(
            visit.words.plain,
            "support-case-title",
            identifier = request.identifier.shown()
        )),
        faults: Faults::of(&[&words]),
        is_agent: agent,
        is_closed: case.status == CaseStatus::Closed,
        case,
        messages,
        outcome: request.outcome(),
        asked: wish_words(visit, &request.wish, &parts),
        request,
        applicant,
        account_name: account.map(|account| account.name),
        entries,
        words,
    })
}

/// The request of a case as one of its two sides sees it.
enum Shown {
    Own(Box<OwnRequest>),
    ForAgent(Box<ForAgent>),
}

struct ForAgent {
    request: AccessRequest,
    account: Option<SmartAccount>,
    parts: Vec<VirtualAccount>,
    events: Vec<Recorded>,
}

fn for_agent(db: &mut AnyConnection, id: &RequestId) -> Result<ForAgent, Error> {
    let request = store::access_request::find(db, id)?;
    let account = store::smart_account::find_if_any(db, request.account.as_ref())?;
    Ok(ForAgent {
        parts: match &account {
            Some(account) => store::virtual_account::virtual_accounts_named(db, &account.id)?,
            None => Vec::new(),
        },
        events: store::event::of_request(db, id)?,
        account,
        request,
    })
}

impl Shown {
    fn request(&self) -> &AccessRequest {
        match self {
            Shown::Own(own) => &own.request,
            Shown::ForAgent(seen) => &seen.request,
        }
    }

    fn entries(&self, visit: &SignedIn) -> Vec<TimelineEntry> {
        let seen = match self {
            Shown::Own(own) => return timeline(visit, own),
            Shown::ForAgent(seen) => seen,
        };
        let of_it = seen.events.iter().filter(|recorded| {
            matches!(recorded.event, domain::Event::AccessRequest(_))
                && recorded.event.name() != "access-request.decision-refused"
        });
        of_it
            .map(|recorded| TimelineEntry {
                words: words::event::of(visit.words, &recorded.event),
                at: Some(recorded.at),
                class: "",
                quote: None,
            })
            .collect()
    }

    fn parts(self) -> (AccessRequest, Option<SmartAccount>, Vec<VirtualAccount>) {
        match self {
            Shown::Own(own) => (own.request, own.account, own.parts),
            Shown::ForAgent(seen) => (seen.request, seen.account, seen.parts),
        }
    }
}

/// Whether what was typed cannot be kept, now or here: it is shown again with the reason.
fn is_about_words(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::CaseClosed | Refusal::MessagesTooSoon { .. } | Refusal::TooMuchSaid
    )
}

fn case_id(id: &str) -> Result<CaseId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

/// The case with all that was written, and its request as this side may see it. Errors: not found, for whoever neither opened it
/// nor answers it.
pub async fn show(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    Ok(render(&show_page(&visit, &case_id(&id)?, "", None).await?))
}

/// Adds what was written. That the case is closed, or that enough was written, is said beside the words. Errors: as [`show`].
pub async fn answer(
    visit: SignedIn,
    Path(id): Path<String>,
    Form(form): Form<Words>,
) -> Result<Response, PageError> {
    let id = case_id(&id)?;
    let (words, fault) =
        sorted(text::clean(&form.words, WORDS).map_err(|fault| text_fault(&visit, fault)));
    let Some(words) = words else {
        return Ok(render_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &show_page(&visit, &id, &form.words, fault).await?,
        ));
    };
    let (case, by) = (id.clone(), visit.person.clone());
    let said = match visit
        .write(move |tx| use_cases::support_case::answer_as(tx, &case, &by, &words))
        .await
    {
        Ok(()) => fl!(visit.words.plain, "support-case-answer-sent"),
        Err(Error::Refused(refusal)) if is_about_words(&refusal) => {
            let page = show_page(
                &visit,
                &id,
                &form.words,
                Some(web::refusals::words(&visit, &refusal)),
            )
            .await?;
            return Ok(render_with(web::refusals::status(&refusal), &page));
        }
        Err(fault) => return Err(fault.into()),
    };
    Ok(Onward::to(&visit.app, &format!("/support/cases/{id}"))
        .saying(&said)
        .into_response())
}

/// Closes the case, for whichever side; one that is closed already says so. Errors: as [`show`].
pub async fn close(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = case_id(&id)?;
    let (case, by) = (id.clone(), visit.person.clone());
    let said = match visit
        .write(move |tx| use_cases::support_case::close(tx, &case, &by))
        .await
    {
        Ok(()) => fl!(visit.words.plain, "support-case-closed-now"),
        Err(Error::Refused(refusal @ Refusal::CaseClosed)) => {
            web::refusals::words(&visit, &refusal)
        }
        Err(fault) => return Err(fault.into()),
    };
    Ok(Onward::to(&visit.app, &format!("/support/cases/{id}"))
        .saying(&said)
        .into_response())
}
