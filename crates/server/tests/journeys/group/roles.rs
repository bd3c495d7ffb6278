//! What a group holds and whom that reaches, and that nobody gains by their own hand.

use crate::group::managers::{GROUPS, chen};
use crate::on_both_engines;
use crate::support::Office;
use domain::Role;
use domain::smart_account::Visibility;

on_both_engines!(
    nobody_gains_by_their_own_hand,
    what_one_may_not_give_one_gives_nobody_through_a_group,
    a_group_is_no_approver_and_never_the_last_administrator,
    a_role_on_a_virtual_account_reaches_those_inside_it_through_a_group,
    deciders_see_what_an_applicant_holds_through_a_group,
    a_group_outlives_its_virtual_account,
    a_group_tied_to_another_account_is_not_there,
);

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
            Some("seen=1.0".into())
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
