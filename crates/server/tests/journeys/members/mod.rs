//! Looking after who has access: finding people, changing and ending their roles, giving back one's own.

mod changing;
mod finding;
mod peopled;
mod person;
