//! Getting in and out: signing up, logging in, finding back, and what people change about themselves.

use crate::on_both_engines;
use crate::scene::{form, is_refused};
use crate::support::mailbox::link_in;
use crate::support::office::PASSWORD;
use crate::support::visitor::{Visitor, encode};
use crate::support::{Engine, Office};
use axum::body::Body;
use axum::http::header;
use diesel::prelude::*;
use domain::moment::{days, hours};
use parvis::notification::smtp::Outcome;
use std::time::Duration;

const NEW_PASSWORD: &str = "another forecourt at dawn";

const CAMILLE: &str = "camille@atelier.example";

on_both_engines!(
    somebody_new_signs_up_and_arrives_where_they_were_going,
    a_known_address_gets_another_mail_and_the_page_is_the_same,
    an_address_that_was_taken_meanwhile_is_not_taken_twice,
    who_forgot_finds_back_by_user_id_or_address_and_nobody_learns_who_is_known,
    nobody_can_flood_a_letter_box_from_the_forms,
    a_reset_link_works_once_and_ends_every_other_session,
    links_in_mails_die_of_age,
    a_user_id_that_is_taken_or_cannot_be_is_answered_beside_its_field,
    weak_passwords_are_refused_wherever_one_is_chosen,
    people_log_in_with_their_user_id_or_address_in_any_case,
    a_wrong_password_and_an_unknown_name_look_the_same,
    somebody_deactivated_cannot_log_in_nor_go_on,
    logging_in_changes_the_session_and_logging_out_ends_it,
    a_session_idles_out_after_twelve_hours,
    a_session_ends_after_fourteen_days_however_much_it_is_used,
    each_session_counts_its_own_use,
    nothing_that_opens_a_door_is_kept_as_it_is,
    the_link_of_a_mail_that_waits_or_was_given_up_opens_nothing,
    a_mail_that_an_operator_has_sent_again_works_either_time,
    a_mail_that_came_twice_works_either_time,
    a_changed_address_is_taken_back_by_whoever_reads_the_one_before,
    an_address_that_was_changed_back_already_is_told_of_no_more,
    an_address_is_not_taken_back_from_who_has_it_now_nor_after_a_week,
    the_first_operators_address_is_theirs_once_they_follow_its_link,
    a_changed_profile_leads_back_to_where_one_came_from,
    language_and_time_zone_follow_into_pages_and_mails,
    the_profile_goes_before_the_cookie_and_the_cookie_before_the_browser,
    choosing_a_language_stays_chosen_and_brings_one_back,
    an_address_is_changed_by_a_link_that_only_its_owner_gets,
    a_link_to_a_new_address_dies_of_age,
    a_new_password_takes_the_force_from_links_mailed_before,
    somebody_elses_address_cannot_be_taken,
    a_new_password_ends_every_other_session_and_keeps_this_one,
    a_session_left_open_does_not_let_anybody_guess_the_password,
    the_answer_takes_as_long_for_a_known_name_as_for_an_unknown_one,
);

fn somebody_new_signs_up_and_arrives_where_they_were_going(office: &Office) {
    let mut nora = Visitor::stranger(office);
    nora.goes_to("/access/services")
        .follows("Create an account");
    nora.presses("Send me the link", &sign_up("nora@elsewhere.example"))
        .meets(200)
        .sees("Check your mail");
    opens_mail(&mut nora, "nora@elsewhere.example", "Finish your account");
    let link = nora.page.path.clone();
    nora.sees("nora@elsewhere.example is yours").presses(
        "Create an account",
        &[("User ID", "Nora"), ("Password", NEW_PASSWORD)],
    );
    assert_eq!(nora.page.path, "/access/services");
    nora.meets(200)
        .sees("Your account is ready")
        .sees("You have asked for nothing yet");
    nora.goes_to("/profile")
        .does_not_see("Your account is ready")
        .sees("nora@elsewhere.example")
        .sees("User IDnora");
    // The link has done its work.
    let mut second = Visitor::stranger(office);
    second
        .goes_to(&link)
        .meets(410)
        .sees("This link no longer works");
    let again = form(&[
        ("token", link.split('=').nth(1).unwrap()),
        ("user_id", "nora2"),
        ("password", NEW_PASSWORD),
    ]);
    is_refused(
        &second.sends("POST", "/sign-up/confirmation", Some(again)),
        410,
        "en",
        "the link again",
    );
    second.logs_in("nora", NEW_PASSWORD);
    assert!(is_inside(&mut second));
}

fn a_known_address_gets_another_mail_and_the_page_is_the_same(office: &Office) {
    office.person(CAMILLE);
    let mut stranger = Visitor::stranger(office);
    let mut page_for = |email: &str| {
        let answer = stranger.sends(
            "POST",
            "/sign-up",
            Some(form(&[
                ("full_name", "Eve"),
                ("organisation", "Eve"),
                ("email", email),
                ("next", ""),
            ])),
        );
        (answer.status, answer.html, answer.headers)
    };
    assert_eq!(
        page_for("CAMILLE@Atelier.example"),
        page_for("nora@elsewhere.example")
    );
    office.works();
    let known = office.mailbox.newest(CAMILLE, "Your way back in");
    assert!(
        known.text_body.contains("You have one already") && known.text_body.contains("camille"),
        "{}",
        known.text_body
    );
    assert!(link_in(&known.text_body).starts_with("/forgot/password?token="));
    office
        .mailbox
        .newest("nora@elsewhere.example", "Finish your account");
    assert_eq!(office.mailbox.all().len(), 2);
}

fn an_address_that_was_taken_meanwhile_is_not_taken_twice(office: &Office) {
    let mut links = Vec::new();
    for _ in 0..2 {
        let mut nora = Visitor::stranger(office);
        nora.goes_to("/sign-up")
            .presses("Send me the link", &sign_up("nora@elsewhere.example"));
        opens_mail(&mut nora, "nora@elsewhere.example", "Finish your account");
        links.push(nora);
    }
    links[0]
        .presses(
            "Create an account",
            &[("User ID", "nora"), ("Password", NEW_PASSWORD)],
        )
        .meets(200);
    links[1]
        .presses(
            "Create an account",
            &[("User ID", "nora2"), ("Password", NEW_PASSWORD)],
        )
        .meets(422)
        .sees("This address belongs to another sign-in");
}

fn who_forgot_finds_back_by_user_id_or_address_and_nobody_learns_who_is_known(office: &Office) {
    office.person(CAMILLE);
    let mut stranger = Visitor::stranger(office);
    let mut answers = Vec::new();
    let known = [
        "camille",
        "CAMILLE",
        " camille ",
        CAMILLE,
        "Camille@ATELIER.example",
    ];
    let unknown = [
        "nobody",
        "nobody@nowhere.example",
        "camille@elsewhere.example",
        "<b>",
        "%",
        "' OR 1=1 --",
    ];
    for name in known.iter().chain(&unknown) {
        let answer = stranger.sends("POST", "/forgot", Some(form(&[("name", name)])));
        answers.push((answer.status, answer.html, answer.headers));
    }
    assert!(
        answers
            .iter()
            .all(|answer| *answer == answers[0] && answer.0 == 200)
    );
    office.works();
    let mails = office.mailbox.all();
    // The first three are one name, which has five mails an hour.
    assert_eq!(
        mails.len(),
        known.len(),
        "{:?}",
        crate::support::mailbox::subjects(&mails)
    );
    assert!(
        mails
            .iter()
            .all(|mail| mail.address == CAMILLE && mail.text_body.contains("camille"))
    );
}

