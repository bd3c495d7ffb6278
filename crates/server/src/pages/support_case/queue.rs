//! The agents' list of cases.

use crate::pages::support_case::signs;
use crate::paging::{AfterPlace, ListPlace, PAGE};
use crate::store;
use crate::store::support_case::{Assignee, CaseFilter, CasesOf, QueuedCase};
use crate::use_cases::support_case::of_the_only_agent;
use crate::web::door::{Operator, SignedIn, SupportAgent};
use crate::web::errors::PageError;
use crate::web::forms::{Field, Kind, Query};
use crate::web::page::{Page, render};
use crate::web::visit::Onward;
use crate::words::support_case::subject_or_none;
use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::Moment;
use domain::email::EmailAddress;
use domain::person::Person;
use domain::support_case::{CaseNumber, CaseStatus, Priority, SupportCase};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What is wanted of the list, and from where on.
#[derive(Deserialize)]
pub struct CasesWanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    assignee: String,
    #[serde(default)]
    priority: String,
    #[serde(flatten)]
    after: AfterPlace,
}

/// A case as a line shows it.
struct Line {
    queued: QueuedCase,
    /// Whether the reader's own address opened it: nobody works on their own.
    is_readers: bool,
    /// What whoever opened it is called.
    name: String,
    subject: String,
    signs: String,
    priority: String,
    /// What is due, in words, and when.
    due: Option<(String, Moment)>,
}

#[derive(Template)]
#[template(path = "support_case/list.html")]
struct ListPage {
    p: Page,
    rows: Vec<Line>,
    next: Option<String>,
    is_first: bool,
    q: String,
    fields: Vec<Field>,
    /// Whether it is of those cases alone that operators answer beside the only agent.
    is_for_operators: bool,
}

/// Any status.
const ANY: &str = "all";

/// The cases that words, status, agent and priority find, a page at a time; without any, those that wait for support, what is due
/// first before the others. Errors: a status, agent or priority that there is not.
pub async fn list(
    SupportAgent(visit): SupportAgent,
    Query(wanted): Query<CasesWanted>,
) -> Result<Response, PageError> {
    list_page(&visit, wanted, None).await
}

/// As [`list`], of the cases that operators answer beside the only agent, whose they are.
pub async fn list_for_operators(
    Operator(visit): Operator,
    Query(wanted): Query<CasesWanted>,
) -> Result<Response, PageError> {
    let of = visit.read(of_the_only_agent).await?;
    // Where there is no such agent there are none of them.
    let nobodys = CasesOf {
        person: visit.person.id.clone(),
        addresses: Vec::new(),
    };
    let of = match of {
        Some(of) => of,
        None if visit.is_support => {
            return Ok(Onward::to(&visit.app, "/support/cases").into_response());
        }
        None => nobodys,
    };
    list_page(&visit, wanted, Some(of)).await
}

async fn list_page(
    visit: &SignedIn,
    wanted: CasesWanted,
    only_of: Option<CasesOf>,
) -> Result<Response, PageError> {
    let is_for_operators = only_of.is_some();
    let filter = CaseFilter {
        only_of,
        ..read(visit, &wanted)?
    };
    let from = wanted.after.place();
    let is_first = from.is_none();
    let chosen = filter.clone();
    let reader = visit.person.id.clone();
    let (rows, next, agents, emails) = visit
        .read(move |db| {
            let (rows, next) = store::support_case::page(db, &chosen, from.as_ref(), PAGE)?;
            let emails = store::person::verified_emails(db, &reader)?;
            Ok((rows, next, store::support_case::staff(db)?, emails))
        })
        .await?;
    let own: BTreeSet<String> = emails.iter().map(EmailAddress::key).collect();
    let p = visit.page(&match is_for_operators {
        true => fl!(visit.words.text, "operator-cases"),
        false => fl!(visit.words.text, "support-case-list"),
    });
    let line = |queued: QueuedCase| Line {
        is_readers: opened_by(&queued.case, &own),
        subject: subject_or_none(visit.words, &queued.case),
        name: opener_name(&queued),
        signs: signs::for_agents(&p, &queued.case, visit.now),
        priority: signs::priority(&p, queued.case.priority),
        due: queued
            .case
            .due()
            .map(|due| (signs::due_words(&p, due), due.at)),
        queued,
    };
    Ok(render(&ListPage {
        rows: rows.into_iter().map(line).collect(),
        next: next.as_ref().map(ListPlace::written),
        is_first,
        is_for_operators,
        q: wanted.q,
        fields: fields(visit, &filter, &wanted.assignee, agents),
        p,
    }))
}

