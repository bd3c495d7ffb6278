//! Looking after who has access: finding people, changing and ending their roles, giving back one's own.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::{Visitor, encode};
use domain::moment::days;
use domain::smart_account::Visibility;
use domain::{PersonId, Role};

const USERS: &str = "/accounts/lumen.example/users";

/// Amina's account with some people in it.
fn peopled(office: &Office) -> Visitor<'_> {
    let amina = office.administrator_of("lumen.example");
    for (email, role, on) in [
        ("bruno@lumen.example", Role::SaAdministrator, None),
        ("camille@atelier.example", Role::SaUser, None),
        ("chen@lumen.example", Role::VaAdministrator, Some("Lyon")),
        ("david@atelier.example", Role::VaUser, Some("Lyon")),
        ("elodie@atelier.example", Role::VaViewer, Some("Montréal")),
    ] {
        let person = office.person(email);
        office.grant(&person, "lumen.example", role, on);
    }
    amina
}

fn id_of(office: &Office, name: &str) -> PersonId {
    let name = name.to_owned();
    office
        .read(move |db| parvis::store::person::find_by_name(db, &name))
        .unwrap()
        .person
        .id
}

fn names(visitor: &Visitor<'_>) -> Vec<String> {
    visitor.page.all("tbody .who b")
}

fn tick<'a>(ticked: &'a [&'a str]) -> Vec<(&'a str, &'a str)> {
    ticked.iter().map(|label| (*label, "on")).collect()
}

on_both_engines!(
    people_are_found_by_name_user_id_and_address_whatever_the_accents,
    whoever_names_a_virtual_account_that_is_not_theirs_finds_nobody_there,
    the_list_is_narrowed_and_sorted,
    filters_fold_away_but_for_the_search_and_open_where_one_is_set,
    who_was_not_here_for_long_is_listed_the_longest_gone_first,
    a_long_list_is_shown_page_by_page_and_nobody_twice,
    one_role_of_several_people_is_changed_at_once,
    one_comes_back_to_where_one_ticked_and_is_told_whom_it_was_about,
    end_dates_are_set_and_taken_away,
    the_last_administrator_stays_whatever_is_ticked,
    whoever_ends_their_own_role_or_the_last_administrator_but_one_is_warned,
    two_administrators_cannot_end_each_other_at_once,
    a_stale_page_changes_nothing_and_shows_what_is_so_now,
    a_virtual_account_administrator_changes_va_roles_in_their_own_only,
    a_persons_page_says_where_each_right_comes_from,
    ones_own_access_is_shown_with_its_source_and_given_back,
    the_list_leaves_as_csv_and_as_a_workbook_without_formulas,
    what_a_form_may_hold_is_checked,
    the_list_of_whoever_looks_after_several_virtual_accounts_is_one,
    roles_are_neither_raised_while_the_account_is_suspended_nor_by_whoever_is_deactivated,
);

fn people_are_found_by_name_user_id_and_address_whatever_the_accents(office: &Office) {
    let mut amina = peopled(office);
    let mut elodie = office.log_in("elodie@atelier.example");
    elodie
        .goes_to("/profile")
        .presses("Save", &[("Full name", "Élodie Núñez Example")]);
    amina.goes_to(USERS).sees("Camille Example");
    assert_eq!(
        names(&amina),
        [
            "Amina Example",
            "Bruno Example",
            "Camille Example",
            "Chen Example",
            "David Example",
            "Élodie Núñez Example"
        ]
    );
    for (q, found) in [
        ("elo", vec!["Élodie Núñez Example"]),
        ("NUNEZ", vec!["Élodie Núñez Example"]),
        ("ex cam", vec!["Camille Example"]),
        ("@", vec![]),
        ("david@atel", vec!["David Example"]),
        ("zzz", vec![]),
        ("c", vec!["Camille Example", "Chen Example"]),
        ("nunez elodie", vec!["Élodie Núñez Example"]),
    ] {
        amina
            .goes_to(USERS)
            .presses("Filter", &[("Name, user ID", q)]);
        assert_eq!(names(&amina), found, "{q}");
    }
    amina
        .sees("")
        .goes_to(&format!("{USERS}?q=zzz"))
        .sees("Nobody matches");
}

