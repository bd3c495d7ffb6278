//! What lines of contracts come to: checked, nothing is changed by them; applied, contracts are made and changed.

use crate::language::{end_in_file, zone};
use crate::storage::{Error, Tx};
use crate::store::upload::{KeptLine, Upload};
use crate::use_cases::upload::sharing::{Said, warnings};
use crate::{event_log, store, use_cases};
use domain::contract::{Agreed, Contract, ContractNumber};
use domain::rules::upload::contracts::{fault, print, read};
use domain::upload::line::LineFault;
use domain::upload::{Outcome, State};
use domain::{ContractId, Event, Refusal, rules};
use std::collections::HashMap;

/// Works on some lines of an upload: a handful of queries for all of them. Out: the same lines, with what they come to.
pub fn work(tx: &mut Tx, upload: &Upload, lines: Vec<KeptLine>) -> Result<Vec<KeptLine>, Error> {
    let applies = upload.state == State::Applying;
    let uploader = store::person::find(tx.db, &upload.uploaded_by)?.profile;
    let zone = zone(&uploader.time_zone);
    let day = |date: &str| end_in_file(date, &zone);
    let meant: use_cases::upload::lines::Meant<Agreed> = lines
        .iter()
        .map(|kept| kept.line.meaning(|cells| read(cells, day)))
        .collect();
    let numbers: Vec<&ContractNumber> = meant.iter().flatten().map(|said| &said.number).collect();
    let found = store::contract::numbered(tx.db, &numbers)?.into_iter();
    let stands: HashMap<ContractNumber, _> = found
        .map(|contract| (contract.agreed.number.clone(), contract))
        .collect();
    let version = |agreed: &Agreed| stands.get(&agreed.number).map_or(0, |old| old.version);
    let stood_at = stood_at(applies, &lines, &meant, version);
    // Of lines of one contract all but the first are faulty: none of them is applied.
    let stood_by_number: HashMap<ContractNumber, u32> = stood_at
        .iter()
        .zip(&meant)
        .filter_map(|(stood_at, meant)| Some((meant.as_ref().ok()?.number.clone(), (*stood_at)?)))
        .collect();
    let twin_of = |line| LineFault::SameContract { line };
    let said = lines.iter().zip(&meant).filter_map(|(kept, meant)| {
        let agreed = meant.as_ref().ok()?;
        Some(Said::new(&kept.line, agreed, stands.get(&agreed.number)))
    });
    let mut warnings = warnings(tx, upload, &said.collect::<Vec<_>>())?;
    let mut events = Vec::new();
    let mut worked =
        use_cases::upload::lines::work(tx, upload, lines, meant, print, twin_of, |tx, said| {
            let stood_at = stood_by_number.get(&said.number);
            let changed_since = stood_at.is_some_and(|stood_at| *stood_at != version(said));
            let came = event(tx, said, stands.get(&said.number));
            Ok(match came {
                // What somebody did since the check is theirs to undo, not this file's.
                Ok((_, Some(_))) if changed_since => Err(LineFault::ChangedMeanwhile),
                Ok((outcome, event)) => {
                    events.extend(event);
                    Ok(outcome)
                }
                Err(refusal) => Err(fault(&refusal)),
            })
        })?;
    for (kept, stood_at) in worked.iter_mut().zip(stood_at) {
        kept.stood_at = stood_at;
        if matches!(kept.outcome, Outcome::New | Outcome::Changed) {
            kept.line.faults = warnings.remove(&kept.line.number).unwrap_or_default();
        }
    }
    if applies {
        event_log::record(tx, &events)?;
    }
    Ok(worked)
}

/// At which version each line finds the contract it is about, 0 where there is none: in a check as it stands, later as its check found it.
fn stood_at(
    applies: bool,
    lines: &[KeptLine],
    meant: &use_cases::upload::lines::Meant<Agreed>,
    version: impl Fn(&Agreed) -> u32,
) -> Vec<Option<u32>> {
    let each = lines.iter().zip(meant);
    each.map(|(kept, meant)| match applies {
        true => kept.stood_at,
        false => meant.as_ref().ok().map(&version),
    })
    .collect()
}

/// What a line comes to, and the event that carries it out. In: the contract as it stands, if there is one.
fn event(
    tx: &Tx,
    said: &Agreed,
    old: Option<&Contract>,
) -> Result<(Outcome, Option<Event>), Refusal> {
    match old {
        None => {
            let id = ContractId::new(tx.new_id());
            let made = rules::contract::create(id, said.clone(), false)?;
            Ok((Outcome::New, Some(made)))
        }
        Some(old) => {
            let changed = rules::contract::change(old, old.version, said.clone(), false)?;
            let outcome = match changed {
                None => Outcome::Known,
                Some(_) => Outcome::Changed,
            };
            Ok((outcome, changed))
        }
    }
}
