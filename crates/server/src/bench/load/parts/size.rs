//! The program itself.

use crate::bench::load::report::{Figure, MB};
use crate::bench::load::sitting::Sitting;
use crate::storage::Error;

pub(super) fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let bytes = sitting.program.size()?;
    sitting.note(Figure::plain("the program", MB, bytes as f64 / 1e6));
    Ok(())
}
