//! Single-use links. Tokens are kept as hashes only.

use crate::clock::{Secret, hash_of};
use crate::storage;
use crate::storage::schema::single_use_links;
use crate::storage::{AnyConnection, Error, Tx, insert};
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::moment::days;
use domain::notification::Contact;
use domain::{CaseId, CreationId, InvitationId, Moment, NotificationAddressId, PersonId};
use serde::{Deserialize, Serialize};

/// What following a single-use link allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "allows")]
pub enum Link {
    /// To finish signing up with a verified address.
    SignUp {
        email: EmailAddress,
        full_name: String,
        organisation: String,
        next: Option<String>,
    },
    /// To set a new password.
    Reset { person: PersonId },
    /// To have mail sent to another address.
    EmailChange {
        person: PersonId,
        email: EmailAddress,
    },
    /// To answer an invitation, as long as this is its newest letter.
    Invitation {
        invitation: InvitationId,
        version: u32,
    },
    /// To confirm a notification address, as long as this is its newest letter.
    NotificationAddress {
        address: NotificationAddressId,
        version: u32,
    },
    /// To say whether an account may be created, in the name of this address.
    Authorise {
        creation: CreationId,
        email: EmailAddress,
    },
    /// To put the address back that somebody's mail went to before it was changed, together with a new password.
    TakeBack {
        person: PersonId,
        email: EmailAddress,
    },
    /// To have what was written reach support, from an address that is confirmed by it.
    Contact(Box<Contact>),
    /// Nothing any more: what was written has reached support by it.
    ContactArrived,
    /// To read and write in the support case of somebody who is not logged in, as often as they like.
    VisitorCase { case: CaseId },
    /// To become the first operator.
    SetUp,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = single_use_links, treat_none_as_default_value = false)]
struct LinkRow {
    token_hash: String,
    link: String,
    person_id: Option<String>,
    expires_at: i64,
    creation_id: Option<String>,
    /// The key of the address that it puts back.
    takes_back: Option<String>,
    /// The case that it leads to.
    case_id: Option<String>,
}

/// Makes a link that works once until `expires`. Out: its token.
pub fn make_link(tx: &mut Tx, link: &Link, expires: Moment) -> Result<Secret, Error> {
    let token = Secret::new();
    keep_link(tx, token.hash(), link, expires)?;
    Ok(token)
}

/// Makes a link whose token nobody has yet. Out: the hash that stands for it in a letter, and opens nothing, until the letter is
/// sent ([`hand_out`]).
pub fn promise_link(tx: &mut Tx, link: &Link, expires: Moment) -> Result<String, Error> {
    let hash = Secret::new().hash();
    keep_link(tx, hash.clone(), link, expires)?;
    Ok(hash)
}

/// Gives a promised link a token. Out: it; nothing where the link is gone.
///
/// In: whether a token that it has may be in its reader's hands, and works on.
pub fn hand_out(tx: &mut Tx, hash: &str, may_be_out: bool) -> Result<Option<Secret>, Error> {
    let promised: Option<LinkRow> = single_use_links::table
        .find(hash)
        .select(LinkRow::as_select())
        .first(tx.db)
        .optional()?;
    let Some(mut row) = promised else {
        return Ok(None);
    };
    if !may_be_out {
        diesel::delete(single_use_links::table.find(hash)).execute(tx.db)?;
    }
    let token = Secret::new();
    row.token_hash = token.hash();
    insert!(tx.db, single_use_links::table, &row)?;
    Ok(Some(token))
}

fn keep_link(tx: &mut Tx, token_hash: String, link: &Link, expires: Moment) -> Result<(), Error> {
    let row = LinkRow {
        token_hash,
        link: storage::json::text(link)?,
        person_id: match link {
            Link::Reset { person }
            | Link::EmailChange { person, .. }
            | Link::TakeBack { person, .. } => Some(person.to_string()),
            Link::SignUp { .. }
            | Link::Invitation { .. }
            | Link::NotificationAddress { .. }
            | Link::Authorise { .. }
            | Link::Contact(_)
            | Link::ContactArrived
            | Link::VisitorCase { .. }
            | Link::SetUp => None,
        },
        creation_id: match link {
            Link::Authorise { creation, .. } => Some(creation.to_string()),
            _ => None,
        },
        takes_back: match link {
            Link::TakeBack { email, .. } => Some(email.key()),
            _ => None,
        },
        case_id: match link {
            Link::VisitorCase { case } => Some(case.to_string()),
            _ => None,
        },
        expires_at: expires.0,
    };
    insert!(tx.db, single_use_links::table, &row)?;
    Ok(())
}

/// Makes the link by which somebody becomes the first operator, unless one still lasts: it may be in a colleague's hands, or another
/// node has just printed it. Out: its token, or until when the other works.
pub fn make_set_up_link(tx: &mut Tx) -> Result<Result<Secret, Moment>, Error> {
    let text = storage::json::text(&Link::SetUp)?;
    let lasting: Option<i64> = single_use_links::table
        .filter(single_use_links::link.eq(text))
        .filter(single_use_links::expires_at.gt(tx.now.0))
        .select(single_use_links::expires_at)
        .first(tx.db)
        .optional()?;
    match lasting {
        Some(until) => Ok(Err(Moment(until))),
        None => make_link(tx, &Link::SetUp, tx.now.plus(days(1))).map(Ok),
    }
}

