//! Groups: who is in them, what they hold, and that nobody gains by their own hand.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::smart_account::Visibility;

const GROUPS: &str = "/accounts/lumen.example/groups";

impl Visitor<'_> {
    /// Makes a group of the account and stays on its page. Out: its address.
    fn makes_group(&mut self, name: &str) -> String {
        self.goes_to(&format!("{GROUPS}/new"));
        self.presses("Create group", &[("Name of the group", name)])
            .sees(name);
        self.page.path.clone()
    }

    /// Adds people whom the account knows.
    fn adds(&mut self, group: &str, people: &str) -> &mut Self {
        let names: Vec<&str> = people.split([',', ' ', '\n']).collect();
        self.office.were_at(&names, "lumen.example");
        self.goes_to(&format!("{group}/members/new"));
        self.adds_by("Add members", &[("User IDs or e-mail addresses", people)])
    }

    fn gives(&mut self, group: &str, typed: &[(&str, &str)]) -> &mut Self {
        self.goes_to(&format!("{group}/roles/new"))
            .presses("Give a role", typed)
    }

    fn gives_entirely(&mut self, group: &str, role: &str) -> &mut Self {
        self.gives(
            group,
            &[("Entire Smart Account", "on"), ("User role", role)],
        )
    }
}

fn chen(office: &Office) -> Visitor<'_> {
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    office.log_in("chen@lumen.example")
}

on_both_engines!(
    whoever_joins_has_what_the_group_holds_and_whoever_leaves_has_it_no_more,
    strangers_are_invited_into_a_group_and_are_in_it_once_they_accept,
    removing_says_first_what_is_lost,
    nobody_gains_by_their_own_hand,
    what_one_may_not_give_one_gives_nobody_through_a_group,
    a_group_is_no_approver_and_never_the_last_administrator,
    names_are_found_and_kept_apart,
    lists_are_paged_and_searched,
    a_role_on_a_virtual_account_reaches_those_inside_it_through_a_group,
    deciders_see_what_an_applicant_holds_through_a_group,
    access_to_another_account_is_asked_for_a_whole_group,
    whoever_is_in_a_group_does_not_decide_for_it_and_a_deleted_group_asks_no_more,
    whoever_no_longer_manages_a_group_asks_no_more_for_it,
    a_group_outlives_its_virtual_account,
    a_group_tied_to_another_account_is_not_there,
);

fn whoever_joins_has_what_the_group_holds_and_whoever_leaves_has_it_no_more(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    office.person("david@atelier.example");
    let group = amina.makes_group("Night shift");
    amina
        .gives_entirely(&group, "Smart Account User")
        .sees("The group holds the role now")
        .sees("Smart Account User");
    amina
        .adds(&group, "camille, DAVID@atelier.example")
        .sees("2 people are new in the group")
        .sees("David Example");
    camille
        .goes_to("/access/smart-accounts")
        .sees("Smart Account User");
    camille
        .goes_to("/groups")
        .follows("Night shift")
        .sees("Smart Account User · The lumen company")
        .sees("Amina Example");
    camille
        .presses("Leave this group", &[])
        .sees("You have left Night shift")
        .sees("You are in no group");
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Smart Account User");
    amina
        .goes_to(&group)
        .does_not_see("Camille Example")
        .sees("David Example");
    // Twice is once, and nothing more is recorded.
    amina
        .adds(&group, "david")
        .sees("Everybody was in the group already");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Somebody left the group")
        .sees("Somebody joined the group");
}

