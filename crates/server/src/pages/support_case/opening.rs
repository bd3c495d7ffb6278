//! Opening a case: about one of one's own requests, or about nothing else.

use crate::pages::support_case::attaching;
use crate::pages::support_case::attaching::{Attaching, Sent, WithFiles};
use crate::storage::Error;
use crate::use_cases::support_case::{Opening, may_be_about};
use crate::web::door::SignedIn;
use crate::web::errors::PageError;
use crate::web::faults::{sorted, text_fault};
use crate::web::forms::{Faults, Field, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::Onward;
use crate::words::support_case::{access_to, subject_or_none};
use crate::{store, use_cases};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::access_request::AccessRequest;
use domain::support_case::SupportCase;
use domain::text::{LINE, WORDS};
use domain::{CaseId, Refusal, RequestId, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// As many of the newest requests as can be chosen from; from the page of any other a case is opened as well.
const MOST_REQUESTS: i64 = 20;

/// What is typed to open a case.
#[derive(Deserialize, Default)]
pub struct OpeningForm {
    #[serde(default)]
    subject: String,
    #[serde(default)]
    words: String,
    /// The id of a request, or nothing.
    #[serde(default)]
    request: String,
    /// The id of the case it goes on from, or nothing.
    #[serde(default)]
    earlier: String,
}

impl WithFiles for OpeningForm {
    const FIELD: &str = "files";
}

/// Which case a new one goes on from.
#[derive(Deserialize)]
pub struct OpeningWanted {
    #[serde(default)]
    earlier: String,
}

#[derive(Template)]
#[template(path = "support_case/new.html")]
struct NewPage {
    p: Page,
    faults: Faults,
    /// The request whose page leads here.
    about: Option<AccessRequest>,
    identifier: String,
    /// The case it goes on from, with its subject.
    earlier: Option<(SupportCase, String)>,
    subject: Field,
    words: Field,
    files: Field,
    /// Requests to choose from, where none is given.
    request: Option<Field>,
}

/// What is wrong with what was typed.
#[derive(Default)]
struct OpeningFaults {
    subject: Option<String>,
    words: Option<String>,
    files: Option<String>,
}

/// What a case is opened about, where the address says it.
#[derive(Default)]
struct Given {
    request: Option<RequestId>,
    earlier: Option<CaseId>,
}

fn given_earlier(id: &str) -> Result<Option<CaseId>, PageError> {
    match id {
        "" => Ok(None),
        id => Ok(Some(id.parse().map_err(|_| PageError::NotFound)?)),
    }
}

async fn new_page(
    visit: &SignedIn,
    given: Given,
    typed: &OpeningForm,
    faults: OpeningFaults,
) -> Result<NewPage, PageError> {
    let by = visit.person.id.clone();
    let (about, earlier, others) = visit
        .read(move |db| {
            let (request, earlier) =
                may_be_about(db, &by, given.request.as_ref(), given.earlier.as_ref())?;
            let others = match request {
                Some(_) => Vec::new(),
                None => store::access_request::page_of_applicant(db, &by, None, MOST_REQUESTS)?,
            };
            Ok((request, earlier, others))
        })
        .await?;
    let t = &visit.words.text;
    let subject = Field::new("subject", fl!(t, "support-case-subject"))
        .value(&typed.subject)
        .hint(fl!(t, "support-case-subject-hint"))
        .fault(faults.subject);
    let words = Field::new("words", fl!(t, "support-case-words"))
        .kind(Kind::Area)
        .value(&typed.words)
        .hint(fl!(t, "support-case-words-hint"))
        .fault(faults.words);
    let files = attaching::field(visit, "files", faults.files);
    Ok(NewPage {
        p: visit.page(&fl!(t, "support-case-open-one")),
        faults: Faults::of(&[&subject, &words, &files]),
        identifier: about
            .as_ref()
            .map(|one| one.target.shown())
            .unwrap_or_default(),
        earlier: earlier.map(|case| {
            let subject = subject_or_none(visit.words, &case);
            (case, subject)
        }),
        request: request_field(visit, &others, &typed.request),
        about,
        subject,
        words,
        files,
    })
}

/// One's own requests to choose from, if there are any.
fn request_field(visit: &SignedIn, all: &[AccessRequest], chosen: &str) -> Option<Field> {
    let t = &visit.words.text;
    let mut options = vec![(String::new(), fl!(t, "support-case-no-request"))];
    options.extend(all.iter().map(|one| {
        let date = visit.words.date(one.sent_at, &visit.zone);
        let words = format!("{} – {date}", one.target.shown());
        (one.id.to_string(), words)
    }));
    (!all.is_empty()).then(|| {
        Field::new("request", fl!(t, "support-case-about-request"))
            .options(options)
            .value(chosen)
            .optional(fl!(t, "field-optional"))
    })
}

/// The form to open a case about a request of one's own. Errors: not found, where it is another's.
pub async fn form_about(visit: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let given = Given {
        request: Some(id.parse().map_err(|_| PageError::NotFound)?),
        earlier: None,
    };
    let typed = OpeningForm::default();
    let page = new_page(&visit, given, &typed, OpeningFaults::default()).await?;
    Ok(render(&page))
}

/// The form to open a case about anything, or one that goes on from an earlier one. Errors: not found, where that is another's.
pub async fn form(
    visit: SignedIn,
    Query(wanted): Query<OpeningWanted>,
) -> Result<Response, PageError> {
    let given = Given {
        request: None,
        earlier: given_earlier(&wanted.earlier)?,
    };
    let typed = OpeningForm::default();
    let page = new_page(&visit, given, &typed, OpeningFaults::default()).await?;
    Ok(render(&page))
}

/// Opens a case about a request; where one about it is open already, the words go there. Errors: as [`form_about`].
pub async fn create_about(
    visit: SignedIn,
    Path(id): Path<String>,
    Sent(form, files): Sent<OpeningForm>,
) -> Result<Response, PageError> {
    let request: RequestId = id.parse().map_err(|_| PageError::NotFound)?;
    let about = request.clone();
    let by = visit.person.id.clone();
    let (about, _) = visit
        .read(move |db| may_be_about(db, &by, Some(&about), None))
        .await?;
    let identifier = about.map(|one| one.target.shown()).unwrap_or_default();
    let usual = access_to(visit.words, &identifier);
    open(&visit, Some(request), form, files, Some(usual)).await
}

/// Opens a case. Errors: as [`form`]; a request that is not one's own.
pub async fn create(
    visit: SignedIn,
    Sent(form, files): Sent<OpeningForm>,
) -> Result<Response, PageError> {
    let request = match form.request.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| PageError::BadForm)?),
    };
    open(&visit, request, form, files, None).await
}

