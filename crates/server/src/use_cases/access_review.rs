//! Access reviews: the use cases.

use crate::clock::{hash_of, hexadecimal};
use crate::sight::Sight;
use crate::storage::{AnyConnection, Error, Tx};
use crate::use_cases::membership::changes;
use crate::use_cases::membership::changes::{PlannedChange, WantedChange};
use crate::{event_log, standing, storage, store};
use domain::access_review::{
    Campaign, ReviewAnswer, ReviewFact, ReviewLine, ReviewRule, Selection, Stage,
};
use domain::membership::Membership;
use domain::membership::Reach;
use domain::rules::access_review::ReviewStep;
use domain::rules::membership::Authority;
use domain::{
    MembershipId, Moment, PersonId, Refusal, ReviewId, ReviewLineId, Right, Role, SmartAccountId,
    rules,
};

/// What an administrator fills in to start a campaign.
#[derive(Clone)]
pub struct ReviewOrder {
    pub name: String,
    pub who: Selection,
    pub due: Moment,
    /// What becomes of the lines that nobody has decided in the end.
    pub rule: ReviewRule,
}

/// How many lines are gathered, and how many settled, in one transaction: so memory stays flat, and nobody waits long.
const GATHERED: i64 = 500;
const SETTLED: i64 = 100;

/// Begins a campaign for the whole account.
///
/// Errors: the database's.
pub fn start(
    tx: &mut Tx,
    by: &PersonId,
    account: &SmartAccountId,
    order: &ReviewOrder,
) -> event_log::Answer<ReviewId> {
    let authority =
        standing::membership::authority(tx.db, by, account, Right::MemberManage, tx.now)?;
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let campaign = Campaign {
        id: ReviewId::new(tx.new_id()),
        account: account.clone(),
        name: order.name.clone(),
        who: order.who,
        due: order.due,
        rule: order.rule,
        started_by: by.clone(),
        started_at: tx.now,
        stage: Stage::Gathering,
        reminders: 0,
    };
    let id = campaign.id.clone();
    let answer = rules::access_review::start(campaign, &authority, tx.now).map(|event| [event]);
    Ok(event_log::record_answer(tx, answer)?.map(|()| id))
}

/// Ends a campaign before its date; the rule decides what is left.
///
/// Errors: they may not, there is no such review, or it is over.
pub fn close(
    tx: &mut Tx,
    by: &PersonId,
    account: &SmartAccountId,
    id: &ReviewId,
) -> Result<(), Error> {
    // Closed now, everything unanswered would be kept, whatever the rule: nobody can answer in an account that rests.
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let authority =
        standing::membership::authority(tx.db, by, account, Right::MemberManage, tx.now)?;
    let found = store::access_review::find(tx.db, account, id)?;
    let event = rules::access_review::close(&found.campaign, &authority, tx.now)?;
    event_log::record(tx, &[event])
}

/// What became of the lines somebody wanted to decide.
#[derive(Default)]
pub struct Decided {
    pub done: usize,
    pub refused: Vec<(ReviewLine, Refusal)>,
}

/// A line, and what has become since the review began of the role it asks about.
pub struct LineStanding {
    /// With the role as it is held now; as it was when it was decided, or last held.
    pub line: ReviewLine,
    /// As it was when the review began, where somebody has changed it since.
    pub was: Option<Membership>,
    /// Whether the role has ended before anybody decided the line.
    pub is_gone: bool,
}

impl LineStanding {
    /// What tells one look at the line from another: a decision is on what was seen.
    pub fn print(&self) -> Result<String, Error> {
        let held = match self.is_gone {
            true => String::new(),
            false => storage::json::text(&self.line.membership)?,
        };
        Ok(hexadecimal(hash_of(&held).as_bytes())[..16].to_owned())
    }
}

