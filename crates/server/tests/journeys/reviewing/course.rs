//! The course of a review: deciders are mailed and reminded, it is settled at its date or closed early.

use crate::on_both_engines;
use crate::reviewing::review::{cast, starts};
use crate::support::Office;
use domain::membership::MembershipFact;
use domain::{Event, Role};

on_both_engines!(
    deciders_are_mailed_at_the_start_and_reminded_before_the_date,
    the_dormant_are_looked_at_alone_and_a_review_may_be_closed_early,
    a_large_account_is_gathered_and_settled_batch_by_batch,
);

fn deciders_are_mailed_at_the_start_and_reminded_before_the_date(office: &Office) {
    let mut amina = cast(office);
    starts(
        &mut amina,
        "Smart Account User",
        "Unanswered roles are kept",
        "2026-12-12",
    );
    let mails = |office: &Office| {
        office
            .mailbox
            .to("bruno@lumen.example")
            .iter()
            .filter(|mail| mail.kind.starts_with("access-review"))
            .count()
    };
    assert_eq!(mails(office), 1);
    assert!(
        office
            .mailbox
            .newest("bruno@lumen.example", "Autumn 2026")
            .text_body
            .contains("2 roles are to be looked at")
    );
    for (days, expected) in [(2, 1), (1, 2), (11, 3), (6, 4), (1, 4)] {
        office.days_pass(days);
        assert_eq!(mails(office), expected, "{days} days more");
    }
    office.days_pass(1);
    assert!(
        office
            .mailbox
            .newest("amina@lumen.example", "Autumn 2026")
            .text_body
            .contains("The review is closed")
    );
    let mut amina = office.log_in("amina@lumen.example");
    amina
        .goes_to("/accounts/lumen.example/reviews")
        .sees("2 / 2")
        .sees("Closed");
    amina
        .goes_to("/accounts/lumen.example/users")
        .sees("Dora Example")
        .sees("Elin Example");
}

fn the_dormant_are_looked_at_alone_and_a_review_may_be_closed_early(office: &Office) {
    cast(office);
    office.days_pass(100);
    let mut amina = office.log_in("amina@lumen.example");
    let review = starts(
        &mut amina,
        "People not active for 90 days",
        "Unanswered roles end",
        "2027-06-30",
    );
    amina
        .goes_to(&review)
        .sees("0 / 5")
        .does_not_see("Amina Example")
        .sees("Dora Example");
    amina
        .follows("Close the review now")
        .sees("5 roles are undecided")
        .presses("Close the review now", &[]);
    office.works();
    amina.goes_to(&review).sees("Closed").sees("5 / 5");
    amina
        .goes_to("/accounts/lumen.example/users")
        .sees("Amina Example")
        .does_not_see("Dora Example");
    assert_eq!(
        amina
            .sends("POST", &format!("{review}/closure"), Some(String::new()))
            .status,
        409
    );
    office.works();
}

fn a_large_account_is_gathered_and_settled_batch_by_batch(office: &Office) {
    let amina = office.person("amina@lumen.example");
    office.account(
        "lumen.example",
        domain::smart_account::Visibility::Unrestricted,
        &amina,
    );
    let people: Vec<_> = (0..30)
        .map(|n| office.person(&format!("p{n}@many.example")))
        .collect();
    office.write(move |tx| {
        let domain = domain::DomainIdentifier::parse("lumen.example").unwrap();
        let account = parvis::store::smart_account::find_by_identifier(tx.db, &domain)?.unwrap();
        let mut events = Vec::new();
        for person in &people {
            for role in [Role::SaUser, Role::SaViewer, Role::SaApprover] {
                events.push(Event::Membership(MembershipFact::Granted(
                    domain::membership::Membership {
                        id: domain::MembershipId::new(tx.new_id()),
                        holder: domain::membership::Holder::Person(person.clone()),
                        account: account.id.clone(),
                        role,
                        virtual_account: None,
                        source: domain::membership::Source::Import,
                        granted_by: tx.author.actor.clone(),
                        since: tx.now,
                        until: None,
                    },
                )));
            }
        }
        parvis::event_log::record(tx, &events)
    });
    let mut amina = office.log_in("amina@lumen.example");
    let review = starts(&mut amina, "everyone", "Unanswered roles end", "2026-12-12");
    amina
        .goes_to(&review)
        .sees("0 / 91")
        .follows("Next page")
        .follows("Next page");
    office.days_pass(22);
    let mut amina = office.log_in("amina@lumen.example");
    amina
        .goes_to(&format!("{review}?show=all"))
        .sees("91 / 91")
        .sees("Closed");
    office.works();
}
