//! The declaration of accessibility: what the operator declares, and what is true of Parvis wherever it runs.

use crate::config::Conformity;
use crate::pages::parts::text_page::{TextSection, text_page};
use crate::web::door::Anybody;
use crate::web::foot::{NamedLink, conformity, to_support};
use axum::response::Response;
use i18n_embed_fl::fl;

/// State, organisation and address first, as a declaration has them; then the operator's words; then what Parvis does.
pub async fn accessibility(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let config = &visit.app.config;
    let address = config.public_url.as_str();
    let about = match config.organisation.as_str() {
        "" => fl!(t, "accessibility-about", address = address),
        organisation => fl!(
            t,
            "accessibility-about-run",
            organisation = organisation,
            address = address
        ),
    };
    let state = config.pages.accessibility_state;
    let declared = match state {
        Conformity::NotStated => fl!(t, "accessibility-not-stated"),
        stated => conformity(t, stated),
    };
    let sections = vec![
        TextSection::new(
            "how",
            fl!(t, "accessibility-how"),
            fl!(t, "accessibility-how-words"),
        )
        .and(fl!(t, "accessibility-checked")),
        TextSection::new(
            "technologies",
            fl!(t, "accessibility-technologies"),
            fl!(t, "accessibility-technologies-words"),
        ),
        TextSection::new(
            "trouble",
            fl!(t, "accessibility-trouble"),
            fl!(t, "accessibility-trouble-words"),
        )
        .leading_to_all(to_support(t))
        .leading_to(NamedLink::to("/contacts", fl!(t, "layout-contacts"))),
    ];
    let title = fl!(t, "accessibility-title");
    let lead = format!("{about} {declared}");
    let own = Some(&config.pages.accessibility);
    text_page(&visit, &title, lead, own, sections)
}
