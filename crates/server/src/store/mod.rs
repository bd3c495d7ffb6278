//! What is kept: rows, queries, and `apply`, the one way in. Nothing is decided here.

pub mod absence;
pub mod access_request;
pub mod access_review;
pub mod account_creation;
pub mod agreement;
mod apply;
pub mod automation;
pub mod contract;
pub mod deletion;
pub mod due;
pub mod entitlement;
pub mod erasure;
pub mod event;
pub mod group;
pub mod import;
pub mod invitation;
pub mod membership;
pub mod notification;
pub mod notification_address;
pub mod notification_preference;
pub mod person;
pub mod personal_data;
pub mod presence;
pub mod put_off;
pub mod reachability;
pub mod readiness;
pub mod session;
pub mod smart_account;
pub mod support_case;
pub mod upload;
pub mod virtual_account;

pub use apply::apply;