fn nobody_can_flood_a_letter_box_from_the_forms(office: &Office) {
    office.person(CAMILLE);
    let mut stranger = Visitor::stranger(office);
    for _ in 0..9 {
        assert_eq!(
            stranger
                .sends("POST", "/forgot", Some(form(&[("name", "camille")])))
                .status,
            200
        );
        assert_eq!(
            stranger
                .sends(
                    "POST",
                    "/sign-up",
                    Some(form(&sign_up_fields("nora@elsewhere.example")))
                )
                .status,
            200
        );
    }
    office.works();
    assert_eq!(
        (
            office.mailbox.to(CAMILLE).len(),
            office.mailbox.to("nora@elsewhere.example").len()
        ),
        (5, 5)
    );
    office.hours_pass(1);
    stranger.sends("POST", "/forgot", Some(form(&[("name", "camille")])));
    office.works();
    assert_eq!(office.mailbox.to(CAMILLE).len(), 6);
    // And from one network address there is an end to it as well.
    let status = |number: u32| {
        Visitor::stranger(office)
            .sends(
                "POST",
                "/sign-up",
                Some(form(&sign_up_fields(&format!(
                    "nobody{number}@elsewhere.example"
                )))),
            )
            .status
    };
    let statuses: Vec<u16> = (0..60).map(status).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 50);
    assert_eq!(statuses.last(), Some(&429));
}

fn a_reset_link_works_once_and_ends_every_other_session(office: &Office) {
    let (mut at_work, mut at_home) = (office.visitor(CAMILLE), office.log_in(CAMILLE));
    let mut elsewhere = forgets(office, "camille");
    elsewhere.sees("You will be logged out everywhere else");
    let link = elsewhere.page.path.clone();
    elsewhere
        .presses("Save the password", &[("New password", NEW_PASSWORD)])
        .meets(200)
        .sees("Your new password is saved");
    assert!(is_inside(&mut elsewhere) && !is_inside(&mut at_work) && !is_inside(&mut at_home));
    Visitor::stranger(office).goes_to(&link).meets(410);
    let token = link.split('=').nth(1).unwrap();
    let again = form(&[("token", token), ("password", "one more forecourt at noon")]);
    is_refused(
        &Visitor::stranger(office).sends("POST", "/forgot/password", Some(again)),
        410,
        "en",
        "the link again",
    );
    assert_eq!(password_opens(office, PASSWORD), 422);
    assert_eq!(password_opens(office, NEW_PASSWORD), 303);
    office.works();
    office.mailbox.newest(CAMILLE, "Your password was changed");
}

fn links_in_mails_die_of_age(office: &Office) {
    office.person(CAMILLE);
    let mut nora = Visitor::stranger(office);
    nora.goes_to("/sign-up")
        .presses("Send me the link", &sign_up("nora@elsewhere.example"));
    opens_mail(&mut nora, "nora@elsewhere.example", "Finish your account");
    let back = forgets(office, "camille").page.path;
    let second = Duration::from_secs(1);
    for (link, lasts, button) in [
        (back, hours(2), "Save the password"),
        (nora.page.path, days(2), "Create an account"),
    ] {
        office
            .app
            .clock
            .set(crate::support::office::START.plus(lasts).minus(second));
        let mut late = Visitor::stranger(office);
        late.goes_to(&link).meets(200);
        let filled = late.page.fill(
            button,
            "",
            &[(
                if button.starts_with("Save") {
                    "New password"
                } else {
                    "Password"
                },
                NEW_PASSWORD,
            )],
        );
        office.app.clock.set(office.now().plus(second));
        late.submits(&filled).meets(410).sees("too old");
        late.goes_to(&link)
            .meets(410)
            .follows("Forgot your user ID or password?")
            .meets(200);
    }
    assert_eq!(password_opens(office, PASSWORD), 303);
}

fn a_user_id_that_is_taken_or_cannot_be_is_answered_beside_its_field(office: &Office) {
    office.person(CAMILLE);
    let mut nora = Visitor::stranger(office);
    nora.goes_to("/sign-up")
        .presses("Send me the link", &sign_up("nora@elsewhere.example"));
    opens_mail(&mut nora, "nora@elsewhere.example", "Finish your account");
    let long = "n".repeat(65);
    let cannot = "2 to 64 letters";
    for (user_id, said) in [
        ("camille", "Somebody has this user ID"),
        (" CAMILLE ", "Somebody has this user ID"),
        ("", cannot),
        ("n", cannot),
        ("no ra", cannot),
        ("nóra", cannot),
        ("-nora", cannot),
        ("nora@elsewhere.example", cannot),
        (&long, cannot),
    ] {
        nora.presses(
            "Create an account",
            &[("User ID", user_id), ("Password", NEW_PASSWORD)],
        )
        .meets(422);
        assert!(
            nora.page
                .fault_of("User ID")
                .is_some_and(|fault| fault.contains(said)),
            "{user_id:?}: {}",
            nora.page.text()
        );
        let kept = nora.page.fill("Create an account", "", &[]).fields;
        assert!(
            kept.contains(&("user_id".into(), user_id.into()))
                && kept.contains(&("password".into(), String::new())),
            "{kept:?}"
        );
    }
    nora.presses(
        "Create an account",
        &[("User ID", "nora"), ("Password", NEW_PASSWORD)],
    )
    .meets(200)
    .sees("Your account is ready");
}

fn weak_passwords_are_refused_wherever_one_is_chosen(office: &Office) {
    office.person(CAMILLE);
    let mut nora = Visitor::stranger(office);
    nora.goes_to("/sign-up")
        .presses("Send me the link", &sign_up("nora@elsewhere.example"));
    opens_mail(&mut nora, "nora@elsewhere.example", "Finish your account");
    let mut back = forgets(office, "camille");
    let mut camille = office.log_in(CAMILLE);
    camille.goes_to("/profile");
    for (password, said) in weak_passwords() {
        let fault = said.as_str();
        let password = password.as_str();
        nora.presses(
            "Create an account",
            &[("User ID", "nora"), ("Password", password)],
        )
        .meets(422);
        assert_eq!(
            nora.page.fault_of("Password").as_deref(),
            Some(fault),
            "signing up with {password:?}"
        );
        back.presses("Save the password", &[("New password", password)])
            .meets(422);
        assert_eq!(
            back.page.fault_of("New password").as_deref(),
            Some(fault),
            "resetting to {password:?}"
        );
        camille
            .presses(
                "Save the password",
                &[("Current password", PASSWORD), ("New password", password)],
            )
            .meets(422);
        assert_eq!(
            camille.page.fault_of("New password").as_deref(),
            Some(fault),
            "changing to {password:?}"
        );
    }
    assert_eq!(password_opens(office, PASSWORD), 303);
}

