//! Personal data: whom the operator names, and what this installation does with it.

use crate::pages::parts::text_page::{TextSection, text_page};
use crate::web::door::Anybody;
use crate::web::foot::NamedLink;
use crate::web::visit::Visit;
use axum::response::Response;
use domain::moment::{days, hours};
use domain::session;
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
    let kept = visit.app.config.mail.keep_days;
    let idle = session::IDLE.as_secs() / hours(1).as_secs();
    let longest = session::LONGEST.as_secs() / days(1).as_secs();
    let section = TextSection::new;
    vec![
        section("kept", fl!(t, "privacy-kept"), fl!(t, "privacy-kept-words")),
        section("seen", fl!(t, "privacy-seen"), fl!(t, "privacy-seen-asked"))
            .and(fl!(t, "privacy-seen-held"))
            .and(fl!(t, "privacy-seen-run")),
        section(
            "how-long",
            fl!(t, "privacy-how-long"),
            fl!(t, "privacy-how-long-mail", days = kept),
        )
        .and(fl!(
            t,
            "privacy-how-long-session",
            hours = idle,
            days = longest
        ))
        .and(fl!(t, "privacy-how-long-rest")),
        section(
            "rights",
            fl!(t, "privacy-rights"),
            fl!(t, "privacy-rights-words"),
        )
        .leading_to(NamedLink::to("/profile", fl!(t, "profile-manage"))),
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
