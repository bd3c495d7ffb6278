//! The letter to whoever was given a role without asking, or had one changed or taken away. What ended with a Virtual Account is
//! told in `roles_ended.rs`.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::words::wish::wish_in;
use domain::access_request::Wish;
use domain::membership::{Membership, Source};
use domain::notification::RoleChange;
use domain::notification_preference::LetterKind;
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccount;
use i18n_embed_fl::fl;

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
            && store::person::registered_at(tx.db, holder)? >= first.since
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
        Ok(vec![letter(reader, &account, blocks)])
    }
}

/// A letter about somebody's roles in an account, gathered with the others about that account.
pub(super) fn letter(reader: Reader, account: &SmartAccount, blocks: Vec<Block>) -> Letter {
    let t = &reader.words().plain;
    let subject = fl!(t, "mail-role-subject", account = account.name.as_str());
    Letter {
        kind: LetterKind::RoleChanged,
        request: None,
        reminder: None,
        thread: Some(account.id.to_string()),
        unsubscribe: None,
        subject,
        blocks,
        reader,
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

/// A role with what it is held on and until when, as the reader knows these.
pub(super) fn role(reader: &Reader, membership: &Membership, parts: &[VirtualAccount]) -> String {
    let held = Wish {
        scope: Some(membership.scope()),
        role: Some(membership.role),
        until: membership.until,
    };
    wish_in(reader.words(), &reader.zone(), &held, parts)
}
