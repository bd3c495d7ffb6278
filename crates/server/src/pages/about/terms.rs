//! Terms of use and legal notice: the operator's, or plainly none.

use crate::config::{OwnPage, Published};
use crate::pages::parts::text_page::text_page;
use crate::web::door::Anybody;
use crate::web::visit::{Onward, Visit};
use axum::response::{IntoResponse, Response};
use i18n_embed_fl::fl;

/// On what terms the service is used.
pub async fn terms(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let none = fl!(t, "terms-none");
    published(
        &visit,
        &visit.app.config.pages.terms,
        &fl!(t, "layout-terms"),
        none,
    )
}

/// Who publishes the service and who hosts it.
pub async fn legal_notice(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let none = fl!(t, "legal-notice-none");
    let page = &visit.app.config.pages.legal_notice;
    published(&visit, page, &fl!(t, "layout-legal-notice"), none)
}

/// The page, the way to where it stands, or `none`.
fn published(visit: &Visit, page: &OwnPage, title: &str, none: String) -> Response {
    let t = &visit.words.text;
    let organisation = visit.app.config.organisation.as_str();
    let run_by = match organisation {
        "" => String::new(),
        organisation => fl!(t, "about-run-by", organisation = organisation),
    };
    match page.in_language(visit.words.language) {
        Some((_, Published::Address(address))) => Onward::to(&visit.app, address).into_response(),
        Some(_) => text_page(visit, title, run_by, Some(page), Vec::new()),
        None => text_page(visit, title, format!("{none} {run_by}"), None, Vec::new()),
    }
}
