//! Creating an account: with one's own authority, with somebody else's, with an operator's agreement, and in time.

use crate::on_both_engines;
use crate::support::mailbox::link_in;
use crate::support::office::PASSWORD;
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use domain::smart_account::Visibility;

const REASON: &str = "We trade under this name as well";

fn operator(office: &Office) -> Visitor<'_> {
    let olga = office.staff("olga@operations.example", true, false);
    office.session_of("olga@operations.example", &olga)
}

/// Fills in the form up to the review.
fn reviews<'v, 'o>(who: &'v mut Visitor<'o>, typed: &[(&str, &str)]) -> &'v mut Visitor<'o> {
    who.goes_to("/access/smart-accounts")
        .follows("Create a Smart Account");
    who.presses("Review", typed)
}

/// Asks for an account below one's own authority.
fn claims<'v, 'o>(who: &'v mut Visitor<'o>, identifier: &str) -> &'v mut Visitor<'o> {
    let typed = [
        ("I have authority", "on"),
        ("Account domain identifier", identifier),
        ("Why this identifier", REASON),
    ];
    reviews(who, &typed).presses("Ask for the account", &[]);
    who.office.works();
    who
}

/// Asks for one's own domain, naming somebody to authorise it.
fn nominates<'v, 'o>(who: &'v mut Visitor<'o>, nominee: &str) -> &'v mut Visitor<'o> {
    let typed = [
        ("Somebody else authorises", "on"),
        ("E-mail address of whoever", nominee),
    ];
    reviews(who, &typed).presses("Ask for the account", &[]);
    who.office.works();
    who
}

on_both_engines!(
    ones_own_domain_and_authority_open_an_account_at_once,
    another_identifier_goes_to_an_operator,
    an_operator_does_not_decide_about_their_own,
    a_nominee_signs_up_authorises_and_administers,
    a_nominee_may_decline_and_another_be_asked,
    letters_to_nominees_are_counted_and_go_to_whoever_is_asked,
    a_request_for_an_account_lapses_with_notice_and_is_revived_with_its_data,
    an_operator_frees_an_identifier_that_is_held_for_nothing,
    after_a_year_what_lapsed_is_over_and_its_identifier_free,
    operators_extend_and_revive_and_creators_withdraw,
    the_account_above_is_told_and_may_object,
    an_objection_to_what_is_pending_goes_to_an_operator,
    a_hidden_account_is_not_betrayed_to_who_asks_for_its_identifier,
    an_identifier_that_is_taken_is_not_proposed,
    whoever_has_left_opens_no_account,
    bad_identifiers_and_names_are_said_beside_their_fields,
);

fn ones_own_domain_and_authority_open_an_account_at_once(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .goes_to("/accounts")
        .sees("You manage no Smart Account")
        .follows("Create a Smart Account");
    camille
        .presses("Review", &[])
        .meets(422)
        .sees("Choose who authorises the account");
    camille.presses(
        "Review",
        &[
            ("I have authority", "on"),
            ("Account name", "Atelier Lumen"),
            ("Virtual Accounts", "Default\nLyon"),
        ],
    );
    camille
        .sees("Review the new account")
        .sees("atelier.example")
        .sees("Default, Lyon")
        .sees("active as soon as you send this");
    camille
        .presses("change", &[])
        .presses("Review", &[("Account name", "Atelier Lumen & Co")])
        .presses("Create the account", &[]);
    camille
        .sees("The account is active")
        .follows("Manage Smart Account")
        .sees("Atelier Lumen & Co");
    camille
        .goes_to("/accounts/atelier.example/users")
        .sees("Camille Example")
        .sees("creation of the account");
    camille
        .goes_to("/accounts/atelier.example/virtual-accounts")
        .sees("Lyon");
    office.works();
    office.mailbox.newest(
        "camille@atelier.example",
        "Your new account atelier.example",
    );
    let mut david = office.visitor("david@elsewhere.example");
    david.asks_for("atelier.example", "I work with Camille Example");
    camille
        .opens_the_link_in("David Example asks")
        .approves_entirely("Smart Account User")
        .sees("You approved this");
}

