//! Virtual Accounts: made in three steps, changed, moved, deleted with what comes of it said first.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::smart_account::Visibility;

const LIST: &str = "/accounts/lumen.example/virtual-accounts";

on_both_engines!(
    one_is_made_in_three_steps_and_nothing_is_written_before_the_last,
    the_list_is_nested_paged_and_searched_by_name_and_tag,
    settings_change_against_the_version_that_was_seen,
    it_moves_but_never_into_itself_or_below,
    two_moves_at_once_never_make_a_ring,
    administrators_of_a_part_make_and_change_what_is_theirs_only,
    the_default_passes_on_and_cannot_be_deleted,
    deletion_says_first_what_comes_of_it_and_names_stay,
    whoever_loses_by_a_deletion_is_told,
    a_settled_request_keeps_the_name_of_what_is_deleted,
    what_is_kept_from_strangers_is_offered_to_members_only,
    the_preferred_end_is_offered_to_whoever_grants,
    virtual_accounts_of_another_account_are_not_there,
);

fn one_is_made_in_three_steps_and_nothing_is_written_before_the_last(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.person("chen@lumen.example");
    amina
        .goes_to(LIST)
        .follows("New Virtual Account")
        .sees("Step 1 of 3");
    amina
        .presses(
            "Go on to people",
            &[
                ("Name", "lyon"),
                ("Tags", "site"),
                ("Preferred end date", "2025-01-01"),
            ],
        )
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Tags")
            .unwrap()
            .contains("“site” has no value")
    );
    amina
        .presses(
            "Go on to people",
            &[("Tags", "Site=Croix-Rousse\ncost=4711")],
        )
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Name")
            .unwrap()
            .contains("of this name")
    );
    amina
        .presses(
            "Go on to people",
            &[("Name", "Croix-Rousse"), ("Nested in", "Lyon")],
        )
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Preferred end date")
            .unwrap()
            .contains("has passed")
    );
    amina
        .presses(
            "Go on to people",
            &[
                ("Preferred end date", "2027-03-31"),
                ("Description", "Up the hill."),
            ],
        )
        .sees("Step 2 of 3");
    amina
        .presses(
            "Go on to the review",
            &[("Virtual Account User", "chen, nobody1")],
        )
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Virtual Account User")
            .unwrap()
            .contains("nobody1")
    );
    amina
        .presses(
            "Go on to the review",
            &[(
                "Virtual Account User",
                "chen, Nora <nobody@nowhere.example>",
            )],
        )
        .sees("nobody@nowhere.example, invited by mail")
        .presses("Back", &[]);
    amina
        .presses("Go on to the review", &[("Virtual Account User", "amina")])
        .meets(422)
        .sees("cannot give yourself");
    amina
        .presses("Go on to the review", &[("Virtual Account User", "chen")])
        .sees("Step 3 of 3")
        .sees("Chen Example (chen)")
        .sees("31 March 2027");
    amina.clone().goes_to(LIST).does_not_see("Croix-Rousse");
    // Back keeps what was typed.
    amina
        .presses("Back", &[])
        .presses("Back", &[])
        .presses("Go on to people", &[("Description", "On the hill.")]);
    amina
        .presses("Go on to the review", &[])
        .sees("On the hill.")
        .presses("Create the Virtual Account", &[]);
    amina
        .sees("Croix-Rousse is ready")
        .sees("cost=4711, site=Croix-Rousse")
        .sees("Chen Example")
        .sees("31 March 2027");
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to("/access/smart-accounts").sees("Croix-Rousse");
    chen.goes_to(LIST)
        .sees("Croix-Rousse")
        .does_not_see("Montréal")
        .does_not_see("New Virtual Account");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Virtual Account created: Croix-Rousse")
        .sees("Role given: Virtual Account User");
}

