//! Access reviews: what nobody answers ends, or is kept.

use super::cast::Cast;
use super::post::Letters;
use domain::Role;
use domain::access_review::{ReviewRule, Selection};
use domain::moment::days;
use parvis::use_cases::access_review::{ReviewOrder, start};

pub fn reviewed(letters: &mut Letters, cast: &Cast) {
    for (name, rule) in [("Autumn", ReviewRule::End), ("Winter", ReviewRule::Keep)] {
        let order = ReviewOrder {
            name: name.into(),
            who: Selection::Role(Role::SaAdministrator),
            due: letters.office.now().plus(days(10)),
            rule,
        };
        let amina = cast.amina.clone();
        let account = letters.office.account_at("bücher.example").id;
        letters.office.write(move |tx| {
            start(tx, &amina, &account, &order)?.unwrap();
            Ok(())
        });
        letters.sent(&format!("Amina starts the review {name}"));
        letters.time_passes(days(3));
        letters.sent("three days later");
        letters.time_passes(days(7));
        letters.sent("the date has come");
    }
}
