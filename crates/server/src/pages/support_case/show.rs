//! One case: what was said in it, the request it carries, and what its reader can do.

use crate::config::CannedAnswer;
use crate::pages::support_case::agent::{AgentView, agent_view, area, language_of};
use crate::pages::support_case::attaching::{self, WithFiles};
use crate::pages::support_case::request::{RequestView, view};
use crate::pages::support_case::said::{SaidLine, said_lines};
use crate::pages::support_case::typed::{ShownAgain, WithMessage};
use crate::pages::support_case::{signs, since};
use crate::use_cases::support_case::{Seen, SeenCase, see};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field};
use crate::web::page::{Page, render};
use crate::words;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::Moment;
use domain::support_case::{CaseStatus, SupportCase};
use domain::{AttachmentId, CaseId};
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "support_case/show.html")]
struct ShowPage {
    p: Page,
    faults: Faults,
    case: SupportCase,
    signs: String,
    earlier: Option<SupportCase>,
    lines: Vec<SaidLine>,
    request: Option<RequestView>,
    agent: Option<AgentView>,
    is_over: bool,
    is_closed: bool,
    /// Until when it can be reopened; nothing where it cannot be any more.
    reopened_until: Option<Moment>,
    closes_at: Option<Moment>,
    words: Field,
    files: Field,
    /// The last that happened to it, which comes back with whatever is done.
    seen: String,
    /// What others did since the page was opened that was acted on, where that is why nothing was done.
    since: Option<Vec<(String, Moment)>>,
    asks_to_close: bool,
    /// What was typed and has no field any more, each with why.
    unsent: Vec<(String, Option<String>)>,
}

/// The case with all that was written, and its request as this side may see it. Errors: not found, for whoever neither opened it
/// nor answers it.
pub async fn show(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = case_id(&id)?;
    let page = show_page(&visit, &id, ShownAgain::default()).await?;
    Ok(render(&page))
}

/// The id in an address of a case.
pub(super) fn case_id(id: &str) -> Result<CaseId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

/// The page of a case, with what was typed on it. Errors: there is no such canned answer as is to be put in.
pub(super) async fn show_page(
    visit: &SignedIn,
    id: &CaseId,
    mut again: ShownAgain,
) -> Result<impl Template + use<>, PageError> {
    let canned = match again.canned.as_deref() {
        None => None,
        Some("") => {
            again.faults.canned = Some(fl!(visit.words.text, "support-case-canned-fault"));
            None
        }
        Some(key) => Some(chosen(visit, key).ok_or(PageError::BadForm)?),
    };
    // Whoever is asked whether they mean to close it reads what happened since they opened the page first.
    let before = match again.has_moved_on || again.asks_to_close {
        true => again.typed.seen()?,
        false => Seen::All,
    };
    let (id, by, now) = (id.clone(), visit.person.clone(), visit.now);
    let rules = visit.app.db.shared_rules();
    let seen = visit
        .read(move |db| see(db, &rules, &id, &by, &before, now))
        .await?;
    if let (Some(answer), Some(_)) = (canned, &seen.for_agent) {
        let language = language_of(&seen.case, seen.opener.as_ref());
        again.typed.words = below(&again.typed.words, answer.text.in_language(language));
    }
    Ok(page_of(visit, seen, again))
}

