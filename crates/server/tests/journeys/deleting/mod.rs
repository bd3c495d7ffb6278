//! What much hangs on is deleted bit by bit: it is there for nobody from the first moment, and others write in between.

mod group;
mod person;
mod twice;
mod virtual_account;
