//! One build at its place to be measured, and what was found out about it so far.

use crate::bench::load::client::failed;
use crate::bench::load::installation::{DatabaseServer, Installation};
use crate::bench::load::plan::{LoadPlan, Part};
use crate::bench::load::program::{Program, Server};
use crate::bench::load::report::Figure;
use crate::bench::load::seeds::Seeds;
use crate::bench::load::site::{Crowd, Site};
use crate::storage::Error;
use std::path::{Path, PathBuf};

/// What each part is measured with.
pub(super) struct Sitting<'l> {
    pub plan: &'l LoadPlan,
    pub program: &'l Program,
    pub say: &'l dyn Fn(&str),
    /// For what goes when it is over.
    pub scratch: &'l Path,
    seeds: Seeds<'l>,
    /// Which part is measured.
    pub part: Part,
    pub figures: Vec<Figure>,
    pub left_out: Vec<String>,
    copies: usize,
}

impl<'l> Sitting<'l> {
    pub(super) fn new(
        plan: &'l LoadPlan,
        program: &'l Program,
        (scratch, data): (&'l Path, &'l Path),
        say: &'l dyn Fn(&str),
    ) -> Self {
        let server = plan.database.as_deref().map(DatabaseServer::new);
        Self {
            plan,
            program,
            say,
            scratch,
            seeds: Seeds::new(program, data, server, say),
            part: Part::Size,
            figures: Vec::new(),
            left_out: Vec::new(),
            copies: 0,
        }
    }

    /// The database server, where it is not the embedded database that is measured.
    pub(super) fn server(&self) -> Option<&DatabaseServer> {
        self.seeds.server.as_ref()
    }

    /// A folder that nobody has.
    pub(super) fn new_folder(&mut self) -> PathBuf {
        self.copies += 1;
        self.scratch.join(format!("copy-{}", self.copies))
    }

    /// A copy of what was filled in with so many requests.
    pub(super) fn copy(&mut self, requests: u64) -> Result<Installation, Error> {
        let folder = self.new_folder();
        self.seeds.of(requests)?.copy(folder)
    }

    /// Those who ask where there are so many requests.
    pub(super) fn crowd(&mut self, requests: u64) -> Result<Crowd, Error> {
        Crowd::new(&self.seeds.of(requests)?.furnished)
    }

    /// A server on an installation with so many requests. In: settings besides.
    pub(super) async fn open(
        &mut self,
        on: &Installation,
        requests: u64,
        settings: &[(&str, String)],
    ) -> Result<Site, Error> {
        let crowd = self.crowd(requests)?;
        Ok(crowd.at(Server::start(self.program, on, settings).await?))
    }

    /// A server whose pages only have a length, and the folder that goes with it.
    pub(super) async fn of_lengths(&mut self) -> Result<(Server, Installation), Error> {
        let folder = Installation::new(self.new_folder(), None)?;
        let server = Server::of_lengths(self.program, &folder.folder).await?;
        Ok((server, folder))
    }

    pub(super) fn note(&mut self, figure: Figure) {
        let part = Some(self.part);
        self.figures.push(Figure { part, ..figure });
    }

    pub(super) fn leave_out(&mut self, what: &str) {
        if !self.left_out.iter().any(|one| one == what) {
            self.left_out.push(what.to_owned());
        }
    }

    /// Errors: it could not be found out.
    pub(super) fn found<T>(found: Option<T>, what: &str) -> Result<T, Error> {
        found.ok_or_else(|| failed(format!("{what} cannot be found out")))
    }
}
