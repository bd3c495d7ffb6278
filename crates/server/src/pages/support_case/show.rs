//! One case: what was said in it, the request it carries, and what its reader can do.

use crate::config::CannedAnswer;
use crate::pages::support_case::request::{RequestView, view};
use crate::pages::support_case::signs;
use crate::use_cases::support_case::{ForAgent, SeenCase, see};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Kind, Query};
use crate::web::page::{Page, render};
use crate::words;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::CaseId;
use domain::Moment;
use domain::person::Person;
use domain::support_case::{CaseStatus, Message, MessageKind, Priority, SupportCase};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// Which of a case's forms was typed into, with what, and what is wrong with that.
#[derive(Default)]
pub(super) struct TypedInCase {
    pub(super) form: CaseForm,
    pub(super) text: String,
    pub(super) fault: Option<String>,
}

/// The forms of a case in which something is typed.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum CaseForm {
    #[default]
    Answer,
    Note,
    Again,
    Assignment,
}

/// A message as the page shows it.
struct Line {
    message: Message,
    author: Person,
    is_support: bool,
    is_solution: bool,
    is_internal: bool,
}

/// What only agents see and do.
struct AgentView {
    opener: Person,
    language: String,
    assignee: Option<String>,
    is_mine: bool,
    /// Each clock: its name, until when, and whether it is late or was.
    clocks: Vec<(String, String, bool)>,
    priority: Field,
    to: Field,
    canned: Option<Field>,
    note: Field,
}

#[derive(Template)]
#[template(path = "support_case/show.html")]
struct ShowPage {
    p: Page,
    faults: Faults,
    case: SupportCase,
    signs: String,
    earlier: Option<SupportCase>,
    lines: Vec<Line>,
    request: Option<RequestView>,
    agent: Option<AgentView>,
    is_over: bool,
    is_closed: bool,
    /// Until when it can be reopened; nothing where it cannot be any more.
    reopened_until: Option<Moment>,
    closes_at: Option<Moment>,
    words: Field,
    again: Field,
}

/// An answer to put in before it is written on.
#[derive(Deserialize)]
pub struct CannedWanted {
    #[serde(default)]
    canned: String,
}

/// The case with all that was written, and its request as this side may see it. Errors: not found, for whoever neither opened it
/// nor answers it.
pub async fn show(
    visit: SignedIn,
    Path(id): Path<String>,
    Query(wanted): Query<CannedWanted>,
) -> Result<Response, PageError> {
    let id = case_id(&id)?;
    if !wanted.canned.is_empty() && chosen(&visit, &wanted.canned).is_none() {
        return Err(PageError::BadForm);
    }
    let page = show_page(&visit, &id, TypedInCase::default(), &wanted.canned).await?;
    Ok(render(&page))
}

/// The id in an address of a case.
pub(super) fn case_id(id: &str) -> Result<CaseId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

impl TypedInCase {
    /// What was typed into one of the forms, and what is wrong with it.
    fn of(&self, form: CaseForm) -> TypedField {
        match self.form == form {
            true => (self.text.clone(), self.fault.clone()),
            false => (String::new(), None),
        }
    }
}

/// The page of a case, with what was typed on it. In: the key of a canned answer that was chosen, or nothing.
pub(super) async fn show_page(
    visit: &SignedIn,
    id: &CaseId,
    typed: TypedInCase,
    canned: &str,
) -> Result<impl Template + use<>, PageError> {
    let (id, by, now) = (id.clone(), visit.person.clone(), visit.now);
    let rules = visit.app.db.shared_rules();
    let seen = visit.read(move |db| see(db, &rules, &id, &by, now)).await?;
    Ok(page_of(visit, seen, &typed, canned))
}

fn page_of(visit: &SignedIn, seen: SeenCase, typed: &TypedInCase, canned: &str) -> ShowPage {
    let SeenCase {
        case,
        messages,
        opener,
        request,
        earlier,
        for_agent,
    } = seen;
    let about = request.as_ref().map(|seen| seen.request().target.shown());
    let subject = words::support_case::subject(visit.words, &case, about.as_deref());
    let p = visit.page(&subject);
    let t = &visit.words.text;
    let (mut text, fault) = typed.of(CaseForm::Answer);
    let agent = for_agent.map(|seen| {
        if let Some(answer) = chosen(visit, canned).filter(|_| text.is_empty()) {
            text = answer.text.in_language(opener.profile.language).to_owned();
        }
        agent_view(visit, &p, &case, opener, seen, typed, canned)
    });
    let words = area("words", fl!(t, "support-case-answer"), (text, fault));
    let missing = fl!(t, "support-case-still-missing");
    let again = area("again", missing, typed.of(CaseForm::Again));
    let mut faults = Faults::of(&[&words, &again]);
    if let Some(agent) = &agent {
        faults = faults.also(&[&agent.note, &agent.to]);
    }
    ShowPage {
        faults,
        signs: match agent.is_some() {
            true => signs::for_agents(&p, &case, visit.now),
            false => signs::for_opener(&p, &case),
        },
        lines: messages
            .into_iter()
            .map(|(message, author)| line(&case, message, author))
            .collect(),
        request: request.map(|seen| view(visit, seen)),
        is_over: case.state.is_over(),
        is_closed: case.status() == CaseStatus::Closed,
        reopened_until: case.reopened_until().filter(|until| visit.now < *until),
        closes_at: case.closes_at(),
        earlier,
        agent,
        words,
        again,
        case,
        p,
    }
}

