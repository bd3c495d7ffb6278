//! `parvis serve`.

use crate::cli::fault::Result;
use crate::cli::place::prepare;
use crate::config::Config;
use crate::serve::serve;

/// Doubts about the settings go to the log and hold nothing up. Errors: what keeps it from starting.
pub(super) async fn run(config: Config) -> Result<()> {
    prepare(&config)?;
    for doubt in config.doubts() {
        tracing::warn!(event = "setting.doubted", setting = doubt.key, "{doubt}");
    }
    serve(config).await
}
