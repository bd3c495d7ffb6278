//! Rules are rehearsed, saved, put in order and deleted by those who decide for the whole account.

use crate::automating::rules::{PARTNERS, QUEUE, RULES, asks, rehearses, saves};
use crate::on_both_engines;
use crate::support::Office;
use domain::Role;

on_both_engines!(
    what_is_said_of_a_domain_comes_after_it,
    saving_needs_a_rehearsal_of_what_is_saved,
    rules_are_for_those_who_decide_for_the_whole_account,
    a_deleted_rule_leaves_no_gap_in_the_order,
    a_rehearsal_says_what_a_rule_no_longer_decides,
    a_hidden_accounts_rules_are_rehearsed_with_those_who_may_know_of_it,
    a_rule_that_sends_to_somebody_who_left_is_marked,
);

fn what_is_said_of_a_domain_comes_after_it(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina.goes_to("/accounts/lumen.example/automation/new");
    let labels = amina.page.all("fieldset .fields label");
    let place = |label: &str| {
        labels
            .iter()
            .position(|one| one.starts_with(label))
            .unwrap()
    };
    assert!(
        place("Verified e-mail domain") < place("The domain"),
        "{labels:?}"
    );
}

fn saving_needs_a_rehearsal_of_what_is_saved(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    rehearses(&mut amina, &PARTNERS);
    let rehearsed = amina.page.clone();
    let mut filled = amina.page.fill("Save the rule", "", &[]);
    let fields =
        |filled: &crate::support::page::Filled| crate::support::visitor::encode(&filled.fields);
    filled
        .fields
        .iter_mut()
        .find(|(name, _)| name == "days")
        .unwrap()
        .1 = "60".into();
    assert_eq!(
        amina.sends("POST", RULES, Some(fields(&filled))).status,
        409
    );
    filled.fields.retain(|(name, _)| name != "rehearsed");
    assert_eq!(
        amina.sends("POST", RULES, Some(fields(&filled))).status,
        400
    );
    // Somebody else saves meanwhile: what was rehearsed among other rules is rehearsed again.
    saves(
        &mut amina,
        &[
            ("Name of the rule", "Other"),
            ("Company or organisation", "Nobody"),
            ("Decline", "on"),
            ("Reason", "Other"),
        ],
    );
    amina.page = rehearsed;
    amina
        .presses("Save the rule", &[])
        .meets(409)
        .sees("The rules have changed since you rehearsed this one");
    amina
        .presses("Save the rule", &[])
        .sees("is saved and acts from now on");
    let old = amina.goes_to(RULES).follows("Partners").page.clone();
    amina
        .presses("Rehearse", &[("For so many days at most", "7")])
        .presses("Save the rule", &[]);
    amina.page = old;
    amina.presses("Delete this rule", &[]).meets(409);
    for (typed, fault) in [
        (("For so many days at most", "-1"), "Type a whole number"),
        (("For so many days at most", "4000"), "Type a whole number"),
        (
            ("Verified e-mail domain", "http://x"),
            "Type a domain such as",
        ),
        (("Name of the rule", ""), "Fill this in"),
        (("User role", "Choose a role"), "Choose a role"),
    ] {
        let mut form = PARTNERS.to_vec();
        form.retain(|(label, _)| *label != typed.0);
        form.push(typed);
        rehearses(&mut amina, &form);
        amina.meets(422).sees(fault);
    }
    rehearses(
        &mut amina,
        &[
            ("Name of the rule", "Unfit"),
            ("Approve", "on"),
            ("Entire Smart Account", "on"),
            ("User role", "Virtual Account User"),
        ],
    );
    amina
        .meets(200)
        .sees("This role does not fit the scope")
        .does_not_see("Save the rule");
}

