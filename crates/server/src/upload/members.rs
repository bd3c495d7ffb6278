//! What lines of members come to: checked, nothing is changed by them; applied, people join the group.

use super::lines;
use super::store::{Kept, Upload};
use crate::event_log;
use crate::group::{self, adding};
use crate::storage::{Error, Tx};
use domain::GroupId;
use domain::newcomer::{self, Name};
use domain::upload::members::{fault, read};
use domain::upload::{Outcome, State};

/// Works on some lines of an upload: a handful of queries for all of them.
pub fn work(
    tx: &mut Tx,
    upload: &Upload,
    group: &GroupId,
    lines: Vec<Kept>,
) -> Result<Vec<Kept>, Error> {
    let group = group::store::find(tx.db, group)?;
    let meant: lines::Meant<Name> = lines.iter().map(|kept| kept.line.meaning(read)).collect();
    let names: Vec<Name> = meant.iter().flatten().cloned().collect();
    let mut roll = adding::roll(tx.db, &group.id, &names)?;
    let entry = adding::entry(tx.db, group, upload.by(), tx.now)?;
    let called = roll.called.clone();
    let print = |name: &Name| newcomer::identity(&called, name);
    let mut events = Vec::new();
    let worked = lines::work(tx, upload, lines, meant, print, |_, name| {
        Ok(match roll.add(name, &entry) {
            Ok(new) if new.is_empty() => Ok(Outcome::Known),
            Ok(new) => {
                events.extend(new);
                Ok(Outcome::New)
            }
            Err(why) => Err(fault(name, &why)),
        })
    })?;
    if upload.state == State::Applying {
        event_log::record(tx, &events)?;
    }
    Ok(worked)
}