/// How lines stand now.
pub fn standing(
    db: &mut AnyConnection,
    lines: Vec<ReviewLine>,
) -> Result<Vec<LineStanding>, Error> {
    let open = lines.iter().filter(|line| line.verdict.is_none());
    let ids: Vec<MembershipId> = open.map(|line| line.membership.id.clone()).collect();
    let held = store::membership::find_all(db, &ids)?;
    let stand = |line: ReviewLine| {
        let now = held.iter().find(|held| held.id == line.membership.id);
        match now {
            Some(now) if *now != line.membership => LineStanding {
                was: Some(line.membership.clone()),
                line: line.with(now),
                is_gone: false,
            },
            now => LineStanding {
                is_gone: now.is_none() && line.verdict.is_none(),
                was: None,
                line,
            },
        }
    };
    Ok(lines.into_iter().map(stand).collect())
}

/// Lines of a review by their ids, for somebody whose right to manage users reaches so far; what is out of reach is left out.
pub fn lines_within_reach(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
    id: &ReviewId,
    lines: &[ReviewLineId],
) -> Result<Vec<ReviewLine>, Error> {
    let mut found = store::access_review::lines_by_id(db, account, id, lines)?;
    found.retain(|line| reach.covers(&line.membership.scope()));
    Ok(found)
}

/// A line that somebody decides, and the [`LineStanding::print`] of what they saw of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenLine {
    pub id: ReviewLineId,
    pub print: String,
}

/// Decides lines with one answer, each on its own. What is not there for this person is left out; what was changed since they saw
/// it is refused.
pub fn decide(
    tx: &mut Tx,
    by: &PersonId,
    account: &SmartAccountId,
    id: &ReviewId,
    seen: &[SeenLine],
    answer: ReviewAnswer,
    words: Option<&str>,
) -> Result<Decided, Error> {
    store::smart_account::find(tx.db, account)?.must_be_open()?;
    let authority =
        standing::membership::authority(tx.db, by, account, Right::MemberManage, tx.now)?;
    let found = store::access_review::find(tx.db, account, id)?;
    let ids: Vec<ReviewLineId> = seen.iter().map(|one| one.id.clone()).collect();
    let chosen = store::access_review::lines_by_id(tx.db, account, id, &ids)?;
    let chosen = standing(tx.db, chosen)?;
    let planned = plan(tx, &authority, account, &chosen, answer)?;
    let mut decided = Decided::default();
    for one in chosen {
        let outcome = planned
            .iter()
            .find(|planned| planned.membership.id == one.line.membership.id)
            .map(|planned| planned.outcome.clone());
        let was_seen = SeenLine {
            id: one.line.id.clone(),
            print: one.print()?,
        };
        // What is refused whatever was seen is told first.
        let is_settled =
            one.line.verdict.is_some() || authority.shares_with(&one.line.membership.holder);
        let answered = if is_settled || seen.contains(&was_seen) {
            let words = words.map(ToOwned::to_owned);
            rules::access_review::decide(
                &found.campaign,
                &one.line,
                &authority,
                answer,
                words,
                outcome,
                tx.now,
            )
        } else {
            Err(Refusal::ChangedMeanwhile)
        };
        match answered {
            Ok(events) => {
                event_log::record(tx, &events)?;
                decided.done += 1;
            }
            Err(Refusal::NotFound) => {}
            Err(refusal) => decided.refused.push((one.line, refusal)),
        }
    }
    Ok(decided)
}

/// What the answer would do to the roles that these lines ask about.
fn plan(
    tx: &mut Tx,
    by: &Authority,
    account: &SmartAccountId,
    chosen: &[LineStanding],
    answer: ReviewAnswer,
) -> Result<Vec<PlannedChange>, Error> {
    // One's own is refused, and must not count as given up where the others are looked at.
    let memberships: Vec<_> = chosen
        .iter()
        .map(|one| &one.line.membership)
        .filter(|held| !by.shares_with(&held.holder))
        .map(|held| held.id.clone())
        .collect();
    let wanted = match answer {
        // Of what is kept only whether it is still there matters.
        ReviewAnswer::Keep | ReviewAnswer::End => WantedChange::End,
        ReviewAnswer::Role(role) => WantedChange::Role(role),
        ReviewAnswer::Until(until) => WantedChange::Until(until),
    };
    changes::plan(tx.db, &by.person, account, &memberships, wanted, tx.now)
}

