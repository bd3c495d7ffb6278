//! Letters to the extra notification addresses of an account: the link to confirm one, and copies of what deciders are told.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::about::About;
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::session::{Link, promise_link};
use crate::use_cases::notification_address::domains;
use domain::NotificationAddressId;
use domain::moment::days;
use domain::notification_address::State;
use domain::notification_preference::LetterKind;
use i18n_embed_fl::fl;
use std::collections::HashMap;
use std::time::Duration;

/// How long a link that is too old still says so.
const KEPT_FOR: Duration = days(30);

/// What a copy tells.
#[derive(Clone, Copy)]
pub(super) enum Told {
    /// Somebody asks.
    Sent,
    /// Nobody has answered, and the operators were told.
    Unanswered,
}

impl PostOffice {
    /// The link to confirm an address, in the language of whoever added it. Nothing where it is confirmed or removed, where a
    /// newer letter is on its way, or where the address does not lie inside the account's domain any more.
    pub(super) fn notification_address_added(
        &self,
        tx: &mut Tx,
        id: &NotificationAddressId,
        version: u32,
    ) -> Result<Vec<Letter>, Error> {
        let found = store::notification_address::find_if_any(tx.db, id)?;
        let Some(address) = found.filter(|one| one.is_open_at(tx.now) && one.version == version)
        else {
            return Ok(Vec::new());
        };
        let State::Waiting { lapses_at } = address.state else {
            return Ok(Vec::new());
        };
        let account = store::smart_account::find(tx.db, &address.account)?;
        if !domains(tx.db, &account.id)?.hold(&address.email) {
            return Ok(Vec::new());
        }
        let by = store::person::find(tx.db, &address.added_by)?.profile;
        let link = Link::NotificationAddress {
            address: address.id.clone(),
            version,
        };
        let token = promise_link(tx, &link, lapses_at.plus(KEPT_FOR))?;
        let reader = Reader::stranger(address.email.clone(), by.language, by.time_zone);
        let (t, name) = (&reader.words().plain, account.name.as_str());
        let facts = vec![
            (
                fl!(t, "account-domain-identifier"),
                account.domain.shown().to_string(),
            ),
            (fl!(t, "profile-email"), address.email.to_string()),
            (
                fl!(t, "notification-address-open-until"),
                reader.date(lapses_at),
            ),
        ];
        let to = format!("/notification-address/confirmation?token={token}");
        let blocks = vec![
            Block::Paragraph(fl!(
                t,
                "mail-notification-address",
                by = by.full_name.as_str(),
                organisation = by.organisation.as_str(),
                account = name
            )),
            Block::Facts(facts),
            Block::Action(fl!(t, "mail-notification-address-action"), self.url(&to)),
            Block::Paragraph(fl!(t, "mail-notification-address-not-you")),
        ];
        let subject = fl!(t, "mail-notification-address-subject", account = name);
        let kind = LetterKind::NotificationAddress;
        Ok(Self::plain_letter(reader, kind, subject, blocks))
    }

    /// A copy to each confirmed address of an active account that lies inside its domain as that is now. It says what the
    /// deciders' letter says, and its link leads nowhere without a log-in.
    pub(super) fn copies(
        &self,
        tx: &mut Tx,
        about: &About,
        told: Told,
    ) -> Result<Vec<Letter>, Error> {
        let active = |account: &&domain::smart_account::SmartAccount| account.is_open();
        let Some(account) = about.account.as_ref().filter(active) else {
            return Ok(Vec::new());
        };
        let domains = domains(tx.db, &account.id)?;
        let mut addresses = store::notification_address::all(tx.db, &account.id)?;
        addresses.retain(|address| address.is_told(&domains));
        let adders: Vec<String> = addresses
            .iter()
            .map(|one| one.added_by.to_string())
            .collect();
        let zones: HashMap<String, String> = store::person::find_all(tx.db, &adders)?
            .into_iter()
            .map(|person| (person.id.to_string(), person.profile.time_zone))
            .collect();
        let readers = addresses.into_iter().map(|address| {
            let zone = zones.get(address.added_by.as_str()).cloned();
            let zone = zone.unwrap_or_else(|| "UTC".into());
            Reader::stranger(address.email, address.language, zone)
        });
        Ok(readers
            .map(|reader| self.copy(about, &account.name, account.domain.as_str(), reader, told))
            .collect())
    }

    fn copy(
        &self,
        about: &About,
        account: &str,
        identifier: &str,
        reader: Reader,
        told: Told,
    ) -> Letter {
        let t = &reader.words().plain;
        let name = about.applicant.profile.full_name.as_str();
        let (subject, lead) = match told {
            Told::Sent => (
                fl!(t, "mail-request-subject", name = name, account = account),
                fl!(t, "mail-copy-lead", name = name, account = account),
            ),
            Told::Unanswered => (
                fl!(
                    t,
                    "mail-copy-unanswered-subject",
                    name = name,
                    account = account
                ),
                fl!(
                    t,
                    "mail-copy-unanswered-lead",
                    name = name,
                    account = account,
                    date = reader.date(about.request.sent_at)
                ),
            ),
        };
        let address = format!("/accounts/{identifier}/requests/{}", about.request.id);
        let mut blocks = vec![Block::Paragraph(lead)];
        blocks.extend(Self::who_asks(about, &reader));
        blocks.push(Block::Action(
            fl!(t, "mail-copy-action"),
            self.url(&address),
        ));
        let email = reader.address.to_string();
        blocks.push(Block::Paragraph(fl!(
            t,
            "mail-copy-why",
            email = email,
            account = account
        )));
        Self::letter(about, reader, LetterKind::RequestCopy, subject, blocks)
    }
}
