//! What holds whatever people do, in whatever order, and whatever the clock says: the laws, by noun, and by theme where a law is
//! about several.

mod support;
mod world;

mod absence;
mod access_request;
mod access_review;
mod account_creation;
mod attachment;
mod automation;
mod budget;
mod contract;
mod contract_access;
mod group;
mod invitation;
mod membership;
mod notification_address;
mod notification_preference;
mod organisation;
mod smart_account;
mod support_case;
mod upload;
mod virtual_account;

mod neutrality;
mod typing;

mod what_the_laws_are_held_against;
