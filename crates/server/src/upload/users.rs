//! What lines of users come to: checked, nothing is changed by them; applied, roles are given and addresses invited.

use super::Worked;
use super::store::{self, Kept, Upload};
use crate::clock::hash_of;
use crate::language::{self, end_of_day};
use crate::membership::{self, adding};
use crate::storage::{Error, Tx};
use crate::{event_log, invitation, person, smart_account};
use domain::membership::Source;
use domain::newcomer::{Gift, Given, Name, Roll};
use domain::upload::reading::{Line, LineFault};
use domain::upload::users::{Parts, UserLine, fault, read};
use domain::upload::{Outcome, State};
use domain::{Event, PersonId, Right};
use std::collections::HashMap;

/// The code of [`domain::Refusal::LettersTooSoon`], whose moment a line of a file cannot keep.
pub const LETTERS_TOO_SOON: &str = "letters-too-soon";

/// Works on some lines of an upload: a handful of queries for all of them.
pub fn work(tx: &mut Tx, upload: &Upload, lines: Vec<Kept>) -> Result<Vec<Kept>, Error> {
    let applies = upload.state == State::Applying;
    let by: &PersonId = upload.applied_by.as_ref().unwrap_or(&upload.uploaded_by);
    let profile = person::store::find(tx.db, by)?.profile;
    let uploader = person::store::find(tx.db, &upload.uploaded_by)?.profile;
    let zone = language::zone(&uploader.time_zone);
    let all_parts = smart_account::store::virtual_accounts(tx.db, &upload.account)?;
    let parts = Parts::of(&all_parts);
    let meant: Vec<Result<UserLine, Vec<LineFault>>> = lines
        .iter()
        .map(|kept| meaning(&kept.line, &parts, |date| end_of_day(date, &zone)))
        .collect();
    let names: Vec<_> = meant
        .iter()
        .flatten()
        .map(|line| line.name.clone())
        .collect();
    let mut roll = adding::roll(tx.db, &upload.account, &names)?;
    let authority = membership::authority(tx.db, by, &upload.account, Right::MemberManage, tx.now)?;
    let ground = membership::ground(tx.db, &upload.account)?;
    let gift = Gift {
        by: &authority,
        ground: &ground,
        source: Source::Upload(upload.id.clone()),
        language: profile.language,
        now: tx.now,
    };
    let prints = prints(&meant, &roll);
    let mut first = if applies {
        HashMap::new()
    } else {
        let all: Vec<String> = prints.iter().flatten().cloned().collect();
        store::first_with(tx.db, &upload.id, &all)?
    };
    // However many lines there are for one address: they are counted as one letter.
    let mut letters: HashMap<String, bool> = HashMap::new();
    let (mut events, mut worked) = (Vec::new(), Vec::with_capacity(lines.len()));
    for ((kept, meant), print) in lines.into_iter().zip(meant).zip(prints) {
        let twin = print.as_ref().and_then(|print| first.get(print).copied());
        let came = match (meant, twin) {
            (Err(faults), _) => faulty(faults, None),
            (Ok(_), Some(line)) => faulty(vec![LineFault::Duplicate { line }], None),
            (Ok(line), None) => {
                if let (Some(print), false) = (&print, applies) {
                    first.insert(print.clone(), kept.line.number);
                }
                match roll.give(&line.name, &line.terms, &gift, || tx.new_id()) {
                    Ok(Given::Invitation(_))
                        if applies && !may_write(tx, upload, &line.name, &mut letters)? =>
                    {
                        let code = LETTERS_TOO_SOON.to_owned();
                        faulty(vec![LineFault::Refused { code }], print)
                    }
                    Ok(given) => done(given, print, &mut events),
                    Err(why) => faulty(vec![fault(&line, &why)], print),
                }
            }
        };
        worked.push(Kept {
            line: Line {
                faults: came.faults,
                ..kept.line
            },
            outcome: came.outcome,
            print: came.print,
        });
    }
    if applies {
        event_log::record(tx, &events)?;
    }
    Ok(worked)
}

/// Whether another letter may go to an invited address, counted once for all these lines.
fn may_write(
    tx: &mut Tx,
    upload: &Upload,
    name: &Name,
    letters: &mut HashMap<String, bool>,
) -> Result<bool, Error> {
    let key = name.key();
    if let Some(may) = letters.get(&key) {
        return Ok(*may);
    }
    let may = invitation::count_letter(tx, &upload.account, &key)?.is_ok();
    letters.insert(key, may);
    Ok(may)
}

/// What a line says. What could not be read when it arrived stays as it was found.
fn meaning(
    line: &Line,
    parts: &Parts,
    end_of_day: impl Fn(&str) -> Option<domain::Moment>,
) -> Result<UserLine, Vec<LineFault>> {
    if line.cells.is_empty() || line.faults.iter().any(is_of_reading) {
        return Err(line.faults.clone());
    }
    read(&line.cells, parts, end_of_day)
}

fn is_of_reading(fault: &LineFault) -> bool {
    matches!(
        fault,
        LineFault::NotUtf8
            | LineFault::TooLong
            | LineFault::QuoteOpen
            | LineFault::QuoteInside
            | LineFault::Cells { .. }
            | LineFault::CutOff
            | LineFault::Formula { .. }
    )
}

/// For each line what makes it the same as another, in the few bytes of a hash.
fn prints(meant: &[Result<UserLine, Vec<LineFault>>], roll: &Roll) -> Vec<Option<String>> {
    let print = |line: &UserLine| {
        let mut hash = hash_of(&line.print(&roll.identity(&line.name)));
        hash.truncate(32);
        hash
    };
    meant
        .iter()
        .map(|line| line.as_ref().ok().map(print))
        .collect()
}

fn faulty(faults: Vec<LineFault>, print: Option<String>) -> Worked {
    Worked {
        outcome: Outcome::Faulty,
        faults,
        print,
    }
}

fn done(given: Given, print: Option<String>, events: &mut Vec<Event>) -> Worked {
    let outcome = match given {
        Given::Already { .. } => Outcome::Known,
        Given::Role(new) => {
            events.extend(new);
            Outcome::New
        }
        Given::Invitation(new) => {
            events.extend(new);
            Outcome::Invited
        }
    };
    Worked {
        outcome,
        faults: Vec::new(),
        print,
    }
}
