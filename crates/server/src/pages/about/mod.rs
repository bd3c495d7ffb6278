//! What stands at the foot of each page: contacts, site map, terms, legal notice, privacy, accessibility.

pub mod accessibility;
pub mod contacts;
pub mod privacy;
pub mod site_map;
pub mod terms;