fn people_log_in_with_their_user_id_or_address_in_any_case(office: &Office) {
    office.person(CAMILLE);
    for name in [
        "camille",
        "Camille",
        "CAMILLE",
        "  camille ",
        CAMILLE,
        "CAMILLE@ATELIER.EXAMPLE",
        " camille@Atelier.example ",
    ] {
        let mut camille = Visitor::stranger(office);
        camille.logs_in(name, PASSWORD).sees("Camille");
        assert!(is_inside(&mut camille), "{name}");
    }
    for (name, password) in [
        ("camille", "The forecourt at dusk"),
        ("camille", " the forecourt at dusk"),
        ("camille", "the forecourt at dusk\0"),
        ("", PASSWORD),
        ("camille", ""),
    ] {
        let mut other = Visitor::stranger(office);
        other.logs_in(name, password).meets(422);
        assert!(other.session().is_none(), "{name:?} {password:?}");
    }
}

fn a_wrong_password_and_an_unknown_name_look_the_same(office: &Office) {
    office.person(CAMILLE);
    let mut stranger = Visitor::stranger(office);
    let huge = "x".repeat(100_000);
    for (known, unknown, password) in [
        ("camille", "nobody1", "wrong"),
        (CAMILLE, "nobody1@nowhere.example", "wrong"),
        ("camille", "nobody2", huge.as_str()),
    ] {
        let seen = [known, unknown].map(|name| {
            let answer = stranger.sends(
                "POST",
                "/sign-in",
                Some(form(&[("name", name), ("password", password)])),
            );
            is_refused(&answer, 422, "en", name);
            assert!(!answer.html.contains(password), "the password is shown");
            (answer.html.replace(name, "NAME"), answer.headers)
        });
        assert_eq!(seen[0], seen[1], "{known} and {unknown}");
        assert!(!seen[0].1.contains_key("set-cookie"));
    }
}

fn somebody_deactivated_cannot_log_in_nor_go_on(office: &Office) {
    let camille = office.person(CAMILLE);
    let mut inside = office.log_in(CAMILLE);
    assert!(is_inside(&mut inside));
    office.write(move |tx| {
        use parvis::storage::schema::people;
        diesel::update(people::table.find(camille.as_str()))
            .set(people::deactivated_at.eq(tx.now.0))
            .execute(tx.db)?;
        Ok(())
    });
    assert!(!is_inside(&mut inside));
    assert_eq!(password_opens(office, PASSWORD), 422);
    let before = office.mailbox.all().len();
    Visitor::stranger(office).sends("POST", "/forgot", Some(form(&[("name", "camille")])));
    office.works();
    // Whoever has the mailbox is told that the sign-in is closed; no link comes with it.
    assert_eq!(office.mailbox.all().len(), before + 1);
    let letter = office
        .mailbox
        .newest(CAMILLE, "Your sign-in is closed")
        .text_body;
    assert!(!letter.contains("token="), "{letter}");
}

fn logging_in_changes_the_session_and_logging_out_ends_it(office: &Office) {
    office.person(CAMILLE);
    let mut camille = Visitor::stranger(office);
    let planted = "f".repeat(64);
    camille.takes_session(&planted);
    camille.logs_in("camille", PASSWORD);
    let first = camille.session().unwrap().clone();
    assert_ne!(first, planted);
    let mut again = Visitor::stranger(office);
    again.takes_session(&first);
    let log_in = form(&[("name", "camille"), ("password", PASSWORD)]);
    assert_eq!(again.sends("POST", "/sign-in", Some(log_in)).status, 303);
    let second = again.session().unwrap().clone();
    assert_ne!(first, second);
    assert!(!opens(office, &first) && opens(office, &second));
    again
        .goes_to("/")
        .presses("Log out", &[])
        .sees("Ask for access to your company’s accounts");
    assert!(again.session().is_none() && !opens(office, &second));
    // Twice does no harm.
    assert_eq!(
        again.sends("POST", "/sign-out", Some(String::new())).status,
        303
    );
}

fn a_session_idles_out_after_twelve_hours(office: &Office) {
    office.person(CAMILLE);
    let second = Duration::from_secs(1);
    let begun = office.now();
    let mut camille = office.log_in(CAMILLE);
    office.app.clock.set(begun.plus(hours(12)).minus(second));
    assert!(is_inside(&mut camille), "in use again just in time");
    office
        .app
        .clock
        .set(begun.plus(hours(24)).minus(second).minus(second));
    assert!(is_inside(&mut camille), "and once more");
    office.app.clock.set(office.now().plus(hours(12)));
    assert!(
        !is_inside(&mut camille),
        "but not after twelve hours of nothing"
    );
}

fn a_session_ends_after_fourteen_days_however_much_it_is_used(office: &Office) {
    office.person(CAMILLE);
    let begun = office.now();
    let mut camille = office.log_in(CAMILLE);
    for quarter in 1..14 * 4 {
        office.app.clock.set(begun.plus(hours(6 * quarter)));
        assert!(is_inside(&mut camille), "after {quarter} quarters of a day");
    }
    office.app.clock.set(begun.plus(days(14)));
    assert!(!is_inside(&mut camille));
}

fn each_session_counts_its_own_use(office: &Office) {
    let begun = office.now();
    let (mut at_work, mut at_home) = (office.visitor(CAMILLE), office.log_in(CAMILLE));
    office.app.clock.set(begun.plus(hours(11)));
    assert!(is_inside(&mut at_work) && is_inside(&mut at_home));
    office.app.clock.set(begun.plus(hours(13)));
    assert!(
        is_inside(&mut at_work) && is_inside(&mut at_home),
        "both were in use two hours ago"
    );
}

fn nothing_that_opens_a_door_is_kept_as_it_is(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    let mut nora = Visitor::stranger(office);
    nora.goes_to("/sign-up")
        .presses("Send me the link", &sign_up("nora@elsewhere.example"));
    opens_mail(&mut nora, "nora@elsewhere.example", "Finish your account");
    let reset = forgets(office, "camille").page.path;
    camille.goes_to("/profile").presses(
        "Change the address",
        &[
            ("New e-mail address", "new@atelier.example"),
            ("Current password", PASSWORD),
        ],
    );
    opens_mail(
        &mut camille,
        "new@atelier.example",
        "Confirm your new address",
    );
    let tokens = [
        camille.session().unwrap().clone(),
        token_of(&nora.page.path),
        token_of(&reset),
        token_of(&camille.page.path),
    ];
    let kept = everything_kept(office);
    for token in &tokens {
        assert_eq!(token.len(), 64, "256 bits");
        assert!(!kept.contains(token.as_str()), "a token is kept as it is");
        assert!(kept.contains(&parvis::clock::hash_of(token)), "its hash is");
    }
    assert!(!kept.contains(PASSWORD));
    assert!(kept.contains("$argon2id$"));
}

