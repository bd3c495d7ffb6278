//! A line of a timeline.

use crate::language::Words;
use crate::web::visit::Visit;
use domain::access_request::RequestFact;
use domain::actor::RuleUse;
use domain::entitlement::{Entitlement, EntitlementEnd, EntitlementFact};
use domain::{Moment, PersonId};
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

/// What became of what a request has given; nothing for the giving, which its approval tells. In: the name of somebody else than who reads.
pub(crate) fn of_entitlement(
    visit: &Visit,
    fact: &EntitlementFact,
    at: Moment,
    name_of_another: impl Fn(&PersonId) -> Option<String>,
) -> Option<TimelineEntry> {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let mut said = None;
    let words = match fact {
        EntitlementFact::Granted(_) => return None,
        EntitlementFact::EndAnnounced { .. } => fl!(t, "timeline-entitlement-announced"),
        EntitlementFact::EndMoved { after, .. } => {
            let date = visit.words.last_day(*after, &visit.zone);
            fl!(plain, "timeline-entitlement-moved", date = date)
        }
        EntitlementFact::TakenAway { by, words, .. } => {
            said = Some(words.as_str().to_owned());
            match name_of_another(by) {
                Some(name) => fl!(plain, "timeline-entitlement-taken-away", name = name),
                None => fl!(t, "timeline-entitlement-taken-away-by-you"),
            }
        }
        EntitlementFact::Ended { why, .. } => match why {
            EntitlementEnd::TakenAway => fl!(t, "timeline-entitlement-taken-away-now"),
            EntitlementEnd::GivenBack => fl!(t, "timeline-entitlement-given-back"),
            EntitlementEnd::Lapsed => fl!(t, "timeline-entitlement-lapsed"),
            EntitlementEnd::ContractEnded => fl!(t, "timeline-entitlement-contract-ended"),
            EntitlementEnd::Replaced => fl!(t, "timeline-entitlement-replaced"),
            EntitlementEnd::HolderErased => fl!(t, "timeline-entitlement-holder-erased"),
        },
    };
    let class = if said.is_some() { "bad" } else { "" };
    Some(TimelineEntry::new(words, class, Some(at)).quoting(said))
}

/// How and when what somebody has by a request ended; nothing as long as it holds. In: as [`of_entitlement`].
pub(crate) fn of_its_end(
    visit: &Visit,
    one: &Entitlement,
    name_of_another: impl Fn(&PersonId) -> Option<String>,
) -> Option<(String, Moment)> {
    let (request, person) = (one.request.clone(), one.person.clone());
    let (at, fact) = match (one.ended, &one.taken_away) {
        (Some((at, _)), Some(taken)) => {
            let (by, words) = (taken.by.clone(), taken.words.clone());
            let fact = EntitlementFact::TakenAway {
                request,
                person,
                by,
                words,
                at,
            };
            (at, fact)
        }
        (Some((at, why)), None) => {
            let fact = EntitlementFact::Ended {
                request,
                person,
                why,
                at,
            };
            (at, fact)
        }
        (None, _) => return None,
    };
    let happened = of_entitlement(visit, &fact, at, name_of_another)?;
    Some((happened.words, at))
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
