//! The record of an access review as CSV of any size: what was looked at, who decided what and when.

use crate::language::machine_time;
use crate::pages::access_review::show::found;
use crate::sight::Sight;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::access_review::LineFilter;
use crate::web::csv::{BATCH, Batch, File};
use crate::web::desk::{Desk, ManageMembers, part_name};
use crate::web::errors::PageError;
use axum::extract::Path;
use axum::response::Response;
use domain::ReviewId;
use domain::access_review::ReviewLine;
use domain::virtual_account::VirtualAccount;
use std::collections::BTreeMap;

const COLUMNS: [&str; 13] = [
    "holder",
    "user",
    "group",
    "role",
    "virtual_account",
    "until",
    "decision",
    "decided_by",
    "by_rule",
    "decided_at",
    "new_role",
    "new_until",
    "words",
];

/// How a line reads in the file.
fn cells(
    line: &ReviewLine,
    parts: &[VirtualAccount],
    names: &BTreeMap<String, String>,
) -> Vec<String> {
    let none = String::new;
    let held = &line.membership;
    let name = |id: &str| names.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let verdict = line.verdict.as_ref();
    let after = verdict.and_then(|verdict| verdict.after);
    vec![
        line.holder_name.clone(),
        held.holder
            .person()
            .map_or_else(none, |id| name(id.as_str())),
        held.holder.group().map_or_else(none, ToString::to_string),
        held.role.key().to_owned(),
        held.virtual_account
            .as_ref()
            .map_or_else(none, |id| part_name(parts, id)),
        held.until.map_or_else(none, machine_time),
        verdict
            .map_or("open", |verdict| verdict.outcome.key())
            .to_owned(),
        verdict
            .and_then(|verdict| verdict.by.as_ref())
            .map_or_else(none, |by| name(by.as_str())),
        verdict.map_or_else(none, |verdict| verdict.by.is_none().to_string()),
        verdict.map_or_else(none, |verdict| machine_time(verdict.at)),
        after.map_or_else(none, |(role, _)| role.key().to_owned()),
        after
            .and_then(|(_, until)| until)
            .map_or_else(none, machine_time),
        verdict
            .and_then(|verdict| verdict.words.clone().or(verdict.why.clone()))
            .unwrap_or_else(none),
    ]
}

fn batch(
    db: &mut AnyConnection,
    sight: &Sight,
    review: &ReviewId,
    parts: &[VirtualAccount],
    from: Option<&String>,
) -> Result<Batch<String>, Error> {
    let found = store::access_review::lines(
        db,
        sight,
        review,
        &LineFilter::default(),
        from.map(String::as_str),
        BATCH,
    )?;
    let next = (found.len() as i64 == BATCH)
        .then(|| found.last().map(|line| line.id.to_string()))
        .flatten();
    let mut ids: Vec<String> = found
        .iter()
        .flat_map(|line| {
            let by = line
                .verdict
                .as_ref()
                .and_then(|verdict| verdict.by.as_ref());
            line.person().into_iter().chain(by).map(ToString::to_string)
        })
        .collect();
    ids.sort();
    ids.dedup();
    let people = store::person::find_all(db, &ids)?;
    let names = people
        .into_iter()
        .map(|one| (one.id.to_string(), one.user_id.to_string()))
        .collect();
    let rows = found
        .iter()
        .map(|line| cells(line, parts, &names))
        .collect();
    Ok(Batch { rows, next })
}

/// All lines within reach as a file; the log notes who takes it away.
pub async fn export(
    desk: Desk<ManageMembers>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let review = found(&desk, &id).await?.campaign;
    desk.takes_away("access-review", Some(&desk.account.id));
    let (sight, id, parts) = (desk.sight(), review.id.clone(), desk.parts_ever.clone());
    File::new(
        &format!("review-{}-{}", desk.account.domain, review.id),
        &COLUMNS,
    )
    .answer(&desk.app.db, move |db, from| {
        batch(db, &sight, &id, &parts, from)
    })
    .await
}
