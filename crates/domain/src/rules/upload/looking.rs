//! Who may see an upload and have it applied, and who is written to about it.

use crate::membership::Reach;
use crate::upload::line::FileFault;
use crate::upload::{Counts, State, WAITED_FOR};
use crate::{PersonId, Refusal, Scope};
use std::time::Duration;

/// Whether somebody is written to about an upload in this state: where it took longer than anybody waits, or not all went well.
/// In: how long the check or the application took; how many lines came to what.
pub fn is_worth_a_letter(state: State, took: Duration, counts: &Counts) -> bool {
    match state {
        State::Checked => took > WAITED_FOR,
        State::Applied => took > WAITED_FOR || counts.faulty > 0,
        State::Stopped | State::Broken => true,
        State::Arriving | State::Checking | State::Applying | State::Discarded => false,
    }
}

/// Whether somebody may have files of users applied. In: how far they manage members; whether the account is active.
pub fn may_bring_users(manages: &Reach, is_open: bool) -> Result<(), Refusal> {
    if manages.is_nothing() {
        Err(Refusal::BeyondOwnRights)
    } else if is_open {
        Ok(())
    } else {
        Err(Refusal::AccountNotOpen)
    }
}

/// Why nothing more is done with a file. In: why whoever has it applied may not.
pub fn standstill(refusal: &Refusal) -> FileFault {
    match refusal {
        Refusal::AccountNotOpen => FileFault::AccountNotOpen,
        _ => FileFault::RightLost,
    }
}

/// Somebody who looks at uploads, and how far their rights in the account reach.
#[derive(Debug, Clone)]
pub struct Looker {
    pub person: PersonId,
    /// [`crate::Right::MemberManage`].
    pub users: Reach,
    /// [`crate::Right::GroupManage`].
    pub groups: Reach,
}

impl Looker {
    /// Whether every upload to the account is theirs to see.
    pub fn sees_all(&self) -> bool {
        self.users == Reach::Account && self.groups == Reach::Account
    }

    /// Whether an upload is theirs to see, and to have applied or discarded as far as their rights go: those of one's own, those
    /// to a group one manages, and all of them for whoever manages the whole account.
    ///
    /// In: `of_group`, where it names the members of one; `scope`, of that group if it is still there.
    pub fn may_see(&self, by: &PersonId, of_group: bool, scope: Option<&Scope>) -> bool {
        let reach = if of_group { &self.groups } else { &self.users };
        let is_own = *by == self.person && !reach.is_nothing();
        is_own || *reach == Reach::Account || scope.is_some_and(|scope| reach.covers(scope))
    }
}
