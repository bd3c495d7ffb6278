//! Rules act when a request is sent, and never beyond whoever saved them.

use crate::automating::rules::{PARTNERS, QUEUE, RULES, asks, rehearses, saves};
use crate::on_both_engines;
use crate::support::Office;
use domain::Role;

on_both_engines!(
    a_rule_is_rehearsed_then_decides_at_once_in_its_authors_name,
    a_rule_declines_and_another_sends_on,
    the_first_rule_acts_and_rules_that_stand_in_the_way_are_refused,
    a_rule_never_exceeds_whoever_saved_it,
    a_rule_that_acts_no_more_is_told_of_once,
    nobody_is_let_in_on_what_they_say_of_themselves,
);

fn a_rule_is_rehearsed_then_decides_at_once_in_its_authors_name(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut before = asks(office, "zoe@atelier.example");
    amina
        .goes_to(QUEUE)
        .follows("Pending")
        .declines("Other", "");
    asks(office, "hugo@elsewhere.example");
    rehearses(&mut amina, &PARTNERS);
    amina.sees("2 requests were sent in the last 90 days. 1 would have fitted a rule, 1 would have gone another way.");
    amina
        .sees("Zoe Example")
        .sees("Denied")
        .sees("Approve: Virtual Account Viewer on Lyon, until 22 December 2026")
        .does_not_see("Hugo");
    amina.goes_to(RULES).sees("There are no rules");
    saves(&mut amina, &PARTNERS);
    amina
        .sees("Partners")
        .sees("has a verified address in atelier.example or below it")
        .sees("for 30 days at most")
        .sees("Amina Example");
    before.views_request().sees("Denied");
    // Now one who fits is let in while sending, and nobody is asked.
    let asked = office.mailbox.to("amina@lumen.example").len();
    let mut camille = asks(office, "camille@atelier.example");
    camille
        .views_request()
        .sees("Approved")
        .sees("Virtual Account Viewer on Lyon, until 22 December 2026")
        .sees("By the rule Partners, version 1.");
    camille
        .goes_to("/access/smart-accounts")
        .sees("Virtual Account Viewer");
    camille
        .goes_to("/access/mine")
        .sees("the rule Partners, version 1");
    amina
        .goes_to("/accounts/lumen.example/users?source=rule")
        .sees("Camille Example")
        .sees("the rule Partners, version 1");
    amina
        .goes_to("/accounts/lumen.example/users?source=request")
        .does_not_see("Camille Example");
    assert_eq!(office.mailbox.to("amina@lumen.example").len(), asked);
    let told = office
        .mailbox
        .newest("camille@atelier.example", "Your access request");
    assert!(
        told.text_body
            .contains("Decided by the rule Partners, version 1."),
        "{}",
        told.text_body
    );
    amina
        .goes_to(QUEUE)
        .follows("Approved")
        .sees("approved this")
        .sees("By the rule Partners, version 1.");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Rule saved: Partners, version 1")
        .sees("parvis automation");
    // Who does not fit waits as ever.
    asks(office, "david@notatelier.example")
        .views_request()
        .sees("Pending");
}

fn a_rule_declines_and_another_sends_on(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    saves(
        &mut amina,
        &[
            ("Name of the rule", "Not us"),
            ("Verified e-mail domain", "elsewhere.example"),
            ("Decline", "on"),
            ("Reason", "Wrong account"),
            ("In your own words", "Ask the holding."),
        ],
    );
    saves(
        &mut amina,
        &[
            ("Name of the rule", "Bruno knows them"),
            ("Company or organisation", "ATELIER.example  ltd"),
            ("Send to an administrator", "on"),
            ("To whom", "Bruno Example (bruno)"),
        ],
    );
    asks(office, "mallory@elsewhere.example")
        .views_request()
        .sees("Denied")
        .sees("Ask the holding.")
        .sees("By the rule Not us, version 1.");
    asks(office, "camille@atelier.example")
        .views_request()
        .sees("Pending")
        .does_not_see("Bruno");
    amina
        .goes_to(QUEUE)
        .sees("with Bruno Example")
        .follows("Pending")
        .sees("By the rule Bruno knows them, version 1.");
    let passed = office
        .mailbox
        .newest("bruno@lumen.example", "For you: Camille Example");
    assert!(
        passed.text_body.contains(
            "The automation rule Bruno knows them, version 1, last saved by Amina Example"
        ),
        "{}",
        passed.text_body
    );
}

