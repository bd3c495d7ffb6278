//! What lines of members come to: checked, nothing is changed by them; applied, people join the group, and addresses are invited.

use crate::storage::{Error, Tx};
use crate::store::upload::{KeptLine, Upload};
use crate::use_cases::invitation::budget::Budget;
use crate::use_cases::upload::users::{came, count, refused};
use crate::{event_log, standing, store, use_cases};
use domain::rules::newcomer::{Inviting, Name};
use domain::rules::upload::members::{fault, read};
use domain::upload::State;
use domain::upload::line::LineFault;
use domain::{GroupId, SmartAccountId, rules};

/// Works on some lines of an upload: a handful of queries for all of them. Out: the same lines, with what they come to.
pub fn work(
    tx: &mut Tx,
    upload: &Upload,
    account: &SmartAccountId,
    group: &GroupId,
    lines: Vec<KeptLine>,
) -> Result<Vec<KeptLine>, Error> {
    let group = store::group::find(tx.db, group)?;
    let language = store::person::find(tx.db, upload.by())?.profile.language;
    let meant: use_cases::upload::lines::Meant<Name> =
        lines.iter().map(|kept| kept.line.meaning(read)).collect();
    let names: Vec<Name> = meant.iter().flatten().cloned().collect();
    let entry = standing::group::entry(tx.db, group, upload.by(), tx.now)?;
    let mut roll = use_cases::group::adding::roll(tx.db, &entry, &names)?;
    let called = roll.called.clone();
    let print = |name: &Name| rules::newcomer::identity(&called, name);
    let applies = upload.state == State::Applying;
    let checked = (!applies).then_some(&upload.id);
    let mut budget = Budget::open(tx, account, upload.by(), checked)?;
    let inviting = Inviting {
        language,
        upload: Some(upload.id.clone()),
    };
    let twin_of = |line| LineFault::Duplicate { line };
    let mut events = Vec::new();
    let worked =
        use_cases::upload::lines::work(tx, upload, lines, meant, print, twin_of, |tx, name| {
            if !called.contains_key(&name.key())
                && let Err(refusal) = budget.name()
            {
                return Ok(Err(refused(&refusal)));
            }
            match roll.add(name, &entry, &inviting, || tx.new_id()) {
                Ok(given) => came(tx, &mut budget, name, given, &mut events),
                Err(why) => Ok(Err(fault(name, &why))),
            }
        })?;
    count(tx, upload, &budget)?;
    if applies {
        event_log::record(tx, &events)?;
    }
    Ok(worked)
}
