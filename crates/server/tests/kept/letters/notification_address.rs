//! Notification addresses: a shared mailbox confirms, and gets copies in the language chosen for it.

use super::cast::Cast;
use super::post::Letters;
use crate::support::world;
use domain::access_request::Wish;
use domain::rules::notification_address::NewNotificationAddress;
use parvis::use_cases;

pub fn copied(letters: &mut Letters, cast: &Cast) {
    let amina = cast.amina.clone();
    let lumen = letters.office.account_at("lumen.example").id;
    let new = NewNotificationAddress {
        email: world::address("it-access@lumen.example"),
        language: letters.language,
    };
    letters.office.write(move |tx| {
        Ok(use_cases::notification_address::add(tx, &lumen, &amina, &new)?.unwrap())
    });
    letters.sent("Amina adds a notification address");
    let token = letters.token("it-access@lumen.example");
    letters
        .office
        .write(move |tx| Ok(use_cases::notification_address::confirm(tx, &token)?.unwrap()));
    let dario = letters.person("Dario Conti", "Atelier Lumen", "dario@atelier.example");
    let (wish, reason) = (Wish::default(), "Downloads for the Turin site");
    letters.office.asks(&dario, "lumen.example", reason, &wish);
    letters.sent("Dario asks, and the address gets a copy");
    letters.days_pass(13);
    letters.office.days_pass(1);
    letters.sent("Nobody answers Dario for two weeks");
}
