//! Pages that only have a length, from the same stack: what stands beside the pages that are measured.

use crate::app::App;
use crate::clock::Clock;
use crate::demo;
use crate::router::router;
use crate::serve::answer;
use axum::extract::Path as InPath;
use axum::routing::get;
use std::path::Path;
use tokio::net::TcpListener;

/// The longest such page.
const LONGEST: usize = 1 << 20;

/// Answers on a port with what was furnished in a folder, and beside it with pages that only have a length.
pub async fn serve(
    folder: &Path,
    port: u16,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let mut config = demo::config(port, folder);
    config.serve.connections = 10_000;
    let app = App::open(config, Clock::Real, false)?;
    let page = |InPath(bytes): InPath<usize>| async move { "x".repeat(bytes.min(LONGEST)) };
    let answers = router(app.clone()).route("/bench/{bytes}", get(page));
    let listener = TcpListener::bind(app.config.listen).await?;
    answer(app, answers, listener, None).await
}
