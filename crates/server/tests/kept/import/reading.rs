//! What the files say is there afterwards, and what was there before stays.

use crate::export::export;
use crate::import::files::{Files, GOOD, counts, differences, faults, import, refused};
use crate::on_both_engines;
use crate::support::Office;
use crate::tables::{another_program, count, lines};
use parvis::import::{ACCOUNTS, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS};

on_both_engines!(
    what_the_files_say_is_there,
    columns_may_stand_in_any_order_behind_a_byte_order_mark,
    virtual_accounts_keep_the_rules_they_have_on_the_pages,
    the_same_files_again_change_nothing,
    what_is_there_stays_and_only_what_is_new_is_added,
    people_and_accounts_of_the_database_may_be_named_without_their_files,
    whatever_is_there_otherwise_is_told_and_stays,
    a_file_of_users_and_one_of_memberships_call_their_column_alike,
);

fn what_the_files_say_is_there(office: &Office) {
    assert_eq!(counts(&import(office, GOOD)), [[2, 2, 3, 5], [0; 4]]);
    let mut db = another_program(office);
    let people = "SELECT user_id || '|' || full_name || '|' || organisation || '|' || coalesce(phone, '-') || '|' || language \
            || '|' || time_zone || '|' || address AS line \
        FROM people JOIN email_addresses ON person_id = people.id WHERE is_main ORDER BY user_id";
    assert_eq!(
        lines(&mut db, people),
        [
            "amina|Amina Belkacem|Lumen Networks|+33 4 72 00 00 00|fr|Europe/Paris|amina@lumen.example",
            "camille|Morel, Camille|Atelier Lumen|-|en|UTC|Camille@atelier.example",
        ]
    );
    let accounts = "SELECT domain || '|' || name || '|' || kind || '|' || status || '|' || visibility AS line \
        FROM smart_accounts ORDER BY domain";
    assert_eq!(
        lines(&mut db, accounts),
        [
            "holding.example|Meridian Holding|holding|active|unrestricted",
            "lumen.example|Lumen Networks|customer|active|restricted"
        ]
    );
    let parts = "SELECT domain || '|' || v.name || '|' || coalesce(p.name, '-') \
            || CASE WHEN v.is_default THEN '|default' ELSE '' END AS line \
        FROM virtual_accounts v JOIN smart_accounts a ON a.id = v.account_id \
            LEFT JOIN virtual_accounts p ON p.id = v.parent_id ORDER BY v.id";
    assert_eq!(
        lines(&mut db, parts),
        [
            "lumen.example|Lyon|-",
            "lumen.example|Croix-Rousse|Lyon",
            "lumen.example|Montréal|-|default",
            "holding.example|Default|-|default"
        ]
    );
    let held = "SELECT user_id || '|' || domain || '|' || role || '|' || coalesce(v.name, '-') || '|' \
            || coalesce(CAST(until AS TEXT), '-') || '|' || source AS line \
        FROM memberships m JOIN people p ON p.id = m.person_id JOIN smart_accounts a ON a.id = m.account_id \
            LEFT JOIN virtual_accounts v ON v.id = m.virtual_account_id ORDER BY m.id";
    assert_eq!(
        lines(&mut db, held),
        [
            r#"amina|lumen.example|sa-administrator|-|-|{"kind":"import"}"#,
            r#"amina|lumen.example|sa-approver|-|1806537600000|{"kind":"import"}"#,
            r#"amina|holding.example|sa-administrator|-|-|{"kind":"import"}"#,
            r#"camille|lumen.example|va-user|Croix-Rousse|-|{"kind":"import"}"#,
            r#"camille|holding.example|va-viewer|Default|-|{"kind":"import"}"#,
        ]
    );
    // Every row came by an event that says where from, and nobody is mailed.
    assert_eq!(
        lines(
            &mut db,
            "SELECT DISTINCT actor || '|' || origin AS line FROM events"
        ),
        [r#"{"kind":"program","id":"import"}|import"#]
    );
    assert_eq!(count(&mut db, "events"), 13);
    office.works();
    assert!(office.mailbox.all().is_empty());
}

fn columns_may_stand_in_any_order_behind_a_byte_order_mark(office: &Office) {
    let files: Files = &[
        (
            PEOPLE,
            "\u{feff}email,organisation,USER,full_name\r\n\r\namina@lumen.example,Lumen Networks,Amina,Amina Belkacem\r\n",
        ),
        (
            ACCOUNTS,
            "\u{feff}name , domain\nLumen Networks , lumen.example\n",
        ),
        (
            MEMBERSHIPS,
            "role,domain,user\nsa-administrator,lumen.example,amina",
        ),
    ];
    assert_eq!(counts(&import(office, files)), [[1, 1, 0, 1], [0; 4]]);
}

fn virtual_accounts_keep_the_rules_they_have_on_the_pages(office: &Office) {
    import(office, GOOD);
    let deep: String = (1..=13)
        .map(|n| {
            format!(
                "lumen.example,level{n},{}\n",
                if n == 1 {
                    String::new()
                } else {
                    format!("LEVEL{}", n - 1)
                }
            )
        })
        .collect();
    let parts = format!(
        "domain,name,parent\nlumen.example,North|South,\nlumen.example,Default,\n\
         lumen.example,default,\nlumen.example,{},\n{deep}",
        "x".repeat(101)
    );
    assert_eq!(
        refused(office, &[(VIRTUAL_ACCOUNTS, &parts)]),
        [
            "virtual_accounts.csv:2: name: holds the sign |, which separates names in files",
            "virtual_accounts.csv:4: name: \"default\" stands on an earlier line, too",
            "virtual_accounts.csv:5: name: is longer than 100 characters",
            "virtual_accounts.csv:18: parent: Virtual Accounts can be nested 12 levels deep",
        ]
    );
    // What is there already is known however it is written.
    let lyon = "domain,name,parent\nlumen.example,LYON,\nlumen.example,Presqu'île,lyon\n";
    assert_eq!(
        counts(&import(office, &[(VIRTUAL_ACCOUNTS, lyon)])),
        [[0, 0, 1, 0], [0, 0, 1, 0]]
    );
    let many: String = (0..=5000)
        .map(|n| format!("holding.example,n{n}\n"))
        .collect();
    let many = format!("domain,name\n{many}");
    assert_eq!(
        refused(office, &[(VIRTUAL_ACCOUNTS, &many)]),
        ["virtual_accounts.csv:5001: domain: an account holds at most 5000 Virtual Accounts"]
    );
}

fn the_same_files_again_change_nothing(office: &Office) {
    import(office, GOOD);
    office.works();
    let before = export(office);
    office.hours_pass(1);
    assert_eq!(counts(&import(office, GOOD)), [[0; 4], [2, 2, 3, 5]]);
    assert_eq!(export(office), before);
}

fn what_is_there_stays_and_only_what_is_new_is_added(office: &Office) {
    import(office, GOOD);
    let more: Files = &[
        (
            PEOPLE,
            "user,full_name,organisation,email\ncamille,Another Name,Elsewhere,camille@atelier.example\n\
             ines,Ines,Lumen,ines@lumen.example\n",
        ),
        (
            ACCOUNTS,
            "domain,name\nlumen.example,Another Name\nnew.example,New\n",
        ),
        (
            VIRTUAL_ACCOUNTS,
            "domain,name,parent,default\nlumen.example,Pentes,Croix-Rousse,yes\nnew.example,Main,,\n",
        ),
        (
            MEMBERSHIPS,
            "user,domain,role,virtual_account,until\n\
            camille,lumen.example,va-user,Croix-Rousse,2027-03-31\n\
            camille,lumen.example,va-viewer,Pentes,\n\
            ines,new.example,sa-administrator,,\n",
        ),
    ];
    assert_eq!(counts(&import(office, more)), [[1, 1, 2, 2], [1, 1, 0, 1]]);
    let mut db = another_program(office);
    assert_eq!(
        count(&mut db, "people WHERE full_name = 'Another Name'")
            + count(&mut db, "smart_accounts WHERE name = 'Another Name'"),
        0
    );
    assert_eq!(
        count(
            &mut db,
            "memberships WHERE until IS NULL AND role = 'va-user'"
        ),
        1
    );
    let defaults = "SELECT name AS line FROM virtual_accounts WHERE is_default ORDER BY id";
    assert_eq!(lines(&mut db, defaults), ["Montréal", "Default", "Main"]);
}

fn people_and_accounts_of_the_database_may_be_named_without_their_files(office: &Office) {
    import(office, GOOD);
    let memberships: Files = &[(
        MEMBERSHIPS,
        "user,domain,role\ncamille,LUMEN.example,sa-viewer\n",
    )];
    assert_eq!(counts(&import(office, memberships)), [[0, 0, 0, 1], [0; 4]]);
}

fn whatever_is_there_otherwise_is_told_and_stays(office: &Office) {
    import(office, GOOD);
    assert!(differences(&import(office, GOOD)).is_empty());
    let files: Files = &[
        (
            PEOPLE,
            "user,full_name,organisation,email,language\n\
            amina,Amina B.,Lumen Networks,amina@lumen.example,\n\
            camille,\"Morel, Camille\",Atelier Lumen,camille@other.example,fr\n",
        ),
        (
            ACCOUNTS,
            "domain,name,visibility\nlumen.example,Lumen,unrestricted\n",
        ),
        (
            VIRTUAL_ACCOUNTS,
            "domain,name,parent,default\nlumen.example,Croix-Rousse,Montréal,yes\n",
        ),
        (
            MEMBERSHIPS,
            "user,domain,role,until\namina,lumen.example,sa-approver,2028-03-31\n",
        ),
    ];
    let told = differences(&import(office, files));
    assert_eq!(
        told[..7],
        [
            "people.csv:2: full_name: stays \"Amina Belkacem\", and not \"Amina B.\"",
            "people.csv:3: email: stays \"Camille@atelier.example\", and not \"camille@other.example\"",
            "people.csv:3: language: stays \"en\", and not \"fr\"",
            "accounts.csv:2: name: stays \"Lumen Networks\", and not \"Lumen\"",
            "accounts.csv:2: visibility: stays \"restricted\", and not \"unrestricted\"",
            "virtual_accounts.csv:2: parent: stays \"Lyon\", and not \"Montréal\"",
            "virtual_accounts.csv:2: default: stays \"no\", and not \"yes\"",
        ]
    );
    assert!(
        told[7].starts_with("memberships.csv:2: until: stays ") && told.len() == 8,
        "{told:?}"
    );
}

fn a_file_of_users_and_one_of_memberships_call_their_column_alike(office: &Office) {
    import(office, GOOD);
    let report = import(
        office,
        &[(
            MEMBERSHIPS,
            "user,domain,role,virtual_accounts\ncamille,lumen.example,va-viewer,Lyon|Montréal\n",
        )],
    );
    assert_eq!((report.added.memberships, faults(&report).len()), (2, 0));
}
