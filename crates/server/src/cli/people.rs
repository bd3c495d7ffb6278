//! `parvis person`.

use crate::cli::commands::{Output, PersonCommand};
use crate::cli::fault::Result;
use crate::cli::place::open_db;
use crate::config::Config;
use crate::storage::{Author, Db};
use crate::{cli, store, use_cases};
use domain::person::{Duty, Person};
use domain::text::WORDS;
use domain::{Refusal, text};

/// People read at once.
const PAGE: i64 = 500;

/// Errors: nobody goes by that name, or the rules refuse, in words for whoever has typed it.
pub(super) async fn run(config: &Config, command: &PersonCommand, output: Output) -> Result<()> {
    let db = open_db(config)?;
    match command {
        PersonCommand::List => print_all(&db, None, output).await,
        PersonCommand::Deactivate { person, reason } => {
            deactivate(&db, person, reason.as_deref(), output).await
        }
        PersonCommand::Reset { person } => reset(config, &db, person, output).await,
        PersonCommand::Unlock { person } => unlock(&db, person, output).await,
    }
}

/// Somebody by their user ID or e-mail address.
pub(super) async fn find(db: &Db, name: &str) -> Result<Person> {
    let typed = name.to_owned();
    let found = db
        .read(move |db| store::person::find_by_name(db, &typed))
        .await?
        .ok_or_else(|| format!("nobody is known as {name}; they sign up first"))?;
    Ok(found.person)
}

/// A refusal in words for whoever typed the command.
pub(super) fn refused(person: &Person, refusal: &Refusal) -> cli::fault::Fault {
    let user = &person.user_id;
    match refusal {
        Refusal::NothingToChange => format!("{user}: it is so already"),
        Refusal::PersonDeactivated => {
            format!(
                "{user} is deactivated; an operator lets them back in first (Operation → People)"
            )
        }
        Refusal::LastOperator => {
            format!(
                "{user} is the last operator who is active; “parvis operator add” another first"
            )
        }
        Refusal::LastAdministratorOf { accounts } => {
            let names: Vec<String> = accounts.iter().map(ToString::to_string).collect();
            format!(
                "{user} is the last administrator of {}; name another first",
                names.join(", ")
            )
        }
        other => format!("{user}: refused ({})", other.code()),
    }
    .into()
}

async fn deactivate(db: &Db, name: &str, reason: Option<&str>, output: Output) -> Result<()> {
    let person = find(db, name).await?;
    let reason = text::clean_optional(reason.unwrap_or_default(), WORDS)
        .map_err(|_| "--reason: is too long, or holds characters that cannot be shown")?;
    let id = person.id.clone();
    let done = db
        .write(Author::program("person deactivate"), move |tx| {
            use_cases::person::deactivation::deactivate(tx, &id, reason.clone())
        })
        .await?;
    done.map_err(|refusal| refused(&person, &refusal))?;
    tracing::info!(event = "person.deactivated", person = %person.id, "somebody was deactivated by a command");
    match output {
        Output::Json => println!(
            "{}",
            serde_json::json!({ "person": person.id, "user": person.user_id, "is_active": false })
        ),
        Output::Text => println!(
            "{} ({}) is deactivated.",
            person.profile.full_name, person.user_id
        ),
    }
    Ok(())
}

async fn unlock(db: &Db, name: &str, output: Output) -> Result<()> {
    let person = find(db, name).await?;
    let id = person.id.clone();
    db.write(Author::program("person unlock"), move |tx| {
        use_cases::session::attempts::unlock(tx, &id)
    })
    .await?;
    tracing::info!(event = "person.unlocked", person = %person.id, "somebody was unlocked by a command");
    match output {
        Output::Json => println!(
            "{}",
            serde_json::json!({ "person": person.id, "user": person.user_id })
        ),
        Output::Text => println!(
            "{} ({}) can try again.",
            person.profile.full_name, person.user_id
        ),
    }
    Ok(())
}

/// The way back in for somebody whom no mail reaches.
async fn reset(config: &Config, db: &Db, name: &str, output: Output) -> Result<()> {
    let person = find(db, name).await?;
    let id = person.id.clone();
    let made = db
        .write(Author::program("person reset"), move |tx| {
            use_cases::person::make_reset_link(tx, &id)
        })
        .await?;
    let token = made.map_err(|refusal| refused(&person, &refusal))?;
    tracing::info!(event = "person.reset-link-made", person = %person.id, "a link to set a password was made by a command");
    let link = format!(
        "{}/forgot/password?token={}",
        config.public_url,
        token.as_str()
    );
    match output {
        Output::Json => println!(
            "{}",
            serde_json::json!({ "person": person.id, "user": person.user_id, "link": link })
        ),
        Output::Text => {
            println!(
                "Within two hours, {} ({}) sets a new password with this link, once:",
                person.profile.full_name, person.user_id
            );
            println!("{link}");
        }
    }
    Ok(())
}

/// Prints people, page by page, so that memory stays flat.
pub(super) async fn print_all(db: &Db, duty: Option<Duty>, output: Output) -> Result<()> {
    let mut after: Option<String> = None;
    let mut is_first = true;
    if output == Output::Json {
        print!("[");
    }
    loop {
        let from = after.clone();
        let found = db
            .read(move |db| store::person::page(db, duty, from.as_deref(), PAGE))
            .await?;
        for known in &found {
            match output {
                Output::Json => {
                    let comma = if is_first { "" } else { "," };
                    print!("{comma}{}", as_json(known));
                }
                Output::Text => println!("{}", as_line(known)),
            }
            is_first = false;
        }
        match found.last() {
            Some(last) if found.len() as i64 == PAGE => after = Some(last.person.id.to_string()),
            _ => break,
        }
    }
    if output == Output::Json {
        println!("]");
    }
    Ok(())
}

fn as_json(known: &store::person::Known) -> serde_json::Value {
    let person = &known.person;
    serde_json::json!({
        "person": person.id,
        "user": person.user_id,
        "full_name": person.profile.full_name,
        "organisation": person.profile.organisation,
        "email": person.email,
        "is_active": known.is_active,
        "is_operator": person.is_operator,
        "is_support_agent": person.is_support_agent,
    })
}

/// Columns with tabs between them, for other programs to cut.
fn as_line(known: &store::person::Known) -> String {
    let person = &known.person;
    let mut state = vec![if known.is_active {
        "active"
    } else {
        "deactivated"
    }];
    if person.is_operator {
        state.push("operator");
    }
    if person.is_support_agent {
        state.push("support agent");
    }
    let email = person.email.as_ref().map_or("-", |email| email.as_str());
    format!(
        "{}\t{}\t{email}\t{}",
        person.user_id,
        person.profile.full_name,
        state.join(", ")
    )
}
