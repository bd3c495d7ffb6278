//! Rules broken on purpose, behind the program's back, as if it did not keep them.

use crate::post::Taken;
use crate::town::Town;
use diesel::prelude::*;
use domain::notification_preference::LetterKind;
use parvis::storage::schema::{memberships, notices, outbox, reachability_checks};
use parvis::storage::{AnyConnection, Error};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sabotage {
    /// Nobody looks again where somebody went who decided.
    LooksNoMore,
    /// Roles are not ended.
    EndsNoRole,
    /// The last administrator goes.
    LosesTheLastAdministrator,
    /// A request is decided once more in the log.
    EndsTwice,
    /// A letter goes to somebody else.
    MailsSomebodyElse,
    /// Letters lie.
    LeavesLettersLying,
    /// A stored request says what no event says.
    ForgetsAReminder,
    /// Who asked for a hidden account gets a mail less.
    TellsOfWhatIsHidden,
    /// Letters are not counted.
    MailsBeyondTheBudget,
}

impl Sabotage {
    pub const ALL: [Self; 9] = [
        Self::LooksNoMore,
        Self::EndsNoRole,
        Self::LosesTheLastAdministrator,
        Self::EndsTwice,
        Self::MailsSomebodyElse,
        Self::LeavesLettersLying,
        Self::ForgetsAReminder,
        Self::TellsOfWhatIsHidden,
        Self::MailsBeyondTheBudget,
    ];

    /// How what is found begins.
    pub fn breaks(self) -> &'static str {
        match self {
            Self::LooksNoMore => "reached",
            Self::EndsNoRole => "ends",
            Self::LosesTheLastAdministrator => "administered",
            Self::EndsTwice => "twice",
            Self::MailsSomebodyElse => "mail",
            Self::LeavesLettersLying => "notices",
            Self::ForgetsAReminder => "log",
            Self::TellsOfWhatIsHidden => "alike",
            Self::MailsBeyondTheBudget => "budget",
        }
    }

    /// Does it before the worker works.
    pub fn strikes(self, town: &Town) {
        let now = town.office.now();
        let pair = town.pair.as_ref().map(|pair| pair.hidden.0.id.to_string());
        if let (Self::MailsSomebodyElse, Some(request)) = (self, town.open.last()) {
            town.post.pretends(Taken {
                kind: LetterKind::RequestReminder.key().to_owned(),
                person: Some(town.operator.to_string()),
                request: Some(request.to_string()),
                address: "olga@operations.example".into(),
            });
        }
        town.office
            .write(move |tx| self.harm(tx.db, now.0, pair.as_deref()));
    }

    fn harm(self, db: &mut AnyConnection, now: i64, hidden: Option<&str>) -> Result<(), Error> {
        match self {
            Self::LooksNoMore => {
                diesel::delete(reachability_checks::table).execute(db)?;
            }
            Self::EndsNoRole => {
                // Put off for ever.
                let over = memberships::table.filter(memberships::until.le(now));
                let ids: Vec<String> = over.select(memberships::id).load(db)?;
                for id in ids {
                    diesel::sql_query(format!(
                        "INSERT OR REPLACE INTO put_offs (id, work, fault, since, times, next_at) VALUES ('{id}', 'roles with an end', 'sabotage', {now}, 1, {})",
                        now + 400 * 86_400_000
                    ))
                    .execute(db)?;
                }
            }
            Self::LosesTheLastAdministrator => {
                let theirs = memberships::table.filter(memberships::role.eq("sa-administrator"));
                diesel::update(theirs)
                    .set(memberships::until.eq(now + 100 * 86_400_000))
                    .execute(db)?;
            }
            Self::EndsTwice => {
                diesel::sql_query(
                    "INSERT INTO events (id, at, name, actor, origin, account_id, request_id, person_id, body) \
                     SELECT 'evt_f' || substr(id, 6), at, name, actor, origin, account_id, request_id, person_id, body FROM events \
                     WHERE name = 'access-request.approved' AND NOT EXISTS (SELECT 1 FROM events WHERE id LIKE 'evt_f%') LIMIT 1",
                )
                .execute(db)?;
            }
            // The program itself sends none: see `strikes`.
            Self::MailsSomebodyElse => {}
            Self::LeavesLettersLying => {
                diesel::update(notices::table)
                    .set(notices::next_attempt_at.eq(now + 1_000_000_000))
                    .execute(db)?;
            }
            Self::ForgetsAReminder => {
                diesel::sql_query(
                    "UPDATE access_requests SET reason = 'Something else altogether' WHERE outcome = 'pending'",
                )
                .execute(db)?;
            }
            Self::MailsBeyondTheBudget => {
                // All that went to one person went just now.
                diesel::sql_query(format!(
                    "UPDATE outbox SET created_at = {now} WHERE kind NOT IN ('digest', 'invitation-sent') AND person_id = \
                     (SELECT person_id FROM outbox WHERE kind = 'request-sent' GROUP BY person_id ORDER BY COUNT(*) DESC LIMIT 1)"
                ))
                .execute(db)?;
            }
            Self::TellsOfWhatIsHidden => {
                if let Some(hidden) = hidden {
                    let theirs = outbox::table.filter(outbox::person_id.eq(hidden));
                    diesel::delete(theirs).execute(db)?;
                }
            }
        }
        Ok(())
    }
}
