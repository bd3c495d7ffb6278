//! Decisions and wishes for what is not there to be given, or not theirs to give.

use crate::answers::{is_refused, links_to_its_fields};
use crate::footprint::Footprint;
use crate::on_both_engines;
use crate::scene::{ACCOUNT, Scene, last_part};
use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;
use domain::smart_account::Visibility;
use parvis::store;

on_both_engines!(
    a_decision_that_nobody_may_take_is_refused_with_the_reason_and_noted,
    a_wish_for_what_the_account_does_not_have_is_refused,
);

fn a_decision_that_nobody_may_take_is_refused_with_the_reason_and_noted(office: &Office) {
    let mut scene = Scene::set(office);
    let others = Others::arrive(&mut scene);
    for row in REFUSED_DECISIONS {
        decision_is_refused(&scene, &others, row);
    }
    scene
        .visitor("camille")
        .goes_to("/access/smart-accounts")
        .does_not_see("The lumen company");
    scene
        .visitor("bruno")
        .goes_to("/access/smart-accounts")
        .does_not_see("Approver");
}

fn a_wish_for_what_the_account_does_not_have_is_refused(office: &Office) {
    let mut scene = Scene::set(office);
    let others = Others::arrive(&mut scene);
    let mut mallory = scene.visitor("mallory");
    let mut asks = |wish: &str| {
        let form = format!("identifier={ACCOUNT}&reason=Please+let+me+in+as+well&{wish}");
        mallory.sends("POST", "/access/requests", Some(others.fill(&form)))
    };
    let before = Footprint::of_changes(office);
    for (wish, status, said) in REFUSED_WISHES {
        let answer = asks(wish);
        is_refused(&answer, *status, "en", wish);
        assert!(answer.text().contains(said), "{wish}: {}", answer.text());
        if *status == 422 {
            links_to_its_fields(&answer);
        }
    }
    assert_eq!(Footprint::of_changes(office), before);
}

const FOREIGN: &str = "One of these Virtual Accounts is not part of this account";
const OF_ANOTHER: &str = "virtual-account-of-another-account";
const BEYOND: &str = "on your own Virtual Accounts";
const UNFIT: &str = "This role does not fit the scope";
const BROKEN: &str = "did not arrive whole";
const NO_DATE: &str = "Type a date as year-month-day, such as 2027-03-31";

