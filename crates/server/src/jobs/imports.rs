//! The worker's part of imports: what was left behind of one by whoever began it.

use crate::app::App;
use crate::import;
use crate::jobs::each::postpone;
use crate::storage::{AnyConnection, Error};
use crate::store;
use crate::store::due::EVER;
use domain::Moment;

/// What operators read of an import that waits because it could not be worked on.
const NAME: &str = "imports";

/// Some of what was left behind. Out: how much there was to do.
pub(crate) async fn work(app: &App) -> Result<usize, Error> {
    let Some(import) = import::left_behind(&app.db).await? else {
        return Ok(0);
    };
    match import::take_up(&app.db, &import).await {
        Ok(()) => {}
        Err(fault) if fault.is_for_all() => return Err(fault),
        Err(fault) => postpone(app, NAME, &import.id, &fault, |_, _, _| Ok(())).await?,
    }
    Ok(1)
}

/// When what was left behind of one may be taken up: once nobody has it any more.
pub(crate) fn next(db: &mut AnyConnection, now: Moment) -> Result<Option<Moment>, Error> {
    let found = store::import::left_behind(db, EVER, now)?;
    Ok(found.map(|import| import.leased_until))
}