fn strangers_are_invited_into_a_group_and_are_in_it_once_they_accept(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let group = amina.makes_group("Night shift");
    amina.gives_entirely(&group, "Smart Account User");
    let members = format!("{group}/members/new");
    let names = "User IDs or e-mail addresses";
    // Whether there is such a person nobody is told.
    amina
        .goes_to(&members)
        .presses("Add members", &[(names, "camille")])
        .meets(422);
    let known = amina
        .page
        .fault_of(names)
        .unwrap()
        .replace("camille", "somebody");
    amina
        .goes_to(&members)
        .presses("Add members", &[(names, "nobody1")])
        .meets(422);
    assert_eq!(
        amina
            .page
            .fault_of(names)
            .unwrap()
            .replace("nobody1", "somebody"),
        known
    );
    amina
        .goes_to(&members)
        .presses(
            "Add members",
            &[(
                names,
                "Camille Morel <camille@atelier.example>, new@ortega.example",
            )],
        )
        .sees("2 people are invited by mail")
        .does_not_see("Camille Example");
    amina
        .goes_to("/accounts/lumen.example/invitations")
        .sees("Member of the group Night shift");
    camille
        .opens_the_link_in("Your invitation")
        .sees("Member of the group Night shift")
        .presses("Accept", &[])
        .sees("You have access")
        .sees("Smart Account User");
    amina
        .goes_to(&group)
        .sees("Camille Example")
        .does_not_see("new@ortega.example");
    // A group that is deleted takes nobody in.
    amina
        .goes_to(&format!("{group}/deletion"))
        .presses("Delete group", &[]);
    let mut nadia = crate::adding::invited(office, "new@ortega.example");
    nadia
        .presses(
            "Create an account and accept",
            &[
                ("Full name", "Nadia Ortega"),
                ("Company or organisation", "Ortega"),
                ("User ID", "nadia"),
                ("Password", crate::support::office::PASSWORD),
            ],
        )
        .meets(409);
    office.works();
}

fn removing_says_first_what_is_lost(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let group = amina.makes_group("Night shift");
    amina.gives(
        &group,
        &[
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    );
    amina.adds(&group, "camille@atelier.example");
    amina
        .presses("Remove those chosen", &[("Choose Camille Example", "on")])
        .sees("They lose at once")
        .sees("Virtual Account User · Lyon");
    amina
        .presses("Remove", &[])
        .sees("One person has left the group");
    camille
        .goes_to("/access/smart-accounts")
        .does_not_see("Virtual Account User");
    // Pressed again on an old page: nobody is there to be removed.
    let again = amina.sends(
        "POST",
        &format!("{group}/members/removal"),
        Some("people=per_00000000000000000000000000000001".into()),
    );
    assert_eq!(again.status, 303);
    amina
        .goes_to(&format!("{group}/members/removal"))
        .sees("Nobody is chosen");
}

fn nobody_gains_by_their_own_hand(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let group = amina.makes_group("Night shift");
    // In a group that holds nothing one may be, and then no longer give it anything.
    amina.adds(&group, "amina").sees("One person is new");
    amina
        .gives_entirely(&group, "Smart Account User")
        .meets(403)
        .sees("You are in this group, so its roles are yours");
    let other = amina.makes_group("Day shift");
    amina.gives_entirely(&other, "Smart Account User");
    amina
        .adds(&other, "amina")
        .meets(422)
        .sees("nobody gives themselves a role");
    let posted = amina.sends(
        "POST",
        &format!("{other}/members"),
        Some("people=amina".into()),
    );
    assert_eq!(posted.status, 422);
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("A change to the group Night shift was refused (own-membership)");
}

fn what_one_may_not_give_one_gives_nobody_through_a_group(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut chen = chen(office);
    office.person("camille@atelier.example");
    chen.goes_to(&format!("{GROUPS}/new"))
        .does_not_see("The entire Smart Account");
    let group = chen.makes_group("Lyon by night");
    let beyond = chen.sends("POST", GROUPS, Some("name=Everywhere".into()));
    assert_eq!(beyond.status, 403);
    chen.gives(
        &group,
        &[
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    )
    .sees("The group holds the role now");
    let roles = format!("{group}/roles");
    assert_eq!(
        chen.sends("POST", &roles, Some("scope=entire&role=sa-user".into()))
            .status,
        403
    );
    chen.adds(&group, "camille").sees("One person is new");
    // Amina gives the group more than Chen may give: from then on only she and her like add people to it.
    amina.gives_entirely(&group, "Smart Account Viewer");
    office.person("david@atelier.example");
    chen.adds(&group, "david")
        .meets(403)
        .sees("goes beyond the roles you may give yourself");
    chen.goes_to(&format!("{group}/deletion"))
        .sees("holds roles that you may not end");
    assert_eq!(
        chen.sends(
            "POST",
            &format!("{group}/deletion"),
            Some("version=1".into())
        )
        .status,
        403
    );
    amina.adds(&group, "david").sees("One person is new");
    // A group of the whole account is not Chen's to manage.
    let all = amina.makes_group("Everybody");
    chen.goes_to(&all).meets(404);
    chen.goes_to(GROUPS)
        .sees("Lyon by night")
        .does_not_see("Everybody");
    assert_eq!(
        chen.sends(
            "POST",
            &format!("{all}/members"),
            Some("people=chen".into())
        )
        .status,
        404
    );
}

fn a_group_is_no_approver_and_never_the_last_administrator(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaViewer, None);
    let group = amina.makes_group("Administrators");
    amina
        .gives_entirely(&group, "Smart Account Approver")
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("User role")
            .unwrap()
            .contains("A group cannot be one")
    );
    amina
        .gives_entirely(&group, "Smart Account Administrator")
        .sees("The group holds the role now");
    amina.adds(&group, "bruno").sees("One person is new");
    let mut bruno = office.log_in("bruno@lumen.example");
    bruno
        .goes_to("/accounts/lumen.example/groups")
        .sees("Administrators");
    // Amina is the one who stays; the group does not count, so it may go.
    bruno
        .goes_to("/accounts/lumen.example/users")
        .sees("Amina Example");
    amina
        .goes_to(&format!("{group}/deletion"))
        .sees("One person is no longer in the group")
        .sees("one person loses them at once")
        .sees("Smart Account Administrator");
    amina
        .presses("Delete group", &[])
        .sees("Administrators is deleted");
    bruno.goes_to("/accounts/lumen.example/groups").meets(404);
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Group deleted: Administrators")
        .sees("1 person left the group Administrators");
    // The name is free again.
    amina.makes_group("administrators");
}