fn whoever_names_a_virtual_account_that_is_not_theirs_finds_nobody_there(office: &Office) {
    peopled(office);
    let elsewhere = office.person("gwen@meridian.example");
    office.account("holding.example", Visibility::Unrestricted, &elsewhere);
    office.grant(
        &id_of(office, "gwen"),
        "holding.example",
        Role::VaUser,
        Some("Lyon"),
    );
    let dora = office.person("dora@quay.example");
    office.account("quay.example", Visibility::Unrestricted, &dora);
    let mut dora = office.log_in("dora@quay.example");
    let mut gwen = office.log_in("gwen@meridian.example");
    let mut chen = office.log_in("chen@lumen.example");
    let lyon = office.part("lumen.example", "Lyon").to_string();
    let montreal = office.part("lumen.example", "Montréal").to_string();
    let nowhere = domain::VirtualAccountId::new(7).to_string();
    for (reader, domain, part) in [
        (&mut dora, "quay.example", &lyon),
        (&mut gwen, "holding.example", &lyon),
        // Chen looks after Lyon alone.
        (&mut chen, "lumen.example", &montreal),
    ] {
        for more in [
            "",
            "&q=ex",
            "&role=va-user",
            "&role=va-viewer",
            "&sort=newest",
            "&sort=ending",
            "&show=dormant",
            "&source=import",
            "&q=e&role=va-user",
        ] {
            for page in ["users", "users/export.csv", "users/export.xlsx"] {
                let ask = |reader: &mut Visitor<'_>, part: &str| {
                    let answer = reader.sends(
                        "GET",
                        &format!("/accounts/{domain}/{page}?part={part}{more}"),
                        None,
                    );
                    assert_eq!(answer.status, 200);
                    answer.html.replace(part, "part")
                };
                let (known, unknown) = (ask(reader, part), ask(reader, &nowhere));
                assert_eq!(known, unknown, "{domain} {page} {more}");
                for name in ["Camille", "Chen Example", "David", "Elodie", "Gwen"] {
                    let own = reader.address.starts_with(&name.to_lowercase()[..4]);
                    assert!(
                        own || !known.contains(name),
                        "{name} on {domain} {page} {more}"
                    );
                }
            }
        }
    }
}

fn the_list_is_narrowed_and_sorted(office: &Office) {
    let mut amina = peopled(office);
    let mut seen = |typed: &[(&str, &str)]| {
        amina.goes_to(USERS).presses("Filter", typed);
        names(&amina)
    };
    assert_eq!(seen(&[("Role", "Virtual Account User")]), ["David Example"]);
    assert_eq!(
        seen(&[("Virtual Account", "Lyon")]),
        ["Chen Example", "David Example"]
    );
    assert_eq!(
        seen(&[("Comes from", "creation of the account")]),
        ["Amina Example"]
    );
    assert_eq!(
        seen(&[
            ("Virtual Account", "Lyon"),
            ("Role", "Virtual Account User"),
            ("Comes from", "import")
        ]),
        ["David Example"]
    );
    assert_eq!(seen(&[("Sort by", "Newest first")])[0], "Elodie Example");
    assert!(seen(&[("Sort by", "End date")]).is_empty());
    assert!(seen(&[("Show", "Not seen for 90 days")]).is_empty());
    office.app.clock.set(office.now().plus(days(91)));
    let mut amina = office.log_in("amina@lumen.example");
    amina
        .goes_to(USERS)
        .presses("Filter", &[("Show", "Not seen for 90 days")]);
    assert!(!names(&amina).contains(&"Amina Example".to_owned()));
    assert_eq!(names(&amina).len(), 5);
    assert_eq!(
        amina
            .sends("GET", &format!("{USERS}?role=emperor"), None)
            .status,
        400
    );
    assert_eq!(
        amina
            .sends("GET", &format!("{USERS}?after=nonsense"), None)
            .status,
        400
    );
}

