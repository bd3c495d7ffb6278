//! Every mail in every language, word for word, in the order in which people live through it.

mod access_request;
mod access_review;
mod account_creation;
mod automation;
mod cast;
mod entitlement;
mod every_letter;
mod group;
mod invitation;
mod membership;
mod notification_address;
mod notification_preference;
mod person;
mod post;
mod reply_to;
mod smart_account;
mod support_case;
mod unsaid;
mod upload;
