//! Letters about what operators do: an account suspended or opened again, an administrator named, somebody let back in.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store::notification::announce;
use crate::{standing, store};
use domain::notification::{MOST_DECIDERS_MAILED, Notice, Readers};
use domain::notification_preference::LetterKind;
use domain::person::{Duty, Person};
use domain::rules::membership::is_asleep;
use domain::smart_account::{AccountStatus, SmartAccount};
use domain::{PersonId, Role, SmartAccountId};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// How many readers one notice is turned into letters for; the rest go with the next notice, so that memory stays flat.
const BATCH: usize = 100;
/// As many roles of one person as are looked through.
const MOST_HELD: i64 = 2000;

/// What has become of an account.
pub(super) struct News<'a> {
    pub account: &'a SmartAccountId,
    pub status: AccountStatus,
    pub reason: Option<&'a str>,
    pub readers: Readers,
    /// The last reader of the notice before this, if there was one.
    pub after: Option<&'a str>,
}

impl PostOffice {
    /// To the next of the readers; a notice is left for those after them, and after the members for the applicants.
    pub(super) fn account_status_changed(
        &self,
        tx: &mut Tx,
        news: &News<'_>,
    ) -> Result<Vec<Letter>, Error> {
        let account = store::smart_account::find(tx.db, news.account)?;
        // Changed again since: that notice tells what is so now.
        if account.status != news.status {
            return Ok(Vec::new());
        }
        let (letters, last) = match news.readers {
            Readers::Members => self.to_members(tx, &account, news)?,
            Readers::Applicants => self.to_waiting(tx, &account, news)?,
        };
        let next = match (last, news.readers) {
            (Some(last), readers) => Some((readers, Some(last))),
            (None, Readers::Members) => Some((Readers::Applicants, None)),
            (None, Readers::Applicants) => None,
        };
        if let Some((readers, after)) = next {
            let notice = Notice::AccountStatusChanged {
                account: account.id.clone(),
                status: news.status,
                reason: news.reason.map(ToOwned::to_owned),
                readers,
                after,
            };
            announce(tx, &notice)?;
        }
        Ok(letters)
    }

    /// Out: the letters, and the last reader where there may be more.
    fn to_members(
        &self,
        tx: &mut Tx,
        account: &SmartAccount,
        news: &News<'_>,
    ) -> Result<(Vec<Letter>, Option<String>), Error> {
        let limit = BATCH as i64;
        let found = store::membership::members(tx.db, &account.id, news.after, limit, tx.now)?;
        let last = (found.len() == BATCH)
            .then(|| found.last().map(|person| person.id.to_string()))
            .flatten();
        let letters = found.iter().filter_map(Reader::of).map(|reader| {
            let t = &reader.words().plain;
            let name = account.name.as_str();
            let words = if news.status == AccountStatus::Suspended {
                fl!(t, "mail-account-suspended", account = name)
            } else {
                fl!(t, "mail-account-reactivated", account = name)
            };
            account_letter(reader, account, news, words)
        });
        Ok((letters.collect(), last))
    }

    /// Those who may not know of the account are told nothing: to them nothing has changed.
    fn to_waiting(
        &self,
        tx: &mut Tx,
        account: &SmartAccount,
        news: &News<'_>,
    ) -> Result<(Vec<Letter>, Option<String>), Error> {
        let limit = BATCH as i64;
        let found =
            store::access_request::pending_of_account(tx.db, &account.id, news.after, limit)?;
        let last = (found.len() == BATCH)
            .then(|| found.last().map(|request| request.id.to_string()))
            .flatten();
        let ids: Vec<String> = found
            .iter()
            .map(|request| request.applicant.to_string())
            .collect();
        // They were told as members.
        let members = store::membership::holding(tx.db, &account.id, &ids, tx.now)?;
        let applicants = store::person::find_all(tx.db, &ids)?;
        let mut letters = Vec::new();
        for request in &found {
            let applicant = applicants.iter().find(|one| one.id == request.applicant);
            let Some(applicant) = applicant.filter(|one| !members.contains(one.id.as_str())) else {
                continue;
            };
            if !standing::smart_account::is_visible(tx.db, &applicant.id, Some(account))? {
                continue;
            }
            letters.extend(Reader::of(applicant).map(|reader| {
                let t = &reader.words().plain;
                let identifier = request.target.shown();
                let words = if news.status == AccountStatus::Suspended {
                    fl!(t, "mail-request-account-suspended", identifier = identifier)
                } else {
                    fl!(
                        t,
                        "mail-request-account-reactivated",
                        identifier = identifier
                    )
                };
                account_letter(reader, account, news, words)
            }));
        }
        Ok((letters, last))
    }

