//! What may still be sent and asked today: letters to one address, letters of whoever invites and of the account, and names of
//! people whom the account does not know.

use crate::event_log::Answer;
use crate::storage::{Error, Tx};
use crate::store;
use domain::moment::days;
use domain::rules::invitation::a_day;
use domain::session::Throttle;
use domain::{Event, Moment, PersonId, Refusal, SmartAccountId, UploadId};
use std::collections::HashMap;

/// The budgets that somebody draws on who names people for an account. Nothing is counted before it is said to be.
pub struct Budget {
    account: SmartAccountId,
    letters: Purse,
    names: Purse,
    /// Whether there may be another letter, for each address asked about so far.
    addresses: HashMap<String, Result<(), Refusal>>,
}

/// Several counts, of which the fullest counts.
struct Purse {
    keys: Vec<String>,
    throttle: Throttle,
    left: u32,
    from: Moment,
    spent: u32,
}

impl Purse {
    fn open(tx: &mut Tx, keys: Vec<String>, most: u32) -> Result<Self, Error> {
        let throttle = Throttle {
            most,
            window: days(1),
        };
        let (mut left, mut from) = (most, tx.now);
        for key in &keys {
            let (of_it, until) = store::session::left(tx, key, throttle)?;
            if of_it <= left {
                (left, from) = (of_it, from.max(until));
            }
        }
        Ok(Self {
            keys,
            throttle,
            left,
            from,
            spent: 0,
        })
    }

    fn take(&mut self) -> Result<(), Moment> {
        if self.left == 0 {
            return Err(self.from);
        }
        self.left -= 1;
        self.spent += 1;
        Ok(())
    }

    fn close(&self, tx: &mut Tx) -> Result<(), Error> {
        for key in &self.keys {
            store::session::count_all(tx, key, self.throttle, self.spent)?;
        }
        Ok(())
    }
}

impl Budget {
    /// In: the upload whose lines are only checked so far; what its lines before would take is not there for those that follow.
    pub fn open(
        tx: &mut Tx,
        account: &SmartAccountId,
        by: &PersonId,
        checked: Option<&UploadId>,
    ) -> Result<Self, Error> {
        let (created_at, lifted) = store::smart_account::invitation_budget(tx.db, account)?;
        let (new, most) = (
            tx.rules.limits.invitations_of_new_accounts,
            tx.rules.limits.invitations,
        );
        let letters = a_day(tx.now.since(created_at), lifted, new, most);
        let names = tx.rules.limits.strangers.max(letters);
        let mut keys = vec![
            format!("invitations:by:{by}"),
            format!("invitations:of:{account}"),
        ];
        keys.extend(checked.map(of_checked));
        Ok(Self {
            account: account.clone(),
            letters: Purse::open(tx, keys, letters)?,
            names: Purse::open(tx, vec![format!("strangers:{by}")], names)?,
            addresses: HashMap::new(),
        })
    }

    /// Somebody is named whom the account does not know.
    pub fn name(&mut self) -> Result<(), Refusal> {
        let taken = self.names.take();
        taken.map_err(|from| Refusal::TooManyStrangers { from })
    }

    /// Whether what invites an address may be carried out: another letter may go there, or none has to.
    pub fn letter(&mut self, tx: &mut Tx, address: &str, events: &[Event]) -> Answer<()> {
        if let Some(may) = self.addresses.get(address) {
            return Ok(may.clone());
        }
        let is_letter =
            |event: &Event| matches!(event, Event::Invitation(fact) if fact.sends_a_letter());
        if !events.iter().any(is_letter) {
            return Ok(Ok(()));
        }
        let throttle = tx.rules.limits.invitation_letters();
        let key = letters_to(&self.account, address);
        let may = match store::session::left(tx, &key, throttle)? {
            (0, from) => Err(Refusal::LettersTooSoon { from }),
            _ => self
                .letters
                .take()
                .map_err(|from| Refusal::InvitationsUsedUp { from }),
        };
        self.addresses.insert(address.to_owned(), may.clone());
        Ok(may)
    }

    /// Counts the people named whom the account does not know.
    pub fn count_names(&self, tx: &mut Tx) -> Result<(), Error> {
        self.names.close(tx)
    }

    /// Counts the letters that are sent.
    pub fn count_letters(&self, tx: &mut Tx) -> Result<(), Error> {
        self.letters.close(tx)?;
        let throttle = tx.rules.limits.invitation_letters();
        let written = self.addresses.iter().filter(|(_, may)| may.is_ok());
        for (address, _) in written {
            store::session::count_all(tx, &letters_to(&self.account, address), throttle, 1)?;
        }
        Ok(())
    }

    /// Counts the letters that lines of an upload would send, which are only checked so far.
    pub fn count_checked(&self, tx: &mut Tx, upload: &UploadId) -> Result<(), Error> {
        let key = of_checked(upload);
        store::session::count_all(tx, &key, self.letters.throttle, self.letters.spent)
    }
}

fn of_checked(upload: &UploadId) -> String {
    format!("invitations:checked:{upload}")
}

/// What letters are counted under.
pub(crate) fn letters_to(account: &SmartAccountId, address: &str) -> String {
    format!("invitation:{account}:{}", crate::clock::hash_of(address))
}
