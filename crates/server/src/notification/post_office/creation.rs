//! Letters about the creation of accounts: to the nominee, the creator, operators, and the administrators above.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::session::{Link, promise_link};
use crate::use_cases::account_creation::tell_parent;
use domain::account_creation::{Creation, CreationAuthority, CreationStatus};
use domain::email::EmailAddress;
use domain::notification::{CreationNews, MOST_DECIDERS_MAILED};
use domain::notification_preference::LetterKind;
use domain::person::{Duty, Person};
use domain::rules::account_creation::revivable_until;
use domain::{CreationId, Role, SmartAccountId};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

impl PostOffice {
    /// Operators hear of what they have to decide, the nominee of what is asked of them; and the account above is found.
    pub(super) fn creation_asked(
        &self,
        tx: &mut Tx,
        id: &CreationId,
        nominee: Option<&EmailAddress>,
    ) -> Result<Vec<Letter>, Error> {
        let creation = store::account_creation::find(tx.db, id)?;
        tell_parent(tx, &creation)?;
        let mut letters = Vec::new();
        if creation.needs_operator() {
            letters = self.creation_to_operators(tx, &creation, None)?;
        }
        letters.extend(self.nominee_letter(tx, &creation, 0, nominee)?);
        Ok(letters)
    }

    fn creation_to_operators(
        &self,
        tx: &mut Tx,
        creation: &Creation,
        objection: Option<&str>,
    ) -> Result<Vec<Letter>, Error> {
        let creator = store::person::find(tx.db, &creation.creator)?;
        let operators = store::person::staff(tx.db, Duty::Operator)?;
        let address = self.url(&format!("/operator/creations/{}", creation.id));
        let may_decide = |one: &&Person| !creation.is_own(&one.id) && one.email.is_some();
        // Nobody decides their own: where no operator is left who may, those there are hear that another is needed.
        let is_stuck = !operators.iter().any(|one| may_decide(&one));
        let readers = operators.iter().filter(|one| is_stuck || may_decide(one));
        let letters = readers.filter_map(Reader::of).map(|reader| {
            let t = &reader.words().plain;
            let name = creator.profile.full_name.as_str();
            let lead = if objection.is_some() {
                fl!(t, "mail-creation-objected", identifier = shown(creation))
            } else {
                fl!(t, "mail-creation-operators", name = name)
            };
            let mut blocks = vec![Block::Paragraph(lead)];
            if is_stuck {
                blocks.push(Block::Paragraph(fl!(t, "mail-creation-own")));
            }
            let words = objection.or(creation.reason.as_ref().map(|reason| reason.as_str()));
            blocks.extend(words.map(|words| Block::Quote(words.to_owned())));
            blocks.push(facts(&reader, creation, &creator));
            blocks.push(Block::Action(fl!(t, "mail-creation-look"), address.clone()));
            let subject = fl!(t, "mail-creation-subject", identifier = shown(creation));
            letter(
                reader,
                LetterKind::CreationOperators,
                creation,
                subject,
                blocks,
            )
        });
        Ok(letters.collect())
    }

    /// To the operators, while nobody has settled the objection.
    pub(super) fn creation_objected(
        &self,
        tx: &mut Tx,
        id: &CreationId,
    ) -> Result<Vec<Letter>, Error> {
        let creation = store::account_creation::find(tx.db, id)?;
        match &creation.progress.objection {
            Some(objection) if objection.settled.is_none() => {
                self.creation_to_operators(tx, &creation, Some(&objection.words))
            }
            _ => Ok(Vec::new()),
        }
    }

    /// In: how many letters the nominee had before; whom the notice is for, if it says so.
    pub(super) fn nominee_asked(
        &self,
        tx: &mut Tx,
        id: &CreationId,
        number: u32,
        nominee: Option<&EmailAddress>,
    ) -> Result<Vec<Letter>, Error> {
        let creation = store::account_creation::find(tx.db, id)?;
        let letter = self.nominee_letter(tx, &creation, number, nominee)?;
        Ok(letter.into_iter().collect())
    }