fn names_are_found_and_kept_apart(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let group = amina.makes_group("Équipe de nuit");
    amina
        .goes_to(&format!("{GROUPS}/new"))
        .presses("Create group", &[("Name of the group", "equipe de NUIT")])
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Name of the group")
            .unwrap()
            .contains("has this name already")
    );
    amina
        .presses("Create group", &[("Name of the group", " ")])
        .meets(422);
    amina
        .goes_to(&format!("{GROUPS}?q=nui"))
        .sees("Équipe de nuit");
    amina
        .goes_to(&format!("{GROUPS}?q=jour"))
        .sees("No group is called that")
        .does_not_see("Équipe");
    amina.goes_to(&format!("{group}/edit"));
    let mut late = amina.clone();
    amina
        .presses(
            "Save",
            &[
                ("Name of the group", "Day shift"),
                ("What it is for", "Those who work by day."),
            ],
        )
        .sees("Day shift")
        .sees("Those who work by day");
    late.presses("Save", &[("Name of the group", "Dusk shift")])
        .meets(409)
        .sees("Somebody has changed the group");
    amina.goes_to(&format!("{GROUPS}?q=shif")).sees("Day shift");
    let stale = amina.sends(
        "POST",
        &format!("{group}/deletion"),
        Some("version=1".into()),
    );
    assert_eq!(stale.status, 409);
}

fn lists_are_paged_and_searched(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let group = amina.makes_group("Crowd");
    let names: Vec<String> = (10..55)
        .map(|n| format!("person{n}@crowd.example"))
        .collect();
    for name in &names {
        office.person(name);
    }
    amina
        .adds(&group, &names.join("\n"))
        .sees("45 people are new")
        .sees("Person10 Example")
        .does_not_see("Person30 Example");
    amina
        .follows("Next page")
        .sees("Person30 Example")
        .does_not_see("Person29 Example")
        .follows("Next page")
        .sees("Person54 Example");
    assert!(amina.page.links("Next page").is_empty());
    amina
        .goes_to(&format!("{group}?q=PERSON42"))
        .sees("Person42 Example")
        .does_not_see("Person41 Example");
    amina
        .goes_to(&format!("{group}?q=exam+person43%40"))
        .sees("Person43 Example")
        .does_not_see("Person42 Example");
    amina
        .goes_to(&format!("{group}?q=nobody"))
        .sees("Nobody in this group is called that");
    for n in 10..35 {
        amina.makes_group(&format!("Group {n}"));
    }
    amina
        .goes_to(GROUPS)
        .sees("Crowd")
        .sees("45")
        .sees("Group 28")
        .does_not_see("Group 29")
        .follows("Next page")
        .sees("Group 29")
        .sees("Group 34")
        .does_not_see("Crowd");
}

