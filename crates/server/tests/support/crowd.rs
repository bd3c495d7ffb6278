//! A crowd: so many people that it would take the whole test to let each come in by the door.

use super::office::Office;
use diesel::RunQueryDsl;
use domain::group::Label;
use domain::membership::Source;
use domain::{Actor, GroupId, MembershipId, PersonId, Role, VirtualAccountId};
use parvis::search_index::encoded;
use parvis::storage::Tx;
use parvis::use_cases;

/// What stands before the number in the ids of a crowd.
const FIRST: u128 = 1 << 96;
/// Rows in one statement.
const ROWS: usize = 500;

/// The one with this number, from 0.
pub fn member(number: usize) -> PersonId {
    PersonId::new(FIRST + number as u128)
}

/// Where they get their mail.
pub fn address(number: usize) -> String {
    format!("crowd-{number}@crowd.example")
}

fn inserts(tx: &mut Tx, into: &str, rows: &[String]) {
    for rows in rows.chunks(ROWS) {
        let sql = format!("INSERT INTO {into} VALUES {}", rows.join(", "));
        diesel::sql_query(sql).execute(tx.db).unwrap();
    }
}

/// So many people, in French the odd ones.
pub fn comes(office: &Office, count: usize) {
    office.write(move |tx| {
        let people = (0..count).map(|number| {
            let language = ["en", "fr"][number % 2];
            let id = member(number);
            format!(
                "('{id}', 'crowd-{number}', 'Crowd {number}', 'Crowd', '{language}', 'UTC', FALSE, FALSE, 0, 0)"
            )
        });
        let people: Vec<String> = people.collect();
        inserts(
            tx,
            "people (id, user_id, full_name, organisation, language, time_zone, is_operator, is_support_agent, registered_at, last_active_at)",
            &people,
        );
        let mail = (0..count).map(|number| {
            let (id, address) = (member(number), address(number));
            format!("('{address}', '{id}', '{address}', 0, TRUE)")
        });
        let mail: Vec<String> = mail.collect();
        inserts(tx, "email_addresses (key, person_id, address, verified_at, is_main)", &mail);
        Ok(())
    });
}

/// Each of so many holds a role on a Virtual Account, as an import would give it.
pub fn holds(office: &Office, domain: &str, part: &VirtualAccountId, count: usize) {
    let (account, part) = (office.account_at(domain).id, part.clone());
    office.write(move |tx| {
        let source = serde_json::to_string(&Source::Import).unwrap();
        let by = serde_json::to_string(&Actor::System).unwrap();
        let role = Role::VaUser.key();
        let (mut held, mut terms) = (Vec::new(), Vec::new());
        for number in 0..count {
            let (person, id) = (member(number), MembershipId::new(tx.new_id()));
            held.push(format!(
                "('{id}', '{person}', '{account}', '{role}', '{part}', '{source}', '{by}', 0, 'crowd {number}', 'import')"
            ));
            terms.push(format!("('{account}', '{}', '{id}')", encoded("crowd")));
        }
        inserts(
            tx,
            "memberships (id, person_id, account_id, role, virtual_account_id, source, granted_by, since, holder_name, origin)",
            &held,
        );
        inserts(tx, "membership_terms (account_id, term, membership_id)", &terms);
        Ok(())
    });
}

/// A group of the entire account that nobody is in yet.
pub fn group(office: &Office, domain: &str, by: &PersonId, name: &'static str) -> GroupId {
    let (account, by) = (office.account_at(domain).id, by.clone());
    office.write(move |tx| {
        let label = Label {
            name: name.into(),
            description: None,
        };
        use_cases::group::create(tx, &account, &by, None, &label)
    })
}

/// Each of so many is in a group.
pub fn joins(office: &Office, group: &GroupId, count: usize) {
    let group = group.clone();
    office.write(move |tx| {
        let within = (0..count).map(|number| {
            let person = member(number);
            format!("('{group}', '{person}', 0, 'crowd {number}')")
        });
        let within: Vec<String> = within.collect();
        inserts(
            tx,
            "group_members (group_id, person_id, since, member_name)",
            &within,
        );
        let terms = (0..count).map(|number| {
            let person = member(number);
            format!("('{group}', '{}', '{person}')", encoded("crowd"))
        });
        let terms: Vec<String> = terms.collect();
        inserts(tx, "group_member_terms (group_id, term, person_id)", &terms);
        let sql = format!("UPDATE groups SET members = members + {count} WHERE id = '{group}'");
        diesel::sql_query(sql).execute(tx.db)?;
        Ok(())
    });
}
