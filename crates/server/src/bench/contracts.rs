//! A file of contracts, made up line by line, that goes the way of every such file: it arrives in pieces, is checked and applied,
//! while an eye is kept on the memory.

use crate::app::App;
use crate::bench::review::Memory;
use crate::bench::subject::{LAST, OPERATOR, now};
use crate::storage::{Author, Error};
use crate::store::person::find_by_name;
use crate::use_cases::upload::{BATCH, BegunUpload};
use crate::{store, use_cases};
use domain::contract::ContractNumber;
use domain::rules::upload::contracts::COLUMNS;
use domain::upload::line::UploadLine;
use domain::upload::reading::Reader;
use domain::upload::{Destination, State};
use domain::{Actor, PersonId, UploadId};
use std::time::Duration;

/// What became of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Imported {
    pub lines: u64,
    pub arriving: Duration,
    pub checking: Duration,
    pub applying: Duration,
    /// By how much the program's own memory grew at most, in bytes, where the system tells.
    pub memory: Option<u64>,
}

/// The number of a contract.
pub(super) fn number(number: u64) -> ContractNumber {
    ContractNumber::stored(format!("B{number:07}"))
}

/// A line of the file: every tenth bill-to ID pays for ten contracts, and every serial number is of one.
fn line(number: u64) -> String {
    let last = LAST.get((number % 20) as usize).copied().unwrap_or("");
    format!(
        "{},{:07},SN{number:08}A SN{number:08}B,{last} and daughters {},,c{}.example,full-support software-download,2031-03-31,no\n",
        self::number(number),
        7_000_000 + number / 10,
        number / 10,
        number / 10,
    )
}

fn failed(what: &str) -> Error {
    Error::Shared(format!("a file of contracts {what}"))
}

/// Imports so many contracts, numbered from `first` on.
pub(super) async fn import(app: &App, first: u64, count: u64) -> Result<Imported, Error> {
    let by = app
        .db
        .read(|db| {
            let known = find_by_name(db, OPERATOR)?;
            let known = known.ok_or_else(|| Error::corrupt("person", OPERATOR, "is missing"))?;
            Ok(known.person.id)
        })
        .await?;
    let author = Author {
        actor: Actor::Person(by.clone()),
        origin: "bench".into(),
    };
    let (mut memory, began) = (Memory::begin(), now());
    let id = arrives(app, &author, &by, first, count).await?;
    let arriving = began.elapsed();
    let began = now();
    steps(app, &author, &id, State::Checked, &mut memory).await?;
    let checking = began.elapsed();
    let began = now();
    let (upload, whose) = (id.clone(), by.clone());
    let applied = app.db.write(author.clone(), move |tx| {
        use_cases::upload::apply(tx, &upload, &whose, true)
    });
    applied.await?;
    steps(app, &author, &id, State::Applied, &mut memory).await?;
    Ok(Imported {
        lines: count,
        arriving,
        checking,
        applying: began.elapsed(),
        memory: memory.growth(),
    })
}

async fn arrives(
    app: &App,
    author: &Author,
    by: &PersonId,
    first: u64,
    count: u64,
) -> Result<UploadId, Error> {
    let by = by.clone();
    let begun = app.db.write(author.clone(), move |tx| {
        use_cases::upload::begin(tx, &Destination::Contracts, &by, "contracts.csv")
    });
    let BegunUpload::At(id) = begun.await? else {
        return Err(failed("was not taken"));
    };
    let (mut reader, mut lines) = (Reader::new(&COLUMNS), Vec::new());
    let header = format!("{}\n", COLUMNS.join(","));
    let taken = reader.feed(header.as_bytes(), &mut lines);
    taken.map_err(|_| failed("has another header"))?;
    for number in first..first + count {
        let taken = reader.feed(line(number).as_bytes(), &mut lines);
        taken.map_err(|_| failed("cannot be read"))?;
        if lines.len() == BATCH {
            keep(app, author, &id, std::mem::take(&mut lines)).await?;
        }
    }
    let whole = reader
        .finish(&mut lines)
        .map_err(|_| failed("breaks off"))?;
    keep(app, author, &id, lines).await?;
    let upload = id.clone();
    let came = Ok(whole.notes);
    let arrived = app.db.write(author.clone(), move |tx| {
        use_cases::upload::arrived(tx, &upload, &came)
    });
    arrived.await?;
    Ok(id)
}

async fn keep(
    app: &App,
    author: &Author,
    id: &UploadId,
    lines: Vec<UploadLine>,
) -> Result<(), Error> {
    if lines.is_empty() {
        return Ok(());
    }
    let id = id.clone();
    let kept = app.db.write(author.clone(), move |tx| {
        use_cases::upload::keep(tx, &id, &lines)
    });
    kept.await
}

/// Takes the worker's steps until the file is in this state. Errors: it comes to another rest.
async fn steps(
    app: &App,
    author: &Author,
    id: &UploadId,
    until: State,
    memory: &mut Memory,
) -> Result<(), Error> {
    loop {
        let wanted = id.clone();
        let found = app
            .db
            .read(move |db| store::upload::find_of_contracts(db, &wanted))
            .await?;
        memory.look();
        if found.state == until {
            return Ok(());
        }
        if !found.state.is_at_work() {
            return Err(failed("was given up"));
        }
        let upload = id.clone();
        let step = app.db.write(author.clone(), move |tx| {
            use_cases::upload::step(tx, &upload)
        });
        step.await?;
    }
}
