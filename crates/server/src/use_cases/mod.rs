//! What can be done: each is one transaction that loads, lets the rules decide, and records; and what somebody may see of a thing.

pub mod access_request;
pub mod access_review;
pub mod account_creation;
pub mod agreement;
pub mod automation;
pub mod budget;
pub mod contract;
pub mod deletion;
pub mod entitlement;
pub mod group;
pub mod invitation;
pub mod membership;
pub mod notification_address;
pub mod notification_preference;
pub mod person;
pub mod session;
pub mod smart_account;
pub mod support_case;
pub mod upload;
pub mod virtual_account;
