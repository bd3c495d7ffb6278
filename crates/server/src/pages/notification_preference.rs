//! The page where a person chooses their mail, and the one that a link in a mail leads to.

use crate::web::door::{Anybody, SignedIn};
use crate::web::errors::PageError;
use crate::web::forms::{Faults, Field, Form, Kind, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::{store, use_cases, web};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::Refusal;
use domain::notification_preference::{Mode, Preferences, QuietHours, Subscription, Topic};
use i18n_embed_fl::fl;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "notification_preference/form.html")]
struct PreferencesPage {
    p: Page,
    faults: Faults,
    topics: Vec<Field>,
    hours: Vec<Field>,
}

/// What was chosen, as the form says it.
#[derive(Deserialize)]
pub struct Chosen {
    to_decide: String,
    reminder: String,
    settled: String,
    decision: String,
    progress: String,
    case: String,
    account: String,
    /// Operators alone are asked.
    #[serde(default)]
    operation: String,
    quiet_from: String,
    quiet_to: String,
    daily_at: String,
}

impl Chosen {
    fn of(chosen: &Preferences) -> Self {
        let mode = |topic| chosen.mode(topic).key().to_owned();
        let quiet = |hour: fn(QuietHours) -> u8| {
            chosen
                .quiet_hours
                .map_or(String::new(), |quiet| hour(quiet).to_string())
        };
        Self {
            to_decide: mode(Topic::ToDecide),
            reminder: mode(Topic::Reminder),
            settled: mode(Topic::Settled),
            decision: mode(Topic::Decision),
            progress: mode(Topic::Progress),
            case: mode(Topic::Case),
            account: mode(Topic::Account),
            operation: mode(Topic::Operation),
            quiet_from: quiet(|quiet| quiet.from),
            quiet_to: quiet(|quiet| quiet.to),
            daily_at: chosen.daily_at.to_string(),
        }
    }

    fn topic(&self, topic: Topic) -> &str {
        match topic {
            Topic::ToDecide => &self.to_decide,
            Topic::Reminder => &self.reminder,
            Topic::Settled => &self.settled,
            Topic::Decision => &self.decision,
            Topic::Progress => &self.progress,
            Topic::Case => &self.case,
            Topic::Account => &self.account,
            Topic::Operation => &self.operation,
            Topic::Security | Topic::Digest => "",
        }
    }

    /// What the form means. What a page of ours never sends is a bad form.
    fn preferences(&self, before: Preferences) -> Result<Preferences, PageError> {
        let mut chosen = before;
        for topic in Topic::chosen() {
            let typed = self.topic(topic);
            if !(typed.is_empty() && topic == Topic::Operation) {
                let mode = Mode::from_key(typed).ok_or(PageError::BadForm)?;
                chosen = chosen.with(topic, mode);
            }
        }
        let hour = |typed: &str| typed.parse::<u8>().map_err(|_| PageError::BadForm);
        chosen.quiet_hours = match (self.quiet_from.as_str(), self.quiet_to.as_str()) {
            ("", "") => None,
            // One alone: no hours that there are, which the rules say beside the field.
            ("", _) | (_, "") => Some(QuietHours { from: 24, to: 24 }),
            (from, to) => Some(QuietHours {
                from: hour(from)?,
                to: hour(to)?,
            }),
        };
        chosen.daily_at = hour(&self.daily_at)?;
        Ok(chosen)
    }
}

fn topic_field(visit: &Visit, topic: Topic, value: &str, fault: Option<String>) -> Field {
    let t = &visit.words.text;
    let (name, label) = match topic {
        Topic::ToDecide => ("to_decide", fl!(t, "notification-preference-to-decide")),
        Topic::Reminder => ("reminder", fl!(t, "notification-preference-reminder")),
        Topic::Settled => ("settled", fl!(t, "notification-preference-settled")),
        Topic::Decision => ("decision", fl!(t, "notification-preference-decision")),
        Topic::Progress => ("progress", fl!(t, "notification-preference-progress")),
        Topic::Case => ("case", fl!(t, "notification-preference-case")),
        Topic::Account => ("account", fl!(t, "notification-preference-account")),
        _ => ("operation", fl!(t, "notification-preference-operation")),
    };
    let modes = Mode::ALL.iter().filter(|mode| topic.allows(**mode));
    let options = modes.map(|mode| {
        let words = match mode {
            Mode::AtOnce => fl!(t, "notification-preference-at-once"),
            Mode::Daily => fl!(t, "notification-preference-daily"),
            Mode::Off => fl!(t, "notification-preference-off"),
        };
        (mode.key().to_owned(), words)
    });
    let hint = match topic {
        Topic::ToDecide => fl!(t, "notification-preference-to-decide-hint"),
        Topic::Decision => fl!(t, "notification-preference-decision-hint"),
        _ => String::new(),
    };
    Field::new(name, label)
        .options(options.collect())
        .hint(hint)
        .value(value)
        .fault(fault)
}

