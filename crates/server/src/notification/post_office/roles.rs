//! The letter to whoever was given a role without asking, or had one changed or taken away.

use crate::language::without_marks;
use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::notification::announce;
use crate::words::wish::wish_in;
use domain::access_request::Wish;
use domain::membership::{EndCause, Holder, Membership, MembershipFact, Source};
use domain::notification::{GroupNews, Notice, RoleChange};
use domain::notification_preference::LetterKind;
use domain::virtual_account::{VirtualAccount, VirtualAccountFact};
use domain::{Event, EventId, GroupId, PersonId, Role, SmartAccountId, VirtualAccountId};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

impl PostOffice {
    /// To one person: what was done to what they hold in one account.
    pub(super) fn roles_changed(
        &self,
        tx: &mut Tx,
        changes: &[RoleChange],
    ) -> Result<Vec<Letter>, Error> {
        let Some(first) = changes.iter().find_map(either) else {
            return Ok(Vec::new());
        };
        let Some(holder) = first.holder.person() else {
            return Ok(Vec::new());
        };
        // Whoever an import made with their roles has no way in yet, and is told of it by whoever had it done.
        let is_new = changes.iter().all(|change| change.before.is_none());
        if is_new
            && first.source == Source::Import
            && store::person::registered_at(tx.db, holder)? == first.since
        {
            return Ok(Vec::new());
        }
        let person = store::person::find(tx.db, holder)?;
        let account = store::smart_account::find(tx.db, &first.account)?;
        let parts = parts(tx, changes)?;
        let Some(reader) = Reader::of(&person) else {
            return Ok(Vec::new());
        };
        let t = &reader.words().plain;
        let name = account.name.as_str();
        let blocks = vec![
            Block::Paragraph(lead(&reader, name, changes)),
            Block::Facts(facts(&reader, changes, &parts)),
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

/// The Virtual Accounts that roles are or were held on.
pub(super) fn parts(tx: &mut Tx, changes: &[RoleChange]) -> Result<Vec<VirtualAccount>, Error> {
    let on: Vec<String> = changes
        .iter()
        .take(MOST_TOLD)
        .flat_map(|change| [&change.before, &change.after])
        .flatten()
        .filter_map(|held| held.virtual_account.as_ref())
        .map(ToString::to_string)
        .collect();
    store::virtual_account::virtual_accounts_by_id(tx.db, &on)
}

fn either(change: &RoleChange) -> Option<&Membership> {
    change.after.as_deref().or(change.before.as_deref())
}

/// What was done, in a sentence.
fn lead(reader: &Reader, account: &str, changes: &[RoleChange]) -> String {
    let t = &reader.words().plain;
    let count = changes.len();
    let has = |is: fn(&RoleChange) -> bool| changes.iter().all(is);
    let given = has(|change| change.before.is_none());
    let ended = has(|change| change.after.is_none());
    let is_imported = changes
        .iter()
        .filter_map(either)
        .all(|held| held.source == Source::Import);
    match (given, ended) {
        (true, _) if is_imported => {
            fl!(t, "mail-role-imported", account = account, count = count)
        }
        (true, _) if count > 1 => fl!(t, "mail-roles-given", account = account, count = count),
        (true, _) => fl!(t, "mail-role-given", account = account),
        (_, true) if count > 1 => fl!(t, "mail-roles-ended", account = account, count = count),
        (_, true) => fl!(t, "mail-role-ended", account = account),
        _ if count > 1 => fl!(t, "mail-roles-changed", account = account),
        _ => fl!(t, "mail-role-changed", account = account),
    }
}

/// As many changes are told one by one; the page the letter leads to shows all that is held.
const MOST_TOLD: usize = 50;

/// Each change: what there is, or was, or both.
fn facts(
    reader: &Reader,
    changes: &[RoleChange],
    parts: &[VirtualAccount],
) -> Vec<(String, String)> {
    let t = &reader.words().plain;
    // Where all are of one kind the sentence above says which.
    let is_plain = |change: &RoleChange| change.after.is_none() || change.before.is_none();
    let is_mixed = changes.iter().any(|change| change.after.is_none())
        && changes.iter().any(|change| change.after.is_some());
    let mut facts = Vec::new();
    for change in changes.iter().take(MOST_TOLD) {
        let label = |words: String| {
            if is_plain(change) && !is_mixed {
                fl!(t, "column-role")
            } else {
                words
            }
        };
        if let Some(before) = &change.before {
            let words = label(fl!(t, "mail-role-before"));
            facts.push((words, role(reader, before, parts)));
        }
        if let Some(after) = &change.after {
            let words = label(fl!(t, "mail-role-after"));
            facts.push((words, role(reader, after, parts)));
        }
    }
    facts
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
        let found = store::event::newest_about(tx.db, account, part, before, limit)?;
        let mut ended: BTreeMap<PersonId, Vec<Role>> = BTreeMap::new();
        let mut groups: BTreeMap<GroupId, Vec<RoleChange>> = BTreeMap::new();
        let mut is_over = found.len() < BATCH;
        let mut has_begun = before.is_some();
        for recorded in &found {
            match &recorded.event {
                Event::Membership(MembershipFact::Ended {
                    membership,
                    why: EndCause::VirtualAccountDeleted,
                }) => {
                    has_begun = true;
                    match &membership.holder {
                        Holder::Person(person) => {
                            let roles = ended.entry(person.clone()).or_default();
                            roles.push(membership.role);
                        }
                        // Those in a group lose it as well.
                        Holder::Group(group) => {
                            let change = RoleChange {
                                before: Some(Box::new(membership.clone())),
                                after: None,
                            };
                            let changes = groups.entry(group.clone()).or_default();
                            changes.push(change);
                        }
                    }
                }
                // The deletion ends roles last: what happened before is of no concern here.
                Event::VirtualAccount(VirtualAccountFact::Deleted { .. }) => has_begun = true,
                _ => is_over |= has_begun,
            }
        }
        for (group, changes) in groups {
            let notice = Notice::GroupNews {
                group,
                news: GroupNews::Changed,
                people: Vec::new(),
                after: None,
                changes,
            };
            announce(tx, &notice)?;
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
        let account = store::smart_account::find(tx.db, account)?;
        let ids: Vec<String> = ended.keys().map(ToString::to_string).collect();
        let people = store::person::find_all(tx.db, &ids)?;
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

pub(super) fn role(reader: &Reader, membership: &Membership, parts: &[VirtualAccount]) -> String {
    let held = Wish {
        scope: Some(membership.scope()),
        role: Some(membership.role),
        until: membership.until,
    };
    wish_in(reader.words(), &reader.zone(), &held, parts)
}