    /// To whoever administers an account from now on and, where it had administrators already, to these.
    pub(super) fn administrator_named(
        &self,
        tx: &mut Tx,
        account: &SmartAccountId,
        person: &PersonId,
        is_new: bool,
    ) -> Result<Vec<Letter>, Error> {
        let account = store::smart_account::find(tx.db, account)?;
        let named = store::person::find(tx.db, person)?;
        let Some(reader) = Reader::of(&named) else {
            return Ok(Vec::new());
        };
        let t = &reader.words().plain;
        let name = account.name.as_str();
        let words = if is_new {
            fl!(t, "mail-administrator-of-new", account = name)
        } else {
            fl!(t, "mail-administrator-named", account = name)
        };
        let blocks = vec![
            Block::Paragraph(words),
            Block::Action(
                fl!(t, "smart-account-manage"),
                self.url(&format!("/accounts/{}", account.domain)),
            ),
        ];
        let subject = fl!(t, "mail-administrator-named-subject", account = name);
        let kind = LetterKind::AdministratorNamed;
        let mut letters = Self::plain_letter(reader, kind, subject, blocks);
        if !is_new {
            letters.extend(self.to_administrators_beside(tx, &account, &named)?);
        }
        Ok(letters)
    }

    fn to_administrators_beside(
        &self,
        tx: &mut Tx,
        account: &SmartAccount,
        named: &Person,
    ) -> Result<Vec<Letter>, Error> {
        let readers = administrators_beside(tx, account, named)?.into_iter();
        let letters = readers.flat_map(|reader| {
            let t = &reader.words().plain;
            let (name, account_name) = (named.profile.full_name.as_str(), account.name.as_str());
            let words = fl!(
                t,
                "mail-administrator-beside",
                name = name,
                account = account_name
            );
            let blocks = vec![
                Block::Paragraph(words),
                Block::Action(
                    fl!(t, "smart-account-manage"),
                    self.url(&format!("/accounts/{}/users", account.domain)),
                ),
            ];
            let subject = fl!(
                t,
                "mail-administrator-beside-subject",
                account = account_name
            );
            Self::plain_letter(reader, LetterKind::AdministratorNamed, subject, blocks)
        });
        Ok(letters.collect())
    }

    /// To the administrators of each account for which somebody approves and has no address in its domain any more.
    pub(super) fn approver_asleep(
        &self,
        tx: &mut Tx,
        person: &Person,
    ) -> Result<Vec<Letter>, Error> {
        let mut held = store::membership::held_anywhere(tx.db, &person.id, MOST_HELD)?;
        held.retain(|m| m.role == Role::SaApprover);
        let ids: Vec<String> = held.iter().map(|m| m.account.to_string()).collect();
        let mut accounts = store::smart_account::find_all(tx.db, &ids)?;
        let emails = store::person::verified_emails(tx.db, &person.id)?;
        accounts.retain(|account| is_asleep(Role::SaApprover, &emails, &account.domain));
        let mut letters = Vec::new();
        // As many as somebody signs for: those are few.
        for account in accounts {
            let readers = administrators_beside(tx, &account, person)?.into_iter();
            letters.extend(readers.flat_map(|reader| {
                let t = &reader.words().plain;
                let name = person.profile.full_name.as_str();
                let subject = fl!(t, "mail-approver-asleep-subject", name = name);
                let blocks = vec![
                    Block::Paragraph(fl!(
                        t,
                        "mail-approver-asleep",
                        name = name,
                        account = account.name.as_str(),
                        domain = account.domain.shown()
                    )),
                    Block::Action(
                        fl!(t, "mail-approver-asleep-action"),
                        self.url(&format!("/accounts/{}/users/{}", account.domain, person.id)),
                    ),
                ];
                Self::plain_letter(reader, LetterKind::ApproverAsleep, subject, blocks)
            }));
        }
        Ok(letters)
    }

