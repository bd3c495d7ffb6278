//! Settings: `parvis.toml`, overridden by `PARVIS_…` variables (`__` between section and key), secrets from files by
//! `PARVIS_…_FILE`. A key nobody knows is an error that names what was typed.

mod accounts;
mod applications;
pub mod database_address;
mod doubts;
mod fault;
mod limits;
mod mail;
mod network;
mod pages;
mod place_in_file;
mod privacy;
pub mod programmes;
mod reading;
mod rules;
mod serve;
mod settings;
mod support;
mod timetable;
mod variables;

pub use accounts::Accounts;
pub use applications::{Application, Icon};
pub use doubts::Doubt;
pub use fault::*;
pub use limits::Limits;
pub use mail::{Mail, MailSecurity};
pub use network::Network;
pub use pages::{Conformity, OwnPage, Pages, Published};
pub use privacy::{Privacy, Retention};
pub use programmes::{Programme, ProgrammeSettings};
pub use rules::{Contact, Rules};
pub use serve::Serve;
pub use settings::*;
pub use support::{ByPriority, CannedAnswer, Support};
pub use timetable::*;
