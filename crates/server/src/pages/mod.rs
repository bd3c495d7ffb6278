//! Pages: forms read, one use case called, what came of it shown.

pub mod about;
pub mod access_request;
pub mod access_review;
pub mod account_creation;
pub mod agreement;
pub mod automation;
pub mod contract;
pub mod demo;
pub mod entitlement;
pub mod event_log;
pub mod group;
pub mod help;
pub mod home;
pub mod invitation;
pub mod membership;
pub mod notification_address;
pub mod notification_preference;
pub mod operator;
pub mod parts;
pub mod person;
pub mod ready;
pub mod session;
pub mod smart_account;
pub mod support_case;
pub mod upload;
pub mod virtual_account;
