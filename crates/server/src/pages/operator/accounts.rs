//! The operators' pages about accounts: all of them, and one with what can be done to it.

use crate::pages::operator::alias_form::AliasForm;
use crate::pages::operator::list::{List, Wanted};
use crate::paging::PAGE;
use crate::sight::Sight;
use crate::standing::event::asker::Asker;
use crate::storage::{AnyConnection, Error, Tx};
use crate::store::access_request::{count_pending, is_left_to_operators};
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::{pages, standing, store, use_cases, web, words};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::membership::{Membership, Reach};
use domain::person::Person;
use domain::rules::properties::Facts;
use domain::smart_account::{AccountStatus, SmartAccount};
use domain::text::WORDS;
use domain::{Moment, Refusal, SmartAccountId, text};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "operator/accounts.html")]
struct AccountsPage {
    p: Page,
    list: List<SmartAccount>,
}

/// The accounts that words and a status find, a page at a time. Errors: a status that there is not.
pub async fn accounts(
    visit: Operator,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let status = match wanted.status.as_str() {
        "" => None,
        key => Some(AccountStatus::from_key(key).ok_or(PageError::BadForm)?),
    };
    let search = store::smart_account::search::AccountSearch {
        text: wanted.q.clone(),
        status,
    };
    let t = &visit.words.text;
    let mut statuses = vec![(String::new(), fl!(t, "filter-all"))];
    statuses.extend(
        AccountStatus::ALL
            .iter()
            .map(|one| (one.key().to_owned(), visit.words.account_status(*one))),
    );
    let list = List::read(&visit, wanted, statuses, move |db, from| {
        store::smart_account::search::page(db, &search, from, PAGE)
    });
    Ok(render(&AccountsPage {
        list: list.await?,
        p: visit.page(&fl!(t, "operator-accounts")),
    }))
}

/// One account as operators see it.
struct Seen {
    account: SmartAccount,
    administrators: Vec<(Membership, Person, Moment)>,
    pending: i64,
    identifiers: Vec<String>,
    facts: Facts,
    /// Since when there is the account, and how many invitations it may send in a day, where that is set.
    invitations: (Moment, Option<u32>),
    happened: Vec<(Moment, String)>,
}

/// One account with the forms for what can be done to it. The forms for aliases and invitations are answered elsewhere and come
/// back to it.
#[derive(Template)]
#[template(path = "operator/account.html")]
pub(crate) struct AccountPage {
    p: Page,
    seen: Seen,
    faults: Faults,
    aliases: Field,
    invitations: Field,
    /// Where those there are do not suffice, the form to name somebody.
    person: Option<Field>,
    /// For a suspended account, the words that go with its reactivation.
    words: Option<Field>,
}

fn see(db: &mut AnyConnection, id: &SmartAccountId, now: Moment) -> Result<(Seen, bool), Error> {
    let account = store::smart_account::find(db, id)?;
    let role = domain::Role::SaAdministrator;
    let seen = Seen {
        administrators: store::membership::reachable_holders(db, id, role, now)?,
        pending: count_pending(db, id, &Reach::Account)?,
        identifiers: store::smart_account::identifiers(db, id)?,
        facts: standing::smart_account::facts(db, id, &BTreeSet::new(), None)?,
        invitations: store::smart_account::invitation_budget(db, id)?,
        happened: Vec::new(),
        account,
    };
    let nobody_answers = is_left_to_operators(db, id)?;
    let are_enough =
        standing::smart_account::has_enough_administrators(db, id, nobody_answers, now)?;
    Ok((seen, are_enough))
}

/// What was typed on the page and what is wrong with it.
#[derive(Default)]
pub(crate) struct Typed {
    pub(crate) person: Option<(String, String)>,
    pub(crate) aliases: Option<(AliasForm, String)>,
    pub(crate) invitations: Option<(String, String)>,
}

