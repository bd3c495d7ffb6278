//! What the domain knows, in the reader's language.

pub mod access_review;
pub mod attachment;
pub mod contract;
pub mod contract_line;
pub mod entitlement;
pub mod event;
pub mod event_details;
pub mod event_labels;
pub mod failing;
pub mod invitation;
pub mod support_case;
pub mod target;
pub mod upload;
pub mod wish;
