//! A group with many people in it.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::crowd;
use crate::support::visitor::Visitor;
use crate::support::world::new_person;
use domain::membership::{Holder, Membership, MembershipFact, Source};
use domain::person::Language;
use domain::smart_account::Visibility;
use domain::{Event, GroupId, MembershipId, Role};
use parvis::storage::{Author, Error};
use parvis::store::deletion::AT_ONCE;
use parvis::use_cases::person::NewPerson;
use parvis::{event_log, jobs, store, use_cases};

const GROUPS: &str = "/accounts/lumen.example/groups";
/// More than go at once, twice over.
const MANY: usize = 450;

on_both_engines!(
    from_the_first_moment_nobody_has_anything_through_it,
    it_goes_on_where_a_program_died_and_everybody_is_told_once,
    whoever_presses_again_is_led_to_how_far_it_is,
);

/// Amina, and the group Night shift of many people, which administers Montréal and looks at all of another account.
fn crowded(office: &Office) -> (Visitor<'_>, GroupId) {
    let amina = office.person("amina@lumen.example");
    office.account("lumen.example", Visibility::Unrestricted, &amina);
    let dora = office.person("dora@holding.example");
    office.account("holding.example", Visibility::Restricted, &dora);
    let group = crowd::group(office, "lumen.example", &amina, "Night shift");
    gives(
        office,
        &group,
        "lumen.example",
        Role::VaAdministrator,
        Some("Montréal"),
    );
    gives(office, &group, "holding.example", Role::SaViewer, None);
    office.works();
    crowd::comes(office, MANY);
    crowd::joins(office, &group, MANY);
    (office.session_of("amina@lumen.example", &amina), group)
}

/// Gives a group a role, as nobody is in it yet.
fn gives(office: &Office, group: &GroupId, domain: &str, role: Role, on: Option<&str>) {
    let account = office.account_at(domain).id;
    let on = on.map(|name| office.part(domain, name));
    let group = group.clone();
    office.write(move |tx| {
        let given = Membership {
            id: MembershipId::new(tx.new_id()),
            holder: Holder::Group(group.clone()),
            account: account.clone(),
            role,
            virtual_account: on.clone(),
            source: Source::Import,
            granted_by: tx.author.actor.clone(),
            since: tx.now,
            until: None,
        };
        event_log::record(tx, &[Event::Membership(MembershipFact::Granted(given))])
    });
}

fn from_the_first_moment_nobody_has_anything_through_it(office: &Office) {
    let (mut amina, group) = crowded(office);
    let mut someone = office.session_of(&crowd::address(8), &crowd::member(8));
    someone
        .goes_to("/accounts/lumen.example/virtual-accounts")
        .sees("Montréal");
    someone.goes_to("/groups").sees("Night shift");
    let mut ask = amina.clone();
    ask.asks_with("holding.example", &[("Reason for request", "For us all")]);
    let page = format!("{GROUPS}/{group}");
    amina
        .goes_to(&page)
        .follows("Delete group")
        .sees("it is done bit by bit")
        .presses("Delete group", &[])
        .sees("Night shift is being deleted")
        .sees("0 of 452 done.");
    someone
        .goes_to("/accounts/lumen.example/virtual-accounts")
        .meets(404);
    someone.goes_to("/groups").does_not_see("Night shift");
    someone.goes_to(&format!("/groups/{group}")).meets(404);
    let (who, held) = (crowd::member(449), office.account_at("holding.example"));
    let (held, is_visible) = office.read(move |db| {
        let is_visible = parvis::standing::smart_account::is_visible(db, &who, Some(&held))?;
        Ok((store::membership::held_anywhere(db, &who, 10)?, is_visible))
    });
    assert_eq!((held, is_visible), (Vec::new(), false));
    // Nobody decides by it, and nobody is put into it, or given anything through it.
    let deciders = {
        let account = office.account_at("lumen.example").id;
        office.read(move |db| {
            let now = domain::Moment(1 << 41);
            store::membership::reachable_holders(db, &account, Role::VaAdministrator, now)
        })
    };
    assert!(deciders.is_empty());
    amina.goes_to(&page).meets(404);
    let members = amina.sends(
        "POST",
        &format!("{page}/members"),
        Some("people=dora".into()),
    );
    assert_eq!(members.status, 404);
    let roles = amina.sends(
        "POST",
        &format!("{page}/roles"),
        Some("scope=entire&role=sa-user".into()),
    );
    assert_eq!(roles.status, 404);
    amina
        .goes_to("/accounts/lumen.example/users")
        .does_not_see("Night shift");
    amina
        .goes_to(GROUPS)
        .follows("Night shift is being deleted")
        .sees("0 of 452 done.");
    office.may_leave_mail();
}

