//! Whether anything can be written.

use crate::storage::{Error, Tx};
use diesel::prelude::*;

/// More than a page or two that may still be free on a full disk, and more than any form writes.
const BALLAST: usize = 64 * 1024;

/// Writes more than may still be free on a full disk, and takes it away again. Errors: nothing can be written.
pub(crate) fn try_to_write(tx: &mut Tx) -> Result<(), Error> {
    use crate::storage::schema::signs_of_life::dsl::{ballast, noted_at, signs_of_life};
    for weight in ["x".repeat(BALLAST), String::new()] {
        diesel::update(signs_of_life)
            .set((noted_at.eq(tx.now.0), ballast.eq(weight)))
            .execute(tx.db)?;
    }
    Ok(())
}
