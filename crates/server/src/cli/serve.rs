//! `parvis serve`.

use crate::cli::fault::Result;
use crate::cli::place::prepare;
use crate::config::Config;
use crate::serve::serve;

pub(super) async fn run(config: Config) -> Result<()> {
    prepare(&config)?;
    for doubt in config.doubts() {
        tracing::warn!(event = "setting.doubted", setting = doubt.key, "{doubt}");
    }
    serve(config).await
}
