//! What deciders may say, as a form.

use crate::pages::access_request::decide_facts::name_of;
use crate::pages::access_request::decision_form::{DecisionFaults, DecisionForm};
use crate::pages::parts::reason::reason_span;
use crate::use_cases::access_request::RequestToDecide;
use crate::web::forms::{Field, Kind};
use crate::web::request_desk::RequestDesk;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the forms beside the decision send; each sends what is its own.
#[derive(Deserialize, Default, Clone)]
pub struct TalkForm {
    /// The version of the request that the page showed.
    pub(crate) version: Option<u32>,
    #[serde(default)]
    pub(crate) question: String,
    /// The id of whoever it is to be left to.
    #[serde(default)]
    pub(crate) to: String,
    #[serde(default)]
    pub(crate) briefing: String,
    #[serde(default)]
    pub(crate) comment: String,
}

/// What is wrong with them, by field.
#[derive(Default)]
pub struct TalkFaults {
    pub(crate) question: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) briefing: Option<String>,
    pub(crate) comment: Option<String>,
}

/// The forms as the page shows them.
pub struct Talk {
    pub question: Field,
    pub to: Field,
    pub briefing: Field,
    pub comment: Field,
    /// Whether the requester may be asked now.
    pub can_ask: bool,
    /// Whether there is anybody to leave it to, oneself included.
    pub has_others: bool,
    /// Whom it was left to, in a sentence.
    pub with: Option<String>,
}

impl Talk {
    /// All of them, for the list of what is wrong.
    pub fn fields(&self) -> [&Field; 4] {
        [&self.question, &self.to, &self.briefing, &self.comment]
    }

    /// Whether the part with this field stands open, because something in it needs attention.
    pub fn is_open(&self, field: &Field) -> bool {
        !field.error.is_empty()
    }
}

/// The forms with what was typed. To choose from are those who could decide it, oneself among them, but whoever it was left to.
pub(crate) fn talk(desk: &RequestDesk, loaded: &RequestToDecide, typed: &Typed) -> Talk {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let (form, faults) = (&typed.talk, &typed.talk_faults);
    let area = |name, label| Field::new(name, label).kind(Kind::Area);
    let with = &loaded.request.progress.passed_to;
    let mut others = vec![(String::new(), fl!(t, "talk-pass-choose"))];
    let free = loaded
        .others
        .iter()
        .filter(|one| Some(&one.id) != with.as_ref());
    others.extend(free.map(|one| {
        let name = format!("{} ({})", one.profile.full_name, one.user_id);
        (one.id.to_string(), name)
    }));
    if with.as_ref() != Some(&desk.person.id) {
        others.push((desk.person.id.to_string(), fl!(t, "talk-pass-myself")));
    }
    let (least, most) = reason_span(desk);
    Talk {
        question: area("question", fl!(t, "talk-question-field"))
            .value(&form.question)
            .hint(fl!(plain, "talk-question-hint", least = least, most = most))
            .fault(faults.question.clone()),
        has_others: others.len() > 1,
        to: Field::new("to", fl!(t, "talk-pass-to"))
            .value(&form.to)
            .options(others)
            .fault(faults.to.clone()),
        briefing: area("briefing", fl!(t, "talk-pass-words"))
            .value(&form.briefing)
            .hint(fl!(t, "talk-pass-hint"))
            .optional(fl!(t, "field-optional"))
            .fault(faults.briefing.clone()),
        comment: area("comment", fl!(t, "talk-comment"))
            .value(&form.comment)
            .fault(faults.comment.clone()),
        can_ask: loaded.request.progress.turn.is_none(),
        with: with.as_ref().map(|id| {
            if *id == desk.person.id {
                fl!(t, "talk-passed-to-you-hint")
            } else {
                fl!(plain, "talk-passed-hint", name = name_of(loaded, id))
            }
        }),
    }
}

/// What was typed on the page and what is wrong with it.
#[derive(Default)]
pub(crate) struct Typed {
    pub(crate) form: DecisionForm,
    pub(crate) faults: DecisionFaults,
    pub(crate) talk: TalkForm,
    pub(crate) talk_faults: TalkFaults,
    /// Why something is taken away, and what is wrong with that.
    pub(crate) taking: (String, Option<String>),
}
