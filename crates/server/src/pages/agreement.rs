//! The desk's agreements: the list, one with all its versions, publishing and accepting.

use crate::use_cases::agreement::{NewVersion, accept, publish};
use crate::web::desk::{AcceptAgreements, Desk, DeskTab, EditAccount, Look, Needs};
use crate::web::errors::PageError;
use crate::web::faults::text_fault;
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::{store, web};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::agreement::{Version, WORDS};
use domain::smart_account::SmartAccount;
use domain::text::LINE;
use domain::{AgreementId, Right, text};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What is typed of a version, the first or the next.
#[derive(Deserialize, Default)]
pub struct VersionForm {
    /// The number of the version the page showed; 0 on the page for a new agreement.
    seen: String,
    title: String,
    words: String,
    #[serde(default)]
    required: String,
}

struct Fields {
    title: Field,
    words: Field,
    required: bool,
    whole: Option<String>,
}

impl Fields {
    fn faults(&self) -> Faults {
        Faults::default()
            .with("main", self.whole.clone())
            .also(&[&self.title, &self.words])
    }
}

fn fields(visit: &Visit, typed: &VersionForm, faults: [Option<String>; 3]) -> Fields {
    let t = &visit.words.text;
    let [title, words, whole] = faults;
    Fields {
        title: Field::new("title", fl!(t, "agreement-title"))
            .value(&typed.title)
            .fault(title),
        words: Field::new("words", fl!(t, "agreement-words"))
            .kind(Kind::Area)
            .value(&typed.words)
            .fault(words),
        required: typed.required == "yes",
        whole,
    }
}

/// What is meant. Errors: what is wrong with title and words.
fn read(visit: &Visit, typed: &VersionForm) -> Result<NewVersion, [Option<String>; 3]> {
    let title = text::clean(&typed.title, LINE);
    let words = text::clean(&typed.words, WORDS);
    match (title, words) {
        (Ok(title), Ok(words)) => Ok(NewVersion {
            title,
            words,
            is_required: typed.required == "yes",
        }),
        (title, words) => {
            let fault = |fault| text_fault(visit, fault);
            Err([title.err().map(fault), words.err().map(fault), None])
        }
    }
}

#[derive(Template)]
#[template(path = "agreement/list.html")]
struct ListPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    rows: Vec<Version>,
    faults: Faults,
    fields: Option<Fields>,
}

async fn list_page<R: Needs>(
    desk: &Desk<R>,
    typed: &VersionForm,
    faults: [Option<String>; 3],
) -> Result<ListPage, PageError> {
    let id = desk.account.id.clone();
    let rows = desk
        .read(move |db| store::agreement::newest(db, &id))
        .await?;
    let fields = desk
        .can(Right::AccountEdit)
        .then(|| fields(desk, typed, faults));
    Ok(ListPage {
        p: desk.page(&fl!(desk.words.text, "agreements")),
        account: desk.account.clone(),
        tabs: desk.tabs("properties"),
        subtabs: desk.subtabs("properties", "properties/agreements"),
        rows,
        faults: fields.as_ref().map_or_else(Faults::default, Fields::faults),
        fields,
    })
}

/// The newest version of each agreement; with a form for another agreement, for those who may edit the account.
pub async fn list(desk: Desk<Look>) -> Result<Response, PageError> {
    let page = list_page(&desk, &VersionForm::default(), [None, None, None]).await?;
    Ok(render(&page))
}

