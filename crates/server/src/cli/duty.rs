//! `parvis operator` and `parvis support`.

use crate::cli::commands::{DutyCommand, Output};
use crate::cli::fault::Result;
use crate::cli::people::{find, print_all, refused};
use crate::cli::place::open_db;
use crate::config::Config;
use crate::storage::Author;
use crate::use_cases;
use domain::Refusal;
use domain::person::Duty;

/// The same for either duty. Errors: nobody goes by that name, or the rules refuse. That it is so already is no error.
pub(super) async fn run(
    config: &Config,
    duty: Duty,
    command: &DutyCommand,
    output: Output,
) -> Result<()> {
    match command {
        DutyCommand::Add { person } => change(config, duty, person, true, output).await,
        DutyCommand::Remove { person } => change(config, duty, person, false, output).await,
        DutyCommand::List => print_all(&open_db(config)?, Some(duty), output).await,
    }
}

async fn change(
    config: &Config,
    duty: Duty,
    name: &str,
    has_it: bool,
    output: Output,
) -> Result<()> {
    let db = open_db(config)?;
    let person = find(&db, name).await?;
    let (noun, command) = match duty {
        Duty::Operator => ("an operator", "operator"),
        Duty::SupportAgent => ("a support agent", "support"),
    };
    let verb = if has_it { "add" } else { "remove" };
    let id = person.id.clone();
    let done = db
        .write(Author::program(&format!("{command} {verb}")), move |tx| {
            if has_it {
                use_cases::person::duty::appoint(tx, &id, duty)
            } else {
                use_cases::person::duty::relieve(tx, &id, duty)
            }
        })
        .await?;
    match done {
        // It is as was wished.
        Ok(()) | Err(Refusal::NothingToChange) => {}
        Err(refusal) => return Err(refused(&person, &refusal)),
    }
    tracing::info!(
        event = format!("{}.{}", duty.key(), if has_it { "appointed" } else { "removed" }),
        person = %person.id,
        "a duty was changed by a command"
    );
    match output {
        Output::Json => println!(
            "{}",
            serde_json::json!({ "person": person.id, "user": person.user_id, "duty": duty, "has_it": has_it })
        ),
        Output::Text => println!(
            "{} ({}) is {}{noun}.",
            person.profile.full_name,
            person.user_id,
            if has_it { "" } else { "not " }
        ),
    }
    Ok(())
}
