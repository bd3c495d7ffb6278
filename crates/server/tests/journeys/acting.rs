//! What agents do about the request of a case, and what they do not.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::smart_account::Visibility;

on_both_engines!(
    agents_remind_hand_over_and_say_why,
    what_support_does_about_a_hidden_account_tells_its_requester_nothing,
    what_support_decides_itself_is_reminded_to_nobody,
);

const REASON: &str = "Downloads for the Lyon site";
const WHY: &str = "She has waited for a week.";
const REMIND: &str = "Remind those who decide";
const HAND_OVER: &str = "Hand the request over";

/// Opens a case about a request, from its page. Out: the address of the case.
fn opens_a_case(camille: &mut Visitor<'_>) -> String {
    camille.follows("Open a support case").presses(
        "Send to support",
        &[("What do you need?", "Nobody answers.")],
    );
    camille.page.path.clone()
}

fn agents_remind_hand_over_and_say_why(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.session_of("bruno@lumen.example", &bruno);
    office.staff("sam@support.example", false, true);
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", REASON).views_request();
    let request = camille.page.path.clone();
    let case = opens_a_case(&mut camille);
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to("/accounts/lumen.example/requests").meets(404);
    sam.goes_to(&case)
        .sees("Support neither decides the request nor ends it.")
        .presses(REMIND, &[])
        .meets(422)
        .sees("Why: Fill this in");
    sam.presses(REMIND, &[("Why", WHY)])
        .sees("Those who decide are reminded by e-mail.")
        .sees("Reminded those who decide")
        .sees(WHY);
    office.works();
    for decider in ["amina@lumen.example", "bruno@lumen.example"] {
        let told = office.mailbox.newest(decider, "Reminder:").text_body;
        let says = told.contains("turned to support") && !told.contains(WHY);
        assert!(says, "{told}");
    }
    // Once a day, whatever the reason.
    sam.presses(REMIND, &[("Why", "She still waits.")])
        .sees("You can send the next reminder from")
        .sees("She still waits.");
    // Who asks is told of it, and not why.
    for page in [&request, &case] {
        camille
            .goes_to(page)
            .sees("Support reminded those who decide.")
            .does_not_see(WHY);
    }
    let asked = office.mailbox.to("camille@atelier.example");
    assert!(asked.iter().all(|mail| !mail.text_body.contains(WHY)));
    amina
        .opens_the_link_in("Reminder:")
        .sees("Support reminded those who decide.")
        .does_not_see(WHY);
    // Handed over to somebody who may decide it already, and to nobody else.
    sam.goes_to(&case)
        .presses(HAND_OVER, &[("Why", "Amina is away.")])
        .meets(422)
        .sees("Choose to whom the request is handed over.")
        .sees("Amina is away.");
    for nobody in ["camille@atelier.example", "sam@support.example"] {
        let form = format!("why=x&decider={}", office.known(nobody));
        let answer = sam.sends("POST", &format!("{case}/handovers"), Some(form));
        assert_eq!(answer.status, 422, "{nobody}");
        assert!(answer.text().contains("cannot decide this request"));
    }
    let to_bruno = [
        ("Hand the request over to", "Bruno Example (bruno)"),
        ("Why", "Amina is away."),
    ];
    sam.presses(HAND_OVER, &to_bruno)
        .sees("The request is handed over")
        .sees("Handed the request over")
        .sees("Support handed the request over to Bruno Example");
    sam.presses(HAND_OVER, &to_bruno).sees("This is so already");
    office.works();
    bruno
        .opens_the_link_in("For you: Camille")
        .sees("Support handed it over to you.")
        .sees("It is with you.");
    camille
        .goes_to(&request)
        .does_not_see("Bruno")
        .does_not_see("Amina is away");
    // They decide, and Support does nothing about it any more.
    bruno.approves_entirely("Smart Account User");
    sam.goes_to(&case).does_not_see(REMIND);
    let late = Some("why=x".to_owned());
    let late = sam.sends("POST", &format!("{case}/reminders"), late);
    assert_eq!(late.status, 409);
}

fn what_support_does_about_a_hidden_account_tells_its_requester_nothing(office: &Office) {
    office.staff("sam@support.example", false, true);
    let victor = office.person("victor@vault.example");
    office.account("vault.example", Visibility::Restricted, &victor);
    let mut camille = office.visitor("camille@atelier.example");
    let cases = ["vault.example", "nowhere.example"].map(|domain| {
        camille.asks_for(domain, REASON).views_request();
        let request = camille.page.path.clone();
        (request, opens_a_case(&mut camille))
    });
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&cases[1].1)
        .sees("Nobody has an account with this identifier.")
        .does_not_see(REMIND);
    let form = Some("why=x".to_owned());
    let nobody = sam.sends("POST", &format!("{}/reminders", cases[1].1), form);
    assert_eq!(nobody.status, 422);
    sam.goes_to(&cases[0].1).presses(REMIND, &[("Why", WHY)]);
    sam.presses(
        HAND_OVER,
        &[
            ("Hand the request over to", "Victor Example (victor)"),
            ("Why", WHY),
        ],
    )
    .sees("The request is handed over");
    office.works();
    office.mailbox.newest("victor@vault.example", "Reminder:");
    let seen = cases.map(|(request, case)| {
        [request, case].map(|page| {
            let text = camille.goes_to(&page).page.text();
            let text = text.replace("vault.example", "nowhere.example");
            text.split_once("Case number")
                .map_or(text.clone(), |(before, rest)| {
                    format!("{before}{}", &rest[15..])
                })
        })
    });
    assert_eq!(seen[0], seen[1]);
}

fn what_support_decides_itself_is_reminded_to_nobody(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to("/access/services")
        .follows("Request access to a contract");
    camille
        .presses(
            "Send request",
            &[
                ("Contract number, bill-to ID or serial number", "909090"),
                ("Full support (contract)", "on"),
                ("Reason for request", REASON),
            ],
        )
        .goes_to("/access/services")
        .follows("View");
    let case = opens_a_case(&mut camille);
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&case)
        .sees("909090")
        .does_not_see(REMIND)
        .does_not_see("Account domain identifier")
        .does_not_see("Nobody has an account");
    sam.clone()
        .follows("Decide the request")
        .meets(200)
        .sees("909090");
    for (what, form) in [
        ("reminders", "why=x".to_owned()),
        (
            "handovers",
            format!("why=x&decider={}", office.known("sam@support.example")),
        ),
    ] {
        let answer = sam.sends("POST", &format!("{case}/{what}"), Some(form));
        assert_eq!(answer.status, 422, "{what}");
    }
}