/// Publishes the first version of a new agreement and leads to it; what is wrong, or that there are too many, is the list again.
pub async fn create(
    desk: Desk<EditAccount>,
    Form(form): Form<VersionForm>,
) -> Result<Response, PageError> {
    let new = match read(&desk, &form) {
        Ok(new) => new,
        Err(faults) => {
            let page = list_page(&desk, &form, faults).await?;
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let (account, by) = (desk.account.id.clone(), desk.person.id.clone());
    let made = desk
        .write(move |tx| publish(tx, &account, None, &by, &new))
        .await?;
    let id = match made {
        Ok(id) => id,
        Err(refusal) => {
            let faults = [Some(web::refusals::words(&desk, &refusal)), None, None];
            let page = list_page(&desk, &form, faults).await?;
            return Ok(render_with(web::refusals::status(&refusal), &page));
        }
    };
    Ok(onward(
        &desk,
        &id,
        fl!(desk.words.plain, "agreement-published"),
    ))
}

fn onward<R: Needs>(desk: &Desk<R>, id: &AgreementId, said: String) -> Response {
    let address = desk.address(&format!("properties/agreements/{id}"));
    Onward::to(&desk.app, &address)
        .saying(&said)
        .into_response()
}

#[derive(Template)]
#[template(path = "agreement/show.html")]
struct ShowPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    newest: Version,
    versions: Vec<Version>,
    names: BTreeMap<String, String>,
    faults: Faults,
    fields: Option<Fields>,
    can_accept: bool,
    whole: Option<String>,
}

impl ShowPage {
    fn name(&self, id: &domain::PersonId) -> String {
        let known = self.names.get(id.as_str());
        known.cloned().unwrap_or_else(|| id.to_string())
    }
}

fn parse(id: &str) -> Result<AgreementId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

async fn show_page<R: Needs>(
    desk: &Desk<R>,
    id: &str,
    typed: Option<(&VersionForm, [Option<String>; 3])>,
    whole: Option<String>,
) -> Result<ShowPage, PageError> {
    let (account, id) = (desk.account.id.clone(), parse(id)?);
    let (versions, names) = desk
        .read(move |db| {
            let versions = store::agreement::versions_of(db, &account, &id)?;
            let mut ids: Vec<String> = versions
                .iter()
                .flat_map(|v| [Some(&v.published_by), v.accepted.as_ref().map(|(by, _)| by)])
                .flatten()
                .map(ToString::to_string)
                .collect();
            ids.sort();
            ids.dedup();
            let people = store::person::find_all(db, &ids)?;
            let names = people.into_iter();
            let names = names.map(|p| (p.id.to_string(), p.profile.full_name));
            Ok((versions, names.collect()))
        })
        .await?;
    let newest = versions.first().cloned().ok_or(PageError::NotFound)?;
    let fields = desk.can(Right::AccountEdit).then(|| match typed {
        Some((typed, faults)) => fields(desk, typed, faults),
        None => {
            let stands = VersionForm {
                seen: String::new(),
                title: newest.title.clone(),
                words: newest.words.clone(),
                required: if newest.is_required { "yes" } else { "" }.into(),
            };
            fields(desk, &stands, [None, None, None])
        }
    });
    Ok(ShowPage {
        p: desk.page(&newest.title),
        account: desk.account.clone(),
        tabs: desk.tabs("properties"),
        subtabs: desk.subtabs("properties", "properties/agreements"),
        faults: fields.as_ref().map_or_else(Faults::default, Fields::faults),
        fields,
        can_accept: newest.accepted.is_none() && desk.can(Right::AgreementAccept),
        newest,
        versions,
        names,
        whole,
    })
}

/// One agreement with all its versions, the newest first. Errors: not found, where it is not this account's.
pub async fn show(
    desk: Desk<Look>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    Ok(render(&show_page(&desk, &id, None, None).await?))
}

/// Publishes the next version, unless there is a newer one than the page showed.
pub async fn create_version(
    desk: Desk<EditAccount>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<VersionForm>,
) -> Result<Response, PageError> {
    let agreement = parse(&id)?;
    let seen = form.seen.parse().map_err(|_| PageError::BadForm)?;
    let new = match read(&desk, &form) {
        Ok(new) => new,
        Err(faults) => {
            let page = show_page(&desk, &id, Some((&form, faults)), None).await?;
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let (account, by, of) = (
        desk.account.id.clone(),
        desk.person.id.clone(),
        agreement.clone(),
    );
    let made = desk
        .write(move |tx| publish(tx, &account, Some((&of, seen)), &by, &new))
        .await?;
    match made {
        Ok(id) => Ok(onward(
            &desk,
            &id,
            fl!(desk.words.plain, "agreement-published"),
        )),
        Err(refusal) => {
            let faults = [None, None, Some(web::refusals::words(&desk, &refusal))];
            let page = show_page(&desk, &id, Some((&form, faults)), None).await?;
            Ok(render_with(web::refusals::status(&refusal), &page))
        }
    }
}

/// The number of the version that the page showed.
#[derive(Deserialize)]
pub struct Seen {
    seen: String,
}

/// Accepts on behalf of the account, unless there is a newer version than the page showed; a second acceptance changes nothing.
pub async fn create_acceptance(
    desk: Desk<AcceptAgreements>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<Seen>,
) -> Result<Response, PageError> {
    let agreement = parse(&id)?;
    let seen = form.seen.parse().map_err(|_| PageError::BadForm)?;
    let (account, by, of) = (
        desk.account.id.clone(),
        desk.person.id.clone(),
        agreement.clone(),
    );
    let accepted = desk
        .write(move |tx| accept(tx, &account, &of, seen, &by))
        .await?;
    match accepted {
        Ok(()) => Ok(onward(
            &desk,
            &agreement,
            fl!(desk.words.plain, "agreement-accepted-now"),
        )),
        Err(refusal) => {
            let words = Some(web::refusals::words(&desk, &refusal));
            let page = show_page(&desk, &id, None, words).await?;
            Ok(render_with(web::refusals::status(&refusal), &page))
        }
    }
}
