//! The operators' pages: what needs them, accounts, people, and mail that did not arrive.

pub mod account_pages;
pub mod alias_pages;
pub mod creation_pages;
pub mod new_account_pages;
pub mod people_pages;

use crate::membership;
use crate::notification::store::{self as mails, MailRow};
use crate::person;
use crate::smart_account;
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::web::paging::{After, PAGE, cut};
use crate::web::visit::{Onward, Operator};
use crate::{access_request, account_creation, storage};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::Moment;
use domain::access_request::AccessRequest;
use domain::person::Person;
use domain::smart_account::SmartAccount;
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "operator/overview.html")]
struct OverviewPage {
    p: Page,
    escalated: Vec<Escalated>,
    next: Option<String>,
    is_first: bool,
    /// How many accounts are asked for that an operator decides about.
    creations: i64,
    dead: i64,
    waiting: i64,
    mail_is_set: bool,
    /// The proxy this page came through, where it is not named in the settings.
    forwarded_by: Option<String>,
    /// The network address nearly everybody comes from.
    crowd: Option<String>,
}

/// A request that nobody answered.
struct Escalated {
    request: AccessRequest,
    applicant: Person,
    account: Option<SmartAccount>,
    administrators: Vec<Person>,
}

pub async fn overview(visit: Operator, Query(after): Query<After>) -> Result<Response, PageError> {
    let cursor = after.cursor();
    let is_first = cursor.is_none();
    let (escalated, next, creations, dead, (notices, outgoing)) = visit
        .app
        .db
        .read(move |db| {
            let mut found =
                access_request::store::escalated(db, cursor.as_deref(), PAGE as i64 + 1)?;
            let next = cut(&mut found, |request| request.id.to_string());
            Ok((
                with_people(db, found)?,
                next,
                account_creation::store::count_for_operators(db)?,
                mails::count_dead(db)?,
                mails::backlog(db)?,
            ))
        })
        .await?;
    let page = OverviewPage {
        p: visit.page(&fl!(visit.words.text, "operator-title")),
        escalated,
        next,
        is_first,
        creations,
        dead,
        waiting: notices + outgoing,
        forwarded_by: visit.forwarded_by.map(|peer| peer.to_string()),
        crowd: visit
            .app
            .origins
            .crowd()
            .filter(|_| visit.forwarded_by.is_none()),
        mail_is_set: visit.app.is_demo || !visit.app.config.mail.host.is_empty(),
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
        .filter_map(|request| request.account.as_ref().map(ToString::to_string))
        .collect();
    let people = person::store::find_all(db, &people)?;
    let administrators = membership::store::administrators_of(db, &accounts)?;
    let accounts = smart_account::store::find_all(db, &accounts)?;
    let joined = requests.into_iter().filter_map(|request| {
        Some(Escalated {
            applicant: people
                .iter()
                .find(|person| person.id == request.applicant)?
                .clone(),
            account: accounts
                .iter()
                .find(|account| Some(&account.id) == request.account.as_ref())
                .cloned(),
            administrators: administrators
                .iter()
                .filter(|(account, _)| Some(account) == request.account.as_ref())
                .map(|(_, person)| person.clone())
                .collect(),
            request,
        })
    });
    Ok(joined.collect())
}

#[derive(Template)]
#[template(path = "operator/mail.html")]
struct MailPage {
    p: Page,
    rows: Vec<MailRow>,
    next: Option<String>,
    is_first: bool,
    dead_only: bool,
}

impl MailPage {
    fn at(&self, row: &MailRow) -> String {
        self.p.exact_time(&Moment(row.created_at))
    }
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(flatten)]
    after: After,
}

pub async fn mail(visit: Operator, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let dead_only = match wanted.state.as_str() {
        "" => true,
        "all" => false,
        _ => return Err(PageError::BadForm),
    };
    let cursor = wanted.after.cursor();
    let is_first = cursor.is_none();
    let state = dead_only.then_some(mails::DEAD);
    let mut rows = visit
        .app
        .db
        .read(move |db| mails::page(db, state, cursor.as_deref(), PAGE as i64 + 1))
        .await?;
    let next = cut(&mut rows, |row| row.id.clone());
    Ok(render(&MailPage {
        p: visit.page(&fl!(visit.words.text, "operator-mail")),
        rows,
        next,
        is_first,
        dead_only,
    }))
}

/// Gives a dead mail another try.
pub async fn retry(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: domain::MailId = id.parse().map_err(|_| PageError::NotFound)?;
    if !visit
        .app
        .db
        .write(visit.author(), move |tx| mails::revive(tx, id.as_str()))
        .await?
    {
        return Err(PageError::NotFound);
    }
    let said = fl!(visit.words.plain, "operator-mail-revived");
    Ok(Onward::to(&visit.app, "/operator/mail")
        .saying(&said)
        .into_response())
}
