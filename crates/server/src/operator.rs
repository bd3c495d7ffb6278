//! The operators' pages: what needs them, accounts, and mail that did not arrive.

use crate::access_request::new_pages::identifier_fault;
use crate::membership;
use crate::notification::store::{self as mails, MailRow};
use crate::person;
use crate::smart_account::{self, NewAccount};
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::paging::{After, PAGE, cut};
use crate::web::visit::{Onward, Operator};
use crate::{access_request, storage};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::access_request::AccessRequest;
use domain::person::Person;
use domain::smart_account::{AccountKind, SmartAccount, Visibility};
use domain::text::{self, LINE};
use domain::{DomainIdentifier, Moment};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "operator/overview.html")]
struct OverviewPage {
    p: Page,
    escalated: Vec<Escalated>,
    next: Option<String>,
    is_first: bool,
    dead: i64,
    waiting: i64,
    mail_is_set: bool,
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
    let (escalated, next, dead, (notices, outgoing)) = visit
        .app
        .db
        .read(move |db| {
            let mut found =
                access_request::store::escalated(db, cursor.as_deref(), PAGE as i64 + 1)?;
            let next = cut(&mut found, |request| request.id.to_string());
            Ok((
                with_people(db, found)?,
                next,
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
        dead,
        waiting: notices + outgoing,
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
#[template(path = "operator/accounts.html")]
struct AccountsPage {
    p: Page,
    rows: Vec<SmartAccount>,
    next: Option<String>,
    is_first: bool,
}

pub async fn accounts(visit: Operator, Query(after): Query<After>) -> Result<Response, PageError> {
    let cursor = after.cursor();
    let is_first = cursor.is_none();
    let mut rows = visit
        .app
        .db
        .read(move |db| smart_account::store::page(db, cursor.as_deref(), PAGE as i64 + 1))
        .await?;
    let next = cut(&mut rows, |account| account.id.to_string());
    Ok(render(&AccountsPage {
        p: visit.page(&fl!(visit.words.text, "operator-accounts")),
        rows,
        next,
        is_first,
    }))
}

#[derive(Template)]
#[template(path = "operator/new-account.html")]
struct NewAccountPage {
    p: Page,
    faults: Faults,
    fields: Vec<Field>,
}

#[derive(Deserialize, Default)]
pub struct AccountForm {
    domain: String,
    name: String,
    kind: String,
    visibility: String,
    virtual_accounts: String,
    administrator: String,
}

#[derive(Default)]
struct AccountFaults {
    domain: Option<String>,
    name: Option<String>,
    virtual_accounts: Option<String>,
    administrator: Option<String>,
}

fn new_account_page(visit: &Operator, form: &AccountForm, faults: AccountFaults) -> NewAccountPage {
    let (t, words) = (&visit.words.text, visit.words);
    let kinds = AccountKind::ALL
        .iter()
        .map(|kind| (kind.key().to_owned(), words.account_kind(*kind)))
        .collect();
    let visibilities = Visibility::ALL
        .iter()
        .map(|one| (one.key().to_owned(), words.visibility(*one)))
        .collect();
    let fields = vec![
        Field::new("domain", fl!(t, "account-domain-identifier"))
            .value(&form.domain)
            .identifier()
            .hint(fl!(t, "identifier-hint"))
            .fault(faults.domain),
        Field::new("name", fl!(t, "account-name"))
            .value(&form.name)
            .fault(faults.name),
        Field::new("kind", fl!(t, "account-type"))
            .value(&form.kind)
            .options(kinds),
        Field::new("visibility", fl!(t, "account-visibility"))
            .value(&form.visibility)
            .options(visibilities),
        Field::new("virtual_accounts", fl!(t, "desk-virtual-accounts"))
            .kind(Kind::Area)
            .value(&form.virtual_accounts)
            .hint(fl!(t, "operator-virtual-accounts-hint"))
            .fault(faults.virtual_accounts),
        Field::new("administrator", fl!(t, "operator-administrator"))
            .value(&form.administrator)
            .identifier()
            .hint(fl!(t, "operator-administrator-hint"))
            .fault(faults.administrator),
    ];
    let faults = Faults::of(&fields.iter().collect::<Vec<_>>());
    NewAccountPage {
        p: visit.page(&fl!(t, "operator-new-account")),
        faults,
        fields,
    }
}

pub async fn new_account(visit: Operator) -> Response {
    let form = AccountForm {
        virtual_accounts: fl!(visit.words.plain, "operator-first-virtual-account"),
        ..AccountForm::default()
    };
    render(&new_account_page(&visit, &form, AccountFaults::default()))
}

pub async fn create_account(
    visit: Operator,
    Form(form): Form<AccountForm>,
) -> Result<Response, PageError> {
    let (kind, visibility) = (
        AccountKind::from_key(&form.kind),
        Visibility::from_key(&form.visibility),
    );
    let (Some(kind), Some(visibility)) = (kind, visibility) else {
        return Err(PageError::BadForm);
    };
    let mut faults = AccountFaults::default();
    let (domain, fault) = sorted(
        DomainIdentifier::parse(&form.domain).map_err(|fault| identifier_fault(&visit, &fault).0),
    );
    faults.domain = fault;
    let (name, fault) =
        sorted(text::clean(&form.name, LINE).map_err(|fault| text_fault(&visit, fault)));
    faults.name = fault;
    let (virtual_accounts, fault) = sorted(names(&visit, &form.virtual_accounts));
    faults.virtual_accounts = fault;
    let typed = form.administrator.clone();
    let found = visit
        .app
        .db
        .read(move |db| person::store::find_by_name(db, &typed))
        .await?;
    let administrator = found
        .filter(|found| found.is_active)
        .map(|found| found.person.id);
    if administrator.is_none() {
        faults.administrator = Some(fl!(visit.words.text, "operator-administrator-unknown"));
    }
    let (Some(domain), Some(name), Some(virtual_accounts), Some(administrator)) =
        (domain, name, virtual_accounts, administrator)
    else {
        return Ok(render_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            &new_account_page(&visit, &form, faults),
        ));
    };
    let new = NewAccount {
        domain,
        name,
        kind,
        visibility,
        virtual_accounts,
        administrator,
    };
    match visit
        .app
        .db
        .write(visit.author(), move |tx| smart_account::create(tx, &new))
        .await?
    {
        Some(account) => {
            let said = fl!(
                visit.words.plain,
                "operator-account-created",
                name = account.name
            );
            Ok(Onward::to(&visit.app, "/operator/accounts")
                .saying(&said)
                .into_response())
        }
        None => {
            let faults = AccountFaults {
                domain: Some(fl!(visit.words.text, "operator-domain-taken")),
                ..Default::default()
            };
            Ok(render_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &new_account_page(&visit, &form, faults),
            ))
        }
    }
}

/// One name a line, each once.
fn names(visit: &Operator, typed: &str) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    for line in typed.lines().filter(|line| !line.trim().is_empty()) {
        let name = text::clean(line, LINE).map_err(|fault| text_fault(visit, fault))?;
        if names.contains(&name) {
            return Err(fl!(
                visit.words.text,
                "operator-virtual-account-twice",
                name = name
            ));
        }
        names.push(name);
    }
    if names.is_empty() {
        Err(fl!(visit.words.text, "field-missing"))
    } else {
        Ok(names)
    }
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
