//! Access to another account, asked for a whole group.

use crate::on_both_engines;
use crate::support::Office;
use domain::Role;
use domain::smart_account::Visibility;

on_both_engines!(
    access_to_another_account_is_asked_for_a_whole_group,
    whoever_is_in_a_group_does_not_decide_for_it_and_a_deleted_group_asks_no_more,
    whoever_no_longer_manages_a_group_asks_no_more_for_it,
    a_group_of_a_suspended_account_asks_for_nothing,
);

fn access_to_another_account_is_asked_for_a_whole_group(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let dora = office.person("dora@holding.example");
    office.account("holding.example", Visibility::Restricted, &dora);
    let mut dora = office.log_in("dora@holding.example");
    let mut camille = office.visitor("camille@atelier.example");
    let group = amina.makes_group("Night shift");
    amina.adds(&group, "camille");
    // Who manages no group has no choice, and asks for none.
    camille
        .goes_to("/access/requests/new")
        .does_not_see("For whom");
    let id = group.rsplit('/').next().unwrap().to_owned();
    camille
        .goes_to(&format!(
            "/access/requests/new?for={id}&identifier=holding.example"
        ))
        .meets(404);
    assert_eq!(
        camille
            .sends(
                "POST",
                "/access/requests",
                Some(format!(
                    "for={id}&identifier=holding.example&reason=For+the+night+shift"
                ))
            )
            .status,
        404
    );
    amina.goes_to("/access/requests/new").sees("For myself");
    amina
        .presses(
            "Submit",
            &[
                ("For whom", "Night shift"),
                ("Account domain identifier", "holding.example"),
            ],
        )
        .sees("Night shift")
        .sees("Whoever is in the group has what is granted");
    amina
        .presses(
            "Send request",
            &[
                (
                    "Reason for request",
                    "The night shift looks after your lines",
                ),
                ("Role wanted", "Smart Account Approver"),
            ],
        )
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Role wanted")
            .unwrap()
            .contains("A group cannot be one")
    );
    amina
        .presses(
            "Send request",
            &[
                (
                    "Reason for request",
                    "The night shift looks after your lines",
                ),
                ("Role wanted", "Smart Account User"),
            ],
        )
        .sees("Access request sent");
    amina
        .goes_to("/access/services")
        .sees("for the group Night shift")
        .follows("View")
        .sees("Night shift");
    amina
        .goes_to(&group)
        .sees("Amina Example asked for access to holding.example for this group");
    // Once for the group, whoever asks; for oneself all the same.
    amina
        .goes_to(&format!(
            "/access/requests/new?for={id}&identifier=holding.example"
        ))
        .sees("You have asked for this already");
    let again = amina.sends(
        "POST",
        "/access/requests",
        Some(format!(
            "for={id}&identifier=holding.example&reason=For+the+night+shift"
        )),
    );
    assert_eq!(
        again.headers.get("location").map(String::as_str),
        Some(group.as_str())
    );
    amina
        .goes_to(&group)
        .goes_to("/access/requests/new?identifier=holding.example")
        .does_not_see("You have asked for this already");

    dora.goes_to("/accounts/holding.example/requests")
        .sees("for the group Night shift");
    dora.opens_the_link_in("Amina Example asks for access")
        .sees("Night shift")
        .sees("a group of The lumen company, lumen.example, with one person in it")
        .sees("Managed by: Amina Example");
    dora.approves_entirely("Smart Account Approver").meets(422);
    assert!(
        dora.page
            .fault_of("User role")
            .unwrap()
            .contains("A group cannot be one")
    );
    dora.approves_entirely("Smart Account Viewer")
        .sees("You approved this");
    office.works();
    let told = office
        .mailbox
        .newest("amina@lumen.example", "Your access request")
        .text_body;
    assert!(
        told.contains("Everybody in the group Night shift has the access now")
            && !told.contains("The access works now"),
        "{told}"
    );
    camille
        .goes_to("/access/smart-accounts")
        .sees("The holding company")
        .sees("Smart Account Viewer");
    camille
        .goes_to("/groups")
        .follows("Night shift")
        .sees("Smart Account Viewer · The holding company");
    amina
        .goes_to(&group)
        .sees("The holding company")
        .sees("decided there");

    // The other account sees who is in the group and who joins, and may end what it gave, but not change who is in it.
    office.person("emma@atelier.example");
    amina.adds(&group, "emma").sees("One person is new");
    dora.goes_to("/accounts/holding.example/events")
        .sees("Somebody joined the group Night shift, which holds roles here")
        .sees("Emma Example")
        .sees("Amina Example (Night shift)");
    let there = group.replace("lumen", "holding");
    dora.goes_to("/accounts/holding.example/users")
        .follows("Night shift")
        .sees("This group is kept by The lumen company")
        .sees("Camille Example")
        .does_not_see("Add members");
    assert_eq!(dora.page.path, there);
    assert_eq!(
        dora.sends(
            "POST",
            &format!("{there}/members"),
            Some("people=dora".into())
        )
        .status,
        404
    );
    // Nobody lets themselves in by way of a group that holds roles somewhere.
    amina
        .adds(&group, "amina")
        .meets(422)
        .sees("nobody gives themselves a role");
    camille
        .goes_to("/groups")
        .follows("Night shift")
        .presses("Leave this group", &[]);
    dora.goes_to("/accounts/holding.example/events")
        .sees("Somebody left the group Night shift, which holds roles here");
    dora.goes_to(&there)
        .follows("End role")
        .presses("End role", &[])
        .sees("The role has ended");
    dora.goes_to(&there).meets(404);
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("The holding company");
}

