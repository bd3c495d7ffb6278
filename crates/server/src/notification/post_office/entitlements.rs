//! Letters about what somebody has by a request: that it ends soon, and that it has ended.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::words::entitlement::entitled_to;
use crate::{standing, store};
use domain::access_request::RequestQueue;
use domain::entitlement::{Entitlement, EntitlementEnd};
use domain::notification::MOST_DECIDERS_MAILED;
use domain::notification_preference::LetterKind;
use domain::person::Person;
use domain::{Moment, RequestId};
use i18n_embed_fl::fl;

impl PostOffice {
    /// To whoever holds it: on which day it ends, and where to ask for it again. To Support, where it is to a contract, is announced
    /// to end, and they may renew it. Nothing where it has ended since.
    pub(super) fn entitlement_ends(
        &self,
        tx: &mut Tx,
        request: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        let mut letters = self.about_entitlement(tx, request, false)?;
        let one = store::entitlement::find(tx.db, request)?;
        if letters.is_empty() || one.announced.is_none() || !can_renew(tx, &one)? {
            return Ok(letters);
        }
        let holder = store::person::find(tx.db, &one.person)?;
        let queue = RequestQueue::Contracts;
        let deciders = standing::request_queue::deciders(tx.db, &tx.rules, &queue, &one.person)?;
        let deciders = deciders.iter().take(MOST_DECIDERS_MAILED);
        letters.extend(
            deciders
                .filter_map(Reader::of)
                .filter_map(|reader| self.to_support(reader, &one, &holder)),
        );
        Ok(letters)
    }

    fn to_support(&self, reader: Reader, one: &Entitlement, holder: &Person) -> Option<Letter> {
        let t = &reader.words().plain;
        let name = holder.profile.full_name.as_str();
        let what = entitled_to(reader.words(), &one.to);
        let lead = fl!(
            t,
            "mail-entitlement-ends-support",
            name = name,
            what = what.as_str(),
            identifier = one.to.identifier(),
            date = reader.words().last_day(one.until?, &reader.zone())
        );
        let address = self.url(&format!("/support/requests/{}", one.request));
        Some(Letter {
            kind: LetterKind::EntitlementEnds,
            request: None,
            reminder: None,
            thread: Some(one.request.to_string()),
            unsubscribe: None,
            subject: fl!(t, "mail-entitlement-ends-subject", what = what),
            blocks: vec![
                Block::Paragraph(lead),
                Block::Action(fl!(t, "mail-request-action"), address),
            ],
            reader,
        })
    }

    /// To whoever held it until its end came, its contract ended, or somebody took it away.
    pub(super) fn entitlement_ended(
        &self,
        tx: &mut Tx,
        request: &RequestId,
    ) -> Result<Vec<Letter>, Error> {
        self.about_entitlement(tx, request, true)
    }

    fn about_entitlement(
        &self,
        tx: &mut Tx,
        request: &RequestId,
        is_over: bool,
    ) -> Result<Vec<Letter>, Error> {
        let one = store::entitlement::find(tx.db, request)?;
        let person = store::person::find(tx.db, &one.person)?;
        let Some(reader) = Reader::of(&person) else {
            return Ok(Vec::new());
        };
        let by = one.taken_away.as_ref().map(|taken| &taken.by);
        let by = by.map(|by| store::person::find(tx.db, by)).transpose()?;
        let by = by.as_ref().map(|by| by.profile.full_name.as_str());
        let Some((subject, mut blocks)) = said(&reader, &one, is_over, by) else {
            return Ok(Vec::new());
        };
        let t = &reader.words().plain;
        let address = self.url(&format!("/access/requests/{request}"));
        blocks.push(Block::Action(fl!(t, "mail-see-request"), address));
        Ok(vec![Letter {
            kind: LetterKind::EntitlementEnds,
            request: None,
            reminder: None,
            thread: Some(request.to_string()),
            unsubscribe: None,
            subject,
            blocks,
            reader,
        }])
    }
}

/// Whether Support could let it go on for longer.
fn can_renew(tx: &mut Tx, one: &Entitlement) -> Result<bool, Error> {
    match standing::entitlement::latest_end_of(tx.db, one, tx.now) {
        Ok(latest) => Ok(latest > one.until),
        Err(Error::Refused(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}

/// What a letter says, before the way to the request.
type Said = (String, Vec<Block>);

/// Nothing where it stands otherwise by now than the notice says. In: the name of who took it away, where somebody did.
fn said(reader: &Reader, one: &Entitlement, is_over: bool, by: Option<&str>) -> Option<Said> {
    let (t, words) = (&reader.words().plain, reader.words());
    let what = entitled_to(words, &one.to);
    let identifier = one.to.identifier();
    let lead = match (one.ended, is_over) {
        (None, false) => {
            let date = words.last_day(one.until?, &reader.zone());
            if one.announced.is_none() {
                fl!(
                    t,
                    "mail-entitlement-moved",
                    what = what.as_str(),
                    identifier = identifier,
                    date = date
                )
            } else {
                fl!(
                    t,
                    "mail-entitlement-ends",
                    what = what.as_str(),
                    identifier = identifier,
                    date = date
                )
            }
        }
        (Some((_, EntitlementEnd::Lapsed)), true) => {
            let date = words.last_day(one.until?, &reader.zone());
            fl!(
                t,
                "mail-entitlement-ended",
                what = what.as_str(),
                identifier = identifier,
                date = date
            )
        }
        (Some((at, EntitlementEnd::ContractEnded)), true) => {
            let date = reader.date(at);
            fl!(
                t,
                "mail-entitlement-contract-ended",
                what = what.as_str(),
                identifier = identifier,
                date = date
            )
        }
        (Some((at, EntitlementEnd::TakenAway)), true) => return taken_away(reader, one, at, by?),
        _ => return None,
    };
    let subject = match (is_over, one.announced) {
        (true, _) => fl!(t, "mail-entitlement-ended-subject", what = what),
        (false, Some(_)) => fl!(t, "mail-entitlement-ends-subject", what = what),
        (false, None) => fl!(t, "mail-entitlement-moved-subject", what = what),
    };
    Some((subject, vec![Block::Paragraph(lead)]))
}

/// Who took it away, when and why, and the way back.
fn taken_away(reader: &Reader, one: &Entitlement, at: Moment, by: &str) -> Option<Said> {
    let t = &reader.words().plain;
    let what = entitled_to(reader.words(), &one.to);
    let lead = fl!(
        t,
        "mail-entitlement-taken-away",
        by = by,
        what = what.as_str(),
        identifier = one.to.identifier(),
        date = reader.words().date_time(at, &reader.zone())
    );
    let words = one.taken_away.as_ref()?.words.as_str().to_owned();
    let back = fl!(t, "mail-entitlement-taken-away-back");
    let blocks = vec![
        Block::Paragraph(lead),
        Block::Quote(words),
        Block::Paragraph(back),
    ];
    let subject = fl!(t, "mail-entitlement-taken-away-subject", what = what);
    Some((subject, blocks))
}
