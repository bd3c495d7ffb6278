//! `parvis reindex`.

use crate::cli::commands::Output;
use crate::cli::fault::Result;
use crate::cli::place::open_db;
use crate::config::Config;
use crate::jobs;

/// In text each index is named when it is begun, in JSON all of them at the end.
pub(super) async fn run(config: &Config, output: Output) -> Result<()> {
    let db = open_db(config)?;
    let done = std::sync::Mutex::new(Vec::new());
    let say = |name: &str| match output {
        Output::Text => println!("{name}"),
        Output::Json => done
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .push(name.to_owned()),
    };
    jobs::filling::again(&db, &say).await?;
    match output {
        Output::Text => println!("All that is searched is indexed."),
        Output::Json => {
            let names = done.into_inner().unwrap_or_default();
            println!("{}", serde_json::json!({ "indexed": names }));
        }
    }
    Ok(())
}
