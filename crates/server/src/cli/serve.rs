//! `parvis serve`.

use super::Result;
use super::place::prepare;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::notification::smtp::{Smtp, Transport};
use crate::session::store::make_set_up_link;
use crate::storage::Author;
use crate::web::routes::router;
use crate::{jobs, person};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

pub(super) async fn run(config: Config) -> Result<()> {
    prepare(&config)?;
    let transport: Option<Arc<dyn Transport>> = match Smtp::new(&config)? {
        Some(smtp) => Some(Arc::new(smtp)),
        None => {
            tracing::warn!("no mail server is configured (mail.host): mail waits in the outbox");
            None
        }
    };
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|fault| format!("{}: {fault}", config.listen))?;
    let app = App::open(config, Clock::Real, false)?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    if !app.db.read(person::store::has_operator).await? {
        let made = app
            .db
            .write(Author::program("serve"), make_set_up_link)
            .await?;
        match made {
            Ok(token) => {
                println!(
                    "There is no operator yet. Within a day, open this link to become the first:"
                );
                let path = format!("/set-up?token={}", token.as_str());
                println!("{}", app.address(&path));
            }
            Err(until) => {
                let hours = until.since(app.clock.now()).as_secs().div_ceil(3600);
                println!(
                    "There is no operator yet. A link to become the first was printed at an earlier start or by another node, and works for {hours} hours at most."
                );
            }
        }
    }
    listen(app, listener, transport).await
}

/// Answers until told to stop, then lets what is under way finish.
pub(super) async fn listen(
    app: Arc<App>,
    listener: TcpListener,
    transport: Option<Arc<dyn Transport>>,
) -> Result<()> {
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let worker = tokio::spawn(jobs::work(app.clone(), transport, stopped));
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(told_to_stop())
        .await?;
    let _ = stop.send(true);
    worker.await?;
    Ok(())
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            },
            Err(_) => {
                let _ = interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
