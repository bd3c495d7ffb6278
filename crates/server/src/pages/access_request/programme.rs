//! The tab of a programme, where access to it is asked for.

use crate::config::Programme;
use crate::language::end_of_day;
use crate::pages::access_request::second_step::reason_field;
use crate::pages::access_request::send::led_to_pending;
use crate::pages::parts::access_tabs::{Tab, tabs};
use crate::pages::parts::question::Question;
use crate::pages::parts::terms_form::until_field;
use crate::standing::entitlement::held;
use crate::use_cases::access_request::{
    ProgrammeEntries, ProgrammeFault, ProgrammeFaults, ProgrammeIdentifierFault, send_to_programme,
    wished_end_fits,
};
use crate::web;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::words::entitlement::entitlement_words;
use crate::words::target::DecidersNamed;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::RequestQueue;
use domain::moment::days;
use domain::person::Person;
use domain::programme::{AnswerFault, ProgrammeKey, QuestionKind, YesNo};
use domain::text::Reason;
use domain::{Moment, Refusal};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "access_request/programme.html")]
struct ProgrammePage {
    p: Page,
    tabs: Vec<Tab>,
    faults: Faults,
    key: String,
    name: String,
    summary: String,
    help: Option<String>,
    /// What one has of it already, in words.
    held: Vec<String>,
    person: Person,
    /// To whom the profile goes: in French with its preposition.
    to_deciders: String,
    identifier: Field,
    questions: Vec<Question>,
    reason: Field,
    until: Field,
    deciders: String,
    /// Days after which the deciders are reminded, as words, and after which operators are told.
    reminder_days: String,
    escalation_day: u64,
}

/// What was typed.
#[derive(Default)]
struct Typed {
    entries: ProgrammeEntries,
    reason: String,
    until: String,
}

/// What stands before the key of a question in the name of its field.
const QUESTION: &str = "q-";

impl Typed {
    /// Errors: a field that the page does not have, or one twice.
    fn read(pairs: Vec<(String, String)>) -> Result<Self, PageError> {
        let mut fields = BTreeMap::new();
        for (name, value) in pairs {
            if fields.insert(name, value).is_some() {
                return Err(PageError::BadForm);
            }
        }
        let mut take = |name: &str| fields.remove(name).unwrap_or_else(String::new);
        let mut typed = Self {
            reason: take("reason"),
            until: take("until"),
            entries: ProgrammeEntries {
                identifier: take("identifier"),
                access_type: take("access"),
                answers: BTreeMap::new(),
            },
        };
        for (name, value) in fields {
            let key = name.strip_prefix(QUESTION).ok_or(PageError::BadForm)?;
            typed.entries.answers.insert(key.to_owned(), value);
        }
        Ok(typed)
    }
}

/// What is wrong with what was typed.
#[derive(Default)]
struct ProgrammeFormFaults {
    entries: ProgrammeFaults,
    reason: Option<String>,
    until: Option<String>,
}

fn programme<'a>(visit: &'a SignedIn, key: &str) -> Result<&'a Programme, PageError> {
    let found = visit.app.db.rules().programme(key);
    found.ok_or(PageError::NotFound)
}

/// The programme, what one has of it, and the form to ask for it. Errors: there is no such programme.
pub async fn form(visit: SignedIn, Path(key): Path<String>) -> Result<Response, PageError> {
    let (typed, faults) = (Typed::default(), ProgrammeFormFaults::default());
    Ok(render(&page(&visit, &key, &typed, &faults).await?))
}

