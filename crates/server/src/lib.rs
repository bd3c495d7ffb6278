//! Parvis: where people ask to be let in. One folder or file for each noun; [`web::routes`] lists every address, and
//! [`event_log::record`] is the one way to change anything.

pub mod access_request;
pub mod access_review;
pub mod account_creation;
pub mod agreement;
pub mod app;
pub mod application;
pub mod automation;
pub mod bench;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod event_log;
pub mod group;
pub mod import;
pub mod invitation;
pub mod jobs;
pub mod language;
pub mod membership;
pub mod notification;
pub mod notification_address;
pub mod notification_preference;
pub mod operator;
pub mod person;
pub mod search_index;
pub mod serve;
pub mod session;
pub mod smart_account;
pub mod stop;
pub mod storage;
pub mod support_case;
pub mod upload;
pub mod virtual_account;
pub mod web;