fn the_list_is_nested_paged_and_searched_by_name_and_tag(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for number in 0..25 {
        let form = format!(
            "to=create&name=Site+{number:02}&parent=Lyon&tags=region%3DRh%C3%B4ne%0D%0Anumber%3D{number}&offered=yes"
        );
        assert_eq!(amina.sends("POST", LIST, Some(form)).status, 303);
    }
    // The page after a change says so; the one after it no longer does.
    amina
        .goes_to(LIST)
        .goes_to(LIST)
        .sees("Site 17")
        .does_not_see("Site 24")
        .follows("Next page")
        .sees("Site 24")
        .sees("Montréal")
        .does_not_see("Site 17");
    amina
        .goes_to(LIST)
        .presses("Search", &[("Name or tag", "NUMBER=24")])
        .sees("Site 24")
        .does_not_see("Site 23");
    amina
        .presses("Search", &[("Name or tag", "montreal")])
        .sees("Montréal")
        .does_not_see("Site 24");
    amina
        .presses("Search", &[("Name or tag", "rhone")])
        .sees("Site 00")
        .follows("Next page")
        .sees("Site 24");
    amina
        .presses("Search", &[("Name or tag", "100%_\\")])
        .sees("No Virtual Account with this name or tag");
    amina
        .goes_to(&format!("{LIST}?after=va_{:032x}", 7))
        .sees("Site 00");
}

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

fn administrators_of_a_part_make_and_change_what_is_theirs_only(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    let (lyon, montreal) = (
        office.part("lumen.example", "Lyon"),
        office.part("lumen.example", "Montréal"),
    );
    chen.goes_to(LIST).follows("New Virtual Account");
    assert_eq!(chen.page.all("select option"), ["Lyon"]);
    let beside = "to=create&name=Beside&parent=".to_owned();
    let answer = chen.sends("POST", LIST, Some(beside));
    assert_eq!(answer.status, 422);
    assert!(
        answer
            .fault_of("Nested in")
            .unwrap()
            .contains("outside your own")
    );
    chen.presses("Go on to people", &[("Name", "Pentes")])
        .presses("Go on to the review", &[])
        .presses("Create the Virtual Account", &[])
        .sees("Pentes is ready");
    let pentes = office.part("lumen.example", "Pentes");
    // Where one’s own is nested in what is not, it is in the account.
    let dina = office.person("dina@lumen.example");
    office.grant(
        &dina,
        "lumen.example",
        Role::VaAdministrator,
        Some("Pentes"),
    );
    let mut dina = office.log_in("dina@lumen.example");
    dina.goes_to(&format!("{LIST}/{pentes}/settings"));
    assert_eq!(
        dina.page.all("select option"),
        ["The lumen company (not nested)"]
    );
    assert!(
        !dina.page.html.contains(lyon.as_str()),
        "an id that is not theirs to know"
    );
    dina.presses("Save", &[("Name", "Pentes Est")]).meets(200);
    amina
        .goes_to(&format!("{LIST}/{pentes}"))
        .sees("Nested inLyon");
    dina.goes_to(&format!("{LIST}/{pentes}/settings"))
        .presses("Save", &[("Name", "Pentes")])
        .meets(200);
    dina.goes_to(&format!("{LIST}/{pentes}/deletion"))
        .does_not_see("Lyon");
    // Their own root stays where it is, and is not theirs to delete.
    let form = format!("name=Lyon&version=1&parent={montreal}&offered=yes");
    assert_eq!(
        chen.sends("POST", &format!("{LIST}/{lyon}/settings"), Some(form))
            .status,
        422
    );
    chen.goes_to(&format!("{LIST}/{lyon}"))
        .sees("Change settings")
        .does_not_see("Delete…");
    chen.goes_to(&format!("{LIST}/{lyon}/deletion"))
        .sees("A Smart Account Administrator has to do it")
        .does_not_see("Delete it")
        .does_not_see("This is what comes of it");
    for path in [
        format!("{LIST}/{montreal}"),
        format!("{LIST}/{montreal}/settings"),
        format!("{LIST}/{montreal}/deletion"),
    ] {
        chen.goes_to(&path).meets(404);
    }
    assert_eq!(
        chen.sends(
            "POST",
            &format!("{LIST}/{pentes}/default"),
            Some("version=1".into())
        )
        .status,
        403
    );
    chen.goes_to(&format!("{LIST}/{pentes}/deletion"))
        .presses("Delete it", &[])
        .sees("Pentes is deleted");
    chen.goes_to("/accounts/lumen.example/events")
        .sees("Virtual Account created: Pentes")
        .sees("Virtual Account deleted: Pentes");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Virtual Account deleted: Pentes");
    let viewer = office.person("vera@lumen.example");
    office.grant(&viewer, "lumen.example", Role::VaViewer, Some("Lyon"));
    let mut vera = office.log_in("vera@lumen.example");
    vera.goes_to(&format!("{LIST}/{lyon}"))
        .does_not_see("Change settings")
        .does_not_see("People with roles");
    vera.goes_to(&format!("{LIST}/{lyon}/settings")).meets(404);
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

fn deletion_says_first_what_comes_of_it_and_names_stay(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let mut david = office.visitor("david@atelier.example");
    camille.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Downloads for the Lyon site"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
        ],
    );
    david.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Everything, if I may ask"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("Montréal", "on"),
        ],
    );
    let lyon = office.part("lumen.example", "Lyon");
    let form = format!("to=create&name=Pentes&parent={lyon}&offered=yes");
    assert_eq!(amina.sends("POST", LIST, Some(form)).status, 303);
    amina
        .goes_to(LIST)
        .follows("Lyon")
        .follows("Delete")
        .sees("One Virtual Account moves up into The lumen company")
        .sees("Pentes");
    amina
        .sees("One role ends")
        .sees("Chen Example: Virtual Account Administrator")
        .sees("2 pending requests name it");
    amina
        .sees("Camille Example: asked for nothing else")
        .sees("David Example: goes on with the others");
    // Somebody is given a role meanwhile: the list no longer holds.
    let dina = office.person("dina@lumen.example");
    office.grant(&dina, "lumen.example", Role::VaUser, Some("Lyon"));
    amina
        .presses("Delete it", &[])
        .meets(409)
        .sees("Somebody changed this")
        .sees("2 roles end")
        .sees("Dina Example");
    // As many as before, and others.
    let erik = office.person("erik@lumen.example");
    office.grant(&erik, "lumen.example", Role::VaUser, Some("Lyon"));
    office.write(move |tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::{membership_terms, memberships};
        let held: Vec<String> = memberships::table
            .filter(memberships::person_id.eq(dina.as_str()))
            .select(memberships::id)
            .load(tx.db)?;
        diesel::delete(
            membership_terms::table.filter(membership_terms::membership_id.eq_any(&held)),
        )
        .execute(tx.db)?;
        diesel::delete(memberships::table.filter(memberships::id.eq_any(&held))).execute(tx.db)?;
        Ok(())
    });
    amina
        .presses("Delete it", &[])
        .meets(409)
        .sees("2 roles end")
        .sees("Erik Example")
        .does_not_see("Dina Example");
    amina
        .presses("Delete it", &[])
        .sees("Lyon is deleted")
        .does_not_see("Lyon ›")
        .sees("Pentes");
    amina.goes_to(&format!("{LIST}/{lyon}")).meets(404);
    chen.goes_to("/accounts/lumen.example/requests").meets(404);
    camille
        .views_request()
        .sees("an administrator of the account will choose what fits");
    david
        .views_request()
        .sees("Lyon was deleted; the request goes on without it")
        .sees("Montréal");
    // A decision on a page from before is refused; then both are decided.
    amina.goes_to("/accounts/lumen.example/requests");
    for _ in 0..2 {
        amina
            .goes_to("/accounts/lumen.example/requests?status=pending")
            .follows("Pending")
            .sees("Lyon was deleted");
        amina
            .approves_for(&["Montréal"], "Virtual Account User")
            .sees("You approved this");
    }
    // The name is free again, and old events still say whom they meant.
    let form = "to=create&name=Lyon&parent=&offered=yes".to_owned();
    assert_eq!(amina.sends("POST", LIST, Some(form)).status, 303);
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Virtual Account deleted: Lyon")
        .sees("Role ended: Virtual Account Administrator")
        .sees("A request goes on without Lyon");
}

