//! What operators do to accounts.

use super::cast::Cast;
use super::post::Letters;
use domain::access_request::Wish;
use domain::notification::Notice;
use parvis::use_cases::smart_account::operation;

/// With two who wait for an answer meanwhile.
pub fn suspended(letters: &mut Letters, cast: &Cast) {
    let account = letters.office.account_at("lumen.example").id;
    let nora = letters.person("Nora Weiss", "Atelier", "nora@atelier.example");
    let (wish, reason) = (Wish::default(), "I need more than I have.");
    for asks in [&cast.camille, &nora] {
        letters.office.asks(asks, "lumen.example", reason, &wish);
    }
    letters.sent_unseen();
    let id = account.clone();
    letters.office.write(move |tx| {
        operation::suspend(tx, &id, "Its ownership is disputed.")?.unwrap();
        Ok(())
    });
    letters.sent("an operator suspends an account");
    letters.office.write(move |tx| {
        operation::reactivate(tx, &account, None)?.unwrap();
        Ok(())
    });
    letters.sent("an operator reactivates it");
}

pub fn administrator_named(letters: &mut Letters, cast: &Cast) {
    let account = letters.office.account_at("lumen.example").id;
    for (is_new, what) in [
        (false, "an operator names Camille administrator"),
        (true, "an operator creates an account for Camille"),
    ] {
        letters.announces(Notice::AdministratorNamed {
            account: account.clone(),
            person: cast.camille.clone(),
            is_new,
        });
        letters.sent(what);
    }
}