fn another_identifier_goes_to_an_operator(office: &Office) {
    let mut olga = operator(office);
    let mut camille = office.visitor("camille@atelier.example");
    reviews(
        &mut camille,
        &[
            ("I have authority", "on"),
            ("Account domain identifier", "brand.example"),
        ],
    )
    .meets(422);
    assert!(
        camille
            .page
            .fault_of("Why this identifier")
            .unwrap()
            .contains("not your own domain")
    );
    claims(&mut camille, "brand.example")
        .sees("90 days left")
        .sees("An operator decides about the identifier");
    camille.goes_to("/accounts/brand.example").meets(404);
    // Nobody has the identifier yet: asking for access shows nothing.
    camille
        .goes_to("/access/requests/new?identifier=brand.example")
        .sees("No name is shown");
    reviews(
        &mut camille,
        &[
            ("I have authority", "on"),
            ("Account domain identifier", "brand.example"),
            ("Why this identifier", REASON),
        ],
    );
    camille
        .sees("You have asked for this account already")
        .sees("90 days left");
    olga.goes_to("/operator")
        .sees("One new account waits")
        .follows("See them")
        .follows("brand.example");
    olga.sees(REASON)
        .sees("Camille Example")
        .presses("Approve", &[])
        .sees("You approved the identifier")
        .sees("The account is active");
    office.works();
    office
        .mailbox
        .newest("camille@atelier.example", "Your new account brand.example");
    camille
        .goes_to("/accounts/brand.example/users")
        .sees("Camille Example");
    claims(&mut camille, "other-brand.example");
    olga.opens_the_link_in("New account: other-brand.example")
        .presses("Decline", &[])
        .meets(422);
    olga.presses(
        "Decline",
        &[("In your own words", "That name is somebody else's")],
    )
    .sees("You declined");
    assert!(
        office
            .mailbox
            .to("camille@atelier.example")
            .iter()
            .all(|mail| !mail.text_body.contains("somebody else's"))
    );
    camille
        .opens_the_link_in("Your new account other-brand.example")
        .sees("An operator declined")
        .sees("somebody else's");
}

fn an_operator_does_not_decide_about_their_own(office: &Office) {
    let mut olga = operator(office);
    claims(&mut olga, "brand.example")
        .goes_to("/operator/creations")
        .follows("brand.example");
    olga.sees("This is your own request")
        .does_not_see("Approve");
    let path = format!("{}/approval", olga.page.path);
    assert_eq!(
        olga.sends("POST", &path, Some("version=1".into())).status,
        403
    );
}

fn a_nominee_signs_up_authorises_and_administers(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    reviews(
        &mut camille,
        &[
            ("Somebody else authorises", "on"),
            ("E-mail address of whoever", "camille@atelier.example"),
        ],
    )
    .meets(422);
    assert!(
        camille
            .page
            .fault_of("E-mail address of whoever")
            .unwrap()
            .contains("Somebody else has to")
    );
    nominates(&mut camille, "berta@atelier.example")
        .sees("berta@atelier.example is asked to authorise");
    // The account is there, and not open.
    let mut david = office.visitor("david@elsewhere.example");
    david
        .goes_to("/access/requests/new?identifier=atelier.example")
        .sees("not active yet");
    camille.goes_to("/accounts/atelier.example").meets(404);
    let link = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "asks you to authorise")
            .text_body,
    );
    let mut berta = Visitor::stranger(office);
    berta
        .goes_to(&link)
        .sees("Log in")
        .follows("Create an account");
    berta.presses(
        "Send me the link",
        &[
            ("Full name", "Berta Boss"),
            ("Company", "Atelier"),
            ("E-mail", "berta@atelier.example"),
        ],
    );
    office.works();
    let confirm = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "Finish your account")
            .text_body,
    );
    berta.goes_to(&confirm).presses(
        "Create an account",
        &[("Password", "a forecourt at first light")],
    );
    berta
        .sees("Authorise a new account")
        .sees("Camille Example")
        .presses("Submit", &[])
        .meets(422)
        .sees("Choose whether to authorise");
    berta
        .presses("Submit", &[("Authorise", "on")])
        .sees("is active, and you administer it");
    berta
        .goes_to("/accounts/atelier.example/users")
        .sees("Berta Boss")
        .sees("Camille Example");
    berta.goes_to(&link).meets(410).sees("no longer works");
    office.works();
    office.mailbox.newest(
        "camille@atelier.example",
        "Your new account atelier.example",
    );
}