/// The page of one account. In: what was typed into one of its forms and is wrong. Errors: no such account.
pub(crate) async fn account_page(
    visit: &Operator,
    id: SmartAccountId,
    typed: Typed,
) -> Result<AccountPage, PageError> {
    let now = visit.now;
    let operator = visit.person.id.clone();
    let ((mut seen, are_enough), events) = visit
        .read(move |db| {
            // An operator who asks there reads no more of it than others who ask.
            let reader = Asker::find(db, &operator)?;
            let (sight, newest) = (
                Sight::of_an_operator(&id),
                standing::event::filter::WantedEvents::default(),
            );
            let happened = standing::event::search::page(db, &sight, &reader, &newest, None, 10)?;
            Ok((see(db, &id, now)?, happened.events))
        })
        .await?;
    seen.happened = events
        .iter()
        .map(|one| (one.at, words::event::of(visit.words, &one.event)))
        .collect();
    let t = &visit.words.text;
    let closed = !matches!(
        seen.account.status,
        AccountStatus::Active | AccountStatus::Suspended
    );
    let person = (!are_enough && !closed).then(|| {
        let (typed, fault) = typed.person.unzip();
        Field::new("person", fl!(t, "operator-another-administrator"))
            .value(typed.unwrap_or_default())
            .identifier()
            .hint(fl!(t, "operator-administrator-hint"))
            .fault(fault)
    });
    let aliases = pages::operator::alias_form::field(visit, &seen.facts, typed.aliases);
    let invitations =
        pages::operator::invitation_form::field(visit, seen.invitations, typed.invitations);
    let words = (seen.account.status == AccountStatus::Suspended).then(|| {
        Field::new("reason", fl!(t, "operator-reason"))
            .kind(Kind::Area)
            .optional(fl!(t, "field-optional"))
            .hint(fl!(t, "operator-reason-hint"))
    });
    Ok(AccountPage {
        p: visit.page(&seen.account.name),
        faults: Faults::default()
            .also(&person.iter().collect::<Vec<_>>())
            .also(&[&aliases, &invitations]),
        aliases,
        invitations,
        seen,
        person,
        words,
    })
}

/// The page as it is first shown. Errors: no such account.
pub async fn account(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| PageError::NotFound)?;
    Ok(render(&account_page(&visit, id, Typed::default()).await?))
}

#[derive(Template)]
#[template(path = "operator/suspend-account.html")]
struct SuspendPage {
    p: Page,
    account: SmartAccount,
    pending: i64,
    faults: Faults,
    reason: Field,
}

/// The words that go with a suspension, a deactivation or a return.
#[derive(Deserialize)]
pub struct ReasonForm {
    pub(crate) reason: String,
}

async fn suspend_page(
    visit: &Operator,
    id: SmartAccountId,
    typed: &str,
    fault: Option<String>,
) -> Result<SuspendPage, PageError> {
    let now = visit.now;
    let (seen, _) = visit.read(move |db| see(db, &id, now)).await?;
    if seen.account.status != AccountStatus::Active {
        return Err(PageError::Refused(Refusal::NothingToChange));
    }
    let t = &visit.words.text;
    let reason = Field::new("reason", fl!(t, "operator-reason"))
        .kind(Kind::Area)
        .value(typed)
        .hint(fl!(t, "operator-reason-hint"))
        .fault(fault);
    Ok(SuspendPage {
        p: visit.page(&fl!(
            t,
            "operator-suspend-title",
            name = seen.account.name.as_str()
        )),
        account: seen.account,
        pending: seen.pending,
        faults: Faults::of(&[&reason]),
        reason,
    })
}

/// What suspending the account brings, with the form for the reason. Errors: it is not active.
pub async fn suspension_form(
    visit: Operator,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = id.parse().map_err(|_| PageError::NotFound)?;
    Ok(render(&suspend_page(&visit, id, "", None).await?))
}

