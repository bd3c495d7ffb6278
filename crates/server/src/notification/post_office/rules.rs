//! The letter about an automation rule that acts no more.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::membership::reachable_holders;
use domain::actor::RuleUse;
use domain::notification::MOST_DECIDERS_MAILED;
use domain::notification_preference::LetterKind;
use domain::{PersonId, Role, SmartAccountId};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

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
        let found = reachable_holders(tx.db, &account.id, Role::SaAdministrator, tx.now)?;
        let mut known = BTreeSet::new();
        let readers = found
            .into_iter()
            .map(|(_, person, _)| person)
            .filter(|person| known.insert(person.id.clone()))
            .take(MOST_DECIDERS_MAILED);
        let address = self.url(&format!(
            "/accounts/{}/automation/{}",
            account.domain, rule.id
        ));
        let readers: Vec<Reader> = readers.filter_map(|person| Reader::of(&person)).collect();
        let letters = readers.into_iter().map(|reader| {
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
