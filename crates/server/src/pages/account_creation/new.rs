//! The page where an account is asked for, and the review of it before it is sent.

use crate::pages::account_creation::form::{
    CreationFaults, CreationFields, CreationForm, is_own_at_once, read,
};
use crate::use_cases::account_creation::{
    CreationOrder, CreationOutlook, OwnIdentifier, ask, look_ahead, own_identifier,
};
use crate::web;
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Form, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::rules::account_creation::Way;
use domain::smart_account::{AccountKind, SmartAccount, Visibility};
use domain::{DomainIdentifier, Refusal};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "account_creation/new.html")]
struct NewPage {
    p: Page,
    faults: Faults,
    way: String,
    way_fault: Option<String>,
    fields: CreationFields,
    /// The account that has the identifier, where the creator may see it.
    taken: Option<SmartAccount>,
    /// Whether nobody need decide about one's own domain.
    is_own_at_once: bool,
    days: u64,
}

#[derive(Template)]
#[template(path = "account_creation/review.html")]
struct ReviewPage {
    p: Page,
    form: CreationForm,
    order: CreationOrder,
    nominee: Option<String>,
    /// Whether an operator decides about the identifier.
    operator: bool,
    days: u64,
}

/// The identifier to begin with, where a page that knows it leads here; what can be none is passed over.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    identifier: String,
}

async fn own_of(visit: &SignedIn) -> Result<OwnIdentifier, PageError> {
    let id = visit.person.id.clone();
    Ok(visit.read(move |db| own_identifier(db, &id)).await?)
}

async fn new_page(
    visit: &SignedIn,
    form: &CreationForm,
    faults: CreationFaults,
    taken: Option<SmartAccount>,
) -> Result<NewPage, PageError> {
    let own = own_of(visit).await?;
    let default = match &own {
        OwnIdentifier::Free(domain) => Some(domain),
        OwnIdentifier::Nowhere | OwnIdentifier::Taken => None,
    };
    let way_fault = faults.way.clone();
    let fields = CreationFields::new(visit, form, default, faults);
    Ok(NewPage {
        p: visit.page(&fl!(visit.words.text, "creation-title")),
        faults: Faults::default()
            .with("authority", way_fault.clone())
            .also(&[
                &fields.nominee,
                &fields.domain,
                &fields.reason,
                &fields.name,
                &fields.virtual_accounts,
            ]),
        way: form.way.clone(),
        way_fault,
        fields,
        taken,
        is_own_at_once: is_own_at_once(visit),
        days: life(visit),
    })
}

/// How many days everybody has to agree.
fn life(visit: &SignedIn) -> u64 {
    visit.app.db.rules().creation.life.as_secs() / 86_400
}

/// The form, begun with the identifier that is named, or else with the domain of one's own address, if that is free.
pub async fn form(visit: SignedIn, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let name = visit.person.profile.organisation.clone();
    let (domain, name) = match DomainIdentifier::parse(&wanted.identifier) {
        Ok(typed) => (typed.to_string(), name),
        Err(_) => match own_of(&visit).await? {
            OwnIdentifier::Free(domain) => (domain.to_string(), name),
            OwnIdentifier::Nowhere => (String::new(), name),
            // The organisation has its account: this is to be another, and called something else.
            OwnIdentifier::Taken => (String::new(), String::new()),
        },
    };
    let form = CreationForm {
        domain,
        name,
        kind: AccountKind::Customer.key().into(),
        visibility: Visibility::Unrestricted.key().into(),
        virtual_accounts: fl!(visit.words.plain, "operator-first-virtual-account"),
        ..CreationForm::default()
    };
    let page = new_page(&visit, &form, CreationFaults::default(), None).await?;
    Ok(render(&page))
}

async fn wrong(
    visit: &SignedIn,
    form: &CreationForm,
    faults: CreationFaults,
    taken: Option<SmartAccount>,
) -> Result<Response, PageError> {
    let page = new_page(visit, form, faults, taken).await?;
    Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn refused(
    visit: &SignedIn,
    form: &CreationForm,
    refusal: &Refusal,
) -> Result<Response, PageError> {
    let page = new_page(visit, form, faults_of(visit, refusal), None).await?;
    Ok(render_with(web::refusals::status_of_form(refusal), &page))
}

/// Beside which field a refusal stands.
fn faults_of(visit: &SignedIn, refusal: &Refusal) -> CreationFaults {
    let words = Some(web::refusals::words(visit, refusal));
    let mut faults = CreationFaults::default();
    match refusal {
        Refusal::ReasonNeeded => faults.reason = words,
        Refusal::NominatesSelf
        | Refusal::LettersTooSoon { .. }
        | Refusal::OwnLettersTooSoon { .. } => faults.nominee = words,
        Refusal::IdentifierTaken => faults.domain = words,
        _ => faults.way = words,
    }
    faults
}

/// Shows all of it before it is sent, goes back to the form, or sends it, as the form's step says. Showing counts as a look-up,
/// as it tells as much. Errors: they looked or asked enough for now ([`Refusal::TooOften`]).
pub async fn create(
    visit: SignedIn,
    Form(form): Form<CreationForm>,
) -> Result<Response, PageError> {
    if !["review", "change", "send"].contains(&form.step.as_str()) {
        return Err(PageError::BadForm);
    }
    let order = match read(&visit, &form)? {
        Ok(order) => order,
        Err(faults) => return wrong(&visit, &form, faults, None).await,
    };
    match form.step.as_str() {
        "change" => {
            let page = new_page(&visit, &form, CreationFaults::default(), None).await?;
            Ok(render(&page))
        }
        "send" => send(&visit, &form, order).await,
        _ => review(&visit, form, order).await,
    }
}

/// Shows everything before it is sent.
async fn review(
    visit: &SignedIn,
    form: CreationForm,
    order: CreationOrder,
) -> Result<Response, PageError> {
    let (id, planned) = (visit.person.id.clone(), order.clone());
    let outlook = visit.write(move |tx| look_ahead(tx, &id, &planned)).await?;
    let operator = match outlook {
        Ok(CreationOutlook::Own) => false,
        Ok(CreationOutlook::Operator) => true,
        Ok(CreationOutlook::AlreadyAsked(creation)) => {
            let said = fl!(visit.words.plain, "refusal-already-creating");
            let there = format!("/accounts/new/{creation}");
            return Ok(Onward::to(&visit.app, &there).saying(&said).into_response());
        }
        Ok(CreationOutlook::Taken(account)) => {
            let faults = faults_of(visit, &Refusal::IdentifierTaken);
            return wrong(visit, &form, faults, Some(*account)).await;
        }
        Err(refusal) => return refused(visit, &form, &refusal).await,
    };
    Ok(render(&ReviewPage {
        p: visit.page(&fl!(visit.words.text, "creation-review-title")),
        nominee: match &order.way {
            Way::Authority => None,
            Way::Nominee(email) => Some(email.to_string()),
        },
        form,
        order,
        operator,
        days: life(visit),
    }))
}

async fn send(
    visit: &SignedIn,
    form: &CreationForm,
    order: CreationOrder,
) -> Result<Response, PageError> {
    let id = visit.person.id.clone();
    match visit.write(move |tx| ask(tx, &id, &order)).await? {
        Ok(creation) | Err(Refusal::AlreadyCreating { creation }) => {
            Ok(Onward::to(&visit.app, &format!("/accounts/new/{creation}")).into_response())
        }
        Err(refusal) => refused(visit, form, &refusal).await,
    }
}
