//! Creating an account: who asks for it, who has to agree, and when it becomes active, lapses or is revived.
//!
//! A creation is what its events say: [`Creation::apply`] folds one into the state. Two things are needed before the account is
//! active, in any order: **authority**, the creator's own or a nominee's, and **clearance**, which an operator gives where the
//! identifier is not the domain of the creator's own verified address. Until both are there nobody holds anything.

mod ask;
mod fact;
mod settle;
mod wait;

pub use ask::{Creator, Found, OwnDomain, Way, ask, default_identifier, is_proven};
pub use fact::{CreationEvent, CreationFact};
pub use settle::{
    Fresh, Nominee, approve, authorise, close, decline, decline_nomination, name_nominee, object,
    settle_objection, withdraw,
};
pub use wait::{Step, Timetable, extend, next_step, pass_time, revivable_until, revive};

use crate::person::EmailAddress;
use crate::smart_account::{AccountKind, Visibility, keyed};
use crate::text::Reason;
use crate::{CreationId, DomainIdentifier, Event, Moment, PersonId, Refusal, SmartAccountId};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creation {
    pub id: CreationId,
    pub creator: PersonId,
    pub plan: Plan,
    /// Why another identifier than the creator's own domain.
    pub reason: Option<Reason>,
    pub authority: Authority,
    pub clearance: Clearance,
    /// The account, from when the identifier is its: at once, or once an operator has cleared it.
    pub account: Option<SmartAccountId>,
    pub asked_at: Moment,
    /// Counts the changes made; a change names the version it was made against.
    pub version: u32,
    pub status: Status,
    pub progress: Progress,
}

/// What the account is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub domain: DomainIdentifier,
    pub name: String,
    pub kind: AccountKind,
    pub visibility: Visibility,
    /// Names of Virtual Accounts; the first becomes the default.
    pub virtual_accounts: Vec<String>,
}

/// Who vouches that the account may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "authority")]
pub enum Authority {
    /// The creator says that they may.
    Claimed,
    /// Somebody named by the creator is asked.
    Asked { email: EmailAddress, at: Moment },
    Refused {
        email: EmailAddress,
        by: PersonId,
        at: Moment,
        words: String,
    },
    Given {
        by: PersonId,
        at: Moment,
        /// Whether the creator becomes an administrator as well.
        with_creator: bool,
    },
}

/// Whether an operator has to agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "clearance")]
pub enum Clearance {
    NotNeeded,
    Wanted,
    Given { by: PersonId, at: Moment },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "status")]
pub enum Status {
    Pending,
    Active {
        at: Moment,
    },
    Declined {
        by: PersonId,
        at: Moment,
        words: String,
    },
    Withdrawn {
        at: Moment,
    },
    /// Not everybody agreed in time. Can be revived for a year.
    Lapsed {
        at: Moment,
    },
    /// Lapsed for so long that it can no longer be revived.
    Closed {
        at: Moment,
    },
}

keyed! {
    /// How a creation stands or ended, without the details.
    Outcome {
        Pending = "pending", Active = "active", Declined = "declined", Withdrawn = "withdrawn", Lapsed = "lapsed", Closed = "closed",
    }
}

/// What has happened on the way so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// When it lapses unless everybody agrees.
    pub deadline: Moment,
    /// The number of the last reminder to the nominee.
    pub reminders: u32,
    /// The number of the last warning that it lapses, and when it was given.
    pub warnings: u32,
    pub warned_at: Option<Moment>,
    /// The account above this one whose administrators were told, and what one of them said against it.
    pub parent: Option<SmartAccountId>,
    pub objection: Option<Objection>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    pub by: PersonId,
    pub at: Moment,
    pub words: String,
    /// When an operator had looked at it.
    pub settled: Option<Moment>,
}

impl Creation {
    pub fn outcome(&self) -> Outcome {
        match self.status {
            Status::Pending => Outcome::Pending,
            Status::Active { .. } => Outcome::Active,
            Status::Declined { .. } => Outcome::Declined,
            Status::Withdrawn { .. } => Outcome::Withdrawn,
            Status::Lapsed { .. } => Outcome::Lapsed,
            Status::Closed { .. } => Outcome::Closed,
        }
    }

    pub fn is_pending(&self) -> bool {
        matches!(self.status, Status::Pending)
    }

    pub fn is_cleared(&self) -> bool {
        !matches!(self.clearance, Clearance::Wanted)
    }

    pub fn is_authorised(&self) -> bool {
        matches!(self.authority, Authority::Claimed | Authority::Given { .. })
    }