fn filters_fold_away_but_for_the_search_and_open_where_one_is_set(office: &Office) {
    let mut amina = peopled(office);
    for list in [
        USERS,
        "/accounts/lumen.example/events",
        "/accounts/lumen.example/requests",
    ] {
        amina.goes_to(list).sees("Filters");
        assert!(
            amina
                .page
                .attributes(".filters > details", "open")
                .is_empty(),
            "{list}"
        );
        assert_eq!(amina.page.all(".filters > .field").len(), 1, "{list}");
        assert!(
            !amina.page.all(".filters > details .field").is_empty(),
            "{list}"
        );
    }
    amina
        .goes_to(USERS)
        .presses(
            "Filter",
            &[
                ("Role", "Virtual Account User"),
                ("Virtual Account", "Lyon"),
            ],
        )
        .sees("Filters (2 set)");
    assert_eq!(amina.page.attributes(".filters > details", "open"), [""]);
    // What is searched for is to be seen anyway.
    amina
        .goes_to(USERS)
        .presses("Filter", &[("Name, user ID", "david")]);
    assert!(
        amina
            .page
            .attributes(".filters > details", "open")
            .is_empty()
    );
}

fn who_was_not_here_for_long_is_listed_the_longest_gone_first(office: &Office) {
    peopled(office);
    for days_later in 1..=30 {
        let person = office.person(&format!("gone{days_later:02}@atelier.example"));
        office.grant(&person, "lumen.example", Role::SaViewer, None);
        office.app.clock.set(office.now().plus(days(1)));
    }
    office.log_in("gone01@atelier.example");
    office.app.clock.set(office.now().plus(days(80)));
    let mut amina = office.log_in("amina@lumen.example");
    let mut all = Vec::new();
    amina.goes_to(&format!("{USERS}?show=dormant"));
    loop {
        all.extend(names(&amina));
        if amina.page.links("Next page").is_empty() {
            break;
        }
        amina.follows("Next page");
    }
    // Those of the first day but Amina, who is here; the first of the gone came back; the last were here less than 90 days ago.
    assert_eq!(
        all[..5],
        [
            "Bruno Example",
            "Camille Example",
            "Chen Example",
            "David Example",
            "Elodie Example"
        ]
    );
    let gone: Vec<String> = (2..=20)
        .map(|number| format!("Gone{number:02} Example"))
        .collect();
    assert_eq!(all[5..], gone);
    amina.goes_to(&format!("{USERS}?show=dormant&role=va-user"));
    assert_eq!(names(&amina), ["David Example"]);
    amina.goes_to(&format!("{USERS}?show=dormant&sort=newest"));
    assert_eq!(names(&amina)[0], "Gone20 Example");
}

fn a_long_list_is_shown_page_by_page_and_nobody_twice(office: &Office) {
    let mut amina = peopled(office);
    for number in 0..45 {
        let person = office.person(&format!("member{number:02}@atelier.example"));
        office.grant(&person, "lumen.example", Role::SaViewer, None);
    }
    for start in [
        USERS.to_owned(),
        format!("{USERS}?sort=newest"),
        format!("{USERS}?q=e"),
        format!("{USERS}?role=sa-viewer&source=import"),
        format!("{USERS}?q=example+m"),
    ] {
        amina.goes_to(&start);
        let mut all = names(&amina);
        while !amina.page.links("Next page").is_empty() {
            amina.follows("Next page");
            all.extend(names(&amina));
        }
        let mut once = all.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), all.len(), "{start}: somebody twice");
        let expected = if start.contains("viewer") || start.contains("+m") {
            45
        } else {
            51
        };
        assert_eq!(all.len(), expected, "{start}");
    }
}

