//! `parvis import`: everything is checked before anything is written, and the same files again change nothing.

use crate::export::export;
use crate::support::Office;
use crate::tables::{another_program, count, lines};
use crate::{on_both_engines, program};
use parvis::import::{ACCOUNTS, MEMBERSHIPS, PEOPLE, Report, VIRTUAL_ACCOUNTS, run};
use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// Files of an import: name and what stands in it.
type Files<'a> = &'a [(&'a str, &'a str)];

const GOOD: Files<'static> = &[
    (
        PEOPLE,
        "user,full_name,organisation,email,phone,language,time_zone\n\
         amina,Amina Belkacem,Lumen Networks,amina@lumen.example,+33 4 72 00 00 00,fr,Europe/Paris\n\
         camille,\"Morel, Camille\",Atelier Lumen,Camille@ATELIER.example,,,\n",
    ),
    (
        ACCOUNTS,
        "domain,name,type,visibility\n\
         Lumen.example,Lumen Networks,customer,restricted\n\
         holding.example,Meridian Holding,holding,\n",
    ),
    (
        VIRTUAL_ACCOUNTS,
        "domain,name,parent,default\nlumen.example,Lyon,,no\nlumen.example,Croix-Rousse,Lyon,\nlumen.example,Montréal,,yes\n",
    ),
    (
        MEMBERSHIPS,
        "user,domain,role,virtual_account,until\n\
         amina,lumen.example,sa-administrator,,\n\
         amina,lumen.example,sa-approver,,2027-03-31\n\
         amina,holding.example,sa-administrator,,\n\
         camille,lumen.example,va-user,Croix-Rousse,\n\
         camille,holding.example,va-viewer,Default,\n",
    ),
];

/// Imports files from a folder of their own.
fn import(office: &Office, files: Files) -> Report {
    import_bytes(
        office,
        &files
            .iter()
            .map(|(name, text)| (*name, text.as_bytes()))
            .collect::<Vec<_>>(),
    )
}

fn import_bytes(office: &Office, files: &[(&str, &[u8])]) -> Report {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    office
        .runtime
        .block_on(run(&office.app.db, folder.path()))
        .unwrap()
}

/// The faults as they are printed.
fn faults(report: &Report) -> Vec<String> {
    report
        .faults
        .iter()
        .map(|fault| format!("{}:{}: {}", fault.file, fault.line, fault.what))
        .collect()
}

/// Added and known: people, accounts, Virtual Accounts, memberships.
fn counts(report: &Report) -> [[u64; 4]; 2] {
    assert_eq!(faults(report), Vec::<String>::new());
    [&report.added, &report.known]
        .map(|c| [c.people, c.accounts, c.virtual_accounts, c.memberships])
}

/// How many rows of business state there are.
fn rows(office: &Office) -> usize {
    let mut db = another_program(office);
    let tables = [
        "people",
        "email_addresses",
        "smart_accounts",
        "account_identifiers",
        "virtual_accounts",
        "memberships",
        "events",
        "notices",
    ];
    tables.iter().map(|table| count(&mut db, table)).sum()
}

/// Imports what cannot be, and sees that nothing of it is written.
fn refused(office: &Office, files: Files) -> Vec<String> {
    let before = rows(office);
    let report = import(office, files);
    assert_eq!(rows(office), before);
    faults(&report)
}

on_both_engines!(
    what_the_files_say_is_there,
    columns_may_stand_in_any_order_behind_a_byte_order_mark,
    each_fault_of_form_is_named,
    faults_of_form_are_named_by_line_and_the_rest_is_still_checked,
    every_bad_value_is_named_by_file_and_line_in_one_run,
    what_does_not_fit_together_is_named_by_file_and_line_in_one_run,
    virtual_accounts_keep_the_rules_they_have_on_the_pages,
    whoever_is_deactivated_administers_no_new_account,
    the_same_files_again_change_nothing,
    what_is_there_stays_and_only_what_is_new_is_added,
    people_and_accounts_of_the_database_may_be_named_without_their_files,
    a_fault_in_the_last_line_keeps_everything_out,
    of_very_many_faults_a_thousand_are_listed_and_all_are_counted,
    a_folder_without_any_of_the_files_is_refused,
);

