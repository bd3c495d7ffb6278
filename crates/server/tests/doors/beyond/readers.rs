//! Those who name what is not theirs, and what there is to name.

use crate::beyond::ids::prefix_of;
use crate::scene::{ACCOUNT, Scene, last_part};
use crate::support::Office;
use domain::smart_account::Visibility;
use domain::{DomainIdentifier, PersonId, Role};
use std::collections::BTreeMap;

const HERS: &str = "holding.example";

/// What somebody has, or what is not theirs: an id of each kind.
pub type Things = BTreeMap<&'static str, String>;

/// Somebody who names what is not theirs.
pub struct Reader {
    pub email: &'static str,
    /// Their desk.
    pub domain: &'static str,
    pub own: Things,
    pub foreign: Things,
    /// What stands on no page of theirs, whatever they name.
    pub unseen: &'static [&'static str],
}

/// Two accounts with something of each kind, and two who read: Dora, who administers the other one, and Chen, who looks after one
/// Virtual Account of this one.
pub fn furnished(scene: &Scene<'_>) -> [Reader; 2] {
    let office = scene.office;
    let elin = office.person("elin@lumen.example");
    office.grant(&elin, ACCOUNT, Role::VaUser, Some("Lyon"));
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, ACCOUNT, Role::VaAdministrator, Some("Montréal"));
    let dora = scene.person("dora");
    office.account(HERS, Visibility::Unrestricted, &dora);
    let foreign = what_is_in_the_scene(scene);
    // An agreement of the account is for everybody in it.
    let mut beyond_chen = foreign.clone();
    beyond_chen.remove("agr_");
    [
        Reader {
            email: "dora@holding.example",
            domain: HERS,
            own: what_dora_has(scene, &dora),
            foreign,
            unseen: &[
                "Amina Example",
                "Elin Example",
                "elin@lumen.example",
                "Empty-handed",
            ],
        },
        Reader {
            email: "chen@lumen.example",
            domain: ACCOUNT,
            own: BTreeMap::from([("va_", office.part(ACCOUNT, "Montréal").to_string())]),
            foreign: beyond_chen,
            unseen: &["Elin Example", "elin@lumen.example", "Empty-handed"],
        },
    ]
}

fn what_is_in_the_scene(scene: &Scene<'_>) -> Things {
    let mut things = BTreeMap::from([
        ("per_", scene.person("amina").to_string()),
        ("va_", scene.part.clone()),
        ("sa_", account_id(scene.office, ACCOUNT)),
        ("grp_", scene.group.clone()),
        ("rev_", scene.review.clone()),
        ("req_", scene.request.clone()),
        ("evt_", scene.event.clone()),
        ("inv_", scene.invitation.clone()),
        ("upl_", scene.upload.clone()),
        ("rule_", scene.rule.clone()),
        ("case_", scene.case.clone()),
        ("cre_", scene.creation.clone()),
        ("agr_", scene.agreement.clone()),
        ("nad_", scene.address.clone()),
        ("mail_", scene.mail.clone()),
    ]);
    things.extend(kept_ids(scene.office, ACCOUNT, "Lyon"));
    things
}

/// Dora has things of her own beside which those of others can be named.
fn what_dora_has(scene: &Scene<'_>, dora: &PersonId) -> Things {
    let office = scene.office;
    let mut hers = office.session_of("dora@holding.example", dora);
    let mut things = BTreeMap::new();
    hers.goes_to(&format!("/accounts/{HERS}/groups/new"));
    hers.presses("Create group", &[("Name of the group", "Hers")]);
    things.insert("grp_", last_part(&hers.page.path));
    hers.goes_to(&format!("/accounts/{HERS}/reviews/new"));
    let review = [("Name of the review", "Hers"), ("Due on", "2027-06-30")];
    hers.presses("Start a review", &review);
    things.insert("rev_", last_part(&hers.page.path));
    let mut camille = scene.visitor("camille");
    camille.asks_for(HERS, "Downloads for all of the holding");
    things.insert("req_", last_part(&camille.views_request().page.path));
    office.works();
    for (prefix, id) in kept_ids(office, HERS, "Montréal") {
        things.entry(prefix).or_insert(id);
    }
    things.insert("va_", office.part(HERS, "Montréal").to_string());
    things
}

/// A membership on a Virtual Account and a line of a review, where there are some.
fn kept_ids(office: &Office, domain: &str, part: &str) -> Vec<(&'static str, String)> {
    use diesel::prelude::*;
    use parvis::storage::schema::{access_review_lines as lines, access_reviews, memberships};
    let (account, part) = (
        account_id(office, domain),
        office.part(domain, part).to_string(),
    );
    office.read(move |db| {
        let of_account = memberships::table.filter(memberships::account_id.eq(&account));
        let on_part = of_account.filter(memberships::virtual_account_id.eq(&part));
        let mut found: Option<String> = on_part.select(memberships::id).first(db).optional()?;
        if found.is_none() {
            found = of_account.select(memberships::id).first(db).optional()?;
        }
        let line: Option<String> = lines::table
            .inner_join(access_reviews::table)
            .filter(access_reviews::account_id.eq(&account))
            .select(lines::id)
            .first(db)
            .optional()?;
        let ids = [found, line].into_iter().flatten();
        Ok(ids.map(|id| (prefix_of(&id).unwrap(), id)).collect())
    })
}

fn account_id(office: &Office, domain: &str) -> String {
    let domain = DomainIdentifier::parse(domain).unwrap();
    office.read(move |db| {
        let found = parvis::store::smart_account::find_by_identifier(db, &domain)?;
        Ok(found.unwrap().id.to_string())
    })
}
