//! Contracts from a file: previewed line by line, then applied line by line, once; and the list as such a file.

use crate::contract::scene::{HEADER, IMPORTS, agent, applies, contract, keeps, previews};
use crate::on_both_engines;
use crate::support::visitor::Visitor;
use crate::support::world::{agreed, identifier, number};
use crate::support::{Engine, Office};
use domain::contract::{AccessType, Agreed};
use domain::upload::State;
use parvis::use_cases;

on_both_engines!(
    a_file_of_contracts_is_previewed_then_applied_once,
    every_fault_of_a_line_is_said_with_how_to_mend_it,
    what_stands_twice_in_a_file_is_found_however_far_apart,
    a_file_that_is_cut_off_or_none_changes_nothing,
    the_list_leaves_as_a_file_that_changes_nothing_when_it_comes_back,
    an_agent_who_is_relieved_has_no_more_lines_applied,
    a_file_is_finished_by_whoever_starts_after_a_crash,
    files_of_contracts_are_there_for_those_who_work_for_support_alone,
);

fn a_file_of_contracts_is_previewed_then_applied_once(office: &Office) {
    keeps(office, agreed("204881", "Lumen Networks"));
    keeps(office, agreed("204995", "Lumen Networks"));
    let mut sam = agent(office, "sam");
    sam.goes_to("/support/contracts")
        .follows("Import contracts")
        .sees("CSV file")
        .sees("Nothing changes before you have seen the preview.");
    // Another order of columns, semicolons, a byte order mark, and numbers as people type them.
    let file = "\u{feff}company;contract_number;bill_to_id;serial_numbers;parent;domains;access_types;locked;end\r\n\
        Lumen Networks;204-881;7001004;LMN2231A0K1 LMN2231A0K2;;lumen.example;full-support software-download;no;\r\n\
        Lumen SA;204 995;700 1004;LMN2231A0K1 lmn2231a0k2;Meridian;lumen.example;software-download;yes;2027-03-31\r\n\
        Ortega;３００;;;;ortega.example;full-support;;\r\n";
    sam.sends_file(IMPORTS, "contracts.csv", file.as_bytes());
    sam.sees("Being checked").sees("0 of 3 lines done");
    let progress = format!("{}/progress", sam.page.path);
    assert_eq!(sam.sends("GET", &progress, None).html, "checking 0");
    office.works();
    sam.looks_again()
        .sees("Contracts to be added1")
        .sees("Contracts to be changed1")
        .sees("Unchanged1")
        .sees("One contract is added.")
        .sees("One contract is changed to what its line says.");
    assert_eq!(
        sam.page.all("tbody .tag"),
        ["Unchanged", "Change", "New contract"]
    );
    assert_eq!(
        contract(office, "204995").agreed,
        agreed("204995", "Lumen Networks")
    );
    let page = sam.page.path.clone();
    applies(office, &mut sam);
    sam.sees("Applied").sees("every line is as the file says");
    let now = contract(office, "204995").agreed;
    assert_eq!(now.company, "Lumen SA");
    assert_eq!(now.parent.as_deref(), Some("Meridian"));
    assert!(now.is_locked && now.ends.is_some());
    assert_eq!(now.offers, [AccessType::SoftwareDownload].into());
    assert_eq!(
        contract(office, "300").agreed.domains,
        [identifier("ortega.example")].into()
    );
    assert_eq!(contract(office, "204881").version, 1);
    let result = sam.sends("GET", &format!("{page}/result"), None).html;
    for outcome in [",no,unchanged,", ",yes,changed,", ",,added,"] {
        assert!(result.contains(outcome), "{result}");
    }
    // Who did it, and by which file, stands in the history.
    sam.goes_to("/support/contracts?q=300")
        .follows("300")
        .sees("Sam Example");
    sam.goes_to(IMPORTS)
        .sees("1 added, 1 changed, 1 unchanged, 0 not possible");
    let again = sam.sends("POST", &format!("{page}/application"), None);
    assert_eq!(again.status, 409);
}

