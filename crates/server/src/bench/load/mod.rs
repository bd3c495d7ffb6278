//! How much a build does in a second, over HTTP, each figure beside what the machine can do at best.

mod client;
mod counting;
mod driving;
mod furnishing;
mod held;
mod installation;
mod moving;
mod names;
mod parts;
pub mod plan;
mod post;
mod program;
pub mod report;
mod running;
mod seeds;
mod sending;
mod serving;
mod site;
mod sitting;
mod watching;
mod yardstick;

pub use held::Held;
pub use parts::spin;
pub use running::*;
pub use serving::serve;
