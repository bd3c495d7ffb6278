//! The letter to whoever an administrator gave a role, or changed or took away one of theirs.

use super::PostOffice;
use crate::access_request::wish::wish_in;
use crate::event_log::store as events;
use crate::notification::announce;
use crate::notification::letters::{Block, Letter, Reader};
use crate::person::store::{self as people};
use crate::smart_account;
use crate::storage::{Error, Tx};
use crate::web::page::without_marks;
use domain::access_request::Wish;
use domain::membership::{EndCause, Membership, MembershipFact};
use domain::notification::Notice;
use domain::notification_preference::LetterKind;
use domain::virtual_account::{VirtualAccount, VirtualAccountFact};
use domain::{Event, EventId, PersonId, Role, SmartAccountId, VirtualAccountId};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

impl PostOffice {
    pub(super) fn role_changed(
        &self,
        tx: &mut Tx,
        before: Option<&Membership>,
        after: Option<&Membership>,
    ) -> Result<Vec<Letter>, Error> {
        let Some(either) = after.or(before) else {
            return Ok(Vec::new());
        };
        let Some(holder) = either.holder.person() else {
            return Ok(Vec::new());
        };
        let person = people::find(tx.db, holder)?;
        let account = smart_account::store::find(tx.db, &either.account)?;
        let parts = smart_account::store::virtual_accounts(tx.db, &either.account)?;
        let Some(reader) = Reader::of(&person) else {
            return Ok(Vec::new());
        };
        let t = &reader.words().plain;
        let name = account.name.as_str();
        let words = match (before, after) {
            (None, _) => fl!(t, "mail-role-given", account = name),
            (Some(_), Some(_)) => fl!(t, "mail-role-changed", account = name),
            (Some(_), None) => fl!(t, "mail-role-ended", account = name),
        };
        let mut facts = Vec::new();
        if let Some(before) = before {
            let label = if after.is_some() {
                fl!(t, "mail-role-before")
            } else {
                fl!(t, "column-role")
            };
            facts.push((label, role(&reader, before, &parts)));
        }
        if let Some(after) = after {
            let label = if before.is_some() {
                fl!(t, "mail-role-after")
            } else {
                fl!(t, "column-role")
            };
            facts.push((label, role(&reader, after, &parts)));
        }
        let blocks = vec![
            Block::Paragraph(words),
            Block::Facts(facts),
            Block::Action(fl!(t, "access-mine"), self.url("/access/mine")),
        ];
        let subject = fl!(t, "mail-role-subject", account = name);
        Ok(vec![Letter {
            kind: LetterKind::RoleChanged,
            request: None,
            reminder: None,
            thread: Some(account.id.to_string()),
            unsubscribe: None,
            subject,
            blocks,
            reader,
        }])
    }
}

/// How many events one notice is turned into letters for; the rest go with the next notice, so that memory stays flat.
const BATCH: usize = 100;

impl PostOffice {
    /// To those whose roles ended with a Virtual Account, read from the log, where alone they still stand.
    pub(super) fn roles_ended_with(
        &self,
        tx: &mut Tx,
        account: &SmartAccountId,
        part: &VirtualAccountId,
        name: &str,
        before: Option<&EventId>,
    ) -> Result<Vec<Letter>, Error> {
        let limit = BATCH as i64;
        let found = events::newest_about(tx.db, account, part, before, limit)?;
        let mut ended: BTreeMap<PersonId, Vec<Role>> = BTreeMap::new();
        let mut is_over = found.len() < BATCH;
        let mut has_begun = before.is_some();
        for recorded in &found {
            match &recorded.event {
                Event::Membership(MembershipFact::Ended {
                    membership,
                    why: EndCause::VirtualAccountDeleted,
                }) => {
                    has_begun = true;
                    // What a group held is told to nobody in it one by one.
                    if let Some(person) = membership.holder.person() {
                        let roles = ended.entry(person.clone()).or_default();
                        roles.push(membership.role);
                    }
                }
                // The deletion ends roles last: what happened before is of no concern here.
                Event::VirtualAccount(VirtualAccountFact::Deleted { .. }) => has_begun = true,
                _ => is_over |= has_begun,
            }
        }
        if let (false, Some(last)) = (is_over, found.last()) {
            let notice = Notice::RolesEndedWith {
                account: account.clone(),
                virtual_account: part.clone(),
                name: name.to_owned(),
                before: Some(last.id.clone()),
            };
            announce(tx, &notice)?;
        }
        let account = smart_account::store::find(tx.db, account)?;
        let ids: Vec<String> = ended.keys().map(ToString::to_string).collect();
        let people = people::find_all(tx.db, &ids)?;
        let letters = people.iter().filter_map(|person| {
            let reader = Reader::of(person)?;
            let roles = ended.get(&person.id)?.iter();
            let roles: Vec<String> = roles.map(|role| reader.words().role(*role)).collect();
            let t = &reader.words().plain;
            let (account_name, role) = (account.name.as_str(), reader.words().list(&roles));
            let blocks = vec![
                Block::Paragraph(fl!(
                    t,
                    "mail-role-ended-with",
                    account = account_name,
                    name = name
                )),
                Block::Facts(vec![(
                    fl!(t, "column-role"),
                    format!("{} – {name}", without_marks(&role)),
                )]),
                Block::Action(fl!(t, "access-mine"), self.url("/access/mine")),
            ];
            Some(Letter {
                kind: LetterKind::RoleChanged,
                request: None,
                reminder: None,
                thread: Some(account.id.to_string()),
                unsubscribe: None,
                subject: fl!(t, "mail-role-subject", account = account_name),
                blocks,
                reader,
            })
        });
        Ok(letters.collect())
    }
}

fn role(reader: &Reader, membership: &Membership, parts: &[VirtualAccount]) -> String {
    let held = Wish {
        scope: Some(membership.scope()),
        role: Some(membership.role),
        until: membership.until,
    };
    wish_in(reader.words(), &reader.zone(), &held, parts)
}
