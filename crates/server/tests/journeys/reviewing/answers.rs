//! Each holder is kept, changed or ended, and what cannot be is said.

use crate::on_both_engines;
use crate::reviewing::review::{cast, starts, ticks};
use crate::support::Office;
use crate::support::visitor::Visitor;

/// Outside any review, on the list of users.
fn changes_role(who: &mut Visitor<'_>, name: &str, role: &str) {
    let line = format!("Select {name}");
    who.goes_to("/accounts/lumen.example/users")
        .presses("Change role", &[(line.as_str(), "on")]);
    who.presses("Review", &[("User role", role)])
        .presses("Change role", &[])
        .sees("One role is changed");
}

on_both_engines!(
    each_holder_is_kept_changed_or_ended_and_the_rest_follows_the_rule,
    what_cannot_be_started_or_decided_is_said,
    what_changes_during_a_review_is_decided_as_it_is_now,
);

fn each_holder_is_kept_changed_or_ended_and_the_rest_follows_the_rule(office: &Office) {
    let mut amina = cast(office);
    let review = starts(&mut amina, "everyone", "Unanswered roles end", "2026-12-12");
    amina
        .goes_to(&review)
        .sees("0 / 6")
        .sees("Somebody else’s to decide")
        .presses("Submit", &[])
        .meets(422)
        .sees("Tick at least one line");
    ticks(&mut amina, "Dora Example", &[])
        .meets(422)
        .sees("Choose what becomes");
    ticks(
        &mut amina,
        "Dora Example",
        &[("Keep", "on"), ("In a word", "Works here")],
    )
    .sees("One role decided")
    .sees("1 / 6");
    ticks(
        &mut amina,
        "Elin Example",
        &[
            ("Another role", "on"),
            ("User role", "Smart Account Viewer"),
        ],
    )
    .sees("2 / 6");
    // A Virtual Account Administrator decides what is theirs, but not their own.
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(&review)
        .sees("Farid Example")
        .does_not_see("Bruno Example")
        .does_not_see("Close the review");
    ticks(
        &mut chen,
        "Farid Example",
        &[("End", "on"), ("In a word", "Has left Lyon")],
    )
    .sees("What this does")
    .sees("Farid Example");
    chen.presses("End", &[]).sees("One role decided");
    chen.goes_to(&format!("{review}?show=mine"))
        .sees("No lines here");
    office.works();
    office.mailbox.newest("farid@lumen.example", "lumen");
    amina
        .goes_to("/accounts/lumen.example/users")
        .sees("Smart Account Viewer")
        .does_not_see("Farid");
    office.days_pass(22);
    // Amina, Bruno and Chen were not answered for: Chen's ends, and one of the two administrators stays.
    let mut amina = office.log_in("amina@lumen.example");
    let bruno = office.log_in("bruno@lumen.example");
    let mut stayed = if amina
        .sends("GET", "/accounts/lumen.example/users", None)
        .status
        == 200
    {
        amina
    } else {
        bruno
    };
    stayed
        .goes_to(&format!("{review}?show=decided"))
        .sees("Closed")
        .sees("6 / 6")
        .sees("by the rule")
        .sees("An account keeps at least one administrator")
        .sees("Has left Lyon");
    let record = stayed.sends("GET", &format!("{review}/export"), None);
    assert!(record.headers["content-type"].starts_with("text/csv"));
    let lines: Vec<&str> = record.html.lines().collect();
    assert_eq!(lines.len(), 7, "{}", record.html);
    assert!(lines[0].starts_with("holder,user,group,role,"));
    for expected in [
        "dora,,sa-user,,,kept,amina,false",
        "changed,amina,false",
        "farid,,va-user,Lyon,,ended,chen,false",
        "last-administrator",
        "ended,,true",
    ] {
        assert!(
            record.html.contains(expected),
            "{expected} in {}",
            record.html
        );
    }
    stayed
        .goes_to("/accounts/lumen.example/events")
        .sees("Access review “Autumn 2026” closed")
        .sees("access-review.decided");
    let late = Some("answer=keep&lines=rvl_00000000000000000000000000000001~0".to_owned());
    assert_eq!(
        stayed
            .sends("POST", &format!("{review}/decisions"), late)
            .status,
        303
    );
}

