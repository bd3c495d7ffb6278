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
use domain::{DomainIdentifier, PersonId, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "operator/new-account.html")]
struct NewAccountPage {
    p: Page,
    faults: Faults,
    fields: Vec<Field>,
}

/// What the form sends: Virtual Accounts one name a line, and the administrator by whatever they sign in with.
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

/// The form, with a name for the first Virtual Account.
pub async fn new_account(visit: Operator) -> Response {
    let form = AccountForm {
        virtual_accounts: fl!(visit.words.plain, "operator-first-virtual-account"),
        ..AccountForm::default()
    };
    render(&new_account_page(&visit, &form, AccountFaults::default()))
}

/// Creates the account; what is wrong or taken is the form again. Errors: choices that it does not offer, or a refusal that is
/// about no field.
pub async fn create_account(
    visit: Operator,
    Form(form): Form<AccountForm>,
) -> Result<Response, PageError> {
    let wrong = |faults| {
        let page = new_account_page(&visit, &form, faults);
        render_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let new = match read(&visit, &form).await? {
        Ok(new) => new,
        Err(faults) => return Ok(wrong(faults)),
    };
    let created = visit
        .write(move |tx| use_cases::smart_account::create(tx, &new))
        .await?;
    let account = match created {
        Ok(account) => account,
        Err(refusal) => return Ok(wrong(AccountFaults::of(&visit, refusal)?)),
    };
    let said = fl!(
        visit.words.plain,
        "operator-account-created",
        name = account.name
    );
    Ok(Onward::to(&visit.app, "/operator/accounts")
        .saying(&said)
        .into_response())
}

/// Turns the form into the account that is to be, or says what is wrong with it.
async fn read(
    visit: &Operator,
    form: &AccountForm,
) -> Result<Result<NewAccount, AccountFaults>, PageError> {
    let (kind, visibility) = (
        AccountKind::from_key(&form.kind),
        Visibility::from_key(&form.visibility),
    );
    let (Some(kind), Some(visibility)) = (kind, visibility) else {
        return Err(PageError::BadForm);
    };
    let domain = DomainIdentifier::parse(&form.domain);
    let name = text::clean(&form.name, LINE);
    let (domain, no_domain) = sorted(domain.map_err(|fault| identifier_fault(visit, &fault).0));
    let (name, no_name) = sorted(name.map_err(|fault| text_fault(visit, fault)));
    let (virtual_accounts, no_parts) = sorted(names(visit, &form.virtual_accounts));
    let (administrator, nobody) = sorted(administrator(visit, &form.administrator).await?);
    Ok(match (domain, name, virtual_accounts, administrator) {
        (Some(domain), Some(name), Some(virtual_accounts), Some(administrator)) => Ok(NewAccount {
            domain,
            name,
            kind,
            visibility,
            virtual_accounts,
            administrator,
        }),
        _ => Err(AccountFaults {
            domain: no_domain,
            name: no_name,
            virtual_accounts: no_parts,
            administrator: nobody,
        }),
    })
}

/// Who is to administer it, by whatever they sign in with, or what is wrong with what was typed.
async fn administrator(
    visit: &Operator,
    typed: &str,
) -> Result<Result<PersonId, String>, PageError> {
    let name = typed.to_owned();
    let found = visit
        .read(move |db| store::person::find_by_name(db, &name))
        .await?;
    let t = &visit.words.text;
    Ok(match found.filter(|found| found.is_active) {
        Some(found) => Ok(found.person.id),
        None if typed.trim().is_empty() => Err(fl!(t, "field-missing")),
        None => Err(fl!(t, "operator-administrator-unknown")),
    })
}

impl AccountFaults {
    /// A refusal beside the field it is about. Errors: one that is about none of them.
    fn of(visit: &Operator, refusal: Refusal) -> Result<Self, PageError> {
        match refusal {
            Refusal::IdentifierTaken => Ok(Self {
                domain: Some(fl!(visit.words.text, "operator-domain-taken")),
                ..Self::default()
            }),
            Refusal::OwnMembership => Ok(Self {
                administrator: Some(web::refusals::words(visit, &refusal)),
                ..Self::default()
            }),
            refusal => Err(refusal.into()),
        }
    }
}
