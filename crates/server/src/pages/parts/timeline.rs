//! A line of a timeline.

use crate::language::Words;
use crate::web::visit::Visit;
use domain::Moment;
use domain::access_request::RequestFact;
use domain::actor::RuleUse;
use domain::entitlement::{EntitlementEnd, EntitlementFact};
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
pub struct TimelineEntry {
    pub words: String,
    pub at: Option<Moment>,
    /// `next` for what is still to come, `good` or `bad` for how it ended.
    pub class: &'static str,
    pub quote: Option<String>,
}

impl TimelineEntry {
    /// An entry that quotes nobody. In: the moment, where it has come; the class, as the field says.
    pub fn new(words: String, class: &'static str, at: Option<Moment>) -> Self {
        Self {
            words,
            at,
            class,
            quote: None,
        }
    }

    /// The same with what somebody said.
    pub fn quoting(mut self, said: Option<String>) -> Self {
        self.quote = said;
        self
    }
}

/// The class of an entry that tells this of a request: the same for who sent it and for those who decide.
pub(crate) fn class_of(fact: &RequestFact) -> &'static str {
    match fact {
        RequestFact::Approved { .. } | RequestFact::OfferAccepted { .. } => "good",
        RequestFact::Denied { .. }
        | RequestFact::Expired { .. }
        | RequestFact::ApplicantDeactivated { .. }
        | RequestFact::DecisionRefused { .. }
        | RequestFact::ExpiredUnanswered { .. } => "bad",
        _ => "",
    }
}

/// What became of what a request has given; nothing for the giving, which its approval tells.
pub(crate) fn of_entitlement(
    visit: &Visit,
    fact: &EntitlementFact,
    at: Moment,
) -> Option<TimelineEntry> {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let words = match fact {
        EntitlementFact::Granted(_) => return None,
        EntitlementFact::EndAnnounced { .. } => fl!(t, "timeline-entitlement-announced"),
        EntitlementFact::EndMoved { after, .. } => {
            let date = visit.words.last_day(*after, &visit.zone);
            fl!(plain, "timeline-entitlement-moved", date = date)
        }
        EntitlementFact::Ended { why, .. } => match why {
            EntitlementEnd::GivenBack => fl!(t, "timeline-entitlement-given-back"),
            EntitlementEnd::Lapsed => fl!(t, "timeline-entitlement-lapsed"),
            EntitlementEnd::ContractEnded => fl!(t, "timeline-entitlement-contract-ended"),
            EntitlementEnd::Replaced => fl!(t, "timeline-entitlement-replaced"),
            EntitlementEnd::HolderErased => fl!(t, "timeline-entitlement-holder-erased"),
        },
    };
    Some(TimelineEntry::new(words, "", Some(at)))
}

/// What one side said to the other while a request was pending; nothing where they said nothing.
pub(crate) fn said_in(fact: &RequestFact) -> Option<String> {
    match fact {
        RequestFact::QuestionAsked { question: said, .. }
        | RequestFact::Answered { answer: said, .. }
        | RequestFact::Wrote { message: said, .. } => Some(said.as_str().to_owned()),
        RequestFact::Offered { offer, .. } => offer.note.clone(),
        RequestFact::OfferDeclined { words, .. } => words.clone(),
        _ => None,
    }
}