fn page(visit: &SignedIn, chosen: &Chosen, refusal: Option<&Refusal>) -> PreferencesPage {
    let t = &visit.words.text;
    let is_operator = visit.person.is_operator;
    let says = |of: &Refusal| {
        refusal
            .filter(|refusal| *refusal == of)
            .map(|refusal| web::refusals::words(visit, refusal))
    };
    let topics: Vec<Field> = Topic::chosen()
        .filter(|topic| is_operator || *topic != Topic::Operation)
        .map(|topic| {
            let typed = chosen.topic(topic);
            let wrong = Mode::from_key(typed).is_some_and(|mode| !topic.allows(mode));
            let fault = says(&Refusal::MailCannotBeOff).filter(|_| wrong);
            topic_field(visit, topic, typed, fault)
        })
        .collect();
    let hours: Vec<(String, String)> = (0..24)
        .map(|hour| (hour.to_string(), format!("{hour:02}:00")))
        .collect();
    let mut or_none = vec![(String::new(), fl!(t, "notification-preference-no-hours"))];
    or_none.extend(hours.clone());
    let zone = visit.person.profile.time_zone.clone();
    let field = |name, label: String| Field::new(name, label).kind(Kind::Select);
    let hours = vec![
        field("quiet_from", fl!(t, "notification-preference-quiet-from"))
            .hint(fl!(t, "notification-preference-quiet-hint", zone = zone))
            .options(or_none.clone())
            .value(&chosen.quiet_from)
            .fault(says(&Refusal::NoSuchHours)),
        field("quiet_to", fl!(t, "notification-preference-quiet-to"))
            .options(or_none)
            .value(&chosen.quiet_to),
        field("daily_at", fl!(t, "notification-preference-daily-at"))
            .hint(fl!(t, "notification-preference-daily-hint"))
            .options(hours)
            .value(&chosen.daily_at),
    ];
    let all: Vec<&Field> = topics.iter().chain(&hours).collect();
    PreferencesPage {
        p: visit.page(&fl!(t, "notification-preference-title")),
        faults: Faults::of(&all),
        topics,
        hours,
    }
}

async fn chosen(visit: &SignedIn) -> Result<Preferences, PageError> {
    let id = visit.person.id.clone();
    Ok(visit
        .read(move |db| store::notification_preference::find(db, &id))
        .await?)
}

/// What one has chosen, to be changed.
pub async fn form(visit: SignedIn) -> Result<Response, PageError> {
    let chosen = Chosen::of(&chosen(&visit).await?);
    Ok(render(&page(&visit, &chosen, None)))
}

/// Keeps what was chosen; what the rules refuse stands beside its field. Errors: what no page of ours sends.
pub async fn save(visit: SignedIn, Form(typed): Form<Chosen>) -> Result<Response, PageError> {
    let wanted = typed.preferences(chosen(&visit).await?)?;
    let id = visit.person.id.clone();
    let saved = visit
        .write(move |tx| use_cases::notification_preference::change(tx, &id, &wanted))
        .await;
    match saved.map_err(PageError::from) {
        Ok(()) => {
            let said = fl!(visit.words.plain, "notification-preference-saved");
            let onward = Onward::to(&visit.app, "/profile/notifications");
            Ok(onward.saying(&said).into_response())
        }
        Err(PageError::Refused(refusal)) => {
            let page = page(&visit, &typed, Some(&refusal));
            Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(fault) => Err(fault),
    }
}

/// What stands in the address of a link to unsubscribe.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Link {
    from: String,
    token: String,
}

#[derive(Template)]
#[template(path = "notification_preference/unsubscribe.html")]
struct UnsubscribePage {
    p: Page,
    words: String,
    /// Where the button sends to; nothing where all is done.
    action: String,
}

/// Changes nothing: programs follow links in mails without asking anybody.
pub async fn unsubscribe_form(visit: Anybody, Query(link): Query<Link>) -> Response {
    let t = &visit.words.text;
    let words = match link.from.split('.').next().and_then(Subscription::from_key) {
        Some(Subscription::Daily) => fl!(t, "unsubscribe-daily"),
        _ => fl!(t, "unsubscribe-reminders"),
    };
    let encode = crate::web::text::form_urlencoded;
    render(&UnsubscribePage {
        p: visit.page(&fl!(t, "unsubscribe-title")),
        words,
        action: format!(
            "/unsubscribe?from={}&token={}",
            encode(&link.from),
            encode(&link.token)
        ),
    })
}

/// What the mail program sends (RFC 8058) or the button: no session, no redirection, and nothing of the body matters.
pub async fn unsubscribe(visit: Anybody, Query(link): Query<Link>) -> Result<Response, PageError> {
    let token = format!("{} {}", link.from, link.token);
    let author = crate::storage::Author::visitor("/unsubscribe");
    let ended = visit
        .app
        .db
        .write(author, move |tx| {
            use_cases::notification_preference::unsubscribe(tx, &token)
        })
        .await?;
    let t = &visit.words.text;
    let words = match ended {
        Ok(Subscription::Daily) => fl!(t, "unsubscribe-daily-done"),
        Ok(Subscription::Reminders) => fl!(t, "unsubscribe-reminders-done"),
        Err(_) => {
            let page = UnsubscribePage {
                p: visit.page(&fl!(t, "link-dead")),
                words: fl!(t, "unsubscribe-dead"),
                action: String::new(),
            };
            return Ok(render_with(StatusCode::GONE, &page));
        }
    };
    Ok(render(&UnsubscribePage {
        p: visit.page(&fl!(t, "unsubscribe-title")),
        words,
        action: String::new(),
    }))
}
