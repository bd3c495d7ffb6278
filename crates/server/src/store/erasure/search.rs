//! What is looked at on the way through a place: a row, and whose it is.

use crate::storage::schema::{
    access_requests, account_creations, support_case_attachments, support_case_messages,
    support_cases,
};
use crate::storage::{AnyConnection, Error};
use crate::store::erasure::row::Underway;
use crate::store::erasure::sought::Eraser;
use diesel::prelude::*;
use domain::PersonId;
use serde_json::{Map, Value as Json};

/// A row, by its columns.
pub(super) type Row = Map<String, Json>;

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, with what is left of its texts.
    Stays,
    /// It goes, having served its purpose.
    Goes,
    /// It goes if it names them.
    GoesIfNamed,
    /// It is somebody else's own, who may be called alike.
    OfAnother,
}

/// Whose words go, and all that hangs on it.
pub(super) struct Search<'a> {
    pub(super) person: &'a PersonId,
    pub(super) eraser: Eraser,
    pub(super) underway: &'a Underway,
}

impl Search<'_> {
    pub(super) fn is(&self, row: &Row, column: &str) -> bool {
        text(row, column) == self.person.as_str()
    }

    /// Whether a document of ids names them.
    pub(super) fn is_in(&self, row: &Row, column: &str) -> bool {
        text(row, column).contains(self.person.as_str())
    }

    /// Whether they asked by this request.
    pub(super) fn asked(&self, db: &mut AnyConnection, request: &str) -> Result<bool, Error> {
        let theirs = access_requests::table
            .find(request)
            .filter(access_requests::applicant_id.eq(self.person.as_str()));
        Ok(!request.is_empty() && diesel::select(diesel::dsl::exists(theirs)).get_result(db)?)
    }

    /// Whether they opened this case, or somebody did who was not logged in and confirmed an address of theirs.
    pub(super) fn opened(&self, db: &mut AnyConnection, case: &str) -> Result<bool, Error> {
        if case.is_empty() {
            return Ok(false);
        }
        let found: Option<(Option<String>, Option<String>)> = support_cases::table
            .find(case)
            .select((support_cases::opened_by, support_cases::visitor_email))
            .first(db)
            .optional()?;
        let Some((person, visitor)) = found else {
            return Ok(false);
        };
        let is_visitor = visitor.is_some_and(|email| self.underway.sought.is(&email));
        Ok(is_visitor || person.as_deref() == Some(self.person.as_str()))
    }

    /// Whether they wrote this message of a case.
    pub(super) fn wrote(&self, db: &mut AnyConnection, message: &str) -> Result<bool, Error> {
        let theirs = support_case_messages::table
            .find(message)
            .filter(support_case_messages::author_id.eq(self.person.as_str()));
        Ok(diesel::select(diesel::dsl::exists(theirs)).get_result(db)?)
    }

    /// Whether a file is one of their case, or one that they attached.
    pub(super) fn attached(&self, db: &mut AnyConnection, file: &str) -> Result<bool, Error> {
        let found: Option<(String, String)> = support_case_attachments::table
            .find(file)
            .select((
                support_case_attachments::case_id,
                support_case_attachments::message_id,
            ))
            .first(db)
            .optional()?;
        let Some((case, message)) = found else {
            return Ok(false);
        };
        Ok(self.opened(db, &case)? || self.wrote(db, &message)?)
    }

    /// Whether they asked for an account by this.
    pub(super) fn created(&self, db: &mut AnyConnection, creation: &str) -> Result<bool, Error> {
        let theirs = account_creations::table
            .find(creation)
            .filter(account_creations::creator_id.eq(self.person.as_str()));
        Ok(diesel::select(diesel::dsl::exists(theirs)).get_result(db)?)
    }
}

/// A column as a text; an empty one where there is none.
pub(super) fn text<'a>(row: &'a Row, name: &str) -> &'a str {
    row.get(name).and_then(Json::as_str).unwrap_or("")
}
