//! A few people, a few accounts, and a world that carries out what people and time do in a random story.

pub mod carrying_out;
pub mod cast;
pub mod deciding;
pub mod sending;
pub mod state;
pub mod states;
pub mod story;
pub mod taking_in;
pub mod telling;
