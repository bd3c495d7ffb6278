//! Support cases: the way out when somebody is stuck. Agents read and answer them; a case may carry a request of its opener.

mod case;
mod fact;
mod fold;
mod number;
mod opener;
mod telling;

pub use case::*;
pub use fact::*;
pub use number::*;
pub use opener::*;
pub use telling::*;
