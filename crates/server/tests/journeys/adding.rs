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
    amina.goes_to(USERS).follows("Add users").presses(
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

on_both_engines! {
    fn several_are_added_at_once_by_user_id_and_address(office) {
        let mut amina = office.administrator_of("lumen.example");
        let mut camille = office.visitor("camille@atelier.example");
        office.person("david@atelier.example");
        adds(&mut amina, "camille; DAVID@Atelier.example,\ncamille@atelier.example david", "Smart Account User");
        amina.sees("2 people have the role now").sees("Camille Example").sees("David Example").sees("an administrator");
        camille.goes_to("/access/smart-accounts").sees("Smart Account User");
        amina.goes_to("/accounts/lumen.example/events").sees("Role given: Smart Account User");
    }

    fn everybody_or_nobody_each_named(office) {
        let mut amina = office.administrator_of("lumen.example");
        let david = office.person("david@lumen.example");
        office.person("camille@atelier.example");
        office.grant(&david, "lumen.example", Role::SaApprover, None);
        adds(&mut amina, "camille, david, amina, nobody1, nobody2, new@atelier.example", "Smart Account Approver");
        amina.meets(422);
        let fault = amina.page.fault_of(NAMES).unwrap();
        for words in ["Nobody has the user ID nobody1 and nobody2", "Held already, as long or longer: david", "amina: You cannot give yourself a role", "needs a verified e-mail address in lumen.example"] {
            assert!(fault.contains(words), "{words}: {fault}");
        }
        assert!(fault.contains("camille and new@atelier.example:"), "{fault}");
        amina.goes_to(USERS).does_not_see("Camille Example");
        amina.goes_to(INVITATIONS).sees("No invitation is open");
        adds(&mut amina, "not/a/name", "Smart Account User");
        assert!(amina.meets(422).page.fault_of(NAMES).unwrap().contains("Neither a user ID nor an e-mail address: not/a/name"));
        adds(&mut amina, " ,; ", "Smart Account User");
        assert!(amina.meets(422).page.fault_of(NAMES).is_some());
        let many: Vec<String> = (0..201).map(|n| format!("person{n}")).collect();
        adds(&mut amina, &many.join(" "), "Smart Account User");
        assert!(amina.meets(422).page.fault_of(NAMES).unwrap().contains("These are 201; 200 fit at once"));
        adds(&mut amina, "camille", "Virtual Account User");
        assert!(amina.meets(422).page.fault_of("User role").unwrap().contains("does not fit the scope"));
        amina.presses("Add users", &[("User role", "Smart Account User"), ("Until", "2020-01-01")]).meets(422);
        assert!(amina.page.fault_of("Until").unwrap().contains("has passed"));
    }

    fn virtual_account_administrators_give_virtual_account_roles_on_their_own(office) {
        office.administrator_of("lumen.example");
        let chen = office.person("chen@lumen.example");
        office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
        office.person("camille@atelier.example");
        let mut chen = office.log_in("chen@lumen.example");
        chen.goes_to(USERS).follows("Add users").does_not_see("Montréal").does_not_see("Entire Smart Account");
        let beyond = "users=camille&scope=entire&role=sa-user".to_owned();
        assert_eq!(chen.sends("POST", "/accounts/lumen.example/users/new", Some(beyond)).status, 422);
        chen.presses("Add users", &[(NAMES, "camille new@atelier.example"), ("Lyon", "on"), ("User role", "Virtual Account User")]).sees("One person has the role now").sees("One person is invited by mail");
        chen.goes_to(INVITATIONS).sees("new@atelier.example");
        office.works();
        // An invitation to the whole account is not his to see.
        let mut amina = office.log_in("amina@lumen.example");
        adds(&mut amina, "other@atelier.example", "Smart Account User");
        chen.goes_to(INVITATIONS).does_not_see("other@atelier.example");
        let all = amina.goes_to(INVITATIONS).page.attributes("a[href$='/withdrawal']", "href");
        let hers: Vec<&String> = all.iter().filter(|address| !chen.page.html.contains(address.as_str())).collect();
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

    fn the_invited_makes_a_sign_in_and_has_the_role(office) {
        let mut amina = office.administrator_of("lumen.example");
        adds(&mut amina, "nadia@ortega.example", "Smart Account User");
        amina.sees("One person is invited by mail").does_not_see("nadia@ortega.example");
        amina.goes_to(INVITATIONS).sees("nadia@ortega.example").sees("Smart Account User on the entire Smart Account");
        let mut nadia = invited(office, "nadia@ortega.example");
        nadia.sees("Your invitation to The lumen company").sees("Amina Example offers you access");
        nadia.presses("Create an account and accept", &[("User ID", "amina"), ("Password", "short")]).meets(422).sees("Something needs your attention").sees("Full name: Fill this in").sees("Password: Use at least");
        registers(&mut nadia, "nadia");
        nadia.sees("You have access to The lumen company now").sees("Smart Account User");
        office.works();
        office.mailbox.newest("amina@lumen.example", "nadia@ortega.example accepted your invitation");
        amina.goes_to(USERS).sees("Nadia Ortega").sees("an invitation");
        amina.goes_to(INVITATIONS).sees("No invitation is open");
        amina.goes_to("/accounts/lumen.example/events").sees("Invitation accepted: nadia@ortega.example").sees("Invited: nadia@ortega.example");
    }

    fn a_second_invitation_adds_to_the_first(office) {
        let mut amina = office.administrator_of("lumen.example");
        adds(&mut amina, "nadia@ortega.example", "Smart Account User");
        let mut first = invited(office, "nadia@ortega.example");
        adds(&mut amina, "nadia@ortega.example", "Smart Account User");
        assert!(amina.meets(422).page.fault_of(NAMES).unwrap().contains("Invited to it already: nadia@ortega.example"));
        adds(&mut amina, "nadia@ortega.example", "Smart Account Viewer");
        // One letter with one link at a time.
        first.goes_to(&first.page.path.clone()).meets(410);
        let mut nadia = invited(office, "nadia@ortega.example");
        nadia.sees("Smart Account User").sees("Smart Account Viewer");
        registers(&mut nadia, "nadia");
        nadia.sees("Smart Account User").sees("Smart Account Viewer");
        office.works();
    }

    fn an_invitation_is_sent_again_withdrawn_or_declined(office) {
        let mut amina = office.administrator_of("lumen.example");
        adds(&mut amina, "nadia@ortega.example", "Smart Account User");
        let mut old = invited(office, "nadia@ortega.example");
        amina.goes_to(INVITATIONS).presses("Send again", &[]).sees("A new letter goes to nadia@ortega.example");
        old.goes_to(&old.page.path.clone()).meets(410);
        let mut nadia = invited(office, "nadia@ortega.example");
        nadia.sees("offers you access");
        for _ in 0..2 {
            amina.goes_to(INVITATIONS).presses("Send again", &[]).meets(200);
        }
        amina.goes_to(INVITATIONS).presses("Send again", &[]).meets(429).sees("Enough letters went to this address");
        amina.goes_to(INVITATIONS).follows("Withdraw").sees("The link in the letter no longer works").sees("Smart Account User");
        let confirmation = amina.page.path.clone();
        amina.presses("Withdraw", &[]).sees("is withdrawn").sees("No invitation is open");
        amina.goes_to(&confirmation).meets(409).sees("answered, withdrawn or has lapsed");
        let mut late = invited(office, "nadia@ortega.example");
        late.meets(410).does_not_see("lumen");
        // Inviting again is a letter as well.
        adds(&mut amina, "nadia@ortega.example", "Smart Account User");
        assert!(amina.meets(422).page.fault_of(NAMES).unwrap().contains("Enough letters went to this address"));
        office.days_pass(1);
        adds(&mut amina, "nadia@ortega.example", "Smart Account User");
        let mut nadia = invited(office, "nadia@ortega.example");
        let path = nadia.page.path.clone();
        nadia.presses("Decline", &[]).sees("You declined the invitation");
        nadia.goes_to(&path).meets(410);
        office.works();
        office.mailbox.newest("amina@lumen.example", "nadia@ortega.example declined your invitation");
        amina.goes_to(USERS).does_not_see("nadia");
    }

    fn every_letter_counts_and_offers_do_not_grow_without_end(office) {
        let mut amina = office.administrator_of("lumen.example");
        let adds_until = |amina: &mut Visitor<'_>, until: &str| {
            amina.goes_to(USERS).follows("Add users").presses("Add users", &[
                (NAMES, "victim@ortega.example"), ("Entire Smart Account", "on"), ("User role", "Smart Account User"), ("Until", until)]);
        };
        // Each with a later end, and so each another offer.
        for n in 0..20 {
            adds_until(&mut amina, &format!("2099-01-{:02}", n + 1));
            amina.meets(200);
            if n % 4 == 3 {
                adds_until(&mut amina, "2099-02-01");
                assert!(amina.meets(422).page.fault_of(NAMES).unwrap().contains("victim@ortega.example: Enough letters") || n == 19, "{}", amina.page.text());
                office.days_pass(1);
            }
        }
        adds_until(&mut amina, "2099-02-01");
        assert!(amina.meets(422).page.fault_of(NAMES).unwrap().contains("offers 20 roles at most"));
        office.works();
    }

    fn nobody_adds_unseen_to_an_invitation_beyond_their_reach(office) {
        let mut amina = office.administrator_of("lumen.example");
        adds(&mut amina, "new@atelier.example", "Smart Account User");
        let chen = office.person("chen@lumen.example");
        office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
        let mut chen = office.log_in("chen@lumen.example");
        chen.goes_to(USERS).follows("Add users").presses("Add users", &[(NAMES, "new@atelier.example"), ("Lyon", "on"), ("User role", "Virtual Account User")]);
        assert!(chen.meets(422).page.fault_of(NAMES).unwrap().contains("reaches beyond your Virtual Accounts"));
        amina.goes_to(INVITATIONS).does_not_see("Virtual Account User");
        office.works();
    }

    fn an_invitation_lapses_after_fourteen_days(office) {
        let mut amina = office.administrator_of("lumen.example");
        adds(&mut amina, "nadia@ortega.example", "Smart Account User");
        let mut nadia = invited(office, "nadia@ortega.example");
        let path = nadia.page.path.clone();
        office.days_pass(13);
        nadia.goes_to(&path).meets(200);
        office.days_pass(1);
        nadia.goes_to(&path).meets(410);
        office.mailbox.newest("amina@lumen.example", "Your invitation of nadia@ortega.example has lapsed");
        amina.goes_to(INVITATIONS).sees("No invitation is open");
        adds(&mut amina, "nadia@ortega.example", "Smart Account User");
        amina.sees("One person is invited by mail");
        office.works();
    }

    fn whoever_has_another_address_is_told_what_to_do(office) {
        let mut amina = office.administrator_of("lumen.example");
        adds(&mut amina, "nadia@ortega.example", "Smart Account User");
        let path = invited(office, "nadia@ortega.example").page.path.clone();
        let mut camille = office.visitor("camille@atelier.example");
        camille.goes_to(&path).sees("went to another address").sees("camille").does_not_see("Decline");
        let token = path.split_once("token=").unwrap().1.to_owned();
        assert_eq!(camille.sends("POST", "/invitation/acceptance", Some(format!("token={token}"))).status, 403);
        // Somebody who gets the address meanwhile logs in with it.
        let nadia = office.person("nadia@ortega.example");
        let mut stranger = Visitor::stranger(office);
        stranger.goes_to(&path).sees("This address has a sign-in").follows("Log in");
        stranger.presses("Log in", &[("User ID or e-mail", "nadia"), ("Password", PASSWORD)]).sees("offers you access").presses("Accept", &[]).sees("You have access").sees("Smart Account User");
        let mut nadia = office.session_of("nadia@ortega.example", &nadia);
        nadia.goes_to(&path).meets(410);
        office.works();
    }

    fn the_rules_are_asked_again_when_it_is_accepted(office) {
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
            let id: String = people::table.filter(people::user_id.eq("bruno")).select(people::id).first(tx.db)?;
            let held: Vec<String> = memberships::table.filter(memberships::person_id.eq(&id)).select(memberships::id).load(tx.db)?;
            diesel::delete(membership_terms::table.filter(membership_terms::membership_id.eq_any(&held))).execute(tx.db)?;
            diesel::delete(memberships::table.filter(memberships::id.eq_any(&held))).execute(tx.db)?;
            Ok(())
        });
        registers(&mut nadia, "nadia");
        nadia.meets(409).sees("Whoever invited you may no longer give this");
        // Sent again by somebody who may, it can be accepted.
        amina.goes_to(INVITATIONS).presses("Send again", &[]);
        let mut nadia = invited(office, "nadia@ortega.example");
        registers(&mut nadia, "nadia");
        nadia.sees("You have access");
        office.works();
    }

    fn a_dead_link_says_nothing(office) {
        let mut stranger = Visitor::stranger(office);
        stranger.goes_to("/invitation?token=guessed").meets(410);
        let nothing = stranger.page.text();
        stranger.goes_to("/sign-up/confirmation?token=guessed").meets(410);
        assert_eq!(stranger.page.text(), nothing);
        for path in ["/invitation/registration", "/invitation/refusal"] {
            assert_eq!(stranger.sends("POST", path, Some("token=guessed".into())).status, 410, "{path}");
        }
    }
}
