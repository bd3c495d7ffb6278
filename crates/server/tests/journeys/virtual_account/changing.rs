//! What a Virtual Account is called, where it lies, which one is the default, and to whom it is offered.

use crate::on_both_engines;
use crate::support::Office;
use domain::Role;

const LIST: &str = "/accounts/lumen.example/virtual-accounts";

on_both_engines!(
    settings_change_against_the_version_that_was_seen,
    it_moves_but_never_into_itself_or_below,
    two_moves_at_once_never_make_a_ring,
    the_default_passes_on_and_cannot_be_deleted,
    what_is_kept_from_strangers_is_offered_to_members_only,
    the_preferred_end_is_offered_to_whoever_grants,
);

fn settings_change_against_the_version_that_was_seen(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut bruno = amina.clone();
    for visitor in [&mut amina, &mut bruno] {
        visitor
            .goes_to(LIST)
            .follows("Lyon")
            .follows("Change settings");
    }
    amina
        .presses("Save", &[("Name", "Grand Lyon"), ("Tags", "site=Lyon")])
        .sees("Grand Lyon is saved")
        .sees("site=Lyon");
    bruno
        .presses("Save", &[("Name", "Lyon Sud")])
        .meets(409)
        .sees("Somebody changed this since you opened the page");
    assert!(bruno.page.html.contains("Lyon Sud"));
    // What stands now is said beside what differs, and only there.
    bruno
        .sees("Name: Now it says “Grand Lyon”")
        .sees("Tags: Now it says “site=Lyon”");
    assert!(bruno.page.fault_of("Name").unwrap().contains("Grand Lyon"));
    assert_eq!(bruno.page.fault_of("Description"), None);
    assert_eq!(
        bruno.page.attributes(".error-summary a", "href"),
        ["#name", "#name", "#tags"]
    );
    bruno
        .presses("Save", &[])
        .sees("Lyon Sud is saved")
        .does_not_see("site=Lyon");
    bruno
        .follows("Change settings")
        .presses("Save", &[])
        .sees("nothing was changed");
    bruno
        .follows("Change settings")
        .presses("Save", &[("Name", "Lyon|Sud")])
        .meets(422)
        .sees("Leave out the sign |");
    bruno
        .presses("Save", &[("Name", "LYON sud")])
        .sees("LYON sud is saved");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Virtual Account changed: Grand Lyon");
}

fn it_moves_but_never_into_itself_or_below(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let dina = office.person("dina@lumen.example");
    office.grant(&dina, "lumen.example", Role::VaUser, Some("Montréal"));
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(LIST).does_not_see("Montréal");
    let (lyon, montreal) = (
        office.part("lumen.example", "Lyon"),
        office.part("lumen.example", "Montréal"),
    );
    amina
        .goes_to(&format!("{LIST}/{montreal}/settings"))
        .presses("Save", &[("Nested in", "Lyon")]);
    // What is nested is within reach of whoever holds what it is in.
    chen.goes_to(LIST).follows("Montréal").sees("Dina Example");
    // The page does not offer it; a forged form is refused all the same.
    amina.goes_to(&format!("{LIST}/{lyon}/settings"));
    assert!(
        amina
            .page
            .all("select option")
            .iter()
            .all(|option| !option.contains("Montréal"))
    );
    for place in [&lyon, &montreal] {
        let form = format!("name=Lyon&version=1&parent={place}");
        let answer = amina.sends("POST", &format!("{LIST}/{lyon}/settings"), Some(form));
        assert_eq!(answer.status, 422);
        assert!(
            answer
                .fault_of("Nested in")
                .unwrap()
                .contains("cannot be nested in itself")
        );
    }
    let form = "name=Lyon&version=1&parent=nowhere".to_owned();
    assert_eq!(
        amina
            .sends("POST", &format!("{LIST}/{lyon}/settings"), Some(form))
            .status,
        422
    );
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Virtual Account moved: Montréal");
    chen.goes_to("/accounts/lumen.example/events")
        .sees("Virtual Account moved: Montréal");
}