fn the_link_of_a_mail_that_waits_or_was_given_up_opens_nothing(office: &Office) {
    office.person(CAMILLE);
    let forgets = |name: &str| {
        Visitor::stranger(office).sends("POST", "/forgot", Some(form(&[("name", name)])))
    };
    office
        .mailbox
        .next_meets(Outcome::Failed("451 later".into()));
    forgets(CAMILLE);
    office.works();
    let waits = kept_link(office);
    Visitor::stranger(office).goes_to(&waits).meets(410);
    office.hours_pass(1);
    let sent = link_in(&office.mailbox.newest(CAMILLE, "Your way back in").text_body);
    assert_ne!(token_of(&sent), token_of(&waits));
    assert!(!everything_kept(office).contains(&token_of(&sent)));
    Visitor::stranger(office).goes_to(&waits).meets(410);
    Visitor::stranger(office).goes_to(&sent).meets(200);
    office
        .mailbox
        .next_meets(Outcome::Refused("550 no such mailbox".into()));
    forgets("camille");
    office.works();
    Visitor::stranger(office)
        .goes_to(&kept_link(office))
        .meets(410);
}

fn a_mail_that_an_operator_has_sent_again_works_either_time(office: &Office) {
    office.person(CAMILLE);
    office.staff("olga@parvis.example", true, false);
    office.mailbox.arrives_but_nobody_says_so();
    Visitor::stranger(office).sends("POST", "/forgot", Some(form(&[("name", CAMILLE)])));
    office.works();
    office
        .log_in("olga@parvis.example")
        .goes_to("/operator/mail")
        .presses("Send all again", &[]);
    office.works();
    let links: Vec<String> = office
        .mailbox
        .to(CAMILLE)
        .iter()
        .map(|mail| link_in(&mail.text_body))
        .collect();
    assert_eq!(links.len(), 2);
    for link in &links {
        Visitor::stranger(office).goes_to(link).meets(200);
    }
}

fn a_mail_that_came_twice_works_either_time(office: &Office) {
    office.person(CAMILLE);
    office.mailbox.arrives_but_nobody_says_so();
    Visitor::stranger(office).sends("POST", "/forgot", Some(form(&[("name", CAMILLE)])));
    office.works();
    office.hours_pass(1);
    let links: Vec<String> = office
        .mailbox
        .to(CAMILLE)
        .iter()
        .map(|mail| link_in(&mail.text_body))
        .collect();
    assert_eq!(links.len(), 2);
    for link in &links {
        Visitor::stranger(office).goes_to(link).meets(200);
    }
    Visitor::stranger(office)
        .goes_to(&links[0])
        .presses("Save the password", &[("New password", NEW_PASSWORD)])
        .meets(200);
    Visitor::stranger(office).goes_to(&links[1]).meets(410);
}

fn a_changed_address_is_taken_back_by_whoever_reads_the_one_before(office: &Office) {
    let (mut thief, mut camille) = (office.visitor(CAMILLE), office.log_in(CAMILLE));
    let moves = |thief: &mut Visitor<'_>, to: &str, password: &str| {
        thief.goes_to("/profile").presses(
            "Change the address",
            &[("New e-mail address", to), ("Current password", password)],
        );
        opens_mail(thief, to, "Confirm your new address");
        thief
            .presses("Use this address", &[])
            .sees("Your mail goes to the new address now");
        office.works();
        office
            .app
            .clock
            .set(office.now().plus(Duration::from_secs(60)));
    };
    moves(&mut thief, "thief@elsewhere.example", PASSWORD);
    assert!(
        is_inside(&mut thief) && !is_inside(&mut camille),
        "the other log-ins end"
    );
    let told = office
        .mailbox
        .newest(CAMILLE, "Your address was changed")
        .text_body;
    assert!(
        told.contains("take the change back within seven days"),
        "{told}"
    );
    let back = link_in(&told);
    // What a thief does next takes nothing from it.
    thief
        .goes_to("/profile")
        .presses(
            "Save the password",
            &[
                ("Current password", PASSWORD),
                ("New password", NEW_PASSWORD),
            ],
        )
        .meets(200);
    moves(&mut thief, "thief2@elsewhere.example", NEW_PASSWORD);
    let thiefs = link_in(
        &office
            .mailbox
            .newest("thief@elsewhere.example", "Your address was changed")
            .text_body,
    );
    // Nor what they take back themselves.
    thief
        .goes_to(&thiefs)
        .presses(
            "Save the password",
            &[("New password", "a forecourt of thieves")],
        )
        .sees("Your mail goes to the address of before again");
    moves(
        &mut thief,
        "thief3@elsewhere.example",
        "a forecourt of thieves",
    );
    let thiefs = link_in(
        &office
            .mailbox
            .newest("thief@elsewhere.example", "Your address was changed")
            .text_body,
    );
    camille
        .goes_to(&back)
        .sees("Your mail goes to camille@atelier.example again")
        .presses("Save the password", &[("New password", "short")])
        .meets(422);
    camille.sees("Your mail goes to camille@atelier.example again");
    camille
        .presses(
            "Save the password",
            &[("New password", "a third forecourt at noon")],
        )
        .sees("Your mail goes to the address of before again");
    camille.goes_to("/profile").sees(CAMILLE);
    assert!(!is_inside(&mut thief));
    assert_eq!(password_opens(office, "a forecourt of thieves"), 422);
    for link in [&back, &thiefs] {
        Visitor::stranger(office).goes_to(link).meets(410);
    }
    office.works();
    let told = office
        .mailbox
        .newest("thief3@elsewhere.example", "Your address was changed")
        .text_body;
    assert!(
        told.contains("was taken back") && !told.contains("token="),
        "{told}"
    );
}

fn an_address_that_was_changed_back_already_is_told_of_no_more(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    for to in ["morel@atelier.example", CAMILLE] {
        camille.goes_to("/profile").presses(
            "Change the address",
            &[("New e-mail address", to), ("Current password", PASSWORD)],
        );
        opens_mail(&mut camille, to, "Confirm your new address");
        camille
            .presses("Use this address", &[])
            .sees("Your mail goes to the new address now");
        office.works();
        office
            .app
            .clock
            .set(office.now().plus(Duration::from_secs(60)));
    }
    let back = link_in(
        &office
            .mailbox
            .newest(CAMILLE, "Your address was changed")
            .text_body,
    );
    let before = office.mailbox.to(CAMILLE).len();
    camille
        .goes_to(&back)
        .presses("Save the password", &[("New password", NEW_PASSWORD)])
        .meets(200);
    camille.goes_to("/profile").sees(CAMILLE);
    assert_eq!(password_opens(office, NEW_PASSWORD), 303);
    office.works();
    let told = office.mailbox.to(CAMILLE).split_off(before);
    assert_eq!(told.len(), 1, "of the password alone");
    assert!(
        told[0].subject.contains("Your password was changed"),
        "{}",
        told[0].subject
    );
}

