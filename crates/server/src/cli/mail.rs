//! `parvis mail`.

use crate::cli::commands::Output;
use crate::cli::fault::Result;
use crate::cli::place::open_db;
use crate::clock::{Clock, Ids};
use crate::config::Config;
use crate::notification::returned::{self, Taken};
use crate::notification::smtp::{SendOutcome, Smtp, Transport};
use crate::notification::written::WrittenMail;
use crate::storage::Author;
use crate::store::notification::{MailRow, WAITING};
use domain::MailId;
use domain::email::EmailAddress;
use std::io::Read;

/// Sends one mail with the settings, past the outbox, and says what the server said.
///
/// Errors: it is no address, no mail server is configured, or the server has not taken the mail.
pub(super) async fn test(config: &Config, address: &str, output: Output) -> Result<()> {
    let address = EmailAddress::parse(address)
        .map_err(|_| format!("{address} is no e-mail address, such as name@company.example"))?;
    config.mail.must_have_password()?;
    let smtp = Smtp::new(config)?
        .ok_or("no mail server is configured: set mail.host to the name of one")?;
    let (what, said) = match smtp.send(&test_mail(config, &address)).await {
        SendOutcome::Taken | SendOutcome::Kept => ("taken", None),
        SendOutcome::Refused(said) => ("refused for good", Some(said)),
        SendOutcome::Failed(said) => ("not taken now", Some(said)),
        SendOutcome::BrokenOff(said) | SendOutcome::Silent(said) => {
            ("not answered for", Some(said))
        }
        SendOutcome::Ours(trouble, said) => (trouble.key(), Some(said)),
    };
    let said = said.map(|said| said.words);
    let server = &config.mail.host;
    if output == Output::Json {
        println!(
            "{}",
            serde_json::json!({ "server": server, "outcome": what, "said": said })
        );
    }
    match said {
        None => {
            if output == Output::Text {
                println!("{server} has taken a mail to {}.", address.as_str());
            }
            Ok(())
        }
        Some(said) => Err(format!("{server}: {what}: {said}").into()),
    }
}

/// Takes a message that came back and says what came of it. What is no report, or about no mail of ours, is left alone: whoever wrote it
/// must get no mail about that.
///
/// Errors: it cannot be read, or the database does not answer; a mail server should then keep it and try again.
pub(super) async fn bounced(config: &Config, input: impl Read, output: Output) -> Result<()> {
    let mut message = Vec::new();
    input.take(returned::LARGEST).read_to_end(&mut message)?;
    let db = open_db(config)?;
    let taken = db
        .write(Author::program("mail bounced"), move |tx| {
            returned::take(tx, &message)
        })
        .await?;
    match output {
        Output::Json => println!("{}", serde_json::json!({ "outcome": taken.key() })),
        Output::Text => println!(
            "{}",
            match taken {
                Taken::Noted => "Noted: mail to that address does not arrive.",
                Taken::Known => "Left alone: it was known already, or the address is nobody's.",
                Taken::NoReport => "Left alone: this is no report about mail that came back.",
                Taken::NothingFailed => "Left alone: nothing failed for good.",
                Taken::NotOurs =>
                    "Left alone: it is about no mail that was sent from here to that address.",
            }
        ),
    }
    Ok(())
}

fn test_mail(config: &Config, address: &EmailAddress) -> WrittenMail {
    let now = Clock::Real.now();
    let row = MailRow {
        id: MailId::new(Ids::default().next(now)).into(),
        kind: "test".into(),
        request_id: None,
        reminder: None,
        person_id: None,
        address: address.as_str().to_owned(),
        language: "en".into(),
        thread: None,
        subject: "Parvis can send mail".into(),
        letter: String::new(),
        created_at: now.0,
        state: WAITING.into(),
        attempts: 0,
        next_attempt_at: now.0,
        last_error: None,
        settled_at: None,
        not_before: None,
        unsubscribe: None,
        priority: 0,
        reader_name: None,
        spared_at: None,
    };
    let said = format!(
        "This mail was sent by “parvis mail test” of {}.",
        config.public_url
    );
    WrittenMail {
        row,
        html_body: format!("<p>{said}</p>"),
        text_body: format!("{said}\n"),
    }
}