fn one_role_of_several_people_is_changed_at_once(office: &Office) {
    let mut amina = peopled(office);
    amina.goes_to(USERS).presses(
        "Change role",
        &tick(&["Select Chen", "Select David", "Select Camille"]),
    );
    amina
        .sees("Chen Example")
        .presses("Review", &[("User role", "Virtual Account Viewer")]);
    // What cannot be is named beside whom it concerns; the rest can be done.
    amina
        .sees("does not fit the scope")
        .presses("Change role", &[])
        .sees("2 roles are changed. One was refused and stays as it was.");
    amina.goes_to(&format!("{USERS}?role=va-viewer"));
    assert_eq!(
        names(&amina),
        ["Chen Example", "David Example", "Elodie Example"]
    );
    office.works();
    assert!(
        office
            .mailbox
            .newest("david@atelier.example", "Your access to")
            .text_body
            .contains("Virtual Account Viewer on Lyon")
    );
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Role changed: Virtual Account Viewer");
}

fn one_comes_back_to_where_one_ticked_and_is_told_whom_it_was_about(office: &Office) {
    let mut amina = peopled(office);
    let narrowed = format!("{USERS}?role=va-user");
    amina
        .goes_to(&narrowed)
        .presses("Change end date", &tick(&["Select David"]));
    assert_eq!(amina.page.links("Cancel"), std::slice::from_ref(&narrowed));
    amina
        .presses("Review", &[("Until", "2026-12-10")])
        .presses("Change end date", &[])
        .sees("One role is changed: David Example.");
    assert_eq!(amina.page.path, narrowed);
    amina.goes_to(USERS).follows("David Example");
    let own_page = amina.page.path.clone();
    amina
        .presses("Change role", &tick(&["Select David"]))
        .presses("Review", &[("User role", "Virtual Account Viewer")])
        .presses("Change role", &[]);
    amina.sees("One role is changed: David Example.");
    assert_eq!(amina.page.path, own_page);
    // Whoever holds nothing here any more has no page here.
    amina
        .presses("End access", &tick(&["Select David"]))
        .presses("End access", &[])
        .sees("One role has ended: David Example.");
    assert_eq!(amina.page.path, USERS);
    amina.goes_to(&format!(
        "{USERS}/changes?what=end&back=https://elsewhere.example{USERS}"
    ));
    assert_eq!(amina.page.links("Back to the users"), [USERS]);
    // Nor has whoever ended their own role.
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Amina"]))
        .presses("End access", &[])
        .sees("One role has ended: Amina Example.");
    assert_eq!(amina.page.path, "/access/mine");
}

fn end_dates_are_set_and_taken_away(office: &Office) {
    let mut amina = peopled(office);
    amina.goes_to(USERS).presses(
        "Change end date",
        &tick(&["Select Camille", "Select David"]),
    );
    amina
        .presses("Review", &[("Until", "2026-11-20")])
        .sees("This date has passed");
    amina
        .presses("Review", &[("Until", "soon")])
        .sees("Type a date");
    amina
        .presses("Review", &[("Until", "2026-12-10")])
        .sees("until 10 December 2026");
    amina
        .presses("Change end date", &[])
        .sees("2 roles are changed");
    amina
        .goes_to(USERS)
        .presses("Change end date", &tick(&["Select David"]))
        .presses("Review", &[])
        .sees("without end")
        .presses("Change end date", &[]);
    amina
        .goes_to(USERS)
        .presses("Filter", &[("Show", "Ending within 30 days")]);
    assert_eq!(names(&amina), ["Camille Example"]);
    office.days_pass(20);
    let mut amina = office.log_in("amina@lumen.example");
    amina
        .goes_to(&format!("{USERS}?q=camille"))
        .sees("Nobody matches");
}

