//! What lines of users come to: checked, nothing is changed by them; applied, roles are given and addresses invited.

use super::lines;
use super::store::{Kept, Upload};
use crate::language::{self, end_in_file};
use crate::membership::{self, adding};
use crate::storage::{Error, Tx};
use crate::{event_log, invitation, person, smart_account};
use domain::membership::Source;
use domain::newcomer::{Gift, Given, Name, identity};
use domain::upload::reading::LineFault;
use domain::upload::users::{Parts, UserLine, fault, read};
use domain::upload::{Outcome, State};
use domain::{Event, Right, Scope};
use std::collections::HashMap;

/// The code of [`domain::Refusal::LettersTooSoon`], whose moment a line of a file cannot keep.
pub const LETTERS_TOO_SOON: &str = "letters-too-soon";

/// Works on some lines of an upload: a handful of queries for all of them.
pub fn work(tx: &mut Tx, upload: &Upload, lines: Vec<Kept>) -> Result<Vec<Kept>, Error> {
    let applies = upload.state == State::Applying;
    let profile = person::store::find(tx.db, upload.by())?.profile;
    let uploader = person::store::find(tx.db, &upload.uploaded_by)?.profile;
    let zone = language::zone(&uploader.time_zone);
    let right = Right::MemberManage;
    let authority = membership::authority(tx.db, upload.by(), &upload.account, right, tx.now)?;
    // What is out of reach is for whoever uploads as if there were no such Virtual Account.
    let mut own_parts = smart_account::store::virtual_accounts(tx.db, &upload.account)?;
    own_parts.retain(|part| {
        let scope = Scope::VirtualAccounts([part.id.clone()].into());
        authority.reach.covers(&scope)
    });
    let parts = Parts::of(&own_parts);
    let day = |date: &str| end_in_file(date, &zone);
    let meant: lines::Meant<UserLine> = lines
        .iter()
        .map(|kept| kept.line.meaning(|cells| read(cells, &parts, day)))
        .collect();
    let names: Vec<_> = meant
        .iter()
        .flatten()
        .map(|line| line.name.clone())
        .collect();
    let mut roll = adding::roll(tx.db, &upload.account, &names)?;
    let ground = membership::ground(tx.db, &upload.account)?;
    let gift = Gift {
        by: &authority,
        ground: &ground,
        source: Source::Upload(upload.id.clone()),
        language: profile.language,
        now: tx.now,
    };
    let called = roll.called.clone();
    let print = |line: &UserLine| line.print(&identity(&called, &line.name));
    // However many lines there are for one address: they make one letter.
    let mut letters: HashMap<String, bool> = HashMap::new();
    let mut events = Vec::new();
    let worked = lines::work(tx, upload, lines, meant, print, |tx, line| {
        let (new, outcome) = match roll.give(&line.name, &line.terms, &gift, || tx.new_id()) {
            Err(why) => return Ok(Err(fault(line, &why))),
            Ok(Given::Already { .. }) => return Ok(Ok(Outcome::Known)),
            Ok(Given::Role(new)) => (new, Outcome::New),
            Ok(Given::Invitation(new)) => {
                if !may_write(tx, upload, &line.name, &new, &mut letters)? {
                    let code = LETTERS_TOO_SOON.to_owned();
                    return Ok(Err(LineFault::Refused { code }));
                }
                (new, Outcome::Invited)
            }
        };
        events.extend(new);
        Ok(Ok(outcome))
    })?;
    if applies {
        event_log::record(tx, &events)?;
    }
    Ok(worked)
}

/// Whether what invites somebody may be carried out: another letter may go to them, or none has to. A letter is counted where the
/// lines are applied.
fn may_write(
    tx: &mut Tx,
    upload: &Upload,
    name: &Name,
    new: &[Event],
    letters: &mut HashMap<String, bool>,
) -> Result<bool, Error> {
    let key = name.key();
    if let Some(may) = letters.get(&key) {
        return Ok(*may);
    }
    let is_letter =
        |event: &Event| matches!(event, Event::Invitation(fact) if fact.sends_a_letter());
    let may = match upload.state {
        _ if !new.iter().any(is_letter) => true,
        State::Applying => invitation::count_letter(tx, &upload.account, &key)?.is_ok(),
        _ => invitation::may_write_to(tx, &upload.account, &key)?,
    };
    letters.insert(key, may);
    Ok(may)
}
