//! What goes first, what goes on beside a mail server that does not, and links that died on the way.

use crate::support::mailbox::link_in;
use crate::support::patience::wait_for;
use crate::support::sink::Sink;
use crate::support::{Engine, Office};
use crate::{on_both_engines, outbox, tell_many, time_passes};
use domain::Role;
use domain::moment::{days, hours};
use domain::notification::Notice;
use parvis::jobs;
use parvis::notification::written::WrittenMail;
use parvis::store::notification::announce;
use std::sync::Arc;
use std::time::Duration;

/// Lets the worker do all but send.
fn works_without_sending(office: &Office) {
    let work = jobs::run_until_idle(&office.app, None, 100);
    office.runtime.block_on(work).unwrap();
}

fn forgets(office: &Office, name: &str) {
    let name = name.to_owned();
    office.write(move |tx| announce(tx, &Notice::Forgotten { name: name.clone() }));
}

on_both_engines!(
    a_way_back_in_overtakes_what_waits,
    a_dead_link_is_written_anew,
    a_letter_whose_link_was_overtaken_is_not_sent,
);

fn a_way_back_in_overtakes_what_waits(office: &Office) {
    tell_many(office, 30);
    works_without_sending(office);
    tell_many_more(office);
    office.person("camille@atelier.example");
    forgets(office, "camille");
    office.works();
    let first = office.mailbox.all().remove(0);
    assert_eq!(
        (first.address.as_str(), first.kind.as_str()),
        ("camille@atelier.example", "forgotten")
    );
}

fn a_dead_link_is_written_anew(office: &Office) {
    office.person("camille@atelier.example");
    forgets(office, "camille");
    works_without_sending(office);
    let contact = &office.app.db.rules().contact;
    let dead = WrittenMail::written(outbox(office).remove(0), contact).unwrap();
    time_passes(office, hours(3));
    office
        .runtime
        .block_on(jobs::sweep_now(&office.app))
        .unwrap();
    office.works();
    let letter = office.mailbox.newest("camille@atelier.example", "");
    assert_eq!(office.mailbox.all().len(), 1, "once");
    assert_ne!(letter.text_body, dead.text_body);
    let mut camille = crate::support::visitor::Visitor::stranger(office);
    camille.goes_to(&link_in(&dead.text_body)).meets(410);
    camille
        .goes_to(&link_in(&letter.text_body))
        .meets(200)
        .sees("password");
    office.nothing_left_to_send();
}

fn a_letter_whose_link_was_overtaken_is_not_sent(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let form = "users=nadia@ortega.example&scope=entire&role=sa-viewer".to_owned();
    amina.sends("POST", "/accounts/lumen.example/users/new", Some(form));
    works_without_sending(office);
    assert!(
        outbox(office)
            .iter()
            .any(|mail| mail.kind == "invitation-sent")
    );
    amina
        .goes_to("/accounts/lumen.example/invitations")
        .follows("Withdraw");
    amina.presses("Withdraw", &[]);
    office.works();
    assert!(office.mailbox.to("nadia@ortega.example").is_empty());
    office.nothing_left_to_send();
}

/// Others are told of something while those before them wait.
fn tell_many_more(office: &Office) {
    let dora = office.person("dora@else.example");
    for _ in 0..30 {
        crate::tell(office, &dora);
    }
}

/// A server that takes connections and never says a word holds up nothing but mail.
#[test]
fn while_the_mail_server_hangs_everything_else_goes_on() {
    let office = Office::open(Engine::Sqlite);
    office.may_leave_mail();
    let sink = Sink::opens(&office.runtime);
    sink.hangs(true);
    let mut amina = office.administrator_of("lumen.example");
    let camille = office.person("camille@atelier.example");
    office.grant(&camille, "lumen.example", Role::SaUser, None);
    tell_many(&office, 20);
    let way = Arc::new(sink.sender(&office.app.config));
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let worker = office
        .runtime
        .spawn(jobs::work(office.app.clone(), Some(way), stopped));
    let seconds = Duration::from_secs(20);
    wait_for("the server to be spoken to", seconds, || {
        (sink.connections() > 0).then_some(())
    });
    let file: String = (0..900)
        .map(|number| format!("person{number}@ortega.example,sa-viewer,,\n"))
        .collect();
    let file = format!("user,role,virtual_accounts,until\n{file}");
    amina.sends_file(
        "/accounts/lumen.example/uploads",
        "people.csv",
        file.as_bytes(),
    );
    wait_for("the upload to be checked", seconds, || {
        use diesel::prelude::*;
        use parvis::storage::schema::uploads;
        let state: String =
            office.read(|db| Ok(uploads::table.select(uploads::state).first(db)?));
        (state == "checked").then_some(())
    });
    let ends = office.now().plus(days(1)).0;
    office.write(move |tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::memberships;
        let roles = memberships::table.filter(memberships::role.eq("sa-user"));
        diesel::update(roles)
            .set(memberships::until.eq(ends))
            .execute(tx.db)?;
        Ok(())
    });
    time_passes(&office, days(2));
    office.app.db.bell().ring();
    wait_for("the role to end", seconds, || {
        use diesel::prelude::*;
        use parvis::storage::schema::memberships;
        let held: i64 = office.read(|db| {
            let roles = memberships::table.filter(memberships::role.eq("sa-user"));
            Ok(roles.count().get_result(db)?)
        });
        (held == 0).then_some(())
    });
    assert_eq!(sink.mails(), 0);
    stop.send(true).unwrap();
    worker.abort();
}
