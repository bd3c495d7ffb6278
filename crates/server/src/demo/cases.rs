//! The demonstration's support cases: lived through by the real rules, at moments in the past.

use crate::config::{CannedAnswer, Support};
use crate::demo::people::person;
use crate::demo::requests::become_person;
use crate::storage::{Author, Error, Tx};
use crate::use_cases;
use crate::use_cases::support_case::{Opening, Seen};
use domain::language::TextByLanguage;
use domain::moment::{days, hours};
use domain::support_case::Priority;
use domain::{CaseId, Moment};

/// How support works there, with answers that agents give again and again.
pub fn support() -> Support {
    let answer = |key: &str, title: (&str, &str), text: (&str, &str)| CannedAnswer {
        key: key.into(),
        title: TextByLanguage::new(title.0, title.1),
        text: TextByLanguage::new(text.0, text.1),
    };
    Support {
        canned_answers: vec![
            answer(
                "looked-at",
                ("We look into it", "Nous regardons"),
                (
                    "Thank you for your message. We look into it and come back to you today.",
                    "Merci de votre message. Nous regardons cela et revenons vers vous aujourd’hui.",
                ),
            ),
            answer(
                "more-needed",
                ("We need more", "Il nous faut des précisions"),
                (
                    "So that we can help, please tell us which page you were on and what it said.",
                    "Pour que nous puissions vous aider, dites-nous sur quelle page vous étiez et ce qu’elle affichait.",
                ),
            ),
        ],
        ..Support::default()
    }
}

/// Errors: somebody is not there yet who opens one.
pub fn populate(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    waits_for_its_opener(tx, now)?;
    is_late(tx, now)?;
    is_new(tx, now)?;
    tx.author = Author::program("demo");
    Ok(())
}

fn opens(
    tx: &mut Tx,
    at: Moment,
    user_id: &str,
    subject: &str,
    words: &str,
) -> Result<CaseId, Error> {
    become_person(tx, at, user_id)?;
    let by = person(tx, user_id)?;
    let opening = Opening {
        subject: subject.into(),
        words: words.into(),
        ..Opening::default()
    };
    use_cases::support_case::open(tx, &by, &opening)
}

fn says(tx: &mut Tx, at: Moment, user_id: &str, case: &CaseId, words: &str) -> Result<(), Error> {
    become_person(tx, at, user_id)?;
    let by = person(tx, user_id)?;
    use_cases::support_case::answer(tx, case, &by, words)
}

/// Sam asked something, and noted why for the other agents.
fn waits_for_its_opener(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let opened = now.minus(days(6));
    let case = opens(
        tx,
        opened,
        "hugo",
        "Which account is ours?",
        "My company was bought in spring. Under which identifier do I ask for the warehouse in Lisbon now?",
    )?;
    let at = opened.plus(hours(5));
    let words = "Which of the two companies is on your delivery notes?";
    says(tx, at, "sam", &case, words)?;
    let sam = person(tx, "sam")?;
    let note = "The purchase is not finished: both names are still in use. Ask before sending anybody anywhere.";
    use_cases::support_case::note(tx, &case, &sam, note)
}

/// Answered once, asked again, and due since yesterday.
fn is_late(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    let opened = now.minus(days(2)).minus(hours(3));
    let case = opens(
        tx,
        opened,
        "farid",
        "Le courriel d’approbation n’arrive pas",
        "Ma demande est approuvée sur la page, mais je n’ai reçu aucun courriel.",
    )?;
    become_person(tx, opened.plus(hours(1)), "sam")?;
    let sam = person(tx, "sam")?;
    use_cases::support_case::prioritise(tx, &case, &sam, Priority::Urgent, &Seen::All)?;
    let words = "Il est parti hier. Pouvez-vous regarder parmi les courriels indésirables ?";
    use_cases::support_case::answer(tx, &case, &sam, words)?;
    let words = "Il n’y est pas non plus.";
    says(tx, opened.plus(hours(4)), "farid", &case, words)
}

/// Nobody has looked at it yet.
fn is_new(tx: &mut Tx, now: Moment) -> Result<(), Error> {
    opens(
        tx,
        now.minus(hours(3)),
        "gwen",
        "Changer d’adresse électronique",
        "Mon ancienne adresse sera fermée vendredi. Mes rôles restent-ils si je la change ?",
    )?;
    Ok(())
}
