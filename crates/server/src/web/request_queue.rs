//! Where the desks of queues stand.

use crate::web::foot::NamedLink;
use crate::web::visit::Visit;
use domain::access_request::RequestQueue;
use domain::person::Person;
use i18n_embed_fl::fl;

/// The address below which a queue's pages stand, without a slash behind it.
pub fn address(queue: &RequestQueue) -> String {
    match queue {
        RequestQueue::Contracts => "/support".into(),
        RequestQueue::Programme(key) => format!("/programmes/{key}"),
    }
}

/// The queues somebody decides in, by their names: contracts where they work for support, and programmes.
pub(crate) fn decided_by(visit: &Visit, person: &Person) -> Vec<NamedLink> {
    let language = visit.words.language;
    let contracts = visit.is_support.then(|| {
        let name = fl!(visit.words.text, "contract-requests");
        NamedLink::to("/support/requests", name)
    });
    let programmes = visit.app.db.rules().programmes.iter().filter(|programme| {
        let is_named = programme.deciders.contains(&person.user_id);
        is_named || (programme.is_with_support() && visit.is_support)
    });
    let programmes = programmes.map(|programme| {
        let name = programme.definition.name.in_language(language);
        let label = fl!(visit.words.plain, "programme-requests", name = name);
        NamedLink::to(format!("/programmes/{}/requests", programme.key()), label)
    });
    contracts.into_iter().chain(programmes).collect()
}
