//! Somebody is away: a deputy decides in their place, and both are named.

use crate::on_both_engines;
use crate::support::Office;
use domain::moment::days;
use domain::{Moment, Role};
use parvis::language::machine_time;
use parvis::use_cases::person::deactivation::deactivate;

on_both_engines!(
    a_deputy_decides_and_both_are_named,
    it_begins_and_ends_by_itself,
    a_deputy_has_no_other_right,
    nobody_decides_by_a_deputy_what_they_ask,
    what_was_left_to_them_waits_for_all,
    who_goes_away_without_a_deputy_leaves_what_waits_to_others_or_operators,
    what_is_wrong_is_said_beside_its_field,
    no_circle_of_deputies,
    an_operator_notes_it_for_who_fell_ill,
    a_deputy_who_leaves_decides_no_more,
);

const AMINA: &str = "amina@lumen.example";
const BRUNO: &str = "bruno@lumen.example";
const CAMILLE: &str = "camille@atelier.example";
const OLGA: &str = "olga@operations.example";

/// A day so many days from now, as a date field has it.
fn day(office: &Office, ahead: u64) -> String {
    date(office.now().plus(days(ahead)))
}

fn date(moment: Moment) -> String {
    machine_time(moment)[..10].to_owned()
}

/// Amina administers; Bruno only looks on.
fn cast(office: &Office) {
    office.administrator_of("lumen.example");
    let bruno = office.person(BRUNO);
    office.grant(&bruno, "lumen.example", Role::SaViewer, None);
}

fn goes_away(office: &Office, who: &str, from: u64, until: u64, deputy: &str) {
    office
        .log_in(who)
        .goes_to("/profile/absence")
        .presses(
            "Save",
            &[
                ("First day away", &day(office, from)),
                ("Last day away", &day(office, until)),
                ("Deputy", deputy),
            ],
        )
        .sees("The absence is noted.");
    office.works();
}

fn a_deputy_decides_and_both_are_named(office: &Office) {
    cast(office);
    goes_away(office, AMINA, 0, 10, "bruno");
    let told = office
        .mailbox
        .newest(BRUNO, "You stand in for Amina Example");
    assert!(
        told.text_body.contains("2 December 2026"),
        "{}",
        told.text_body
    );
    let mut camille = office.visitor(CAMILLE);
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.works();
    assert!(
        office
            .mailbox
            .to(AMINA)
            .iter()
            .all(|mail| !mail.subject.contains("asks for access"))
    );
    let mut bruno = office.log_in(BRUNO);
    bruno
        .goes_to("/")
        .sees("You decide in place of Amina Example")
        .follows("The lumen company")
        .sees("Camille Example");
    bruno
        .opens_the_link_in("asks for access")
        .approves_entirely("Smart Account User");
    camille
        .views_request()
        .sees("Approved")
        .sees("As deputy of Amina Example");
    let told = office.mailbox.newest(CAMILLE, "Your access request");
    assert!(
        told.text_body
            .contains("Decided by Bruno Example as deputy of Amina Example."),
        "{}",
        told.text_body
    );
    office
        .log_in(AMINA)
        .goes_to("/accounts/lumen.example/events")
        .follows("A request was approved: Smart Account User")
        .sees("In place of")
        .sees("Amina Example");
}

fn it_begins_and_ends_by_itself(office: &Office) {
    cast(office);
    goes_away(office, AMINA, 2, 4, BRUNO);
    let mut bruno = office.log_in(BRUNO);
    let queue = "/accounts/lumen.example/requests";
    bruno.goes_to(queue).meets(404);
    office.days_pass(2);
    bruno.goes_to(queue).meets(200);
    office.days_pass(2);
    bruno.goes_to(queue).meets(200);
    office.days_pass(1);
    bruno.goes_to(queue).meets(404);
    assert_eq!(office.count_events("person.absence-begun"), 1);
    assert_eq!(office.count_events("person.absence-over"), 1);
    office.mailbox.newest(AMINA, "Your absence is over");
    office
        .mailbox
        .newest(BRUNO, "You no longer stand in for Amina Example");
    office
        .log_in(AMINA)
        .goes_to("/profile/absence")
        .does_not_see("End the absence");
}

fn a_deputy_has_no_other_right(office: &Office) {
    cast(office);
    goes_away(office, AMINA, 0, 10, "bruno");
    let mut bruno = office.log_in(BRUNO);
    bruno.goes_to("/accounts/lumen.example/requests").meets(200);
    for page in [
        "users/new",
        "invitations",
        "groups",
        "properties/notifications",
        "events",
    ] {
        bruno
            .goes_to(&format!("/accounts/lumen.example/{page}"))
            .meets(404);
    }
}

fn nobody_decides_by_a_deputy_what_they_ask(office: &Office) {
    cast(office);
    let second = office.person("chen@lumen.example");
    office.grant(&second, "lumen.example", Role::SaAdministrator, None);
    let amina = office.known("amina");
    let wish = domain::access_request::Wish {
        role: Some(Role::SaApprover),
        ..Default::default()
    };
    let id = office.asks(&amina, "lumen.example", "I sign for the company", &wish);
    goes_away(office, AMINA, 0, 10, "bruno");
    let mut bruno = office.log_in(BRUNO);
    bruno
        .goes_to(&format!("/accounts/lumen.example/requests/{id}"))
        .meets(200);
    let page = bruno.page.path.clone();
    let form = "outcome=approve&scope=entire&role=sa-approver&version=1&seen=1";
    let answer = bruno.sends("POST", &format!("{page}/decision"), Some(form.to_owned()));
    assert_ne!(answer.status, 303);
    assert_eq!(office.count_events("access-request.approved"), 0);
}

