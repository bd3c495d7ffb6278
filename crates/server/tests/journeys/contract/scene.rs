//! What stories of contracts begin with: an agent, contracts that are kept, files of them.

use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::support::world::number;
use domain::ContractId;
use domain::contract::{Agreed, Contract};
use parvis::use_cases;

pub const IMPORTS: &str = "/support/contracts/imports";
pub const HEADER: &str =
    "contract_number,bill_to_id,serial_numbers,company,parent,domains,access_types,end,locked\n";

pub fn agent<'o>(office: &'o Office, name: &str) -> Visitor<'o> {
    let email = format!("{name}@support.example");
    let id = office.staff(&email, false, true);
    office.session_of(&email, &id)
}

pub fn keeps(office: &Office, agreed: Agreed) -> ContractId {
    office.write(move |tx| Ok(use_cases::contract::create(tx, &agreed)?.unwrap()))
}

pub fn contract(office: &Office, typed: &str) -> Contract {
    let number = number(typed);
    office.read(move |db| {
        Ok(parvis::store::contract::by_number(db, &number)?
            .contract
            .unwrap())
    })
}

/// Uploads these lines and has them checked.
pub fn previews(office: &Office, visitor: &mut Visitor<'_>, file: impl AsRef<[u8]>) {
    visitor.sends_file(IMPORTS, "contracts.csv", file.as_ref());
    office.works();
    visitor.looks_again();
}

pub fn applies(office: &Office, visitor: &mut Visitor<'_>) {
    visitor.presses("Apply", &[]);
    office.works();
    visitor.looks_again();
}
