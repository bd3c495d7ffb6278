//! The answers there are, readable without signing in. Pages lead to the one that fits them.

use crate::pages::parts::help::HelpTopic;
use crate::pages::parts::text_page::text_page;
use crate::web::door::Anybody;
use axum::response::Response;
use i18n_embed_fl::fl;

/// Every topic, from asking to deciding, and whether anybody reads what is written back to a mail.
pub async fn help(visit: Anybody) -> Response {
    let t = &visit.words.text;
    let sections = HelpTopic::ALL.iter().map(|topic| topic.section(&visit));
    let sections = sections.collect();
    let title = fl!(t, "layout-help");
    text_page(&visit, &title, fl!(t, "help-lead"), None, sections)
}
