//! Somebody who left and holds more than ends at once.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::crowd;
use domain::person::ERASED_NAME;
use domain::smart_account::Visibility;
use domain::virtual_account::{VirtualAccount, VirtualAccountFact};
use domain::{Event, VirtualAccountId};
use parvis::store::deletion::AT_ONCE;
use parvis::{event_log, store, use_cases};

/// More Virtual Accounts than roles end at once, twice over.
const MANY: usize = 450;

on_both_engines!(whoever_holds_much_is_erased_once_it_has_ended);

fn whoever_holds_much_is_erased_once_it_has_ended(office: &Office) {
    office.staff("olga@house.example", true, false);
    let amina = office.person("amina@lumen.example");
    office.account("lumen.example", Visibility::Unrestricted, &amina);
    let account = office.account_at("lumen.example").id;
    crowd::comes(office, 1);
    for number in 0..MANY {
        let account = account.clone();
        let part = office.write(move |tx| {
            let made = VirtualAccount {
                id: VirtualAccountId::new(tx.new_id()),
                account: account.clone(),
                parent: None,
                name: format!("Part {number}"),
                is_default: false,
            };
            let id = made.id.clone();
            let made = VirtualAccountFact::Created {
                virtual_account: made,
                settings: Default::default(),
            };
            event_log::record(tx, &[Event::VirtualAccount(made)])?;
            Ok(id)
        });
        crowd::holds(office, "lumen.example", &part, 1);
    }
    let group = crowd::group(office, "lumen.example", &amina, "Night shift");
    crowd::joins(office, &group, 1);
    let mut olga = office.log_in("olga@house.example");
    let page = format!("/operator/people/{}", crowd::member(0));
    olga.goes_to(&page)
        .follows("Deactivate…")
        .presses("Deactivate", &[]);
    olga.follows("Erase…").presses(
        "Erase for good",
        &[("User ID of the person to erase", "crowd-0")],
    );
    olga.sees("What they hold ends bit by bit; then their profile is emptied.")
        .does_not_see("Reactivate");
    let again = olga.sends("POST", &format!("{page}/reactivation"), Some(String::new()));
    assert_eq!(again.status, 409, "{}", again.text());
    olga.goes_to(&page).sees("What they hold ends bit by bit");
    assert_eq!(office.count_events("membership.ended"), 0);
    // First the group, then the roles, never more than a bit.
    let ends_more = || {
        office.write(|tx| {
            let underway = store::erasure::next(tx.db)?.unwrap();
            use_cases::person::erasure::end_more(tx, &underway)
        })
    };
    assert!(ends_more());
    assert_eq!(office.count_events("group.member-removed"), 1);
    assert_eq!(office.count_events("membership.ended"), 0);
    assert!(ends_more());
    assert_eq!(office.count_events("membership.ended"), AT_ONCE);
    olga.goes_to(&page).sees("What they hold ends bit by bit");
    office.works();
    assert_eq!(office.count_events("group.member-removed"), 1);
    assert_eq!(office.count_events("membership.ended"), MANY as i64);
    assert_eq!(office.count_events("person.erasure-begun"), 1);
    assert_eq!(office.count_events("person.erased"), 1);
    olga.goes_to(&page)
        .sees(ERASED_NAME)
        .sees("Nothing tells any more who this was.");
    assert!(office.mailbox.to(&crowd::address(0)).is_empty());
}
