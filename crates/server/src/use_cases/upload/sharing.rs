//! Numbers that lines of contracts share with another company's contract: whoever asks by one is left to Support from then on, which is
//! said before the file is applied.

use crate::search_index::fold;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::contract::Sharer;
use crate::store::upload::Upload;
use crate::store::upload::numbers::Named;
use domain::contract::{Agreed, Contract, ContractNumber, NumberKind};
use domain::rules::upload::contracts::column_of;
use domain::upload::State;
use domain::upload::line::{LineFault, UploadLine};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// As many numbers as are named of one line.
const MOST_NAMED: usize = 5;

/// A line that says something: its number, what it says, and the contract it changes.
pub struct Said<'a> {
    pub line: u64,
    pub agreed: &'a Agreed,
    pub old: Option<&'a Contract>,
}

impl<'a> Said<'a> {
    pub fn new(line: &UploadLine, agreed: &'a Agreed, old: Option<&'a Contract>) -> Self {
        Self {
            line: line.number,
            agreed,
            old,
        }
    }
}

/// The numbers of a contract, each once, with what it is of there.
fn numbers(agreed: &Agreed) -> BTreeMap<&ContractNumber, NumberKind> {
    let serials = agreed.serials.iter().map(|one| (one, NumberKind::Serial));
    let billed = agreed.bill_to.iter().map(|to| (to, NumberKind::BillTo));
    let own = [(&agreed.number, NumberKind::Contract)];
    serials.chain(billed).chain(own).collect()
}

/// Whether it is new that this contract has the number.
fn comes_by(said: &Said<'_>, number: &ContractNumber) -> bool {
    said.old.is_none_or(|old| {
        fold(&old.agreed.company) != fold(&said.agreed.company)
            || !numbers(&old.agreed).contains_key(number)
    })
}

/// The first of those who have a number that is another company's contract.
fn another<'s>(sharers: Option<&'s Vec<Sharer>>, agreed: &Agreed) -> Option<&'s Sharer> {
    let company = fold(&agreed.company);
    let mut all = sharers?.iter();
    all.find(|one| one.contract != agreed.number && fold(&one.company) != company)
}

/// The warnings of lines, by their numbers: two queries for all of them. In a check, what they name is kept for the lines that follow.
pub fn warnings(
    tx: &mut Tx,
    upload: &Upload,
    lines: &[Said<'_>],
) -> Result<HashMap<u64, Vec<LineFault>>, Error> {
    let all: BTreeSet<&ContractNumber> = lines
        .iter()
        .flat_map(|said| numbers(said.agreed).into_keys())
        .collect();
    let all: Vec<&ContractNumber> = all.into_iter().collect();
    let mut named = store::upload::numbers::named(tx.db, &upload.id, &all)?;
    let mut sharers: HashMap<ContractNumber, Vec<Sharer>> = HashMap::new();
    for one in store::contract::sharers(tx.db, &all)? {
        sharers.entry(one.number.clone()).or_default().push(one);
    }
    let (mut warned, mut new) = (HashMap::new(), Vec::new());
    for said in lines {
        let company = fold(&said.agreed.company);
        let mut faults = Vec::new();
        for (number, kind) in numbers(said.agreed) {
            let other = another(sharers.get(number), said.agreed);
            let first = named.get(number).cloned();
            if first.is_none() {
                let here = Named {
                    company: said.agreed.company.clone(),
                    line: said.line,
                };
                named.insert(number.clone(), here.clone());
                new.push((number.clone(), here));
            }
            let first =
                first.filter(|first| first.line < said.line && fold(&first.company) != company);
            let shared = match (other, first) {
                (Some(other), _) => (other.company.clone(), None),
                (None, Some(first)) => (first.company, Some(first.line)),
                (None, None) => continue,
            };
            if comes_by(said, number) && faults.len() < MOST_NAMED {
                let (company, line) = shared;
                faults.push(LineFault::SharedNumber {
                    column: column_of(kind),
                    number: number.to_string(),
                    company,
                    line,
                });
            }
        }
        if !faults.is_empty() {
            warned.insert(said.line, faults);
        }
    }
    if upload.state == State::Checking {
        store::upload::numbers::add(tx, &upload.id, &new)?;
    }
    Ok(warned)
}