fn the_last_administrator_stays_whatever_is_ticked(office: &Office) {
    let mut amina = peopled(office);
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Bruno", "Select Camille"]));
    amina.presses("End access", &[]).sees("2 roles have ended");
    amina
        .goes_to(USERS)
        .sees("only one administrator")
        .presses("End access", &tick(&["Select Amina"]));
    amina.sees("keeps at least one administrator");
    let form = amina.page.clone();
    assert!(form.links("Cancel").len() == 1 && !form.html.contains("name=\"plan\""));
    // Nor by giving it back.
    amina
        .goes_to("/access/mine")
        .follows("Give back")
        .presses("Give back", &[])
        .meets(409)
        .sees("keeps at least one administrator");
    amina.goes_to(USERS).sees("Amina Example");
}

fn whoever_ends_their_own_role_or_the_last_administrator_but_one_is_warned(office: &Office) {
    let mut amina = peopled(office);
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Camille"]))
        .does_not_see("your own")
        .does_not_see("only one administrator");
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Amina"]))
        .sees("you can no longer look after who has access here")
        .sees("only one administrator without an end date");
    // An end date is a beginning of it; what is not said yet warns of nothing.
    amina
        .goes_to(USERS)
        .presses("Change end date", &tick(&["Select Bruno"]))
        .does_not_see("only one administrator");
    amina
        .presses("Review", &[("Until", "2026-12-10")])
        .sees("only one administrator without an end date")
        .does_not_see("your own");
    // Who administers by another role, too, keeps the desk.
    let own = id_of(office, "amina");
    office.grant(&own, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Amina Example, Virtual"]))
        .sees("One of these roles is your own, and it ends as well")
        .does_not_see("only one administrator");
}

fn two_administrators_cannot_end_each_other_at_once(office: &Office) {
    let mut amina = peopled(office);
    let mut bruno = office.log_in("bruno@lumen.example");
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Bruno"]));
    bruno
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Amina"]));
    amina.presses("End access", &[]).sees("One role has ended");
    // Bruno manages nothing any more.
    bruno.presses("End access", &[]).meets(404);
}

fn a_stale_page_changes_nothing_and_shows_what_is_so_now(office: &Office) {
    let mut amina = peopled(office);
    let mut bruno = office.log_in("bruno@lumen.example");
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Chen", "Select David"]));
    bruno
        .goes_to(USERS)
        .presses("Change role", &tick(&["Select David"]));
    bruno
        .presses("Review", &[("User role", "Virtual Account Viewer")])
        .presses("Change role", &[]);
    amina
        .presses("End access", &[])
        .meets(409)
        .sees("has changed since you opened this page")
        .sees("Virtual Account Viewer");
    amina.presses("End access", &[]).sees("2 roles have ended");
}

fn a_virtual_account_administrator_changes_va_roles_in_their_own_only(office: &Office) {
    peopled(office);
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(USERS);
    assert_eq!(names(&chen), ["Chen Example", "David Example"]);
    let elodie = id_of(office, "elodie");
    assert_eq!(
        chen.sends("GET", &format!("{USERS}/{elodie}"), None).status,
        404
    );
    chen.presses("Change role", &tick(&["Select David"]))
        .does_not_see("Smart Account");
    let path = chen
        .page
        .path
        .replace("what=role", "what=role&asked=yes&role=sa-user");
    chen.goes_to(&path).sees("does not fit the scope");
    chen.goes_to(USERS)
        .presses("End access", &tick(&["Select David"]))
        .presses("End access", &[])
        .sees("One role has ended");
    // Their own roles nobody changes but by giving them back.
    chen.goes_to(USERS)
        .presses("Change role", &tick(&["Select Chen"]))
        .presses("Review", &[("User role", "Virtual Account User")])
        .sees("You cannot give yourself a role");
}

fn a_persons_page_says_where_each_right_comes_from(office: &Office) {
    let mut amina = peopled(office);
    let camille = id_of(office, "camille");
    office.grant(
        &camille,
        "lumen.example",
        Role::VaAdministrator,
        Some("Lyon"),
    );
    amina
        .goes_to(USERS)
        .follows("Camille Example")
        .sees("Roles in this account")
        .sees("parvis test")
        .sees("Virtual Account Administrator on Lyon");
    // From there another role is a step away, but not for oneself.
    assert!(
        amina
            .follows("Give another role")
            .page
            .html
            .contains("camille</textarea>")
    );
    amina
        .goes_to(USERS)
        .follows("Amina Example")
        .does_not_see("Give another role");
    amina.goes_to(USERS).follows("Camille Example");
    amina.sees("decide access requests");
    let stranger = office.person("mallory@elsewhere.example");
    assert_eq!(
        amina
            .sends("GET", &format!("{USERS}/{stranger}"), None)
            .status,
        404
    );
    amina
        .presses(
            "End access",
            &tick(&[
                "Select Camille Example, Virtual Account Administrator on Lyon",
                "Select Camille Example, Smart",
            ]),
        )
        .presses("End access", &[])
        .sees("2 roles have ended");
    assert_eq!(
        amina
            .sends("GET", &format!("{USERS}/{camille}"), None)
            .status,
        404
    );
}

fn ones_own_access_is_shown_with_its_source_and_given_back(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/access/mine").sees("You hold no role");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    amina
        .opens_the_link_in("asks for access")
        .approves_for(&["Lyon", "Montréal"], "Virtual Account User");
    camille
        .goes_to("/access/smart-accounts")
        .follows("My access")
        .sees("Virtual Account User · Lyon")
        .sees("a request")
        .sees("work with what the account owns");
    let mallory = office.person("mallory@elsewhere.example");
    let mut mallory = office.session_of("mallory@elsewhere.example", &mallory);
    let link = camille.page.links("Give back")[0].clone();
    assert_eq!(mallory.sends("GET", &link, None).status, 404);
    assert_eq!(
        mallory
            .sends("POST", &format!("{link}/return"), Some(String::new()))
            .status,
        404
    );
    camille
        .follows("Give back")
        .sees("It ends at once")
        .presses("Give back", &[])
        .sees("You have given the role back");
    assert_eq!(camille.page.links("Give back").len(), 1);
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Role ended: Virtual Account User");
}

fn the_list_leaves_as_csv_and_as_a_workbook_without_formulas(office: &Office) {
    let mut amina = peopled(office);
    let mut camille = office.log_in("camille@atelier.example");
    camille
        .goes_to("/profile")
        .presses("Save", &[("Full name", "=HYPERLINK(\"http://x.example\")")]);
    amina.goes_to(&format!("{USERS}?role=sa-user"));
    let csv = amina.page.links("CSV")[0].clone();
    let answer = amina.sends("GET", &csv, None);
    assert!(answer.headers["content-disposition"].contains("users-lumen.example.csv"));
    let lines: Vec<&str> = answer.html.lines().collect();
    assert!(lines[0].ends_with(
        "user,name,organisation,email,group,role,virtual_accounts,since,until,source,last_active"
    ));
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].starts_with("camille,\"'=HYPERLINK("),
        "{}",
        lines[1]
    );
    assert!(lines[1].contains("camille@atelier.example") && lines[1].contains(",sa-user,"));
    let workbook = amina.page.links("XLSX")[0].clone();
    let answer = amina.sends("GET", &workbook, None);
    assert_eq!(answer.status, 200);
    assert!(answer.headers["content-type"].contains("spreadsheetml"));
    let mut chen = office.log_in("chen@lumen.example");
    assert_eq!(
        chen.sends("GET", &format!("{USERS}/export.csv"), None)
            .html
            .lines()
            .count(),
        3
    );
    assert_eq!(
        camille
            .sends("GET", &format!("{USERS}/export.csv"), None)
            .status,
        404
    );
}