fn a_nominee_may_decline_and_another_be_asked(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "berta@atelier.example");
    let page = camille.page.path.clone();
    let first = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "asks you to authorise")
            .text_body,
    );
    let mut berta = office.visitor("berta@atelier.example");
    // The link is for her address, and not for somebody else who has it.
    let mut mallory = office.visitor("mallory@elsewhere.example");
    mallory
        .goes_to(&first)
        .sees("This was sent to berta@atelier.example")
        .does_not_see("Submit");
    let token = first.split_once("token=").unwrap().1.to_owned();
    let forged = Some(format!("token={token}&outcome=approve"));
    assert_eq!(
        mallory
            .sends("POST", "/accounts/authorisation", forged.clone())
            .status,
        422
    );
    camille
        .goes_to(&first)
        .sees("Somebody else has to authorise");
    berta
        .goes_to(&first)
        .presses("Submit", &[("Decline", "on")])
        .meets(422);
    berta
        .presses(
            "Submit",
            &[
                ("Decline", "on"),
                ("In your own words", "Ask Carl, he decides"),
            ],
        )
        .sees("You declined");
    office.works();
    assert!(
        office
            .mailbox
            .newest("camille@atelier.example", "Your new account")
            .text_body
            .contains("Ask Carl")
    );
    camille
        .goes_to(&page)
        .sees("Ask Carl, he decides")
        .presses("Send the link", &[("E-mail address", "nonsense")])
        .meets(422);
    camille
        .presses(
            "Send the link",
            &[("E-mail address", "carl@atelier.example")],
        )
        .sees("on its way to carl@atelier.example");
    office.works();
    let second = link_in(
        &office
            .mailbox
            .newest("carl@atelier.example", "asks you to authorise")
            .text_body,
    );
    // Another is named at any time, and the link before dies.
    camille.presses(
        "Send the link",
        &[("E-mail address", "dana@atelier.example")],
    );
    let mut carl = office.visitor("carl@atelier.example");
    carl.goes_to(&second).meets(410);
    office.works();
    for (days, reminders) in [(2, 1), (3, 2), (5, 3), (20, 3)] {
        office.days_pass(days);
        let asked = office.mailbox.to("dana@atelier.example");
        assert_eq!(asked.len(), 1 + reminders, "after {days} days more");
    }
    // The link in a reminder works as well.
    let reminded = link_in(
        &office
            .mailbox
            .newest("dana@atelier.example", "asks you")
            .text_body,
    );
    let mut dana = office.visitor("dana@atelier.example");
    dana.goes_to(&reminded)
        .presses("Submit", &[("Authorise", "on"), ("Make Camille", "off")])
        .sees("is active");
    dana.goes_to("/accounts/atelier.example/users")
        .sees("Dana Example")
        .does_not_see("Camille Example");
}