/// Whether one of these addresses (by key) opened it without being logged in.
fn opened_by(case: &SupportCase, keys: &BTreeSet<String>) -> bool {
    let visitor = case.opened_by.visitor();
    visitor.is_some_and(|visitor| keys.contains(&visitor.email.key()))
}

fn opener_name(queued: &QueuedCase) -> String {
    match (&queued.opener, queued.case.opened_by.visitor()) {
        (Some(opener), _) => opener.profile.full_name.clone(),
        (None, visitor) => visitor.map(|one| one.name.clone()).unwrap_or_default(),
    }
}

fn read(visit: &SignedIn, wanted: &CasesWanted) -> Result<CaseFilter, PageError> {
    let is_search = !wanted.q.trim().is_empty();
    // A case that is asked for by its number is found however it stands.
    let is_number = CaseNumber::parse(&wanted.q).is_some();
    Ok(CaseFilter {
        status: match wanted.status.as_str() {
            _ if is_number => None,
            "" if is_search => None,
            "" => Some(CaseStatus::Open),
            ANY => None,
            key => Some(CaseStatus::from_key(key).ok_or(PageError::BadForm)?),
        },
        assignee: match wanted.assignee.as_str() {
            "" => None,
            "me" => Some(Assignee::Somebody(visit.person.id.clone())),
            "nobody" => Some(Assignee::Nobody),
            id => Some(Assignee::Somebody(
                id.parse().map_err(|_| PageError::BadForm)?,
            )),
        },
        priority: match wanted.priority.as_str() {
            "" => None,
            key => Some(Priority::from_key(key).ok_or(PageError::BadForm)?),
        },
        text: wanted.q.clone(),
        only_of: None,
    })
}

fn fields(
    visit: &SignedIn,
    filter: &CaseFilter,
    assignee: &str,
    agents: Vec<Person>,
) -> Vec<Field> {
    let t = &visit.words.text;
    let all = || (String::new(), fl!(t, "filter-all"));
    let statuses = CaseStatus::ALL
        .iter()
        .map(|one| (one.key().to_owned(), visit.words.case_status(*one)))
        .chain([(ANY.to_owned(), fl!(t, "support-case-any-status"))]);
    let mut people = vec![
        all(),
        ("me".to_owned(), fl!(t, "support-case-mine")),
        ("nobody".to_owned(), fl!(t, "support-case-nobodys")),
    ];
    let others = agents.into_iter().filter(|one| one.id != visit.person.id);
    people.extend(others.map(|one| (one.id.to_string(), one.profile.full_name)));
    let priorities = Priority::ALL
        .iter()
        .map(|one| (one.key().to_owned(), visit.words.priority(*one)));
    let select = |name, label, options: Vec<(String, String)>, value: &str| {
        Field::new(name, label)
            .kind(Kind::Select)
            .options(options)
            .value(value)
    };
    let status = filter.status.map_or(ANY, CaseStatus::key);
    let priority = filter.priority.map_or("", Priority::key);
    vec![
        select(
            "status",
            fl!(t, "column-status"),
            statuses.collect(),
            status,
        ),
        select(
            "assignee",
            fl!(t, "support-case-assignee"),
            people,
            assignee,
        ),
        select(
            "priority",
            fl!(t, "support-case-priority"),
            [all()].into_iter().chain(priorities).collect(),
            priority,
        ),
    ]
}