fn what_a_form_may_hold_is_checked(office: &Office) {
    let mut amina = peopled(office);
    let fields = |pairs: &[(&str, &str)]| {
        encode(
            &pairs
                .iter()
                .map(|(n, v)| ((*n).into(), (*v).into()))
                .collect::<Vec<_>>(),
        )
    };
    let changes = format!("{USERS}/changes");
    for (form, status) in [
        (
            fields(&[("what", "burn"), ("asked", "yes"), ("plan", "x")]),
            400,
        ),
        (
            fields(&[
                ("what", "end"),
                ("membership", "mem_1"),
                ("asked", "yes"),
                ("plan", "x"),
            ]),
            400,
        ),
        (
            fields(&[
                ("what", "role"),
                ("role", "emperor"),
                ("asked", "yes"),
                ("plan", "x"),
            ]),
            400,
        ),
        (
            fields(&[
                ("what", "role"),
                ("role", ""),
                ("asked", "yes"),
                ("plan", "x"),
            ]),
            422,
        ),
        (
            fields(&[
                ("what", "until"),
                ("until", "yesterday"),
                ("asked", "yes"),
                ("plan", "x"),
            ]),
            422,
        ),
        (
            fields(&[("what", "end"), ("asked", "yes"), ("plan", "x")]),
            409,
        ),
        (fields(&[("what", "end")]), 400),
    ] {
        assert_eq!(
            amina.sends("POST", &changes, Some(form.clone())).status,
            status,
            "{form}"
        );
    }
    amina
        .goes_to(USERS)
        .presses("Change role", &tick(&["Select Camille"]))
        .presses("Review", &[])
        .sees("Choose a role");
    amina
        .goes_to(&format!("{changes}?what=end"))
        .sees("Nothing is selected");
}

