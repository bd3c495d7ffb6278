//! The account above an identifier is told of whoever asks for it, objects, and is not betrayed.

use crate::creating::steps::{REASON, nominates, operator, reviews};
use crate::on_both_engines;
use crate::support::Office;
use crate::support::mailbox::link_in;
use domain::smart_account::Visibility;

on_both_engines!(
    the_account_above_is_told_and_may_object,
    an_objection_to_what_is_pending_goes_to_an_operator,
    a_hidden_account_is_not_betrayed_to_who_asks_for_its_identifier,
);

fn the_account_above_is_told_and_may_object(office: &Office) {
    let mut olga = operator(office);
    let mut amina = office.administrator_of("lumen.example");
    let mut ines = office.visitor("ines@lyon.lumen.example");
    reviews(&mut ines, &[("I have authority", "on")])
        .sees("lyon.lumen.example")
        .presses("Create the account", &[])
        .sees("The account is active");
    amina
        .opens_the_link_in("A new account below yours: lyon.lumen.example")
        .sees("Ines Example")
        .presses("Object", &[])
        .meets(422);
    amina
        .presses("Object", &[("Your objection", "Lyon is a part of us")])
        .sees("gone to the operators")
        .sees("Lyon is a part of us");
    let again = format!("{}/objection", amina.page.path);
    assert_eq!(
        amina
            .sends("POST", &again, Some("words=Again".into()))
            .status,
        409
    );
    amina
        .goes_to("/accounts/lumen.example/events")
        .sees("An account is asked for below this one")
        .sees("Lyon is a part of us");
    olga.opens_the_link_in("New account: lyon.lumen.example")
        .sees("Amina Example objects")
        .sees("suspend it");
    olga.presses("Let the account be", &[])
        .sees("The objection is settled");
    olga.goes_to("/operator/creations").sees("Nothing here");
    // A stranger to the account above sees nothing of it there.
    let id = amina.page.path.clone();
    ines.goes_to(&id).meets(404);
    office.works();
}

fn an_objection_to_what_is_pending_goes_to_an_operator(office: &Office) {
    let mut olga = operator(office);
    let mut amina = office.administrator_of("lumen.example");
    let mut ines = office.visitor("ines@lyon.lumen.example");
    nominates(&mut ines, "jan@lyon.lumen.example");
    let page = ines.page.path.clone();
    amina
        .opens_the_link_in("A new account below yours")
        .presses("Object", &[("Your objection", "Lyon is a part of us")]);
    ines.goes_to(&page)
        .sees("An operator decides about the identifier")
        .does_not_see("Lyon is a part of us")
        .does_not_see("Amina");
    let link = link_in(
        &office
            .mailbox
            .newest("jan@lyon.lumen.example", "asks you to authorise")
            .text_body,
    );
    let mut jan = office.visitor("jan@lyon.lumen.example");
    jan.goes_to(&link)
        .presses("Submit", &[("Authorise", "on")])
        .sees("once an operator has agreed");
    olga.opens_the_link_in("New account: lyon.lumen.example")
        .presses(
            "Decline",
            &[(
                "In your own words",
                "Please work within your company’s account",
            )],
        );
    ines.goes_to(&page).sees("An operator declined");
    ines.goes_to("/access/requests/new?identifier=lyon.lumen.example")
        .sees("No name is shown");
    office.works();
}

fn a_hidden_account_is_not_betrayed_to_who_asks_for_its_identifier(office: &Office) {
    let victor = office.person("victor@vault.example");
    office.account("vault.example", Visibility::Restricted, &victor);
    let mut olga = operator(office);
    let seen = ["vault.example", "nowhere.example"].map(|identifier| {
        let mut camille = office.visitor(&format!(
            "friend-of-{}@atelier.example",
            identifier.split('.').next().unwrap()
        ));
        let typed = [
            ("I have authority", "on"),
            ("Account domain identifier", identifier),
            ("Why this identifier", REASON),
        ];
        let review = reviews(&mut camille, &typed).meets(200).page.text();
        let sent = camille
            .presses("Ask for the account", &[])
            .meets(200)
            .page
            .text();
        office.works();
        let later = camille.goes_to(&camille.page.path.clone()).page.text();
        let asking = camille
            .goes_to(&format!("/access/requests/new?identifier={identifier}"))
            .page
            .text();
        let mails = office.mailbox.to(&camille.address.clone());
        let name = camille.address.split('@').next().unwrap().to_owned();
        let same = |text: String| {
            text.to_lowercase()
                .replace(&name, "FRIEND")
                .replace(identifier, "IDENTIFIER")
        };
        (
            same(review),
            same(sent),
            same(later),
            same(asking),
            mails.len(),
        )
    });
    assert_eq!(seen[0], seen[1]);
    // Below it, too: its administrators hear of it, the creator does not.
    let mut dana = office.visitor("dana@annexe.vault.example");
    reviews(&mut dana, &[("I have authority", "on")])
        .does_not_see("vault company")
        .presses("Create the account", &[])
        .sees("The account is active");
    office.works();
    office
        .mailbox
        .newest("victor@vault.example", "A new account below yours");
    olga.goes_to("/operator/creations")
        .follows("vault.example")
        .sees("The identifier belongs to")
        .sees("Mind your words");
    let version = "version=1".to_owned();
    let taken = olga.sends(
        "POST",
        &format!("{}/approval", olga.page.path.clone()),
        Some(version),
    );
    assert_eq!(taken.status, 409);
    // What is visible is said to be taken.
    office.administrator_of("lumen.example");
    reviews(
        &mut dana,
        &[
            ("I have authority", "on"),
            ("Account domain identifier", "lumen.example"),
            ("Why this identifier", REASON),
            ("Account name", "Annexe"),
        ],
    )
    .meets(422)
    .sees("has this identifier already")
    .follows("Request access")
    .sees("The lumen company");
}
