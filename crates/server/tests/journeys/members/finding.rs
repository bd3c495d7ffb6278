//! The list of users: searched, narrowed, sorted, paged, taken away.

use crate::members::peopled::{USERS, id_of, names, peopled};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::moment::days;
use domain::smart_account::Visibility;

on_both_engines!(
    people_are_found_by_name_user_id_and_address_whatever_the_accents,
    whoever_names_a_virtual_account_that_is_not_theirs_finds_nobody_there,
    the_list_is_narrowed_and_sorted,
    filters_fold_away_but_for_the_search_and_open_where_one_is_set,
    who_was_not_here_for_long_is_listed_the_longest_gone_first,
    a_long_list_is_shown_page_by_page_and_nobody_twice,
    the_list_leaves_as_csv_and_as_a_workbook_without_formulas,
    the_list_of_whoever_looks_after_several_virtual_accounts_is_one,
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
    office.clock_goes_on(days(91));
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
        office.clock_goes_on(days(1));
    }
    office.log_in("gone01@atelier.example");
    office.clock_goes_on(days(80));
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