/// In: the subject where none is typed; without, it has to be.
async fn open(
    visit: &SignedIn,
    request: Option<RequestId>,
    form: OpeningForm,
    files: Attaching,
    usual: Option<String>,
) -> Result<Response, PageError> {
    let earlier = given_earlier(&form.earlier)?;
    let subject = match (text::clean_optional(&form.subject, LINE), &usual) {
        (Ok(None), Some(usual)) => Ok(usual.clone()),
        (Ok(None), None) => Err(fl!(visit.words.text, "field-missing")),
        (Ok(Some(subject)), _) => Ok(subject),
        (Err(fault), _) => Err(text_fault(visit, fault)),
    };
    let words = text::clean(&form.words, WORDS).map_err(|fault| text_fault(visit, fault));
    let ((subject, subject_fault), (words, words_fault)) = (sorted(subject), sorted(words));
    let mut beside = files.beside(visit, words_fault);
    if let (Some(subject), Some(words), Ok(files)) = (subject, words, files.taken) {
        let opening = Opening {
            subject,
            words,
            files,
            request: request.clone(),
            earlier: earlier.clone(),
        };
        let by = visit.person.id.clone();
        let opened = visit
            .write(move |tx| use_cases::support_case::open(tx, &by, &opening))
            .await;
        match opened {
            Ok(case) => {
                let said = fl!(visit.words.plain, "support-case-opened");
                let page = format!("/support/cases/{case}");
                return Ok(Onward::to(&visit.app, &page).saying(&said).into_response());
            }
            Err(Error::Refused(refusal)) => beside.refused(visit, refusal, is_about_words)?,
            Err(fault) => return Err(fault.into()),
        }
    }
    let faults = OpeningFaults {
        subject: subject_fault,
        words: beside.words,
        files: beside.files,
    };
    // What was chosen among one's own requests stays a choice.
    let given = Given {
        request: request.filter(|_| usual.is_some()),
        earlier,
    };
    let page = new_page(visit, given, &form, faults).await?;
    Ok(render_with(beside.status, &page))
}

fn is_about_words(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::MessagesTooSoon { .. } | Refusal::TooOften { .. } | Refusal::TooMuchSaid
    )
}
