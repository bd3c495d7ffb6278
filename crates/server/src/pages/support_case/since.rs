//! What others did to a case since its page was opened, in words.

use crate::language::Words;
use crate::use_cases::support_case::Happened;
use domain::support_case::{CaseFact, SupportCase};
use domain::{Event, MessageId, Moment};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// Each in words, with when it was.
pub(super) fn lines(
    words: &Words,
    case: &SupportCase,
    since: &[Happened],
) -> Vec<(String, Moment)> {
    let line = |one: &Happened| Some((line(words, case, one)?, one.at));
    since.iter().filter_map(line).collect()
}

/// The messages that came since.
pub(super) fn messages(since: &[Happened]) -> BTreeSet<MessageId> {
    let message = |one: &Happened| match &one.event {
        Event::SupportCase(fact) => fact.message().map(|message| message.id.clone()),
        _ => None,
    };
    since.iter().filter_map(message).collect()
}

/// One in words; nothing of what is told by others.
fn line(words: &Words, case: &SupportCase, happened: &Happened) -> Option<String> {
    let (t, plain) = (&words.text, &words.plain);
    let Event::SupportCase(fact) = &happened.event else {
        return None;
    };
    let name = match (&happened.by, case.opened_by.visitor()) {
        (Some(by), _) => by.profile.full_name.clone(),
        (None, Some(visitor)) => visitor.name.clone(),
        (None, None) => fl!(plain, "support-case-opener"),
    };
    let name = name.as_str();
    Some(match fact {
        CaseFact::Opened { .. } | CaseFact::Answered { .. } => {
            fl!(plain, "support-case-since-said", name = name)
        }
        CaseFact::Solved { .. } => fl!(plain, "support-case-since-solved", name = name),
        CaseFact::Closed { .. } => fl!(plain, "support-case-since-closed", name = name),
        CaseFact::ClosedByItself { .. } => fl!(t, "support-case-since-closed-by-itself"),
        CaseFact::Reopened { .. } => fl!(plain, "support-case-since-reopened", name = name),
        CaseFact::Noted { .. } => fl!(plain, "support-case-since-noted", name = name),
        CaseFact::Acted { .. } => fl!(plain, "support-case-since-acted", name = name),
        CaseFact::Prioritised { after, .. } => {
            let priority = words.priority(*after);
            fl!(
                plain,
                "support-case-since-prioritised",
                name = name,
                priority = priority
            )
        }
        CaseFact::Assigned { by, after, .. } => match after {
            None => fl!(plain, "support-case-since-given-back", name = name),
            Some(after) if after == by => fl!(plain, "support-case-since-taken", name = name),
            Some(_) => fl!(plain, "support-case-since-handed", name = name),
        },
        CaseFact::Removed { .. } | CaseFact::Attached { .. } => return None,
    })
}
