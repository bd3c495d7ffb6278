//! Letters about invitations: to the invited, and to whoever invited them.

use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::session::{Link, promise_link};
use crate::words::invitation::offer_words;
use domain::InvitationId;
use domain::invitation::{Invitation, Offer};
use domain::notification_preference::LetterKind;
use domain::virtual_account::VirtualAccount;
use i18n_embed_fl::fl;

/// What became of an invitation.
#[derive(Clone, Copy)]
pub(super) enum Came<'a> {
    Accepted,
    Declined,
    Lapsed,
    /// All that it offered was deleted: this Virtual Account.
    LeftEmpty(&'a str),
}

/// What is offered, a line each.
fn offers(reader: &Reader, invitation: &Invitation, parts: &[VirtualAccount]) -> String {
    let words = |offer: &Offer| offer_words(reader.words(), &reader.zone(), offer, parts);
    let lines: Vec<String> = invitation.offers.iter().map(words).collect();
    lines.join("; ")
}

impl PostOffice {
    /// The invitation with its link. Nothing where it is over, or where a newer letter is on its way.
    pub(super) fn invitation_sent(
        &self,
        tx: &mut Tx,
        id: &InvitationId,
        version: u32,
    ) -> Result<Vec<Letter>, Error> {
        let found = store::invitation::find_if_any(tx.db, id)?;
        let Some(invitation) = found.filter(|i| i.is_open_at(tx.now) && i.version == version)
        else {
            return Ok(Vec::new());
        };
        let account = store::smart_account::find(tx.db, &invitation.account)?;
        let parts = store::virtual_account::virtual_accounts(tx.db, &account.id)?;
        let giver = match invitation.offers.last() {
            Some(offer) => store::person::find(tx.db, &offer.by)?.profile,
            None => return Ok(Vec::new()),
        };
        let link = Link::Invitation {
            invitation: invitation.id.clone(),
            version,
        };
        let token = promise_link(tx, &link, invitation.lapses_at)?;
        let (email, zone) = (invitation.email.clone(), giver.time_zone.clone());
        let reader = Reader::stranger(email, invitation.language, zone);
        let t = &reader.words().plain;
        let (name, account_name) = (giver.full_name.as_str(), account.name.as_str());
        let address = self.url(&format!("/invitation?token={token}"));
        let facts = vec![
            (
                fl!(t, "account-domain-identifier"),
                account.domain.shown().to_string(),
            ),
            (fl!(t, "column-role"), offers(&reader, &invitation, &parts)),
            (
                fl!(t, "invitation-open-until"),
                reader.date(invitation.lapses_at),
            ),
        ];
        let organisation = giver.organisation.as_str();
        let blocks = vec![
            Block::Paragraph(fl!(
                t,
                "mail-invitation",
                by = name,
                organisation = organisation,
                account = account_name
            )),
            Block::Facts(facts),
            Block::Action(fl!(t, "mail-invitation-action"), address),
            Block::Paragraph(fl!(t, "mail-invitation-not-you")),
        ];
        let subject = fl!(t, "invitation-title", account = account_name);
        let kind = LetterKind::InvitationSent;
        Ok(Self::plain_letter(reader, kind, subject, blocks))
    }

    /// To each of those who invited one by one.
    pub(super) fn invitation_ended(
        &self,
        tx: &mut Tx,
        id: &InvitationId,
        came: Came<'_>,
    ) -> Result<Vec<Letter>, Error> {
        let Some(invitation) = store::invitation::find_if_any(tx.db, id)? else {
            return Ok(Vec::new());
        };
        let account = store::smart_account::find(tx.db, &invitation.account)?;
        let parts = store::virtual_account::virtual_accounts_named(tx.db, &account.id)?;
        let givers: Vec<String> = invitation.givers().into_iter().map(Into::into).collect();
        let gone = store::person::deactivated(tx.db, &givers)?;
        let givers = store::person::find_all(tx.db, &givers)?;
        let letters = givers
            .iter()
            .filter(|giver| !gone.contains(giver.id.as_str()))
            .filter_map(Reader::of)
            .map(|reader| {
                let t = &reader.words().plain;
                let (email, name) = (invitation.email.as_str(), account.name.as_str());
                let (kind, subject, words) = match came {
                    Came::Accepted => (
                        LetterKind::InvitationAccepted,
                        fl!(t, "mail-invitation-accepted-subject", email = email),
                        fl!(t, "mail-invitation-accepted", email = email, account = name),
                    ),
                    Came::Declined => (
                        LetterKind::InvitationDeclined,
                        fl!(t, "mail-invitation-declined-subject", email = email),
                        fl!(t, "mail-invitation-declined", email = email, account = name),
                    ),
                    Came::Lapsed => (
                        LetterKind::InvitationLapsed,
                        fl!(t, "mail-invitation-lapsed-subject", email = email),
                        fl!(t, "mail-invitation-lapsed", email = email, account = name),
                    ),
                    Came::LeftEmpty(part) => (
                        LetterKind::InvitationLapsed,
                        fl!(t, "mail-invitation-left-empty-subject", email = email),
                        fl!(
                            t,
                            "mail-invitation-left-empty",
                            email = email,
                            account = name,
                            name = part
                        ),
                    ),
                };
                let offered = offers(&reader, &invitation, &parts);
                let to = self.url(&format!("/accounts/{}/users", account.domain));
                let blocks = vec![
                    Block::Paragraph(words),
                    Block::Facts(vec![(fl!(t, "column-role"), offered)]),
                    Block::Action(fl!(t, "desk-users"), to),
                ];
                Self::plain_letter(reader, kind, subject, blocks)
            });
        Ok(letters.flatten().collect())
    }
}
