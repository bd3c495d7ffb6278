//! Properties of an account: changed at the desk, found under every alias, coloured by their accent.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::smart_account::Visibility;

const PAGE: &str = "/accounts/lumen.example/properties";

on_both_engines!(
    properties_change_with_before_and_after_in_the_log,
    a_stale_page_is_refused_and_what_was_typed_is_kept,
    only_whoever_may_edit_sees_the_form,
    asking_under_an_alias_finds_the_same_account,
    operators_set_any_alias_that_nobody_has,
    aliases_of_a_hidden_account_look_like_identifiers_that_nobody_has,
);

fn properties_change_with_before_and_after_in_the_log(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    amina.goes_to(PAGE).presses(
        "Save",
        &[
            ("Account name", "Lumen Réseaux"),
            ("Account type", "Holding"),
            ("Headquarters", "1 quai des Brumes\n69001 Lyon"),
            ("Country", "France"),
            ("Accent", "150"),
        ],
    );
    amina
        .sees("The properties are saved")
        .sees("Lumen Réseaux")
        .sees("Holding")
        .sees("1 quai des Brumes69001 Lyon")
        .sees("France");
    // The accent colours every page of the desk, and none beside it.
    let hue = |amina: &Visitor<'_>| amina.page.attributes("html", "class").join("");
    assert_eq!(hue(&amina), "h1 t5 u0");
    amina.goes_to("/accounts/lumen.example/users");
    assert_eq!(hue(&amina), "h1 t5 u0");
    amina.goes_to("/");
    assert_eq!(hue(&amina), "h2 t3 u2");
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("The properties were changed");
    amina
        .goes_to(PAGE)
        .presses("Save", &[])
        .sees("nothing was changed");
    amina
        .presses(
            "Save",
            &[
                ("Account name", ""),
                ("Headquarters", "1 quai"),
                ("Country", ""),
                ("Accent", "360"),
                ("Also known as", "not a domain"),
            ],
        )
        .meets(422);
    for (label, fault) in [
        ("Account name", "Fill this in"),
        ("Country", "An address needs its country"),
        ("Accent", "0 to 359"),
        ("Also known as", "“not a domain”"),
    ] {
        assert!(
            amina.page.fault_of(label).unwrap().contains(fault),
            "{label}"
        );
    }
}

fn a_stale_page_is_refused_and_what_was_typed_is_kept(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut bruno = amina.clone();
    amina.goes_to(PAGE);
    bruno
        .goes_to(PAGE)
        .presses("Save", &[("Account name", "Lumen One")])
        .sees("are saved");
    amina
        .presses("Save", &[("Account name", "Lumen Two")])
        .meets(409)
        .sees("Somebody changed this")
        .sees("Lumen One");
    amina
        .presses("Save", &[])
        .sees("are saved")
        .sees("Lumen Two");
}

fn only_whoever_may_edit_sees_the_form(office: &Office) {
    office.administrator_of("lumen.example");
    let vera = office.person("vera@lumen.example");
    office.grant(&vera, "lumen.example", Role::SaViewer, None);
    let mut vera = office.log_in("vera@lumen.example");
    vera.goes_to(PAGE)
        .sees("lumen.example")
        .does_not_see("Change the properties");
    let form = "version=1&name=Mine&kind=customer&visibility=unrestricted".to_owned();
    assert_eq!(vera.sends("POST", PAGE, Some(form)).status, 404);
    let sana = office.person("sana@lumen.example");
    office.grant(&sana, "lumen.example", Role::SaApprover, None);
    office
        .log_in("sana@lumen.example")
        .goes_to(PAGE)
        .presses("Save", &[("Account name", "Lumen Two")])
        .sees("are saved");
}

fn asking_under_an_alias_finds_the_same_account(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.account(
        "vault.example",
        Visibility::Restricted,
        &office.person("dora@vault.example"),
    );
    // Whether a hidden account has it or nobody: the same words for whoever has no address there.
    for other in ["vault.example", "nobodys.example"] {
        amina
            .goes_to(PAGE)
            .presses("Save", &[("Also known as", other)])
            .meets(422);
        assert_eq!(
            amina.page.fault_of("Also known as").unwrap(),
            format!(
                "{other} cannot be added: no administrator of this account has a verified e-mail address in that domain. \
                 Have one verify such an address, or ask an operator."
            )
        );
    }
    for administrator in [
        "zoe@lumen-networks.example",
        "luc@xn--lumire-6ua.example",
        "vic@vault.example",
    ] {
        let administrator = office.person(administrator);
        office.grant(&administrator, "lumen.example", Role::SaAdministrator, None);
    }
    amina
        .goes_to(PAGE)
        .presses(
            "Save",
            &[(
                "Also known as",
                "Lumen-Networks.EXAMPLE.\nlumière.example\nlumen.example",
            )],
        )
        .sees("lumen-networks.example")
        .sees("lumière.example");
    amina
        .presses("Save", &[("Also known as", "vault.example")])
        .meets(422);
    assert!(
        amina
            .page
            .fault_of("Also known as")
            .unwrap()
            .contains("vault.example is not available")
    );
    amina.goes_to(PAGE);
    let mut camille = office.visitor("camille@atelier.example");
    camille.asks_for("lumen-networks.example", "Downloads for the Lyon site");
    // One pending request for the account, under whatever name.
    camille
        .goes_to("/access/requests/new?identifier=lumen.example")
        .sees("You have asked for this already");
    let again = "identifier=lumen.example&reason=Downloads+for+Lyon".to_owned();
    let answer = camille.sends("POST", "/access/requests", Some(again.clone()));
    assert!(
        answer.headers["location"].starts_with("/access/requests/req_"),
        "{:?}",
        answer.headers
    );
    amina
        .opens_the_link_in("asks for access")
        .declines("Wrong role", "");
    // Nor does another name shorten the day after a denial.
    camille
        .goes_to("/access/requests/new?identifier=xn--lumire-6ua.example")
        .sees("You can ask again from");
    assert_eq!(
        camille
            .sends("POST", "/access/requests", Some(again.clone()))
            .status,
        422
    );
    office.days_pass(1);
    assert_eq!(
        camille
            .sends("POST", "/access/requests", Some(again))
            .status,
        303
    );
    office.works();
    // Taken away, an alias leads nowhere, and is free for another.
    amina
        .goes_to(PAGE)
        .presses("Save", &[("Also known as", "")])
        .does_not_see("lumen-networks.example");
    camille
        .goes_to("/access/requests/new?identifier=lumen-networks.example")
        .does_not_see("The lumen company");
}

