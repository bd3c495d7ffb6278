//! What is decided: functions from how things stand to the events that follow, or to the refusal that says why not.

pub mod access_request;
pub mod access_review;
pub mod account_creation;
pub mod agreement;
pub mod asker;
pub mod attachment;
pub mod audience;
pub mod automation;
pub mod contract;
pub mod contract_access;
pub mod entitlement;
pub mod erasure;
pub mod group;
pub mod invitation;
pub mod lost_right;
pub mod membership;
pub mod newcomer;
pub mod notification_address;
pub mod notification_preference;
pub mod person;
pub mod properties;
pub mod reminder;
pub mod smart_account;
pub mod support_case;
pub mod upload;
pub mod virtual_account;
