//! The journeys of the product, in process, on both engines.

#[path = "../support/mod.rs"]
mod support;

mod about;
mod acting;
mod adding;
mod agreement;
mod asking;
mod attaching;
mod automating;
mod away;
mod bouncing;
mod contact;
mod contract;
mod creating;
mod deciding;
mod deleting;
mod duties;
mod ending;
mod entitled;
mod event_log;
mod group;
mod group_by_file;
mod meanwhile;
mod meeting;
mod members;
mod notification_address;
mod notification_preference;
mod operating;
mod personal_data;
mod properties;
mod queueing;
mod reaching;
mod reviewing;
mod seeing;
mod support_case;
mod talking;
mod telling;
mod time;
mod uploading;
mod virtual_account;
mod writing;
