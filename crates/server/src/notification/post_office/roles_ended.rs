//! Letters to those whose roles ended with a Virtual Account, read from the log, where alone these roles still stand.

use crate::language::without_marks;
use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::notification::post_office::roles::letter;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::event::Recorded;
use crate::store::notification::announce;
use domain::membership::{EndCause, Holder, Membership, MembershipFact};
use domain::notification::{GroupNews, Notice, RoleChange};
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccountFact;
use domain::{Event, EventId, GroupId, Moment, PersonId, Role, SmartAccountId, VirtualAccountId};
use i18n_embed_fl::fl;
use std::collections::BTreeMap;

/// How many events one notice is turned into letters for; the rest go with the next notice, so that memory stays flat.
const BATCH: usize = 100;

/// A Virtual Account that is deleted.
#[derive(Clone, Copy)]
pub(super) struct GonePart<'a> {
    pub account: &'a SmartAccountId,
    pub part: &'a VirtualAccountId,
    pub name: &'a str,
    /// Since when its roles gave nothing, where they did not end at once.
    pub begun_at: Option<Moment>,
}

impl PostOffice {
    /// To each person, all roles of theirs among the next events, in one letter; a notice goes to each group, and one is left for
    /// the events before these.
    ///
    /// In: `before`, the last event that is told of already.
    pub(super) fn roles_ended_with(
        &self,
        tx: &mut Tx,
        gone: &GonePart<'_>,
        before: Option<&EventId>,
    ) -> Result<Vec<Letter>, Error> {
        let GonePart {
            account,
            part,
            name,
            begun_at,
        } = *gone;
        let found = store::event::newest_about(tx.db, account, part, before, BATCH as i64)?;
        let ended = Ended::read(&found, before.is_some(), begun_at);
        for (group, changes) in ended.groups {
            let notice = Notice::GroupNews {
                group,
                news: GroupNews::Changed,
                people: Vec::new(),
                after: None,
                changes,
            };
            announce(tx, &notice)?;
        }
        if let (false, Some(last)) = (ended.is_over, found.last()) {
            let notice = Notice::RolesEndedWith {
                account: account.clone(),
                virtual_account: part.clone(),
                name: name.to_owned(),
                before: Some(last.id.clone()),
                begun_at,
            };
            announce(tx, &notice)?;
        }
        let account = store::smart_account::find(tx.db, account)?;
        let ids: Vec<String> = ended.people.keys().map(ToString::to_string).collect();
        let people = store::person::find_all(tx.db, &ids)?;
        let letters = people.iter().filter_map(|person| {
            let roles = ended.people.get(&person.id)?;
            Some(self.role_ended_with(Reader::of(person)?, &account, name, roles))
        });
        Ok(letters.collect())
    }

    fn role_ended_with(
        &self,
        reader: Reader,
        account: &SmartAccount,
        name: &str,
        roles: &[Role],
    ) -> Letter {
        let t = &reader.words().plain;
        let roles: Vec<String> = roles
            .iter()
            .map(|role| reader.words().role(*role))
            .collect();
        let role = reader.words().list(&roles);
        let blocks = vec![
            Block::Paragraph(fl!(
                t,
                "mail-role-ended-with",
                account = account.name.as_str(),
                name = name
            )),
            Block::Facts(vec![(
                fl!(t, "column-role"),
                format!("{} – {name}", without_marks(&role)),
            )]),
            Block::Action(fl!(t, "access-mine"), self.url("/access/mine")),
        ];
        letter(reader, account, blocks)
    }
}

/// The roles that ended with a Virtual Account, as far as some events of the log tell.
#[derive(Default)]
struct Ended {
    people: BTreeMap<PersonId, Vec<Role>>,
    groups: BTreeMap<GroupId, Vec<RoleChange>>,
    /// Whether no event before these tells of any.
    is_over: bool,
}

impl Ended {
    /// In: events about the Virtual Account, the newest first; whether some of its deletion were read already; since when it went, where
    /// it went bit by bit and other things happened in between.
    fn read(found: &[Recorded], mut has_begun: bool, begun_at: Option<Moment>) -> Self {
        let mut ended = Self {
            is_over: found.len() < BATCH,
            ..Self::default()
        };
        for recorded in found {
            let is_between = begun_at.is_some_and(|begun_at| recorded.at >= begun_at);
            match &recorded.event {
                Event::Membership(MembershipFact::Ended {
                    membership,
                    why: EndCause::VirtualAccountDeleted,
                }) => {
                    has_begun = true;
                    ended.add(membership);
                }
                // The deletion ends roles last: what happened before is of no concern here.
                Event::VirtualAccount(VirtualAccountFact::Deleted { .. }) => has_begun = true,
                _ => ended.is_over |= has_begun && !is_between,
            }
        }
        ended
    }

    fn add(&mut self, membership: &Membership) {
        match &membership.holder {
            Holder::Person(person) => {
                let roles = self.people.entry(person.clone()).or_default();
                roles.push(membership.role);
            }
            // Those in a group lose it as well.
            Holder::Group(group) => {
                let changes = self.groups.entry(group.clone()).or_default();
                changes.push(RoleChange {
                    before: Some(Box::new(membership.clone())),
                    after: None,
                });
            }
        }
    }
}
