//! How events make a creation.

use crate::Moment;
use crate::account_creation::creation::{
    Clearance, Creation, CreationAuthority, CreationStatus, Objection,
};
use crate::account_creation::fact::CreationFact;
use crate::email::EmailAddress;

impl Creation {
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
                self.authority = CreationAuthority::Refused {
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
                self.authority = CreationAuthority::Given {
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
                self.status = CreationStatus::Active { at: *at };
            }
            CreationFact::Declined { by, at, words } => {
                self.status = CreationStatus::Declined {
                    by: by.clone(),
                    at: *at,
                    words: words.clone(),
                }
            }
            CreationFact::Withdrawn { at } => self.status = CreationStatus::Withdrawn { at: *at },
            CreationFact::LapseAnnounced { number, at } => {
                self.progress.warnings = *number;
                self.progress.warned_at = Some(*at);
            }
            CreationFact::Lapsed { at } => self.status = CreationStatus::Lapsed { at: *at },
            CreationFact::Closed { at } => self.status = CreationStatus::Closed { at: *at },
            CreationFact::Revived { at, deadline, .. } => self.begins_anew(*at, *deadline),
            CreationFact::Extended { after, .. } => self.counts_to(*after),
        }
        self.version += 1;
    }

    fn asks(&mut self, email: &EmailAddress, at: Moment) {
        self.authority = CreationAuthority::Asked {
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
        self.status = CreationStatus::Pending;
        self.counts_to(deadline);
        if let CreationAuthority::Asked { email, .. } = self.authority.clone() {
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
}
