//! The rules of Parvis: who may ask, who may decide, what follows and when.
//!
//! Everything here is a total function of its arguments: no input or output, no clock, no chance.
//! A command answers with the [`Event`]s that say what happened, or with the [`Refusal`] that says why not;
//! whoever calls carries the events out.

pub mod access_request;
pub mod access_review;
pub mod account_creation;
pub mod actor;
pub mod agreement;
pub mod audience;
pub mod automation;
pub mod event;
pub mod group;
pub mod identifier;
pub mod ids;
pub mod invitation;
pub mod membership;
pub mod moment;
pub mod newcomer;
pub mod notification;
pub mod notification_address;
pub mod notification_preference;
pub mod organisation;
pub mod person;
pub mod properties;
pub mod refusal;
pub mod reminder;
pub mod role;
pub mod sending;
pub mod session;
pub mod smart_account;
pub mod support_case;
pub mod text;
pub mod upload;
pub mod virtual_account;

pub use actor::Actor;
pub use event::Event;
pub use identifier::DomainIdentifier;
pub use ids::*;
pub use moment::Moment;
pub use refusal::Refusal;
pub use role::{Right, Role, Scope};
