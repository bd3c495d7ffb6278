//! What lines of users come to: checked, nothing is changed by them; applied, roles are given and addresses invited.

use crate::language::end_in_file;
use crate::storage::{Error, Tx};
use crate::store::upload::{Kept, Upload};
use crate::use_cases::invitation::budget::Budget;
use crate::{event_log, language, standing, store, use_cases};
use domain::membership::Source;
use domain::rules::newcomer::{Gift, Given, identity};
use domain::rules::upload::users::{Parts, UserLine, fault, read};
use domain::upload::line::LineFault;
use domain::upload::{Outcome, State};
use domain::{Refusal, Right, Scope};

/// Works on some lines of an upload: a handful of queries for all of them.
pub fn work(tx: &mut Tx, upload: &Upload, lines: Vec<Kept>) -> Result<Vec<Kept>, Error> {
    let applies = upload.state == State::Applying;
    let profile = store::person::find(tx.db, upload.by())?.profile;
    let uploader = store::person::find(tx.db, &upload.uploaded_by)?.profile;
    let zone = language::zone(&uploader.time_zone);
    let right = Right::MemberManage;
    let authority =
        standing::membership::authority(tx.db, upload.by(), &upload.account, right, tx.now)?;
    // What is out of reach is for whoever uploads as if there were no such Virtual Account.
    let mut own_parts = store::virtual_account::virtual_accounts(tx.db, &upload.account)?;
    own_parts.retain(|part| {
        let scope = Scope::VirtualAccounts([part.id.clone()].into());
        authority.reach.covers(&scope)
    });
    let parts = Parts::of(&own_parts);
    let day = |date: &str| end_in_file(date, &zone);
    let meant: use_cases::upload::lines::Meant<UserLine> = lines
        .iter()
        .map(|kept| kept.line.meaning(|cells| read(cells, &parts, day)))
        .collect();
    let names: Vec<_> = meant
        .iter()
        .flatten()
        .map(|line| line.name.clone())
        .collect();
    let mut roll =
        use_cases::membership::adding::roll(tx.db, &upload.account, &authority.reach, &names)?;
    let ground = standing::membership::ground(tx.db, &upload.account)?;
    let gift = Gift {
        by: &authority,
        ground: &ground,
        source: Source::Upload(upload.id.clone()),
        language: profile.language,
        now: tx.now,
    };
    let called = roll.called.clone();
    let print = |line: &UserLine| line.print(&identity(&called, &line.name));
    let checked = (!applies).then_some(&upload.id);
    let mut budget = Budget::open(tx, &upload.account, upload.by(), checked)?;
    let mut events = Vec::new();
    let worked = use_cases::upload::lines::work(tx, upload, lines, meant, print, |tx, line| {
        if !called.contains_key(&line.name.key())
            && let Err(refusal) = budget.name()
        {
            return Ok(Err(refused(&refusal)));
        }
        let (new, outcome) = match roll.give(&line.name, &line.terms, &gift, || tx.new_id()) {
            Err(why) => return Ok(Err(fault(line, &why))),
            Ok(Given::Already { .. }) => return Ok(Ok(Outcome::Known)),
            Ok(Given::Now(new)) => (new, Outcome::New),
            Ok(Given::Invitation(new)) => {
                if let Err(refusal) = budget.letter(tx, &line.name.key(), &new)? {
                    return Ok(Err(refused(&refusal)));
                }
                (new, Outcome::Invited)
            }
        };
        events.extend(new);
        Ok(Ok(outcome))
    })?;
    count(tx, upload, &budget)?;
    if applies {
        event_log::record(tx, &events)?;
    }
    Ok(worked)
}

/// Counts what lines took: names where they are checked, letters where they are sent.
pub fn count(tx: &mut Tx, upload: &Upload, budget: &Budget) -> Result<(), Error> {
    if upload.state == State::Applying {
        return budget.count_letters(tx);
    }
    budget.count_names(tx)?;
    budget.count_checked(tx, &upload.id)
}

/// A budget that is used up, as a line of a file keeps it.
pub fn refused(refusal: &Refusal) -> LineFault {
    LineFault::Refused {
        code: refusal.code().to_owned(),
    }
}
