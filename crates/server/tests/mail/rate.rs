//! How many mails a second go out. `script/mail-rate` measures; without it a few mails show that connections are kept.

use crate::support::patience::now;
use crate::support::sink::Sink;
use crate::support::{Engine, Office};
use crate::{outbox, time_passes};
use domain::email::EmailAddress;
use domain::notification_preference::LetterKind;
use domain::person::Language;
use parvis::notification::letters::{Block, Letter, Reader};
use parvis::notification::posting::add_mail;
use std::time::Duration;

/// What must be reached where it is measured.
const WANTED: f64 = 300.0;

/// Puts so many mails into the outbox, of the size that mails have.
fn fill(office: &Office, count: usize) {
    for batch in 0..count.div_ceil(500) {
        let these = (batch * 500)..count.min((batch + 1) * 500);
        office.write(move |tx| {
            for number in these.clone() {
                let address = format!("reader{number}@readers.example");
                let letter = Letter {
                    reader: Reader {
                        person: None,
                        name: Some("Camille Élan".into()),
                        address: EmailAddress::parse(&address).unwrap(),
                        language: Language::English,
                        time_zone: "UTC".into(),
                    },
                    kind: LetterKind::RoleChanged,
                    request: None,
                    reminder: None,
                    thread: None,
                    unsubscribe: None,
                    subject: "Your access to Lumen Networks".into(),
                    blocks: vec![Block::Paragraph("You may do more than before. ".repeat(20))],
                };
                add_mail(tx, &letter, None)?;
            }
            Ok(())
        });
    }
}

fn measures(engine: Engine) {
    let wanted: Option<usize> = std::env::var("TEST_MAIL_RATE")
        .ok()
        .map(|count| count.parse().unwrap());
    let office = Office::open(engine.clone());
    let sink = Sink::opens(&office.runtime);
    office.sends_by(sink.sender(&office.app.config));
    let count = wanted.unwrap_or(100);
    fill(&office, count);
    let begun = now();
    office.works();
    let seconds = begun.elapsed().as_secs_f64();
    assert_eq!(sink.mails(), count);
    assert!(sink.connections() <= office.app.config.mail.connections);
    office.nothing_left_to_send();
    if wanted.is_some() {
        #[allow(clippy::cast_precision_loss)] // as many as that are never sent
        let rate = count as f64 / seconds;
        println!("{engine:?}: {count} mails in {seconds:.1} s, {rate:.0} a second");
        assert!(rate >= WANTED, "{rate:.0} mails a second are too few");
    }
}

#[test]
fn mail_goes_out_over_a_few_connections_that_are_kept_on_sqlite() {
    measures(Engine::Sqlite);
}

#[test]
fn mail_goes_out_over_a_few_connections_that_are_kept_on_postgresql() {
    if let Some(engine) = Engine::postgres() {
        measures(engine);
    }
}

#[test]
fn the_server_is_greeted_by_the_name_it_is_to_know_us_by() {
    let office = Office::open(Engine::Sqlite);
    let sink = Sink::opens(&office.runtime);
    let mut settings = sink.settings();
    settings.hello_name = "parvis.company.example".into();
    office.sends_by(crate::support::smtp_server::sender(
        &office.app.config,
        settings,
    ));
    fill(&office, 1);
    office.works();
    let hello = sink.seen.hello.lock().unwrap().clone();
    assert_eq!(hello, ["parvis.company.example"]);
    time_passes(&office, Duration::from_secs(1));
    assert_eq!(outbox(&office)[0].state, "sent");
}
