//! Files of contracts that may not mean what they seem to: cut off, in another encoding, with columns or numbers of somebody else.

use crate::contract::scene::{HEADER, IMPORTS, agent, contract, keeps, previews};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::world::{agreed, identifier, number};
use domain::Moment;
use domain::contract::Agreed;
use parvis::use_cases;

on_both_engines!(
    a_file_that_may_be_cut_off_is_applied_only_once_somebody_says_it_is_whole,
    the_preview_says_what_each_line_changes_in_a_contract,
    a_number_that_becomes_another_companys_too_is_warned_of,
    a_contract_numbered_as_a_product_of_another_company_is_warned_of,
    what_changed_since_the_check_is_not_overwritten,
    a_file_of_windows_1252_with_a_column_too_many_is_said_to_be_one,
    a_file_that_cannot_be_applied_leads_on_to_another,
);

fn a_file_that_may_be_cut_off_is_applied_only_once_somebody_says_it_is_whole(office: &Office) {
    let locked = Agreed {
        is_locked: true,
        ends: Some(Moment(office.now().0 + 30 * 86_400_000)),
        ..agreed("204881", "Lumen Networks")
    };
    keeps(office, locked.clone());
    let mut sam = agent(office, "sam");
    // As many cells as there are columns, and yet the end and the lock are gone: "…,2027-03-31,yes" was cut off.
    let line = "204881,7001004,LMN2231A0K1 LMN2231A0K2,Lumen Networks,,lumen.example,full-support software-download,,";
    previews(office, &mut sam, format!("{HEADER}{line}").as_bytes());
    sam.sees("Is the last line whole?")
        .sees("No line end follows line 2, the last one.")
        .sees("204881, 7001004")
        .sees("Locked: from yes to no");
    let page = sam.page.path.clone();
    sam.presses("Apply", &[]);
    assert_eq!(sam.page.status, 422);
    sam.sees("Say first that the last line of the file is whole.");
    assert_eq!(sam.page.all("#whole[aria-invalid]").len(), 1);
    // Nor by a request that nobody filled in.
    let plain = sam.sends("POST", &format!("{page}/application"), None);
    assert_eq!(plain.status, 422);
    office.works();
    assert_eq!(contract(office, "204881").agreed, locked);
    sam.goes_to(&page)
        .presses("Apply", &[("Line 2 is whole.", "on")]);
    office.works();
    sam.looks_again().sees("Applied");
    let now = contract(office, "204881").agreed;
    assert!(!now.is_locked && now.ends.is_none());
    // With a line end, nothing is asked.
    sam.follows("Choose another file");
    previews(
        office,
        &mut sam,
        format!("{HEADER}{line}yes\r\n").as_bytes(),
    );
    sam.does_not_see("Is the last line whole?");
    sam.presses("Apply", &[]);
    office.works();
    assert!(contract(office, "204881").agreed.is_locked);
    // The same holds for users of an account, whose role would have no end.
    let mut amina = office.administrator_of("lumen.example");
    office.person("elin@atelier.example");
    let users = "user,role,virtual_accounts,until\nelin@atelier.example,sa-viewer,,";
    amina.sends_file(
        "/accounts/lumen.example/uploads",
        "people.csv",
        users.as_bytes(),
    );
    office.works();
    amina.looks_again().sees("Is the last line whole?");
    amina.presses("Apply", &[]);
    assert_eq!(amina.page.status, 422);
    amina.sees("Say first that the last line of the file is whole.");
    office.may_leave_mail();
}

