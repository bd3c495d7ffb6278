//! The tabs of access management.

use crate::web::visit::Visit;
use i18n_embed_fl::fl;

/// One tab of access management.
pub struct Tab {
    pub address: String,
    pub label: String,
    pub current: bool,
}

/// What the page of a tab is called: its heading is that of all of them.
pub(crate) fn title(visit: &Visit, tab: &str) -> String {
    fl!(visit.words.plain, "access-tab-title", tab = tab)
}

/// The tabs of access management; `current` is the address of the one shown.
pub fn tabs(visit: &Visit, current: &str) -> Vec<Tab> {
    let t = &visit.words.text;
    let fixed = [
        ("/access/services".to_owned(), fl!(t, "access-services")),
        (
            "/access/smart-accounts".to_owned(),
            fl!(t, "access-smart-accounts"),
        ),
    ];
    let programmes = visit.app.db.rules().programmes.iter().map(|programme| {
        let name = &programme.definition.name;
        (
            format!("/access/programmes/{}", programme.key()),
            name.in_language(visit.words.language).to_owned(),
        )
    });
    fixed
        .into_iter()
        .chain(programmes)
        .map(|(address, label)| Tab {
            current: address == current,
            address,
            label,
        })
        .collect()
}
