//! One case: what was said in it, the request it carries, and what its reader can do.

use crate::config::CannedAnswer;
use crate::pages::support_case::attaching;
use crate::pages::support_case::request::{ActView, RequestView, act_view, view};
use crate::pages::support_case::said::{SaidLine, said_lines};
use crate::pages::support_case::signs;
use crate::use_cases::support_case::{ForAgent, SeenCase, see};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Kind};
use crate::web::page::{Page, render};
use crate::words;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::Moment;
use domain::person::{Language, Person};
use domain::support_case::{CaseStatus, Priority, SupportCase};
use domain::{AttachmentId, CaseId};
use i18n_embed_fl::fl;

/// Which of a case's forms was typed into, with what, and what is wrong with that.
#[derive(Default)]
pub(super) struct TypedInCase {
    pub(super) form: CaseForm,
    pub(super) text: String,
    pub(super) fault: Option<String>,
    /// What is wrong with the files that were chosen, or that they have to be chosen again.
    pub(super) files_fault: Option<String>,
    /// Of an agent's message: whether the case stays with support afterwards.
    pub(super) stays: bool,
    /// Whom the request is to be handed over to, and what is wrong with that.
    pub(super) decider: String,
    pub(super) decider_fault: Option<String>,
}

/// After an agent's message the case waits for its opener.
pub(super) const WAITS: &str = "waits";
/// After an agent's message the case stays with support.
pub(super) const STAYS: &str = "stays";

/// The forms of a case in which something is typed.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum CaseForm {
    #[default]
    Answer,
    Note,
    Again,
    Assignment,
    Act,
}

/// What only agents see and do.
struct AgentView {
    /// What is known of whoever opened it: label and value.
    opener: Vec<(String, String)>,
    /// Whether they were not logged in.
    is_visitor: bool,
    assignee: Option<String>,
    is_mine: bool,
    /// Each clock: its name, until when, and whether it is late or was.
    clocks: Vec<(String, String, bool)>,
    priority: Field,
    /// Nothing where there is no other agent.
    to: Option<Field>,
    canned: Option<Field>,
    afterwards: Field,
    note: Field,
    note_files: Field,
    /// Nothing where there is nothing to be done about the request.
    act: Option<ActView>,
}

impl AgentView {
    /// What may be wrongly filled in.
    fn fields(&self) -> Vec<&Field> {
        let act = self.act.iter().flat_map(|act| [&act.why, &act.decider]);
        let chosen = self.to.iter().chain(&self.canned);
        let noted = [&self.note, &self.note_files].into_iter();
        noted.chain(chosen).chain(act).collect()
    }
}

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
    again: Field,
    again_files: Field,
}

/// The case with all that was written, and its request as this side may see it. Errors: not found, for whoever neither opened it
/// nor answers it.
pub async fn show(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = case_id(&id)?;
    let page = show_page(&visit, &id, TypedInCase::default(), None).await?;
    Ok(render(&page))
}

/// The id in an address of a case.
pub(super) fn case_id(id: &str) -> Result<CaseId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

impl TypedInCase {
    /// What was typed as a message. In: whether the case stays with support afterwards.
    pub(super) fn message(text: String, stays: bool) -> Self {
        Self {
            stays,
            ..Self::of_form(CaseForm::Answer, text)
        }
    }

    /// What was typed into a form.
    pub(super) fn of_form(form: CaseForm, text: String) -> Self {
        Self {
            form,
            text,
            ..Self::default()
        }
    }

    /// What was typed into one of the forms, and what is wrong with it.
    fn of(&self, form: CaseForm) -> TypedField {
        match self.form == form {
            true => (self.text.clone(), self.fault.clone()),
            false => (String::new(), None),
        }
    }

    /// The field for files of one of the forms.
    fn files(&self, visit: &SignedIn, form: CaseForm, name: &'static str) -> Field {
        let fault = self.files_fault.clone().filter(|_| self.form == form);
        attaching::field(visit, name, fault)
    }
}

