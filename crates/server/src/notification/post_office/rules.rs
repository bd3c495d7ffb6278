//! The letter about an automation rule that acts no more.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::membership::reachable_holders;
use domain::actor::RuleUse;
use domain::notification::MOST_DECIDERS_MAILED;
use domain::notification_preference::LetterKind;
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::{PersonId, Role, SmartAccountId};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// Those who administer the whole account and can be mailed, each once, as many as are mailed about a request.
pub(super) fn administrators(tx: &mut Tx, account: &SmartAccount) -> Result<Vec<Person>, Error> {
    let found = reachable_holders(tx.db, &account.id, Role::SaAdministrator, tx.now)?;
    let mut known = BTreeSet::new();
    let people = found.into_iter().map(|(_, person, _)| person);
    let people = people.filter(|person| known.insert(person.id.clone()));
    Ok(people.take(MOST_DECIDERS_MAILED).collect())
}

impl PostOffice {
    /// To those who administer the whole account, as many as are mailed about a request.
    pub(super) fn rule_idle(
        &self,
        tx: &mut Tx,
        account: &SmartAccountId,
        rule: &RuleUse,
        author: &PersonId,
    ) -> Result<Vec<Letter>, Error> {
        let account = store::smart_account::find(tx.db, account)?;
        let author = store::person::find(tx.db, author)?.profile.full_name;
        let readers = administrators(tx, &account)?;
        let address = self.url(&format!(
            "/accounts/{}/automation/{}",
            account.domain, rule.id
        ));
        let letters = readers.iter().filter_map(Reader::of).map(|reader| {
            let t = &reader.words().plain;
            let (name, account_name) = (rule.name.as_str(), account.name.as_str());
            let words = fl!(
                t,
                "mail-rule-idle",
                name = name,
                account = account_name,
                author = author.as_str()
            );
            Letter {
                kind: LetterKind::RuleIdle,
                request: None,
                reminder: None,
                thread: Some(rule.id.to_string()),
                unsubscribe: None,
                subject: fl!(
                    t,
                    "mail-rule-idle-subject",
                    name = name,
                    account = account_name
                ),
                blocks: vec![
                    Block::Paragraph(words),
                    Block::Action(fl!(t, "mail-rule-idle-action"), address.clone()),
                ],
                reader,
            }
        });
        Ok(letters.collect())
    }
}