fn operators_set_any_alias_that_nobody_has(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    office.account(
        "vault.example",
        Visibility::Restricted,
        &office.person("dora@vault.example"),
    );
    office.staff("olga@parvis.example", true, false);
    let mut olga = office.log_in("olga@parvis.example");
    olga.goes_to("/operator/accounts?q=lumen")
        .follows("lumen.example")
        .sees("What happened lately");
    olga.presses(
        "Save the aliases",
        &[("Also known as", "nobodys.example\nvault.example")],
    )
    .meets(422);
    assert!(
        olga.page
            .fault_of("Also known as")
            .unwrap()
            .contains("vault.example is not available")
    );
    olga.presses("Save the aliases", &[("Also known as", "no domain")])
        .meets(422);
    olga.presses("Save the aliases", &[("Also known as", "nobodys.example")])
        .sees("The properties are saved");
    // What stands there already needs no proof again.
    amina
        .goes_to(PAGE)
        .sees("nobodys.example")
        .presses("Save", &[("Account name", "Lumen One")])
        .sees("are saved");
    amina
        .presses("Save", &[("Also known as", "")])
        .does_not_see("nobodys.example");
    assert_eq!(
        amina
            .sends(
                "POST",
                "/operator/accounts/acc_1/aliases",
                Some("version=1&aliases=".into())
            )
            .status,
        404
    );
}

fn aliases_of_a_hidden_account_look_like_identifiers_that_nobody_has(office: &Office) {
    let dora = office.person("dora@vault.example");
    office.account("vault.example", Visibility::Restricted, &dora);
    let safe = office.person("sam@safe.example");
    office.grant(&safe, "vault.example", Role::SaAdministrator, None);
    let mut dora = office.log_in("dora@vault.example");
    dora.goes_to("/accounts/vault.example/properties")
        .presses("Save", &[("Also known as", "safe.example")])
        .sees("are saved");
    let mut camille = office.visitor("camille@atelier.example");
    let mut asks = |identifier: &str| -> Vec<String> {
        let page = format!("/access/requests/new?identifier={identifier}");
        let looked = camille.goes_to(&page).page.text();
        let form = format!("identifier={identifier}&reason=Downloads+for+Lyon");
        let answer = camille.sends("POST", "/access/requests", Some(form));
        let location = answer.headers.get("location").cloned().unwrap_or_default();
        let sent = camille.goes_to(&location).page.text();
        let shown = camille
            .goes_to(location.trim_end_matches("/confirmation"))
            .page
            .text();
        [looked, answer.status.to_string(), sent, shown]
            .map(|text| text.replace(identifier, "IDENTIFIER"))
            .to_vec()
    };
    let pairs = [
        ("vault.example", "nowhere.example"),
        ("safe.example", "nobody.example"),
    ];
    for (hidden, missing) in pairs {
        let (of_hidden, of_missing) = (asks(hidden), asks(missing));
        assert_eq!(of_hidden, of_missing, "{hidden}");
    }
    office.works();
    // The account has one request, however many of its names were tried.
    dora.goes_to("/accounts/vault.example/requests");
    assert_eq!(dora.page.all("tbody tr").len(), 1);
    dora.follows("Pending").declines("Not known to us", "");
    let mut again = |identifier: &str| {
        let form = format!("identifier={identifier}&reason=Downloads+for+Lyon");
        camille.sends("POST", "/access/requests", Some(form))
    };
    // Under the name it was asked for the denial counts; under the other nothing is told, and nothing reaches the account.
    assert_eq!(again("vault.example").status, 422);
    assert_eq!(again("safe.example").status, again("nobody.example").status);
    office.works();
    dora.goes_to("/accounts/vault.example/requests?status=pending");
    assert_eq!(dora.page.all("tbody tr").len(), 0);
}
