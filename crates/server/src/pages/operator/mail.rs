//! Mail as operators see it: whether it goes out, why not, what waits with a fault, and another try for one, some or all.

use crate::notification::queue::Which;
use crate::notification::standstill::Standstill;
use crate::paging::{After, PAGE, cut};
use crate::storage::{AnyConnection, Error};
use crate::store::notification::{ListedMail, MailRow, NoticeWithFault, WaitingMail};
use crate::web::door::Operator;
use crate::web::errors::PageError;
use crate::web::forms::{Form, Query};
use crate::web::page::{Page, render};
use crate::web::visit::Onward;
use crate::{notification, store};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::notification::sending::Trouble;
use domain::{MailId, Moment};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// How it is about mail.
pub struct MailState {
    still: Option<Standstill>,
    waiting: WaitingMail,
    dead: i64,
}

impl MailState {
    /// How it is at `now`.
    pub fn of(db: &mut AnyConnection, now: Moment) -> Result<Self, Error> {
        Ok(Self {
            still: notification::standstill::find(db)?,
            waiting: store::notification::waiting(db, now)?,
            dead: store::notification::count_dead(db)?,
        })
    }
}

/// The same in words.
pub struct Outlook {
    /// Whether mail can go anywhere: a server is named, or it is a demonstration.
    pub is_set: bool,
    /// Why no mail goes out, what the server said, and since when, where something waits for it.
    pub still: Option<(String, String, Moment)>,
    /// When the oldest was written that waits for no quiet hours to end.
    pub oldest: Option<Moment>,
    pub waiting: i64,
    pub with_fault: i64,
    pub dead: i64,
}

impl Outlook {
    /// In words. A standstill is told only where mail waits for its end.
    pub fn new(visit: &Operator, state: MailState) -> Self {
        let t = &visit.words.text;
        let waits = state.waiting.oldest.is_some();
        let still = state.still.filter(|_| waits).map(|still| {
            let why = match still.trouble {
                Trouble::Unreachable => fl!(t, "mail-trouble-unreachable"),
                Trouble::Unsafe => fl!(t, "mail-trouble-unsafe"),
                Trouble::ShutOut => fl!(t, "mail-trouble-shut-out"),
                Trouble::Sender => fl!(t, "mail-trouble-sender"),
                Trouble::Silent => fl!(t, "mail-trouble-silent"),
                Trouble::EveryReader => fl!(t, "mail-trouble-every-reader"),
            };
            (why, still.said, still.since)
        });
        Self {
            is_set: visit.app.is_demo || !visit.app.config.mail.host.is_empty(),
            still,
            oldest: state.waiting.oldest,
            waiting: state.waiting.count,
            with_fault: state.waiting.with_fault,
            dead: state.dead,
        }
    }
}

#[derive(Template)]
#[template(path = "operator/mail.html")]
struct MailPage {
    p: Page,
    mail: Outlook,
    rows: Vec<MailRow>,
    notices: Vec<NoticeWithFault>,
    next: Option<String>,
    is_first: bool,
    listed: ListedMail,
}

impl MailPage {
    fn at(&self, millis: &i64) -> String {
        self.p.exact_time(&Moment(*millis))
    }
}

/// Which mails are listed, `waiting` or `all`, else those with a fault, and the place in the list.
#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(flatten)]
    after: After,
}

/// As many notices are shown that could not be turned into mail.
const NOTICES: i64 = 20;

/// How it is about mail, one list of mails, and notices that could not be turned into any. Errors: a list that there is not.
pub async fn mail(visit: Operator, Query(wanted): Query<Wanted>) -> Result<Response, PageError> {
    let listed = match wanted.state.as_str() {
        "" => ListedMail::WithFault,
        "waiting" => ListedMail::Waiting,
        "all" => ListedMail::All,
        _ => return Err(PageError::BadForm),
    };
    let cursor = wanted.after.cursor();
    let is_first = cursor.is_none();
    let now = visit.app.db.now();
    let (mut rows, notices, state) = visit
        .read(move |db| {
            let rows = store::notification::page(db, listed, cursor.as_deref(), PAGE as i64 + 1)?;
            let notices = store::notification::notices_with_fault(db, NOTICES)?;
            Ok((rows, notices, MailState::of(db, now)?))
        })
        .await?;
    let next = cut(&mut rows, |row| row.id.clone());
    Ok(render(&MailPage {
        p: visit.page(&fl!(visit.words.text, "operator-mail")),
        mail: Outlook::new(&visit, state),
        rows,
        notices,
        next,
        is_first,
        listed,
    }))
}

/// Gives one mail another try, at once.
pub async fn retry(visit: Operator, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: MailId = id.parse().map_err(|_| PageError::NotFound)?;
    let these = Which::These(vec![id.to_string()]);
    let again = visit
        .write(move |tx| notification::queue::try_again(tx, &these, 1))
        .await?;
    if again == 0 {
        return Err(PageError::NotFound);
    }
    tracing::info!(event = "mail.retried", person = %visit.person.id, mail = %id, "an operator has a mail tried again");
    let said = fl!(visit.words.plain, "operator-mail-revived");
    Ok(Onward::to(&visit.app, "/operator/mail")
        .saying(&said)
        .into_response())
}

/// The ids of mails, or `yes` for all with a fault.
#[derive(Deserialize)]
pub struct Retries {
    #[serde(default)]
    mail: Vec<String>,
    #[serde(default)]
    all: String,
}

/// As many are brought back in one transaction.
const AT_ONCE: i64 = 1000;

/// Gives the chosen mails another try, or all with a fault.
pub async fn retries(visit: Operator, Form(form): Form<Retries>) -> Result<Response, PageError> {
    let which = match form.all.as_str() {
        "yes" => Which::All,
        "" => {
            let ids = form.mail.iter().map(|id| id.parse::<MailId>());
            let ids: Result<Vec<MailId>, _> = ids.collect();
            let ids = ids.map_err(|_| PageError::BadForm)?;
            Which::These(ids.iter().map(ToString::to_string).collect())
        }
        _ => return Err(PageError::BadForm),
    };
    if form.mail.len() > PAGE && matches!(which, Which::These(_)) {
        return Err(PageError::BadForm);
    }
    let mut count = 0;
    loop {
        let which = which.clone();
        let again = visit
            .write(move |tx| notification::queue::try_again(tx, &which, AT_ONCE))
            .await?;
        count += again;
        if again < AT_ONCE as usize {
            break;
        }
    }
    tracing::info!(event = "mail.retried", person = %visit.person.id, count, "an operator has mail tried again");
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let said = match which {
        Which::These(ids) if ids.is_empty() => fl!(visit.words.plain, "operator-mail-none-chosen"),
        _ => fl!(
            visit.words.plain,
            "operator-mail-tried-again",
            count = count
        ),
    };
    Ok(Onward::to(&visit.app, "/operator/mail")
        .saying(&said)
        .into_response())
}
