//! Operators and support agents: appointed and removed on the page of a person; where there is no agent, operators are the support.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;

fn operator(office: &Office) -> Visitor<'_> {
    let olga = office.staff("olga@operations.example", true, false);
    office.session_of("olga@operations.example", &olga)
}

/// Somebody whose request is stuck opens a case about it.
fn opens_a_case<'o>(office: &'o Office, email: &str, words: &str) -> Visitor<'o> {
    let name = email.to_owned();
    if office.read(move |db| Ok(parvis::store::person::find_by_name(db, &name)?.is_none())) {
        office.person(email);
    }
    let mut somebody = office.log_in(email);
    somebody
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .views_request();
    let request = somebody.page.path.clone();
    somebody
        .goes_to(&format!("{request}/support-case"))
        .presses("Send to support", &[("What do you need?", words)])
        .sees(words);
    office.works();
    somebody
}

fn opens_person<'v, 'o>(olga: &'v mut Visitor<'o>, user_id: &str) -> &'v mut Visitor<'o> {
    let name = format!("{}{} Example", user_id[..1].to_uppercase(), &user_id[1..]);
    olga.goes_to(&format!("/operator/people?q={user_id}"))
        .follows(&name)
}

on_both_engines!(
    without_an_agent_operators_are_the_support,
    an_operator_is_appointed_and_removed_and_the_last_one_stays,
    a_creation_of_the_only_operator_asks_for_another,
    an_operator_replaces_an_address_and_frees_that_of_somebody_who_left,
);

fn without_an_agent_operators_are_the_support(office: &Office) {
    office.administrator_of("lumen.example");
    let mut olga = operator(office);
    olga.goes_to("/operator")
        .does_not_see("waits for an answer");
    let mut camille = opens_a_case(
        office,
        "camille@atelier.example",
        "Nobody answers me, and the site opens on Monday.",
    );
    let mail = office
        .mailbox
        .newest("olga@operations.example", "lumen.example");
    assert!(
        mail.text_body.contains("the site opens on Monday"),
        "{}",
        mail.text_body
    );
    olga.goes_to("/operator")
        .sees("One support case waits for an answer.")
        .follows("Support cases")
        .sees("Camille Example");
    olga.follows("View Camille Example");
    olga.presses(
        "Send message",
        &[("Your message", "I have written to them myself.")],
    )
    .sees("I have written to them myself.");
    office.works();
    assert!(
        office
            .mailbox
            .newest("camille@atelier.example", "lumen.example")
            .text_body
            .contains("I have written to them")
    );
    camille.looks_again().sees("I have written to them myself.");
    olga.goes_to("/operator")
        .does_not_see("waits for an answer");
    // With an agent, cases are theirs, and the operator is told no more than how many there are.
    office.visitor("sam@operations.example");
    opens_person(&mut olga, "sam")
        .presses("Make support agent", &[])
        .sees("They have the duty from now on")
        .sees("Support agent");
    office.works();
    office
        .mailbox
        .newest("sam@operations.example", "You are a support agent");
    let told = office.mailbox.to("olga@operations.example").len();
    opens_a_case(
        office,
        "david@atelier.example",
        "Could somebody look at this, please?",
    );
    office
        .mailbox
        .newest("sam@operations.example", "lumen.example");
    assert_eq!(office.mailbox.to("olga@operations.example").len(), told);
    olga.goes_to("/operator")
        .sees("One support case waits for an answer.")
        .goes_to("/support/cases")
        .meets(404);
    let mut sam = office.log_in("sam@operations.example");
    sam.goes_to("/support/cases")
        .sees("David Example")
        .follows("View David Example")
        .presses("Send message", &[("Your message", "On it.")]);
    // The case of the only agent goes to the operators.
    opens_a_case(
        office,
        "sam@operations.example",
        "My own request is stuck, too.",
    );
    assert_eq!(office.mailbox.to("olga@operations.example").len(), told + 1);
    olga.opens_the_link_in("lumen.example")
        .sees("My own request is stuck, too.")
        .presses("Send message", &[("Your message", "I look after it.")])
        .sees("I look after it.");
    opens_person(&mut olga, "sam")
        .presses("End the support agent’s duty", &[])
        .sees("They no longer have the duty");
    sam.goes_to("/support/cases").meets(404);
    olga.goes_to("/support/cases?status=answered")
        .sees("Sam Example");
    office.works();
    office.mailbox.newest(
        "sam@operations.example",
        "You are no longer a support agent",
    );
}

