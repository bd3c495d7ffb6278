//! Pages only a demonstration has: the mail it did not send, a stand-in for the applications, and every part in every state.

use crate::app::App;
use crate::notification::written::WrittenMail;
use crate::pages::parts::timeline::TimelineEntry;
use crate::paging::{After, PAGE, cut};
use crate::store;
use crate::store::notification::MailRow;
use crate::web::door::{Anybody, SignedIn};
use crate::web::errors::PageError;
use crate::web::forms::{Counter, Faults, Field, Kind, Query};
use crate::web::page::{Page, render};
use crate::web::visit::Visit;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use domain::Moment;
use domain::access_request::RequestOutcome;
use i18n_embed_fl::fl;
use std::sync::Arc;

/// The addresses a demonstration adds.
pub fn routes() -> Vec<(&'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("/demo/mail", get(mail)),
        ("/demo/mail/{id}", get(letter)),
        ("/demo/applications/{key}", get(application)),
        ("/demo/gallery", get(gallery)),
    ]
}

#[derive(Template)]
#[template(path = "demo/mail.html")]
struct MailPage {
    p: Page,
    rows: Vec<MailRow>,
    next: Option<String>,
    is_first: bool,
}

impl MailPage {
    fn at(&self, row: &MailRow) -> String {
        self.p.exact_time(&Moment(row.created_at))
    }
}

/// What has gone out: until then the link in a letter has no token, and leads nowhere.
async fn mail(visit: Anybody, Query(after): Query<After>) -> Result<Response, PageError> {
    let cursor = after.cursor();
    let is_first = cursor.is_none();
    let mut rows = visit
        .read(move |db| {
            store::notification::page(
                db,
                store::notification::ListedMail::Sent,
                cursor.as_deref(),
                PAGE as i64 + 1,
            )
        })
        .await?;
    let next = cut(&mut rows, |row| row.id.clone());
    Ok(render(&MailPage {
        p: visit.page(&fl!(visit.words.text, "demo-mail")),
        rows,
        next,
        is_first,
    }))
}

#[derive(Template)]
#[template(path = "demo/letter.html")]
struct LetterPage {
    p: Page,
    mail: WrittenMail,
    at: Moment,
    /// The text in pieces: words, and addresses to be followed.
    pieces: Vec<(String, bool)>,
    /// Somebody else is logged in than it was written to: its links would lead them to what is not theirs.
    is_anothers: bool,
}

async fn letter(visit: Anybody, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: domain::MailId = id.parse().map_err(|_| PageError::NotFound)?;
    let found = visit
        .read(move |db| store::notification::find_mail(db, id.as_str()))
        .await?;
    let mail = found.ok_or(PageError::NotFound)?;
    let mail = WrittenMail::written(mail, &visit.app.db.rules().contact)?;
    let reader = visit.person.as_ref().map(|person| person.id.as_str());
    let is_anothers =
        reader.is_some() && mail.person_id.is_some() && mail.person_id.as_deref() != reader;
    let own = &visit.app.config.public_url;
    let pieces = mail
        .text_body
        .split_inclusive('\n')
        .map(|line| match line.trim_end().strip_prefix(own.as_str()) {
            Some(path) => (path.to_owned(), !is_anothers),
            None => (line.to_owned(), false),
        })
        .collect();
    Ok(render(&LetterPage {
        p: visit.page(&mail.subject),
        at: Moment(mail.created_at),
        pieces,
        is_anothers,
        mail,
    }))
}

#[derive(Template)]
#[template(path = "demo/application.html")]
struct ApplicationPage {
    p: Page,
}

async fn application(visit: SignedIn, Path(key): Path<String>) -> Result<Response, PageError> {
    let found = visit
        .app
        .config
        .applications
        .iter()
        .find(|application| application.key == key);
    let application = found.ok_or(PageError::NotFound)?;
    Ok(render(&ApplicationPage {
        p: visit.page(application.name.in_language(visit.words.language)),
    }))
}

#[derive(Template)]
#[template(path = "demo/gallery.html")]
struct GalleryPage {
    p: Page,
    faults: Faults,
    fields: Vec<Field>,
    outcomes: Vec<RequestOutcome>,
    entries: Vec<TimelineEntry>,
    now: Moment,
}

/// Every part of the pages in every state.
async fn gallery(visit: Anybody) -> Response {
    let fields = gallery_fields(&visit);
    render(&GalleryPage {
        p: visit.page(&fl!(visit.words.text, "demo-gallery")),
        faults: Faults::of(&fields.iter().collect::<Vec<_>>()),
        fields,
        outcomes: RequestOutcome::ALL.to_vec(),
        entries: gallery_entries(&visit),
        now: visit.now,
    })
}

fn gallery_fields(visit: &Visit) -> Vec<Field> {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let mut area = Field::new("reason", fl!(t, "access-request-reason"))
        .kind(Kind::Area)
        .hint(fl!(
            plain,
            "access-request-reason-hint",
            least = "10",
            most = "1,000"
        ));
    area.counter = Some(Counter {
        most: 1000,
        start: fl!(plain, "counter-remaining", n = 1000),
        remaining_one: fl!(plain, "counter-remaining-one"),
        remaining_other: fl!(plain, "counter-remaining-other"),
        over_one: fl!(plain, "counter-over-one"),
        over_other: fl!(plain, "counter-over-other"),
    });
    vec![
        Field::new("plain", fl!(t, "profile-full-name")).value("Camille Morel"),
        Field::new("hinted", fl!(t, "account-domain-identifier"))
            .identifier()
            .hint(fl!(t, "identifier-hint")),
        Field::new("faulty", fl!(t, "profile-email"))
            .kind(Kind::Email)
            .value("camille")
            .fault(Some(fl!(t, "field-email"))),
        Field::new("optional", fl!(t, "profile-phone"))
            .kind(Kind::Tel)
            .optional(fl!(t, "field-optional")),
        Field::new("date", fl!(t, "wish-until")).kind(Kind::Date),
        Field::new("choice", fl!(t, "layout-language")).options(vec![
            ("en".into(), "English".into()),
            ("fr".into(), "français".into()),
        ]),
        area,
    ]
}

fn gallery_entries(visit: &Visit) -> Vec<TimelineEntry> {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let date = visit.words.date(visit.now, &visit.zone);
    let next = fl!(
        plain,
        "timeline-will-remind",
        date = date,
        who = fl!(plain, "deciders-named")
    );
    vec![
        TimelineEntry::new(fl!(t, "timeline-sent"), "", Some(visit.now)),
        TimelineEntry::new(fl!(t, "timeline-approved"), "good", Some(visit.now)),
        TimelineEntry::new(fl!(t, "timeline-expired"), "bad", Some(visit.now)),
        TimelineEntry::new(next, "next", None),
    ]
}