/// What a link allows, without using it up.
pub fn link(db: &mut AnyConnection, token: &str, now: Moment) -> Result<Option<Link>, Error> {
    let hash = hash_of(token);
    let found: Option<String> = single_use_links::table
        .find(&hash)
        .filter(single_use_links::expires_at.gt(now.0))
        .select(single_use_links::link)
        .first(db)
        .optional()?;
    found
        .map(|text| storage::json::value("single_use_link", &hash, &text))
        .transpose()
}

/// What a link, by the hash that stands for it in a letter, allows or allowed, and whether it still does. Nothing once it was used or a
/// newer one took its place.
pub fn promised(
    db: &mut AnyConnection,
    hash: &str,
    now: Moment,
) -> Result<Option<(Link, bool)>, Error> {
    let found: Option<(String, i64)> = single_use_links::table
        .find(hash)
        .select((single_use_links::link, single_use_links::expires_at))
        .first(db)
        .optional()?;
    found
        .map(|(text, expires)| {
            let link = storage::json::value("single_use_link", hash, &text)?;
            Ok((link, expires > now.0))
        })
        .transpose()
}

/// Puts another link in the place of one, under its token, for as long. Out: whether it was there.
pub fn replace(tx: &mut Tx, token: &str, with: &Link) -> Result<bool, Error> {
    let text = storage::json::text(with)?;
    let one = single_use_links::table.find(hash_of(token));
    let replaced = diesel::update(one).set(single_use_links::link.eq(text));
    Ok(replaced.execute(tx.db)? == 1)
}

/// Uses a link up. Out: whether it was there to be used.
pub fn use_up(tx: &mut Tx, token: &str) -> Result<bool, Error> {
    Ok(diesel::delete(single_use_links::table.find(hash_of(token))).execute(tx.db)? == 1)
}

/// Removes the links that let somebody change how this person signs in, but for those that take such a change back.
pub fn forget_links_of(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let theirs = single_use_links::table
        .filter(single_use_links::person_id.eq(person.as_str()))
        .filter(single_use_links::takes_back.is_null());
    diesel::delete(theirs).execute(tx.db)?;
    Ok(())
}

/// Removes the links that put an address of this person back and are no older than this one, which goes with them: the older one is, the
/// truer is the address that it was sent to.
pub fn forget_take_backs_since(tx: &mut Tx, person: &PersonId, token: &str) -> Result<(), Error> {
    let own: Option<(i64, Option<String>)> = single_use_links::table
        .find(hash_of(token))
        .select((single_use_links::expires_at, single_use_links::takes_back))
        .first(tx.db)
        .optional()?;
    let Some((expires, address)) = own else {
        return Ok(());
    };
    // All of them last as long. A letter that was sent twice has two links.
    let is_younger = single_use_links::expires_at.gt(expires);
    let is_alike = single_use_links::expires_at
        .eq(expires)
        .and(single_use_links::takes_back.eq(address));
    let theirs = single_use_links::table
        .filter(single_use_links::person_id.eq(person.as_str()))
        .filter(single_use_links::takes_back.is_not_null())
        .filter(is_younger.or(is_alike));
    diesel::delete(theirs).execute(tx.db)?;
    Ok(())
}

/// Removes the links that would put an address back which is somebody else's now.
pub fn forget_take_backs_to(
    tx: &mut Tx,
    email: &EmailAddress,
    owner: &PersonId,
) -> Result<(), Error> {
    let to_it = single_use_links::table
        .filter(single_use_links::takes_back.eq(email.key()))
        .filter(single_use_links::person_id.ne(owner.as_str()));
    diesel::delete(to_it).execute(tx.db)?;
    Ok(())
}

/// Removes every link that is for this person.
pub fn forget_every_link_of(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    let theirs = single_use_links::table.filter(single_use_links::person_id.eq(person.as_str()));
    diesel::delete(theirs).execute(tx.db)?;
    Ok(())
}

/// Removes the links by which an account could be authorised.
pub fn forget_links_of_creation(tx: &mut Tx, creation: &CreationId) -> Result<(), Error> {
    let theirs =
        single_use_links::table.filter(single_use_links::creation_id.eq(creation.as_str()));
    diesel::delete(theirs).execute(tx.db)?;
    Ok(())
}

/// Removes the links that lead to a case.
pub(in crate::store) fn forget_links_of_case(tx: &mut Tx, case: &CaseId) -> Result<(), Error> {
    let theirs = single_use_links::table.filter(single_use_links::case_id.eq(case.as_str()));
    diesel::delete(theirs).execute(tx.db)?;
    Ok(())
}

/// Removes the links that make somebody first operator, once there is one.
pub fn forget_links(tx: &mut Tx, link: &Link) -> Result<(), Error> {
    let text = storage::json::text(link)?;
    diesel::delete(single_use_links::table.filter(single_use_links::link.eq(text)))
        .execute(tx.db)?;
    Ok(())
}