fn what_was_left_to_them_waits_for_all(office: &Office) {
    cast(office);
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::SaAdministrator, None);
    let mut camille = office.visitor(CAMILLE);
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.works();
    let request = camille.views_request().page.path.clone();
    let id = request.rsplit('/').next().unwrap().to_owned();
    office
        .log_in("chen@lumen.example")
        .goes_to(&format!("/accounts/lumen.example/requests/{id}"))
        .presses("Pass on", &[("To whom", "Amina Example (amina)")]);
    office.works();
    goes_away(office, AMINA, 0, 10, "");
    office
        .log_in("chen@lumen.example")
        .goes_to(&format!("/accounts/lumen.example/requests/{id}"))
        .sees("Amina Example went away, so the request waits for all who may decide it.");
}

fn who_goes_away_without_a_deputy_leaves_what_waits_to_others_or_operators(office: &Office) {
    cast(office);
    office.staff(OLGA, true, false);
    let mut camille = office.visitor(CAMILLE);
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.works();
    goes_away(office, AMINA, 1, 10, "");
    assert!(office.mailbox.to(OLGA).is_empty());
    office.days_pass(1);
    assert_eq!(office.mailbox.to(OLGA).len(), 1);
    camille.views_request().sees("the operators were told");
}

fn what_is_wrong_is_said_beside_its_field(office: &Office) {
    cast(office);
    let stranger = office.person("elin@elsewhere.example");
    let gone = office.person("gone@lumen.example");
    office.grant(&gone, "lumen.example", Role::SaViewer, None);
    office.leaves(&gone);
    let _ = stranger;
    let mut amina = office.log_in(AMINA);
    let unknown = "Nobody with this user ID or address holds a role in an account where whoever is away decides.";
    let cases = [
        (day(office, 0), day(office, 5), "nobody", "Deputy", unknown),
        (day(office, 0), day(office, 5), "elin", "Deputy", unknown),
        (day(office, 0), day(office, 5), "gone", "Deputy", unknown),
        (
            day(office, 0),
            day(office, 5),
            "amina",
            "Deputy",
            "Somebody who is away cannot stand in for themselves.",
        ),
        (
            day(office, 5),
            day(office, 1),
            "",
            "Last day away",
            "The last day lies before the first.",
        ),
        (
            day(office, 0),
            day(office, 400),
            "",
            "Last day away",
            "An absence lasts a year at most.",
        ),
        ("".into(), day(office, 1), "", "First day away", "date"),
        (
            day(office, 1),
            "31/12/2026x".into(),
            "",
            "Last day away",
            "date",
        ),
    ];
    for (from, until, deputy, label, words) in cases {
        amina.goes_to("/profile/absence").presses(
            "Save",
            &[
                ("First day away", &from),
                ("Last day away", &until),
                ("Deputy", deputy),
            ],
        );
        amina.meets(422);
        let fault = amina.page.fault_of(label).unwrap_or_default();
        assert!(fault.contains(words), "{label}: {fault}");
    }
    assert_eq!(office.count_events("person.absence-set"), 0);
}

fn no_circle_of_deputies(office: &Office) {
    cast(office);
    let bruno = office.known("bruno");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    goes_away(office, AMINA, 1, 10, "bruno");
    let mut bruno = office.log_in(BRUNO);
    bruno.goes_to("/profile/absence").presses(
        "Save",
        &[
            ("First day away", &day(office, 5)),
            ("Last day away", &day(office, 20)),
            ("Deputy", "amina"),
        ],
    );
    bruno
        .meets(422)
        .sees("They are away on some of these days themselves.");
    goes_away(office, BRUNO, 11, 20, "amina");
}

fn an_operator_notes_it_for_who_fell_ill(office: &Office) {
    cast(office);
    office.staff(OLGA, true, false);
    let amina = office.known("amina");
    let mut olga = office.log_in(OLGA);
    olga.goes_to(&format!("/operator/people/{amina}"))
        .follows("Note an absence…")
        .presses(
            "Save",
            &[
                ("First day away", &day(office, 0)),
                ("Last day away", &day(office, 9)),
                ("Deputy", BRUNO),
            ],
        )
        .sees("Deputy: Bruno Example.");
    office.works();
    let told = office.mailbox.newest(AMINA, "Your absence is noted");
    assert!(
        told.text_body
            .contains("Bruno Example decides in your place"),
        "{}",
        told.text_body
    );
    olga.presses("End the absence", &[])
        .sees("The absence is over.");
    office.works();
    office
        .mailbox
        .newest(BRUNO, "You no longer stand in for Amina Example");
    // Nobody else may.
    let mut bruno = office.log_in(BRUNO);
    let page = format!("/operator/people/{amina}/absence");
    bruno.goes_to(&page).meets(404);
    let form = format!("from={}&until={}&deputy=", day(office, 0), day(office, 1));
    assert_eq!(bruno.sends("POST", &page, Some(form)).status, 404);
}

fn a_deputy_who_leaves_decides_no_more(office: &Office) {
    cast(office);
    office.staff(OLGA, true, false);
    let mut camille = office.visitor(CAMILLE);
    goes_away(office, AMINA, 0, 10, "bruno");
    camille.asks_for("lumen.example", "Downloads for the Lyon site");
    office.works();
    assert!(office.mailbox.to(OLGA).is_empty());
    let bruno = office.known("bruno");
    assert_eq!(office.write(move |tx| deactivate(tx, &bruno, None)), Ok(()));
    office.works();
    assert_eq!(office.mailbox.to(OLGA).len(), 1);
}