/// The page of a case, with what was typed on it. In: the key of a canned answer to be put in, empty where none was chosen.
/// Errors: there is no such answer.
pub(super) async fn show_page(
    visit: &SignedIn,
    id: &CaseId,
    typed: TypedInCase,
    canned: Option<&str>,
) -> Result<impl Template + use<>, PageError> {
    let answers = &visit.app.config.support.canned_answers;
    let is_known = |key: &str| key.is_empty() || answers.iter().any(|one| one.key == key);
    if !canned.is_none_or(is_known) {
        return Err(PageError::BadForm);
    }
    let (id, by, now) = (id.clone(), visit.person.clone(), visit.now);
    let rules = visit.app.db.shared_rules();
    let seen = visit.read(move |db| see(db, &rules, &id, &by, now)).await?;
    Ok(page_of(visit, seen, &typed, canned))
}

fn page_of(
    visit: &SignedIn,
    seen: SeenCase,
    typed: &TypedInCase,
    canned: Option<&str>,
) -> ShowPage {
    let SeenCase {
        case,
        messages,
        attachments,
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
        if let Some(answer) = canned.and_then(|key| chosen(visit, key)) {
            let language = language_of(&case, opener.as_ref());
            text = below(&text, answer.text.in_language(language));
        }
        agent_view(visit, &p, &case, opener.as_ref(), seen, typed, canned)
    });
    let words = area("words", fl!(t, "support-case-message"), (text, fault));
    let missing = fl!(t, "support-case-still-missing");
    let again = area("again", missing, typed.of(CaseForm::Again));
    let files = typed.files(visit, CaseForm::Answer, "files");
    let again_files = typed.files(visit, CaseForm::Again, "again-files");
    let mut faults = Faults::of(&[&words, &files, &again, &again_files]);
    if let Some(agent) = &agent {
        faults = faults.also(&agent.fields());
    }
    ShowPage {
        faults,
        signs: match agent.is_some() {
            true => signs::for_agents(&p, &case, visit.now),
            false => signs::for_opener(&p, &case),
        },
        lines: said_lines(visit.words, &case, messages, attachments, files_of(&case)),
        request: request.map(|seen| view(visit, seen)),
        is_over: case.state.is_over(),
        is_closed: case.status() == CaseStatus::Closed,
        reopened_until: case.reopened_until().filter(|until| visit.now < *until),
        closes_at: case.closes_at(),
        earlier,
        agent,
        words,
        files,
        again,
        again_files,
        case,
        p,
    }
}

/// Where the files of a case lead.
fn files_of(case: &SupportCase) -> impl Fn(&AttachmentId) -> String + use<> {
    let case = case.id.clone();
    move |id| format!("/support/cases/{case}/attachments/{id}")
}

fn area(name: &'static str, label: String, (text, fault): (String, Option<String>)) -> Field {
    Field::new(name, label)
        .kind(Kind::Area)
        .value(text)
        .fault(fault)
}

/// What whoever opened a case reads.
fn language_of(case: &SupportCase, opener: Option<&Person>) -> Language {
    match (opener, case.opened_by.visitor()) {
        (Some(opener), _) => opener.profile.language,
        (None, Some(visitor)) => visitor.language,
        (None, None) => Language::English,
    }
}

