//! Letters about a request that is settled: to who asked, and to those who need not decide any more.

use crate::config::Rules;
use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::about::About;
use crate::notification::post_office::office::PostOffice;
use crate::standing::application::opened_by;
use crate::storage::{Error, Tx};
use crate::store;
use crate::words::wish::{asked_in, granted_in};
use domain::access_request::{Denial, Grant, RequestStatus};
use domain::entitlement::EntitledTo;
use domain::notification_preference::LetterKind;
use domain::person::Person;
use domain::{Moment, RequestId};
use i18n_embed_fl::fl;

impl PostOffice {
    /// To whoever asked: how it was decided; to the others who might have: that it is.
    pub(super) fn request_decided(
        &self,
        tx: &mut Tx,
        id: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let Some((_, by, at)) = about.request.settled() else {
            return Ok(Vec::new());
        };
        let decider = by.map(|by| store::person::find(tx.db, by)).transpose()?;
        let again_from = at.plus(tx.rules.timetable.after_denial);
        let kind = LetterKind::RequestDecided;
        let letter = self.to_applicant(&about, kind, |reader, identifier| {
            match &about.request.status {
                RequestStatus::Approved { grant, .. } => {
                    approved(&about, reader, &identifier, grant)
                }
                RequestStatus::Denied { denial, .. } => {
                    denied(&about, reader, &identifier, denial, again_from)
                }
                _ => Vec::new(),
            }
        });
        let mut letters: Vec<Letter> = letter.into_iter().collect();
        if let RequestStatus::Approved { grant, .. } = &about.request.status
            && let Some(to) = EntitledTo::of(&about.request.target, &grant.access)
        {
            for letter in &mut letters {
                let leads_to = self.leads_to(&tx.rules, &letter.reader, &to);
                letter.blocks.extend(leads_to);
            }
        }
        if let Some(decider) = decider {
            let told = Self::told(tx, &about)?;
            letters.extend(Self::settled_for_others(&about, &decider, &told));
        }
        Ok(letters)
    }

    /// Where what was given is to be found: the applications that it opens, and all that the reader has.
    fn leads_to(&self, rules: &Rules, reader: &Reader, to: &EntitledTo) -> Vec<Block> {
        let t = &reader.words().plain;
        let applications = opened_by(rules, to).map(|application| {
            let name = application.name.in_language(reader.words().language);
            // An address of its own, or a path of this installation.
            let address = match application.address.starts_with('/') {
                true => self.url(&application.address),
                false => application.address.clone(),
            };
            Block::Action(fl!(t, "entitlement-open", name = name), address)
        });
        let mine = Block::Action(fl!(t, "access-mine"), self.url("/access/mine"));
        applications.chain([mine]).collect()
    }

    /// Tells everybody who was mailed about the request and did not decide that nothing is left to do.
    fn settled_for_others(about: &About, decider: &Person, told: &[Person]) -> Vec<Letter> {
        let others = told
            .iter()
            .filter(|person| person.id != decider.id)
            .filter_map(Reader::of);
        others
            .map(|reader| {
                let t = &reader.words().plain;
                let (by, name) = (
                    decider.profile.full_name.clone(),
                    about.applicant.profile.full_name.clone(),
                );
                let words = if matches!(about.request.status, RequestStatus::Approved { .. }) {
                    fl!(t, "mail-settled-approved", by = by, name = name.clone())
                } else {
                    fl!(t, "mail-settled-denied", by = by, name = name.clone())
                };
                let subject = fl!(
                    t,
                    "mail-settled-subject",
                    name = name,
                    account = about.place(reader.words())
                );
                let mut blocks = vec![Block::Paragraph(words)];
                if let Some((deputy, of)) = &about.deputy {
                    let words = fl!(
                        t,
                        "mail-by-deputy",
                        deputy = deputy.as_str(),
                        name = of.as_str()
                    );
                    blocks.push(Block::Paragraph(words));
                }
                Self::letter(about, reader, LetterKind::RequestSettled, subject, blocks)
            })
            .collect()
    }

    /// To those who were mailed that they may decide it.
    pub(super) fn request_withdrawn(
        &self,
        tx: &mut Tx,
        id: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let told = Self::told(tx, &about)?;
        let letters = told.iter().filter_map(Reader::of).map(|reader| {
            let t = &reader.words().plain;
            let name = about.applicant.profile.full_name.clone();
            let words = fl!(t, "mail-withdrawn", name = name.clone());
            let subject = fl!(
                t,
                "mail-settled-subject",
                name = name,
                account = about.place(reader.words())
            );
            Self::letter(
                &about,
                reader,
                LetterKind::RequestWithdrawn,
                subject,
                vec![Block::Paragraph(words)],
            )
        });
        Ok(letters.collect())
    }
}

/// What is granted, and what was asked for where that is more or something else.
fn approved(about: &About, reader: &Reader, identifier: &str, grant: &Grant) -> Vec<Block> {
    let t = &reader.words().plain;
    let (words, zone) = (reader.words(), reader.zone());
    let granted = granted_in(words, &zone, grant, &about.parts);
    let mut facts = vec![(fl!(t, "access-request-granted"), granted)];
    if !about.request.is_met_by(grant) {
        let asked = asked_in(words, &zone, &about.request, &about.parts);
        facts.push((fl!(t, "access-request-asked"), asked));
    }
    let lead = fl!(t, "mail-approved", identifier = identifier);
    let mut blocks = vec![Block::Paragraph(lead), Block::Facts(facts)];
    blocks.extend(grant.note.clone().map(Block::Quote));
    blocks.extend(by_rule(about, reader));
    blocks.extend(by_deputy(about, reader));
    blocks.push(Block::Paragraph(match &about.group {
        Some(group) => fl!(t, "mail-approved-group", group = group.name.as_str()),
        None => fl!(t, "mail-approved-now"),
    }));
    blocks
}

/// Why not, and from when it may be asked for again.
fn denied(
    about: &About,
    reader: &Reader,
    identifier: &str,
    denial: &Denial,
    again_from: Moment,
) -> Vec<Block> {
    let t = &reader.words().plain;
    let reason = reader.words().denial(denial.class);
    let lead = fl!(t, "mail-denied", identifier = identifier, reason = reason);
    let mut blocks = vec![Block::Paragraph(lead)];
    blocks.extend(denial.words.clone().map(Block::Quote));
    blocks.extend(by_rule(about, reader));
    blocks.extend(by_deputy(about, reader));
    let from = reader.words().date_time(again_from, &reader.zone());
    blocks.push(Block::Paragraph(fl!(t, "mail-denied-again", from = from)));
    blocks
}

/// The rule that decided, if it was one.
fn by_rule(about: &About, reader: &Reader) -> Option<Block> {
    let t = &reader.words().plain;
    let rule = about.request.decided_by_rule()?;
    let (name, version) = (rule.name.as_str(), rule.version);
    let words = fl!(t, "mail-by-rule", name = name, version = version);
    Some(Block::Paragraph(words))
}

/// Who decided in whose place, where a deputy did.
fn by_deputy(about: &About, reader: &Reader) -> Option<Block> {
    let t = &reader.words().plain;
    // Who decides for an account that may not be known of is no more known.
    let request = &about.request;
    let is_known =
        about.is_visible || request.reveals_account() || request.target.queue().is_some();
    let (deputy, name) = about.deputy.as_ref().filter(|_| is_known)?;
    let words = fl!(
        t,
        "mail-by-deputy",
        deputy = deputy.as_str(),
        name = name.as_str()
    );
    Some(Block::Paragraph(words))
}
