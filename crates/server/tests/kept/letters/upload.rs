//! Files of members of a group that take so long that nobody waits for them.

use super::cast::Cast;
use super::post::Letters;
use crate::support::world;
use domain::smart_account::AccountStatus;
use domain::upload::Destination;
use domain::upload::line::UploadLine;
use domain::{GroupId, PersonId, UploadId};
use parvis::storage::{Error, Tx};
use parvis::use_cases;
use parvis::use_cases::upload::{BegunUpload, apply};
use std::time::Duration;

/// So long that nobody watches any more.
const UNWATCHED: Duration = Duration::from_secs(3 * 60);

fn night_shift(tx: &mut Tx) -> Result<GroupId, Error> {
    use diesel::prelude::*;
    use parvis::storage::schema::groups;
    let named = groups::table.filter(groups::name.eq("Night shift"));
    let id: String = named.select(groups::id).first(tx.db)?;
    Ok(id.parse().unwrap())
}

/// Somebody uploads a file of members of the night shift.
fn uploads(letters: &Letters, by: &PersonId, members: &[&str]) -> UploadId {
    let line = |(index, user): (usize, &&str)| UploadLine {
        number: index as u64 + 2,
        cells: vec![(*user).to_owned()],
        faults: Vec::new(),
    };
    let lines: Vec<UploadLine> = members.iter().enumerate().map(line).collect();
    let by = by.clone();
    letters.office.write(move |tx| {
        let account = world::account_at(tx.db, "lumen.example")?.id;
        let group = night_shift(tx)?;
        let to = Destination::Members { account, group };
        let begun = use_cases::upload::begin(tx, &to, &by, "night.csv")?;
        let BegunUpload::At(id) = begun else {
            panic!("nothing stands in the way")
        };
        use_cases::upload::keep(tx, &id, &lines)?;
        use_cases::upload::arrived(tx, &id, &Ok(domain::upload::Notes::default()))?;
        Ok(id)
    })
}

pub fn checked_and_applied(letters: &mut Letters, cast: &Cast) {
    let known = ["david", "emma", "hugo"];
    letters.office.were_at(&known, "lumen.example");
    let first = uploads(letters, &cast.amina, &["david", "nobody"]);
    letters.time_passes(UNWATCHED);
    letters.sent("A file of Amina's is checked, and has a fault");
    let amina = cast.amina.clone();
    letters
        .office
        .write(move |tx| use_cases::upload::discard(tx, &first, &amina));
    let second = uploads(letters, &cast.amina, &["david"]);
    letters.time_passes(UNWATCHED);
    letters.sent("A file of hers without faults is checked");
    let amina = cast.amina.clone();
    letters
        .office
        .write(move |tx| apply(tx, &second, &amina, true));
    letters.time_passes(UNWATCHED);
    letters.sent("It is applied");
}

/// Sam uploads a file of contracts, and looks elsewhere.
pub fn of_contracts(letters: &mut Letters, cast: &Cast) {
    let cells = ["204881", "", "", "Lumen", "", "", "full-support", "", ""];
    let line = UploadLine {
        number: 2,
        cells: cells.map(str::to_owned).to_vec(),
        faults: Vec::new(),
    };
    let sam = cast.sam.clone();
    letters.office.write(move |tx| {
        let begun = use_cases::upload::begin(tx, &Destination::Contracts, &sam, "contracts.csv")?;
        let BegunUpload::At(id) = begun else {
            panic!("nothing stands in the way")
        };
        use_cases::upload::keep(tx, &id, std::slice::from_ref(&line))?;
        use_cases::upload::arrived(tx, &id, &Ok(domain::upload::Notes::default()))
    });
    letters.time_passes(UNWATCHED);
    letters.sent("A file of Sam's with contracts is checked");
}

/// What a file was checked against is otherwise by the time it is applied.
pub fn overtaken(letters: &mut Letters, cast: &Cast) {
    let third = uploads(letters, &cast.amina, &["emma"]);
    letters.sent("The next is checked while she watches");
    let amina = cast.amina.clone();
    letters.office.write(move |tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::people;
        apply(tx, &third, &amina, true)?;
        diesel::update(people::table.filter(people::user_id.eq("emma")))
            .set(people::deactivated_at.eq(tx.now.0))
            .execute(tx.db)?;
        Ok(())
    });
    letters.sent("Whoever it names is deactivated before it is applied");
    let fourth = uploads(letters, &cast.amina, &["hugo"]);
    letters.office.works();
    let amina = cast.amina.clone();
    letters.office.write(move |tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::smart_accounts;
        apply(tx, &fourth, &amina, true)?;
        let account = world::account_at(tx.db, "lumen.example")?;
        let suspended = smart_accounts::status.eq(AccountStatus::Suspended.key());
        diesel::update(smart_accounts::table.find(account.id.as_str()))
            .set(suspended)
            .execute(tx.db)?;
        Ok(())
    });
    letters.sent("The account is suspended before all of it is applied");
}