fn whoever_is_in_a_group_does_not_decide_for_it_and_a_deleted_group_asks_no_more(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let dora = office.person("dora@holding.example");
    office.account("holding.example", Visibility::Unrestricted, &dora);
    let mut dora = office.log_in("dora@holding.example");
    let group = amina.makes_group("Both houses");
    amina.adds(&group, "dora");
    let id = group.rsplit('/').next().unwrap().to_owned();
    amina.goes_to(&format!(
        "/access/requests/new?for={id}&identifier=holding.example"
    ));
    amina
        .presses(
            "Send request",
            &[("Reason for request", "We work in both houses")],
        )
        .sees("Access request sent");
    office.works();
    assert!(
        office
            .mailbox
            .to("dora@holding.example")
            .iter()
            .all(|mail| !mail.subject.contains("asks for access"))
    );
    dora.goes_to("/accounts/holding.example/requests")
        .follows("Pending")
        .sees("somebody else decides it")
        .does_not_see("Available actions");
    let path = format!("{}/decision", dora.page.path);
    let version = dora.sends(
        "POST",
        &path,
        Some("version=2&outcome=approve&scope=entire&role=sa-user".into()),
    );
    assert_eq!(version.status, 403);
    amina
        .goes_to(&format!("{group}/deletion"))
        .sees("The request for access to holding.example is withdrawn")
        .presses("Delete group", &[])
        .sees("Both houses is deleted");
    amina
        .goes_to("/access/services")
        .sees("Withdrawn")
        .sees("for the group Both houses");
    dora.goes_to("/accounts/holding.example/requests")
        .sees("for the group Both houses")
        .follows("Withdrawn")
        .sees("This group has been deleted");
}

