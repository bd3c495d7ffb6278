//! A database of its own for a program of its own, and files for it.

use crate::program;
use crate::support::Engine;
use crate::tables::connect;
use parvis::config::database_address::DatabasePlace;
use parvis::storage::AnyConnection;
use std::process::{Child, Command, Stdio};

pub struct Ground {
    pub data: tempfile::TempDir,
    pub files: tempfile::TempDir,
    pub place: DatabasePlace,
}

impl Ground {
    /// With its tables, and nothing in them.
    pub fn new(engine: &Engine) -> Self {
        let data = tempfile::tempdir().unwrap();
        let place = engine.new_place(data.path());
        let ground = Self {
            files: tempfile::tempdir().unwrap(),
            data,
            place,
        };
        assert!(ground.program("migrate").output().unwrap().status.success());
        ground
    }

    pub fn program(&self, word: &str) -> Command {
        let mut program = program::program(self.data.path());
        if let DatabasePlace::Postgres(url, _) = &self.place {
            program.env("PARVIS_DATABASE", url);
        }
        program.arg(word);
        program
    }

    /// Begins to import the files.
    pub fn imports(&self) -> Child {
        let mut program = self.program("import");
        program.arg(self.files.path()).stdout(Stdio::piped());
        program.stderr(Stdio::null()).spawn().unwrap()
    }

    /// The report of an import of the files that comes to its end.
    pub fn imports_all(&self) -> String {
        let ended = self.imports().wait_with_output().unwrap();
        assert!(ended.status.success());
        String::from_utf8(ended.stdout).unwrap()
    }

    /// What somebody else sees.
    pub fn looks(&self) -> AnyConnection {
        connect(&self.place)
    }
}
