//! Adding users by name: whom it reaches, and what nobody learns by it.

use crate::adding::forms::{INVITATIONS, NAMES, USERS, adds};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;

on_both_engines!(
    several_are_added_at_once_by_user_id_and_address,
    whoever_cannot_be_added_is_left_out_and_stands_in_nobodys_way,
    nobody_learns_who_there_is_by_naming_strangers,
    whoever_has_to_do_with_the_account_is_given_a_role_at_once,
    whoever_looks_after_a_part_knows_those_of_it_alone,
    virtual_account_administrators_give_virtual_account_roles_on_their_own,
);

fn several_are_added_at_once_by_user_id_and_address(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    office.person("david@atelier.example");
    office.were_at(&["camille", "david"], "lumen.example");
    adds(
        &mut amina,
        "camille; DAVID@Atelier.example,\ncamille@atelier.example david",
        "Smart Account User",
    );
    amina
        .sees("2 people have the role now")
        .sees("Camille Example")
        .sees("David Example")
        .sees("an administrator");
    camille
        .goes_to("/access/smart-accounts")
        .sees("Smart Account User");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Role given: Smart Account User");
}

fn whoever_cannot_be_added_is_left_out_and_stands_in_nobodys_way(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let david = office.person("david@lumen.example");
    office.person("camille@atelier.example");
    office.grant(&david, "lumen.example", Role::SaApprover, None);
    let elin = office.person("elin@lumen.example");
    adds(
        &mut amina,
        "camille, david, amina, nobody1, new@atelier.example",
        "Smart Account Approver",
    );
    amina.meets(422);
    let fault = amina.page.fault_of(NAMES).unwrap();
    for words in [
        "Nobody who has to do with this account has the user ID camille and nobody1",
        "Held already, as long or longer: david",
        "amina: You cannot give yourself a role",
        "needs a verified e-mail address in lumen.example",
    ] {
        assert!(fault.contains(words), "{words}: {fault}");
    }
    // Before anything is given, whoever a name means stands there in full, and whoever is left out.
    amina.goes_to(USERS).follows("Add users").presses(
        "Add users",
        &[
            (NAMES, "elin, camille, nora@lumen.example"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Approver"),
        ],
    );
    amina
        .meets(200)
        .sees("Elin Example elin elin@lumen.example")
        .sees("nora@lumen.example")
        .sees("has the user ID camille");
    amina.presses("Back", &[]).sees("By name");
    assert_eq!(
        amina.page.all("textarea#users"),
        ["elin, camille, nora@lumen.example"]
    );
    amina.presses("Add users", &[]);
    // Meanwhile somebody else gave it: it is looked at again.
    office.grant(&elin, "lumen.example", Role::SaApprover, None);
    amina
        .presses("Add users", &[])
        .meets(200)
        .sees("Check before anything is given")
        .sees("Held already, as long or longer: elin");
    amina
        .presses("Add users", &[])
        .sees("One person is invited by mail")
        .sees("Left out: elin and camille");
    amina.goes_to(USERS).does_not_see("Camille Example");
    amina.goes_to(INVITATIONS).sees("nora@lumen.example");
    office.works();
    adds(&mut amina, "not/a/name", "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("Neither a user ID nor an e-mail address: not/a/name")
    );
    adds(&mut amina, " ,; ", "Smart Account User");
    assert!(amina.meets(422).page.fault_of(NAMES).is_some());
    office.were_at(&["camille"], "lumen.example");
    let many: Vec<String> = (0..201).map(|n| format!("person{n}")).collect();
    adds(&mut amina, &many.join(" "), "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("These are 201; 200 fit at once")
    );
    adds(&mut amina, "camille", "Virtual Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of("User role")
            .unwrap()
            .contains("does not fit the scope")
    );
    amina
        .presses(
            "Add users",
            &[("User role", "Smart Account User"), ("Until", "2020-01-01")],
        )
        .meets(422);
    assert!(amina.page.fault_of("Until").unwrap().contains("has passed"));
}

fn nobody_learns_who_there_is_by_naming_strangers(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    office.gone("gone@atelier.example");
    let words: Vec<String> = ["camille", "gone", "nobody1"]
        .into_iter()
        .map(|name| {
            adds(&mut amina, name, "Smart Account User");
            amina
                .meets(422)
                .page
                .fault_of(NAMES)
                .unwrap()
                .replace(name, "somebody")
        })
        .collect();
    assert!(words.iter().all(|one| *one == words[0]), "{words:?}");
    // By address each is invited, in the same words; none is listed before they accept.
    for address in [
        "camille@atelier.example",
        "gone@atelier.example",
        "nobody1@atelier.example",
    ] {
        adds(&mut amina, address, "Smart Account User");
        amina
            .meets(200)
            .sees("One person is invited by mail")
            .does_not_see("Camille");
        let export = amina
            .sends("GET", &format!("{USERS}/export.csv"), None)
            .html;
        assert!(!export.contains("atelier"), "{export}");
    }
    amina
        .goes_to(INVITATIONS)
        .sees("camille@atelier.example")
        .does_not_see("Camille Example");
    camille
        .opens_the_link_in("Your invitation")
        .sees("Amina Example offers you access")
        .presses("Accept", &[])
        .sees("You have access");
    amina
        .goes_to(USERS)
        .sees("Camille Example")
        .does_not_see("nobody1");
    // What they did before they had it is told to nobody.
    let export = amina
        .sends("GET", &format!("{USERS}/export.csv"), None)
        .html;
    let line = export
        .lines()
        .find(|line| line.starts_with("camille,"))
        .unwrap()
        .to_owned();
    office.may_leave_mail();
    assert!(line.contains("camille@atelier.example"), "{line}");
}

fn whoever_has_to_do_with_the_account_is_given_a_role_at_once(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.person("elin@lumen.example");
    let mut farid = office.visitor("farid@atelier.example");
    farid.asks_for("lumen.example", "Downloads for the Lyon site");
    let gwen = office.person("gwen@atelier.example");
    office.was_at(&gwen, "lumen.example");
    // The domain of others, a request elsewhere and a role elsewhere are nothing here.
    let hugo = office.person("hugo@notlumen.example");
    office.account(
        "holding.example",
        domain::smart_account::Visibility::Unrestricted,
        &hugo,
    );
    adds(
        &mut amina,
        "elin@lumen.example farid@atelier.example gwen@atelier.example hugo@notlumen.example",
        "Smart Account Viewer",
    );
    amina
        .sees("3 people have the role now")
        .sees("One person is invited by mail")
        .sees("Elin Example")
        .sees("Farid Example")
        .sees("Gwen Example")
        .does_not_see("Hugo Example");
    office.may_leave_mail();
}

fn whoever_looks_after_a_part_knows_those_of_it_alone(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@partner.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    for (who, role, on) in [
        ("gwen", Role::SaUser, None),
        ("hugo", Role::VaUser, Some("Montréal")),
        ("ivo", Role::VaViewer, Some("Lyon")),
    ] {
        let id = office.person(&format!("{who}@atelier.example"));
        office.grant(&id, "lumen.example", role, on);
    }
    office.person("elin@lumen.example");
    let mut farid = office.visitor("farid@atelier.example");
    farid.asks_for("lumen.example", "Downloads for all sites");
    let mut chen = office.log_in("chen@partner.example");
    let names = |chen: &mut Visitor<'_>, names: &str| {
        chen.goes_to("/accounts/lumen.example/users/new").presses(
            "Add users",
            &[
                (NAMES, names),
                ("Selected Virtual Accounts", "on"),
                ("Lyon", "on"),
                ("User role", "Virtual Account User"),
            ],
        );
        chen.page.text()
    };
    // A role elsewhere, a request for more and an address in the domain are like nothing.
    let nobody = names(&mut chen, "nobody9").replace("nobody9", "NAME");
    for who in ["gwen", "hugo", "elin", "farid"] {
        assert_eq!(names(&mut chen, who).replace(who, "NAME"), nobody);
    }
    names(
        &mut chen,
        "ivo gwen@atelier.example stranger@ortega.example",
    );
    chen.sees("Ivo Example")
        .does_not_see("Gwen Example")
        .sees("gwen@atelier.example")
        .sees("stranger@ortega.example");
    amina.goes_to("/accounts/lumen.example/users/new").presses(
        "Add users",
        &[
            (NAMES, "gwen hugo elin farid"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Viewer"),
        ],
    );
    amina
        .sees("Gwen Example")
        .sees("Hugo Example")
        .sees("Elin Example")
        .sees("Farid Example");
    office.may_leave_mail();
}

fn virtual_account_administrators_give_virtual_account_roles_on_their_own(office: &Office) {
    office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(USERS)
        .follows("Add users")
        .does_not_see("Montréal")
        .does_not_see("Entire Smart Account");
    let beyond = "users=camille&scope=entire&role=sa-user".to_owned();
    assert_eq!(
        chen.sends("POST", "/accounts/lumen.example/users/new", Some(beyond))
            .status,
        422
    );
    chen.adds_by(
        "Add users",
        &[
            (NAMES, "camille new@atelier.example"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    )
    .sees("One person has the role now")
    .sees("One person is invited by mail");
    chen.goes_to(INVITATIONS).sees("new@atelier.example");
    office.works();
    // An invitation to the whole account is not his to see.
    let mut amina = office.log_in("amina@lumen.example");
    adds(&mut amina, "other@atelier.example", "Smart Account User");
    chen.goes_to(INVITATIONS)
        .does_not_see("other@atelier.example");
    let all = amina
        .goes_to(INVITATIONS)
        .page
        .attributes("a[href$='/withdrawal']", "href");
    let hers: Vec<&String> = all
        .iter()
        .filter(|address| !chen.page.html.contains(address.as_str()))
        .collect();
    assert_eq!(hers.len(), 1);
    chen.goes_to(hers[0]).meets(404);
    assert_eq!(chen.sends("POST", hers[0], Some(String::new())).status, 404);
    office.works();
    let viewer = office.person("vera@lumen.example");
    office.grant(&viewer, "lumen.example", Role::SaViewer, None);
    let mut vera = office.log_in("vera@lumen.example");
    vera.goes_to(USERS).does_not_see("Add users");
    vera.goes_to("/accounts/lumen.example/users/new").meets(404);
}
