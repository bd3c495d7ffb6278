//! What lines of users come to: checked, nothing is changed by them; applied, roles are given and addresses invited.

use crate::language::{end_in_file, zone};
use crate::storage::{Error, Tx};
use crate::store::upload::{KeptLine, Upload};
use crate::use_cases::invitation::budget::Budget;
use crate::use_cases::upload::lines::Came;
use crate::{event_log, standing, store, use_cases};
use domain::membership::{Reach, Source};
use domain::rules::newcomer::{Gift, Given, Name, identity};
use domain::rules::upload::users::{PartNames, UserLine, fault, read};
use domain::upload::line::LineFault;
use domain::upload::{Outcome, State};
use domain::{Event, Refusal, Right, Scope, SmartAccountId};

/// Works on some lines of an upload: a handful of queries for all of them. Out: the same lines, with what they come to.
pub fn work(
    tx: &mut Tx,
    upload: &Upload,
    account: &SmartAccountId,
    lines: Vec<KeptLine>,
) -> Result<Vec<KeptLine>, Error> {
    let applies = upload.state == State::Applying;
    let language = store::person::find(tx.db, upload.by())?.profile.language;
    let uploader = store::person::find(tx.db, &upload.uploaded_by)?.profile;
    let zone = zone(&uploader.time_zone);
    let right = Right::MemberManage;
    let authority = standing::membership::authority(tx.db, upload.by(), account, right, tx.now)?;
    let parts = parts_within(tx, account, &authority.reach)?;
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
    let mut roll = use_cases::membership::adding::roll(tx.db, account, &authority.reach, &names)?;
    let ground = standing::membership::ground(tx.db, account)?;
    let gift = Gift {
        by: &authority,
        ground: &ground,
        source: Source::Upload(upload.id.clone()),
        language,
        now: tx.now,
    };
    let called = roll.called.clone();
    let print = |line: &UserLine| line.print(&identity(&called, &line.name));
    let checked = (!applies).then_some(&upload.id);
    let mut budget = Budget::open(tx, account, upload.by(), checked)?;
    let twin_of = |line| LineFault::Duplicate { line };
    let mut events = Vec::new();
    let worked =
        use_cases::upload::lines::work(tx, upload, lines, meant, print, twin_of, |tx, line| {
            if !called.contains_key(&line.name.key())
                && let Err(refusal) = budget.name()
            {
                return Ok(Err(refused(&refusal)));
            }
            match roll.give(&line.name, &line.terms, &gift, || tx.new_id()) {
                Ok(given) => came(tx, &mut budget, &line.name, given, &mut events),
                Err(why) => Ok(Err(fault(line, &why))),
            }
        })?;
    count(tx, upload, &budget)?;
    if applies {
        event_log::record(tx, &events)?;
    }
    Ok(worked)
}

/// The Virtual Accounts that lines may name: what is out of reach is for whoever uploads as if it were not there.
fn parts_within(tx: &mut Tx, account: &SmartAccountId, reach: &Reach) -> Result<PartNames, Error> {
    let mut own = store::virtual_account::virtual_accounts(tx.db, account)?;
    own.retain(|part| reach.covers(&Scope::VirtualAccounts([part.id.clone()].into())));
    Ok(PartNames::of(&own))
}

/// What came of giving it to one of those named.
///
/// In: `events`, to which those that do it are added. Errors: the database's.
pub fn came(
    tx: &mut Tx,
    budget: &mut Budget,
    name: &Name,
    given: Given,
    events: &mut Vec<Event>,
) -> Result<Came, Error> {
    let (new, outcome) = match given {
        Given::Already { .. } => return Ok(Ok(Outcome::Known)),
        Given::Now(new) => (new, Outcome::New),
        Given::Invitation(new) => {
            if let Err(refusal) = budget.letter(tx, &name.key(), &new)? {
                return Ok(Err(refused(&refusal)));
            }
            (new, Outcome::Invited)
        }
    };
    events.extend(new);
    Ok(Ok(outcome))
}

/// Counts what lines took: names where they are checked, letters where they are sent.
///
/// Errors: the database's.
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