fn the_list_of_whoever_looks_after_several_virtual_accounts_is_one(office: &Office) {
    peopled(office);
    let chen = id_of(office, "chen");
    office.grant(
        &chen,
        "lumen.example",
        Role::VaAdministrator,
        Some("Montréal"),
    );
    for number in 0..30 {
        let person = office.person(&format!("member{number:02}@atelier.example"));
        let on = if number % 3 == 0 { "Lyon" } else { "Montréal" };
        office.grant(&person, "lumen.example", Role::VaViewer, Some(on));
    }
    let mut chen = office.log_in("chen@lumen.example");
    for start in [USERS.to_owned(), format!("{USERS}?sort=newest")] {
        chen.goes_to(&start);
        let mut all = names(&chen);
        while !chen.page.links("Next page").is_empty() {
            chen.follows("Next page");
            all.extend(names(&chen));
        }
        assert_eq!(all.len(), 34, "{start}: {all:?}");
        let own = all.iter().filter(|name| *name == "Chen Example").count();
        assert_eq!(own, 2, "one for each role");
    }
}

fn roles_are_neither_raised_while_the_account_is_suspended_nor_by_whoever_is_deactivated(
    office: &Office,
) {
    let mut amina = peopled(office);
    let mut bruno = office.log_in("bruno@lumen.example");
    let account = office.read(|db| {
        let domain = domain::DomainIdentifier::stored("lumen.example".into());
        Ok(
            parvis::store::smart_account::find_by_identifier(db, &domain)?
                .unwrap()
                .id,
        )
    });
    bruno
        .goes_to(USERS)
        .presses("Change role", &tick(&["Select Camille"]))
        .presses("Review", &[("User role", "Smart Account Viewer")]);
    let id = account.clone();
    office.write(move |tx| {
        parvis::use_cases::smart_account::operation::suspend(tx, &id, "It is disputed.")?.unwrap();
        Ok(())
    });
    bruno.presses("Change role", &[]).meets(409);
    amina
        .goes_to(USERS)
        .presses("Change role", &tick(&["Select Camille"]))
        .presses("Review", &[("User role", "Smart Account Viewer")]);
    amina.sees("takes no requests just now");
    // Ending access is possible at any time.
    amina
        .goes_to(USERS)
        .presses("End access", &tick(&["Select Camille"]))
        .presses("End access", &[])
        .sees("One role has ended");
    office.works();
}