    /// With a link of its own, as those sent before are kept only as hashes. Nothing where whoever was to be asked no longer is.
    ///
    /// In: `meant`, whom the notice is for, unless it is of a time when it did not say so.
    fn nominee_letter(
        &self,
        tx: &mut Tx,
        creation: &Creation,
        number: u32,
        meant: Option<&EmailAddress>,
    ) -> Result<Option<Letter>, Error> {
        let is_meant = |email: &&EmailAddress| meant.is_none_or(|meant| meant.key() == email.key());
        let Some(email) = creation.nominee().filter(is_meant).cloned() else {
            return Ok(None);
        };
        let creator = store::person::find(tx.db, &creation.creator)?;
        let known = store::person::find_by_name(tx.db, email.as_str())?;
        if known.as_ref().is_some_and(|known| !known.is_active) {
            return Ok(None);
        }
        let known = known.and_then(|known| Reader::of(&known.person));
        let reader = known.unwrap_or_else(|| {
            let profile = &creator.profile;
            Reader::stranger(email.clone(), profile.language, profile.time_zone.clone())
        });
        let link = Link::Authorise {
            creation: creation.id.clone(),
            email,
        };
        let token = promise_link(tx, &link, creation.progress.deadline)?;
        let t = &reader.words().plain;
        let name = creator.profile.full_name.as_str();
        let lead = if number == 0 {
            fl!(t, "mail-nominee", name = name)
        } else {
            fl!(t, "mail-nominee-reminder", name = name)
        };
        let mut blocks = vec![Block::Paragraph(lead)];
        let reason = creation.reason.as_ref();
        blocks.extend(reason.map(|reason| Block::Quote(reason.as_str().to_owned())));
        blocks.push(facts(&reader, creation, &creator));
        blocks.push(Block::Action(
            fl!(t, "mail-nominee-action"),
            self.url(&format!("/accounts/authorisation?token={token}")),
        ));
        let date = reader.date(creation.progress.deadline);
        blocks.push(Block::Paragraph(fl!(t, "mail-nominee-until", date = date)));
        let subject = fl!(
            t,
            "mail-nominee-subject",
            name = name,
            identifier = shown(creation)
        );
        Ok(Some(letter(
            reader,
            LetterKind::CreationNominee,
            creation,
            subject,
            blocks,
        )))
    }

    /// To the administrators of the account above, but for the creator.
    pub(super) fn creation_below(
        &self,
        tx: &mut Tx,
        id: &CreationId,
        parent: &SmartAccountId,
    ) -> Result<Vec<Letter>, Error> {
        let creation = store::account_creation::find(tx.db, id)?;
        let creator = store::person::find(tx.db, &creation.creator)?;
        let parent = store::smart_account::find(tx.db, parent)?;
        let role = Role::SaAdministrator;
        let found = store::membership::reachable_holders(tx.db, &parent.id, role, tx.now)?;
        let mut known = BTreeSet::from([creation.creator.clone()]);
        let address = self.url(&format!(
            "/accounts/{}/creations/{}",
            parent.domain, creation.id
        ));
        let readers = found
            .iter()
            .filter(|(_, person, _)| known.insert(person.id.clone()))
            .take(MOST_DECIDERS_MAILED)
            .filter_map(|(_, person, _)| Reader::of(person));
        let letters = readers.map(|reader| {
            let t = &reader.words().plain;
            let lead = fl!(
                t,
                "mail-creation-below",
                name = creator.profile.full_name.as_str(),
                account = parent.name.as_str()
            );
            let blocks = vec![
                Block::Paragraph(lead),
                facts(&reader, &creation, &creator),
                Block::Action(fl!(t, "mail-creation-look"), address.clone()),
            ];
            let subject = fl!(
                t,
                "mail-creation-below-subject",
                identifier = shown(&creation)
            );
            letter(
                reader,
                LetterKind::CreationBelow,
                &creation,
                subject,
                blocks,
            )
        });
        Ok(letters.collect())
    }

