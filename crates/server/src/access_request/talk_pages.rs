//! Beside the decision: asking the requester for more, passing the request on, and comments among deciders.

use super::decide_facts::name_of;
use super::decide_pages::{Loaded, Typed, load, said_wrongly};
use super::talk::{Said, say};
use crate::smart_account::desk::{Decide, Desk};
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Field, Form, Kind};
use crate::web::refusals;
use crate::web::visit::Onward;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::text::{REASON, Reason, WORDS};
use domain::{PersonId, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the forms beside the decision send; each sends what is its own.
#[derive(Deserialize, Default, Clone)]
pub struct TalkForm {
    version: Option<u32>,
    #[serde(default)]
    question: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    briefing: String,
    #[serde(default)]
    comment: String,
}

/// What is wrong with them, by field.
#[derive(Default)]
pub struct TalkFaults {
    question: Option<String>,
    to: Option<String>,
    briefing: Option<String>,
    comment: Option<String>,
}

/// The forms as the page shows them.
pub struct Talk {
    pub question: Field,
    pub to: Field,
    pub briefing: Field,
    pub comment: Field,
    /// Whether the requester may be asked now.
    pub can_ask: bool,
    pub has_others: bool,
    /// Whom it was left to, in a sentence.
    pub with: Option<String>,
}

impl Talk {
    pub fn fields(&self) -> [&Field; 4] {
        [&self.question, &self.to, &self.briefing, &self.comment]
    }

    /// Whether the part with this field stands open, because something in it needs attention.
    pub fn is_open(&self, field: &Field) -> bool {
        !field.error.is_empty()
    }
}

pub(super) fn talk(desk: &Desk<Decide>, loaded: &Loaded, typed: &Typed) -> Talk {
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
    Talk {
        question: area("question", fl!(t, "talk-question-field"))
            .value(&form.question)
            .hint(fl!(plain, "talk-question-hint", least = REASON.least))
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

/// Carries out what was said and says on the request's page what came of it.
async fn carry_out(
    desk: Desk<Decide>,
    id: String,
    form: TalkForm,
    read: Result<(Said, String), TalkFaults>,
    place: fn(&mut TalkFaults) -> &mut Option<String>,
) -> Result<Response, PageError> {
    let loaded = load(&desk, &id).await?;
    let (said, done) = match read {
        Ok(read) => read,
        Err(faults) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(said_wrongly(&desk, loaded, status, form, faults));
        }
    };
    let version = match &said {
        Said::Comment(_) => form.version.unwrap_or_default(),
        _ => form.version.ok_or(PageError::BadForm)?,
    };
    let (request, by) = (loaded.request.id.clone(), desk.person.id.clone());
    let result = desk
        .app
        .db
        .write(desk.author(), move |tx| {
            say(tx, &request, version, &by, &said)
        })
        .await?;
    match result {
        Ok(()) => {
            let back = desk.address(&format!("requests/{id}"));
            Ok(Onward::to(&desk.app, &back).saying(&done).into_response())
        }
        Err(refusal) => {
            // Loaded anew: what stands there now is what the person must see.
            let loaded = load(&desk, &id).await?;
            let mut faults = TalkFaults::default();
            if !matches!(refusal, Refusal::AlreadySettled { .. }) {
                *place(&mut faults) = Some(refusals::to_deciders(&desk, &refusal));
            }
            let status = refusals::status(&refusal);
            Ok(said_wrongly(&desk, loaded, status, form, faults))
        }
    }
}

pub async fn create_question(
    desk: Desk<Decide>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<TalkForm>,
) -> Result<Response, PageError> {
    let question = Reason::parse(&form.question).map_err(|fault| text_fault(&desk, fault));
    let read = match sorted(question) {
        (Some(question), _) => {
            let done = fl!(desk.words.plain, "talk-question-sent");
            Ok((Said::Question(question), done))
        }
        (None, question) => Err(TalkFaults {
            question,
            ..TalkFaults::default()
        }),
    };
    carry_out(desk, id, form, read, |faults| &mut faults.question).await
}

pub async fn create_comment(
    desk: Desk<Decide>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<TalkForm>,
) -> Result<Response, PageError> {
    let words = text::clean(&form.comment, WORDS).map_err(|fault| text_fault(&desk, fault));
    let read = match sorted(words) {
        (Some(words), _) => {
            let done = fl!(desk.words.plain, "talk-commented");
            Ok((Said::Comment(words), done))
        }
        (None, comment) => Err(TalkFaults {
            comment,
            ..TalkFaults::default()
        }),
    };
    carry_out(desk, id, form, read, |faults| &mut faults.comment).await
}

pub async fn create_handover(
    desk: Desk<Decide>,
    Path((_, id)): Path<(String, String)>,
    Form(form): Form<TalkForm>,
) -> Result<Response, PageError> {
    let words = text::clean_optional(&form.briefing, WORDS);
    let (words, briefing) = sorted(words.map_err(|fault| text_fault(&desk, fault)));
    let to: Option<PersonId> = match form.to.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| PageError::BadForm)?),
    };
    let read = match (to, words) {
        (Some(to), Some(words)) => {
            let done = match name_of_other(&desk, &id, &to).await? {
                Some(name) => fl!(desk.words.plain, "talk-passed", name = name),
                None => fl!(desk.words.plain, "talk-passed-to-you"),
            };
            Ok((Said::PassOn { to, words }, done))
        }
        (to, _) => Err(TalkFaults {
            to: to
                .is_none()
                .then(|| fl!(desk.words.text, "talk-pass-choose")),
            briefing,
            ..TalkFaults::default()
        }),
    };
    carry_out(desk, id, form, read, |faults| &mut faults.to).await
}

/// The name of somebody else who could decide the request; of others nothing is told.
async fn name_of_other(
    desk: &Desk<Decide>,
    id: &str,
    to: &PersonId,
) -> Result<Option<String>, PageError> {
    let loaded = load(desk, id).await?;
    let found = loaded.others.into_iter().find(|one| one.id == *to);
    Ok(found.map(|one| one.profile.full_name))
}