fn whoever_no_longer_manages_a_group_asks_no_more_for_it(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.log_in("bruno@lumen.example");
    let dora = office.person("dora@holding.example");
    office.account("holding.example", Visibility::Unrestricted, &dora);
    let erik = office.person("erik@holding.example");
    office.grant(&erik, "holding.example", Role::SaAdministrator, None);
    let mut dora = office.log_in("dora@holding.example");
    let group = amina.makes_group("Night shift");
    let id = group.rsplit('/').next().unwrap().to_owned();
    amina.goes_to(&format!(
        "/access/requests/new?for={id}&identifier=holding.example"
    ));
    amina
        .presses(
            "Send request",
            &[(
                "Reason for request",
                "The night shift looks after your lines",
            )],
        )
        .sees("Access request sent");
    dora.opens_the_link_in("Amina Example asks for access")
        .presses("Ask", &[("Your question", "Which lines are those?")]);
    let asked = amina.views_request().page.clone();
    let request = dora.page.path.clone();
    // Amina leaves the company.
    bruno
        .goes_to("/accounts/lumen.example/users")
        .presses("End access", &[("Select Amina Example", "on")])
        .presses("End access", &[])
        .sees("One role has ended");
    amina
        .views_request()
        .sees("does not manage its group any more")
        .does_not_see("Send answer")
        .does_not_see("Send reminder");
    amina.page = asked;
    amina
        .presses(
            "Send answer",
            &[("Your answer", "Those between the two houses.")],
        )
        .sees("does not manage its group any more");
    dora.goes_to(&request)
        .sees("does not manage its group any more");
    dora.approves_entirely("Smart Account User").meets(409);
    dora.presses(
        "Submit",
        &[
            ("Propose something else", "on"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Viewer"),
            ("Why this instead", "Or just to look?"),
        ],
    )
    .meets(409);
    let several = format!(
        "/accounts/holding.example/requests/review?outcome=approve&request={}",
        request.rsplit('/').next().unwrap()
    );
    dora.goes_to(&several)
        .presses(
            "Show what each gets",
            &[
                ("Entire Smart Account", "on"),
                ("User role", "Smart Account User"),
            ],
        )
        .sees("does not manage its group any more");
    dora.goes_to(&request)
        .declines("Other", "Ask again, whoever looks after it now.")
        .sees("You declined this");
    let again = format!("/access/requests/new?for={id}&identifier=holding.example");
    office.days_pass(1);
    bruno
        .goes_to(&again)
        .presses(
            "Send request",
            &[(
                "Reason for request",
                "The night shift looks after your lines",
            )],
        )
        .sees("Access request sent");
    // An offer made while Bruno managed the group is not his to take once he does not.
    dora.opens_the_link_in("Bruno Example asks for access");
    dora.presses(
        "Submit",
        &[
            ("Propose something else", "on"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Viewer"),
            ("Why this instead", "Or just to look?"),
        ],
    )
    .sees("You proposed");
    let offered = bruno.views_request().page.clone();
    let fleur = office.person("fleur@lumen.example");
    office.grant(&fleur, "lumen.example", Role::SaAdministrator, None);
    office
        .log_in("fleur@lumen.example")
        .goes_to("/accounts/lumen.example/users")
        .presses("End access", &[("Select Bruno Example", "on")])
        .presses("End access", &[])
        .sees("One role has ended");
    for button in ["Accept the proposal", "Keep my original request"] {
        bruno.page = offered.clone();
        bruno
            .presses(button, &[])
            .sees("does not manage its group any more")
            .sees("Pending");
    }
    bruno.presses("Withdraw", &[]).sees("Withdrawn");
    office.works();
}

fn a_group_of_a_suspended_account_asks_for_nothing(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let dora = office.person("dora@holding.example");
    office.account("holding.example", Visibility::Unrestricted, &dora);
    let group = amina.makes_group("Night shift");
    let id = group.rsplit('/').next().unwrap().to_owned();
    amina.goes_to("/access/requests/new").sees("For whom");
    let offer = "Request access to another account";
    amina.goes_to(&group).sees(offer);
    let account = office.account_at("lumen.example").id;
    office.write(move |tx| {
        parvis::use_cases::smart_account::operation::suspend(tx, &account, "It is disputed.")
            .map(drop)
    });
    amina.goes_to(&group).does_not_see(offer);
    amina
        .goes_to("/access/requests/new")
        .does_not_see("For whom");
    let form = format!("for={id}&identifier=holding.example&reason=For+the+night+shift");
    assert_eq!(
        amina.sends("POST", "/access/requests", Some(form)).status,
        404
    );
    office.works();
}
