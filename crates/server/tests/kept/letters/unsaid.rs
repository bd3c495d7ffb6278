//! Every message that letters are made of is said by some letter.

use super::every_letter::lived_through;
use crate::locales::{english, named_below};
use domain::person::Language;

/// Whether a text says what a message says, whatever is put in place of its variables.
fn says(text: &str, message: &str) -> bool {
    let variants = message
        .lines()
        .filter_map(|line| line.split_once("] "))
        .map(|(_, words)| words);
    let variants: Vec<&str> = if message.contains("->") {
        variants.collect()
    } else {
        vec![message]
    };
    variants.into_iter().any(|words| {
        let mut rest = text;
        words
            .split('{')
            .map(|piece| piece.rsplit('}').next().unwrap())
            .all(|piece| {
                let found = rest.find(piece);
                rest = found.map_or(rest, |at| &rest[at + piece.len()..]);
                found.is_some()
            })
    })
}

#[test]
fn all_that_the_post_office_can_say_is_said_in_these_mails() {
    let (letters, messages) = (lived_through(Language::English), english());
    let named = named_below("src/notification");
    let unsaid: Vec<&String> = named
        .iter()
        .filter(|id| !says(&letters.text, &messages[*id]))
        .collect();
    // That somebody reads answers is said where they are: see `reply_to`. A daily mail holds all that these days bring, and nobody gets more
    // mail here than they may: see `journeys/telling/budget.rs`.
    let elsewhere = [
        "mail-collected-lead",
        "mail-collected-subject",
        "mail-daily-more",
        "mail-footer-answers",
    ];
    assert_eq!(unsaid, elsewhere);
}