fn what_the_files_say_is_there(office: &Office) {
    assert_eq!(counts(&import(office, GOOD)), [[2, 2, 3, 5], [0; 4]]);
    let mut db = another_program(office);
    let people = "SELECT user_id || '|' || full_name || '|' || organisation || '|' || coalesce(phone, '-') || '|' || language || '|' || time_zone \
        || '|' || address AS line FROM people JOIN email_addresses ON person_id = people.id WHERE is_main ORDER BY user_id";
    assert_eq!(
        lines(&mut db, people),
        [
            "amina|Amina Belkacem|Lumen Networks|+33 4 72 00 00 00|fr|Europe/Paris|amina@lumen.example",
            "camille|Morel, Camille|Atelier Lumen|-|en|UTC|Camille@atelier.example",
        ]
    );
    let accounts = "SELECT domain || '|' || name || '|' || kind || '|' || status || '|' || visibility AS line FROM smart_accounts ORDER BY domain";
    assert_eq!(
        lines(&mut db, accounts),
        [
            "holding.example|Meridian Holding|holding|active|unrestricted",
            "lumen.example|Lumen Networks|customer|active|restricted"
        ]
    );
    let parts = "SELECT domain || '|' || v.name || '|' || coalesce(p.name, '-') || CASE WHEN v.is_default THEN '|default' ELSE '' END AS line \
        FROM virtual_accounts v JOIN smart_accounts a ON a.id = v.account_id LEFT JOIN virtual_accounts p ON p.id = v.parent_id ORDER BY v.id";
    assert_eq!(
        lines(&mut db, parts),
        [
            "lumen.example|Lyon|-",
            "lumen.example|Croix-Rousse|Lyon",
            "lumen.example|Montréal|-|default",
            "holding.example|Default|-|default"
        ]
    );
    let held = "SELECT user_id || '|' || domain || '|' || role || '|' || coalesce(v.name, '-') || '|' || coalesce(CAST(until AS TEXT), '-') || '|' || source AS line \
        FROM memberships m JOIN people p ON p.id = m.person_id JOIN smart_accounts a ON a.id = m.account_id LEFT JOIN virtual_accounts v ON v.id = m.virtual_account_id ORDER BY m.id";
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

fn each_fault_of_form_is_named(office: &Office) {
    let header = |name: &str, header: &str| refused(office, &[(name, &format!("{header}\n"))]);
    let [people, accounts, parts, memberships] = [
        "the columns are user, full_name, organisation, email, phone, language, time_zone",
        "the columns are domain, name, type, visibility",
        "the columns are domain, name, parent, default",
        "the columns are user, domain, role, virtual_account, until",
    ];
    assert_eq!(
        header(PEOPLE, "user;full_name;organisation;email"),
        [format!(
            "people.csv:1: values must be separated by commas; {people}"
        )]
    );
    assert_eq!(
        header(ACCOUNTS, "lumen.example,Lumen Networks"),
        [format!(
            "accounts.csv:1: the header has no column \"domain\"; {accounts}"
        )]
    );
    assert_eq!(
        header(ACCOUNTS, ""),
        [format!(
            "accounts.csv:1: the header has no column \"domain\"; {accounts}"
        )]
    );
    assert_eq!(
        header(VIRTUAL_ACCOUNTS, "domain,name,nested_in"),
        [format!(
            "virtual_accounts.csv:1: nobody knows the column \"nested_in\"; {parts}"
        )]
    );
    assert_eq!(
        header(MEMBERSHIPS, "user,domain"),
        [format!(
            "memberships.csv:1: the header has no column \"role\"; {memberships}"
        )]
    );
    assert_eq!(
        header(MEMBERSHIPS, "user,domain,role,user"),
        ["memberships.csv:1: the column \"user\" stands there twice"]
    );
}

fn faults_of_form_are_named_by_line_and_the_rest_is_still_checked(office: &Office) {
    let people = b"\xef\xbb\xbfuser,full_name,organisation,email\r\n\
        amina,Amina,Lumen\r\n\
        \r\n\
        bruno,\"Bruno\r\nKeller\",Lumen,bruno@lumen.example\r\n\
        chen,Chen \xff Wei,Lumen,chen@lumen.example\r\n\
        dora,Dora,Holding,dora@holding.example,too,many\r\n\
        e,Eve,Lumen,eve@lumen.example\r\n\
        fern,\"Fern,Lumen,fern@lumen.example\r\n\
        gil,Gil,Lumen,gil@lumen.example\r\n";
    let before = rows(office);
    let report = import_bytes(
        office,
        &[
            (PEOPLE, people),
            (ACCOUNTS, b"domain,name\nlumen.example,\xe9\n"),
            (MEMBERSHIPS, b"user;domain;role\n"),
        ],
    );
    assert_eq!(
        faults(&report),
        [
            "people.csv:2: has 3 values where the header has 4 columns",
            "people.csv:4: full_name: holds characters that cannot be shown",
            "people.csv:6: is not written in UTF-8",
            "people.csv:7: has 6 values where the header has 4 columns",
            "people.csv:8: user: \"e\" is no user ID (2 to 64 of a-z, 0-9, dot, hyphen, underscore)",
            "people.csv:9: has 2 values where the header has 4 columns",
            "accounts.csv:2: is not written in UTF-8",
            "memberships.csv:1: values must be separated by commas; the columns are user, domain, role, virtual_account, until",
        ]
    );
    assert_eq!(rows(office), before);
}
fn every_bad_value_is_named_by_file_and_line_in_one_run(office: &Office) {
    let files: Files = &[
        (
            PEOPLE,
            "user,full_name,organisation,email,phone,language,time_zone\n\
            a b,Ann,Lumen,ann@lumen.example,,,\n\
            ann,,Lumen,ann@lumen.example,,,\n\
            ann,Ann,,ann@lumen.example,,,\n\
            ann,Ann,Lumen,ann at lumen.example,,,\n\
            ann,Ann,Lumen,,,,\n\
            ann,Ann,Lumen,ann@lumen.example,ring me,,\n\
            ann,Ann,Lumen,ann@lumen.example,,de,\n\
            ann,Ann,Lumen,ann@lumen.example,,,Europe/Lyon\n\
            ann,Ann\u{202e},Lumen,ann@lumen.example,,,\n",
        ),
        (
            ACCOUNTS,
            "domain,name,type,visibility\n\
            lumen,Lumen,,\n\
            lumen.example,,,\n\
            lumen.example,Lumen,Customer,\n\
            lumen.example,Lumen,,hidden\n",
        ),
        (
            VIRTUAL_ACCOUNTS,
            "domain,name,parent,default\n\
            192.0.2.1,Lyon,,\n\
            lumen.example,,,\n\
            lumen.example,Lyon,,perhaps\n",
        ),
        (
            MEMBERSHIPS,
            "user,domain,role,virtual_account,until\n\
            -,lumen.example,sa-user,,\n\
            ann,a..b,sa-user,,\n\
            ann,lumen.example,,,\n\
            ann,lumen.example,administrator,,\n\
            ann,lumen.example,sa-user,Lyon,\n\
            ann,lumen.example,va-user,,\n\
            ann,lumen.example,sa-user,,31.3.2027\n",
        ),
    ];
    let roles =
        "sa-administrator, sa-approver, sa-user, sa-viewer, va-administrator, va-user, va-viewer";
    assert_eq!(refused(office, files), [
        "people.csv:2: user: \"a b\" is no user ID (2 to 64 of a-z, 0-9, dot, hyphen, underscore)".to_owned(),
        "people.csv:3: full_name: is empty".into(),
        "people.csv:4: organisation: is empty".into(),
        "people.csv:5: email: \"ann at lumen.example\" is no e-mail address".into(),
        "people.csv:6: email: \"\" is no e-mail address".into(),
        "people.csv:7: phone: \"ring me\" is no phone number".into(),
        "people.csv:8: language: \"de\" is none of en, fr".into(),
        "people.csv:9: time_zone: \"Europe/Lyon\" is no IANA time zone, such as Europe/Paris".into(),
        "people.csv:10: full_name: holds characters that cannot be shown".into(),
        "accounts.csv:2: domain: \"lumen\" is no domain identifier, such as company.example".into(),
        "accounts.csv:3: name: is empty".into(),
        "accounts.csv:4: type: \"Customer\" is none of customer, holding".into(),
        "accounts.csv:5: visibility: \"hidden\" is none of unrestricted, restricted".into(),
        "virtual_accounts.csv:2: domain: \"192.0.2.1\" is no domain identifier, such as company.example".into(),
        "virtual_accounts.csv:3: name: is empty".into(),
        "virtual_accounts.csv:4: default: \"perhaps\" is neither yes nor no".into(),
        "memberships.csv:2: user: \"-\" is no user ID (2 to 64 of a-z, 0-9, dot, hyphen, underscore)".into(),
        "memberships.csv:3: domain: \"a..b\" is no domain identifier, such as company.example".into(),
        "memberships.csv:4: role: is empty".into(),
        format!("memberships.csv:5: role: \"administrator\" is none of {roles}"),
        "memberships.csv:6: role: sa-user goes with the whole account: leave virtual_account empty".into(),
        "memberships.csv:7: role: va-user needs a virtual_account".into(),
        "memberships.csv:8: until: \"31.3.2027\" is no date, such as 2027-03-31".into(),
    ]);
}

fn what_does_not_fit_together_is_named_by_file_and_line_in_one_run(office: &Office) {
    office.administrator_of("known.example");
    let files: Files = &[
        (
            PEOPLE,
            "user,full_name,organisation,email\n\
            ann,Ann,Lumen,ann@lumen.example\n\
            ben,Ben,Lumen,amina@known.example\n\
            ANN,Ann,Lumen,other@lumen.example\n\
            cleo,Cleo,Lumen,ANN@lumen.example\n",
        ),
        (
            ACCOUNTS,
            "domain,name\nlumen.example,Lumen\nlapsing.example,Lapsing\nlumen.example.,Lumen again\nempty.example,Empty\n",
        ),
        (
            VIRTUAL_ACCOUNTS,
            "domain,name,parent,default\n\
            lumen.example,Croix-Rousse,Lyon,yes\n\
            lumen.example,Lyon,,yes\n\
            lumen.example,Lyon,,\n\
            nowhere.example,Lyon,,\n\
            known.example,Villeurbanne,Lyon,\n",
        ),
        (
            MEMBERSHIPS,
            "user,domain,role,virtual_account,until\n\
            ann,lumen.example,sa-administrator,,\n\
            ann,lumen.example,sa-administrator,,2027-01-01\n\
            nobody,lumen.example,sa-user,,\n\
            ann,nowhere.example,sa-user,,\n\
            ann,lumen.example,va-user,Default,\n\
            ann,known.example,va-user,Grenoble,\n\
            amina,lumen.example,sa-approver,,\n\
            ann,lapsing.example,sa-administrator,,2027-01-01\n\
            ann,known.example,va-user,Villeurbanne,\n\
            amina,known.example,sa-approver,,\n",
        ),
    ];
    assert_eq!(
        refused(office, files),
        [
            "people.csv:3: email: amina@known.example belongs to amina",
            "people.csv:4: user: ann stands on an earlier line, too",
            "people.csv:5: email: ANN@lumen.example stands on an earlier line, too",
            "accounts.csv:3: lapsing.example needs an active sa-administrator without an end date in memberships.csv",
            "accounts.csv:4: domain: lumen.example stands on an earlier line, too",
            "accounts.csv:5: empty.example needs an active sa-administrator without an end date in memberships.csv",
            "virtual_accounts.csv:2: parent: must stand on an earlier line or be there already",
            "virtual_accounts.csv:3: default: lumen.example has one on an earlier line",
            "virtual_accounts.csv:4: name: \"Lyon\" stands on an earlier line, too",
            "virtual_accounts.csv:5: domain: no account nowhere.example here or in accounts.csv",
            "memberships.csv:3: says the same as an earlier line",
            "memberships.csv:4: user: nobody is called nobody here or in people.csv",
            "memberships.csv:5: domain: no account nowhere.example here or in accounts.csv",
            "memberships.csv:6: virtual_account: lumen.example has none called \"Default\"",
            "memberships.csv:7: virtual_account: known.example has none called \"Grenoble\"",
            "memberships.csv:8: role: a sa-approver needs an e-mail address in lumen.example; amina has none",
        ]
    );
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
        "domain,name,parent\nlumen.example,North|South,\nlumen.example,Default,\nlumen.example,default,\nlumen.example,{},\n{deep}",
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

fn whoever_is_deactivated_administers_no_new_account(office: &Office) {
    office.gone("gone@lumen.example");
    let files: Files = &[
        (ACCOUNTS, "domain,name\nlumen.example,Lumen\n"),
        (
            MEMBERSHIPS,
            "user,domain,role,virtual_account,until\ngone,lumen.example,sa-administrator,,\n",
        ),
    ];
    assert_eq!(
        refused(office, files),
        [
            "accounts.csv:2: lumen.example needs an active sa-administrator without an end date in memberships.csv"
        ]
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
            "user,full_name,organisation,email\ncamille,Another Name,Elsewhere,camille@atelier.example\nines,Ines,Lumen,ines@lumen.example\n",
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

fn a_fault_in_the_last_line_keeps_everything_out(office: &Office) {
    let people: String = (0..1200)
        .map(|n| format!("user{n},User {n},Lumen,user{n}@lumen.example\n"))
        .collect();
    let people =
        format!("user,full_name,organisation,email\n{people}last,Last,Lumen,user7@lumen.example\n");
    assert_eq!(
        refused(office, &[(PEOPLE, &people)]),
        ["people.csv:1202: email: user7@lumen.example stands on an earlier line, too"]
    );
}

fn of_very_many_faults_a_thousand_are_listed_and_all_are_counted(office: &Office) {
    let people = format!(
        "user,full_name,organisation,email\n{}",
        "x,X,X,x@lumen.example\n".repeat(1500)
    );
    let report = import(office, &[(PEOPLE, &people)]);
    assert_eq!((report.faults.len(), report.more_faults), (1000, 500));
    assert!(report.to_string().ends_with("… and 500 more\n"));
}

fn a_folder_without_any_of_the_files_is_refused(office: &Office) {
    let folder = tempfile::tempdir().unwrap();
    let said = office
        .runtime
        .block_on(run(&office.app.db, folder.path()))
        .unwrap_err()
        .to_string();
    assert!(
        said.contains(
            "holds none of people.csv, accounts.csv, virtual_accounts.csv, memberships.csv"
        ),
        "{said}"
    );
}

/// Writes files with so many people and as many memberships.
fn write_many(folder: &Path, people: usize) {
    let file = |name: &str, header: &str| {
        let mut file = BufWriter::new(File::create(folder.join(name)).unwrap());
        writeln!(file, "{header}").unwrap();
        file
    };
    let accounts = people / 100;
    let mut lines = file(
        PEOPLE,
        "user,full_name,organisation,email,phone,language,time_zone",
    );
    for n in 0..people {
        let company = n % accounts;
        writeln!(lines, "person{n},Person {n},Company {company},person{n}@company{company}.example,+33 4 72 00 00 00,fr,Europe/Paris").unwrap();
    }
    let mut lines = file(ACCOUNTS, "domain,name");
    (0..accounts).for_each(|n| writeln!(lines, "company{n}.example,Company {n}").unwrap());
    let mut lines = file(MEMBERSHIPS, "user,domain,role");
    for n in 0..people {
        let role = if n < accounts {
            "sa-administrator"
        } else {
            "sa-user"
        };
        writeln!(lines, "person{n},company{}.example,{role}", n % accounts).unwrap();
    }
}

fn differences(report: &Report) -> Vec<String> {
    let found = report.differences.iter();
    found
        .map(|one| format!("{}:{}: {}", one.file, one.line, one.what))
        .collect()
}

mod against_what_is_there {
    use super::*;

    on_both_engines!(
        whatever_is_there_otherwise_is_told_and_stays,
        all_faults_of_a_line_and_files_of_nearly_the_right_name_are_told,
        a_file_of_users_and_one_of_memberships_call_their_column_alike,
    );

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

    fn all_faults_of_a_line_and_files_of_nearly_the_right_name_are_told(office: &Office) {
        let report = import(
            office,
            &[
                (
                    PEOPLE,
                    "user,full_name,organisation,email,phone,language,time_zone\nok3,,Org,not-an-address,,de,Europe/Pari\n",
                ),
                ("Accounts.csv", "domain,name\n"),
                ("memberships.CSV", "user,domain,role\n"),
                ("notes.txt", ""),
            ],
        );
        let told = faults(&report);
        for column in [
            "full_name: is empty",
            "email: ",
            "language: ",
            "time_zone: ",
        ] {
            assert!(
                told.iter()
                    .any(|fault| fault.starts_with("people.csv:2: ") && fault.contains(column)),
                "{told:?}"
            );
        }
        assert!(
            told.iter()
                .any(|fault| fault.contains("Accounts.csv is not read: call it accounts.csv")),
            "{told:?}"
        );
        assert!(
            told.iter()
                .any(|fault| fault.contains("memberships.CSV is not read")),
            "{told:?}"
        );
        assert!(
            !told.iter().any(|fault| fault.contains("notes")),
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
}

/// Imports so many people with as many memberships by the program. Out: the most memory it had, in KiB.
#[cfg(target_os = "linux")]
fn peak_of_importing(people: usize) -> usize {
    let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write_many(files.path(), people);
    assert!(program::run(data.path(), &["migrate"]).status.success());
    #[allow(clippy::disallowed_methods)] // how long it takes is what is measured
    let began = std::time::Instant::now();
    let mut import = program::program(data.path())
        .arg("import")
        .arg(files.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", import.id());
    let (ends, ended) = std::sync::mpsc::channel();
    let end = std::thread::spawn(move || {
        let mut report = String::new();
        import
            .stdout
            .take()
            .unwrap()
            .read_to_string(&mut report)
            .unwrap();
        let _ = ends.send(());
        (import.wait().unwrap(), report)
    });
    let mut peak = 0;
    while ended.recv_timeout(Duration::from_millis(20)) == Err(RecvTimeoutError::Timeout) {
        let status = std::fs::read_to_string(&status).unwrap_or_default();
        let high = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = high
            .and_then(|size| size.trim().trim_end_matches(" kB").parse().ok())
            .unwrap_or(peak);
    }
    let (status, report) = end.join().unwrap();
    assert!(
        status.success()
            && report.starts_with(&format!(
                "people            {people:>8} added,        0 known\n"
            )),
        "{report}"
    );
    assert!(
        report.ends_with(&format!(
            "memberships       {people:>8} added,        0 known\n"
        )),
        "{report}"
    );
    let said = format!(
        "import of {people} people and memberships: {:.1} s, at most {} MB\n",
        began.elapsed().as_secs_f32(),
        peak / 1024
    );
    // Past the capture of tests that succeed: the figures are worth seeing.
    std::io::stderr().write_all(said.as_bytes()).unwrap();
    peak
}

#[cfg(target_os = "linux")]
#[test]
fn twenty_thousand_people_take_hardly_more_memory_than_five_thousand() {
    let (few, many) = (peak_of_importing(5_000), peak_of_importing(20_000));
    assert!(
        few > 1024 && many < few + 8 * 1024,
        "{few} KiB, then {many} KiB"
    );
}