fn whoever_loses_by_a_deletion_is_told(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let lyon = office.part("lumen.example", "Lyon");
    // More than are told of in one go, one of them with two roles.
    for number in 10..130 {
        let user = office.person(&format!("user{number}@lumen.example"));
        office.grant(&user, "lumen.example", Role::VaUser, Some("Lyon"));
        if number == 10 {
            office.grant(&user, "lumen.example", Role::VaViewer, Some("Lyon"));
        }
    }
    let names = "User IDs or e-mail addresses";
    amina
        .goes_to("/accounts/lumen.example/users/new")
        .presses(
            "Add users",
            &[
                (names, "only@atelier.example"),
                ("Selected Virtual Accounts", "on"),
                ("Lyon", "on"),
                ("User role", "Virtual Account User"),
            ],
        )
        .sees("invited by mail");
    amina
        .goes_to("/accounts/lumen.example/users/new")
        .presses(
            "Add users",
            &[
                (names, "both@atelier.example"),
                ("Selected Virtual Accounts", "on"),
                ("Lyon", "on"),
                ("Montréal", "on"),
                ("User role", "Virtual Account User"),
            ],
        )
        .sees("invited by mail");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Downloads for the Lyon site"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
        ],
    );
    let rule = format!(
        "name=Partners&domain_kind=is&domain=atelier.example&outcome=approve&scope=selected&virtual_accounts={lyon}&role=va-viewer"
    );
    amina
        .goes_to(&format!(
            "/accounts/lumen.example/automation/rehearsal?{rule}"
        ))
        .presses("Save the rule", &[])
        .sees("acts from now on");
    office.works();
    let link = |address| link_in(&office.mailbox.newest(address, "Your invitation").text_body);
    let (only, both) = (link("only@atelier.example"), link("both@atelier.example"));
    amina
        .goes_to(LIST)
        .follows("Lyon")
        .follows("Delete")
        .sees("121 roles end")
        .sees("is told by mail")
        .sees("2 open invitations name it");
    amina
        .sees("only@atelier.example: offered nothing else, and is withdrawn")
        .sees("both@atelier.example: goes on with the rest");
    amina
        .sees("One automation rule names it")
        .sees("Partners: names nothing else, and acts no more");
    amina.presses("Delete it", &[]).sees("Lyon is deleted");
    office.works();
    for number in 10..130 {
        let told = office
            .mailbox
            .newest(&format!("user{number}@lumen.example"), "Your access to");
        assert!(
            told.text_body
                .contains("as the Virtual Account Lyon has been deleted"),
            "{}",
            told.text_body
        );
        let ended = office.mailbox.to(&format!("user{number}@lumen.example"));
        assert_eq!(
            ended
                .iter()
                .filter(|mail| mail.text_body.contains("has been deleted"))
                .count(),
            1,
            "user{number}"
        );
    }
    office.mailbox.newest(
        "amina@lumen.example",
        "Your invitation of only@atelier.example was withdrawn",
    );
    let asked = office
        .mailbox
        .newest("amina@lumen.example", "asks for access");
    assert!(
        asked
            .text_body
            .contains("asked for access to Lyon, which has been deleted"),
        "{}",
        asked.text_body
    );
    Visitor::stranger(office)
        .goes_to(&only)
        .does_not_see("offers you access");
    Visitor::stranger(office)
        .goes_to(&both)
        .sees("Montréal")
        .does_not_see("Lyon");
    let events = "/accounts/lumen.example/events?kind=invitation";
    amina
        .goes_to(&format!("{events}.narrowed"))
        .sees("goes on without Lyon, which was deleted");
    amina
        .goes_to(&format!("{events}.left-empty"))
        .sees("offered nothing but Lyon");
}