/// Who tries it, on whose request, with which form; how it is answered, and the code in the event log, if it belongs there.
#[rustfmt::skip]
const REFUSED_DECISIONS: &[(&str, &str, &str, u16, &str, &str)] = &[
    ("amina", "camille", "scope=selected&virtual_accounts={elsewhere}&role=va-user", 422, FOREIGN, OF_ANOTHER),
    ("amina", "camille", "scope=selected&virtual_accounts={lyon}&virtual_accounts={elsewhere}&role=va-user", 422, FOREIGN, OF_ANOTHER),
    ("amina", "camille", "scope=selected&virtual_accounts=va_0123456789abcdef0123456789abcdef&role=va-user", 422, FOREIGN, OF_ANOTHER),
    ("amina", "camille", "scope=selected&virtual_accounts=..%2F..%2Fetc%2Fpasswd&role=va-user", 400, BROKEN, ""),
    ("amina", "camille", "scope=selected&virtual_accounts=va_&role=va-user", 400, BROKEN, ""),
    ("amina", "camille", "scope=selected&virtual_accounts=%00&role=va-user", 400, BROKEN, ""),
    ("amina", "camille", "scope=selected&virtual_accounts={request}&role=va-user", 400, BROKEN, ""),
    ("amina", "camille", "scope=selected&role=va-user", 422, "Tick at least one Virtual Account", ""),
    ("amina", "camille", "scope=entire&role=emperor", 400, BROKEN, ""),
    ("amina", "camille", "scope=entire&role=", 422, "Choose a role", ""),
    ("amina", "camille", "scope=entire", 422, "Choose a role", ""),
    ("amina", "camille", "role=sa-user", 422, "Choose what the access is for", ""),
    ("amina", "camille", "scope=half&role=sa-user", 400, BROKEN, ""),
    ("amina", "camille", "scope=entire&role=va-user", 422, UNFIT, "role-does-not-fit-scope"),
    ("amina", "camille", "scope=selected&virtual_accounts={lyon}&role=sa-administrator", 422, UNFIT, "role-does-not-fit-scope"),
    ("amina", "camille", "scope=entire&role=sa-approver", 422, "needs a verified e-mail address in lumen.example", "approver-outside-domain"),
    ("amina", "camille", "scope=entire&role=sa-user&until=2026-11-21", 422, "This date has passed", ""),
    ("amina", "camille", "scope=entire&role=sa-user&until=soon", 422, NO_DATE, ""),
    ("amina", "camille", "scope=entire&role=sa-user&until=%00", 422, NO_DATE, ""),
    ("amina", "camille", "scope=entire&role=sa-user&note=a%00b", 422, "cannot be shown", ""),
    ("amina", "camille", "scope=entire&role=sa-user&note={long}", 422, "at most 4000 characters; you have 4001", ""),
    ("amina", "camille", "outcome=decline&class=whim", 400, BROKEN, ""),
    ("amina", "camille", "outcome=decline&class=", 422, "Choose a reason", ""),
    ("amina", "camille", "outcome=decline&class=other&words=a%00b", 422, "cannot be shown", ""),
    ("amina", "camille", "outcome=perhaps&scope=entire&role=sa-user", 400, BROKEN, ""),
    ("amina", "camille", "outcome=&scope=entire&role=sa-user", 422, "Choose whether to approve, decline or propose something else", ""),
    ("amina", "camille", "version=two&scope=entire&role=sa-user", 400, BROKEN, ""),
    ("amina", "camille", "version=-1&scope=entire&role=sa-user", 400, BROKEN, ""),
    ("amina", "camille", "version=99999999999999999999&scope=entire&role=sa-user", 400, BROKEN, ""),
    ("amina", "camille", "version=2&scope=entire&role=sa-user", 409, "has changed since you opened this page", ""),
    ("chen", "camille", "scope=entire&role=sa-viewer", 403, BEYOND, "beyond-own-rights"),
    ("chen", "camille", "scope=entire&role=sa-administrator", 403, BEYOND, "beyond-own-rights"),
    ("chen", "camille", "scope=selected&virtual_accounts={lyon}&virtual_accounts={montreal}&role=va-user", 403, BEYOND, "beyond-own-rights"),
    ("chen", "camille", "scope=selected&virtual_accounts={montreal}&role=va-viewer", 403, BEYOND, "beyond-own-rights"),
    ("chen", "camille", "scope=selected&virtual_accounts={lyon}&role=sa-user", 422, UNFIT, "role-does-not-fit-scope"),
    ("chen", "bruno", "scope=entire&role=sa-user", 404, "There is no such page", ""),
    ("bruno", "bruno", "scope=entire&role=sa-approver", 403, "somebody else decides it", "own-request"),
    ("bruno", "bruno", "outcome=decline&class=other", 403, "somebody else decides it", "own-request"),
    ("olga", "camille", "scope=entire&role=sa-user", 404, "There is no such page", ""),
    ("sam", "camille", "scope=entire&role=sa-user", 404, "There is no such page", ""),
    ("camille", "camille", "scope=entire&role=sa-user", 404, "There is no such page", ""),
];

/// What is wished for, and how it is answered.
#[rustfmt::skip]
const REFUSED_WISHES: &[(&str, u16, &str)] = &[
    ("scope=selected&virtual_accounts={elsewhere}", 422, FOREIGN),
    ("scope=selected&virtual_accounts={lyon}&virtual_accounts={elsewhere}", 422, FOREIGN),
    ("scope=selected&virtual_accounts=va_0123456789abcdef0123456789abcdef", 422, FOREIGN),
    ("scope=selected", 422, "Tick at least one Virtual Account"),
    ("scope=selected&virtual_accounts=lyon", 400, BROKEN),
    ("scope=selected&virtual_accounts=%00", 400, BROKEN),
    ("scope=everything", 400, BROKEN),
    ("role=emperor", 400, BROKEN),
    ("role=%00", 400, BROKEN),
    ("scope=entire&role=va-user", 422, UNFIT),
    ("scope=selected&virtual_accounts={lyon}&role=sa-administrator", 422, UNFIT),
    ("until=2026-11-21", 422, "This date has passed"),
    ("until=31%2F12%2F2026", 422, NO_DATE),
    ("until=2026-02-30", 422, NO_DATE),
    ("until=tomorrow", 422, NO_DATE),
    ("until=9999-12-31", 422, NO_DATE),
    ("until=-1-1-1", 422, NO_DATE),
    ("until=%00", 422, NO_DATE),
];

/// Others with rights of their own: Bruno, a second administrator, who has asked for more himself; Chen, who administers
/// Lyon, for which alone Camille asks; and another account.
struct Others {
    lyon: String,
    montreal: String,
    /// A Virtual Account of another account.
    elsewhere: String,
    brunos: String,
    camilles: String,
}