fn the_preview_says_what_each_line_changes_in_a_contract(office: &Office) {
    keeps(
        office,
        Agreed {
            is_locked: true,
            ..agreed("204881", "Lumen Networks")
        },
    );
    for one in 1..=60 {
        keeps(
            office,
            Agreed {
                bill_to: None,
                serials: [].into(),
                ..agreed(&one.to_string(), "Lumen Networks")
            },
        );
    }
    let mut sam = agent(office, "sam");
    let mut lines = "204881,7001004,LMN2231A0K1,Lumen SA,,lumen.example ortega.example,full-support software-download,2027-03-31,no\n".to_owned();
    for one in 1..=60 {
        lines += &format!("{one},,,Lumen Networks,,,full-support software-download,,\n");
    }
    previews(office, &mut sam, format!("{HEADER}{lines}").as_bytes());
    sam.sees("What changes in contracts that are there")
        .sees("Locked: from yes to no")
        .sees("Company: from Lumen Networks to Lumen SA")
        .sees("Serial numbers: from LMN2231A0K1, LMN2231A0K2 to LMN2231A0K1")
        .sees("Verified domains: from lumen.example to lumen.example, ortega.example")
        .sees("End: from – to")
        .sees("Verified domains: from lumen.example to –");
    // All of them, a page at a time.
    for _ in 0..3 {
        sam.follows("Next page");
    }
    sam.sees("6260Lumen NetworksVerified domains: from lumen.example to –")
        .does_not_see("Next page");
}

fn a_number_that_becomes_another_companys_too_is_warned_of(office: &Office) {
    keeps(office, agreed("204881", "Lumen Networks"));
    let mut sam = agent(office, "sam");
    let mut lines = "\
        1,,LMN2231A0K1,Ortega,,,full-support,,\n\
        2,7001004,,LUMEN networks,,,full-support,,\n\
        3,7009,S1 S2,Ortega,,,full-support,,\n"
        .to_owned();
    // However far apart in the file.
    for one in 10..400 {
        lines += &format!("{one},,,Ortega,,,full-support,,\n");
    }
    lines += "4,7009,s-2,Meridian,,,full-support,,\n";
    previews(office, &mut sam, format!("{HEADER}{lines}").as_bytes());
    sam.sees("2 lines give a number that a contract of another company has, too.")
        .sees("LMN2231A0K1 in serial_numbers also stands in a contract of Lumen Networks.")
        .sees("7009 in bill_to_id also stands in line 4, a contract of Ortega.")
        .sees("S2 in serial_numbers also stands in line 4, a contract of Ortega.")
        .does_not_see("7001004 in bill_to_id");
    sam.presses("Apply", &[]);
    office.works();
    sam.looks_again()
        .sees("Applied")
        .sees("2 lines give a number that");
    let result = format!("{}/result", sam.page.path);
    let result = sam.sends("GET", &result, None).html;
    assert!(result.contains("LMN2231A0K1 in serial_numbers"), "{result}");
    // What is so already is not warned of again.
    let again = "1,,LMN2231A0K1,Ortega,,ortega.example,full-support,,\n";
    previews(office, &mut sam, format!("{HEADER}{again}").as_bytes());
    sam.sees("Contracts to be changed1")
        .does_not_see("of another company");
}

/// A number leads to every contract that has it, whatever it is of there.
fn a_contract_numbered_as_a_product_of_another_company_is_warned_of(office: &Office) {
    keeps(office, agreed("204881", "Lumen Networks"));
    let mut sam = agent(office, "sam");
    let lines = "\
        lmn-2231 A0K1,,,Ortega,,,full-support,,\n\
        5,,S9,Ortega,,,full-support,,\n\
        S9,,,Meridian,,,full-support,,\n\
        6,204881,,Ortega,,,full-support,,\n";
    previews(office, &mut sam, format!("{HEADER}{lines}").as_bytes());
    sam.sees("3 lines give a number that a contract of another company has, too.")
        .sees("LMN2231A0K1 in contract_number also stands in a contract of Lumen Networks.")
        .sees("S9 in contract_number also stands in line 3, a contract of Ortega.")
        .sees("204881 in bill_to_id also stands in a contract of Lumen Networks.");
}