fn page_of(visit: &SignedIn, seen: SeenCase, again: ShownAgain) -> ShowPage {
    let case = seen.case;
    let about = seen.request.as_ref();
    let about = about.map(|seen| seen.request().target.shown());
    let subject = words::support_case::subject(visit.words, &case, about.as_deref());
    let mut p = visit.page(&subject);
    p.notice = again.said.clone().or(p.notice);
    let agent = seen
        .for_agent
        .map(|one| agent_view(visit, &p, &case, seen.opener.as_ref(), one, &again));
    let (words, files) = (
        words_field(visit, &case, &again),
        files_field(visit, &again),
    );
    let is_over = case.state.is_over();
    let reopened_until = case.reopened_until().filter(|until| visit.now < *until);
    let mut faults = match !is_over || reopened_until.is_some() {
        true => Faults::of(&[&words, &files]),
        false => Faults::default(),
    };
    if let Some(agent) = &agent {
        faults = faults.also(&agent.fields(is_over));
    }
    let new = since::messages(&seen.since);
    ShowPage {
        faults,
        signs: match agent.is_some() {
            true => signs::for_agents(&p, &case, visit.now),
            false => signs::for_opener(&p, &case),
        },
        unsent: unsent(&case, agent.as_ref(), reopened_until, &again),
        since: (again.has_moved_on || !seen.since.is_empty())
            .then(|| since::lines(visit.words, &case, &seen.since)),
        lines: said_lines(
            visit.words,
            &case,
            seen.messages,
            seen.attachments,
            &new,
            files_of(&case),
        ),
        request: seen.request.map(|one| view(visit, one)),
        is_over,
        is_closed: case.status() == CaseStatus::Closed,
        asks_to_close: again.asks_to_close && case.status() != CaseStatus::Closed,
        reopened_until,
        closes_at: case.closes_at(),
        earlier: seen.earlier,
        seen: seen.newest.map(|id| id.to_string()).unwrap_or_default(),
        agent,
        words,
        files,
        case,
        p,
    }
}

/// A message or, where the case is over, what is still missing: what was typed as one stands in the other.
fn words_field(visit: &SignedIn, case: &SupportCase, again: &ShownAgain) -> Field {
    let t = &visit.words.text;
    let label = match case.state.is_over() {
        true => fl!(t, "support-case-still-missing"),
        false => fl!(t, "support-case-message"),
    };
    let typed = (again.typed.words.clone(), again.faults.words.clone());
    area("words", label, typed)
}

fn files_field(visit: &SignedIn, again: &ShownAgain) -> Field {
    attaching::field(visit, WithMessage::FIELD, again.faults.files.clone())
}

/// What was typed and has no field on the page as the case stands now, each with what is wrong with it.
fn unsent(
    case: &SupportCase,
    agent: Option<&AgentView>,
    reopened_until: Option<Moment>,
    again: &ShownAgain,
) -> Vec<(String, Option<String>)> {
    let (typed, faults) = (&again.typed, &again.faults);
    let has_words = !case.state.is_over() || reopened_until.is_some();
    let has_note = agent.is_some() && case.status() != CaseStatus::Closed;
    let has_act = agent.is_some_and(|agent| agent.act.is_some());
    let mut unsent: Vec<_> = [
        (has_words, &typed.words, &faults.words),
        (has_note, &typed.note, &faults.note),
        (has_act, &typed.why, &faults.why),
    ]
    .into_iter()
    .filter(|(has_field, text, fault)| !has_field && (!text.trim().is_empty() || fault.is_some()))
    .map(|(_, text, fault)| (text.clone(), fault.clone()))
    .collect();
    if case.state.is_over() {
        let chosen = [&faults.to, &faults.priority].into_iter().flatten();
        unsent.extend(chosen.map(|fault| (String::new(), Some(fault.clone()))));
    }
    unsent
}

/// Where the files of a case lead.
fn files_of(case: &SupportCase) -> impl Fn(&AttachmentId) -> String + use<> {
    let case = case.id.clone();
    move |id| format!("/support/cases/{case}/attachments/{id}")
}

/// What is put in stands below what was typed, which stays.
fn below(typed: &str, answer: &str) -> String {
    match typed.trim_end() {
        "" => answer.to_owned(),
        typed => format!("{typed}\n\n{answer}"),
    }
}

fn chosen<'v>(visit: &'v SignedIn, key: &str) -> Option<&'v CannedAnswer> {
    let mut canned = visit.app.config.support.canned_answers.iter();
    canned.find(|answer| answer.key == key)
}