impl Others {
    fn arrive(scene: &mut Scene<'_>) -> Self {
        let office = scene.office;
        let roles = [
            ("bruno", Role::SaAdministrator, None),
            ("chen", Role::VaAdministrator, Some("Lyon")),
        ];
        for (name, role, on) in roles {
            let person = scene.welcomes(name, ACCOUNT, Office::person);
            office.grant(&person, ACCOUNT, role, on);
        }
        let dora = scene.person("dora");
        office.account("holding.example", Visibility::Unrestricted, &dora);
        let mut camille = scene.visitor("camille");
        camille.views_request().presses("Withdraw", &[]);
        let lyon = [("Selected Virtual Accounts", "on"), ("Lyon", "on")];
        Self {
            lyon: part(office, ACCOUNT, "Lyon"),
            montreal: part(office, ACCOUNT, "Montréal"),
            elsewhere: part(office, "holding.example", "Lyon"),
            brunos: asks(&mut scene.visitor("bruno"), &[]),
            camilles: asks(&mut camille, &lyon),
        }
    }

    /// A form with what its placeholders stand for.
    fn fill(&self, form: &str) -> String {
        let stands_for = [
            ("{lyon}", self.lyon.as_str()),
            ("{montreal}", &self.montreal),
            ("{elsewhere}", &self.elsewhere),
            ("{request}", &self.camilles),
            ("{long}", &"x".repeat(4001)),
        ];
        let replaced = |form: String, (name, value): &(&str, &str)| form.replace(name, value);
        stands_for.iter().fold(form.to_owned(), replaced)
    }
}

fn asks(visitor: &mut Visitor<'_>, wish: &[(&str, &str)]) -> String {
    let reason = ("Reason for request", "I also need to accept agreements");
    visitor.asks_with(ACCOUNT, &[&[reason], wish].concat());
    last_part(&visitor.views_request().page.path)
}

fn part(office: &Office, domain: &str, name: &str) -> String {
    let domain = domain::DomainIdentifier::parse(domain).unwrap();
    let name = name.to_owned();
    office.read(move |db| {
        let account = store::smart_account::find_by_identifier(db, &domain)?.unwrap();
        let mut parts = store::virtual_account::virtual_accounts(db, &account.id)?;
        parts.retain(|part| part.name == name);
        Ok(parts[0].id.to_string())
    })
}

fn decision_is_refused(
    scene: &Scene<'_>,
    others: &Others,
    (who, whose, form, status, said, code): &(&str, &str, &str, u16, &str, &str),
) {
    let what = format!("{who} decides about {whose}: {form}");
    let request = match *whose {
        "bruno" => &others.brunos,
        _ => &others.camilles,
    };
    let path = format!("/accounts/{ACCOUNT}/requests/{request}");
    let before = refusals_noted(scene);
    let form = with_defaults(&others.fill(form));
    let answer = scene
        .visitor(who)
        .sends("POST", &format!("{path}/decision"), Some(form));
    is_refused(&answer, *status, "en", &what);
    assert!(answer.text().contains(said), "{what}:\n{}", answer.text());
    if *status == 422 || *said == BEYOND {
        links_to_its_fields(&answer);
    }
    is_noted(scene, before, who, code, &what);
    let still = &scene.visitor("amina").goes_to(&path).page.clone();
    assert_eq!(still.all("h1 + .tag"), ["Pending"], "{what}");
}

/// What the page sends along, unless the form says otherwise.
fn with_defaults(form: &str) -> String {
    let mut whole = form.to_owned();
    for (name, default) in [("version=", "1"), ("outcome=", "approve")] {
        if !form.split('&').any(|field| field.starts_with(name)) {
            whole = format!("{name}{default}&{whole}");
        }
    }
    whole
}

/// The event log says who reached for what was not theirs, and nothing of mere mistakes.
fn is_noted(scene: &Scene<'_>, before: Vec<String>, who: &str, code: &str, what: &str) {
    let now = refusals_noted(scene);
    let new = &now[..now.len() - before.len()];
    if code.is_empty() {
        assert!(new.is_empty(), "{what}: {new:?}");
    } else {
        let [line] = new else {
            panic!("{what}: {new:?}")
        };
        let says = line.contains(&format!("A decision was refused ({code})"));
        assert!(says && line.to_lowercase().contains(who), "{what}: {line}");
    }
}

/// The lines of the event log about refused decisions, newest first.
fn refusals_noted(scene: &Scene<'_>) -> Vec<String> {
    let mut amina = scene.visitor("amina");
    let mut path = Some(format!("/accounts/{ACCOUNT}/events"));
    let mut lines = Vec::new();
    while let Some(next) = path {
        let page = &amina.goes_to(&next).meets(200).page;
        lines.extend(page.all("tbody tr"));
        path = page.attributes("a[rel=next]", "href").into_iter().next();
    }
    lines.retain(|line| line.contains("access-request.decision-refused"));
    lines
}