fn it_goes_on_where_a_program_died_and_everybody_is_told_once(office: &Office) {
    let (mut amina, group) = crowded(office);
    amina
        .goes_to(&format!("{GROUPS}/{group}/deletion"))
        .presses("Delete group", &[]);
    office.works_a_turn();
    amina.looks_again().sees("200 of 452 done.");
    let id = group.to_string();
    let dies = office.app.db.write(Author::program("test"), move |tx| {
        use_cases::deletion::step(tx, &id)?;
        Err::<(), _>(Error::Busy)
    });
    assert!(office.runtime.block_on(dies).is_err());
    amina.looks_again().sees("200 of 452 done.");
    let size = |office: &Office| {
        let group = group.clone();
        office.read(move |db| store::group::size(db, &group))
    };
    assert_eq!(size(office), MANY as i64 - AT_ONCE);
    let other = office.second_node();
    for _ in 0..6 {
        office.runtime.block_on(async {
            let (one, two) = tokio::join!(
                jobs::run_once(&office.app, None),
                jobs::run_once(&other.app, None)
            );
            one.unwrap();
            two.unwrap();
        });
    }
    assert_eq!(office.count_events("group.deleted"), 1);
    assert_eq!(office.count_events("membership.ended"), 2);
    office.works();
    for number in [0, 1, 99, 100, 199, 200, 449] {
        let told = office.mailbox.to(&crowd::address(number));
        assert_eq!(told.len(), 1, "{number}");
        let words = &told[0].text_body;
        assert!(
            words.contains("Night shift") && words.contains("Montréal"),
            "{words}"
        );
        assert!(words.contains("The holding company"), "{words}");
    }
    let all = office.mailbox.all();
    assert_eq!(
        all.iter()
            .filter(|mail| mail.address.starts_with("crowd-"))
            .count(),
        MANY
    );
    amina
        .goes_to("/accounts/lumen.example/events?kind=group.deletion-begun")
        .sees("Group being deleted: Night shift");
    amina
        .goes_to("/accounts/lumen.example/events?kind=group.deleted")
        .sees("Group deleted: Night shift")
        .sees("Amina");
}

fn whoever_presses_again_is_led_to_how_far_it_is(office: &Office) {
    let (mut amina, group) = crowded(office);
    let bruno = office.person_as(NewPerson {
        language: Language::French,
        ..new_person("bruno@lumen.example")
    });
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.session_of("bruno@lumen.example", &bruno);
    let page = format!("{GROUPS}/{group}/deletion");
    bruno.goes_to(&page);
    amina
        .goes_to(&page)
        .presses("Delete group", &[])
        .sees("0 of 452 done.");
    bruno
        .presses("Supprimer le groupe", &[])
        .sees("Suppression de Night shift en cours")
        .sees("0 sur 452 traités.");
    assert_eq!(office.count_events("group.deletion-begun"), 1);
    // Another group cannot have the name before it is gone.
    let named = amina.sends("POST", GROUPS, Some("name=Night+shift".into()));
    assert_eq!(named.status, 422);
    let progress = amina.sends("GET", &format!("{page}/progress"), None);
    assert_eq!(progress.html, "underway 0");
    office.works();
    let progress = amina.sends("GET", &format!("{page}/progress"), None);
    assert_eq!(progress.html, "none 0");
    amina
        .looks_again()
        .sees("Night shift is deleted.")
        .follows("Groups");
    let named = amina.sends("POST", GROUPS, Some("name=Night+shift".into()));
    assert_eq!(named.status, 303);
}
