//! Whoever gains or loses access is told, once and in their own language.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::visitor::Visitor;
use crate::telling::letters::{letters, one_says};
use domain::Role;
use domain::moment::days;

const GROUPS: &str = "/accounts/lumen.example/groups";

/// Makes a group of the account. Out: its address.
fn makes_group(amina: &mut Visitor<'_>, name: &str) -> String {
    amina.goes_to(&format!("{GROUPS}/new"));
    amina.presses("Create group", &[("Name of the group", name)]);
    amina.page.path.clone()
}

fn adds(amina: &mut Visitor<'_>, group: &str, people: &str) {
    amina.goes_to(&format!("{group}/members/new"));
    amina.adds_by("Add members", &[("User IDs or e-mail addresses", people)]);
}

fn gives(amina: &mut Visitor<'_>, group: &str, typed: &[(&str, &str)]) {
    amina.goes_to(&format!("{group}/roles/new"));
    amina.presses("Give a role", typed).meets(200);
}

on_both_engines!(
    a_file_tells_whoever_it_gives_roles_once,
    those_in_a_group_hear_what_it_gives_and_takes,
    a_virtual_account_that_goes_takes_from_those_in_groups_as_well,
    an_operator_tells_whom_they_make_administrator_of_a_new_account,
    an_import_tells_who_was_there_before,
    everybody_who_holds_anything_hears_once_of_a_suspension,
    whoever_resets_a_password_reads_on_in_their_own_language,
);

fn a_file_tells_whoever_it_gives_roles_once(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let elin = office.person("elin@atelier.example");
    office.was_at(&elin, "lumen.example");
    let file = "user,role,virtual_accounts,until\nelin,va-user,Lyon,\nelin,va-viewer,Montréal,\n";
    amina.sends_file(
        "/accounts/lumen.example/uploads",
        "people.csv",
        file.as_bytes(),
    );
    office.works();
    amina.looks_again().presses("Apply", &[]);
    let told = &mut 0;
    one_says(
        office,
        "elin@atelier.example",
        told,
        "Your access to The lumen company",
        &[
            "has given you 2 roles",
            "Virtual Account User on Lyon",
            "Virtual Account Viewer on Montréal",
        ],
    );
}

fn those_in_a_group_hear_what_it_gives_and_takes(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let (hugo, david) = ("hugo@atelier.example", "david@atelier.example");
    for one in [hugo, david] {
        office.was_at(&office.person(one), "lumen.example");
    }
    let (to_hugo, to_david) = (&mut 0, &mut 0);
    let group = makes_group(&mut amina, "Night shift");
    // A group that gives nothing is nobody's news.
    adds(&mut amina, &group, "hugo");
    assert_eq!(letters(office, hugo, to_hugo), []);
    gives(
        &mut amina,
        &group,
        &[
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account User"),
        ],
    );
    one_says(
        office,
        hugo,
        to_hugo,
        "Night shift",
        &["has changed", "The lumen company – Smart Account User"],
    );
    adds(&mut amina, &group, "david");
    one_says(
        office,
        david,
        to_david,
        "Night shift",
        &[
            "You are in the group Night shift now",
            "Smart Account User on the entire Smart Account",
        ],
    );
    assert_eq!(letters(office, hugo, to_hugo), []);
    amina
        .goes_to(&group)
        .presses("Remove those chosen", &[("Choose David Example", "on")]);
    amina.presses("Remove", &[]);
    one_says(
        office,
        david,
        to_david,
        "Night shift",
        &["You are no longer in the group", "Smart Account User"],
    );
    // Whoever leaves by themselves knows.
    adds(&mut amina, &group, "david");
    assert_eq!(letters(office, david, to_david).len(), 1);
    office
        .log_in(david)
        .goes_to("/groups")
        .follows("Night shift")
        .presses("Leave this group", &[]);
    assert_eq!(letters(office, david, to_david), []);
    amina.goes_to(&group).follows("Delete");
    amina.presses("Delete", &[]).meets(200);
    one_says(
        office,
        hugo,
        to_hugo,
        "Night shift",
        &["has been deleted", "Smart Account User"],
    );
}

