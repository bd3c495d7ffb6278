//! Which company the lines of a file of contracts name first for a number: working material, as lines are.

use crate::storage::schema::upload_numbers as numbers;
use crate::storage::{AnyConnection, Error, Tx, insert};
use crate::store::upload::row::signed;
use diesel::prelude::*;
use domain::UploadId;
use domain::contract::ContractNumber;
use std::collections::HashMap;

/// Values in one statement, far fewer than either engine takes.
const VALUES: usize = 1000;

/// The company that a line names for a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub company: String,
    pub line: u64,
}

/// What the lines so far name first for these numbers.
pub fn named(
    db: &mut AnyConnection,
    upload: &UploadId,
    wanted: &[&ContractNumber],
) -> Result<HashMap<ContractNumber, Named>, Error> {
    let mut all = HashMap::new();
    for wanted in wanted.chunks(VALUES) {
        let rows: Vec<(String, String, i64)> = numbers::table
            .filter(numbers::upload_id.eq(upload.as_str()))
            .filter(numbers::number.eq_any(wanted.iter().map(|number| number.as_str())))
            .select((numbers::number, numbers::company, numbers::line))
            .load(db)?;
        for (number, company, line) in rows {
            let corrupt = |_| Error::corrupt("upload", upload.as_str(), "line");
            let line = u64::try_from(line).map_err(corrupt)?;
            all.insert(ContractNumber::stored(number), Named { company, line });
        }
    }
    Ok(all)
}

/// Keeps what was not named before.
pub fn add(tx: &mut Tx, upload: &UploadId, new: &[(ContractNumber, Named)]) -> Result<(), Error> {
    let rows: Vec<_> = new
        .iter()
        .map(|(number, named)| {
            (
                numbers::upload_id.eq(upload.as_str()),
                numbers::number.eq(number.as_str()),
                numbers::company.eq(named.company.as_str()),
                numbers::line.eq(signed(named.line)),
            )
        })
        .collect();
    for rows in rows.chunks(VALUES) {
        insert!(tx.db, numbers::table, rows)?;
    }
    Ok(())
}

/// Sweeps away up to so many numbers, as far as they stand in one part of the order. Out: whether there are more.
pub(super) fn sweep(tx: &mut Tx, upload: &UploadId, most: i64) -> Result<bool, Error> {
    let of_it = numbers::upload_id.eq(upload.as_str());
    let last: Option<String> = numbers::table
        .filter(of_it)
        .order(numbers::number)
        .offset(most)
        .select(numbers::number)
        .first(tx.db)
        .optional()?;
    let all = numbers::table.filter(of_it);
    match &last {
        Some(last) => diesel::delete(all.filter(numbers::number.le(last))).execute(tx.db)?,
        None => diesel::delete(all).execute(tx.db)?,
    };
    Ok(last.is_some())
}