fn letters_to_nominees_are_counted_and_go_to_whoever_is_asked(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "berta@atelier.example");
    // The same address again, in whatever capitals, changes nothing and sends nothing.
    camille
        .presses(
            "Send the link",
            &[("E-mail address", "Berta@atelier.example")],
        )
        .sees("is asked already");
    // Of those named one after the other only the last is asked when the letters are written.
    for name in ["carl", "dana", "emil"] {
        let typed = format!("{name}@victims.example");
        camille
            .presses("Send the link", &[("E-mail address", &typed)])
            .sees("on its way");
    }
    office.works();
    let count = |name: &str| office.mailbox.to(&format!("{name}@victims.example")).len();
    assert_eq!(office.mailbox.to("berta@atelier.example").len(), 1);
    assert_eq!([count("carl"), count("dana"), count("emil")], [0, 0, 1]);
    // So many letters a day to one address, whoever has them sent …
    let named = |camille: &mut Visitor<'_>, name: &str| {
        camille.presses(
            "Send the link",
            &[("E-mail address", &format!("{name}@victims.example"))],
        );
        camille.page.status
    };
    let to_emil: Vec<_> = (0..5)
        .map(|n| {
            named(&mut camille, &format!("other{n}"));
            named(&mut camille, "emil")
        })
        .collect();
    assert_eq!(to_emil, [200, 200, 200, 200, 429]);
    assert!(
        camille
            .page
            .fault_of("E-mail address")
            .unwrap()
            .contains("Enough letters went to this address")
    );
    // … and so many by one person, to whomever.
    let sent: Vec<_> = (0..9)
        .map(|n| named(&mut camille, &format!("victim{n}")))
        .collect();
    assert!(sent.ends_with(&[429]), "{sent:?}");
    assert!(
        camille
            .page
            .fault_of("E-mail address")
            .unwrap()
            .contains("You have had enough letters sent")
    );
    office.works();
    let all = office
        .mailbox
        .all()
        .iter()
        .filter(|mail| mail.address.ends_with("@victims.example"))
        .count();
    assert!(all <= 20, "{all} letters");
    // A new address of one's own is somebody's until they confirm it: it counts as well.
    office.days_pass(1);
    let mut camille = office.log_in("camille@atelier.example");
    let typed = [
        ("New e-mail address", "frida@victims.example"),
        ("Current password", PASSWORD),
    ];
    for _ in 0..5 {
        camille
            .goes_to("/profile")
            .presses("Change the address", &typed)
            .meets(200);
    }
    camille
        .goes_to("/profile")
        .presses("Change the address", &typed)
        .meets(429);
    assert!(
        camille
            .page
            .fault_of("New e-mail address")
            .unwrap()
            .contains("Enough letters went to this address")
    );
}

fn a_request_for_an_account_lapses_with_notice_and_is_revived_with_its_data(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "berta@atelier.example");
    let page = camille.page.path.clone();
    office.days_pass(59);
    assert_eq!(office.mailbox.to("camille@atelier.example").len(), 0);
    for (days, mails, left) in [
        (1, 1, "30 days left"),
        (23, 2, "7 days left"),
        (6, 2, "One day left"),
    ] {
        office.days_pass(days);
        assert_eq!(office.mailbox.to("camille@atelier.example").len(), mails);
        camille.goes_to(&page).sees(left);
    }
    let link = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "asks you to authorise")
            .text_body,
    );
    office.days_pass(1);
    camille
        .goes_to(&page)
        .sees("Lapsed")
        .sees("It can be revived until")
        .does_not_see("days left");
    let mut berta = office.visitor("berta@atelier.example");
    berta.goes_to(&link).meets(410);
    let mut olga = operator(office);
    olga.goes_to("/operator/accounts?status=lapsed")
        .sees("atelier.example");
    // Somebody else of the same domain cannot take it over without an operator.
    let mut david = office.visitor("david@atelier.example");
    claims(&mut david, "atelier.example").sees("An operator decides");
    olga.goes_to("/operator/creations")
        .follows("atelier.example")
        .sees("The identifier belongs to")
        .does_not_see("Approve");
    office.days_pass(300);
    camille
        .goes_to(&page)
        .presses("Revive it", &[])
        .sees("90 days left")
        .sees("berta@atelier.example is asked");
    office.works();
    let again = link_in(
        &office
            .mailbox
            .newest("berta@atelier.example", "asks you to authorise")
            .text_body,
    );
    let mut berta = office.log_in("berta@atelier.example");
    berta
        .goes_to(&again)
        .presses("Submit", &[("Authorise", "on")])
        .sees("is active");
    berta
        .goes_to("/accounts/atelier.example/virtual-accounts")
        .sees("Default");
}

