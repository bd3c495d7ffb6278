//! Addresses are added inside the domain, by whoever may, and confirmed from the mailbox.

use crate::notification_address::mailbox::{DESK, PAGE, reader};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::moment::days;
use domain::smart_account::Visibility;

/// An operator sets the aliases, who need not show that a domain is the account's.
fn has_aliases(office: &Office, aliases: &str) {
    office.staff("olga@operations.example", true, false);
    let mut olga = office.log_in("olga@operations.example");
    olga.goes_to("/operator/accounts?q=lumen")
        .follows("lumen.example");
    olga.presses("Save the aliases", &[("Also known as", aliases)])
        .sees("are saved");
}

on_both_engines!(
    what_cannot_be_added_is_said_beside_the_field,
    a_link_works_once_in_time_and_as_long_as_it_is_the_newest,
    links_are_not_sent_without_end,
    only_administrators_of_the_whole_account_see_and_change_them,
);

fn what_cannot_be_added_is_said_beside_the_field(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    has_aliases(office, "lumière.example\ngmx.net");
    let rows = [
        ("", "Fill this in"),
        ("it-access", "Type an e-mail address"),
        ("a@b@lumen.example", "Type an e-mail address"),
        (
            "desk@atelier.example",
            "Use one inside: lumen.example and lumière.example, subdomains included",
        ),
        ("desk@notlumen.example", "outside the account’s domain"),
        ("desk@lumen.example.org", "outside the account’s domain"),
        // Everybody may have one there, whatever the account is called.
        ("lumen@gmx.net", "outside the account’s domain"),
    ];
    for (typed, fault) in rows {
        amina
            .goes_to(PAGE)
            .presses(
                "Add address",
                &[("E-mail", typed), ("Language of the copies", "fr")],
            )
            .meets(422);
        assert!(
            amina.page.fault_of("E-mail").unwrap().contains(fault),
            "{typed}: {:?}",
            amina.page.fault_of("E-mail")
        );
        assert!(
            amina.page.html.contains(&format!("value=\"{typed}\"")),
            "{typed}"
        );
        assert!(amina.page.html.contains("<option value=\"fr\" selected"));
    }
    amina
        .presses("Add address", &[("E-mail", DESK)])
        .presses("Add address", &[("E-mail", "IT-ACCESS@lumen.example")])
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("E-mail")
            .unwrap()
            .contains("in the list already")
    );
    assert_eq!(
        amina
            .sends(
                "POST",
                PAGE,
                Some("email=desk%40lumen.example&language=de".into())
            )
            .status,
        400
    );
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", "desk@lyon.lumen.example")])
        .presses("Add address", &[("E-mail", "bureau@lumière.example")])
        .sees("bureau@xn--lumire-6ua.example");
    for number in 3..20 {
        amina
            .presses(
                "Add address",
                &[("E-mail", &format!("desk{number}@lumen.example"))],
            )
            .meets(200);
    }
    amina.does_not_see("Add an address");
    let another = |number| Some(format!("email=desk{number}%40lumen.example&language=en"));
    assert_eq!(amina.sends("POST", PAGE, another(20)).status, 422);
    // Removing and adding does not make a mail cannon of it.
    for number in 20..40 {
        amina.goes_to(PAGE).presses_near("Remove", "desk", &[]);
        assert_eq!(amina.sends("POST", PAGE, another(number)).status, 303);
    }
    amina
        .goes_to(PAGE)
        .presses_near("Remove", "desk", &[])
        .presses("Add address", &[("E-mail", "another@lumen.example")])
        .meets(429);
    assert!(
        amina
            .page
            .fault_of("E-mail")
            .unwrap()
            .contains("Enough mails with links")
    );
}

