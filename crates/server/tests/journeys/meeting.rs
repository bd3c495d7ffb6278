//! What is given without looking at the requests that wait settles those it meets; and letters that waited are looked at again before
//! they leave.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::subjects;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::moment::hours;

const USERS: &str = "/accounts/lumen.example/users";
const REQUESTS: &str = "/accounts/lumen.example/requests";

/// Gives these a role on the entire account.
fn gives(by: &mut Visitor<'_>, names: &str, role: &str) {
    by.goes_to(USERS).follows("Add users").adds_by(
        "Add users",
        &[
            ("User IDs or e-mail addresses", names),
            ("Entire Smart Account", "on"),
            ("User role", role),
        ],
    );
}

fn asks_as_user(visitor: &mut Visitor<'_>) {
    let all = "Downloads for all the sites";
    visitor.asks_with(
        "lumen.example",
        &[
            ("Reason for request", all),
            ("Entire Smart Account", "on"),
            ("Role wanted", "Smart Account User"),
        ],
    );
}

/// How many requests wait in the queue.
fn waiting(amina: &mut Visitor<'_>) -> usize {
    amina.goes_to(REQUESTS).page.links("Pending").len()
}

/// Nobody is reminded of anything, however long it takes.
fn nobody_is_reminded(office: &Office) {
    office.days_pass(29);
    let mails = subjects(&office.mailbox.to("amina@lumen.example"));
    assert!(
        mails.iter().all(|mail| !mail.contains("Reminder")),
        "{mails:?}"
    );
}

on_both_engines!(
    a_role_given_by_hand_settles_the_request_for_it,
    a_file_a_group_and_an_invitation_settle_it_as_well,
    a_role_given_to_a_group_settles_what_its_members_asked_for,
    an_invitation_that_offers_nothing_more_is_withdrawn,
    whoever_lost_the_right_reads_in_no_mail_who_asks,
    an_invitation_withdrawn_while_its_letter_waits_is_not_sent,
);

fn a_role_given_by_hand_settles_the_request_for_it(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    asks_as_user(&mut camille);
    // Something else leaves it waiting.
    gives(&mut amina, "camille", "Smart Account Viewer");
    amina.sees("One person has the role now");
    assert_eq!(waiting(&mut amina), 1);
    gives(&mut amina, "camille", "Smart Account User");
    assert_eq!(waiting(&mut amina), 0);
    camille
        .views_request()
        .sees("Approved")
        .sees("Amina Example");
    office.works();
    office
        .mailbox
        .newest("camille@atelier.example", "Your access request");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("A request was approved");
    nobody_is_reminded(office);
}

fn a_file_a_group_and_an_invitation_settle_it_as_well(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    let mut david = office.visitor("david@atelier.example");
    let mut elin = office.visitor("elin@atelier.example");
    // Invited before she asks, Elin accepts afterwards.
    gives(&mut amina, "elin@atelier.example", "Smart Account User");
    for visitor in [&mut camille, &mut david, &mut elin] {
        asks_as_user(visitor);
    }
    amina.sends_file(
        "/accounts/lumen.example/uploads",
        "people.csv",
        b"user,role,virtual_accounts,until\ncamille,sa-user,,\n",
    );
    office.works();
    amina.looks_again().presses("Apply", &[]);
    office.works();
    amina
        .goes_to("/accounts/lumen.example/groups/new")
        .presses("Create group", &[("Name of the group", "Night shift")]);
    let group = amina.page.path.clone();
    amina.goes_to(&format!("{group}/roles/new")).presses(
        "Give a role",
        &[
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account User"),
        ],
    );
    amina
        .goes_to(&format!("{group}/members/new"))
        .adds_by("Add members", &[("User IDs or e-mail addresses", "david")]);
    elin.opens_the_link_in("Your invitation")
        .presses("Accept", &[]);
    assert_eq!(waiting(&mut amina), 0);
    for visitor in [&mut camille, &mut david, &mut elin] {
        visitor
            .views_request()
            .sees("Approved")
            .sees("Amina Example");
    }
    nobody_is_reminded(office);
}

fn a_role_given_to_a_group_settles_what_its_members_asked_for(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    asks_as_user(&mut camille);
    amina
        .goes_to("/accounts/lumen.example/groups/new")
        .presses("Create group", &[("Name of the group", "Night shift")]);
    let group = amina.page.path.clone();
    amina.goes_to(&format!("{group}/members/new")).adds_by(
        "Add members",
        &[("User IDs or e-mail addresses", "camille")],
    );
    assert_eq!(waiting(&mut amina), 1);
    amina.goes_to(&format!("{group}/roles/new")).presses(
        "Give a role",
        &[
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account User"),
        ],
    );
    assert_eq!(waiting(&mut amina), 0);
    camille.views_request().sees("Approved");
    office.works();
}

fn an_invitation_that_offers_nothing_more_is_withdrawn(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    gives(&mut amina, "camille@atelier.example", "Smart Account User");
    camille
        .opens_the_link_in("Your invitation")
        .sees("offers you access");
    let invitation = camille.page.path.clone();
    // She asks, and so the account knows her: she is given it at once.
    camille.asks_for("lumen.example", "Downloads for all the sites");
    gives(&mut amina, "camille", "Smart Account User");
    amina
        .sees("One person has the role now")
        .goes_to("/accounts/lumen.example/invitations")
        .sees("No invitation is open");
    camille.goes_to(&invitation).meets(410);
    office.works();
}

fn whoever_lost_the_right_reads_in_no_mail_who_asks(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::SaAdministrator, None);
    let mut chen = office.log_in("chen@lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.log_in("bruno@lumen.example");
    let page = "/profile/notifications";
    chen.goes_to(page)
        .presses("Save", &[("Requests you may decide", "Once a day")]);
    // It is nine: Bruno's quiet hours keep it until the evening.
    bruno.goes_to(page).presses(
        "Save",
        &[
            ("Quiet hours from", "08:00"),
            ("Quiet hours until", "20:00"),
        ],
    );
    let mut camille = office.visitor("camille@atelier.example");
    asks_as_user(&mut camille);
    for gone in ["Select Chen Example", "Select Bruno Example"] {
        amina
            .goes_to(USERS)
            .presses("End access", &[(gone, "on")])
            .presses("End access", &[]);
    }
    office.hours_pass(36);
    for address in ["chen@lumen.example", "bruno@lumen.example"] {
        let mails = office.mailbox.to(address);
        assert!(
            mails.iter().all(|mail| !mail.text_body.contains("Camille")),
            "{mails:?}"
        );
    }
}

fn an_invitation_withdrawn_while_its_letter_waits_is_not_sent(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    gives(&mut amina, "nadia@ortega.example", "Smart Account User");
    office
        .mailbox
        .next_meets(parvis::notification::smtp::SendOutcome::Failed(
            "451 busy".into(),
        ));
    office.works();
    amina
        .goes_to("/accounts/lumen.example/invitations")
        .follows("Withdraw")
        .presses("Withdraw", &[]);
    office.clock_goes_on(hours(2));
    office.works();
    assert!(office.mailbox.to("nadia@ortega.example").is_empty());
}