fn the_first_rule_acts_and_rules_that_stand_in_the_way_are_refused(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    saves(&mut amina, &PARTNERS);
    let decline = |domain, name, place| {
        vec![
            ("Name of the rule", name),
            ("Position", place),
            ("Verified e-mail domain", domain),
            ("Role asked for, at most", "Smart Account User"),
            ("Decline", "on"),
            ("Reason", "Other"),
        ]
    };
    rehearses(&mut amina, &decline("atelier.example", "Not them", ""));
    amina
        .meets(200)
        .sees("The rules Partners and Not them say different things of the same requests")
        .does_not_see("Save the rule");
    rehearses(&mut amina, &decline("lyon.atelier.example", "Not Lyon", ""));
    amina
        .meets(200)
        .sees("The rule Not Lyon would never act")
        .does_not_see("Save the rule");
    saves(
        &mut amina,
        &decline("lyon.atelier.example", "Not Lyon", "1"),
    );
    asks(office, "lea@lyon.atelier.example")
        .views_request()
        .sees("Denied")
        .sees("By the rule Not Lyon, version 1.");
    asks(office, "camille@atelier.example")
        .views_request()
        .sees("Approved");
    // Changed, the rule names its next version; deleted, it decides nothing.
    amina
        .goes_to(RULES)
        .follows("Partners")
        .presses("Rehearse", &[("For so many days at most", "7")])
        .presses("Save the rule", &[])
        .sees("version 2")
        .sees("for 7 days at most");
    asks(office, "david@atelier.example")
        .views_request()
        .sees("until 29 November 2026")
        .sees("By the rule Partners, version 2.");
    amina
        .goes_to(RULES)
        .follows("Partners")
        .presses("Delete this rule", &[])
        .sees("The rule is deleted");
    asks(office, "emma@atelier.example")
        .views_request()
        .sees("Pending");
}

fn a_rule_never_exceeds_whoever_saved_it(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.log_in("bruno@lumen.example");
    saves(
        &mut bruno,
        &[
            ("Name of the rule", "Everybody"),
            ("Verified e-mail domain", "atelier.example"),
            ("Approve", "on"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Viewer"),
        ],
    );
    // His own request is not for his own rule.
    bruno
        .asks_for("lumen.example", "I also need to accept agreements")
        .views_request()
        .sees("Pending");
    asks(office, "camille@atelier.example")
        .views_request()
        .sees("Approved");
    amina.goes_to(RULES).does_not_see("does nothing");
    office.write(|tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::{membership_terms, memberships, people};
        let bruno: String = people::table
            .filter(people::user_id.eq("bruno"))
            .select(people::id)
            .first(tx.db)?;
        diesel::delete(membership_terms::table).execute(tx.db)?;
        diesel::delete(memberships::table.filter(memberships::person_id.eq(bruno)))
            .execute(tx.db)?;
        Ok(())
    });
    asks(office, "david@atelier.example")
        .views_request()
        .sees("Pending")
        .does_not_see("Everybody");
    amina
        .goes_to(RULES)
        .sees("does nothing")
        .sees("can no longer decide for the whole account");
    amina
        .goes_to(QUEUE)
        .presses(
            "Filter",
            &[("Name, organisation, user ID or e-mail", "david")],
        )
        .follows("Pending")
        .sees("The rule Everybody, version 1, could not act");
    // Saved again by somebody who may, it acts with their rights.
    amina
        .goes_to(RULES)
        .follows("Everybody")
        .presses("Rehearse", &[])
        .presses("Save the rule", &[])
        .does_not_see("does nothing");
    asks(office, "emma@atelier.example")
        .views_request()
        .sees("Approved")
        .sees("version 2");
}

