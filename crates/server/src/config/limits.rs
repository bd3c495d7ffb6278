//! How often something may be tried or sent before it is "too often".

use crate::config::fault::ConfigFault;
use domain::moment::{days, hours};
use domain::notification::budget::Budget;
use domain::session::Throttle;
use serde::Deserialize;
use std::time::Duration;

/// Budgets, each a number of times within the window it names. From 1 to `MOST`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Log-ins that fail under one name, in a quarter of an hour.
    pub sign_in_by_name: u32,
    /// Log-ins that fail from one network address, in a quarter of an hour.
    pub sign_in_by_address: u32,
    /// Log-ins that fail in a browser where the same person has logged in before, in a quarter of an hour.
    pub sign_in_by_known_browser: u32,
    /// Letters that sign-up sends to one e-mail address, in an hour; as many again for one name with "forgotten".
    pub mail_by_recipient: u32,
    /// Letters that sign-up sends for one network address, in an hour.
    pub sign_up_by_address: u32,
    /// Names for which "forgotten" is asked from one network address, in an hour.
    pub forgotten_by_address: u32,
    /// Attempts to register or to set a password with one link of a mail, in an hour.
    pub link_attempts: u32,
    /// The same from one network address, where they fail.
    pub link_attempts_by_address: u32,
    /// Identifiers one person may look up, in an hour.
    pub look_ups: u32,
    /// Requests one person may send, in an hour; as many new accounts again.
    pub sends: u32,
    /// Letters to one invited address for one account, in a day.
    pub invitation_letters: u32,
    /// Invitations that an account, and whoever invites for it, may send in a day; new ones fewer.
    pub invitations: u32,
    /// The same in the first week of an account; twice as many with each week that passes, up to the number for all.
    pub invitations_of_new_accounts: u32,
    /// People whom an account does not know that one person may name for it in a day, in forms and files.
    pub strangers: u32,
    /// Letters that one person has sent to addresses of others, in a day: to whoever is to authorise a new account, to an address that
    /// is to become their own.
    pub letters_by_person: u32,
    /// The same to one address, whoever has them sent.
    pub letters_to_address: u32,
    /// Messages that one person writes to support or passes on to others who decide, in an hour.
    pub messages: u32,
    /// Support cases that one person opens, in a day.
    pub cases: u32,
    /// Times that somebody who is not logged in writes to support from one network address, in an hour.
    pub contacts_by_address: u32,
    /// The same from everywhere.
    pub contacts: u32,
    /// Letters by which one address confirms that, in a day.
    pub contact_letters: u32,
    /// Files that one person attaches to messages in support cases, in a day.
    pub attachments: u32,
    /// Copies of what is kept of them that one person takes, in a day.
    pub data_copies: u32,
    /// Letters that go to one person each by itself, in an hour; the rest come as one. What lets people in and security mail is not
    /// counted.
    pub mails_an_hour: u32,
    /// The same in a day; the rest come with the next day's.
    pub mails_a_day: u32,
    /// Letters to one notification address of an account, in a day.
    pub notification_address_letters: u32,
    /// The same to all the notification addresses of one account: each it may have, and as many again for mistakes.
    pub notification_address_letters_of_account: u32,
}

/// More than any installation needs, and far from where counts overflow.
const MOST: u32 = 1_000_000;

const QUARTER_HOUR: Duration = Duration::from_secs(15 * 60);

impl Default for Limits {
    fn default() -> Self {
        Self {
            sign_in_by_name: 10,
            sign_in_by_address: 100,
            sign_in_by_known_browser: 10,
            mail_by_recipient: 5,
            sign_up_by_address: 50,
            forgotten_by_address: 1000,
            link_attempts: 20,
            link_attempts_by_address: 100,
            look_ups: 30,
            sends: 20,
            invitation_letters: 4,
            invitations: 2_000,
            invitations_of_new_accounts: 50,
            strangers: 2_000,
            letters_by_person: 20,
            letters_to_address: 5,
            messages: 60,
            cases: 20,
            contacts_by_address: 20,
            contacts: 500,
            contact_letters: 3,
            attachments: 40,
            data_copies: 5,
            mails_an_hour: 3,
            mails_a_day: 30,
            notification_address_letters: 4,
            notification_address_letters_of_account: 40,
        }
    }
}

impl Limits {
    /// How much mail one person gets.
    pub fn mail_budget(&self) -> Budget {
        Budget {
            an_hour: self.mails_an_hour,
            a_day: self.mails_a_day,
        }
    }

    /// Counted before the password is looked at, and forgiven by a log-in. Whoever changes their own password or address has as
    /// many tries at the present password, counted apart.
    pub fn sign_in_by_name(&self) -> Throttle {
        within(self.sign_in_by_name, QUARTER_HOUR)
    }

    /// Asked before the password is looked at and counted where a log-in fails; neither where the browser is known for that person.
    pub fn sign_in_by_address(&self) -> Throttle {
        within(self.sign_in_by_address, QUARTER_HOUR)
    }

    /// Goes in place of the other two for a person's own browser, under which alone its attempts are counted.
    pub fn sign_in_by_known_browser(&self) -> Throttle {
        within(self.sign_in_by_known_browser, QUARTER_HOUR)
    }

    /// Counted for each form apart. Beyond it nothing is sent and nothing said, since the answer must not tell what is known.
    pub fn mail_by_recipient(&self) -> Throttle {
        within(self.mail_by_recipient, hours(1))
    }

