//! What deciders do with a request is not for whoever sent it, even where they administer or operate.

use crate::on_both_engines;
use crate::seeing::account::account;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::actor::RuleUse;
use domain::automation::RuleFact;
use domain::{Event, Role};

const LUMEN: &str = "/accounts/lumen.example";

on_both_engines!(
    whoever_administers_and_asks_reads_nothing_of_what_others_do_with_it,
    an_operator_who_asks_reads_no_more_of_it_on_the_page_of_the_account,
);

fn whoever_administers_and_asks_reads_nothing_of_what_others_do_with_it(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for email in ["bruno@lumen.example", "carla@lumen.example"] {
        let person = office.person(email);
        office.grant(&person, "lumen.example", Role::SaAdministrator, None);
    }
    let mut bruno = office.log_in("bruno@lumen.example");
    bruno.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "I shall accept agreements"),
            ("Role wanted", "Smart Account Approver"),
        ],
    );
    let queue = format!("{LUMEN}/requests");
    let before = bruno.goes_to(&queue).page.text();
    amina.goes_to(&queue).follows("Pending");
    amina.presses("Comment", &[("Your comment", "I have my doubts.")]);
    amina
        .presses("Pass on", &[("To whom", "Carla Example (carla)")])
        .sees("with Carla Example now");
    let request: domain::RequestId = amina.page.path.rsplit('/').next().unwrap().parse().unwrap();
    let lumen = account(office, "lumen.example");
    let named = request.clone();
    office.write(move |tx| {
        let rule = RuleUse {
            id: domain::RuleId::new(7),
            name: "Partners".into(),
            version: 3,
        };
        let fact = RuleFact::CouldNotAct {
            rule,
            account: lumen.clone(),
            request: named.clone(),
            code: "not-found".into(),
        };
        parvis::event_log::record(tx, &[Event::Automation(fact)])
    });
    office.works();
    assert_eq!(bruno.goes_to(&queue).page.text(), before);
    for (filter, is_listed) in [
        ("nobody", false),
        ("me", false),
        ("requester", false),
        ("", true),
    ] {
        let text = bruno
            .goes_to(&format!("{queue}?waiting={filter}"))
            .page
            .text();
        assert_eq!(
            text.contains("Bruno Example"),
            is_listed,
            "{filter}: {text}"
        );
    }
    amina
        .goes_to(&format!("{queue}?waiting=nobody"))
        .does_not_see("Bruno Example");
    amina.goes_to(&queue).sees("with Carla Example");
    let inside = [
        "passed-on",
        "commented",
        "could-not-act",
        "Partners",
        "doubts",
    ];
    let log = |who: &mut Visitor<'_>, query: &str| {
        let page = who.sends("GET", &format!("{LUMEN}/events{query}"), None);
        let file = who.sends("GET", &format!("{LUMEN}/events/export{query}"), None);
        assert_eq!((page.status, file.status), (200, 200));
        page.all("tbody").join(" ") + &file.html
    };
    for query in [
        String::new(),
        format!("?q={request}"),
        "?kind=automation-rule.could-not-act".into(),
    ] {
        let text = log(&mut bruno, &query);
        for word in inside {
            assert!(!text.contains(word), "{word} in the log for Bruno, {query}");
        }
    }
    let text = log(&mut amina, "");
    assert!(
        text.contains("could-not-act") && text.contains("passed-on"),
        "{text}"
    );
    amina.goes_to(&format!(
        "{LUMEN}/events?kind=automation-rule.could-not-act"
    ));
    let event = amina
        .page
        .attributes("a[href*='/events/evt_']", "href")
        .remove(0);
    amina.goes_to(&event).meets(200);
    bruno.goes_to(&event).meets(404);
    bruno
        .goes_to(&format!("{queue}/{request}"))
        .meets(200)
        .does_not_see("Partners")
        .does_not_see("passed")
        .does_not_see("doubts");
}

fn an_operator_who_asks_reads_no_more_of_it_on_the_page_of_the_account(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for email in ["olga@operations.example", "omar@operations.example"] {
        office.staff(email, true, false);
    }
    let mut olga = office.log_in("olga@operations.example");
    olga.asks_for("lumen.example", "I need to see what is in there");
    amina
        .goes_to(&format!("{LUMEN}/requests"))
        .follows("Pending")
        .presses("Comment", &[("Your comment", "I have my doubts.")]);
    let page = format!("/operator/accounts/{}", account(office, "lumen.example"));
    office
        .log_in("omar@operations.example")
        .goes_to(&page)
        .sees("commented on a request");
    olga.goes_to(&page)
        .meets(200)
        .does_not_see("commented on a request");
    office.works();
}
