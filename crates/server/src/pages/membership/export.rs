//! The list of users to be taken away: CSV of any size, or a workbook.

use crate::language::machine_time;
use crate::pages::membership::list::Wanted;
use crate::paging::ListPlace;
use crate::sight::Sight;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::membership::list::{ListedMembership, MembershipFilter, Who};
use crate::web::csv::{BATCH, Batch, File};
use crate::web::desk::{Desk, SeeMembers, part_name};
use crate::web::errors::PageError;
use crate::web::forms::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::rules::upload::users::GROUP;
use domain::virtual_account::VirtualAccount;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::sync::Arc;

const COLUMNS: [&str; 11] = [
    "user",
    "name",
    "organisation",
    "email",
    "group",
    "role",
    "virtual_accounts",
    "since",
    "until",
    "source",
    "last_active",
];

/// As many rows as a sheet has beside its heading (ECMA-376 leaves it open; the common programs stop there).
const MOST_ROWS: u32 = 1_048_575;

struct Source {
    sight: Sight,
    filter: MembershipFilter,
    parts: Vec<VirtualAccount>,
    name: String,
}

fn source(desk: &Desk<SeeMembers>, wanted: &Wanted) -> Result<Source, PageError> {
    Ok(Source {
        sight: desk.sight(),
        filter: wanted.filter(desk)?,
        parts: desk.parts.clone(),
        name: format!("users-{}", desk.account.domain),
    })
}

impl Source {
    fn batch(
        &self,
        db: &mut AnyConnection,
        from: Option<&ListPlace>,
    ) -> Result<Batch<ListPlace>, Error> {
        let limit = usize::try_from(BATCH).unwrap_or(usize::MAX);
        let (found, next) =
            store::membership::list::page(db, &self.sight, &self.filter, from, limit)?;
        let rows = found.iter().map(|listed| self.cells(listed)).collect();
        Ok(Batch { rows, next })
    }

    fn cells(&self, listed: &ListedMembership) -> Vec<String> {
        let held = &listed.membership;
        let none = String::new;
        let (user, organisation, email, group, seen) = match &listed.who {
            Who::Person {
                person,
                last_active,
            } => (
                person.user_id.to_string(),
                person.profile.organisation.clone(),
                person.email.as_ref().map_or_else(none, ToString::to_string),
                none(),
                last_active.map_or_else(none, machine_time),
            ),
            Who::Group(group) => (
                // Sent back, it is told from a person whose name is missing.
                format!("{GROUP}{}", group.name),
                none(),
                none(),
                group.name.clone(),
                none(),
            ),
        };
        vec![
            user,
            listed.who.name().to_owned(),
            organisation,
            email,
            group,
            held.role.key().to_owned(),
            held.virtual_account
                .as_ref()
                .map_or_else(none, |id| part_name(&self.parts, id)),
            machine_time(held.since),
            held.until.map_or_else(none, machine_time),
            store::membership::origin(&held.source).to_owned(),
            seen,
        ]
    }
}

/// The list as the filters leave it, as CSV with a byte order mark; the program's log notes who takes it away. Errors: a choice
/// that the list does not offer.
pub async fn csv(
    desk: Desk<SeeMembers>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let source = source(&desk, &wanted)?;
    desk.takes_away("users", Some(&desk.account.id));
    File::new(&source.name, &COLUMNS)
        .with_mark(true)
        .answer(&desk.app.db, move |db, from| source.batch(db, from))
        .await
}

/// A workbook with one sheet. Every cell is text, so that nothing in it is a formula; rows go to a temporary file as they
/// are read, so that memory holds one batch and the finished file.
pub async fn workbook(
    desk: Desk<SeeMembers>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, PageError> {
    let source = Arc::new(source(&desk, &wanted)?);
    desk.takes_away("users", Some(&desk.account.id));
    let disposition = format!("attachment; filename=\"{}.xlsx\"", source.name);
    let fault = |fault: XlsxError| PageError::from(Error::corrupt("export", "workbook", fault));
    let mut workbook = Workbook::new();
    // The same list makes the same file: the day it was made comes from the clock of all else.
    let made = ExcelDateTime::from_timestamp(desk.now.0 / 1000).map_err(fault)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook
        .add_worksheet_with_constant_memory()
        .map_err(fault)?;
    for (column, name) in (0..).zip(COLUMNS) {
        sheet.write_string(0, column, name).map_err(fault)?;
    }
    let (mut number, mut from) = (1, None);
    loop {
        // Each batch in a read of its own: no reader is held for the whole file.
        let (rows, place) = (source.clone(), from.take());
        let batch = desk.read(move |db| rows.batch(db, place.as_ref())).await?;
        let sheet = workbook.worksheet_from_index(0).map_err(fault)?;
        for row in batch.rows.iter().take((MOST_ROWS + 1 - number) as usize) {
            for (column, cell) in (0..).zip(row) {
                sheet.write_string(number, column, cell).map_err(fault)?;
            }
            number += 1;
        }
        match batch.next {
            Some(next) if number <= MOST_ROWS => from = Some(next),
            _ => break,
        }
    }
    let bytes = workbook.save_to_buffer().map_err(fault)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok((
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ],
        bytes,
    )
        .into_response())
}