async fn page(
    visit: &SignedIn,
    key: &str,
    typed: &Typed,
    faults: &ProgrammeFormFaults,
) -> Result<ProgrammePage, PageError> {
    let programme = programme(visit, key)?;
    let definition = &programme.definition;
    let id = visit.person.id.clone();
    let held = visit.read(move |db| held(db, &id)).await?;
    let of_it = held.iter().filter(|one| {
        let is_of_it = |programme: &ProgrammeKey| *programme == definition.key;
        let programme = one.to.programme();
        one.holds_at(visit.now) && programme.is_some_and(is_of_it)
    });
    let (language, t) = (visit.words.language, &visit.words.text);
    let identifier = identifier(visit, programme, typed, faults);
    let questions = questions(visit, programme, typed, faults);
    let reason = reason_field(visit, &typed.reason, faults.reason.clone());
    let mut until = until_field(visit, &typed.until).fault(faults.until.clone());
    if let Some(most) = definition.days {
        let latest = visit.now.plus(days(most.into()));
        let date = visit.words.last_day(latest, &visit.zone);
        until = until.hint(fl!(visit.words.plain, "wish-until-latest", date = date));
    }
    let table = &visit.app.config.timetable;
    let reminded: Vec<String> = table.decider_days.iter().map(ToString::to_string).collect();
    let queue = RequestQueue::Programme(definition.key.clone());
    let of_questions = questions.iter().map(Question::faults);
    Ok(ProgrammePage {
        p: visit.page(definition.name.in_language(language)),
        tabs: tabs(visit, &format!("/access/programmes/{key}")),
        faults: of_questions
            .fold(Faults::of(&[&identifier]), Faults::then)
            .also(&[&reason, &until]),
        key: key.to_owned(),
        name: definition.name.in_language(language).to_owned(),
        summary: definition.summary.in_language(language).to_owned(),
        help: definition
            .help
            .as_ref()
            .map(|help| help.in_language(language).to_owned()),
        held: of_it.map(|one| entitlement_words(visit, one)).collect(),
        person: visit.person.clone(),
        to_deciders: DecidersNamed::in_queue(Some(queue), visit.app.db.rules(), visit.words).to,
        deciders: if programme.is_with_support() {
            fl!(t, "deciders-support")
        } else {
            fl!(t, "deciders-programme")
        },
        identifier,
        questions,
        reason,
        until,
        reminder_days: visit.words.list(&reminded),
        escalation_day: table.escalation_days,
    })
}

fn identifier(
    visit: &Visit,
    programme: &Programme,
    typed: &Typed,
    faults: &ProgrammeFormFaults,
) -> Field {
    let definition = &programme.definition;
    let (plain, language) = (&visit.words.plain, visit.words.language);
    let example = definition.example.as_str();
    let fault = faults.entries.identifier.map(|fault| match fault {
        ProgrammeIdentifierFault::Text(fault) => text_fault(visit, fault),
        ProgrammeIdentifierFault::Pattern => {
            fl!(plain, "programme-identifier-fault", example = example)
        }
    });
    let label = definition.identifier_label.in_language(language).to_owned();
    Field::new("identifier", label)
        .value(&typed.entries.identifier)
        .identifier()
        .hint(fl!(plain, "programme-identifier-hint", example = example))
        .fault(fault)
}

/// The kind of access first, where there are several; then the programme's own questions, each below the answer it hangs on.
fn questions(
    visit: &Visit,
    programme: &Programme,
    typed: &Typed,
    faults: &ProgrammeFormFaults,
) -> Vec<Question> {
    let (t, language) = (&visit.words.text, visit.words.language);
    let definition = &programme.definition;
    let mut shown: Vec<Question> = Vec::new();
    if !definition.access_types.is_empty() {
        let kinds = definition.access_types.iter();
        let kinds = kinds.map(|one| (one.key.clone(), one.name.in_language(language).to_owned()));
        let label = fl!(t, "decision-access");
        let chosen = &typed.entries.access_type;
        let missing = faults.entries.access_type;
        shown.push(
            Question::choice("access".into(), label, kinds.collect(), chosen)
                .fault(missing.then(|| fl!(t, "answer-access-missing"))),
        );
    }
    for one in &definition.questions {
        let mut question = Some(question(visit, one, typed, faults));
        if let Some(condition) = &one.shown_when {
            let on = format!("{QUESTION}{}", condition.question);
            for before in &mut shown {
                let Some(left) = question else { break };
                question = before.take(&on, &condition.answer, left);
            }
        }
        shown.extend(question);
    }
    shown
}

fn question(
    visit: &Visit,
    one: &domain::programme::Question,
    typed: &Typed,
    faults: &ProgrammeFormFaults,
) -> Question {
    let (t, language) = (&visit.words.text, visit.words.language);
    let name = format!("{QUESTION}{}", one.key);
    let label = one.label.in_language(language).to_owned();
    let given = typed
        .entries
        .answers
        .get(&one.key)
        .map_or("", String::as_str);
    let field = |kind| {
        Field::new(name.clone(), label.clone())
            .kind(kind)
            .value(given)
    };
    let question = match &one.kind {
        QuestionKind::Text => Question::typed(field(Kind::Area)),
        QuestionKind::Date => Question::typed(field(Kind::Date)),
        QuestionKind::YesNo => {
            let yes = (YesNo::Yes.key().to_owned(), fl!(t, "answer-yes"));
            let no = (YesNo::No.key().to_owned(), fl!(t, "answer-no"));
            Question::choice(name, label, vec![yes, no], given)
        }
        QuestionKind::Choice(choices) => {
            let all = choices.iter();
            let all = all.map(|one| (one.key.clone(), one.label.in_language(language).to_owned()));
            Question::choice(name, label, all.collect(), given)
        }
    };
    let fault = faults.entries.answers.get(&one.key);
    question
        .optional((!one.is_required).then(|| fl!(t, "field-optional")))
        .fault(fault.map(|fault| answer_fault(visit, *fault, &one.kind)))
}