    /// Told to whoever goes beyond it (`TooOften`), unlike `mail_by_recipient`.
    pub fn sign_up_by_address(&self) -> Throttle {
        within(self.sign_up_by_address, hours(1))
    }

    /// As `sign_up_by_address`.
    pub fn forgotten_by_address(&self) -> Throttle {
        within(self.forgotten_by_address, hours(1))
    }

    /// Counted for each attempt, whatever comes of it, and whether or not there is such a link.
    pub fn link_attempts(&self) -> Throttle {
        within(self.link_attempts, hours(1))
    }

    /// Counted for each attempt; one that works is given back.
    pub fn link_attempts_by_address(&self) -> Throttle {
        within(self.link_attempts_by_address, hours(1))
    }

    /// For each person, as a look may tell of an account that is hidden.
    pub fn look_ups(&self) -> Throttle {
        within(self.look_ups, hours(1))
    }

    /// For each person; requests and new accounts are counted apart.
    pub fn sends(&self) -> Throttle {
        within(self.sends, hours(1))
    }

    /// For each address that an account invites. Lines of an upload count when they are applied, not when they are checked.
    pub fn invitation_letters(&self) -> Throttle {
        within(self.invitation_letters, days(1))
    }

    /// Refused as `OwnLettersTooSoon`, before anything is counted for the address.
    pub fn letters_by_person(&self) -> Throttle {
        within(self.letters_by_person, days(1))
    }

    /// Refused as `LettersTooSoon`, whoever had the others sent.
    pub fn letters_to_address(&self) -> Throttle {
        within(self.letters_to_address, days(1))
    }

    /// Refused as `MessagesTooSoon`. What support writes to a requester is not counted.
    pub fn messages(&self) -> Throttle {
        within(self.messages, hours(1))
    }

    /// Refused as `TooOften`; what is said in them counts as messages.
    pub fn cases(&self) -> Throttle {
        within(self.cases, days(1))
    }

    /// Told to whoever goes beyond it (`TooOften`), as `sign_up_by_address`.
    pub fn contacts_by_address(&self) -> Throttle {
        within(self.contacts_by_address, hours(1))
    }

    /// As `contacts_by_address`, and counted after it.
    pub fn contacts(&self) -> Throttle {
        within(self.contacts, hours(1))
    }

    /// Beyond it nothing is sent and nothing said, as with `mail_by_recipient`.
    pub fn contact_letters(&self) -> Throttle {
        within(self.contact_letters, days(1))
    }

    /// Refused as `AttachmentsTooSoon`, whichever side they are on.
    pub fn attachments(&self) -> Throttle {
        within(self.attachments, days(1))
    }

    /// Refused as `TooOften`.
    pub fn data_copies(&self) -> Throttle {
        within(self.data_copies, days(1))
    }

    /// Refused as `LettersTooSoon`.
    pub fn notification_address_letters(&self) -> Throttle {
        within(self.notification_address_letters, days(1))
    }

    /// Refused as `AccountLettersTooSoon`, and counted before those of the one address.
    pub fn notification_address_letters_of_account(&self) -> Throttle {
        within(self.notification_address_letters_of_account, days(1))
    }

    /// Errors: the first that is 0, or more than any installation needs.
    pub(super) fn check(&self) -> Result<(), ConfigFault> {
        let all = [
            ("limits.sign_in_by_name", self.sign_in_by_name),
            ("limits.sign_in_by_address", self.sign_in_by_address),
            (
                "limits.sign_in_by_known_browser",
                self.sign_in_by_known_browser,
            ),
            ("limits.mail_by_recipient", self.mail_by_recipient),
            ("limits.sign_up_by_address", self.sign_up_by_address),
            ("limits.forgotten_by_address", self.forgotten_by_address),
            ("limits.link_attempts", self.link_attempts),
            (
                "limits.link_attempts_by_address",
                self.link_attempts_by_address,
            ),
            ("limits.look_ups", self.look_ups),
            ("limits.sends", self.sends),
            ("limits.invitation_letters", self.invitation_letters),
            ("limits.invitations", self.invitations),
            (
                "limits.invitations_of_new_accounts",
                self.invitations_of_new_accounts,
            ),
            ("limits.strangers", self.strangers),
            ("limits.letters_by_person", self.letters_by_person),
            ("limits.letters_to_address", self.letters_to_address),
            ("limits.messages", self.messages),
            ("limits.cases", self.cases),
            ("limits.contacts_by_address", self.contacts_by_address),
            ("limits.contacts", self.contacts),
            ("limits.contact_letters", self.contact_letters),
            ("limits.attachments", self.attachments),
            ("limits.data_copies", self.data_copies),
            ("limits.mails_an_hour", self.mails_an_hour),
            ("limits.mails_a_day", self.mails_a_day),
            (
                "limits.notification_address_letters",
                self.notification_address_letters,
            ),
            (
                "limits.notification_address_letters_of_account",
                self.notification_address_letters_of_account,
            ),
        ];
        match all.iter().find(|(_, most)| !(1..=MOST).contains(most)) {
            None => Ok(()),
            Some((key, _)) => Err(ConfigFault::Wrong {
                key,
                what: format!("must be from 1 to {MOST}"),
            }),
        }
    }
}

fn within(most: u32, window: Duration) -> Throttle {
    Throttle { most, window }
}
