//! What every page and job works with.

use crate::clock::Clock;
use crate::config::Config;
use crate::in_hand::InHand;
use crate::origins::Origins;
use crate::password::Hasher;
use crate::stop::Stop;
use crate::storage::{Db, Error};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// One for the whole program, and shared by all that is under way in it.
pub struct App {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub hasher: Hasher,
    pub origins: Origins,
    /// A demonstration: mail is kept to be read at `/demo/mail` instead of being sent.
    pub is_demo: bool,
    /// How far the end of the program has come.
    pub stop: Stop,
    /// Files that are coming in.
    pub in_hand: InHand,
    /// What `/readyz` found out last.
    pub ready: LastTry,
    worker_has_ended: AtomicBool,
}

impl App {
    /// Opens the database, bringing it up to date, and readies the rest.
    pub fn open(config: Config, clock: Clock, is_demo: bool) -> Result<Arc<Self>, Error> {
        let db = Db::open(&config.place(), clock.clone(), config.rules())?;
        Ok(Arc::new(Self {
            db,
            clock,
            hasher: Hasher::default(),
            origins: Origins::default(),
            is_demo,
            stop: Stop::default(),
            in_hand: InHand::default(),
            ready: LastTry::default(),
            worker_has_ended: AtomicBool::new(false),
            config,
        }))
    }

    /// Notes that nothing happens by itself any more on this node.
    pub fn worker_has_ended(&self) {
        self.worker_has_ended.store(true, Ordering::SeqCst);
    }

    /// Whether things still happen by themselves on this node; where they do not, `/readyz` says no.
    pub fn worker_lives(&self) -> bool {
        !self.worker_has_ended.load(Ordering::SeqCst)
    }

    /// An absolute address of a page, for mails.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.config.public_url)
    }
}

/// When a write was last tried for its own sake.
#[derive(Default)]
pub struct LastTry(pub(crate) AtomicI64);
