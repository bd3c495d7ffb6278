//! Which mail people get, and who is mailed in their place.

use crate::notification_preference::choice::PAGE;
use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::subjects;
use domain::Role;
use domain::moment::hours;

on_both_engines!(
    what_is_turned_off_does_not_come_and_answers_always_do,
    with_nobody_mailed_the_requester_is_not_left_unanswered,
    those_who_want_no_mail_leave_their_place_to_others,
    everybody_who_was_mailed_hears_that_it_is_settled,
    whoever_lost_the_right_hears_no_more_of_a_request,
);

fn what_is_turned_off_does_not_come_and_answers_always_do(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    amina
        .goes_to("/profile")
        .follows("Notifications")
        .presses(
            "Save",
            &[("Requests you may decide", "Off"), ("Reminders", "Off")],
        )
        .sees("Your choice is saved");
    assert_eq!(
        amina
            .page
            .attributes("#to_decide option[selected]", "value"),
        ["off"]
    );
    camille.goes_to(PAGE);
    let answers = camille.page.attributes("#decision option", "value");
    assert_eq!(answers, ["at-once", "daily"]);
    let form = "to_decide=off&reminder=off&settled=off&decision=off&progress=off&case=off&account=off\
                &quiet_from=&quiet_to=&daily_at=8";
    assert_eq!(camille.sends("POST", PAGE, Some(form.into())).status, 422);
    assert_eq!(
        camille
            .sends(
                "POST",
                PAGE,
                Some(form.replace("decision=off", "decision=never"))
            )
            .status,
        400
    );
    assert_eq!(
        camille
            .sends(
                "POST",
                PAGE,
                Some(
                    form.replace("daily_at=8", "daily_at=24")
                        .replace("decision=off", "decision=daily")
                )
            )
            .status,
        422
    );
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.days_pass(10);
    assert_eq!(
        subjects(&office.mailbox.to("amina@lumen.example")),
        Vec::<String>::new()
    );
    amina
        .goes_to("/accounts/lumen.example/requests")
        .follows("Pending")
        .declines("Other", "");
    office
        .mailbox
        .newest("camille@atelier.example", "Your access request");
}

fn with_nobody_mailed_the_requester_is_not_left_unanswered(office: &Office) {
    let olga = office.staff("olga@operations.example", true, false);
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    amina.goes_to(PAGE).presses(
        "Save",
        &[("Requests you may decide", "Off"), ("Reminders", "Off")],
    );
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    // She can be reached in the portal, so there is somebody to decide.
    camille.views_request().does_not_see("Nobody can decide");
    amina
        .goes_to("/accounts/lumen.example/requests")
        .sees("Camille Example");
    office.days_pass(14);
    office
        .mailbox
        .newest("olga@operations.example", "Nobody answers");
    office
        .mailbox
        .newest("camille@atelier.example", "Your access request");
    drop(olga);
}

fn those_who_want_no_mail_leave_their_place_to_others(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for number in 0..11 {
        let email = format!("admin{number}@lumen.example");
        let person = office.person(&email);
        office.grant(&person, "lumen.example", Role::SaAdministrator, None);
    }
    amina
        .goes_to(PAGE)
        .presses("Save", &[("Requests you may decide", "Off")]);
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    let asked = office
        .mailbox
        .all()
        .into_iter()
        .filter(|mail| mail.kind == "request-sent")
        .count();
    assert_eq!(asked, 10);
    assert!(office.mailbox.to("amina@lumen.example").is_empty());
}

fn everybody_who_was_mailed_hears_that_it_is_settled(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    // Ten who came later and were seen later: today's first ten are not those who were mailed.
    office.clock_goes_on(hours(1));
    for number in 0..10 {
        let email = format!("admin{number}@lumen.example");
        let person = office.person(&email);
        office.grant(&person, "lumen.example", Role::SaAdministrator, None);
    }
    let mut quick = office.log_in("admin3@lumen.example");
    quick
        .goes_to("/accounts/lumen.example/requests")
        .follows("Pending")
        .declines("Other", "");
    office.mailbox.newest("amina@lumen.example", "Settled");
    assert!(
        office.mailbox.to("admin1@lumen.example").is_empty(),
        "was never told of it"
    );
    amina
        .goes_to(PAGE)
        .presses("Save", &[("Requests somebody else has settled", "Off")]);
    let mut david = office.visitor("david@atelier.example");
    david.asks_for("lumen.example", "Downloads for the Lyon site");
    quick
        .goes_to("/accounts/lumen.example/requests")
        .follows("Pending")
        .declines("Other", "");
    assert_eq!(
        office
            .mailbox
            .to("amina@lumen.example")
            .iter()
            .filter(|mail| mail.kind == "request-settled")
            .count(),
        1
    );
}

fn whoever_lost_the_right_hears_no_more_of_a_request(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for name in ["bruno", "chloe"] {
        let person = office.person(&format!("{name}@lumen.example"));
        office.grant(&person, "lumen.example", Role::SaAdministrator, None);
    }
    office
        .visitor("camille@atelier.example")
        .asks_for("lumen.example", "Downloads for the Lyon site");
    office
        .mailbox
        .newest("bruno@lumen.example", "asks for access");
    amina
        .goes_to("/accounts/lumen.example/users")
        .presses("End access", &[("Select Bruno", "on")])
        .presses("End access", &[]);
    office.works();
    amina
        .opens_the_link_in("asks for access")
        .declines("Other", "");
    office.works();
    office.mailbox.newest("chloe@lumen.example", "Settled");
    assert!(
        office
            .mailbox
            .to("bruno@lumen.example")
            .iter()
            .all(|mail| mail.kind != "request-settled")
    );
}
