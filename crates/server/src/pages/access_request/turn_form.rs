//! What the requester may answer, as a form.

use crate::pages::parts::reason::{counter, reason_span};
use crate::use_cases::access_request::OwnRequest;
use crate::web::door::SignedIn;
use crate::web::forms::{Field, Kind};
use crate::words::wish::granted_words;
use domain::Moment;
use domain::access_request::Matter;
use domain::rules::reminder::answer_due;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the forms of a turn send.
#[derive(Deserialize, Default, Clone)]
pub struct TurnForm {
    /// The number of the turn that the page showed.
    pub(crate) turn: Option<u32>,
    #[serde(default)]
    pub(crate) answer: String,
    #[serde(default)]
    pub(crate) keep_words: String,
}

/// What was typed and what is wrong with it.
#[derive(Default)]
pub(crate) struct Typed {
    pub(crate) form: TurnForm,
    pub(crate) answer: Option<String>,
    pub(crate) keep_words: Option<String>,
    /// A message to those who decide, and what is wrong with that.
    pub(crate) message: String,
    pub(crate) message_fault: Option<String>,
}

/// What is waited for, as the request's page shows it.
pub struct TurnView {
    pub number: u32,
    pub question: Option<String>,
    pub offer: Option<String>,
    /// What goes with the offer.
    pub note: Option<String>,
    pub due: Moment,
    pub answer: Field,
    pub keep_words: Field,
}

impl TurnView {
    /// Both, for the list of what is wrong.
    pub(crate) fn fields(&self) -> [&Field; 2] {
        [&self.answer, &self.keep_words]
    }
}

/// What is waited for, with what was typed; nothing where it is not the requester's turn.
pub(crate) fn turn_view(visit: &SignedIn, own: &OwnRequest, typed: Typed) -> Option<TurnView> {
    let turn = own.request.progress.turn.as_ref()?;
    let t = &visit.words.text;
    let (question, offer, note) = match &turn.matter {
        Matter::Question(question) => (Some(question.as_str().to_owned()), None, None),
        Matter::Offer(offer) => {
            let words = granted_words(visit, offer, &own.parts);
            (None, Some(words), offer.note.clone())
        }
    };
    let (least, most) = reason_span(visit);
    let hint = fl!(
        visit.words.plain,
        "turn-answer-hint",
        least = least,
        most = most
    );
    let mut answer = Field::new("answer", fl!(t, "turn-answer"))
        .kind(Kind::Area)
        .value(&typed.form.answer)
        .hint(hint)
        .fault(typed.answer);
    answer.counter = Some(counter(visit, &typed.form.answer));
    Some(TurnView {
        number: turn.number,
        question,
        offer,
        note,
        due: answer_due(turn, &visit.app.db.rules().timetable),
        answer,
        keep_words: Field::new("keep_words", fl!(t, "turn-keep-words"))
            .kind(Kind::Area)
            .value(&typed.form.keep_words)
            .optional(fl!(t, "field-optional"))
            .fault(typed.keep_words),
    })
}
