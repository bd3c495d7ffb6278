//! The form in which an operator creates an account that is active at once.

use crate::pages::account_creation::form::names;
use crate::use_cases::smart_account::NewAccount;
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::faults::{identifier_fault, sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{store, use_cases, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::smart_account::{AccountKind, Visibility};
use domain::text::LINE;
use domain::{DomainIdentifier, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

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
            .hint(fl!(t, "operator-identifier-hint"))
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
        .read(move |db| store::person::find_by_name(db, &typed))
        .await?;
    let administrator = found
        .filter(|found| found.is_active)
        .map(|found| found.person.id);
    if administrator.is_none() {
        let t = &visit.words.text;
        faults.administrator = Some(if form.administrator.trim().is_empty() {
            fl!(t, "field-missing")
        } else {
            fl!(t, "operator-administrator-unknown")
        });
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
        .write(move |tx| use_cases::smart_account::create(tx, &new))
        .await?
    {
        Ok(account) => {
            let said = fl!(
                visit.words.plain,
                "operator-account-created",
                name = account.name
            );
            Ok(Onward::to(&visit.app, "/operator/accounts")
                .saying(&said)
                .into_response())
        }
        Err(refusal) => {
            let mut faults = AccountFaults::default();
            match &refusal {
                Refusal::IdentifierTaken => {
                    faults.domain = Some(fl!(visit.words.text, "operator-domain-taken"));
                }
                Refusal::OwnMembership => {
                    faults.administrator = Some(web::refusals::words(&visit, &refusal));
                }
                _ => return Err(refusal.into()),
            }
            Ok(render_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &new_account_page(&visit, &form, faults),
            ))
        }
    }
}
