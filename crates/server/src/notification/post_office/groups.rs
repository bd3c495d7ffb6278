//! Letters to those in a group: what they have through it, or have no longer.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::notification::post_office::roles::{parts, role};
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::notification::announce;
use domain::membership::Membership;
use domain::notification::{GroupNews, Notice, RoleChange};
use domain::notification_preference::LetterKind;
use domain::person::Person;
use domain::virtual_account::VirtualAccount;
use domain::{GroupId, PersonId, SmartAccountId};
use i18n_embed_fl::fl;
use std::collections::{BTreeMap, BTreeSet};

/// How many readers one notice is turned into letters for; the rest go with the next notice, so that memory stays flat.
const BATCH: usize = 100;
/// As many roles are named in a letter; the page it leads to shows all.
const MOST_TOLD: usize = 20;

/// What has become of a group, and to whom it is told.
pub(super) struct News<'a> {
    pub group: &'a GroupId,
    pub news: GroupNews,
    /// Who came or went, or was in it to the end; nobody where roles changed, which everybody in it is told.
    pub people: &'a [PersonId],
    /// The last reader of the notice before this, if there was one.
    pub after: Option<&'a PersonId>,
    /// None where people came or went: what the group holds is read then.
    pub changes: &'a [RoleChange],
}

/// The accounts that roles are held in, with their Virtual Accounts, to put the roles into words.
struct Places {
    accounts: BTreeMap<SmartAccountId, String>,
    parts: Vec<VirtualAccount>,
}

impl PostOffice {
    /// To those whom it concerns when the letters are written; whoever is out again is not told that they came in, nor the
    /// other way round.
    pub(super) fn group_news(&self, tx: &mut Tx, news: &News<'_>) -> Result<Vec<Letter>, Error> {
        let changes = match news.news {
            GroupNews::Joined | GroupNews::Left => held(tx, news)?,
            GroupNews::Deleted | GroupNews::Changed => news.changes.to_vec(),
        };
        // A group that gives nothing is nobody's concern.
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let readers = readers(tx, news)?;
        let name = store::group::name(tx.db, news.group)?;
        let places = places(tx, &changes)?;
        let letters = readers.iter().filter_map(Reader::of).map(|reader| {
            let t = &reader.words().plain;
            let name = name.as_str();
            let lead = match news.news {
                GroupNews::Joined => fl!(t, "mail-group-joined", name = name),
                GroupNews::Left => fl!(t, "mail-group-left", name = name),
                GroupNews::Deleted => fl!(t, "mail-group-deleted", name = name),
                GroupNews::Changed => fl!(t, "mail-group-changed", name = name),
            };
            Letter {
                kind: LetterKind::RoleChanged,
                request: None,
                reminder: None,
                thread: Some(news.group.to_string()),
                unsubscribe: None,
                subject: fl!(t, "mail-group-subject", name = name),
                blocks: vec![
                    Block::Paragraph(lead),
                    Block::Facts(facts(&reader, news.news, &changes, &places)),
                    Block::Action(fl!(t, "access-mine"), self.url("/access/mine")),
                ],
                reader,
            }
        });
        Ok(letters.collect())
    }
}

/// What the group holds: what comes with it, or went.
fn held(tx: &mut Tx, news: &News<'_>) -> Result<Vec<RoleChange>, Error> {
    let found = store::membership::held_by_group(tx.db, news.group, MOST_TOLD as i64)?;
    let holding = found.into_iter().filter(|held| held.holds_at(tx.now));
    Ok(holding
        .map(|held| match news.news {
            GroupNews::Left => RoleChange {
                before: Some(Box::new(held)),
                after: None,
            },
            _ => RoleChange {
                before: None,
                after: Some(Box::new(held)),
            },
        })
        .collect())
}

/// Those who are told, as far as it is still so; the others in the group with the next notice.
fn readers(tx: &mut Tx, news: &News<'_>) -> Result<Vec<Person>, Error> {
    let named: Vec<String> = news.people.iter().map(ToString::to_string).collect();
    let ids: Vec<PersonId> = match news.news {
        GroupNews::Deleted => news.people.to_vec(),
        GroupNews::Joined | GroupNews::Left => {
            let within = store::group::are_in(tx.db, news.group, &named)?;
            let joins = news.news == GroupNews::Joined;
            let is_so = |person: &&PersonId| within.contains(*person) == joins;
            news.people.iter().filter(is_so).cloned().collect()
        }
        GroupNews::Changed => {
            let some = store::group::some_in(tx.db, news.group, news.after, BATCH as i64)?;
            if let (BATCH, Some(last)) = (some.len(), some.last()) {
                let notice = Notice::GroupNews {
                    group: news.group.clone(),
                    news: news.news,
                    people: Vec::new(),
                    after: Some(last.clone()),
                    changes: news.changes.to_vec(),
                };
                announce(tx, &notice)?;
            }
            some
        }
    };
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    store::person::find_all(tx.db, &ids)
}

fn places(tx: &mut Tx, changes: &[RoleChange]) -> Result<Places, Error> {
    let of: BTreeSet<SmartAccountId> = changes
        .iter()
        .take(MOST_TOLD)
        .filter_map(|change| change.after.as_ref().or(change.before.as_ref()))
        .map(|held| held.account.clone())
        .collect();
    let ids: Vec<String> = of.iter().map(ToString::to_string).collect();
    let accounts = store::smart_account::find_all(tx.db, &ids)?;
    Ok(Places {
        accounts: accounts
            .into_iter()
            .map(|account| (account.id, account.name))
            .collect(),
        parts: parts(tx, changes)?,
    })
}

fn facts(
    reader: &Reader,
    news: GroupNews,
    changes: &[RoleChange],
    places: &Places,
) -> Vec<(String, String)> {
    let t = &reader.words().plain;
    let said = |held: &Membership| {
        let account = places.accounts.get(&held.account).cloned();
        (
            account.unwrap_or_else(|| fl!(t, "column-role")),
            role(reader, held, &places.parts),
        )
    };
    let mut facts = Vec::new();
    for change in changes.iter().take(MOST_TOLD) {
        if let Some(before) = &change.before {
            let (account, held) = said(before);
            facts.push(match news {
                GroupNews::Changed => (fl!(t, "mail-role-before"), format!("{account} – {held}")),
                _ => (account, held),
            });
        }
        if let Some(after) = &change.after {
            let (account, held) = said(after);
            facts.push(match news {
                GroupNews::Changed => (fl!(t, "mail-role-after"), format!("{account} – {held}")),
                _ => (account, held),
            });
        }
    }
    facts
}
