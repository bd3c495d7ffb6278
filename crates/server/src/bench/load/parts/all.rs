//! One part after the other.

use crate::bench::load::parts;
use crate::bench::load::plan::Part;
use crate::bench::load::sitting::Sitting;
use crate::storage::Error;

/// Measures some parts.
pub(in crate::bench::load) async fn measure(
    sitting: &mut Sitting<'_>,
    wanted: &[Part],
) -> Result<(), Error> {
    for part in Part::ALL {
        if !wanted.contains(&part) {
            continue;
        }
        sitting.part = part;
        match part {
            Part::Pages => parts::pages::measure(sitting).await,
            Part::Submit => parts::writing::measure(sitting, wanted.contains(&Part::Decide)).await,
            // On what was sent a moment ago, where that is measured.
            Part::Decide if wanted.contains(&Part::Submit) => Ok(()),
            Part::Decide => parts::writing::decide_alone(sitting).await,
            Part::LogIn => parts::log_in::measure(sitting).await,
            Part::Idle => parts::idle::measure(sitting).await,
            Part::Disk => parts::disk::measure(sitting).await,
            Part::Memory => parts::memory::measure(sitting).await,
            Part::Import => parts::importing::measure(sitting).await,
            Part::Start => parts::starting::measure(sitting).await,
            Part::Busy => parts::busy::measure(sitting).await,
            Part::Overload => parts::overload::measure(sitting).await,
            Part::Growth => parts::growth::measure(sitting).await,
            Part::Size => parts::size::measure(sitting),
        }?;
    }
    Ok(())
}
