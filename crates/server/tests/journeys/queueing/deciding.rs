//! The queue is narrowed down, and several requests in it are decided at once.

use crate::on_both_engines;
use crate::queueing::asker::{QUEUE, USER, asks};
use crate::support::Office;
use domain::Role;

on_both_engines!(
    the_queue_is_narrowed_down,
    rows_that_cannot_be_ticked_stand_in_line_with_those_that_can,
    several_are_approved_and_each_is_accounted_for,
    several_are_declined_and_one_stale_page_stops_no_other,
    nobody_decides_what_is_not_theirs_among_others,
);

fn the_queue_is_narrowed_down(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = asks(office, "camille@atelier.example", &USER);
    office.days_pass(3);
    asks(office, "elodie@elsewhere.example", &[]);
    let mut finds = |filters: &[(&str, &str)], there: &[&str]| {
        amina.goes_to(QUEUE).presses("Filter", filters).meets(200);
        for name in ["Camille Example", "Elodie Example"] {
            match there.contains(&name) {
                true => amina.sees(name),
                false => amina.does_not_see(name),
            };
        }
    };
    let words = "Name, organisation, user ID or e-mail";
    finds(&[], &["Camille Example", "Elodie Example"]);
    finds(&[(words, "camil")], &["Camille Example"]);
    finds(&[(words, "ÉLO")], &["Elodie Example"]);
    finds(
        &[(words, "example")],
        &["Camille Example", "Elodie Example"],
    );
    finds(&[(words, "elodie@elsewhere")], &["Elodie Example"]);
    finds(&[(words, "atelier.example ltd")], &["Camille Example"]);
    finds(&[(words, "camille elodie")], &[]);
    finds(&[(words, "%")], &["Camille Example", "Elodie Example"]);
    finds(
        &[("Role asked for", "Smart Account User")],
        &["Camille Example"],
    );
    finds(&[("Role asked for", "None named")], &["Elodie Example"]);
    finds(
        &[("Waiting for", "Nobody in particular")],
        &["Camille Example", "Elodie Example"],
    );
    finds(&[("Waiting for", "The requester")], &[]);
    finds(&[("Sent at least", "2 days ago")], &["Camille Example"]);
    finds(&[("Sent at least", "7 days ago")], &[]);
    finds(&[("Status", "Approved")], &[]);
    // A new name is found, the old one no more.
    camille
        .goes_to("/profile")
        .presses("Save", &[("Full name", "Camille Example, née Zola")]);
    finds(&[(words, "zola")], &["Camille Example"]);
    for broken in [
        "status=perhaps",
        "role=emperor",
        "waiting=godot",
        "age=3",
        "age=x",
        "words=%00",
    ] {
        assert_eq!(
            amina
                .sends("GET", &format!("{QUEUE}?{broken}"), None)
                .status,
            400,
            "{broken}"
        );
    }
}

fn rows_that_cannot_be_ticked_stand_in_line_with_those_that_can(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    asks(office, "camille@atelier.example", &USER);
    amina.goes_to(QUEUE);
    assert!(amina.page.all(".blank").is_empty());
    amina
        .opens_the_link_in("asks for access")
        .approves_entirely("Smart Account User");
    amina.goes_to(QUEUE);
    assert!(
        amina.page.all(".blank").is_empty(),
        "there is nothing to stand in line with"
    );
    asks(office, "david@atelier.example", &USER);
    amina.goes_to(QUEUE);
    assert_eq!(amina.page.all("td .blank b"), ["Camille Example"]);
    assert_eq!(amina.page.all("td label.check b"), ["David Example"]);
}