/// Does to one campaign what time has brought. Out: how many steps were taken, one at most.
pub fn pass_time(tx: &mut Tx, id: &ReviewId) -> Result<usize, Error> {
    let found = store::access_review::find_any(tx.db, id)?;
    let campaign = &found.campaign;
    let step = match campaign.next_step(tx.now) {
        Some((step, due)) if due <= tx.now => step,
        _ => {
            store::access_review::note(tx, campaign)?;
            return Ok(0);
        }
    };
    let now = tx.now;
    match step {
        ReviewStep::Gather => gather(tx, &found)?,
        ReviewStep::Settle => settle(tx, campaign)?,
        ReviewStep::Remind(number) => {
            let fact = ReviewFact::DecidersReminded { number, at: now };
            event_log::record(tx, &[campaign.says(fact)])?;
        }
        ReviewStep::ComeDue => {
            let fact = ReviewFact::Ending { by: None, at: now };
            event_log::record(tx, &[campaign.says(fact)])?;
        }
    }
    Ok(1)
}

/// Puts the next lines together; after the last the campaign is open.
fn gather(tx: &mut Tx, found: &store::access_review::Review) -> Result<(), Error> {
    let campaign = &found.campaign;
    let cursor = found.cursor.as_deref();
    let batch = store::access_review::candidates(tx.db, &campaign.account, cursor, GATHERED)?;
    let Some((last, ..)) = batch.last() else {
        let lines = u64::try_from(found.lines)
            .map_err(|_| Error::corrupt("access_review", campaign.id.as_str(), "lines"))?;
        let fact = ReviewFact::Opened { lines, at: tx.now };
        return event_log::record(tx, &[campaign.says(fact)]);
    };
    let cursor = last.id.to_string();
    let lines: Vec<ReviewLine> = batch
        .into_iter()
        .filter(|(membership, _, seen)| campaign.looks_at(membership, *seen))
        .map(|(membership, holder_name, _)| ReviewLine {
            id: ReviewLineId::new(tx.new_id()),
            review: campaign.id.clone(),
            membership,
            holder_name,
            verdict: None,
        })
        .collect();
    store::access_review::add_lines(tx, &campaign.id, &lines, Some(&cursor))
}

/// Lets the rule decide the next unanswered lines; after the last the campaign is closed.
fn settle(tx: &mut Tx, campaign: &Campaign) -> Result<(), Error> {
    let open = store::access_review::LineFilter {
        open: Some(true),
        ..store::access_review::LineFilter::default()
    };
    let whole = Sight::of_the_program(&campaign.account, None);
    let batch = store::access_review::lines(tx.db, &whole, &campaign.id, &open, None, SETTLED)?;
    if batch.is_empty() {
        let fact = ReviewFact::Closed { at: tx.now };
        return event_log::record(tx, &[campaign.says(fact)]);
    }
    let ids: Vec<_> = batch
        .iter()
        .map(|line| line.membership.id.clone())
        .collect();
    let held = store::membership::find_all(tx.db, &ids)?;
    let is_open = store::smart_account::find(tx.db, &campaign.account)?.is_open();
    for line in &batch {
        let now_held = held.iter().find(|one| one.id == line.membership.id);
        // Only who administers the account can be the last to do so; those are few.
        let administers = now_held.is_some_and(|held| held.role == Role::SaAdministrator);
        let administrators = if administers {
            store::membership::administrators(tx.db, &campaign.account)?
        } else {
            Vec::new()
        };
        let events = rules::access_review::settle(
            campaign,
            line,
            now_held,
            &administrators,
            is_open,
            tx.now,
        );
        event_log::record(tx, &events)?;
    }
    Ok(())
}
