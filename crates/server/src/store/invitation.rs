//! Queries about invitations.

use crate::sight::Sight;
use crate::storage;
use crate::storage::schema::{email_addresses, invitation_virtual_accounts as scopes, invitations};
use crate::storage::{AnyConnection, Error, KEYS_AT_ONCE, Tx, fixed, insert};
use crate::store::due::{DueList, first_due};
use crate::store::put_off::put_off_ids;
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::invitation::{Invitation, InvitationFact, InvitationStatus};
use domain::person::Language;
use domain::{GroupId, InvitationId, Moment, PersonId, Refusal, SmartAccountId, VirtualAccountId};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = invitations)]
struct InvitationRow {
    id: String,
    account_id: String,
    email: String,
    email_key: String,
    language: String,
    offers: String,
    invited_at: i64,
    lapses_at: i64,
    version: i64,
    status: String,
}

impl InvitationRow {
    fn new(invitation: &Invitation) -> Result<Self, Error> {
        Ok(Self {
            id: invitation.id.to_string(),
            account_id: invitation.account.to_string(),
            email: invitation.email.to_string(),
            email_key: invitation.email.key(),
            language: invitation.language.key().into(),
            offers: storage::json::text(&invitation.offers)?,
            invited_at: invitation.invited_at.0,
            lapses_at: invitation.lapses_at.0,
            version: invitation.version.into(),
            status: invitation.status.key().into(),
        })
    }
}

impl TryFrom<InvitationRow> for Invitation {
    type Error = Error;
    fn try_from(row: InvitationRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("invitation", &row.id, what);
        Ok(Invitation {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            account: row.account_id.parse().map_err(|_| corrupt("account"))?,
            email: EmailAddress::stored(row.email.clone()),
            language: Language::from_key(&row.language).ok_or_else(|| corrupt("language"))?,
            offers: storage::json::value("invitation", &row.id, &row.offers)?,
            invited_at: Moment(row.invited_at),
            lapses_at: Moment(row.lapses_at),
            version: u32::try_from(row.version).map_err(|_| corrupt("version"))?,
            status: InvitationStatus::from_key(&row.status).ok_or_else(|| corrupt("status"))?,
        })
    }
}

fn all(rows: Vec<InvitationRow>) -> Result<Vec<Invitation>, Error> {
    rows.into_iter().map(TryInto::try_into).collect()
}

/// The invitation, where there is one.
pub fn find_if_any(db: &mut AnyConnection, id: &InvitationId) -> Result<Option<Invitation>, Error> {
    let row: Option<InvitationRow> = invitations::table
        .find(id.as_str())
        .select(InvitationRow::as_select())
        .first(db)
        .optional()?;
    row.map(TryInto::try_into).transpose()
}

/// The invitation of an account.
pub fn find(
    db: &mut AnyConnection,
    id: &InvitationId,
    account: &SmartAccountId,
) -> Result<Invitation, Error> {
    let found = find_if_any(db, id)?.filter(|invitation| invitation.account == *account);
    Ok(found.ok_or(Refusal::NotFound)?)
}

/// The invitations to an account that are open, of these addresses (by key); also those whose time is over and that have
/// not lapsed yet.
pub fn open_for(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    keys: &[String],
) -> Result<Vec<Invitation>, Error> {
    all(invitations::table
        .filter(invitations::account_id.eq(account.as_str()))
        .filter(invitations::status.eq(fixed(InvitationStatus::Open.key())))
        .filter(invitations::email_key.eq_any(keys))
        .select(InvitationRow::as_select())
        .load(db)?)
}

/// The open invitations to these addresses (by key), wherever they lead.
pub fn open_to(db: &mut AnyConnection, keys: &[String]) -> Result<Vec<Invitation>, Error> {
    all(invitations::table
        .filter(invitations::email_key.eq_any(keys))
        .filter(invitations::status.eq(fixed(InvitationStatus::Open.key())))
        .select(InvitationRow::as_select())
        .load(db)?)
}

/// The open invitations to an account of verified addresses of these people, each with whose it is.
pub fn open_for_people(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    people: &[String],
) -> Result<Vec<(PersonId, Invitation)>, Error> {
    let mut found = Vec::new();
    for some in people.chunks(KEYS_AT_ONCE) {
        let rows: Vec<(String, InvitationRow)> = invitations::table
            .inner_join(email_addresses::table.on(email_addresses::key.eq(invitations::email_key)))
            .filter(invitations::account_id.eq(account.as_str()))
            .filter(invitations::status.eq(fixed(InvitationStatus::Open.key())))
            .filter(email_addresses::person_id.eq_any(some))
            .select((email_addresses::person_id, InvitationRow::as_select()))
            .load(db)?;
        for (id, row) in rows {
            let person = id.parse();
            let person = person.map_err(|_| Error::corrupt("person", &id, "id"))?;
            found.push((person, row.try_into()?));
        }
    }
    Ok(found)
}

