//! People named for a group by user ID or address, few on a page or many in a file.

use crate::invitation::Invitation;
use crate::person::Language;
use crate::rules::group::{GroupEntry, add_members};
use crate::rules::invitation::Invited;
use crate::rules::newcomer::name::Name;
use crate::rules::newcomer::roll::{Given, NewcomerFault, offered};
use crate::{InvitationId, PersonId, UploadId, rules};
use std::collections::{BTreeSet, HashMap};

/// How those are invited who are named by an address that nobody has whom the account may know of.
#[derive(Debug, Clone)]
pub struct Inviting {
    pub language: Language,
    /// Where it is a line of a file: of which.
    pub upload: Option<UploadId>,
}

/// What is known of those named.
#[derive(Debug, Clone, Default)]
pub struct GroupRoll {
    /// Whom user IDs and addresses belong to, by [`Name::key`]; only those who have something to do with the account.
    pub called: HashMap<String, PersonId>,
    /// Those of them whose sign-in is deactivated.
    pub gone: BTreeSet<PersonId>,
    /// Those of them who are in the group.
    pub within: BTreeSet<PersonId>,
    /// Open invitations to the account, by the key of the address.
    pub invitations: HashMap<String, Invitation>,
}

impl GroupRoll {
    /// Puts one of those named into the group, or invites them, and keeps that in mind.
    pub fn add(
        &mut self,
        name: &Name,
        to: &GroupEntry,
        inviting: &Inviting,
        mut new_id: impl FnMut() -> u128,
    ) -> Result<Given, NewcomerFault> {
        let person = match (self.called.get(&name.key()), name) {
            (Some(person), _) => person,
            (None, Name::UserId(_)) => return Err(NewcomerFault::Nobody),
            (None, Name::Email(email)) => {
                let invited = Invited {
                    email: email.clone(),
                    language: inviting.language,
                    upload: inviting.upload.clone(),
                };
                let open = self.invitations.get(&email.key());
                let fact = rules::invitation::invite_into(to, &invited, open, || {
                    InvitationId::new(new_id())
                });
                let fact = fact.map_err(NewcomerFault::Refused)?;
                return Ok(offered(&mut self.invitations, fact, to.now));
            }
        };
        if self.within.contains(person) {
            return Ok(Given::Already { is_invited: false });
        }
        if self.gone.contains(person) {
            return Err(NewcomerFault::Deactivated);
        }
        let new = BTreeSet::from([person.clone()]);
        let events = add_members(&to.by, &to.group, &to.held, &new, to.is_open, to.now)
            .map_err(NewcomerFault::Refused)?;
        self.within.extend(new);
        Ok(Given::Now(events))
    }
}