fn what_cannot_be_started_or_decided_is_said(office: &Office) {
    let mut amina = cast(office);
    amina
        .goes_to("/accounts/lumen.example/reviews/new")
        .presses(
            "Start a review",
            &[("Name of the review", ""), ("Due on", "2020-01-01")],
        )
        .meets(422);
    assert!(amina.page.fault_of("Name of the review").is_some());
    amina
        .presses(
            "Start a review",
            &[("Name of the review", "Autumn"), ("Due on", "2020-01-01")],
        )
        .meets(422);
    assert_eq!(
        amina.page.fault_of("Due on").unwrap(),
        "This date has passed. Choose a later one."
    );
    amina
        .presses(
            "Start a review",
            &[("Name of the review", "Autumn"), ("Due on", "")],
        )
        .meets(422);
    assert_eq!(amina.page.fault_of("Due on").unwrap(), "Choose a date.");
    let review = starts(&mut amina, "everyone", "Unanswered roles end", "2026-12-12");
    amina.goes_to(&review);
    ticks(
        &mut amina,
        "Dora Example",
        &[("An end date", "on"), ("Until", "2020-01-01")],
    )
    .meets(409)
    .sees("has passed")
    .does_not_see("leave it empty");
    ticks(
        &mut amina,
        "Dora Example",
        &[("An end date", "on"), ("Until", "nonsense")],
    )
    .meets(422)
    .sees("Type a date");
    ticks(
        &mut amina,
        "Dora Example",
        &[("An end date", "on"), ("Until", "")],
    )
    .meets(422)
    .sees("Choose a date.");
    // Not one's own, even by a forged form; and nothing twice.
    let own = office.read({
        let id = review.rsplit('/').next().unwrap().parse().unwrap();
        move |db| {
            let domain = domain::DomainIdentifier::parse("lumen.example").unwrap();
            let account = parvis::store::smart_account::find_by_identifier(db, &domain)?
                .unwrap()
                .id;
            let whole = parvis::sight::Sight::of_the_program(&account, None);
            let lines = parvis::store::access_review::lines(
                db,
                &whole,
                &id,
                &parvis::store::access_review::LineFilter::default(),
                None,
                100,
            )?;
            Ok(lines
                .into_iter()
                .find(|line| line.holder_name.contains("Amina"))
                .unwrap()
                .id)
        }
    });
    let forged = Some(format!("answer=keep&lines={own}~0"));
    assert_eq!(
        amina
            .sends("POST", &format!("{review}/decisions"), forged)
            .status,
        409
    );
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to("/accounts/lumen.example/reviews/new")
        .meets(404);
    assert_eq!(
        chen.sends(
            "POST",
            "/accounts/lumen.example/reviews",
            Some("name=X&who=everyone&due=2027-01-01&rule=end".into())
        )
        .status,
        404
    );
    assert_eq!(
        chen.sends("POST", &format!("{review}/closure"), Some(String::new()))
            .status,
        404
    );
    let mut dora = office.log_in("dora@lumen.example");
    dora.goes_to(&review).meets(404);
    office.works();
}

fn what_changes_during_a_review_is_decided_as_it_is_now(office: &Office) {
    let mut amina = cast(office);
    let review = starts(&mut amina, "everyone", "Unanswered roles end", "2026-12-12");
    // Two look at the same line, and Bruno changes the role before Amina answers.
    amina.goes_to(&review).sees("Elin Example");
    let mut bruno = office.log_in("bruno@lumen.example");
    changes_role(&mut bruno, "Elin Example", "Smart Account Viewer");
    ticks(&mut amina, "Elin Example", &[("Keep", "on")])
        .meets(409)
        .sees("changed")
        .sees("Smart Account Viewer")
        .sees("Was Smart Account User when the review began");
    ticks(&mut amina, "Elin Example", &[("Keep", "on")]).sees("One role decided");
    amina
        .goes_to(&format!("{review}?show=decided"))
        .sees("Kept")
        .sees("Smart Account Viewer")
        .does_not_see("Smart Account User");
    // What was changed outside the review stays so, whatever its rule; what has ended is said to have.
    changes_role(&mut bruno, "Dora Example", "Smart Account Viewer");
    bruno
        .goes_to("/accounts/lumen.example/users")
        .presses("End access", &[("Select Farid", "on")])
        .presses("End access", &[]);
    amina.goes_to(&review).sees("No longer held");
    office.works();
    office.days_pass(22);
    let mut stayed = office.log_in("bruno@lumen.example");
    if stayed.sends("GET", &review, None).status != 200 {
        stayed = office.log_in("amina@lumen.example");
    }
    stayed
        .goes_to(&review)
        .sees("Changed outside the review")
        .sees("Had ended or been replaced before");
    stayed
        .goes_to("/accounts/lumen.example/users?q=dora")
        .sees("Smart Account Viewer");
    office.works();
}
