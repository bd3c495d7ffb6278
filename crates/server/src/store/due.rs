//! What is due, by the moment at which it is: the same query finds what is to be done by now and says when something is due next.

use domain::Moment;

/// Each after the moment at which something is due of it.
pub type DueList<Id> = Vec<(Moment, Id)>;

/// After all moments: whoever asks for the first until then learns when something is due next.
pub const EVER: Moment = Moment(i64::MAX);

/// The first of some rows in the order of their moments, until one and at most so many, as a `DueList`. In: rows that an index
/// has in that order; the column of the moment and that of the id.
macro_rules! first_due {
    ($db:expr, $noun:literal, $rows:expr, $at:expr, $id:expr, $until:expr, $most:expr) => {{
        let mut found: Vec<(i64, String)> = $rows
            .filter($at.le($until.0))
            .order($at)
            .limit($most)
            .select(($at, $id))
            .load($db)?;
        // Of the same moment, each engine would have them in an order of its own.
        found.sort_unstable();
        let read = |(at, id): (i64, String)| match id.parse() {
            Ok(id) => Ok((domain::Moment(at), id)),
            Err(_) => Err($crate::storage::Error::corrupt($noun, &id, "id")),
        };
        found.into_iter().map(read).collect()
    }};
}
pub(crate) use first_due;