fn every_fault_of_a_line_is_said_with_how_to_mend_it(office: &Office) {
    let mut sam = agent(office, "sam");
    let hundred = "1".repeat(100);
    let lines = format!(
        ",,,Lumen,,,full-support,,\n\
         {hundred},a/b,x#,,,gmail.com,full,soon,maybe\n\
         3,,,Lumen,,lumen,,,\n\
         4,,,=1+1,,,full-support,,\n"
    );
    previews(office, &mut sam, format!("{HEADER}{lines}"));
    sam.sees("Lines with faults4")
        .sees("The contract number is missing. Give letters and digits.")
        .sees("“a/b” in bill_to_id is no number.")
        .sees("“x#” in serial_numbers is no number.")
        .sees("The company is missing. Give its name.")
        .sees("Anyone can have an address in gmail.com")
        .sees("There is no access type “full”. Use full-support, software-download.")
        .sees("“soon” is no date like 2027-03-31.")
        .sees("“maybe” in locked is neither yes nor no.")
        .sees("“lumen” is no domain.")
        .sees("The access types are missing.")
        .sees("The cell company begins like a formula.");
    assert!(sam.page.fault_of("Apply").is_none());
    let faults = format!("{}/faults", sam.page.path);
    let answer = sam.sends("GET", &faults, None);
    assert!(
        answer.html.contains("The company is missing."),
        "{}",
        answer.html
    );
    let applied = sam.sends(
        "POST",
        &sam.page.path.replace("/faults", "").to_owned(),
        None,
    );
    assert_ne!(applied.status, 303);
}

fn what_stands_twice_in_a_file_is_found_however_far_apart(office: &Office) {
    let mut sam = agent(office, "sam");
    let line = |number: usize, company: &str| format!("{number},,,{company},,,full-support,,\n");
    let mut lines: String = (1..=700).map(|one| line(one, "Lumen")).collect();
    // The same again in the same batch, in another one, and something else of the same contract.
    lines += &line(700, "Lumen");
    lines += &line(1, "Lumen");
    lines += &format!("0-0-2,,,Ortega,,,full-support,,\n{}", line(2, "Ortega"));
    previews(office, &mut sam, format!("{HEADER}{lines}"));
    sam.sees("Lines with faults3")
        .sees("Line 701 is about the same contract. Leave one of them out.")
        .sees("Line 2 is about the same contract.")
        .sees("Line 3 is about the same contract.");
}

fn a_file_that_is_cut_off_or_none_changes_nothing(office: &Office) {
    let mut sam = agent(office, "sam");
    let fault = |sam: &mut Visitor<'_>, content: &str| {
        assert_eq!(
            sam.sends_file(IMPORTS, "contracts.csv", content.as_bytes()),
            422
        );
        sam.page.fault_of("CSV file").unwrap()
    };
    assert!(fault(&mut sam, "").contains("nothing in this file"));
    assert!(fault(&mut sam, HEADER).contains("a header and nothing below it"));
    let lacks = fault(&mut sam, "contract_number,company\n1,Lumen\n");
    assert!(lacks.contains("lacks bill_to_id"), "{lacks}");
    let twice = fault(&mut sam, &HEADER.replace("parent", "company"));
    assert!(twice.contains("names company twice"), "{twice}");
    // The last line ends in the middle.
    let cut = format!("{HEADER}1,,,Lumen,,,full-support,,\n2,,,Lum");
    previews(office, &mut sam, &cut);
    sam.sees("Lines with faults1")
        .sees("The last line is not whole: the file seems cut off.");
    sam.presses("Discard", &[])
        .sees("is discarded. Nothing was changed.");
    sam.goes_to("/support/contracts")
        .sees("There are no contracts yet");
}

fn the_list_leaves_as_a_file_that_changes_nothing_when_it_comes_back(office: &Office) {
    keeps(office, agreed("204881", "Lumen, Networks \"SA\""));
    keeps(
        office,
        Agreed {
            bill_to: None,
            serials: [].into(),
            company: "=Ortega".into(),
            parent: Some("-Holding".into()),
            domains: [identifier("münchen.example"), identifier("ortega.example")].into(),
            offers: [AccessType::FullSupport].into(),
            ends: Some(domain::Moment(office.now().0 + 123_456_789)),
            is_locked: true,
            ..agreed("300", "")
        },
    );
    let mut sam = agent(office, "sam");
    let whole = sam.sends("GET", "/support/contracts/export", None).html;
    let some = sam
        .sends("GET", "/support/contracts/export?q=3-00", None)
        .html;
    assert_eq!(whole.trim_end().lines().count(), 3, "{whole}");
    assert_eq!(some.trim_end().lines().count(), 2, "{some}");
    previews(office, &mut sam, &whole);
    sam.sees("All known: nothing of this file would change anything.")
        .sees("Unchanged2");
}