fn a_settled_request_keeps_the_name_of_what_is_deleted(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Downloads for the Lyon site"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
        ],
    );
    amina
        .opens_the_link_in("asks for access")
        .approves_for(&["Lyon"], "Virtual Account User");
    amina
        .goes_to(LIST)
        .follows("Lyon")
        .follows("Delete")
        .sees("No pending request")
        .presses("Delete it", &[]);
    camille.views_request().sees("Virtual Account User on Lyon");
    amina
        .goes_to("/accounts/lumen.example/requests")
        .sees("Lyon")
        .follows("Approved")
        .sees("Lyon");
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Virtual Account User");
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
    camille.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Downloads for the Lyon site"),
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
        ],
    );
    amina
        .opens_the_link_in("asks for access")
        .sees("Lyon (preferred end date 31 March 2027)");
    amina.approves_for(&["Lyon"], "Virtual Account User");
    camille.views_request().sees("until 31 March 2027");
}

fn virtual_accounts_of_another_account_are_not_there(office: &Office) {
    office.administrator_of("lumen.example");
    let dora = office.person("dora@holding.example");
    office.account("holding.example", Visibility::Unrestricted, &dora);
    let mut dora = office.log_in("dora@holding.example");
    let lyon = office.part("lumen.example", "Lyon");
    for page in ["", "/settings", "/deletion"] {
        dora.goes_to(&format!(
            "/accounts/holding.example/virtual-accounts/{lyon}{page}"
        ))
        .meets(404);
    }
    for (page, form) in [
        ("settings", "name=X&parent=&version=1"),
        ("default", "version=1"),
        ("deletion", "seen=1.0.0.0"),
    ] {
        let path = format!("/accounts/holding.example/virtual-accounts/{lyon}/{page}");
        assert_eq!(dora.sends("POST", &path, Some(form.into())).status, 404);
    }
}