fn rules_are_for_those_who_decide_for_the_whole_account(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    saves(&mut amina, &PARTNERS);
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(QUEUE).does_not_see("Automation");
    for path in ["", "/new", "/rehearsal?name=x&outcome=decline&class=other"] {
        chen.goes_to(&format!("{RULES}{path}")).meets(404);
    }
    assert_eq!(
        chen.sends(
            "POST",
            RULES,
            Some("name=x&outcome=decline&class=other".into())
        )
        .status,
        404
    );
    let rule = amina.goes_to(RULES).page.links("Partners")[0].clone();
    assert_eq!(chen.sends("GET", &rule, None).status, 404);
    assert_eq!(
        chen.sends(
            "POST",
            &format!("{rule}/deletion"),
            Some("version=1".into())
        )
        .status,
        404
    );
}

fn a_deleted_rule_leaves_no_gap_in_the_order(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for name in ["Alpha", "Beta", "Gamma", "Delta"] {
        saves(
            &mut amina,
            &[
                ("Name of the rule", name),
                ("Company or organisation", name),
                ("Decline", "on"),
                ("Reason", "Other"),
            ],
        );
    }
    amina
        .goes_to(RULES)
        .follows("Beta")
        .presses("Delete this rule", &[]);
    amina
        .goes_to(RULES)
        .follows("Gamma")
        .presses("Rehearse", &[("Name of the rule", "Third")])
        .presses("Save the rule", &[]);
    let html = amina.goes_to(RULES).page.html.clone();
    let places = ["Alpha", "Third", "Delta"]
        .map(|name| html.find(&format!(">{name}<")).unwrap_or(usize::MAX));
    assert!(places.is_sorted() && places[2] < usize::MAX, "{places:?}");
}

fn a_rehearsal_says_what_a_rule_no_longer_decides(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    saves(&mut amina, &PARTNERS);
    asks(office, "camille@atelier.example")
        .views_request()
        .sees("Approved");
    amina.goes_to(RULES).follows("Partners").presses(
        "Rehearse",
        &[("Verified e-mail domain", "elsewhere.example")],
    );
    amina
        .sees("0 would have fitted a rule, 1 would have gone another way")
        .sees("Camille Example")
        .sees("Wait for an administrator");
}

fn a_hidden_accounts_rules_are_rehearsed_with_those_who_may_know_of_it(office: &Office) {
    let hidden = "vault.example";
    let amina = office.person(&format!("amina@{hidden}"));
    office.account(
        hidden,
        domain::smart_account::Visibility::Restricted,
        &amina,
    );
    for email in ["zoe@atelier.example".to_owned(), format!("hugo@{hidden}")] {
        office
            .visitor(&email)
            .asks_for(hidden, "Downloads for the Lyon site");
    }
    let mut amina = office.log_in(&format!("amina@{hidden}"));
    amina.goes_to(&format!("/accounts/{hidden}/automation/new"));
    amina.presses(
        "Rehearse",
        &[
            ("Name of the rule", "Nobody"),
            ("Decline", "on"),
            ("Reason", "Other"),
        ],
    );
    amina
        .sees("2 requests were sent")
        .sees("1 would have fitted a rule")
        .sees("Hugo Example")
        .does_not_see("Zoe Example");
    office.works();
}

fn a_rule_that_sends_to_somebody_who_left_is_marked(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    saves(
        &mut amina,
        &[
            ("Name of the rule", "Bruno knows them"),
            ("Company or organisation", "Nobody"),
            ("Send to an administrator", "on"),
            ("To whom", "Bruno Example (bruno)"),
        ],
    );
    amina.goes_to(RULES).does_not_see("does nothing");
    amina
        .goes_to("/accounts/lumen.example/users")
        .presses("End access", &[("Select Bruno", "on")])
        .presses("End access", &[]);
    amina
        .goes_to(RULES)
        .sees("does nothing")
        .sees("whom it sends to can no longer decide");
    amina
        .goes_to(QUEUE)
        .sees("These automation rules do nothing")
        .sees("Bruno knows them");
    office.works();
}
