//! How it is said what a table keeps of people.

/// How a value is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Plain,
    Flag,
    Moment,
    /// A document of its own. Of what it holds, these only; all of it where nothing is named. Who among the deciders did what is
    /// theirs, and left out wherever it stands.
    Document(&'static [&'static str]),
}

/// What it is called in the file, what is read for it, and how it is put.
pub type Field = (&'static str, &'static str, Value);

/// Rows of one table that are somebody's.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// What it is called in the file.
    pub name: &'static str,
    pub table: &'static str,
    /// A text that no two of their rows have alike, and by which they are in order.
    pub key: &'static str,
    /// The condition that rows are theirs, with their id as `$1`.
    pub whose: &'static str,
    pub fields: &'static [Field],
}

/// What a table holds of people.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    Parts(&'static [Part]),
    /// Read by other means: the log in the words of its pages.
    Events,
    /// Nothing of a person, or nothing that is theirs and does not stand in another part; and why.
    Nothing(&'static str),
}
