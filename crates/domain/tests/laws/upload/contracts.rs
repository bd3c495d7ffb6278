//! Lines of contracts: what they say, and everything that is wrong with one at once.

use domain::Moment;
use domain::contract::{AccessType, Agreed};
use domain::rules::upload::contracts::{COLUMNS, print, read};
use domain::upload::line::LineFault;

fn line(cells: [&str; 9]) -> Result<Agreed, Vec<LineFault>> {
    let cells = cells.map(str::to_owned);
    read(&cells, |day| (day == "2027-03-31").then_some(Moment(5)))
}

#[test]
fn a_line_says_all_that_is_agreed() {
    let said = line([
        "204-881",
        "700 1004",
        "lmn1; lmn2",
        "Lumen Networks",
        "",
        "LUMEN.example lumen.fr",
        "full-support software-download",
        "2027-03-31",
        "Yes",
    ])
    .unwrap();
    assert_eq!(print(&said), "204881");
    assert_eq!(said.bill_to.unwrap().as_str(), "7001004");
    assert_eq!((said.serials.len(), said.domains.len()), (2, 2));
    assert_eq!(
        (said.company.as_str(), said.parent),
        ("Lumen Networks", None)
    );
    assert_eq!(said.offers.len(), AccessType::ALL.len());
    assert_eq!((said.ends, said.is_locked), (Some(Moment(5)), true));
    let least = line(["1", "", "", "L", "", "", "full-support", "", ""]).unwrap();
    assert!(!least.is_locked && least.ends.is_none() && least.domains.is_empty());
}

#[test]
fn everything_that_is_wrong_with_a_line_is_said_at_once() {
    let faults = line([
        "",
        "a/b",
        "x#",
        "",
        "",
        "gmail.com",
        "full",
        "soon",
        "maybe",
    ])
    .unwrap_err();
    let column = |index: usize| COLUMNS[index].to_owned();
    let text = |text: &str| text.to_owned();
    assert_eq!(
        faults,
        [
            LineFault::ContractNumberMissing,
            LineFault::NotANumber {
                column: column(1),
                text: text("a/b")
            },
            LineFault::NotANumber {
                column: column(2),
                text: text("x#")
            },
            LineFault::CompanyMissing,
            LineFault::DomainOfAnybody {
                domain: text("gmail.com")
            },
            LineFault::UnknownAccessType { text: text("full") },
            LineFault::BadDate { text: text("soon") },
            LineFault::NeitherYesNorNo {
                column: column(8),
                text: text("maybe")
            },
        ]
    );
    let long = "1".repeat(100);
    assert!(line([&long, "", "", "L", "", "", "full-support", "", ""]).is_err());
    let none = line(["1", "", "", "L", "", "lumen", "", "", ""]).unwrap_err();
    assert_eq!(
        none,
        [
            LineFault::NotADomain {
                text: text("lumen")
            },
            LineFault::AccessTypesMissing
        ]
    );
}

#[test]
fn what_left_as_no_formula_comes_back_as_it_was() {
    let said = line(["1", "", "", "'=Lumen", "", "", "full-support", "", ""]).unwrap();
    assert_eq!(said.company, "=Lumen");
    let said = line(["1", "", "", "'t Hof", "", "", "full-support", "", ""]).unwrap();
    assert_eq!(said.company, "'t Hof");
}
