//! What a line of members means: who is to be in a group.

use crate::Refusal;
use crate::rules::newcomer::{Name, NewcomerFault};
use crate::upload::line::LineFault;
use crate::upload::reading::short;

/// The columns of the file.
pub const COLUMNS: [&str; 1] = ["user"];

/// Reads the cells of a line. Errors: everything that is wrong.
pub fn read(cells: &[String]) -> Result<Name, Vec<LineFault>> {
    match cells.first().map_or("", String::as_str) {
        "" => Err(vec![LineFault::UserMissing]),
        text => Name::parse(text).ok_or_else(|| vec![LineFault::NotAName { text: short(text) }]),
    }
}

/// Why somebody cannot be put into the group, as it stands beside the line.
pub fn fault(name: &Name, fault: &NewcomerFault) -> LineFault {
    match fault {
        NewcomerFault::Nobody => LineFault::Nobody { user: name.key() },
        NewcomerFault::Deactivated => LineFault::Deactivated,
        NewcomerFault::Refused(Refusal::OwnMembership) => LineFault::Oneself,
        NewcomerFault::Refused(refusal) => LineFault::Refused {
            code: refusal.code().to_owned(),
        },
    }
}