fn an_address_is_not_taken_back_from_who_has_it_now_nor_after_a_week(office: &Office) {
    for taken in [true, false] {
        let name = if taken {
            "dora@atelier.example"
        } else {
            CAMILLE
        };
        let mut somebody = office.visitor(name);
        let to = format!("new.{name}");
        somebody.goes_to("/profile").presses(
            "Change the address",
            &[
                ("New e-mail address", to.as_str()),
                ("Current password", PASSWORD),
            ],
        );
        opens_mail(&mut somebody, &to, "Confirm your new address");
        somebody.presses("Use this address", &[]);
        office.works();
        let back = link_in(
            &office
                .mailbox
                .newest(name, "Your address was changed")
                .text_body,
        );
        if taken {
            let mut nora = Visitor::stranger(office);
            nora.goes_to("/sign-up")
                .presses("Send me the link", &sign_up(name));
            opens_mail(&mut nora, name, "Finish your account");
            nora.presses(
                "Create an account",
                &[("User ID", "nora"), ("Password", NEW_PASSWORD)],
            )
            .meets(200);
            let mut stranger = Visitor::stranger(office);
            stranger.goes_to(&back).meets(410);
            somebody.goes_to("/profile").sees(&to);
        } else {
            office.app.clock.set(office.now().plus(days(7)));
            Visitor::stranger(office).goes_to(&back).meets(410);
        }
    }
}

fn the_first_operators_address_is_theirs_once_they_follow_its_link(office: &Office) {
    let token = office
        .write(parvis::store::session::make_set_up_link)
        .unwrap();
    let mut olga = Visitor::stranger(office);
    olga.goes_to(&format!("/set-up?token={}", token.as_str()))
        .sees("The address is yours once you follow it");
    olga.presses(
        "Create an account",
        &[
            ("E-mail", "olga@lumen.example"),
            ("Full name", "Olga Ivanova"),
            ("Company or organisation", "Operations"),
            ("User ID", "olga"),
            ("Password", NEW_PASSWORD),
        ],
    );
    olga.sees("Follow the link that is sent to your address")
        .sees("Operation");
    olga.goes_to("/profile").sees("No address yet");
    Visitor::stranger(office)
        .logs_in("olga@lumen.example", NEW_PASSWORD)
        .meets(422);
    // Whose it is may register with it meanwhile, and then it is theirs.
    opens_mail(&mut olga, "olga@lumen.example", "Confirm your new address");
    olga.presses("Use this address", &[])
        .sees("Your mail goes to the new address now")
        .sees("olga@lumen.example");
    assert!(
        office.mailbox.to("olga@lumen.example").len() == 1,
        "nobody is told of an address that there was not"
    );
}

fn a_changed_profile_leads_back_to_where_one_came_from(office: &Office) {
    office.administrator_of("lumen.example");
    let mut camille = office.visitor(CAMILLE);
    let from = "/access/requests/new?identifier=lumen.example";
    camille
        .goes_to(from)
        .follows("update your profile")
        .sees("Profile management");
    assert_eq!(camille.page.links("Cancel"), [from]);
    camille.presses("Save", &[("Full name", "")]).meets(422);
    camille.presses(
        "Save",
        &[
            ("Full name", "Camille Morel"),
            ("Company or organisation", "Atelier Lumen"),
            ("Phone", "+33 4 72 00 00 00"),
        ],
    );
    assert_eq!(camille.page.path, from);
    camille
        .sees("Your profile is saved")
        .sees("Camille Morel")
        .sees("Atelier Lumen")
        .sees("+33 4 72 00 00 00");
    camille
        .goes_to("/profile")
        .presses("Save", &[("Phone", "call me")])
        .meets(422);
    assert!(
        camille
            .page
            .fault_of("Phone")
            .unwrap()
            .contains("+33 4 72 00 00 00")
    );
    camille.presses("Save", &[("Phone", "")]).meets(200);
    assert_eq!(camille.page.path, "/profile");
}

fn language_and_time_zone_follow_into_pages_and_mails(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor(CAMILLE);
    // Still the 22nd in London, already the 23rd in Auckland.
    office.hours_pass(11);
    camille
        .goes_to("/profile")
        .presses("Save", &[("Time zone", "Pacific/Auckland")]);
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .views_request()
        .sees("23 November 2026");
    amina
        .opens_the_link_in("Camille Example asks")
        .sees("22 November 2026")
        .declines("Other", "");
    let answer = office.mailbox.newest(CAMILLE, "Your access request");
    assert!(
        answer
            .text_body
            .contains("You can ask again from 24 November 2026"),
        "{}",
        answer.text_body
    );
    camille.goes_to("/profile").presses(
        "Save",
        &[("Language", "français"), ("Time zone", "Pacific/Honolulu")],
    );
    camille
        .sees("Votre profil est enregistré")
        .goes_to("/access/services")
        .follows("Afficher")
        .sees("22 novembre 2026");
    let mut back = forgets(office, "camille");
    let mail = office.mailbox.newest(CAMILLE, "");
    assert_eq!(mail.language, "fr");
    assert!(
        mail.html_body.contains("<html lang=\"fr\""),
        "{}",
        mail.html_body
    );
    // A visitor who reads English follows the link all the same.
    back.sees("Choose a new password");
}

fn the_profile_goes_before_the_cookie_and_the_cookie_before_the_browser(office: &Office) {
    office.person(CAMILLE);
    for (accepted, chosen, profile, expected) in LANGUAGES {
        let mut visitor = Visitor::stranger(office);
        if !profile.is_empty() {
            visitor.logs_in("camille", PASSWORD);
            visitor.sends(
                "POST",
                "/language",
                Some(form(&[("language", profile), ("back", "/")])),
            );
        }
        let mut cookies = format!("parvis_language={chosen}");
        if let Some(token) = visitor.session() {
            cookies.push_str(&format!("; parvis_session={token}"));
        }
        let mut request = Visitor::stranger(office)
            .request("GET", "/help")
            .header(header::COOKIE, cookies);
        let headers = request.headers_mut().unwrap();
        headers.insert(header::ACCEPT_LANGUAGE, accepted.parse().unwrap());
        let answer = visitor.carries(request.body(Body::empty()).unwrap());
        assert_eq!(
            answer.attributes("html", "lang"),
            [*expected],
            "{accepted:?} {chosen:?} {profile:?}"
        );
    }
}