fn several_are_approved_and_each_is_accounted_for(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = asks(office, "camille@atelier.example", &USER);
    let mut david = asks(office, "david@atelier.example", &[]);
    asks(
        office,
        "emma@atelier.example",
        &[
            ("Entire Smart Account", "on"),
            ("Role wanted", "Smart Account Approver"),
        ],
    );
    let mut farid = asks(office, "farid@atelier.example", &USER);
    amina
        .goes_to(QUEUE)
        .presses("Approve selected", &[])
        .sees("Select at least one request");
    let all =
        ["Camille", "David", "Emma", "Farid"].map(|name| format!("Select the request of {name}"));
    let all: Vec<(&str, &str)> = all.iter().map(|label| (label.as_str(), "on")).collect();
    amina
        .goes_to(QUEUE)
        .presses("Approve selected", &all)
        .sees("Smart Account User on the entire Smart Account");
    amina
        .sees("It names no role or part")
        .sees("needs a verified e-mail address in lumen.example")
        .sees("Approve 2 requests");
    amina.presses(
        "Show what each gets",
        &[
            ("Selected Virtual Accounts", "on"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
            ("Note to the requester", "Welcome."),
        ],
    );
    amina
        .sees("Virtual Account User on Lyon")
        .sees("Approve 3 requests")
        .sees("Emma Example");
    let review = amina.page.clone();
    // What was chosen since is shown before it is given.
    amina
        .presses(
            "Approve 3 requests",
            &[("User role", "Virtual Account Viewer")],
        )
        .meets(409)
        .sees("The choice has changed")
        .sees("Virtual Account Viewer on Lyon");
    amina.page = review.clone();
    // Meanwhile one is taken back, and one changes.
    farid.views_request().presses("Withdraw", &[]);
    // The note was kept when the page was shown anew.
    amina.presses("Approve 3 requests", &[]).meets(200);
    amina
        .sees("2 requests were decided.")
        .sees("One was left as it is.")
        .sees("This request was withdrawn");
    office.works();
    camille
        .views_request()
        .sees("Approved")
        .sees("Smart Account User on the entire Smart Account")
        .sees("Welcome.");
    david
        .views_request()
        .sees("Approved")
        .sees("Virtual Account User on Lyon");
    // The same form again decides nothing twice.
    amina.page = review;
    amina
        .presses("Approve 3 requests", &[])
        .sees("None of them was decided.")
        .sees("3 were left as they are.")
        .sees("This request was approved");
    amina
        .goes_to("/accounts/lumen.example/users")
        .sees("David Example");
}

fn several_are_declined_and_one_stale_page_stops_no_other(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = asks(office, "camille@atelier.example", &USER);
    let mut david = asks(office, "david@atelier.example", &[]);
    let both = [
        ("Select the request of Camille", "on"),
        ("Select the request of David", "on"),
    ];
    amina
        .goes_to(QUEUE)
        .presses("Decline selected", &both)
        .presses("Decline 2 requests", &[])
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Reason")
            .unwrap()
            .contains("Choose a reason")
    );
    let review = amina.page.clone();
    amina.follows("Camille Example").presses(
        "Ask",
        &[("Your question", "For which site do you need it?")],
    );
    amina.page = review;
    amina.presses(
        "Decline 2 requests",
        &[
            ("Reason", "Wrong account"),
            ("In your own words", "Ask the holding."),
        ],
    );
    amina
        .sees("One request was decided.")
        .sees("has changed since you opened this page");
    david
        .views_request()
        .sees("Denied")
        .sees("Ask the holding.");
    camille.views_request().sees("Pending");
}

fn nobody_decides_what_is_not_theirs_among_others(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    let lyon = [("Selected Virtual Accounts", "on"), ("Lyon", "on")];
    let mut camille = asks(office, "camille@atelier.example", &USER);
    asks(office, "david@atelier.example", &lyon);
    amina.asks_with(
        "lumen.example",
        &[
            &[("Reason for request", "I also need to accept agreements")],
            &USER[..],
        ]
        .concat(),
    );
    let theirs = camille
        .views_request()
        .page
        .path
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    // Whoever asks cannot select their own; a form made by hand is refused for each alone.
    amina.goes_to(QUEUE);
    assert!(!amina.page.text().contains("Select the request of Amina"));
    let own = amina.page.links("Pending, Amina")[0]
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    amina
        .goes_to(&format!(
            "{QUEUE}/review?outcome=approve&request={own}&request={theirs}"
        ))
        .sees("somebody else decides it")
        .sees("Approve one request");
    let form = format!("outcome=approve&request={own}:2&request={theirs}:1");
    let answer = amina.sends("POST", &format!("{QUEUE}/decisions"), Some(form));
    amina
        .goes_to(&answer.headers["location"])
        .sees("One request was decided")
        .sees("somebody else decides it");
    // Of what lies beyond Chen's reach nothing is told.
    chen.goes_to(&format!("{QUEUE}/review?outcome=decline&request={theirs}"))
        .does_not_see("Camille")
        .sees("None of these can be decided here");
    let answer = chen.sends(
        "POST",
        &format!("{QUEUE}/decisions"),
        Some(format!("outcome=decline&class=other&request={theirs}:1")),
    );
    chen.goes_to(&answer.headers["location"])
        .does_not_see("Camille")
        .sees("None of them was decided");
    chen.goes_to(QUEUE)
        .presses("Approve selected", &[("Select the request of David", "on")])
        .does_not_see("Entire Smart Account");
    chen.presses(
        "Show what each gets",
        &[("User role", "Virtual Account User")],
    )
    .presses("Approve one request", &[])
    .sees("One request was decided");
    for broken in [
        "outcome=perhaps&request={r}:1",
        "outcome=decline&class=whim&request={r}:1",
        "outcome=decline&class=other&request={r}",
        "outcome=decline&class=other&request=x:1",
        "outcome=approve&role=emperor&request={r}:1",
    ] {
        let form = broken.replace("{r}", &theirs);
        assert_eq!(
            amina
                .sends("POST", &format!("{QUEUE}/decisions"), Some(form))
                .status,
            400,
            "{broken}"
        );
    }
}