fn a_rule_that_acts_no_more_is_told_of_once(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let gone = office.person("bruno@lumen.example");
    office.grant(&gone, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.log_in("bruno@lumen.example");
    saves(
        &mut bruno,
        &[
            ("Name of the rule", "Everybody"),
            ("Verified e-mail domain", "atelier.example"),
            ("Approve", "on"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Viewer"),
        ],
    );
    amina.goes_to(QUEUE).does_not_see("do nothing");
    amina
        .goes_to("/accounts/lumen.example/users")
        .presses("End access", &[("Select Bruno Example", "on")])
        .presses("End access", &[])
        .sees("One role has ended");
    office.works();
    let told = |office: &Office| {
        office
            .mailbox
            .to("amina@lumen.example")
            .iter()
            .filter(|mail| mail.subject.contains("The rule Everybody"))
            .count()
    };
    assert_eq!(told(office), 1);
    amina
        .goes_to(QUEUE)
        .sees("These automation rules do nothing")
        .sees("Everybody")
        .follows("Automation")
        .sees("does nothing");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    office
        .log_in("chen@lumen.example")
        .goes_to(QUEUE)
        .does_not_see("do nothing");
    office.write(move |tx| {
        parvis::use_cases::person::deactivation::deactivate(tx, &gone, None)?.map_err(Into::into)
    });
    office.works();
    assert_eq!(told(office), 1);
    amina
        .opens_the_link_in("The rule Everybody")
        .presses("Rehearse", &[])
        .presses("Save the rule", &[])
        .does_not_see("does nothing");
    amina.goes_to(QUEUE).does_not_see("do nothing");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("The rule Everybody acts no more");
}

fn nobody_is_let_in_on_what_they_say_of_themselves(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let approves = [
        ("Approve", "on"),
        ("Entire Smart Account", "on"),
        ("User role", "Smart Account User"),
    ];
    let conditions: [&[(&str, &str)]; 4] = [
        &[],
        &[("Company or organisation", "Lumen Networks")],
        &[("Verified e-mail domain", "gmail.com")],
        &[
            ("Verified e-mail domain", "co.uk"),
            ("Company or organisation", "Lumen Networks"),
        ],
    ];
    for condition in conditions {
        let typed = [&[("Name of the rule", "Ours")], condition, &approves].concat();
        rehearses(&mut amina, &typed);
        amina
            .meets(200)
            .sees("A rule that approves needs a verified e-mail domain")
            .does_not_see("Save the rule");
    }
    // To decline them, or to send them on, is another matter.
    saves(
        &mut amina,
        &[
            ("Name of the rule", "Private"),
            ("Verified e-mail domain", "gmail.com"),
            ("Decline", "on"),
            ("Reason", "Other"),
        ],
    );
    asks(office, "hugo@gmail.com")
        .views_request()
        .sees("Denied");
}

/// What a hidden account does by itself must not show it to who asks.
#[test]
fn a_rule_of_a_hidden_account_gives_no_sign() {
    let office = Office::open(crate::support::Engine::Sqlite);
    let amina = office.person("amina@lumen.example");
    office.account(
        "lumen.example",
        domain::smart_account::Visibility::Restricted,
        &amina,
    );
    let mut amina = office.log_in("amina@lumen.example");
    saves(
        &mut amina,
        &[
            ("Name of the rule", "Everybody"),
            ("Verified e-mail domain", "atelier.example"),
            ("Approve", "on"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Viewer"),
        ],
    );
    asks(&office, "camille@atelier.example")
        .views_request()
        .sees("Pending");
    // To whoever may know of it, it is an account like others.
    let bruno = office.person("bruno@atelier.example");
    office.grant(&bruno, "lumen.example", Role::VaViewer, Some("Lyon"));
    let mut bruno = office.log_in("bruno@atelier.example");
    bruno
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .views_request()
        .sees("Approved");
}