fn choosing_a_language_stays_chosen_and_brings_one_back(office: &Office) {
    office.person(CAMILLE);
    let mut visitor = Visitor::stranger(office);
    visitor
        .goes_to("/sign-in?next=%2Fprofile")
        .presses("français", &[])
        .sees("Se connecter");
    assert_eq!(visitor.page.path, "/sign-in?next=%2Fprofile");
    visitor.goes_to("/help").sees("Comment demander l");
    // Logging in, the profile's language counts; choosing there changes the profile.
    visitor
        .goes_to("/sign-in")
        .presses(
            "Se connecter",
            &[
                ("Identifiant ou adresse e-mail", "camille"),
                ("Mot de passe", PASSWORD),
            ],
        )
        .goes_to("/help")
        .sees("How do I ask for access?");
    visitor.presses("français", &[]).sees("Comment demander l");
    let mut elsewhere = office.log_in(CAMILLE);
    elsewhere.goes_to("/help").sees("Comment demander l");
}

fn an_address_is_changed_by_a_link_that_only_its_owner_gets(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    let mut mallory = office.visitor("mallory@elsewhere.example");
    camille
        .goes_to("/profile")
        .presses(
            "Change the address",
            &[("New e-mail address", "not an address")],
        )
        .meets(422);
    assert!(
        camille
            .page
            .fault_of("New e-mail address")
            .unwrap()
            .contains("name@company.example")
    );
    camille
        .presses(
            "Change the address",
            &[
                ("New e-mail address", "morel@atelier.example"),
                ("Current password", "guessed"),
            ],
        )
        .meets(422);
    assert_eq!(
        camille.page.all("#password-error"),
        ["This is not your current password."]
    );
    camille
        .presses(
            "Change the address",
            &[
                ("New e-mail address", "morel@atelier.example"),
                ("Current password", PASSWORD),
            ],
        )
        .meets(200);
    camille
        .sees("A link is on its way to the new address")
        .does_not_see("morel@atelier.example");
    office.works();
    let link = link_in(
        &office
            .mailbox
            .newest("morel@atelier.example", "Confirm your new address")
            .text_body,
    );
    // Opening the link changes nothing, and nobody else can use it.
    mallory
        .goes_to(&link)
        .presses("Use this address", &[])
        .meets(404);
    Visitor::stranger(office).goes_to(&link).sees("Log in");
    camille.goes_to("/profile").sees(CAMILLE);
    camille
        .goes_to(&link)
        .presses("Use this address", &[])
        .sees("Your mail goes to the new address now")
        .sees("morel@atelier.example")
        .does_not_see(CAMILLE);
    camille
        .goes_to(&link)
        .meets(410)
        .sees("used already, or it is too old");
    let mut again = Visitor::stranger(office);
    again.logs_in("morel@atelier.example", PASSWORD);
    assert!(is_inside(&mut again));
    Visitor::stranger(office)
        .logs_in(CAMILLE, PASSWORD)
        .meets(422);
    office.works();
    office.mailbox.newest(CAMILLE, "Your address was changed");
}

fn a_link_to_a_new_address_dies_of_age(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    camille.goes_to("/profile").presses(
        "Change the address",
        &[
            ("New e-mail address", "morel@atelier.example"),
            ("Current password", PASSWORD),
        ],
    );
    opens_mail(
        &mut camille,
        "morel@atelier.example",
        "Confirm your new address",
    );
    let link = camille.page.path.clone();
    office.app.clock.set(office.now().plus(days(2)));
    office
        .log_in(CAMILLE)
        .goes_to(&link)
        .meets(410)
        .sees("too old")
        .goes_to("/profile")
        .sees(CAMILLE);
}

fn a_new_password_takes_the_force_from_links_mailed_before(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    let reset = forgets(office, "camille").page.path;
    camille.goes_to("/profile").presses(
        "Change the address",
        &[
            ("New e-mail address", "morel@atelier.example"),
            ("Current password", PASSWORD),
        ],
    );
    opens_mail(
        &mut camille,
        "morel@atelier.example",
        "Confirm your new address",
    );
    let change = camille.page.path.clone();
    camille.goes_to("/profile").presses(
        "Save the password",
        &[
            ("Current password", PASSWORD),
            ("New password", NEW_PASSWORD),
        ],
    );
    Visitor::stranger(office).goes_to(&reset).meets(410);
    camille
        .goes_to(&change)
        .meets(410)
        .sees("used already")
        .goes_to("/profile")
        .sees(CAMILLE);
}

fn somebody_elses_address_cannot_be_taken(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    office.person("bruno@lumen.example");
    let asks = |camille: &mut Visitor<'_>, email: &str| {
        camille
            .goes_to("/profile")
            .presses(
                "Change the address",
                &[
                    ("New e-mail address", email),
                    ("Current password", PASSWORD),
                ],
            )
            .page
            .text()
    };
    assert_eq!(
        asks(&mut camille, "Bruno@lumen.example"),
        asks(&mut camille, "nora@elsewhere.example")
    );
    office.works();
    assert!(office.mailbox.to("bruno@lumen.example").is_empty());
    // Taken by somebody else before the link is followed.
    office.person("nora@elsewhere.example");
    opens_mail(
        &mut camille,
        "nora@elsewhere.example",
        "Confirm your new address",
    );
    camille
        .presses("Use this address", &[])
        .sees("This address belongs to another sign-in")
        .sees(CAMILLE);
}

fn a_new_password_ends_every_other_session_and_keeps_this_one(office: &Office) {
    let (mut at_work, mut at_home) = (office.visitor(CAMILLE), office.log_in(CAMILLE));
    let before = at_work.session().unwrap().clone();
    at_work
        .goes_to("/profile")
        .presses(
            "Save the password",
            &[
                ("Current password", "wrong"),
                ("New password", NEW_PASSWORD),
            ],
        )
        .meets(422);
    assert_eq!(
        at_work.page.all("#current_password-error"),
        ["This is not your current password."]
    );
    assert!(is_inside(&mut at_home));
    at_work
        .presses(
            "Save the password",
            &[
                ("Current password", PASSWORD),
                ("New password", NEW_PASSWORD),
            ],
        )
        .sees("Your new password is saved");
    assert!(is_inside(&mut at_work) && !is_inside(&mut at_home) && !opens(office, &before));
    assert_eq!(password_opens(office, PASSWORD), 422);
    assert_eq!(password_opens(office, NEW_PASSWORD), 303);
    office.works();
    office.mailbox.newest(CAMILLE, "Your password was changed");
}

fn a_session_left_open_does_not_let_anybody_guess_the_password(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    let guess = |camille: &mut Visitor<'_>, password: &str| {
        camille
            .sends(
                "POST",
                "/profile/password",
                Some(form(&[
                    ("current_password", password),
                    ("new_password", NEW_PASSWORD),
                ])),
            )
            .status
    };
    for number in 0..10 {
        assert_eq!(guess(&mut camille, &format!("guess {number}")), 422);
    }
    assert_eq!(guess(&mut camille, PASSWORD), 429);
    office
        .app
        .clock
        .set(office.now().plus(Duration::from_secs(15 * 60)));
    assert_eq!(guess(&mut camille, PASSWORD), 303);
}

