//! Extra notification addresses: added inside the domain, confirmed from the mailbox, told of requests, and removed.

mod confirming;
mod copies;
mod mailbox;
