//! A Virtual Account on which many hold roles.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::crowd;
use crate::support::visitor::Visitor;
use crate::support::world::new_person;
use domain::membership::Reach;
use domain::person::Language;
use domain::smart_account::Visibility;
use domain::{Right, Role, VirtualAccountId};
use parvis::storage::{Author, Error};
use parvis::store::deletion::AT_ONCE;
use parvis::use_cases::person::NewPerson;
use parvis::{jobs, standing, store, use_cases};

const LIST: &str = "/accounts/lumen.example/virtual-accounts";
/// More than go at once, twice over.
const MANY: usize = 450;

on_both_engines!(
    from_the_first_moment_it_is_there_for_nobody,
    others_see_how_far_it_is_and_who_presses_again_is_led_there,
    it_goes_on_where_a_program_died_and_never_takes_more_than_a_bit,
    everybody_is_told_once_and_the_log_holds_it_all,
    what_is_nested_and_tied_goes_on_in_what_is_around,
);

/// Amina, and Lyon with a crowd on it.
fn crowded(office: &Office) -> (Visitor<'_>, VirtualAccountId) {
    let amina = office.administrator_of("lumen.example");
    let lyon = office.part("lumen.example", "Lyon");
    crowd::comes(office, MANY);
    crowd::holds(office, "lumen.example", &lyon, MANY);
    (amina, lyon)
}

fn begins(amina: &mut Visitor<'_>) {
    amina
        .goes_to(LIST)
        .follows("Lyon")
        .follows("Delete")
        .sees("450 roles end")
        .sees("and 400 more")
        .sees("it is done bit by bit")
        .presses("Delete it", &[])
        .sees("Lyon is being deleted")
        .sees("0 of 450 done.")
        .sees("Nobody has anything through it any more");
}

