//! Nobody gains, loses or is written to without hearing of it once, and nobody is written to without end.

mod access;
mod budget;
mod letters;
mod support;