fn an_operator_frees_an_identifier_that_is_held_for_nothing(office: &Office) {
    // Asked for under one's own domain, with a nominee who never answers.
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "nobody@atelier.example");
    let mut olga = operator(office);
    let page = |olga: &mut Visitor<'_>| {
        olga.goes_to("/operator/creations?status=all")
            .follows("atelier.example");
        olga.page.path.clone()
    };
    let first = page(&mut olga);
    olga.goes_to(&first)
        .does_not_see("Approve")
        .presses(
            "Send the link",
            &[("E-mail address of whoever", "nonsense")],
        )
        .meets(422);
    olga.presses(
        "Send the link",
        &[("E-mail address of whoever", "camille@atelier.example")],
    )
    .meets(422)
    .sees("yourself");
    olga.presses(
        "Send the link",
        &[("E-mail address of whoever", "zoe@atelier.example")],
    )
    .sees("The link is on its way to zoe@atelier.example");
    office.works();
    office
        .mailbox
        .newest("zoe@atelier.example", "asks you to authorise");
    let old = olga.goes_to(&first).page.clone();
    olga.presses("Decline", &[("In your own words", "Nobody here answers")])
        .sees("Declined");
    // A page from before says why nobody is asked any more.
    olga.page = old;
    olga.presses(
        "Send the link",
        &[("E-mail address of whoever", "zoe@atelier.example")],
    )
    .meets(409);
    office.works();
    // Free again; and what has lapsed is given up before its year is over.
    nominates(&mut camille, "nobody@atelier.example");
    office.days_pass(91);
    let mut olga = office.log_in("olga@operations.example");
    olga.goes_to("/operator/creations?status=lapsed")
        .follows("atelier.example")
        .presses("Give it up", &[])
        .sees("Its identifier is free")
        .does_not_see("Revive it");
    let mut camille = office.log_in("camille@atelier.example");
    nominates(&mut camille, "nobody@atelier.example")
        .sees("nobody@atelier.example is asked to authorise");
    office.works();
}

fn after_a_year_what_lapsed_is_over_and_its_identifier_free(office: &Office) {
    let mut camille = office.visitor("camille@atelier.example");
    nominates(&mut camille, "berta@atelier.example");
    let page = camille.page.path.clone();
    office.days_pass(91);
    office.days_pass(366);
    camille
        .goes_to(&page)
        .sees("Over")
        .does_not_see("Revive it");
    assert_eq!(
        camille
            .sends("POST", &format!("{page}/revival"), Some(String::new()))
            .status,
        409
    );
    reviews(&mut camille, &[("I have authority", "on")])
        .presses("Create the account", &[])
        .sees("The account is active");
}

fn operators_extend_and_revive_and_creators_withdraw(office: &Office) {
    let mut olga = operator(office);
    let mut camille = office.visitor("camille@atelier.example");
    claims(&mut camille, "brand.example");
    let page = camille.page.path.clone();
    olga.opens_the_link_in("New account: brand.example")
        .presses("Give it 30 more days", &[])
        .sees("120 days left");
    office.days_pass(119);
    camille.goes_to(&page).sees("One day left");
    office.days_pass(1);
    let mut olga = office.log_in("olga@operations.example");
    olga.goes_to("/operator/creations?status=lapsed")
        .follows("brand.example")
        .presses("Revive it", &[])
        .sees("90 days left");
    camille
        .goes_to(&page)
        .presses("Withdraw", &[])
        .sees("You no longer ask")
        .sees("Withdrawn");
    assert_eq!(
        camille
            .sends("POST", &format!("{page}/withdrawal"), Some(String::new()))
            .status,
        409
    );
    // Stale pages decide nothing.
    let decide = olga.page.path.clone();
    let late = olga.sends(
        "POST",
        &format!("{decide}/approval"),
        Some("version=2".into()),
    );
    assert_eq!(late.status, 409);
    office.works();
}

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

