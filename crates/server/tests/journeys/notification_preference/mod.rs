//! Which mail people get and when: chosen on a page, ended from a mail.

mod choice;
mod ending;
mod hours;
mod kinds;
