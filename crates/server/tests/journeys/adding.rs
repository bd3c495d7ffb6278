//! Adding users by name, and by invitation.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;
use domain::Role;

const NAMES: &str = "User IDs or e-mail addresses";
const USERS: &str = "/accounts/lumen.example/users";
const INVITATIONS: &str = "/accounts/lumen.example/invitations";

/// Adds these names with a role on the entire account.
fn adds(amina: &mut Visitor<'_>, names: &str, role: &str) {
    amina.goes_to(USERS).follows("Add users").adds_by(
        "Add users",
        &[
            (NAMES, names),
            ("Entire Smart Account", "on"),
            ("User role", role),
        ],
    );
}

/// Somebody who follows the newest link in the mail to an address, not logged in.
pub fn invited<'o>(office: &'o Office, address: &str) -> Visitor<'o> {
    let mut somebody = Visitor::stranger(office);
    office.works();
    let letter = office.mailbox.newest(address, "Your invitation");
    somebody.goes_to(&link_in(&letter.text_body));
    somebody
}

fn registers(visitor: &mut Visitor<'_>, user_id: &str) {
    visitor.presses(
        "Create an account and accept",
        &[
            ("Full name", "Nadia Ortega"),
            ("Company or organisation", "Ortega"),
            ("User ID", user_id),
            ("Password", PASSWORD),
        ],
    );
}

on_both_engines!(
    several_are_added_at_once_by_user_id_and_address,
    whoever_cannot_be_added_is_left_out_and_stands_in_nobodys_way,
    nobody_learns_who_there_is_by_naming_strangers,
    whoever_has_to_do_with_the_account_is_given_a_role_at_once,
    whoever_looks_after_a_part_knows_those_of_it_alone,
    invitations_have_a_budget_that_grows_and_that_operators_lift,
    virtual_account_administrators_give_virtual_account_roles_on_their_own,
    the_invited_makes_a_sign_in_and_has_the_role,
    a_second_invitation_adds_to_the_first,
    an_invitation_is_sent_again_withdrawn_or_declined,
    every_letter_counts_and_offers_do_not_grow_without_end,
    nobody_adds_unseen_to_an_invitation_beyond_their_reach,
    an_invitation_lapses_after_fourteen_days,
    whoever_has_another_address_is_told_what_to_do,
    the_rules_are_asked_again_when_it_is_accepted,
    a_dead_link_says_nothing,
);

fn several_are_added_at_once_by_user_id_and_address(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    office.person("david@atelier.example");
    office.were_at(&["camille", "david"], "lumen.example");
    adds(
        &mut amina,
        "camille; DAVID@Atelier.example,\ncamille@atelier.example david",
        "Smart Account User",
    );
    amina
        .sees("2 people have the role now")
        .sees("Camille Example")
        .sees("David Example")
        .sees("an administrator");
    camille
        .goes_to("/access/smart-accounts")
        .sees("Smart Account User");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Role given: Smart Account User");
}

