//! The lists of uploads: all to an account, and those to one of its groups.

use crate::pages::parts::group::managed;
use crate::pages::upload::desk::{Named, looker, subtabs};
use crate::paging::{After, PAGE, cut};
use crate::storage::{AnyConnection, Error};
use crate::store::upload::{ListedUpload, Upload};
use crate::web::desk::{Desk, DeskTab, ManageGroups, ManageMembers, Needs};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use crate::web::page::{Page, render};
use crate::{store, words};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use domain::SmartAccountId;
use domain::smart_account::SmartAccount;
use domain::upload::State;
use i18n_embed_fl::fl;
use std::collections::HashMap;

/// An upload in the list.
struct Row {
    upload: Upload,
    by: String,
    state: String,
    /// The group whose members it names.
    to: Option<String>,
    summary: Option<String>,
}

#[derive(Template)]
#[template(path = "upload/list.html")]
struct ListPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    /// The group whose list it is.
    of: Option<Named>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

/// The uploads to an account: all of them for whoever manages the whole of it, one's own for others.
pub async fn list(
    desk: Desk<ManageMembers>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let which = if looker(&desk).sees_all() {
        ListedUpload::All
    } else {
        ListedUpload::By(desk.person.id.clone())
    };
    list_page(&desk, which, None, &after).await
}

/// The uploads to a group.
pub async fn list_of_group(
    desk: Desk<ManageGroups>,
    Path((_, id)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, PageError> {
    let group = managed(&desk, &id).await?;
    let of = Named {
        id: group.id.clone(),
        name: group.name.clone(),
        group: Some(group),
    };
    list_page(&desk, ListedUpload::To(of.id.clone()), Some(of), &after).await
}

async fn list_page<R: Needs>(
    desk: &Desk<R>,
    which: ListedUpload,
    of: Option<Named>,
    after: &After,
) -> Result<Response, PageError> {
    let (account, cursor) = (desk.account.id.clone(), after.cursor());
    let is_first = cursor.is_none();
    let read = desk.read(move |db| page(db, &account, &which, cursor.as_deref()));
    let (found, next) = read.await?;
    let rows = found.into_iter().map(|found| Row::of(desk, found));
    let title = match &of {
        Some(of) => fl!(
            desk.words.plain,
            "uploads-of-group",
            name = of.name.as_str()
        ),
        None => fl!(desk.words.text, "uploads"),
    };
    Ok(render(&ListPage {
        p: desk.page(&title),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: subtabs(desk, of.as_ref()),
        rows: rows.collect(),
        next,
        is_first,
        of,
    }))
}

/// An upload with what it is known by.
struct Found {
    upload: Upload,
    /// Who uploaded it.
    by: String,
    /// The group whose members it names.
    to: Option<String>,
}

/// A page of uploads, and where the list goes on, if it does. Errors: one whose person or group is not managed.
fn page(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    which: &ListedUpload,
    cursor: Option<&str>,
) -> Result<(Vec<Found>, Option<String>), Error> {
    let mut uploads = store::upload::page(db, account, which, cursor, PAGE as i64 + 1)?;
    let next = cut(&mut uploads, |upload| upload.id.to_string());
    let by: Vec<String> = uploads.iter().map(|u| u.uploaded_by.to_string()).collect();
    let names: HashMap<String, String> = store::person::find_all(db, &by)?
        .into_iter()
        .map(|person| (person.id.to_string(), person.profile.full_name))
        .collect();
    let to = uploads.iter().filter_map(|upload| upload.to.group());
    let to: Vec<String> = to.map(ToString::to_string).collect();
    let groups = store::group::names(db, &to)?;
    let found = uploads.into_iter().map(|upload| {
        let by = names.get(upload.uploaded_by.as_str()).cloned();
        let to = upload.to.group().map(|id| groups.get(id.as_str()));
        let corrupt = |what: &str| Error::corrupt("upload", upload.id.as_str(), what);
        Ok(Found {
            by: by.ok_or_else(|| corrupt("person"))?,
            to: to
                .map(|name| name.cloned().ok_or_else(|| corrupt("group")))
                .transpose()?,
            upload,
        })
    });
    let found: Result<Vec<Found>, Error> = found.collect();
    Ok((found?, next))
}

impl Row {
    fn of<R: Needs>(desk: &Desk<R>, found: Found) -> Self {
        let upload = found.upload;
        Self {
            state: words::upload::state(desk.words, upload.state),
            summary: matches!(upload.state, State::Applied | State::Stopped)
                .then(|| words::upload::summary(desk.words, &upload)),
            upload,
            by: found.by,
            to: found.to,
        }
    }
}
