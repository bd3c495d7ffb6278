//! What every page and job works with.

use crate::clock::Clock;
use crate::config::Config;
use crate::person::password::Hasher;
use crate::session::origins::Origins;
use crate::storage::{Db, Error};
use crate::web::assets::Assets;
use std::sync::Arc;

pub struct App {
    pub config: Config,
    pub db: Db,
    pub clock: Clock,
    pub hasher: Hasher,
    pub assets: Assets,
    pub origins: Origins,
    /// A demonstration: mail is kept to be read at `/demo/mail` instead of being sent.
    pub is_demo: bool,
}

impl App {
    /// Opens the database, bringing it up to date, and readies the rest.
    pub fn open(config: Config, clock: Clock, is_demo: bool) -> Result<Arc<Self>, Error> {
        let db = Db::open(&config.place(), clock.clone(), config.rules())?;
        let assets = Assets::new(config.accent_hue);
        Ok(Arc::new(Self {
            db,
            clock,
            hasher: Hasher::default(),
            assets,
            origins: Origins::default(),
            is_demo,
            config,
        }))
    }

    /// An absolute address of a page, for mails.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.config.public_url)
    }
}