fn a_virtual_account_that_goes_takes_from_those_in_groups_as_well(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let hugo = "hugo@atelier.example";
    office.was_at(&office.person(hugo), "lumen.example");
    let group = makes_group(&mut amina, "Night shift");
    gives(
        &mut amina,
        &group,
        &[
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    );
    office.works();
    adds(&mut amina, &group, "hugo");
    let told = &mut 0;
    assert_eq!(letters(office, hugo, told).len(), 1);
    let lyon = office.part("lumen.example", "Lyon");
    amina.goes_to(&format!(
        "/accounts/lumen.example/virtual-accounts/{lyon}/deletion"
    ));
    amina.presses("Delete", &[]).meets(200);
    one_says(
        office,
        hugo,
        told,
        "Night shift",
        &["has changed", "Virtual Account User on Lyon"],
    );
}

fn an_operator_tells_whom_they_make_administrator_of_a_new_account(office: &Office) {
    let olga = office.staff("olga@operations.example", true, false);
    let mut olga = office.session_of("olga@operations.example", &olga);
    office.person("berta@fjord.example");
    olga.goes_to("/operator/accounts/new");
    olga.presses(
        "Create",
        &[
            ("Account domain identifier", "fjord.example"),
            ("Account name", "Fjord"),
            ("First administrator", "berta"),
        ],
    )
    .meets(200);
    one_says(
        office,
        "berta@fjord.example",
        &mut 0,
        "You administer Fjord",
        &["An operator has created Fjord"],
    );
}

fn an_import_tells_who_was_there_before(office: &Office) {
    office.administrator_of("lumen.example");
    let elin = office.person("elin@atelier.example");
    office.grant(&elin, "lumen.example", Role::SaViewer, None);
    let told = &mut 0;
    assert_eq!(letters(office, "elin@atelier.example", told), []);
    office.clock_goes_on(days(1));
    office.grant(&elin, "lumen.example", Role::SaUser, None);
    one_says(
        office,
        "elin@atelier.example",
        told,
        "Your access to",
        &["entered by those who run Parvis", "Smart Account User"],
    );
}

fn everybody_who_holds_anything_hears_once_of_a_suspension(office: &Office) {
    office.administrator_of("lumen.example");
    let olga = office.staff("olga@operations.example", true, false);
    let mut olga = office.session_of("olga@operations.example", &olga);
    let chen = office.person("chen@lumen.example");
    // Twice by himself, once more through a group; and he waits for an answer besides.
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    office.grant(&chen, "lumen.example", Role::VaUser, Some("Montréal"));
    let mut amina = office.log_in("amina@lumen.example");
    let group = makes_group(&mut amina, "Night shift");
    gives(
        &mut amina,
        &group,
        &[
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    );
    office.was_at(&office.person("hugo@atelier.example"), "lumen.example");
    adds(&mut amina, &group, "chen, hugo");
    office
        .log_in("chen@lumen.example")
        .asks_for("lumen.example", "I need all of it now");
    let readers = [
        "amina@lumen.example",
        "chen@lumen.example",
        "hugo@atelier.example",
    ];
    let mut told = [0, 0, 0];
    for (reader, told) in readers.iter().zip(&mut told) {
        letters(office, reader, told);
    }
    olga.goes_to("/operator/accounts")
        .follows("lumen.example")
        .follows("Suspend the account");
    olga.presses(
        "Suspend the account",
        &[("Reason", "An audit of everything")],
    )
    .meets(200);
    for (reader, told) in readers.iter().zip(&mut told) {
        one_says(
            office,
            reader,
            told,
            "Suspended: The lumen company",
            &["An audit of everything"],
        );
    }
    olga.presses("Reactivate the account", &[]).meets(200);
    for (reader, told) in readers.iter().zip(&mut told) {
        one_says(office, reader, told, "Active again: The lumen company", &[]);
    }
}

fn whoever_resets_a_password_reads_on_in_their_own_language(office: &Office) {
    let bruno = office.person("bruno@lumen.example");
    office.write(move |tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::people;
        diesel::update(people::table.find(bruno.as_str()))
            .set(people::language.eq("fr"))
            .execute(tx.db)?;
        Ok(())
    });
    let mut stranger = Visitor::stranger(office);
    stranger.goes_to("/forgot");
    assert_eq!(
        stranger
            .sends("POST", "/forgot", Some("name=bruno".into()))
            .status,
        200
    );
    office.works();
    let link = link_in(
        &office
            .mailbox
            .to("bruno@lumen.example")
            .last()
            .unwrap()
            .text_body,
    );
    stranger
        .goes_to(&link)
        .presses("Save", &[("New password", "a forecourt at first light")]);
    stranger
        .sees("Votre nouveau mot de passe est enregistré")
        .does_not_see("Your new password");
}
