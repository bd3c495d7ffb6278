//! `parvis config check`.

use crate::cli::commands::Output;
use crate::cli::fault::Result;
use crate::cli::place::shown;
use crate::config::Config;
use crate::notification::smtp::Smtp;

/// The settings were read, or this is not reached: what is looked at here is what they name.
pub(super) fn check(config: &Config, output: Output) -> Result<()> {
    Smtp::new(config)?;
    let place = shown(&config.place());
    match output {
        Output::Json => println!(
            "{}",
            serde_json::json!({
                "public_url": config.public_url,
                "listen": config.listen.to_string(),
                "database": place,
                "mail": config.mail.host,
                "passed_over": config.passed_over,
                "doubts": config.doubts().iter().map(ToString::to_string).collect::<Vec<_>>(),
            })
        ),
        Output::Text => {
            println!("The settings are in order.");
            println!("public_url  {}", config.public_url);
            println!("listen      {}", config.listen);
            println!("database    {place}");
            let mail = if config.mail.host.is_empty() {
                "none: mail waits"
            } else {
                &config.mail.host
            };
            println!("mail.host   {mail}");
            for doubt in config.doubts() {
                println!("doubtful    {doubt}");
            }
        }
    }
    Ok(())
}
