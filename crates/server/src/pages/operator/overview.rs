//! The operators' pages: what needs them, accounts, people, and mail that did not arrive.

use crate::pages::operator::mail::{MailState, Outlook};
use crate::paging::{After, PAGE, cut};
use crate::standing::request_queue::is_with_support;
use crate::store::put_off::PutOff;
use crate::use_cases::support_case::count_of_the_only_agent;
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::web::request_queue;
use crate::words::target::{access_type_in, deciders_in};
use crate::{storage, store};
use askama::Template;
use axum::response::Response;
use domain::Moment;
use domain::access_request::{AccessRequest, RequestQueue};
use domain::person::Person;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;

#[derive(Template)]
#[template(path = "operator/overview.html")]
struct OverviewPage {
    p: Page,
    escalated: Vec<Escalated>,
    next: Option<String>,
    is_first: bool,
    /// How many accounts are asked for that an operator decides about.
    creations: i64,
    /// How many support cases wait for an answer, and whether whoever looks answers them.
    cases: i64,
    answers_cases: bool,
    /// How many of those are of the only agent, so that operators alone answer them.
    cases_of_agent: i64,
    mail: Outlook,
    /// What Parvis could not do when it was due, and how much of that there is.
    undone: Vec<PutOff>,
    undone_count: i64,
    /// The proxy this page came through, where it is not named in the settings.
    forwarded_by: Option<String>,
    /// The network address nearly everybody comes from.
    crowd: Option<String>,
}

impl OverviewPage {
    fn at(&self, millis: &i64) -> String {
        self.p.exact_time(&Moment(*millis))
    }
}

/// As much is shown of what could not be done.
const UNDONE: i64 = 10;

/// A request that nobody answered.
struct Escalated {
    request: AccessRequest,
    applicant: Person,
    account: Option<SmartAccount>,
    /// What kind of access it is, where no account is asked for.
    what: String,
    /// Where the requests of its queue stand, for an operator who decides it.
    queue: Option<String>,
    administrators: Vec<Person>,
    /// Who decides what else is asked for.
    deciders: Option<String>,
}

impl Escalated {
    /// With what is said of a request that is none for an account.
    fn of_queue(mut self, visit: &Operator) -> Self {
        let (rules, target) = (visit.app.db.rules(), &self.request.target);
        let Some(queue) = target.queue() else {
            return self;
        };
        self.what = access_type_in(target, visit.words);
        let is_with_support = is_with_support(rules, &queue);
        self.queue = (is_with_support && visit.is_support)
            .then(|| format!("{}/requests", request_queue::address(&queue)));
        let named = match &queue {
            RequestQueue::Programme(key) if !is_with_support => rules.programme(key.as_str()),
            _ => None,
        };
        let mut who = vec![deciders_in(target, rules, visit.words)];
        who.extend(named.map(|programme| {
            let ids: Vec<String> = programme.deciders.iter().map(ToString::to_string).collect();
            visit.words.list(&ids)
        }));
        self.deciders = Some(who.join(" · "));
        self
    }
}

/// What needs an operator: requests nobody answered, a page at a time; accounts asked for, cases, mail, and what could not be
/// done.
pub async fn overview(visit: Operator, Query(after): Query<After>) -> Result<Response, PageError> {
    let cursor = after.cursor();
    let is_first = cursor.is_none();
    let now = visit.app.db.now();
    let (escalated, next, creations, (cases, cases_of_agent), mail, (undone, undone_count)) = visit
        .read(move |db| {
            let mut found =
                store::access_request::escalated(db, cursor.as_deref(), PAGE as i64 + 1)?;
            let next = cut(&mut found, |request| request.id.to_string());
            Ok((
                with_people(db, found)?,
                next,
                store::account_creation::count_for_operators(db)?,
                (
                    store::support_case::count_open(db)?,
                    count_of_the_only_agent(db)?,
                ),
                MailState::of(db, now)?,
                store::put_off::waiting(db, now, UNDONE)?,
            ))
        })
        .await?;
    let page = OverviewPage {
        p: visit.page(&fl!(visit.words.text, "operator-title")),
        escalated: escalated
            .into_iter()
            .map(|one: Escalated| one.of_queue(&visit))
            .collect(),
        next,
        is_first,
        creations,
        cases,
        answers_cases: visit.is_support,
        cases_of_agent,
        mail: Outlook::new(&visit, mail),
        undone,
        undone_count,
        forwarded_by: visit.forwarded_by.map(|peer| peer.to_string()),
        crowd: visit
            .app
            .origins
            .crowd()
            .filter(|_| visit.forwarded_by.is_none()),
    };
    Ok(render(&page))
}

fn with_people(
    db: &mut storage::AnyConnection,
    requests: Vec<AccessRequest>,
) -> Result<Vec<Escalated>, storage::Error> {
    let people: Vec<String> = requests
        .iter()
        .map(|request| request.applicant.to_string())
        .collect();
    let accounts: Vec<String> = requests
        .iter()
        .filter_map(|request| request.account().map(ToString::to_string))
        .collect();
    let people = store::person::find_all(db, &people)?;
    let administrators = store::membership::administrators_of(db, &accounts)?;
    let accounts = store::smart_account::find_all(db, &accounts)?;
    let joined = requests.into_iter().filter_map(|request| {
        Some(Escalated {
            applicant: people
                .iter()
                .find(|person| person.id == request.applicant)?
                .clone(),
            account: accounts
                .iter()
                .find(|account| Some(&account.id) == request.account())
                .cloned(),
            administrators: administrators
                .iter()
                .filter(|(account, _)| Some(account) == request.account())
                .map(|(_, person)| person.clone())
                .collect(),
            what: String::new(),
            queue: None,
            deciders: None,
            request,
        })
    });
    Ok(joined.collect())
}