    /// To whoever may sign in again.
    pub(super) fn person_reactivated(
        &self,
        tx: &mut Tx,
        person: &PersonId,
    ) -> Result<Vec<Letter>, Error> {
        Self::letter_to(tx, person, LetterKind::PersonReactivated, |t| {
            let blocks = vec![
                Block::Paragraph(fl!(t, "mail-person-reactivated")),
                Block::Action(fl!(t, "session-log-in"), self.url("/sign-in")),
            ];
            (fl!(t, "mail-person-reactivated-subject"), blocks)
        })
    }

    /// To whoever may do more, or less, for the installation than before.
    pub(super) fn duty_changed(
        &self,
        tx: &mut Tx,
        person: &PersonId,
        duty: Duty,
        has_it: bool,
    ) -> Result<Vec<Letter>, Error> {
        Self::letter_to(tx, person, LetterKind::DutyChanged, |t| {
            let (subject, words) = match (duty, has_it) {
                (Duty::Operator, true) => (
                    fl!(t, "mail-operator-appointed-subject"),
                    fl!(t, "mail-operator-appointed"),
                ),
                (Duty::Operator, false) => (
                    fl!(t, "mail-operator-removed-subject"),
                    fl!(t, "mail-operator-removed"),
                ),
                (Duty::SupportAgent, true) => (
                    fl!(t, "mail-agent-appointed-subject"),
                    fl!(t, "mail-agent-appointed"),
                ),
                (Duty::SupportAgent, false) => (
                    fl!(t, "mail-agent-removed-subject"),
                    fl!(t, "mail-agent-removed"),
                ),
            };
            let mut blocks = vec![Block::Paragraph(words)];
            if has_it {
                let (label, path) = match duty {
                    Duty::Operator => (fl!(t, "operator-title"), "/operator"),
                    Duty::SupportAgent => (fl!(t, "support-case-list"), "/support/cases"),
                };
                blocks.push(Block::Action(label, self.url(path)));
            }
            (subject, blocks)
        })
    }
}

fn account_letter(
    reader: Reader,
    account: &SmartAccount,
    news: &News<'_>,
    words: String,
) -> Letter {
    let t = &reader.words().plain;
    let subject = if news.status == AccountStatus::Suspended {
        fl!(
            t,
            "mail-account-suspended-subject",
            account = account.name.as_str()
        )
    } else {
        fl!(
            t,
            "mail-account-reactivated-subject",
            account = account.name.as_str()
        )
    };
    let mut blocks = vec![Block::Paragraph(words)];
    blocks.extend(news.reason.map(|reason| Block::Quote(reason.to_owned())));
    Letter {
        reader,
        kind: LetterKind::AccountStatus,
        request: None,
        reminder: None,
        thread: Some(account.id.to_string()),
        unsubscribe: None,
        subject,
        blocks,
    }
}

/// Those who administer an account and can be mailed, each once and not more than are mailed of anything. In: whom it is about.
fn administrators_beside(
    tx: &mut Tx,
    account: &SmartAccount,
    about: &Person,
) -> Result<Vec<Reader>, Error> {
    let role = Role::SaAdministrator;
    let found = store::membership::reachable_holders(tx.db, &account.id, role, tx.now)?;
    let mut told = BTreeSet::from([about.id.clone()]);
    let others = found
        .iter()
        .filter(|(_, other, _)| told.insert(other.id.clone()))
        .take(MOST_DECIDERS_MAILED)
        .filter_map(|(_, other, _)| Reader::of(other));
    Ok(others.collect())
}
