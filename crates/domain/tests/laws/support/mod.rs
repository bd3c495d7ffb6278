//! What the laws of several nouns have in common.

pub mod cases;
pub mod lumen;
pub mod nouns;
pub mod texts;