fn whoever_cannot_be_added_is_left_out_and_stands_in_nobodys_way(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let david = office.person("david@lumen.example");
    office.person("camille@atelier.example");
    office.grant(&david, "lumen.example", Role::SaApprover, None);
    let elin = office.person("elin@lumen.example");
    adds(
        &mut amina,
        "camille, david, amina, nobody1, new@atelier.example",
        "Smart Account Approver",
    );
    amina.meets(422);
    let fault = amina.page.fault_of(NAMES).unwrap();
    for words in [
        "Nobody who has to do with this account has the user ID camille and nobody1",
        "Held already, as long or longer: david",
        "amina: You cannot give yourself a role",
        "needs a verified e-mail address in lumen.example",
    ] {
        assert!(fault.contains(words), "{words}: {fault}");
    }
    // Before anything is given, whoever a name means stands there in full, and whoever is left out.
    amina.goes_to(USERS).follows("Add users").presses(
        "Add users",
        &[
            (NAMES, "elin, camille, nora@lumen.example"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Approver"),
        ],
    );
    amina
        .meets(200)
        .sees("Elin Example elin elin@lumen.example")
        .sees("nora@lumen.example")
        .sees("has the user ID camille");
    amina.presses("Back", &[]).sees("By name");
    assert_eq!(
        amina.page.all("textarea#users"),
        ["elin, camille, nora@lumen.example"]
    );
    amina.presses("Add users", &[]);
    // Meanwhile somebody else gave it: it is looked at again.
    office.grant(&elin, "lumen.example", Role::SaApprover, None);
    amina
        .presses("Add users", &[])
        .meets(200)
        .sees("Check before anything is given")
        .sees("Held already, as long or longer: elin");
    amina
        .presses("Add users", &[])
        .sees("One person is invited by mail")
        .sees("Left out: elin and camille");
    amina.goes_to(USERS).does_not_see("Camille Example");
    amina.goes_to(INVITATIONS).sees("nora@lumen.example");
    office.works();
    adds(&mut amina, "not/a/name", "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("Neither a user ID nor an e-mail address: not/a/name")
    );
    adds(&mut amina, " ,; ", "Smart Account User");
    assert!(amina.meets(422).page.fault_of(NAMES).is_some());
    office.were_at(&["camille"], "lumen.example");
    let many: Vec<String> = (0..201).map(|n| format!("person{n}")).collect();
    adds(&mut amina, &many.join(" "), "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("These are 201; 200 fit at once")
    );
    adds(&mut amina, "camille", "Virtual Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of("User role")
            .unwrap()
            .contains("does not fit the scope")
    );
    amina
        .presses(
            "Add users",
            &[("User role", "Smart Account User"), ("Until", "2020-01-01")],
        )
        .meets(422);
    assert!(amina.page.fault_of("Until").unwrap().contains("has passed"));
}

fn nobody_learns_who_there_is_by_naming_strangers(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut camille = office.visitor("camille@atelier.example");
    office.gone("gone@atelier.example");
    let words: Vec<String> = ["camille", "gone", "nobody1"]
        .into_iter()
        .map(|name| {
            adds(&mut amina, name, "Smart Account User");
            amina
                .meets(422)
                .page
                .fault_of(NAMES)
                .unwrap()
                .replace(name, "somebody")
        })
        .collect();
    assert!(words.iter().all(|one| *one == words[0]), "{words:?}");
    // By address each is invited, in the same words; none is listed before they accept.
    for address in [
        "camille@atelier.example",
        "gone@atelier.example",
        "nobody1@atelier.example",
    ] {
        adds(&mut amina, address, "Smart Account User");
        amina
            .meets(200)
            .sees("One person is invited by mail")
            .does_not_see("Camille");
        let export = amina
            .sends("GET", &format!("{USERS}/export.csv"), None)
            .html;
        assert!(!export.contains("atelier"), "{export}");
    }
    amina
        .goes_to(INVITATIONS)
        .sees("camille@atelier.example")
        .does_not_see("Camille Example");
    camille
        .opens_the_link_in("Your invitation")
        .sees("Amina Example offers you access")
        .presses("Accept", &[])
        .sees("You have access");
    amina
        .goes_to(USERS)
        .sees("Camille Example")
        .does_not_see("nobody1");
    // What they did before they had it is told to nobody.
    let export = amina
        .sends("GET", &format!("{USERS}/export.csv"), None)
        .html;
    let line = export
        .lines()
        .find(|line| line.starts_with("camille,"))
        .unwrap()
        .to_owned();
    office.may_leave_mail();
    assert!(line.contains("camille@atelier.example"), "{line}");
}

fn whoever_has_to_do_with_the_account_is_given_a_role_at_once(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.person("elin@lumen.example");
    let mut farid = office.visitor("farid@atelier.example");
    farid.asks_for("lumen.example", "Downloads for the Lyon site");
    let gwen = office.person("gwen@atelier.example");
    office.was_at(&gwen, "lumen.example");
    // The domain of others, a request elsewhere and a role elsewhere are nothing here.
    let hugo = office.person("hugo@notlumen.example");
    office.account(
        "holding.example",
        domain::smart_account::Visibility::Unrestricted,
        &hugo,
    );
    adds(
        &mut amina,
        "elin@lumen.example farid@atelier.example gwen@atelier.example hugo@notlumen.example",
        "Smart Account Viewer",
    );
    amina
        .sees("3 people have the role now")
        .sees("One person is invited by mail")
        .sees("Elin Example")
        .sees("Farid Example")
        .sees("Gwen Example")
        .does_not_see("Hugo Example");
    office.may_leave_mail();
}

fn whoever_looks_after_a_part_knows_those_of_it_alone(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@partner.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    for (who, role, on) in [
        ("gwen", Role::SaUser, None),
        ("hugo", Role::VaUser, Some("Montréal")),
        ("ivo", Role::VaViewer, Some("Lyon")),
    ] {
        let id = office.person(&format!("{who}@atelier.example"));
        office.grant(&id, "lumen.example", role, on);
    }
    office.person("elin@lumen.example");
    let mut farid = office.visitor("farid@atelier.example");
    farid.asks_for("lumen.example", "Downloads for all sites");
    let mut chen = office.log_in("chen@partner.example");
    let names = |chen: &mut Visitor<'_>, names: &str| {
        chen.goes_to("/accounts/lumen.example/users/new").presses(
            "Add users",
            &[
                (NAMES, names),
                ("Selected Virtual Accounts", "on"),
                ("Lyon", "on"),
                ("User role", "Virtual Account User"),
            ],
        );
        chen.page.text()
    };
    // A role elsewhere, a request for more and an address in the domain are like nothing.
    let nobody = names(&mut chen, "nobody9").replace("nobody9", "NAME");
    for who in ["gwen", "hugo", "elin", "farid"] {
        assert_eq!(names(&mut chen, who).replace(who, "NAME"), nobody);
    }
    names(
        &mut chen,
        "ivo gwen@atelier.example stranger@ortega.example",
    );
    chen.sees("Ivo Example")
        .does_not_see("Gwen Example")
        .sees("gwen@atelier.example")
        .sees("stranger@ortega.example");
    amina.goes_to("/accounts/lumen.example/users/new").presses(
        "Add users",
        &[
            (NAMES, "gwen hugo elin farid"),
            ("Entire Smart Account", "on"),
            ("User role", "Smart Account Viewer"),
        ],
    );
    amina
        .sees("Gwen Example")
        .sees("Hugo Example")
        .sees("Elin Example")
        .sees("Farid Example");
    office.may_leave_mail();
}