fn an_agent_who_is_relieved_has_no_more_lines_applied(office: &Office) {
    let mut sam = agent(office, "sam");
    agent(office, "tess");
    previews(
        office,
        &mut sam,
        format!("{HEADER}1,,,Lumen,,,full-support,,\n"),
    );
    sam.presses("Apply", &[]);
    let page = sam.page.path.clone();
    let id = office.known("sam");
    office.write(move |tx| {
        let relieved =
            use_cases::person::duty::relieve(tx, &id, domain::person::Duty::SupportAgent)?;
        assert_eq!(relieved, Ok(()));
        Ok(())
    });
    office.works();
    sam.goes_to(&page).meets(404);
    let tess = office.known("tess");
    let mut tess = office.session_of("tess@support.example", &tess);
    tess.goes_to(&page)
        .sees("Stopped")
        .sees("Only whoever works for support may have a file of contracts applied.");
    tess.goes_to("/support/contracts")
        .sees("There are no contracts yet");
    office.may_leave_mail();
}

fn a_file_is_finished_by_whoever_starts_after_a_crash(office: &Office) {
    let mut sam = agent(office, "sam");
    let lines: String = (1..=650)
        .map(|one| format!("{one},,,Lumen,,,full-support,,\n"))
        .collect();
    previews(office, &mut sam, format!("{HEADER}{lines}"));
    sam.presses("Apply", &[]);
    // One batch is through when the node goes down; another goes on from there.
    let step = |office: &Office| {
        let open = office.read(|db| {
            let now = domain::Moment(i64::MAX);
            Ok(parvis::store::upload::in_state(db, State::Applying, now, now, 1)?.pop())
        });
        let id = open.unwrap().id;
        assert!(office.write(move |tx| use_cases::upload::step(tx, &id)));
    };
    step(office);
    let other = office.second_node();
    assert_eq!(contract(office, "100").version, 1);
    other.works();
    sam.looks_again().sees("Contracts added650").sees("Applied");
    let kept = office.read(|db| {
        use diesel::prelude::*;
        use parvis::storage::schema::{contracts, events};
        let named = events::table.filter(events::name.eq("contract.created"));
        let rows: i64 = contracts::table.count().get_result(db)?;
        let facts: i64 = named.count().get_result(db)?;
        Ok((rows, facts))
    });
    assert_eq!(kept, (650, 650));
}

fn files_of_contracts_are_there_for_those_who_work_for_support_alone(office: &Office) {
    let mut sam = agent(office, "sam");
    previews(
        office,
        &mut sam,
        format!("{HEADER}1,,,Lumen,,,full-support,,\n"),
    );
    let page = sam.page.path.clone();
    let mut amina = office.administrator_of("lumen.example");
    for path in [
        IMPORTS.to_owned(),
        "/support/contracts/import".into(),
        "/support/contracts/export".into(),
        page.clone(),
        format!("{page}/result"),
    ] {
        amina.goes_to(&path).meets(404);
    }
    // Nor is it one of an account, or one of an account one of contracts.
    let id = page.rsplit('/').next().unwrap().to_owned();
    amina
        .goes_to(&format!("/accounts/lumen.example/uploads/{id}"))
        .meets(404);
    assert_eq!(amina.sends_file(IMPORTS, "contracts.csv", b"x"), 404);
    let mut tess = agent(office, "tess");
    tess.goes_to(&page).sees("Contracts to be added1");
}

#[test]
fn a_line_as_long_as_a_contract_can_make_it_comes_back() {
    let office = Office::open(Engine::Sqlite);
    let long = |kind: &str, count: usize| {
        (0..count)
            .map(|n| number(&format!("{kind}{n:0>60}")))
            .collect()
    };
    let domains = (0..domain::contract::MOST_DOMAINS).map(|n| {
        let label = "a".repeat(60);
        identifier(&format!("{label}.{label}.{label}.{n}example.example"))
    });
    keeps(
        &office,
        Agreed {
            serials: long("SER", domain::contract::MOST_SERIALS),
            domains: domains.collect(),
            company: "é".repeat(200),
            parent: Some("漢".repeat(200)),
            ..agreed("1", "")
        },
    );
    let mut sam = agent(&office, "sam");
    let file = sam.sends("GET", "/support/contracts/export", None).html;
    previews(&office, &mut sam, &file);
    sam.sees("Unchanged1");
}