fn the_answer_takes_as_long_for_a_known_name_as_for_an_unknown_one(office: &Office) {
    for number in 0..3 {
        office.person(&format!("known{number}@atelier.example"));
    }
    // The first attempt of all makes what unknown names are checked against.
    time_to_refuse(office, "nobody");
    // A busy machine may spoil a round or two; a name that gives itself away spoils them all.
    let mut rounds = (0..4).map(|round| medians_to_refuse(office, round));
    let fair = |(known, unknown): &(Duration, Duration)| {
        known.max(unknown).as_secs_f64() < 1.3 * known.min(unknown).as_secs_f64()
    };
    let mut seen = Vec::new();
    let found = rounds.any(|round| {
        seen.push(round);
        fair(&round)
    });
    assert!(
        found,
        "medians for a known name and an unknown one, in each round: {seen:?}"
    );
}

#[test]
fn guesses_are_counted_across_a_restart_on_sqlite() {
    guesses_are_counted(Office::open(Engine::Sqlite));
}

#[test]
fn guesses_are_counted_across_a_restart_on_postgres() {
    if let Some(engine) = Engine::postgres() {
        guesses_are_counted(Office::open(engine));
    }
}

/// Ten wrong passwords, and the right one opens no more: not after a restart, but again when a quarter of an hour is over.
fn guesses_are_counted(office: Office) {
    for name in [CAMILLE, "bruno@lumen.example"] {
        office.person(name);
    }
    let attempt = |office: &Office, name: &str, password: &str| {
        let fields = form(&[("name", name), ("password", password)]);
        Visitor::stranger(office).sends("POST", "/sign-in", Some(fields))
    };
    for name in ["camille", "nobody"] {
        for _ in 0..10 {
            assert_eq!(attempt(&office, name, "guessed").status, 422);
        }
        for (typed, password) in [
            (name.to_owned(), PASSWORD),
            (format!(" {}", name.to_uppercase()), PASSWORD),
        ] {
            let answer = attempt(&office, &typed, password);
            is_refused(&answer, 429, "en", name);
            assert!(
                answer.text().contains("Wait 15 minutes"),
                "{}",
                answer.text()
            );
        }
    }
    let office = office.reopen();
    assert_eq!(attempt(&office, "camille", PASSWORD).status, 429);
    assert_eq!(
        attempt(&office, "bruno", PASSWORD).status,
        303,
        "others come in"
    );
    office
        .app
        .clock
        .set(office.now().plus(Duration::from_secs(14 * 60)));
    let answer = attempt(&office, "camille", PASSWORD);
    assert!(
        answer.text().contains("Wait one minute"),
        "{}",
        answer.text()
    );
    office
        .app
        .clock
        .set(office.now().plus(Duration::from_secs(60)));
    assert_eq!(attempt(&office, "camille", "guessed").status, 422);
    assert_eq!(attempt(&office, "camille", PASSWORD).status, 303);
    // The right password makes good the wrong one before.
    for _ in 0..9 {
        assert_eq!(attempt(&office, "camille", "guessed").status, 422);
    }
    assert_eq!(attempt(&office, "camille", PASSWORD).status, 303);
}

/// Nobody can try one password on many names.
#[test]
fn guesses_from_one_network_address_come_to_an_end() {
    let office = Office::open(Engine::Sqlite);
    office.person(CAMILLE);
    let attempt = |name: &str, password: &str| {
        let fields = form(&[("name", name), ("password", password)]);
        Visitor::stranger(&office)
            .sends("POST", "/sign-in", Some(fields))
            .status
    };
    let statuses: Vec<u16> = (0..100)
        .map(|number| attempt(&format!("nobody{number}"), "guessed"))
        .collect();
    assert!(statuses.iter().all(|status| *status == 422));
    assert_eq!(attempt("camille", PASSWORD), 429);
    office
        .app
        .clock
        .set(office.now().plus(Duration::from_secs(15 * 60)));
    assert_eq!(attempt("camille", PASSWORD), 303);
}

/// A proxy of ours names the visitor's address; what a visitor claims to have come through does not count.
#[test]
fn behind_a_proxy_people_are_counted_by_the_address_it_names() {
    let proxy: std::net::IpAddr = [0, 0, 0, 0].into();
    let behind = Office::open_as(Engine::Sqlite, false, |config| {
        config.trusted_proxies = vec![proxy.into()];
        config.limits.forgotten_by_address = 50;
    });
    let open = Office::open_as(Engine::Sqlite, false, |config| {
        config.limits.forgotten_by_address = 50;
    });
    let forgets = |office: &Office, number: u32, chain: &str| {
        let name = form(&[("name", &format!("nobody{number}"))]);
        let mut visitor = Visitor::stranger(office);
        let request = visitor
            .request("POST", "/forgot")
            .header("x-forwarded-for", chain)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        visitor.carries(request.body(name.into()).unwrap()).status
    };
    let used_up = ["203.0.113.7", "2001:db8:0:1::1"];
    for (office, chain) in [
        (&behind, used_up[0]),
        (&behind, used_up[1]),
        (&open, used_up[0]),
    ] {
        assert!((0..50).all(|number| forgets(office, number, chain) == 200));
    }
    let rows = [
        ("203.0.113.7", 429),
        ("198.51.100.1, 203.0.113.7", 429),
        ("198.51.100.1, nonsense, 203.0.113.7, 0.0.0.0", 429),
        ("::ffff:203.0.113.7", 429),
        ("2001:db8:0:1:ffff::9", 429),
        ("2001:db8:0:2::1", 200),
        ("203.0.113.8", 200),
        ("203.0.113.7, 203.0.113.9", 200),
        ("203.0.113.7, nonsense", 200),
    ];
    for (chain, status) in rows {
        assert_eq!(forgets(&behind, 99, chain), status, "{chain}");
        assert_eq!(
            forgets(&open, 99, chain),
            429,
            "{chain} is not to be believed"
        );
    }
}

#[test]
fn over_tls_the_session_is_bound_to_the_host_and_browsers_stay_with_tls() {
    let secure = Office::open_as(Engine::Sqlite, false, |config| {
        config.public_url = "https://parvis.example".into();
    });
    let plain = Office::open(Engine::Sqlite);
    let rows = [
        (
            &secure,
            "__Host-parvis_session",
            true,
            Some("max-age=31536000"),
        ),
        (&plain, "parvis_session", false, None),
    ];
    for (office, name, is_secure, stays) in rows {
        office.person(CAMILLE);
        let mut camille = Visitor::stranger(office);
        let log_in = form(&[("name", "camille"), ("password", PASSWORD)]);
        let answer = camille.sends("POST", "/sign-in", Some(log_in));
        let cookie = &answer.headers["set-cookie"];
        let mut parts: Vec<&str> = cookie.split("; ").skip(1).collect();
        parts.sort_unstable();
        let mut expected = vec!["HttpOnly", "Path=/", "SameSite=Lax"];
        if is_secure {
            expected.push("Secure");
        }
        assert_eq!(parts, expected, "{cookie}");
        assert!(cookie.starts_with(&format!("{name}=")), "{cookie}");
        assert!(is_inside(&mut camille));
        for path in ["/", "/healthz", "/no/such/page", "/assets/x/y"] {
            let answer = camille.sends("GET", path, None);
            let said = answer.headers.get("strict-transport-security");
            assert_eq!(said.map(String::as_str), stays, "{path}");
        }
        let gone = camille.sends("POST", "/sign-out", Some(String::new()));
        let cookie = &gone.headers["set-cookie"];
        assert!(
            cookie.starts_with(&format!("{name}=;")) && cookie.contains("Max-Age=0"),
            "{cookie}"
        );
        assert_eq!(cookie.contains("Secure"), is_secure, "{cookie}");
    }
    // A cookie set over plain HTTP, or by a neighbouring host, is no session here.
    let token = secure.log_in(CAMILLE);
    let token = token.cookie("__Host-parvis_session").unwrap();
    assert!(!opens(&secure, token));
}

