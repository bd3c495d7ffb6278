//! What several pages share.

pub mod access_tabs;
pub mod by_status;
pub mod going;
pub mod group;
pub mod help;
pub mod message;
pub mod naming;
pub mod question;
pub mod reason;
pub mod terms_form;
pub mod text_page;
pub mod timeline;
