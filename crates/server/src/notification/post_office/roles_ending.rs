//! Letters about roles that end by themselves: that they end soon, and that they have ended.

use crate::language::without_marks;
use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::notification::post_office::rules::administrators;
use crate::storage::{Error, Tx};
use crate::store;
use crate::use_cases::membership::ending::asking_again;
use crate::words::wish::wish_in;
use domain::access_request::Wish;
use domain::membership::{Holder, Membership};
use domain::notification_preference::LetterKind;
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccount;
use domain::{PersonId, SmartAccountId};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

/// As many roles are told one by one.
const MOST_TOLD: usize = 50;

/// Roles of one account, with what must be known to tell of them.
struct Ending<'a> {
    account: &'a SmartAccount,
    parts: &'a [VirtualAccount],
    is_over: bool,
}

impl PostOffice {
    /// To each of those who hold them, and, where they end soon, to those who administer the whole account.
    pub(super) fn roles_end(
        &self,
        tx: &mut Tx,
        account: &SmartAccountId,
        is_over: bool,
        roles: &[Membership],
    ) -> Result<Vec<Letter>, Error> {
        let account = store::smart_account::find(tx.db, account)?;
        let on = roles
            .iter()
            .filter_map(|role| role.virtual_account.as_ref());
        let on: Vec<String> = on.map(ToString::to_string).collect();
        let parts = store::virtual_account::virtual_accounts_by_id(tx.db, &on)?;
        let about = Ending {
            account: &account,
            parts: &parts,
            is_over,
        };
        let mut by_person: BTreeMap<&PersonId, Vec<&Membership>> = BTreeMap::new();
        for role in roles {
            if let Holder::Person(person) = &role.holder {
                by_person.entry(person).or_default().push(role);
            }
        }
        let ids: Vec<String> = by_person.keys().map(ToString::to_string).collect();
        let people = store::person::find_all(tx.db, &ids)?;
        let gone = store::person::deactivated(tx.db, &ids)?;
        let own = people.iter().filter_map(|person| {
            let reader = Reader::of(person).filter(|_| !gone.contains(person.id.as_str()))?;
            Some(self.own_roles_end(reader, &about, by_person.get(&person.id)?))
        });
        let mut letters: Vec<Letter> = own.collect();
        if !is_over {
            letters.extend(self.roles_end_there(tx, &about, roles, &people)?);
        }
        Ok(letters)
    }

    fn own_roles_end(&self, reader: Reader, about: &Ending<'_>, roles: &[&Membership]) -> Letter {
        let t = &reader.words().plain;
        let account = about.account.name.as_str();
        let count = roles.len();
        let lead = match about.is_over {
            true => fl!(t, "mail-roles-over", account = account, count = count),
            false => fl!(t, "mail-roles-end", account = account, count = count),
        };
        let mut blocks = vec![Block::Paragraph(lead)];
        for role in roles.iter().take(MOST_TOLD) {
            let held = held(&reader, role, about.parts);
            blocks.push(Block::Facts(vec![(fl!(t, "column-role"), held)]));
            let label = match about.is_over {
                true => fl!(t, "access-ask-again"),
                false => fl!(t, "access-extend"),
            };
            let address = asking_again(&about.account.domain, role);
            blocks.push(Block::Action(label, self.url(&address)));
        }
        let subject = match about.is_over {
            true => fl!(t, "mail-roles-over-subject", account = account),
            false => fl!(t, "mail-roles-end-subject", account = account),
        };
        letter(reader, about.account, subject, blocks)
    }

    /// One to each of those who administer the account, with all that ends but what is their own.
    fn roles_end_there(
        &self,
        tx: &mut Tx,
        about: &Ending<'_>,
        roles: &[Membership],
        people: &[Person],
    ) -> Result<Vec<Letter>, Error> {
        let account = about.account;
        let readers = administrators(tx, account)?.into_iter();
        let groups: Vec<String> = (roles.iter())
            .filter_map(|role| role.holder.group().map(ToString::to_string))
            .collect();
        let groups = store::group::find_all(tx.db, &groups)?;
        let name = |holder: &Holder| match holder {
            Holder::Person(id) => {
                (people.iter().find(|one| one.id == *id)).map(|one| one.profile.full_name.clone())
            }
            Holder::Group(id) => {
                (groups.iter().find(|one| one.id == *id)).map(|one| one.name.clone())
            }
        };
        let letters = readers.filter_map(|person| {
            let others: Vec<&Membership> =
                (roles.iter().filter(|role| !role.holder.is(&person.id))).collect();
            let reader = Reader::of(&person).filter(|_| !others.is_empty())?;
            let t = &reader.words().plain;
            let (count, called) = (others.len(), account.name.as_str());
            let facts = others.iter().take(MOST_TOLD).filter_map(|role| {
                let held = held(&reader, role, about.parts);
                Some((name(&role.holder)?, held))
            });
            let address = format!("/accounts/{}/users?show=ending", account.domain);
            let blocks = vec![
                Block::Paragraph(fl!(
                    t,
                    "mail-roles-end-there",
                    account = called,
                    count = count
                )),
                Block::Facts(facts.collect()),
                Block::Action(fl!(t, "mail-roles-end-action"), self.url(&address)),
            ];
            let subject = fl!(
                t,
                "mail-roles-end-there-subject",
                account = called,
                count = count
            );
            Some(letter(reader, account, subject, blocks))
        });
        Ok(letters.collect())
    }
}

fn held(reader: &Reader, role: &Membership, parts: &[VirtualAccount]) -> String {
    let held = Wish {
        scope: Some(role.scope()),
        role: Some(role.role),
        until: role.until,
    };
    without_marks(&wish_in(reader.words(), &reader.zone(), &held, parts))
}

fn letter(reader: Reader, account: &SmartAccount, subject: String, blocks: Vec<Block>) -> Letter {
    Letter {
        kind: LetterKind::RolesEnd,
        request: None,
        reminder: None,
        thread: Some(account.id.to_string()),
        unsubscribe: None,
        subject,
        blocks,
        reader,
    }
}