fn an_operator_is_appointed_and_removed_and_the_last_one_stays(office: &Office) {
    let mut olga = operator(office);
    office.visitor("bruno@operations.example");
    opens_person(&mut olga, "olga")
        .presses("End the operator’s duty", &[])
        .meets(409);
    opens_person(&mut olga, "bruno")
        .presses("Make operator", &[])
        .sees("They have the duty from now on");
    let mut bruno = office.log_in("bruno@operations.example");
    bruno.goes_to("/operator").meets(200);
    opens_person(&mut bruno, "olga")
        .presses("End the operator’s duty", &[])
        .sees("They no longer have the duty");
    olga.goes_to("/operator").meets(404);
    office.works();
    office
        .mailbox
        .newest("olga@operations.example", "You are no longer an operator");
    opens_person(&mut bruno, "bruno")
        .presses("End the operator’s duty", &[])
        .meets(409);
    bruno.goes_to("/operator").meets(200);
}

fn a_creation_of_the_only_operator_asks_for_another(office: &Office) {
    let mut olga = operator(office);
    olga.goes_to("/accounts/new").presses(
        "Review",
        &[
            ("I have authority", "on"),
            ("Account domain identifier", "brand.example"),
            (
                "Why this identifier",
                "We run it for the brand, which has no address yet.",
            ),
            ("Account name", "Brand"),
        ],
    );
    olga.presses("Ask for the account", &[]);
    office.works();
    let mail = office
        .mailbox
        .newest("olga@operations.example", "brand.example");
    assert!(
        mail.text_body.contains("Appoint another operator"),
        "{}",
        mail.text_body
    );
    olga.goes_to("/operator/creations")
        .follows("brand.example")
        .sees("This is your own request");
}

fn an_operator_replaces_an_address_and_frees_that_of_somebody_who_left(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let elin = office.person("elin@lumen.example");
    office.grant(&elin, "lumen.example", domain::Role::SaApprover, None);
    let mut olga = operator(office);
    opens_person(&mut olga, "elin")
        .presses("Replace the address", &[("New address", "no address")])
        .meets(422);
    assert!(olga.page.fault_of("New address").is_some());
    olga.presses(
        "Replace the address",
        &[("New address", "amina@lumen.example")],
    )
    .meets(422)
    .sees("Somebody has this address already");
    olga.presses(
        "Replace the address",
        &[("New address", "elin@elsewhere.example")],
    )
    .sees("The address is replaced")
    .sees("elin@elsewhere.example");
    office.works();
    assert!(
        office
            .mailbox
            .newest("elin@lumen.example", "Your address was changed")
            .text_body
            .contains("another address in place")
    );
    assert!(
        office
            .mailbox
            .newest("elin@elsewhere.example", "Your address was changed")
            .text_body
            .contains("address of your sign-in")
    );
    // She signs for Lumen no more, and Lumen hears of it.
    assert!(
        office
            .mailbox
            .newest("amina@lumen.example", "can no longer accept agreements")
            .text_body
            .contains("lumen.example")
    );
    amina
        .goes_to("/accounts/lumen.example/users")
        .sees("rests: no address in lumen.example");
    let mut elin = office.log_in("elin@elsewhere.example");
    elin.goes_to("/accounts/lumen.example/properties")
        .meets(404);
    opens_person(&mut olga, "elin").presses(
        "Replace the address",
        &[("New address", "elin@lumen.example")],
    );
    elin.goes_to("/accounts/lumen.example/properties")
        .meets(200);
    // Nobody vouches for themself.
    opens_person(&mut olga, "olga").does_not_see("Replace the address");
    let own = olga.page.path.clone();
    assert_eq!(
        olga.sends(
            "POST",
            &format!("{own}/email"),
            Some("email=olga%40lumen.example".into())
        )
        .status,
        422
    );
    // Elin leaves. Whoever has her address next is told so, and once it is free signs up as somebody new.
    let page = opens_person(&mut olga, "elin").page.path.clone();
    assert_eq!(
        olga.sends(
            "POST",
            &format!("{page}/email/release"),
            Some(String::new())
        )
        .status,
        409
    );
    olga.goes_to(&page)
        .follows("Deactivate")
        .presses("Deactivate", &[]);
    let mut successor = Visitor::stranger(office);
    let signs_up = |successor: &mut Visitor<'_>| {
        successor.goes_to("/sign-up").presses(
            "Send me the link",
            &[
                ("Full name", "Ella Successor"),
                ("Company or organisation", "Lumen"),
                ("E-mail", "elin@lumen.example"),
            ],
        );
        office.works();
    };
    signs_up(&mut successor);
    office
        .mailbox
        .newest("elin@lumen.example", "Your sign-in is closed");
    olga.goes_to(&page)
        .presses("Free the address", &[])
        .sees("The address is free.")
        .sees("No address yet");
    signs_up(&mut successor);
    office.mailbox.newest("elin@lumen.example", "Finish");
    office.may_leave_mail();
}
