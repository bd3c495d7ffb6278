//! Working through some lines of an upload, whatever they are about: what says something, is no twin of a line before it and can
//! be carried out comes to something; everything else is faulty.

use crate::clock::hash_of;
use crate::storage::{Error, Tx};
use crate::store;
use crate::store::upload::{KeptLine, Upload};
use domain::upload::line::{LineFault, UploadLine};
use domain::upload::{Outcome, State};
use std::collections::HashMap;

/// What lines say, each of them or what is wrong with it, in their order.
pub type Meant<T> = Vec<Result<T, Vec<LineFault>>>;

/// What a line comes to when it is carried out: an outcome, or what stands in its way.
pub type Came = Result<Outcome, LineFault>;

/// Works through lines, one query for all of them.
///
/// In: `print`, what makes two lines the same; `twin_of`, what is wrong with one that is the same as the line numbered; `carry_out`, what a line comes to.
pub fn work<T>(
    tx: &mut Tx,
    upload: &Upload,
    lines: Vec<KeptLine>,
    meant: Meant<T>,
    print: impl Fn(&T) -> String,
    twin_of: impl Fn(u64) -> LineFault,
    mut carry_out: impl FnMut(&mut Tx, &T) -> Result<Came, Error>,
) -> Result<Vec<KeptLine>, Error> {
    let prints: Vec<Option<String>> = meant
        .iter()
        .map(|line| line.as_ref().ok().map(|line| hashed(&print(line))))
        .collect();
    // Checked, the first of several is good and the others are its twins; applied, there are none left.
    let applies = upload.state == State::Applying;
    let mut first = if applies {
        HashMap::new()
    } else {
        let all: Vec<String> = prints.iter().flatten().cloned().collect();
        store::upload::first_with(tx.db, &upload.id, &all)?
    };
    let mut worked = Vec::with_capacity(lines.len());
    for ((kept, meant), print) in lines.into_iter().zip(meant).zip(prints) {
        let twin = print.as_ref().and_then(|print| first.get(print).copied());
        let (came, print) = match (meant, twin) {
            (Err(faults), _) => (Err(faults), None),
            (Ok(_), Some(line)) => (Err(vec![twin_of(line)]), None),
            (Ok(line), None) => {
                if let (Some(print), false) = (&print, applies) {
                    first.insert(print.clone(), kept.line.number);
                }
                let came = carry_out(tx, &line)?.map_err(|fault| vec![fault]);
                (came, print)
            }
        };
        let (outcome, faults) = match came {
            Ok(outcome) => (outcome, Vec::new()),
            Err(faults) => (Outcome::Faulty, faults),
        };
        worked.push(KeptLine {
            line: UploadLine {
                faults,
                ..kept.line
            },
            outcome,
            print,
            stood_at: kept.stood_at,
        });
    }
    Ok(worked)
}

/// The few bytes of a hash.
fn hashed(print: &str) -> String {
    let mut hash = hash_of(print);
    hash.truncate(32);
    hash
}
