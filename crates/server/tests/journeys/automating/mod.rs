//! Automation rules: rehearsed, saved, acting when a request is sent, and never beyond whoever saved them.

mod acting;
mod rules;
mod saving;