    /// Whether an operator has something to decide here.
    pub fn needs_operator(&self) -> bool {
        let objected = self
            .progress
            .objection
            .as_ref()
            .is_some_and(|objection| objection.settled.is_none());
        match self.status {
            Status::Pending => !self.is_cleared() || objected,
            Status::Active { .. } => objected,
            _ => false,
        }
    }

    /// The address that is asked to authorise, as long as it is.
    pub fn nominee(&self) -> Option<&EmailAddress> {
        match &self.authority {
            Authority::Asked { email, .. } if self.is_pending() => Some(email),
            _ => None,
        }
    }

    /// Takes in one fact.
    pub fn apply(&mut self, fact: &CreationFact) {
        match fact {
            CreationFact::Asked(_) => return,
            CreationFact::ParentTold { parent, .. } => self.progress.parent = Some(parent.clone()),
            CreationFact::NomineeNamed { after, at, .. } => self.asks(after, *at),
            CreationFact::NomineeReminded { number, .. } => self.progress.reminders = *number,
            CreationFact::NomineeDeclined {
                email,
                by,
                words,
                at,
            } => {
                self.authority = Authority::Refused {
                    email: email.clone(),
                    by: by.clone(),
                    at: *at,
                    words: words.clone(),
                }
            }
            CreationFact::Authorised {
                by,
                at,
                with_creator,
            } => {
                self.authority = Authority::Given {
                    by: by.clone(),
                    at: *at,
                    with_creator: *with_creator,
                }
            }
            CreationFact::Objected { by, words, at, .. } => {
                self.progress.objection = Some(Objection {
                    by: by.clone(),
                    at: *at,
                    words: words.clone(),
                    settled: None,
                });
                if self.is_pending() {
                    self.clearance = Clearance::Wanted;
                }
            }
            CreationFact::ObjectionSettled { at, .. } => self.settle_objection(*at),
            CreationFact::Approved { by, at, account } => {
                self.clearance = Clearance::Given {
                    by: by.clone(),
                    at: *at,
                };
                self.account = Some(account.clone());
                self.settle_objection(*at);
            }
            CreationFact::Activated { at, account } => {
                self.account = Some(account.clone());
                self.status = Status::Active { at: *at };
            }
            CreationFact::Declined { by, at, words } => {
                self.status = Status::Declined {
                    by: by.clone(),
                    at: *at,
                    words: words.clone(),
                }
            }
            CreationFact::Withdrawn { at } => self.status = Status::Withdrawn { at: *at },
            CreationFact::LapseAnnounced { number, at } => {
                self.progress.warnings = *number;
                self.progress.warned_at = Some(*at);
            }
            CreationFact::Lapsed { at } => self.status = Status::Lapsed { at: *at },
            CreationFact::Closed { at } => self.status = Status::Closed { at: *at },
            CreationFact::Revived { at, deadline, .. } => self.begins_anew(*at, *deadline),
            CreationFact::Extended { after, .. } => self.counts_to(*after),
        }
        self.version += 1;
    }

    fn asks(&mut self, email: &EmailAddress, at: Moment) {
        self.authority = Authority::Asked {
            email: email.clone(),
            at,
        };
        self.progress.reminders = 0;
    }

    fn settle_objection(&mut self, at: Moment) {
        if let Some(objection) = &mut self.progress.objection {
            objection.settled.get_or_insert(at);
        }
    }

    fn counts_to(&mut self, deadline: Moment) {
        self.progress.deadline = deadline;
        self.progress.warnings = 0;
        self.progress.warned_at = None;
    }

    fn begins_anew(&mut self, at: Moment, deadline: Moment) {
        self.status = Status::Pending;
        self.counts_to(deadline);
        if let Authority::Asked { email, .. } = self.authority.clone() {
            self.asks(&email, at);
        }
    }

    /// The state the facts lead to; none unless they begin with the asking.
    pub fn replay<'a>(facts: impl IntoIterator<Item = &'a CreationFact>) -> Option<Creation> {
        let mut facts = facts.into_iter();
        let Some(CreationFact::Asked(first)) = facts.next() else {
            return None;
        };
        let mut creation = (**first).clone();
        facts.for_each(|fact| creation.apply(fact));
        Some(creation)
    }

    fn says(&self, fact: CreationFact) -> Event {
        Event::AccountCreation(CreationEvent {
            creation: self.id.clone(),
            creator: self.creator.clone(),
            account: self.account.clone(),
            parent: self.progress.parent.clone(),
            fact,
        })
    }

    fn must_be_pending(&self) -> Result<(), Refusal> {
        if self.is_pending() {
            Ok(())
        } else {
            Err(Refusal::CreationSettled)
        }
    }

    fn must_be_seen(&self, seen_version: u32) -> Result<(), Refusal> {
        if self.version == seen_version {
            Ok(())
        } else {
            Err(Refusal::StalePage)
        }
    }
}