fn from_the_first_moment_it_is_there_for_nobody(office: &Office) {
    let amina = office.person("amina@lumen.example");
    office.account("lumen.example", Visibility::Restricted, &amina);
    let lyon = office.part("lumen.example", "Lyon");
    crowd::comes(office, MANY);
    crowd::holds(office, "lumen.example", &lyon, MANY);
    let chen = office.person("chen@elsewhere.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let account = office.account_at("lumen.example");
    let knows = |who: &domain::PersonId| {
        let (who, account) = (who.clone(), account.clone());
        office.read(move |db| {
            let held = store::membership::held(db, &who, &account.id)?;
            let anywhere = store::membership::held_anywhere(db, &who, 10)?;
            let is_visible = standing::smart_account::is_visible(db, &who, Some(&account))?;
            Ok((held.len(), anywhere.len(), is_visible))
        })
    };
    let mut chens = office.session_of("chen@elsewhere.example", &chen);
    chens
        .goes_to("/accounts/lumen.example/users")
        .sees("Crowd 1");
    for number in [0, 449] {
        assert_eq!(knows(&crowd::member(number)), (1, 1, true));
    }
    let mut someone = office.session_of(&crowd::address(7), &crowd::member(7));
    someone.language = "fr";
    let mut aminas = office.log_in("amina@lumen.example");
    aminas
        .goes_to("/accounts/lumen.example/users?q=crowd")
        .sees("Crowd 1");
    aminas
        .goes_to(&format!("{LIST}/{lyon}/deletion"))
        .presses("Delete it", &[])
        .sees("0 of 451 done.");
    for number in [0, 449] {
        assert_eq!(knows(&crowd::member(number)), (0, 0, false));
    }
    let reach = {
        let (chen, account) = (chen.clone(), account.id.clone());
        office.read(move |db| {
            let now = domain::Moment(1 << 41);
            let of =
                |db: &mut _, right| standing::membership::reach_of(db, &chen, &account, right, now);
            Ok((of(db, Right::RequestDecide)?, of(db, Right::MemberManage)?))
        })
    };
    assert_eq!(reach, (Reach::Nothing, Reach::Nothing));
    chens.goes_to("/accounts/lumen.example/users").meets(404);
    chens.goes_to("/accounts/lumen.example/events").meets(404);
    someone
        .goes_to("/access/smart-accounts")
        .does_not_see("The lumen company");
    // Nor does a list say that anybody holds anything on it.
    aminas
        .goes_to("/accounts/lumen.example/users")
        .sees("Amina")
        .does_not_see("Crowd");
    aminas
        .goes_to("/accounts/lumen.example/users?q=crowd")
        .does_not_see("Crowd 1");
    // It cannot be given, and its name is free.
    let gives = format!("scope=selected&virtual_accounts={lyon}&role=va-user&people=chen");
    let given = aminas.sends("POST", "/accounts/lumen.example/users/new", Some(gives));
    assert!(given.status >= 400, "{}", given.text());
    let form = "to=create&name=Lyon&parent=&offered=yes".to_owned();
    assert_eq!(aminas.sends("POST", LIST, Some(form)).status, 303);
    aminas.goes_to(&format!("{LIST}/{lyon}")).meets(404);
    office.works();
    assert_eq!(knows(&crowd::member(0)), (0, 0, false));
    assert_eq!(office.count_events("membership.ended"), 451);
}

fn others_see_how_far_it_is_and_who_presses_again_is_led_there(office: &Office) {
    let (mut amina, lyon) = crowded(office);
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.session_of("bruno@lumen.example", &bruno);
    let page = format!("{LIST}/{lyon}/deletion");
    // Bruno has the form before him when Amina presses.
    bruno.goes_to(&page).sees("450 roles end");
    // Much comes and goes on what is so large: that alone makes no page stale.
    amina.goes_to(&page);
    let dina = office.person("dina@lumen.example");
    office.grant(&dina, "lumen.example", Role::VaUser, Some("Lyon"));
    amina
        .presses("Delete it", &[])
        .sees("Lyon is being deleted")
        .sees("0 of 451 done.");
    bruno.presses("Delete it", &[]).sees("0 of 451 done.");
    let again = amina.sends("POST", &page, Some("seen=1.0".into()));
    assert_eq!((again.status, &*again.headers["location"]), (303, &*page));
    assert_eq!(office.count_events("virtual-account.deletion-begun"), 1);
    office.works_a_turn();
    amina.looks_again().sees("200 of 451 done.");
    let progress = amina.sends("GET", &format!("{page}/progress"), None);
    assert_eq!(progress.html, "underway 200");
    bruno
        .goes_to(LIST)
        .follows("Lyon is being deleted")
        .sees("200 of 451 done.");
    let gwen = office.person_as(NewPerson {
        language: Language::French,
        ..new_person("gwen@lumen.example")
    });
    office.grant(&gwen, "lumen.example", Role::SaAdministrator, None);
    office
        .session_of("gwen@lumen.example", &gwen)
        .goes_to(&page)
        .sees("Suppression de Lyon en cours")
        .sees("200 sur 451 traités.");
    // To whoever administers something else there is nothing.
    let omar = office.person("omar@lumen.example");
    office.grant(
        &omar,
        "lumen.example",
        Role::VaAdministrator,
        Some("Montréal"),
    );
    let mut omar = office.session_of("omar@lumen.example", &omar);
    omar.goes_to(LIST).does_not_see("being deleted");
    omar.goes_to(&page).meets(404);
    omar.goes_to(&format!("{page}/progress")).meets(404);
    office.works();
    let progress = amina.sends("GET", &format!("{page}/progress"), None);
    assert_eq!(progress.html, "none 0");
    amina
        .looks_again()
        .sees("Lyon is deleted.")
        .sees("Nothing is left of it.")
        .follows("Virtual Accounts")
        .does_not_see("Lyon");
}

fn it_goes_on_where_a_program_died_and_never_takes_more_than_a_bit(office: &Office) {
    let (mut amina, lyon) = crowded(office);
    begins(&mut amina);
    assert_eq!(office.count_events("membership.ended"), 0);
    office.works_a_turn();
    assert_eq!(office.count_events("membership.ended"), AT_ONCE);
    // The program dies in the middle of a bit.
    let id = lyon.to_string();
    let dies = office.app.db.write(Author::program("test"), move |tx| {
        use_cases::deletion::step(tx, &id)?;
        Err::<(), _>(Error::Busy)
    });
    assert!(office.runtime.block_on(dies).is_err());
    assert_eq!(office.count_events("membership.ended"), AT_ONCE);
    amina.looks_again().sees("200 of 450 done.");
    // Two others go on at once.
    let other = office.second_node();
    let mut before = AT_ONCE;
    for _ in 0..4 {
        office.runtime.block_on(async {
            let (one, two) = tokio::join!(
                jobs::run_once(&office.app, None),
                jobs::run_once(&other.app, None)
            );
            one.unwrap();
            two.unwrap();
        });
        let now = office.count_events("membership.ended");
        assert!(now - before <= 2 * AT_ONCE, "{before} {now}");
        before = now;
    }
    assert_eq!(before, MANY as i64);
    assert_eq!(office.count_events("virtual-account.deleted"), 1);
    let account = office.account_at("lumen.example").id;
    let left = office.read(move |db| store::virtual_account::roles_on(db, &account, &lyon, 1));
    assert!(left.is_empty());
    office.works();
}

fn everybody_is_told_once_and_the_log_holds_it_all(office: &Office) {
    let (mut amina, lyon) = crowded(office);
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for_part("lumen.example", "Lyon", "Downloads for the Lyon site");
    amina
        .goes_to("/accounts/lumen.example/users/new")
        .presses(
            "Add users",
            &[
                ("User IDs or e-mail addresses", "only@atelier.example"),
                ("Selected Virtual Accounts", "on"),
                ("Lyon", "on"),
                ("User role", "Virtual Account User"),
            ],
        )
        .sees("invited by mail");
    office.works();
    let link = crate::support::mailbox::link_in(
        &office
            .mailbox
            .newest("only@atelier.example", "Your invitation")
            .text_body,
    );
    amina
        .goes_to(&format!("{LIST}/{lyon}/deletion"))
        .sees("One pending request names it")
        .sees("One open invitation names it")
        .presses("Delete it", &[])
        .sees("0 of 452 done.");
    // What is not yet taken apart gives nothing either.
    let mut invited = office.visitor("only@atelier.example");
    invited.goes_to(&link).does_not_see("Lyon");
    amina.goes_to("/accounts/lumen.example/requests");
    office.works();
    for number in [0, 1, 199, 200, 449] {
        let told = office.mailbox.to(&crowd::address(number));
        assert_eq!(told.len(), 1, "{number}");
        assert!(told[0].text_body.contains("Lyon"), "{}", told[0].text_body);
    }
    assert_eq!(office.count_events("membership.ended"), MANY as i64);
    assert_eq!(office.count_events("access-request.scope-changed"), 1);
    assert_eq!(office.count_events("invitation.left-empty"), 1);
    camille
        .views_request()
        .sees("an administrator of the account will choose what fits");
    amina
        .goes_to("/accounts/lumen.example/events?kind=virtual-account.deletion-begun")
        .sees("Virtual Account being deleted: Lyon")
        .sees("Amina");
    amina
        .goes_to("/accounts/lumen.example/events?kind=virtual-account.deleted")
        .sees("Virtual Account deleted: Lyon")
        .sees("Amina");
    amina
        .goes_to("/accounts/lumen.example/events?kind=membership.ended")
        .sees("Amina");
}

fn what_is_nested_and_tied_goes_on_in_what_is_around(office: &Office) {
    let (mut amina, lyon) = crowded(office);
    let form = format!("to=create&name=Pentes&parent={lyon}&offered=yes");
    assert_eq!(amina.sends("POST", LIST, Some(form)).status, 303);
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.session_of("chen@lumen.example", &chen);
    chen.goes_to(LIST).sees("Pentes");
    chen.goes_to("/accounts/lumen.example/groups/new")
        .presses("Create group", &[("Name of the group", "Night shift")])
        .sees("Night shift");
    let group = chen.page.path.clone();
    amina
        .goes_to(&format!("{LIST}/{lyon}/deletion"))
        .sees("One Virtual Account moves up into The lumen company")
        .sees("Night shift")
        .presses("Delete it", &[])
        .sees("0 of 452 done.");
    let pentes = office.part("lumen.example", "Pentes");
    chen.goes_to(&format!("{LIST}/{pentes}")).meets(404);
    chen.goes_to(&group).meets(404);
    amina
        .goes_to(&format!("{LIST}/{pentes}"))
        .does_not_see("Lyon");
    amina
        .goes_to(&format!("/accounts/lumen.example/events?part={pentes}"))
        .sees("Virtual Account being deleted: Lyon");
    office.works();
    amina
        .goes_to(&group)
        .sees("Night shift")
        .does_not_see("va_");
    chen.goes_to(&group).meets(404);
}
