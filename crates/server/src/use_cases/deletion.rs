//! What goes bit by bit: Virtual Accounts and groups on which much hangs.

use crate::storage::{AnyConnection, Author, Error, Tx};
use crate::store::deletion::Deletion;
use crate::{store, use_cases};
use domain::{Actor, GroupId, VirtualAccountId};

/// What goes.
enum Going {
    VirtualAccount(VirtualAccountId),
    Group(GroupId),
}

impl Going {
    /// Errors: an id of neither.
    fn of(deletion: &Deletion) -> Result<Self, Error> {
        let id = &deletion.id;
        if let Ok(part) = id.parse() {
            return Ok(Self::VirtualAccount(part));
        }
        let group = id.parse().map(Self::Group);
        group.map_err(|_| Error::corrupt("deletion", id, "id"))
    }
}

/// Takes the next bit, in the name of whoever began it: they, and nobody since, decided it.
pub fn step(tx: &mut Tx, id: &str) -> Result<(), Error> {
    let Some(deletion) = store::deletion::find(tx.db, id)? else {
        return Ok(());
    };
    let by = deletion.began_by.clone();
    tx.author = Author {
        actor: by.map_or(Actor::System, Actor::Person),
        ..Author::system()
    };
    match Going::of(&deletion)? {
        Going::VirtualAccount(part) => {
            use_cases::virtual_account::delete_further(tx, &deletion, &part)
        }
        Going::Group(group) => use_cases::group::delete_further(tx, &group),
    }
}

/// How far a deletion is.
pub struct HowFar {
    pub done: i64,
    pub total: i64,
}

/// How far the deletion of a Virtual Account or group is; none where nothing is left of it, or where it never began.
pub fn how_far(db: &mut AnyConnection, id: &str) -> Result<Option<HowFar>, Error> {
    let Some(deletion) = store::deletion::find(db, id)? else {
        return Ok(None);
    };
    let left = match Going::of(&deletion)? {
        Going::VirtualAccount(part) => {
            use_cases::virtual_account::left_of(db, &deletion.account, &part)?
        }
        Going::Group(group) => use_cases::group::left_of(db, &deletion.account, &group)?,
    };
    // What was on its way when it began may have come to it since.
    let total = deletion.total.max(left);
    Ok(Some(HowFar {
        done: total - left,
        total,
    }))
}