fn a_role_on_a_virtual_account_reaches_those_inside_it_through_a_group(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let group = amina.makes_group("Lyon");
    amina.gives(
        &group,
        &[
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("User role", "Virtual Account Administrator"),
        ],
    );
    amina.adds(&group, "camille");
    camille.goes_to(GROUPS).sees("There are no groups yet");
    let own = camille.makes_group("Of Camille");
    // She may give what she has through the group, and see the group that gives it, but not change it.
    office.person("david@atelier.example");
    camille
        .gives(
            &own,
            &[
                ("Selected Virtual Accounts", "on"),
                ("Lyon", "on"),
                ("User role", "Virtual Account Viewer"),
            ],
        )
        .sees("The group holds the role now");
    camille.adds(&own, "david").sees("One person is new");
    camille
        .goes_to(&group)
        .sees("Camille Example")
        .does_not_see("Add members")
        .does_not_see("Rename");
    assert_eq!(
        camille
            .sends(
                "POST",
                &format!("{group}/members"),
                Some("people=david".into())
            )
            .status,
        404
    );
    amina
        .goes_to(&group)
        .follows("End role")
        .sees("One person loses at once")
        .presses("End role", &[])
        .sees("The role has ended");
    camille.goes_to(GROUPS).meets(404);
}

fn deciders_see_what_an_applicant_holds_through_a_group(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let group = amina.makes_group("Night shift");
    amina.adds(&group, "camille");
    amina
        .gives_entirely(&group, "Smart Account User")
        .sees("The group holds the role now");
    office.works();
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    amina
        .goes_to("/accounts/lumen.example/requests")
        .follows("Pending")
        .sees("has access already")
        .sees("Smart Account User · through the group Night shift");
    amina.does_not_see("Already has what is asked for");
    office.works();
}

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

fn a_group_outlives_its_virtual_account(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut chen = chen(office);
    let group = chen.makes_group("Lyon by night");
    amina
        .goes_to("/accounts/lumen.example/virtual-accounts")
        .follows("Lyon");
    let page = format!("{}/deletion", amina.page.path);
    amina
        .goes_to(&page)
        .sees("Lyon by night")
        .presses("Delete it", &[]);
    amina
        .goes_to(&group)
        .sees("Lyon by night")
        .sees("The lumen company");
    chen.goes_to(&group).meets(404);
}

fn a_group_tied_to_another_account_is_not_there(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let dora = office.person("dora@holding.example");
    office.account("holding.example", Visibility::Unrestricted, &dora);
    let mut dora = office.log_in("dora@holding.example");
    let group = amina.makes_group("Night shift");
    let through_hers = group.replace("lumen", "holding");
    for path in [
        "",
        "/edit",
        "/deletion",
        "/members/new",
        "/members/file",
        "/members/removal",
        "/roles/new",
    ] {
        dora.goes_to(&format!("{through_hers}{path}")).meets(404);
        dora.goes_to(&format!("{group}{path}")).meets(404);
    }
    assert_eq!(
        dora.sends(
            "POST",
            &format!("{through_hers}/members"),
            Some("people=dora".into())
        )
        .status,
        404
    );
    assert_eq!(
        dora.sends(
            "POST",
            &format!("{}/departure", group.replace("/accounts/lumen.example", "")),
            None
        )
        .status,
        404
    );
    amina.goes_to(&format!("{GROUPS}/grp_nonsense")).meets(404);
}