fn a_link_works_once_in_time_and_as_long_as_it_is_the_newest(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)]);
    let mut first = reader(office, DESK);
    first.opens_the_link_in("Confirm this address").meets(200);
    amina
        .presses("Send link again", &[])
        .sees("Another mail is on its way");
    office.works();
    // What was opened before the newer letter confirms nothing.
    let old = first.page.path.clone();
    first
        .presses("Confirm this address", &[])
        .meets(410)
        .sees("A newer mail was sent");
    first.goes_to(&old).meets(410).sees("A newer mail was sent");
    let mut second = reader(office, DESK);
    second.opens_the_link_in("Confirm this address").meets(200);
    let newest = second.page.path.clone();
    office.clock_goes_on(days(7));
    second
        .goes_to(&newest)
        .meets(410)
        .sees("It is too old. Ask an administrator");
    amina
        .goes_to(PAGE)
        .sees("Not confirmed in time")
        .presses("Send link again", &[])
        .sees("Waiting for confirmation");
    let mut stale = amina.clone();
    second
        .opens_the_link_in("Confirm this address")
        .presses("Confirm this address", &[])
        .sees("Confirmed");
    let third = office.mailbox.newest(DESK, "Confirm this address");
    second
        .goes_to(&link_in(&third.text_body))
        .meets(410)
        .sees("confirmed already");
    let token = link_in(&third.text_body)
        .split_once("token=")
        .unwrap()
        .1
        .to_owned();
    let form = Some(format!("token={token}"));
    assert_eq!(
        second
            .sends("POST", "/notification-address/confirmation", form)
            .status,
        410
    );
    // A page from before it was confirmed sends nothing.
    stale
        .presses("Send link again", &[])
        .meets(409)
        .sees("confirmed already");
    stale.goes_to(PAGE);
    amina.goes_to(PAGE).presses("Remove", &[]);
    second
        .goes_to(&link_in(&third.text_body))
        .meets(410)
        .sees("was removed from the account");
    stale.presses("Remove", &[]).sees("removed already");
    let mut stranger = Visitor::stranger(office);
    stranger
        .goes_to("/notification-address/confirmation?token=guessed")
        .meets(410)
        .sees("This link no longer works");
    stranger
        .goes_to("/notification-address/confirmation")
        .meets(410);
}

fn links_are_not_sent_without_end(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)]);
    for _ in 0..3 {
        amina.presses("Send link again", &[]).meets(200);
    }
    amina
        .presses("Send link again", &[])
        .meets(429)
        .sees("Enough letters went to this address");
    amina
        .goes_to(PAGE)
        .presses("Remove", &[])
        .presses("Add address", &[("E-mail", DESK)])
        .meets(429);
    assert!(
        amina
            .page
            .fault_of("E-mail")
            .unwrap()
            .contains("Enough letters went to this address")
    );
    office.days_pass(1);
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)])
        .meets(200);
}

fn only_administrators_of_the_whole_account_see_and_change_them(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina
        .goes_to(PAGE)
        .presses("Add address", &[("E-mail", DESK)]);
    let removal = amina.page.attributes("form[action$='/removal']", "action")[0].clone();
    let letters = removal.replace("/removal", "/letters");
    let others = [
        (Role::SaApprover, None),
        (Role::SaViewer, None),
        (Role::VaAdministrator, Some("Lyon")),
    ];
    for (role, on) in others {
        let email = format!("{}@lumen.example", role.key());
        let person = office.person(&email);
        office.grant(&person, "lumen.example", role, on);
        let mut other = office.session_of(&email, &person);
        other
            .goes_to("/accounts/lumen.example/properties")
            .meets(200)
            .does_not_see("Notifications");
        other.goes_to(PAGE).meets(404);
        for (path, form) in [
            (PAGE, "email=desk%40lumen.example&language=en"),
            (&removal, ""),
            (&letters, ""),
        ] {
            assert_eq!(
                other.sends("POST", path, Some(form.into())).status,
                404,
                "{role:?} {path}"
            );
        }
    }
    // An administrator of another account reaches none of them through hers.
    let dora = office.person("dora@holding.example");
    office.account("holding.example", Visibility::Unrestricted, &dora);
    let mut dora = office.session_of("dora@holding.example", &dora);
    let through_hers = letters.replace("lumen.example", "holding.example");
    assert_eq!(
        dora.sends("POST", &through_hers, Some(String::new()))
            .status,
        404
    );
    dora.sends(
        "POST",
        &removal.replace("lumen.example", "holding.example"),
        Some(String::new()),
    );
    amina.goes_to(PAGE).sees(DESK);
}