/// What the browser accepts, which language was chosen before, the profile's, and what is spoken. Nothing where it is empty.
const LANGUAGES: &[(&str, &str, &str, &str)] = &[
    ("", "", "", "en"),
    ("fr", "", "", "fr"),
    ("fr-CH, de;q=0.5", "", "", "fr"),
    ("en;q=0.2, fr;q=0.8", "", "", "fr"),
    ("de, it;q=0.8", "", "", "en"),
    ("*", "", "", "en"),
    ("!!, ;;q=x", "", "", "en"),
    ("fr", "en", "", "en"),
    ("en", "fr", "", "fr"),
    ("fr", "tlh", "", "fr"),
    ("en", "en", "fr", "fr"),
    ("fr", "fr", "en", "en"),
];

fn sign_up(email: &str) -> [(&'static str, &str); 3] {
    [
        ("Full name", "Nora Neumann"),
        ("Company or organisation", "Neumann Ltd"),
        ("E-mail", email),
    ]
}

fn sign_up_fields(email: &str) -> [(&'static str, &str); 3] {
    [
        ("full_name", "Nora Neumann"),
        ("organisation", "Neumann Ltd"),
        ("email", email),
    ]
}

/// Opens the link in the newest mail to an address.
fn opens_mail(visitor: &mut Visitor<'_>, address: &str, subject: &str) {
    visitor.office.works();
    let mail = visitor.office.mailbox.newest(address, subject);
    visitor.goes_to(&link_in(&mail.text_body)).meets(200);
}

/// Somebody who has forgotten what they need to log in, with the link from the mail open.
fn forgets<'o>(office: &'o Office, name: &str) -> Visitor<'o> {
    let mut visitor = Visitor::stranger(office);
    visitor
        .goes_to("/sign-in")
        .follows("Forgot your user ID or password?");
    visitor
        .presses("Send me a link", &[("User ID or e-mail", name)])
        .sees("Check your mail");
    office.works();
    let mail = office.mailbox.all().pop().unwrap();
    visitor.goes_to(&link_in(&mail.text_body)).meets(200);
    visitor
}

fn is_inside(visitor: &mut Visitor<'_>) -> bool {
    match visitor.sends("GET", "/profile", None).status {
        200 => true,
        303 => false,
        other => panic!("the profile page answers {other}"),
    }
}

/// Whether a session's token still opens anything.
fn opens(office: &Office, token: &str) -> bool {
    let mut visitor = Visitor::stranger(office);
    visitor.takes_session(token);
    is_inside(&mut visitor)
}

/// The status with which Camille's log-in is answered.
fn password_opens(office: &Office, password: &str) -> u16 {
    let fields = form(&[("name", "camille"), ("password", password)]);
    Visitor::stranger(office)
        .sends("POST", "/sign-in", Some(fields))
        .status
}

/// The link in the newest mail as it is kept.
fn kept_link(office: &Office) -> String {
    use parvis::storage::schema::outbox;
    let newest = outbox::table
        .order(outbox::id.desc())
        .select(outbox::text_body);
    link_in(&office.read(move |db| Ok(newest.first::<String>(db)?)))
}

fn token_of(link: &str) -> String {
    link.split("token=").nth(1).unwrap().to_owned()
}

/// Passwords that are not taken, and what is said of them.
fn weak_passwords() -> Vec<(String, String)> {
    let easy = "This password is easy to guess. Add a word or two.";
    let short = "Use at least 10 characters.";
    let rows = [
        ("", short),
        ("x7!pQ", short),
        ("🙂🙂🙂🙂🙂", short),
        ("password123", easy),
        ("1234567890", easy),
        ("aaaaaaaaaaaaaaaa", easy),
        ("parvisparvis", easy),
        ("qwertyuiop", easy),
    ];
    let mut all: Vec<(String, String)> =
        rows.map(|(p, said)| (p.to_owned(), said.to_owned())).into();
    all.push((
        "x9 forecourt ".repeat(20),
        "Use at most 256 characters.".into(),
    ));
    all
}

/// Every text in the tables that could hold a token.
fn everything_kept(office: &Office) -> String {
    use parvis::storage::schema::{events, notices, outbox, people, sessions, single_use_links};
    office.read(|db| {
        let sessions: Vec<(String, String)> = sessions::table
            .select((sessions::token_hash, sessions::person_id))
            .load(db)?;
        let links: Vec<(String, String)> = single_use_links::table
            .select((single_use_links::token_hash, single_use_links::link))
            .load(db)?;
        let mails: Vec<(String, String)> = outbox::table
            .select((outbox::text_body, outbox::html_body))
            .load(db)?;
        let notices: Vec<String> = notices::table.select(notices::notice).load(db)?;
        let events: Vec<(String, String)> = events::table
            .select((events::body, events::origin))
            .load(db)?;
        let people: Vec<Option<String>> = people::table.select(people::password_hash).load(db)?;
        Ok(format!(
            "{sessions:?} {links:?} {mails:?} {notices:?} {events:?} {people:?}"
        ))
    })
}

/// Medians over runs of known and unknown names in turn.
fn medians_to_refuse(office: &Office, round: u32) -> (Duration, Duration) {
    let mut times = [Vec::new(), Vec::new()];
    for run in 0..15 {
        times[0].push(time_to_refuse(office, &format!("known{}", run % 3)));
        times[1].push(time_to_refuse(office, &format!("unknown{round}x{run}")));
    }
    // Attempts are counted: the next round needs a fresh quarter of an hour.
    office
        .app
        .clock
        .set(office.now().plus(Duration::from_secs(15 * 60)));
    let [known, unknown] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    (known, unknown)
}

#[allow(clippy::disallowed_methods)] // how long it takes is what is measured
fn time_to_refuse(office: &Office, name: &str) -> Duration {
    let mut stranger = Visitor::stranger(office);
    let fields = encode(&[
        ("name".into(), name.into()),
        ("password".into(), "guessed".into()),
    ]);
    let begun = std::time::Instant::now();
    let answer = stranger.sends("POST", "/sign-in", Some(fields));
    let took = begun.elapsed();
    assert_eq!(answer.status, 422, "{name}");
    took
}
