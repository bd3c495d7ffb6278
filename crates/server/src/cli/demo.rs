//! `parvis demo`.

use crate::app::App;
use crate::cli::fault::Result;
use crate::cli::place::{Folder, prepare};
use crate::clock::Clock;
use crate::notification::smtp::DemoMailbox;
use crate::router::router;
use crate::storage::lock::Lock;
use crate::{demo, serve};
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;

/// In: the port, 0 for any that is free; the folder to keep it in, without which nothing is left of it at the end.
pub(super) async fn run(port: u16, keep: Option<&Path>) -> Result<()> {
    let throwaway = keep.is_none().then(|| Folder::new("demo")).transpose()?;
    let folder = keep.map_or_else(
        || {
            throwaway
                .as_ref()
                .map(|folder| folder.0.clone())
                .unwrap_or_default()
        },
        Path::to_owned,
    );
    let mut config = demo::config(port, &folder);
    prepare(&config)?;
    let _lock = Lock::take(&config.place())?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|fault| format!("{}: {fault}; try --port", config.listen))?;
    let address = listener.local_addr()?;
    config.public_url = format!("http://{address}");
    let app = App::open(config, Clock::Real, true)?;
    demo::fill(&app).await?;
    println!("Parvis is open at {}", app.config.public_url);
    println!();
    println!("Log in with the password {} as", demo::PASSWORD);
    for (user_id, what) in demo::WHO {
        println!("  {user_id:<8} {what}");
    }
    println!();
    println!(
        "Mail is not sent; read it at {}/demo/mail. Stop with Ctrl-C.",
        app.config.public_url
    );
    serve::answer(
        app.clone(),
        router(app),
        listener,
        Some(Arc::new(DemoMailbox)),
    )
    .await
}
