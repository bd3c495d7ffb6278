//! Identifiers: what is wrong with one is said beside its field, and what is right has one form.

use crate::answers::{is_refused, links_to_its_fields};
use crate::forms::form;
use crate::on_both_engines;
use crate::scene::{ACCOUNT, Scene, asking};
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::smart_account::Visibility;

on_both_engines!(
    an_identifier_that_cannot_be_is_answered_beside_its_field,
    an_identifier_has_one_normal_form_however_it_is_typed,
    punycode_stands_beside_a_name_wherever_somebody_decides,
    no_look_up_is_free_of_the_budget,
);

fn an_identifier_that_cannot_be_is_answered_beside_its_field(office: &Office) {
    Scene::set(office);
    let mut camille = office.log_in("camille@atelier.example");
    for (typed, said, meant) in FAULTY_IDENTIFIERS {
        identifier_is_refused(&mut camille, typed, said, *meant);
    }
    camille
        .goes_to(&asking("camille%40www.lumen.example"))
        .follows("lumen.example")
        .sees("The lumen company");
    camille
        .goes_to(&asking("https%3A%2F%2Fwww.lumen.example%2Flogin"))
        .follows("lumen.example")
        .sees("The lumen company");
}

fn an_identifier_has_one_normal_form_however_it_is_typed(office: &Office) {
    let amina = office.person("amina@lumen.example");
    for domain in ["lumen.example", "münchen.example"] {
        office.account(domain, Visibility::Unrestricted, &amina);
    }
    let mut camille = office.visitor("camille@atelier.example");
    let same: &[(&[&str], &str)] = &[
        (
            &[
                "lumen.example",
                "LUMEN.Example",
                "lumen.example.",
                "  lumen.example ",
            ],
            "Account domain identifierlumen.exampleAccount name",
        ),
        (
            &[
                "münchen.example",
                "MÜNCHEN.example",
                "xn--mnchen-3ya.example",
                "XN--MNCHEN-3YA.example.",
                "mu\u{308}nchen.example",
            ],
            "münchen.example (xn--mnchen-3ya.example)Account name",
        ),
    ];
    for (typed, shown) in same {
        let pages: Vec<String> = typed
            .iter()
            .map(|typed| {
                camille
                    .goes_to("/access/requests/new")
                    .presses("Submit", &[("Account domain identifier", typed)])
                    .meets(200);
                camille.sees(shown).page.text()
            })
            .collect();
        assert!(
            pages.iter().all(|page| *page == pages[0]),
            "{typed:?}: {pages:#?}"
        );
    }
}

fn punycode_stands_beside_a_name_wherever_somebody_decides(office: &Office) {
    let mut amina = office.visitor("amina@xn--mnchen-3ya.example");
    let id = office
        .read(|db| parvis::store::person::find_by_name(db, "amina"))
        .unwrap()
        .person
        .id;
    office.account("münchen.example", Visibility::Unrestricted, &id);
    let mut camille = office.visitor("camille@atelier.example");
    camille
        .asks_for("MÜNCHEN.example", "Downloads for the Lyon site")
        .sees("münchen.example");
    let both = "münchen.example (xn--mnchen-3ya.example)";
    camille.views_request().sees(both);
    let mail = office
        .mailbox
        .newest("amina@xn--mnchen-3ya.example", "Camille Example asks");
    assert!(
        mail.text_body.contains(both) && mail.html_body.contains(both),
        "{}",
        mail.text_body
    );
    amina.opens_the_link_in("Camille Example asks").sees(both);
    for tab in ["users", "requests", "properties", "events"] {
        amina
            .goes_to(&format!("/accounts/xn--mnchen-3ya.example/{tab}"))
            .meets(200)
            .sees(both);
    }
    amina
        .goes_to("/accounts/m%C3%BCnchen.example/users")
        .meets(200)
        .sees(both);
}

fn no_look_up_is_free_of_the_budget(office: &Office) {
    let scene = Scene::set(office);
    let mut mallory = scene.visitor("mallory");
    let short = |number: u32| {
        form(&[
            ("identifier", &format!("try{number}.example")),
            ("reason", "short"),
        ])
    };
    for number in 0..30 {
        assert_eq!(
            mallory
                .sends("POST", "/access/requests", Some(short(number)))
                .status,
            422
        );
    }
    let answer = mallory.sends(
        "POST",
        "/access/requests",
        Some(form(&[("identifier", ACCOUNT), ("reason", "short")])),
    );
    is_refused(&answer, 429, "en", "one too many");
    assert!(
        !answer.text().contains("The lumen company"),
        "{}",
        answer.text()
    );
}

/// What is typed, what is said of it, and which identifier may have been meant.
const FAULTY_IDENTIFIERS: &[(&str, &str, Option<&str>)] = &[
    ("", "Type the account’s domain identifier", None),
    ("   ", "Type the account’s domain identifier", None),
    ("lumen example", "has no spaces in it", None),
    ("lumen\texample.example", "has no spaces in it", None),
    ("a..b", "Two dots stand side by side", None),
    (".lumen.example", "a dot comes first", None),
    ("-bad.com", "begins or ends with a hyphen", None),
    ("bad-.com", "begins or ends with a hyphen", None),
    ("192.0.2.1", "not a number", None),
    ("2001:db8::1", "not a number", None),
    ("[2001:db8::1]", "not a number", None),
    (LONG_NAME, "longer than any identifier", None),
    ("lumen", "at least one dot", None),
    ("lu_men.example", "letters, digits, hyphens and dots", None),
    (
        "<script>.example",
        "letters, digits, hyphens and dots",
        None,
    ),
    ("javascript:alert(1)", "This is an address", None),
    (
        "https://www.lumen.example/login?x=1#y",
        "This is an address",
        Some("lumen.example"),
    ),
    (
        "lumen.example/login",
        "This is an address",
        Some("lumen.example"),
    ),
    (
        "http://münchen.example:8080",
        "This is an address",
        Some("münchen.example"),
    ),
    (
        "camille@lumen.example",
        "This is an e-mail address",
        Some("lumen.example"),
    ),
];

/// 300 characters.
const LONG_NAME: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// The first step refuses it, and so does a second step that somebody made up.
fn identifier_is_refused(camille: &mut Visitor<'_>, typed: &str, said: &str, meant: Option<&str>) {
    const LABEL: &str = "Account domain identifier";
    camille.goes_to("/access/requests/new");
    let first = camille.presses("Submit", &[(LABEL, typed)]).page.clone();
    let forged = form(&[
        ("identifier", typed),
        ("reason", "Downloads for the Lyon site"),
    ]);
    let second = camille.sends("POST", "/access/requests", Some(forged));
    for answer in [first, second] {
        is_refused(&answer, 422, "en", typed);
        let fault = answer
            .fault_of(LABEL)
            .unwrap_or_else(|| panic!("{typed:?}: {}", answer.text()));
        assert!(
            fault.contains(said) && fault.contains("company.example"),
            "{typed:?}: {fault}"
        );
        links_to_its_fields(&answer);
        let kept = answer.fill("Submit", "", &[]).fields;
        assert_eq!(kept, [("identifier".to_owned(), typed.to_owned())]);
        let suggested = answer.attributes("main form + p a, main form a.id", "href");
        let links = answer.all("main form a.id");
        assert_eq!(
            links,
            meant.map(ToOwned::to_owned).into_iter().collect::<Vec<_>>(),
            "{typed:?} {suggested:?}"
        );
    }
}
