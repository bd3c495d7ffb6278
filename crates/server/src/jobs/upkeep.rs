//! Keeping the database as small as what it holds.

use crate::app::App;
use crate::storage::{Author, Error, Tx};
use crate::{jobs, storage, store};
use domain::moment::days;

/// As many mails as are forgotten in one transaction.
const FORGOTTEN_AT_ONCE: i64 = 500;
/// As many pages (of 4 KiB) as are given back in one transaction, and as many as may stay free: they are soon used again.
const PAGES_AT_ONCE: u64 = 500;
const PAGES_KEPT: u64 = 2000;

/// Forgets old mail and what else is kept for a time only, and gives back the room of what was deleted.
pub(crate) async fn all(app: &App) -> Result<(), Error> {
    forget_old_mail(app).await?;
    jobs::retention::keep_to_it(app).await?;
    give_back_pages(app).await
}

/// Mail that was sent, or given up, longer ago than the settings say: whom it went to, and what it was about.
async fn forget_old_mail(app: &App) -> Result<(), Error> {
    let kept = days(app.config.mail.keep_days);
    loop {
        let forget = move |tx: &mut Tx| {
            store::notification::forget_settled(tx, tx.now.minus(kept), FORGOTTEN_AT_ONCE)
        };
        if app.db.write(Author::system(), forget).await? == 0 {
            return Ok(());
        }
    }
}

/// Gives back what was freed in the file of the embedded database. Others write in between. A file of an earlier version keeps its
/// size, and uses it.
async fn give_back_pages(app: &App) -> Result<(), Error> {
    if !app.db.is_embedded() {
        return Ok(());
    }
    let mut free = u64::MAX;
    loop {
        let left = app.db.write(Author::system(), |tx| {
            storage::raw::run(
                tx.db,
                &format!("PRAGMA incremental_vacuum({PAGES_AT_ONCE})"),
            )?;
            let count = "SELECT CAST(freelist_count AS TEXT) AS id FROM pragma_freelist_count";
            let count = storage::raw::ids(tx.db, count, &[])?.concat();
            count
                .parse::<u64>()
                .map_err(|fault| Error::corrupt("page count", &count, fault))
        });
        let left: u64 = left.await?;
        if left <= PAGES_KEPT || left >= free {
            return Ok(());
        }
        free = left;
    }
}
