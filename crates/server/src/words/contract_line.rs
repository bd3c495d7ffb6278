//! What is wrong with a line of a file of contracts, in words that say how to mend it.

use crate::web::visit::Visit;
use domain::contract::{AccessType, COMPANY, LONGEST_NUMBER};
use domain::upload::line::LineFault;
use i18n_embed_fl::fl;

/// What can be wrong with a line of contracts alone.
pub fn contract_fault(visit: &Visit, fault: &LineFault) -> String {
    let t = &visit.words.plain;
    match fault {
        LineFault::ContractNumberMissing => fl!(t, "upload-line-contract-number-missing"),
        LineFault::NotANumber { column, text } => fl!(
            t,
            "upload-line-not-a-number",
            column = column.as_str(),
            text = text.as_str(),
            most = LONGEST_NUMBER
        ),
        LineFault::CompanyMissing => fl!(t, "upload-line-company-missing"),
        LineFault::NotShowable { column } => fl!(
            t,
            "upload-line-not-showable",
            column = column.as_str(),
            most = COMPANY.most
        ),
        LineFault::NotADomain { text } => {
            fl!(t, "upload-line-not-a-domain", text = text.as_str())
        }
        LineFault::DomainOfAnybody { domain } => {
            fl!(t, "refusal-domain-of-anybody", domain = domain.as_str())
        }
        LineFault::AccessTypesMissing => {
            fl!(
                t,
                "upload-line-access-types-missing",
                types = access_types()
            )
        }
        LineFault::UnknownAccessType { text } => fl!(
            t,
            "upload-line-unknown-access-type",
            text = text.as_str(),
            types = access_types()
        ),
        LineFault::SameContract { line } => {
            let line: u64 = *line;
            fl!(t, "upload-line-same-contract", line = line)
        }
        LineFault::ChangedMeanwhile => fl!(t, "upload-line-changed-meanwhile"),
        of_cells => cell_fault(visit, of_cells),
    }
}

/// What can be wrong with what the cells of a line of contracts hold.
fn cell_fault(visit: &Visit, fault: &LineFault) -> String {
    let t = &visit.words.plain;
    match fault {
        LineFault::TooManyInCell { column, most } => {
            let most: usize = *most;
            fl!(
                t,
                "upload-line-too-many-in-cell",
                column = column.as_str(),
                most = most
            )
        }
        LineFault::NeitherYesNorNo { column, text } => fl!(
            t,
            "upload-line-neither-yes-nor-no",
            column = column.as_str(),
            text = text.as_str()
        ),
        LineFault::SharedNumber {
            column,
            number,
            company,
            line: Some(line),
        } => {
            let line: u64 = *line;
            fl!(
                t,
                "upload-line-shared-with-line",
                column = column.as_str(),
                number = number.as_str(),
                company = company.as_str(),
                line = line
            )
        }
        LineFault::SharedNumber {
            column,
            number,
            company,
            line: None,
        } => fl!(
            t,
            "upload-line-shared",
            column = column.as_str(),
            number = number.as_str(),
            company = company.as_str()
        ),
        // Nothing else is left; were it, its name would say more than nothing.
        other => format!("{other:?}"),
    }
}

/// Every access type by its key, as files name them.
fn access_types() -> String {
    let keys: Vec<&str> = AccessType::ALL.iter().map(|one| one.key()).collect();
    keys.join(", ")
}
