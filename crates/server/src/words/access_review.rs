//! What an answer of a review is called.

use crate::language::Words;
use domain::access_review::Outcome;
use i18n_embed_fl::fl;

/// What became of a line.
pub fn outcome(words: &Words, outcome: Outcome) -> String {
    let t = &words.text;
    match outcome {
        Outcome::Kept => fl!(t, "review-kept"),
        Outcome::Changed => fl!(t, "review-changed"),
        Outcome::Ended => fl!(t, "review-ended"),
        Outcome::Gone => fl!(t, "review-gone"),
        Outcome::Superseded => fl!(t, "review-superseded"),
    }
}
