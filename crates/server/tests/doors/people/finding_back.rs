//! Finding back: the links that are mailed to whoever forgot, and what is kept of them.

use crate::answers::is_refused;
use crate::forms::form;
use crate::on_both_engines;
use crate::people::ways::{
    CAMILLE, NEW_PASSWORD, forgets, is_inside, opens_mail, password_opens, signs_up, token_of,
};
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;
use diesel::prelude::*;
use domain::moment::{days, hours};
use parvis::notification::smtp::SendOutcome;
use parvis::notification::written::WrittenMail;
use parvis::store::notification::MailRow;
use std::time::Duration;

/// The link in the newest mail as it is kept.
fn kept_link(office: &Office) -> String {
    use parvis::storage::schema::outbox;
    let newest = outbox::table
        .order(outbox::id.desc())
        .select(MailRow::as_select());
    let row: MailRow = office.read(move |db| Ok(newest.first(db)?));
    let mail = WrittenMail::written(row, &office.app.db.rules().contact).unwrap();
    link_in(&mail.text_body)
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
        let mails: Vec<String> = outbox::table.select(outbox::letter).load(db)?;
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

on_both_engines!(
    who_forgot_finds_back_by_user_id_or_address_and_nobody_learns_who_is_known,
    a_reset_link_works_once_and_ends_every_other_session,
    links_in_mails_die_of_age,
    nothing_that_opens_a_door_is_kept_as_it_is,
    the_link_of_a_mail_that_waits_or_was_given_up_opens_nothing,
    a_mail_that_an_operator_has_sent_again_works_either_time,
    a_mail_that_came_twice_works_either_time,
);

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
    let nora = signs_up(office, "nora@elsewhere.example");
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
        office.clock_goes_on(second);
        late.submits(&filled).meets(410).sees("too old");
        late.goes_to(&link)
            .meets(410)
            .follows("Forgot your user ID or password?")
            .meets(200);
    }
    assert_eq!(password_opens(office, PASSWORD), 303);
}

fn nothing_that_opens_a_door_is_kept_as_it_is(office: &Office) {
    let mut camille = office.visitor(CAMILLE);
    let nora = signs_up(office, "nora@elsewhere.example");
    let reset = forgets(office, "camille").page.path;
    camille
        .goes_to("/profile")
        .wants_mail_at("new@atelier.example", PASSWORD);
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
        .next_meets(SendOutcome::Failed("451 later".into()));
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
        .next_meets(SendOutcome::Refused("550 no such mailbox".into()));
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
