//! Personal data: whom the operator names, and what this installation does with it.

use crate::pages::parts::text_page::{TextSection, text_page};
use crate::web::door::Anybody;
use crate::web::foot::NamedLink;
use crate::web::visit::Visit;
use axum::response::Response;
use domain::moment::{days, hours};
use domain::session;
use domain::upload::KEPT_FOR;
use i18n_embed_fl::fl;

/// The operator's words (controller, data protection officer, legal bases) before what Parvis knows of itself.
pub async fn privacy(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let page = &visit.app.config.pages.privacy;
    let mut sections = Vec::new();
    if page.in_language(visit.words.language).is_none() {
        sections.push(responsible(&visit));
    }
    sections.extend(facts(&visit));
    let title = fl!(t, "layout-privacy");
    text_page(&visit, &title, fl!(t, "privacy-lead"), Some(page), sections)
}

/// Where nothing was published of it.
fn responsible(visit: &Visit) -> TextSection {
    let t = &visit.words.text;
    let none = fl!(t, "privacy-responsible-none");
    let heading = fl!(t, "privacy-responsible");
    let section = match visit.app.config.organisation.as_str() {
        "" => TextSection::new("responsible", heading, none),
        organisation => {
            let run_by = fl!(t, "about-run-by", organisation = organisation);
            TextSection::new("responsible", heading, run_by).and(none)
        }
    };
    section.leading_to(NamedLink::to("/contacts", fl!(t, "layout-contacts")))
}

fn facts(visit: &Visit) -> Vec<TextSection> {
    let t = &visit.words.text;
    let section = TextSection::new;
    vec![
        section("kept", fl!(t, "privacy-kept"), fl!(t, "privacy-kept-words")),
        section("seen", fl!(t, "privacy-seen"), fl!(t, "privacy-seen-asked"))
            .and(fl!(t, "privacy-seen-held"))
            .and(fl!(t, "privacy-seen-run")),
        how_long(visit),
        section(
            "rights",
            fl!(t, "privacy-rights"),
            fl!(t, "privacy-rights-words"),
        )
        .and(fl!(t, "privacy-rights-erasure"))
        .leading_to(NamedLink::to("/profile/data", fl!(t, "own-data-title"))),
        section(
            "rules",
            fl!(t, "privacy-rules"),
            fl!(t, "privacy-rules-words"),
        ),
        section(
            "elsewhere",
            fl!(t, "privacy-elsewhere"),
            fl!(t, "privacy-elsewhere-words"),
        ),
        section(
            "cookies",
            fl!(t, "privacy-cookies"),
            fl!(t, "privacy-cookies-words"),
        ),
    ]
}

/// As the settings say, which the worker goes by.
fn how_long(visit: &Visit) -> TextSection {
    let (t, number) = (&visit.words.text, |n: u64| visit.words.number(n));
    let config = &visit.app.config;
    let kept = &config.privacy;
    let mail = fl!(
        t,
        "privacy-how-long-mail",
        days = number(config.mail.keep_days)
    );
    let idle = session::IDLE.as_secs() / hours(1).as_secs();
    let longest = session::LONGEST.as_secs() / days(1).as_secs();
    let lines = KEPT_FOR.as_secs() / days(1).as_secs();
    let session = fl!(t, "privacy-how-long-session", hours = idle, days = longest);
    let cases = match kept.cases_days {
        0 => fl!(t, "privacy-how-long-cases-for-good"),
        days => fl!(t, "privacy-how-long-cases", days = number(days)),
    };
    let events = match kept.events_days {
        0 => fl!(t, "privacy-how-long-events-for-good"),
        days => fl!(t, "privacy-how-long-events", days = number(days)),
    };
    let files = fl!(t, "privacy-how-long-files", days = lines);
    let backups = match kept.backups_days {
        0 => fl!(t, "privacy-how-long-backups-unsaid"),
        days => fl!(
            t,
            "privacy-how-long-backups",
            count = days,
            days = number(days)
        ),
    };
    TextSection::new("how-long", fl!(t, "privacy-how-long"), mail)
        .and(session)
        .and(cases)
        .and(events)
        .and(files)
        .and(fl!(t, "privacy-how-long-rest"))
        .and(backups)
}
