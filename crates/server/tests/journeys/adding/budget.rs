//! How many may be invited, and what an invitation may hold.

use crate::adding::forms::{INVITATIONS, NAMES, USERS, adds};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;

on_both_engines!(
    invitations_have_a_budget_that_grows_and_that_operators_lift,
    every_letter_counts_and_offers_do_not_grow_without_end,
    nobody_adds_unseen_to_an_invitation_beyond_their_reach,
);

fn invitations_have_a_budget_that_grows_and_that_operators_lift(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.staff("olga@parvis.example", true, false);
    let guests = |from: usize, count: usize| {
        (from..from + count)
            .map(|n| format!("guest{n}@ortega.example"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    adds(&mut amina, &guests(0, 50), "Smart Account User");
    amina.sees("50 people are invited by mail");
    adds(&mut amina, &guests(50, 1), "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("ask an operator to allow more")
    );
    // Another account of hers has no budget of its own for her, and a letter sent again is a letter.
    let id = office.read(|db| {
        Ok(parvis::store::person::find_by_name(db, "amina")?
            .unwrap()
            .person
            .id)
    });
    office.account(
        "second.example",
        domain::smart_account::Visibility::Unrestricted,
        &id,
    );
    amina
        .goes_to("/accounts/second.example/users/new")
        .presses(
            "Add users",
            &[
                (NAMES, "more@ortega.example"),
                ("Entire Smart Account", "on"),
                ("User role", "Smart Account User"),
            ],
        )
        .meets(422);
    amina
        .goes_to(INVITATIONS)
        .presses("Send again", &[])
        .meets(429)
        .sees("ask an operator to allow more");
    let mut olga = office.log_in("olga@parvis.example");
    olga.goes_to("/operator/accounts?q=lumen")
        .follows("lumen.example")
        .sees("50 today");
    olga.presses("Save the number", &[("Invitations in a day", "many")])
        .meets(422);
    assert!(
        olga.page
            .fault_of("Invitations in a day")
            .unwrap()
            .contains("from 0 to")
    );
    olga.presses("Save the number", &[("Invitations in a day", "120")])
        .sees("The number of invitations is saved")
        .sees("Invitations in a day: 120");
    adds(&mut amina, &guests(50, 70), "Smart Account User");
    amina.sees("70 people are invited by mail");
    olga.goes_to("/operator/accounts?q=lumen")
        .follows("lumen.example")
        .presses("Save the number", &[("Invitations in a day", "")])
        .sees("as many as accounts of this age may send");
    office.works();
    office.days_pass(8);
    adds(&mut amina, &guests(200, 100), "Smart Account User");
    amina.sees("100 people are invited by mail");
    adds(&mut amina, &guests(300, 1), "Smart Account User");
    amina.meets(422);
    office.may_leave_mail();
}

fn every_letter_counts_and_offers_do_not_grow_without_end(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let adds_until = |amina: &mut Visitor<'_>, until: &str| {
        amina.goes_to(USERS).follows("Add users").presses(
            "Add users",
            &[
                (NAMES, "victim@ortega.example"),
                ("Entire Smart Account", "on"),
                ("User role", "Smart Account User"),
                ("Until", until),
            ],
        );
    };
    // Each with a later end, and so each another offer.
    for n in 0..20 {
        adds_until(&mut amina, &format!("2099-01-{:02}", n + 1));
        amina.meets(200);
        if n % 4 == 3 {
            adds_until(&mut amina, "2099-02-01");
            assert!(
                amina
                    .meets(422)
                    .page
                    .fault_of(NAMES)
                    .unwrap()
                    .contains("victim@ortega.example: Enough letters")
                    || n == 19,
                "{}",
                amina.page.text()
            );
            office.days_pass(1);
        }
    }
    adds_until(&mut amina, "2099-02-01");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("offers 20 roles at most")
    );
    office.works();
}

fn nobody_adds_unseen_to_an_invitation_beyond_their_reach(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "new@atelier.example", "Smart Account User");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(USERS).follows("Add users").presses(
        "Add users",
        &[
            (NAMES, "new@atelier.example"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    );
    assert!(
        chen.meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("reaches beyond your Virtual Accounts")
    );
    amina
        .goes_to(INVITATIONS)
        .does_not_see("Virtual Account User");
    office.works();
}