/// What agents see of whoever opened a case: of somebody who was not logged in no more than they wrote, and whose address that is.
fn opener_facts(
    visit: &SignedIn,
    case: &SupportCase,
    opener: Option<&Person>,
    known: Option<&Person>,
) -> Vec<(String, String)> {
    let t = &visit.words.text;
    let mut facts = Vec::new();
    if let Some(opener) = opener {
        let email = opener.email.as_ref();
        facts.extend([
            (
                fl!(t, "profile-full-name"),
                opener.profile.full_name.clone(),
            ),
            (
                fl!(t, "profile-organisation"),
                opener.profile.organisation.clone(),
            ),
            (
                fl!(t, "profile-email"),
                email.map_or("–".to_owned(), ToString::to_string),
            ),
            (fl!(t, "profile-user-id"), opener.user_id.to_string()),
        ]);
    } else if let Some(visitor) = case.opened_by.visitor() {
        let whose = match known {
            Some(known) => format!("{} ({})", known.profile.full_name, known.user_id),
            None => fl!(t, "support-case-visitor-unknown"),
        };
        facts.extend([
            (fl!(t, "profile-full-name"), visitor.name.clone()),
            (fl!(t, "profile-email"), visitor.email.to_string()),
            (fl!(t, "support-case-visitor-known"), whose),
        ]);
    }
    let language = crate::language::own_name(language_of(case, opener));
    facts.push((fl!(t, "layout-language"), language.to_owned()));
    facts
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

type TypedField = (String, Option<String>);

fn agent_view(
    visit: &SignedIn,
    p: &Page,
    case: &SupportCase,
    opener: Option<&Person>,
    seen: ForAgent,
    typed: &TypedInCase,
    canned: Option<&str>,
) -> AgentView {
    let t = &visit.words.text;
    let priorities = Priority::ALL
        .iter()
        .map(|one| (one.key().to_owned(), visit.words.priority(*one)));
    let me = &visit.person.id;
    let (note, to) = (typed.of(CaseForm::Note), typed.of(CaseForm::Assignment));
    let others = seen.agents.into_iter().filter(|one| one.id != *me);
    let others: Vec<_> = others
        .map(|one| (one.id.to_string(), one.profile.full_name))
        .collect();
    let hand_to = |others: Vec<(String, String)>| {
        let mut agents = vec![(String::new(), fl!(t, "support-case-choose-agent"))];
        agents.extend(others);
        Field::new("to", fl!(t, "support-case-hand-to"))
            .options(agents)
            .value(to.0.clone())
            .fault(to.1.clone())
    };
    let afterwards = vec![
        (WAITS.to_owned(), fl!(t, "support-case-afterwards-waits")),
        (STAYS.to_owned(), fl!(t, "support-case-afterwards-stays")),
    ];
    AgentView {
        act: act_view(
            visit,
            seen.deciders,
            typed.of(CaseForm::Act),
            (typed.decider.clone(), typed.decider_fault.clone()),
        ),
        opener: opener_facts(visit, case, opener, seen.known.as_ref()),
        is_visitor: case.opened_by.visitor().is_some(),
        is_mine: case.assignee.as_ref() == Some(me),
        assignee: seen.assignee.map(|one| one.profile.full_name),
        clocks: signs::clocks(p, case, visit.now),
        priority: Field::new("priority", fl!(t, "support-case-priority"))
            .options(priorities.collect())
            .value(case.priority.key()),
        to: (!others.is_empty() || to.1.is_some()).then(|| hand_to(others)),
        canned: canned_field(visit, canned),
        afterwards: Field::new("afterwards", fl!(t, "support-case-afterwards"))
            .options(afterwards)
            .value(if typed.stays { STAYS } else { WAITS }),
        note_files: typed.files(visit, CaseForm::Note, "note-files"),
        note: area("note", fl!(t, "support-case-note"), note)
            .hint(fl!(t, "support-case-note-hint")),
    }
}

/// The canned answers to choose from, if there are any.
fn canned_field(visit: &SignedIn, chosen: Option<&str>) -> Option<Field> {
    let t = &visit.words.text;
    let all = &visit.app.config.support.canned_answers;
    let title = |one: &CannedAnswer| one.title.in_language(visit.words.language).to_owned();
    let mut options = vec![(String::new(), fl!(t, "support-case-canned-none"))];
    options.extend(all.iter().map(|one| (one.key.clone(), title(one))));
    (!all.is_empty()).then(|| {
        Field::new("canned", fl!(t, "support-case-canned"))
            .hint(fl!(t, "support-case-canned-hint"))
            .options(options)
            .value("")
            .fault((chosen == Some("")).then(|| fl!(t, "support-case-canned-fault")))
    })
}
