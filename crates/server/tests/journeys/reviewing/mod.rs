//! Access reviews: every role is looked at by a date, once, and what nobody answers follows the rule.

mod answers;
mod course;
mod review;
