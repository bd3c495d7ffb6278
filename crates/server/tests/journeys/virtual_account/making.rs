//! Virtual Accounts are made in three steps, listed, and looked after by whom they are given to.

use crate::on_both_engines;
use crate::support::Office;
use domain::Role;
use domain::smart_account::Visibility;

const LIST: &str = "/accounts/lumen.example/virtual-accounts";

on_both_engines!(
    one_is_made_in_three_steps_and_nothing_is_written_before_the_last,
    the_list_is_nested_paged_and_searched_by_name_and_tag,
    administrators_of_a_part_make_and_change_what_is_theirs_only,
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
