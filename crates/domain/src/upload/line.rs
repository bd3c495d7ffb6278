//! A line of a file, and what can be wrong with it or with the file.

use serde::{Deserialize, Serialize};

/// Why nothing can be done with a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum FileFault {
    /// Nothing in it but blank lines.
    Empty,
    /// A header, and nothing below it.
    NoLines,
    /// The header is neither UTF-8 nor Windows-1252: UTF-16 as a rule, as spreadsheets write it.
    NotUtf8,
    ColumnsMissing {
        columns: Vec<String>,
    },
    ColumnTwice {
        column: String,
    },
    /// More lines than [`crate::upload::reading::MOST_LINES`].
    TooManyLines,
    /// More bytes than [`crate::upload::reading::LARGEST_FILE`].
    TooLarge,
    /// The rest of it never came.
    CutOff,
    /// We were told to stop while it came.
    Stopped,
    /// It could not be worked on, and that is our fault.
    Ours,
    /// Whoever has it applied may not, or may no longer.
    RightLost,
    /// The group whose members it names is deleted.
    GroupGone,
    /// The account is suspended, or not active yet.
    AccountNotOpen,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fault")]
pub enum LineFault {
    /// The line is no text in the encoding of those before it, or holds a NUL.
    NotUtf8,
    /// It has more bytes or cells than a line may.
    TooLong,
    /// A quotation mark opens a cell, and none closes it.
    QuoteOpen,
    /// Something stands behind the quotation mark that closes a cell.
    QuoteInside,
    /// Another number of cells than the header has.
    Cells {
        expected: usize,
        found: usize,
    },
    /// The last line of the file, and not all of it.
    CutOff,
    /// A spreadsheet would take what stands in this column for a formula.
    Formula {
        column: String,
    },
    UserMissing,
    /// A group holds this, and files are about people.
    Group {
        name: String,
    },
    NotAName {
        text: String,
    },
    RoleMissing,
    UnknownRole {
        text: String,
    },
    VirtualAccountsMissing,
    /// Virtual Accounts are named, but the role is for the entire account.
    VirtualAccountsOnEntire,
    UnknownVirtualAccount {
        name: String,
    },
    /// Several that are within reach have this name.
    AmbiguousVirtualAccount {
        name: String,
    },
    VirtualAccountTwice {
        name: String,
    },
    BadDate {
        text: String,
    },
    /// The line of this number says the same.
    Duplicate {
        line: u64,
    },
    /// Nobody whom the account may know of has this user ID.
    Nobody {
        user: String,
    },
    /// Nobody signs in with this address.
    NoSignIn {
        user: String,
    },
    /// A contract has a number.
    ContractNumberMissing,
    /// What stands in this column is no contract number, bill-to ID or serial number.
    NotANumber {
        column: String,
        text: String,
    },
    CompanyMissing,
    /// It is too long, or holds what cannot be shown.
    NotShowable {
        column: String,
    },
    NotADomain {
        text: String,
    },
    /// Anybody can have an address there.
    DomainOfAnybody {
        domain: String,
    },
    AccessTypesMissing,
    UnknownAccessType {
        text: String,
    },
    /// More than a contract has of what stands in this column.
    TooManyInCell {
        column: String,
        most: usize,
    },
    NeitherYesNorNo {
        column: String,
        text: String,
    },
    /// The line of this number is about the same contract.
    SameContract {
        line: u64,
    },
    /// The contract was changed since the file was checked, so that the line would undo what nobody has seen.
    ChangedMeanwhile,
    /// No fault, but a warning: this number, which stands in this column, has a contract of another company, too.
    SharedNumber {
        column: String,
        number: String,
        company: String,
        /// The line that says so, where it is one of the same file.
        line: Option<u64>,
    },
    Deactivated,
    /// Who would be given a role is who gives it.
    Oneself,
    /// The code of a [`crate::Refusal`].
    Refused {
        code: String,
    },
}

impl LineFault {
    /// Whether the line cannot be read, whatever it is about.
    pub fn is_of_reading(&self) -> bool {
        matches!(
            self,
            LineFault::NotUtf8
                | LineFault::TooLong
                | LineFault::QuoteOpen
                | LineFault::QuoteInside
                | LineFault::Cells { .. }
                | LineFault::CutOff
                | LineFault::Formula { .. }
        )
    }

    /// Whether the line is carried out all the same.
    pub fn is_warning(&self) -> bool {
        matches!(self, LineFault::SharedNumber { .. })
    }

    /// Whether there are more or fewer cells than columns, so that none is known to be of any.
    pub fn is_of_number(&self) -> bool {
        matches!(self, LineFault::Cells { .. } | LineFault::CutOff)
    }
}

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadLine {
    /// Counted from 1, the header included.
    pub number: u64,
    /// In the order of the columns wanted; as far as they can be read. Where their number is wrong ([`LineFault::is_of_number`]),
    /// as the file has them.
    pub cells: Vec<String>,
    pub faults: Vec<LineFault>,
}

impl UploadLine {
    /// What the line says, as `read` has it from its cells. What could not be read when it arrived stays as it was found.
    pub fn meaning<T>(
        &self,
        read: impl FnOnce(&[String]) -> Result<T, Vec<LineFault>>,
    ) -> Result<T, Vec<LineFault>> {
        if self.cells.is_empty() || self.faults.iter().any(LineFault::is_of_reading) {
            return Err(self.faults.clone());
        }
        read(&self.cells)
    }
}

/// A column by the name it has here; `parvis import` calls one otherwise.
pub(crate) fn known_as(name: &str) -> String {
    match name.to_lowercase().as_str() {
        "virtual_account" => "virtual_accounts".into(),
        name => name.into(),
    }
}
