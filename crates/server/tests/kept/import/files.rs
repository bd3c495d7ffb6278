//! The files of an import, and what its report says.

use crate::support::Office;
use crate::tables::{another_program, count};
use parvis::import::{ACCOUNTS, ImportReport, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS, run};

pub const GOOD: Files<'static> = &[
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

/// Files of an import: name and what stands in it.
pub type Files<'a> = &'a [(&'a str, &'a str)];

/// Imports files from a folder of their own.
pub fn import(office: &Office, files: Files) -> ImportReport {
    import_bytes(
        office,
        &files
            .iter()
            .map(|(name, text)| (*name, text.as_bytes()))
            .collect::<Vec<_>>(),
    )
}

/// A folder of their own.
pub fn folder_of<T: AsRef<[u8]>>(files: &[(&str, T)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

pub fn import_bytes(office: &Office, files: &[(&str, &[u8])]) -> ImportReport {
    let folder = folder_of(files);
    office
        .runtime
        .block_on(run(&office.app.db, folder.path()))
        .unwrap()
}

/// The faults as they are printed.
pub fn faults(report: &ImportReport) -> Vec<String> {
    report
        .faults
        .iter()
        .map(|fault| format!("{}:{}: {}", fault.file, fault.line, fault.what))
        .collect()
}

/// Added and known: people, accounts, Virtual Accounts, memberships.
pub fn counts(report: &ImportReport) -> [[u64; 4]; 2] {
    assert_eq!(faults(report), Vec::<String>::new());
    [&report.added, &report.known]
        .map(|c| [c.people, c.accounts, c.virtual_accounts, c.memberships])
}

/// How many rows of business state there are.
pub fn rows(office: &Office) -> usize {
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
pub fn refused(office: &Office, files: Files) -> Vec<String> {
    let before = rows(office);
    let report = import(office, files);
    assert_eq!(rows(office), before);
    faults(&report)
}

pub fn differences(report: &ImportReport) -> Vec<String> {
    let found = report.differences.iter();
    found
        .map(|one| format!("{}:{}: {}", one.file, one.line, one.what))
        .collect()
}
