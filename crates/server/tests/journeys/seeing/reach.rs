//! What lies beyond one's own Virtual Accounts.

use crate::on_both_engines;
use crate::support::Office;
use domain::Role;

const LUMEN: &str = "/accounts/lumen.example";

on_both_engines!(
    beyond_ones_own_virtual_accounts_there_are_numbers_and_no_names,
    a_group_tells_of_its_roles_what_lies_within_reach,
    what_is_out_of_reach_is_named_like_nothing,
);

fn beyond_ones_own_virtual_accounts_there_are_numbers_and_no_names(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let (chen, dina) = (
        office.person("chen@lumen.example"),
        office.person("dina@lumen.example"),
    );
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    office.grant(
        &dina,
        "lumen.example",
        Role::VaAdministrator,
        Some("Default"),
    );
    let elin = office.person("elin@lumen.example");
    office.grant(&elin, "lumen.example", Role::VaUser, Some("Lyon"));
    let (lyon, montreal) = (
        office.part("lumen.example", "Lyon"),
        office.part("lumen.example", "Montréal"),
    );
    let quai = format!("to=create&name=Quai&parent={lyon}&offered=yes");
    assert_eq!(
        amina
            .sends("POST", &format!("{LUMEN}/virtual-accounts"), Some(quai))
            .status,
        303
    );
    let quai = office.part("lumen.example", "Quai");
    // Hugo asks for, and Nadia is invited to, what lies elsewhere as well.
    let mut hugo = office.visitor("hugo@atelier.example");
    hugo.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Downloads for two of the sites"),
            ("Selected Virtual Accounts", "on"),
            ("Quai", "on"),
            ("Montréal", "on"),
        ],
    );
    for (email, parts) in [
        ("nadia@ortega.example", vec![&quai, &montreal]),
        ("noor@ortega.example", vec![&quai]),
    ] {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| format!("&virtual_accounts={part}"))
            .collect();
        let form = format!(
            "users={email}&scope=selected&role=va-user{}",
            parts.concat()
        );
        assert_eq!(
            amina
                .sends("POST", &format!("{LUMEN}/users/new"), Some(form))
                .status,
            303
        );
    }
    office.works();
    let deletion = format!("{LUMEN}/virtual-accounts/{quai}/deletion");
    amina
        .goes_to(&deletion)
        .sees("Hugo Example")
        .sees("nadia@ortega.example")
        .sees("noor@ortega.example");
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(&deletion)
        .meets(200)
        .does_not_see("Hugo")
        .does_not_see("nadia@")
        .sees("noor@ortega.example");
    chen.sees("One pending request names it")
        .goes_to(&format!("{LUMEN}/requests"))
        .does_not_see("Hugo");
    // Of a review they count their own lines, and where there are none, there is no review.
    amina.goes_to(&format!("{LUMEN}/reviews/new")).presses(
        "Start a review",
        &[
            ("Name of the review", "Viewers"),
            ("Whose roles", "Smart Account Administrator"),
            ("Due on", "2027-06-30"),
        ],
    );
    let of_others = amina.page.path.clone();
    amina.goes_to(&format!("{LUMEN}/reviews/new")).presses(
        "Start a review",
        &[("Name of the review", "Autumn"), ("Due on", "2027-06-30")],
    );
    let of_all = amina.page.path.clone();
    office.works();
    amina
        .goes_to(&format!("{LUMEN}/reviews"))
        .sees("Viewers")
        .sees("0 / 4")
        .sees("0 / 1");
    chen.goes_to(&format!("{LUMEN}/reviews"))
        .sees("Autumn")
        .sees("0 / 2")
        .does_not_see("Viewers")
        .does_not_see("0 / 4");
    chen.goes_to(&of_all)
        .meets(200)
        .sees("0 / 2")
        .does_not_see("Amina")
        .does_not_see("Dina");
    for path in [
        of_others.clone(),
        format!("{of_others}/export"),
        format!("{of_others}/progress"),
    ] {
        assert_eq!(chen.sends("GET", &path, None).status, 404, "{path}");
    }
    let told = office.mailbox.to("chen@lumen.example");
    assert!(!told.iter().any(|mail| mail.subject.contains("Viewers")));
    assert!(
        told.iter()
            .any(|mail| mail.subject.contains("Autumn") && mail.text_body.contains("2 ")),
        "{:?}",
        told.last().map(|mail| &mail.text_body)
    );
}

fn a_group_tells_of_its_roles_what_lies_within_reach(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    amina
        .goes_to(&format!("{LUMEN}/groups/new"))
        .presses("Create group", &[("Name of the group", "Night shift")]);
    let group = amina.page.path.clone();
    for part in ["Lyon", "Montréal"] {
        amina.goes_to(&format!("{group}/roles/new")).presses(
            "Give a role",
            &[
                ("Selected Virtual Accounts", "on"),
                (part, "on"),
                ("User role", "Virtual Account Viewer"),
            ],
        );
    }
    amina.goes_to(&group).sees("Lyon").sees("Montréal");
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(&group)
        .meets(200)
        .sees("Lyon")
        .does_not_see("Montréal");
    office.works();
}

fn what_is_out_of_reach_is_named_like_nothing(office: &Office) {
    office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    let (lyon, montreal) = (
        office.part("lumen.example", "Lyon"),
        office.part("lumen.example", "Montréal"),
    );
    let nothing = domain::VirtualAccountId::new(7).to_string();
    let mut same = |path: &str, form: &dyn Fn(&str) -> String, known: &str, unknown: &str| {
        let mut ask = |named: &str| {
            let answer = chen.sends("POST", path, Some(form(named)));
            (answer.status, answer.html.replace(named, "NAMED"))
        };
        let (known, unknown) = (ask(known), ask(unknown));
        assert_eq!(known, unknown, "{path}");
        assert!(known.0 >= 400, "{path}");
    };
    let parts = format!("{LUMEN}/virtual-accounts");
    let new = |parent: &str| format!("to=people&name=X1&parent={parent}");
    same(&parts, &new, "Montr%C3%A9al", "Nowhere");
    same(&parts, &new, montreal.as_str(), &nothing);
    let moved = |parent: &str| format!("name=Lyon&version=1&parent={parent}&offered=yes");
    same(
        &format!("{parts}/{lyon}/settings"),
        &moved,
        montreal.as_str(),
        &nothing,
    );
    same(
        &format!("{parts}/{lyon}/settings"),
        &moved,
        "Montr%C3%A9al",
        "Nowhere",
    );
    // In a file it is the same.
    let elin = office.person("elin@lumen.example");
    office.grant(&elin, "lumen.example", Role::VaViewer, Some("Lyon"));
    let mut faults = |part: &str| {
        let file = format!("user,role,virtual_accounts,until\nelin,va-user,{part},\n");
        chen.sends_file(&format!("{LUMEN}/uploads"), "people.csv", file.as_bytes());
        office.works();
        let page = chen.page.path.clone();
        let file = chen.sends("GET", &format!("{page}/faults"), None);
        assert_eq!(file.status, 200);
        chen.sends("POST", &format!("{page}/disposal"), Some(String::new()));
        file.html.replace(part, "PART")
    };
    assert_eq!(faults("Montréal"), faults("Nowhere"));
}
