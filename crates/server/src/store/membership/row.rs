//! The row of a membership.

use crate::storage;
use crate::storage::Error;
use crate::storage::schema::memberships;
use diesel::prelude::*;
use domain::membership::{Holder, Membership, Source};
use domain::{Moment, Role};

/// A role held by a person or by a group, never by both. Source and granter as JSON.
#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = memberships, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct MembershipRow {
    pub id: String,
    pub person_id: Option<String>,
    pub group_id: Option<String>,
    pub account_id: String,
    pub role: String,
    pub virtual_account_id: Option<String>,
    pub source: String,
    pub granted_by: String,
    pub since: i64,
    pub until: Option<i64>,
    /// As lists are sorted by it: in lower case and without accents.
    pub holder_name: String,
    /// The kind of the source ([`origin`]), as lists are filtered by it.
    pub origin: String,
    /// The day on which the holder was last here, at the earliest that on which they got the role; none for a group.
    pub holder_seen_on: Option<i64>,
    /// When it is next told that it ends.
    pub next_warning_at: Option<i64>,
}

/// Every kind of source.
pub const ORIGINS: [&str; 8] = [
    "request",
    "rule",
    "administrator",
    "invitation",
    "upload",
    "operator",
    "import",
    "creation",
];

/// The kind of source, as lists are filtered by it.
pub fn origin(source: &Source) -> &'static str {
    match source {
        Source::Request(_) => "request",
        Source::Rule(_) => "rule",
        Source::Import => "import",
        Source::Administrator => "administrator",
        Source::Creation => "creation",
        Source::Invitation(_) => "invitation",
        Source::Upload(_) => "upload",
        Source::Operator => "operator",
    }
}

impl MembershipRow {
    /// In: the holder's name as lists are sorted by it (`index::fold`), the day they were last here, and the moment of writing.
    pub fn new(
        membership: &Membership,
        holder_name: String,
        seen_on: Option<Moment>,
        now: Moment,
    ) -> Result<Self, Error> {
        Ok(Self {
            id: membership.id.to_string(),
            person_id: membership.holder.person().map(ToString::to_string),
            group_id: membership.holder.group().map(ToString::to_string),
            account_id: membership.account.to_string(),
            role: membership.role.key().into(),
            virtual_account_id: membership.virtual_account.as_ref().map(ToString::to_string),
            source: storage::json::text(&membership.source)?,
            granted_by: storage::json::text(&membership.granted_by)?,
            since: membership.since.0,
            until: membership.until.map(|until| until.0),
            holder_name,
            origin: origin(&membership.source).to_owned(),
            // What was before they held it is told to nobody here.
            holder_seen_on: seen_on.map(|day| membership.quiet_since(day).day().0),
            next_warning_at: membership.next_warning(now).map(|at| at.0),
        })
    }
}

impl TryFrom<MembershipRow> for Membership {
    type Error = Error;
    fn try_from(row: MembershipRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("membership", &row.id, what);
        let holder = match (&row.person_id, &row.group_id) {
            (Some(id), None) => Holder::Person(id.parse().map_err(|_| corrupt("person"))?),
            (None, Some(id)) => Holder::Group(id.parse().map_err(|_| corrupt("group"))?),
            _ => return Err(corrupt("holder")),
        };
        Ok(Membership {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            holder,
            account: row.account_id.parse().map_err(|_| corrupt("account"))?,
            role: Role::from_key(&row.role).ok_or_else(|| corrupt("role"))?,
            virtual_account: row
                .virtual_account_id
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| corrupt("virtual account"))?,
            source: storage::json::value("membership", &row.id, &row.source)?,
            granted_by: storage::json::value("membership", &row.id, &row.granted_by)?,
            since: Moment(row.since),
            until: row.until.map(Moment),
        })
    }
}

/// The memberships of these rows, in their order. Errors: a row that makes no sense.
pub(crate) fn all(rows: Vec<MembershipRow>) -> Result<Vec<Membership>, Error> {
    rows.into_iter().map(TryInto::try_into).collect()
}