/// The open invitations of an account, newest first, before the one named; where Virtual Accounts alone are seen, those
/// that are about nothing else.
pub fn page(
    db: &mut AnyConnection,
    sight: &Sight,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Invitation>, Error> {
    let mut query = invitations::table
        .filter(invitations::account_id.eq(sight.account().to_string()))
        .filter(invitations::status.eq(fixed(InvitationStatus::Open.key())))
        .select(InvitationRow::as_select())
        .into_boxed();
    if let Some(within) = sight.within() {
        let own: Vec<String> = within.iter().map(ToString::to_string).collect();
        let about = scopes::table
            .filter(scopes::virtual_account_id.eq_any(own.clone()))
            .select(scopes::invitation_id);
        let others = scopes::table
            .filter(scopes::invitation_id.eq(invitations::id))
            .filter(scopes::virtual_account_id.ne_all(own));
        query = query
            .filter(invitations::id.eq_any(about))
            .filter(diesel::dsl::not(diesel::dsl::exists(others)));
    }
    if let Some(before) = before {
        query = query.filter(invitations::id.lt(before.to_owned()));
    }
    all(query.order(invitations::id.desc()).limit(limit).load(db)?)
}

/// The open invitations that name a Virtual Account; not those that are about the whole account as well, whose other offers
/// are looked at when they are accepted.
macro_rules! open_about {
    ($account:expr, $id:expr) => {{
        let about = scopes::table
            .filter(scopes::virtual_account_id.eq($id.as_str()))
            .select(scopes::invitation_id);
        invitations::table
            .filter(invitations::account_id.eq($account.as_str()))
            .filter(invitations::id.eq_any(about))
            .filter(invitations::status.eq(fixed(InvitationStatus::Open.key())))
    }};
}

/// How many open invitations name a Virtual Account.
pub fn count_open_on(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
) -> Result<i64, Error> {
    Ok(open_about!(account, id).count().get_result(db)?)
}

/// The open invitations that name a Virtual Account, the first of them.
pub fn open_on(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    id: &VirtualAccountId,
    limit: i64,
) -> Result<Vec<Invitation>, Error> {
    all(open_about!(account, id)
        .order(invitations::id)
        .limit(limit)
        .select(InvitationRow::as_select())
        .load(db)?)
}

/// The open invitations of an account that offer a place in a group of it: their offers name its id, which stands in no other JSON string.
/// Those that are open are gone through, which is done where a group is deleted.
macro_rules! open_into {
    ($account:expr, $group:expr) => {
        invitations::table
            .filter(invitations::account_id.eq($account.as_str()))
            .filter(invitations::status.eq(fixed(InvitationStatus::Open.key())))
            .filter(
                invitations::offers
                    .like(format!("%\"{}\"%", $group.as_str().replace('_', "\\_")))
                    .escape('\\'),
            )
    };
}

/// How many open invitations offer a place in a group of an account.
pub fn count_open_into(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    group: &GroupId,
) -> Result<i64, Error> {
    Ok(open_into!(account, group).count().get_result(db)?)
}

/// The open invitations that offer a place in a group of an account, the first of them.
pub fn open_into(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    group: &GroupId,
    limit: i64,
) -> Result<Vec<Invitation>, Error> {
    all(open_into!(account, group)
        .order(invitations::id)
        .limit(limit)
        .select(InvitationRow::as_select())
        .load(db)?)
}

/// Invitations whose time is over by a moment, at most so many, and when it is; but for those that could not be lapsed and wait now.
pub fn over(
    db: &mut AnyConnection,
    until: Moment,
    now: Moment,
    most: i64,
) -> Result<DueList<InvitationId>, Error> {
    // Written out: an engine takes an index of some rows only where it sees which they are.
    let is_open = diesel::dsl::sql::<diesel::sql_types::Bool>("status = 'open'");
    let rows = invitations::table
        .filter(is_open)
        .filter(invitations::id.ne_all(put_off_ids!(now)));
    let (at, id) = (invitations::lapses_at, invitations::id);
    first_due!(db, "invitation", rows, at, id, until, most)
}

/// Carries out what an event says about an invitation. Errors: [`Refusal::InvitationOver`] where it is not open any more.
pub(in crate::store) fn apply(tx: &mut Tx, fact: &InvitationFact) -> Result<(), Error> {
    let invitation = fact.invitation();
    let row = InvitationRow::new(invitation)?;
    if let InvitationFact::Sent(_) = fact {
        insert!(tx.db, invitations::table, &row)?;
        return add_scopes(tx, invitation);
    }
    let changed = diesel::update(invitations::table.find(&row.id))
        .filter(invitations::status.eq(fixed(InvitationStatus::Open.key())))
        .set(&row)
        .execute(tx.db)?;
    if changed != 1 {
        return Err(Refusal::InvitationOver.into());
    }
    if let InvitationFact::Extended { .. }
    | InvitationFact::Renewed { .. }
    | InvitationFact::Narrowed { .. } = fact
    {
        let of_it = scopes::table.filter(scopes::invitation_id.eq(&row.id));
        diesel::delete(of_it).execute(tx.db)?;
        add_scopes(tx, invitation)?;
    }
    Ok(())
}

fn add_scopes(tx: &mut Tx, invitation: &Invitation) -> Result<(), Error> {
    let parts = invitation.virtual_accounts();
    let rows: Vec<_> = parts
        .iter()
        .map(|part| {
            (
                scopes::virtual_account_id.eq(part.as_str()),
                scopes::invitation_id.eq(invitation.id.as_str()),
            )
        })
        .collect();
    insert!(tx.db, scopes::table, &rows)?;
    Ok(())
}
