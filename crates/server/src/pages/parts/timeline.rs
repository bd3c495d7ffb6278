//! A line of a timeline.

use crate::language::Words;
use domain::Moment;
use domain::actor::RuleUse;
use i18n_embed_fl::fl;

/// "By the rule Partners, version 2."
pub(crate) fn rule_words(words: &Words, rule: &RuleUse) -> String {
    fl!(
        words.plain,
        "rule-decided",
        name = rule.name.as_str(),
        version = rule.version
    )
}

/// One entry of the timeline.
pub struct Entry {
    pub words: String,
    pub at: Option<Moment>,
    /// `next` for what is still to come, `good` or `bad` for how it ended.
    pub class: &'static str,
    pub quote: Option<String>,
}
