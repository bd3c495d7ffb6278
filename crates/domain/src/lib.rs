//! The rules of Parvis: who may ask, who may decide, what follows and when.
//!
//! Everything here is a total function of its arguments: no input or output, no clock, no chance.
//! A command answers with the [`Event`]s that say what happened, or with the [`Refusal`] that says why not;
//! whoever calls carries the events out.
//!
//! Floors, from the ground up, with a blank line between two: what things are stands below [`event`], what is decided about them
//! above it. A file names modules of floors before its own, and no others: `tests/floors.rs` reads this list as law.

pub mod identifier;
pub mod ids;
pub mod key;
pub mod moment;
pub mod text;

pub mod language;

pub mod absence;
pub mod actor;
pub mod attachment;
pub mod notification_preference;
pub mod organisation;
pub mod programme;
pub mod role;
pub mod session;
pub mod upload;
pub mod virtual_account;

pub mod agreement;
pub mod contract;
pub mod email;
pub mod membership;
pub mod smart_account;

pub mod group;

pub mod access_request;
pub mod access_review;
pub mod account_creation;
pub mod person;

pub mod automation;
pub mod entitlement;
pub mod invitation;
pub mod notification_address;
pub mod refusal;
pub mod support_case;

pub mod event;

pub mod concerns;

pub mod notification;
pub mod rules;

pub use actor::Actor;
pub use event::Event;
pub use identifier::DomainIdentifier;
pub use ids::*;
pub use moment::Moment;
pub use refusal::Refusal;
pub use role::{Right, Role, Scope};