/// What is wrong with an answer of this kind, in words.
fn answer_fault(visit: &Visit, fault: AnswerFault, kind: &QuestionKind) -> String {
    let t = &visit.words.text;
    match fault {
        AnswerFault::Missing => match kind {
            QuestionKind::YesNo | QuestionKind::Choice(_) => fl!(t, "answer-missing"),
            QuestionKind::Date => fl!(t, "answer-date-missing"),
            QuestionKind::Text => fl!(t, "answer-needed"),
        },
        AnswerFault::YearOutOfRange { first, last } => fl!(
            visit.words.plain,
            "answer-year-out-of-range",
            first = first.to_string(),
            last = last.to_string()
        ),
        AnswerFault::NotOffered | AnswerFault::NoSuchQuestion => fl!(t, "answer-not-offered"),
        AnswerFault::NotADate => fl!(t, "field-date"),
        AnswerFault::Text(fault) => text_fault(visit, fault),
    }
}

/// What is wrong with the last day that was typed: told with all else that is wrong.
fn until_fault(
    visit: &Visit,
    programme: &Programme,
    typed: &str,
    until: Option<Moment>,
) -> Option<String> {
    if until.is_none() && !typed.trim().is_empty() {
        return Some(fl!(visit.words.text, "field-date"));
    }
    let fits = wished_end_fits(programme, until, visit.now);
    fits.err()
        .map(|refusal| web::refusals::words(visit, &refusal))
}

/// Sends the request and leads to its confirmation, or to the one that waits already. What is wrong or refused is the page again.
/// Errors: there is no such programme, or something was sent that it does not ask.
pub async fn create(
    visit: SignedIn,
    Path(key): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let programme = programme(&visit, &key)?;
    let typed = Typed::read(pairs)?;
    let (reason, reason_fault) =
        sorted(Reason::parse(&typed.reason).map_err(|fault| text_fault(&visit, fault)));
    let until = end_of_day(&typed.until, &visit.zone);
    let mut faults = ProgrammeFormFaults {
        entries: typed.entries.faults(programme, visit.now),
        reason: reason_fault,
        until: until_fault(&visit, programme, &typed.until, until),
    };
    let asks_other = |fault: &AnswerFault| *fault == AnswerFault::NoSuchQuestion;
    // The page has no such field.
    let is_one_thing = programme.definition.access_types.is_empty();
    let is_forged = is_one_thing && !typed.entries.access_type.is_empty();
    if is_forged || faults.entries.answers.values().any(asks_other) {
        return Err(PageError::BadForm);
    }
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(reason) = reason
        && faults.until.is_none()
        && faults.entries == ProgrammeFaults::default()
    {
        let (by, of, entries) = (visit.person.id.clone(), key.clone(), typed.entries.clone());
        let sent = visit
            .write(move |tx| send_to_programme(tx, &by, &of, &entries, &reason, until))
            .await?;
        match sent {
            Ok(id) => {
                let confirmation = format!("/access/requests/{id}/confirmation");
                return Ok(Onward::to(&visit.app, &confirmation).into_response());
            }
            Err(ProgrammeFault::Refused(Refusal::AlreadyPending { request })) => {
                let to = format!("/access/requests/{request}");
                return Ok(led_to_pending(&visit, &to));
            }
            Err(ProgrammeFault::Refused(refusal)) => {
                status = web::refusals::status_of_form(&refusal);
                let words = Some(web::refusals::words(&visit, &refusal));
                match refusal {
                    Refusal::EndDateInThePast | Refusal::EndDateTooLate { .. } => {
                        faults.until = words;
                    }
                    _ => faults.reason = words,
                }
            }
            // The settings were changed between the two.
            Err(ProgrammeFault::Typed(entries)) => faults.entries = entries,
        }
    }
    Ok(render_with(
        status,
        &page(&visit, &key, &typed, &faults).await?,
    ))
}
