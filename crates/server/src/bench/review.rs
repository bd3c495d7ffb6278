//! An access review of everybody: gathered by the worker, decided in part, and settled by the worker in the end, while an eye is
//! kept on the memory.

use crate::app::App;
use crate::bench::subject::{Filled, Gathered, Subject, now};
use crate::sight::Sight;
use crate::storage::{Author, Error};
use crate::use_cases::access_review::{ReviewOrder, SeenLine};
use crate::{store, use_cases};
use domain::access_review::{ReviewAnswer, ReviewRule, Selection, Stage};
use domain::moment::days;
use domain::{PersonId, ReviewId, ReviewLineId, SmartAccountId};
use std::time::Duration;

/// What became of it.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    pub lines: i64,
    pub gathering: Duration,
    pub settling: Duration,
    /// By how much the program's own memory grew at most, in bytes, where the system tells.
    pub memory: Option<u64>,
}

/// As many of the last lines are decided.
const DECIDED: usize = 60;
/// As many lines are looked at in one go.
const WINDOW: i64 = 1000;

/// The most memory since a moment.
pub(super) struct Memory {
    before: Option<u64>,
    most: Option<u64>,
}

impl Memory {
    pub(super) fn begin() -> Self {
        let before = own_memory();
        Self {
            before,
            most: before,
        }
    }

    pub(super) fn look(&mut self) {
        self.most = self.most.max(own_memory());
    }

    pub(super) fn growth(&self) -> Option<u64> {
        Some(self.most?.saturating_sub(self.before?))
    }
}

/// What the program has for itself just now (Linux tells; what it sees of its database's file is the system's).
fn own_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"))?;
    let kib: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kib * 1024)
}

/// Lets the worker's steps be taken until the review is at another stage. Out: how long that took, and by how much the memory grew.
async fn steps(app: &App, id: &ReviewId, from: Stage) -> Result<(Duration, Option<u64>), Error> {
    let (began, mut memory) = (now(), Memory::begin());
    loop {
        let wanted = id.clone();
        let found = app
            .db
            .read(move |db| store::access_review::find_any(db, &wanted))
            .await?;
        memory.look();
        if found.campaign.stage != from {
            return Ok((began.elapsed(), memory.growth()));
        }
        let id = id.clone();
        app.db
            .write(Author::system(), move |tx| {
                use_cases::access_review::pass_time(tx, &id)
            })
            .await?;
    }
}

/// Starts a review of everybody, has its lines put together, and decides the last of them.
pub(super) async fn gather(
    app: &App,
    subject: &Subject,
    account: &SmartAccountId,
    by: &PersonId,
) -> Result<Gathered, Error> {
    let order = ReviewOrder {
        name: format!("Everybody at {}", subject.domain()),
        who: Selection::Everyone,
        due: app.db.now().plus(days(30)),
        rule: ReviewRule::Keep,
    };
    let (place, person) = (account.clone(), by.clone());
    let author = Author::program("bench");
    let id = app
        .db
        .write(author.clone(), move |tx| {
            Ok(use_cases::access_review::start(
                tx, &person, &place, &order,
            )??)
        })
        .await?;
    let (took, memory) = steps(app, &id, Stage::Gathering).await?;
    let (middle, last) = lines(app, account, &id).await?;
    let (place, person, review) = (account.clone(), by.clone(), id.clone());
    app.db
        .write(author, move |tx| {
            let lines = store::access_review::lines_by_id(tx.db, &place, &review, &last)?;
            let standing = use_cases::access_review::standing(tx.db, lines)?;
            let seen = standing.iter().map(|one| {
                Ok(SeenLine {
                    id: one.line.id.clone(),
                    print: one.print()?,
                })
            });
            let seen: Vec<SeenLine> = seen.collect::<Result<_, Error>>()?;
            use_cases::access_review::decide(
                tx,
                &person,
                &place,
                &review,
                &seen,
                ReviewAnswer::Keep,
                None,
            )
        })
        .await?;
    Ok(Gathered {
        id,
        middle,
        took,
        memory,
    })
}

/// The line in the middle of a review, and its last ones.
async fn lines(
    app: &App,
    account: &SmartAccountId,
    id: &ReviewId,
) -> Result<(String, Vec<ReviewLineId>), Error> {
    let mut all: Vec<ReviewLineId> = Vec::new();
    loop {
        let whole = Sight::of_the_program(account, None);
        let (review, after) = (id.clone(), all.last().map(ToString::to_string));
        let some = app
            .db
            .read(move |db| {
                store::access_review::lines(
                    db,
                    &whole,
                    &review,
                    &store::access_review::LineFilter::default(),
                    after.as_deref(),
                    WINDOW,
                )
            })
            .await?;
        if some.is_empty() {
            break;
        }
        all.extend(some.into_iter().map(|line| line.id));
    }
    let missing = || Error::corrupt("access_review", id.as_str(), "has no lines");
    let middle = all.get(all.len() / 2).ok_or_else(missing)?.to_string();
    let last = all.split_off(all.len().saturating_sub(DECIDED));
    Ok((middle, last))
}

/// Closes the review and lets its rule decide what is left.
pub(super) async fn settle(app: &App, filled: &Filled) -> Result<Settled, Error> {
    let (account, by) = (filled.account.clone(), filled.administrator.clone());
    let gathered = &filled.review;
    let id = gathered.id.clone();
    app.db
        .write(Author::program("bench"), move |tx| {
            use_cases::access_review::close(tx, &by, &account, &id)
        })
        .await?;
    let (settling, memory) = steps(app, &gathered.id, Stage::Settling).await?;
    let id = gathered.id.clone();
    let found = app
        .db
        .read(move |db| store::access_review::find_any(db, &id))
        .await?;
    if found.decided != found.lines {
        return Err(Error::corrupt(
            "access_review",
            gathered.id.as_str(),
            "is not settled",
        ));
    }
    Ok(Settled {
        lines: found.lines,
        gathering: gathered.took,
        settling,
        memory: gathered.memory.max(memory),
    })
}
