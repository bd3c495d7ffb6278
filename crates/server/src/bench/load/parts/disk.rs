//! What a request takes on disk once all that follows from it is done: its mail was written, and a mail server took it.

use crate::bench::load::counting::count;
use crate::bench::load::installation::Installation;
use crate::bench::load::post::Post;
use crate::bench::load::report::{Figure, KB};
use crate::bench::load::sitting::Sitting;
use crate::storage::{AnyConnection, Error};
use diesel::connection::SimpleConnection;
use std::time::Duration;

/// So many are sent, or as many as there are already or can be sent in so long.
const SENT: u64 = 2_000;
const CLIENTS: usize = 8;
const LONGEST: Duration = Duration::from_secs(30);
/// How long their mail may take.
const AFTER: Duration = Duration::from_secs(180);

/// Pages of the file that hold something.
const IN_FILE: &str = "SELECT (p.page_count - f.freelist_count) * s.page_size AS count \
    FROM pragma_page_count p, pragma_freelist_count f, pragma_page_size s";
/// All tables with their indexes.
const ON_SERVER: &str = "SELECT sum(pg_total_relation_size(oid))::bigint AS count FROM pg_class \
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";

pub(in crate::bench::load) fn bytes(on: &Installation) -> Result<i64, Error> {
    let mut db = on.connect()?;
    match &mut db {
        AnyConnection::Sqlite(_) => count(&mut db, IN_FILE),
        AnyConnection::Postgres(server) => {
            // Rows that are gone take room until they are swept away.
            server.batch_execute("VACUUM FULL")?;
            count(&mut db, ON_SERVER)
        }
    }
}

pub(super) async fn measure(sitting: &mut Sitting<'_>) -> Result<(), Error> {
    let requests = sitting.plan.requests;
    (sitting.say)("on disk");
    let on = sitting.copy(requests)?;
    let before = bytes(&on)?;
    let post = Post::open().await?;
    let mut site = sitting.open(&on, requests, &post.settings()).await?;
    let sent = site
        .submit_some(CLIENTS, LONGEST, SENT.min(requests))
        .await?
        .done;
    if !post.is_over(&site, AFTER).await {
        sitting.leave_out("what a request takes on disk: its mail was not sent in time");
        return Ok(());
    }
    site.stop().await?;
    on.put_into_one_file()?;
    let each = (bytes(&on)? - before) as f64 / sent.max(1) as f64;
    let work = "on disk, a request with its event and its mail";
    sitting.note(Figure::plain(work, KB, each / 1000.0));
    let mails = post.taken() as f64 / sent.max(1) as f64;
    sitting.note(Figure::plain("mails, a request", "", mails));
    Ok(())
}