fn area(name: &'static str, label: String, (text, fault): (String, Option<String>)) -> Field {
    Field::new(name, label)
        .kind(Kind::Area)
        .value(text)
        .fault(fault)
}

fn line(case: &SupportCase, message: Message, author: Person) -> Line {
    Line {
        is_support: author.id != case.opened_by,
        is_solution: message.kind == MessageKind::Solution,
        is_internal: message.kind.is_internal(),
        message,
        author,
    }
}

fn chosen<'v>(visit: &'v SignedIn, key: &str) -> Option<&'v CannedAnswer> {
    let mut canned = visit.app.config.support.canned_answers.iter();
    canned.find(|answer| answer.key == key)
}

type TypedField = (String, Option<String>);

fn agent_view(
    visit: &SignedIn,
    p: &Page,
    case: &SupportCase,
    opener: Person,
    seen: ForAgent,
    typed: &TypedInCase,
    canned: &str,
) -> AgentView {
    let t = &visit.words.text;
    let priorities = Priority::ALL
        .iter()
        .map(|one| (one.key().to_owned(), visit.words.priority(*one)));
    let me = &visit.person.id;
    let (note, to) = (typed.of(CaseForm::Note), typed.of(CaseForm::Assignment));
    let mut agents = vec![(String::new(), fl!(t, "support-case-choose-agent"))];
    let others = seen.agents.into_iter().filter(|one| one.id != *me);
    agents.extend(others.map(|one| (one.id.to_string(), one.profile.full_name)));
    AgentView {
        language: crate::language::own_name(opener.profile.language).to_owned(),
        is_mine: case.assignee.as_ref() == Some(me),
        assignee: seen.assignee.map(|one| one.profile.full_name),
        clocks: clocks(visit, p, case),
        priority: Field::new("priority", fl!(t, "support-case-priority"))
            .options(priorities.collect())
            .value(case.priority.key()),
        to: Field::new("to", fl!(t, "support-case-hand-to"))
            .options(agents)
            .value(to.0)
            .fault(to.1),
        canned: canned_field(visit, canned),
        note: area("note", fl!(t, "support-case-note"), note)
            .hint(fl!(t, "support-case-note-hint")),
        opener,
    }
}

/// The canned answers to choose from, if there are any.
fn canned_field(visit: &SignedIn, chosen: &str) -> Option<Field> {
    let t = &visit.words.text;
    let all = &visit.app.config.support.canned_answers;
    let title = |one: &CannedAnswer| one.title.in_language(visit.words.language).to_owned();
    let mut options = vec![(String::new(), fl!(t, "support-case-canned-none"))];
    options.extend(all.iter().map(|one| (one.key.clone(), title(one))));
    (!all.is_empty()).then(|| {
        Field::new("canned", fl!(t, "support-case-canned"))
            .hint(fl!(t, "support-case-canned-hint"))
            .options(options)
            .value(chosen)
    })
}

/// The two clocks of a case in words, each with whether it is late or was.
fn clocks(visit: &SignedIn, p: &Page, case: &SupportCase) -> Vec<(String, String, bool)> {
    let t = &visit.words.text;
    let at = |moment: Moment| p.exact_time(&moment);
    let (first_due, due) = (case.first_answer_due(), case.resolution_due());
    let first = match case.clock.first_answer {
        Some(given) => (at(given), given > first_due),
        None if case.state.is_over() => ("–".to_owned(), false),
        None => (at(first_due), first_due <= visit.now),
    };
    let resolution = match case.status() {
        CaseStatus::Open => (at(due), due <= visit.now),
        CaseStatus::Answered => (fl!(t, "support-case-clock-stands"), false),
        CaseStatus::Solved | CaseStatus::Closed => (at(case.place()), case.place() > due),
    };
    let first_label = match case.clock.first_answer {
        Some(_) => fl!(t, "support-case-first-answer-given"),
        None => fl!(t, "support-case-first-answer-due"),
    };
    let label = match case.state.is_over() {
        true => fl!(t, "support-case-over-since"),
        false => fl!(t, "support-case-resolution-due"),
    };
    vec![
        (first_label, first.0, first.1),
        (label, resolution.0, resolution.1),
    ]
}
