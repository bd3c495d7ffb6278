//! What tests speak in: an [`Office`] with a stopped clock and an empty mailbox, and visitors who use the pages as people do,
//! by the links, fields and buttons they find in them.
#![allow(dead_code)] // each test program uses its part

mod alarm;
pub mod crowd;
pub mod engine;
pub mod house;
pub mod installation;
pub mod mailbox;
pub mod office;
pub mod page;
pub mod patience;
pub mod sink;
pub mod smtp_server;
pub mod tables;
pub mod visitor;
pub mod world;

#[allow(unused_imports)]
pub use engine::Engine;
#[allow(unused_imports)]
pub use office::Office;

/// Whether everything must run, so that what is left out counts as failed.
pub fn all_required() -> bool {
    std::env::var_os("TEST_REQUIRE_ALL").is_some()
}

/// Says in one line what is not run, past the capture of tests that succeed.
pub fn left_out(what: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "left out: {what}");
}

/// Makes a test on each engine of each function `fn name(office: &Office)` in the list. Without `TEST_POSTGRES_URL` the PostgreSQL
/// half says that it is left out. A function that the list forgets is dead code, which `script/test` does not let pass.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            use $crate::support::{Engine, Office};
            $(#[test]
            fn $name() {
                super::$name(&Office::open(Engine::Sqlite));
            })+
        }
        mod postgres {
            use $crate::support::{Engine, Office};
            $(#[test]
            fn $name() {
                if let Some(engine) = Engine::postgres() {
                    super::$name(&Office::open(engine));
                }
            })+
        }
    };
}