fn an_identifier_that_is_taken_is_not_proposed(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let mut ines = office.visitor("ines@lyon.lumen.example");
    ines.goes_to("/accounts/new")
        .sees("lyon.lumen.example is yours");
    assert_eq!(
        ines.page.attributes("#domain, #name", "value"),
        ["lyon.lumen.example", "lyon.lumen.example Ltd"]
    );
    amina
        .goes_to("/accounts/new")
        .does_not_see("is yours")
        .sees("An operator decides about it");
    assert_eq!(amina.page.attributes("#domain, #name", "value"), ["", ""]);
    let another = [
        ("I have authority", "on"),
        ("Account domain identifier", "brand.example"),
        ("Why this identifier", REASON),
        ("Account name", "Brand"),
    ];
    amina
        .presses("Review", &another)
        .sees("Review the new account");
}

fn whoever_has_left_opens_no_account(office: &Office) {
    let mut olga = operator(office);
    let mut camille = office.visitor("camille@atelier.example");
    claims(&mut camille, "brand.example");
    olga.goes_to("/operator/people?q=camille")
        .follows("Camille Example")
        .follows("Deactivate")
        .presses("Deactivate", &[]);
    let told = office.mailbox.to("camille@atelier.example").len();
    olga.goes_to("/operator/creations")
        .follows("brand.example")
        .presses("Approve", &[])
        .meets(409)
        .sees("has been deactivated");
    office.days_pass(91);
    assert_eq!(office.mailbox.to("camille@atelier.example").len(), told);
}

fn bad_identifiers_and_names_are_said_beside_their_fields(office: &Office) {
    let mut camille = office.visitor("camille@gmail.com");
    camille
        .goes_to("/accounts/new")
        .sees("An operator decides about it");
    let rows = [
        ("Account domain identifier", "no dots"),
        ("Account domain identifier", "192.0.2.1"),
        ("Account name", ""),
        ("Virtual Accounts", " "),
        ("Virtual Accounts", "A\na"),
        ("Virtual Accounts", "North|South"),
        ("Virtual Accounts", &*"x".repeat(101)),
        ("Account name", "x\u{202E}y"),
        ("Account name", "\u{3164}"),
    ];
    for (field, typed) in rows {
        let mut all = vec![
            ("I have authority", "on"),
            ("Account domain identifier", "brand.example"),
            ("Why this identifier", REASON),
        ];
        all.push((field, typed));
        camille
            .goes_to("/accounts/new")
            .presses("Review", &all)
            .meets(422);
        assert!(camille.page.fault_of(field).is_some(), "{field} {typed:?}");
    }
    for (address, domain) in [
        ("bob@gmail.com", "gmail.com"),
        ("chen@mail.gmx.net", "mail.gmx.net"),
        ("dora@github.io", "github.io"),
    ] {
        let mut somebody = office.visitor(address);
        reviews(
            &mut somebody,
            &[
                ("I have authority", "on"),
                ("Account domain identifier", domain),
                ("Why this identifier", REASON),
                ("Account name", "Brand"),
            ],
        )
        .sees("An operator decides about the identifier");
    }
}

/// Anybody of a company has an address there: unless it is set otherwise, an operator decides also about one's own domain.
#[test]
fn an_operator_decides_about_ones_own_domain_unless_it_is_set_otherwise() {
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.accounts = parvis::config::Config::default().accounts;
    });
    let mut olga = operator(&office);
    let mut elin = office.visitor("elin@fjord.example");
    elin.goes_to("/accounts/new")
        .sees("An operator decides about it")
        .does_not_see("active at once");
    elin.presses("Review", &[("I have authority", "on")])
        .meets(422);
    reviews(
        &mut elin,
        &[("I have authority", "on"), ("Why this identifier", REASON)],
    )
    .sees("An operator decides about the identifier")
    .presses("Ask for the account", &[])
    .sees("An operator decides");
    office.works();
    olga.goes_to("/operator/creations")
        .follows("fjord.example")
        .presses("Approve", &[]);
    office.works();
    office.mailbox.newest("elin@fjord.example", "fjord.example");
    elin.goes_to("/accounts/fjord.example/users").meets(200);
    office.may_leave_mail();
}
