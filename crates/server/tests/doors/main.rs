//! The doors of the product: who may open each, what becomes of input that cannot be, how people get in and out, and what
//! every answer carries.

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod bad_input;
mod beyond;
mod desk;
mod footprint;
mod forms;
mod guarded;
mod headers;
mod light;
mod links;

mod noise;
mod people;
mod scene;
mod second_door;
mod sign_in;