fn what_changed_since_the_check_is_not_overwritten(office: &Office) {
    let locked = |number: &str| Agreed {
        bill_to: None,
        serials: [].into(),
        is_locked: true,
        ..agreed(number, "Lumen Networks")
    };
    let id = keeps(office, agreed("204881", "Lumen Networks"));
    let same = keeps(office, locked("1"));
    let numbered_anew = keeps(office, locked("2"));
    let mut sam = agent(office, "sam");
    let lines = "\
        204881,7001004,LMN2231A0K1 LMN2231A0K2,Lumen SA,,lumen.example,full-support software-download,,no\n\
        1,,,Lumen Networks,,lumen.example,full-support software-download,,yes\n\
        2,,,Lumen SA,,lumen.example,full-support software-download,,yes\n\
        3,,,Lumen SA,,,full-support,,\n\
        4,,,Lumen SA,,,full-support,,\n";
    previews(office, &mut sam, format!("{HEADER}{lines}").as_bytes());
    let page = sam.page.path.clone();
    // While that page is open, somebody else locks one, unlocks another, gives one another number and makes one that was to be new.
    office.write(move |tx| {
        use_cases::contract::set_lock(tx, &id, 1, true)?.unwrap();
        use_cases::contract::set_lock(tx, &same, 1, false)?.unwrap();
        use_cases::contract::change(tx, &numbered_anew, 1, &locked("20"))?.unwrap();
        use_cases::contract::create(tx, &agreed("3", "Ortega"))?.unwrap();
        Ok(())
    });
    sam.goes_to(&page)
        .sees("Changed since the check: this line will not be applied.")
        .presses("Apply", &[]);
    office.works();
    sam.looks_again()
        .sees("Lines with faults4")
        .sees("This contract was changed after the file was checked");
    let kept = contract(office, "204881").agreed;
    assert!(kept.is_locked && kept.company == "Lumen Networks");
    assert!(!contract(office, "1").agreed.is_locked);
    assert_eq!(contract(office, "3").agreed.company, "Ortega");
    assert_eq!(contract(office, "4").agreed.company, "Lumen SA");
    let two = number("2");
    let found = office.read(move |db| Ok(parvis::store::contract::by_number(db, &two)?.contract));
    assert_eq!(found, None);
    // Checked anew, it says what it would change now, and does.
    previews(office, &mut sam, format!("{HEADER}{lines}").as_bytes());
    sam.sees("Locked: from yes to no").presses("Apply", &[]);
    office.works();
    assert!(!contract(office, "204881").agreed.is_locked);
    office.may_leave_mail();
}

fn a_file_of_windows_1252_with_a_column_too_many_is_said_to_be_one(office: &Office) {
    let mut sam = agent(office, "sam");
    let head = HEADER.trim_end().replace(',', ";");
    let file = format!(
        "{head};R\u{e9}gion\r\n1;;;Soci\u{e9}t\u{e9} \u{c9}lan;;elan.example;full-support;2027-03-31;oui;Loire\r\n"
    );
    // Every letter of it is one byte in Windows-1252, too.
    let latin: Vec<u8> = file.chars().map(|letter| letter as u8).collect();
    previews(office, &mut sam, &latin);
    sam.sees("It was read as Windows-1252")
        .sees("The column Région is not known here and is not read.")
        .sees("Société Élan");
    sam.presses("Apply", &[]);
    office.works();
    let kept = contract(office, "1").agreed;
    assert_eq!(kept.company, "Société Élan");
    assert_eq!(kept.domains, [identifier("elan.example")].into());
    assert!(kept.is_locked && kept.ends.is_some());
}

fn a_file_that_cannot_be_applied_leads_on_to_another(office: &Office) {
    let mut sam = agent(office, "sam");
    previews(
        office,
        &mut sam,
        format!("{HEADER}1,,,,,,full-support,,\n").as_bytes(),
    );
    sam.sees("Lines with faults1")
        .presses("Discard and choose another file", &[])
        .sees("Nothing was changed.")
        .sees("CSV file");
    // One that was put aside, or of which nothing can be made, leads there as well.
    sam.goes_to(IMPORTS)
        .follows("contracts.csv")
        .sees("Discarded")
        .follows("Choose another file")
        .sees("CSV file");
    assert_eq!(sam.sends_file(IMPORTS, "none.csv", b"x\n"), 422);
    sam.goes_to(IMPORTS)
        .follows("none.csv")
        .sees("Not usable")
        .follows("Choose another file")
        .sees("CSV file");
}