    /// To the creator, and to whoever vouched once the account is active. One that is revived asks its nominee again.
    pub(super) fn creation_news(
        &self,
        tx: &mut Tx,
        id: &CreationId,
        news: CreationNews,
        nominee: Option<&EmailAddress>,
    ) -> Result<Vec<Letter>, Error> {
        let creation = store::account_creation::find(tx.db, id)?;
        let active = matches!(creation.status, CreationStatus::Active { .. });
        // What tells that the account is active says it all.
        if news == CreationNews::Approved && active {
            return Ok(Vec::new());
        }
        let mut readers = vec![store::person::find(tx.db, &creation.creator)?];
        if let (CreationNews::Active, CreationAuthority::Given { by, .. }) =
            (news, &creation.authority)
        {
            readers.push(store::person::find(tx.db, by)?);
        }
        let table = tx.rules.creation.clone();
        let until = revivable_until(&creation, &table).unwrap_or(creation.progress.deadline);
        let mut letters: Vec<Letter> = readers
            .iter()
            .filter_map(Reader::of)
            .map(|reader| {
                let is_creator = reader.person.as_ref() == Some(&creation.creator);
                let mut blocks = news_blocks(&reader, &creation, news, until);
                let t = &reader.words().plain;
                blocks.push(match (is_creator, active) {
                    (_, true) => Block::Action(
                        fl!(t, "mail-creation-account"),
                        self.url(&format!("/accounts/{}", creation.plan.domain)),
                    ),
                    (true, _) | (false, false) => Block::Action(
                        fl!(t, "mail-creation-see"),
                        self.url(&format!("/accounts/new/{}", creation.id)),
                    ),
                });
                let subject = fl!(t, "mail-creation-yours", identifier = shown(&creation));
                letter(reader, LetterKind::CreationNews, &creation, subject, blocks)
            })
            .collect();
        if news == CreationNews::Revived {
            letters.extend(self.nominee_letter(tx, &creation, 0, nominee)?);
        }
        Ok(letters)
    }
}

fn news_blocks(
    reader: &Reader,
    creation: &Creation,
    news: CreationNews,
    until: domain::Moment,
) -> Vec<Block> {
    let t = &reader.words().plain;
    let deadline = reader.date(creation.progress.deadline);
    let (words, quote) = match news {
        CreationNews::NomineeDeclined => match &creation.authority {
            CreationAuthority::Refused { email, words, .. } => (
                fl!(t, "mail-creation-nominee-declined", email = email.as_str()),
                Some(words.clone()),
            ),
            _ => (fl!(t, "mail-creation-nominee-changed"), None),
        },
        CreationNews::Approved => (fl!(t, "mail-creation-approved"), None),
        CreationNews::Active => (
            fl!(
                t,
                "mail-creation-active",
                name = creation.plan.name.as_str()
            ),
            None,
        ),
        CreationNews::Declined => (
            fl!(t, "mail-creation-declined"),
            match &creation.status {
                CreationStatus::Declined { words, .. } => Some(words.clone()),
                _ => None,
            },
        ),
        CreationNews::LapseAnnounced => (
            fl!(t, "mail-creation-lapse-announced", date = deadline),
            None,
        ),
        CreationNews::Lapsed => (
            fl!(t, "mail-creation-lapsed", date = reader.date(until)),
            None,
        ),
        CreationNews::Revived => (fl!(t, "mail-creation-revived", date = deadline), None),
        CreationNews::Extended => (fl!(t, "mail-creation-extended", date = deadline), None),
    };
    std::iter::once(Block::Paragraph(words))
        .chain(quote.map(Block::Quote))
        .collect()
}

fn shown(creation: &Creation) -> String {
    creation.plan.domain.shown()
}

/// Who asks, and for what.
fn facts(reader: &Reader, creation: &Creation, creator: &Person) -> Block {
    let t = &reader.words().plain;
    let domain = &creation.plan.domain;
    let identifier = if domain.is_international() {
        format!("{} ({domain})", domain.shown())
    } else {
        domain.to_string()
    };
    Block::Facts(vec![
        (fl!(t, "account-domain-identifier"), identifier),
        (fl!(t, "account-name"), creation.plan.name.clone()),
        (
            fl!(t, "account-type"),
            reader.words().account_kind(creation.plan.kind),
        ),
        (
            fl!(t, "profile-full-name"),
            creator.profile.full_name.clone(),
        ),
        (
            fl!(t, "profile-organisation"),
            creator.profile.organisation.clone(),
        ),
        (
            fl!(t, "profile-email"),
            creator
                .email
                .as_ref()
                .map_or_else(|| "–".to_owned(), ToString::to_string),
        ),
    ])
}

fn letter(
    reader: Reader,
    kind: LetterKind,
    creation: &Creation,
    subject: String,
    blocks: Vec<Block>,
) -> Letter {
    Letter {
        reader,
        kind,
        request: None,
        reminder: None,
        thread: Some(creation.id.to_string()),
        unsubscribe: None,
        subject,
        blocks,
    }
}
