//! The letter to whoever an administrator gave a role, or changed or took away one of theirs.

use super::PostOffice;
use crate::access_request::wish::wish_in;
use crate::notification::letters::{Block, Letter, Reader};
use crate::person::store::{self as people};
use crate::smart_account;
use crate::storage::{Error, Tx};
use domain::access_request::Wish;
use domain::membership::Membership;
use domain::notification_preference::LetterKind;
use domain::virtual_account::VirtualAccount;
use i18n_embed_fl::fl;

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

fn role(reader: &Reader, membership: &Membership, parts: &[VirtualAccount]) -> String {
    let held = Wish {
        scope: Some(membership.scope()),
        role: Some(membership.role),
        until: membership.until,
    };
    wish_in(reader.words(), &reader.zone(), &held, parts)
}
