//! The field of a reason, with its counter.

use crate::web::forms::Counter;
use crate::web::visit::Visit;
use domain::text::REASON;
use i18n_embed_fl::fl;

/// Characters as they are counted: line ends once, white space around left out.
fn reason_length(typed: &str) -> usize {
    typed.replace("\r\n", "\n").trim().chars().count()
}

/// The fewest and the most characters of a reason, and of what is held to the same rules, as the hint of its field says them.
pub(crate) fn reason_span(visit: &Visit) -> (String, String) {
    let said = |n: usize| visit.words.number(n as u64);
    (said(REASON.least), said(REASON.most))
}

/// The count of what may still be typed of a reason, or of an answer held to the same rules.
pub(crate) fn counter(visit: &Visit, typed: &str) -> Counter {
    let plain = &visit.words.plain;
    let remaining =
        i64::try_from(REASON.most).unwrap_or(0) - i64::try_from(reason_length(typed)).unwrap_or(0);
    Counter {
        most: REASON.most,
        start: if remaining >= 0 {
            fl!(plain, "counter-remaining", n = remaining)
        } else {
            fl!(plain, "counter-over", n = remaining.unsigned_abs())
        },
        remaining_one: fl!(plain, "counter-remaining-one"),
        remaining_other: fl!(plain, "counter-remaining-other"),
        over_one: fl!(plain, "counter-over-one"),
        over_other: fl!(plain, "counter-over-other"),
    }
}