fn two_moves_at_once_never_make_a_ring(office: &Office) {
    let amina = office.administrator_of("lumen.example");
    let (lyon, montreal) = (
        office.part("lumen.example", "Lyon"),
        office.part("lumen.example", "Montréal"),
    );
    let posts = [
        (&lyon, "Lyon", &montreal),
        (&montreal, "Montr%C3%A9al", &lyon),
    ]
    .map(|(id, name, parent)| {
        let request = axum::http::Request::post(format!("{LIST}/{id}/settings"))
            .header("host", "parvis.example")
            .header("sec-fetch-site", "same-origin")
            .header(
                "cookie",
                format!("parvis_session={}", amina.session().unwrap()),
            )
            .header("content-type", "application/x-www-form-urlencoded")
            .body(axum::body::Body::from(format!(
                "name={name}&version=1&parent={parent}&offered=yes"
            )))
            .unwrap();
        office
            .runtime
            .spawn(tower::ServiceExt::oneshot(office.router(), request))
    });
    let mut statuses: Vec<u16> = posts
        .into_iter()
        .map(|post| {
            office
                .runtime
                .block_on(post)
                .unwrap()
                .unwrap()
                .status()
                .as_u16()
        })
        .collect();
    statuses.sort();
    assert_eq!(statuses, [303, 422]);
}

fn the_default_passes_on_and_cannot_be_deleted(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to(LIST)
        .follows("Default")
        .follows("Delete")
        .sees("Make another Virtual Account the default first")
        .does_not_see("Delete it")
        .does_not_see("This is what comes of it");
    let default = office.part("lumen.example", "Default");
    let answer = amina.sends(
        "POST",
        &format!("{LIST}/{default}/deletion"),
        Some("seen=1.0.0.0".into()),
    );
    assert_eq!(answer.status, 409);
    amina
        .goes_to(LIST)
        .follows("Lyon")
        .presses("Make it the default", &[])
        .sees("Lyon is now the default")
        .does_not_see("Make it the default");
    assert_eq!(
        amina
            .sends(
                "POST",
                &format!("{LIST}/{default}/default"),
                Some("version=1".into())
            )
            .status,
        303
    );
    assert_eq!(amina.goes_to(LIST).page.all("tbody .tag"), ["Default"]);
    amina
        .follows("Default")
        .follows("Delete")
        .presses("Delete it", &[])
        .sees("Default is deleted");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("New default Virtual Account: Lyon")
        .sees("Virtual Account deleted: Default");
}

fn what_is_kept_from_strangers_is_offered_to_members_only(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let lyon = office.part("lumen.example", "Lyon");
    amina
        .goes_to(&format!("{LIST}/{lyon}/settings"))
        .presses("Save", &[("Show it to people", "off")])
        .sees("Shown to members only");
    camille
        .goes_to("/access/requests/new?identifier=lumen.example")
        .sees("Montréal")
        .does_not_see("Lyon");
    let forged = format!(
        "identifier=lumen.example&reason=Downloads+for+Lyon&scope=selected&virtual_accounts={lyon}"
    );
    assert_eq!(
        camille
            .sends("POST", "/access/requests", Some(forged))
            .status,
        422
    );
    let eve = office.person("eve@lumen.example");
    office.grant(&eve, "lumen.example", Role::SaViewer, None);
    office
        .log_in("eve@lumen.example")
        .goes_to("/access/requests/new?identifier=lumen.example")
        .sees("Lyon");
}

fn the_preferred_end_is_offered_to_whoever_grants(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let lyon = office.part("lumen.example", "Lyon");
    amina
        .goes_to(&format!("{LIST}/{lyon}/settings"))
        .presses("Save", &[("Preferred end date", "2027-03-31")])
        .sees("31 March 2027");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for_part("lumen.example", "Lyon", "Downloads for the Lyon site");
    amina
        .opens_the_link_in("asks for access")
        .sees("Lyon (preferred end date 31 March 2027)");
    amina.approves_for(&["Lyon"], "Virtual Account User");
    camille.views_request().sees("until 31 March 2027");
}
