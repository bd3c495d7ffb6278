//! Made-up groups and invitations.

use crate::app::App;
use crate::bench::subject::Subject;
use crate::storage::{Author, Error, Tx};
use crate::{bench, event_log, use_cases};
use diesel::prelude::*;
use domain::email::EmailAddress;
use domain::group::Label;
use domain::invitation::{Gives, Invitation, InvitationFact, InvitationStatus, OPEN_FOR, Offer};
use domain::membership::Terms;
use domain::person::Language;
use domain::{Event, GroupId, InvitationId, PersonId, Role, Scope, SmartAccountId};

/// As many are made in one transaction.
const BATCH: u64 = 200;

/// Groups without anybody in them, and one with every member. Out: that one.
pub(super) async fn groups(
    app: &App,
    subject: &Subject,
    account: &SmartAccountId,
    by: &PersonId,
) -> Result<String, Error> {
    let all = subject.size.groups();
    let mut whole = None;
    for from in (0..all).step_by(BATCH as usize) {
        let (account, by) = (account.clone(), by.clone());
        let made = app
            .db
            .write(Author::program("bench"), move |tx| {
                let mut last = None;
                for number in from..(from + BATCH).min(all) {
                    let label = Label {
                        name: format!(
                            "Team {number} of {}",
                            bench::subject::LAST[(number % 20) as usize]
                        ),
                        description: None,
                    };
                    last = Some(use_cases::group::create(tx, &account, &by, None, &label)?);
                }
                Ok(last)
            })
            .await?;
        whole = made.or(whole);
    }
    let group = whole.ok_or_else(|| Error::corrupt("group", &subject.domain(), "is missing"))?;
    let (id, account) = (group.clone(), account.clone());
    app.db
        .write(Author::program("bench"), move |tx| {
            everybody(tx, &id, &account)
        })
        .await?;
    Ok(group.to_string())
}

/// Puts everybody who holds a role in the account into a group: the rows that the group's events would write, all at once.
fn everybody(tx: &mut Tx, group: &GroupId, account: &SmartAccountId) -> Result<(), Error> {
    let since = tx.now.0;
    for statement in [
        format!(
            "INSERT INTO group_members (group_id, person_id, since, member_name) SELECT DISTINCT '{group}', person_id, {since}, \
             holder_name FROM memberships WHERE account_id = '{account}' AND person_id IS NOT NULL"
        ),
        format!(
            "INSERT INTO group_member_terms (group_id, term, person_id) SELECT DISTINCT '{group}', t.term, m.person_id \
             FROM membership_terms t JOIN memberships m ON m.id = t.membership_id \
             WHERE t.account_id = '{account}' AND m.person_id IS NOT NULL"
        ),
        format!(
            "UPDATE groups SET members = (SELECT count(*) FROM group_members WHERE group_id = '{group}') WHERE id = '{group}'"
        ),
    ] {
        diesel::sql_query(statement).execute(tx.db)?;
    }
    Ok(())
}

/// Open invitations of the account.
pub(super) async fn invitations(
    app: &App,
    subject: &Subject,
    account: &SmartAccountId,
    by: &PersonId,
) -> Result<(), Error> {
    let (all, name) = (subject.size.invitations(), subject.name);
    for from in (0..all).step_by(BATCH as usize) {
        let (account, by) = (account.clone(), by.clone());
        app.db
            .write(Author::program("bench"), move |tx| {
                let now = tx.now;
                let sent = |number: u64, id: u128| {
                    Event::Invitation(InvitationFact::Sent(Invitation {
                        id: InvitationId::new(id),
                        account: account.clone(),
                        email: EmailAddress::stored(format!("guest{number}@{name}-guests.example")),
                        language: Language::English,
                        offers: vec![Offer {
                            gives: Gives::Terms(Terms {
                                role: Role::SaUser,
                                scope: Scope::EntireAccount,
                                until: None,
                            }),
                            by: by.clone(),
                            upload: None,
                        }],
                        invited_at: now,
                        lapses_at: now.plus(OPEN_FOR),
                        version: 1,
                        status: InvitationStatus::Open,
                    }))
                };
                let all: Vec<Event> = (from..(from + BATCH).min(all))
                    .map(|number| sent(number, tx.new_id()))
                    .collect();
                event_log::record(tx, &all)
            })
            .await?;
    }
    Ok(())
}
