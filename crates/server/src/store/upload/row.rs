//! The row of an upload.

use crate::storage;
use crate::storage::Error;
use crate::storage::schema::uploads;
use diesel::prelude::*;
use domain::upload::line::FileFault;
use domain::upload::{Counts, Destination, KEPT_FOR, Notes, Record, State};
use domain::{Moment, PersonId, UploadId};

/// An upload; its lines are rows of their own.
#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = uploads, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct UploadRow {
    id: String,
    account_id: Option<String>,
    uploaded_by: String,
    applied_by: Option<String>,
    file_name: String,
    uploaded_at: i64,
    changed_at: i64,
    state: String,
    fault: Option<String>,
    lines: i64,
    done: i64,
    done_lines: i64,
    new_lines: i64,
    known_lines: i64,
    invited_lines: i64,
    faulty_lines: i64,
    sweep_from: i64,
    swept_at: Option<i64>,
    group_id: Option<String>,
    step_since: Option<i64>,
    changed_lines: Option<i64>,
    notes: Option<String>,
}

/// A file of many lines, and how far it is.
#[derive(Debug, Clone)]
pub struct Upload {
    pub id: UploadId,
    pub to: Destination,
    pub uploaded_by: PersonId,
    pub applied_by: Option<PersonId>,
    pub file_name: String,
    pub uploaded_at: Moment,
    pub changed_at: Moment,
    pub state: State,
    pub fault: Option<FileFault>,
    /// How it was read.
    pub notes: Notes,
    pub lines: u64,
    /// The number of the last line that the worker is through with, and how many those are.
    pub done: u64,
    pub done_lines: u64,
    /// Of the step it is at.
    pub counts: Counts,
    /// From then on its lines are swept away.
    pub sweep_from: Moment,
    pub swept_at: Option<Moment>,
    /// When the worker's step began: the check, or the application.
    pub step_since: Option<Moment>,
}

impl Upload {
    /// An upload of which nothing has arrived yet.
    pub fn new(
        id: UploadId,
        to: &Destination,
        by: &PersonId,
        file_name: String,
        now: Moment,
    ) -> Self {
        Self {
            id,
            to: to.clone(),
            uploaded_by: by.clone(),
            applied_by: None,
            file_name,
            uploaded_at: now,
            changed_at: now,
            state: State::Arriving,
            fault: None,
            notes: Notes::default(),
            lines: 0,
            done: 0,
            done_lines: 0,
            counts: Counts::default(),
            sweep_from: now.plus(KEPT_FOR),
            swept_at: None,
            step_since: None,
        }
    }

    /// In whose name it is worked on: of whoever has it applied, and before that of whoever uploaded it.
    pub fn by(&self) -> &PersonId {
        self.applied_by.as_ref().unwrap_or(&self.uploaded_by)
    }

    /// Whether it waits to be applied, and nothing stands in its way.
    pub fn can_be_applied(&self) -> bool {
        self.state == State::Checked && self.counts.faulty == 0 && self.counts.changes() > 0
    }

    /// Whether there is a result, and its lines are still kept.
    pub fn has_result(&self) -> bool {
        matches!(self.state, State::Applied | State::Stopped) && self.swept_at.is_none()
    }

    /// Whether nothing more is done with it.
    pub fn is_over(&self) -> bool {
        !self.state.is_open()
    }

    /// Whether every line has been read and looked at.
    pub fn is_known(&self) -> bool {
        matches!(self.state, State::Checked | State::Applied | State::Stopped)
    }

    /// Whether it was stopped, and the same file uploaded again goes on from there.
    pub fn can_go_on(&self) -> bool {
        self.state == State::Stopped && self.fault != Some(FileFault::GroupGone)
    }

    /// What the log keeps of it.
    pub fn record(&self) -> Record {
        Record {
            id: self.id.clone(),
            to: self.to.clone(),
            file_name: self.file_name.clone(),
            lines: self.lines,
        }
    }

    /// As it is kept: its fault as JSON.
    pub(crate) fn row(&self) -> Result<UploadRow, Error> {
        Ok(UploadRow {
            id: self.id.to_string(),
            account_id: self.to.account().map(ToString::to_string),
            uploaded_by: self.uploaded_by.to_string(),
            applied_by: self.applied_by.as_ref().map(ToString::to_string),
            file_name: self.file_name.clone(),
            uploaded_at: self.uploaded_at.0,
            changed_at: self.changed_at.0,
            state: self.state.key().into(),
            fault: self.fault.as_ref().map(storage::json::text).transpose()?,
            lines: signed(self.lines),
            done: signed(self.done),
            done_lines: signed(self.done_lines),
            new_lines: signed(self.counts.new),
            known_lines: signed(self.counts.known),
            invited_lines: signed(self.counts.invited),
            faulty_lines: signed(self.counts.faulty),
            sweep_from: self.sweep_from.0,
            swept_at: self.swept_at.map(|at| at.0),
            group_id: self.to.group().map(ToString::to_string),
            step_since: self.step_since.map(|at| at.0),
            changed_lines: (self.counts.changed > 0).then(|| signed(self.counts.changed)),
            notes: (self.notes != Notes::default())
                .then(|| storage::json::text(&self.notes))
                .transpose()?,
        })
    }
}

fn destination(row: &UploadRow) -> Result<Destination, Error> {
    let corrupt = |what: &str| Error::corrupt("upload", &row.id, what);
    let account = row.account_id.as_deref().map(str::parse).transpose();
    let group = row.group_id.as_deref().map(str::parse).transpose();
    let account = account.map_err(|_| corrupt("account"))?;
    let group = group.map_err(|_| corrupt("group"))?;
    Destination::of(account, group).ok_or_else(|| corrupt("destination"))
}

/// A count as the database keeps it.
pub(crate) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl TryFrom<UploadRow> for Upload {
    type Error = Error;
    fn try_from(row: UploadRow) -> Result<Self, Error> {
        let corrupt = |what: &str| Error::corrupt("upload", &row.id, what);
        let count = |value: i64| u64::try_from(value).map_err(|_| corrupt("count"));
        let person = |id: &str| id.parse().map_err(|_| corrupt("person"));
        Ok(Upload {
            id: row.id.parse().map_err(|_| corrupt("id"))?,
            to: destination(&row)?,
            uploaded_by: person(&row.uploaded_by)?,
            applied_by: row.applied_by.as_deref().map(person).transpose()?,
            file_name: row.file_name.clone(),
            uploaded_at: Moment(row.uploaded_at),
            changed_at: Moment(row.changed_at),
            state: State::from_key(&row.state).ok_or_else(|| corrupt("state"))?,
            fault: row
                .fault
                .as_deref()
                .map(|text| storage::json::value("upload", &row.id, text))
                .transpose()?,
            notes: row
                .notes
                .as_deref()
                .map(|text| storage::json::value("upload", &row.id, text))
                .transpose()?
                .unwrap_or_default(),
            lines: count(row.lines)?,
            done: count(row.done)?,
            done_lines: count(row.done_lines)?,
            counts: Counts {
                new: count(row.new_lines)?,
                changed: count(row.changed_lines.unwrap_or(0))?,
                known: count(row.known_lines)?,
                invited: count(row.invited_lines)?,
                faulty: count(row.faulty_lines)?,
            },
            sweep_from: Moment(row.sweep_from),
            swept_at: row.swept_at.map(Moment),
            step_since: row.step_since.map(Moment),
        })
    }
}