/// Suspends the account. The reason must not be empty: those whom it concerns read it. Errors: as [`suspension_form`].
pub async fn suspend(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<ReasonForm>,
) -> Result<Response, PageError> {
    let id: SmartAccountId = id.parse().map_err(|_| PageError::NotFound)?;
    let (reason, fault) =
        sorted(text::clean(&form.reason, WORDS).map_err(|fault| text_fault(&visit, fault)));
    let Some(reason) = reason else {
        let page = suspend_page(&visit, id, &form.reason, fault).await?;
        return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let said = fl!(visit.words.plain, "operator-suspended");
    changed(&visit, id, said, move |tx, id| {
        use_cases::smart_account::operation::suspend(tx, id, &reason)
    })
    .await
}

/// Reactivates the account, perhaps with words. Errors: words that cannot be kept; what is refused, as that no administrator of
/// it would stay.
pub async fn reactivate(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<ReasonForm>,
) -> Result<Response, PageError> {
    let id: SmartAccountId = id.parse().map_err(|_| PageError::NotFound)?;
    let reason = text::clean_optional(&form.reason, WORDS).map_err(|_| PageError::BadForm)?;
    let said = fl!(visit.words.plain, "operator-reactivated");
    changed(&visit, id, said, move |tx, id| {
        use_cases::smart_account::operation::reactivate(tx, id, reason.clone())
    })
    .await
}

/// Carries out a change and leads back to the account. Errors: a refusal is a page of its own.
async fn changed(
    visit: &Operator,
    id: SmartAccountId,
    said: String,
    change: impl Fn(&mut Tx, &SmartAccountId) -> Result<Result<(), Refusal>, Error> + Send + 'static,
) -> Result<Response, PageError> {
    let account = id.clone();
    visit.write(move |tx| change(tx, &account)).await??;
    Ok(back(visit, &id, &said))
}

/// Back to the account, with what was done.
pub(crate) fn back(visit: &Operator, id: &SmartAccountId, said: &str) -> Response {
    let page = format!("/operator/accounts/{id}");
    Onward::to(&visit.app, &page).saying(said).into_response()
}

/// Who is named, by whatever they sign in with.
#[derive(Deserialize)]
pub struct AdministratorForm {
    person: String,
}

/// Names an administrator of an account where those there are do not suffice. Whoever is unknown, deactivated or cannot be mailed
/// is said beside the field. Errors: those there are suffice ([`Refusal::AdministratorsReachable`]).
pub async fn name_administrator(
    visit: Operator,
    Path(id): Path<String>,
    Form(form): Form<AdministratorForm>,
) -> Result<Response, PageError> {
    let id: SmartAccountId = id.parse().map_err(|_| PageError::NotFound)?;
    let typed = form.person.clone();
    let found = visit
        .read(move |db| store::person::find_by_name(db, &typed))
        .await?;
    let fault = match found.filter(|found| found.is_active) {
        None => fl!(visit.words.text, "operator-administrator-unknown"),
        Some(found) => {
            let (account, who) = (id.clone(), found.person.id);
            let named = visit
                .write(move |tx| {
                    let nobody_answers = is_left_to_operators(tx.db, &account)?;
                    use_cases::smart_account::operation::name_administrator(
                        tx,
                        &account,
                        &who,
                        nobody_answers,
                    )
                })
                .await?;
            match named {
                Ok(()) => {
                    let name = found.person.profile.full_name;
                    let said = fl!(
                        visit.words.plain,
                        "operator-administrator-named",
                        name = name
                    );
                    return Ok(back(&visit, &id, &said));
                }
                Err(Refusal::EmailNotVerified) => {
                    fl!(visit.words.text, "operator-administrator-no-mail")
                }
                Err(refusal @ Refusal::AdministratorsReachable) => return Err(refusal.into()),
                Err(refusal) => web::refusals::words(&visit, &refusal),
            }
        }
    };
    let typed = Typed {
        person: Some((form.person, fault)),
        ..Typed::default()
    };
    let page = account_page(&visit, id, typed).await?;
    Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
