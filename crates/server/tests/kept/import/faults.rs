//! Every fault is named by file and line in one run, and one fault keeps everything out.

use crate::import::files::{Files, faults, import, import_bytes, refused, rows};
use crate::on_both_engines;
use crate::support::Office;
use parvis::import::{ACCOUNTS, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS, run};

on_both_engines!(
    each_fault_of_form_is_named,
    faults_of_form_are_named_by_line_and_the_rest_is_still_checked,
    every_bad_value_is_named_by_file_and_line_in_one_run,
    what_does_not_fit_together_is_named_by_file_and_line_in_one_run,
    whoever_is_deactivated_administers_no_new_account,
    a_fault_in_the_last_line_keeps_everything_out,
    of_very_many_faults_a_thousand_are_listed_and_all_are_counted,
    a_folder_without_any_of_the_files_is_refused,
    all_faults_of_a_line_and_files_of_nearly_the_right_name_are_told,
);

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