fn invitations_have_a_budget_that_grows_and_that_operators_lift(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.staff("olga@parvis.example", true, false);
    let guests = |from: usize, count: usize| {
        (from..from + count)
            .map(|n| format!("guest{n}@ortega.example"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    adds(&mut amina, &guests(0, 50), "Smart Account User");
    amina.sees("50 people are invited by mail");
    adds(&mut amina, &guests(50, 1), "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("ask an operator to allow more")
    );
    // Another account of hers has no budget of its own for her, and a letter sent again is a letter.
    let id = office.read(|db| {
        Ok(parvis::store::person::find_by_name(db, "amina")?
            .unwrap()
            .person
            .id)
    });
    office.account(
        "second.example",
        domain::smart_account::Visibility::Unrestricted,
        &id,
    );
    amina
        .goes_to("/accounts/second.example/users/new")
        .presses(
            "Add users",
            &[
                (NAMES, "more@ortega.example"),
                ("Entire Smart Account", "on"),
                ("User role", "Smart Account User"),
            ],
        )
        .meets(422);
    amina
        .goes_to(INVITATIONS)
        .presses("Send again", &[])
        .meets(429)
        .sees("ask an operator to allow more");
    let mut olga = office.log_in("olga@parvis.example");
    olga.goes_to("/operator/accounts?q=lumen")
        .follows("lumen.example")
        .sees("50 today");
    olga.presses("Save the number", &[("Invitations in a day", "many")])
        .meets(422);
    assert!(
        olga.page
            .fault_of("Invitations in a day")
            .unwrap()
            .contains("from 0 to")
    );
    olga.presses("Save the number", &[("Invitations in a day", "120")])
        .sees("The number of invitations is saved")
        .sees("Invitations in a day: 120");
    adds(&mut amina, &guests(50, 70), "Smart Account User");
    amina.sees("70 people are invited by mail");
    olga.goes_to("/operator/accounts?q=lumen")
        .follows("lumen.example")
        .presses("Save the number", &[("Invitations in a day", "")])
        .sees("as many as accounts of this age may send");
    office.works();
    office.days_pass(8);
    adds(&mut amina, &guests(200, 100), "Smart Account User");
    amina.sees("100 people are invited by mail");
    adds(&mut amina, &guests(300, 1), "Smart Account User");
    amina.meets(422);
    office.may_leave_mail();
}

fn virtual_account_administrators_give_virtual_account_roles_on_their_own(office: &Office) {
    office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let camille = office.person("camille@atelier.example");
    office.was_at(&camille, "lumen.example");
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(USERS)
        .follows("Add users")
        .does_not_see("Montréal")
        .does_not_see("Entire Smart Account");
    let beyond = "users=camille&scope=entire&role=sa-user".to_owned();
    assert_eq!(
        chen.sends("POST", "/accounts/lumen.example/users/new", Some(beyond))
            .status,
        422
    );
    chen.adds_by(
        "Add users",
        &[
            (NAMES, "camille new@atelier.example"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    )
    .sees("One person has the role now")
    .sees("One person is invited by mail");
    chen.goes_to(INVITATIONS).sees("new@atelier.example");
    office.works();
    // An invitation to the whole account is not his to see.
    let mut amina = office.log_in("amina@lumen.example");
    adds(&mut amina, "other@atelier.example", "Smart Account User");
    chen.goes_to(INVITATIONS)
        .does_not_see("other@atelier.example");
    let all = amina
        .goes_to(INVITATIONS)
        .page
        .attributes("a[href$='/withdrawal']", "href");
    let hers: Vec<&String> = all
        .iter()
        .filter(|address| !chen.page.html.contains(address.as_str()))
        .collect();
    assert_eq!(hers.len(), 1);
    chen.goes_to(hers[0]).meets(404);
    assert_eq!(chen.sends("POST", hers[0], Some(String::new())).status, 404);
    office.works();
    let viewer = office.person("vera@lumen.example");
    office.grant(&viewer, "lumen.example", Role::SaViewer, None);
    let mut vera = office.log_in("vera@lumen.example");
    vera.goes_to(USERS).does_not_see("Add users");
    vera.goes_to("/accounts/lumen.example/users/new").meets(404);
}

fn the_invited_makes_a_sign_in_and_has_the_role(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    amina
        .sees("One person is invited by mail")
        .does_not_see("nadia@ortega.example");
    amina
        .goes_to(INVITATIONS)
        .sees("nadia@ortega.example")
        .sees("Smart Account User on the entire Smart Account");
    let mut nadia = invited(office, "nadia@ortega.example");
    nadia
        .sees("Your invitation to The lumen company")
        .sees("Amina Example offers you access");
    nadia
        .presses(
            "Create an account and accept",
            &[("User ID", "amina"), ("Password", "short")],
        )
        .meets(422)
        .sees("Something needs your attention")
        .sees("Full name: Fill this in")
        .sees("Password: Use at least");
    registers(&mut nadia, "nadia");
    nadia
        .sees("You have access to The lumen company now")
        .sees("Smart Account User");
    office.works();
    office.mailbox.newest(
        "amina@lumen.example",
        "nadia@ortega.example accepted your invitation",
    );
    amina
        .goes_to(USERS)
        .sees("Nadia Ortega")
        .sees("an invitation");
    amina.goes_to(INVITATIONS).sees("No invitation is open");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("Invitation accepted: nadia@ortega.example")
        .sees("Invited: nadia@ortega.example");
}

fn a_second_invitation_adds_to_the_first(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let mut first = invited(office, "nadia@ortega.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("Invited to it already: nadia@ortega.example")
    );
    adds(&mut amina, "nadia@ortega.example", "Smart Account Viewer");
    // One letter with one link at a time.
    first.goes_to(&first.page.path.clone()).meets(410);
    let mut nadia = invited(office, "nadia@ortega.example");
    nadia
        .sees("Smart Account User")
        .sees("Smart Account Viewer");
    registers(&mut nadia, "nadia");
    nadia
        .sees("Smart Account User")
        .sees("Smart Account Viewer");
    office.works();
}

fn an_invitation_is_sent_again_withdrawn_or_declined(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let mut old = invited(office, "nadia@ortega.example");
    amina
        .goes_to(INVITATIONS)
        .presses("Send again", &[])
        .sees("A new letter goes to nadia@ortega.example");
    old.goes_to(&old.page.path.clone()).meets(410);
    let mut nadia = invited(office, "nadia@ortega.example");
    nadia.sees("offers you access");
    for _ in 0..2 {
        amina
            .goes_to(INVITATIONS)
            .presses("Send again", &[])
            .meets(200);
    }
    amina
        .goes_to(INVITATIONS)
        .presses("Send again", &[])
        .meets(429)
        .sees("Enough letters went to this address");
    amina
        .goes_to(INVITATIONS)
        .follows("Withdraw")
        .sees("The link in the letter no longer works")
        .sees("Smart Account User");
    let confirmation = amina.page.path.clone();
    amina
        .presses("Withdraw", &[])
        .sees("is withdrawn")
        .sees("No invitation is open");
    amina
        .goes_to(&confirmation)
        .meets(409)
        .sees("answered, withdrawn or has lapsed");
    let mut late = invited(office, "nadia@ortega.example");
    late.meets(410).does_not_see("lumen");
    // Inviting again is a letter as well.
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("Enough letters went to this address")
    );
    office.days_pass(1);
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let mut nadia = invited(office, "nadia@ortega.example");
    let path = nadia.page.path.clone();
    nadia
        .presses("Decline", &[])
        .sees("You declined the invitation");
    nadia.goes_to(&path).meets(410);
    office.works();
    office.mailbox.newest(
        "amina@lumen.example",
        "nadia@ortega.example declined your invitation",
    );
    amina.goes_to(USERS).does_not_see("nadia");
}

fn every_letter_counts_and_offers_do_not_grow_without_end(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let adds_until = |amina: &mut Visitor<'_>, until: &str| {
        amina.goes_to(USERS).follows("Add users").presses(
            "Add users",
            &[
                (NAMES, "victim@ortega.example"),
                ("Entire Smart Account", "on"),
                ("User role", "Smart Account User"),
                ("Until", until),
            ],
        );
    };
    // Each with a later end, and so each another offer.
    for n in 0..20 {
        adds_until(&mut amina, &format!("2099-01-{:02}", n + 1));
        amina.meets(200);
        if n % 4 == 3 {
            adds_until(&mut amina, "2099-02-01");
            assert!(
                amina
                    .meets(422)
                    .page
                    .fault_of(NAMES)
                    .unwrap()
                    .contains("victim@ortega.example: Enough letters")
                    || n == 19,
                "{}",
                amina.page.text()
            );
            office.days_pass(1);
        }
    }
    adds_until(&mut amina, "2099-02-01");
    assert!(
        amina
            .meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("offers 20 roles at most")
    );
    office.works();
}

fn nobody_adds_unseen_to_an_invitation_beyond_their_reach(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "new@atelier.example", "Smart Account User");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(USERS).follows("Add users").presses(
        "Add users",
        &[
            (NAMES, "new@atelier.example"),
            ("Lyon", "on"),
            ("User role", "Virtual Account User"),
        ],
    );
    assert!(
        chen.meets(422)
            .page
            .fault_of(NAMES)
            .unwrap()
            .contains("reaches beyond your Virtual Accounts")
    );
    amina
        .goes_to(INVITATIONS)
        .does_not_see("Virtual Account User");
    office.works();
}

fn an_invitation_lapses_after_fourteen_days(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let mut nadia = invited(office, "nadia@ortega.example");
    let path = nadia.page.path.clone();
    office.days_pass(13);
    nadia.goes_to(&path).meets(200);
    office.days_pass(1);
    nadia.goes_to(&path).meets(410);
    office.mailbox.newest(
        "amina@lumen.example",
        "Your invitation of nadia@ortega.example has lapsed",
    );
    amina.goes_to(INVITATIONS).sees("No invitation is open");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    amina.sees("One person is invited by mail");
    office.works();
}

fn whoever_has_another_address_is_told_what_to_do(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    adds(&mut amina, "nadia@ortega.example", "Smart Account User");
    let path = invited(office, "nadia@ortega.example").page.path.clone();
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to(&path)
        .sees("went to another address")
        .sees("camille")
        .does_not_see("Decline");
    let token = path.split_once("token=").unwrap().1.to_owned();
    assert_eq!(
        camille
            .sends(
                "POST",
                "/invitation/acceptance",
                Some(format!("token={token}"))
            )
            .status,
        403
    );
    // Somebody who gets the address meanwhile logs in with it.
    let nadia = office.person("nadia@ortega.example");
    let mut stranger = Visitor::stranger(office);
    stranger
        .goes_to(&path)
        .sees("This address has a sign-in")
        .follows("Log in");
    stranger
        .presses(
            "Log in",
            &[("User ID or e-mail", "nadia"), ("Password", PASSWORD)],
        )
        .sees("offers you access")
        .presses("Accept", &[])
        .sees("You have access")
        .sees("Smart Account User");
    let mut nadia = office.session_of("nadia@ortega.example", &nadia);
    nadia.goes_to(&path).meets(410);
    office.works();
}

fn the_rules_are_asked_again_when_it_is_accepted(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    let mut bruno = office.log_in("bruno@lumen.example");
    adds(&mut bruno, "nadia@ortega.example", "Smart Account User");
    let mut nadia = invited(office, "nadia@ortega.example");
    // He who invited leaves.
    office.write(|tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::{membership_terms, memberships, people};
        let id: String = people::table
            .filter(people::user_id.eq("bruno"))
            .select(people::id)
            .first(tx.db)?;
        let held: Vec<String> = memberships::table
            .filter(memberships::person_id.eq(&id))
            .select(memberships::id)
            .load(tx.db)?;
        diesel::delete(
            membership_terms::table.filter(membership_terms::membership_id.eq_any(&held)),
        )
        .execute(tx.db)?;
        diesel::delete(memberships::table.filter(memberships::id.eq_any(&held))).execute(tx.db)?;
        Ok(())
    });
    registers(&mut nadia, "nadia");
    nadia
        .meets(409)
        .sees("Whoever invited you may no longer give this");
    // Sent again by somebody who may, it can be accepted.
    amina.goes_to(INVITATIONS).presses("Send again", &[]);
    let mut nadia = invited(office, "nadia@ortega.example");
    registers(&mut nadia, "nadia");
    nadia.sees("You have access");
    office.works();
}

fn a_dead_link_says_nothing(office: &Office) {
    let mut stranger = Visitor::stranger(office);
    stranger.goes_to("/invitation?token=guessed").meets(410);
    let nothing = stranger.page.text();
    stranger
        .goes_to("/sign-up/confirmation?token=guessed")
        .meets(410);
    assert_eq!(stranger.page.text(), nothing);
    for path in ["/invitation/registration", "/invitation/refusal"] {
        assert_eq!(
            stranger
                .sends("POST", path, Some("token=guessed".into()))
                .status,
            410,
            "{path}"
        );
    }
}
