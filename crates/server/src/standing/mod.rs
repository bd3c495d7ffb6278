//! What holds now, read for the rules: how far rights reach, who decides, who may know of what.

pub mod absence;
pub mod access_request;
pub mod acquaintance;
pub mod application;
pub mod automation;
pub(crate) mod deletion;
pub mod entitlement;
pub mod event;
pub mod group;
pub mod membership;
pub mod mentions;
pub mod person;
pub mod request_queue;
pub mod smart_account;
pub mod upload;
pub mod virtual_account;
