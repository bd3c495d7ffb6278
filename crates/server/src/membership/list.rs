//! The list of who holds what in an account.

use super::store::MembershipRow;
use crate::group::store::GroupRow;
use crate::person::store::{PersonRow, WithEmail, person};
use crate::storage::schema::{email_addresses, groups, memberships, people};
use crate::storage::{AnyConnection, Error};
use diesel::prelude::*;
use domain::group::Group;
use domain::membership::Membership;
use domain::person::Person;
use domain::{Moment, SmartAccountId, VirtualAccountId};

/// One membership in a list.
pub struct Listed {
    pub membership: Membership,
    pub who: Who,
}

/// Who holds a membership.
pub enum Who {
    Person { person: Person, last_active: Moment },
    Group(Group),
}

impl Who {
    pub fn name(&self) -> &str {
        match self {
            Who::Person { person, .. } => &person.profile.full_name,
            Who::Group(group) => &group.name,
        }
    }
}

type Row = (
    MembershipRow,
    Option<PersonRow>,
    Option<String>,
    Option<GroupRow>,
);

fn listed((row, who, email, group): Row) -> Result<Listed, Error> {
    let who = match (who, group) {
        (Some(row), _) => Who::Person {
            last_active: Moment(row.last_active_at),
            person: person((row, email) as WithEmail)?,
        },
        (None, Some(group)) => Who::Group(group.try_into()?),
        (None, None) => return Err(Error::corrupt("membership", &row.id, "holder")),
    };
    Ok(Listed {
        membership: row.try_into()?,
        who,
    })
}

/// Memberships of an account with their holders, in the order they were made, after the one named `after`;
/// of certain Virtual Accounts only where `within` names them.
pub fn page(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    within: Option<&[VirtualAccountId]>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    let mut query = memberships::table
        .left_join(people::table)
        .left_join(groups::table)
        .left_join(
            email_addresses::table.on(email_addresses::person_id
                .nullable()
                .eq(memberships::person_id)
                .and(email_addresses::is_main)),
        )
        .filter(memberships::account_id.eq(account.to_string()))
        .select((
            MembershipRow::as_select(),
            Option::<PersonRow>::as_select(),
            email_addresses::address.nullable(),
            Option::<GroupRow>::as_select(),
        ))
        .into_boxed();
    if let Some(within) = within {
        let ids: Vec<Option<String>> = within.iter().map(|id| Some(id.to_string())).collect();
        query = query.filter(memberships::virtual_account_id.eq_any(ids));
    }
    if let Some(after) = after {
        query = query.filter(memberships::id.gt(after.to_owned()));
    }
    let rows: Vec<Row> = query.order(memberships::id).limit(limit).load(db)?;
    rows.into_iter().map(listed).collect()
}
