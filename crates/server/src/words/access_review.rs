//! What an answer of a review is called.

use crate::language::Words;
use domain::access_review::LineOutcome;
use i18n_embed_fl::fl;

/// What became of a line.
pub fn outcome(words: &Words, outcome: LineOutcome) -> String {
    let t = &words.text;
    match outcome {
        LineOutcome::Kept => fl!(t, "review-kept"),
        LineOutcome::Changed => fl!(t, "review-changed"),
        LineOutcome::Ended => fl!(t, "review-ended"),
        LineOutcome::Gone => fl!(t, "review-gone"),
        LineOutcome::Superseded => fl!(t, "review-superseded"),
    }
}
