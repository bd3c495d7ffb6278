//! From an empty folder to a decision.

use crate::support::Engine;
use crate::support::installation::Installation;
use crate::support::patience::wait_for;
use crate::support::smtp_server::SmtpServer;
use crate::{becomes_operator, becomes_operator_by, files, finds_the_way_in, signs_up};
use std::time::Duration;

const FILES: [(&str, &str); 4] = [
    (
        "people.csv",
        "user,full_name,organisation,email,language\n\
         amina,Amina Diallo,Lumen Networks,amina@lumen.example,en\n\
         bruno,Bruno Rossi,Lumen Networks,bruno@lumen.example,fr\n\
         dora,Dora Németh,Meridian Holding,dora@holding.example,en\n",
    ),
    (
        "accounts.csv",
        "domain,name,type,visibility\n\
         lumen.example,Lumen Networks,customer,unrestricted\n\
         holding.example,Meridian Holding,holding,restricted\n",
    ),
    (
        "virtual_accounts.csv",
        "domain,name,default\n\
         lumen.example,Default,yes\n\
         lumen.example,Lyon,no\n\
         lumen.example,Montréal,no\n",
    ),
    (
        "memberships.csv",
        "user,domain,role,virtual_account\n\
         amina,lumen.example,sa-administrator,\n\
         bruno,lumen.example,sa-viewer,\n\
         dora,holding.example,sa-administrator,\n",
    ),
];

fn from_nothing_to_a_decision(engine: &Engine) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    let mut house = Installation::empty(engine, Some(post));
    house.serves();
    let mut olga = becomes_operator(&house);
    olga.goes_to("/operator/accounts")
        .sees("No Smart Accounts yet");

    let report = house.runs(&["import", &files(&house, &FILES)]).well();
    for line in [
        "people 3 added, 0 known",
        "accounts 2 added, 0 known",
        "virtual accounts 3 added, 0 known",
        "memberships 3 added, 0 known",
    ] {
        let found = report
            .lines()
            .any(|said| said.split_whitespace().eq(line.split_whitespace()));
        assert!(found, "{line:?} is not in {report}");
    }
    olga.goes_to("/operator/accounts")
        .sees("Lumen Networks")
        .sees("Meridian Holding");

    let mut amina = finds_the_way_in(&house, "amina@lumen.example");
    amina
        .follows("Open Manage Smart Account")
        .sees("Bruno Rossi");
    let mut camille = signs_up(&house, "Camille Morel", "camille@atelier.example");
    camille
        .asks_for("lumen.example", "Downloads for the Lyon site")
        .sees("Your request is on its way to the administrator of lumen.example");
    amina
        .opens_the_link_in("Camille Morel asks for access to Lumen Networks")
        .sees("Downloads for the Lyon site")
        .approves_for(&["Lyon"], "Virtual Account User")
        .sees("You approved this");
    camille
        .opens_the_link_in("Your access request for lumen.example")
        .sees("Approved")
        .sees("Virtual Account User on Lyon");
    camille
        .goes_to("/access/smart-accounts")
        .sees("Lumen Networks")
        .sees("Virtual Account User");
    amina
        .goes_to("/accounts/lumen.example/users")
        .sees("Camille Morel");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Access was asked for")
        .sees("Role given: Virtual Account User");
    // What the mail server has taken is noted a moment later.
    wait_for("all mail to be sent", Duration::from_secs(10), || {
        let text = olga.goes_to("/operator").page.text();
        (!text.contains("waiting to be sent")).then_some(())
    });

    everything_is_there_after_a_restart(&mut house);
}

fn everything_is_there_after_a_restart(house: &mut Installation) {
    assert!(house.is_told_to_stop().success());
    house.serves();
    let mut camille = house.visitor("camille@atelier.example");
    camille
        .logs_in("camille", crate::PASSWORD)
        .views_request()
        .sees("Approved");
    let again = house.runs(&["import", &files(house, &FILES)]).well();
    assert!(!again.contains("1 added"), "{again}");
    let mails = wait_for("the last mail", Duration::from_secs(60), || {
        Some(house.post().taken()).filter(|mails| mails.len() >= 7)
    });
    let about = |address: &str| {
        let to = mails.iter().filter(|mail| mail.envelope.rcpts == [address]);
        to.count()
    };
    assert_eq!(about("amina@lumen.example"), 3, "way in, password, request");
    let to_camille = about("camille@atelier.example");
    assert_eq!(to_camille, 3, "sign-up, receipt, outcome");
    assert_eq!(about("olga@operations.example"), 1, "the address");
    assert_eq!(mails.len(), 7);
}

#[test]
fn sqlite() {
    from_nothing_to_a_decision(&Engine::Sqlite);
}

#[test]
fn postgres() {
    if let Some(engine) = Engine::postgres() {
        from_nothing_to_a_decision(&engine);
    }
}

#[test]
fn the_link_to_set_up_works_once() {
    let mut house = Installation::empty(&Engine::Sqlite, None);
    house.serves();
    let link = house.says("/set-up?token=");
    let used = crate::link_in(&link);
    // A restart before anybody came: the link is with a colleague by now and still works; there is no other.
    assert!(house.is_told_to_stop().success());
    house.serves();
    house
        .says("was printed at an earlier start or by another node, and works for 24 hours at most");
    becomes_operator_by(&house, &used);
    assert!(house.is_told_to_stop().success());
    house.serves();
    house.stranger().goes_to(&used).meets(410);
    assert!(house.is_told_to_stop().success());
    assert_eq!(house.has_said(), "");
}
