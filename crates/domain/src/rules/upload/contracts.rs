//! What a line of contracts means: what is agreed in one, all of it.

use crate::contract::{
    AccessType, Agreed, COMPANY, ContractNumber, DomainFault, ListFault, MOST_DOMAINS,
    MOST_SERIALS, NumberFault, NumberKind, access_types, domains, number_if_any, serials,
};
use crate::text::TextFault;
use crate::upload::line::LineFault;
use crate::upload::reading::{is_formula, short};
use crate::{DomainIdentifier, Moment, Refusal, text};
use std::collections::BTreeSet;

/// The columns of the file, in the order their cells are kept.
pub const COLUMNS: [&str; 9] = [
    "contract_number",
    "bill_to_id",
    "serial_numbers",
    "company",
    "parent",
    "domains",
    "access_types",
    "end",
    "locked",
];

const BILL_TO: usize = 1;
const SERIALS: usize = 2;
const COMPANY_AT: usize = 3;
const PARENT: usize = 4;
const DOMAINS: usize = 5;
const OFFERS: usize = 6;
const END: usize = 7;
const LOCKED: usize = 8;

/// As files that leave say yes and no.
pub const YES: &str = "yes";
pub const NO: &str = "no";

fn column(index: usize) -> String {
    COLUMNS.get(index).copied().unwrap_or_default().to_owned()
}

/// The column in which a number of this kind stands.
pub fn column_of(kind: NumberKind) -> String {
    column(match kind {
        NumberKind::Contract => 0,
        NumberKind::BillTo => BILL_TO,
        NumberKind::Serial => SERIALS,
    })
}

/// What makes two lines the same: that they are about one contract.
pub fn print(agreed: &Agreed) -> String {
    agreed.number.to_string()
}

/// Reads the cells of a line. In: `end_of_day`, the moment at which an ISO date is over. Errors: everything that is wrong.
pub fn read(
    cells: &[String],
    end_of_day: impl Fn(&str) -> Option<Moment>,
) -> Result<Agreed, Vec<LineFault>> {
    let cell = |index: usize| said(cells.get(index).map_or("", String::as_str));
    let mut faults = Vec::new();
    let number = ContractNumber::parse(cell(0)).map_err(|fault| match fault {
        NumberFault::Missing => LineFault::ContractNumberMissing,
        _ => not_a_number(0, cell(0)),
    });
    let number = kept(number, &mut faults);
    let bill_to = number_if_any(cell(BILL_TO)).map_err(|_| not_a_number(BILL_TO, cell(BILL_TO)));
    let bill_to = kept(bill_to, &mut faults);
    let serials = serials(cell(SERIALS)).map_err(|fault| match fault {
        ListFault::TooMany { .. } => too_many(SERIALS, MOST_SERIALS),
        ListFault::One { text, .. } => not_a_number(SERIALS, &text),
    });
    let serials = kept(serials, &mut faults);
    let company = text::clean(cell(COMPANY_AT), COMPANY).map_err(|fault| match fault {
        TextFault::Missing => LineFault::CompanyMissing,
        _ => not_showable(COMPANY_AT),
    });
    let company = kept(company, &mut faults);
    let parent = text::clean_optional(cell(PARENT), COMPANY).map_err(|_| not_showable(PARENT));
    let parent = kept(parent, &mut faults);
    let domains = owned_domains(cell(DOMAINS));
    let domains = kept(domains, &mut faults);
    let offers = kept(offers(cell(OFFERS)), &mut faults);
    let ends = end(cell(END), end_of_day);
    let ends = kept(ends, &mut faults);
    let is_locked = kept(yes_or_no(cell(LOCKED)), &mut faults);
    match (number, bill_to, serials, company, parent) {
        (Some(number), Some(bill_to), Some(serials), Some(company), Some(parent)) => {
            match (domains, offers, ends, is_locked) {
                (Some(domains), Some(offers), Some(ends), Some(is_locked)) => Ok(Agreed {
                    number,
                    bill_to,
                    serials,
                    company,
                    parent,
                    domains,
                    offers,
                    ends,
                    is_locked,
                }),
                _ => Err(faults),
            }
        }
        _ => Err(faults),
    }
}

fn owned_domains(cell: &str) -> Result<BTreeSet<DomainIdentifier>, LineFault> {
    domains(cell).map_err(|fault| match fault {
        ListFault::TooMany { .. } => too_many(DOMAINS, MOST_DOMAINS),
        ListFault::One {
            fault: DomainFault::Anybodys(domain),
            ..
        } => LineFault::DomainOfAnybody {
            domain: domain.to_string(),
        },
        ListFault::One { text, .. } => LineFault::NotADomain { text: short(&text) },
    })
}

fn end(
    cell: &str,
    end_of_day: impl Fn(&str) -> Option<Moment>,
) -> Result<Option<Moment>, LineFault> {
    if cell.is_empty() {
        return Ok(None);
    }
    let bad = || LineFault::BadDate { text: short(cell) };
    end_of_day(cell).map(Some).ok_or_else(bad)
}

/// What a cell says. Lists that left here have an apostrophe before what a spreadsheet would take for a formula.
fn said(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

fn kept<T>(read: Result<T, LineFault>, faults: &mut Vec<LineFault>) -> Option<T> {
    read.map_err(|fault| faults.push(fault)).ok()
}

fn not_a_number(index: usize, text: &str) -> LineFault {
    LineFault::NotANumber {
        column: column(index),
        text: short(text),
    }
}

fn not_showable(index: usize) -> LineFault {
    LineFault::NotShowable {
        column: column(index),
    }
}

fn too_many(index: usize, most: usize) -> LineFault {
    LineFault::TooManyInCell {
        column: column(index),
        most,
    }
}

fn offers(cell: &str) -> Result<BTreeSet<AccessType>, LineFault> {
    let offers = access_types(cell).map_err(|fault| match fault {
        ListFault::TooMany { most } => too_many(OFFERS, most),
        ListFault::One { text, .. } => LineFault::UnknownAccessType { text: short(&text) },
    })?;
    if offers.is_empty() {
        Err(LineFault::AccessTypesMissing)
    } else {
        Ok(offers)
    }
}

/// Nothing is no.
fn yes_or_no(cell: &str) -> Result<bool, LineFault> {
    match cell.to_lowercase().as_str() {
        YES | "true" | "1" | "oui" => Ok(true),
        "" | NO | "false" | "0" | "non" => Ok(false),
        _ => Err(LineFault::NeitherYesNorNo {
            column: column(LOCKED),
            text: short(cell),
        }),
    }
}

/// Why a contract cannot be made or changed, as it stands beside the line.
pub fn fault(refusal: &Refusal) -> LineFault {
    LineFault::Refused {
        code: refusal.code().to_owned(),
    }
}
