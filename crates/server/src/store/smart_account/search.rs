//! The operators' list of accounts.

use crate::paging::ListPlace;
use crate::search_index::{Window, led, narrowed};
use crate::storage::schema::{smart_account_terms as terms, smart_accounts};
use crate::storage::{AnyConnection, Error};
use crate::store::smart_account::row::AccountRow;
use crate::{search_index, store};
use diesel::prelude::*;
use domain::smart_account::{AccountStatus, SmartAccount};
use std::collections::BTreeSet;

/// Which accounts operators look for: those of which each word begins one of the name or an identifier.
#[derive(Default)]
pub struct AccountSearch {
    pub text: String,
    pub status: Option<AccountStatus>,
}

/// An account with all its terms.
type Found = (SmartAccount, BTreeSet<String>);

/// A page of accounts: newest first or, where one is searched for, by what they are found by; and where the list goes on.
pub fn page(
    db: &mut AnyConnection,
    search: &AccountSearch,
    from: Option<&ListPlace>,
    limit: usize,
) -> Result<(Vec<SmartAccount>, Option<ListPlace>), Error> {
    let words = search_index::wanted(&search.text);
    let Some((first, others)) = words.split_first() else {
        return search_index::without_words(&search.text, from, limit, |from, size| {
            newest(db, search.status, from, size)
        });
    };
    let (found, next) = search_index::page(
        from,
        limit,
        |from| called(db, first, others, from),
        |place, (account, terms)| {
            search.status.is_none_or(|status| account.status == status)
                && search_index::is_found(&words, terms, &place.key)
        },
    )?;
    Ok((
        found.into_iter().map(|(account, _)| account).collect(),
        next,
    ))
}

fn newest(
    db: &mut AnyConnection,
    status: Option<AccountStatus>,
    from: Option<&ListPlace>,
    size: i64,
) -> Result<Vec<(ListPlace, SmartAccount)>, Error> {
    let mut query = smart_accounts::table
        .select(AccountRow::as_select())
        .order(smart_accounts::id.desc())
        .limit(size)
        .into_boxed();
    if let Some(status) = status {
        query = query.filter(smart_accounts::status.eq(status.key()));
    }
    if let Some(place) = from {
        query = query.filter(smart_accounts::id.lt(place.id.clone()));
    }
    let rows: Vec<AccountRow> = query.load(db)?;
    let placed = |row: AccountRow| {
        let (key, id) = (String::new(), row.id.clone());
        Ok((ListPlace { key, id }, row.try_into()?))
    };
    rows.into_iter().map(placed).collect()
}

/// Accounts by their terms that begin with a word, and by the other words, each with all its terms; only what is found is read.
fn called(
    db: &mut AnyConnection,
    word: &str,
    others: &[String],
    from: Option<&ListPlace>,
) -> Result<Window<Found>, Error> {
    let window = led!(db, terms.account_id, word, from);
    let ids: Vec<String> = narrowed!(db, terms.account_id, window.keys(), others)
        .into_iter()
        .collect();
    let mut all = store::smart_account::terms::of_accounts(db, &ids)?;
    let rows: Vec<AccountRow> = smart_accounts::table
        .filter(smart_accounts::id.eq_any(&ids))
        .select(AccountRow::as_select())
        .load(db)?;
    let read = rows.into_iter().map(|row| {
        let id = row.id.clone();
        let terms = all.remove(&id);
        let terms = terms.ok_or_else(|| Error::corrupt("account", &id, "terms"))?;
        Ok((id, (row.try_into()?, terms)))
    });
    Ok(window.with(read.collect::<Result<_, Error>>()?))
}
